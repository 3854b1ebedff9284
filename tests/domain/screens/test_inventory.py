from datetime import date

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs

YEAR_AGO = date(2025, 6, 30)
PILE = {
    "inventory": 60,
    "inventory_prior_year": figure("inventory_prior_year", 50, YEAR_AGO),
    "cost_of_revenue": 500,
    "cost_of_revenue_prior_year": figure("cost_of_revenue_prior_year", 500, YEAR_AGO, "TTM to 2025-06-30"),
}


def goods(facts: dict[str, object] | None = None, **options: object):
    return finding("inventory", inputs(PILE | (facts or {}), **options))


@pytest.mark.parametrize(("now", "severity"), [(50, 0), (55, 1), (60, 2), (66, 3), (80, 4)])
def test_inventory_is_held_against_cost_of_revenue(now: int, severity: int) -> None:
    assert goods({"inventory": now}).severity == severity


def test_the_sentence_has_growth_of_both_and_the_days() -> None:
    text = strict_sentence(goods().message)
    assert text == (
        "Goods pile up: inventory changed by 20% and cost of revenue by 0% in a year to 30 Jun 2026; it "
        "lasts for 44 days."
    )


def test_a_company_without_goods_has_none_to_pile_up() -> None:
    assert goods({"inventory": 0}).state == "not_applicable"
    assert goods({"inventory": None}).state == "unknown"
