"""Prices that look a hundred times too high or too low: pence told as pounds, or the other way round."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from screener.domain.quote import Quote, QuoteBatch, is_of_another_unit

TOLD_FOR = timedelta(hours=24)
"""A price told for so long is believed: a reverse split of a hundred to one does happen."""


class UnitDoubts:
    """Since when prices of another unit than the known ones are told; for one thread at a time."""

    def __init__(self) -> None:
        self._since: dict[str, datetime] = {}

    def sift(self, batch: QuoteBatch, known: Mapping[str, Quote]) -> tuple[QuoteBatch, frozenset[str]]:
        """The answer without the quotes that are doubted, which count as missing; and their symbols."""
        doubted = set()
        for quote in batch.quotes:
            before = known.get(quote.symbol)
            if before is None or not is_of_another_unit(quote, before):
                self._since.pop(quote.symbol, None)
                continue
            since = self._since.setdefault(quote.symbol, batch.at)
            # A clock that was turned back begins anew.
            if batch.at < since:
                self._since[quote.symbol] = since = batch.at
            if batch.at - since < TOLD_FOR:
                doubted.add(quote.symbol)
            else:
                del self._since[quote.symbol]
        if not doubted:
            return batch, frozenset()
        believed = tuple(quote for quote in batch.quotes if quote.symbol not in doubted)
        missing = tuple(dict.fromkeys([*batch.missing, *sorted(doubted)]))
        return msgspec.structs.replace(batch, quotes=believed, missing=missing), frozenset(doubted)
