from datetime import date
from decimal import Decimal

import pytest

from screener.domain.figure import Source
from screener.wording import strict_sentence
from tests.builders.companies import customer, finding, inputs

OTHER = Source("Press")


def together(*facts, **options: object):
    return finding("top_customers", inputs(customers=facts, **options))


@pytest.mark.parametrize(
    ("second", "severity"),
    [("0.05", 0), ("0.079", 0), ("0.08", 1), ("0.18", 2), ("0.28", 3), ("0.479", 3), ("0.48", 4)],
)
def test_the_steps_are_ten_points_above_those_of_the_largest(second: str, severity: int) -> None:
    named = customer("0.12", counterparty=("a",)), customer(second, counterparty=("b",))
    # A share below the limit still adds to what is disclosed.
    assert together(*named).severity == severity


def test_a_group_is_never_added_to_its_members() -> None:
    group = customer("0.36", count=2, members=(Decimal("0.22"), Decimal("0.14")))
    assert together(group, customer("0.22"), customer("0.14")).value.value == Decimal("0.36")
    larger = customer("0.3", counterparty=("a",)), customer("0.25", counterparty=("b",))
    assert together(*larger, customer("0.5", count=3)).value.value == Decimal("0.55")


def test_two_periods_and_direct_and_indirect_shares_are_never_added() -> None:
    half = customer("0.4", period="H1 2026", as_of=date(2026, 6, 30))
    other_kind = customer("0.3", kind="indirect")
    found = together(customer("0.25"), half, other_kind)
    assert found.value.value == Decimal("0.25")
    assert "Only one customer is disclosed, but with 25% of revenue" in strict_sentence(found.message)


def test_the_largest_customer_of_one_source_may_be_the_one_another_names() -> None:
    named = customer("0.24", counterparty=("apple",))
    assert together(named, customer("0.22", source=OTHER)).value.value == Decimal("0.24")
    assert together(named, customer("0.22")).value.value == Decimal("0.46")
    twice = customer("0.26", counterparty=("apple",), source=OTHER)
    assert together(named, twice).value.value == Decimal("0.26")


def test_a_government_counts_half_a_step_less() -> None:
    assert together(customer("0.24", counterparty=("us",), government=True)).severity == 0
    assert together(customer("0.4", counterparty=("us",), government=True)).severity == 2


def test_none_above_the_limit_is_0_and_silence_is_not_known() -> None:
    read = customer(count=0, none_above=Decimal("0.1"))
    assert (together(read).severity, len(together(read).figures)) == (0, 1)
    assert together().state == "unknown"
    assert together(customer("0.12", at_least=True)).state == "unknown"
    assert together(customer("0.32", at_least=True)).severity == 2
