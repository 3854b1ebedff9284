from datetime import date
from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import ON, figure, finding, inputs, price, rate


def pe(facts: dict[str, object] | None = None, **options: object):
    return finding("pe_ttm", inputs(facts, **options))


@pytest.mark.parametrize(
    ("eps", "severity"),
    [
        (4, 0),
        ("3.99", 1),
        ("2.5", 1),
        ("2.49", 2),
        ("1.67", 2),
        ("1.66", 3),
        (1, 3),
        ("0.99", 4),
        ("0.001", 4),
    ],
)
def test_a_step_is_passed_only_above_it(eps: object, severity: int) -> None:
    assert pe({"eps_diluted": eps}).severity == severity


def test_the_sentence_names_both_figures_with_their_days() -> None:
    found = pe({"eps_diluted": "2"})
    text = strict_sentence(found.message)
    assert "P/E is 50: a price" in text
    assert "100.00 USD on 21 Aug 2026" in text
    assert "2.00 USD a share (twelve months to 30 Jun 2026)" in text
    assert found.value is not None
    assert (found.value.value, found.value.inputs) == (Decimal(50), ("eps_diluted", "price"))
    assert {each.name for each in found.figures} == {"price", "eps_diluted"}


@pytest.mark.parametrize(("cash", "capex", "severity"), [(50, 20, 3), (20, 20, 3), (20, 50, 4), (-5, 1, 4)])
def test_a_loss_has_no_ratio(cash: int, capex: int, severity: int) -> None:
    found = pe({"eps_diluted": -2, "net_income": -40, "operating_cash_flow": cash, "capex": capex})
    assert found.severity == severity
    assert found.value is None
    assert "−2.00 USD a share" in strict_sentence(found.message)


def test_a_loss_is_known_without_a_price_and_without_the_cash_flow() -> None:
    from screener.domain.figure import unknown

    found = pe({"eps_diluted": 0, "net_income": 0, "capex": None}, price=unknown("no_price_found"))
    assert (found.severity, found.message.id) == (3, "pe_ttm.loss_cash_unknown")


def test_no_price_is_said_with_its_reason() -> None:
    from screener.domain.figure import unknown

    assert pe(price=unknown("no_price_found")).message.id == "no_price_found"


@pytest.mark.parametrize(("day", "known"), [(date(2026, 2, 2), True), (date(2026, 2, 1), False)])
def test_earnings_more_than_200_days_older_than_the_price_are_too_old(day: date, known: bool) -> None:
    found = pe({"eps_diluted": figure("eps_diluted", 5, day, "FY2025"), "net_income": None})
    assert (found.state == "known") is known


@pytest.mark.parametrize(
    ("day", "state", "old"),
    [
        (date(2026, 8, 7), "known", False),
        (date(2026, 8, 6), "known", True),
        (date(2026, 7, 23), "unknown", False),
    ],
)
def test_a_price_ages_in_sessions(day: date, state: str, old: bool) -> None:
    found = pe(price=price(as_of=day))
    assert (found.state, found.old) == (state, old)


def test_earnings_of_the_same_quote_go_before_those_of_the_statements() -> None:
    quoted = figure("eps_diluted", 1, ON, "TTM")
    assert pe({"eps_diluted": 5}, eps=quoted).value.value == Decimal(100)


def test_another_currency_is_converted_at_a_dated_rate_which_is_shown() -> None:
    euro = {"eps_diluted": figure("eps_diluted", 5, currency="EUR")}
    found = pe(euro, rates=rate("EUR", "USD", "1.25"), statement_currency="EUR")
    assert found.value.value == Decimal(16)
    shown = {each.name: each for each in found.figures}
    assert (shown["exchange_rate"].value, shown["exchange_rate"].as_of) == (
        Decimal("1.25"),
        date(2026, 8, 20),
    )
    assert "5.00 EUR a share" in strict_sentence(found.message)


def test_another_currency_without_a_rate_is_not_known() -> None:
    found = pe({"eps_diluted": figure("eps_diluted", 5, currency="EUR")}, statement_currency="EUR")
    assert (found.state, found.message.id) == ("unknown", "unknown.currency")


def test_earnings_of_an_ordinary_share_are_never_held_against_a_depositary_one() -> None:
    chinese = {"eps_diluted": figure("eps_diluted", "5.5", currency="CNY")}
    rates = rate("USD", "CNY", "7.1")
    found = pe(chinese, ordinary_per_ads=Decimal(8), statement_currency="CNY", rates=rates)
    assert (found.state, found.message.id) == ("unknown", "unknown.other_share")
    listed_at_home = pe(chinese, ordinary_per_ads=Decimal(8), price=price(110, currency="CNY"), rates=rates)
    assert listed_at_home.value.value == Decimal(20)


def test_earnings_and_net_income_of_opposite_sign_contradict_each_other() -> None:
    assert pe({"eps_diluted": -1, "net_income": 50}).message.id == "unknown.contradicted"
    year_before = figure("net_income", 50, date(2025, 6, 30))
    assert pe({"eps_diluted": -1, "net_income": year_before}).severity == 3


def test_a_quarter_is_not_a_year() -> None:
    found = pe({"eps_diluted": figure("eps_diluted", 5, period="quarter to 2026-06-30")})
    assert found.message.id == "unknown.part_year"


def test_real_estate_trusts_are_left_out_banks_are_not() -> None:
    assert pe(business="reit").state == "not_applicable"
    assert pe(business="bank").severity == 0


def test_the_median_of_the_sector_stands_beside_a_ratio_and_judges_nothing() -> None:
    median = price(20)
    beside = pe(medians={"pe_ttm": median})
    assert (beside.context, beside.severity) == (median, pe().severity)
    assert pe(medians={"debt_equity": median}).context is None
    assert pe({"eps_diluted": None}, medians={"pe_ttm": median}).context is None
