"""From one message of Yahoo's stream to ticks.

A message is JSON around base64 around a protobuf message; the class for that is yfinance's. Frames of
shares say neither their currency nor their unit: both are those of the last quote.
"""

import base64
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from screener.domain.currency import major_unit
from screener.domain.quote import MarketState, Tick
from screener.providers.provider import Clock
from screener.providers.yahoo.quotes import Listing

LONGEST_AGE = timedelta(days=1)
FASTEST_CLOCK = timedelta(minutes=2)
"""How far ahead of ours the market's clock may be."""

# Quotes before and after a split, or in pounds and in pence: the one may happen, the other is a fault.
_FURTHEST = 20
_LARGEST = 1e9
_DIGITS = 7  # a price comes with 24 bits

_SESSIONS: Mapping[int, MarketState] = {0: "pre", 1: "regular", 2: "post"}
_SHARE, _FUND_SHARE = 8, 20
# Has no number: an old stream leaves it out.
_UNSTATED = 0


class Envelope(msgspec.Struct):
    """The JSON around a message."""

    type: str = ""
    message: str = ""


class Unusable(Exception):
    """A message that tells no price; the text is a word for the log."""


class TickReader:
    """Reads messages; keeps what was read last of each listing, and counts what it leaves out.

    `known` gives the listing for Yahoo's spelling of a symbol, None when it was never quoted. Imports
    yfinance: make it in the thread of the stream.
    """

    def __init__(self, clock: Clock, known: Callable[[str], Listing | None]) -> None:
        from google.protobuf.message import DecodeError
        from yfinance.pricing_pb2 import PricingData

        self._parse: Callable[[bytes], Any] = PricingData.FromString
        self._unparsable = DecodeError
        self._clock = clock
        self._known = known
        self._envelopes = msgspec.json.Decoder(Envelope)
        self._last: dict[str, tuple[datetime, Decimal]] = {}
        self.dropped: Counter[str] = Counter()
        self.read = 0
        """Messages that told a price of a listing, whether it was of use or not."""

    def ticks(self, message: bytes, symbols: Mapping[str, Sequence[str]]) -> list[Tick]:
        """The ticks in a message, one for each symbol that was asked for under Yahoo's name.

        `symbols` has these by name. Empty for a message of no use, whatever is wrong with it.
        """
        try:
            frame = self._frame(message)
            self.read += 1
            tick = self._tick(frame, symbols)
        except Unusable as reason:
            self.dropped[str(reason)] += 1
            return []
        self._last[tick.symbol] = tick.at, tick.price
        return [msgspec.structs.replace(tick, symbol=symbol) for symbol in symbols[tick.symbol]]

    def forget(self, names: Sequence[str]) -> None:
        """Nothing is kept of listings that are no longer followed."""
        for name in names:
            self._last.pop(name, None)

    def _frame(self, message: bytes) -> Any:
        try:
            envelope = self._envelopes.decode(message)
            if envelope.type != "pricing":
                raise Unusable("other type")
            frame = self._parse(base64.b64decode(envelope.message, validate=True))
        except (msgspec.MsgspecError, RecursionError, ValueError, self._unparsable) as error:
            raise Unusable("unreadable") from error
        if not frame.id:
            raise Unusable("no symbol")
        return frame

    def _tick(self, frame: Any, symbols: Mapping[str, Sequence[str]]) -> Tick:
        """The tick under Yahoo's name."""
        name = frame.id
        if name not in symbols:
            raise Unusable("not followed")
        listing = self._known(name)
        if listing is None:
            raise Unusable("never quoted")
        if frame.currency and frame.currency != listing.currency:
            raise Unusable("another currency")
        now = self._clock()
        at = _moment(frame.time, now)
        currency, parts = major_unit(listing.currency)
        price = _price(frame.price, listing.price) / parts
        last_at, last_price = self._last.get(name, (at, None))
        # Many trades fall into one second.
        if at < last_at or (price == last_price and at == last_at):
            raise Unusable("not newer")
        return Tick(name, price, currency, at, now, _session(frame))


def price_of(single: float) -> Decimal:
    """A price of single precision with the digits it can have: 676.08, not 676.0800170898438.

    Raises Unusable for what no share costs.
    """
    if not math.isfinite(single) or not 0 < single < _LARGEST:
        raise Unusable("price")
    price = Decimal(f"{single:.{_DIGITS}g}")
    return price if single < 10**_DIGITS else price.quantize(Decimal(1))  # no 1.2E+7


def _price(single: float, quoted: Decimal) -> Decimal:
    price = price_of(single)
    if not quoted / _FURTHEST < price < quoted * _FURTHEST:
        raise Unusable("far from the quote")
    return price


def _moment(milliseconds: int, now: datetime) -> datetime:
    seconds = milliseconds / 1000
    if not -LONGEST_AGE.total_seconds() < seconds - now.timestamp() < FASTEST_CLOCK.total_seconds():
        raise Unusable("time")
    return datetime.fromtimestamp(seconds, UTC)


def _session(frame: Any) -> MarketState:
    """The session a price is of. One without a number is the early one: a zero is not sent."""
    session = _SESSIONS.get(frame.market_hours)
    if session is None:
        raise Unusable("session")
    # Only shares have early and late sessions; currencies and coins trade all day.
    return session if frame.quote_type in (_UNSTATED, _SHARE, _FUND_SHARE) else "regular"
