"""The shipped facts as the app sees them: real values, three-state answers, one company per issuer."""

from datetime import date
from decimal import Decimal

import pytest

from screener.domain.company import Company
from screener.domain.figure import Figure, Unknown
from screener.domain.message import Unit
from screener.domain.universe import Universe
from screener.providers.snapshot import load_closes, load_universe


@pytest.fixture(scope="module")
def universe() -> Universe:
    return load_universe()


def company(universe: Universe, key: str) -> Company:
    return next(company for company in universe.companies if company.key == key)


def of_symbol(universe: Universe, symbol: str) -> Company:
    found = [each for each in universe.companies if symbol in {listing.symbol for listing in each.listings}]
    assert len(found) == 1
    return found[0]


def figure(universe: Universe, key: str, name: str) -> Figure:
    fact = company(universe, key).facts[name]
    assert isinstance(fact, Figure)
    return fact


def test_nvidia_earnings_carry_period_day_and_the_filing_behind_the_page(universe: Universe) -> None:
    eps = figure(universe, "nvidia", "eps_diluted")
    assert (eps.value, eps.currency, eps.unit) == (Decimal("7.91"), "USD", Unit.PER_SHARE)
    assert (eps.period, eps.as_of) == ("TTM to 2026-07-26", date(2026, 7, 26))
    assert eps.source.title == "SEC XBRL company facts"
    assert eps.source.tier == "primary"
    assert eps.source.via is not None
    assert eps.source.via.startswith("github.com/")
    assert eps.source.url is not None
    assert eps.source.url.endswith("NVDA.json")


def test_coreweave_owes_seven_times_its_equity(universe: Universe) -> None:
    debt, equity = figure(universe, "coreweave", "total_debt"), figure(universe, "coreweave", "total_equity")
    assert debt.currency == equity.currency == "USD"
    assert round(debt.value / equity.value, 2) == Decimal("7.02")


@pytest.mark.parametrize(("key", "pe"), [("nvidia", "27.1"), ("oracle", "23.0"), ("broadcom", "47.0")])
def test_price_over_earnings_of_the_snapshot(universe: Universe, key: str, pe: str) -> None:
    symbol = company(universe, key).listings[0].symbol
    assert round(universe.prices[symbol].price / figure(universe, key, "eps_diluted").value, 1) == Decimal(pe)


@pytest.mark.parametrize("key", ["meta", "broadcom", "now"])
def test_interest_of_one_quarter_says_so(universe: Universe, key: str) -> None:
    interest = figure(universe, key, "interest_expense")
    assert interest.period is not None
    assert interest.period.startswith("quarter to ")
    assert interest.note == "One quarter only, not a year."


def test_what_no_source_states_is_unknown_and_not_zero(universe: Universe) -> None:
    missing = company(universe, "coreweave").facts["buybacks"]
    assert isinstance(missing, Unknown)
    assert missing.reason.id == "not_stated_by_source"


def test_a_figure_from_memory_is_not_shown(universe: Universe) -> None:
    fact = company(universe, "oracle").facts["depreciation_amortization"]
    assert isinstance(fact, Unknown)
    assert fact.reason.id == "not_verified"


@pytest.mark.parametrize("key", ["samsung", "sk-hynix"])
def test_earnings_on_an_unclear_share_basis_are_unknown(universe: Universe, key: str) -> None:
    assert isinstance(company(universe, key).facts["eps_diluted"], Unknown)


def test_two_listings_of_one_issuer_are_one_company(universe: Universe) -> None:
    assert of_symbol(universe, "TSM") is of_symbol(universe, "2330.TW") is company(universe, "tsmc")
    assert of_symbol(universe, "GOOGL") is of_symbol(universe, "GOOG") is company(universe, "alphabet")
    assert of_symbol(universe, "BABA") is of_symbol(universe, "9988.HK") is company(universe, "alibaba")


def test_tsmc_earns_in_its_own_currency_and_is_priced_in_both(universe: Universe) -> None:
    tsmc = company(universe, "tsmc")
    assert tsmc.ordinary_per_ads == 5
    eps = figure(universe, "tsmc", "eps_diluted")
    assert (eps.value, eps.currency) == (Decimal("66.25"), "TWD")
    for numerator, denominator in (("total_debt", "total_equity"), ("capex", "operating_cash_flow")):
        assert figure(universe, "tsmc", numerator).currency == figure(universe, "tsmc", denominator).currency
    assert universe.prices["2330.TW"].currency == "TWD"
    assert universe.prices["2330.TW"].day == date(2025, 10, 14)
    assert universe.prices["TSM"].currency == "USD"


