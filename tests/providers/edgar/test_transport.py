"""Politeness and faults: who asks, how often, what is never sent, how long it is quiet after a refusal."""

import threading
from datetime import timedelta

import pytest

from screener.providers.edgar.provider import HOSTS
from screener.providers.edgar.transport import EdgarTransport, usable_contact
from screener.providers.edgar.wire import Wire, secure_connection
from screener.providers.failures import (
    BadAnswer,
    HostOff,
    NoContact,
    RateLimited,
    Refused,
    ServerError,
    SourceClosed,
    SourceFailed,
    SymbolUnknown,
    TimedOut,
    Unreachable,
)
from screener.providers.secure import proxy_of
from screener.services.host_pauses import HostPauses
from screener.store.cache import Cache
from tests.fakes.clocks import Clocks
from tests.fakes.edgar import FakeSec, Fault
from tests.providers.edgar.conftest import CONTACT, Contact

URL = "https://data.sec.gov/submissions/CIK0000012345.json"
KEY = "data.sec.gov/submissions/CIK0000012345.json"
LIMIT = 1_000_000


def length(body: bytes) -> int:
    if not body or body.startswith(b"<"):
        raise ValueError("not what was asked for")
    return len(body)


def ask(transport: EdgarTransport, url: str = URL) -> int:
    return transport.ask(url, length, limit=LIMIT)


def test_an_answer_is_unpacked_and_read(transport: EdgarTransport, sec: FakeSec) -> None:
    sec.published[KEY] = b"x" * 5000
    assert ask(transport) == 5000
    (request,) = sec.requests
    assert (request.host, request.user_agent) == ("data.sec.gov", f"Ringfence {CONTACT}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "just a name",
        "ann@example",
        "ann@example.org\r\nX-Other: 1",
        "änn@example.org",
        "a@b.cc" * 40,
    ],
)
def test_without_a_usable_contact_nothing_is_sent(
    transport: EdgarTransport, sec: FakeSec, contact: Contact, text: str
) -> None:
    sec.published[KEY] = b"x"
    contact.value = text
    assert not transport.is_on
    with pytest.raises(NoContact, match="contact"):
        ask(transport)
    assert sec.requests == ()


def test_a_host_that_is_off_is_never_asked_and_is_asked_at_once_when_on_again(
    sec: FakeSec, clocks: Clocks, contact: Contact
) -> None:
    sec.published[KEY] = b"x" * 10
    off = {"data.sec.gov"}
    made = EdgarTransport(
        contact=contact,
        clock=clocks.wall,
        wire=Wire(connect=sec.connect),
        monotonic=clocks.monotonic,
        wait=lambda seconds: clocks.advance(seconds) is not None,
        is_off=off.__contains__,
    )
    for _ in range(5):
        with pytest.raises(HostOff, match="You turned data") as failed:
            ask(made)
        assert failed.value.retry_at is None
    assert sec.requests == ()
    off.clear()
    assert ask(made) == 10
    made.close()


def test_a_host_turned_off_while_a_question_waits_for_its_turn_is_not_asked(
    sec: FakeSec, clocks: Clocks, contact: Contact
) -> None:
    sec.published[KEY] = b"x"
    off: set[str] = set()

    def wait(_seconds: float) -> bool:
        off.add("data.sec.gov")
        return False

    made = EdgarTransport(
        contact=contact,
        clock=clocks.wall,
        wire=Wire(connect=sec.connect),
        monotonic=clocks.monotonic,
        wait=wait,
        is_off=off.__contains__,
    )
    with pytest.raises(HostOff):
        ask(made)
    assert sec.requests == ()
    made.close()


def test_a_restart_leaves_the_sec_alone_that_asked_for_it(
    sec: FakeSec, clocks: Clocks, contact: Contact
) -> None:
    cache = Cache.in_memory()

    def started() -> EdgarTransport:
        return EdgarTransport(
            contact=contact,
            clock=clocks.wall,
            wire=Wire(connect=sec.connect),
            monotonic=clocks.monotonic,
            wait=lambda seconds: clocks.advance(seconds) is not None,
            pauses=HostPauses(cache.pauses, clocks.wall),
            hosts=HOSTS,
        )

    sec.published[KEY] = b"x" * 10
    sec.fail(Fault.RATE_LIMITED)
    first = started()
    with pytest.raises(RateLimited):
        ask(first)
    first.close()
    sec.heal()
    asked = len(sec.requests)
    second = started()
    with pytest.raises(RateLimited):
        ask(second)
    assert len(sec.requests) == asked
    clocks.advance(601)
    assert ask(second) == 10
    second.close()


def test_a_contact_that_is_set_later_counts_at_once(
    transport: EdgarTransport, sec: FakeSec, contact: Contact
) -> None:
    sec.published[KEY] = b"x"
    contact.value = ""
    with pytest.raises(NoContact):
        ask(transport)
    contact.value = CONTACT
    assert ask(transport) == 1


def test_never_more_than_five_requests_in_any_second(transport: EdgarTransport, sec: FakeSec) -> None:
    sec.published[KEY] = b"x"
    for _ in range(40):
        ask(transport)
    times = [request.at for request in sec.requests]
    for number, first in enumerate(times):
        assert sum(first <= later <= first + 1.0 for later in times[number:]) <= 5
    assert times[-1] <= 10.0, "but not much slower than that either"


