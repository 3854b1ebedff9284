"""Reading a file of positions before anything is stored."""

from pathlib import Path

from screener.domain.imported import ImportReview
from screener.domain.portfolio import Portfolio
from screener.errors import BadInput
from screener.services.holdings import imported_holding, merged
from screener.translation import translate
from screener.wording import sentence


def preview_import(path: Path) -> ImportReview:
    """What the file holds; raises BadInput with one sentence when it cannot be read at all."""
    from screener.importers import IMPORTERS
    from screener.importers.importer import read_file

    return read_file(path, IMPORTERS)


def as_portfolio(path: Path, base_currency: str) -> Portfolio:
    """The positions of a file as a portfolio that is stored nowhere.

    Raises BadInput when no position could be read.
    """
    review = preview_import(path)
    if not review.positions:
        reasons = [sentence(row.reason) for row in review.rejected[:1]] + [
            sentence(one) for one in review.warnings
        ]
        raise BadInput(
            translate("import", "No position could be read from {file}. {reason}")
            .format(file=path.name, reason=" ".join(reasons))
            .strip(),
            path=path,
        )
    return Portfolio(
        key=f"file:{path.name}",
        name=path.name,
        base_currency=base_currency,
        holdings=merged((), [imported_holding(position) for position in review.positions]),
    )
