from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs


def cover(facts: dict[str, object] | None = None, **options: object):
    return finding("interest_cover", inputs(facts, **options))


@pytest.mark.parametrize(
    ("profit", "severity"),
    [("42.5", 0), ("42.4", 1), (25, 1), ("24.9", 2), (15, 2), ("14.9", 3), (8, 3), ("7.9", 4)],
)
def test_a_step_is_passed_only_below_it(profit: object, severity: int) -> None:
    assert cover({"operating_income": profit}).severity == severity


def test_no_debt_or_net_cash_is_no_burden_even_with_a_loss() -> None:
    assert cover({"total_debt": 0, "operating_income": -80}).message.id == "interest_cover.no_debt"
    assert cover({"cash": 300, "operating_income": -80}).severity == 0
    investments = {"cash": 100, "short_term_investments": 200, "operating_income": -80}
    assert cover(investments).message.id == "interest_cover.net_cash_with_investments"
    assert "200m USD in short-term investments" in strict_sentence(cover(investments).message)


def test_a_loss_with_net_debt_is_4() -> None:
    found = cover({"operating_income": -80, "interest_expense": None, "capex": 500})
    assert (found.severity, found.value) == (4, None)
    assert "−80m USD" in strict_sentence(found.message)


def test_money_held_in_investments_that_are_not_stated_is_no_false_alarm() -> None:
    software = {
        "total_debt": 250,
        "cash": 170,
        "operating_cash_flow": 125,
        "capex": 6,
        "operating_income": -120,
    }
    assert cover(software).message.id == "interest_cover.investments_unknown"
    assert cover(software | {"short_term_investments": 10}).severity == 4
    assert cover(software | {"total_debt": 400}).severity == 4
    assert cover(software | {"capex": 130}).severity == 4
    assert cover(software | {"capex": 130, "total_equity": 1250}).state == "unknown"


def test_a_loss_without_a_known_debt_is_not_judged() -> None:
    assert cover({"operating_income": -80, "total_debt": None}).message.id == "unknown.missing"


def test_interest_shows_there_is_debt_when_the_debt_itself_is_not_stated() -> None:
    assert cover({"total_debt": None, "operating_income": 30}).severity == 1


def test_no_interest_with_debt_is_not_known() -> None:
    assert cover({"interest_expense": 0}).state == "unknown"


def test_interest_of_one_quarter_is_taken_four_times_and_said_so() -> None:
    quarter = figure("interest_expense", 10, period="quarter to 2026-06-30")
    found = cover({"interest_expense": quarter, "operating_income": 120})
    assert (found.severity, found.value.value) == (1, Decimal(3))
    assert "four times 10m USD (quarter to 30 Jun 2026)" in strict_sentence(found.message)
    half = figure("interest_expense", 10, period="H1 2026")
    assert cover({"interest_expense": half}).message.id == "unknown.part_year"


def test_banks_are_left_out() -> None:
    assert cover(business="bank").state == "not_applicable"
