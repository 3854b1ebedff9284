"""What can be wrong with a record of the ledger beside its fields: references, dates, amounts, doubles.

Refused: parties or records that do not exist, a party paying itself, dates that are none or lie in the
future, a firm part above the headline, records that replace, hold or extend themselves in a circle. Warned
of, as it may be right: amounts that look off by ten or more, a second record of the same deal, no source.

Messages (id: arguments), each with record and deal_field as well:

* ledger.no_party (name), ledger.own_loop (name), ledger.no_record (text), ledger.circle (text)
* ledger.no_number (text), ledger.no_day (text), ledger.future_day (text, day), ledger.first_after (text)
* ledger.amount_absurd (amount), ledger.firm_above (amount, firm), ledger.negative (text)
* warnings: ledger.amount_small (amount), ledger.ten_times (amount, other, name), ledger.same_deal (name),
  ledger.beside_revenue (amount, revenue, name), ledger.no_source
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from screener.domain.message import Argument, Day, Number, Text, Unit
from screener.domain.ring.deal import Deal
from screener.domain.ring.deal_text import first_day, read_day
from screener.domain.ring.draft import SEEN
from screener.domain.ring.draft_reading import Problem, problem
from screener.domain.universe import LedgerData

LARGEST = Decimal(2_000_000_000_000)
"""No single record comes near."""
SMALLEST = Decimal(100_000)
"""Below it somebody left the billions out."""
OFF = Decimal(10)
"""An amount this many times another one, or this many times smaller, is asked about."""
_ALMOST = Decimal("0.99")
LINKS = ("supersedes", "contains", "extends")
_MOST = {
    "amount": Decimal(10) ** 20,
    "firm": Decimal(10) ** 20,
    "term_years": Decimal(100),
    "capacity_gw": Decimal(10_000),
    "notice_days": Decimal(36_525),
}
"""More is a slip or no number at all. No amount above it can even be written out."""
_LEAST = Decimal("0.000001")


def problems(
    deal: Deal, ledger: LedgerData, revenue_usd: Mapping[str, Decimal], *, on: date
) -> tuple[Problem, ...]:
    """What is wrong with `deal` as a record of `ledger`, refusals first; `on` is today.

    `ledger` may hold the record itself or an older version of it. `revenue_usd` is yearly revenue by party.
    """
    others = {other.id: other for other in ledger.deals if other.id != deal.id}
    found = [
        *_parties(deal, ledger),
        *_dates(deal, on),
        *(
            tuple(_numbers(deal))
            or (*_amounts(deal), *_scale(deal, others, revenue_usd, ledger), *_doubles(deal, others))
        ),
        *_links(deal, others),
    ]
    if deal.verification != SEEN or not deal.evidence:
        found.append(problem(deal.id, "evidence", "ledger.no_source", refuses=False))
    return tuple(sorted(found, key=lambda one: not one.refuses))


def _parties(deal: Deal, ledger: LedgerData) -> Iterator[Problem]:
    known = {entity.id for entity in ledger.entities}
    for field in ("payer", "payee", "source_entity", "target_entity"):
        party = getattr(deal, field)
        if party not in known:
            yield problem(deal.id, field, "ledger.no_party", {"name": Text(party)})
    if deal.payer == deal.payee:
        yield problem(deal.id, "payee", "ledger.own_loop", {"name": Text(deal.payer)})


def _dates(deal: Deal, on: date) -> Iterator[Problem]:
    for field in ("announced", "first_dated", "starts"):
        day = getattr(deal, field)
        if day is None:
            continue
        if read_day(day) != day:
            yield problem(deal.id, field, "ledger.no_day", {"text": Text(day)})
        elif field != "starts" and first_day(day) > on:
            yield problem(deal.id, field, "ledger.future_day", {"text": Text(day), "day": Day(on)})
    for seen in deal.evidence:
        if seen.date is not None and read_day(seen.date) != seen.date:
            yield problem(deal.id, "evidence", "ledger.no_day", {"text": Text(seen.date)})
    first, last = deal.first_dated or "", deal.announced or ""
    width = min(len(first), len(last))
    if first[:width] > last[:width]:
        yield problem(deal.id, "first_dated", "ledger.first_after", {"text": Text(last)})


def _numbers(deal: Deal) -> Iterator[Problem]:
    """Numbers nobody can reckon with: a file may say "NaN", "Infinity" or 1e999999."""
    stated = {
        "amount": deal.amount_usd,
        "firm": deal.firm_usd,
        "term_years": deal.term_years,
        "capacity_gw": deal.capacity_gw,
        "notice_days": deal.notice_days,
    }
    for field, number in stated.items():
        if number is not None and not is_plain(Decimal(number), _MOST[field]):
            yield problem(deal.id, field, "ledger.no_number", {"text": Text(str(number)[:40])})


def is_plain(number: Decimal, most: Decimal) -> bool:
    """Whether a number is finite, not beyond `most`, and zero or not next to nothing."""
    return number.is_finite() and (number == 0 or _LEAST <= abs(number) <= most)


def _amounts(deal: Deal) -> Iterator[Problem]:
    amount, firm = deal.amount_usd, deal.firm_usd
    for field in ("term_years", "capacity_gw", "notice_days"):
        number = getattr(deal, field)
        if number is not None and number < 0:
            yield problem(deal.id, field, "ledger.negative", {"text": Text(str(number))})
    if amount is not None and not 0 < amount < LARGEST:
        yield problem(deal.id, "amount", "ledger.amount_absurd", {"amount": _dollars(amount)})
    elif amount is not None and amount < SMALLEST:
        yield problem(deal.id, "amount", "ledger.amount_small", {"amount": _dollars(amount)}, refuses=False)
    if firm is not None and not 0 <= firm <= (amount if amount is not None else Decimal(-1)):
        more: dict[str, Argument] = {"firm": _dollars(firm), "amount": _dollars(amount or Decimal(0))}
        yield problem(deal.id, "firm", "ledger.firm_above", more)


def _links(deal: Deal, others: Mapping[str, Deal]) -> Iterator[Problem]:
    for field in LINKS:
        named = getattr(deal, field)
        for other in named:
            if other != deal.id and other not in others:
                yield problem(deal.id, field, "ledger.no_record", {"text": Text(other)})
        back = _leading_back(deal, field, others)
        if back is not None:
            yield problem(deal.id, field, "ledger.circle", {"text": Text(back)})


def _leading_back(deal: Deal, field: str, others: Mapping[str, Deal]) -> str | None:
    """The first record named by `deal` from which the same kind of link leads back to it."""
    for start in getattr(deal, field):
        seen, waiting = set(), [start]
        while waiting:
            one = waiting.pop()
            if one == deal.id:
                return str(start)
            if one not in seen and one in others:
                seen.add(one)
                waiting.extend(getattr(others[one], field))
    return None


def _scale(
    deal: Deal, others: Mapping[str, Deal], revenue_usd: Mapping[str, Decimal], ledger: LedgerData
) -> Iterator[Problem]:
    """Amounts ten times away from all others of the same two parties, or ten times a yearly revenue."""
    amount = deal.amount_usd
    if amount is None or amount <= 0:
        return
    parties = {deal.payer, deal.payee}
    beside = {
        other.id: other.amount_usd
        for other in others.values()
        if other.amount_usd and other.leg == deal.leg and {other.payer, other.payee} == parties
    }
    if beside:
        nearest = min(beside, key=lambda one: (_times(amount, beside[one]), one))
        if _times(amount, beside[nearest]) >= OFF * _ALMOST:
            more: dict[str, Argument] = {
                "amount": _dollars(amount),
                "other": _dollars(beside[nearest]),
                "name": Text(nearest),
            }
            yield problem(deal.id, "amount", "ledger.ten_times", more, refuses=False)
    party = deal.payee if deal.leg == "purchase" else deal.payer
    revenue = revenue_usd.get(party)
    if revenue and amount / max(deal.term_years or Decimal(1), Decimal(1)) > OFF * revenue:
        names = {entity.id: entity.name for entity in ledger.entities}
        more = {
            "amount": _dollars(amount),
            "revenue": _dollars(revenue),
            "name": Text(names.get(party, party)),
        }
        yield problem(deal.id, "amount", "ledger.beside_revenue", more, refuses=False)


def _doubles(deal: Deal, others: Mapping[str, Deal]) -> Iterator[Problem]:
    linked = {*deal.supersedes, *deal.contains, *deal.extends}
    for other in others.values():
        same = (other.payer, other.payee, other.kind) == (deal.payer, deal.payee, deal.kind)
        when = (other.announced or "")[:7] == (deal.announced or "")[:7]
        if same and when and other.amount_usd == deal.amount_usd and other.id not in linked:
            if deal.id in (*other.supersedes, *other.contains, *other.extends):
                continue
            yield problem(deal.id, "payer", "ledger.same_deal", {"name": Text(other.id)}, refuses=False)
            return


def _times(one: Decimal, other: Decimal | None) -> Decimal:
    """How many times the larger is the smaller."""
    assert other is not None, "only known amounts are compared"
    return max(one, other) / min(one, other)


def _dollars(amount: Decimal) -> Number:
    return Number(amount, Unit.MONEY, "USD")
