from datetime import date
from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import customer, finding, inputs


def top(*facts, **options: object):
    return finding("top_customer", inputs(customers=facts, **options))


@pytest.mark.parametrize(
    ("share", "severity"),
    [
        ("0.05", 0),
        ("0.099", 0),
        ("0.1", 1),
        ("0.199", 1),
        ("0.2", 2),
        ("0.3", 3),
        ("0.499", 3),
        ("0.5", 4),
        ("0.67", 4),
    ],
)
def test_reaching_a_step_passes_it(share: str, severity: int) -> None:
    assert top(customer(share)).severity == severity


def test_the_sentence_names_customer_period_and_day() -> None:
    named = customer("0.67", counterparty=("microsoft",), counterparty_words="Microsoft")
    text = strict_sentence(top(named).message)
    assert "(Microsoft) made 67% of revenue (FY2025, to 31 Dec 2025; stated by the company)." in text
    assert "(not named)" in strict_sentence(top(customer("0.2")).message)


def test_silence_is_not_known_and_a_filing_that_names_nobody_is_0() -> None:
    assert top().message.id == "top_customer.unknown.not_disclosed"
    nobody = top(customer(None, count=0, none_above=Decimal("0.1")))
    assert (nobody.severity, nobody.state) == (0, "known")
    assert "no customer above 10% of revenue (FY2025" in strict_sentence(nobody.message)


def test_a_full_year_goes_before_a_younger_quarter_which_is_shown_beside_it() -> None:
    quarter = customer("0.45", period="Q1 2026", as_of=date(2026, 3, 31))
    found = top(quarter, customer("0.67"))
    assert found.severity == 4
    assert [each.value for each in found.figures] == [Decimal("0.67"), Decimal("0.45")]


def test_the_newest_year_wins_and_years_are_never_added() -> None:
    found = top(customer("0.6", period="FY2024", as_of=date(2024, 12, 31)), customer("0.2"))
    assert (found.severity, found.value.value) == (2, Decimal("0.2"))


def test_of_several_customers_in_a_year_the_largest_counts() -> None:
    assert top(customer("0.16"), customer("0.26")).value.value == Decimal("0.26")


def test_a_group_is_no_customer() -> None:
    known_members = top(customer("0.36", count=2, members=(Decimal("0.22"), Decimal("0.14"))))
    assert (known_members.value.value, known_members.severity) == (Decimal("0.22"), 2)
    unknown_members = top(customer("0.43", count=3))
    assert unknown_members.severity == 1
    assert "3 customers together made 43%" in strict_sentence(unknown_members.message)
    assert "the largest made 14.3% or more" in strict_sentence(unknown_members.message)
    assert top(customer("0.8", count=None)).state == "unknown"


def test_a_stated_share_goes_before_the_bound_of_a_group() -> None:
    bound = customer("0.4", count=4, at_least=True)
    quarter = customer("0.63", period="Q2 FY2026", as_of=date(2025, 12, 31))
    found = top(bound, quarter)
    assert (found.severity, found.value.value) == (4, Decimal("0.63"))


def test_indirect_customers_and_backlog_are_something_else() -> None:
    assert top(customer("0.5", kind="indirect")).message.id == "top_customer.unknown.only_indirect"
    assert top(customer("0.57", measure="rpo")).message.id == "top_customer.unknown.only_other_measures"
    assert top(customer("0.37", kind="indirect"), customer("0.14")).value.value == Decimal("0.14")


def test_rent_counts_for_a_landlord_only() -> None:
    tenant = customer("0.117", measure="rent")
    assert top(tenant).state == "unknown"
    found = top(tenant, business="reit")
    assert (found.severity, "11.7% of rent" in strict_sentence(found.message)) == (1, True)


def test_a_small_share_of_a_customer_picked_by_name_says_nothing_of_the_largest() -> None:
    related = customer("0.0045", counterparty=("xai",), counterparty_words="xAI")
    assert top(related).state == "unknown"
    assert top(customer("0.03")).severity == 0


def test_forecasts_never_count_and_estimates_only_without_anything_better() -> None:
    forecast = customer("0.5", period="2026 (forecast)", as_of=None)
    estimate = customer("0.21", period="2025 (estimate)", as_of=None)
    assert top(forecast).state == "unknown"
    assert top(forecast, estimate).value.value == Decimal("0.21")
    assert top(estimate, customer("0.12", period="2024", as_of=date(2024, 12, 31))).value.value == Decimal(
        "0.12"
    )


@pytest.mark.parametrize(
    ("share", "severity"), [("0.15", 0), ("0.16", 1), ("0.4", 2), ("0.41", 3), ("0.76", 4)]
)
def test_a_government_counts_half_a_step_less_and_is_named(share: str, severity: int) -> None:
    state = customer(share, government=True, counterparty=("state",), counterparty_words="the state")
    found = top(state)
    assert found.severity == severity
    assert " government (the state)" in strict_sentence(found.message)


@pytest.mark.parametrize(
    ("day", "state", "old"),
    [
        (date(2025, 5, 18), "known", False),
        (date(2025, 5, 17), "known", True),
        (date(2024, 2, 12), "unknown", False),
    ],
)
def test_shares_age_by_the_annual_limit(day: date, state: str, old: bool) -> None:
    found = top(customer("0.4", as_of=day))
    assert (found.state, found.old) == (state, old)
    if state == "unknown":
        assert found.message.id == "top_customer.unknown.too_old"
