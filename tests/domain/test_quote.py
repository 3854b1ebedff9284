"""Keeping the newest quote of each symbol."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from screener.domain.quote import ExtendedPrice, MarketState, Quote, QuoteBatch, Tick, newest, with_tick

NOON = datetime(2026, 8, 21, 12, tzinfo=UTC)


def quote(symbol: str, price: int, *, traded: int = 0, fetched: int = 0) -> Quote:
    """A quote traded and fetched so many minutes after noon."""
    return Quote(
        symbol=symbol,
        price=Decimal(price),
        currency="USD",
        at=NOON + timedelta(minutes=traded),
        fetched_at=NOON + timedelta(minutes=fetched),
        source="a source",
        quote_type="EQUITY",
    )


def prices(kept: dict[str, Quote], *fresh: Quote) -> dict[str, int]:
    merged = newest(kept, QuoteBatch(quotes=fresh, missing=(), at=NOON))
    return {symbol: int(found.price) for symbol, found in merged.items()}


def test_newer_trades_replace_older_ones_and_nothing_is_dropped() -> None:
    kept = {"A": quote("A", 1), "B": quote("B", 2)}
    assert prices(kept, quote("A", 10, traded=1), quote("C", 3)) == {"A": 10, "B": 2, "C": 3}
    assert kept["A"].price == 1, "what was passed in stays as it was"


def test_an_older_trade_that_arrives_late_is_ignored() -> None:
    kept = {"A": quote("A", 1, traded=5)}
    assert prices(kept, quote("A", 9, traded=4, fetched=30)) == {"A": 1}


def test_a_later_fetch_of_the_same_trade_refreshes_it() -> None:
    kept = {"A": quote("A", 1, fetched=1)}
    assert prices(kept, quote("A", 2, fetched=2)) == {"A": 2}
    assert prices(kept, quote("A", 2, fetched=0)) == {"A": 1}


def test_a_price_of_days_to_come_does_not_keep_out_those_of_today() -> None:
    wrong = quote("A", 1, traded=60 * 24 * 300)
    assert prices({"A": wrong}, quote("A", 2, traded=1, fetched=1)) == {"A": 2}
    late = ExtendedPrice("post", Decimal(7), NOON + timedelta(days=300))
    kept = {"A": replace(quote("A", 1), extended=late)}
    after = newest(kept, QuoteBatch((quote("A", 2, fetched=1),), (), NOON))
    assert after["A"].extended is None


@pytest.mark.parametrize(("close", "is_kept"), [(1200, True), (120, False)])
def test_after_a_split_no_late_price_of_the_old_shares_is_kept(close: int, is_kept: bool) -> None:
    late = ExtendedPrice("post", Decimal(600), NOON + timedelta(minutes=1))
    kept = {"A": replace(quote("A", 1200, fetched=2), extended=late)}
    after = newest(kept, QuoteBatch((quote("A", close, fetched=60),), (), NOON + timedelta(hours=1)))
    assert after["A"].price == close
    assert after["A"].extended == (late if is_kept else None), "halved after the close is news, not a split"


@pytest.mark.parametrize(("minutes", "price"), [(1, 1200), (13 * 60, 120)])
def test_the_answer_after_a_split_replaces_a_streamed_price_of_the_same_evening(
    minutes: int, price: int
) -> None:
    kept = {"A": streamed(quote("A", 1199), 1200, 1 / 3600)}
    answer = quote("A", 120, fetched=minutes)
    after = newest(kept, QuoteBatch((answer,), (), answer.fetched_at))["A"]
    assert after.price == price, "within minutes it is the answer that may lag behind"


def test_an_empty_answer_keeps_everything() -> None:
    assert prices({"A": quote("A", 1)}) == {"A": 1}


def streamed(before: Quote, price: int, hours: float) -> Quote:
    """The quote after a tick so many hours after noon."""
    at = NOON + timedelta(hours=hours)
    after = with_tick(before, Tick("A", Decimal(price), "USD", at=at, received_at=at, market_state="regular"))
    assert after is not None
    return after


def test_the_close_before_comes_from_the_answer_when_the_streamed_price_is_newer() -> None:
    yesterday = replace(quote("A", 100), previous_close=Decimal(90))
    today = streamed(yesterday, 110, hours=24)
    assert (today.previous_close, today.change_fraction) == (None, None), (
        "that of yesterday says nothing today"
    )
    answer = replace(quote("A", 108, traded=24 * 60 - 1, fetched=24 * 60 + 1), previous_close=Decimal(100))
    batch = QuoteBatch(quotes=(answer,), missing=(), at=answer.fetched_at)
    merged = newest({"A": today}, batch)["A"]
    assert (merged.price, merged.previous_close, merged.change_fraction) == (110, 100, Decimal("0.1"))
    assert merged.at == today.at


def test_a_session_that_begins_on_the_evening_of_the_same_day_has_another_close_before_it() -> None:
    at_five = replace(quote("A", 100, traded=-7 * 60), previous_close=Decimal(90))
    assert streamed(at_five, 101, hours=-6.5).previous_close == 90
    assert streamed(at_five, 101, hours=11.5).previous_close is None, "Sydney opens at 23:00 UTC"


@pytest.mark.parametrize("session", ["pre", "regular"])
def test_a_streamed_price_that_may_be_one_after_a_split_waits_for_the_answer(session: MarketState) -> None:
    """With the earnings of old shares it would make a P/E of a quarter, and a false alert."""
    before = replace(quote("A", 100), eps_ttm=Decimal(5), previous_close=Decimal(99))
    at = NOON + timedelta(minutes=5)
    for price in ("25", "66", "150", "400"):
        assert with_tick(before, Tick("A", Decimal(price), "USD", at, at, session)) is None
    assert with_tick(before, Tick("A", Decimal(75), "USD", at, at, session)) is not None
    answer = replace(quote("A", 25, traded=6, fetched=6), eps_ttm=Decimal("1.25"))
    after = newest({"A": before}, QuoteBatch(quotes=(answer,), missing=(), at=answer.fetched_at))["A"]
    later = NOON + timedelta(minutes=7)
    assert with_tick(after, Tick("A", Decimal(26), "USD", later, later, session)) is not None
