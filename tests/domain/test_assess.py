"""A portfolio judged as a whole, on the shipped facts and made-up quotes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

import msgspec
import pytest

from screener.domain.assess import Request, assess, prepared, same_preparation
from screener.domain.assess import judged as assessed
from screener.domain.assessment import Assessment, PositionResult
from screener.domain.company_results import Surroundings, Terms
from screener.domain.currency import Rate, Rates
from screener.domain.figure import Figure, Source
from screener.domain.filings import FilingRef
from screener.domain.freshness import Attempt
from screener.domain.message import Message, Text
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.domain.quote import Quote
from screener.domain.ring.deal import Strength
from screener.domain.ring.view import RingView, ring_view
from screener.domain.screen import ThresholdSet
from screener.domain.tags import CompanyTags
from screener.domain.universe import Universe
from screener.providers.snapshot import load_universe

NOW = datetime(2026, 8, 24, 15, 0, tzinfo=UTC)
LIVE = Rate("USD", "TWD", NOW.date(), Decimal(33), Source("Yahoo Finance", tier="feed"))


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


def requested(
    *holdings: Holding,
    quotes: Mapping[str, Quote] | None = None,
    watch: tuple[str, ...] = (),
    floor: Strength = "announced",
    base: str = "USD",
) -> Request:
    known = quotes or {}
    on = NOW.date() if known else shipped().snapshot_day
    watched = tuple(WatchEntry(f"w-{one}", one) for one in watch)
    return Request(
        portfolio=Portfolio("p", "Mine", base, holdings, watched),
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


def judged(
    *holdings: Holding,
    quotes: Mapping[str, Quote] | None = None,
    watch: tuple[str, ...] = (),
    floor: Strength = "announced",
    base: str = "USD",
) -> Assessment:
    return assess(requested(*holdings, quotes=quotes, watch=watch, floor=floor, base=base))


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


def test_the_answers_of_screens_whose_steps_stay_are_not_made_again() -> None:
    request = requested(held("NVDA", cost=1))
    ready = prepared(request)
    first = assessed(request, ready)
    strict = Terms(thresholds=ThresholdSet("strict", {"pe_ttm": (5.0, 10.0, 15.0, 20.0)}))
    second = assessed(msgspec.structs.replace(request, terms=strict), ready)
    (before,), (after,) = first.companies, second.companies
    for old, new in zip(before.findings, after.findings, strict=True):
        assert (old is new) == (old.screen != "pe_ttm"), old.screen
    assert second.provenance.thresholds == "strict"
    assert assessed(request, ready).companies == first.companies, "and back again"


def test_what_was_prepared_serves_only_the_same_facts() -> None:
    request = requested(held("NVDA", cost=1))
    later = msgspec.structs.replace(request, now=NOW + timedelta(hours=1), sensitivity=None)
    assert same_preparation(request, later)
    for change in (
        {"portfolio": Portfolio("p", "Mine", "USD", (held("KO", cost=1),), ())},
        {"on": NOW.date() - timedelta(days=1)},
        {"quotes": {"NVDA": quote("NVDA", 1)}},
        {"terms": Terms(tags={"nvidia": CompanyTags(role="gear")})},
        {"around": Surroundings(edgar_off=True)},
        {"rates": Rates((LIVE,))},
        {"remarks": {"NVDA": (Message("listing_doubtful"),)}},
    ):
        assert not same_preparation(request, msgspec.structs.replace(request, **change)), change


def test_a_fetched_rate_goes_before_the_shipped_one_everywhere() -> None:
    known = {"NVDA": quote("NVDA", 200), "2330.TW": quote("2330.TW", 2400, currency="TWD")}
    request = requested(held("NVDA", 1), held("2330.TW", 1), quotes=known, base="TWD")
    result = assess(msgspec.structs.replace(request, rates=Rates((LIVE,))))
    value = row(result, "NVDA").value
    assert isinstance(value, Figure)
    assert value.value == 200 * LIVE.rate
    assert [(one.pair, one.rate, one.source) for one in result.rates] == [("USD/TWD", LIVE.rate, LIVE.source)]


def test_ratios_of_a_company_that_reports_in_another_currency_rest_on_the_fetched_rate() -> None:
    request = requested(held("ASML", 1), quotes={"ASML": quote("ASML", shipped().prices["ASML"].price)})
    euro = Rate("EUR", "USD", NOW.date(), Decimal("1.25"), LIVE.source)
    found = assess(msgspec.structs.replace(request, rates=Rates((euro,)))).companies[0].finding("price_sales")
    without = assess(request).companies[0].finding("price_sales")
    assert found is not None
    assert without is not None
    used = [figure for figure in found.figures if figure.name == "exchange_rate"]
    assert [(figure.value, figure.source) for figure in used] == [(euro.rate, euro.source)]
    assert [figure.source for figure in without.figures if figure.name == "exchange_rate"] != [euro.source]


def test_remarks_on_a_symbol_stand_on_its_rows_and_on_nothing_that_only_has_its_name() -> None:
    said = (Message("listing_doubtful", {"source": Text("Yahoo Finance")}),)
    request = requested(held("NVDA", 1), held("XBOND", 1, 700, kind="bond"), held("KO", 1), watch=("MSFT",))
    result = assess(
        msgspec.structs.replace(request, remarks=dict.fromkeys(("NVDA", "MSFT", "XBOND", "GONE"), said))
    )
    noted = {one.symbol for one in (*result.positions, *result.watchlist) if said[0] in one.notes}
    assert noted == {"NVDA", "MSFT"}


def test_a_role_of_the_users_counts_for_the_companys_money_and_screens() -> None:
    terms = Terms(tags={"nvidia": CompanyTags(("Core",), "engine", "application")})
    result = assess(msgspec.structs.replace(requested(held("NVDA", cost=1)), terms=terms))
    (company,) = result.companies
    assert (company.role, company.layer, company.tags, company.role_edited) == (
        "engine",
        "application",
        ("Core",),
        True,
    )
    told = company.finding("ai_role")
    assert told is not None
    assert told.message.arguments["role"] == Text("engine")
    assert [part.id for part in result.exposure.roles] == ["engine"]
    assert result.entity_roles["nvidia"] == "engine"
    assert assess(requested(held("NVDA", cost=1))).entity_roles["nvidia"] == "fuel"


def test_screens_switched_off_are_nowhere() -> None:
    terms = Terms(off=frozenset({"pe_ttm", "effective_n"}))
    result = assess(msgspec.structs.replace(requested(held("NVDA", cost=1)), terms=terms))
    assert result.companies[0].finding("pe_ttm") is None
    assert not any("pe_ttm" in matter.findings for matter in result.matters)
    assert "effective_n" not in {one.screen for one in result.portfolio_findings}
    assert "cluster_beta" in {one.screen for one in result.portfolio_findings}


@pytest.mark.parametrize("off", [True, False])
def test_that_edgar_is_off_is_said_of_us_companies_whose_filings_were_not_read(off: bool) -> None:
    request = requested(held("NVDA", cost=1), held("2330.TW", cost=1), held("0700.HK", cost=1))
    read = {"tsmc": (FilingRef("a", "20-F", NOW.date(), NOW.date(), "a.htm", "https://www.sec.gov/a"),)}
    around = Surroundings(edgar_off=off, filings=read)
    result = assess(msgspec.structs.replace(request, around=around, filings_source="SEC EDGAR"))
    said = {
        company.key: any(one.message.id.startswith("unknown.edgar_off") for one in company.findings)
        for company in result.companies
    }
    assert said == {"nvidia": off, "tsmc": False, "tencent": False}
    assert "SEC EDGAR" in result.provenance.sources


def test_the_sectors_median_stands_beside_the_ratio() -> None:
    result = assess(requested(held("NVDA", cost=1)))
    found = result.companies[0].finding("pe_ttm")
    assert found is not None
    assert found.context is not None
    assert (found.context.name, found.context.note) == ("median", "Information Technology")
