"""The shipped ledger, read once for the tests that judge it."""

import pytest

from screener.domain.ring import ledger, loops
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.loops import LoopSearch
from screener.domain.universe import Universe
from screener.providers.snapshot import load_universe


@pytest.fixture(scope="session")
def shipped() -> Universe:
    """Everything shipped."""
    return load_universe()


@pytest.fixture(scope="session")
def shipped_ledger(shipped: Universe) -> Ledger:
    """The shipped ledger, ready for use."""
    return ledger.build(shipped.ledger)


@pytest.fixture(scope="session")
def shipped_loops(shipped_ledger: Ledger) -> LoopSearch:
    """Every loop of at most four legs, of any strength."""
    return loops.find(shipped_ledger, floor="contingent")
