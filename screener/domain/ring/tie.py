"""How much the ring matters to a company: its tie.

The tie is the larger of two fractions, and says which one it is.

* The disclosed share: what part of revenue, backlog, remaining performance obligations or rent
  comes from one company of the ring. Of one counterparty only the newest share of a measure counts, where
  revenue and rent of a quarter are not newer than those of a year but something else. Of what is left the
  fact marked as headline wins; without one, the largest single customer counts. Groups
  of customers, shares of other things (capacity, capital spending), sources nobody could verify,
  forecasts of periods still to come and facts twice past their age limit are left out.
* Vendor financing: cash financing on signed terms given to customers (those who pay the company, or pay
  someone who pays it) over revenue, each package counted once.

A tie that can only be called "at least" so much is never graded light: below 5% its grade is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from screener.domain.assessment import Grade, Tie
from screener.domain.company import Company, CustomerFact
from screener.domain.fields import period_kind
from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.ring.deal import TIERS, Deal
from screener.domain.ring.ledger import Ledger, rank

HEAVY = Decimal("0.20")
SOME = Decimal("0.05")
AGE_LIMIT_DAYS = 460
"""Annual facts grow old after this many days and are dropped after twice as many (methods, A1)."""

_MEASURES = frozenset({"revenue", "backlog", "rpo", "rent"})
_ANNOUNCED = rank("announced")
_OF_A_DAY = frozenset({"backlog", "rpo"})


def ties(
    companies: Sequence[Company],
    ledger: Ledger,
    ring: frozenset[str],
    customers: Sequence[CustomerFact],
    revenue_usd: Mapping[str, Decimal],
    *,
    on: date,
) -> dict[str, Tie]:
    """The tie of every company, by its key.

    `ring` are the parties on a loop of any strength (`place.members`); `revenue_usd` the revenue of four
    quarters or the fiscal year by company key, absent where not known; `on` the day to judge age at.
    """
    facts: dict[str, list[CustomerFact]] = {}
    for fact in customers:
        if stands_alone(fact, on) and all(party in ring for party in fact.counterparty):
            facts.setdefault(fact.company, []).append(fact)
    payers = payers_of(ledger)
    answers = {}
    for company in companies:
        disclosed = _tie_of_share(_leading(facts.get(company.key, ())), on)
        given = financing_given(company.key, ledger, payers)
        financing = _tie_of_financing(given, ledger, revenue_usd.get(company.key), disclosed is not None)
        known = [tie for tie in (disclosed, financing) if tie is not None]
        answers[company.key] = max(known, key=_share_of, default=Tie(grade="not_known"))
    return answers


def stands_alone(fact: CustomerFact, on: date) -> bool:
    """Whether a fact is a share of this company's own business with ring parties, usable on that day."""
    return (
        fact.ring
        and fact.share is not None
        and fact.measure in _MEASURES
        and (fact.headline or fact.count == 1)
        and fact.source.tier != "none"
        and fact.company not in fact.counterparty
        and fact.as_of is not None
        and 0 <= (on - fact.as_of).days <= 2 * AGE_LIMIT_DAYS
    )


def grade(share: Decimal, at_least: bool = False) -> Grade:
    """Heavy from 20%, some from 5%, light below; a lower bound below 5% leaves it not known."""
    if share >= HEAVY:
        return "heavy"
    if share >= SOME:
        return "some"
    return "not_known" if at_least else "light"


def share_figure(fact: CustomerFact, on: date) -> Figure | None:
    """The fact as a figure with period, day and source; None when it has no share or no day."""
    if fact.share is None or fact.as_of is None:
        return None
    return Figure(
        name=f"customer_share_{fact.measure}",
        value=fact.share,
        unit=Unit.FRACTION,
        as_of=fact.as_of,
        source=fact.source,
        period=fact.period,
        note=fact.note,
        derived=fact.derived,
        old=(on - fact.as_of).days > AGE_LIMIT_DAYS,
    )


def payers_of(ledger: Ledger) -> dict[str, frozenset[str]]:
    """Who buys from each party by a live record that is more than contingent."""
    payers: dict[str, set[str]] = {}
    for (payer, payee), deals in ledger.legs.items():
        if any(deal.leg == "purchase" and rank(ledger.strengths[deal.id]) >= _ANNOUNCED for deal in deals):
            payers.setdefault(payee, set()).add(payer)
    return {payee: frozenset(found) for payee, found in payers.items()}


