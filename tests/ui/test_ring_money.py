"""The Inspector's part on a company's money: columns that are never added up, and gauges."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.ring import ledger as ledgers
from screener.domain.ring.flows import Window, yearly
from screener.domain.ring.returns import returns
from screener.domain.ring.vendor import vendor_financing
from screener.services.returns import RingMoney
from screener.ui.models.ring_money import MoneyTold, ReturnGauge, VendorGauge, money_of
from screener.ui.panels.inspector import InspectorPanel
from screener.ui.panels.inspector_sections.ring_money import RingMoneySection
from screener.ui.panels.inspector_sections.section import Fold
from screener.ui.panels.inspector_sections.source_link import SourceLink
from screener.ui.widgets.gauges import RangeGauge
from tests.builders.rings import ring_assessment
from tests.ui.fake_ledger import ledger_of
from tests.ui.fake_workspace import FakeWorkspace

replace = msgspec.structs.replace
YEAR = Window(date(2025, 7, 1), date(2026, 6, 30))
EVIDENCE = "https://news.example/deal"


def revenue(amount: int) -> Figure:
    return Figure(
        "revenue",
        Decimal(amount),
        Unit.MONEY,
        date(2026, 6, 30),
        Source("a filing", tier="primary"),
        "USD",
        period="ttm",
    )


@pytest.fixture(scope="module")
def money() -> RingMoney:
    """NVIDIA gives CoreWeave 30bn, half of them signed only, and is paid by it over four years."""
    data = ledger_of(ring_assessment())
    known = {deal.id: deal for deal in data.deals}
    given = replace(
        known["nvidia-coreweave"] if "nvidia-coreweave" in known else known["coreweave-nvidia"],
        id="given",
        payer="nvidia",
        payee="coreweave",
        source_entity="nvidia",
        target_entity="coreweave",
        leg="financing",
        kind="equity_investment",
        status="closed",
        cash=True,
        conditional=False,
        amount_usd=Decimal(2_000_000_000),
        announced="2026-01-26",
    )
    bought = replace(
        given,
        id="bought",
        payer="coreweave",
        payee="nvidia",
        source_entity="coreweave",
        target_entity="nvidia",
        leg="purchase",
        kind="chip_purchase",
        status="definitive",
        amount_usd=Decimal(8_000_000_000),
        announced="2025-07-01",
        term_years=Decimal(4),
    )
    talked = replace(bought, id="talked", status="announced", amount_usd=Decimal(40_000_000_000))
    built = ledgers.build(replace(data, deals=(given, bought, talked)))
    figures = {"nvidia": revenue(10_000_000_000), "coreweave": revenue(5_000_000_000)}
    flows = yearly(built, (), figures, YEAR)
    return RingMoney(built, flows, returns(built, flows), vendor_financing(built, figures))


def test_paid_contracted_and_announced_stand_in_columns_of_their_own(money: RingMoney) -> None:
    told = money_of(money, "nvidia")
    assert told is not None
    rows = {row.title: row for row in told.rows}
    assert rows["Sales"].amounts == ("", "2bn", "9.99bn")
    assert rows["Financing out"].amounts == ("2bn", "", "")
    line = rows["Financing out"].lines[0]
    assert (line.title, line.amount) == ("CoreWeave", "2bn")
    assert "paid" in line.about
    assert all("paid" not in each.about for each in rows["Sales"].lines)


def test_a_party_of_no_record_has_no_money_part(money: RingMoney) -> None:
    assert money_of(money, "ko") is None


def test_the_gauge_has_exact_bounds_and_lucent_stands_beside(money: RingMoney) -> None:
    told = money_of(money, "nvidia")
    assert told is not None
    assert told.gauge is not None
    assert told.vendor is not None
    strict = money.returns.companies["nvidia"].strict
    assert (told.gauge.least, told.gauge.most) == (float(strict.at_least), float(strict.at_most))
    assert told.gauge.value is None
    assert told.gauge.coverage == "20%"
    assert told.vendor.firm == pytest.approx(0.2)
    assert told.vendor.lucent == pytest.approx(0.21)


def texts(widget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel)).replace("\u200b", "")


def test_the_section_shows_the_flows_behind_a_fold_with_their_sources(money, qtbot, themed) -> None:
    told = money_of(money, "nvidia")
    made = RingMoneySection(told)
    qtbot.addWidget(made)
    assert "never added up" in texts(made)
    assert "1 Jul 2025 to 30 Jun 2026" in made.heading.text()
    fold = next(each for each in made.findChildren(Fold) if "Financing out" in each.accessibleName())
    fold.click()
    assert "CoreWeave" in texts(made)
    addresses = {link.address for link in made.findChildren(SourceLink)}
    assert addresses == {line.source for line in told.rows[-1].lines} - {None}


def test_a_sentence_that_a_finding_says_already_is_not_repeated(qtbot, themed) -> None:
    told = MoneyTold(
        "1 Jul 2025 to 30 Jun 2026",
        (),
        2,
        ReturnGauge(0.1, 0.4, 0.25, "90%", ("A quarter came back.", "A note.")),
        VendorGauge(0.2, 0.1, 0.0, 0.21, "FY2000", "Press", "It gave a lot."),
    )
    made = RingMoneySection(told, frozenset({"A quarter came back.", "It gave a lot."}))
    qtbot.addWidget(made)
    said = texts(made)
    assert "A quarter came back." not in said
    assert "It gave a lot." not in said
    assert "A note." in said
    assert "25%" in said
    assert "No flow of these twelve months" in said
    assert "2 records are in no column" in said


@pytest.mark.parametrize(
    ("least", "most", "value", "said"),
    [
        (0.0, 1.0, None, "not known: at least 0%, at most 100%"),
        (0.1, 0.4, 0.25, "25%: at least 10%, at most 40%"),
        (0.3, 0.3, 0.3, "30%: at least 30%, at most 30%"),
    ],
)
def test_the_range_is_said_in_words_and_drawn(qtbot, themed, least, most, value, said) -> None:
    made = RangeGauge(least, most, value)
    qtbot.addWidget(made)
    made.resize(200, 30)
    assert made.accessibleName() == said
    assert not made.grab().isNull()


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace(ring_assessment())


def test_the_inspector_reads_it_in_the_background_once(session, workspace, qtbot, monkeypatch) -> None:
    asked: list[int] = []
    read = workspace.ring_money
    monkeypatch.setattr(workspace, "ring_money", lambda: asked.append(1) or read())
    made = InspectorPanel(session)
    qtbot.addWidget(made)
    made.show()
    made.show_selection(session.assessment, "company", "nvidia")
    made.finish()
    assert not made.findChildren(RingMoneySection)
    qtbot.waitUntil(lambda: bool(made.findChildren(RingMoneySection)))
    made.show_selection(session.assessment, "company", "oracle")
    made.finish()
    assert made.findChildren(RingMoneySection)
    assert asked == [1]
    qtbot.waitUntil(lambda: session.pool.idle)
