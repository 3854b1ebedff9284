"""Thousands of random companies in which every rule of the screens occurs."""

import random
from datetime import date, timedelta
from decimal import Decimal

from screener.domain import frames
from screener.domain.assessment import Place
from screener.domain.company import CustomerFact
from screener.domain.currency import Rates
from screener.domain.exposure.beta import Beta
from screener.domain.fields import FIELDS
from screener.domain.figure import Figure, NotApplicable, Source, Unknown, unknown
from screener.domain.message import Argument, Day, Message, Names, Number, Text, Unit
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.vendor import VendorFinancing
from tests.builders.companies import (
    ON,
    ORDINARY,
    QUARTER_END,
    TTM,
    customer,
    figure,
    inputs,
    price,
    rate,
    standing,
    weekly,
)

_CURRENCIES = ("USD", "USD", "USD", "EUR", "JPY")
_OFTEN = ORDINARY | {"market_cap": 3_000, "shares_outstanding": 30_000_000}
_SOMETIMES: dict[str, float] = {
    "lease_liabilities": 80,
    "short_term_investments": 60,
    "capex_above_cash_flow_quarters": 3,
    "finance_lease_principal": 10,
    "minority_interests": 20,
    "preferred_equity": 5,
    "ebitda": 200,
    "depreciation_amortization": 50,
    "interest_capitalised": 4,
    "total_liabilities": 900,
    "purchase_obligations": 300,
    "lease_not_commenced": 150,
    "debt_due_24m": 80,
    "stock_based_compensation": 60,
    "gains_on_stakes": 20,
    "pretax_income": 120,
    "income_tax": 20,
    "acquisitions": 40,
    "server_life": 5,
    "largest_supplier_share": 0.2,
    "sole_source_suppliers": 2,
    "single_fab_or_cloud": 0,
}
_BALANCE: dict[str, float] = {
    "total_assets": 2_000,
    "current_assets": 700,
    "current_liabilities": 500,
    "retained_earnings": 400,
    "receivables": 200,
    "contract_assets": 20,
    "inventory": 100,
    "ppe_net": 600,
    "long_term_debt": 200,
    "cost_of_revenue": 500,
    "sga": 100,
    "depreciation": 60,
    "latest_quarter_revenue": 260,
    "latest_quarter_cost": 130,
}
"""Facts and what they usually are."""
_BY_YEAR: dict[str, float] = {
    "net_income": 90,
    "stock_based_compensation": 30,
    "buybacks": 40,
    "rsu_tax_paid": 10,
    "shares_issued_to_staff": 1_000_000,
    "shares_bought": 1_500_000,
    "eps_diluted": 4,
    "revenue": 800,
    "operating_income": 140,
    "capex": 60,
    "shares_outstanding": 29_000_000,
}


def synthetic(n: int, seed: int = 1) -> list[frames.CompanyInputs]:
    """`n` random companies, the same for the same seed."""
    dice = random.Random(seed)
    rates = Rates((*rate("USD", "EUR", "0.86").rates, *rate("USD", "JPY", "148").rates))
    return [_random(dice, rates) for _ in range(n)]


def _random(dice: random.Random, rates: Rates) -> frames.CompanyInputs:
    currency = dice.choice(_CURRENCIES)
    facts: dict[str, object] = dict.fromkeys(ORDINARY)
    for name, usual in _OFTEN.items():
        if dice.random() < 0.12:
            continue
        period = dice.choice((TTM, TTM, TTM, "FY2025", "quarter to 2026-06-30"))
        day = ON - timedelta(days=dice.choice((20, 60, 150, 230, 500, 1000)))
        money = currency if dice.random() < 0.97 else "TWD"
        facts[name] = figure(name, _near(dice, float(usual), 0.15), day, period, money)  # type: ignore[arg-type]
    for name, usual in _SOMETIMES.items():
        if dice.random() < 0.4:
            facts[name] = figure(name, _near(dice, usual, 0.05), QUARTER_END, currency=currency)
    if dice.random() < 0.7:
        day = QUARTER_END if dice.random() < 0.9 else date(2026, 3, 31)
        for name, usual in _BALANCE.items():
            if dice.random() < 0.97:
                value = _near(dice, usual, 0.02)
                facts[name] = figure(name, value, day, currency=currency)
                _add_year_before(dice, facts, name, value, currency, day)
        _add_year_before(dice, facts, "revenue", 1000, currency, QUARTER_END)
    place: Place = dice.choice(("inside", "adjacent", "outside", "not_known"))
    return inputs(
        facts,
        price=unknown("no_price_found")
        if dice.random() < 0.1
        else price(round(dice.lognormvariate(4, 1), 2)),
        customers=tuple(_random_customer(dice) for _ in range(dice.randint(0, 3))),
        standing=standing(
            place,
            dice.choice(("firm", "announced", "contingent")) if place == "inside" else None,
            dice.choice((None, "0.12", "0.5", "0.67")),
            ON - timedelta(days=dice.choice((100, 600, 1200))),
        ),
        rates=rates,
        closes=weekly(dice.uniform(5, 200), dice.uniform(5, 200), dice.choice((60, 120, 190)))
        if dice.random() < 0.6
        else None,
        business=dice.choice(("operating",) * 6 + ("bank", "reit")),
        role=dice.choice((None, "fuel", "gear", "neocloud")),
        layer=dice.choice((None, "compute")),
        statement_currency=currency,
        annual=_random_years(dice, currency),
        vendor=_random_vendor(dice),
        returned=_random_return(dice),
        beta=Beta(dice.uniform(-0.5, 2), 0.2, 1.1, 1.0, 104, ON, "Exchange") if dice.random() < 0.5 else None,
    )


