from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs, price, years

_END = date(2025, 6, 30)


def peg(then: object = "2.5", facts: dict[str, object] | None = None, **options: object):
    past = years("eps_diluted", 4, 3, "2.8", then, end=_END)
    return finding("peg", inputs(facts or {}, annual={"eps_diluted": past}, **options))


def test_past_growth_over_four_years_is_used_and_said() -> None:
    # 2.5 to 5 in four years is 18.9% a year; P/E 20 over 18.9 is 1.06.
    found = peg()
    assert found.severity == 0
    assert float(found.value.value) == pytest.approx(20 / 18.92, abs=0.01)
    assert "earnings a share growing 18.9% a year over 4 years to 30 Jun 2026" in strict_sentence(
        found.message
    )


@pytest.mark.parametrize(("at", "severity"), [(140, 0), (144, 1), (192, 2), (288, 3), (3000, 3)])
def test_a_step_is_passed_only_above_it(at: int, severity: int) -> None:
    assert peg(price=price(at)).severity == severity


def test_no_growth_at_a_high_price_is_4_and_at_a_low_one_0() -> None:
    assert peg(6, price=price(130)).severity == 4
    assert peg(6, price=price(125)).severity == 0
    assert peg(5, price=price(130)).message.id == "peg.shrinking_dear"


def test_a_loss_now_or_then_has_no_growth_rate() -> None:
    assert peg(facts={"eps_diluted": -2, "net_income": -60}).message.id == "peg.not_applicable.loss"
    assert peg(-1).message.id == "peg.not_applicable.loss_then"
    assert peg(business="reit").state == "not_applicable"


def test_less_than_three_years_say_too_little() -> None:
    short = {"eps_diluted": years("eps_diluted", 4, 3, end=_END)}
    assert finding("peg", inputs({}, annual=short)).message.id == "peg.unknown.years"


def test_earnings_on_another_number_of_shares_are_refused() -> None:
    # The same income on a tenth of the shares: a split lies between.
    annual = {
        "eps_diluted": years("eps_diluted", 40, 30, 28, 25, end=_END),
        "net_income": years("net_income", 80, 60, 56, 50, end=_END),
    }
    assert finding("peg", inputs({}, annual=annual)).message.id == "peg.unknown.years"


@given(then=st.decimals("0.1", "20", places=2), at=st.integers(1, 2000))
def test_it_is_never_negative(then: Decimal, at: int) -> None:
    found = peg(then, price=price(at))
    assert found.value is None or found.value.value > 0