def test_alibaba_earns_per_ordinary_share(universe: Universe) -> None:
    eps = figure(universe, "alibaba", "eps_diluted")
    assert (eps.value, eps.currency) == (Decimal("5.5"), "CNY")
    assert company(universe, "alibaba").ordinary_per_ads == 8


@pytest.mark.parametrize(
    ("symbol", "business"),
    [
        ("JPM", "bank"),
        ("UNH", "insurer"),
        ("BRK-B", "holding"),
        ("9984.T", "holding"),
        ("EQIX", "reit"),
        ("DLR", "reit"),
        ("WELL", "reit"),
        ("KO", "operating"),
    ],
)
def test_kind_of_accounts(universe: Universe, symbol: str, business: str) -> None:
    assert of_symbol(universe, symbol).business == business


def test_companies_are_found_by_chinese_names(universe: Universe) -> None:
    nvidia = company(universe, "nvidia")
    assert "輝達" in nvidia.aliases["zh_hant"]
    assert "英伟达" in nvidia.aliases["zh_hans"]
    assert of_symbol(universe, "KO").aliases["zh_hant"] == ("可口可樂",)


def test_coreweave_and_oracle_customers(universe: Universe) -> None:
    headline = {fact.company: fact for fact in universe.customers if fact.headline}
    assert len(headline) == 15
    year = headline["coreweave"]
    assert (year.share, year.counterparty, year.as_of) == (
        Decimal("0.67"),
        ("microsoft",),
        date(2025, 12, 31),
    )
    assert not year.derived
    backlog = headline["oracle"]
    assert (backlog.share, backlog.measure, backlog.derived) == (Decimal("0.57"), "rpo", True)
    assert backlog.counterparty == ("openai",)


def test_a_filing_that_names_no_customer_is_a_fact(universe: Universe) -> None:
    none = [fact for fact in universe.customers if fact.count == 0]
    assert {fact.company for fact in none} == {"alphabet", "meta", "aph", "salesforce"}
    assert all(fact.none_above == Decimal("0.1") and fact.share is None for fact in none)


def test_a_government_is_marked_as_customer(universe: Universe) -> None:
    assert [fact.company for fact in universe.customers if fact.government] == ["unh"]


def test_rates_of_the_snapshot_day(universe: Universe) -> None:
    euro = [rate for rate in universe.rates.rates if (rate.quote, rate.day) == ("EUR", date(2026, 8, 21))]
    assert [rate.rate for rate in euro] == [Decimal("0.856037")]
    assert euro[0].source.url is not None
    converted = universe.rates.convert(Decimal(100), "USD", "SEK", universe.snapshot_day)
    assert converted is not None
    assert converted[1][0].day == date(2026, 8, 20)


def test_funds_say_how_much_of_them_is_known(universe: Universe) -> None:
    funds = {fund.symbol: fund for fund in universe.funds}
    assert round(funds["QQQ"].covered, 4) == Decimal("0.4631")
    assert funds["0050.TW"].covered == Decimal("0.621")
    assert funds["VOO"].as_of == date(2026, 8, 22)
    assert funds["VOO"].note == "List of IVV, another fund on the same index."


def test_then_and_now_speaks_of_the_articles_values(universe: Universe) -> None:
    said = {(each.company, each.metric): each.figure for each in universe.stated}
    assert said["oracle", "pe_ttm"].value == Decimal("67.44")
    assert said["oracle", "debt_equity"].value == Decimal("4.27")
    assert said["microsoft", "debt_equity"].value == Decimal("0.327")
    assert said["oracle", "pe_ttm"].source.title == "article of 2025-09"


def test_sector_medians(universe: Universe) -> None:
    index = [
        median for median in universe.medians if (median.level, median.metric) == ("index", "trailing_pe")
    ]
    assert [(median.value, median.count) for median in index] == [(Decimal("20.38"), 490)]


def test_weekly_closes_of_one_listing() -> None:
    closes = load_closes("CRWV")
    assert closes is not None
    assert len(closes.dates) == len(closes.values)
    assert closes.dates == tuple(sorted(closes.dates))
    assert closes.dates[0] > date(2025, 3, 1)
    assert (closes.as_of, closes.values[-1], closes.currency) == (date(2026, 8, 21), 87.85, "USD")
    korean = load_closes("005930.KS")
    assert korean is not None
    assert korean.currency == "KRW"


@pytest.mark.parametrize("symbol", ["ABCX", "week_ending", "", "2330.TW"])
def test_no_closes_are_shipped_for_it(symbol: str) -> None:
    assert load_closes(symbol) is None
