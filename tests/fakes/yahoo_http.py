"""The wire of the fake Yahoo: requests, answers, and the server that moves them."""

import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

JSON_TYPE = "application/json;charset=utf-8"
HTML_TYPE = "text/html; charset=utf-8"
_PATIENCE = 10.0


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    endpoint: str
    method: str
    host: str
    path: str
    query: dict[str, str]
    cookie: str


ENDPOINTS: tuple[tuple[str, str], ...] = (
    ("/v1/test/getcrumb", "crumb"),
    ("/v7/finance/quote", "quote"),
    ("/v8/finance/chart/", "chart"),
    ("/v1/finance/search", "search"),
    ("/ws/fundamentals-timeseries/v1/finance/timeseries/", "timeseries"),
    ("/v10/finance/quoteSummary/", "summary"),
)
COOKIE_HOSTS = {"fc.yahoo.com": "cookie", "guce.yahoo.com": "consent", "consent.yahoo.com": "consent"}
DATA_ENDPOINTS = frozenset({"quote", "chart", "search", "timeseries", "summary"})
ALL_ENDPOINTS = DATA_ENDPOINTS | {"crumb", "cookie", "consent"}


class Answer:
    """Status, body and headers of one answer; `cut` closes the connection instead."""

    def __init__(
        self,
        status: int,
        body: bytes,
        kind: str = JSON_TYPE,
        headers: dict[str, str] | None = None,
        cut: bool = False,
    ) -> None:
        self.status, self.body, self.kind, self.headers, self.cut = status, body, kind, headers or {}, cut


def json_answer(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())


class Server(ThreadingHTTPServer):
    daemon_threads = False  # closing the server waits for its requests
    allow_reuse_address = True

    def __init__(self, answer: Callable[[Request], Answer], port: int, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self._tls = tls

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self._tls is None:
            super().finish_request(request, client_address)
            return
        # In the thread of the request: a slow handshake must not block the others.
        request.settimeout(_PATIENCE)
        with self._tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away early are part of the game."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _serve(self) -> None:
        answer = self.server.answer(self._request())
        if answer.cut:
            return
        # HTTP/1.0: one request per connection, so that going offline cuts everyone off.
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def _request(self) -> Request:
        address = urlsplit(self.path)
        host, path = (self.headers.get("Host") or "").split(":")[0], address.path
        if path.startswith("/@"):
            host, _, path = path[2:].partition("/")
            path = f"/{path}"
        endpoint = COOKIE_HOSTS.get(host) or next(
            (name for start, name in ENDPOINTS if path.startswith(start)), ""
        )
        query = {name: values[-1] for name, values in parse_qs(address.query).items()}
        return Request(endpoint, self.command, host, path, query, self.headers.get("Cookie") or "")
