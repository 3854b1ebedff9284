from datetime import date
from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import ON, figure, finding, inputs, price, rate


def sales(facts: dict[str, object] | None = None, **options: object):
    return finding("price_sales", inputs({"shares_outstanding": 10_000_000} | (facts or {}), **options))


@pytest.mark.parametrize(
    ("revenue", "severity"),
    [(200, 0), (199, 1), (100, 1), (99, 2), (50, 2), (49, 3), ("33.4", 3), (33, 4), (2, 4)],
)
def test_a_step_is_passed_only_above_it(revenue: object, severity: int) -> None:
    # Ten million shares at 100 are worth a thousand million.
    assert sales({"revenue": revenue}).severity == severity


def test_the_sentence_names_value_and_revenue_with_their_days() -> None:
    found = sales({"revenue": 80})
    assert found.value.value == Decimal("12.5")
    assert strict_sentence(found.message) == (
        "The market value is 12.5 times revenue: 1bn USD on 21 Aug 2026 over 80m USD (twelve months to 30 "
        "Jun 2026)."
    )


def test_without_revenue_there_is_no_ratio() -> None:
    for revenue in (0, -1, "0.9"):
        assert sales({"revenue": revenue}).state == "not_applicable"


def test_revenue_of_a_year_ago_is_faded_and_then_too_little() -> None:
    yearly = {"fiscal_period": "FY2025"}
    late = figure("revenue", 80, date(2025, 12, 31), "FY2025")
    lost = figure("revenue", 80, date(2025, 5, 31), "FY2025")
    assert (sales({"revenue": late}, **yearly).severity, sales({"revenue": late}, **yearly).old) == (2, True)
    assert sales({"revenue": lost}, **yearly).message.id == "price_sales.unknown.late"


def test_the_value_is_price_times_shares_of_that_kind() -> None:
    stated = figure("market_cap", 3000, ON)
    near = figure("market_cap", 1100, ON)
    assert sales({"market_cap": near}).value.value == Decimal(1)
    # Price times shares far from the stated value is of another class of share.
    assert sales({"market_cap": stated}).value.value == Decimal(3)
    assert sales({"market_cap": stated}, ordinary_per_ads=Decimal(5)).value.value == Decimal(3)
    assert sales(ordinary_per_ads=Decimal(5)).message.arguments["field"].value == "market_cap"


def test_a_value_in_another_currency_is_converted_at_its_own_day_and_the_rate_is_shown() -> None:
    found = sales({}, price=price(100, currency="EUR"), rates=rate("EUR", "USD", "1.2"))
    assert found.value.value == Decimal("1.2")
    assert [each.note for each in found.figures if each.name == "exchange_rate"] == ["EUR/USD"]
    assert sales({}, price=price(100, currency="EUR")).message.id == "unknown.currency"
