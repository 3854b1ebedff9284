"""The outside sources, each opened when something is first asked that it serves."""

import threading
from collections.abc import Iterator, Sequence

from screener.providers.provider import (
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


class LateSources:
    """Of every kind the first source there is, None when there is none; safe to use from several threads.

    Opening one imports its modules, so the window's thread must not be the first to ask. What is first asked
    for after `close` is closed as well.
    """

    def __init__(self, entries: Sequence[ProviderEntry], surroundings: Surroundings) -> None:
        self._entries = entries
        self._surroundings = surroundings
        self._lock = threading.Lock()
        self._opened: dict[str, Provider] = {}
        self._closed = False

    @property
    def quotes(self) -> QuoteSource | None:
        """Where prices are asked for."""
        return next((one for one in self._serving("quotes") if isinstance(one, QuoteSource)), None)

    @property
    def closes(self) -> ClosesSource | None:
        """Where weekly closes are asked for."""
        return next((one for one in self._serving("closes") if isinstance(one, ClosesSource)), None)

    @property
    def histories(self) -> HistorySource | None:
        """Where daily closes are asked for."""
        return next((one for one in self._serving("histories") if isinstance(one, HistorySource)), None)

    @property
    def statements(self) -> StatementsSource | None:
        """Where statements are asked for."""
        return next((one for one in self._serving("statements") if isinstance(one, StatementsSource)), None)

    @property
    def search(self) -> SearchSource | None:
        """Where listings are searched."""
        return next((one for one in self._serving("search") if isinstance(one, SearchSource)), None)

    @property
    def stream(self) -> StreamSource | None:
        """Where prices are streamed from."""
        return next((one for one in self._serving("stream") if isinstance(one, StreamSource)), None)

    @property
    def filings(self) -> FilingsSource | None:
        """Where filings are asked for."""
        return next((one for one in self._serving("filings") if isinstance(one, FilingsSource)), None)

    def close(self) -> None:
        """Close what was opened; may be called twice."""
        with self._lock:
            self._closed = True
            opened = tuple(self._opened.values())
        for source in opened:
            source.close()

    def _serving(self, need: Need) -> Iterator[Provider]:
        """The sources that serve it, opened now where they were not."""
        for entry in self._entries:
            if need in entry.serves:
                with self._lock:
                    source = self._opened.get(entry.id) or self._open(entry)
                yield source

    def _open(self, entry: ProviderEntry) -> Provider:
        source = self._opened[entry.id] = entry.open(self._surroundings)
        if self._closed:
            source.close()
        return source