def test_many_threads_keep_the_pace_together(transport: EdgarTransport, sec: FakeSec) -> None:
    sec.published[KEY] = b"x"
    threads = [threading.Thread(target=ask, args=(transport,)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(request.at for request in sec.requests)
    assert len(times) == 12
    assert all(later - first > 1.0 for first, later in zip(times, times[5:], strict=False))


@pytest.mark.parametrize(("fault", "error"), [(Fault.RATE_LIMITED, RateLimited), (Fault.FORBIDDEN, Refused)])
def test_after_a_refusal_it_is_quiet_for_ten_minutes(
    transport: EdgarTransport, sec: FakeSec, clocks: Clocks, fault: Fault, error: type[SourceFailed]
) -> None:
    sec.published[KEY] = b"x"
    sec.fail(fault)
    with pytest.raises(error) as refused:
        ask(transport)
    assert refused.value.retry_at == clocks.wall() + timedelta(minutes=10)
    sec.heal()
    for _ in range(5):
        clocks.advance(119)
        with pytest.raises(error):
            ask(transport)
    assert len(sec.requests) == 1
    clocks.advance(6)
    assert ask(transport) == 1


def test_each_further_refusal_doubles_the_silence(
    transport: EdgarTransport, sec: FakeSec, clocks: Clocks
) -> None:
    sec.fail(Fault.FORBIDDEN)
    for minutes in (10, 20, 40):
        with pytest.raises(Refused) as refused:
            ask(transport)
        assert refused.value.retry_at == clocks.wall() + timedelta(minutes=minutes)
        clocks.advance(minutes * 60)


def test_the_host_may_ask_for_more(transport: EdgarTransport, sec: FakeSec, clocks: Clocks) -> None:
    sec.retry_after = "1800"
    sec.fail(Fault.RATE_LIMITED)
    with pytest.raises(RateLimited) as refused:
        ask(transport)
    assert refused.value.retry_at == clocks.wall() + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.SERVER_ERROR, ServerError),
        (Fault.HTML, BadAnswer),
        (Fault.EMPTY, BadAnswer),
        (Fault.TRUNCATED, BadAnswer),
        (Fault.MOVED, BadAnswer),
        (Fault.BOMB, BadAnswer),
        (Fault.ENDLESS, BadAnswer),
        (Fault.HANG, TimedOut),
    ],
)
def test_each_fault_has_its_error_and_ends_with_it(
    transport: EdgarTransport, sec: FakeSec, clocks: Clocks, fault: Fault, error: type[SourceFailed]
) -> None:
    sec.published[KEY] = b"x" * 1000
    sec.fail(fault)
    with pytest.raises(error):
        ask(transport)
    sec.heal()
    clocks.advance(3600)
    assert ask(transport) == 1000


def test_a_cut_connection_is_no_answer(transport: EdgarTransport, sec: FakeSec) -> None:
    sec.fail(Fault.DROP)
    with pytest.raises((Unreachable, BadAnswer)):
        ask(transport)


def test_what_is_not_there_says_nothing_of_the_host(transport: EdgarTransport, sec: FakeSec) -> None:
    sec.published[KEY] = b"x"
    for _ in range(5):
        with pytest.raises(SymbolUnknown, match="CIK 9"):
            transport.ask("https://data.sec.gov/nothing", length, limit=LIMIT, symbol="CIK 9")
    assert ask(transport) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/a",
        "http://data.sec.gov/a",
        "https://data.sec.gov:8443/a",
        "https://data.sec.gov.elsewhere.example/a",
        "https://elsewhere.example@other.example/a",
        "file:///etc/hostname",
    ],
)
def test_no_other_host_is_ever_asked(transport: EdgarTransport, sec: FakeSec, url: str) -> None:
    with pytest.raises(BadAnswer):
        ask(transport, url)
    assert sec.requests == ()
    assert set(HOSTS) == {"www.sec.gov", "data.sec.gov"}


def test_closing_wakes_up_whoever_waits_for_an_answer(transport: EdgarTransport, sec: FakeSec) -> None:
    sec.fail(Fault.HANG)
    errors: list[SourceFailed] = []

    def wait_for_it() -> None:
        try:
            transport.ask(URL, length, limit=LIMIT)
        except SourceFailed as failed:
            errors.append(failed)

    thread = threading.Thread(target=wait_for_it)
    thread.start()
    assert sec.asked.wait(5)
    transport.close()
    thread.join(5)
    assert not thread.is_alive()
    assert [type(error) for error in errors] == [SourceClosed]
    with pytest.raises(SourceClosed):
        ask(transport)
    transport.close()


def test_a_host_that_is_not_there_is_unreachable(clocks: Clocks) -> None:
    """Nothing listens at the TLS port of this machine, nor at the proxy the tests are given."""
    closed = EdgarTransport(
        contact=Contact(),
        clock=clocks.wall,
        wire=Wire(connect=lambda host, silence: secure_connection("127.0.0.1", silence)),
        monotonic=clocks.monotonic,
    )
    with pytest.raises(Unreachable):
        closed.ask(URL, length, limit=LIMIT)
    closed.close()


def test_the_systems_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "data.sec.gov")
    assert proxy_of("www.sec.gov") == "http://proxy.example:3128"
    assert proxy_of("data.sec.gov") == ""
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    assert proxy_of("www.sec.gov") == "http://proxy.example:3128"


def test_certificates_are_checked() -> None:
    import ssl

    connection = secure_connection("www.sec.gov", 1.0)
    context = connection._context  # type: ignore[attr-defined]  # the one thing that must not be wrong
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        (" ann@example.org ", "ann@example.org"),
        ("Example Capital admin@example.co.uk", "Example Capital admin@example.co.uk"),
        ("ann@example.org\n", "ann@example.org"),
        ("ann@example.org\nX: y", ""),
    ],
)
def test_what_counts_as_a_contact(text: str, sent: str) -> None:
    assert usable_contact(text) == sent
