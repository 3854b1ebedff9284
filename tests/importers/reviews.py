"""Short views of a review, for comparing."""

from decimal import Decimal

from screener.domain.imported import ImportReview
from screener.wording import strict_sentence

Held = tuple[str | None, str, str | None, str | None]


def held(review: ImportReview) -> list[Held]:
    """(symbol or ISIN or name, quantity, currency, cost) of every position, numbers without padding."""
    return [
        (
            position.symbol or position.isin or position.name,
            plain(position.quantity),
            position.currency,
            None if position.cost is None else plain(position.cost),
        )
        for position in review.positions
    ]


def plain(number: Decimal) -> str:
    """A number without trailing zeros and exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rejected(review: ImportReview) -> dict[int, str]:
    """Line -> reason id."""
    return {row.line: row.reason.id for row in review.rejected}


def skipped(review: ImportReview) -> dict[int, str]:
    """Line -> reason id of the rows that hold no position."""
    return {row.line: row.reason.id for row in review.skipped}


def remarks(review: ImportReview) -> list[str]:
    """The ids of all warnings."""
    return [warning.id for warning in review.warnings]


def assert_nothing_lost(review: ImportReview) -> None:
    """Every row below a header is a lot, rejected, watched or skipped, and every message has its sentence."""
    lots = sum(position.lots for position in review.positions)
    assert lots + len(review.rejected) + len(review.watchlist) + len(review.skipped) == review.rows
    for row in (*review.rejected, *review.skipped):
        assert strict_sentence(row.reason)
        assert row.text.isprintable()
        assert len(row.text) <= 120
    for warning in review.warnings:
        assert strict_sentence(warning)
