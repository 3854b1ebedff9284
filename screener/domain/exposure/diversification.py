"""How many equal positions a portfolio is worth."""

from collections.abc import Iterable
from decimal import Decimal


def concentration(weights: Iterable[Decimal]) -> Decimal:
    """The Herfindahl-Hirschman index: the sum of squared weights, 1 when everything is one thing."""
    return sum((weight * weight for weight in weights), Decimal(0))


def effective_number(weights: Iterable[Decimal]) -> float | None:
    """1 / sum of squared weights (methods, 3.6); None for an empty portfolio.

    Weights are those after look-through: each company once, and what cannot be seen of a fund as one thing.
    Ten equal weights give 10.
    """
    index = concentration(weights)
    return float(1 / index) if index > 0 else None
