from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs


def gains(facts: dict[str, object] | None = None, **options: object):
    return finding(
        "lab_gains", inputs({"pretax_income": 200, "gains_on_stakes": 80} | (facts or {}), **options)
    )


@pytest.mark.parametrize(
    ("won", "severity"),
    [(-5, 0), (0, 0), (10, 0), (11, 1), (30, 1), (31, 2), (60, 2), (61, 3), (100, 3), (101, 4), (300, 4)],
)
def test_a_step_is_passed_only_above_it(won: int, severity: int) -> None:
    assert gains({"gains_on_stakes": won}).severity == severity


def test_price_to_earnings_without_the_gains_is_said() -> None:
    # Tax of a fifth: 64 of 100 earned come from gains, so 20 becomes 55.6.
    found = gains({"income_tax": 40})
    assert "Without them, P/E would be 55.6" in strict_sentence(found.message)
    # Where the tax is not stated it is what is between profit before and after it, a quarter at most.
    assert "Without them, P/E would be 50" in strict_sentence(gains().message)


def test_gains_larger_than_the_profit_are_told_in_times() -> None:
    found = gains({"gains_on_stakes": 300})
    assert found.value.value == Decimal("1.5")
    assert "were 1.5 times profit before tax" in strict_sentence(found.message)


def test_a_loss_has_no_part_that_is_gains_and_silence_is_not_known() -> None:
    assert gains({"pretax_income": -10}).state == "not_applicable"
    assert gains({"gains_on_stakes": None}).state == "unknown"
    assert gains(business="holding").state == "not_applicable"
