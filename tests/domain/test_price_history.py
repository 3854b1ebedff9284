"""Past closes: repairs that never touch what is sound, and splits that make a stored series useless."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.price_history import (
    PriceHistory,
    Split,
    continued,
    is_continued_by,
    repair,
    split_like,
)

AT = datetime(2026, 8, 21, 21, tzinfo=UTC)
FIRST = date(2026, 8, 3)


def history(*closes: int, first: date = FIRST, splits: tuple[Split, ...] = ()) -> PriceHistory:
    bars = tuple((first + timedelta(days=step), Decimal(close)) for step, close in enumerate(closes))
    return PriceHistory("X", "USD", bars, splits, AT, "Yahoo Finance")


MOVES = st.lists(st.decimals("0.7", "1.4", places=3), min_size=1, max_size=60)


@given(MOVES, st.booleans())
def test_a_sound_series_is_left_alone(moves: list[Decimal], with_split: bool) -> None:
    bars, price = [], Decimal(100)
    for step, move in enumerate(moves):
        price = max(Decimal(1), price * move)
        bars.append((FIRST + timedelta(days=step), price))
    splits = [Split(FIRST + timedelta(days=len(bars) // 2), Decimal(4))] if with_split else []
    made = repair(bars, splits, bars[-1][1])
    assert (made.closes, made.changed) == (tuple(bars), ())


@given(MOVES, st.data())
def test_rows_in_the_wrong_unit_come_back_to_what_they_were(
    moves: list[Decimal], data: st.DataObject
) -> None:
    bars, price = [], Decimal(100)
    for step, move in enumerate(moves):
        price = max(Decimal(1), price * max(Decimal("0.8"), min(move, Decimal("1.25"))))
        bars.append((FIRST + timedelta(days=step), price))
    spoiled = data.draw(st.sets(st.integers(0, len(bars) - 1)))
    wrong = [(day, close * 100 if n in spoiled else close) for n, (day, close) in enumerate(bars)]
    made = repair(wrong, (), bars[-1][1])
    assert made.closes == tuple(bars)
    assert set(made.changed) == {bars[n][0] for n in spoiled}


def test_nothing_to_repair_in_nothing() -> None:
    assert repair((), (), Decimal(5)).closes == ()


@pytest.mark.parametrize(
    ("before", "now", "ratio"),
    [(400, 101, "4"), (10, 99, "0.1"), (100, 51, "2"), (100, 90, None), (0, 5, None), (100, 1, None)],
)
def test_a_jump_that_looks_like_a_split(before: int, now: int, ratio: str | None) -> None:
    assert split_like(Decimal(before), Decimal(now)) == (None if ratio is None else Decimal(ratio))


def test_new_days_are_added() -> None:
    known, new = history(10, 11, 12), history(12, 13, first=FIRST + timedelta(days=2))
    assert is_continued_by(known, new)
    assert [int(close) for _, close in continued(known, new).closes] == [10, 11, 12, 13]


def test_a_split_since_makes_the_known_series_useless() -> None:
    split = Split(date(2026, 8, 20), Decimal(4))
    assert not is_continued_by(
        history(10, 11), history(11, 12, first=FIRST + timedelta(days=1), splits=(split,))
    )
    assert is_continued_by(
        history(10, 11, splits=(split,)), history(11, 12, first=FIRST + timedelta(days=1), splits=(split,))
    ), "one that was known already does not"


@pytest.mark.parametrize(
    "new",
    [
        history(44, 12, first=FIRST + timedelta(days=1)),
        history(13, first=FIRST + timedelta(days=9)),
        history(),
        msgspec.structs.replace(history(10, 11), currency="EUR"),
    ],
    ids=["other closes", "a gap", "nothing", "another currency"],
)
def test_what_does_not_fit_is_not_added(new: PriceHistory) -> None:
    assert not is_continued_by(history(10, 11), new)


def test_the_running_day_is_not_held_against_its_later_close() -> None:
    known = msgspec.structs.replace(history(10, 11, 12), running=FIRST + timedelta(days=2))
    assert is_continued_by(known, history(10, 11, 15))
    assert [int(close) for _, close in continued(known, history(10, 11, 15)).closes] == [10, 11, 15]
