"""From Yahoo's fundamentals time series to our figures: twelve months, balances, fiscal years.

Twelve months are four complete quarters that follow each other; where they cannot be had, the fiscal year,
labelled so. A quarter counts only when revenue and net income are in it: the newest is often half filled.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import quote as in_path

from screener.domain.fields import FIELDS, PRIOR
from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.domain.statements import Statements
from screener.providers.yahoo.quotes import SOURCE
from screener.providers.yahoo.series import LONGEST_YEAR, SHORTEST_YEAR, Series, read_series
from screener.providers.yahoo.statement_lines import (
    ALL_DEBT,
    ANNUAL,
    BALANCES,
    COST,
    DILUTED_SHARES,
    EPS,
    FLOWS,
    INCOME,
    LEASES,
    NEVER_NEGATIVE,
    QUARTERLY,
    REVENUE,
    SHARES,
    TYPES,
    Line,
)

ADDRESS = "https://query2.finance.yahoo.com/ws/fundamentals-timeseries/v1/finance/timeseries/"
YEARS_BACK = 6
_PAGE = "https://finance.yahoo.com/quote/{symbol}/financials/"
_SINCE = "1420070400"  # 2015; the answer holds some five periods whatever is asked for
_A_YEAR = timedelta(days=365)
_YEAR_TOO_OLD = 400
"""Days before the newest quarter; such a fiscal year stands in for no twelve months any more."""
_DAY_SECONDS = 86_400
_NEAR_ENOUGH = Decimal("0.1")
"""Earnings per share may differ so much from income / shares: shares are an average."""
_ONE_SHARE = Decimal("1.5")
"""Average shares of four quarters further apart than this are of before and after a split."""


def question(name: str, now: datetime) -> dict[str, str]:
    """The parameters of the one request for all lines of `name` (Yahoo's spelling)."""
    until = (int(now.timestamp()) // _DAY_SECONDS + 1) * _DAY_SECONDS
    return {"symbol": name, "type": ",".join(TYPES), "period1": _SINCE, "period2": str(until)}


def statements(answer: object, symbol: str, name: str, fetched_at: datetime) -> Statements:
    """The figures in an answer about `name`, under the symbol that was asked for.

    Raises ValueError when the answer has another shape.
    """
    quarters, years, currency = read_series(answer, fetched_at.date())
    source = Source(SOURCE, _PAGE.format(symbol=in_path(name, safe="")), tier="feed")
    return _Collector(quarters, years, currency, source).all(symbol, fetched_at)


class _Collector:
    """Collects the figures of one answer."""

    def __init__(self, quarters: Series, years: Series, currency: str | None, source: Source) -> None:
        self._quarters, self._years = quarters, years
        self._currency, self._source = currency, source
        self._year = years.complete[0] if years.complete else None
        newest = quarters.complete[0] if quarters.complete else None
        if newest is not None and self._year is not None and (newest - self._year).days > _YEAR_TOO_OLD:
            self._year = None
        self._newest_quarter = newest
        four = None if newest is None else quarters.four_quarters(newest)
        if four is not None and self._year is not None and (self._year - four[0]).days > 10:
            four = None
        self._four = four
        self._facts: dict[str, Figure] = {}

    def all(self, symbol: str, fetched_at: datetime) -> Statements:
        """Every figure that can be had; none without a currency."""
        period = None
        if self._currency is not None:
            for field, line in FLOWS.items():
                self._put(self._flow(field, line, self._four, self._year))
                if field + PRIOR in FIELDS:
                    self._put(self._before(field, line))
            self._add_quarter()
            self._add_earnings()
            self._add_ebitda()
            self._add_balances()
            if self._four is not None:
                period = _ttm(self._four[0])
            elif self._year is not None:
                period = _fiscal_year(self._year)
        return Statements(
            symbol, self._facts, self._annual(), self._currency, fetched_at, SOURCE, fiscal_period=period
        )

    def _put(self, figure: Figure | None) -> None:
        if figure is not None:
            self._facts[figure.name] = figure

    def _flow(
        self, field: str, line: Line, four: tuple[date, ...] | None, year: date | None, *, under: str = ""
    ) -> Figure | None:
        """Four quarters where every one states the line, else the fiscal year."""
        for series, often, days in (
            (self._quarters, QUARTERLY, four),
            (self._years, ANNUAL, year and (year,)),
        ):
            for name in line.names if days else ():
                parts = [(day, series.at(name, day)) for day in days or ()]
                values = [value for _, value in parts if value is not None]
                if len(values) < len(parts):
                    continue
                total = -sum(values, Decimal(0)) if line.spent else sum(values, Decimal(0))
                if field in NEVER_NEGATIVE and total < 0:
                    continue
                summed = often == QUARTERLY
                return self._figure(
                    under or field,
                    total,
                    parts[0][0],
                    _ttm(parts[0][0]) if summed else _fiscal_year(parts[0][0]),
                    inputs=tuple(_term(often + name, *part) for part in parts) if summed else (),
                )
        return None

    def _before(self, field: str, line: Line) -> Figure | None:
        """The same stretch a year earlier, of the same kind as the figure in use."""
        now = self._facts.get(field)
        if now is None:
            return None
        name = field + PRIOR
        if now.period == _ttm(now.as_of):
            end = self._quarters.near(now.as_of - _A_YEAR)
            four = None if end is None else self._quarters.four_quarters(end)
            return self._flow(field, line, four, None, under=name)
        return self._flow(field, line, None, self._years.near(now.as_of - _A_YEAR), under=name)

    def _add_quarter(self) -> None:
        newest = self._newest_quarter
        if newest is None or (self._year is not None and self._year > newest):
            return
        before = self._quarters.near(newest - _A_YEAR)
        for field, name in (("latest_quarter_revenue", REVENUE), ("latest_quarter_cost", COST)):
            for under, day in ((field, newest), (field + PRIOR, before)):
                value = None if day is None else self._quarters.at(name, day)
                if day is not None and value is not None:
                    self._put(self._figure(under, value, day, f"quarter to {day.isoformat()}"))

    def _add_earnings(self) -> None:
        """Earnings per share, where income and share counts bear them out; in the statements' currency."""
        four = self._four
        if four is None:
            if self._year is not None:
                self._put(self._year_earnings(self._year))
            return
        each = [self._quarters.at(EPS, day) for day in four]
        shares = [self._quarters.at(DILUTED_SHARES, day) for day in four]
        income = sum((self._quarters.at(INCOME, day) or Decimal(0) for day in four), Decimal(0))
        stated = [one for one in each if one is not None]
        counts = [one for one in shares if one is not None and one > 0]
        if len(stated) < 4 or len(counts) < 4 or max(counts) > _ONE_SHARE * min(counts):
            return
        total, expected = sum(stated, Decimal(0)), income * 4 / sum(counts, Decimal(0))
        if abs(total - expected) > _NEAR_ENOUGH * max(abs(total), abs(expected)):
            return
        terms = tuple(_term(QUARTERLY + EPS, *part) for part in zip(four, each, strict=True))
        self._put(
            self._figure("eps_diluted", total, four[0], _ttm(four[0]), unit=Unit.PER_SHARE, inputs=terms)
        )

    def _year_earnings(self, year: date) -> Figure | None:
        value = self._years.at(EPS, year)
        if value is None:
            return None
        return self._figure("eps_diluted", value, year, _fiscal_year(year), unit=Unit.PER_SHARE)

    def _add_ebitda(self) -> None:
        income, wear = self._facts.get("operating_income"), self._facts.get("depreciation_amortization")
        if income is not None and wear is not None and income.period == wear.period:
            names = (income.name, wear.name)
            total = income.value + wear.value
            self._put(self._figure("ebitda", total, income.as_of, income.period, inputs=names))

    def _add_balances(self) -> None:
        """All balances of one day: the end of the newest complete period."""
        ends = [day for day in (self._newest_quarter, self._year) if day is not None]
        ends = [day for day in ends if self._balance("TotalAssets", day) is not None]
        if not ends:
            return
        day = max(ends)
        self._add_balances_of(day, "")
        before = [series.near(day - _A_YEAR) for series in (self._quarters, self._years)]
        earlier = next((one for one in before if one is not None), None)
        if earlier is not None:
            self._add_balances_of(earlier, PRIOR)
        shares = self._balance(SHARES, day)
        if shares is not None and shares > 0:
            self._put(self._figure("shares_outstanding", shares, day, None, unit=Unit.SHARES))

    def _add_balances_of(self, day: date, suffix: str) -> None:
        for field, line in BALANCES.items():
            found = (self._balance(name, day) for name in line.names)
            value = next((one for one in found if one is not None), None)
            if value is not None and field + suffix in FIELDS:
                self._put(self._figure(field + suffix, value, day, None))
        debt, leases = self._balance(ALL_DEBT, day), self._balance(LEASES, day)
        if debt is None or suffix:
            return
        if leases is None:
            self._put(self._figure("total_debt", debt, day, None))
        elif 0 <= leases <= debt:
            terms = (_term(ALL_DEBT, day, debt), _term(LEASES, day, -leases))
            self._put(self._figure("total_debt", debt - leases, day, None, inputs=terms))

    def _balance(self, name: str, day: date) -> Decimal | None:
        found = self._quarters.at(name, day)
        return self._years.at(name, day) if found is None else found

    def _annual(self) -> dict[str, tuple[Figure, ...]]:
        """Fiscal years in a row, newest first."""
        if self._currency is None:
            return {}
        days = _in_a_row(self._years.complete)[:YEARS_BACK]
        found: dict[str, tuple[Figure | None, ...]] = {
            field: tuple(self._flow(field, line, None, day) for day in days) for field, line in FLOWS.items()
        }
        found["eps_diluted"] = tuple(self._year_earnings(day) for day in days)
        counts = ((day, self._years.at(SHARES, day)) for day in days)
        found["shares_outstanding"] = tuple(
            self._figure("shares_outstanding", count, day, None, unit=Unit.SHARES)
            for day, count in counts
            if count is not None and count > 0
        )
        kept = {field: tuple(one for one in row if one is not None) for field, row in found.items()}
        return {field: row for field, row in kept.items() if row}

    def _figure(
        self,
        field: str,
        value: Decimal,
        day: date,
        period: str | None,
        *,
        unit: Unit = Unit.MONEY,
        inputs: tuple[str, ...] = (),
    ) -> Figure:
        return Figure(
            name=field,
            value=value,
            unit=unit,
            as_of=day,
            source=self._source,
            currency=None if unit is Unit.SHARES else self._currency,
            period=period,
            derived=bool(inputs),
            inputs=inputs,
        )


def _in_a_row(days: Iterable[date]) -> list[date]:
    """The years from the newest back to the first gap."""
    found: list[date] = []
    for day in days:
        if found and not SHORTEST_YEAR <= (found[-1] - day).days <= LONGEST_YEAR:
            break
        found.append(day)
    return found


def _ttm(day: date) -> str:
    return f"TTM to {day.isoformat()}"


def _fiscal_year(day: date) -> str:
    return f"FY ended {day.isoformat()}"


def _term(name: str, day: date, value: Decimal | None) -> str:
    """One part of a sum: "+ quarterlyTotalRevenue 2026-06-30: 908"."""
    shown = value or Decimal(0)
    mark = "+" if shown >= 0 else "\u2212"
    return f"{mark} {name} {day.isoformat()}: {abs(shown):f}"
