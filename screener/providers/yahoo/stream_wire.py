"""One websocket connection to Yahoo's stream, in the thread that uses it.

The library `websockets` speaks the protocol; the socket is ours, so that every wait, also that for a
name, a proxy or a handshake, ends at once when the stream is closed.
"""

import base64
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import USER_AGENT
from websockets.protocol import CONNECTING, OPEN
from websockets.uri import parse_uri

from screener.providers.pacing import retry_after
from screener.providers.secure import checking_context, proxy_of
from screener.providers.stopped import Stopped
from screener.providers.yahoo.waiting import Waiting

OPEN_SECONDS = 10.0
PING_SECONDS = 20.0
LONGEST_MESSAGE = 1 << 16
_SEND_SECONDS = 5.0
_CHUNK = 1 << 16
_LONGEST_PROXY_ANSWER = 1 << 14
_MOST_ADDRESSES = 4

# Of the library: at the level below it would write down every frame.
_frames = logging.getLogger(f"{__name__}.frames")
_frames.setLevel(logging.INFO)


class StreamConnection:
    """A connection that is open from `open` to `close`; not safe to use from several threads."""

    def __init__(self, address: str, waiting: Waiting, stopping: Callable[[], bool]) -> None:
        self._uri = parse_uri(address)
        self._waiting = waiting
        self._stopping = stopping
        self._protocol = ClientProtocol(self._uri, max_size=LONGEST_MESSAGE, logger=_frames)
        self._socket: socket.socket | None = None
        self._parts: list[bytes] = []
        self._early: list[bytes] = []
        """What came in one piece with the answer to the handshake."""
        self._ping_at = 0.0
        self._unanswered: bytes | None = None

    def open(self) -> None:
        """Connect, through the system's proxy where there is one. Raises Stopped."""
        try:
            self._open(self._waiting.now() + OPEN_SECONDS)
        except TimeoutError as error:
            raise Stopped("timed_out", host=self._uri.host) from error
        except OSError as error:
            raise Stopped("unreachable", host=self._uri.host) from error

    def send(self, text: str) -> None:
        """Send one message. Raises Stopped."""
        if self._protocol.state is not OPEN:
            raise self._ended()
        self._protocol.send_text(text.encode())
        self._flush()

    def receive(self, seconds: float) -> list[bytes]:
        """The messages that have come in: none when none came in time or somebody called.

        Raises Stopped when the connection has ended, by whomever.
        """
        if self._early:
            early, self._early = self._early, []
            return early
        if self._protocol.state is not OPEN:
            raise self._ended()
        data = self._read()
        if data is None:
            now = self._waiting.now()
            self._waiting.wait(min(seconds, self._ping_at - now), self._socket)
            data = self._read()
        if data is not None:
            return self._messages(data)
        if self._waiting.now() >= self._ping_at:
            self._ping()
        return []

    def close(self) -> None:
        """Say good-bye without waiting for the answer, and hang up."""
        sock, self._socket = self._socket, None
        if sock is None:
            return
        if self._protocol.state is OPEN:
            self._protocol.send_close(1000)
            try:
                for data in self._protocol.data_to_send():
                    sock.send(data)
            except OSError:
                pass  # it has hung up before us
        sock.close()

    def _open(self, deadline: float) -> None:
        host, port = self._uri.host, self._uri.port
        proxy = urlsplit(proxy_of(host)) if self._uri.secure else urlsplit("")
        if proxy.hostname and proxy.scheme != "http":
            # Going around a proxy is not for us to decide.
            raise OSError(f"no way through a proxy of the kind {proxy.scheme}")
        self._dial(proxy.hostname or host, (proxy.port or 8080) if proxy.hostname else port, deadline)
        if proxy.hostname:
            login = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}" if proxy.username else ""
            self._pass_proxy(f"{host}:{port}", login, deadline)
        if self._uri.secure:
            self._secure(host, deadline)
        self._shake_hands(deadline)
        self._ping_at = self._waiting.now() + PING_SECONDS

    def _dial(self, host: str, port: int, deadline: float) -> None:
        addresses = self._look_up(host, port, deadline)[:_MOST_ADDRESSES]
        for left, (family, target) in zip(range(len(addresses), 0, -1), addresses, strict=True):
            now = self._waiting.now()
            try:
                self._connect(family, target, now + (deadline - now) / left)
            except OSError:
                self._drop()
                if left == 1:
                    raise
            else:
                return
        raise OSError(f"no address for {host}")

    def _connect(self, family: int, target: tuple[object, ...], deadline: float) -> None:
        self._socket = sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            sock.connect(target)
        except (BlockingIOError, InterruptedError):
            self._ready(deadline, writing=True)
        trouble = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if trouble:
            raise OSError(trouble, "connection failed")

    def _look_up(self, host: str, port: int, deadline: float) -> list[tuple[int, tuple[object, ...]]]:
        """The addresses of a host, looked up in a thread: nothing can interrupt the system's look-up."""
        found: list[tuple[int, tuple[object, ...]]] = []
        trouble: list[OSError] = []
        done = threading.Event()

        def work() -> None:
            try:
                rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                found.extend((row[0], row[4]) for row in rows)
            except (OSError, UnicodeError) as error:
                trouble.append(OSError(str(error)))
            done.set()
            self._waiting.wake()

        thread = threading.Thread(target=work, name="stream look-up", daemon=True)
        thread.start()
        while not done.is_set():
            self._wait(deadline)
        thread.join()
        if trouble:
            raise trouble[0]
        return found

    def _pass_proxy(self, target: str, login: str, deadline: float) -> None:
        lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
        if login:
            lines.append("Proxy-Authorization: Basic " + base64.b64encode(login.encode()).decode())
        self._write("\r\n".join([*lines, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            # Behind the answer nothing can follow yet: the server waits for us to speak.
            data = self._await_data(deadline)
            answer += data
            if not data or len(answer) > _LONGEST_PROXY_ANSWER:
                raise OSError("the proxy hung up")
        words = answer.split(b"\r\n", 1)[0].split(None, 2)
        if len(words) < 2 or words[1] != b"200":
            raise OSError(f"the proxy refused: {words[1:2]!r}")

    def _secure(self, host: str, deadline: float) -> None:
        plain = self._held()
        self._socket = secure = checking_context().wrap_socket(
            plain, server_hostname=host, do_handshake_on_connect=False
        )
        while True:
            try:
                secure.do_handshake()
            except ssl.SSLWantReadError:
                self._ready(deadline)
            except ssl.SSLWantWriteError:
                self._ready(deadline, writing=True)
            else:
                return

    def _shake_hands(self, deadline: float) -> None:
        request = self._protocol.connect()
        request.headers["User-Agent"] = USER_AGENT
        self._protocol.send_request(request)
        self._flush()
        while self._protocol.state is CONNECTING and self._protocol.handshake_exc is None:
            data = self._await_data(deadline)
            if not data:
                raise self._ended()
            self._feed(data)
        self._early = list(self._whole(self._protocol.events_received()))
        error = self._protocol.handshake_exc
        if isinstance(error, InvalidStatus):
            raise self._turned_away(error) from error
        if self._protocol.state is not OPEN:
            raise Stopped("bad_answer", host=self._uri.host) from error

    def _turned_away(self, error: InvalidStatus) -> Stopped:
        status = error.response.status_code
        cause = {429: "rate_limited", 401: "refused", 403: "refused"}.get(
            status, "server_error" if status >= 500 else "bad_answer"
        )
        pause = retry_after(error.response.headers.get("Retry-After"))
        return Stopped(cause, host=self._uri.host, retry_after=pause)

    def _messages(self, data: bytes) -> list[bytes]:
        """The whole messages in what was read; answers to the server's pings are sent on the way."""
        self._feed(data)
        messages = list(self._whole(self._protocol.events_received()))
        self._flush()
        if self._protocol.state is not OPEN and not messages:
            raise self._ended()
        return messages

    def _whole(self, events: Sequence[object]) -> Iterator[bytes]:
        for event in events:
            if not isinstance(event, Frame):
                continue
            if event.opcode is Opcode.PONG and bytes(event.data) == self._unanswered:
                self._unanswered = None
            elif event.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                self._parts.append(bytes(event.data))
                if event.fin:
                    message, self._parts = b"".join(self._parts), []
                    yield message

    def _ping(self) -> None:
        if self._unanswered is not None:
            raise Stopped("timed_out", host=self._uri.host)
        self._ping_at = self._waiting.now() + PING_SECONDS
        self._unanswered = str(self._ping_at).encode()
        self._protocol.send_ping(self._unanswered)
        self._flush()

    def _feed(self, data: bytes) -> None:
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()

    def _read(self) -> bytes | None:
        """What can be read at once, b"" at the end of the connection, None when there is nothing yet."""
        try:
            return self._held().recv(_CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return None
        except OSError as error:
            raise Stopped("unreachable", host=self._uri.host) from error

    def _await_data(self, deadline: float) -> bytes:
        while (data := self._read()) is None:
            self._ready(deadline)
        return data

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._write(data)

    def _write(self, data: bytes) -> None:
        deadline = self._waiting.now() + _SEND_SECONDS
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._held().send(rest) :]
            except (BlockingIOError, ssl.SSLWantWriteError):
                self._ready(deadline, writing=True)
            except ssl.SSLWantReadError:
                self._ready(deadline)
            except OSError as error:
                raise Stopped("unreachable", host=self._uri.host) from error

    def _ready(self, deadline: float, *, writing: bool = False) -> None:
        """Wait for the socket. Raises TimeoutError at the deadline, Stopped when all is to end."""
        while not self._wait(deadline, self._held(), writing=writing):
            pass

    def _wait(self, deadline: float, sock: socket.socket | None = None, *, writing: bool = False) -> bool:
        ready = self._waiting.wait(deadline - self._waiting.now(), sock, writing=writing)
        if self._stopping():
            raise Stopped("closed", host=self._uri.host)
        if not ready and self._waiting.now() >= deadline:
            raise TimeoutError
        return ready

    def _ended(self) -> Stopped:
        """Why the connection is over: it was lost, or what came could not be understood."""
        trouble = self._protocol.parser_exc
        lost = trouble is None or isinstance(trouble, EOFError)
        return Stopped("unreachable" if lost else "bad_answer", host=self._uri.host)

    def _held(self) -> socket.socket:
        if self._socket is None:
            raise self._ended()
        return self._socket

    def _drop(self) -> None:
        sock, self._socket = self._socket, None
        if sock is not None:
            sock.close()
