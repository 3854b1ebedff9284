"""The only module that knows yfinance: its data layer on our session, its errors translated.

Costs the better part of a second to import: import it in a worker, at the first question.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yfinance
import yfinance.cache
from curl_cffi.requests import exceptions as curl
from yfinance.data import YfData
from yfinance.exceptions import YFException, YFRateLimitError

from screener.providers.stopped import Stopped
from screener.providers.yahoo.session import YahooSession

SessionFactory = Callable[..., YahooSession]
"""Makes a YahooSession from its keyword arguments; tests put a local one in its place."""

# First match wins. The last three are what yfinance trips over in a page of unexpected shape.
_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (YFRateLimitError, "rate_limited"),
    (curl.Timeout, "timed_out"),
    (curl.HTTPError, "bad_answer"),
    (curl.ContentDecodingError, "bad_answer"),
    (curl.TooManyRedirects, "bad_answer"),
    (ValueError, "bad_answer"),
    (RecursionError, "bad_answer"),
    (OSError, "unreachable"),
    (YFException, "bad_answer"),
    (LookupError, "bad_answer"),
    (TypeError, "bad_answer"),
    (AttributeError, "bad_answer"),
)


class YahooLibrary:
    """yfinance's data layer: nothing hidden, nothing written, nothing kept after an error."""

    def __init__(self, session: YahooSession, cache_folder: Path) -> None:
        yfinance.config.debug.hide_exceptions = False
        yfinance.config.network.retries = 0
        yfinance.set_tz_cache_location(str(cache_folder))
        # Two of its three caches are not wanted at all: the cookie file, and that of ISINs, which
        # it would look up with a search of its own.
        yfinance.cache._CookieCacheManager._Cookie_cache = CookiesInMemory()
        yfinance.cache._ISINCacheManager._isin_cache = yfinance.cache._ISINCacheDummy()
        self._session = session
        self._data = YfData(session=session)

    def get_json(self, url: str, params: Mapping[str, str], seconds: float) -> object:
        """The JSON answer of `url` within `seconds`, cookie and crumb included. Raises Stopped."""
        try:
            with self._session.question(seconds):
                return self._data.get_raw_json(url, params=dict(params))
        except Stopped:
            self._forget()
            raise
        except tuple(kind for kind, _ in _CAUSES) as error:
            self._forget()
            cause = next(cause for kind, cause in _CAUSES if isinstance(error, kind))
            raise Stopped(cause) from error

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()

    def _forget(self) -> None:
        # yfinance keeps error pages here and would go on serving them after the recovery.
        YfData.cache_get.cache_clear()


class CookiesInMemory:
    """Stands in for yfinance's cookie file: a pickle, and useless where it cannot be written.

    Keeps a cookie only if it has what yfinance later reads from it without looking.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[str, Any]] = {}

    def lookup(self, strategy: str) -> dict[str, Any] | None:
        """What `store` kept, in the shape yfinance expects."""
        cookie = self._kept.get(strategy)
        return None if cookie is None else {"cookie": cookie}

    def store(self, strategy: str, cookie: Mapping[str, Any] | None) -> None:
        """Keep `cookie` ({domain: {path: {name: cookie}}}), or forget the one there was."""
        self._kept.pop(strategy, None)
        if cookie:
            paths = next(iter(cookie.values()))
            main = paths.get("/", {}).get("A3")
            if main is not None and main.expires is not None:
                self._kept[strategy] = cookie
