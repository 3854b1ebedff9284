"""Balances of a filer: single lines, and what is put together from several."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from screener.domain.fields import FIELDS, PRIOR
from screener.domain.figure import Figure
from screener.domain.message import Unit
from screener.providers.edgar import evidence, tags
from screener.providers.edgar.borrowings import Line, Pile, lease_liabilities, total_debt
from screener.providers.edgar.company_facts import CompanyFacts, Point
from screener.providers.edgar.periods import Balance

_A_YEAR = timedelta(days=364)
_COVER = timedelta(days=130)
"""The count of shares on the cover of an annual report is of some weeks after the year."""


class BalanceReader:
    """Looks up balances of one filer in one currency; each concept is decoded once."""

    def __init__(self, facts: CompanyFacts, currency: str) -> None:
        self._facts = facts
        self._currency = currency
        self._balances: dict[tuple[str, str], Balance] = {}

    def figures(self) -> dict[str, Figure]:
        """Every balance field that is stated, with the same a year before where FIELDS asks for it."""
        found: dict[str, Figure] = {}
        for field, concepts in tags.BALANCES.items():
            line = _newest(concepts, self._money)
            if line is None:
                continue
            found[field] = self._figure(field, Pile(line[1].end, (line,)))
            before = self._money(line[0]).near(line[1].end - _A_YEAR)
            if field + PRIOR in FIELDS and before is not None:
                found[field + PRIOR] = self._figure(field + PRIOR, Pile(before.end, ((line[0], before),)))
        self._add_composed(found)
        shares = _newest((*tags.COVER_SHARES, *tags.BALANCE_SHARES), self._shares)
        if shares is not None and shares[1].val > 0:
            found["shares_outstanding"] = self._count(shares)
        return found

    def shares_at(self, ends: Iterable[date]) -> tuple[Figure, ...]:
        """Shares outstanding at the end of each fiscal year, of its cover where the balance has none."""
        found = []
        for end in ends:
            line = self._shares_of(end)
            if line is not None and line[1].val > 0:
                found.append(self._count(line))
        return tuple(found)

    def _add_composed(self, found: dict[str, Figure]) -> None:
        debt = total_debt(self._money)
        if debt is not None:
            found["total_debt"] = self._figure("total_debt", debt)
        leases = lease_liabilities(self._money, without_finance=debt is not None and debt.with_finance_leases)
        if leases is not None:
            found["lease_liabilities"] = self._figure("lease_liabilities", leases)
        due = self._due_in_24_months()
        if due is not None:
            found["debt_due_24m"] = self._figure("debt_due_24m", due)
        assets, equity = found.get("total_assets"), found.get("total_equity")
        if "total_liabilities" not in found and assets is not None and equity is not None:
            between = any(self._money(concept).at(assets.as_of) for concept in tags.MEZZANINE)
            if assets.as_of == equity.as_of and not between:
                found["total_liabilities"] = evidence.left("total_liabilities", assets, equity)

    def _due_in_24_months(self) -> Pile | None:
        first, second = (self._money(concept) for concept in tags.DUE_IN_24_MONTHS)
        for day in first.days:
            one, two = first.at(day), second.at(day)
            if one is not None and two is not None:
                return Pile(day, tuple(zip(tags.DUE_IN_24_MONTHS, (one, two), strict=True)))
        return None

    def _shares_of(self, end: date) -> Line | None:
        for concept in tags.BALANCE_SHARES:
            point = self._shares(concept).near(end)
            if point is not None:
                return concept, point
        for concept in tags.COVER_SHARES:
            cover = self._shares(concept)
            after = [day for day in cover.days if timedelta(0) <= day - end <= _COVER]
            point = cover.at(min(after)) if after else None
            if point is not None:
                return concept, point
        return None

    def _figure(self, field: str, pile: Pile) -> Figure:
        return evidence.balance(field, pile, cik=self._facts.cik, unit=Unit.MONEY, currency=self._currency)

    def _count(self, line: Line) -> Figure:
        pile = Pile(line[1].end, (line,))
        return evidence.balance("shares_outstanding", pile, cik=self._facts.cik, unit=Unit.SHARES)

    def _money(self, concept: str) -> Balance:
        return self._of(concept, self._currency)

    def _shares(self, concept: str) -> Balance:
        return self._of(concept, "shares")

    def _of(self, concept: str, unit: str) -> Balance:
        known = self._balances.get((concept, unit))
        if known is None:
            known = self._balances[concept, unit] = Balance(self._facts.points(concept, unit))
        return known


def _newest(concepts: Iterable[str], balance_of: Callable[[str], Balance]) -> tuple[str, Point] | None:
    stated = [(concept, balance_of(concept).newest()) for concept in concepts]
    known = [(concept, point) for concept, point in stated if point is not None]
    # max keeps the first of equally new ones: the best concept.
    return max(known, key=lambda line: line[1].end, default=None)
