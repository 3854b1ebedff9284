"""The one HTTP session all requests to Yahoo go through.

yfinance answers trouble with more requests: after any error it fetches a new cookie and crumb
and asks again, and it takes an error page for a crumb. This session stands below it, paces
every single request, and ends a question for good as soon as the answer is known. It goes to the
hosts below only, redirected or not, to none the user has turned off, and takes in no more than a
sane answer is long.

Imports curl_cffi: import this module in a worker only.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

from curl_cffi import requests
from curl_cffi.const import CurlECode
from curl_cffi.curl import CURL_WRITEFUNC_ERROR

from screener.providers.pacing import Monotonic, TokenBucket, retry_after
from screener.providers.provider import IsOff, nothing_is_off
from screener.providers.stopped import Stopped

DATA_HOSTS = ("query1.finance.yahoo.com", "query2.finance.yahoo.com")
COOKIE_HOSTS = ("fc.yahoo.com", "guce.yahoo.com", "consent.yahoo.com")

_CRUMB_PATH = "/v1/test/getcrumb"
_LONGEST_CRUMB = 64
_COOKIE_SECONDS = 4.0
# curl counts in milliseconds and takes 0 for "no limit": less than one would wait for ever.
_SHORTEST_SECONDS = 0.001
_DATA_SECONDS = 8.0
_MOST_REQUESTS = 8  # a first question with a refused crumb and a consent form takes exactly these
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_HOPS = 5

LARGEST_ANSWER = 8 * 1024 * 1024
"""Bytes, unpacked; the longest answer asked for (ten years of days) has less than a tenth of that."""


class NoCrumb(OSError):
    """No cookie or usable crumb; yfinance then asks without one, which charts and search accept."""


class _Question:
    """What happened so far while one question is being answered."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.requests = 0
        self.unauthorised = False
        self.crumb_trouble = ""
        """The cause when the crumb could not be had, "" when it could."""
        self.host_off = ""
        """The host that is turned off and would have had the crumb or the cookie to it."""


