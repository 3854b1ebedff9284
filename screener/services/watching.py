"""Keeping watch: the baseline an assessment is held against, and what becomes of the changes."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

from screener.domain.alert import AlertRecord, ChangeKind
from screener.domain.assessment import Assessment
from screener.wording import sentence

if TYPE_CHECKING:
    from screener.domain.watch.compare import Change, Comparison

LIVE_MODES = frozenset({"live", "delayed"})


class Alert(msgspec.Struct, frozen=True):
    """An alert in words, as the window and the command line show it."""

    id: int
    at: datetime
    company: str
    symbol: str
    name: str
    screen: str
    before: str
    after: str
    kind: ChangeKind
    sentence: str
    detail: str
    read: bool


def worded(record: AlertRecord) -> Alert:
    """A stored record in the current language; a data change says what differs."""
    text = sentence(record.message)
    if record.why is not None:
        text = f"{text} {sentence(record.why)}"
    return Alert(
        id=record.id,
        at=record.at,
        company=record.company,
        symbol=record.symbol,
        name=record.name,
        screen=record.screen,
        before=record.before,
        after=record.after,
        kind=record.kind,
        sentence=text,
        detail=sentence(record.detail),
        read=record.read,
    )


class AlertStore(Protocol):
    """Where the history is kept."""

    def add(self, alerts: Iterable[AlertRecord]) -> tuple[AlertRecord, ...]:
        """Keep these records; returns them with their ids."""
        ...

    def alerted_since(self, portfolio: str, since: datetime) -> frozenset[tuple[str, str, str]]:
        """(company, screen, after) of every alert of a portfolio raised since then."""
        ...


class Watch:
    """Compares each new live assessment with the last live one.

    The first live assessment of a portfolio is the baseline, so opening the app never alerts. An
    answer that flickers between two severities raises each of them once a day.
    """

    def __init__(self, store: AlertStore) -> None:
        self._store = store
        self._baselines: dict[str, Assessment] = {}

    def observe(self, assessment: Assessment) -> tuple[AlertRecord, ...]:
        """What changed since the baseline, stored; the assessment is the new baseline.

        One on old prices is not held against anything: it would only repeat what is known.
        """
        from screener.domain.watch.compare import compare

        if assessment.mode not in LIVE_MODES:
            return ()
        baseline = self._baselines.get(assessment.portfolio_key)
        kept = () if baseline is None else keep(compare(baseline, assessment), assessment, self._store)
        # Only now: what could not be stored is found again by the next comparison.
        self._baselines[assessment.portfolio_key] = assessment
        return kept


def keep(comparison: "Comparison", assessment: Assessment, store: AlertStore) -> tuple[AlertRecord, ...]:
    """Store what a comparison found; an alert that was raised already today is left out."""
    midnight = assessment.made_at.replace(hour=0, minute=0, second=0, microsecond=0)
    known = store.alerted_since(assessment.portfolio_key, midnight)
    fired = [
        change for change in comparison.alerts if (change.company, change.screen, change.after) not in known
    ]
    changes = [*fired, *comparison.data_changed]
    return store.add([_record(change, assessment) for change in changes]) if changes else ()


def _record(change: "Change", assessment: Assessment) -> AlertRecord:
    """A change as an entry of the history; data changes are born read."""
    return AlertRecord(
        at=assessment.made_at,
        portfolio=assessment.portfolio_key,
        company=change.company,
        symbol=change.symbol,
        name=change.name,
        screen=change.screen,
        before=change.before,
        after=change.after,
        kind=change.kind,
        message=change.message,
        detail=change.detail,
        why=change.why,
        read=change.kind == "data_changed",
    )
