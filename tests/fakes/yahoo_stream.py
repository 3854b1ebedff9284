"""A fake of Yahoo's live stream: websocket connections, prices in the protobuf frames of yfinance, faults.

with FakeStreamer(now=clocks.wall) as streamer:
    ...  # the program connects to streamer.address
    streamer.tick("NVDA", 181.5)
"""

import base64
import contextlib
import json
import socket
import ssl
import struct
import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Self

from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from screener.providers.yahoo.waiting import Waiting

PATIENCE = 10.0
_IDLE = 5.0


class Greeting(Enum):
    """How a connection that wants in is met."""

    WELCOME = "101"
    TOO_MANY = "429"
    FORBIDDEN = "403"
    UNAVAILABLE = "503"
    HANG = "no answer"
    NONSENSE = "an answer of another protocol"
    CUT = "the connection is cut"


class FakeStreamer:
    """The server, what it was told, and how it treats who connects.

    `now` is the time prices are made at; `seconds` the clock by which attempts to connect are noted.
    """

    def __init__(
        self,
        tls: ssl.SSLContext | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.greeting = Greeting.WELCOME
        self.retry_after = ""
        self.deaf = False
        """Nothing that is sent here is read or answered, pings neither."""
        self.attempts: list[float] = []
        """When each connection asked to be let in."""
        self.said: list[dict[str, list[str]]] = []
        """Every message of the clients, in order."""
        self.now = now
        self._tls = tls
        self._seconds = seconds
        self._changed = threading.Condition()
        self._lines: list[_Line] = []
        self._threads: list[threading.Thread] = []
        self._listener: socket.socket | None = None
        self._bell = Waiting()
        self._port = 0
        self._stopping = False

    # ------------------------------------------------------------ life

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listener.setblocking(False)
        self._port = self._listener.getsockname()[1]
        self._start(self._accept, self._listener)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping = True
        self._bell.wake()
        for line in self._lines:
            line.bell.wake()
        for thread in self._threads:
            thread.join()
        assert self._listener is not None
        self._listener.close()
        self._bell.close()

    @property
    def port(self) -> int:
        return self._port

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self._port}/?version=2"

    # ------------------------------------------------------------ what is seen

    @property
    def followed(self) -> frozenset[str]:
        """The names the connections that are open have subscribed to."""
        return frozenset().union(*(line.followed for line in self._open()))

    @property
    def open(self) -> int:
        """Connections that are open now."""
        return len(self._open())

    def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait until `condition`, which is looked at after everything that happens here."""
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), what or "nothing happened"

    # ------------------------------------------------------------ what is done

    def tick(self, name: str, price: float, **fields: Any) -> None:
        """Tell everybody who follows `name` a price; `fields` are those of the frame (see `frame`)."""
        text = self.frame(name, price, **fields)
        for line in self._open():
            if name in line.followed:
                line.do(text)

    def frame(self, name: str, price: float, *, at: datetime | None = None, **fields: Any) -> str:
        """The message of a price: of a share in the regular session, now, unless `fields` say otherwise."""
        moment = self.now() if at is None else at
        return frame(name, price, moment, **fields)

    def send(self, message: str | bytes) -> None:
        """Send a message as it is to everybody; bytes as a binary one."""
        for line in self._open():
            line.do(message)

    def drop(self) -> None:
        """End every connection as the protocol has it."""
        for line in self._open():
            line.do(_CLOSE)

    def cut(self) -> None:
        """End every connection with a TCP reset."""
        for line in self._open():
            line.do(_RESET)

    def turn_deaf(self) -> None:
        """Read and answer nothing more."""
        self.deaf = True
        self.settle()

    def settle(self) -> None:
        """Until everything that has come in is read and answered."""
        for _ in range(2):  # what has come in is read after the first
            for line in self._open():
                reached = threading.Event()
                line.do(reached)
                self.until(lambda: reached.is_set() or not line.is_open)  # noqa: B023  used up at once

    # ------------------------------------------------------------ inside

    def _open(self) -> list["_Line"]:
        return [line for line in tuple(self._lines) if line.is_open]

    def _start(self, work: Callable[[Any], None], argument: object) -> None:
        thread = threading.Thread(target=work, args=(argument,), name="fake streamer")
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while not self._stopping:
            try:
                client, _ = listener.accept()
            except BlockingIOError:
                self._bell.wait(_IDLE, listener)
                continue
            line = _Line(client, self)
            self._lines.append(line)
            self._start(lambda one: one.serve(), line)

    def _note(self, change: Callable[[], object]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()


_CLOSE, _RESET = object(), object()


class _Line:
    """One connection, served by one thread."""

    def __init__(self, client: socket.socket, streamer: FakeStreamer) -> None:
        self.followed: set[str] = set()
        self.is_open = False
        self.bell = Waiting()
        self._streamer = streamer
        self._socket = client
        self._protocol = ServerProtocol()
        self._to_do: deque[object] = deque()
        self._over = False

    def do(self, what: object) -> None:
        self._to_do.append(what)
        self.bell.wake()

    def serve(self) -> None:
        try:
            with contextlib.suppress(OSError):
                self._socket.settimeout(PATIENCE)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if self._streamer._tls is not None:
                    self._socket = self._streamer._tls.wrap_socket(self._socket, server_side=True)
                while not self._over and not self._streamer._stopping:
                    self._work()
        finally:
            self._socket.close()
            self.bell.close()
            self._streamer._note(lambda: setattr(self, "is_open", False))

    def _work(self) -> None:
        while self._to_do and not self._over:
            self._act(self._to_do.popleft())
        if self._over:
            return
        if self._streamer.deaf:
            self.bell.wait(_IDLE)
            return
        self._socket.setblocking(False)
        try:
            data = self._socket.recv(65_536)
        except (BlockingIOError, ssl.SSLWantReadError):
            self.bell.wait(_IDLE, self._socket)
            return
        finally:
            self._socket.settimeout(PATIENCE)
        if not data:
            self._over = True
            return
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Request):
                self._greet(event)
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self._listen(json.loads(bytes(event.data)))
        self._flush()

    def _act(self, what: object) -> None:
        if what is _RESET:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._over = True
            return
        if isinstance(what, threading.Event):
            self._streamer._note(what.set)
            return
        if self._protocol.state is not OPEN:
            return
        if what is _CLOSE:
            self._protocol.send_close(1000)
        elif isinstance(what, bytes):
            self._protocol.send_binary(what)
        elif isinstance(what, str):
            self._protocol.send_text(what.encode())
        self._flush()

    def _greet(self, request: Request) -> None:
        streamer, greeting = self._streamer, self._streamer.greeting
        if greeting is Greeting.WELCOME:
            self._protocol.send_response(self._protocol.accept(request))
        elif greeting not in (Greeting.HANG, Greeting.CUT, Greeting.NONSENSE):
            response = self._protocol.reject(int(greeting.value), "no")
            if streamer.retry_after:
                response.headers["Retry-After"] = streamer.retry_after
            self._protocol.send_response(response)
        self.is_open = greeting is Greeting.WELCOME
        # Before the answer: who has it may count the attempts at once.
        streamer._note(lambda: streamer.attempts.append(streamer._seconds()))
        if greeting is Greeting.NONSENSE:
            self._socket.sendall(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        self._flush()
        self._over = greeting not in (Greeting.WELCOME, Greeting.HANG)

    def _listen(self, message: dict[str, list[str]]) -> None:
        def change() -> None:
            self.followed |= set(message.get("subscribe", ()))
            self.followed -= set(message.get("unsubscribe", ()))
            self._streamer.said.append(message)

        self._streamer._note(change)

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._socket.sendall(data)
            else:
                self._over = True


def frame(name: str, price: float, at: datetime, *, session: int = 1, kind: int = 8, **fields: Any) -> str:
    """The message of a price as Yahoo sends it: zeros are left out, shares have no currency."""
    from yfinance.pricing_pb2 import PricingData

    milliseconds = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    data = PricingData(
        id=name,
        price=price,
        time=milliseconds,
        exchange="NMS",
        quote_type=kind,
        market_hours=session,
        **fields,
    )
    coded = base64.b64encode(data.SerializeToString()).decode()
    return json.dumps({"type": "pricing", "message": coded})
