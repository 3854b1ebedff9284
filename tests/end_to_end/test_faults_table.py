"""The table of faults in README.md and the tests that prove it."""

import inspect
from types import ModuleType

from tests.end_to_end import (
    faults_table,
    test_feed_faults,
    test_filing_faults,
    test_statement_faults,
    test_stream_faults,
)

PROOFS: tuple[ModuleType, ...] = (
    test_feed_faults,
    test_filing_faults,
    test_statement_faults,
    test_stream_faults,
)


def test_every_row_has_its_test_and_every_test_its_row() -> None:
    proven: dict[str, str] = {}
    for module in PROOFS:
        for name, test in inspect.getmembers(module, inspect.isfunction):
            proven |= dict.fromkeys(faults_table.proven_by(test), name)
    listed = faults_table.listed()
    assert len(listed) == len(set(listed))
    assert set(listed) == proven.keys()
    assert all(name.startswith("test_") for name in proven.values()), "pytest runs them"
    assert all(cell for row in faults_table.rows() for cell in row), "no cell is left empty"
