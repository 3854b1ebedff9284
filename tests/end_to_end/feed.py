"""A window on a market of its own, where time passes when it is told to: for trying out faults of a feed."""

import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from unittest import mock

from screener.services.holding_input import HoldingDraft
from screener.services.opening import open_workspace
from screener.settings.schema import Value
from tests.end_to_end.window import Window
from tests.fakes.edgar import FakeSec
from tests.fakes.yahoo_data import FakeMarket
from tests.fakes.yahoo_world import YahooWorld

START = datetime(2026, 10, 13, 14, 0, tzinfo=UTC)
"""A Tuesday on which New York has just opened and London has not closed."""
_BEHIND = timedelta(seconds=60)
"""The market's clock is that much behind the window's: nothing is ever quoted from the future."""
_LONG_ENOUGH = (0, 65, 2 * 3600)
"""Seconds to let pass, one after the other, until every pause of what was tried before is over."""

_PATIENCE_S = 30.0
HOLDINGS = ("NVDA", "MSFT", "KO", "JNJ", "PENCE.L", "ADRX")
QUOTES_ONLY: Mapping[str, Value] = {"live_stream": False, "read_statements": False}
Shown = dict[str, Any]


class Feed:
    """World and window together; `asked` counts the requests since `forget`."""

    def __init__(
        self,
        folder: Path,
        *,
        holdings: Sequence[str] = HOLDINGS,
        settings: Mapping[str, Value] = QUOTES_ONLY,
        online: bool = True,
    ) -> None:
        self._passed = 0.0
        self._began = time.monotonic()
        self.market = FakeMarket(now=self._now)
        self.sec = FakeSec(time.monotonic)
        self.sec.__enter__()
        self.world = YahooWorld(folder, self.market, sec=self.sec)
        self.world.streamer.now = self._now
        self.world.__enter__()
        if not online:
            self.world.offline()
        home = {"RINGFENCE_HOME": str(folder / "home")}
        with mock.patch.dict(os.environ, home):
            _furnish(holdings, settings)
        self.window = Window({**self.world.environment, **home}, START.isoformat())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.world.yahoo.heal()
        self.sec.heal()
        try:
            self.window.close()
        finally:
            self.world.__exit__(*error)
            self.sec.__exit__(*error)

    @property
    def yahoo(self) -> Any:
        return self.world.yahoo

    @property
    def asked(self) -> dict[str, int]:
        """Requests by endpoint of Yahoo, and to the SEC."""
        asked = Counter(request.endpoint or request.path for request in self.yahoo.requests)
        return dict(asked) | ({"sec": len(self.sec.requests)} if self.sec.requests else {})

    def forget(self) -> None:
        self.yahoo.forget()
        self.sec.forget()

    def refreshed(self) -> Shown:
        """What is shown after asking for quotes."""
        return self.window.refreshed()

    def pass_time(self, seconds: float) -> Shown:
        """What is shown after that time, the window untouched."""
        self._passed += seconds
        return self.window.do("advance", seconds)

    def until(self, seen: Callable[[Shown], bool], what: str) -> Shown:
        """What is shown as soon as that is seen, without anything being asked for."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            shown = self.window.do("tell")
            if seen(shown):
                return shown
        raise AssertionError(f"{what}: {shown}")

    def live(self) -> Shown:
        """What is shown once everything is well again, whatever was tried before."""
        self.yahoo.heal()
        self.sec.heal()
        self.world.names_are_lost = False
        self.world.online()
        for seconds in _LONG_ENOUGH:
            if seconds:
                self.pass_time(seconds)
            shown = self.refreshed()
            if shown["mode"] == shown["badge"] == "live" and not shown["reason"].startswith("Yahoo Finance "):
                self.forget()
                return shown
        raise AssertionError(f"not live again: {shown['mode']}, {shown['reason']}")

    def _now(self) -> datetime:
        return START - _BEHIND + timedelta(seconds=time.monotonic() - self._began + self._passed)


def _furnish(holdings: Sequence[str], settings: Mapping[str, Value]) -> None:
    """A portfolio of these and these settings, as yesterday's use has left them."""
    with open_workspace(offline=True) as workspace:
        workspace.open(workspace.create("Mine", "USD"))
        for symbol in holdings:
            workspace.add_holding(HoldingDraft(symbol, "10", "1000", "USD"))
        for key, value in settings.items():
            workspace.set_setting(key, value)


def price(shown: Shown, symbol: str = "NVDA") -> tuple[float | None, str]:
    """The price shown for a holding and where it is from."""
    row = shown["rows"][symbol]
    return row["price"], row["origin"]
