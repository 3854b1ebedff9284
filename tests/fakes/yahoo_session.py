"""Sessions of the app that reach a fake Yahoo in this process."""

import time
from collections.abc import Callable
from http.cookiejar import Cookie
from typing import Any
from urllib.parse import urlsplit

from screener.providers.yahoo.session import YahooSession
from tests.fakes.yahoo import FakeYahoo


def local_session(yahoo: FakeYahoo) -> Callable[..., Any]:
    """A factory for sessions of the app that reach `yahoo` by plain HTTP.

    The host becomes the first part of the path. Cookies of yahoo.com do not apply to 127.0.0.1,
    so the session books the one cookie that matters by itself, as the real domain would.
    """

    class LocalSession(YahooSession):
        def send(self, method: Any, url: str, *args: Any, **kwargs: Any) -> Any:
            address = urlsplit(url)
            query = f"?{address.query}" if address.query else ""
            local = f"http://127.0.0.1:{yahoo.port}/@{address.hostname}{address.path or '/'}{query}"
            response = super().send(method, local, *args, **kwargs)
            if address.hostname == "fc.yahoo.com":
                _book_cookie(self)
            return response

    return LocalSession


def fresh_yfinance() -> None:
    """Make yfinance what it is in a new process: no cookie, no crumb, nothing cached."""
    from yfinance import cache
    from yfinance.data import SingletonMeta, YfData

    cache._CookieDBManager.close_db()
    cache._CookieDBManager._db = None
    cache._CookieCacheManager._Cookie_cache = None
    SingletonMeta._instances.clear()
    YfData.cache_get.cache_clear()


def _book_cookie(session: Any) -> None:
    cookie = Cookie(
        version=0,
        name="A3",
        value="d=fake",
        port=None,
        port_specified=False,
        domain=".yahoo.com",
        domain_specified=True,
        domain_initial_dot=True,
        path="/",
        path_specified=True,
        secure=True,
        expires=int(time.time()) + 31_557_600,
        discard=False,
        comment=None,
        comment_url=None,
        rest={},
    )
    session.cookies.jar.set_cookie(cookie)
