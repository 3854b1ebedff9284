"""A portfolio judged as a whole, on the shipped facts and made-up quotes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

import pytest

from screener.domain.assess import Request, assess
from screener.domain.assessment import Assessment, PositionResult
from screener.domain.figure import Figure
from screener.domain.freshness import Attempt
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.domain.quote import Quote
from screener.domain.ring.deal import Strength
from screener.domain.ring.view import RingView, ring_view
from screener.domain.universe import Universe
from screener.providers.snapshot import load_universe

NOW = datetime(2026, 8, 24, 15, 0, tzinfo=UTC)


@cache
def shipped() -> Universe:
    return load_universe()


@cache
def ring(on: date, floor: Strength) -> RingView:
    return ring_view(shipped(), on=on, floor=floor)


def held(symbol: str, quantity: object = 1, cost: object = None, **more: object) -> Holding:
    fields: dict[str, object] = {"key": f"h-{symbol}", "currency": "USD", **more}
    return Holding(
        symbol=symbol,
        quantity=Decimal(str(quantity)),
        cost=None if cost is None else Decimal(str(cost)),
        **fields,  # type: ignore[arg-type]  # tests name the fields
    )


def quote(symbol: str, price: object, **more: object) -> Quote:
    fields: dict[str, object] = {
        "currency": "USD",
        "at": NOW - timedelta(seconds=5),
        "fetched_at": NOW,
        "source": "Yahoo Finance",
        "quote_type": "EQUITY",
        "market_state": "regular",
        "delayed_by_minutes": 0,
        **more,
    }
    return Quote(symbol=symbol, price=Decimal(str(price)), **fields)  # type: ignore[arg-type]  # tests name them


def judged(
    *holdings: Holding,
    quotes: Mapping[str, Quote] | None = None,
    watch: tuple[str, ...] = (),
    floor: Strength = "announced",
    base: str = "USD",
) -> Assessment:
    known = quotes or {}
    on = NOW.date() if known else shipped().snapshot_day
    return assess(
        Request(
            portfolio=Portfolio(
                "p", "Mine", base, holdings, tuple(WatchEntry(f"w-{one}", one) for one in watch)
            ),
            universe=shipped(),
            ring=ring(on, floor),
            now=NOW,
            on=on,
            program="0",
            quotes=known,
            fresh=frozenset(known),
            attempt=Attempt(NOW, len(known)) if known else None,
            last_success=NOW if known else None,
        )
    )


def row(assessment: Assessment, symbol: str) -> PositionResult:
    return next(one for one in (*assessment.positions, *assessment.watchlist) if one.symbol == symbol)


def price(position: PositionResult) -> Decimal | None:
    return position.price.value if isinstance(position.price, Figure) else None


def test_every_part_of_the_money_is_accounted_for() -> None:
    result = judged(
        held("NVDA", 10),
        held("QQQ", 5),
        held("ABCX", 1, 500),
        held("XBOND", 1, 700, kind="bond"),
        held("USD", 300, kind="cash"),
    )
    assert sum((one.weight or 0) for one in result.positions) == 1
    for slices in (result.exposure.roles, result.exposure.layers, result.exposure.levels):
        assert sum(part.share for part in slices) == 1
    assert result.exposure.inside_low <= result.exposure.inside_high
    assert result.exposure.inside_high <= result.exposure.inside_low + result.exposure.not_judged


def test_two_share_classes_are_one_company_shown_and_priced_by_the_heavier_one() -> None:
    quotes = {
        "GOOG": quote("GOOG", 300, eps_ttm=Decimal(10)),
        "GOOGL": quote("GOOGL", 200, eps_ttm=Decimal(10)),
    }
    result = judged(held("GOOG", 1), held("GOOGL", 3), quotes=quotes)
    (alphabet,) = (company for company in result.companies if "GOOGL" in company.symbols)
    assert (alphabet.symbol, alphabet.direct, alphabet.weight) == ("GOOGL", 1, 1)
    finding = alphabet.finding("pe_ttm")
    assert finding is not None
    assert finding.value is not None
    assert finding.value.value == 20


def test_brokers_spellings_find_the_shipped_company_and_its_price() -> None:
    result = judged(held("BRK.B"), held("USD", 1, kind="cash"))
    position = row(result, "BRK.B")
    assert position.identified
    assert price(position) == shipped().prices["BRK-B"].price


@pytest.mark.parametrize("kind", ["bond", "option", "other"])
def test_a_paper_named_like_a_share_is_not_valued_at_its_price(kind: str) -> None:
    result = judged(held("NVDA", 100, 250, kind=kind), quotes={"NVDA": quote("NVDA", 180)})
    position = row(result, "NVDA")
    assert price(position) is None
    assert result.exposure.total.amount == 250
    assert result.companies == ()
    assert result.exposure.inside_low == 0


def test_the_price_a_user_typed_for_a_bond_is_not_replaced_by_a_quote_of_its_symbol() -> None:
    bond = held(
        "NVDA", 2, kind="bond", manual_price=Decimal(990), manual_price_on=NOW.date() - timedelta(days=1)
    )
    assert judged(bond, quotes={"NVDA": quote("NVDA", 180)}).exposure.total.amount == 1980


def test_an_option_by_its_quote_is_counted_at_cost() -> None:
    code = "NVDA261218C00200000"
    result = judged(held(code, 2, 900), quotes={code: quote(code, 4.5, quote_type="OPTION")})
    assert (row(result, code).kind, result.exposure.total.amount) == ("option", 900)


def test_a_coin_is_valued_and_belongs_to_no_company() -> None:
    code = "BTC-USD"
    result = judged(
        held(code, "0.5"),
        quotes={code: quote(code, 100_000, quote_type="CRYPTOCURRENCY", name="Bitcoin USD")},
    )
    assert (row(result, code).kind, row(result, code).name, row(result, code).company) == (
        "crypto",
        "Bitcoin USD",
        None,
    )
    assert result.exposure.total.amount == 50_000
    assert result.exposure.not_judged == 1


def test_a_company_nobody_shipped_takes_its_name_from_the_quote_and_has_no_place() -> None:
    result = judged(held("NEWCO"), quotes={"NEWCO": quote("NEWCO", 20, name="Example Mills, Inc.")})
    (company,) = result.companies
    assert (company.name, company.standing.place, company.level) == ("Example Mills", "not_known", None)
    assert result.unidentified == ()
    assert result.exposure.not_judged == 1


def test_an_etf_nobody_shipped_is_wholly_unseen() -> None:
    quotes = {"VXUS": quote("VXUS", 70, quote_type="ETF", name="A world fund")}
    result = judged(held("VXUS"), quotes=quotes)
    (fund,) = result.funds
    assert (fund.symbol, fund.covered, fund.weight) == ("VXUS", 0, 1)
    assert (result.exposure.inside_low, result.exposure.not_judged) == (0, 1)


def test_an_isin_or_a_name_without_symbol_is_weighed_at_cost_and_named() -> None:
    result = judged(held("US0000000001", 1, 100, name="Some Bond"), held("Club shares", 1, 300))
    assert [one.weight for one in result.positions] == [Decimal("0.75"), Decimal("0.25")]
    assert set(result.unidentified) == {"US0000000001", "Club shares"}


def test_an_empty_portfolio_has_a_sane_result() -> None:
    result = judged()
    assert (result.positions, result.companies, result.matters) == ((), (), ())
    assert result.exposure.total.amount == 0
    assert result.exposure.effective_n is None
    assert result.mode == "snapshot"
    assert result.as_of == shipped().snapshot_day


def test_only_unpriced_positions_leave_everything_out() -> None:
    result = judged(held("AAAX"), held("BBBX"))
    assert result.left_out == ("AAAX", "BBBX")
    assert {company.symbol for company in result.companies} == {"AAAX", "BBBX"}, "held, so never dropped"
    assert result.exposure.inside_low == result.exposure.not_judged == 0


def test_a_short_position_changes_no_weight() -> None:
    result = judged(held("NVDA", 1), held("KO", -5))
    assert row(result, "NVDA").weight == 1
    assert result.left_out == ("KO",)


def test_a_watched_company_is_judged_and_weighs_nothing() -> None:
    result = judged(held("KO"), watch=("NVDA",))
    watched = result.company(row(result, "NVDA").company)
    assert watched is not None
    assert (watched.weight, watched.standing.place) == (0, "inside")
    assert result.exposure.inside_low == 0


def test_the_floor_decides_who_is_inside() -> None:
    places = {}
    for floor in ("firm", "announced", "contingent"):
        company = judged(held("AMD"), floor=floor).companies[0]
        places[floor] = company.standing.place
    assert places == {"firm": "adjacent", "announced": "inside", "contingent": "inside"}


def test_what_matters_is_held_directly_and_rated_above_zero() -> None:
    result = judged(held("CRWV", 1), held("KO", 1), held("QQQ", 50))
    assert [matter.company for matter in result.matters][:1] == ["coreweave"]
    assert len(result.matters) <= 3
    assert all(matter.level > 0 and matter.findings for matter in result.matters)


def test_the_sources_in_use_are_part_of_what_it_was_made_with() -> None:
    assert judged(held("NVDA")).provenance.sources == ("snapshot",)
    mixed = judged(held("NVDA"), held("KO"), quotes={"NVDA": quote("NVDA", 180)})
    assert mixed.provenance.sources == ("Yahoo Finance", "snapshot")


def test_the_same_money_in_another_currency_has_the_same_weights() -> None:
    holdings = [
        held("NVDA", 3),
        held("2330.TW", 40, currency="TWD", cost=40_000),
        held("USD", 500, kind="cash"),
    ]
    dollars, euros = judged(*holdings), judged(*holdings, base="EUR")
    for one, other in zip(dollars.positions, euros.positions, strict=True):
        assert one.weight is not None
        assert other.weight is not None
        assert abs(one.weight - other.weight) <= Decimal("1E-8")
    assert euros.exposure.total.currency == "EUR"
    assert {rate.pair for rate in euros.rates} == {"USD/EUR", "USD/TWD"}


def test_a_thousand_holdings_are_judged_together() -> None:
    symbols = [f"X{number}" for number in range(940)] + [
        company.listings[0].symbol for company in shipped().companies if company.listings
    ][:60]
    quotes = {symbol: quote(symbol, 10 + number % 90) for number, symbol in enumerate(symbols)}
    result = judged(*[held(symbol, 1 + number % 7) for number, symbol in enumerate(symbols)], quotes=quotes)
    assert len(result.companies) == 1000
    assert sum((one.weight or 0) for one in result.positions) == 1
    assert sum(company.weight for company in result.companies) == 1
