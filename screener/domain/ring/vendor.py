"""Vendor financing: what a company gave to its customers so that they can buy, over its revenue.

Defined in methods, A3.
Customers are direct (they buy from the company by a live record that is more than contingent) or one step
away (they buy from a direct customer). Given counts all years together:

* financing: shares, loans and convertibles of a customer that the company paid for or promised to;
* guarantees: credit support for a customer, whether it goes to the customer or to whom the customer owes
  (the record that contains the guarantee says who pays there);
* lease-back: capacity the company rents from a customer that buys from it.

Warrants that the company issues to a customer are a discount, not financing, and are left out. Signed money
is firm; what waits for conditions is contingent, and so are guarantees. What is announced without conditions
but not signed stands apart and is no part of the share. Each package counts once.

Messages (id: arguments):

* vendor.share: company (Names), share, firm_share, contingent_share (fractions), revenue (money) with
  revenue_period, revenue_day, largest (money), customer (Names, whom the largest is for), lucent (fraction)
* vendor.none_seen: company
* vendor.unknown.no_revenue, vendor.unknown.no_amount: company
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.fields import period_kind
from screener.domain.figure import Figure, NotApplicable, Source, Unknown, unknown
from screener.domain.message import Argument, Day, Message, Names, Number, Text, Unit
from screener.domain.ring.deal import Deal
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import ZERO, Packages, column, net
from screener.domain.ring.tie import firm_amount, payers_of

Given = Literal["financing", "guarantee", "lease_back"]
_RENTALS = frozenset({"capacity_lease", "cloud_contract"})

LUCENT = Figure(
    name="vendor_financing",
    value=Decimal("0.21"),
    unit=Unit.FRACTION,
    as_of=date(2000, 9, 30),
    source=Source("Press on Lucent's annual report for 2000", tier="secondary"),
    period="FY2000",
    note="8.1bn US dollars committed to customers on revenue of 37.92bn; another page says 20%.",
    derived=True,
)
"""The anchor of the last bubble, to stand beside each funder."""


class Gift(msgspec.Struct, frozen=True):
    """One record by which a company helps a customer pay, in US dollars, each part once.

    `steps`: 1 for a direct customer, 2 for one a step away. `customer` is whom it is given for.
    """

    deal: str
    given: Given
    customer: str
    steps: int
    firm_usd: Decimal
    announced_usd: Decimal
    contingent_usd: Decimal
    address: str | None = None
    """The web address of the record's best source."""

    @property
    def whole_usd(self) -> Decimal:
        """What the record adds, all parts together."""
        return self.firm_usd + self.announced_usd + self.contingent_usd


class VendorFinancing(msgspec.Struct, frozen=True):
    """What one company gave, largest first; shares are of its revenue.

    `share` = firm + contingent. `without_amount` are records that state none, so every number is a floor.
    """

    company: str
    revenue: Figure | None
    gifts: tuple[Gift, ...]
    without_amount: tuple[str, ...]
    firm_usd: Decimal
    announced_usd: Decimal
    contingent_usd: Decimal
    share: Figure | Unknown | NotApplicable
    firm_share: Decimal | None
    announced_share: Decimal | None
    contingent_share: Decimal | None
    message: Message


def vendor_financing(ledger: Ledger, revenue: Mapping[str, Figure]) -> dict[str, VendorFinancing]:
    """Vendor financing of every party that sells something, by its id; `revenue` in US dollars by party."""
    payers = payers_of(ledger)
    packages = Packages(ledger.data.deals)
    wholes: dict[str, tuple[Deal, ...]] = {}
    for deals in ledger.flows.values():
        for deal in deals:
            for part in packages.inside(deal.id):
                wholes[part] = (*wholes.get(part, ()), deal)
    answers = {}
    for party in sorted(payers):
        steps = _customers(party, payers)
        found = [
            (deal, given, customer)
            for deal in ledger.by_entity.get(party, ())
            if deal.payer == party
            for given in _given(deal)
            for customer in _helped(deal, given, steps, wholes)
        ]
        added = net({deal.id: deal.amount_usd for deal, _, _ in found}, packages)
        gifts = [
            Gift(
                deal.id, given, customer, steps[customer], *_parts(deal, added[deal.id], ledger), deal.address
            )
            for deal, given, customer in found
            if deal.id in added
        ]
        silent = tuple(sorted(deal.id for deal, _, _ in found if deal.amount_usd is None))
        answers[party] = _answer(party, gifts, silent, revenue=revenue.get(party), ledger=ledger)
    return answers


