"""Yahoo Finance as a source of quotes, weekly closes and listings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote as in_path

from screener.domain.message import Message
from screener.domain.quote import Closes, Quote, QuoteBatch, SymbolMatch
from screener.providers.failures import SourceFailed, SymbolUnknown
from screener.providers.provider import Clock, Surroundings
from screener.providers.yahoo import charts, quotes, search
from screener.providers.yahoo.symbols import spellings, to_yahoo
from screener.providers.yahoo.transport import YahooTransport

HOSTS = (
    "query1.finance.yahoo.com",
    "query2.finance.yahoo.com",
    "fc.yahoo.com",
    "guce.yahoo.com",
    "consent.yahoo.com",
)
# Yahoo has answered longer lists with an error, and once with the last symbol only.
SYMBOLS_PER_REQUEST = 99

_QUOTES = "https://query1.finance.yahoo.com/v7/finance/quote"
_CHART = "https://query2.finance.yahoo.com/v8/finance/chart/"
_SEARCH = "https://query2.finance.yahoo.com/v1/finance/search"


class YahooProvider:
    """A QuoteSource, ClosesSource and SearchSource. Only symbols and search words are sent."""

    name = quotes.SOURCE
    hosts = HOSTS

    def __init__(self, transport: YahooTransport, clock: Clock) -> None:
        self._transport = transport
        self._clock = clock

    def quotes(self, symbols: Sequence[str]) -> QuoteBatch:
        """One request per SYMBOLS_PER_REQUEST symbols; see QuoteSource.

        A symbol Yahoo cannot know (an ISIN, a name with spaces) is missing without being sent.
        """
        spelled = spellings(symbols)
        names = list(dict.fromkeys(spelled.values()))
        answered: dict[str, tuple[Mapping[str, Any], datetime]] = {}
        failure: Message | None = None
        retry_at: datetime | None = None
        for start in range(0, len(names), SYMBOLS_PER_REQUEST):
            try:
                answered |= self._rows(names[start : start + SYMBOLS_PER_REQUEST])
            except SourceFailed as failed:
                failure = failure or failed.failure
                retry_at = failed.retry_at or retry_at
        found: dict[str, Quote] = {}
        for symbol, name in spelled.items():
            if name in answered:
                row, fetched_at = answered[name]
                quote = quotes.quote(row, symbol, fetched_at)
                if quote is not None:
                    found[symbol] = quote
        return QuoteBatch(
            quotes=tuple(found.values()),
            missing=tuple(symbol for symbol in dict.fromkeys(symbols) if symbol not in found),
            at=self._clock(),
            failure=failure,
            retry_at=retry_at,
        )

    def weekly_closes(self, symbol: str) -> Closes:
        """Five years of weekly closes; see ClosesSource. Raises SymbolUnknown and the like."""
        name = to_yahoo(symbol)
        if name is None:
            raise SymbolUnknown(self.name, symbol=symbol)
        return self._transport.ask(
            _CHART + in_path(name, safe=""),
            {"range": "5y", "interval": "1wk", "events": "split", "includePrePost": "false"},
            lambda answer: charts.weekly_closes(answer, symbol, self._clock()),
            symbol=symbol,
        )

    def search(self, text: str) -> tuple[SymbolMatch, ...]:
        """Up to ten listings; see SearchSource. Empty text finds nothing and sends nothing."""
        words = " ".join(text.split())[: search.LONGEST_QUERY]
        if not words:
            return ()
        params = {"q": words, "quotesCount": "10", "newsCount": "0", "listsCount": "0"}
        return self._transport.ask(_SEARCH, params, search.matches)

    def close(self) -> None:
        """See Provider."""
        self._transport.close()

    def _rows(self, names: list[str]) -> dict[str, tuple[Mapping[str, Any], datetime]]:
        """The rows Yahoo gave for `names`, matched by symbol: order and number are not to be trusted."""
        params = {"symbols": ",".join(names), "formatted": "false"}
        rows = self._transport.ask(_QUOTES, params, lambda answer: list(quotes.rows(answer)))
        fetched_at = self._clock()
        by_symbol = {str(row.get("symbol")).upper(): row for row in rows}
        return {name: (by_symbol[name], fetched_at) for name in names if name in by_symbol}


def open_yahoo(surroundings: Surroundings) -> YahooProvider:
    """Yahoo with nothing sent and nothing heavy imported yet."""
    transport = YahooTransport(cache_folder=surroundings.cache_folder / "yahoo", clock=surroundings.clock)
    return YahooProvider(transport, surroundings.clock)
