"""Companies side by side: one column a fact, so that the same code judges ten or seven thousand.

A column holds floats with NaN where there is nothing to calculate with, and a code that says why.
Money of one company is in one currency; earnings per share are in the currency of the price.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import msgspec
import numpy as np

from screener.domain.assessment import Standing
from screener.domain.closes import Closes
from screener.domain.columns import (
    Cell,
    Codes,
    Column,
    Flags,
    Floats,
    cell,
    codes,
    column,
    flags,
    floats,
    of_quarter,
)
from screener.domain.company import Business, Company, CustomerFact
from screener.domain.currency import Rates
from screener.domain.customer_columns import CustomerColumns, customer_columns
from screener.domain.exposure.beta import Beta
from screener.domain.fields import FIELDS
from screener.domain.figure import Fact, Figure, Unknown
from screener.domain.past_columns import PastColumns, past_columns
from screener.domain.quoted import Used, earnings, market_value
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.vendor import VendorFinancing
from screener.domain.ring_columns import RingColumns, ring_columns
from screener.domain.sessions import Exchange, SessionClock

BUSINESSES: tuple[Business, ...] = get_args(Business)


class CompanyInputs(msgspec.Struct, frozen=True):
    """One company with everything the screens read.

    `price` is of the listing in use, `eps` the earnings per share of the same quote where it has
    them (else the statements' are used), `customers` all facts of this company. `vendor` and `returned` are
    what the ledger's money says of it (None: it sells nothing there), `beta` how its closes move with AI
    shares, `exchange` trades the listing of the price, `market_cap` is what a quote states, `medians`
    published medians to show beside a screen's value, by screen id.
    """

    company: Company
    price: Figure | Unknown
    standing: Standing
    customers: tuple[CustomerFact, ...] = ()
    eps: Figure | None = None
    rates: Rates = Rates()
    closes: Closes | None = None
    vendor: VendorFinancing | None = None
    returned: ReturnShare | None = None
    beta: Beta | None = None
    exchange: Exchange | None = None
    market_cap: Figure | None = None
    medians: dict[str, Figure] = {}


@dataclass(frozen=True, eq=False)
class CompanyFrame:
    """All companies on one day; every array has shape (companies,).

    `columns` has one Column for each of `FIELDS`, `business` indexes BUSINESSES. Shares are fractions.
    """

    on: date
    inputs: tuple[CompanyInputs, ...]
    columns: dict[str, Column]
    business: Codes
    in_ledger_role: Flags
    interest_annualised: Flags
    leases_in_debt: Flags
    """The total debt stated holds the leases already."""
    ring: RingColumns
    customers: CustomerColumns
    past: PastColumns
    beta: Floats
    beta_error: Floats
    currencies: tuple[str | None, ...]
    """What the money of each company is in here."""
    used: dict[str, tuple[Used, ...]]
    """By field, the figure in use where it is not simply the company's own."""

    def __len__(self) -> int:
        return len(self.inputs)

    def __getitem__(self, field: str) -> Column:
        return self.columns[field]

    def is_business(self, *kinds: Business) -> Flags:
        """True for companies of one of these kinds."""
        return np.isin(self.business, [BUSINESSES.index(kind) for kind in kinds])

    def fact(self, row: int, field: str) -> Fact | None:
        """The fact as it was given, for evidence; None when nobody stated it."""
        inputs = self.inputs[row]
        if field == "price":
            return inputs.price
        used = self.used.get(field)
        if used is not None and used[row].figure is not None:
            return used[row].figure
        return inputs.company.facts.get(field)

    def figure(self, row: int, field: str) -> Figure | None:
        """The fact as evidence, marked old when its age limit has passed; None when there is none."""
        fact = self.fact(row, field)
        if not isinstance(fact, Figure):
            return None
        return msgspec.structs.replace(fact, old=bool(self.columns[field].old[row]))


def build(companies: Sequence[CompanyInputs], on: date, clock: SessionClock | None = None) -> CompanyFrame:
    """The companies as columns, with the age of every fact measured at `on`.

    Prices age in the sessions of `clock`; without it every weekday counts as one.
    """
    inputs = tuple(companies)
    owners = [one.company for one in inputs]
    currencies = tuple(_reporting_currency(one) for one in owners)
    columns, used = _columns(inputs, currencies, clock or SessionClock(on))
    return CompanyFrame(
        on=on,
        inputs=inputs,
        columns=columns,
        business=codes([BUSINESSES.index(one.business) for one in owners]),
        in_ledger_role=flags([one.role is not None for one in owners]),
        interest_annualised=flags([of_quarter(one.facts.get("interest_expense")) for one in owners]),
        leases_in_debt=flags([_with_leases(one.facts.get("total_debt")) for one in owners]),
        ring=ring_columns(
            [one.standing for one in inputs],
            [one.vendor for one in inputs],
            [one.returned for one in inputs],
            on,
        ),
        customers=customer_columns([one.customers for one in inputs], [one.business for one in owners], on),
        past=past_columns(owners, [one.closes for one in inputs]),
        beta=floats([float("nan") if one.beta is None else one.beta.ai for one in inputs]),
        beta_error=floats([float("nan") if one.beta is None else one.beta.error for one in inputs]),
        currencies=currencies,
        used=used,
    )


def _columns(
    inputs: tuple[CompanyInputs, ...], currencies: tuple[str | None, ...], clock: SessionClock
) -> tuple[dict[str, Column], dict[str, tuple[Used, ...]]]:
    cells: dict[str, list[tuple[int, Cell]]] = {name: [] for name in FIELDS}
    eps_used: list[Used] = []
    cap_used: list[Used] = []
    for row, one in enumerate(inputs):
        company, currency = one.company, currencies[row]
        for name, fact in company.facts.items():
            if name in FIELDS and name not in _JUDGED_APART:
                made = cell(FIELDS[name], fact, company.fiscal_period, one.rates, currency)
                cells[name].append((row, made))
        cells["price"].append((row, cell(FIELDS["price"], one.price, None, one.rates, None)))
        made, eps = earnings(company, one.price, one.eps, one.rates, clock.on)
        cells["eps_diluted"].append((row, made))
        eps_used.append(eps)
        made, cap = market_value(company, one.price, one.rates, currency, one.market_cap)
        cells["market_cap"].append((row, made))
        cap_used.append(cap)
    exchanges = [one.exchange for one in inputs]
    columns = {name: column(FIELDS[name], own, len(inputs), clock, exchanges) for name, own in cells.items()}
    return columns, {"eps_diluted": tuple(eps_used), "market_cap": tuple(cap_used)}


_JUDGED_APART = frozenset({"price", "eps_diluted", "market_cap"})
"""What is read from the quote as well as from the company."""


def _reporting_currency(company: Company) -> str | None:
    """The currency most of the company's money facts are in; stated money without one is in it too."""
    stated = Counter(
        fact.currency or company.statement_currency
        for name, fact in company.facts.items()
        if isinstance(fact, Figure) and name in FIELDS and FIELDS[name].is_money
    )
    return stated.most_common(1)[0][0] if stated else company.statement_currency


def _with_leases(debt: Fact | None) -> bool:
    return isinstance(debt, Figure) and "leases included" in (debt.note or "")
