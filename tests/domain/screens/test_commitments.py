from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs

# Cash of 100 and two years of 200 make 500.
ALL = {"purchase_obligations": 100, "lease_not_commenced": 50, "debt_due_24m": 100}


def promised(facts: dict[str, object] | None = None, **options: object):
    return finding("commitments", inputs(facts or {}, **options))


@pytest.mark.parametrize(
    ("orders", "severity"), [(100, 0), (101, 1), (350, 1), (351, 2), (850, 2), (851, 3), (1850, 3), (1851, 4)]
)
def test_a_step_is_passed_only_above_it(orders: int, severity: int) -> None:
    assert promised(ALL | {"purchase_obligations": orders}).severity == severity


def test_without_cash_flow_only_the_cash_counts() -> None:
    for flow in (0, -50):
        found = promised(ALL | {"operating_cash_flow": flow})
        assert found.value.value == Decimal("2.5")
    assert promised(ALL | {"operating_cash_flow": -5, "cash": 0}).state == "not_applicable"


def test_what_is_not_stated_is_not_nothing() -> None:
    assert promised().message.id == "commitments.unknown.not_stated"
    assert promised({"debt_due_24m": 100}).message.id == "commitments.unknown.partly"
    enough = promised({"debt_due_24m": 600})
    assert (enough.severity, enough.message.id) == (2, "commitments.fail_partly")
    assert "Not all kinds are stated" in strict_sentence(enough.message)


@given(parts=st.lists(st.integers(0, 3000), min_size=3, max_size=3), lost=st.integers(0, 2))
def test_a_part_that_is_not_stated_never_makes_it_worse(parts: list[int], lost: int) -> None:
    names = tuple(ALL)
    full = dict(zip(names, parts, strict=True))
    whole = promised(full).severity
    part = promised({name: value for name, value in full.items() if name != names[lost]}).severity
    assert part is None or part <= whole


def test_banks_are_left_out() -> None:
    assert promised(ALL, business="bank").state == "not_applicable"