def financing_given(company: str, ledger: Ledger, payers: Mapping[str, frozenset[str]]) -> tuple[Deal, ...]:
    """Signed cash financing from `company` to its customers, direct and one step away, packages netted.

    `payers` as from `payers_of`. A record inside another record of the list is left out, so that no
    money is counted twice.
    """
    direct = payers.get(company, frozenset())
    buyers = direct.union(*(payers.get(customer, frozenset()) for customer in direct))
    given = [
        deal
        for customer in sorted(buyers - {company})
        for deal in ledger.flows.get((company, customer), ())
        if deal.leg == "financing" and ledger.strengths[deal.id] == "firm"
    ]
    inside = {part for deal in given for part in deal.contains}
    return tuple(deal for deal in given if deal.id not in inside)


def firm_amount(deal: Deal) -> Decimal | None:
    """The part of a record that is not contingent where a source states it, else its headline."""
    return deal.amount_usd if deal.firm_usd is None else deal.firm_usd


def _share_of(tie: Tie) -> Decimal:
    return Decimal(-1) if tie.share is None else tie.share.value


def _leading(facts: Iterable[CustomerFact]) -> CustomerFact | None:
    return max(
        _newest(facts),
        key=lambda fact: (fact.headline, fact.share, fact.as_of, fact.counterparty),
        default=None,
    )


def _newest(facts: Iterable[CustomerFact]) -> tuple[CustomerFact, ...]:
    """The newest fact of each measure and counterparty; of one day the headline, then the largest share."""
    found: dict[tuple[str, tuple[str, ...], str], CustomerFact] = {}
    for fact in facts:
        # What is earned in a quarter does not replace a year; a balance is one whatever its period is called.
        stretch = "" if fact.measure in _OF_A_DAY else period_kind(fact.period)
        what = (fact.measure, tuple(sorted(fact.counterparty)), stretch)
        found[what] = max(found.get(what, fact), fact, key=_age_order)
    return tuple(found.values())


def _age_order(fact: CustomerFact) -> tuple[date, bool, Decimal]:
    return fact.as_of or date.min, fact.headline, fact.share or Decimal(0)


def _tie_of_share(fact: CustomerFact | None, on: date) -> Tie | None:
    figure = None if fact is None else share_figure(fact, on)
    if fact is None or figure is None:
        return None
    return Tie(
        grade=grade(figure.value, fact.at_least),
        share=figure,
        measure=fact.measure,
        counterparties=fact.counterparty,
        at_least=fact.at_least,
    )


def _tie_of_financing(
    given: Sequence[Deal], ledger: Ledger, revenue: Decimal | None, customers_known: bool
) -> Tie | None:
    amounts = {deal.id: firm_amount(deal) for deal in given}
    known = [deal for deal in given if amounts[deal.id]]
    if not known or revenue is None or revenue <= 0:
        return None
    total = sum((amount for amount in amounts.values() if amount is not None), Decimal(0))
    share = (total / revenue).quantize(Decimal("0.0001"))
    # What nobody disclosed, an amount or the customers' share, can only make the tie larger.
    at_least = len(known) < len(given) or not customers_known
    figure = Figure(
        name="vendor_financing",
        value=share,
        unit=Unit.FRACTION,
        as_of=ledger.data.day,
        source=_calculation(known),
        derived=True,
        inputs=tuple(deal.id for deal in known),
    )
    return Tie(
        grade=grade(share, at_least),
        share=figure,
        measure="vendor_financing",
        counterparties=tuple(sorted({deal.payee for deal in known})),
        at_least=at_least,
    )


def _calculation(deals: Sequence[Deal]) -> Source:
    """Our own sum over records, no better than the weakest of them; the address is the first one's."""
    count = len(deals)
    title = f"own calculation from {count} ledger record{'' if count == 1 else 's'}"
    tier = min((deal.best_tier for deal in deals), key=TIERS.index)
    return Source(title=title, url=deals[0].address, tier=tier)
