from decimal import Decimal

import pytest

from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs, years

THREE = {
    "net_income": years("net_income", 100, 100, 100),
    "stock_based_compensation": years("stock_based_compensation", 30, 30, 30),
    "buybacks": years("buybacks", 60, 50, 40),
}
JUDGED = THREE | {
    "rsu_tax_paid": years("rsu_tax_paid", 10, 10, 10),
    "shares_issued_to_staff": years("shares_issued_to_staff", 2, 2, 2),
    "shares_bought": years("shares_bought", 4, 4, 4),
}


def owner(annual: dict[str, object], **options: object):
    return finding("pe_owner_earnings", inputs({}, annual=annual, **options))


def test_without_the_shares_given_to_staff_it_is_information() -> None:
    found = owner(THREE)
    assert (found.state, found.severity) == ("known", None)
    assert found.value.value == Decimal("0.2")
    text = strict_sentence(found.message)
    assert "240m USD is left of 300m USD of net income over three fiscal years to 31 Dec 2025" in text


def test_only_buybacks_that_replace_shares_given_to_staff_are_a_cost() -> None:
    # 300 + 90 - half of 150 - 30 = 285: 5% is gone. With all buybacks 210 would be left.
    found = owner(JUDGED)
    assert (found.severity, found.value.value) == (0, Decimal("0.05"))


@pytest.mark.parametrize(
    ("tax", "severity"), [(15, 0), (16, 1), (30, 1), (31, 2), (55, 2), (56, 3), (104, 3), (105, 4)]
)
def test_a_step_is_passed_only_above_it(tax: int, severity: int) -> None:
    assert owner(JUDGED | {"rsu_tax_paid": years("rsu_tax_paid", tax, tax, tax)}).severity == severity


def test_every_share_bought_counts_when_more_went_to_staff() -> None:
    issued = {"shares_issued_to_staff": years("shares_issued_to_staff", 9, 9, 9)}
    assert owner(JUDGED | issued).value.value == Decimal("0.3")


def test_a_loss_has_nothing_to_take_from_and_two_years_say_too_little() -> None:
    assert owner(THREE | {"net_income": years("net_income", -100, 50, 20)}).state == "not_applicable"
    assert owner(THREE | {"buybacks": years("buybacks", 60, 50)}).state == "unknown"
    assert owner({}).state == "unknown"


def test_the_published_identity_of_2018_to_mid_2025() -> None:
    # 205 + 20.5 - 91 - 21.5 = 113 bn (methods 3.1); three years here, added to the same sums.
    annual = {
        "net_income": years("net_income", 100, 60, 45),
        "stock_based_compensation": years("stock_based_compensation", 10, 6, "4.5"),
        "buybacks": years("buybacks", 40, 30, 21),
        "rsu_tax_paid": years("rsu_tax_paid", 10, 6, "5.5"),
    }
    left = next(each for each in owner(annual).figures if each.name == "owner_earnings")
    assert left.value == Decimal(113_000_000)


def test_price_over_what_is_left_stands_beside_it() -> None:
    # P/E 20 on 80% of the earnings is 25.
    beside = next(each for each in owner(THREE).figures if each.name == "pe_on_owner_earnings")
    assert beside.value == Decimal(25)
    assert owner(THREE, business="reit").state == "not_applicable"
