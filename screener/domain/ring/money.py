"""What records are worth: columns that are never added up, and sums that hold no package twice.

Paid, contracted and announced money stand in three columns; what is owed only when something happens is a
fourth. A record is in one column, by its strength and status. `contains` says that the money of one record is
inside another one, so a sum takes the whole and leaves the parts out. A record that was replaced counts
nowhere, one that adds to another (`extends`) counts beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import Company
from screener.domain.currency import Rates
from screener.domain.fields import period_kind
from screener.domain.figure import Figure
from screener.domain.ring.deal import Deal
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.tie import firm_amount

Column = Literal["paid", "contracted", "announced", "contingent"]
COLUMNS: tuple[Column, ...] = ("paid", "contracted", "announced", "contingent")
ZERO = Decimal(0)
_SHORTER_THAN_A_YEAR = frozenset({"quarter", "part"})


class ColumnTotal(msgspec.Struct, frozen=True):
    """One column of a list of records, in US dollars.

    `headline_usd` is what was said, `firm_usd` the part of it that is firm: the stated part, else all of a
    signed record; it is a floor where nobody states it. `counted` has the records with what each adds to
    the headline, `inside` the records whose money is in another one, `without_amount` the undisclosed ones.
    """

    headline_usd: Decimal = ZERO
    firm_usd: Decimal = ZERO
    counted: dict[str, Decimal] = {}
    inside: tuple[str, ...] = ()
    without_amount: tuple[str, ...] = ()


class Columns(msgspec.Struct, frozen=True):
    """Money in its columns. There is no total on purpose: they are different things."""

    paid: ColumnTotal
    contracted: ColumnTotal
    announced: ColumnTotal
    contingent: ColumnTotal


class Packages:
    """Which records are inside which, by `contains`, through any number of steps."""

    def __init__(self, deals: Iterable[Deal]) -> None:
        deals = tuple(deals)
        self._direct = {deal.id: deal.contains for deal in deals if deal.contains}
        self._inside = {deal_id: self._everything_in(deal_id) for deal_id in self._direct}
        self.amounts = {deal.id: deal.amount_usd for deal in deals}

    def inside(self, deal_id: str) -> frozenset[str]:
        """Every record inside this one, itself left out."""
        return self._inside.get(deal_id, frozenset())

    def outermost(self, deal_ids: Iterable[str]) -> frozenset[str]:
        """Those of the records that are inside no other of them."""
        chosen = frozenset(deal_ids)
        return frozenset(one for one in chosen if not any(self._covers(other, one) for other in chosen))

    def _covers(self, whole: str, part: str) -> bool:
        if whole == part or part not in self.inside(whole):
            return False
        # Two records that name each other are one obligation; one of them has to stand for both.
        return whole not in self.inside(part) or self._rank(whole) < self._rank(part)

    def _rank(self, deal_id: str) -> tuple[Decimal, str]:
        return -(self.amounts.get(deal_id) or ZERO), deal_id

    def _everything_in(self, deal_id: str) -> frozenset[str]:
        seen: set[str] = set()
        waiting = [deal_id]
        while waiting:
            for part in self._direct.get(waiting.pop(), ()):
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)
        return frozenset(seen - {deal_id})


def column(deal: Deal, ledger: Ledger) -> Column | None:
    """The column a record stands in; None when it counts nowhere."""
    strength = ledger.strengths.get(deal.id)
    if strength is None:
        return None
    if strength != "firm":
        return strength
    return "paid" if deal.status == "closed" else "contracted"


def net(amounts: Mapping[str, Decimal | None], packages: Packages) -> dict[str, Decimal]:
    """What each record adds to a sum of these amounts, so that no money is in it twice.

    A part of another record of the list adds nothing. When the whole has no amount, its largest known part
    stands for it. Where two wholes share a part, the later one adds only the rest, or nothing if nobody
    knows how large the part is. The sum of the answer is therefore a floor.
    """
    added: dict[str, Decimal] = {}
    seen: set[str] = set()
    for top in sorted(packages.outermost(amounts), key=lambda one: (-(amounts[one] or ZERO), one)):
        stands_for = top if amounts[top] is not None else _largest_part(top, amounts, packages)
        amount = None if stands_for is None else amounts[stands_for]
        if stands_for is not None and amount is not None and stands_for not in seen:
            shared = packages.outermost(packages.inside(stands_for) & seen)
            known = [packages.amounts.get(part) for part in shared]
            if None not in known:
                rest = amount - sum((part for part in known if part is not None), ZERO)
                added[stands_for] = max(ZERO, rest)
        seen |= {top, *packages.inside(top)}
    return added


def columns(deals: Iterable[Deal], ledger: Ledger, packages: Packages | None = None) -> Columns:
    """The live ones among the records in their columns, packages netted in each."""
    packages = packages or Packages(ledger.data.deals)
    sorted_in: dict[Column, list[Deal]] = {one: [] for one in COLUMNS}
    for deal in {deal.id: deal for deal in deals}.values():
        stands = column(deal, ledger)
        if stands is not None:
            sorted_in[stands].append(deal)
    return Columns(**{one: _total(found, one, packages) for one, found in sorted_in.items()})


def revenue_figures(companies: Sequence[Company], rates: Rates) -> dict[str, Figure]:
    """Revenue of four quarters or a fiscal year in US dollars by company key, where it can be had.

    Statements in another currency are converted at the newest rate, as averages of a period are not shipped.
    """
    found: dict[str, Figure] = {}
    for company in companies:
        fact = company.facts.get("revenue")
        if not isinstance(fact, Figure) or not fact.currency:
            continue
        if period_kind(fact.period) in _SHORTER_THAN_A_YEAR:
            continue
        converted = rates.convert(fact.value, fact.currency, "USD", fact.as_of.max)
        if converted is not None and converted[0] > 0:
            found[company.key] = msgspec.structs.replace(
                fact, value=converted[0], currency="USD", derived=fact.derived or fact.currency != "USD"
            )
    return found


def _total(deals: Sequence[Deal], stands: Column, packages: Packages) -> ColumnTotal:
    added = net({deal.id: deal.amount_usd for deal in deals}, packages)
    tops = packages.outermost(deal.id for deal in deals)
    return ColumnTotal(
        headline_usd=sum(added.values(), ZERO),
        firm_usd=sum((min(added[d.id], _firm_part(d, stands)) for d in deals if d.id in added), ZERO),
        counted=added,
        inside=tuple(sorted(deal.id for deal in deals if deal.id not in tops and deal.id not in added)),
        without_amount=tuple(sorted(d.id for d in deals if d.id in tops and d.amount_usd is None)),
    )


def _firm_part(deal: Deal, stands: Column) -> Decimal:
    if stands in ("paid", "contracted"):
        return firm_amount(deal) or ZERO
    return (deal.firm_usd or ZERO) if stands == "announced" else ZERO


def _largest_part(top: str, amounts: Mapping[str, Decimal | None], packages: Packages) -> str | None:
    known = [part for part in packages.inside(top) if amounts.get(part) is not None]
    return max(known, key=lambda part: (amounts[part], part), default=None)
