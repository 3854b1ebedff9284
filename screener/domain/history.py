"""What the fiscal years before say: one small answer a company, made from `Company.annual`.

Years are matched by the day they ended. A year whose figures are in different currencies is left out
rather than converted. Each answer keeps the figures it was made from, as evidence.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import log

import msgspec

from screener.domain.closes import Closes
from screener.domain.company import Company
from screener.domain.fields import period_kind
from screener.domain.figure import Figure

YEARS_BEFORE = 5
ENOUGH_YEARS = 3
A_YEAR = 365.25
NOT_THE_SAME = 60
"""A fiscal year that ended less than so many days before the twelve months judged is not an earlier one."""


class CapexBefore(msgspec.Struct, frozen=True):
    """Mean of capital spending over revenue of up to five fiscal years before the newest twelve months."""

    mean: float
    figures: tuple[Figure, ...]
    """Capital spending and revenue, newest year first."""

    @property
    def years(self) -> int:
        """How many fiscal years are in it."""
        return len(self.figures) // 2


class OwnerYears(msgspec.Struct, frozen=True):
    """Sums over three fiscal years. `tax` and `replaced` are None where any year does not state them.

    `replaced`: shares issued to staff / shares bought back, at most 1.
    """

    income: float
    pay: float
    bought: float
    tax: float | None
    replaced: float | None
    figures: tuple[Figure, ...]

    @property
    def all_counted(self) -> float:
        """Owner earnings with every buyback as a cost."""
        return self.income + self.pay - self.bought - (self.tax or 0.0)

    @property
    def net(self) -> float:
        """Owner earnings with only those buybacks that replace shares given to staff; NaN if not known."""
        if self.tax is None or self.replaced is None:
            return float("nan")
        return self.income + self.pay - self.bought * self.replaced - self.tax


class Growth(msgspec.Struct, frozen=True):
    """Growth of earnings per share a year over 3 to 5 years, NaN where the base is not positive."""

    rate: float
    years: float
    base: Figure


class CapGrowth(msgspec.Struct, frozen=True):
    """How much faster a year the market value grew than revenue, in natural logs, over `years`."""

    excess: float
    years: float
    base: Figure
    """Revenue of the earlier year."""


def by_day(company: Company, name: str) -> dict[date, Figure]:
    """A series by the day its fiscal year ended."""
    return {figure.as_of: figure for figure in company.annual.get(name, ())}


def _same_currency(figures: Sequence[Figure], company: Company) -> bool:
    return len({figure.currency or company.statement_currency for figure in figures}) == 1


def capex_before(company: Company) -> CapexBefore | None:
    """Needs capital spending and revenue of at least three earlier fiscal years."""
    newest = company.facts.get("capex")
    if not isinstance(newest, Figure) or "capex" not in company.annual:
        return None
    revenue = by_day(company, "revenue")
    shares, figures = [], []
    for spent in company.annual["capex"]:
        earned = revenue.get(spent.as_of)
        earlier = (newest.as_of - spent.as_of).days >= NOT_THE_SAME
        if earned is None or earned.value <= 0 or not earlier or not _same_currency((spent, earned), company):
            continue
        shares.append(float(spent.value / earned.value))
        figures += [spent, earned]
    if len(shares) < ENOUGH_YEARS:
        return None
    kept = shares[:YEARS_BEFORE]
    return CapexBefore(sum(kept) / len(kept), tuple(figures[: 2 * len(kept)]))


def owner_years(company: Company) -> OwnerYears | None:
    """Needs net income, stock-based pay and buybacks of the newest three fiscal years."""
    annual = company.annual
    if not all(name in annual for name in ("net_income", "stock_based_compensation", "buybacks")):
        return None
    series = {
        name: by_day(company, name)
        for name in (
            "net_income",
            "stock_based_compensation",
            "buybacks",
            "rsu_tax_paid",
            "shares_issued_to_staff",
            "shares_bought",
        )
    }
    days = sorted(series["net_income"], reverse=True)[:ENOUGH_YEARS]
    core = [[series[name].get(day) for day in days] for name in list(series)[:3]]
    known = [figure for row in core for figure in row if figure is not None]
    if len(known) < 3 * ENOUGH_YEARS or not _same_currency(known, company):
        return None
    more = [[series[name][day] for day in days if day in series[name]] for name in list(series)[3:]]
    tax, issued, bought = more
    income, pay, spent = (sum(float(figure.value) for figure in row if figure is not None) for row in core)
    shares_bought = sum(float(figure.value) for figure in bought)
    replaced = None
    if len(issued) == len(bought) == ENOUGH_YEARS:
        given = sum(float(figure.value) for figure in issued)
        replaced = min(1.0, given / shares_bought) if shares_bought > 0 else 1.0
    return OwnerYears(
        income=income,
        pay=pay,
        bought=spent,
        tax=sum(float(figure.value) for figure in tax) if len(tax) == ENOUGH_YEARS else None,
        replaced=replaced,
        figures=(*known, *tax, *issued, *bought),
    )


SHORTEST, LONGEST = 2.9, 5.3
SHARE_CHANGE = 1.7
"""Shares outstanding that grew or fell by more than this factor may have been split."""


def growth(company: Company) -> Growth | None:
    """Growth of stated EPS from the earliest fiscal year 3 to 5 years before it, None when there is none.

    A base whose implied number of shares is far from today's is refused: the series may mix
    earnings from before and after a split.
    """
    eps = company.facts.get("eps_diluted")
    if not company.annual or not isinstance(eps, Figure) or period_kind(eps.period) in ("quarter", "part"):
        return None
    income, newest = by_day(company, "net_income"), company.facts.get("net_income")
    for base in reversed(company.annual.get("eps_diluted", ())):
        years = (eps.as_of - base.as_of).days / A_YEAR
        if not SHORTEST <= years <= LONGEST or not _same_currency((eps, base), company):
            continue
        then = income.get(base.as_of)
        if then is not None and isinstance(newest, Figure) and _split_between(eps, newest, base, then):
            return None
        if base.value <= 0 or eps.value <= 0:
            return Growth(float("nan"), years, base)
        return Growth(float(eps.value / base.value) ** (1 / years) - 1, years, base)
    return None


def _split_between(eps: Figure, income: Figure, base: Figure, income_then: Figure) -> bool:
    if eps.value == 0 or base.value == 0 or income_then.value == 0:
        return False
    times = abs(float((income.value / eps.value) / (income_then.value / base.value)))
    return not 1 / SHARE_CHANGE <= times <= SHARE_CHANGE


def cap_growth(company: Company, closes: Closes | None) -> CapGrowth | None:
    """Change of ln(market value / revenue) a year over 3 years, over the life of a younger listing.

    Needs the shares outstanding then and now, so that issued shares count; None where they are not
    known or differ as much as by a split.
    """
    revenue, shares = company.facts.get("revenue"), company.facts.get("shares_outstanding")
    if closes is None or len(closes.dates) < 2 or not isinstance(revenue, Figure):
        return None
    if not isinstance(shares, Figure) or revenue.value <= 0:
        return None
    life = (closes.dates[-1] - closes.dates[0]).days / A_YEAR
    shortest = min(SHORTEST, max(1.0, life * 0.75))
    for base in reversed(company.annual.get("revenue", ())):
        days = (revenue.as_of - base.as_of).days
        years = days / A_YEAR
        if not shortest <= years <= min(3.7, life + 0.05) or base.value <= 0:
            continue
        if not _same_currency((revenue, base), company):
            continue
        times = _share_growth(company, shares, base.as_of)
        then = _close_at(closes, days)
        if times is None or then is None:
            return None
        value = log(closes.values[-1] / then) + log(times)
        return CapGrowth((value - log(float(revenue.value / base.value))) / years, years, base)
    return None


def _share_growth(company: Company, now: Figure, day: date) -> float | None:
    for then in company.annual.get("shares_outstanding", ()):
        if abs((then.as_of - day).days) <= 200 and then.value > 0:
            times = float(now.value / then.value)
            return times if 1 / SHARE_CHANGE <= times <= SHARE_CHANGE else None
    return None


def _close_at(closes: Closes, days_before: int) -> float | None:
    """The close nearest to so many days before the newest one, None when none is within three weeks."""
    target = closes.dates[-1].toordinal() - days_before
    near = min(range(len(closes.dates)), key=lambda n: abs(closes.dates[n].toordinal() - target))
    if abs(closes.dates[near].toordinal() - target) > 21 or closes.values[near] <= 0:
        return None
    return closes.values[near]


def values_by_age(series: Sequence[Figure]) -> tuple[float, ...]:
    """A series of fiscal years as numbers, newest first, up to the first year that is missing."""
    found: list[float] = []
    for number, figure in enumerate(series):
        if number and not 330 <= (series[number - 1].as_of - figure.as_of).days <= 400:
            break
        found.append(float(figure.value))
    return tuple(found)


def repurchased(annual: Mapping[str, tuple[Figure, ...]], newest: object) -> float:
    """Buybacks of the newest up to three fiscal years, else of the newest twelve months; NaN if unknown."""
    years = annual.get("buybacks", ())[:ENOUGH_YEARS]
    if years:
        return float(sum(figure.value for figure in years))
    return float(newest.value) if isinstance(newest, Figure) else float("nan")
