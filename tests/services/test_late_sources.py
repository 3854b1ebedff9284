"""Sources are opened when something is asked of them, and not before."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screener.domain.filings import FiledFacts, Filer
from screener.domain.quote import Closes, QuoteBatch
from screener.providers import PROVIDERS
from screener.providers.provider import (
    EVERY_NEED,
    ClosesSource,
    FilingsSource,
    HistorySource,
    Need,
    Provider,
    ProviderEntry,
    QuoteSource,
    SearchSource,
    StatementsSource,
    StreamSource,
    Surroundings,
)
from screener.services.late_sources import LateSources
from tests.builders.desks import ScriptedSource, desk
from tests.fakes.clocks import Clocks

KINDS: dict[Need, type] = {
    "quotes": QuoteSource,
    "closes": ClosesSource,
    "histories": HistorySource,
    "statements": StatementsSource,
    "search": SearchSource,
    "stream": StreamSource,
    "filings": FilingsSource,
}


@pytest.fixture
def source() -> ScriptedSource:
    return ScriptedSource(Clocks(datetime(2026, 6, 1, 14, 0, tzinfo=UTC)))


class Prices:
    """Quotes and closes."""

    name, hosts = "Prices", ("prices.example",)

    def __init__(self) -> None:
        self.closed = 0

    def quotes(self, _symbols: object, _pairs: object = ()) -> QuoteBatch:
        raise NotImplementedError

    def weekly_closes(self, _symbol: str) -> Closes:
        raise NotImplementedError

    def close(self) -> None:
        self.closed += 1


class Reports:
    """Filings."""

    name, hosts, is_on = "Reports", ("reports.example",), True

    def filed(self, _filer: Filer, _known: FiledFacts | None = None) -> FiledFacts:
        raise NotImplementedError

    def close(self) -> None:
        return


class Opened:
    """Two entries that count how often they are opened."""

    def __init__(self, tmp_path: Path) -> None:
        self.names: list[str] = []
        self.prices = Prices()
        self.entries = (
            ProviderEntry("prices", Prices.hosts, self._prices, ("quotes", "closes")),
            ProviderEntry("reports", Reports.hosts, self._reports, ("filings",)),
        )
        self.sources = LateSources(
            self.entries, Surroundings(cache_folder=tmp_path, clock=lambda: datetime.now(UTC))
        )

    def _prices(self, _around: Surroundings) -> Provider:
        self.names.append("prices")
        return self.prices

    def _reports(self, _around: Surroundings) -> Provider:
        self.names.append("reports")
        return Reports()


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return Opened(tmp_path)


def test_only_a_source_that_serves_what_is_asked_is_opened_and_only_once(opened: Opened) -> None:
    assert opened.names == []
    assert isinstance(opened.sources.filings, Reports)
    assert opened.names == ["reports"]
    assert opened.sources.quotes is opened.sources.closes is opened.prices
    assert opened.names == ["reports", "prices"]
    assert opened.sources.stream is None
    assert opened.sources.search is None
    assert opened.names == ["reports", "prices"]


def test_one_that_claims_more_than_it_can_is_not_asked_for_it(tmp_path: Path) -> None:
    prices = Prices()
    boasting = ProviderEntry("prices", Prices.hosts, lambda _around: prices, EVERY_NEED)
    sources = LateSources([boasting], Surroundings(cache_folder=tmp_path, clock=lambda: datetime.now(UTC)))
    assert sources.quotes is prices
    assert sources.statements is None
    assert sources.histories is None


def test_many_threads_open_a_source_once(opened: Opened) -> None:
    together = threading.Barrier(8)

    def ask() -> None:
        together.wait()
        assert opened.sources.quotes is opened.prices

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened.names == ["prices"]


def test_closing_opens_nothing_and_closes_what_is_opened_later(opened: Opened) -> None:
    opened.sources.close()
    assert opened.names == []
    assert opened.sources.quotes is opened.prices
    assert opened.prices.closed == 1


def test_closing_closes_what_was_opened(opened: Opened) -> None:
    assert opened.sources.quotes is not None
    opened.sources.close()
    assert opened.prices.closed == 1


@pytest.mark.parametrize("entry", PROVIDERS, ids=lambda entry: entry.id)
def test_every_source_serves_what_its_line_says_and_nothing_else(
    entry: ProviderEntry, tmp_path: Path
) -> None:
    source = entry.open(Surroundings(cache_folder=tmp_path, clock=lambda: datetime.now(UTC)))
    try:
        assert {need for need, kind in KINDS.items() if isinstance(source, kind)} == set(entry.serves)
    finally:
        source.close()
    assert set(KINDS) == set(EVERY_NEED)


def test_showing_the_last_assessment_opens_no_source(own_home: Path, source: ScriptedSource) -> None:
    opened: list[Surroundings] = []
    opens = source.opened

    def noted(around: Surroundings) -> ScriptedSource:
        opened.append(around)
        return opens(around)

    source.opened = noted  # type: ignore[method-assign]  # to see when it is opened
    with desk(source) as workspace:
        assert workspace.last is not None
        workspace.alerts()
        workspace.hosts()
        workspace.live.start(lambda: None)
        assert opened == []
        workspace.refresh()
        assert len(opened) == 1
