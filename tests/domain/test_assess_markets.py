"""Markets in an assessment: what they do now, when they open, ages in their own trading days."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain import frames
from screener.domain.assess import Request, assess, judged, prepared, same_preparation
from screener.domain.figure import Figure, Source
from screener.domain.quote import ExtendedPrice
from screener.domain.sessions import session_clock
from screener.domain.universe import SnapshotPrice
from tests.builders.calendars import EXCHANGES, NEW_YORK, SHANGHAI
from tests.builders.companies import inputs, price
from tests.domain.test_assess import NOW, held, quote, requested, row

EVENING = datetime(2026, 8, 24, 23, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 8, 29, 12, 0, tzinfo=UTC)
CLOSE = datetime(2026, 8, 28, 20, 0, tzinfo=UTC)


def at(now: datetime, **of_quote: object) -> Request:
    """NVDA held and KO watched, quoted so, judged at that time."""
    quotes = {symbol: quote(symbol, 200, **of_quote) for symbol in ("NVDA", "KO")}
    made = requested(held("NVDA", 1), quotes=quotes, watch=("KO",))
    return msgspec.structs.replace(made, now=now, on=now.date(), exchanges=EXCHANGES, last_success=now)


@pytest.mark.parametrize(("now", "state"), [(NOW, "regular"), (EVENING, "closed"), (SATURDAY, "closed")])
def test_a_row_says_what_its_market_does_not_what_a_frozen_feed_says(now: datetime, state: str) -> None:
    result = assess(at(now))
    assert {one.market_state for one in (*result.positions, *result.watchlist)} == {state}


def test_the_same_preparation_judged_later_has_other_markets() -> None:
    early, late = at(NOW), at(EVENING)
    late = msgspec.structs.replace(late, quotes=early.quotes, portfolio=early.portfolio)
    assert same_preparation(early, late)
    assert row(judged(late, prepared(early)), "NVDA").market_state == "closed"


def test_on_a_week_end_the_close_of_friday_is_live_and_not_old() -> None:
    result = assess(at(SATURDAY, at=CLOSE, fetched_at=SATURDAY, market_state="closed"))
    assert (result.mode, result.opens_at) == ("live", datetime(2026, 8, 31, 13, 30, tzinfo=UTC))
    price = row(result, "NVDA").price
    assert isinstance(price, Figure)
    assert not price.old
    assert row(result, "NVDA").notes == ()


def test_a_frozen_feed_is_not_live() -> None:
    result = assess(at(EVENING, at=NOW))
    assert result.mode == "stale"
    assert result.mode_reason is not None
    assert result.mode_reason.id == "prices_stand_still"


def test_what_was_prepared_serves_until_another_session_opens() -> None:
    before = at(datetime(2026, 8, 28, 13, 0, tzinfo=UTC))
    for minutes, same in ((20, True), (40, False)):
        later = msgspec.structs.replace(before, now=before.now + timedelta(minutes=minutes))
        assert same_preparation(before, later) is same


def test_prices_of_the_users_own_make_another_preparation() -> None:
    before = at(NOW)
    own = {"ABCX": SnapshotPrice("ABCX", Decimal(1), "USD", NOW.date(), Source("your list"))}
    assert not same_preparation(before, msgspec.structs.replace(before, own_prices=own))
    assert same_preparation(before, msgspec.structs.replace(before, own_prices={}))


def test_a_price_outside_the_regular_session_reaches_the_row_and_not_the_value() -> None:
    late = ExtendedPrice("post", Decimal(260), EVENING, Decimal("0.3"))
    made = at(EVENING, market_state="post", at=datetime(2026, 8, 24, 20, 0, tzinfo=UTC), extended=late)
    position = row(assess(made), "NVDA")
    assert (position.market_state, position.extended) == ("post", late)
    assert isinstance(position.value, Figure)
    assert position.value.value == 200


def test_the_screens_age_a_price_by_the_holidays_of_its_own_exchange() -> None:
    now = datetime(2026, 10, 8, 0, 30, tzinfo=UTC)
    priced = price(as_of=date(2026, 9, 22))
    company = inputs(price=priced)
    companies = [msgspec.structs.replace(company, exchange=one) for one in (SHANGHAI, NEW_YORK, None)]
    column = frames.build(companies, now.date(), session_clock(EXCHANGES, now.date(), now))["price"]
    assert column.age.tolist() == [6, 11, 12]
    assert column.old.tolist() == [False, True, True]
