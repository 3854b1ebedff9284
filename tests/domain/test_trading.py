"""What a market does now, whatever a feed says, and how often to ask while it does."""

from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.assessment import Assessment
from screener.domain.figure import Figure, Source
from screener.domain.market import Priced
from screener.domain.message import Unit
from screener.domain.quote import MarketState
from screener.domain.sessions import NO_EXCHANGES
from screener.domain.trading import CLOSED_PAUSE, Markets, all_closed, answer_due, pause
from tests.builders.assessments import sample_assessment
from tests.builders.calendars import EXCHANGES, utc

INTERVAL = timedelta(seconds=30)
STATES: tuple[MarketState, ...] = ("pre", "regular", "post", "closed", "unknown")


def priced(
    said: MarketState = "regular", quoted: datetime | None = None, symbol: str = "NVDA", delay: int = 0
) -> Priced:
    at = quoted or utc(9, 19, 59)
    price = Figure("price", Decimal(10), Unit.PER_SHARE, at.date(), Source("Feed"), "USD")
    return Priced(price, "live", market_state=said, quoted_at=at, symbol=symbol, delayed_minutes=delay)


@pytest.mark.parametrize(
    ("at", "said", "state"),
    [
        (utc(9, 15), "regular", "regular"),
        (utc(9, 15), "unknown", "regular"),
        (utc(9, 13, 45), "pre", "pre"),
        (utc(9, 15), "pre", "regular"),
        (utc(9, 15), "closed", "closed"),
        (utc(9, 20, 20), "regular", "regular"),
        (utc(9, 23), "regular", "closed"),
        (utc(11, 15), "regular", "closed"),
        (utc(12, 15), "regular", "closed"),
        (utc(9, 21), "post", "post"),
        (utc(10, 3), "post", "closed"),
        (utc(9, 9), "pre", "pre"),
        (utc(11, 15), "pre", "closed"),
        (utc(11, 15), "closed", "closed"),
        (utc(11, 15), "unknown", "closed"),
    ],
)
def test_the_word_of_the_feed_counts_where_the_calendar_allows_it(
    at: datetime, said: MarketState, state: MarketState
) -> None:
    assert Markets(EXCHANGES, at).state(priced(said)) == state


def test_a_price_of_after_the_close_shows_that_trading_goes_on() -> None:
    assert Markets(EXCHANGES, utc(11, 15)).state(priced("regular", utc(11, 14, 59))) == "regular"


@given(st.sampled_from(STATES), st.integers(0, 26 * 24 * 60))
def test_without_a_calendar_the_feed_is_believed(said: MarketState, minutes: int) -> None:
    moment = utc(2, 0) + timedelta(minutes=minutes)
    assert Markets(NO_EXCHANGES, moment).state(priced(said)) == said
    assert Markets(EXCHANGES, moment).state(priced(said, symbol="BTC-USD")) == said


@pytest.mark.parametrize(
    ("at", "quoted", "said", "delay", "still"),
    [
        (utc(9, 23), utc(9, 18), "regular", 0, True),
        (utc(9, 23), utc(9, 20), "regular", 0, False),
        (utc(9, 23), utc(9, 18), "closed", 0, False),
        (utc(9, 20, 10), utc(9, 19, 40), "regular", 0, False),
        (utc(11, 15), utc(9, 18), "regular", 15, True),
        (utc(9, 18), utc(9, 16, 50), "regular", 0, True),
        (utc(9, 18), utc(9, 17, 10), "regular", 0, False),
        (utc(9, 18), utc(9, 16, 50), "regular", 15, False),
        (utc(9, 14), utc(8, 20), "regular", 0, False),
        (utc(9, 18), utc(8, 20), "regular", 0, True),
    ],
)
def test_a_feed_that_stands_still_is_noticed(
    at: datetime, quoted: datetime, said: MarketState, delay: int, still: bool
) -> None:
    assert Markets(EXCHANGES, at).stands_still(priced(said, quoted, delay=delay)) is still


