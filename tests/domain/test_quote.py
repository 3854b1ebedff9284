"""Keeping the newest quote of each symbol."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from screener.domain.quote import Quote, QuoteBatch, newest

NOON = datetime(2026, 8, 21, 12, tzinfo=UTC)


def quote(symbol: str, price: int, *, traded: int = 0, fetched: int = 0) -> Quote:
    """A quote traded and fetched so many minutes after noon."""
    return Quote(
        symbol=symbol,
        price=Decimal(price),
        currency="USD",
        at=NOON + timedelta(minutes=traded),
        fetched_at=NOON + timedelta(minutes=fetched),
        source="a source",
        quote_type="EQUITY",
    )


def prices(kept: dict[str, Quote], *fresh: Quote) -> dict[str, int]:
    merged = newest(kept, QuoteBatch(quotes=fresh, missing=(), at=NOON))
    return {symbol: int(found.price) for symbol, found in merged.items()}


def test_newer_trades_replace_older_ones_and_nothing_is_dropped() -> None:
    kept = {"A": quote("A", 1), "B": quote("B", 2)}
    assert prices(kept, quote("A", 10, traded=1), quote("C", 3)) == {"A": 10, "B": 2, "C": 3}
    assert kept["A"].price == 1, "what was passed in stays as it was"


def test_an_older_trade_that_arrives_late_is_ignored() -> None:
    kept = {"A": quote("A", 1, traded=5)}
    assert prices(kept, quote("A", 9, traded=4, fetched=30)) == {"A": 1}


def test_a_later_fetch_of_the_same_trade_refreshes_it() -> None:
    kept = {"A": quote("A", 1, fetched=1)}
    assert prices(kept, quote("A", 2, fetched=2)) == {"A": 2}
    assert prices(kept, quote("A", 2, fetched=0)) == {"A": 1}


def test_an_empty_answer_keeps_everything() -> None:
    assert prices({"A": quote("A", 1)}) == {"A": 1}
