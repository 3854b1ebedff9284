"""Which rate is used for a day, which is believed, and which is kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.currency import FARTHEST, HELD_AGAINST, KEPT_FOR, Rate, Rates, renewed
from screener.domain.figure import Source

DAY = date(2026, 11, 20)
CODES = st.sampled_from(["USD", "EUR", "TWD", "GBP"])
RATE = st.builds(
    Rate,
    CODES,
    CODES,
    st.dates(DAY - timedelta(days=900), DAY),
    st.decimals("0.01", "1000", places=4),
    st.just(Source("somewhere")),
).filter(lambda rate: rate.base != rate.quote)


def rate(base: str, quote: str, value: str, days_ago: int = 0, source: str = "shipped") -> Rate:
    return Rate(base, quote, DAY - timedelta(days=days_ago), Decimal(value), Source(source))


def used(rates: Rates, currency: str, to: str, on: date = DAY) -> tuple[Rate, ...]:
    converted = rates.convert(Decimal(1), currency, to, on)
    return () if converted is None else converted[1]


def test_the_newest_rate_not_after_the_day_is_used() -> None:
    old, new = rate("USD", "TWD", "30", 90), rate("USD", "TWD", "32", 20)
    rates = Rates((old, new))
    assert used(rates, "TWD", "USD") == (new,)
    assert used(rates, "TWD", "USD", new.day) == (new,)
    assert used(rates, "TWD", "USD", new.day - timedelta(days=5)) == (old,)
    assert used(rates, "TWD", "USD", old.day - timedelta(days=5)) == ()
    assert rates.convert(Decimal(64), "TWD", "USD", DAY) == (Decimal(2), (new,))


def test_yesterdays_price_is_converted_at_todays_rate_rather_than_one_of_months_ago() -> None:
    shipped, live = rate("USD", "TWD", "30", 90), rate("USD", "TWD", "32")
    yesterday = live.day - timedelta(days=1)
    assert used(Rates((shipped, live)), "TWD", "USD", yesterday) == (live,)
    assert used(Rates((live,)), "TWD", "USD", yesterday) == (live,), "or than none"
    near = rate("USD", "TWD", "31", 7)
    assert used(Rates((near, live)), "TWD", "USD", yesterday) == (near,), "a recent one before it is as near"


def test_what_was_fetched_goes_before_what_was_shipped_of_the_same_day() -> None:
    live, shipped = rate("EUR", "USD", "1.16", source="live"), rate("USD", "EUR", "0.80")
    assert used(Rates((live,)).over(Rates((shipped,))), "EUR", "USD") == (live,)
    assert Rates().over(Rates((shipped,))).rates == (shipped,)


def test_two_new_rates_through_the_dollar_go_before_an_old_direct_one() -> None:
    direct = rate("EUR", "GBP", "0.9", 60)
    legs = rate("EUR", "USD", "1.2"), rate("GBP", "USD", "1.5")
    assert used(Rates((direct, *legs)), "EUR", "GBP") == legs
    assert Rates(legs).convert(Decimal(10), "EUR", "GBP", DAY) == (Decimal(8), legs)
    newer = rate("EUR", "GBP", "0.81")
    assert used(Rates((direct, newer, *legs)), "EUR", "GBP") == (newer,)
    assert used(Rates((direct, legs[0])), "EUR", "GBP") == (direct,)


def test_without_a_rate_nothing_is_made_up() -> None:
    assert Rates((rate("USD", "TWD", "32"),)).convert(Decimal(1), "EUR", "TWD", DAY) is None
    assert Rates().convert(Decimal(1), "EUR", "EUR", DAY) == (1, ())


@pytest.mark.parametrize(
    ("found", "believed"),
    [("116", False), ("0.0116", False), ("3.48", False), ("0.3866", False), ("3.47", True), ("0.39", True)],
)
def test_a_rate_far_from_the_last_one_known_is_a_mistake(found: str, believed: bool) -> None:
    for known in (rate("EUR", "USD", "1.16", 90), rate("USD", "EUR", str(1 / Decimal("1.16")), 90)):
        assert Rates((known,)).bear_out(rate("EUR", "USD", found)) is believed


def test_nothing_or_something_very_old_speaks_against_no_rate() -> None:
    new = rate("EUR", "USD", "116")
    assert Rates().bear_out(new)
    assert not Rates((rate("EUR", "USD", "1.16", HELD_AGAINST.days),)).bear_out(new)
    assert Rates((rate("EUR", "USD", "1.16", HELD_AGAINST.days + 1),)).bear_out(new)


@given(known=st.lists(RATE, max_size=6), found=RATE)
def test_a_believed_rate_is_near_the_one_it_was_held_against(known: list[Rate], found: Rate) -> None:
    rates = Rates(tuple(known))
    before = [
        one for one in known if {one.base, one.quote} == {found.base, found.quote} and one.day == found.day
    ]
    if before and rates.bear_out(found):
        first = before[0]
        value = first.rate if first.base == found.base else 1 / first.rate
        assert value / FARTHEST < found.rate < value * FARTHEST


def test_one_rate_a_pair_and_day_is_kept_and_that_not_for_ever() -> None:
    ancient, yesterday = rate("EUR", "USD", "1.1", KEPT_FOR.days + 1), rate("EUR", "USD", "1.15", 1)
    kept = renewed(Rates((ancient, yesterday)), [rate("EUR", "USD", "1.16"), rate("USD", "TWD", "32")])
    assert set(kept.rates) == {yesterday, rate("EUR", "USD", "1.16"), rate("USD", "TWD", "32")}
    again = renewed(kept, [rate("EUR", "USD", "1.17")])
    assert len(again.rates) == 3
    assert used(again, "EUR", "USD") == (rate("EUR", "USD", "1.17"),)


def test_without_anything_new_the_very_same_rates_are_kept() -> None:
    kept = Rates((rate("EUR", "USD", "1.16"),))
    assert renewed(kept, []) is kept
    assert renewed(kept, [rate("EUR", "USD", "1.16")]) is kept


@given(kept=st.lists(RATE, max_size=8), found=st.lists(RATE, max_size=8))
def test_however_many_rates_come_in_one_a_pair_and_day_stays(kept: list[Rate], found: list[Rate]) -> None:
    rates = renewed(renewed(Rates(), kept), found).rates
    keys = [(one.base, one.quote, one.day) for one in rates]
    assert len(set(keys)) == len(keys)
    newest = max((one.day for one in (*kept, *found)), default=DAY)
    assert all(newest - one.day <= KEPT_FOR for one in rates)
