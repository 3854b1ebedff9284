"""A host that told us to wait is left alone after a restart too, but never for ever."""

from datetime import timedelta

import pytest

from screener.domain.message import Message, Text
from screener.services.host_pauses import LONGEST, HostPause, HostPauses
from screener.store.cache import Cache
from tests.fakes.clocks import Clocks

HOST = "query1.finance.yahoo.com"
LIMITED = Message("source.rate_limited", {"source": Text("Yahoo Finance")})
UNREACHABLE = Message("source.unreachable", {"source": Text("Yahoo Finance")})
QUARTER = timedelta(minutes=15)


class Runs:
    """One cache and one clock through several starts."""

    def __init__(self) -> None:
        self.clocks = Clocks()
        self.cache = Cache.in_memory()

    def start(self) -> HostPauses:
        return HostPauses(self.cache.pauses, self.clocks.wall)


@pytest.fixture
def runs() -> Runs:
    made = Runs()
    first = made.start()
    first.begun(HOST, LIMITED, made.clocks.now + QUARTER)
    assert first.now() == {HOST: HostPause(made.clocks.now + QUARTER, LIMITED)}
    return made


def test_the_next_run_waits_for_what_is_left(runs: Runs) -> None:
    runs.clocks.advance(300)
    again = runs.start()
    assert again.left(HOST) == timedelta(minutes=10)
    assert again.now() == {HOST: HostPause(runs.clocks.now + timedelta(minutes=10))}
    assert again.left("elsewhere.example") == timedelta()


def test_a_pause_ends_by_time_or_with_an_answer(runs: Runs) -> None:
    runs.clocks.advance(901)
    late = runs.start()
    assert (late.left(HOST), late.now()) == (timedelta(), {})
    assert runs.cache.pauses.all() == {}
    late.begun(HOST, LIMITED, runs.clocks.now + QUARTER)
    late.ended(HOST)
    assert (runs.start().left(HOST), late.now()) == (timedelta(), {})


def test_other_trouble_is_shown_but_not_kept() -> None:
    runs = Runs()
    first = runs.start()
    first.begun(HOST, UNREACHABLE, runs.clocks.now + QUARTER)
    assert first.now() == {HOST: HostPause(runs.clocks.now + QUARTER, UNREACHABLE)}
    assert runs.start().left(HOST) == timedelta()


def test_no_host_locks_itself_away_for_longer_than_six_hours() -> None:
    runs = Runs()
    runs.start().begun(HOST, LIMITED, runs.clocks.now + timedelta(days=400))
    assert runs.start().left(HOST) == LONGEST


@pytest.mark.parametrize("years", [1, 30])
def test_a_clock_that_was_turned_back_costs_one_pause_and_no_more(runs: Runs, years: int) -> None:
    runs.clocks.advance(-years * 365 * 24 * 3600)
    assert runs.start().left(HOST) == QUARTER
    runs.clocks.advance(600)
    assert runs.start().left(HOST) == timedelta(minutes=5), "the pause does not begin anew at every start"
    runs.clocks.advance(301)
    assert runs.start().left(HOST) == timedelta()


def test_a_pause_of_another_format_is_none(runs: Runs) -> None:
    with runs.cache.database.transaction():
        runs.cache.database.execute("UPDATE pauses SET body = ?", (b"\xff{",))
    assert runs.start().left(HOST) == timedelta()
