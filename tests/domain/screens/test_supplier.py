import pytest

from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs


def supplier(**facts: object):
    return finding("supplier", inputs({name: figure(name, value) for name, value in facts.items()}))


@pytest.mark.parametrize(("share", "severity"), [("0.09", 0), ("0.1", 1), ("0.2", 2), ("0.3", 3), ("0.5", 4)])
def test_a_share_of_cost_has_the_steps_of_the_largest_customer(share: str, severity: int) -> None:
    assert supplier(largest_supplier_share=share, sole_source_suppliers=0).severity == severity


@pytest.mark.parametrize(("named", "severity"), [(0, 0), (1, 1), (2, 2), (3, 3), (9, 3)])
def test_without_a_share_the_only_sources_are_counted(named: int, severity: int) -> None:
    assert supplier(sole_source_suppliers=named).severity == severity


def test_one_fab_or_one_cloud_is_4() -> None:
    assert supplier(single_fab_or_cloud=1, largest_supplier_share="0.05").severity == 4
    assert supplier(single_fab_or_cloud=0).state == "unknown"


def test_one_and_many_are_worded_apart() -> None:
    assert strict_sentence(supplier(sole_source_suppliers=1).message).startswith("One supplier is named")
    assert strict_sentence(supplier(sole_source_suppliers=2).message).startswith("2 suppliers are named")
