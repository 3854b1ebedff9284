from datetime import date

import numpy as np
import pytest

from screener.domain.screens.beneish import score
from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs

YEAR_AGO = date(2025, 6, 30)
NOW = {
    "receivables": 200,
    "revenue": 1000,
    "cost_of_revenue": 600,
    "current_assets": 500,
    "ppe_net": 300,
    "total_assets": 1000,
    "depreciation": 30,
    "sga": 150,
    "current_liabilities": 200,
    "long_term_debt": 200,
}
EVEN = {"net_income": 100, "operating_cash_flow": 100}


def beneish(now: dict[str, object] | None = None, then: dict[str, object] | None = None, **options: object):
    facts: dict[str, object] = NOW | EVEN | (now or {})
    for name, usual in NOW.items():
        value = (then or {}).get(name, usual)
        facts[f"{name}_prior_year"] = (
            None if value is None else figure(f"{name}_prior_year", value, YEAR_AGO, "TTM to 2025-06-30")
        )
    return finding("beneish", inputs(facts, **options))


def test_a_company_that_changes_nothing_scores_the_constant_and_the_weights() -> None:
    # All ratios 1, no accruals: -4.84 + .92 + .528 + .404 + .892 + .115 - .172 - .327
    found = beneish()
    assert float(found.value.value) == pytest.approx(-2.48)
    assert found.severity == 0


def test_the_means_of_the_two_groups_of_1999() -> None:
    """Beneish 1999, table 2: mean indices of manipulators and of the others."""
    names = ("dsri", "gmi", "aqi", "sgi", "depi", "sgai", "tata", "lvgi")
    worse = dict(
        zip(names, map(np.float64, (1.465, 1.193, 1.254, 1.607, 1.077, 1.041, 0.031, 1.111)), strict=True)
    )
    rest = dict(
        zip(names, map(np.float64, (1.031, 1.014, 1.039, 1.134, 1.001, 1.054, 0.018, 1.037)), strict=True)
    )
    assert float(score(worse)) > -1.78 > float(score(rest))


@pytest.mark.parametrize(("cash", "severity"), [(-49, 0), (-50, 1), (-111, 1), (-112, 2), (-900, 2)])
def test_it_never_says_more_than_2(cash: int, severity: int) -> None:
    # Accruals of (100 - cash) over assets of 1,000 with a weight of 4.679.
    assert beneish({"operating_cash_flow": cash}).severity == severity


def test_growth_alone_is_information() -> None:
    # Everything doubled: the growth index of 2 adds 0.892.
    half = {name: value / 2 for name, value in NOW.items()}
    found = beneish(then=half)
    assert (found.state, found.severity) == ("known", None)
    assert float(found.value.value) == pytest.approx(-2.48 + 0.892)
    assert "only because revenue grew by 100%" in strict_sentence(found.message)


def test_a_ratio_without_a_sense_leaves_none_and_a_missing_input_is_not_known() -> None:
    assert beneish({"cost_of_revenue": 1000}).message.id == "beneish.not_applicable.undefined"
    assert beneish(then={"sga": None}).message.arguments["field"].value == "sga_prior_year"
    assert beneish(business="insurer").state == "not_applicable"
