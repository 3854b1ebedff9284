"""Severities at values that were published, and at those of the shipped figures (methods, A9)."""

import pytest

from screener import paths
from screener.domain import frames, screen
from screener.domain.figure import Figure
from screener.domain.finding import Finding
from screener.domain.message import Unit
from screener.domain.ring.place import not_reviewed
from screener.errors import DataMissing
from tests.builders.companies import finding, inputs, price


@pytest.mark.parametrize(("ratio", "severity"), [("50.62", 2), ("67.44", 3), ("86.18", 3)])
def test_price_to_earnings_of_september_2025(ratio: str, severity: int) -> None:
    assert finding("pe_ttm", inputs({"eps_diluted": 1}, price=price(ratio))).severity == severity


@pytest.mark.parametrize(("ratio", "severity"), [("4.27", 4), ("0.327", 0)])
def test_debt_to_equity_of_september_2025(ratio: str, severity: int) -> None:
    assert finding("debt_equity", inputs({"total_debt": ratio, "total_equity": 1})).severity == severity


@pytest.fixture(scope="module")
def shipped() -> dict[tuple[str, str], Finding]:
    """Findings of the shipped companies by symbol of their first listing and screen."""
    try:
        paths.resources()
    except DataMissing:
        pytest.skip("no shipped figures here")
    from screener.providers.snapshot import load_universe

    universe = load_universe()
    inputs, symbols = [], []
    for company in universe.companies:
        priced = [universe.prices[each.symbol] for each in company.listings if each.symbol in universe.prices]
        if not company.facts or not priced:
            continue
        one = priced[0]
        inputs.append(
            frames.CompanyInputs(
                company=company,
                price=Figure("price", one.price, Unit.PER_SHARE, one.day, one.source, one.currency),
                standing=not_reviewed(),
                customers=tuple(fact for fact in universe.customers if fact.company == company.key),
                rates=universe.rates,
            )
        )
        symbols.append(one.symbol)
    table = screen.run_all(frames.build(inputs, universe.snapshot_day))
    return {
        (symbol, found.screen): found
        for row, symbol in enumerate(symbols)
        for found in screen.findings(table, row)
    }


@pytest.mark.parametrize(
    ("symbol", "screen_id", "value", "severity"),
    [
        ("NVDA", "pe_ttm", 27.1, 1),
        ("ORCL", "pe_ttm", 23.0, 0),
        ("AVGO", "pe_ttm", 47.0, 2),
        ("CRWV", "debt_equity", 7.02, 4),
        ("CRWV", "top_customer", 0.67, 4),
        ("NVDA", "top_customer", 0.22, 2),
        ("NVDA", "top_customers", 0.36, 2),
        ("INTC", "top_customers", 0.43, 3),
        ("NVDA", "price_sales", 17.1, 2),
        ("NVDA", "lab_gains", 0.14, 1),
        ("AMZN", "lab_gains", 0.466, 3),
        ("GOOGL", "lab_gains", 0.507, 4),
        ("ORCL", "capex_revenue", 0.612, 4),
        ("ORCL", "backlog", 0.47, 3),
        ("MSFT", "backlog", 0.45, 3),
        ("SNOW", "stock_pay", 0.302, 4),
        ("UNH", "customer_hhi", 0.22, 2),
        ("CRWV", "net_debt_ebitda", 7.92, 4),
    ],
)
def test_shipped_values(
    shipped: dict[tuple[str, str], Finding], symbol: str, screen_id: str, value: float, severity: int
) -> None:
    found = shipped[symbol, screen_id]
    assert found.severity == severity
    assert found.value is not None
    assert float(found.value.value) == pytest.approx(value, abs=0.05 if value > 10 else 0.005)


def test_false_alarms_that_must_not_come_back(shipped: dict[tuple[str, str], Finding]) -> None:
    assert shipped["SNOW", "interest_cover"].severity is None
    assert shipped["MDB", "interest_cover"].severity == 0
    for symbol in ("JPM", "BRK-B", "UNH"):
        assert {shipped[symbol, each].state for each in ("debt_equity", "interest_cover", "capex_ocf")} == {
            "not_applicable"
        }
    for symbol in ("EQIX", "DLR"):
        assert shipped[symbol, "pe_ttm"].state == "not_applicable"
    for symbol in ("000660.KS", "005930.KS", "BABA"):
        assert shipped[symbol, "pe_ttm"].state == "unknown"
    assert shipped["DELL", "debt_equity"].state == "unknown"
    assert shipped["BIDU", "interest_cover"].state == "unknown"
    for symbol in ("AAPL", "CRM", "NOW"):
        assert shipped[symbol, "pe_owner_earnings"].severity is None
    for symbol in ("AMZN", "ORCL", "CRWV"):
        assert (shipped[symbol, "fcf_yield"].state, shipped[symbol, "fcf_yield"].severity) == ("known", None)
    assert shipped["EQIX", "net_debt_ebitda"].severity is None
    assert shipped["UNH", "top_customer"].severity == 2
    assert shipped["KO", "top_customer"].state == "unknown"


def test_every_shipped_finding_has_evidence_of_a_source(shipped: dict[tuple[str, str], Finding]) -> None:
    for (symbol, screen_id), found in shipped.items():
        if found.state == "known" and screen_id not in ("ai_role", "ring_place"):
            assert found.figures, f"{symbol} {screen_id}"
        assert all(figure.source.title for figure in found.figures)


def test_money_is_worded_in_the_currency_it_was_added_up_in(shipped: dict[tuple[str, str], Finding]) -> None:
    # Statements partly in Taiwan dollars, balance and cash flow in US dollars.
    for figure in shipped["TSM", "fcf_yield"].figures:
        assert figure.name not in ("enterprise_value", "fcf_after_pay") or figure.currency == "USD"
    assert shipped["TSM", "fcf_yield"].message.arguments["free"].currency == "USD"  # type: ignore[union-attr]  # a Number
