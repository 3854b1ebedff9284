"""Reading a file of positions before anything is stored."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from screener.domain.imported import ImportReview
from screener.domain.portfolio import Portfolio, WatchEntry
from screener.domain.quote import SymbolMatch
from screener.errors import BadInput
from screener.services.holdings import imported_holding, merged
from screener.services.symbols import settled_if_clear
from screener.translation import translate
from screener.wording import sentence


def preview_import(path: Path) -> ImportReview:
    """What the file holds; raises BadInput with one sentence when it cannot be read at all."""
    from screener.importers import IMPORTERS
    from screener.importers.importer import read_file

    return read_file(path, IMPORTERS)


def with_symbols(review: ImportReview, chosen: Mapping[int, SymbolMatch]) -> ImportReview:
    """The review with the listings the user chose, by the place of the position."""
    positions = list(review.positions)
    for place, match in chosen.items():
        positions[place] = msgspec.structs.replace(
            positions[place], symbol=match.symbol, name=positions[place].name or match.name or None
        )
    return msgspec.structs.replace(review, positions=tuple(positions))


def as_portfolio(review: ImportReview, base_currency: str) -> Portfolio:
    """What a file holds as a portfolio that is stored nowhere.

    Raises BadInput, with the first reason, when no position could be read.
    """
    if not review.positions:
        reasons = [*(row.reason for row in review.rejected[:1]), *review.warnings]
        raise BadInput(
            translate("import", "No position could be read from {file}. {reason}")
            .format(file=review.file, reason=" ".join(sentence(reason) for reason in reasons))
            .strip()
        )
    return Portfolio(
        key=f"file:{review.file}",
        name=review.file,
        base_currency=base_currency,
        holdings=merged((), [imported_holding(position) for position in review.positions]),
        watchlist=tuple(
            WatchEntry(symbol, symbol) for symbol in dict.fromkeys(map(settled_if_clear, review.watchlist))
        ),
    )
