"""The Inspector: what it says of a company, a fund and everything else, and what one can do there."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QWidget

from screener.domain.assessment import Assessment
from screener.domain.closes import Closes
from screener.domain.company import StatedFigure
from screener.domain.figure import Figure, Source
from screener.domain.message import Message, Text, Unit
from screener.domain.price_chart import NewestPrice, PriceChart
from screener.domain.second_source import differences
from screener.errors import DataMissing
from screener.ui.panels.inspector import InspectorPanel
from screener.ui.panels.inspector_sections import evidence_text
from screener.ui.panels.inspector_sections.company_header import holding_line
from screener.ui.panels.inspector_sections.section import Fold, Section
from screener.ui.panels.inspector_sections.source_link import SourceLink, is_web_address, open_in_browser
from screener.ui.panels.inspector_sections.statements import StatementsSection
from screener.ui.panels.inspector_sections.tags import TagsSection
from screener.ui.panels.inspector_sections.then_and_now import ThenAndNow
from screener.ui.plots import price_chart as drawn
from screener.ui.widgets.level_badge import LevelBadge
from tests.builders.assessments import figure, finding, sample_assessment
from tests.builders.rings import (
    debt_figure,
    loop,
    ring_assessment,
    stated_source,
    unknown_finding,
    with_finding,
    with_position,
)
from tests.builders.screened import screened_assessment
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

replace = msgspec.structs.replace


@pytest.fixture
def inspector(session, qtbot) -> InspectorPanel:
    made = InspectorPanel(session)
    qtbot.addWidget(made)
    made.resize(356, 726)
    return made


def said(inspector: QWidget) -> str:
    """Everything that is not hidden, as one text without the invisible places to break."""
    texts = [each.text() for each in inspector.findChildren(QLabel) if each.isVisibleTo(inspector)]
    return "\n".join(texts).replace("\u200b", "")


def show(inspector: InspectorPanel, assessment: Assessment, kind: str, key: str) -> None:
    """Show all of it, also what would come a moment later."""
    inspector.show_selection(assessment, kind, key)
    inspector.finish()


def there(inspector: InspectorPanel, kind: type) -> list:
    """What is on the page; what was taken away a moment ago is not."""
    return [each for each in inspector.findChildren(kind) if each.isVisibleTo(inspector)]


def _top(section: Section) -> int:
    return section.mapTo(section.window(), QPoint()).y()


def fold(inspector: InspectorPanel, fold_id: str) -> Fold:
    return next(each for each in there(inspector, Fold) if each.id == fold_id)


def with_ties(assessment: Assessment, key: str, **fields: object) -> Assessment:
    companies = tuple(
        replace(each, standing=replace(each.standing, **fields)) if each.key == key else each
        for each in assessment.companies
    )
    return replace(assessment, companies=companies)


def test_before_anything_is_selected_it_says_what_to_do(inspector) -> None:
    assert "Select a holding" in said(inspector)
    assert inspector.foot.isHidden()


def test_a_company_shows_level_why_ring_line_and_weight(inspector) -> None:
    show(inspector, sample_assessment(), "company", "oracle")
    text = said(inspector)
    assert "Oracle" in text
    assert "ORCL" in text
    assert "9.4% of your money" in text
    assert "Inside, announced" in text
    assert "tied heavily (57%" in text
    assert "rests on 2 records" in text
    assert "Level 3" in text
    assert "4 of 5 core screens known" in text
    assert there(inspector, LevelBadge)[0].accessibleName()


def test_one_record_is_said_aloud(inspector) -> None:
    show(inspector, with_ties(sample_assessment(), "oracle", records=1), "company", "oracle")
    assert "rests on 1 record (press)" in said(inspector)


def test_a_position_is_shown_as_its_company(inspector) -> None:
    show(inspector, sample_assessment(), "position", "h-NVDA")
    assert "NVIDIA" in said(inspector)
    assert inspector.subject is not None
    assert inspector.subject.company is not None


def test_then_and_now_stand_side_by_side_with_both_dates(inspector) -> None:
    made = sample_assessment()
    then = Figure("pe_ttm", Decimal("67.44"), Unit.MULTIPLE, date(2025, 9, 22), stated_source())
    oracle = made.company("oracle")
    assert oracle is not None
    changed = replace(
        oracle,
        then=(StatedFigure("oracle", "pe_ttm", then), StatedFigure("oracle", "jobs under review", then)),
    )
    companies = tuple(changed if each.key == "oracle" else each for each in made.companies)
    show(inspector, replace(made, companies=companies), "company", "oracle")
    text = said(inspector)
    assert "Then and now" in text
    assert "22 Sep 2025" in text
    assert "31 Aug 2026" in text
    assert "67.4" in text
    assert "jobs under review" not in text
    fold(inspector, "then.rest").click()
    assert "jobs under review: 67.4x (22 Sep 2025" in said(inspector)


def test_a_share_of_a_quarter_has_no_share_of_a_year_beside_it(inspector) -> None:
    made = sample_assessment()
    share = Figure(
        "top_customer", Decimal("0.61"), Unit.FRACTION, date(2025, 9, 22), stated_source(), period="Q3 2025"
    )
    coreweave = made.company("coreweave")
    assert coreweave is not None
    changed = replace(coreweave, then=(StatedFigure("coreweave", "top_customer", share),))
    companies = tuple(changed if each.key == "coreweave" else each for each in made.companies)
    show(inspector, replace(made, companies=companies), "company", "coreweave")
    assert "not comparable: today's share is of another stretch of time" in said(inspector)


def test_only_the_same_measure_stands_beside_todays_figure(inspector) -> None:
    made = sample_assessment()
    quarter = Figure("revenue", Decimal(57_000_000_000), Unit.MONEY, date(2025, 10, 26), stated_source())
    year = Figure("revenue", Decimal(303_000_000_000), Unit.MONEY, date(2026, 7, 26), stated_source())
    companies = tuple(
        replace(each, then=(StatedFigure("nvidia", "revenue", quarter),), facts=(year,))
        if each.key == "nvidia"
        else each
        for each in made.companies
    )
    show(inspector, replace(made, companies=companies), "company", "nvidia")
    (then,) = there(inspector, ThenAndNow)
    assert "303bn" not in said(then)
    assert "1 other figure was stated" in said(then)


def test_the_source_in_use_is_named_with_the_figures_and_where_sources_differ(inspector) -> None:
    made = sample_assessment()
    filing = Source("SEC 10-Q", "https://www.sec.gov/a.htm", tier="primary")
    ended = date(2026, 7, 26)
    used = Figure("revenue", Decimal(130_500_000_000), Unit.MONEY, ended, filing, "USD", "TTM to 2026-07-26")
    feed = Source("Yahoo Finance", tier="feed")
    other = replace(used, source=feed, value=Decimal(128_000_000_000))
    filled = replace(used, name="capex", source=feed, value=Decimal(7_000_000_000))
    (found,) = differences({"revenue": used}, {"revenue": other})
    companies = tuple(
        replace(each, facts=(used, filled), differences=(found.message,)) if each.key == "nvidia" else each
        for each in made.companies
    )
    made = replace(made, companies=companies)
    show(inspector, made, "company", "nvidia")
    (section,) = there(inspector, StatementsSection)
    text = said(section)
    assert "Revenue: SEC 10-Q 130.5bn USD, Yahoo Finance 128bn USD; the filing is used." in text
    assert "Revenue: 130.5bn USD, twelve months to 26 Jul 2026" in text
    assert [link.accessibleName() for link in there(section, SourceLink)] != []
    assert text.splitlines()[-1] == "Yahoo Finance"
    company = made.company("nvidia")
    assert company is not None
    copied = evidence_text.of_company(made, company)
    assert "- Capital spending: 7bn USD (TTM to 2026-07-26, as of 26 Jul 2026; Yahoo Finance)" in copied
    assert found.message.id == "sources_differ.filing"
    assert "the filing is used" in copied


@pytest.mark.parametrize(
    ("direct", "words"),
    [
        ("0.10", "18.2% of your money (10.0% held, 8.2% through funds)"),
        ("0", "18.2% of your money, through funds"),
        ("0.182", "18.2% of your money"),
    ],
)
def test_money_held_and_money_through_funds_are_told_apart(inspector, direct: str, words: str) -> None:
    made = sample_assessment()
    companies = tuple(
        replace(each, direct=Decimal(direct)) if each.key == "nvidia" else each for each in made.companies
    )
    show(inspector, replace(made, companies=companies), "company", "nvidia")
    assert words in said(inspector)


def test_findings_come_by_family_the_worst_first(inspector) -> None:
    made = with_finding(sample_assessment(), "coreweave", unknown_finding("debt_equity", "debt_spending"))
    show(inspector, made, "company", "coreweave")
    text = said(inspector)
    assert text.index("Valuation") < text.index("Debt and spending") < text.index("Concentration")
    assert "1 not known: Debt to equity" in text
    assert "1 of 3 screens could not be judged" in text


def test_evidence_unfolds_with_value_period_source_inputs_and_thresholds(inspector) -> None:
    derived = Figure(
        "debt_equity", Decimal("1.94"), Unit.MULTIPLE, date(2026, 8, 31), stated_source(), derived=True,
        inputs=("total_debt", "total_equity"),
    )  # fmt: skip
    told = finding("debt_equity", "debt_spending", 2, Message("origin.none"), derived)
    told = replace(told, figures=(debt_figure(old=True),))
    show(inspector, with_finding(sample_assessment(), "oracle", told), "company", "oracle")
    assert "Steps to severity" not in said(inspector)
    fold(inspector, "finding.debt_equity").click()
    text = said(inspector)
    assert "Total debt: 129.5bn USD" in text
    assert "TTM to 2026-05-31, as of 31 May 2026" in text
    assert "past its age limit" in text
    assert "worked out from Total debt 129.5bn USD, Total equity" in text
    assert "read through github.com/someone" in text
    assert "above 25: 1" in text
    fold(inspector, "finding.debt_equity").click()
    assert "Steps to severity" not in said(inspector)


def test_only_web_addresses_are_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()) or True)
    for address in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "https://",
        "/etc/passwd",
        "https://a.example/\nfile:///x",
        "",
    ):
        assert not is_web_address(address)
        assert not open_in_browser(address)
    assert open_in_browser("https://news.example/oracle?a=1")
    assert opened == ["https://news.example/oracle?a=1"]


def test_a_source_is_opened_by_a_click_and_its_address_seen_before(
    inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()) or True)
    told = finding("debt_equity", "debt_spending", 2, Message("origin.none"), debt_figure())
    show(inspector, with_finding(sample_assessment(), "oracle", told), "company", "oracle")
    fold(inspector, "finding.debt_equity").click()
    link = next(each for each in there(inspector, SourceLink) if "oracle" in each.address)
    assert "https://news.example/oracle" in link.toolTip()
    assert opened == []
    link.click()
    assert opened == ["https://news.example/oracle"]


def test_a_source_without_web_address_is_no_link(inspector) -> None:
    told = finding(
        "debt_equity", "debt_spending", 2, Message("x"),
        debt_figure(source=stated_source("file:///home/user/secret")),
    )  # fmt: skip
    show(inspector, with_finding(sample_assessment(), "oracle", told), "company", "oracle")
    fold(inspector, "finding.debt_equity").click()
    assert not [each for each in there(inspector, SourceLink) if "secret" in each.address]


def test_five_loops_and_the_rest_behind_more(inspector) -> None:
    made = sample_assessment()
    many = tuple(loop("firm", "oracle", f"party-{number}") for number in range(8))
    made = with_ties(replace(made, loops=many), "oracle", loops=tuple(range(8)))
    show(inspector, made, "company", "oracle")
    assert "Loops (5 shortest of 8)" in said(inspector)
    assert "party-7" not in said(inspector)
    next(each for each in there(inspector, QPushButton) if each.text() == "3 more").click()
    assert "party-7" in said(inspector)


def test_the_legs_of_a_loop_tell_paid_signed_announced_and_contingent_apart(inspector) -> None:
    made = ring_assessment()
    ring = made.loops[3]
    base = ring.legs[0].deals[0]
    deals = (
        replace(base, id="paid", status="closed"),
        replace(base, id="signed", status="definitive"),
        replace(base, id="talk", status="announced", amount_usd=None),
        replace(base, id="warrant", leg="contingent", status="closed", cash=False),
        replace(base, id="part", status="announced", firm_usd=Decimal(5_000_000_000)),
    )
    legs = (replace(ring.legs[0], deals=deals), *ring.legs[1:])
    made = replace(made, loops=(replace(ring, legs=legs),))
    show(inspector, with_ties(made, "oracle", loops=(0,)), "company", "oracle")
    fold(inspector, "loop." + ".".join(ring.entities)).click()
    text = said(inspector)
    assert "1. NVIDIA → OpenAI" in text
    for words in ("closed, paid", "signed", "amount not disclosed", "contingent", "5bn USD of it firm"):
        assert words in text
    assert "150bn" not in text


def test_what_was_unfolded_stays_so_through_new_figures_but_not_for_another_company(inspector) -> None:
    made = sample_assessment()
    show(inspector, made, "company", "oracle")
    fold(inspector, "finding.debt_equity").click()
    newer = with_finding(
        made, "oracle", finding("pe_ttm", "valuation", 1, Message("x"), figure("pe_ttm", "26.0"))
    )
    show(inspector, newer, "company", "oracle")
    assert fold(inspector, "finding.debt_equity").isChecked()
    show(inspector, newer, "company", "nvidia")
    assert not fold(inspector, "finding.debt_equity").isChecked()


def test_the_same_company_again_is_not_built_again(inspector) -> None:
    show(inspector, sample_assessment(), "company", "oracle")
    before = there(inspector, Fold)
    show(inspector, with_position(sample_assessment(), "NVDA", change=Decimal("0.2")), "company", "oracle")
    assert there(inspector, Fold) == before


def test_of_another_company_the_top_is_there_at_once_and_the_rest_a_moment_later(inspector, qtbot) -> None:
    inspector.show()
    inspector.show_selection(screened_assessment(), "company", "oracle")
    assert "Oracle" in said(inspector)
    assert "Market exposure" not in said(inspector)
    qtbot.waitUntil(lambda: all(each in said(inspector) for each in ("Loops", "Money with the ring")))
    sections = [each.accessibleName() for each in sorted(there(inspector, Section), key=_top)]
    assert sections == [
        "Where the price comes from", "Role and tags", "", "Valuation", "Debt and spending",
        "Earnings quality", "Money with the ring, 1 Nov 2025 to 31 Oct 2026", "Concentration",
        "Market exposure", "Customers as disclosed", "Statements, fiscal years",
        "Filings read at the SEC", "Not known", "", "",
    ]  # fmt: skip


def test_a_selection_made_before_the_last_one_was_finished_shows_only_itself(inspector, qtbot) -> None:
    inspector.show()
    inspector.show_selection(screened_assessment(), "company", "oracle")
    inspector.show_selection(screened_assessment(), "company", "nvidia")
    inspector.show_selection(screened_assessment(), "company", "oracle")
    inspector.show_selection(screened_assessment(), "company", "ko")
    inspector.show_selection(screened_assessment(), "fund", "QQQ")
    qtbot.waitUntil(lambda: not inspector._waiting)
    text = said(inspector)
    assert "Invesco QQQ" in text
    assert "Oracle" not in text
    assert "Valuation" not in text


def test_new_figures_make_only_the_parts_again_that_they_change(inspector) -> None:
    made = screened_assessment()
    show(inspector, made, "company", "oracle")
    before = {part.name: widget for part, widget in inspector._made}
    newer = with_finding(
        made, "oracle", finding("pe_ttm", "valuation", 1, Message("x"), figure("pe_ttm", "26.0"))
    )
    show(inspector, newer, "company", "oracle")
    after = {part.name: widget for part, widget in inspector._made}
    assert list(after) == list(before)
    assert {name for name in before if before[name] is not after[name]} == {
        "header", "then", "family.valuation",
    }  # fmt: skip


def test_a_fund_says_what_is_covered_and_what_is_not(inspector) -> None:
    show(inspector, sample_assessment(), "fund", "QQQ")
    text = said(inspector)
    assert "29% to 51% of the fund" in text
    assert "USD (price of " in text
    assert "46%" in text
    assert "not looked through" in text
    assert "54.0%" in text
    assert "Inside" in text


def test_cash_and_unknown_symbols_say_what_is_known(inspector) -> None:
    show(inspector, sample_assessment(), "position", "h-ABCX")
    assert "No source knows this symbol" in said(inspector)
    assert "not known, counted at cost" in said(inspector)
    show(inspector, sample_assessment(), "position", "h-USD")
    assert "Cash, USD" in said(inspector)
    assert inspector.price.isHidden()


def test_a_private_party_of_the_ledger_shows_its_loops(inspector) -> None:
    show(inspector, sample_assessment(), "company", "openai")
    text = said(inspector)
    assert "OpenAI" in text
    assert "no figures of its own" in text
    assert "On 3 loops" in text


def test_what_left_the_portfolio_is_said(inspector) -> None:
    show(inspector, sample_assessment(), "position", "gone")
    assert "not part of the open portfolio" in said(inspector)


def test_hidden_amounts_stay_hidden(inspector, session) -> None:
    session.set_setting("hide_amounts", True)
    show(inspector, sample_assessment(), "company", "oracle")
    assert "17,324" not in said(inspector)
    session.set_setting("hide_amounts", False)
    assert "17,324" in said(inspector)


def test_copy_evidence_gives_plain_text_with_sources(inspector) -> None:
    show(inspector, ring_assessment(), "company", "oracle")
    inspector.copy_link.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Oracle (ORCL)")
    assert "Debt to equity: 1.94x" in text
    assert "https://www.sec.gov/example" in text
    assert "NVIDIA → OpenAI" in text
    assert "\u200b" not in text
    assert inspector.copy_link.text() == "Copied"


def test_show_on_the_map_goes_to_the_ring_panel(session, qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    inspector = InspectorPanel(session)
    window.setCentralWidget(inspector)
    action = QAction("Ring", window)
    action.setObjectName("panel.ring")
    show(inspector, sample_assessment(), "company", "oracle")
    with qtbot.waitSignal(action.triggered):
        inspector.map_link.click()


def test_prices_are_drawn_after_the_first_paint_and_read_by_keyboard(inspector, qtbot, session) -> None:
    show(inspector, sample_assessment(), "company", "oracle")
    assert inspector.price.chart is None
    inspector.resize(356, 1600)
    inspector.show()
    qtbot.waitUntil(lambda: inspector.price.chart is not None)
    chart = inspector.price.chart
    assert chart is not None
    last = chart.at
    assert last is not None
    assert f"{last[1]:,.2f} USD" in chart.readout.text()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.at is not None
    assert chart.at[0] < last[0]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.at == (date(2025, 1, 3), 100.0)
    assert "ORCL: weekly closes" in chart.accessibleName()


@pytest.mark.parametrize(
    "answer",
    [None, PriceChart("5y", "week", Closes((), (), "USD", "Example", date(2026, 1, 1)))],
    ids=["none", "empty"],
)
def test_no_history_is_said(
    inspector, qtbot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch, answer: PriceChart | None
) -> None:
    monkeypatch.setattr(workspace, "price_chart", lambda _symbol, _span: answer)
    inspector.resize(356, 1600)
    inspector.show()
    show(inspector, sample_assessment(), "company", "oracle")
    qtbot.waitUntil(lambda: "No price history" in inspector.price.state.text())


def test_a_failure_to_read_prices_is_said_in_its_own_words(
    inspector, qtbot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_symbol: str, _span: str) -> None:
        raise DataMissing("The price file cannot be read.")

    monkeypatch.setattr(workspace, "price_chart", broken)
    inspector.resize(356, 1600)
    inspector.show()
    show(inspector, sample_assessment(), "company", "oracle")
    qtbot.waitUntil(lambda: inspector.price.state.text() == "The price file cannot be read.")


def test_one_single_close_can_be_drawn(
    inspector, qtbot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = Closes((date(2026, 8, 21),), (0.5,), "USD", "Example", date(2026, 8, 21))
    monkeypatch.setattr(workspace, "price_chart", lambda _symbol, span: PriceChart(span, "week", only))
    inspector.resize(356, 1600)
    inspector.show()
    show(inspector, sample_assessment(), "company", "oracle")
    qtbot.waitUntil(lambda: inspector.price.chart is not None)
    assert inspector.price.chart is not None
    assert inspector.price.chart.at == (date(2026, 8, 21), 0.5)


def opened_prices(inspector: InspectorPanel, qtbot) -> drawn.PriceChart:
    """The chart of Oracle, drawn."""
    inspector.resize(356, 1600)
    inspector.show()
    show(inspector, sample_assessment(), "company", "oracle")
    qtbot.waitUntil(lambda: inspector.price.chart is not None)
    assert inspector.price.chart is not None
    return inspector.price.chart


def test_the_range_is_changed_by_keyboard_and_remembered(inspector, qtbot, workspace: FakeWorkspace) -> None:
    chart = opened_prices(inspector, qtbot)
    ranges = inspector.price.ranges
    assert [ranges.tabText(number) for number in range(ranges.count())] == ["3M", "1Y", "5Y"]
    ranges.setFocus()
    qtbot.keyClick(ranges, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "ORCL: daily closes" in chart.accessibleName())
    assert workspace.charts_asked[-1] == ("ORCL", "1y")
    assert workspace.setting("chart_range") == "1y"
    assert inspector.price.heading.text() == "Price, daily closes"
    assert chart.readout.text() == "24 Sep 2026: 178.30 USD"


def test_a_running_session_is_drawn_apart_and_said(
    inspector, qtbot, workspace: FakeWorkspace, session
) -> None:
    workspace.newest_price = NewestPrice(date(2026, 10, 9), 181.5, session.now(), running=True)
    chart = opened_prices(inspector, qtbot)
    assert chart.newest == (date(2026, 10, 9), 181.5)
    assert chart.readout.text().startswith("Running session, ")
    assert chart.readout.text().endswith(": 181.50 USD")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout.text().startswith("Week to 18 Sep 2026: ")
    assert "to 18 Sep 2026 · USD" in inspector.price.source.text(), "the last close, not the running price"


def test_a_new_price_comes_into_the_chart_that_is_open(
    inspector, qtbot, workspace: FakeWorkspace, session
) -> None:
    chart = opened_prices(inspector, qtbot)
    assert chart.newest is None
    workspace.newest_price = NewestPrice(date(2026, 10, 9), 181.5, session.now(), running=False)
    session.assessment_changed.emit(sample_assessment())
    qtbot.waitUntil(lambda: chart.newest is not None)
    assert chart.readout.text() == "Last price of 9 Oct 2026, no close yet: 181.50 USD"


def test_what_is_wrong_with_the_closes_is_said_quietly(
    inspector, qtbot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = (date(2026, 8, 20), date(2026, 8, 21))
    closes = Closes(days, (1.0, 2.0), "USD", "Example", days[-1])
    trouble = Message("source.unreachable", {"source": Text("Yahoo Finance")})
    told = PriceChart("3m", "week", closes, None, missing=6, before_split=True, repaired=2, problem=trouble)
    monkeypatch.setattr(workspace, "price_chart", lambda _symbol, _span: told)
    opened_prices(inspector, qtbot)
    assert inspector.price.source.text().splitlines() == [
        "Example · to 21 Aug 2026 · USD",
        "No daily closes are at hand; these are weekly ones.",
        "The closes of the last 6 weeks are missing.",
        "The newest price looks like one after a split; these closes are from before it.",
        "Closes put right, as they were in another unit or before a split: 2.",
        "Yahoo Finance cannot be reached.",
    ]


def test_nothing_is_wider_than_the_inspector(inspector, qtbot) -> None:
    told = finding("debt_equity", "debt_spending", 2, Message("x"), debt_figure())
    inspector.show()
    show(inspector, with_finding(ring_assessment(), "tsmc", told), "company", "tsmc")
    for each in there(inspector, Fold):
        each.click()
    page = inspector.scroller.widget()
    qtbot.waitUntil(lambda: page.width() <= inspector.scroller.viewport().width())
    assert page.minimumSizeHint().width() <= inspector.scroller.viewport().width()


def test_a_company_of_which_nothing_is_known_says_only_that(inspector) -> None:
    made = sample_assessment()
    oracle = made.company("oracle")
    assert oracle is not None
    nobody = replace(
        oracle,
        name='<img src="/etc/passwd"> & ' + "x" * 300,
        level=None,
        colour="grey",
        coverage=None,
        known_core=0,
        role=None,
        layer=None,
        sector=None,
        findings=tuple(unknown_finding(each.screen, each.family) for each in oracle.findings),
        family_levels=dict.fromkeys(oracle.family_levels),
        standing=replace(
            oracle.standing,
            place="not_known",
            strength=None,
            loops=(),
            records=0,
            reason=Message("place.not_reviewed"),
            tie=replace(oracle.standing.tie, grade="not_known", share=None),
        ),
        then=(),
    )
    companies = tuple(nobody if each.key == "oracle" else each for each in made.companies)
    inspector.show()
    show(inspector, replace(made, companies=companies), "company", "oracle")
    text = said(inspector)
    assert '<img src="/etc/passwd">' in text
    assert "Level not known" in text
    assert "Its place in the ring" in text
    assert "0%" not in text.replace("9.4%", "")
    badges = [each.accessibleName() for each in there(inspector, LevelBadge)]
    assert set(badges) == {"Not rated"}
    assert inspector.scroller.widget().width() <= inspector.scroller.viewport().width()
    name = next(each for each in there(inspector, QLabel) if "<img" in each.text())
    assert name.width() >= name.minimumSizeHint().width()


@pytest.mark.parametrize("shown_before", [True, False])
def test_no_text_is_squeezed_while_the_page_settles(inspector, shown_before: bool) -> None:
    if shown_before:
        inspector.show()
    show(inspector, ring_assessment(), "company", "oracle")
    inspector.show()
    page = inspector.scroller.widget()
    assert page.height() >= page.heightForWidth(page.width())


def test_pictures(inspector, themed, qtbot, session) -> None:
    made = ring_assessment()
    inspector.show()
    subjects = {
        "company": ("company", "oracle"),
        "long-names": ("company", "tsmc"),
        "fund": ("fund", "QQQ"),
        "unknown": ("position", "h-ABCX"),
        "private": ("company", "openai"),
    }
    for name, selected in subjects.items():
        show(inspector, made, *selected)
        if inspector.subject is not None and inspector.subject.symbol is not None:
            inspector.resize(356, 1600)
            qtbot.waitUntil(lambda: inspector.price.chart is not None and inspector.price.chart.isVisible())
        take(inspector, f"inspector-{name}", (356, 726), themed)
    show(inspector, made, "company", "oracle")
    for each in there(inspector, Fold):
        each.click()
    take(inspector, "inspector-unfolded", (356, 1400), themed)


# -- all families, states and evidence ----------------------------------------------------------------


def test_known_findings_stand_first_then_information_then_what_gave_no_answer(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    text = said(inspector)
    earnings = text[text.index("Earnings quality") : text.index("Concentration")]
    assert earnings.index("Pay in shares took") < earnings.index("2 not known: Beneish M")
    assert earnings.index("2 not known") < earnings.index("1 not applicable: Life of chips and servers")
    assert "there is no figure for total equity" not in earnings


def test_what_gave_no_answer_unfolds_to_its_reasons(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    fold(inspector, "unknown.earnings_quality").click()
    fold(inspector, "not_applicable.earnings_quality").click()
    text = said(inspector)
    assert "Not known: Beneish M. There is no figure for total equity." in text
    assert "Beneish M: Not known" not in text
    assert "Life of chips and servers: Owning fleets of servers is not its trade." in text


def test_evidence_shows_inputs_conversion_and_the_median_beside_the_value(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    assert "Median of the sector 31.5 (Information Technology, 5 Jan 2026)" in said(inspector)
    fold(inspector, "finding.stock_pay").click()
    text = said(inspector)
    assert "Stock-based pay: 5.1bn USD" in text
    assert "worked out from Stock-based pay 5.1bn USD, Revenue 67.1bn USD" in text
    assert "Converted TWD/USD at 0.0312" in text


def test_one_click_copies_the_evidence_of_one_finding(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    fold(inspector, "finding.pe_ttm").click()
    copy = next(each for each in there(inspector, QPushButton) if each.text() == "Copy this evidence")
    copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("[3] P/E is a moderate 23 times")
    assert "Median of the sector: 31.5" in text
    assert "https://www.sec.gov/example" in text
    assert "Steps to severity" in text
    assert copy.text() == "Copied"


def test_every_disclosed_customer_is_listed_and_none_is_added_to_another(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    fold(inspector, "customers.rest").click()
    text = said(inspector)
    for words in (
        "OpenAI\nof backlog · direct · FY2026",
        "Three largest customers (3 together)\nof revenue · direct · FY2026",
        "Customer B\nof revenue · indirect · FY2026",
        "No customer above 10%",
        "Customer C\nof revenue · direct · FY2023",
    ):
        assert words in text
    assert "≥ 57%" in text
    inspector.copy_link.click()
    assert "- Customer B 14% (of revenue · indirect · FY2026; SEC 10-Q" in QGuiApplication.clipboard().text()


def test_three_fiscal_years_stand_side_by_side(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    text = said(inspector)
    assert "FY2024\nFY2025\nFY2026" in text
    names = [each.accessibleName() for each in there(inspector, QWidget)]
    assert "Capital spending, FY2026: 55.7bn" in names


def test_the_filings_that_were_read_are_linked(inspector) -> None:
    show(inspector, screened_assessment(), "company", "oracle")
    links = {each.address for each in there(inspector, SourceLink) if "Archives" in each.address}
    assert links == {"https://www.sec.gov/Archives/orcl.htm"}
    assert "10-Q, filed 11 Sep 2026" in said(inspector)


# -- tags -----------------------------------------------------------------------------------------------


@pytest.fixture
def tagged(qtbot, session, workspace: FakeWorkspace) -> InspectorPanel:
    """An Inspector that follows the session, on Oracle with its tags."""
    workspace.last = screened_assessment()
    session._take(workspace.last)
    made = InspectorPanel(session)
    qtbot.addWidget(made)
    made.resize(356, 726)
    session.assessment_changed.connect(lambda now: show(made, now, "company", "oracle"))
    show(made, workspace.last, "company", "oracle")
    made.show()
    return made


def tags_of(inspector: InspectorPanel) -> TagsSection:
    return there(inspector, TagsSection)[0]


def test_a_tag_is_added_and_taken_away_in_place_and_undo_brings_it_back(qtbot, tagged, session) -> None:
    with qtbot.waitSignal(session.assessment_changed):
        tags_of(tagged).chips[0].click()
    assert [chip.text() for chip in tags_of(tagged).chips] == ["watch the debt ×"]
    tags_of(tagged).add_button.click()
    qtbot.keyClicks(tags_of(tagged).field, " new idea ")
    with qtbot.waitSignal(session.assessment_changed):
        qtbot.keyClick(tags_of(tagged).field, Qt.Key.Key_Return)
    assert [chip.text() for chip in tags_of(tagged).chips] == ["watch the debt ×", "new idea ×"]
    for _ in range(2):
        with qtbot.waitSignal(session.assessment_changed):
            session.undo()
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()
    assert [chip.text() for chip in tags_of(tagged).chips] == ["core ×", "watch the debt ×"]


def test_known_tags_are_proposed_and_escape_closes_the_field(qtbot, tagged) -> None:
    section = tags_of(tagged)
    section.add_button.click()
    assert section.field.isVisible()
    assert section.field.completer() is not None
    qtbot.keyClick(section.field, Qt.Key.Key_Escape)
    assert section.field.isHidden()
    assert section.add_button.isVisible()


def test_a_tag_that_cannot_be_is_said_and_changes_nothing(qtbot, tagged, session) -> None:
    with qtbot.waitSignal(session.notice):
        tags_of(tagged)._set_tags(("x" * 41,))
    assert len(tags_of(tagged).chips) == 2
    assert not session.busy


def test_role_and_layer_are_changed_marked_and_reset(qtbot, tagged, session, workspace) -> None:
    assert "Role and layer edited by you" in said(tagged)
    reset = next(each for each in there(tagged, QPushButton) if "Reset" in each.text())
    with qtbot.waitSignal(session.assessment_changed):
        reset.click()
    assert "edited by you" not in said(tagged)
    menu = tags_of(tagged).role.menu()
    with qtbot.waitSignal(session.assessment_changed):
        next(action for action in menu.actions() if action.text() == "Financier").trigger()
    oracle = workspace.last.company("oracle")
    assert (oracle.role, oracle.layer, oracle.role_edited) == ("financier", "cloud", True)
    assert tags_of(tagged).role.text() == "Financier ▾"
    assert "edited by you" in said(tagged)


@pytest.mark.parametrize("width", [356, 420])
def test_all_of_it_fits_and_pictures(inspector, themed, qtbot, width: int) -> None:
    inspector.show()
    show(inspector, screened_assessment(), "company", "oracle")
    inspector.resize(width, 2600)
    qtbot.waitUntil(lambda: inspector.price.chart is not None and inspector.price.chart.isVisible())
    take(inspector, f"inspector-screened-{width}", (width, 1000), themed)
    for each in there(inspector, Fold):
        each.click()
    page = inspector.scroller.widget()
    qtbot.waitUntil(lambda: page.width() <= inspector.scroller.viewport().width())
    assert page.minimumSizeHint().width() <= inspector.scroller.viewport().width()
    take(inspector, f"inspector-screened-unfolded-{width}", (width, 3200), themed)


def test_the_header_dates_the_price_and_says_when_the_value_is_at_cost(inspector) -> None:
    assessment = sample_assessment()
    held = next(each for each in assessment.positions if each.company == "oracle")
    assert "(price of 9 Oct 2026" in holding_line(held, assessment.company("oracle"), hide_amounts=False)
    at_cost = msgspec.structs.replace(held, price_origin="cost")
    said_of_it = holding_line(at_cost, assessment.company("oracle"), hide_amounts=False)
    assert "counted at cost, its price of 9 Oct 2026" in said_of_it
    assert said_of_it.endswith("at cost")
