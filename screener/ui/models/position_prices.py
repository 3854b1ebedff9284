"""A position as a newer quote has it, until the next assessment judges it anew."""

import msgspec

from screener.domain.assessment import PositionResult
from screener.domain.figure import Figure, Unknown
from screener.domain.quote import Quote

PRICED_COLUMNS = ("price", "today", "market", "value", "age")
"""What a newer quote changes."""
_QUOTED = ("live", "last_good")


def repriced(position: PositionResult, quote: Quote) -> PositionResult | None:
    """The position with price, change, value and time of `quote`; None when that says nothing newer.

    The value follows the price at the exchange rate of the assessment. Weight and notes stay as judged. A
    price of another origin or currency is left to the assessment, which knows which of them counts.
    """
    price, at = position.price, position.quoted_at
    if not isinstance(price, Figure) or at is None or position.price_origin not in _QUOTED:
        return None
    if price.currency != quote.currency or quote.at < at:
        return None
    same = quote.at == at and quote.price == price.value
    if same and not _is_later(quote, position):
        return None
    if same:
        return msgspec.structs.replace(
            position, market_state=quote.market_state, extended=quote.extended, price_origin="live"
        )
    day = price.as_of if quote.at.date() == at.date() else quote.at.date()
    return msgspec.structs.replace(
        position,
        price=msgspec.structs.replace(price, value=quote.price, as_of=day, old=False),
        price_origin="live",
        previous_close=quote.previous_close,
        change=quote.change_fraction,
        market_state=quote.market_state,
        quoted_at=quote.at,
        value=_scaled(position.value, price, quote),
        extended=quote.extended,
    )


def is_newer(quote: Quote, position: PositionResult) -> bool:
    """Whether the quote has a price of a later time than the position was judged with."""
    at = position.quoted_at
    return at is not None and (quote.at > at or _is_later(quote, position))


def _is_later(quote: Quote, position: PositionResult) -> bool:
    """Whether the early or late price of the quote is newer than the position's."""
    told, known = quote.extended, position.extended
    return told is not None and (known is None or told.at > known.at)


def _scaled(value: Figure | Unknown, price: Figure, quote: Quote) -> Figure | Unknown:
    if isinstance(value, Unknown) or price.value <= 0:
        return value
    return msgspec.structs.replace(value, value=value.value * quote.price / price.value, old=False)
