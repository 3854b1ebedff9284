"""Quotes, charts and search hits out of answers of every shape."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.quote import Quote
from screener.providers.yahoo import charts, quotes, search
from tests.fakes.clocks import START
from tests.fakes.yahoo_data import FakeListing, FakeMarket
from tests.providers.yahoo.test_fields import JSON_VALUES

MARKET = FakeMarket(now=lambda: START)
READERS = [lambda answer: list(quotes.rows(answer)), lambda answer: charts.weekly_closes(answer, "X", START)]
READERS.append(search.matches)


def read(symbol: str = "NVDA", **changes: Any) -> Quote | None:
    row = MARKET.quote_row(symbol)
    assert row is not None
    row.update(changes)
    return quotes.quote({key: value for key, value in row.items() if value is not ...}, symbol, START)


def test_pence_become_pounds_once() -> None:
    quote = read("PENCE.L", regularMarketPrice=412.5, regularMarketPreviousClose=400.0)

    assert quote is not None
    assert (quote.price, quote.previous_close, quote.currency) == (Decimal("4.125"), Decimal("4"), "GBP")
    assert quote.eps_ttm == Decimal("0.33"), "Yahoo gives earnings per share in pounds"
    assert (quote.market_cap, quote.market_cap_currency) == (Decimal("3400000000"), "GBP")


def test_earnings_of_unclear_currency_are_left_out() -> None:
    adr, pence = read("ADRX"), read("PENCE.L", financialCurrency="USD")

    assert adr is not None
    assert adr.eps_ttm == Decimal("4.8"), "in dollars like the price, though the statements are not"
    assert pence is not None
    assert pence.eps_ttm is None


@pytest.mark.parametrize(
    "changes",
    [
        {"regularMarketPrice": ...},
        {"regularMarketPrice": 0},
        {"regularMarketPrice": -1.5},
        {"regularMarketPrice": "Infinity"},
        {"regularMarketPrice": True},
        {"currency": ...},
        {"currency": "dollars"},
        {"regularMarketTime": ...},
        {"regularMarketTime": "today"},
        {"quoteType": "NONE"},
    ],
)
def test_without_a_usable_price_there_is_no_quote(changes: dict[str, Any]) -> None:
    assert read(**changes) is None


@pytest.mark.parametrize("junk", [..., None, "Infinity", "NaN", True, float("nan"), [], {}])
def test_junk_in_a_minor_field_leaves_the_rest(junk: object) -> None:
    fields = (
        "regularMarketPreviousClose",
        "regularMarketChangePercent",
        "epsTrailingTwelveMonths",
        "marketCap",
        "exchangeDataDelayedBy",
        "marketState",
    )
    changes: dict[str, Any] = dict.fromkeys(fields, junk)
    quote = read(**changes)

    assert quote is not None
    assert quote.price == Decimal("181.4")
    assert (quote.previous_close, quote.change_fraction, quote.eps_ttm) == (None, None, None)
    assert (quote.market_cap, quote.market_cap_currency, quote.delayed_by_minutes) == (None, None, None)
    assert quote.market_state == "unknown"


def test_a_loss_keeps_its_sign() -> None:
    quote = read("CRWV")
    assert quote is not None
    assert quote.eps_ttm == Decimal("-1.9")


EXTENDED: dict[str, Any] = {
    "preMarketPrice": 180.2, "preMarketChangePercent": -0.66, "preMarketTime": 1_790_000_000,
    "postMarketPrice": 182.1, "postMarketChangePercent": 0.38, "postMarketTime": 1_790_000_500,
    "regularMarketTime": 1_789_990_000,
}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "session", "price", "change"),
    [
        ("PRE", "pre", "180.2", "-0.0066"),
        ("POST", "post", "182.1", "0.0038"),
        ("POSTPOST", "post", "182.1", "0.0038"),
    ],
)
def test_a_price_outside_the_regular_session_stands_beside_the_regular_one(
    state: str, session: str, price: str, change: str
) -> None:
    quote = read(marketState=state, **EXTENDED)
    assert quote is not None
    assert (quote.price, quote.extended is not None) == (Decimal("181.4"), True)
    assert quote.extended is not None
    assert (quote.extended.session, quote.extended.price) == (session, Decimal(price))
    assert quote.extended.change_fraction == Decimal(change)
    assert quote.extended.at == datetime.fromtimestamp(EXTENDED[f"{session}MarketTime"], UTC)


@pytest.mark.parametrize("state", ["REGULAR", "CLOSED", "PREPRE", "LUNCH"])
def test_at_other_times_what_is_left_of_another_session_is_not_read(state: str) -> None:
    quote = read(marketState=state, **EXTENDED)
    assert quote is not None
    assert quote.extended is None


@pytest.mark.parametrize("junk", [..., None, "Infinity", 0, -5, True])
@pytest.mark.parametrize("key", ["preMarketPrice", "preMarketTime"])
def test_an_early_price_without_price_or_time_is_none(key: str, junk: object) -> None:
    changes: dict[str, Any] = {**EXTENDED, key: junk}
    quote = read(marketState="PRE", **changes)
    assert quote is not None
    assert quote.extended is None


def test_an_early_price_from_before_the_regular_one_is_of_another_day() -> None:
    changes: dict[str, Any] = {**EXTENDED, "preMarketTime": 1_789_900_000}
    quote = read(marketState="PRE", **changes)
    assert quote is not None
    assert quote.extended is None


def test_an_early_price_in_pence_is_in_pounds() -> None:
    quote = read("PENCE.L", marketState="PRE", **EXTENDED)
    assert quote is not None
    assert quote.extended is not None
    assert quote.extended.price == Decimal("1.802")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("PREPRE", "closed"),
        ("PRE", "pre"),
        ("REGULAR", "regular"),
        ("POST", "post"),
        ("POSTPOST", "closed"),
        ("CLOSED", "closed"),
        ("LUNCH", "unknown"),
    ],
)
def test_market_states(said: str, meant: str) -> None:
    quote = read(marketState=said)
    assert quote is not None
    assert quote.market_state == meant


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"longName": ...}, "NVIDIA CORPORATION"), ({"longName": "", "shortName": 7}, None)],
)
def test_the_short_name_stands_in_for_a_missing_long_one(changes: dict[str, Any], name: str | None) -> None:
    quote = read(**changes)
    assert quote is not None
    assert quote.name == name


@given(row=st.dictionaries(st.sampled_from([*(MARKET.quote_row("NVDA") or {})]), JSON_VALUES))
def test_any_row_gives_a_sane_quote_or_none(row: dict[str, Any]) -> None:
    quote = quotes.quote({**(MARKET.quote_row("NVDA") or {}), **row}, "NVDA", START)
    if quote is not None:
        assert quote.price > 0
        assert quote.at.tzinfo is UTC
        assert quote.symbol == "NVDA"


@given(answer=JSON_VALUES)
@pytest.mark.parametrize("reader", READERS, ids=["quotes", "chart", "search"])
def test_an_answer_of_another_shape_is_refused(reader: Any, answer: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        reader(answer)


# ---------------------------------------------------------------- charts


def chart_answer(listing: FakeListing | None = None, **changes: Any) -> dict[str, Any]:
    market = FakeMarket(now=lambda: START)
    listing = listing or FakeListing("X", "X", 100.0, 99.0)
    market.add(listing)
    chart = market.chart(listing.symbol, "1wk", 60)
    assert chart is not None
    chart.update(changes)
    return {"chart": {"result": [chart], "error": None}}


def stamps(*days: date) -> list[int]:
    """Midnight in New York in summer, as Yahoo stamps the weeks."""
    return [int(datetime(day.year, day.month, day.day, 4, tzinfo=UTC).timestamp()) for day in days]


MONDAYS = (date(2026, 8, 3), date(2026, 8, 10), date(2026, 8, 17))


def closes_of(timestamps: list[Any], closes: list[Any], **meta: Any) -> tuple[tuple[date, Decimal], ...]:
    answer = chart_answer(timestamp=timestamps, indicators={"quote": [{"close": closes}]})
    answer["chart"]["result"][0]["meta"].update(meta)
    return charts.weekly_closes(answer, "X", START).closes


def test_weeks_are_dated_by_their_friday() -> None:
    assert closes_of(stamps(*MONDAYS), [1.5, 2.5, 3.5]) == (
        (date(2026, 8, 7), Decimal("1.5")),
        (date(2026, 8, 14), Decimal("2.5")),
        (date(2026, 8, 21), Decimal("3.5")),
    )


def test_rows_without_a_close_are_dropped() -> None:
    days = [day for day, _ in closes_of([*stamps(*MONDAYS), None], [None, "Infinity", 3.5, 4.5])]
    assert days == [date(2026, 8, 21)]


def test_the_running_week_counts_once_with_its_last_price() -> None:
    wednesday = int(datetime(2026, 8, 19, 15, tzinfo=UTC).timestamp())
    closes = closes_of([*stamps(*MONDAYS), wednesday], [1.5, 2.5, 3.5, 3.75], regularMarketTime=wednesday)
    assert closes[-1] == (date(2026, 8, 19), Decimal("3.75"))
    assert len(closes) == 3


def test_winter_weeks_do_not_slip_to_the_day_before_in_summer() -> None:
    winter = int(datetime(2026, 1, 5, 5, tzinfo=UTC).timestamp())
    summer = stamps(MONDAYS[0])[0]
    expected = (date(2026, 1, 9), date(2026, 8, 7))
    for zone, offset in (("America/New_York", -14_400), ("Not/A_Zone", -18_000), ("Not/A_Zone", -14_400)):
        closes = closes_of([winter, summer], [1.0, 2.0], exchangeTimezoneName=zone, gmtoffset=offset)
        assert tuple(day for day, _ in closes) == expected


def test_crypto_trades_through_the_week_end() -> None:
    closes = closes_of(stamps(MONDAYS[0]), [1.0], instrumentType="CRYPTOCURRENCY", exchangeTimezoneName="UTC")
    assert closes[0][0] == date(2026, 8, 9)


def test_noise_of_32_bit_floats_is_removed() -> None:
    assert closes_of(stamps(MONDAYS[0]), [513.5800170898438])[0][1] == Decimal("513.58")


def test_a_new_listing_has_no_closes_yet() -> None:
    answer = chart_answer()
    del answer["chart"]["result"][0]["timestamp"]
    assert charts.weekly_closes(answer, "X", START).closes == ()


@given(timestamps=st.lists(JSON_VALUES, max_size=5), closes=st.lists(JSON_VALUES, max_size=5))
def test_any_bars_give_sane_closes(timestamps: list[Any], closes: list[Any]) -> None:
    found = closes_of(timestamps, closes)
    assert [day for day, _ in found] == sorted({day for day, _ in found})
    assert all(close > 0 for _, close in found)


# ---------------------------------------------------------------- search


def test_only_listings_are_hits() -> None:
    hits = [
        {
            "symbol": "KO",
            "longname": "Coca",
            "exchDisp": "NYSE",
            "quoteType": "equity",
            "isYahooFinance": True,
        },
        {"symbol": "KOF", "shortname": "Femsa", "exchange": "NYQ", "isYahooFinance": True},
        {"name": "Private", "permalink": "p", "isYahooFinance": False},
        {"symbol": "", "isYahooFinance": True},
        "noise",
    ]
    assert [
        (hit.symbol, hit.name, hit.exchange, hit.quote_type) for hit in search.matches({"quotes": hits})
    ] == [
        ("KO", "Coca", "NYSE", "EQUITY"),
        ("KOF", "Femsa", "NYQ", ""),
    ]
