"""Commitments read from a filing, where company facts cannot have them."""

from datetime import date
from decimal import Decimal

import pytest

from screener.domain.figure import Figure, Source
from screener.providers.edgar.commitments import commitments
from screener.providers.edgar.filing import read_filing
from tests.fakes.edgar_documents import YEAR, YEAR_BEFORE, Period, Report, Tagged, money

DAY: Period = (None, date(2025, 12, 31))
DAY_BEFORE: Period = (None, date(2024, 12, 31))
CATEGORY = "us-gaap:UnrecordedUnconditionalPurchaseObligationByCategoryOfItemPurchasedAxis"
TOTAL = "us-gaap:UnrecordedUnconditionalPurchaseObligationBalanceSheetAmount"
TAX = "us-gaap:PaymentsRelatedToTaxWithholdingForShareBasedCompensation"
SOURCE = Source("SEC 10-K filed 2026-02-01", tier="primary")


@pytest.fixture(params=["inline", "instance"])
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def found(shape: str, *facts: Tagged) -> dict[str, Figure]:
    report = Report(facts)
    return commitments(read_filing(report.inline() if shape == "inline" else report.instance()), SOURCE)


def test_the_total_of_the_newest_day(shape: str) -> None:
    figures = found(
        shape,
        money("us-gaap:PurchaseObligation", "20,707", DAY),
        money("us-gaap:PurchaseObligation", "15,000", DAY_BEFORE),
        money("us-gaap:PurchaseObligationDueInNextTwelveMonths", "17,316", DAY),
    )
    figure = figures["purchase_obligations"]
    assert (figure.value, figure.currency, figure.as_of) == (Decimal(20_707_000_000), "USD", DAY[1])
    assert (figure.derived, figure.source) == (False, SOURCE)


def test_categories_are_added_up_when_there_is_no_total(shape: str) -> None:
    figures = found(
        shape,
        money(TOTAL, "5,158", DAY, {CATEGORY: "us-gaap:InventoriesMember"}),
        money(TOTAL, "842", DAY, {CATEGORY: "us-gaap:CapitalAdditionsMember"}),
        money(TOTAL, "7,253", DAY_BEFORE, {CATEGORY: "us-gaap:InventoriesMember"}),
    )
    figure = figures["purchase_obligations"]
    assert (figure.value, figure.derived, len(figure.inputs)) == (Decimal(6_000_000_000), True, 2)


def test_a_category_inside_the_total_is_not_added_to_it(shape: str) -> None:
    figures = found(
        shape,
        money(TOTAL, "9,000", DAY),
        money(TOTAL, "5,000", DAY, {CATEGORY: "us-gaap:InventoriesMember"}),
    )
    assert figures["purchase_obligations"].value == Decimal(9_000_000_000)


def test_a_category_larger_than_the_rest_cannot_be_part_of_it(shape: str) -> None:
    figures = found(
        shape,
        money(TOTAL, "8,300", DAY),
        money(TOTAL, "27,500", DAY, {CATEGORY: "us-gaap:CapitalAdditionsMember"}),
    )
    assert figures["purchase_obligations"].value == Decimal(35_800_000_000)


def test_a_schedule_of_years_is_added_up(shape: str) -> None:
    figures = found(
        shape,
        money("us-gaap:PurchaseObligationDueInNextTwelveMonths", "10", DAY),
        money("us-gaap:PurchaseObligationDueInSecondYear", "5", DAY),
    )
    assert figures["purchase_obligations"].value == Decimal(15_000_000)


def test_one_year_of_a_schedule_is_no_total(shape: str) -> None:
    assert found(shape, money("us-gaap:PurchaseObligationDueInNextTwelveMonths", "10", DAY)) == {}


def test_leases_not_yet_begun_under_the_filers_own_tags(shape: str) -> None:
    figures = found(
        shape,
        money("acme:LesseeOperatingLeaseLeaseNotYetCommencedUndiscountedAmount", "1,100", DAY),
        money("acme:LesseeFinanceLeaseLeaseNotYetCommencedUndiscountedAmount", "400", DAY),
        money("acme:LesseeOperatingLeaseLeaseNotYetCommencedUndiscountedAmount", "900", DAY_BEFORE),
    )
    assert figures["lease_not_commenced"].value == Decimal(1_500_000_000)


def test_a_term_of_a_lease_is_no_amount(shape: str) -> None:
    term = Tagged("10", {}, DAY, "us-gaap:LesseeOperatingLeaseLeaseNotYetCommencedTermOfContract1", scale="0")
    assert found(shape, term) == {}


def test_tax_on_stock_awards_of_the_newest_year_only(shape: str) -> None:
    figures = found(
        shape,
        money(TAX, "2,783", YEAR),
        money(TAX, "1,475", YEAR_BEFORE),
        money(TAX, "900", (date(2025, 10, 1), date(2025, 12, 31))),
    )
    figure = figures["rsu_tax_paid"]
    assert (figure.value, figure.period) == (Decimal(2_783_000_000), "FY ended 2025-12-31")


def test_nothing_tagged_is_missing_and_not_zero(shape: str) -> None:
    assert found(shape) == {}
