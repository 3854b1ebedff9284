"""The effective number of positions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.exposure.diversification import concentration, effective_number


def test_published_concentration_values() -> None:
    assert concentration(Decimal(part) / 100 for part in (40, 30, 20, 10)) == Decimal("0.30")
    assert concentration(Decimal(part) / 100 for part in (25, 20, 15, 10, 9, 8, 7, 6)) == Decimal("0.158")
    assert effective_number(
        [Decimal("0.4"), Decimal("0.3"), Decimal("0.2"), Decimal("0.1")]
    ) == pytest.approx(10 / 3)


@given(st.integers(1, 200))
def test_equal_positions_count_as_many_as_they_are(count: int) -> None:
    assert effective_number([Decimal(1) / count] * count) == pytest.approx(count)


@given(st.lists(st.decimals(Decimal("0.01"), Decimal(1), places=2), min_size=1, max_size=20))
def test_it_lies_between_one_and_the_number_of_positions(parts: list[Decimal]) -> None:
    total = sum(parts)

    number = effective_number([part / total for part in parts])

    assert number is not None
    assert 1 - 1e-9 <= number <= len(parts) + 1e-9


def test_an_empty_portfolio_has_none() -> None:
    assert effective_number([]) is None
    assert effective_number([Decimal(0)]) is None
