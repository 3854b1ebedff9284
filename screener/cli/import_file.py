"""`ringfence import FILE`: what a file of positions or prices holds; stored only when that is asked for."""

import argparse
from pathlib import Path
from typing import Any

from screener.cli import prices_file
from screener.cli.command import DONE, Command, add_format, note, print_csv, print_json, print_table
from screener.cli.portfolio_file import note_remarks
from screener.domain.imported import ImportReview
from screener.errors import BadInput, StorageError
from screener.services.importing import preview_import
from screener.services.opening import open_workspace
from screener.translation import translate
from screener.wording import sentence

_COLUMNS = ("symbol", "isin", "name", "kind", "quantity", "currency", "cost")


def _arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", type=Path, metavar="FILE", help=translate("cli", "a file of positions"))
    part.add_argument(
        "--into",
        metavar="NAME",
        help=translate("cli", "store the positions as a new portfolio of this name"),
    )
    part.add_argument(
        "--prices",
        action="store_true",
        help=translate("cli", "read FILE as a list of prices instead"),
    )
    part.add_argument(
        "--store",
        action="store_true",
        help=translate("cli", "with --prices: keep them as prices of your own"),
    )
    add_format(part)


def as_dict(review: ImportReview) -> dict[str, Any]:
    """The review as plain values; quantity and cost are strings holding exact decimals."""
    return {
        "file": review.file,
        "recognised_as": review.recognised_as,
        "needs_mapping": review.needs_mapping,
        "as_of": review.as_of.isoformat() if review.as_of else None,
        "positions": [
            {
                "symbol": position.symbol,
                "isin": position.isin,
                "name": position.name,
                "kind": position.kind or "equity",
                "quantity": f"{position.quantity:f}",
                "currency": position.currency,
                "cost": f"{position.cost:f}" if position.cost is not None else None,
                "line": position.line,
            }
            for position in review.positions
        ],
        "watchlist": list(review.watchlist),
        "closed": list(review.closed),
        "rejected": [{"line": row.line, "reason": sentence(row.reason)} for row in review.rejected],
        "warnings": [sentence(warning) for warning in review.warnings],
    }


def _run(options: argparse.Namespace) -> int:
    if options.prices:
        return prices_file.run(options)
    if options.store:
        raise BadInput(translate("cli", "--store goes with --prices; --into stores positions."))
    review = preview_import(options.file)
    if review.recognised_as is None and options.format != "json":
        raise BadInput(
            translate("cli", "{file} was not read: {reason}").format(
                file=review.file, reason=" ".join(sentence(warning) for warning in review.warnings)
            )
        )
    if options.into is not None:
        _store(review, options.into)
    if options.format == "json":
        print_json(as_dict(review))
        return DONE
    rows = [[str(entry[column] or "") for column in _COLUMNS] for entry in as_dict(review)["positions"]]
    if options.format == "csv":
        print_csv(_COLUMNS, rows)
    else:
        print_table(_header(), rows, right=(4, 6))
    note_remarks(review)
    return DONE


def _header() -> list[str]:
    return [
        translate("cli", "Symbol"),
        translate("cli", "ISIN"),
        translate("cli", "Name"),
        translate("cli", "Kind"),
        translate("cli", "Quantity"),
        translate("cli", "Currency"),
        translate("cli", "Cost"),
    ]


def _store(review: ImportReview, name: str) -> None:
    with open_workspace(offline=True) as workspace:
        if workspace.cannot_store is not None:
            raise StorageError(workspace.cannot_store)
        workspace.commit_import(review, "new", name)
    note(translate("cli", "Stored as portfolio {name}.").format(name=name))


IMPORT = Command(
    "import",
    lambda: translate("cli", "read a file of positions or prices and show what it holds"),
    _arguments,
    _run,
)
