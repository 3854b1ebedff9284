"""Company facts to figures: which concept, which period, from which filing."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from screener.domain.fields import FIELDS, period_kind
from screener.domain.message import Unit
from screener.providers.edgar.company_facts import CompanyFacts
from screener.providers.edgar.facts import Statements, statements
from tests.fakes.edgar_documents import company_facts, stated

Items = Iterable[dict[str, Any]]
Q1_FILED, Q2_FILED = "2025-05-01", "2025-08-01"


def flow(year: float, to_date: float, before: float, *, quarter: float | None = None) -> list[dict[str, Any]]:
    """A year, the half-year after it and the one in it, as a filer of half a dozen reports states them."""
    items = [
        stated(year, "2024-12-31", "2024-01-01", filed="2025-02-01", accn="0000012345-25-000001"),
        stated(to_date, "2025-06-30", "2025-01-01", filed=Q2_FILED, form="10-Q", accn="0000012345-25-000009"),
        stated(before, "2024-06-30", "2024-01-01", filed=Q2_FILED, form="10-Q", accn="0000012345-25-000009"),
        stated(
            before, "2024-06-30", "2024-01-01", filed="2024-08-01", form="10-Q", accn="0000012345-24-000009"
        ),
    ]
    if quarter is not None:
        items.append(stated(quarter, "2025-06-30", "2025-04-01", filed=Q2_FILED, form="10-Q"))
    return items


def at(value: float, end: str = "2025-06-30", *, filed: str = Q2_FILED) -> list[dict[str, Any]]:
    return [stated(value, end, filed=filed, form="10-Q")]


def read(concepts: dict[str, Items], **units: str) -> Statements:
    named = {name if ":" in name else f"us-gaap:{name}": items for name, items in concepts.items()}
    return statements(
        CompanyFacts(company_facts(named, units={f"us-gaap:{name}": unit for name, unit in units.items()}))
    )


ASSETS: dict[str, Items] = {"Assets": at(1000)}


def value(told: Statements, field: str) -> Decimal:
    return told.facts[field].value


@pytest.mark.parametrize("bad", ["NaN", "sNaN", "Infinity", "-Infinity", "1e999999", 1e300])
def test_what_is_no_number_is_left_out(bad: Any) -> None:
    told = read({"Revenues": flow(100, 60, 45), "Assets": [*at(1000), *at(bad, "2025-03-31"), *at(bad)]})
    assert (value(told, "revenue"), value(told, "total_assets")) == (115, 1000)
    assert "revenue" not in read({"Revenues": flow(bad, bad, bad), **ASSETS}).facts


def test_a_period_of_the_year_one_is_none() -> None:
    first = [stated(5, "0001-12-31", "0001-01-01"), stated(5, "0001-03-31", "0001-01-01")]
    assert "revenue" not in read({"Revenues": first, **ASSETS}).facts
    assert read({"Assets": at(5, "0001-01-01")}) == Statements()


def test_twelve_months_with_their_filing_and_parts() -> None:
    told = read({"Revenues": flow(100, 60, 45, quarter=31), **ASSETS})
    figure = told.facts["revenue"]
    assert (figure.value, figure.unit, figure.currency) == (Decimal(115), Unit.MONEY, "USD")
    assert (figure.period, figure.as_of, figure.derived) == ("TTM to 2025-06-30", date(2025, 6, 30), True)
    assert figure.source.title == "SEC 10-Q filed 2025-08-01, 0000012345-25-000009"
    assert figure.source.url == "https://www.sec.gov/Archives/edgar/data/12345/000001234525000009/"
    assert figure.source.tier == "primary"
    assert len(figure.inputs) == 3
    assert value(told, "latest_quarter_revenue") == 31
    assert told.facts["latest_quarter_revenue"].period == "quarter to 2025-06-30"
    assert (told.currency, told.fiscal_period) == ("USD", "TTM to 2025-06-30")
    assert [year.period for year in told.annual["revenue"]] == ["FY ended 2024-12-31"]


def test_a_year_where_twelve_months_cannot_be_had_is_labelled_so() -> None:
    items = flow(100, 60, 45)
    told = read({"Revenues": [one for one in items if one["end"] != "2024-06-30"], **ASSETS})
    assert told.facts["revenue"].period == "FY ended 2024-12-31"
    assert value(told, "revenue") == 100
    assert period_kind(told.fiscal_period) == "year"


def test_a_filer_of_years_only_is_labelled_so() -> None:
    years = [stated(90, "2023-12-31", "2023-01-01"), stated(100, "2024-12-31", "2024-01-01")]
    told = read({"Revenues": years, **ASSETS})
    assert told.facts["revenue"].period == "FY ended 2024-12-31"
    assert told.facts["revenue_prior_year"].period == "FY ended 2023-12-31"
    assert value(told, "revenue_prior_year") == 90


def test_the_newest_annual_report_of_a_quarterly_filer_is_twelve_months() -> None:
    items = [one for one in flow(100, 60, 45) if one["end"] < "2025-01-01"]
    assert read({"Revenues": items, **ASSETS}).facts["revenue"].period == "TTM to 2024-12-31"


@pytest.mark.parametrize(
    "concept",
    [
        "Revenues",
        "RevenueFromContractWithCustomerExcludingAssessedTax",
        "RevenueFromContractWithCustomerIncludingAssessedTax",
        "SalesRevenueNet",
    ],
)
def test_revenue_under_each_of_its_tags(concept: str) -> None:
    assert value(read({concept: flow(100, 60, 45), **ASSETS}), "revenue") == 115


def test_a_tag_that_was_given_up_loses_against_the_one_in_use() -> None:
    old = [stated(500, "2017-12-31", "2017-01-01")]
    told = read(
        {"Revenues": old, "RevenueFromContractWithCustomerExcludingAssessedTax": flow(100, 60, 45), **ASSETS}
    )
    assert value(told, "revenue") == 115


def test_revenue_is_the_whole_where_a_part_has_a_tag_of_its_own() -> None:
    told = read(
        {
            "Revenues": flow(100, 60, 45),
            "RevenueFromContractWithCustomerExcludingAssessedTax": flow(90, 50, 40),
            **ASSETS,
        }
    )
    assert value(told, "revenue") == 115


def test_revenue_stated_by_product_only_is_missing_and_not_zero() -> None:
    """Values with a dimension are not in this source."""
    told = read({"NetIncomeLoss": flow(10, 6, 4), **ASSETS})
    assert "revenue" not in told.facts
    assert value(told, "net_income") == 12
    assert told.fiscal_period == "TTM to 2025-06-30"


def test_a_restated_year_counts_as_filed_last() -> None:
    again = stated(103, "2024-12-31", "2024-01-01", filed="2025-04-01", form="10-K/A")
    assert value(read({"Revenues": [again, *flow(100, 60, 45)], **ASSETS}), "revenue") == 118


def test_spending_is_positive_and_a_negative_amount_is_not_believed() -> None:
    told = read(
        {
            "PaymentsToAcquirePropertyPlantAndEquipment": flow(50, 30, 20),
            "PaymentsForRepurchaseOfCommonStock": flow(-50, -30, -20),
            **ASSETS,
        }
    )
    assert value(told, "capex") == 60
    assert "buybacks" not in told.facts


def test_two_lines_are_added_where_only_those_are_stated() -> None:
    told = read(
        {
            "OperatingIncomeLoss": flow(20, 12, 9),
            "Depreciation": flow(8, 5, 4),
            "AmortizationOfIntangibleAssets": flow(2, 1, 1),
            **ASSETS,
        }
    )
    assert value(told, "depreciation_amortization") == 11
    assert value(told, "ebitda") == 23 + 11
    assert told.facts["ebitda"].inputs == ("operating_income", "depreciation_amortization")


# ---------------------------------------------------------------- earnings per share

PER_SHARE, SHARES = "USD/shares", "shares"


def test_earnings_per_share_are_added_up() -> None:
    told = read({"EarningsPerShareDiluted": flow(4.0, 2.5, 1.9), **ASSETS}, EarningsPerShareDiluted=PER_SHARE)
    figure = told.facts["eps_diluted"]
    assert (figure.value, figure.unit, figure.currency) == (Decimal("4.6"), Unit.PER_SHARE, "USD")
    assert figure.derived
    assert figure.note


def test_across_a_split_earnings_are_divided_by_todays_shares() -> None:
    """The year was stated before ten shares were made of one, the half-years after it."""
    eps = flow(40.0, 2.5, 1.9)
    eps[-1]["val"] = 19.0
    told = read(
        {
            "EarningsPerShareDiluted": eps,
            "NetIncomeLoss": flow(4000, 2500, 1900),
            "WeightedAverageNumberOfDilutedSharesOutstanding": flow(100, 1000, 100),
            **ASSETS,
        },
        EarningsPerShareDiluted=PER_SHARE,
        WeightedAverageNumberOfDilutedSharesOutstanding=SHARES,
    )
    assert value(told, "eps_diluted") == Decimal("4.6")
    assert "split" in (told.facts["eps_diluted"].note or "")


def test_across_a_split_without_counts_of_shares_nothing_is_claimed() -> None:
    eps = flow(40.0, 2.5, 1.9)
    eps[-1]["val"] = 19.0
    told = read({"EarningsPerShareDiluted": eps, **ASSETS}, EarningsPerShareDiluted=PER_SHARE)
    assert "eps_diluted" not in told.facts


def test_a_loss_stays_a_loss() -> None:
    told = read(
        {"EarningsPerShareDiluted": flow(-4.0, -2.5, -1.9), **ASSETS}, EarningsPerShareDiluted=PER_SHARE
    )
    assert value(told, "eps_diluted") == Decimal("-4.6")


# ---------------------------------------------------------------- balances


@pytest.mark.parametrize(
    ("lines", "debt"),
    [
        ({"LongTermDebtNoncurrent": 70, "LongTermDebtCurrent": 10, "CommercialPaper": 5}, 85),
        (
            {
                "LongTermDebtNoncurrent": 70,
                "DebtCurrent": 15,
                "LongTermDebtCurrent": 10,
                "CommercialPaper": 5,
            },
            85,
        ),
        ({"LongTermDebt": 80, "LongTermDebtNoncurrent": 70, "LongTermDebtCurrent": 10}, 80),
        ({"LongTermDebt": 80, "ShortTermBorrowings": 5}, 85),
        ({"DebtLongtermAndShorttermCombinedAmount": 90, "LongTermDebt": 80}, 90),
        ({"ConvertibleLongTermNotesPayable": 30, "LongTermNotesPayable": 40}, 70),
        ({"LongTermDebtNoncurrent": 70}, 70),
        ({"CommercialPaper": 5}, 5),
    ],
)
def test_debt_is_put_together_without_counting_twice(lines: dict[str, float], debt: int) -> None:
    told = read({name: at(amount) for name, amount in lines.items()} | ASSETS)
    assert value(told, "total_debt") == debt
    assert told.facts["total_debt"].derived == (len(told.facts["total_debt"].inputs) > 0)


def test_debt_of_two_days_is_not_mixed() -> None:
    told = read(
        {
            "LongTermDebtNoncurrent": [*at(70), *at(60, "2025-03-31", filed=Q1_FILED)],
            "LongTermDebtCurrent": at(10, "2025-03-31", filed=Q1_FILED),
            **ASSETS,
        }
    )
    assert value(told, "total_debt") == 70
    assert told.facts["total_debt"].as_of == date(2025, 6, 30)


def test_no_debt_line_is_missing_and_not_zero() -> None:
    assert "total_debt" not in read(ASSETS).facts


def test_leases_are_added_up_and_not_counted_as_debt_and_lease() -> None:
    leases = {
        "OperatingLeaseLiability": at(20),
        "OperatingLeaseLiabilityNoncurrent": at(15),
        "FinanceLeaseLiabilityNoncurrent": at(6),
        "FinanceLeaseLiabilityCurrent": at(2),
    }
    assert value(read(leases | ASSETS), "lease_liabilities") == 28
    told = read(leases | {"LongTermDebtAndCapitalLeaseObligations": at(50)} | ASSETS)
    assert value(told, "lease_liabilities") == 20
    assert told.facts["total_debt"].note


def test_half_a_lease_is_no_lease() -> None:
    assert "lease_liabilities" not in read({"OperatingLeaseLiabilityNoncurrent": at(15), **ASSETS}).facts


def test_balances_with_the_same_a_year_before() -> None:
    told = read(
        {
            "AccountsReceivableNetCurrent": [*at(30), *at(20, "2024-06-29", filed="2024-08-01")],
            "StockholdersEquity": at(400),
            **ASSETS,
        }
    )
    assert (value(told, "receivables"), value(told, "receivables_prior_year")) == (30, 20)
    assert told.facts["receivables"].period is None
    assert value(told, "total_liabilities") == 600


def test_shares_from_the_cover_and_at_the_ends_of_years() -> None:
    told = read(
        {
            "dei:EntityCommonStockSharesOutstanding": [
                stated(990, "2025-07-25", filed=Q2_FILED, form="10-Q"),
                stated(1000, "2025-01-24", filed="2025-02-01"),
            ],
            "Revenues": flow(100, 60, 45),
            **ASSETS,
        },
    )
    assert "shares_outstanding" not in told.facts, "dollars are no shares"
    units = {"dei:EntityCommonStockSharesOutstanding": "shares"}
    concepts: dict[str, Items] = {
        "dei:EntityCommonStockSharesOutstanding": [
            stated(990, "2025-07-25", filed=Q2_FILED, form="10-Q"),
            stated(1000, "2025-01-24", filed="2025-02-01"),
        ],
        "us-gaap:Revenues": flow(100, 60, 45),
        "us-gaap:Assets": at(1000),
    }
    told = statements(CompanyFacts(company_facts(concepts, units=units)))
    assert (value(told, "shares_outstanding"), told.facts["shares_outstanding"].unit) == (990, Unit.SHARES)
    assert [figure.value for figure in told.annual["shares_outstanding"]] == [1000]


def test_debt_due_within_two_years_needs_both() -> None:
    first = "LongTermDebtMaturitiesRepaymentsOfPrincipalInNextTwelveMonths"
    second = "LongTermDebtMaturitiesRepaymentsOfPrincipalInYearTwo"
    assert value(read({first: at(3), second: at(4), **ASSETS}), "debt_due_24m") == 7
    assert "debt_due_24m" not in read({first: at(3), **ASSETS}).facts


def test_how_long_spending_has_been_above_the_cash_flow() -> None:
    told = read(
        {
            "PaymentsToAcquirePropertyPlantAndEquipment": flow(90, 80, 40),
            "NetCashProvidedByUsedInOperatingActivities": flow(100, 60, 45),
            **ASSETS,
        }
    )
    assert (value(told, "capex"), value(told, "operating_cash_flow")) == (130, 115)
    figure = told.facts["capex_above_cash_flow_quarters"]
    assert (figure.value, figure.unit) == (1, Unit.COUNT)


# ---------------------------------------------------------------- currencies and damage


def test_the_currency_of_the_statements_and_not_of_a_convenience_translation() -> None:
    def assets(*values: tuple[str, int]) -> list[dict[str, Any]]:
        return [stated(value, end, form="20-F", filed="2025-04-01") for end, value in values]

    units = {"CNY": assets(("2024-12-31", 7000), ("2023-12-31", 6000)), "USD": assets(("2024-12-31", 1000))}
    content = {"cik": 1, "entityName": "x", "facts": {"us-gaap": {"Assets": {"units": units}}}}
    told = statements(CompanyFacts(json.dumps(content).encode()))
    assert told.currency == "CNY"
    assert told.facts["total_assets"].value == 7000


def test_without_a_balance_or_income_the_currency_is_not_known() -> None:
    revenue = {"us-gaap:Revenues": [stated(700, "2024-12-31", "2024-01-01")]}
    assert statements(CompanyFacts(company_facts(revenue))).currency is None


def test_figures_under_international_standards() -> None:
    concepts: dict[str, Items] = {
        "ifrs-full:Revenue": [stated(100, "2024-12-31", "2024-01-01", form="20-F")],
        "ifrs-full:Assets": [stated(900, "2024-12-31", form="20-F")],
        "ifrs-full:Equity": [stated(500, "2024-12-31", form="20-F")],
        "ifrs-full:PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities": [
            stated(40, "2024-12-31", "2024-01-01", form="20-F")
        ],
    }
    told = statements(CompanyFacts(company_facts(concepts)))
    assert (value(told, "revenue"), value(told, "capex"), value(told, "total_equity")) == (100, 40, 500)
    assert told.facts["revenue"].period == "FY ended 2024-12-31"


def test_values_that_cannot_be_read_are_left_out() -> None:
    good = flow(100, 60, 45)
    bad = [{"end": "soon", "val": 1}, {"val": 3}, "text", {**good[0], "val": None}]
    told = read({"Revenues": [*bad, *good], **ASSETS})  # type: ignore[list-item]  # damaged on purpose
    assert value(told, "revenue") == 115


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"<html>", b'{"facts": 3}', b'{"cik": 1, "facts": {"us-gaap": []}}']
)
def test_an_answer_of_another_shape_is_an_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|Expected|truncated|malformed"):
        CompanyFacts(content)


def test_a_filer_without_statements_has_no_figures() -> None:
    assert statements(CompanyFacts(company_facts({}))) == Statements()


def test_only_known_fields_come_out() -> None:
    told = read({"Revenues": flow(100, 60, 45), "NetIncomeLoss": flow(10, 6, 4), **ASSETS})
    assert set(told.facts) <= set(FIELDS)
    assert all(figure.name == name for name, figure in told.facts.items())
