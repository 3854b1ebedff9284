"""The figures of the soak against what they may be."""

from datetime import timedelta
from typing import NamedTuple

from tests.benchmarks.measurement import Measurement
from tests.benchmarks.soak_market import HOLDINGS
from tests.benchmarks.soak_record import Record

GROWTH_MB = 6.0
"""Resident memory may wander by as much once it is warm; it must not climb."""
_WARM_AFTER = 0.25
_CRUMB_KINDS = ("429 on the crumb", "429 storm", "401 invalid crumb", "old crumb")
_MOST_FOR_A_QUESTION = 8
"""Requests one question may cost when cookie and crumb have to be had anew."""
_A_START = 4
"""Cookie, consent and crumb of a new run, and what was left out of its first answer asked for again."""


class Taken(NamedTuple):
    """Real seconds a run took, and seconds of processor time."""

    real: float
    processor: float


def measurements(length: timedelta, record: Record, taken: Taken) -> list[Measurement]:
    """One line each; a verdict where there is a bound."""
    hours = length.total_seconds() / 3600
    return [
        Measurement(
            "market time", f"{hours:g} h", f"in {taken.real:.0f} s, {taken.processor:.0f} s of work", "",
            "< 180 s", taken.real < 180,
        ),
        Measurement("starts of the app, rounds", f"{record.starts}, {record.rounds:,}"),
        *_correctness(record),
        *_requests(record),
        *_faults(record),
        *_growth(record),
    ]  # fmt: skip


def _correctness(record: Record) -> list[Measurement]:
    false, wrong = record.false_alerts, [*record.wrong, *record.final]
    return [
        _nothing("prices shown in all rounds, wrong", len(record.wrong), record.compared),
        _nothing("figures at the end, wrong", len(record.final), record.final_compared),
        _nothing("late prices of the stream, shown", record.late_shown, record.late),
        Measurement("alerts raised rightly", str(len(record.alerts)), "", "", "1", len(record.alerts) == 1),
        _nothing("alerts raised falsely", len(false), len(false) + len(record.alerts)),
        *[Measurement(f"  {text}", "") for text in (*false[:5], *wrong[:5])],
        Measurement("changes of the data listed, no alert", str(record.data_changes)),
    ]


def _nothing(name: str, bad: int, of: int) -> Measurement:
    return Measurement(name, str(bad), f"of {of:,}", "", "0", bad == 0)


def bound(record: Record) -> int:
    """The most requests there may have been: one a round, and what renewing crumbs may cost on top."""
    crumbs = sum(record.rounds_by_kind[kind] for kind in _CRUMB_KINDS)
    halves = record.rounds_by_kind["half the symbols"] + record.rounds_by_kind["texts for numbers"]
    return (
        record.rounds
        + (_MOST_FOR_A_QUESTION - 1) * crumbs
        + halves
        + _A_START * record.starts
        + record.statements
        + 1  # the chart
    )


def _requests(record: Record) -> list[Measurement]:
    total, most = record.sent.total(), bound(record)
    return [
        Measurement(
            "requests", f"{total:,}", f"{record.rounds:,} rounds", f"{total / record.rounds:.2f}x",
            f"<= {most:,}", total <= most,
        ),
        *[Measurement(f"  {host}", f"{count:,}") for host, count in sorted(record.sent.items())],
        Measurement(
            "statements asked for", str(record.statements), f"{HOLDINGS} holdings", "",
        ),
        Measurement("prices told by the stream", f"{record.told:,}"),
    ]  # fmt: skip


def _faults(record: Record) -> list[Measurement]:
    lines = [
        Measurement(
            "longest time without fresh prices, no fault", _seconds(record.longest_calm), "", "",
            "<= 32 s", record.longest_calm <= timedelta(seconds=32),
        ),
        Measurement("faults", str(sum(record.spells_by_kind.values())), "longest until fresh again"),
    ]  # fmt: skip
    for kind, count in sorted(record.spells_by_kind.items()):
        recovery = record.slowest_recovery.get(kind)
        lines.append(Measurement(f"  {kind}", str(count), "-" if recovery is None else _seconds(recovery)))
    lines.append(Measurement("rounds that failed", str(record.rounds_failed.total())))
    return [*lines, *(Measurement(f"  {why}", str(n)) for why, n in sorted(record.rounds_failed.items()))]


def _seconds(time: timedelta) -> str:
    return f"{time.total_seconds():,.0f} s"


def _growth(record: Record) -> list[Measurement]:
    samples = record.samples
    warm = samples[int(len(samples) * _WARM_AFTER) :]
    if len(warm) < 2:
        return []
    third = max(1, len(warm) // 3)
    earlier, later = warm[:third], warm[-third:]
    first, last = (max(one.resident_mb for one in part) for part in (earlier, later))
    most_files, more_files = (max(one.files for one in part) for part in (earlier, later))
    objects = warm[-1].objects - warm[0].objects
    threads = {one.threads for one in warm}
    path = ", ".join(f"{one.resident_mb:.0f}" for one in samples[:: max(1, len(samples) // 12)])
    return [
        Measurement(
            "memory once warm, most in the last third and the first", f"{last:.0f} MB", f"{first:.0f} MB",
            f"{last - first:+.1f} MB", f"<= +{GROWTH_MB:g} MB", last - first <= GROWTH_MB,
        ),
        Measurement(f"  on the way: {path}", ""),
        Measurement("objects of Python, more", f"{objects:+,}", f"{warm[0].objects:,}"),
        Measurement("threads", _range(threads), "", "", "constant", len(threads) == 1),
        Measurement(
            "open files, most", str(more_files), str(most_files), "", "no more", more_files <= most_files
        ),
    ]  # fmt: skip


def _range(found: set[int]) -> str:
    return str(min(found)) if len(found) == 1 else f"{min(found)} to {max(found)}"
