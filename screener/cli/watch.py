"""`ringfence watch`: what changed since the last look; exit code 1 when an alert fired."""

import argparse
import threading
from typing import Any

from screener.cli.command import Command, add_format, add_offline, note, print_csv, print_json, print_table
from screener.domain.assessment import PositionResult
from screener.domain.figure import Figure, Unknown
from screener.services.opening import open_workspace
from screener.services.watching import Alert
from screener.services.workspace import Alert, RefreshOutcome, Workspace
from screener.translation import translate
from screener.wording import sentence

FIRED, NO_DATA = 1, 3


def _arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("--once", action="store_true", help="look once and leave; otherwise until interrupted")
    add_offline(part)
    add_format(part)


def _fired(alert: Alert) -> dict[str, Any]:
    return {
        "rule": alert.screen,
        "symbol": alert.symbol,
        "before": alert.before,
        "after": alert.after,
        "sentence": f"{alert.sentence} {alert.detail}",
    }


def as_dict(outcome: RefreshOutcome) -> dict[str, Any]:
    """One look as plain values: what fired, what had no new price, what only the data changed."""
    assessment = outcome.assessment
    return {
        "as_of": assessment.as_of.isoformat(),
        "mode": assessment.mode,
        "fired": [_fired(alert) for alert in outcome.alerts],
        "skipped": [
            {"symbol": position.symbol, "reason": _why_skipped(position, outcome)}
            for position in (*assessment.positions, *assessment.watchlist)
            if position.kind != "cash" and position.price_origin != "live"
        ],
        "data_changed": [_fired(alert) for alert in outcome.data_changed],
    }


def _why_skipped(position: PositionResult, outcome: RefreshOutcome) -> str:
    if outcome.failed is not None:
        return sentence(outcome.failed)
    if isinstance(position.price, Unknown):
        return sentence(position.price.reason)
    return translate("cli", "no new quote; the last price known was used")


def _look(workspace: Workspace, form: str) -> tuple[RefreshOutcome, bool]:
    outcome = workspace.look()
    result = as_dict(outcome)
    if form == "json":
        print_json(result)
    else:
        rows = [
            [entry["symbol"], entry["rule"], entry["before"], entry["after"], entry["sentence"]]
            for entry in result["fired"]
        ]
        header = [translate("cli", text) for text in ("Symbol", "Screen", "Before", "After", "What changed")]
        (print_csv if form == "csv" else print_table)(header, rows)
        if not rows:
            note(translate("cli", "Nothing changed."))
    priced = any(
        isinstance(position.price, Figure)
        for position in (*outcome.assessment.positions, *outcome.assessment.watchlist)
    )
    return outcome, priced


def _run(options: argparse.Namespace) -> int:
    with open_workspace(offline=options.offline) as workspace:
        outcome, priced = _look(workspace, options.format)
        while not options.once:
            threading.Event().wait(float(workspace.setting("quotes_interval_seconds")))
            outcome, priced = _look(workspace, options.format)
    if outcome.alerts:
        return FIRED
    return 0 if priced else NO_DATA


WATCH = Command("watch", translate("cli", "look for changed findings since the last look"), _arguments, _run)
