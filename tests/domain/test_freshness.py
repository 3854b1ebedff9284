"""The one word for how new the prices are, and the reason for anything that is not Live."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain.assessment import PriceOrigin
from screener.domain.figure import Figure, Source
from screener.domain.freshness import Attempt, Freshness, judge
from screener.domain.market import Priced
from screener.domain.message import Message, Unit
from screener.domain.quote import MarketState
from screener.wording import strict_sentence
from tests.builders.calendars import EXCHANGES, utc

NOW = datetime(2026, 10, 9, 14, 30, tzinfo=UTC)
INTERVAL = timedelta(seconds=30)
FAILED = Message("source.rate_limited", {})


def priced(origin: PriceOrigin = "live", *, delay: int | None = 0, market: MarketState = "regular") -> Priced:
    price = Figure("price", Decimal(10), Unit.PER_SHARE, date(2026, 10, 9), Source("Feed"), "USD")
    return Priced(price, origin, market_state=market, delayed_minutes=delay)


def judged(
    *prices: Priced,
    age: timedelta | None = timedelta(seconds=5),
    failure: Message | None = None,
    offline: bool = False,
) -> Freshness:
    return judge(
        prices,
        attempt=Attempt(NOW, len(prices), failure),
        last_success=None if age is None else NOW - age,
        now=NOW,
        interval=INTERVAL,
        offline=offline,
    )


def test_fresh_quotes_are_live() -> None:
    assert judged(priced(), priced()) == Freshness("live", None)


def test_a_few_symbols_nobody_knows_do_not_spoil_it() -> None:
    assert judged(priced(), priced(), priced("last_good"), priced("snapshot"), priced("cost")).mode == "live"


def test_without_any_quote_it_is_the_snapshot() -> None:
    for prices in ((), (priced("snapshot"),), (priced("manual"), priced("cost"))):
        assert judged(*prices).mode == "snapshot"


@pytest.mark.parametrize(("seconds", "mode"), [(89, "live"), (90, "live"), (91, "stale")])
def test_three_intervals_without_an_answer_are_stale(seconds: int, mode: str) -> None:
    assert judged(priced(), age=timedelta(seconds=seconds)).mode == mode


def test_while_all_markets_are_closed_a_price_ages_slowly() -> None:
    closed = priced(market="closed")
    assert judged(closed, age=timedelta(minutes=59)).mode == "live"
    assert judged(closed, age=timedelta(minutes=61)).mode == "stale"
    assert judged(closed, priced(), age=timedelta(minutes=59)).mode == "stale"


def on_exchange(
    now: datetime, asked: datetime, *, said: MarketState = "closed", quoted: datetime | None = None
) -> Freshness:
    one = msgspec.structs.replace(priced(market=said), symbol="NVDA", quoted_at=quoted or utc(9, 20))
    return judge(
        [one], attempt=Attempt(asked, 1), last_success=asked, now=now, interval=INTERVAL, offline=False,
        exchanges=EXCHANGES,
    )  # fmt: skip


def test_closed_markets_do_not_make_a_price_stale_until_they_open() -> None:
    asked = utc(9, 20, 31)
    assert on_exchange(utc(11, 12), asked) == Freshness("live", Message("markets_closed"))
    assert on_exchange(utc(12, 18), asked).mode == "live", "a holiday in New York"
    assert on_exchange(utc(13, 13, 29), asked).mode == "live"
    assert on_exchange(utc(13, 13, 31), asked).mode == "live", "the first round is not over"
    assert on_exchange(utc(13, 13, 32), asked).mode == "stale"


def test_a_price_asked_for_before_the_close_is_not_the_last_one() -> None:
    assert on_exchange(utc(9, 23), utc(9, 19, 50)).mode == "stale"
    assert on_exchange(utc(13, 13, 31), utc(9, 19, 50)).mode == "stale"


def test_a_frozen_feed_that_says_regular_after_the_close_is_not_live() -> None:
    frozen = on_exchange(utc(9, 23), utc(9, 23), said="regular", quoted=utc(9, 18))
    assert frozen == Freshness("stale", Message("prices_stand_still"))
    assert "traded since" in strict_sentence(Message("prices_stand_still"))
    closing = on_exchange(utc(9, 23), utc(9, 23), said="regular", quoted=utc(9, 20))
    assert closing.mode == "live", "it is the closing price after all"


def test_a_feed_frozen_while_its_market_trades_is_not_live() -> None:
    assert on_exchange(utc(9, 18), utc(9, 18), said="regular", quoted=utc(9, 16)).mode == "stale"
    assert on_exchange(utc(9, 18), utc(9, 18), said="regular", quoted=utc(9, 17, 30)).mode == "live"


def test_mostly_last_good_quotes_are_stale_with_the_reason() -> None:
    stale = judged(priced("last_good"), priced("last_good"), priced(), failure=FAILED)
    assert stale == Freshness("stale", FAILED)
    assert judged(priced("last_good"), age=None).reason == Message("prices_not_renewed")


def test_offline_is_said_to_be_what_the_user_asked_for() -> None:
    for prices in ((), (priced(),)):
        offline = judged(*prices, offline=True, failure=FAILED)
        assert offline.mode in {"stale", "snapshot"}
        assert offline.reason == Message("offline_on_request")


def test_delay_is_said_with_the_longest_of_them() -> None:
    delayed = judged(priced(delay=15), priced(delay=20), priced())
    assert delayed.mode == "delayed"
    assert delayed.reason is not None
    assert "20 minutes" in strict_sentence(delayed.reason)


def test_a_delay_nobody_states_is_not_called_live() -> None:
    assert judged(priced(delay=None)) == Freshness("delayed", Message("delay_not_stated"))


def test_half_of_them_in_time_is_live() -> None:
    assert judged(priced(delay=15), priced()).mode == "live"
