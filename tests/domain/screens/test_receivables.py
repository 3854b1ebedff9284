from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs

YEAR_AGO = date(2025, 6, 30)
PILE = {
    "receivables": 130,
    "receivables_prior_year": figure("receivables_prior_year", 100, YEAR_AGO),
    "revenue_prior_year": figure("revenue_prior_year", 1000, YEAR_AGO, "TTM to 2025-06-30"),
}


def owed(facts: dict[str, object] | None = None, **options: object):
    return finding("receivables", inputs(PILE | (facts or {}), **options))


@pytest.mark.parametrize(
    ("now", "severity"),
    [(105, 0), ("105.1", 1), (115, 1), ("115.1", 2), (130, 2), ("130.1", 3), ("146.5", 3), ("146.6", 4)],
)
def test_a_step_is_passed_only_above_it(now: object, severity: int) -> None:
    assert owed({"receivables": now}).severity == severity


def test_the_quarter_goes_before_the_year_where_both_quarters_are_known() -> None:
    # Revenue of the quarter grew as fast as what is owed, that of the year did not grow.
    quarter = {
        "latest_quarter_revenue": figure("latest_quarter_revenue", 325, period="quarter to 2026-06-30"),
        "latest_quarter_revenue_prior_year": figure(
            "latest_quarter_revenue_prior_year", 250, YEAR_AGO, "quarter to 2025-06-30"
        ),
    }
    found = owed(quarter)
    assert (found.severity, float(found.value.value)) == (0, pytest.approx(1))
    assert "receivables changed by 30% and revenue by 30%" in strict_sentence(found.message)
    assert "36 days of sales are unpaid" in strict_sentence(found.message)
    assert "47 days of sales are unpaid" in strict_sentence(owed().message)


def test_contract_assets_count_where_both_years_state_them() -> None:
    both = {
        "contract_assets": 70,
        "contract_assets_prior_year": figure("contract_assets_prior_year", 100, YEAR_AGO),
    }
    assert float(owed(both).value.value) == pytest.approx(1)
    assert float(owed({"contract_assets": 70}).value.value) == pytest.approx(1.3)


def test_bought_companies_are_named_as_a_possible_reason() -> None:
    assert owed({"acquisitions": 50}).message.id == "receivables.fail"
    found = owed({"acquisitions": 51})
    assert found.severity == 2
    assert "Companies were bought for 51m USD, which may be the reason" in strict_sentence(found.message)


def test_balances_that_are_not_a_year_apart_cannot_be_compared() -> None:
    other = figure("receivables_prior_year", 100, date(2025, 3, 31))
    assert owed({"receivables_prior_year": other}).message.id == "unknown.other_day"


def test_nothing_to_hold_against_is_left_out() -> None:
    assert owed({"revenue": 0}).state == "not_applicable"
    assert owed({"receivables": 0}).state == "not_applicable"
    assert owed(business="bank").state == "not_applicable"
    assert owed({"receivables_prior_year": None}).state == "unknown"


@given(times=st.decimals("0.01", "1000", places=2))
def test_scaling_all_money_changes_nothing(times: object) -> None:
    def scaled(name: str, value: int, day: date, period: str | None) -> object:
        return figure(name, value * times, day, period)  # type: ignore[operator]  # a Decimal

    ttm, prior = "TTM to 2026-06-30", "TTM to 2025-06-30"
    found = owed(
        {
            "receivables": scaled("receivables", 130, date(2026, 6, 30), None),
            "receivables_prior_year": scaled("receivables_prior_year", 100, YEAR_AGO, None),
            "revenue": scaled("revenue", 1000, date(2026, 6, 30), ttm),
            "revenue_prior_year": scaled("revenue_prior_year", 1000, YEAR_AGO, prior),
        }
    )
    assert (found.severity, float(found.value.value)) == (2, pytest.approx(1.3))
