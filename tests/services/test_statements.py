"""Statements of a second source over what is shipped and filed: which figure counts, and which never do."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from screener.domain.company import Company
from screener.domain.figure import Fact, Figure, NotApplicable, Source, Unknown, unknown
from screener.domain.message import Message, Unit
from screener.domain.security import Listing
from screener.domain.statements import Statements
from screener.providers.snapshot import load_universe
from screener.services.statements import home_listing, laid_over, with_statements
from screener.wording.sentence import strict_sentence

NOW = datetime(2026, 8, 24, 12, tzinfo=UTC)
MARCH, JUNE, YEAR = date(2026, 3, 31), date(2026, 6, 30), date(2025, 12, 31)
SEC = Source("SEC 10-Q filed 2026-08-01", tier="primary")
VENDOR = Source("A vendor's page", tier="secondary")
YAHOO = Source("Yahoo Finance", tier="feed")


def figure(name: str, value: str, day: date = JUNE, source: Source = YAHOO, **more: Any) -> Figure:
    fields = {"unit": Unit.MONEY, "currency": "USD", "period": f"TTM to {day}", **more}
    return Figure(name=name, value=Decimal(value), as_of=day, source=source, **fields)


def shares(value: str, day: date = JUNE, source: Source = YAHOO) -> Figure:
    return figure("shares_outstanding", value, day, source, unit=Unit.SHARES, currency=None, period=None)


def eps(value: str, currency: str = "USD", source: Source = YAHOO) -> Figure:
    return figure("eps_diluted", value, JUNE, source, unit=Unit.PER_SHARE, currency=currency)


def read(*facts: Figure, symbol: str = "ACME", currency: str | None = "USD", **more: Any) -> Statements:
    by_name = {fact.name: fact for fact in facts}
    period = "TTM to 2026-06-30"
    return Statements(
        symbol, by_name, more.get("annual", {}), currency, NOW, "Yahoo Finance", fiscal_period=period
    )


def company(
    *facts: Fact, listings: tuple[Listing, ...] = (Listing("ACME", "NMS", "USD"),), **more: Any
) -> Company:
    by_name = {fact.name: fact for fact in facts if isinstance(fact, Figure)}
    fields = {"statement_currency": "USD", "fiscal_period": "FY2025", **more}
    return Company("acme", "Acme", listings=listings, facts=by_name, **fields)


# ---------------------------------------------------------------- which figure counts


def test_of_the_same_time_the_filing_counts_and_the_difference_is_said() -> None:
    filed = company(figure("revenue", "130500000000", date(2026, 6, 28), SEC))
    laid, told = laid_over(filed, read(figure("revenue", "128000000000"), figure("sga", "9")))
    assert laid.facts["revenue"] == filed.facts["revenue"]
    assert laid.facts["sga"].source is YAHOO  # type: ignore[union-attr]  # a figure
    assert laid.fiscal_period == "FY2025"
    assert [strict_sentence(one) for one in told] == [
        "Revenue: SEC 10-Q filed 2026-08-01 130.5bn USD, Yahoo Finance 128bn USD; the filing is used."
    ]


def test_within_one_percent_nothing_is_said() -> None:
    filed = company(figure("revenue", "1000", source=SEC))
    assert laid_over(filed, read(figure("revenue", "1009")))[1] == ()
    assert len(laid_over(filed, read(figure("revenue", "1011")))[1]) == 1


def test_the_newer_figure_counts_whoever_states_it() -> None:
    old = company(figure("revenue", "100", MARCH, SEC), figure("cash", "5", JUNE, SEC, period=None))
    laid, told = laid_over(old, read(figure("revenue", "120"), figure("cash", "9", MARCH, period=None)))
    assert (laid.facts["revenue"].value, laid.facts["cash"].value) == (120, 5)  # type: ignore[union-attr]  # figures
    assert (laid.fiscal_period, told) == ("TTM to 2026-06-30", ())


def test_what_a_vendor_said_gives_way_to_the_same_time_of_the_feed() -> None:
    laid, told = laid_over(company(figure("revenue", "100", source=VENDOR)), read(figure("revenue", "120")))
    assert (laid.facts["revenue"].value, told) == (120, ())  # type: ignore[union-attr]  # a figure


def test_what_is_of_an_older_time_fills_no_gap() -> None:
    laid, _ = laid_over(
        company(figure("revenue", "100", source=SEC)),
        read(figure("revenue", "90", MARCH), figure("net_income", "9", MARCH)),
    )
    assert "net_income" not in laid.facts


def test_growth_is_never_of_two_sources() -> None:
    own = company(
        figure("total_assets", "100", MARCH, SEC, period=None),
        figure("total_assets_prior_year", "80", date(2025, 3, 31), SEC, period=None),
        figure("inventory", "7", JUNE, SEC, period=None),
        figure("revenue", "1", JUNE, SEC),
    )
    year_ago = date(2025, 6, 30)
    laid, _ = laid_over(
        own,
        read(
            figure("total_assets", "110", period=None),
            figure("inventory_prior_year", "5", year_ago, period=None),
            figure("receivables_prior_year", "2", year_ago, period=None),
            figure("receivables", "3", period=None),
        ),
    )
    assert "total_assets_prior_year" not in laid.facts, "the newer figure has none of its own source"
    assert "inventory_prior_year" not in laid.facts, "the later figure is the filing's"
    assert "receivables_prior_year" in laid.facts


@pytest.mark.parametrize(("newer", "kept"), [(True, True), (False, False)])
def test_leases_are_of_the_source_that_counted_the_debt(newer: bool, kept: bool) -> None:
    """Added to the debt of another one they might count twice."""
    debt = figure("total_debt", "50", MARCH if newer else JUNE, SEC, period=None)
    leases = figure("lease_liabilities", "4", MARCH, SEC, period=None)
    told = (figure("total_debt", "60", period=None), figure("lease_liabilities", "7", period=None))
    without, _ = laid_over(company(debt), read(*told))
    assert ("lease_liabilities" in without.facts) is kept
    only_debt, _ = laid_over(company(debt, leases), read(told[0]))
    assert ("lease_liabilities" in only_debt.facts) is not newer


def test_a_year_before_without_its_later_figure_fills_nothing() -> None:
    own = company(
        figure("revenue", "1", source=SEC), figure("cash", "1", date(2025, 6, 30), SEC, period=None)
    )
    laid, _ = laid_over(own, read(figure("inventory_prior_year", "5", date(2025, 6, 30), period=None)))
    assert "inventory_prior_year" not in laid.facts


def test_what_has_no_meaning_stays_so_and_the_reason_of_a_gap_gives_way() -> None:
    base = company(figure("revenue", "1", source=SEC))
    reasons: dict[str, Fact] = {
        "inventory": NotApplicable(Message("not_stated_by_source")),
        "cash": unknown("not_stated_by_source"),
    }
    base = msgspec.structs.replace(base, facts={**base.facts, **reasons})
    own = figure("total_equity", "1", source=SEC, period=None)
    base = msgspec.structs.replace(base, facts={**base.facts, "total_equity": own})
    laid, _ = laid_over(base, read(figure("inventory", "4", period=None), figure("cash", "3", period=None)))
    assert laid.facts["inventory"] is reasons["inventory"]
    assert isinstance(laid.facts["cash"], Figure)


def test_years_are_whole_series_of_the_source_with_the_latest_year() -> None:
    def years(value: str, *ends: date, source: Source) -> tuple[Figure, ...]:
        return tuple(figure("revenue", value, end, source, period=f"FY ended {end}") for end in ends)

    older = years("1", date(2024, 12, 31), date(2023, 12, 31), source=SEC)
    newer = years("2", YEAR, date(2024, 12, 31), source=YAHOO)
    base = company(annual={"revenue": older})
    laid, _ = laid_over(base, read(figure("revenue", "5"), annual={"revenue": newer, "capex": newer}))
    assert laid.annual == {"revenue": newer, "capex": newer}
    back, _ = laid_over(company(annual={"revenue": newer}), read(annual={"revenue": older}))
    assert back.annual == {"revenue": newer}


def test_what_a_quote_gave_is_not_taken_for_a_statement() -> None:
    """A shipped market value alone must not keep the statements of another day out."""
    cap = figure("market_cap", "9", date(2026, 8, 14), VENDOR, period=None)
    laid, _ = laid_over(company(cap), read(figure("revenue", "120")))
    assert laid.facts.keys() == {"market_cap", "revenue"}


# ---------------------------------------------------------------- currencies and shares


def test_another_currency_is_left_out_as_a_whole_and_said_so() -> None:
    base = company(figure("revenue", "100", MARCH, SEC))
    laid, told = laid_over(base, read(figure("revenue", "700", currency="CNY"), currency="CNY"))
    assert laid is base
    (message,) = told
    assert "CNY" in strict_sentence(message)


def test_the_currency_of_a_company_without_one_is_that_of_its_figures() -> None:
    base = company(figure("revenue", "100", MARCH, VENDOR), statement_currency=None)
    laid, told = laid_over(base, read(figure("revenue", "700", currency="CNY"), currency="CNY"))
    assert (laid is base, len(told)) == (True, 1)


RECEIPT, HOME = Listing("RCPT", "NYSE", "USD"), Listing("2222.TW", "TWSE", "TWD")


@pytest.mark.parametrize(
    ("asked", "currency", "ratio", "kept"),
    [
        ("2222.TW", "TWD", "5", {"eps_diluted"}),  # at home, one ordinary share
        ("RCPT", "TWD", "5", set()),
        ("2222.TW", "TWD", None, {"eps_diluted", "shares_outstanding"}),
        ("RCPT", "TWD", None, set()),  # dollars over another currency: a receipt for all we know
        ("RCPT", "USD", None, {"eps_diluted", "shares_outstanding"}),
    ],
)
def test_what_counts_another_share_is_left_out(
    asked: str, currency: str, ratio: str | None, kept: set[str]
) -> None:
    base = company(
        listings=(RECEIPT, HOME),
        statement_currency=None,
        ordinary_per_ads=None if ratio is None else Decimal(ratio),
    )
    annual = {"shares_outstanding": (shares("900"),), "eps_diluted": (eps("2", currency),)}
    facts = (figure("revenue", "5", currency=currency), eps("2", currency), shares("900"))
    laid, _ = laid_over(base, read(*facts, symbol=asked, currency=currency, annual=annual))
    found = {
        name for name in ("eps_diluted", "shares_outstanding") if isinstance(laid.facts.get(name), Figure)
    }
    assert found == kept
    assert laid.annual.keys() == kept
    if "eps_diluted" not in kept:
        assert laid.facts["eps_diluted"] == unknown("eps_basis_unclear")


@pytest.mark.parametrize(
    ("listings", "more", "symbol"),
    [
        ((RECEIPT, HOME), {"statement_currency": "TWD"}, "2222.TW"),
        ((RECEIPT, HOME), {"statement_currency": None, "country": "TW"}, "2222.TW"),
        ((RECEIPT, HOME), {"statement_currency": "USD"}, "RCPT"),
        ((RECEIPT, Listing("RCP.TO", "TSX", "CAD")), {"statement_currency": None, "country": "US"}, "RCPT"),
        ((RECEIPT,), {"statement_currency": "CNY", "country": "CN"}, "RCPT"),
    ],
)
def test_one_listing_is_asked_and_best_that_at_home(
    listings: tuple[Listing, ...], more: dict[str, Any], symbol: str
) -> None:
    found = home_listing(company(listings=listings, **more))
    assert found is not None
    assert found.symbol == symbol


def test_a_company_without_a_listing_has_none_to_ask_for() -> None:
    assert home_listing(company(listings=())) is None


# ---------------------------------------------------------------- a company nobody shipped


def test_a_company_nobody_shipped_becomes_one_of_the_universe() -> None:
    universe = load_universe()
    laid = with_statements(
        universe, {"symbol:7777.T": read(figure("revenue", "5", currency="JPY"), currency="JPY")}
    )
    (new,) = laid.universe.companies[len(universe.companies) :]
    assert (new.key, new.statement_currency, new.fiscal_period) == (
        "symbol:7777.T",
        "JPY",
        "TTM to 2026-06-30",
    )
    assert with_statements(universe, {}).universe is universe
    assert len(with_statements(universe, {"symbol:7777.T": read()}).universe.companies) == len(
        universe.companies
    )


@pytest.mark.parametrize("key", ["symbol:BANK.SW", "known-bank"])
def test_where_nobody_says_what_it_is_a_balance_sheet_like_a_banks_is_not_judged_as_debt(key: str) -> None:
    debt = figure("total_debt", "900", period=None)
    whole = (figure("total_assets", "1000", period=None), debt, figure("total_equity", "90", period=None))
    base = msgspec.structs.replace(company(statement_currency=None), key=key)
    unsorted, _ = laid_over(base, read(*whole, symbol="BANK.SW"))
    unclear = key.startswith("symbol:")
    assert isinstance(unsorted.facts["total_debt"], Unknown) is unclear
    assert isinstance(unsorted.facts["total_equity"], Figure)
    sorted_, _ = laid_over(base, read(*whole, figure("current_assets", "5", period=None), symbol="BANK.SW"))
    assert sorted_.facts["total_debt"] == debt