def test_a_fund_priced_after_the_close_does_not_stand_still_during_the_session() -> None:
    fund = msgspec.structs.replace(priced("regular", utc(9, 0)), quote_type="MUTUALFUND")
    assert not Markets(EXCHANGES, utc(9, 18)).stands_still(fund)
    share = msgspec.structs.replace(fund, quote_type="EQUITY")
    assert Markets(EXCHANGES, utc(9, 18)).stands_still(share)


@pytest.mark.parametrize("said", STATES)
def test_what_was_said_before_the_opening_is_not_what_a_market_does_now(said: MarketState) -> None:
    kept = msgspec.structs.replace(priced(said, utc(8, 20)), origin="last_good")
    assert Markets(EXCHANGES, utc(9, 13, 45)).state(kept) == "regular"
    assert Markets(EXCHANGES, utc(9, 23)).state(kept) == ("post" if said == "post" else "closed")


def test_a_price_is_not_the_last_one_where_trading_goes_on_after_the_close_of_the_calendar() -> None:
    asked = utc(9, 21)
    assert Markets(EXCHANGES, utc(9, 23)).final([priced("closed", utc(9, 20))], asked)
    assert not Markets(EXCHANGES, utc(9, 23)).final([priced("regular", utc(9, 20, 59))], asked)


def test_the_midday_break_is_part_of_the_session() -> None:
    noon = Markets(EXCHANGES, utc(9, 4))
    assert noon.state(priced("regular", utc(9, 3, 29), "600519.SS")) == "regular"


def test_when_the_last_closed_and_the_first_opens() -> None:
    both = [priced(), priced(symbol="600519.SS")]
    sunday = Markets(EXCHANGES, utc(4, 12))
    assert sunday.closed_since(both) == utc(2, 20)
    assert sunday.opens_at(both) == utc(5, 13, 30), "Shanghai stays closed until the 8th"
    assert Markets(EXCHANGES, utc(9, 15)).closed_since(both) is None
    assert Markets(EXCHANGES, utc(9, 15)).opens_at(both) == utc(9, 13, 30)
    assert sunday.closed_since([*both, priced(symbol="BTC-USD")]) is None
    assert sunday.opens_at([priced(symbol="BTC-USD")]) is None
    assert sunday.closed_since([]) is sunday.opens_at([]) is None


def closed(opens_at: datetime | None = None, state: str = "closed") -> Assessment:
    made = sample_assessment()
    rows = tuple(
        msgspec.structs.replace(row, market_state=state, quoted_at=utc(9, 20)) for row in made.positions
    )
    return msgspec.structs.replace(made, positions=rows, watchlist=(), opens_at=opens_at)


def test_closed_markets_are_asked_rarely_until_the_first_opens() -> None:
    now = utc(12, 10)
    assert pause(closed(), INTERVAL, now) == CLOSED_PAUSE
    assert pause(closed(utc(13, 13, 30)), INTERVAL, now) == CLOSED_PAUSE
    assert pause(closed(now + timedelta(minutes=4)), INTERVAL, now) == timedelta(minutes=4)
    assert pause(closed(now + timedelta(seconds=3)), INTERVAL, now) == INTERVAL
    assert pause(closed(now - timedelta(hours=1)), INTERVAL, now) == INTERVAL, "the calendar says it is open"
    assert pause(closed(state="regular"), INTERVAL, now) == INTERVAL
    assert pause(closed(), timedelta(hours=1), now) == timedelta(hours=1)


def test_nothing_quoted_is_nothing_closed() -> None:
    made = sample_assessment()
    rows = tuple(
        msgspec.structs.replace(row, quoted_at=None, market_state="closed") for row in made.positions
    )
    assert not all_closed(msgspec.structs.replace(made, positions=rows, watchlist=()))


def test_an_answer_is_missed_only_once_something_could_have_changed() -> None:
    answered = utc(10, 1)
    assert answer_due(closed(state="regular"), INTERVAL, answered) == answered + 3 * INTERVAL
    assert answer_due(closed(), INTERVAL, answered) == answered + 3 * CLOSED_PAUSE
    assert answer_due(closed(utc(13, 13, 30)), INTERVAL, answered) == utc(13, 13, 30) + 3 * INTERVAL
    late = utc(13, 14)
    assert answer_due(closed(utc(13, 13, 30)), INTERVAL, late) == late + 3 * INTERVAL
