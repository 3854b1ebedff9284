"""The wire of the soak: counts what the app sends, and fails in the ways a server cannot."""

from collections import Counter
from collections.abc import Callable
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo


class Trouble(Enum):
    """What happens to requests before they reach anybody."""

    NONE = "none"
    HANG = "no answer, for as long as the app waits"
    NO_NAME = "the name of the host is not found"
    OFFLINE = "connections are refused"


class Wire:
    """Sessions of the app that reach `yahoo` while nothing troubles them.

    Waiting moves the clocks and takes no time: for a free slot, and for an answer that does not come.
    """

    def __init__(self, yahoo: FakeYahoo, clocks: Clocks) -> None:
        self.trouble = Trouble.NONE
        self.sent: Counter[str] = Counter()
        """Requests by host, whatever became of them."""
        self._yahoo = yahoo
        self._clocks = clocks

    def session(self, **given: Any) -> Any:
        """As a session factory of the app's transport."""
        from curl_cffi.requests import exceptions

        from tests.fakes.yahoo_session import local_session

        wire, clocks = self, self._clocks
        closed: Callable[[float], bool] = given["wait"]

        def wait(seconds: float) -> bool:
            clocks.advance(max(0.0, seconds))
            return closed(0)

        class SoakSession(local_session(self._yahoo)):  # type: ignore[misc]  # a class made for this fake
            def send(self, method: Any, url: str, *args: Any, **kwargs: Any) -> Any:
                wire.sent[urlsplit(url).hostname or ""] += 1
                if wire.trouble is Trouble.HANG:
                    clocks.advance(kwargs["timeout"])
                    raise exceptions.Timeout("nobody answered")
                if wire.trouble is Trouble.NO_NAME:
                    raise exceptions.DNSError("no such host")
                if wire.trouble is Trouble.OFFLINE:
                    raise exceptions.ConnectionError("connection refused")
                return super().send(method, url, *args, **kwargs)

        return SoakSession(**{**given, "wait": wait})
