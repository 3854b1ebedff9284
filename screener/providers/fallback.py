"""Asking several sources for the same thing, in order of preference."""

from collections.abc import Sequence
from datetime import datetime

from screener.domain.message import Message
from screener.domain.quote import Quote, QuoteBatch
from screener.providers.provider import Clock, QuoteSource


def quotes_from(sources: Sequence[QuoteSource], symbols: Sequence[str], clock: Clock) -> QuoteBatch:
    """Quotes of all symbols; each source is asked only for what those before it did not have.

    The failure kept is the first one: it says why the preferred source is not behind every
    quote. The earliest time any failed source may be asked again is kept with it.
    """
    found: list[Quote] = []
    wanted = tuple(dict.fromkeys(symbols))
    failure: Message | None = None
    retry_at: datetime | None = None
    gone: list[str] = []
    for source in sources:
        if not wanted:
            break
        batch = source.quotes(wanted)
        found.extend(batch.quotes)
        answered = {quote.symbol for quote in batch.quotes}
        wanted = tuple(symbol for symbol in wanted if symbol not in answered)
        gone += batch.gone
        failure = failure or batch.failure
        if batch.retry_at is not None:
            retry_at = batch.retry_at if retry_at is None else min(retry_at, batch.retry_at)
    return QuoteBatch(
        quotes=tuple(found),
        missing=wanted,
        at=clock(),
        failure=failure,
        retry_at=retry_at,
        gone=tuple(symbol for symbol in dict.fromkeys(gone) if symbol in wanted),
    )
