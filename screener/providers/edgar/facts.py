"""From the SEC's company facts to our figures: twelve months, balances, fiscal years, each with its filing.

Twelve months are four complete quarters (as stated, or year + year to date - the year to date before); where
they cannot be had, the fiscal year, labelled so. Of a value stated several times the one filed last counts.
A field is missing where the filer states none of its concepts as a whole.
"""

from datetime import date, timedelta

import msgspec

from screener.domain.fields import FIELDS, PRIOR
from screener.domain.figure import Figure
from screener.domain.message import Unit
from screener.providers.edgar import earnings, evidence, tags
from screener.providers.edgar.balance_sheet import BalanceReader
from screener.providers.edgar.company_facts import CompanyFacts
from screener.providers.edgar.flows import FlowReader, Told
from screener.providers.edgar.periods import Flow, Sum

YEARS_BACK = 6
_A_YEAR = timedelta(days=364)
_LONGEST_STREAK = 12
_SHORTEST_QUARTER = timedelta(days=70)


class Statements(msgspec.Struct, frozen=True):
    """The figures of one filer: `facts` and `annual` (newest first) by field name, as in Company."""

    facts: dict[str, Figure] = {}
    annual: dict[str, tuple[Figure, ...]] = {}
    currency: str | None = None
    fiscal_period: str | None = None


def statements(facts: CompanyFacts) -> Statements:
    """Every field of FIELDS the filer states."""
    currency = _currency(facts)
    return Statements() if currency is None else _Collector(facts, currency).all()


def _currency(facts: CompanyFacts) -> str | None:
    """The currency of the newest balance; of several (a convenience translation) the one used most."""
    seen: dict[str, tuple[date, int]] = {}
    for concept in tags.STATEMENT:
        for unit in facts.units(concept):
            points = facts.points(concept, unit)
            if len(unit) == 3 and unit.isupper() and points:
                newest, count = max(point.end for point in points), len(points)
                known = seen.get(unit, (newest, 0))
                seen[unit] = (max(newest, known[0]), known[1] + count)
    if not seen:
        return None
    last = max(newest for newest, _ in seen.values())
    current = {unit: count for unit, (newest, count) in seen.items() if (last - newest).days < 400}
    return max(current, key=lambda unit: current[unit])


class _Collector:
    """Collects the figures of one filer."""

    def __init__(self, facts: CompanyFacts, currency: str) -> None:
        self._cik = facts.cik
        self._currency = currency
        self._flows = FlowReader(facts, currency)
        self._balances = BalanceReader(facts, currency)
        self._facts: dict[str, Figure] = {}
        self._annual: dict[str, tuple[Figure, ...]] = {}
        self._told: dict[str, Told] = {}

    def all(self) -> Statements:
        """Every figure that can be had."""
        for field in tags.FLOWS:
            self._add_flow(field, self._flows.money(field), Unit.MONEY)
        for field in tags.SHARE_FLOWS:
            self._add_flow(field, self._flows.shares(field), Unit.SHARES)
        for field, of in tags.QUARTERS.items():
            self._add_quarter(field, of)
        self._add_earnings()
        self._add_ebitda()
        self._add_streak()
        self._facts |= self._balances.figures()
        main = self._told.get("revenue") or self._told.get("net_income")
        if main is not None:
            ends = [year.end for year in main.flow.years()[:YEARS_BACK]]
            self._annual["shares_outstanding"] = self._balances.shares_at(ends)
        return Statements(
            {name: figure for name, figure in self._facts.items() if name in FIELDS},
            {name: figures for name, figures in self._annual.items() if figures},
            self._currency,
            None if main is None else evidence.label(main.total),
        )

    def _add_flow(self, field: str, told: Told | None, unit: Unit) -> None:
        if told is None:
            return
        self._told[field] = told
        self._facts[field] = self._figure(field, told.concept, told.total, unit)
        self._add_years(field, told.concept, told.flow, unit)
        before = told.flow.year_before(told.total.end)
        if field + PRIOR in FIELDS and before is not None:
            same_kind = msgspec.structs.replace(before, part_years=told.total.part_years)
            self._facts[field + PRIOR] = self._figure(field + PRIOR, told.concept, same_kind, unit)

    def _add_years(self, field: str, concept: str, flow: Flow, unit: Unit) -> None:
        years = (msgspec.structs.replace(year, part_years=False) for year in flow.years()[:YEARS_BACK])
        self._annual[field] = tuple(self._figure(field, concept, year, unit) for year in years)

    def _add_quarter(self, field: str, of: str) -> None:
        told = self._told.get(of)
        if told is None:
            return
        newest = max(told.flow.ends)
        self._put_quarter(field, told, told.flow.quarter(newest))
        before = told.flow.end_near(newest - _A_YEAR)
        if before is not None:
            self._put_quarter(field + PRIOR, told, told.flow.quarter(before))

    def _put_quarter(self, field: str, told: Told, quarter: Sum | None) -> None:
        if quarter is not None:
            period = f"quarter to {quarter.end.isoformat()}"
            self._facts[field] = self._figure(field, told.concept, quarter, Unit.MONEY, period=period)

    def _add_earnings(self) -> None:
        income = self._flows.common_income()
        found = earnings.per_share(
            self._flows.per_share(), self._flows.diluted_shares(), None if income is None else income.total
        )
        if found is None:
            return
        self._add_years("eps_diluted", found.concept, found.flow, Unit.PER_SHARE)
        figure = self._figure("eps_diluted", found.concept, found.total, Unit.PER_SHARE)
        self._facts["eps_diluted"] = msgspec.structs.replace(
            figure, note=found.note, derived=found.note is not None
        )

    def _add_ebitda(self) -> None:
        income, wear = self._told.get("operating_income"), self._told.get("depreciation_amortization")
        if income is None or wear is None or income.total.end != wear.total.end:
            return
        if abs(income.total.days - wear.total.days) <= 10:
            self._facts["ebitda"] = evidence.added(
                "ebitda", self._facts["operating_income"], self._facts["depreciation_amortization"]
            )

    def _add_streak(self) -> None:
        """How many quarters in a row twelve months' capital spending was above the cash flow, at least."""
        spent, earned = self._told.get("capex"), self._told.get("operating_cash_flow")
        if spent is None or earned is None or not spent.total.part_years:
            return
        streak = 0
        for number, end in enumerate(_quarter_ends(spent.flow, spent.total.end)):
            one, other = spent.flow.twelve_months(end), earned.flow.twelve_months(end)
            if one is None or other is None:
                if number == 0:
                    return
                break
            if one.value <= other.value:
                break
            streak += 1
        self._facts["capex_above_cash_flow_quarters"] = evidence.counted(
            "capex_above_cash_flow_quarters", streak, self._facts["capex"], self._facts["operating_cash_flow"]
        )

    def _figure(
        self, field: str, concept: str, total: Sum, unit: Unit, *, period: str | None = None
    ) -> Figure:
        currency = None if unit is Unit.SHARES else self._currency
        return evidence.figure(
            field, total, concept=concept, cik=self._cik, unit=unit, currency=currency, period=period
        )


def _quarter_ends(flow: Flow, newest: date) -> list[date]:
    """The ends of periods from `newest` back, a quarter apart."""
    found = [newest]
    for end in flow.ends:
        if found[-1] - end >= _SHORTEST_QUARTER:
            found.append(end)
    return found[:_LONGEST_STREAK]
