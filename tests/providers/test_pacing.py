"""The token bucket and the circuit breaker, on a clock that stands still."""

from hypothesis import given
from hypothesis import strategies as st

from screener.providers.pacing import Breaker, Pause, Paused, Ticket, TokenBucket
from tests.fakes.clocks import Clocks

PAUSES = {"busy": Pause(first=10, longest=45), "broken": Pause(first=3, longest=100, after=3)}


def ticket(breaker: Breaker) -> Ticket:
    leave = breaker.admit()
    assert isinstance(leave, Ticket)
    return leave


def paused(breaker: Breaker) -> Paused:
    leave = breaker.admit()
    assert isinstance(leave, Paused)
    return leave


def test_a_burst_goes_through_and_the_rest_is_spread() -> None:
    clocks = Clocks()
    bucket = TokenBucket(per_second=2, burst=3, monotonic=clocks.monotonic)

    assert [bucket.reserve() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    clocks.advance(1.0)
    assert bucket.reserve() == 0.5
    clocks.advance(3600)
    assert [bucket.reserve() for _ in range(4)] == [0, 0, 0, 0.5]


@given(
    steps=st.lists(st.floats(0, 5), min_size=1, max_size=60),
    rate=st.sampled_from([0.5, 1.0, 4.0]),
    burst=st.integers(1, 8),
)
def test_no_stretch_of_time_sees_more_than_burst_and_rate_allow(
    steps: list[float], rate: float, burst: int
) -> None:
    clocks = Clocks()
    bucket = TokenBucket(per_second=rate, burst=burst, monotonic=clocks.monotonic)
    used = []
    for step in steps:
        clocks.advance(step)
        used.append(clocks.seconds + bucket.reserve())

    for first in range(len(used)):
        for last in range(first, len(used)):
            assert last - first + 1 <= burst + rate * (used[last] - used[first]) + 1e-6


def test_the_breaker_opens_names_the_cause_and_lets_one_request_try() -> None:
    clocks = Clocks()
    breaker = Breaker(PAUSES, clocks.monotonic)

    assert breaker.failed(ticket(breaker), "busy") == 10
    clocks.advance(4)
    assert paused(breaker) == Paused("busy", 6)

    clocks.advance(6)
    probe = ticket(breaker)
    assert paused(breaker).cause == "busy", "only one request tries"
    breaker.succeeded(probe)
    ticket(breaker)
    ticket(breaker)


def test_the_pause_grows_to_its_limit() -> None:
    clocks = Clocks()
    breaker = Breaker(PAUSES, clocks.monotonic)
    pauses = []
    for _ in range(5):
        pauses.append(breaker.failed(ticket(breaker), "busy"))
        clocks.advance(pauses[-1])

    assert pauses == [10, 20, 40, 45, 45]


def test_some_causes_need_several_failures_in_a_row() -> None:
    breaker = Breaker(PAUSES, Clocks().monotonic)
    assert breaker.failed(ticket(breaker), "broken") == 0
    assert breaker.failed(ticket(breaker), "broken") == 0
    breaker.succeeded(ticket(breaker))
    assert breaker.failed(ticket(breaker), "broken") == 0
    assert breaker.failed(ticket(breaker), "broken") == 0
    assert breaker.failed(ticket(breaker), "broken") == 3


def test_requests_refused_together_count_once() -> None:
    clocks = Clocks()
    breaker = Breaker(PAUSES, clocks.monotonic)
    first, second = ticket(breaker), ticket(breaker)

    assert breaker.failed(first, "busy") == 10
    clocks.advance(1)
    assert breaker.failed(second, "busy") == 9
    assert paused(breaker).seconds == 9


def test_an_older_success_does_not_end_a_pause() -> None:
    breaker = Breaker(PAUSES, Clocks().monotonic)
    slow, refused = ticket(breaker), ticket(breaker)
    breaker.failed(refused, "busy")

    breaker.succeeded(slow)

    assert paused(breaker).cause == "busy"


def test_an_abandoned_try_makes_room_for_the_next() -> None:
    clocks = Clocks()
    breaker = Breaker(PAUSES, clocks.monotonic)
    breaker.failed(ticket(breaker), "busy")
    clocks.advance(10)

    breaker.abandoned(ticket(breaker))

    breaker.succeeded(ticket(breaker))
    ticket(breaker)


def test_a_try_that_fails_in_another_way_keeps_the_breaker_in_trial() -> None:
    clocks = Clocks()
    breaker = Breaker(PAUSES, clocks.monotonic)
    breaker.failed(ticket(breaker), "busy")
    clocks.advance(10)

    assert breaker.failed(ticket(breaker), "broken") == 0
    ticket(breaker)
    assert paused(breaker).cause == "broken"


def test_the_host_may_ask_for_more_but_not_for_less() -> None:
    clocks = Clocks()
    breaker = Breaker(PAUSES, clocks.monotonic)
    assert breaker.failed(ticket(breaker), "busy", at_least=300) == 300
    clocks.advance(300)
    assert breaker.failed(ticket(breaker), "busy", at_least=1) == 20


@given(streak=st.integers(0, 10**6))
def test_pauses_are_finite_whatever_the_streak(streak: int) -> None:
    assert 0 <= PAUSES["broken"].seconds(streak) <= 100
