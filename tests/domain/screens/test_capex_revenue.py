from datetime import date
from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs, years


def jump(spent: object, *before: object, **options: object):
    annual = {
        "capex": years("capex", *before),
        "revenue": years("revenue", *([100] * len(before))),
    }
    return finding("capex_revenue", inputs({"capex": spent}, annual=annual, **options))


@pytest.mark.parametrize(
    ("spent", "severity"),
    [(90, 0), (150, 0), (151, 1), (200, 1), (201, 2), (300, 2), (301, 3), (400, 3), (401, 4)],
)
def test_the_steps_are_points_above_the_mean_of_earlier_years(spent: int, severity: int) -> None:
    # 10% of revenue in earlier years; `spent` is of 1,000.
    assert jump(spent, 10, 12, 8).severity == severity


def test_the_sentence_has_both_shares_and_the_points() -> None:
    found = jump(360, 10, 12, 8)
    assert found.value.value == Decimal("0.26")
    assert strict_sentence(found.message) == (
        "Capital spending is 36% of revenue (twelve months to 30 Jun 2026), 26 points above its mean of 10% "
        "over 3 fiscal years."
    )


def test_the_year_that_is_judged_is_no_earlier_one_and_five_are_enough() -> None:
    assert "over 5 fiscal years" in strict_sentence(jump(360, 10, 10, 10, 10, 10, 90, 90).message)
    same = {
        "capex": years("capex", 36, 10, 10, end=date(2026, 6, 30)),
        "revenue": years("revenue", 100, 100, 100, end=date(2026, 6, 30)),
    }
    assert finding("capex_revenue", inputs({"capex": 360}, annual=same)).state == "unknown"


def test_two_years_say_too_little() -> None:
    assert jump(360, 10, 12).message.id == "capex_revenue.unknown.years"


def test_years_of_building_up_are_no_comfort() -> None:
    found = jump(2_000, 600, 500, 700)
    assert (found.state, found.severity) == ("known", None)
    assert "Capital spending is 2 times revenue" in strict_sentence(found.message)


def test_no_revenue_and_banks_are_left_out() -> None:
    assert jump(50, 10, 10, 10, business="bank").state == "not_applicable"
    assert finding("capex_revenue", inputs({"revenue": 0})).state == "not_applicable"
