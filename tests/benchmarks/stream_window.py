"""Child: the real window on a real workspace while prices stream in; tells how its thread fared.

What is streamed comes from a thread of this process, or through a socket from another one (STREAM_PORT).
"""

import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer

from screener.domain.quote import Quote, QuoteBatch, Tick
from screener.providers.provider import ProviderEntry, StreamState
from tests.benchmarks.resident import resident_mb
from tests.benchmarks.stopwatch import tell
from tests.benchmarks.window_hook import run_app

if TYPE_CHECKING:
    from typing import Any

PORT = "STREAM_PORT"
PHASES = "STREAM_PHASES"
"""JSON: [[name, updates a second, seconds], ...]."""
SIZE = (1920, 1080)
SETTLE_S = 4.0
PUMP_S = 0.005


def utc_now() -> datetime:
    return datetime.now(UTC)


class Pump:
    """A stream of made-up trades from a thread of its own."""

    def __init__(self, on_tick: Callable[[Tick], None], on_state: Callable[[StreamState], None]) -> None:
        self._on_tick = on_tick
        self._symbols: Sequence[str] = ()
        self._thread: threading.Thread | None = None
        self.processor_s = 0.0
        on_state(StreamState(connected=True))

    def follow(self, symbols: Sequence[str]) -> None:
        self._symbols = tuple(symbols)

    def play(self, rate: int, seconds: float) -> None:
        self._thread = threading.Thread(target=self._run, args=(rate, seconds))
        self._thread.start()

    def close(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def _run(self, rate: int, seconds: float) -> None:
        dice = random.Random(7)
        began = time.monotonic()
        worked = time.thread_time()
        sent = 0
        while (passed := time.monotonic() - began) < seconds:
            due = int(passed * rate)
            now = utc_now()
            for _ in range(due - sent):
                price = Decimal(dice.randrange(9_000, 11_000)) / 100
                self._on_tick(Tick(dice.choice(self._symbols), price, "USD", now, now, "regular"))
            sent = due
            time.sleep(PUMP_S)
        self.processor_s += time.thread_time() - worked


class Source:
    """Quotes of everything, and a stream."""

    name = "Yahoo Finance"
    hosts = ("query2.finance.yahoo.com",)

    def __init__(self) -> None:
        self.pump: Pump | None = None
        self.asked = self.heard = 0

    def quotes(self, symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> QuoteBatch:
        self.asked += 1
        now = utc_now()
        quotes = tuple(
            Quote(
                symbol=symbol,
                price=Decimal(100),
                currency="USD",
                at=now,
                fetched_at=now,
                source=self.name,
                quote_type="EQUITY",
                market_state="regular",
                previous_close=Decimal(99),
                change_fraction=Decimal("0.0101"),
                delayed_by_minutes=0,
            )
            for symbol in symbols
        )
        return QuoteBatch(quotes, (), now)

    def stream(
        self,
        on_tick: Callable[[Tick], None],
        on_state: Callable[[StreamState], None] = lambda _state: None,
        expects_news: Callable[[], bool] = lambda: True,
    ) -> object:
        def counted(tick: Tick) -> None:
            self.heard += 1
            on_tick(tick)

        port = os.environ.get(PORT)
        if port is None:
            self.pump = Pump(counted, on_state)
            return self.pump
        return through_a_socket(int(port), counted, on_state, expects_news)

    def close(self) -> None:
        """Nothing to give back."""


def through_a_socket(
    port: int,
    on_tick: Callable[[Tick], None],
    on_state: Callable[[StreamState], None],
    expects_news: Callable[[], bool],
) -> object:
    """The app's own client on a server of another process."""
    from screener.providers.yahoo.quotes import Listing
    from screener.providers.yahoo.stream import StreamSurroundings, YahooStream

    listing = Listing("USD", Decimal(100))
    around = StreamSurroundings(utc_now, lambda _name: listing, address=f"ws://127.0.0.1:{port}/?version=2")
    return YahooStream(around, on_tick, on_state, expects_news)


class Watcher(QObject):
    """A timer of a millisecond that notes how late it is, and counts of what is painted."""

    def __init__(self, window: "Any", source: Source) -> None:
        super().__init__(window)
        self._window, self._source = window, source
        self._since = QElapsedTimer()
        self._gaps: list[float] = []
        self._work: list[float] = []
        self._paints = self._cells = self._judged = 0
        self._heart = QTimer(self)
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.setInterval(1)
        self._heart.timeout.connect(self._beat)
        self._phases = [tuple(each) for each in json.loads(os.environ[PHASES])]
        self._results: list[dict[str, object]] = []
        self._table = window.panels["holdings"].table
        self._table.view.viewport().installEventFilter(self)
        self._table.model.dataChanged.connect(self._count_cells)
        window.session.assessment_changed.connect(self._count_judged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._paints += 1
        return False

    def _count_cells(self, *_: object) -> None:
        self._cells += 1

    def _count_judged(self, _assessment: object) -> None:
        self._judged += 1

    def _beat(self) -> None:
        self._gaps.append(self._since.nsecsElapsed() / 1e6)
        self._since.restart()
        worked = time.thread_time()
        self._work.append((worked - self._worked_then) * 1000)
        self._worked_then = worked

    def begin(self) -> None:
        name, rate, seconds = self._phases[0]
        self._gaps, self._work, self._paints, self._cells, self._judged = [], [], 0, 0, 0
        self._heard = self._source.heard
        self._pump_s = self._source.pump.processor_s if self._source.pump is not None else 0.0
        self._worked, self._all_worked = time.thread_time(), time.process_time()
        self._memory = resident_mb()
        self._began = time.monotonic()
        if rate and self._source.pump is not None:
            self._source.pump.play(rate, seconds)
        print(json.dumps({"phase": name, "rate": rate, "seconds": seconds}), file=sys.stderr, flush=True)
        self._worked_then = time.thread_time()
        self._since.start()
        self._heart.start()
        QTimer.singleShot(int(seconds * 1000), self, self.end)

    def end(self) -> None:
        self._heart.stop()
        pump, lasted = self._source.pump, time.monotonic() - self._began
        gaps = sorted(self._gaps)
        if pump is not None:
            pump.close()
        self._results.append(
            {
                "name": self._phases.pop(0)[0],
                "given": self._source.heard - self._heard,
                "seconds": lasted,
                "p50": median(gaps),
                "p99": gaps[int(len(gaps) * 0.99)],
                "max": gaps[-1],
                "worst": gaps[-8:],
                "work": sorted(self._work)[-8:],
                "over": sum(gap > 16 for gap in gaps),
                "paints": self._paints / lasted,
                "cells": self._cells,
                "judged": self._judged,
                "window": (time.thread_time() - self._worked) / lasted,
                "process": (time.process_time() - self._all_worked) / lasted,
                "pump": 0.0 if pump is None else (pump.processor_s - self._pump_s) / lasted,
                "grown_mb": resident_mb() - self._memory,
                "shown": len(self._table.model.all_rows()),
            }
        )
        if self._phases:
            QTimer.singleShot(300, self, self.begin)
        else:
            tell({"phases": self._results, "asked": self._source.asked, "memory": resident_mb()})
            self._window.close()


class Opener(QObject):
    """Goes to the holdings with the first of them in the Inspector once prices stream, and lets it settle."""

    def __init__(self, window: "Any", source: Source) -> None:
        super().__init__(window)
        self._window, self._source = window, source
        self._watcher: Watcher | None = None
        window.resize(*SIZE)
        window.session.assessment_changed.connect(self._on_assessment)

    def _on_assessment(self, assessment: "Any") -> None:
        window = self._window
        if self._watcher is not None or window.session.workspace.live.state is None:
            return
        window.show_panel("holdings")
        window.session.select("position", assessment.positions[0].key)
        self._watcher = Watcher(window, self._source)
        QTimer.singleShot(int(SETTLE_S * 1000), self._watcher, self._watcher.begin)


def main() -> int:
    from screener.services import opening

    source = Source()
    entry = ProviderEntry("stream", Source.hosts, lambda _surroundings: source)
    with mock.patch.object(opening, "PROVIDERS", (entry,)):
        return run_app(lambda window: Opener(window, source))


if __name__ == "__main__":
    sys.exit(main())
