"""Amounts of a list of deals in other currencies, turned into US dollars by a rate of their day, or refused.

Messages (id: arguments), each with record and deal_field as well:

* ledger.no_currency (text), ledger.no_money (text, currency)
* ledger.no_rate_day (currency), ledger.no_rate (currency, text)
"""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from screener.domain.currency import Rate, Rates, major_unit
from screener.domain.message import Text
from screener.domain.ring.deal_text import first_day, read_day, read_money
from screener.domain.ring.draft import DealDraft
from screener.domain.ring.draft_reading import Problem, problem

OLDEST = timedelta(days=366)
"""A rate that much older than the deal is none for it."""
_CODE_LETTERS = 3
_RENAMED = {
    "RMB": "CNY",
    "CNH": "CNY",
    "NTD": "TWD",
    "US": "USD",
    "US$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
}
_YEAR_ONLY = len("2026")


class Exchanged(msgspec.Struct, frozen=True):
    """A draft in US dollars, what its amount was before, and the rates it was turned by."""

    draft: DealDraft
    amount: str = ""
    currency: str = "USD"
    rates: tuple[Rate, ...] = ()


def currency_code(text: str) -> str | None:
    """The code of a currency as people write it; None when it is none."""
    code = text.strip().upper()
    code = _RENAMED.get(code, code)
    return code if len(code) == _CODE_LETTERS and code.isascii() and code.isalpha() else None


def in_dollars(draft: DealDraft, currency: str, rates: Rates) -> Exchanged | Problem:
    """The draft with amount and firm part in US dollars by a rate of the day it was announced.

    `currency` as in the list; empty is the dollar. A month counts as its first day; a year alone, or a rate
    OLDEST away, is too vague: then what is wrong.
    """
    record = f"{draft.payer} - {draft.payee}"
    code = currency_code(currency) if currency.strip() else "USD"
    if code is None:
        return problem(record, "amount", "ledger.no_currency", {"text": Text(currency[:20])})
    if code == "USD" or not (draft.amount.strip() or draft.firm.strip()):
        return Exchanged(draft)
    day = read_day(draft.announced)
    if day is None or len(day) == _YEAR_ONLY:
        return problem(record, "announced", "ledger.no_rate_day", {"currency": Text(code)})
    return _exchanged(draft, record, code, first_day(day), rates)


def _exchanged(draft: DealDraft, record: str, code: str, on: date, rates: Rates) -> Exchanged | Problem:
    said: dict[str, str] = {}
    used: tuple[Rate, ...] = ()
    major, units = major_unit(code)
    for field in ("amount", "firm"):
        text = getattr(draft, field).strip()
        if not text:
            continue
        amount = read_money(text, code)
        if amount is None:
            words = {"text": Text(text[:80]), "currency": Text(code)}
            return problem(record, field, "ledger.no_money", words)
        found = rates.convert(amount / units, major, "USD", on)
        if found is None or any(on - rate.day > OLDEST for rate in found[1]):
            words = {"currency": Text(code), "text": Text(draft.announced)}
            return problem(record, field, "ledger.no_rate", words)
        said[field] = f"{found[0].quantize(Decimal(1)):f}"
        used = found[1]
    return Exchanged(
        msgspec.structs.replace(draft, **said), draft.amount.strip() or draft.firm.strip(), code, used
    )
