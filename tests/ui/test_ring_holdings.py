"""The user's money in the ring: the sentence, a row a holding on a loop, and what a click on it does."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from screener.domain.assessment import Assessment, CompanyResult, Tie
from screener.domain.figure import Figure, Source
from screener.domain.fund import FundHolding
from screener.domain.message import Unit
from screener.ui.models import ring_summary
from screener.ui.panels.inspector_sections.source_link import SourceLink
from screener.ui.panels.ring import RingPanel
from screener.ui.panels.ring_holdings import HoldingRow, RingHoldings
from tests.builders.assessments import empty_assessment
from tests.builders.rings import ring_assessment
from tests.ui.fake_workspace import FakeWorkspace

replace = msgspec.structs.replace
NO_TIE = Tie("not_known")


def tie(
    share: str = "0.47", grade: str = "heavy", measure: str = "revenue", *, at_least: bool = False
) -> Tie:
    figure = Figure(
        "customer_share_revenue",
        Decimal(share),
        Unit.FRACTION,
        date(2026, 5, 31),
        Source("a filing", url="https://filings.example/orcl", tier="primary"),
    )
    return Tie(grade, figure, measure, ("openai",), at_least)


def told(assessment: Assessment, key: str, **changes: object) -> Assessment:
    """The assessment with other facts of one company; those of the standing by their name."""

    def changed(company: CompanyResult) -> CompanyResult:
        standing = {name: value for name, value in changes.items() if hasattr(company.standing, name)}
        rest = {name: value for name, value in changes.items() if name not in standing}
        return replace(company, standing=replace(company.standing, **standing), **rest)

    companies = tuple(changed(each) if each.key == key else each for each in assessment.companies)
    return replace(assessment, companies=companies)


def only(assessment: Assessment, weights: dict[str, tuple[str, str]], high: str = "0") -> Assessment:
    """Only these companies have weight: key -> place "firm", "announced" or "", and weight."""
    companies = []
    for company in assessment.companies:
        strength, weight = weights.get(company.key, ("", "0"))
        standing = replace(
            company.standing, place="inside" if strength else "outside", strength=strength or None
        )
        companies.append(replace(company, weight=Decimal(weight), direct=Decimal(weight), standing=standing))
    low = sum(Decimal(weight) for strength, weight in weights.values() if strength)
    firm = sum(Decimal(weight) for strength, weight in weights.values() if strength == "firm")
    exposure = replace(
        assessment.exposure,
        inside_low=low,
        inside_high=max(low, Decimal(high)),
        inside_firm=firm,
        tied_heavily=Decimal(0),
        not_judged=Decimal(0),
    )
    return replace(assessment, companies=tuple(companies), funds=(), exposure=exposure)


@pytest.mark.parametrize(
    ("weights", "high", "sentence"),
    [
        (
            {"nvidia": ("firm", "0.412"), "oracle": ("announced", "0.205")},
            "0",
            "62% of your money is in companies on a loop: 41% on signed deals, 21% announced only",
        ),
        (
            {"nvidia": ("firm", "0.672"), "oracle": ("announced", "0.0156")},
            "0.807",
            (
                "69–81% of your money is in companies on a loop: "
                "67% on signed deals, 2% announced only, up to 12% not seen"
            ),
        ),
        (
            {"nvidia": ("firm", "0.3")},
            "0",
            "30% of your money is in companies on a loop: all of it on signed deals",
        ),
        (
            {"nvidia": ("announced", "0.3")},
            "0",
            "30% of your money is in companies on a loop: 30% announced only",
        ),
        ({}, "0.2", "None of your money is known to be in companies on a loop; up to 20% could be."),
        ({}, "0", "None of your money is in companies on a loop."),
    ],
)
def test_signed_and_announced_money_are_told_apart_and_add_up(
    weights: dict[str, tuple[str, str]], high: str, sentence: str
) -> None:
    assert ring_summary.sentence(only(ring_assessment(), weights, high)) == sentence


def test_nothing_with_a_value_is_said() -> None:
    assert "no" in ring_summary.sentence(empty_assessment())
    assert ring_summary.in_the_ring(empty_assessment()) == ()


def test_what_is_held_through_funds_and_what_could_not_be_judged_is_said() -> None:
    made = only(ring_assessment(), {"nvidia": ("firm", "0.5")})
    made = told(made, "nvidia", direct=Decimal("0.4"))
    exposure = replace(made.exposure, tied_heavily=Decimal("0.09"), not_judged=Decimal("0.12"))
    said = ring_summary.detail(replace(made, exposure=exposure))
    assert said == (
        "10% of it through funds, counted with the companies · "
        "9% more in companies tied heavily to them · 12% could not be judged"
    )


def row_of(assessment: Assessment, key: str) -> ring_summary.InRing:
    return next(each for each in ring_summary.in_the_ring(assessment) if each.key == key)


@pytest.mark.parametrize(
    ("known", "said", "has_source"),
    [
        (tie(), "tied heavily: 47% of revenue, May 2026", True),
        (tie("0.4", at_least=True), "tied heavily: at least 40% of revenue, May 2026", True),
        (
            tie("0.1516", "some", "vendor_financing", at_least=True),
            "tied somewhat: cash financing ≥ 15.2% of revenue, May 2026",
            True,
        ),
        (tie("0.03", "light", "backlog"), "tied lightly: 3% of backlog, May 2026", True),
        (NO_TIE, "how tightly it is tied is not known", False),
        (replace(tie("0.036"), grade="not_known"), "how tightly it is tied is not known", False),
    ],
)
def test_a_tie_is_said_with_its_share_measure_and_month(known: Tie, said: str, has_source: bool) -> None:
    row = row_of(told(ring_assessment(), "oracle", tie=known), "oracle")
    assert row.tie == said
    assert (row.source == "https://filings.example/orcl") is has_source


def test_a_row_says_how_it_is_held_and_what_it_rests_on() -> None:
    made = told(
        ring_assessment(),
        "oracle",
        weight=Decimal("0.12"),
        direct=Decimal("0.12"),
        strength="announced",
        records=1,
        best_tier="press",
    )
    row = row_of(made, "oracle")
    assert (row.weight, row.how, row.strength) == ("12.0%", "held directly", "announced only")
    assert row.records == "rests on 1 record (press)"
    both = row_of(told(made, "oracle", direct=Decimal("0.08"), strength="firm"), "oracle")
    assert (both.how, both.strength) == ("8.0% directly, 4.0% in funds", "signed")
    seen = row_of(told(made, "oracle", direct=Decimal(0)), "oracle")
    assert (seen.how, seen.held) == ("through funds", False)


def with_fund(assessment: Assessment) -> Assessment:
    """QQQ lists NVIDIA and Coca-Cola."""
    fund = next(each for each in assessment.funds if each.symbol == "QQQ")
    lines = (FundHolding("NVDA", Decimal("0.08")), FundHolding("KO", Decimal("0.01")))
    return replace(assessment, funds=(replace(fund, lines=lines),))


def test_a_fund_stands_for_its_companies_on_a_loop() -> None:
    row = row_of(with_fund(ring_assessment()), "QQQ")
    assert row.kind == "fund"
    assert row.parties == {"nvidia"}
    assert row.records == "1 company"
    assert row.how.startswith("a fund, ")
    assert "of it on a loop" in row.how


def test_holdings_come_before_what_is_only_in_funds() -> None:
    made = told(with_fund(ring_assessment()), "nvidia", direct=Decimal(0), weight=Decimal("0.9"))
    rows = ring_summary.in_the_ring(made)
    assert rows[-1].key == "nvidia"
    assert all(row.held for row in rows[:-1])


# -- in the panel -----------------------------------------------------------------------------------


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace(told(with_fund(ring_assessment()), "oracle", tie=tie()))


@pytest.fixture
def panel(session, qtbot) -> RingPanel:
    made = RingPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 726)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.reading.content is not None and made.reading.content.book.whole)
    qtbot.waitUntil(lambda: session.pool.idle)
    return made


def row(panel: RingPanel, key: str) -> HoldingRow:
    return next(each for each in panel.holdings.rows if each.told.key == key)


def routes(panel: RingPanel) -> list[tuple[str, ...]]:
    model = panel.loops.model
    return [model.row(number).loop.entities for number in range(model.rowCount())]


def test_a_row_picks_its_company_and_keeps_its_loops_only(panel: RingPanel) -> None:
    everything = routes(panel)
    row(panel, "oracle").click()
    assert panel.evidence.title == "Oracle"
    assert routes(panel) == [each for each in everything if "oracle" in each]
    assert row(panel, "oracle").isChecked()
    row(panel, "oracle").click()
    assert routes(panel) == everything
    assert not row(panel, "oracle").isChecked()


def test_its_loops_stay_while_one_of_them_is_looked_at(panel: RingPanel) -> None:
    row(panel, "nvidia").click()
    through = routes(panel)
    assert len(through) > 1
    panel.loops.table.selectRow(1)
    assert routes(panel) == through
    assert row(panel, "nvidia").isChecked()
    assert panel.map.lit_legs[0][0] in through[1]
    panel.loops.through.click()
    assert len(routes(panel)) > len(through)


def test_a_fund_lights_its_companies_and_lists_their_loops(panel: RingPanel) -> None:
    row(panel, "QQQ").click()
    assert panel.loops.through.text() == "Through QQQ  ✕"
    assert all("nvidia" in each for each in routes(panel))
    said = "\n".join(each.text() for each in panel.evidence.widget().findChildren(QLabel))
    assert "NVIDIA: 8.0% of the fund" in said
    assert panel.evidence.title.startswith("QQQ · ")


def test_the_tie_opens_its_source_and_picks_nothing(panel: RingPanel, qtbot, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    link = row(panel, "oracle").findChild(SourceLink)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened == ["https://filings.example/orcl"]
    assert not row(panel, "oracle").isChecked()


def test_rows_are_walked_and_picked_by_keyboard(panel: RingPanel, qtbot) -> None:
    first, second = panel.holdings.rows[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert second.isChecked()
    assert second.accessibleName() == second.told.said


def test_the_keyboard_comes_to_the_rows_before_the_filters(panel: RingPanel) -> None:
    order, widget = [], panel.views.nextInFocusChain()
    while widget is not panel.filters.search and len(order) < 300:
        order.append(widget)
        widget = widget.nextInFocusChain()
    assert widget is panel.filters.search
    assert [each for each in order if isinstance(each, HoldingRow)] == panel.holdings.rows


def test_many_rows_are_behind_a_link_and_few_are_not(panel: RingPanel) -> None:
    holdings = panel.holdings
    assert len(holdings.rows) > 4
    few = holdings.height()
    assert [row.isVisible() for row in holdings.rows[:5]] == [True, True, True, False, False]
    assert holdings.more.isVisible()
    assert holdings.more.text() == f"{len(holdings.rows) - 3} more"
    holdings.more.click()
    assert holdings.more.text() == "Show fewer"
    assert holdings.scroller.height() > few - 20
    kept = [each.told for each in holdings.rows[:4]]
    holdings.show_holdings(kept)
    assert not holdings.more.isVisible()


def test_columns_of_the_rows_stand_in_line(qtbot, themed) -> None:
    made = RingHoldings()
    qtbot.addWidget(made)
    made.resize(1064, 120)
    made.show_holdings(ring_summary.in_the_ring(with_fund(ring_assessment())))
    made.show()
    places = {tuple(cell.x() for cell in row.cells) for row in made.rows[:3]}
    assert len(places) == 1


def test_a_portfolio_outside_the_ring_has_the_sentence_and_no_rows(panel: RingPanel) -> None:
    panel.show_assessment(only(ring_assessment(), {"ko": ("", "1")}))
    assert panel.holdings.isHidden()
    assert panel.summary.sentence.whole == "None of your money is in companies on a loop."
