"""A day of market time against a market that moves and a feed that fails, by clocks that are moved.

Run: python -m tests.benchmarks soak. The real program from its workspace down, with the real yfinance; only
time, the market and the wire are fakes. It restarts now and then with the same home.
"""

import logging
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from tests.benchmarks.measurement import Measurement, print_table
from tests.benchmarks.soak_faults import KINDS, Kind, Scene, spells
from tests.benchmarks.soak_market import HOLDINGS, SPLITTING, SoakMarket
from tests.benchmarks.soak_record import Record
from tests.benchmarks.soak_report import Taken, measurements
from tests.benchmarks.soak_stream import SoakStream
from tests.benchmarks.soak_wire import Wire
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo

if TYPE_CHECKING:
    from screener.domain.quote import Tick
    from screener.providers.provider import Provider, Stream, StreamState, Surroundings
    from screener.services.workspace import Workspace

START = datetime(2026, 10, 13, 12, 0, tzinfo=UTC)
"""A Tuesday, early session in New York."""
SEED = 5
_QUANTITY = 10
_INTERVAL = timedelta(seconds=30)
_STATEMENTS_EVERY = timedelta(hours=1)


class Plan(NamedTuple):
    """How long, from when, with which faults, and what happens on the way (after how long)."""

    start: datetime = START
    length: timedelta = timedelta(hours=24)
    kinds: tuple[Kind, ...] = KINDS
    calm_s: tuple[float, float] = (240, 900)
    first: timedelta = timedelta(minutes=5)
    quiet: timedelta = timedelta(minutes=65)
    news: timedelta = timedelta(hours=4, minutes=3)
    ending: timedelta = timedelta(hours=6, minutes=1)
    split: timedelta = timedelta(hours=17)
    restarts: tuple[timedelta, ...] = tuple(timedelta(hours=hours) for hours in (2.2, 7.1, 13.4, 20.6))
    seed: int = SEED
    holdings: int = HOLDINGS
    sample_every: timedelta = timedelta(minutes=30)


