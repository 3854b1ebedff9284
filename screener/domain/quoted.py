"""What a company costs: earnings held against the price of its share, and the value of all its shares.

Both need the share the price is for. Earnings are brought into the currency of the price; the market value
is the price times the shares, or as stated where one share is not one share (depositary receipts, several
classes). What a quote states is of the whole company, whichever of its listings is quoted.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.columns import EMPTY, Cell, State, cell
from screener.domain.company import Company
from screener.domain.currency import Rate, Rates
from screener.domain.fields import AGE_LIMITS, EPS_AGE_LIMIT, FIELDS, cadence, period_kind
from screener.domain.figure import Fact, Figure, Source, Unknown
from screener.domain.message import Unit
from screener.domain.quote import Quote
from screener.domain.second_source import share_count
from screener.domain.sessions import NO_EXCHANGES, Exchanges, market_day

SAME_PERIOD_DAYS = 100
"""Net income and EPS this close in time are of the same earnings; opposite signs contradict."""
SHARES_AGE_LIMIT = 460
"""Days between a count of shares and the price it is multiplied with."""
FAR_APART = 2
"""A product of price and shares this many times the stated market value, or a part of it that small, is of
another class of share."""


class Used(msgspec.Struct, frozen=True):
    """The figure in use for one company and the rates that brought it into another currency."""

    figure: Figure | None
    rates: tuple[Rate, ...] = ()


NOTHING_USED = Used(None)


def earnings(
    company: Company, price: Figure | Unknown, eps: Figure | None, rates: Rates, on: date
) -> tuple[Cell, Used]:
    """EPS in the currency of the price (methods A2, A6), or why it cannot be held against it.

    `eps` is what came with the quote; without it the statements' figure is used.
    """
    fact: Fact | None = eps or company.facts.get("eps_diluted")
    field = FIELDS["eps_diluted"]
    if not isinstance(fact, Figure):
        return (EMPTY if fact is None else cell(field, fact, None, rates, None)), NOTHING_USED
    priced = price if isinstance(price, Figure) else None
    day = fact.as_of.toordinal()
    limit = AGE_LIMITS[cadence(field, fact.period, company.fiscal_period)]
    used = Used(fact)
    if period_kind(fact.period) in ("quarter", "part"):
        return Cell(State.PART_YEAR, day=day, limit=limit), used
    if ((priced.as_of if priced else on) - fact.as_of).days > EPS_AGE_LIMIT:
        return Cell(State.TOO_OLD, day=day, limit=limit), used
    if eps is None and _contradicted(fact, company):
        return Cell(State.CONTRADICTED, day=day, limit=limit), used
    value = float(fact.value)
    currency = fact.currency or company.statement_currency
    if priced is not None and priced.currency != currency:
        # With depositary shares another currency means another share as well.
        if is_depositary(company):
            return Cell(State.OTHER_SHARE, day=day, limit=limit), used
        converted = rates.convert(fact.value, currency or "", priced.currency or "", priced.as_of)
        if converted is None:
            return Cell(State.OTHER_CURRENCY, day=day, limit=limit), used
        value, used = float(converted[0]), Used(fact, converted[1])
    return Cell(State.KNOWN, value, day, limit), used


def is_depositary(company: Company) -> bool:
    """True when what is quoted abroad is not one ordinary share."""
    return company.ordinary_per_ads not in (None, Decimal(1))


def _contradicted(eps: Figure, company: Company) -> bool:
    """Net income of the same time has the other sign."""
    income = company.facts.get("net_income")
    if not isinstance(income, Figure) or abs((income.as_of - eps.as_of).days) > SAME_PERIOD_DAYS:
        return False
    return income.value * eps.value < 0


def quoted_value(
    symbols: Iterable[str], quotes: Mapping[str, Quote], exchanges: Exchanges = NO_EXCHANGES
) -> Figure | None:
    """The newest market value the quotes of a company's listings state; None when none does.

    Of the day it is at the exchange, as the price is.
    """
    found = [
        Figure(
            "market_cap",
            quote.market_cap,
            Unit.MONEY,
            market_day(exchanges.of_symbol(symbol), quote.at),
            Source(quote.source, tier="feed"),
            quote.market_cap_currency,
        )
        for symbol in dict.fromkeys(symbols)
        if (quote := quotes.get(symbol)) is not None
        and quote.market_cap is not None
        and quote.market_cap_currency is not None
    ]
    return max(found, key=lambda figure: figure.as_of, default=None)


def market_value(
    company: Company,
    price: Figure | Unknown,
    rates: Rates,
    currency: str | None,
    quoted: Figure | None = None,
) -> tuple[Cell, Used]:
    """The value of all shares in the reporting currency, converted at its own day (methods 3.1).

    `quoted` is what a quote states; it goes before older statements, and a number of shares is believed
    only if it bears that out.
    """
    field = FIELDS["market_cap"]
    stated = company.facts.get("market_cap")
    if quoted is not None and not (isinstance(stated, Figure) and stated.as_of > quoted.as_of):
        stated = quoted
    found = _price_times_shares(company, price)
    if (
        found is not None
        and isinstance(stated, Figure)
        and (
            _far_apart(found, stated, rates)
            or (stated is quoted and _miscounted(company, price, stated, rates))
        )
    ):
        found = None
    fact = stated if found is None else found
    if fact is None:
        return EMPTY, NOTHING_USED
    made = cell(field, fact, None, rates, currency)
    if not isinstance(fact, Figure):
        return made, NOTHING_USED
    converted = rates.convert(fact.value, fact.currency or "", currency or "", fact.as_of)
    return made, Used(fact, () if converted is None else converted[1])


def _price_times_shares(company: Company, price: Figure | Unknown) -> Figure | None:
    shares = company.facts.get("shares_outstanding")
    if not isinstance(price, Figure) or not isinstance(shares, Figure) or is_depositary(company):
        return None
    if (price.as_of - shares.as_of).days > SHARES_AGE_LIMIT or shares.value <= 0:
        return None
    return Figure(
        name="market_cap",
        value=price.value * shares.value,
        unit=Unit.MONEY,
        as_of=price.as_of,
        source=price.source,
        currency=price.currency,
        derived=True,
        inputs=("price", "shares_outstanding"),
    )


def _miscounted(company: Company, price: Figure | Unknown, stated: Figure, rates: Rates) -> bool:
    """The value stated on the day of the price does not bear out the number of shares."""
    shares = company.facts.get("shares_outstanding")
    if not isinstance(price, Figure) or not isinstance(shares, Figure) or stated.as_of != price.as_of:
        return False
    value = rates.convert(stated.value, stated.currency or "", price.currency or "", price.as_of)
    return value is not None and share_count(shares, value[0], price.value) is None


def _far_apart(made: Figure, stated: Figure, rates: Rates) -> bool:
    if made.currency is None or stated.currency is None or stated.value <= 0 or made.value <= 0:
        return False
    converted = rates.convert(made.value, made.currency, stated.currency, made.as_of)
    if converted is None:
        return False
    times = converted[0] / stated.value
    return not 1 / Decimal(FAR_APART) <= times <= FAR_APART
