"""A split seen between two quotes, and everything that looks like one and is none."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from screener.domain.message import Number, Unit
from screener.domain.price_history import Split
from screener.domain.quote import Quote
from screener.domain.splits import SAID_FOR, split_between, split_remark

T0 = datetime(2026, 10, 12, 20, tzinfo=UTC)


def quote(price: str, close_before: str, worth: str = "1000", days: int = 0) -> Quote:
    at = T0 + timedelta(days=days)
    return Quote(
        symbol="A",
        price=Decimal(price),
        currency="USD",
        at=at,
        fetched_at=at,
        source="a source",
        quote_type="EQUITY",
        previous_close=Decimal(close_before),
        market_cap=Decimal(worth),
        market_cap_currency="USD",
    )


BEFORE = quote("200", "198")


@pytest.mark.parametrize(
    ("now", "ratio"),
    [
        (quote("50.5", "50", "1010", 1), Decimal(4)),
        (quote("101", "100", "1010", 1), Decimal(2)),
        (quote("2020", "2000", "1010", 1), Decimal("0.1")),
        (quote("201", "200", "1005", 1), None),
    ],
)
def test_new_shares_for_old_ones(now: Quote, ratio: Decimal | None) -> None:
    assert split_between(BEFORE, now) == ratio


def test_what_only_looks_like_one() -> None:
    crash = quote("50", "200", "250", 1)
    assert split_between(BEFORE, crash) is None, "the close before says that it fell"
    day_after = quote("51", "50", "255", 2)
    assert split_between(BEFORE, day_after) is None, "the company is worth a quarter"
    good = quote("50", "49.5", "1000", 1)
    for missing in ({"previous_close": None}, {"market_cap": None}, {"currency": "EUR"}):
        assert split_between(BEFORE, replace(good, **missing)) is None
    assert split_between(replace(BEFORE, market_cap=None), good) is None


@given(
    price=st.decimals("0.5", "5000", places=2),
    change=st.decimals("-0.09", "0.09", places=3),
    ratio=st.sampled_from([Decimal(many) for many in (2, 3, 4, 5, 10, 20)]),
)
def test_every_usual_split_is_seen_and_no_usual_day_is_one(
    price: Decimal, change: Decimal, ratio: Decimal
) -> None:
    before = replace(quote("1", "1"), price=price)
    day = price * (1 + change)
    worth = Decimal(1000) * (1 + change)
    usual = replace(BEFORE, price=day, previous_close=price, market_cap=worth)
    assert split_between(before, usual) is None
    split = replace(BEFORE, price=day / ratio, previous_close=price / ratio, market_cap=worth)
    assert split_between(before, split) == ratio


def test_the_remark_is_made_for_thirty_days() -> None:
    reverse = Split(date(2026, 10, 13), Decimal("0.1"))
    remark = split_remark(reverse, reverse.day + SAID_FOR)
    assert remark is not None
    assert remark.arguments["new"] == Number(Decimal(1), Unit.COUNT)
    assert remark.arguments["old"] == Number(Decimal(10), Unit.COUNT)
    assert split_remark(reverse, reverse.day + SAID_FOR + timedelta(days=1)) is None