def _add_year_before(
    dice: random.Random, facts: dict[str, object], name: str, value: float, currency: str, day: date
) -> None:
    prior = f"{name}_prior_year"
    if prior in FIELDS and dice.random() < 0.97:
        then = round(value * dice.uniform(0.6, 1.2), 2)
        facts[prior] = figure(prior, then, day.replace(year=day.year - 1), currency=currency)


def _near(dice: random.Random, usual: float, negative: float) -> float:
    sign = -1 if dice.random() < negative else 1
    value = usual * dice.lognormvariate(0, 1.2) * sign
    return round(value) if usual < 5 and usual == int(usual) else round(value, 2)


def _random_years(dice: random.Random, currency: str) -> dict[str, tuple[Figure, ...]]:
    if dice.random() < 0.3:
        return {}
    end, count = date(2025, 12, 31), dice.choice((2, 3, 6, 7))
    made = {}
    for name, usual in _BY_YEAR.items():
        if dice.random() < 0.15:
            continue
        level = abs(_near(dice, usual, 0)) or 1
        loss = 0.1 if FIELDS[name].nature == "flow" and name in ("net_income", "eps_diluted") else 0
        made[name] = tuple(
            figure(
                name,
                round(level * dice.uniform(0.7, 1.3) * (-1 if dice.random() < loss else 1), 2),
                end.replace(year=end.year - back),
                f"FY{end.year - back}",
                currency,
            )
            for back in range(count)
        )
    return made


_NAMED: dict[str, Argument] = {"company": Names(("Acme Inc.",))}
_SEEN = Message(
    "vendor.share",
    _NAMED
    | {
        name: Number(Decimal("0.1"), Unit.FRACTION)
        for name in ("share", "firm_share", "contingent_share", "lucent")
    }
    | {
        "revenue": Number(Decimal(10), Unit.MONEY, "USD"),
        "revenue_period": Text("ttm"),
        "revenue_day": Day(ON),
    }
    | {"largest": Number(Decimal(1), Unit.MONEY, "USD"), "customer": Names(("Lab",))},
)


def _random_vendor(dice: random.Random) -> VendorFinancing | None:
    if dice.random() < 0.3:
        return None
    revenue = figure("revenue", 1000)
    none = Message("vendor.none_seen", _NAMED)
    lost = Message("vendor.unknown.no_amount", _NAMED)
    share = Figure(
        "vendor_financing", Decimal(str(round(dice.uniform(0, 0.3), 4))), Unit.FRACTION, ON, Source("Ledger")
    )
    answers = ((share, _SEEN), (share, _SEEN), (NotApplicable(none), none), (Unknown(lost), lost))
    answer, message = dice.choice(answers)
    silent = ("a-record",) if dice.random() < 0.3 else ()
    zero = Decimal(0)
    return VendorFinancing("acme", revenue, (), silent, zero, zero, zero, answer, zero, zero, zero, message)


def _random_return(dice: random.Random) -> ReturnShare | None:
    if dice.random() < 0.3:
        return None
    zero = Decimal(0)
    lost = Message("returns.unknown.no_revenue", _NAMED)
    known = Figure("return_share", Decimal("0.03"), Unit.FRACTION, ON, Source("Ledger"))
    numbers = dict.fromkeys(("share", "mixed", "least", "most", "coverage"), Number(zero, Unit.FRACTION))
    answer: Figure | Unknown = known if dice.random() < 0.5 else Unknown(lost)
    return ReturnShare(
        company="acme",
        sources=("acme",),
        revenue=figure("revenue", 1000),
        coverage=Decimal("0.6"),
        traced_usd=zero,
        related_usd=zero,
        mixed_usd=zero,
        least_usd=zero,
        most_usd=zero,
        reachable_usd=zero,
        outside_unknown=(),
        unseen=0,
        answer=answer,
        message=Message("returns.share", _NAMED | numbers) if answer is known else lost,
    )


def _random_customer(dice: random.Random) -> CustomerFact:
    return customer(
        round(dice.random() * 0.8, 3),
        period=dice.choice(("FY2025", "FY2024", "Q2 FY2026", "2026 (forecast)")),
        as_of=ON - timedelta(days=dice.choice((50, 300, 700, 1200))),
        kind=dice.choice(("direct", "direct", "indirect")),
        count=dice.choice((1, 1, 3)),
        government=dice.random() < 0.1,
        measure=dice.choice(("revenue", "revenue", "backlog")),
        of=dice.choice((None, None, None, "AI backlog")),
    )
