"""What a filing says its company is bound to pay: purchases, leases not yet begun, tax on stock awards.

Company facts hold only what is tagged for the whole company with common tags; most of this is not, so it is
read from the filing. What is not tagged is missing, never zero.
"""

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from screener.domain.figure import Figure, Source
from screener.domain.filed_customers import period_words
from screener.domain.filings import AmountFact, FilingContent
from screener.domain.message import Unit
from screener.translation import translate

_PURCHASES = (
    "us-gaap:PurchaseObligation",
    "us-gaap:UnrecordedUnconditionalPurchaseObligationBalanceSheetAmount",
    "us-gaap:LongTermPurchaseCommitmentAmount",
    "us-gaap:PurchaseCommitmentRemainingMinimumAmountCommitted",
)
_SCHEDULES = ("us-gaap:PurchaseObligationDue", "us-gaap:UnrecordedUnconditionalPurchaseObligationBalanceOn")
_AWARD_TAX = "us-gaap:PaymentsRelatedToTaxWithholdingForShareBasedCompensation"
_CATEGORY = ("ByCategory", "CommitmentsAxis", "TypeAxis", "CategoryOfItemPurchased")
_YEAR_DAYS = 340


class _Total(msgspec.Struct, frozen=True):
    """An amount with the facts it was added up from."""

    value: Decimal
    facts: tuple[AmountFact, ...]


def commitments(content: FilingContent, source: Source) -> dict[str, Figure]:
    """The commitments tagged for the newest day, by field name."""
    found = {}
    purchases = _purchases(content.amounts)
    if purchases is not None:
        found["purchase_obligations"] = _figure("purchase_obligations", purchases, source)
    leases = _leases(content.amounts)
    if leases is not None:
        found["lease_not_commenced"] = _figure("lease_not_commenced", leases, source)
    tax = _award_tax(content.amounts)
    if tax is not None:
        found["rsu_tax_paid"] = _figure("rsu_tax_paid", tax, source)
    return found


def _purchases(amounts: Iterable[AmountFact]) -> _Total | None:
    every = [fact for fact in amounts if fact.start is None]
    for concept in _PURCHASES:
        total = _at_newest([fact for fact in every if fact.concept == concept])
        if total is not None:
            return total
    for beginning in _SCHEDULES:
        lines = [fact for fact in every if fact.concept.startswith(beginning) and not fact.members]
        day = max((fact.end for fact in lines), default=None)
        lines = list({fact.concept: fact for fact in lines if fact.end == day}.values())
        # A single line is only what is due in one of the years.
        if len(lines) > 1:
            return _added(lines)
    return None


def _leases(amounts: Iterable[AmountFact]) -> _Total | None:
    """Operating and finance leases have tags of their own, and many filers make theirs."""
    every = [fact for fact in amounts if "NotYetCommenced" in fact.concept and fact.start is None]
    day = max((fact.end for fact in every), default=None)
    kinds = sorted({fact.concept for fact in every if fact.end == day})
    totals = [_at_newest([fact for fact in every if fact.concept == kind]) for kind in kinds]
    facts = [fact for total in totals if total is not None for fact in total.facts]
    return _added(facts) if facts else None


def _award_tax(amounts: Iterable[AmountFact]) -> _Total | None:
    years = [
        fact
        for fact in amounts
        if fact.concept == _AWARD_TAX
        and not fact.members
        and fact.start is not None
        and (fact.end - fact.start).days >= _YEAR_DAYS
    ]
    newest = max(years, key=lambda fact: fact.end, default=None)
    return None if newest is None else _added([newest])


def _at_newest(facts: list[AmountFact]) -> _Total | None:
    """The whole of the newest day: as stated, or its categories added up.

    Categories that together exceed the amount without one cannot be parts of it, so they come on top.
    """
    day = max((fact.end for fact in facts), default=None)
    whole = [fact for fact in facts if fact.end == day and not fact.members][:1]
    parts = _categories([fact for fact in facts if fact.end == day])
    if whole and sum(part.value for part in parts) <= whole[0].value:
        return _added(whole)
    return _added([*whole, *parts]) if whole or parts else None


def _categories(facts: list[AmountFact]) -> list[AmountFact]:
    """Amounts broken down along one axis of categories, each once."""
    found: dict[str, AmountFact] = {}
    axes = set()
    for fact in facts:
        if len(fact.members) == 1:
            ((axis, member),) = fact.members.items()
            if any(word in axis for word in _CATEGORY):
                axes.add(axis)
                found[member] = fact
    return list(found.values()) if len(axes) == 1 else []


def _added(facts: list[AmountFact]) -> _Total:
    return _Total(sum((fact.value for fact in facts), Decimal(0)), tuple(facts))


def _figure(field: str, total: _Total, source: Source) -> Figure:
    first = total.facts[0]
    single = len(total.facts) == 1 and not first.members
    return Figure(
        name=field,
        value=total.value,
        unit=Unit.MONEY,
        as_of=first.end,
        source=source,
        currency=first.currency,
        period=None if first.start is None else period_words(first.start, first.end),
        note=None if single else translate("edgar", "Added up from the amounts the filing tags."),
        derived=not single,
        inputs=() if single else tuple(_term(fact) for fact in total.facts),
    )


def _term(fact: AmountFact) -> str:
    """One amount of a sum: "us-gaap:PurchaseObligation (CapitalAdditionsMember) 2023-12-30: 27500000000"."""
    of = f" ({', '.join(fact.members.values())})" if fact.members else ""
    return f"{fact.concept}{of} {fact.end.isoformat()}: {fact.value:f}"
