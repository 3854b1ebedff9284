"""The one HTTP session all requests to Yahoo go through.

yfinance answers trouble with more requests: after any error it fetches a new cookie and crumb
and asks again, and it takes an error page for a crumb. This session stands below it, paces
every single request, and ends a question for good as soon as the answer is known.

Imports curl_cffi: import this module in a worker only.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from curl_cffi import requests

from screener.providers.pacing import Monotonic, TokenBucket
from screener.providers.yahoo.stopped import Stopped

DATA_HOSTS = ("query1.finance.yahoo.com", "query2.finance.yahoo.com")
COOKIE_HOSTS = ("fc.yahoo.com", "guce.yahoo.com", "consent.yahoo.com")

_CRUMB_PATH = "/v1/test/getcrumb"
_LONGEST_CRUMB = 64
_COOKIE_SECONDS = 4.0
# curl counts in milliseconds and takes 0 for "no limit": less than one would wait for ever.
_SHORTEST_SECONDS = 0.001
_DATA_SECONDS = 8.0
_MOST_REQUESTS = 8  # a first question with a refused crumb and a consent form takes exactly these
_LONGEST_RETRY_AFTER = 6 * 3600.0


class NoCrumb(OSError):
    """No usable crumb; yfinance then asks without one, which charts and search accept."""


class _Question:
    """What happened so far while one question is being answered."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.requests = 0
        self.unauthorised = False
        self.crumb_trouble = ""
        """The cause when the crumb could not be had, "" when it could."""


class YahooSession(requests.Session[requests.Response]):
    """A browser-like session that paces requests, limits their time and stops at bad answers."""

    def __init__(self, *, bucket: TokenBucket, wait: Callable[[float], bool], monotonic: Monotonic) -> None:
        """`wait(seconds)` waits and returns True when the source was closed meanwhile."""
        super().__init__(impersonate="chrome", max_redirects=5)
        self._bucket = bucket
        self._wait = wait
        self._now = monotonic
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
        question.requests += 1
        if question.requests > _MOST_REQUESTS:
            raise Stopped("refused", host=host)
        pause = self._bucket.reserve()
        question.deadline += pause
        if self._wait(pause):
            raise Stopped("closed", host=host)
        left = question.deadline - self._now()
        if left < _SHORTEST_SECONDS:
            raise Stopped("timed_out", host=host)
        kwargs["timeout"] = min(left, _COOKIE_SECONDS if host in COOKIE_HOSTS else _DATA_SECONDS)
        response = self.send(method, url, *args, **kwargs)
        if host in DATA_HOSTS:
            if address.path == _CRUMB_PATH:
                _check_crumb(response, question)
            else:
                _check_data(response, question, host)
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
        raise Stopped("rate_limited", host=host, retry_after=_retry_after(response))
    if status == 401 and question.crumb_trouble:
        raise Stopped(question.crumb_trouble, host=host)
    if status == 401 and not question.unauthorised:
        # yfinance now fetches a new crumb and asks once more.
        question.unauthorised = True
        return
    if status in (401, 403):
        raise Stopped("refused", host=host)
    if status == 404:
        raise Stopped("symbol_unknown", host=host)
    raise Stopped("server_error" if status >= 500 else "bad_answer", host=host)


def _retry_after(response: Any) -> float:
    """Seconds the host asks to wait; 0 when it does not say so in plain seconds."""
    header = response.headers.get("Retry-After") or ""
    return min(float(header), _LONGEST_RETRY_AFTER) if header.isascii() and header.isdigit() else 0.0
