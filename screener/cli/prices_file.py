"""`ringfence import FILE --prices`: what a list of prices holds; kept as the user's own only with --store."""

import argparse
from pathlib import Path
from typing import Any

from screener.cli.command import DONE, note, print_csv, print_json, print_table
from screener.domain.own_price import PricesReview
from screener.errors import BadInput, StorageError
from screener.services import own_prices
from screener.services.opening import open_workspace, utc_now
from screener.translation import translate
from screener.wording import sentence

_COLUMNS = ("symbol", "price", "currency", "as_of")


def as_dict(review: PricesReview, *, stored: bool) -> dict[str, Any]:
    """The review as plain values; a price is a string holding an exact decimal in the major unit."""
    return {
        "file": review.file,
        "prices": [
            {
                "symbol": one.symbol,
                "price": f"{one.price:f}",
                "currency": one.currency,
                "as_of": one.day.isoformat(),
            }
            for one in review.prices
        ],
        "rows": review.rows,
        "first": review.first.isoformat() if review.first else None,
        "last": review.last.isoformat() if review.last else None,
        "older": review.older,
        "same": review.same,
        "rejected": [{"line": row.line, "reason": sentence(row.reason)} for row in review.rejected],
        "stored": stored,
    }


def run(options: argparse.Namespace) -> int:
    """Read the list, keep it when that is asked for, and print the newest price of each listing."""
    if options.into is not None:
        raise BadInput(translate("cli", "--into is for positions; --store keeps prices."))
    stored = bool(options.store)
    review = _store(options.file) if stored else own_prices.preview(options.file, {}, utc_now())
    found = as_dict(review, stored=stored)
    if options.format == "json":
        print_json(found)
        return DONE
    rows = [[str(entry[column]) for column in _COLUMNS] for entry in found["prices"]]
    if options.format == "csv":
        print_csv(_COLUMNS, rows)
    else:
        print_table(_header(), rows, right=(1,))
    for row in review.rejected:
        text = translate("cli", "line {line}: {reason}")
        note(text.format(line=row.line, reason=sentence(row.reason)))
    if not review.rows:
        raise BadInput(translate("cli", "{file} holds no price that can be read.").format(file=review.file))
    return DONE


def _store(path: Path) -> PricesReview:
    with open_workspace(offline=True) as workspace:
        if workspace.cannot_store is not None:
            raise StorageError(workspace.cannot_store)
        review = workspace.preview_prices(path)
        workspace.commit_prices(review)
    note(translate("cli", "Stored as your own prices: {n}.").format(n=len(review.prices)))
    return review


def _header() -> list[str]:
    return [
        translate("cli", "Symbol"),
        translate("cli", "Price"),
        translate("cli", "Currency"),
        translate("cli", "Day"),
    ]
