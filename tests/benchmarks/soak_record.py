"""What was seen during the soak, held against the market's truth."""

import gc
import threading
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.resident import give_back, resident_mb
from tests.benchmarks.soak_faults import Spell
from tests.benchmarks.soak_market import ENDING, NEWSWORTHY, SoakMarket
from tests.benchmarks.soak_stream import LATE_FACTOR
from tests.fakes.yahoo_http import Request

if TYPE_CHECKING:
    from screener.domain.assessment import Assessment, PositionResult
    from screener.domain.price_chart import PriceChart
    from screener.services.rounds import RefreshOutcome

_CLOSE_ENOUGH = 1e-6
_FILES = Path("/proc/self/fd")
_STEEPEST = 1.5
_FAKES = ("fake", "Thread-")
"""Threads of the fake server, which belong to nobody's app."""


class Sample(NamedTuple):
    """What the process held after so much market time."""

    after: timedelta
    resident_mb: float
    objects: int
    threads: int
    files: int


class Record:
    """Counts and comparisons; `wrong` and `false_alerts` name what should not have been."""

    def __init__(self, market: SoakMarket, spells: Sequence[Spell]) -> None:
        self._market = market
        self._spells = spells
        self.sent: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.starts = 0
        self.statements = 0
        self.told = 0
        self.late = 0
        self.late_shown = 0
        self.rounds = 0
        self.rounds_failed: Counter[str] = Counter()
        self.alerts: list[str] = []
        self.false_alerts: list[str] = []
        self.data_changes = 0
        self.wrong: list[str] = []
        self.compared = 0
        self.final: list[str] = []
        self.final_compared = 0
        self.longest_calm = timedelta()
        """Between two fresh prices with no fault and no pause after one between them, markets open."""
        self.slowest_recovery: dict[str, timedelta] = {}
        """From the end of a fault to the next fresh price while markets are open, the longest by kind."""
        self.samples: list[Sample] = []
        self.rounds_by_kind: Counter[str] = Counter()
        """Rounds during a fault of each kind and in the first one after it."""
        self.told_prices: dict[str, tuple[float, ...]] = {}
        """The regular price when the stream told one the last two times, by symbol."""
        self._shown: dict[str, float] = {}
        self._last_fresh: datetime | None = None
        self._unsettled: Spell | None = None
        self._paused_until: datetime | None = None
        self._was_open = False

    @property
    def spells_by_kind(self) -> Counter[str]:
        """How many faults of each kind there were."""
        return Counter(spell.kind.name for spell in self._spells)

    # ------------------------------------------------------------ every round

    def round(self, began: datetime, ended: datetime, outcome: "RefreshOutcome") -> None:
        """Take in one refresh."""
        self.rounds += 1
        if outcome.failed is not None:
            self.rounds_failed[outcome.failed.id.removeprefix("source.")] += 1
        for alert in outcome.alerts:
            said = f"{began:%H:%M:%S} {alert.symbol} {alert.screen}: {alert.before} -> {alert.after}"
            (self.alerts if alert.symbol == NEWSWORTHY else self.false_alerts).append(said)
        self.data_changes += len(outcome.data_changed)
        for row in outcome.assessment.positions:
            self._compare(began, row)
        self._time(began, ended, outcome)

    def _compare(self, at: datetime, row: "PositionResult") -> None:
        """A live price is the market's or what the stream told last, any other the one shown before."""
        price = _number(row.price)
        if row.price_origin == "live":
            # What the stream told stays live for the next round, also when that one fails.
            right = [self._market.true_price(row.symbol), *self.told_prices.get(row.symbol, ())]
        else:
            right = [self._shown.get(row.symbol, price)]
        self.compared += 1
        if price is None or not any(_same(price, one) for one in right):
            if price is not None and _same(price, right[0] * LATE_FACTOR, 0.01):
                self.late_shown += 1
            self.wrong.append(f"{at:%H:%M:%S} {row.symbol} {row.price_origin}: {price}, not {right[0]}")
        if price is not None:
            self._shown[row.symbol] = price

    def _time(self, began: datetime, ended: datetime, outcome: "RefreshOutcome") -> None:
        fresh = [row for row in outcome.assessment.positions if row.price_origin == "live"]
        is_fresh = len(fresh) >= len(self._market.symbols) - 1  # one of them ends
        for spell in self._spells:
            if spell.begin < ended and (self._last_fresh or began) < spell.end:
                self._unsettled = spell
        is_open = any(self._market.state_of(symbol) != "CLOSED" for symbol in self._market.symbols)
        if is_fresh:
            spell = self._unsettled
            if spell is not None and spell.end <= ended:
                if is_open and self._was_open:
                    known = self.slowest_recovery.get(spell.kind.name, timedelta())
                    self.slowest_recovery[spell.kind.name] = max(known, ended - spell.end)
                self._unsettled = None
            elif spell is None and self._last_fresh is not None and is_open and self._was_open:
                self.longest_calm = max(self.longest_calm, ended - self._last_fresh)
            self._last_fresh = ended
        self._was_open = is_open

        for spell in self._spells:
            if spell.begin <= ended and began <= spell.end + timedelta(seconds=40):
                self.rounds_by_kind[spell.kind.name] += 1

    # ------------------------------------------------------------ the process

    def note_asked(self, requests: Sequence[Request]) -> None:
        """Count requests that reached the fake, by endpoint."""
        self.asked.update(request.endpoint for request in requests)

    def sample(self, after: timedelta) -> None:
        """What the process holds now."""
        give_back()
        threads = [one for one in threading.enumerate() if not one.name.startswith(_FAKES)]
        files = len(list(_FILES.iterdir())) if _FILES.is_dir() else 0
        self.samples.append(Sample(after, resident_mb(), len(gc.get_objects()), len(threads), files))

    # ------------------------------------------------------------ the end

    def finish(self, assessment: "Assessment | None", split: "PriceChart | None") -> None:
        """Hold every final figure, and the chart of what was split, against the market's truth."""
        assert assessment is not None
        self._compare_chart(split)
        for row in assessment.positions:
            listing = self._market.find(row.symbol)
            assert listing is not None
            wanted: dict[str, object] = {
                "price": self._market.true_price(row.symbol),
                "origin": "last_good" if row.symbol == ENDING else "live",
                "value": 10 * self._market.true_price(row.symbol) * self._market.true_rate(row.symbol),
            }
            found: dict[str, object] = {
                "price": _number(row.price), "origin": row.price_origin, "value": _number(row.value)
            }  # fmt: skip
            if row.symbol != ENDING:
                wanted["change"] = listing.price / listing.previous_close - 1
                found["change"] = None if row.change is None else float(row.change)
            company = assessment.company(row.company)
            if listing.eps is not None and listing.eps > 0 and row.symbol != ENDING and company is not None:
                ratio = company.finding("pe_ttm")
                if ratio is not None and ratio.state != "not_applicable":
                    wanted["P/E"] = self._market.true_price(row.symbol) / listing.eps
                    found["P/E"] = None if ratio.value is None else float(ratio.value.value)
            for name, right in wanted.items():
                self.final_compared += 1
                if not _same(found[name], right):
                    self.final.append(f"{row.symbol} {name}: {found[name]}, not {right}")

    def _compare_chart(self, chart: "PriceChart | None") -> None:
        """No close beside another may look like a split: all of them are counted in the shares of now."""
        closes = [] if chart is None else list(chart.closes.values)
        steepest = max((max(a / b, b / a) for a, b in pairwise(closes)), default=9.0)
        self.final_compared += 1
        if steepest > _STEEPEST:
            self.final.append(f"a chart with a step of {steepest:.2f} after the split")


def _number(figure: object) -> float | None:
    value = getattr(figure, "value", None)
    return None if value is None else float(value)


def _same(one: object, other: object, part: float = _CLOSE_ENOUGH) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= part * max(1.0, abs(other))
    return one == other
