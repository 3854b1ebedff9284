"""The window under command: what it is told to do, and what it shows of its rows."""

import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TextIO

from PySide6.QtCore import QObject, QTimer, Signal

from screener.domain.assessment import Assessment, PositionResult
from screener.domain.figure import Figure
from screener.services.opening import open_workspace
from screener.services.workspace import Workspace
from screener.settings.schema import Value
from screener.ui.application import Desk, create_application
from screener.wording import sentence

_LOOK_MS, _QUIET_LOOKS = 15, 3


class Passing(Protocol):
    """Clocks that can be told to let time pass."""

    def wall(self) -> datetime: ...

    def advance(self, seconds: float) -> None: ...


class Teller(QObject):
    """Obeys one command after the other and tells what is shown once nothing is under way."""

    given = Signal(str)

    def __init__(self, clocks: Passing, workspace: Workspace, desk: Desk, started: float) -> None:
        super().__init__()
        self._clocks, self._workspace, self._desk, self._started = clocks, workspace, desk, started
        self._number = 0
        self._quiet = 0
        self._closes: list[float] = []
        self._for_all = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self.given.connect(self._obey)

    def tell(self, kind: str) -> None:
        """One line on stdout."""
        session = self._desk.session
        assessment = session.assessment
        fresh = session.freshness
        line: dict[str, Any] = {
            "kind": kind,
            "number": self._number,
            "after": time.time() - self._started,
            "badge": fresh.mode,
            "reason": fresh.reason,
            "mode": assessment.mode if assessment else None,
            "rows": {row.symbol: _row(row) for row in assessment.positions} if assessment else {},
            "companies": _companies(assessment) if assessment else {},
            "closes": self._closes,
            "hosts": {host.name: host.failure for host in self._workspace.hosts()},
            "alerts": len([alert for alert in self._workspace.alerts() if alert.kind == "alert"]),
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def settle(self) -> None:
        """Tell as soon as nothing is under way that the window waits for, or nothing at all (`finish`)."""
        self._quiet = 0
        self._look.start()

    def _on_look(self) -> None:
        desk = self._desk
        idle = desk.pool.idle and not desk.session.busy and (desk._background.idle or not self._for_all)
        self._quiet = self._quiet + 1 if idle else 0
        if self._quiet >= _QUIET_LOOKS:
            self._look.stop()
            self.tell("settled")

    def _obey(self, line: str) -> None:
        word, *more = line.split()
        if word == "quit":
            self._desk.window.close()
            return
        self._number += 1
        self._for_all = word == "finish"
        _COMMANDS[word](self, *more)
        self.settle()

    def refresh(self) -> None:
        self._desk.session.refresh()

    def advance(self, seconds: str) -> None:
        self._clocks.advance(float(seconds))

    def chart(self, symbol: str) -> None:
        chart = self._workspace.price_chart(symbol, "1y")
        self._closes = [] if chart is None else list(chart.closes.values)

    def set(self, key: str, value: str) -> None:
        plain: Value = {"on": True, "off": False}.get(value, value)
        self._desk.session.set_setting(key, plain)

    def nothing(self) -> None:
        """What is shown is told anyway."""


_COMMANDS: dict[str, Callable[..., None]] = {
    "refresh": Teller.refresh,
    "advance": Teller.advance,
    "chart": Teller.chart,
    "set": Teller.set,
    "tell": Teller.nothing,
    "finish": Teller.nothing,
}


def _row(row: PositionResult) -> dict[str, Any]:
    price = row.price if isinstance(row.price, Figure) else None
    return {
        "price": None if price is None else float(price.value),
        "currency": None if price is None else price.currency,
        "origin": row.price_origin,
        "value": float(row.value.value) if isinstance(row.value, Figure) else None,
        "change": None if row.change is None else float(row.change),
        "company": row.company,
        "notes": [sentence(note) for note in row.notes],
    }


def _companies(assessment: Assessment) -> dict[str, Any]:
    """Findings by screen, and main figures by name, of every company."""
    return {
        company.key: {
            "findings": {
                finding.screen: {
                    "state": finding.state,
                    "severity": finding.severity,
                    "value": None if finding.value is None else float(finding.value.value),
                    "sentence": sentence(finding.message),
                }
                for finding in company.findings
            },
            "facts": {
                fact.name: [float(fact.value), fact.currency, fact.source.title, fact.period]
                for fact in company.facts
            },
        }
        for company in assessment.companies
    }


def run(clocks: Passing, started: float, commands: TextIO) -> int:
    """The window from its opening to its end; returns the exit code."""
    application = create_application(())
    workspace = open_workspace(offline=False, clock=clocks.wall)
    desk = Desk(application, workspace)
    desk.session.now = clocks.wall
    teller = Teller(clocks, workspace, desk, started)

    def listen() -> None:
        for line in commands:
            teller.given.emit(line.strip())

    threading.Thread(target=listen, daemon=True).start()

    def painted() -> None:
        teller.tell("painted")
        teller.settle()

    desk.show(painted)
    code = application.exec()
    desk.close()
    workspace.close()
    return code
