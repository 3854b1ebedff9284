"""Weekly closes: fetched at most once a day, the newest series wins, trouble costs newness only."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from screener.domain.closes import Closes
from screener.services.closes import closes_of
from screener.store.cache import Cache
from tests.builders.desks import START, ScriptedSource
from tests.fakes.clocks import Clocks

WEEKS = ((date(2026, 8, 14), Decimal(180)), (date(2026, 8, 21), Decimal("181.5")))
SHIPPED = Closes((date(2026, 8, 7),), (170.0,), "USD", "shipped", date(2026, 8, 7))


class Kept:
    """A source, a cache and a clock, asked together."""

    def __init__(self) -> None:
        self.source = ScriptedSource(Clocks(START))
        self.source.closes["NVDA"] = WEEKS
        self.cache = Cache.in_memory()
        self.shipped: Closes | None = SHIPPED

    def closes(self, *, online: bool = True) -> Closes | None:
        return closes_of(
            "NVDA",
            source=self.source if online else None,
            kept=self.cache.closes,
            shipped=lambda _symbol: self.shipped,
            now=self.source.clocks.wall(),
        )


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_fetched_closes_come_before_shipped_ones(kept: Kept) -> None:
    found = kept.closes()
    assert found is not None
    assert (found.dates, found.values, found.as_of) == (
        (WEEKS[0][0], WEEKS[1][0]),
        (180.0, 181.5),
        WEEKS[1][0],
    )
    assert found.source == "Yahoo Finance"


def test_they_are_fetched_again_the_next_day_only(kept: Kept) -> None:
    kept.closes()
    kept.source.clocks.advance(3600)
    kept.closes()
    assert len(kept.source.closes_asked) == 1
    kept.source.clocks.advance(24 * 3600)
    kept.closes()
    assert len(kept.source.closes_asked) == 2


def test_trouble_leaves_the_kept_ones_then_the_shipped_ones_then_none(kept: Kept) -> None:
    kept.closes()
    kept.source.closes.clear()
    kept.source.clocks.advance(48 * 3600)
    found = kept.closes()
    assert found is not None
    assert found.as_of == WEEKS[1][0]
    kept.cache = Cache.in_memory()
    assert kept.closes() is SHIPPED
    kept.shipped = None
    assert kept.closes() is None


def test_offline_nothing_is_asked(kept: Kept) -> None:
    assert kept.closes(online=False) is SHIPPED
    assert kept.source.closes_asked == []


def test_a_newer_program_with_newer_closes_beats_old_kept_ones(kept: Kept) -> None:
    kept.closes()
    day = WEEKS[1][0] + timedelta(days=70)
    kept.shipped = Closes((day,), (200.0,), "USD", "shipped", day)
    assert kept.closes(online=False) is kept.shipped


def test_an_empty_answer_is_not_a_series(kept: Kept) -> None:
    kept.source.closes["NVDA"] = ()
    assert kept.closes() is SHIPPED
