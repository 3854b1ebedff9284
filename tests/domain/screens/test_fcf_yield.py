from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs

# Free cash flow of 150 on 5,000 + 300 - 100 of enterprise value.
VALUE = {"shares_outstanding": 50_000_000}


def fcf(facts: dict[str, object] | None = None, **options: object):
    return finding("fcf_yield", inputs(VALUE | (facts or {}), **options))


@pytest.mark.parametrize(
    ("spent", "severity"), [(44, 0), ("44.1", 1), (96, 1), ("96.1", 2), (148, 2), ("148.1", 3), ("199.9", 3)]
)
def test_a_step_is_passed_only_below_it(spent: object, severity: int) -> None:
    assert fcf({"capex": spent}).severity == severity


def test_cash_used_up_is_shown_and_not_judged_a_second_time() -> None:
    found = fcf({"capex": 260})
    assert (found.state, found.severity, found.value) == ("known", None, None)
    assert "There was no free cash flow: −60m USD" in strict_sentence(found.message)
    assert finding("capex_ocf", inputs({"capex": 260})).severity == 3


def test_every_claim_on_the_company_is_in_its_value_and_principal_of_leases_in_the_flow() -> None:
    claims = {
        "lease_liabilities": 200,
        "minority_interests": 60,
        "preferred_equity": 40,
        "short_term_investments": 500,
        "finance_lease_principal": 50,
    }
    found = fcf(claims)
    assert found.value.value == Decimal("0.02")
    value = next(each for each in found.figures if each.name == "enterprise_value")
    assert value.value == Decimal(5_000_000_000)


def test_the_flow_after_pay_in_shares_stands_beside_it() -> None:
    found = fcf({"stock_based_compensation": 40})
    beside = next(each for each in found.figures if each.name == "fcf_after_pay")
    assert beside.value == Decimal(110_000_000)


def test_more_money_than_value_has_no_yield_and_banks_have_none() -> None:
    assert fcf({"cash": 5_300}).message.id == "fcf_yield.not_applicable.no_value"
    assert fcf(business="holding").state == "not_applicable"
    assert fcf({"total_debt": None}).message.arguments["field"].value == "total_debt"