def _customers(party: str, payers: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Customers with the steps to them; the company is not its own customer."""
    direct = payers.get(party, frozenset())
    beyond = frozenset[str]().union(*(payers.get(customer, frozenset()) for customer in direct))
    return {**dict.fromkeys(beyond - {party}, 2), **dict.fromkeys(direct - {party}, 1)}


def _given(deal: Deal) -> tuple[Given, ...]:
    """What a record of the payer gives, nothing for a sale, a share swap or a warrant it issues."""
    if deal.leg == "contingent":
        # The source entity guarantees or may buy; where it is the payee, the payer issued a warrant.
        is_issued = deal.payer != deal.source_entity
        return () if is_issued else ("guarantee",) if "guarantee" in deal.kind else ("financing",)
    if deal.leg == "financing":
        return ("financing",) if deal.cash or deal.conditional else ()
    return ("lease_back",) if deal.leg == "purchase" and deal.kind in _RENTALS else ()


def _helped(
    deal: Deal, given: Given, steps: Mapping[str, int], wholes: Mapping[str, tuple[Deal, ...]]
) -> tuple[str, ...]:
    """The customer a record helps: who gets the money, else who is vouched for; none if no customer is."""
    if deal.payee in steps:
        return (deal.payee,)
    if given != "guarantee":
        return ()
    vouched = sorted({whole.payer for whole in wholes.get(deal.id, ()) if whole.payer in steps})
    return tuple(vouched[:1])


def _parts(deal: Deal, amount: Decimal, ledger: Ledger) -> tuple[Decimal, Decimal, Decimal]:
    """Firm, announced and contingent part of what a record adds."""
    stands = column(deal, ledger)
    if stands == "contingent":
        return ZERO, ZERO, amount
    if stands == "announced":
        return ZERO, amount, ZERO
    firm = min(amount, firm_amount(deal) or ZERO)
    return firm, ZERO, amount - firm


def _answer(
    party: str, gifts: list[Gift], silent: tuple[str, ...], *, revenue: Figure | None, ledger: Ledger
) -> VendorFinancing:
    firm = sum((one.firm_usd for one in gifts), ZERO)
    announced = sum((one.announced_usd for one in gifts), ZERO)
    contingent = sum((one.contingent_usd for one in gifts), ZERO)
    bare = VendorFinancing(
        company=party,
        revenue=revenue,
        gifts=tuple(sorted(gifts, key=lambda one: (-one.whole_usd, one.deal))),
        without_amount=silent,
        firm_usd=firm,
        announced_usd=announced,
        contingent_usd=contingent,
        share=unknown("vendor.unknown.no_amount"),
        firm_share=_of(firm, revenue),
        announced_share=_of(announced, revenue),
        contingent_share=_of(contingent, revenue),
        message=Message("vendor.unknown.no_amount"),
    )
    share, message = _share(bare, ledger)
    return msgspec.structs.replace(bare, share=share, message=message)


def _share(given: VendorFinancing, ledger: Ledger) -> tuple[Figure | Unknown | NotApplicable, Message]:
    named: dict[str, Argument] = {"company": Names((ledger.name(given.company),))}
    revenue = given.revenue
    if not given.gifts and not given.without_amount:
        message = Message("vendor.none_seen", named)
        return NotApplicable(message), message
    if revenue is None or not given.gifts:
        why = "vendor.unknown.no_revenue" if revenue is None else "vendor.unknown.no_amount"
        return Unknown(Message(why, named)), Message(why, named)
    figure = Figure(
        name="vendor_financing",
        value=_of(given.firm_usd + given.contingent_usd, revenue) or ZERO,
        unit=Unit.FRACTION,
        as_of=max(revenue.as_of, ledger.data.day),
        source=Source("Deal ledger", url=given.gifts[0].address, tier="secondary"),
        derived=True,
        inputs=("revenue", *(one.deal for one in given.gifts)),
    )
    largest = given.gifts[0]
    numbers = {
        "share": figure.value,
        "firm_share": given.firm_share or ZERO,
        "contingent_share": given.contingent_share or ZERO,
        "lucent": LUCENT.value,
    }
    arguments: dict[str, Argument] = {
        **named,
        **{name: Number(number, Unit.FRACTION) for name, number in numbers.items()},
        "largest": Number(largest.whole_usd, Unit.MONEY, "USD"),
        "customer": Names((ledger.name(largest.customer),)),
        "revenue": Number(revenue.value, Unit.MONEY, revenue.currency),
        "revenue_period": Text(period_kind(revenue.period)),
        "revenue_day": Day(revenue.as_of),
    }
    payee = next(deal.payee for deal in ledger.by_entity[given.company] if deal.id == largest.deal)
    if payee == largest.customer:
        return figure, Message("vendor.share", arguments)
    # Only a guarantee is for somebody else than the one it is given to.
    return figure, Message("vendor.share_through", {**arguments, "payee": Names((ledger.name(payee),))})


def _of(amount: Decimal, revenue: Figure | None) -> Decimal | None:
    return None if revenue is None else (amount / revenue.value).quantize(Decimal("0.0001"))
