"""Daily and weekly closes: splits, rows in a hundredth of the unit, the last bar."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from screener.domain.price_history import PriceHistory
from screener.providers.failures import SymbolUnknown
from screener.providers.provider import HistorySource
from screener.providers.yahoo import charts
from screener.providers.yahoo.provider import YahooProvider
from tests.fakes.clocks import START, Clocks
from tests.fakes.yahoo import FakeYahoo
from tests.fakes.yahoo_data import FakeMarket

DAYS = [date(2026, 8, day) for day in (13, 14, 17, 18, 19, 20, 21)]
OPENED = int(datetime(2026, 8, 21, 13, 30, tzinfo=UTC).timestamp())
CLOSED = int(datetime(2026, 8, 21, 20, tzinfo=UTC).timestamp())


def stamp(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 13, 30, tzinfo=UTC).timestamp())


def chart(
    closes: list[Any], splits: dict[date, tuple[int, int]] | None = None, **meta: Any
) -> dict[str, Any]:
    """A daily chart of New York that ends on Friday after the close, unless `meta` says otherwise."""
    events = {
        str(stamp(day)): {"date": stamp(day), "numerator": new, "denominator": old}
        for day, (new, old) in (splits or {}).items()
    }
    head = {
        "currency": "USD",
        "exchangeTimezoneName": "America/New_York",
        "regularMarketTime": CLOSED,
        "currentTradingPeriod": {"regular": {"start": OPENED, "end": CLOSED}},
        **meta,
    }
    body = {
        "meta": head,
        "timestamp": [stamp(day) for day in DAYS],
        "indicators": {"quote": [{"close": closes}]},
        "events": {"splits": events},
    }
    return {"chart": {"result": [body], "error": None}}


def read(closes: list[Any], splits: dict[date, tuple[int, int]] | None = None, **meta: Any) -> PriceHistory:
    return charts.daily_closes(chart(closes, splits, **meta), "X", START)


def values(history: PriceHistory) -> list[str]:
    return [f"{close.normalize():f}" for _, close in history.closes]


def test_bars_are_days_of_the_exchange() -> None:
    history = read([1.5, 2, 3, 4, 5, 6, 7.25], regularMarketPrice=7.25)
    assert [day for day, _ in history.closes] == DAYS
    assert (history.running, history.repaired, history.currency) == (None, (), "USD")
    assert values(history) == ["1.5", "2", "3", "4", "5", "6", "7.25"]


def test_the_last_trade_stands_in_for_a_missing_last_bar() -> None:
    assert values(read([10, 11, 12, 13, 14, 15, None], regularMarketPrice=16.5))[-1] == "16.5"
    without = read([10, 11, 12, 13, 14, 15, None])
    assert without.closes[-1][0] == DAYS[-2], "without a price the day stays out"


def test_the_bar_of_a_running_session_is_no_close() -> None:
    history = read(
        [10, 11, 12, 13, 14, 15, 16],
        regularMarketTime=OPENED + 600,
        regularMarketPrice=15.5,
    )
    assert history.running == DAYS[-1]
    assert history.closes[-1] == (DAYS[-1], Decimal("15.5"))
    assert [day for day, _ in history.finished] == DAYS[:-1]


def test_rows_in_pounds_among_pence_are_put_right() -> None:
    history = read([410, 4.11, 4.12, 413, 414, 41500, 416], currency="GBp", regularMarketPrice=416)
    assert values(history) == ["4.1", "4.11", "4.12", "4.13", "4.14", "4.15", "4.16"]
    assert history.repaired == (DAYS[1], DAYS[2], DAYS[5])


def test_a_newest_row_in_the_wrong_unit_does_not_turn_all_others_over() -> None:
    history = read([410, 411, 412, 413, 414, 415, 4.16], currency="GBp", regularMarketPrice=416)
    assert values(history)[:2] == ["4.1", "4.11"]


@pytest.mark.parametrize(
    ("closes", "split"),
    [
        ([400, 404, 408, 102, 103, 104, 105], (4, 1)),
        ([25, 25.25, 25.5, 102, 103, 104, 105], (4, 1)),
        ([10, 10.1, 10.2, 102, 103, 104, 105], (1, 10)),
        ([100, 101, 102, 102, 103, 104, 105], (4, 1)),
    ],
    ids=["not applied", "applied twice", "reverse, not applied", "applied"],
)
def test_a_split_is_applied_exactly_once(closes: list[float], split: tuple[int, int]) -> None:
    history = read(closes, {DAYS[3]: split}, regularMarketPrice=105)
    assert values(history) == ["100", "101", "102", "102", "103", "104", "105"]
    assert [(one.day, one.ratio) for one in history.splits] == [(DAYS[3], Decimal(split[0]) / split[1])]


def test_a_fall_without_a_split_is_a_fall() -> None:
    assert values(read([100, 101, 102, 50, 51, 52, 53], regularMarketPrice=53))[:3] == ["100", "101", "102"]


@pytest.mark.parametrize("event", [None, 7, {"date": "x"}, {"date": 1, "numerator": 0, "denominator": 1}])
def test_a_broken_split_is_passed_over(event: Any) -> None:
    answer = chart([1, 2, 3, 4, 5, 6, 7])
    answer["chart"]["result"][0]["events"] = {"splits": {"1": event}}
    assert charts.daily_closes(answer, "X", START).splits == ()


def test_more_splits_than_any_share_had_are_a_broken_answer() -> None:
    many = {date(1990, 1, 1) + timedelta(days=one): (4, 1) for one in range(5000)}
    with pytest.raises(ValueError, match="splits"):
        read([1, 2, 3, 4, 5, 6, 7], many)


def test_a_stock_dividend_changes_nothing() -> None:
    history = read([100, 101, 106, 101, 102, 103, 104], {DAYS[3]: (21, 20)}, regularMarketPrice=104)
    assert (values(history)[2], history.repaired) == ("106", ())


@pytest.mark.parametrize("spoiled", [(2,), (2, 3, 4), (-2, -1)], ids=["one", "a run", "the newest"])
def test_weekly_closes_are_put_right_too(spoiled: tuple[int, ...]) -> None:
    market = FakeMarket(now=lambda: START)
    made = market.chart("PENCE.L", "1wk", 60)
    assert made is not None
    closes = made["indicators"]["quote"][0]["close"]
    before = charts.weekly_closes({"chart": {"result": [made]}}, "PENCE.L", START).closes
    for index in spoiled:
        closes[index] = closes[index] / 100
    after = charts.weekly_closes({"chart": {"result": [made]}}, "PENCE.L", START).closes
    assert [(day, round(close, 4)) for day, close in after] == [
        (day, round(close, 4)) for day, close in before
    ]


# ---------------------------------------------------------------- the requests


def ranges(yahoo: FakeYahoo) -> list[str]:
    return [request.query["range"] for request in yahoo.requests if request.endpoint == "chart"]


def test_what_is_known_is_only_continued(provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks) -> None:
    assert isinstance(provider, HistorySource)
    known = provider.daily_closes("KO")
    assert known.running == START.date()
    assert len(known.closes) > 2500

    history = provider.daily_closes("KO", known)

    assert ranges(yahoo) == ["10y", "1mo"]
    assert [day for day, _ in history.closes] == [day for day, _ in known.closes]


def test_a_split_fetches_the_whole_series_again(
    provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    known = provider.daily_closes("NVDA")
    clocks.advance(3 * 24 * 3600)
    yahoo.market.set("NVDA", price=45.5, splits=((clocks.now.date() - timedelta(days=1), 4, 1),))

    history = provider.daily_closes("NVDA", known)

    assert ranges(yahoo) == ["10y", "1mo", "10y"]
    assert history.splits[-1].ratio == 4
    assert max(close for _, close in history.closes) < 60, "no close of the old share is left"


def test_long_unseen_series_are_fetched_whole(
    provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    known = provider.daily_closes("KO")
    clocks.advance(40 * 24 * 3600)
    provider.daily_closes("KO", known)
    assert ranges(yahoo) == ["10y", "10y"]
    with pytest.raises(SymbolUnknown):
        provider.daily_closes("US67066G1040")
