"""Whatever way a listing is written, typed or in a file: the same listing is quoted, or the user is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from screener.domain.assessment import Assessment
from screener.domain.imported import ImportedPosition
from screener.errors import BadInput
from screener.providers.provider import ProviderEntry
from screener.providers.yahoo.provider import HOSTS, YahooProvider
from screener.providers.yahoo.transport import YahooTransport
from screener.services import opening
from screener.services.holding_input import HoldingDraft
from screener.services.symbols import candidates, offered_for, settled, words_to_look_up
from screener.services.workspace import Workspace
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo
from tests.fakes.yahoo_data import FakeListing, FakeMarket

LISTINGS = (
    FakeListing("0700.HK", "Tencent Holdings Limited", 600.0, 598.0, "HKD", zone="Asia/Hong_Kong"),
    FakeListing("600519.SS", "Kweichow Moutai Co., Ltd.", 1450.0, 1440.0, "CNY", zone="Asia/Shanghai"),
    FakeListing("2330.TWO", "Another company", 50.0, 49.0, "TWD", zone="Asia/Taipei"),
)
PAIRS = (("HKD=X", 7.8), ("CNY=X", 7.18), ("TWD=X", 30.2))


@pytest.mark.parametrize(
    ("typed", "currency", "listing"),
    [
        ("BRK.B", None, "BRK.B"),
        ("700", None, "0700.HK"),
        ("00700.HK", None, "0700.HK"),
        ("700 HK", None, "0700.HK"),
        ("600519", None, "600519.SS"),
        ("600519.SH", None, "600519.SS"),
        ("2330", "JPY", "2330.T"),
        ("2330:TPE", None, "2330.TW"),
        ("TWSE:2330", None, "2330.TW"),
        ("NASDAQ:NVDA", None, "NVDA"),
        ("VOD.L", None, "VOD.L"),
        ("輝達", None, "輝達"),
        ("SOME NAME", None, "SOME NAME"),
    ],
)
def test_a_listing_in_every_way_it_is_written(typed: str, currency: str | None, listing: str) -> None:
    assert settled(typed, currency) == listing


def test_a_code_of_several_exchanges_is_never_guessed() -> None:
    with pytest.raises(BadInput) as refused:
        settled("2330")
    assert refused.value.message == (
        "“2330” is a code of several exchanges; please enter 2330.TW, 2330.TWO, 2330.T or 2330.HK."
    )
    assert candidates("2330", "TWD") == ("2330.TW", "2330.TWO"), "one currency, two exchanges"


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (ImportedPosition(2, None, 1, isin="US0378331005", name="Apple"), "US0378331005"),
        (ImportedPosition(2, None, 1, name="Apple"), "Apple"),
        (ImportedPosition(2, "2330", 1), "2330"),
        (ImportedPosition(2, "600519", 1), ""),
        (ImportedPosition(2, "NVDA", 1), ""),
        (ImportedPosition(2, None, 1, name="A bond", kind="bond"), ""),
        (ImportedPosition(2, None, 1, name="Cash", kind="cash"), ""),
    ],
)
def test_what_is_looked_up_for_an_imported_row(position: ImportedPosition, words: str) -> None:
    assert words_to_look_up(position) == words


def test_codes_are_offered_without_asking_anybody() -> None:
    offered = offered_for(ImportedPosition(2, "2330", 1, currency="TWD"))
    assert [match.symbol for match in offered] == ["2330.TW", "2330.TWO"]
    assert offered_for(ImportedPosition(2, None, 1, name="Apple")) == ()


# ---------------------------------------------------------------- the whole way


@contextmanager
def living_desk(folder: Path) -> Iterator[tuple[Workspace, FakeYahoo]]:
    """The workspace on the real Yahoo provider and a fake Yahoo."""
    from tests.fakes.yahoo_session import local_session

    clocks = Clocks()
    market = FakeMarket(now=clocks.wall)
    for listing in LISTINGS:
        market.add(listing)
    for pair, price in PAIRS:
        market.add(
            FakeListing(pair, pair, price, price, pair[:3], quote_type="CURRENCY", eps=None, market_cap=None)
        )
    with FakeYahoo(market) as yahoo:

        def opened(_surroundings: object) -> YahooProvider:
            transport = YahooTransport(
                cache_folder=folder,
                clock=clocks.wall,
                monotonic=clocks.monotonic,
                session_factory=local_session(yahoo),
            )
            return YahooProvider(transport, clocks.wall)

        with (
            mock.patch.object(opening, "PROVIDERS", (ProviderEntry("yahoo", HOSTS, opened),)),
            opening.open_workspace(offline=False, clock=clocks.wall) as workspace,
        ):
            yield workspace, yahoo


@pytest.fixture
def fresh_yfinance() -> Iterator[None]:
    """yfinance as in a new process: no cookie, no crumb, nothing cached."""
    from yfinance import cache
    from yfinance.data import SingletonMeta, YfData

    def forget() -> None:
        cache._CookieCacheManager._Cookie_cache = None
        SingletonMeta._instances.clear()
        YfData.cache_get.cache_clear()

    forget()
    yield
    forget()


QUOTED = {"BRK.B": "488.1", "0700.HK": "600.0", "600519.SS": "1450.0", "2330.TW": "1150.0"}


def live_prices(assessment: Assessment) -> dict[str, str]:
    return {
        row.symbol: str(row.price.value)  # type: ignore[union-attr]  # a live price is a figure
        for row in assessment.positions
        if row.price_origin == "live"
    }


@pytest.mark.usefixtures("fresh_yfinance")
def test_typed_holdings_are_quoted_and_identified(tmp_path: Path) -> None:
    with living_desk(tmp_path) as (workspace, yahoo):
        workspace.create("Mine", "USD")
        for typed in ("BRK.B", "700", "600519", "TPE:2330"):
            workspace.add_holding(HoldingDraft(typed, "1"))
        with pytest.raises(BadInput, match="several exchanges"):
            workspace.add_holding(HoldingDraft("2330", "1"))
        with pytest.raises(BadInput, match="already held"):
            workspace.add_holding(HoldingDraft("00700.HK", "1"))
        with pytest.raises(BadInput, match="several exchanges"):
            workspace.add_watch("2330")
        found = workspace.refresh().assessment
        asked = {name for request in yahoo.requests for name in request.query.get("symbols", "").split(",")}
    assert live_prices(found) == QUOTED
    assert {"BRK-B", "0700.HK", "600519.SS", "2330.TW"} <= asked
    assert all(row.company is not None for row in found.positions)


@pytest.mark.usefixtures("fresh_yfinance")
def test_imported_holdings_are_quoted_and_identified(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(
        "symbol,quantity,currency\nBRK.B,1,USD\n00700.HK,1,HKD\n600519,1,\n2330,1,TWD\n", encoding="utf-8"
    )
    with living_desk(tmp_path) as (workspace, _yahoo):
        review = workspace.preview_import(file)
        workspace.open(workspace.commit_import(review, "new", "Mine"))
        found = workspace.refresh().assessment
    prices = live_prices(found)
    assert {symbol.replace("-", "."): price for symbol, price in prices.items() if "BRK" in symbol} == {
        "BRK.B": "488.1"
    }
    assert {key: price for key, price in prices.items() if "BRK" not in key} == {
        key: price for key, price in QUOTED.items() if "BRK" not in key
    }
