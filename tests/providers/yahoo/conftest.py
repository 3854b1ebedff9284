"""The app's Yahoo provider on a fake Yahoo, with clocks that stand still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.providers.yahoo.provider import YahooProvider
from screener.providers.yahoo.transport import YahooTransport
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo
from tests.fakes.yahoo_data import FakeMarket


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def yahoo(clocks: Clocks) -> Iterator[FakeYahoo]:
    with FakeYahoo(FakeMarket(now=clocks.wall)) as fake:
        yield fake


@pytest.fixture
def fresh_yfinance() -> Iterator[None]:
    """yfinance as in a new process: no cookie, no crumb, nothing cached."""
    from yfinance import cache
    from yfinance.data import SingletonMeta, YfData

    def forget() -> None:
        cache._CookieDBManager.close_db()
        cache._CookieDBManager._db = None
        cache._CookieCacheManager._Cookie_cache = None
        SingletonMeta._instances.clear()
        YfData.cache_get.cache_clear()

    forget()
    yield
    forget()


@pytest.fixture
def provider(
    yahoo: FakeYahoo, clocks: Clocks, tmp_path: Path, fresh_yfinance: None
) -> Iterator[YahooProvider]:
    """The provider on standing clocks; gives up on a silent server after 0.3 s."""
    from tests.fakes.yahoo_session import local_session

    transport = YahooTransport(
        cache_folder=tmp_path / "yahoo",
        clock=clocks.wall,
        monotonic=clocks.monotonic,
        session_factory=local_session(yahoo),
        question_seconds=0.3,
    )
    source = YahooProvider(transport, clocks.wall)
    yield source
    source.close()
