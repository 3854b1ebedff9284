from datetime import date
from math import exp

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs, weekly, years

_END = date(2025, 6, 30)


def cap(
    times: float, *, revenue: object = 1000, shares: object = 30_000_000, weeks: int = 180, **more: object
):
    """Closes that grew `times` in three years of those weeks, with revenue and shares of three years ago."""
    growth = times ** ((weeks - 1) / 156.6)
    annual = {
        "revenue": years("revenue", 1000, 1000, revenue, end=_END),
        "shares_outstanding": years("shares_outstanding", 1, 1, shares, end=_END),
    }
    facts = {"shares_outstanding": 30_000_000} | more
    return finding("cap_vs_revenue", inputs(facts, annual=annual, closes=weekly(10, 10 * growth, weeks)))


@pytest.mark.parametrize(
    ("excess", "severity"),
    [(-0.1, 0), (0.09, 0), (0.11, 1), (0.19, 1), (0.21, 2), (0.34, 2), (0.36, 3), (0.49, 3), (0.51, 4)],
)
def test_the_steps_are_log_points_a_year(excess: float, severity: int) -> None:
    assert cap(exp(3 * excess)).severity == severity


def test_growing_revenue_and_issued_shares_are_counted() -> None:
    # Prices doubled, revenue too: nothing is left. A quarter more shares is growth of the value again.
    assert float(cap(2, revenue=500).value.value) == pytest.approx(0, abs=0.01)
    assert float(cap(2, revenue=500, shares=24_000_000).value.value) == pytest.approx(0.0744, abs=0.01)


def test_a_number_of_shares_changed_like_by_a_split_is_refused() -> None:
    assert cap(2, shares=3_000_000).message.id == "cap_vs_revenue.unknown.years"


def test_an_old_listing_needs_three_years_and_a_young_one_its_life() -> None:
    assert cap(2, revenue=None).state == "unknown"
    annual = {
        "revenue": years("revenue", 500, end=date(2025, 3, 31)),
        "shares_outstanding": years("shares_outstanding", 30_000_000, end=date(2025, 3, 31)),
    }
    young = inputs({"shares_outstanding": 30_000_000}, annual=annual, closes=weekly(10, 10, 75))
    found = finding("cap_vs_revenue", young)
    assert float(found.value.value) == pytest.approx(-0.555, abs=0.01)
    assert "over 1.2 years" in strict_sentence(found.message)


def test_without_closes_it_is_not_known() -> None:
    assert finding("cap_vs_revenue", inputs({})).state == "unknown"
