from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs


@pytest.mark.parametrize(
    ("pay", "severity"),
    [(0, 0), (50, 0), (51, 1), (100, 1), (101, 2), (200, 2), (201, 3), (300, 3), (301, 4)],
)
def test_a_step_is_passed_only_above_it(pay: int, severity: int) -> None:
    assert finding("stock_pay", inputs({"stock_based_compensation": pay})).severity == severity


def test_the_sentence_has_both_amounts() -> None:
    found = finding("stock_pay", inputs({"stock_based_compensation": 110}))
    assert found.value.value == Decimal("0.11")
    assert strict_sentence(found.message) == (
        "Pay in shares took 11% of revenue: 110m USD of 1bn USD (twelve months to 30 Jun 2026)."
    )
    more = finding("stock_pay", inputs({"stock_based_compensation": 1500}))
    assert "Pay in shares was 1.5 times revenue" in strict_sentence(more.message)


def test_no_revenue_has_no_share_and_no_figure_is_not_known() -> None:
    assert (
        finding("stock_pay", inputs({"stock_based_compensation": 5, "revenue": 0})).state == "not_applicable"
    )
    assert finding("stock_pay", inputs()).state == "unknown"
