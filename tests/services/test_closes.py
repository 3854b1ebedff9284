"""Closes for charts: fetched at most once a day, again after a split, and trouble costs newness only."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from screener.domain.closes import Closes
from screener.domain.message import Message
from screener.domain.price_chart import PriceChart, Span
from screener.domain.price_history import PriceHistory, Split
from screener.domain.quote import Quote
from screener.errors import DataSourceError
from screener.providers.failures import SymbolUnknown, Unreachable
from screener.providers.snapshot.sessions import load_sessions
from screener.services.closes import PriceCharts
from screener.store.cache import Cache
from tests.builders.desks import ScriptedSource
from tests.fakes.clocks import Clocks

MONDAY = datetime(2026, 8, 24, 15, 0, tzinfo=UTC)
"""While New York trades."""
WEEKS = ((date(2026, 8, 14), Decimal(180)), (date(2026, 8, 21), Decimal("181.5")))
DAYS = ((date(2026, 8, 20), Decimal(180)), (date(2026, 8, 21), Decimal("181.5")))
SHIPPED = Closes((date(2026, 8, 7),), (170.0,), "USD", "shipped", date(2026, 8, 7))
EXCHANGES = load_sessions()


class Kept(ScriptedSource):
    """A source of days and weeks with a cache and a clock; the charts are asked for from it."""

    def __init__(self) -> None:
        super().__init__(Clocks(MONDAY))
        self.closes["NVDA"] = WEEKS
        self.days = DAYS
        self.splits: tuple[Split, ...] = ()
        self.days_asked: list[PriceHistory | None] = []
        self.trouble: DataSourceError | None = None
        self.cache = Cache.in_memory()
        self.shipped: Closes | None = SHIPPED
        self.started_again()

    def started_again(self) -> None:
        self.charts = PriceCharts(
            weekly=self,
            daily=self,
            kept_weekly=self.cache.closes,
            kept_daily=self.cache.histories,
            shipped=lambda _symbol: self.shipped,
            exchanges=lambda: EXCHANGES,
            clock=self.clocks.wall,
        )

    def daily_closes(self, symbol: str, known: PriceHistory | None = None) -> PriceHistory:
        self.days_asked.append(known)
        if self.trouble is not None:
            raise self.trouble
        return PriceHistory(symbol, "USD", self.days, self.splits, self.clocks.wall(), self.name)

    def chart(self, span: Span = "5y", price: str = "", *, asking: bool = True) -> PriceChart | None:
        return self.charts.chart("NVDA", span, quote=self.quoted(price), asking=asking)

    def quoted(self, price: str) -> Quote | None:
        if not price:
            return None
        self.prices["NVDA"] = Decimal(price)
        return self.quote("NVDA")


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_fetched_closes_come_before_shipped_ones(kept: Kept) -> None:
    found = kept.chart()
    assert found is not None
    assert (found.step, found.closes.dates, found.closes.values) == (
        "week",
        (WEEKS[0][0], WEEKS[1][0]),
        (180.0, 181.5),
    )
    assert found.closes.source == "Yahoo Finance"


@pytest.mark.parametrize("span", ["3m", "1y", "5y"])
def test_they_are_fetched_again_the_next_day_only(kept: Kept, span: Span) -> None:
    def asked() -> int:
        return len(kept.closes_asked) + len(kept.days_asked)

    kept.chart(span)
    kept.clocks.advance(3600)
    kept.chart(span)
    kept.started_again()
    kept.chart(span)
    assert asked() == 1
    kept.clocks.advance(24 * 3600)
    kept.chart(span)
    assert asked() == 2


def test_days_that_are_known_are_handed_on_to_be_continued(kept: Kept) -> None:
    kept.chart("1y")
    kept.clocks.advance(24 * 3600)
    kept.chart("3m")
    first, second = kept.days_asked
    assert first is None
    assert second is not None
    assert second.closes == DAYS


def test_three_months_and_a_year_are_days_of_one_fetch(kept: Kept) -> None:
    kept.days = tuple((date(2025, 1, 1) + timedelta(days=n), Decimal(100 + n)) for n in range(590))
    for span, first in (("3m", date(2026, 5, 24)), ("1y", date(2025, 8, 23))):
        found = kept.chart(span)  # type: ignore[arg-type]  # a Span each
        assert found is not None
        assert (found.step, found.closes.dates[0]) == ("day", first)
    assert len(kept.days_asked) == 1
    assert kept.closes_asked == []


def test_a_price_that_looks_like_one_after_a_split_fetches_all_of_it_again(kept: Kept) -> None:
    kept.chart("1y")
    kept.chart("5y")
    kept.clocks.advance(2 * 3600)
    kept.days = tuple((day, close / 4) for day, close in DAYS)
    kept.closes["NVDA"] = tuple((day, close / 4) for day, close in WEEKS)
    daily, weekly = kept.chart("1y", "45.5"), kept.chart("5y", "45.5")
    assert daily is not None
    assert weekly is not None
    assert kept.days_asked == [None, None], "the whole series, not the last month"
    assert len(kept.closes_asked) == 2
    for chart in (daily, weekly):
        assert max(chart.closes.values) < 50
        assert (chart.newest and chart.newest.value, chart.before_split) == (45.5, False)


def test_a_fall_by_half_asks_again_once_an_hour_and_stays_a_fall(kept: Kept) -> None:
    kept.chart("1y")
    kept.clocks.advance(2 * 3600)
    for _ in range(5):
        found = kept.chart("1y", "90")
    assert len(kept.days_asked) == 2
    assert found is not None
    assert found.newest is not None, "the closes are newer than any split of today"
    assert (found.newest.value, found.before_split) == (90.0, False)


def test_offline_a_price_of_another_share_is_left_out_and_said(kept: Kept) -> None:
    found = kept.chart("5y", "42.5", asking=False)
    assert found is not None
    assert (found.closes, found.newest, found.before_split) == (SHIPPED, None, True)


def test_trouble_leaves_the_kept_ones_then_the_shipped_ones_then_none(kept: Kept) -> None:
    kept.chart()
    kept.closes.clear()
    kept.clocks.advance(48 * 3600)
    found = kept.chart()
    assert found is not None
    assert found.closes.as_of == WEEKS[1][0]
    kept.cache = Cache.in_memory()
    kept.started_again()
    found = kept.chart()
    assert found is not None
    assert found.closes == SHIPPED
    kept.shipped = None
    assert kept.chart() is None


def test_without_days_the_weeks_at_hand_are_shown_with_the_reason(kept: Kept) -> None:
    kept.trouble = Unreachable("Yahoo Finance")
    found = kept.chart("1y")
    assert found is not None
    assert (found.span, found.step, found.closes) == ("1y", "week", SHIPPED)
    assert found.problem == kept.trouble.failure
    assert kept.closes_asked == [], "whoever cannot be reached is not asked for weeks instead"


def test_kept_days_stay_when_the_source_fails(kept: Kept) -> None:
    kept.chart("1y")
    kept.trouble = Unreachable("Yahoo Finance")
    kept.clocks.advance(48 * 3600)
    found = kept.chart("1y")
    assert found is not None
    assert (found.step, found.closes.as_of) == ("day", DAYS[-1][0])
    assert isinstance(found.problem, Message)


def test_who_does_not_know_a_symbol_is_not_asked_at_every_look(kept: Kept) -> None:
    kept.trouble = SymbolUnknown("Yahoo Finance", symbol="NVDA")
    for _ in range(5):
        kept.chart("1y")
    assert len(kept.days_asked) == 1
    kept.clocks.advance(24 * 3600)
    kept.chart("1y")
    assert len(kept.days_asked) == 2


@pytest.mark.parametrize("span", ["3m", "1y", "5y"])
def test_offline_nothing_is_asked(kept: Kept, span: Span) -> None:
    found = kept.chart(span, asking=False)
    assert found is not None
    assert found.closes == SHIPPED
    assert (kept.closes_asked, kept.days_asked) == ([], [])


def test_a_newer_program_with_newer_closes_beats_old_kept_ones(kept: Kept) -> None:
    kept.chart()
    day = WEEKS[1][0] + timedelta(days=70)
    kept.shipped = Closes((day,), (200.0,), "USD", "shipped", day)
    found = kept.chart(asking=False)
    assert found is not None
    assert found.closes == kept.shipped


def test_an_empty_answer_is_not_a_series(kept: Kept) -> None:
    kept.closes["NVDA"] = ()
    kept.days = ()
    for span in ("5y", "1y"):
        found = kept.chart(span)  # type: ignore[arg-type]  # a Span each
        assert found is not None
        assert found.closes == SHIPPED


def test_a_clock_that_was_turned_back_does_not_keep_old_closes(kept: Kept) -> None:
    kept.chart("1y")
    kept.clocks.advance(-400 * 24 * 3600)
    kept.chart("1y")
    assert len(kept.days_asked) == 2
