"""Our ratios against FinanceToolkit's on the same statements; for development only, skipped without it.

Install `financetoolkit` beside the development tools to run it (written against 2.3.0). It is neither shipped
nor needed. Where the two differ on purpose, the difference is named and shown.
"""

import random
import warnings
from datetime import date
from decimal import Decimal

import pytest

from tests.builders.companies import figure, finding, inputs, price

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    beneish = pytest.importorskip(
        "financetoolkit.models.beneish_model", reason="a second opinion, not needed"
    )
    altman = pytest.importorskip("financetoolkit.models.altman_model")
    solvency = pytest.importorskip("financetoolkit.ratios.solvency_model")
    efficiency = pytest.importorskip("financetoolkit.ratios.efficiency_model")
    valuation = pytest.importorskip("financetoolkit.ratios.valuation_model")
    pd = pytest.importorskip("pandas")

MILLION = 1_000_000
YEAR_AGO = date(2025, 6, 30)
FACTS = {
    "revenue": 1000,
    "cost_of_revenue": 550,
    "sga": 140,
    "depreciation": 40,
    "depreciation_amortization": 60,
    "operating_income": 160,
    "net_income": 100,
    "interest_expense": 30,
    "stock_based_compensation": 45,
    "operating_cash_flow": 200,
    "capex": 80,
    "total_debt": 900,
    "long_term_debt": 850,
    "total_equity": 1000,
    "cash": 120,
    "receivables": 180,
    "current_assets": 500,
    "ppe_net": 700,
    "total_assets": 2500,
    "current_liabilities": 350,
    "total_liabilities": 1500,
    "retained_earnings": 400,
}
BOTH_YEARS = (
    "revenue",
    "cost_of_revenue",
    "sga",
    "depreciation",
    "receivables",
    "current_assets",
    "ppe_net",
    "total_assets",
    "current_liabilities",
    "long_term_debt",
)
statements = pytest.mark.parametrize("seed", range(25))


def drawn(seed: int) -> dict[str, Decimal]:
    """One company's statements, now and (of BOTH_YEARS) a year ago."""
    dice = random.Random(seed)
    now = {name: Decimal(str(round(value * dice.uniform(0.6, 1.6), 2))) for name, value in FACTS.items()}
    then = {}
    for name in BOTH_YEARS:
        value = now[name] * Decimal(str(round(dice.uniform(0.7, 1.2), 3)))
        then[f"{name}_prior_year"] = value.quantize(Decimal("0.01"))
    return now | then


def ours(screen: str, facts: dict[str, Decimal], **options: object) -> float | None:
    """The value of one of our screens."""
    known = {
        name: figure(name, value, YEAR_AGO if name.endswith("_prior_year") else date(2026, 6, 30))
        for name, value in facts.items()
    }
    found = finding(screen, inputs(known | {"eps_diluted": None, "ebitda": None}, **options))
    return None if found.value is None else float(found.value.value)


def row(facts: dict[str, Decimal], name: str):
    """A fact as their functions want it: one company, a year ago and now."""
    then = facts.get(f"{name}_prior_year", facts[name])
    return pd.DataFrame([[float(then), float(facts[name])]], columns=["then", "now"])


def newest(answer) -> float:
    return float(answer.iloc[0, -1])


@statements
def test_ratios_whose_definitions_agree(seed: int) -> None:
    facts = drawn(seed)

    def take(name: str):
        return row(facts, name)

    assert ours("debt_equity", facts) == pytest.approx(
        newest(solvency.get_debt_to_equity_ratio(take("total_debt"), take("total_equity")))
    )
    assert ours("interest_cover", facts) == pytest.approx(
        newest(solvency.get_interest_coverage_ratio(take("operating_income"), take("interest_expense")))
    )
    assert ours("stock_pay", facts) == pytest.approx(
        newest(
            efficiency.get_stock_based_compensation_ratio(take("stock_based_compensation"), take("revenue"))
        )
    )
    assert 1 / ours("capex_ocf", facts) == pytest.approx(  # theirs is the other way round
        newest(solvency.get_capex_coverage_ratio(take("operating_cash_flow"), take("capex")))
    )
    net = take("total_debt") - take("cash")
    assert ours("net_debt_ebitda", facts) == pytest.approx(
        newest(
            solvency.get_net_debt_to_ebitda_ratio(
                take("operating_income"), take("depreciation_amortization"), net
            )
        )
    )
    assert ours("receivables", facts) == pytest.approx(
        newest(beneish.get_days_sales_in_receivables_index(take("receivables"), take("revenue")))
    )


