"""The live stream: what is followed, what is told, and that it ends when it is told to."""

import queue
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import trustme

from screener.domain.quote import Tick
from screener.providers.provider import StreamSource, StreamState
from screener.providers.yahoo.provider import YahooProvider
from screener.providers.yahoo.quotes import Listing
from screener.providers.yahoo.stream import SYMBOLS_PER_MESSAGE, StreamSurroundings, YahooStream
from screener.providers.yahoo.transport import YahooTransport
from screener.providers.yahoo.waiting import Waiting
from tests.fakes.clocks import Clocks
from tests.fakes.stream_client import StreamClient
from tests.fakes.yahoo import FakeYahoo
from tests.fakes.yahoo_session import local_session
from tests.fakes.yahoo_stream import FakeStreamer, Greeting


@pytest.fixture
def streamer(clocks: Clocks) -> Iterator[FakeStreamer]:
    with FakeStreamer(now=clocks.wall, seconds=clocks.monotonic) as fake:
        yield fake


@pytest.fixture
def client(streamer: FakeStreamer, clocks: Clocks) -> Iterator[StreamClient]:
    with StreamClient(streamer, clocks) as one:
        yield one


def test_prices_arrive_in_the_unit_and_currency_of_the_quote(client: StreamClient, clocks: Clocks) -> None:
    client.connect("NVDA", "VOD.L", "BTC-USD")
    client.streamer.tick("NVDA", 181.37)
    assert client.tick() == Tick(
        "NVDA", Decimal("181.37"), "USD", at=clocks.now, received_at=clocks.now, market_state="regular"
    )
    client.streamer.tick("VOD.L", 74.3)
    assert (pence := client.tick()).price == Decimal("0.743")
    assert pence.currency == "GBP"
    client.streamer.tick("BTC-USD", 97123.45, kind=41, currency="USD")
    assert client.tick().price == Decimal("97123.45")


def test_the_sessions_are_told_apart(client: StreamClient) -> None:
    client.connect("NVDA")
    for number, state in ((0, "pre"), (1, "regular"), (2, "post")):
        client.streamer.tick("NVDA", 181.0 + number, session=number)
        assert client.tick().market_state == state


def test_every_spelling_that_was_asked_for_hears_of_the_one_listing(client: StreamClient) -> None:
    client.known["0700.HK"] = Listing("HKD", Decimal(600))
    client.follow("700", "00700.HK", "NVDA", names=["0700.HK", "NVDA"])
    client.streamer.tick("0700.HK", 601.5)
    assert {client.tick().symbol, client.tick().symbol} == {"700", "00700.HK"}


def test_nothing_is_connected_before_something_is_followed(client: StreamClient) -> None:
    client.stream.follow([])
    client.stream.follow(["a name that is no symbol"])
    assert client.streamer.attempts == []
    client.connect("NVDA")
    assert len(client.streamer.attempts) == 1


def test_a_change_of_what_is_followed_is_said_at_once(client: StreamClient) -> None:
    client.connect("NVDA", "KO")
    client.follow("KO", "VOD.L")
    assert client.streamer.said[1:] == [{"unsubscribe": ["NVDA"]}, {"subscribe": ["KO", "VOD.L"]}]
    assert len(client.streamer.attempts) == 1, "by the same connection"
    client.streamer.send(client.streamer.frame("NVDA", 182.0))
    client.streamer.tick("KO", 70.1)
    assert client.tick().symbol == "KO", "what is no longer followed is not told"


def test_what_is_followed_is_said_again_every_fifteen_seconds(client: StreamClient) -> None:
    client.connect("NVDA", "KO")
    client.waiting.advance(14)
    client.waiting.settle()
    assert len(client.streamer.said) == 1
    client.waiting.advance(1)
    client.streamer.until(lambda: len(client.streamer.said) == 2)
    assert client.streamer.said[1] == {"subscribe": ["NVDA", "KO"]}


def test_long_lists_are_said_in_parts(client: StreamClient) -> None:
    client.follow(*(f"S{number}" for number in range(250)))
    assert [len(message["subscribe"]) for message in client.streamer.said] == [SYMBOLS_PER_MESSAGE] * 2 + [50]


def test_when_nothing_is_followed_any_more_it_hangs_up_and_waits(client: StreamClient) -> None:
    client.connect("NVDA")
    client.stream.follow([])
    assert client.state() == StreamState(connected=False)
    client.streamer.until(lambda: client.streamer.open == 0)
    client.connect("KO")
    assert len(client.streamer.attempts) == 2


