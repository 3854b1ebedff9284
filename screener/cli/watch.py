"""`ringfence watch`: what changed since the last look; exit code 1 when an alert fired."""

import argparse
import sys
from contextlib import suppress
from datetime import timedelta
from time import sleep
from typing import Any

from screener.cli.command import (
    DONE,
    FIRED,
    NOTHING,
    Command,
    add_format,
    add_offline,
    note,
    print_csv,
    print_json,
    print_table,
)
from screener.domain.assessment import PositionResult
from screener.domain.figure import Figure, Unknown
from screener.services.opening import open_workspace, utc_now
from screener.services.rounds import RefreshOutcome, pause_after
from screener.services.watching import Alert
from screener.translation import translate
from screener.wording import sentence


def _arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument(
        "--once",
        action="store_true",
        help=translate("cli", "look once and leave; otherwise until interrupted"),
    )
    add_offline(part)
    add_format(part)


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


def _fired(alert: Alert) -> dict[str, Any]:
    return {
        "rule": alert.screen,
        "symbol": alert.symbol,
        "before": alert.before,
        "after": alert.after,
        "sentence": f"{alert.sentence} {alert.detail}",
    }


def _why_skipped(position: PositionResult, outcome: RefreshOutcome) -> str:
    if outcome.failed is not None:
        return sentence(outcome.failed)
    if isinstance(position.price, Unknown):
        return sentence(position.price.reason)
    return translate("cli", "no new quote; the last price known was used")


def _run(options: argparse.Namespace) -> int:
    if options.once:
        return _look(options)[0]
    codes = set()
    with suppress(KeyboardInterrupt):
        while True:
            code, pause = _look(options)
            codes.add(code)
            # The user's files are free for the window between two looks.
            sleep(pause.total_seconds())
    return FIRED if FIRED in codes else NOTHING if codes == {NOTHING} else DONE


def _look(options: argparse.Namespace) -> tuple[int, timedelta]:
    """One look; returns its exit code and how long to wait before the next."""
    with open_workspace(offline=options.offline) as workspace:
        if workspace.cannot_store is not None:
            note(workspace.cannot_store)
        outcome = workspace.look()
        interval = timedelta(seconds=float(workspace.setting("quotes_interval_seconds")))
    _print(outcome, options.format, one_line=not options.once)
    return _code(outcome), pause_after(outcome, interval, utc_now())


def _print(outcome: RefreshOutcome, form: str, *, one_line: bool) -> None:
    result = as_dict(outcome)
    if form == "json":
        print_json(result, one_line=one_line)
    elif form == "csv":
        print_csv(_header(), _rows(result))
    elif result["fired"]:
        print_table(_header(), _rows(result))
    else:
        note(translate("cli", "Nothing changed."))
    sys.stdout.flush()


def _header() -> list[str]:
    return [
        translate("cli", "Symbol"),
        translate("cli", "Screen"),
        translate("cli", "Before"),
        translate("cli", "After"),
        translate("cli", "What changed"),
    ]


def _rows(result: dict[str, Any]) -> list[list[str]]:
    return [
        [entry["symbol"], entry["rule"], entry["before"], entry["after"], entry["sentence"]]
        for entry in result["fired"]
    ]


def _code(outcome: RefreshOutcome) -> int:
    """Whether an alert fired, and whether there was any price at all to look at."""
    if outcome.alerts:
        return FIRED
    rows = [*outcome.assessment.positions, *outcome.assessment.watchlist]
    asked = [row for row in rows if row.kind != "cash"]
    return NOTHING if asked and not any(isinstance(row.price, Figure) for row in asked) else DONE


WATCH = Command(
    "watch", lambda: translate("cli", "look for changed findings since the last look"), _arguments, _run
)
