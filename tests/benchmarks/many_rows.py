"""Rows for the positions table by the thousand, each different, without a portfolio behind them."""

from datetime import timedelta
from decimal import Decimal

import msgspec

from screener.domain.assessment import CompanyResult, PositionResult
from screener.domain.figure import Figure
from screener.ui.models.position_rows import PositionRow, Showing
from tests.builders.assessments import NOW, sample_assessment

SHOWING = Showing(NOW, "USD")


def many_rows(count: int) -> list[PositionRow]:
    """`count` priced positions with companies behind them."""
    sample = sample_assessment()
    held = [position for position in sample.positions if position.company is not None]
    return [_row(held[number % len(held)], sample.companies, number) for number in range(count)]


def repriced(row: PositionRow, number: int) -> PositionRow:
    """The same row with another price, change and time."""
    price = row.position.price
    assert isinstance(price, Figure)
    cents = Decimal(number % 997) / 100
    position = msgspec.structs.replace(
        row.position,
        price=msgspec.structs.replace(price, value=price.value + cents + 1),
        change=Decimal(number % 401 - 200) / 10_000,
        quoted_at=NOW + timedelta(seconds=number % 50),
    )
    return PositionRow(position, row.company, row.fund, row.showing)


def _row(position: PositionResult, companies: tuple[CompanyResult, ...], number: int) -> PositionRow:
    company = next(each for each in companies if each.key == position.company)
    price = position.price
    assert isinstance(price, Figure)
    scattered = number * 7919 % 1_000_003
    made = msgspec.structs.replace(
        position,
        key=f"h-{number}",
        symbol=f"S{scattered:06d}",
        name=f"{position.name} {number}",
        price=msgspec.structs.replace(price, value=Decimal(scattered) / 100),
        weight=Decimal(scattered) / 10_000_000,
        change=Decimal(scattered % 801 - 400) / 10_000,
        quoted_at=NOW - timedelta(seconds=scattered % 3600),
    )
    return PositionRow(made, company, None, SHOWING)