def test_a_host_that_is_turned_off_is_not_contacted(client: StreamClient) -> None:
    client.is_off = True
    client.stream.follow(["NVDA"])
    off = client.state()
    assert off.failure is not None
    assert (off.connected, off.failure.id) == (False, "source.host_off")
    client.waiting.advance(3600)
    client.waiting.settle()
    assert client.streamer.attempts == []
    client.is_off = False
    client.waiting.wake()  # or, without a call, after 15 seconds
    assert client.state() == StreamState(connected=True)


def test_turning_the_host_off_ends_the_connection(client: StreamClient) -> None:
    client.connect("NVDA")
    client.is_off = True
    client.waiting.advance(15)
    assert not client.state().connected
    client.streamer.until(lambda: client.streamer.open == 0)
    client.waiting.settle()
    assert len(client.streamer.attempts) == 1


def test_the_host_is_told_to_be_well_when_it_greets_and_while_prices_come(client: StreamClient) -> None:
    client.connect("NVDA")
    assert client.heard == [""]
    client.streamer.tick("NVDA", 181.5)
    client.tick()
    client.waiting.advance(15)
    client.waiting.settle()
    assert client.heard == ["", ""]
    client.waiting.advance(15)
    client.waiting.settle()
    assert client.heard == ["", ""], "nothing came since"


def test_many_ticks_come_through_complete_and_in_order(client: StreamClient, clocks: Clocks) -> None:
    client.connect("NVDA")
    for number in range(2000):
        at = clocks.now - timedelta(milliseconds=2000 - number)
        client.streamer.tick("NVDA", 180 + number / 100, at=at)
    prices = [client.tick().price for _ in range(2000)]
    assert prices == [Decimal(18000 + number) / 100 for number in range(2000)]
    assert client.stream.counts.ticks == 2000
    assert client.stream.counts.dropped == {}


# ---------------------------------------------------------------- the end


def close_in_time(stream: YahooStream, threads: set[threading.Thread]) -> None:
    """Close `stream`: within a second, and with no thread left of those it started."""
    began = time.monotonic()
    stream.close()
    stream.close()
    assert time.monotonic() - began < 1.0
    left = [thread for thread in set(threading.enumerate()) - threads if "fake" not in thread.name]
    assert left == []


def real_stream(streamer: FakeStreamer, states: list[StreamState]) -> YahooStream:
    """A stream on the real clock."""
    around = StreamSurroundings(clock=streamer.now, known={}.get, address=streamer.address)
    return YahooStream(around, lambda _tick: None, states.append, lambda: True)


@pytest.mark.parametrize("greeting", [Greeting.HANG, Greeting.WELCOME, Greeting.FORBIDDEN])
def test_closing_ends_a_handshake_a_connection_and_a_pause_at_once(
    streamer: FakeStreamer, greeting: Greeting
) -> None:
    streamer.greeting = greeting
    threads = set(threading.enumerate())
    stream = real_stream(streamer, [])
    stream.follow(["NVDA"])
    streamer.until(lambda: len(streamer.attempts) == 1)
    close_in_time(stream, threads)
    stream.follow(["KO"])
    assert len(streamer.attempts) == 1, "a closed stream stays closed"


