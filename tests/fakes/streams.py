"""A source of streamed prices that tells what the test gives it, from whichever thread the test does it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from screener.domain.message import Message
from screener.domain.quote import MarketState, Quote, Tick
from screener.providers.provider import StreamState

MOMENT = datetime(2026, 10, 9, 14, 30, tzinfo=UTC)


class FakeStream:
    """One stream: what it was asked to follow, call by call, and whether it was closed."""

    def __init__(
        self,
        on_tick: Callable[[Tick], None],
        on_state: Callable[[StreamState], None],
        expects_news: Callable[[], bool],
    ) -> None:
        self.tell = on_tick
        self.tell_state = on_state
        self.expects_news = expects_news
        self.asked: list[tuple[str, ...]] = []
        self.closed = False

    def follow(self, symbols: Sequence[str]) -> None:
        """See Stream."""
        self.asked.append(tuple(symbols))
        self.tell_state(StreamState(connected=bool(symbols)))

    def close(self) -> None:
        """See Stream."""
        self.closed = True


class FakeStreamSource:
    """Opens streams and keeps them."""

    name = "Yahoo Finance"
    hosts = ("streamer.finance.yahoo.com",)

    def __init__(self) -> None:
        self.opened: list[FakeStream] = []

    def stream(
        self,
        on_tick: Callable[[Tick], None],
        on_state: Callable[[StreamState], None] = lambda _state: None,
        expects_news: Callable[[], bool] = lambda: True,
    ) -> FakeStream:
        """See StreamSource."""
        made = FakeStream(on_tick, on_state, expects_news)
        self.opened.append(made)
        return made

    @property
    def open(self) -> FakeStream | None:
        """The stream that is open now."""
        return next((stream for stream in self.opened if not stream.closed), None)

    def close(self) -> None:
        """See Provider."""


class NothingKept:
    """A store of quotes that keeps nothing."""

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        """See QuoteStore."""


def told(
    symbol: str,
    price: str | Decimal,
    at: datetime = MOMENT,
    *,
    state: MarketState = "regular",
    currency: str = "USD",
) -> Tick:
    """A tick that was heard when it was made."""
    return Tick(symbol, Decimal(price), currency, at, at, state)


def known(symbols: Iterable[str], at: datetime = MOMENT, price: str = "100") -> tuple[Quote, ...]:
    """Quotes of these symbols from one answer."""
    return tuple(
        Quote(
            symbol=symbol,
            price=Decimal(price),
            currency="USD",
            at=at,
            fetched_at=at,
            source="Yahoo Finance",
            quote_type="EQUITY",
            market_state="regular",
            previous_close=Decimal(price) / 2,
        )
        for symbol in symbols
    )


def why(id_: str) -> StreamState:
    """A stream that is not connected."""
    return StreamState(connected=False, failure=Message(id_))