class YahooSession(requests.Session[requests.Response]):
    """A browser-like session that paces requests, limits their time and stops at bad answers."""

    def __init__(
        self,
        *,
        bucket: TokenBucket,
        wait: Callable[[float], bool],
        monotonic: Monotonic,
        is_off: IsOff = nothing_is_off,
        answered: Callable[[str], None] = lambda _host: None,
        largest: int = LARGEST_ANSWER,
    ) -> None:
        """`wait(seconds)` waits and returns True when the source was closed meanwhile.

        `answered` is told the host of every cookie and crumb that was had.
        """
        super().__init__(impersonate="chrome", max_redirects=_MOST_HOPS)
        self._bucket = bucket
        self._wait = wait
        self._now = monotonic
        self._is_off = is_off
        self._answered = answered
        self._largest = largest
        self._mine = threading.local()

    @contextmanager
    def question(self, seconds: float) -> Iterator[None]:
        """All requests of this thread inside the block serve one question of at most `seconds`."""
        self._mine.question = _Question(self._now() + seconds)
        try:
            yield
        finally:
            self._mine.question = None

    def request(self, method: Any, url: str, *args: Any, **kwargs: Any) -> Any:
        """One paced request. Raises Stopped, NoCrumb or an error of curl_cffi."""
        question: _Question = self._mine.question
        address = urlsplit(url)
        host = address.hostname or ""
        if host not in DATA_HOSTS and host not in COOKIE_HOSTS:
            raise Stopped("bad_answer", host=host)
        serves_crumb = host in COOKIE_HOSTS or address.path == _CRUMB_PATH
        self._check_on(host, question, serves_crumb=serves_crumb)
        question.requests += 1
        if question.requests > _MOST_REQUESTS:
            raise Stopped("refused", host=host)
        pause = self._bucket.reserve()
        question.deadline += pause
        if self._wait(pause):
            raise Stopped("closed", host=host)
        self._check_on(host, question, serves_crumb=serves_crumb)
        response, at = self._followed(question, method, url, args, kwargs)
        address = urlsplit(at)
        host = address.hostname or ""
        if host in DATA_HOSTS:
            if address.path == _CRUMB_PATH:
                _check_crumb(response, question)
            else:
                _check_data(response, question, host)
        if serves_crumb:
            self._answered(host)
        return response

    def _check_on(self, host: str, question: _Question, *, serves_crumb: bool) -> None:
        """Before and after waiting for its turn: a host may be turned off meanwhile."""
        if not self._is_off(host):
            return
        if not serves_crumb:
            raise Stopped("host_off", host=host)
        question.crumb_trouble, question.host_off = "host_off", host
        raise NoCrumb(f"{host} is turned off")

    def _followed(
        self, question: _Question, method: Any, url: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, str]:
        """The answer and where it came from, after redirects to hosts that may be asked.

        curl would follow them anywhere. An answer that leads elsewhere is the answer: its cookie counts.
        """
        for _ in range(_MOST_HOPS):
            host = urlsplit(url).hostname or ""
            left = question.deadline - self._now()
            if left < _SHORTEST_SECONDS:
                raise Stopped("timed_out", host=host)
            longest = _COOKIE_SECONDS if host in COOKIE_HOSTS else _DATA_SECONDS
            kwargs |= {"timeout": min(left, longest), "allow_redirects": False}
            response = self._bounded(host, method, url, args, kwargs)
            target = response.headers.get("Location") if response.status_code in _REDIRECTS else None
            elsewhere = urljoin(url, target) if target else ""
            if not self._may_follow(elsewhere):
                break
            url = elsewhere
            kwargs.pop("params", None)
            if response.status_code <= 303 and method != "GET":
                method = "GET"
                kwargs.pop("data", None)
        return response, url

    def _may_follow(self, url: str) -> bool:
        address = urlsplit(url)
        host = address.hostname or ""
        listed = host in DATA_HOSTS or host in COOKIE_HOSTS
        return address.scheme == "https" and listed and not self._is_off(host)

    def _bounded(
        self, host: str, method: Any, url: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """The answer of one request; it is cut off where it grows too large, packed or not."""
        body = bytearray()

        def take(chunk: bytes) -> int:
            if len(body) + len(chunk) > self._largest:
                return CURL_WRITEFUNC_ERROR
            body.extend(chunk)
            return len(chunk)

        try:
            response = self.send(method, url, *args, content_callback=take, **kwargs)
        except requests.exceptions.RequestException as error:
            if error.code == CurlECode.WRITE_ERROR:
                raise Stopped("bad_answer", host=host) from error
            raise
        response.content = bytes(body)
        return response

    def send(self, method: Any, url: str, *args: Any, **kwargs: Any) -> Any:
        """Put one request on the wire."""
        return super().request(method, url, *args, **kwargs)


def _check_crumb(response: Any, question: _Question) -> None:
    status, crumb = response.status_code, response.text
    plausible = 0 < len(crumb) <= _LONGEST_CRUMB and not any(mark in crumb for mark in "<{ \n")
    if status == 200 and plausible:
        return
    question.crumb_trouble = {429: "rate_limited", 403: "refused"}.get(status, "server_error")
    raise NoCrumb(f"no crumb: status {status}")


def _check_data(response: Any, question: _Question, host: str) -> None:
    status = response.status_code
    if status < 400:
        return
    if status == 429:
        raise Stopped("rate_limited", host=host, retry_after=retry_after(response.headers.get("Retry-After")))
    if status == 401 and question.crumb_trouble:
        raise Stopped(question.crumb_trouble, host=question.host_off or host)
    if status == 401 and not question.unauthorised:
        # yfinance now fetches a new crumb and asks once more.
        question.unauthorised = True
        return
    if status in (401, 403):
        raise Stopped("refused", host=host)
    if status == 404:
        raise Stopped("symbol_unknown", host=host)
    raise Stopped("server_error" if status >= 500 else "bad_answer", host=host)