def test_closing_does_not_wait_for_a_name_that_is_looked_up(
    streamer: FakeStreamer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = threading.Event(), threading.Event()

    def stuck(*_: object, **__: object) -> list[object]:
        asked.set()
        answered.wait()
        return []

    monkeypatch.setattr("socket.getaddrinfo", stuck)
    stream = real_stream(streamer, [])
    stream.follow(["NVDA"])
    assert asked.wait(10)
    began = time.monotonic()
    stream.close()
    took = time.monotonic() - began
    answered.set()
    for thread in threading.enumerate():
        if thread.name == "stream look-up":
            thread.join()
    assert took < 1.0


def test_a_stream_that_follows_nothing_has_no_thread(streamer: FakeStreamer) -> None:
    threads = set(threading.enumerate())
    stream = real_stream(streamer, [])
    stream.follow([])
    assert set(threading.enumerate()) == threads
    close_in_time(stream, threads)


def test_waiting_is_ended_from_another_thread_and_by_the_time() -> None:
    waiting = Waiting()
    waiting.wake()
    assert not waiting.wait(60), "a call from before counts"
    assert not waiting.wait(0.001)
    waiting.close()
    waiting.wake()


# ---------------------------------------------------------------- the provider


@pytest.fixture
def streaming(
    yahoo: FakeYahoo, streamer: FakeStreamer, clocks: Clocks, tmp_path: Path, fresh_yfinance: None
) -> Iterator[YahooProvider]:
    """The provider on a fake Yahoo, its streams on the fake streamer."""
    transport = YahooTransport(
        cache_folder=tmp_path / "yahoo",
        clock=clocks.wall,
        monotonic=clocks.monotonic,
        session_factory=local_session(yahoo),
    )
    source = YahooProvider(
        transport, clocks.wall, lambda known: StreamSurroundings(clocks.wall, known, address=streamer.address)
    )
    yield source
    source.close()


def test_the_provider_streams_what_it_has_quoted(
    yahoo: FakeYahoo, streaming: YahooProvider, streamer: FakeStreamer
) -> None:
    assert isinstance(streaming, StreamSource)
    told: queue.Queue[Tick] = queue.Queue()
    stream = streaming.stream(told.put)
    stream.follow(["PENCE.L", "KO"])
    streamer.until(lambda: streamer.followed == {"PENCE.L", "KO"})
    streamer.tick("PENCE.L", 411.0)
    streamer.tick("KO", 70.0)
    streaming.quotes(["PENCE.L", "KO"])
    streamer.tick("PENCE.L", 413.5)
    assert (tick := told.get(timeout=10)).price == Decimal("4.135"), "the first came before any quote"
    assert tick.currency == "GBP"
    streamer.tick("KO", 70.25)
    assert told.get(timeout=10).price == Decimal("70.25")
    assert stream.counts.dropped == {"never quoted": 2}


def test_closing_the_provider_closes_its_streams(streaming: YahooProvider, streamer: FakeStreamer) -> None:
    threads = set(threading.enumerate())
    stream = streaming.stream(lambda _tick: None)
    stream.follow(["KO"])
    streamer.until(lambda: streamer.open == 1)
    streaming.close()
    close_in_time(stream, threads)
    streamer.until(lambda: streamer.open == 0)


# ---------------------------------------------------------------- the way there


@pytest.fixture
def secured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FakeStreamer, str]]:
    """A streamer with a certificate for localhost, its address, and the file of who signed it; no proxy."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    signed = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(signed))
    with FakeStreamer(tls) as streamer:
        yield streamer, str(signed)


def first_state(streamer: FakeStreamer, host: str) -> str:
    """How a stream by TLS begins: "" when it is connected, else the failure's id."""
    states: queue.Queue[StreamState] = queue.Queue()
    around = StreamSurroundings(
        clock=streamer.now, known={}.get, address=f"wss://{host}:{streamer.port}/?version=2"
    )
    stream = YahooStream(around, lambda _tick: None, states.put, lambda: True)
    stream.follow(["NVDA"])
    state = states.get(timeout=10)
    stream.close()
    return "" if state.failure is None else state.failure.id


def test_certificates_are_checked(secured: tuple[FakeStreamer, str], monkeypatch: pytest.MonkeyPatch) -> None:
    streamer, authority = secured
    assert first_state(streamer, "localhost") == "source.unreachable", "signed by nobody we know"
    monkeypatch.setenv("SSL_CERT_FILE", authority)
    assert first_state(streamer, "127.0.0.1") == "source.unreachable", "a certificate for another name"
    assert streamer.attempts == []
    assert first_state(streamer, "localhost") == ""


def test_a_proxy_is_never_passed_by(
    secured: tuple[FakeStreamer, str], streamer: FakeStreamer, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind, authority = secured
    monkeypatch.setenv("SSL_CERT_FILE", authority)
    monkeypatch.setenv("https_proxy", f"socks5://127.0.0.1:{streamer.port}")
    assert first_state(behind, "localhost") == "source.unreachable", "of a kind we do not speak"
    monkeypatch.setenv("https_proxy", f"http://ann:secret@127.0.0.1:{streamer.port}")
    streamer.greeting = Greeting.FORBIDDEN
    assert first_state(behind, "localhost") == "source.unreachable", "it lets nobody through"
    assert behind.attempts == []
