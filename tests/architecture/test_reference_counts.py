"""No call into Qt changes how many references None, True and False have.

PySide6 6.12.0 on Python 3.11 fails this at once; that is why it is pinned out.
"""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.architecture.qt_call_kinds import KINDS
from tests.architecture.reference_probe import CALLS, drift, keep, lose

TOLERANCE = CALLS // 20
"""Caches of Python and Qt settle a few dozen references once; a fault makes at least one a call."""

GAINS = {"delete later"}
"""PySide6 6.11.3 keeps a reference to None here; a higher count takes no memory and ends nothing."""

counted = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None, True and False are not counted any more"
)


def _settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def test_there_are_kinds_enough() -> None:
    assert len(KINDS) >= 28


@counted
@pytest.mark.parametrize("kind", KINDS)
def test_the_counts_of_none_true_and_false_stay(kind: str, qapp: QApplication) -> None:
    moved = drift(KINDS[kind](), settle=_settle)
    assert {name: by for name, by in moved.items() if by < -TOLERANCE} == {}, "lost"
    if kind not in GAINS:
        assert {name: by for name, by in moved.items() if by > TOLERANCE} == {}, "gained"


@pytest.mark.parametrize(("fault", "sign"), [(lose, -1), (keep, 1)])
def test_the_probe_sees_a_fault(fault: object, sign: int) -> None:
    victim = object()
    assert drift(lambda: fault(victim), watched=(victim,)) == {repr(victim): sign * CALLS}


def test_the_probe_sees_no_fault_in_a_sound_call() -> None:
    victim = object()
    assert drift(lambda: str(victim), watched=(victim,)) == {repr(victim): 0}
