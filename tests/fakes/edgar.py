"""A fake SEC on 127.0.0.1 that the real client talks to, and that can fail."""

import gzip
import http.client
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

_PATIENCE = 10.0


class Fault(Enum):
    """What the server does instead of answering."""

    NONE = "none"
    RATE_LIMITED = "429"
    FORBIDDEN = "403"
    SERVER_ERROR = "500"
    HTML = "200 with an HTML page"
    EMPTY = "200 with nothing"
    TRUNCATED = "half of the body"
    MOVED = "a redirect to another host"
    BOMB = "a small gzip that unpacks to a lot"
    ENDLESS = "more bytes than anybody wants"
    HANG = "no answer until the fault ends"
    DROP = "the connection is cut"


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    host: str
    path: str
    user_agent: str
    at: float


class FakeSec:
    """The server with what it publishes, its fault, and its memory of what was asked."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives the seconds that are noted beside each request."""
        self.published: dict[str, bytes] = {}
        """Bodies by host and path: "data.sec.gov/submissions/CIK0000012345.json"."""
        self.retry_after = ""
        self.asked = threading.Event()
        """Set at the first request."""
        self.tls: ssl.SSLContext | None = None
        """What connections are secured with, for a program that knows nothing of this fake."""
        self._clock = clock
        self._lock = threading.Lock()
        self._log: list[Request] = []
        self._fault = Fault.NONE
        self._where = ""
        self._healed = threading.Event()

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="fake SEC")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.heal()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def requests(self) -> tuple[Request, ...]:
        with self._lock:
            return tuple(self._log)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def forget(self) -> None:
        with self._lock:
            self._log.clear()

    def fail(self, fault: Fault, *, where: str = "") -> None:
        """Show `fault` wherever the path contains `where`, until `heal`."""
        with self._lock:
            self._healed.set()
            self._healed = threading.Event()
            self._fault, self._where = fault, where

    def heal(self) -> None:
        with self._lock:
            self._fault = Fault.NONE
            self._healed.set()

    def connect(self, host: str, silence: float) -> http.client.HTTPConnection:
        """A connection as the client's wire wants one, to here instead of to `host`."""
        return _LocalConnection(host, self.port, silence)

    def note(self, host: str, path: str, user_agent: str) -> tuple[Fault, threading.Event]:
        self.asked.set()
        with self._lock:
            self._log.append(Request(host, path, user_agent, self._clock()))
            return (self._fault if self._where in path else Fault.NONE), self._healed


class _LocalConnection(http.client.HTTPConnection):
    def __init__(self, host: str, port: int, silence: float) -> None:
        super().__init__("127.0.0.1", port, timeout=silence)
        self._wanted = host

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        super().request(method, f"/@{self._wanted}{url}", *args, **kwargs)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, sec: FakeSec) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sec = sec

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.sec.tls is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(_PATIENCE)
        with self.sec.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away early are part of the game."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE

    def do_GET(self) -> None:
        host, _, path = self.path.removeprefix("/@").partition("/")
        if not self.path.startswith("/@"):
            host = self.headers.get("Host") or ""
        fault, healed = self.server.sec.note(host, f"/{path}", self.headers.get("User-Agent") or "")
        if fault in (Fault.HANG, Fault.DROP):
            if fault is Fault.HANG:
                healed.wait()
            return
        body = self.server.sec.published.get(f"{host}/{path}")
        if fault is Fault.NONE:
            self._send(404, b"") if body is None else self._send(200, gzip.compress(body), packed=True)
        elif fault is Fault.TRUNCATED:
            packed = gzip.compress(body or b"x" * 1000)
            self._send(200, packed[: len(packed) // 2], packed=True)
        elif fault is Fault.BOMB:
            self._send(200, gzip.compress(bytes(20_000_000), compresslevel=1), packed=True)
        elif fault is Fault.ENDLESS:
            self._send(200, b" " * 20_000_000)
        else:
            self._send(*_ANSWERS[fault])

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _send(self, status: int, body: bytes, *, packed: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if status == 302:
            self.send_header("Location", "https://elsewhere.example/")
        if self.server.sec.retry_after:
            self.send_header("Retry-After", self.server.sec.retry_after)
        self.end_headers()
        self.wfile.write(body)


_PAGE = b"<!DOCTYPE html><html><body>Undeclared Automated Tool</body></html>"
_ANSWERS: dict[Fault, tuple[int, bytes]] = {
    Fault.RATE_LIMITED: (429, _PAGE),
    Fault.FORBIDDEN: (403, _PAGE),
    Fault.SERVER_ERROR: (500, _PAGE),
    Fault.HTML: (200, _PAGE),
    Fault.EMPTY: (200, b""),
    Fault.MOVED: (302, b""),
}
