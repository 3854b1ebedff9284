"""Yahoo Finance as a source of quotes, weekly closes and listings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote as in_path
from weakref import WeakSet

import msgspec

from screener.domain.message import Message
from screener.domain.price_history import PriceHistory, continued, is_continued_by
from screener.domain.quote import Closes, Quote, QuoteBatch, SymbolMatch, Tick
from screener.domain.statements import Statements, is_due
from screener.providers.failures import SourceFailed, SymbolUnknown
from screener.providers.provider import Clock, StreamState, Surroundings
from screener.providers.yahoo import charts, quotes, rates, search, statements
from screener.providers.yahoo.hosts import ANSWERING_HOSTS, HOSTS
from screener.providers.yahoo.stream import StreamSurroundings, YahooStream
from screener.providers.yahoo.symbols import all_to_yahoo, match_key, to_yahoo
from screener.providers.yahoo.transport import YahooTransport

T = TypeVar("T")
Streaming = Callable[[Callable[[str], quotes.Listing | None]], StreamSurroundings]

# Yahoo has answered longer lists with an error, and once with the last symbol only.
SYMBOLS_PER_REQUEST = 99

# The answer to a month must overlap with what is known.
_REACH_OF_A_MONTH = timedelta(days=21)

_QUOTES = "https://query1.finance.yahoo.com/v7/finance/quote"
_CHART = "https://query2.finance.yahoo.com/v8/finance/chart/"
_SEARCH = "https://query2.finance.yahoo.com/v1/finance/search"


class YahooProvider:
    """Every kind of source there is for prices and statements. Only symbols and search words are sent."""

    name = quotes.SOURCE
    hosts = HOSTS

    def __init__(self, transport: YahooTransport, clock: Clock, streaming: Streaming | None = None) -> None:
        """`streaming` makes what streams work with, from what is known of listings."""
        self._transport = transport
        self._clock = clock
        self._streaming = streaming or partial(StreamSurroundings, clock)
        self._streams: WeakSet[YahooStream] = WeakSet()
        self._listings: dict[str, quotes.Listing] = {}
        self._statements: dict[str, Statements] = {}

    def quotes(self, symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> QuoteBatch:
        """One request per SYMBOLS_PER_REQUEST symbols and pairs; see QuoteSource.

        A symbol Yahoo cannot know (an ISIN, a name with spaces) is missing without being sent.
        """
        spelled = all_to_yahoo(symbols)
        pair_names = rates.pair_symbols(pairs)
        names = list(dict.fromkeys([*spelled.values(), *pair_names]))
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
        priced = (
            quotes.quote(answered[name][0], name, answered[name][1])
            for name in pair_names
            if name in answered
        )
        return QuoteBatch(
            quotes=tuple(found.values()),
            missing=tuple(symbol for symbol in dict.fromkeys(symbols) if symbol not in found),
            at=self._clock(),
            failure=failure,
            retry_at=retry_at,
            gone=tuple(
                symbol
                for symbol, name in spelled.items()
                if symbol not in found and name in answered and quotes.is_gone(answered[name][0])
            ),
            rates=rates.rates_in(quote for quote in priced if quote is not None),
        )

    def weekly_closes(self, symbol: str) -> Closes:
        """Five years of weekly closes; see ClosesSource. Raises SymbolUnknown and the like."""
        read = partial(charts.weekly_closes, symbol=symbol, fetched_at=self._clock())
        return self._chart(symbol, "5y", "1wk", read)

    def daily_closes(self, symbol: str, known: PriceHistory | None = None) -> PriceHistory:
        """Ten years of daily closes, or the last month when that continues `known`; see HistorySource."""
        if known is not None and self._clock() - known.fetched_at < _REACH_OF_A_MONTH:
            new = self._days(symbol, "1mo")
            if is_continued_by(known, new):
                return continued(known, new)
        return self._days(symbol, "10y")

    def statements(self, symbol: str) -> Statements:
        """Statements in one request a day; see StatementsSource. Raises SymbolUnknown and the like."""
        name = self._name(symbol)
        now = self._clock()
        kept = self._statements.get(name)
        if kept is None or is_due(kept, now):
            kept = self._transport.ask(
                statements.ADDRESS + in_path(name, safe=""),
                statements.question(name, now),
                lambda answer: statements.statements(answer, symbol, name, self._clock()),
                symbol=symbol,
                waits=True,
            )
            self._statements[name] = kept
        return msgspec.structs.replace(kept, symbol=symbol)

    def search(self, text: str) -> tuple[SymbolMatch, ...]:
        """Up to ten listings; see SearchSource. Empty text finds nothing and sends nothing."""
        words = " ".join(text.split())[: search.LONGEST_QUERY]
        if not words:
            return ()
        params = {"q": words, "quotesCount": "10", "newsCount": "0", "listsCount": "0"}
        return self._transport.ask(_SEARCH, params, search.matches)

    def stream(
        self,
        on_tick: Callable[[Tick], None],
        on_state: Callable[[StreamState], None] = lambda _state: None,
        expects_news: Callable[[], bool] = lambda: True,
    ) -> YahooStream:
        """See StreamSource. Tells of symbols that were quoted before: only a quote has the currency."""
        stream = YahooStream(self._streaming(self._listings.get), on_tick, on_state, expects_news)
        self._streams.add(stream)
        return stream

    def close(self) -> None:
        """See Provider."""
        self._transport.close()
        for stream in list(self._streams):
            stream.close()

    def _days(self, symbol: str, length: str) -> PriceHistory:
        read = partial(charts.daily_closes, symbol=symbol, fetched_at=self._clock())
        return self._chart(symbol, length, "1d", read)

    def _chart(self, symbol: str, length: str, interval: str, read: Callable[[object], T]) -> T:
        params = {"range": length, "interval": interval, "events": "split", "includePrePost": "false"}
        return self._transport.ask(_CHART + in_path(self._name(symbol), safe=""), params, read, symbol=symbol)

    def _name(self, symbol: str) -> str:
        name = to_yahoo(symbol)
        if name is None:
            raise SymbolUnknown(self.name, symbol=symbol)
        return name

    def _rows(self, names: list[str]) -> dict[str, tuple[Mapping[str, Any], datetime]]:
        """The rows Yahoo gave for `names`, matched by symbol: order and number are not to be trusted."""
        params = {"symbols": ",".join(names), "formatted": "false"}
        rows = self._transport.ask(_QUOTES, params, lambda answer: list(quotes.rows(answer)))
        fetched_at = self._clock()
        by_symbol = {match_key(str(row.get("symbol"))): row for row in rows}
        keys = {name: match_key(name) for name in names}
        answered = {name: by_symbol[key] for name, key in keys.items() if key in by_symbol}
        read = {name: quotes.listing(row) for name, row in answered.items()}
        self._listings |= {name: listing for name, listing in read.items() if listing is not None}
        return {name: (row, fetched_at) for name, row in answered.items()}


def open_yahoo(surroundings: Surroundings) -> YahooProvider:
    """Yahoo with nothing sent and nothing heavy imported yet."""
    transport = YahooTransport(
        cache_folder=surroundings.cache_folder / "yahoo",
        clock=surroundings.clock,
        heard=surroundings.heard,
        is_off=surroundings.is_off,
        pauses=surroundings.pauses,
        hosts=ANSWERING_HOSTS,
    )
    return YahooProvider(
        transport,
        surroundings.clock,
        lambda known: StreamSurroundings(
            clock=surroundings.clock,
            known=known,
            heard=surroundings.heard,
            is_off=surroundings.is_off,
            pauses=surroundings.pauses,
        ),
    )
