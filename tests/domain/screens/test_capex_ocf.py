from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs


def capex(facts: dict[str, object] | None = None, **options: object):
    return finding("capex_ocf", inputs(facts, **options))


@pytest.mark.parametrize(
    ("spent", "severity"), [(0, 0), (120, 0), (121, 1), (160, 1), (161, 2), (200, 2), (201, 3), (900, 3)]
)
def test_a_step_is_passed_only_above_it(spent: int, severity: int) -> None:
    assert capex({"capex": spent}).severity == severity


def test_the_last_step_needs_the_quarters() -> None:
    unknown, short, lasting = (
        capex({"capex": 300} | quarters)
        for quarters in ({}, {"capex_above_cash_flow_quarters": 3}, {"capex_above_cash_flow_quarters": 4})
    )
    assert [found.severity for found in (unknown, short, lasting)] == [3, 3, 4]
    assert "For how many quarters is not known" in strict_sentence(unknown.message)
    assert "quarters is not known" not in strict_sentence(short.message)
    assert "for 4 quarters in a row, at last 1.5 times" in strict_sentence(lasting.message)


def test_no_cash_from_operations_is_4_whatever_is_spent() -> None:
    for cash in (0, -5):
        found = capex({"operating_cash_flow": cash, "capex": None})
        assert (found.severity, found.value) == (4, None)


def test_the_sentence_has_both_flows() -> None:
    found = capex({"capex": 126})
    assert found.value.value == Decimal("0.63")
    assert "took 63% of cash flow from operations: 126m USD" in strict_sentence(found.message)


def test_without_one_of_the_flows_it_is_not_known() -> None:
    assert capex({"capex": None}).message.arguments["field"].value == "capex"
    assert capex({"operating_cash_flow": None}).message.arguments["field"].value == "operating_cash_flow"


def test_banks_are_left_out() -> None:
    assert capex(business="insurer").state == "not_applicable"
