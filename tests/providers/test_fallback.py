"""Asking sources in order of preference."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from screener.domain.message import Message, Text
from screener.domain.quote import Quote, QuoteBatch
from screener.providers.fallback import quotes_from
from tests.fakes.clocks import START, Clocks


class Known:
    """A source that knows some symbols and may add a failure."""

    hosts = ()

    def __init__(self, name: str, *symbols: str, failure: Message | None = None, pause: int = 0) -> None:
        self.name = name
        self._symbols = symbols
        self._failure = failure
        self._retry_at = START + timedelta(seconds=pause) if pause else None
        self.asked: list[tuple[str, ...]] = []

    def quotes(self, symbols: Sequence[str], pairs: Sequence[tuple[str, str]] = ()) -> QuoteBatch:
        self.asked.append(tuple(symbols))
        found = tuple(
            Quote(symbol, Decimal(10), "USD", START, START, self.name, "EQUITY")
            for symbol in symbols
            if symbol in self._symbols
        )
        missing = tuple(symbol for symbol in symbols if symbol not in self._symbols)
        return QuoteBatch(found, missing, START, self._failure, self._retry_at)

    def close(self) -> None: ...


LIMITED = Message("source.rate_limited", {"source": Text("first")})
BROKEN = Message("source.bad_answer", {"source": Text("second")})


def test_the_next_source_is_asked_only_for_what_is_missing() -> None:
    first, second, third = Known("first", "A", "B"), Known("second", "C"), Known("third", "A", "C", "D")

    batch = quotes_from([first, second, third], ["A", "B", "C", "A"], Clocks().wall)

    assert {quote.symbol: quote.source for quote in batch.quotes} == {
        "A": "first",
        "B": "first",
        "C": "second",
    }
    assert batch.missing == ()
    assert (second.asked, third.asked) == ([("C",)], [])


def test_the_failure_of_the_preferred_source_and_the_earliest_next_try_are_kept() -> None:
    first, second = Known("first", failure=LIMITED, pause=60), Known("second", "A", failure=BROKEN, pause=5)

    batch = quotes_from([first, second], ["A", "B"], Clocks().wall)

    assert [quote.source for quote in batch.quotes] == ["second"]
    assert batch.missing == ("B",)
    assert batch.failure == LIMITED
    assert batch.retry_at == START + timedelta(seconds=5)


def test_without_sources_or_symbols_there_is_nothing_to_ask() -> None:
    first = Known("first")
    assert quotes_from([], ["A"], Clocks().wall) == QuoteBatch((), ("A",), START)
    assert quotes_from([first], [], Clocks().wall) == QuoteBatch((), (), START)
    assert first.asked == []
