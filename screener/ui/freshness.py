"""How fresh the figures are, in the few words of the badge."""

from datetime import datetime, timedelta
from typing import NamedTuple

from screener import wording
from screener.domain.assessment import Assessment, Mode
from screener.translation import translate
from screener.ui import formats


class Freshness(NamedTuple):
    """What the badge says: the mode, its short text and the reason behind it."""

    mode: Mode
    text: str
    reason: str


class Trouble(NamedTuple):
    """What went wrong in the last round, empty when nothing did, and when the next try may be."""

    failure: str = ""
    retry_at: datetime | None = None


def freshness_of(
    assessment: Assessment,
    *,
    now: datetime,
    answered_at: datetime | None,
    interval_s: int,
    trouble: Trouble,
    sources: str,
    streams: bool = False,
) -> Freshness:
    """The badge for `assessment` at `now`.

    `answered_at` is when this run got its last answer, `interval_s` the seconds between rounds while a
    market is open, `sources` what is said when there is no trouble to name. `streams`: prices come in as they
    are made, and their age says nothing.
    """
    mode: Mode = assessment.mode
    reason = trouble.failure
    if not reason and assessment.mode_reason is not None:
        reason = wording.sentence(assessment.mode_reason)
    if mode == "snapshot":
        text = translate("Freshness", "Snapshot · {day}").format(day=formats.day(assessment.as_of))
        return Freshness(mode, text, reason or sources)
    quoted_at = _quoted_at(assessment, answered_at)
    since = (now - quoted_at).total_seconds()
    if mode == "live" and _is_overdue(assessment, timedelta(seconds=interval_s), quoted_at, now):
        mode = "stale"
        reason = reason or translate("Freshness", "No answer has come for longer than planned.")
    if reason and trouble.retry_at is not None and trouble.retry_at > now:
        time = formats.moment(trouble.retry_at, now)
        reason = translate("Freshness", "{reason} Next try at {time}.").format(reason=reason, time=time)
    age = translate("Freshness", "streaming") if streams and mode == "live" else formats.age(since)
    return Freshness(mode, f"{wording.label('mode', mode)} · {age}", reason or sources)


def _is_overdue(assessment: Assessment, interval: timedelta, quoted_at: datetime, now: datetime) -> bool:
    from screener.domain.trading import answer_due

    return now > answer_due(assessment, interval, quoted_at)


def _quoted_at(assessment: Assessment, answered_at: datetime | None) -> datetime:
    if answered_at is not None:
        return answered_at
    times = [position.quoted_at for position in assessment.positions if position.quoted_at is not None]
    return max(times, default=assessment.made_at)
