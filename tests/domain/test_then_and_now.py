from datetime import date
from decimal import Decimal

import pytest

from screener.domain.company import StatedFigure
from screener.domain.figure import Figure, Source
from screener.domain.finding import Finding
from screener.domain.message import Message, Number, Unit
from screener.domain.then_and_now import mismatch


def share(period: str | None) -> Figure:
    return Figure("share", Decimal("0.6"), Unit.FRACTION, date(2025, 10, 26), Source("a page"), period=period)


def today(screen: str, period: str | None, count: int) -> Finding:
    message = Message(f"{screen}.fail", {"count": Number(Decimal(count), Unit.COUNT)})
    return Finding(
        screen=screen,
        family="concentration",
        core=False,
        state="known",
        severity=2,
        value=share(period),
        message=message,
    )


@pytest.mark.parametrize(
    ("period", "count", "answer"),
    [
        ("FY2026", 2, "count"),
        ("FY2026", 4, "period"),
        ("Q2 2026", 2, "count"),
        ("Q2 2026", 4, None),
    ],
)
def test_a_group_fits_only_as_many_customers_of_the_same_stretch(
    period: str, count: int, answer: str | None
) -> None:
    stated = StatedFigure("x", "top_customers", share("quarter to 2025-10-26"), count=4)
    assert mismatch(stated, today("top_customers", period, count)) == answer


def test_a_group_of_no_stated_size_fits_nothing() -> None:
    stated = StatedFigure("x", "top_customers", share("FY2025"))
    assert mismatch(stated, today("top_customers", "FY2026", 2)) == "count"


@pytest.mark.parametrize(
    ("screen", "then", "now", "answer"),
    [
        ("top_customer", "Q1 2026", "FY2026", "period"),
        ("top_customer", "FY2025", "FY2026", None),
        ("pe_ttm", None, "FY2026", None),
    ],
)
def test_a_single_customer_needs_the_same_stretch_and_other_measures_nothing(
    screen: str, then: str | None, now: str, answer: str | None
) -> None:
    assert mismatch(StatedFigure("x", screen, share(then)), today(screen, now, 1)) == answer