class Soak:
    """One run; `record` is what was seen."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.clocks = Clocks(plan.start)
        self.market = SoakMarket(self.clocks, plan.seed, plan.holdings)
        self.market.report_in_halves()
        self.end = plan.start + plan.length
        # No longer pause follows a fault than an hour; at the end everything must be well.
        last = self.end - plan.quiet
        self.spells = spells(plan.start + plan.first, last, plan.seed, plan.kinds, plan.calm_s)
        self.record = Record(self.market, self.spells)
        self._random = random.Random(plan.seed)
        self._streams: list[SoakStream] = []
        self._sampled = self._read = self._next_round = plan.start
        self._due = self._events()

    def _events(self) -> list[tuple[datetime, int, Callable[[], object]]]:
        """What happens and when, in order; the number keeps what falls together in its order."""
        plan, market = self.plan, self.market
        planned: list[tuple[datetime, Callable[[], object]]] = [
            (plan.start + plan.news, market.cut_earnings),
            (plan.start + plan.ending, market.end),
            (plan.start + plan.split, market.split),
            *[(plan.start + after, self._restart) for after in plan.restarts],
        ]
        for spell in self.spells:
            planned.append((spell.begin, lambda kind=spell.kind: kind.begin(self.scene)))  # type: ignore[misc]
            planned.append((spell.end, self._heal))
        return sorted((at, number, event) for number, (at, event) in enumerate(planned))

    def _heal(self) -> None:
        self.scene.heal()

    def run(self) -> Record:
        """Everything from the first start of the app to the last refresh."""
        with FakeYahoo(self.market) as yahoo, TemporaryDirectory() as home, _home(home):
            self.scene = Scene(yahoo, Wire(yahoo, self.clocks), self.market)
            self.record.sent = self.scene.wire.sent
            self.workspace = self._opened(first=True)
            try:
                while self.clocks.now < self.end:
                    self._step()
                self.scene.heal()
                self._round()
                chart = self.workspace.price_chart(SPLITTING, "1y")
                self.record.finish(self.workspace.last, chart)
                self._count_told()
            finally:
                self.workspace.close()
        return self.record

    def _step(self) -> None:
        """What is due, one round, what else the app does now and then, and the pause after it."""
        self._happen()
        pause = self._round()
        if self.clocks.now >= self._read:
            # Rounds go on meanwhile; the pause of the last one has passed by then.
            self._read_statements()
            pause = timedelta(seconds=1)
        now = self.clocks.now
        if now - self._sampled >= self.plan.sample_every:
            self._sampled = now
            self.record.note_asked(self.scene.yahoo.requests)
            self.scene.yahoo.forget()  # the fake must not be what grows
            self.record.sample(now - self.plan.start)
        self.clocks.advance(pause.total_seconds())

    def _happen(self) -> None:
        while self._due and self._due[0][0] <= self.clocks.now:
            self._due.pop(0)[2]()

    def _round(self) -> timedelta:
        """One refresh; how long the app then waits."""
        from screener.services.rounds import pause_after

        self.market.move()
        for stream in self._streams:
            stream.tell()
            self.record.told_prices |= stream.prices
        began = self.clocks.now
        outcome = self.workspace.refresh()
        self.record.round(began, self.clocks.now, outcome)
        return max(pause_after(outcome, _INTERVAL, self.clocks.now), timedelta(seconds=1))

    def _read_statements(self) -> None:
        """As the window does: every hour what is due, later when the source wants it so."""

        workspace = self.workspace

        def wait(seconds: float) -> bool:
            self.clocks.advance(seconds)
            if self.clocks.now >= self._next_round:
                self._happen()
                self._next_round = self.clocks.now + self._round()
            return self.workspace is not workspace

        self._next_round = self.clocks.now + _INTERVAL
        outcome = workspace.refresh_statements(wait)
        self.record.statements += outcome.asked
        if self.workspace is not workspace:
            return  # it was closed on the way
        self._read = self.clocks.now + _STATEMENTS_EVERY
        if outcome.retry_at is not None:
            self._read = max(outcome.retry_at, self.clocks.now + timedelta(minutes=10))

    def _restart(self) -> None:
        self._count_told()
        self.workspace.close()
        self.workspace = self._opened(first=False)
        self._read = self.clocks.now

    def _count_told(self) -> None:
        for stream in self._streams:
            self.record.told += stream.told
            self.record.late += stream.late
        self._streams.clear()

    def _opened(self, *, first: bool) -> "Workspace":
        """The workspace as a new process finds it."""
        from screener.providers.provider import ProviderEntry
        from screener.providers.yahoo.provider import HOSTS
        from screener.services import opening
        from screener.services.holding_input import HoldingDraft
        from tests.fakes.yahoo_session import fresh_yfinance

        fresh_yfinance()
        self.record.starts += 1
        with mock.patch.object(opening, "PROVIDERS", (ProviderEntry("yahoo", HOSTS, self._yahoo),)):
            workspace = opening.open_workspace(offline=False, clock=self.clocks.wall)
        if first:
            workspace.open(workspace.create("Soak", "USD"))
            for symbol in self.market.symbols:
                currency = self.market.currency(symbol)
                workspace.add_holding(HoldingDraft(symbol, str(_QUANTITY), "1000", currency))
        workspace.live.start(lambda: None)
        return workspace

    def _yahoo(self, surroundings: "Surroundings") -> "Provider":
        """The app's own source, on the wire of this run and with a stream of its own."""
        from screener.providers.yahoo.provider import YahooProvider
        from screener.providers.yahoo.transport import YahooTransport

        soak = self

        class SoakYahoo(YahooProvider):
            def stream(
                self,
                on_tick: "Callable[[Tick], None]",
                on_state: "Callable[[StreamState], None]" = lambda _state: None,
                expects_news: Callable[[], bool] = lambda: True,
            ) -> "Stream":
                made = SoakStream(soak.market, soak.clocks, soak.scene.wire, soak._random, on_tick, on_state)
                soak._streams.append(made)
                return made

        transport = YahooTransport(
            cache_folder=surroundings.cache_folder / "yahoo",
            clock=self.clocks.wall,
            monotonic=self.clocks.monotonic,
            session_factory=self.scene.wire.session,
            heard=surroundings.heard,
            is_off=surroundings.is_off,
            pauses=surroundings.pauses,
        )
        return SoakYahoo(transport, self.clocks.wall)


@contextmanager
def _home(folder: str) -> Iterator[None]:
    with mock.patch.dict(os.environ, {"RINGFENCE_HOME": folder}):
        yield


def measure(plan: Plan | None = None) -> list[Measurement]:
    """One run, every figure of it a line."""
    plan = plan or Plan()
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)  # what it has to say is among the faults
    began, worked = time.monotonic(), time.process_time()
    record = Soak(plan).run()
    taken = Taken(time.monotonic() - began, time.process_time() - worked)
    return measurements(plan.length, record, taken)


if __name__ == "__main__":
    print_table("A day of market time", measure())
