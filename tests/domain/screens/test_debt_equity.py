from datetime import date
from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs, rate


def debt(facts: dict[str, object] | None = None, **options: object):
    return finding("debt_equity", inputs(facts, **options))


@pytest.mark.parametrize(
    ("owed", "severity"),
    [(0, 0), (400, 0), (401, 1), (1000, 1), (1001, 2), (2000, 2), (2001, 3), (4000, 3), (4001, 4)],
)
def test_a_step_is_passed_only_above_it(owed: int, severity: int) -> None:
    assert debt({"total_debt": owed}).severity == severity


def test_leases_are_added_where_known_and_the_sentence_says_which() -> None:
    without, with_them = debt({"total_debt": 350}), debt({"total_debt": 350, "lease_liabilities": 250})
    assert (without.severity, with_them.severity) == (0, 1)
    assert "Leases are not counted" in strict_sentence(without.message)
    assert "Debt and leases are 0.6 times equity" in strict_sentence(with_them.message)
    assert "lease_liabilities" in {each.name for each in with_them.figures}


def test_leases_already_in_the_stated_debt_are_not_added_twice() -> None:
    import msgspec

    stated = msgspec.structs.replace(
        figure("total_debt", 350), note="Latest annual balance; leases included."
    )
    found = debt({"total_debt": stated, "lease_liabilities": 250})
    assert found.value.value == Decimal("0.35")
    assert found.message.id == "debt_equity.pass_with_leases"


def test_both_balance_dates_are_said() -> None:
    text = strict_sentence(debt({"total_debt": figure("total_debt", 300, date(2026, 3, 31))}).message)
    assert "300m USD on 31 Mar 2026 against 1bn USD on 30 Jun 2026" in text


def test_no_equity_is_4_without_a_ratio() -> None:
    for equity in (0, -1):
        found = debt({"total_equity": equity, "net_income": -5})
        assert (found.severity, found.value, found.message.id) == (4, None, "debt_equity.negative")


def test_equity_spent_on_buybacks_by_a_profitable_company_is_information() -> None:
    years = tuple(
        figure("buybacks", amount, date(year, 12, 31), f"FY{year}")
        for year, amount in ((2025, 90), (2024, 80), (2023, 70), (2022, 900))
    )
    short = {"total_equity": -200, "net_income": 50}
    found = debt(short, annual={"buybacks": years})
    assert (found.state, found.severity, found.covered) == ("known", None, True)
    assert debt({**short, "total_equity": -240}, annual={"buybacks": years}).severity == 4
    assert debt({**short, "net_income": -50}, annual={"buybacks": years}).severity == 4


def test_negative_equity_of_a_profitable_company_is_not_known_while_its_buybacks_are_not() -> None:
    found = debt({"total_equity": -200, "net_income": 50})
    assert (found.state, found.message.id) == ("unknown", "debt_equity.negative_buybacks_unknown")
    assert debt({"total_equity": -200, "net_income": None}).severity == 4


def test_an_old_balance_keeps_its_severity_but_is_not_covered() -> None:
    old = {"total_equity": figure("total_equity", 100, date(2026, 1, 31))}
    found = debt(old)
    assert (found.severity, found.old, found.covered) == (3, True, False)
    assert [each.old for each in found.figures if each.name == "total_equity"] == [True]
    yearly = debt(old, fiscal_period="FY2025 ended 2026-01-31")
    assert (yearly.severity, yearly.old) == (3, False)


def test_a_balance_twice_past_its_limit_is_too_old() -> None:
    found = debt({"total_equity": figure("total_equity", 100, date(2025, 6, 30))})
    assert (found.state, found.message.id) == ("unknown", "unknown.too_old")
    assert "30 Jun 2025" in strict_sentence(found.message)


def test_debt_in_another_currency_needs_a_rate() -> None:
    foreign = {"total_debt": figure("total_debt", 300, currency="EUR")}
    assert debt(foreign).message.id == "unknown.currency"
    assert debt(foreign, rates=rate("EUR", "USD", "1.5", date(2026, 6, 1))).value.value == Decimal("0.45")


@pytest.mark.parametrize("kind", ["bank", "insurer", "holding"])
def test_where_debt_is_the_trade_it_does_not_apply(kind: str) -> None:
    assert debt(business=kind).state == "not_applicable"
    assert debt(business="reit").severity == 0
