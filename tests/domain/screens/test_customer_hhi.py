from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.customer_sums import spread
from screener.wording import strict_sentence
from tests.builders.companies import customer, finding, inputs


def hhi(*facts, **options: object):
    return finding("customer_hhi", inputs(customers=facts, **options))


def test_the_published_checks() -> None:
    whole = spread([Decimal("0.4"), Decimal("0.3"), Decimal("0.2"), Decimal("0.1")])
    assert (whole.low, whole.high) == (pytest.approx(0.30), pytest.approx(0.30))
    eight = spread([Decimal(one) / 100 for one in (25, 20, 15, 10, 9, 8, 7, 6)])
    assert eight.high == pytest.approx(0.158)
    one = spread([Decimal("0.22")])
    # 0.22 squared, seven customers of just under a tenth, and the rest of 8%.
    assert (one.low, one.high) == (pytest.approx(0.0484), pytest.approx(0.0484 + 0.07 + 0.0064))


@given(shares=st.lists(st.floats(0.001, 0.6), min_size=1, max_size=40))
def test_the_true_index_lies_between_the_bounds(shares: list[float]) -> None:
    whole = [share / sum(shares) for share in shares]
    disclosed = [share for share in whole if share >= 0.1] or [max(whole)]
    bounds = spread([Decimal(repr(share)) for share in disclosed])
    truth = sum(share * share for share in whole)
    assert bounds is not None
    assert bounds.low - 1e-9 <= truth <= bounds.high + 1e-9


def test_a_largest_customer_below_the_limit_bounds_the_others_too() -> None:
    assert spread([Decimal("0.03")]).high < 0.03


@pytest.mark.parametrize(
    ("share", "severity"), [("0.04", 0), ("0.1", 1), ("0.15", 2), ("0.34", 2), ("0.35", 3), ("0.55", 4)]
)
def test_the_upper_end_is_held_against_the_steps(share: str, severity: int) -> None:
    assert hhi(customer(share)).severity == severity


def test_both_ends_are_said() -> None:
    text = strict_sentence(hhi(customer("0.22")).message)
    assert "lies between 0.05 and 0.12 (FY2025, to 31 Dec 2025); the upper end is judged" in text


def test_a_group_without_single_shares_is_not_known_and_a_read_filing_is_0() -> None:
    assert hhi(customer("0.43", count=3)).state == "unknown"
    assert hhi(customer(count=0, none_above=Decimal("0.1"))).severity == 0
    members = customer("0.36", count=2, members=(Decimal("0.22"), Decimal("0.14")))
    assert float(hhi(members).value.value) == pytest.approx(0.0484 + 0.0196 + 0.06 + 0.0016)


def test_a_government_counts_half_a_step_less() -> None:
    found = hhi(customer("0.4", counterparty=("us",), government=True))
    assert (found.severity, hhi(customer("0.4")).severity) == (2, 3)
