"""One HTTPS request at a time to the SEC's hosts, and nowhere else.

No redirects, no cookies, a limit on time and size. The standard library does: the SEC wants a name in the
User-Agent, not a browser.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from screener.providers.edgar.bounded import TooLarge, inflated
from screener.providers.edgar.hosts import HOSTS
from screener.providers.pacing import Monotonic, retry_after
from screener.providers.secure import checking_context, proxy_of
from screener.providers.stopped import Stopped

_CHUNK = 1 << 16
_SILENCE_SECONDS = 8.0

Connect = Callable[[str, float], http.client.HTTPConnection]
"""Opens a connection to a host with a limit on silence in seconds; nothing is sent yet."""


class Question(NamedTuple):
    """One request: where, as whom, and how much answer and time is allowed."""

    url: str
    user_agent: str
    limit: int
    seconds: float


class Wire:
    """Sends requests one after the other; `close` cuts off the one that is running."""

    def __init__(self, *, connect: Connect | None = None, monotonic: Monotonic = time.monotonic) -> None:
        self._connect = connect or secure_connection
        self._now = monotonic
        self._lock = threading.Lock()
        self._running: socket.socket | None = None
        self._closed = False

    def get(self, question: Question) -> bytes:
        """The answer's body. Raises Stopped."""
        address = urlsplit(question.url)
        host = address.hostname or ""
        if address.scheme != "https" or host not in HOSTS or address.port not in (None, 443):
            raise Stopped("bad_answer", host=host)
        try:
            return self._exchange(question, host, address.path)
        except TimeoutError as error:
            raise Stopped("timed_out", host=host) from error
        except (OSError, ssl.SSLError) as error:
            raise Stopped("unreachable", host=host) from error
        except (http.client.HTTPException, ValueError) as error:
            raise Stopped("bad_answer", host=host) from error

    def close(self) -> None:
        """Send nothing any more, and wake up whoever waits for an answer."""
        with self._lock, suppress(OSError):
            self._closed = True
            if self._running is not None:
                self._running.shutdown(socket.SHUT_RDWR)

    def _exchange(self, question: Question, host: str, path: str) -> bytes:
        deadline = self._now() + question.seconds
        connection = self._connect(host, min(question.seconds, _SILENCE_SECONDS))
        with closing(connection):
            connection.connect()
            with self._lock:
                if self._closed:
                    raise Stopped("closed", host=host)
                self._running = connection.sock
            try:
                connection.request("GET", path, headers=_headers(question.user_agent))
                with closing(connection.getresponse()) as response:
                    _check(response, host)
                    return self._body(response, question.limit, deadline, host)
            finally:
                with self._lock:
                    self._running = None

    def _body(self, response: http.client.HTTPResponse, limit: int, deadline: float, host: str) -> bytes:
        """The whole body, unpacked."""

        def chunks() -> Iterator[bytes]:
            total = 0
            while chunk := response.read(_CHUNK):
                total += len(chunk)
                if total > limit:
                    raise TooLarge(host)
                if self._now() > deadline:
                    raise Stopped("timed_out", host=host)
                yield chunk

        encoding = response.headers.get("Content-Encoding", "identity").lower()
        if encoding == "gzip":
            return b"".join(inflated(chunks(), limit))
        if encoding != "identity":
            raise ValueError(encoding)
        return b"".join(chunks())


def secure_connection(host: str, silence: float) -> http.client.HTTPConnection:
    """A TLS connection that checks the certificate, through the system's proxy where there is one."""
    proxy = urlsplit(proxy_of(host))
    context = checking_context()
    if not proxy.hostname:
        return http.client.HTTPSConnection(host, timeout=silence, context=context)
    connection = http.client.HTTPSConnection(
        proxy.hostname, proxy.port or 8080, timeout=silence, context=context
    )
    connection.set_tunnel(host, 443)
    return connection


def _headers(user_agent: str) -> Mapping[str, str]:
    return {"User-Agent": user_agent, "Accept-Encoding": "gzip", "Connection": "close"}


def _check(response: http.client.HTTPResponse, host: str) -> None:
    status = response.status
    if status == 200:
        return
    if status == 429:
        raise Stopped("rate_limited", host=host, retry_after=retry_after(response.headers.get("Retry-After")))
    if status in (401, 403):
        raise Stopped("refused", host=host, retry_after=retry_after(response.headers.get("Retry-After")))
    if status == 404:
        raise Stopped("symbol_unknown", host=host)
    raise Stopped("server_error" if status >= 500 else "bad_answer", host=host)