@statements
def test_market_ratios_at_one_market_value(seed: int) -> None:
    facts = drawn(seed) | {"shares_outstanding": Decimal(50_000_000)}
    value = pd.DataFrame([[5_000.0, 5_000.0]], columns=["then", "now"])
    assert ours("price_sales", facts, price=price(100)) == pytest.approx(
        newest(valuation.get_price_to_sales_ratio(value, row(facts, "revenue")))
    )
    nothing = value * 0
    whole = valuation.get_enterprise_value(
        value, row(facts, "total_debt"), nothing, nothing, row(facts, "cash")
    )
    free = row(facts, "operating_cash_flow") - row(facts, "capex")
    mine = ours("fcf_yield", facts, price=price(100))
    theirs = 1 / newest(valuation.get_ev_to_free_cash_flow_ratio(whole, free))
    assert mine == pytest.approx(theirs) if theirs > 0 else mine is None
    # Known difference: their yield is over the market value, ours over the value of the whole company.
    assert mine is None or mine != pytest.approx(newest(solvency.get_free_cash_flow_yield(free, value)))


@statements
def test_beneish_with_depreciation_alone(seed: int) -> None:
    """Known difference: they take depreciation and amortisation; the paper, and we, depreciation alone."""
    facts = drawn(seed)

    def take(name: str):
        return row(facts, name)

    theirs = beneish.get_beneish_m_score(
        beneish.get_days_sales_in_receivables_index(take("receivables"), take("revenue")),
        beneish.get_gross_margin_index(take("revenue"), take("cost_of_revenue")),
        beneish.get_asset_quality_index(take("current_assets"), take("ppe_net"), take("total_assets")),
        beneish.get_sales_growth_index(take("revenue")),
        beneish.get_depreciation_index(take("depreciation"), take("ppe_net")),
        beneish.get_selling_general_and_administrative_expenses_index(take("sga"), take("revenue")),
        beneish.get_leverage_index(take("current_liabilities"), take("long_term_debt"), take("total_assets")),
        beneish.get_total_accruals_to_total_assets(
            take("net_income"), take("operating_cash_flow"), take("total_assets")
        ),
    )
    mine = ours("beneish", facts)
    if mine is None:
        # Known difference: without a gross profit the margin index has no sense and we give none.
        costs = ("cost_of_revenue", "cost_of_revenue_prior_year")
        earned = ("revenue", "revenue_prior_year")
        assert any(facts[cost] >= facts[sales] for cost, sales in zip(costs, earned, strict=True))
    else:
        assert mine == pytest.approx(newest(theirs), abs=1e-6)


@statements
def test_altman_by_its_four_ratios(seed: int) -> None:
    """Known difference: they have only Z of 1968, at market value; the ratios both share are compared."""
    facts = drawn(seed)

    def take(name: str):
        return row(facts, name)

    working = take("current_assets") - take("current_liabilities")
    parts = (
        altman.get_working_capital_to_total_assets_ratio(working, take("total_assets")),
        altman.get_retained_earnings_to_total_assets_ratio(take("retained_earnings"), take("total_assets")),
        altman.get_earnings_before_interest_and_taxes_to_total_assets_ratio(
            take("operating_income"), take("total_assets")
        ),
        # Book value where theirs takes the market's: that is what the second prime stands for.
        altman.get_market_value_of_equity_to_book_value_of_total_liabilities_ratio(
            take("total_equity"), take("total_liabilities")
        ),
    )
    z = sum(weight * newest(part) for weight, part in zip((6.56, 3.26, 6.72, 1.05), parts, strict=True))
    assert ours("altman_z2", facts) == pytest.approx(z)


def test_known_differences_at_the_edges() -> None:
    """Theirs divide plainly: a loss gives a negative ratio and no interest nothing; we say what it is."""
    facts = drawn(1)
    loss = facts | {"operating_income": Decimal(-50)}
    profit, interest = row(loss, "operating_income"), row(loss, "interest_expense")
    theirs = solvency.get_interest_coverage_ratio(profit, interest)
    assert newest(theirs) < 0
    assert finding("interest_cover", inputs({"operating_income": -50, "total_debt": 900})).severity == 4
    short = facts | {"total_equity": Decimal(-100)}
    assert newest(solvency.get_debt_to_equity_ratio(row(short, "total_debt"), row(short, "total_equity"))) < 0
    assert finding("debt_equity", inputs({"total_equity": -100, "net_income": -5})).severity == 4
