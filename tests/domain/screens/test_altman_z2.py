from datetime import date

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs

BALANCE = {
    "total_assets": 1000,
    "current_assets": 400,
    "current_liabilities": 300,
    "retained_earnings": 200,
    "total_equity": 500,
    "total_liabilities": 500,
    "operating_income": 100,
}


def altman(facts: dict[str, object] | None = None, **options: object):
    return finding("altman_z2", inputs(BALANCE | (facts or {}), **options))


def test_the_formula_with_its_published_weights() -> None:
    found = altman()
    # 6.56 x 0.1 + 3.26 x 0.2 + 6.72 x 0.1 + 1.05 x 1
    assert float(found.value.value) == pytest.approx(0.656 + 0.652 + 0.672 + 1.05)
    assert found.severity == 0
    assert "is 3.03 (balance of 30 Jun 2026)" in strict_sentence(found.message)


@pytest.mark.parametrize(
    ("profit", "severity"), [(37, 0), (35, 1), (-75, 1), (-76, 2), (-187, 2), (-188, 3), (-350, 3), (-352, 4)]
)
def test_the_steps_lie_where_altman_put_them(profit: int, severity: int) -> None:
    assert altman({"operating_income": profit}).severity == severity


def test_liabilities_are_what_is_not_owned_where_they_are_not_stated() -> None:
    found = altman({"total_liabilities": None, "minority_interests": 100})
    assert float(found.value.value) == pytest.approx(1.98 + 1.05 * 500 / 400)


def test_an_unclassified_balance_is_not_known_and_another_day_neither() -> None:
    assert altman({"current_assets": None}).message.arguments["field"].value == "current_assets"
    other = altman({"retained_earnings": figure("retained_earnings", 200, date(2026, 3, 31))})
    assert other.message.id == "unknown.other_day"


def test_banks_and_companies_without_liabilities_have_none() -> None:
    assert altman(business="bank").state == "not_applicable"
    assert altman({"total_liabilities": 0}).state == "not_applicable"
