from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain import frames
from screener.domain.columns import State
from screener.domain.fields import AGE_LIMITS, FIELDS, cadence, period_kind
from screener.domain.figure import NotApplicable, unknown
from screener.domain.message import Message
from tests.builders.companies import ON, customer, figure, inputs, price, rate
from tests.builders.random_companies import synthetic


def cell(field: str, one: frames.CompanyInputs, on: date = ON) -> tuple[State, float]:
    column = frames.build([one], on)[field]
    return State(int(column.state[0])), float(column.value[0])


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        ("TTM to 2026-07-26", "ttm"),
        ("TTM", "shown"),
        ("FY2025 ended 2025-12-31", "year"),
        ("FY ended 2026-03-31", "year"),
        ("2024", "year"),
        ("2025 (estimate)", "year"),
        ("quarter to 2026-08-02", "quarter"),
        ("Q1 FY2026", "quarter"),
        ("H1 FY2026", "part"),
        ("9 months of FY2025", "part"),
        ("April 2026", "unstated"),
        (None, "unstated"),
    ],
)
def test_periods_are_told_apart(period: str | None, kind: str) -> None:
    assert period_kind(period) == kind


@pytest.mark.parametrize(
    ("field", "period", "filer", "expected"),
    [
        ("price", None, "FY2025", "price"),
        ("capex", "TTM to 2026-06-30", "FY2025", "quarterly"),
        ("capex", "FY2025", "TTM to 2026-06-30", "annual"),
        ("total_debt", None, "FY2025 ended 2025-12-31", "annual"),
        ("total_debt", None, "TTM to 2026-06-30", "quarterly"),
        ("total_debt", None, None, "quarterly"),
    ],
)
def test_how_often_a_figure_is_renewed(
    field: str, period: str | None, filer: str | None, expected: str
) -> None:
    assert cadence(FIELDS[field], period, filer) == expected


@given(days=st.integers(0, 1500), yearly=st.booleans())
def test_age_decides_old_and_too_old(days: int, yearly: bool) -> None:
    limit = AGE_LIMITS["annual" if yearly else "quarterly"]
    one = inputs(
        {"cash": figure("cash", 7, ON - timedelta(days=days))},
        fiscal_period="FY2025" if yearly else "TTM to 2026-06-30",
    )
    column = frames.build([one], ON)["cash"]
    assert bool(column.known[0]) == (days <= 2 * limit)
    assert bool(column.old[0]) == (limit < days <= 2 * limit)
    assert column.age[0] == days
    assert np.isnan(column.value[0]) == (not column.known[0])


@given(days=st.integers(0, 60))
def test_a_price_ages_in_weekdays(days: int) -> None:
    day = ON - timedelta(days=days)
    weekdays = sum((day + timedelta(days=n)).weekday() < 5 for n in range(1, days + 1))
    column = frames.build([inputs(price=price(as_of=day))], ON)["price"]
    assert column.age[0] == weekdays
    assert bool(column.old[0]) == (10 < weekdays <= 20)


def test_a_figure_of_after_the_day_is_not_old() -> None:
    one = inputs({"cash": figure("cash", 7, ON + timedelta(days=30))})
    assert frames.build([one], ON)["cash"].age[0] == 0


def test_why_there_is_no_value_is_kept() -> None:
    said = {"capex": unknown("not_verified"), "cash": NotApplicable(Message("x")), "total_debt": None}
    assert cell("capex", inputs(said))[0] is State.REASONED
    assert cell("cash", inputs(said))[0] is State.NOT_APPLICABLE
    assert cell("total_debt", inputs(said))[0] is State.MISSING


def test_money_is_brought_into_the_currency_most_of_it_is_in() -> None:
    one = inputs(
        {"cash": figure("cash", 30, currency="TWD")}, rates=rate("USD", "TWD", "30", date(2026, 6, 1))
    )
    assert cell("cash", one) == (State.KNOWN, 1_000_000.0)
    assert cell("total_debt", one) == (State.KNOWN, 300_000_000.0)
    assert cell("cash", inputs({"cash": figure("cash", 30, currency="TWD")}))[0] is State.OTHER_CURRENCY


def test_a_rate_of_weeks_later_is_not_used() -> None:
    late = rate("USD", "TWD", "30", date(2026, 7, 20))
    assert (
        cell("cash", inputs({"cash": figure("cash", 30, currency="TWD")}, rates=late))[0]
        is State.OTHER_CURRENCY
    )


def test_flows_of_a_part_of_the_year_are_set_aside_and_interest_of_a_quarter_is_not() -> None:
    quarter = {
        name: figure(name, 8, period="quarter to 2026-06-30") for name in ("capex", "interest_expense")
    }
    assert cell("capex", inputs(quarter))[0] is State.PART_YEAR
    assert cell("interest_expense", inputs(quarter)) == (State.KNOWN, 32_000_000.0)
    newest = {"latest_quarter_revenue": figure("latest_quarter_revenue", 8, period="quarter to 2026-06-30")}
    assert cell("latest_quarter_revenue", inputs(newest))[0] is State.KNOWN


def test_buybacks_are_added_over_three_years_at_most() -> None:
    years = tuple(
        figure("buybacks", 10, date(year, 12, 31), f"FY{year}") for year in (2025, 2024, 2023, 2022)
    )
    assert frames.build([inputs(annual={"buybacks": years})], ON).past.repurchased[0] == 30_000_000
    assert frames.build([inputs({"buybacks": 4})], ON).past.repurchased[0] == 4_000_000
    assert np.isnan(frames.build([inputs()], ON).past.repurchased[0])


def test_evidence_is_the_fact_as_it_was_given() -> None:
    frame = frames.build(
        [inputs({"cash": figure("cash", 30, date(2025, 12, 1))}, customers=(customer("0.3"),))], ON
    )
    evidence = frame.figure(0, "cash")
    assert evidence is not None
    assert (evidence.value, evidence.currency, evidence.old) == (Decimal(30_000_000), "USD", True)
    assert frame.figure(0, "ebitda") is None
    assert frame.customers.top.value[0] == 0.3


def test_every_column_has_a_row_for_every_company() -> None:
    frame = frames.build(synthetic(50), ON)
    assert len(frame) == 50
    assert set(frame.columns) == set(FIELDS)
    for column in frame.columns.values():
        assert column.value.shape == column.state.shape == column.age.shape == column.old.shape == (50,)
        assert np.isnan(column.value[~column.known]).all()
        assert not np.isnan(column.value[column.known]).any()
