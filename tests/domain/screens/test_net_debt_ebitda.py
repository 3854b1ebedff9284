from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs


def net_debt(facts: dict[str, object] | None = None, **options: object):
    return finding("net_debt_ebitda", inputs({"ebitda": 200} | (facts or {}), **options))


@pytest.mark.parametrize(
    ("owed", "severity"),
    [(400, 0), (401, 1), (600, 1), (601, 2), (800, 2), (801, 3), (1100, 3), (1101, 4)],
)
def test_a_step_is_passed_only_above_it(owed: int, severity: int) -> None:
    assert net_debt({"total_debt": owed}).severity == severity


def test_leases_are_debt_and_short_term_investments_are_money() -> None:
    found = net_debt({"total_debt": 900, "lease_liabilities": 300, "short_term_investments": 100})
    assert (found.severity, found.value.value) == (3, Decimal(5))
    assert "Debt less cash is 5 times EBITDA: 1bn USD over 200m USD" in strict_sentence(found.message)


def test_net_cash_is_0_even_with_a_loss() -> None:
    found = net_debt({"cash": 350, "ebitda": -20})
    assert (found.severity, found.value) == (0, None)
    assert "50m USD more" in strict_sentence(found.message)


def test_net_debt_without_earnings_is_4() -> None:
    assert net_debt({"ebitda": -20, "operating_cash_flow": -5}).severity == 4
    assert net_debt({"ebitda": 0, "capex": 500}).severity == 4


def test_ebitda_is_made_of_its_parts_where_it_is_not_stated() -> None:
    found = net_debt({"ebitda": None, "depreciation_amortization": 50, "total_debt": 500})
    assert found.value.value == Decimal(2)


def test_operating_income_alone_can_pass_and_cannot_fail() -> None:
    passed, open_ = net_debt({"ebitda": None}), net_debt({"ebitda": None, "total_debt": 500})
    assert (passed.severity, passed.message.id) == (0, "net_debt_ebitda.pass_on_income")
    assert open_.message.arguments["field"].value == "ebitda"


def test_little_debt_beside_investments_that_are_not_stated_is_no_alarm() -> None:
    small = {"total_equity": 2500, "total_debt": 500, "ebitda": 50}
    assert net_debt(small).message.id == "net_debt_ebitda.investments_unknown"
    assert net_debt(small | {"short_term_investments": 0}).severity == 4


def test_real_estate_trusts_are_shown_and_banks_left_out() -> None:
    trust = net_debt({"total_debt": 1400}, business="reit")
    assert (trust.state, trust.severity, trust.value.value) == ("known", None, Decimal("6.5"))
    assert net_debt(business="insurer").state == "not_applicable"
