"""Importing after Qt: no source is read and kept, and Qt goes on working. Each in a process of its own."""

import subprocess
import sys
from textwrap import dedent


def run(code: str) -> list[str]:
    """The lines a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_modules_imported_afterwards_are_not_read() -> None:
    printed = run(
        """
        import linecache
        import PySide6
        from screener.ui.qt_imports import leave_imports_alone
        before = set(linecache.cache)
        print(leave_imports_alone())
        import PySide6.QtWidgets
        from screener.domain.assessment import Assessment
        print(len(set(linecache.cache) - before))
        """
    )
    assert printed == ["True", "0"]


def test_without_it_they_are_read() -> None:
    printed = run(
        """
        import linecache
        import PySide6.QtCore
        before = set(linecache.cache)
        from screener.domain.assessment import Assessment
        print(any("assessment" in path for path in set(linecache.cache) - before))
        """
    )
    assert printed == ["True"], "PySide6 has changed; qt_imports may be of no more use"


def test_signals_slots_and_overrides_work_afterwards() -> None:
    printed = run(
        """
        import PySide6
        from screener.ui.qt_imports import leave_imports_alone
        leave_imports_alone()
        from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

        class Heard(QObject):
            told = Signal(int)

            def event(self, event):
                print("event")
                return super().event(event)

        application = QCoreApplication([])
        heard = Heard()
        heard.told.connect(print)
        heard.told.emit(3)
        QCoreApplication.sendEvent(heard, QEvent(QEvent.Type.User))
        """
    )
    assert printed == ["3", "event"]


def test_nothing_is_given_back_twice_and_no_other_function_is_replaced() -> None:
    printed = run(
        """
        import builtins
        from screener.ui.qt_imports import leave_imports_alone
        print(leave_imports_alone())
        import PySide6
        pysides = builtins.__import__

        def other(*arguments, **named):
            return pysides(*arguments, **named)

        builtins.__import__ = other
        print(leave_imports_alone(), builtins.__import__ is other)
        builtins.__import__ = pysides
        print(leave_imports_alone(), leave_imports_alone())
        """
    )
    assert printed == ["False", "False", "True", "True", "False"]
