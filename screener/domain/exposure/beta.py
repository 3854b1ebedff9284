"""How closes move with AI shares beyond the market (methods 3.6).

r = a + b1 market + b2 (cluster - h market) + e on weekly log returns, h from regressing the cluster on the
market, so b2 is AI beyond the market. Where the exchange closes at another time than the cluster's, one lead
and one lag are added and the coefficients summed. Estimates are drawn towards the mean of their group as far
as they are noisy. The cluster is the mean return of the companies in it, the one asked about left out.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import numpy as np

from screener.domain.closes import Closes
from screener.domain.columns import Floats

WEEKS = 104
FEWEST = 52
SMALLEST_CLUSTER = 5
MARKETS = ("SPY", "VOO", "VTI")
"""Funds that stand for the market, the first one at hand."""
_HOME = "USD"


class Beta(msgspec.Struct, frozen=True):
    """Moves for each percent that AI shares move beyond the market, with its standard error.

    `market` is the move for each percent of the market. `raw` is the estimate before it was drawn towards
    its group. `weeks` returns to `as_of` were used.
    """

    ai: float
    error: float
    market: float
    raw: float
    weeks: int
    as_of: date
    source: str


def betas(
    closes: Mapping[str, Closes], cluster: Sequence[str], groups: Mapping[str, str] | None = None
) -> dict[str, Beta]:
    """The beta of every symbol with enough weeks; empty where market or cluster are not at hand.

    `cluster` are the symbols of AI companies, one a company; `groups` name the group of a symbol, by default
    whether it is in the cluster.
    """
    market = next((symbol for symbol in MARKETS if symbol in closes), None)
    if market is None:
        return {}
    weeks, table = _log_returns(closes)
    inside = [symbol for symbol in cluster if symbol in table]
    raw: dict[str, Beta] = {}
    for symbol, own in table.items():
        others = [table[other] for other in inside if other != symbol]
        if len(others) < SMALLEST_CLUSTER or symbol in MARKETS:
            continue
        shifted = closes[symbol].currency != _HOME
        found = _fit(own, table[market], _mean(others), shifted=shifted)
        if found is not None:
            ai, error, with_market, count = found
            source = closes[symbol].source
            raw[symbol] = Beta(ai, error, with_market, ai, count, weeks[-1], source)
    members = frozenset(inside)
    return _shrunk(raw, {one: (groups or {}).get(one, str(one in members)) for one in raw})


def portfolio_beta(
    closes: Mapping[str, Closes], cluster: Sequence[str], weights: Mapping[str, float]
) -> tuple[Beta, float] | None:
    """The beta of holdings at their weights of today, and how much of the money it is of.

    Only symbols with closes in every week used count; the rest of the money is left out and so the share is
    said. None without enough weeks.
    """
    market = next((symbol for symbol in MARKETS if symbol in closes), None)
    if market is None:
        return None
    weeks, table = _log_returns(closes)
    inside = [table[symbol] for symbol in cluster if symbol in table]
    held = {symbol: weight for symbol, weight in weights.items() if symbol in table and weight > 0}
    full = {symbol: weight for symbol, weight in held.items() if np.isfinite(table[symbol]).sum() >= FEWEST}
    total = sum(full.values())
    if len(inside) < SMALLEST_CLUSTER or total <= 0:
        return None
    own = sum((np.exp(table[symbol]) - 1) * (weight / total) for symbol, weight in full.items())
    found = _fit(np.log1p(np.asarray(own)), table[market], _mean(inside), shifted=False)
    if found is None:
        return None
    ai, error, with_market, count = found
    return Beta(ai, error, with_market, ai, count, weeks[-1], closes[market].source), total


def _log_returns(closes: Mapping[str, Closes]) -> tuple[tuple[date, ...], dict[str, Floats]]:
    """Returns of the newest weeks that the market series know; a week is named by its day."""
    days = sorted({day for one in closes.values() for day in one.dates})[-(WEEKS + 1) :]
    place = {day: number for number, day in enumerate(days)}
    table = {}
    for symbol, one in closes.items():
        row = np.full(len(days), np.nan)
        for day, value in zip(one.dates, one.values, strict=True):
            if day in place and value > 0:
                row[place[day]] = np.log(value)
        table[symbol] = np.diff(row)
    return tuple(days[1:]), table


def _mean(rows: Sequence[Floats]) -> Floats:
    """Mean of the returns that are there; NaN in a week where too few are."""
    stacked = np.array(rows)
    known = np.isfinite(stacked)
    count = known.sum(axis=0)
    total = np.where(known, stacked, 0.0).sum(axis=0)
    mean: Floats = np.full(stacked.shape[1], np.nan)
    np.divide(total, count, out=mean, where=count >= SMALLEST_CLUSTER)
    return mean


def _fit(
    own: Floats, market: Floats, cluster: Floats, *, shifted: bool
) -> tuple[float, float, float, int] | None:
    """b2, its standard error, b1 and the number of weeks; None where there are too few."""
    usable = np.isfinite(market) & np.isfinite(cluster)
    if usable.sum() < FEWEST:
        return None
    slope, _ = _least_squares(_with_constant([market[usable]]), cluster[usable])
    beyond = cluster - slope[1] * market
    columns = [market, beyond]
    if shifted:
        columns += [_moved(market, by) for by in (-1, 1)] + [_moved(beyond, by) for by in (-1, 1)]
    good = np.isfinite(own) & np.isfinite(np.array(columns)).all(axis=0)
    count = int(good.sum())
    if count < FEWEST:
        return None
    coefficients, covariance = _least_squares(_with_constant([one[good] for one in columns]), own[good])
    on_market = np.array([0, 1, 0] + ([1, 1, 0, 0] if shifted else []))
    on_ai = np.array([0, 0, 1] + ([0, 0, 1, 1] if shifted else []))
    error = float(np.sqrt(max(on_ai @ covariance @ on_ai, 0.0)))
    return float(on_ai @ coefficients), error, float(on_market @ coefficients), count


def _with_constant(columns: Sequence[Floats]) -> Floats:
    return np.column_stack([np.ones(len(columns[0])), *columns])


def _least_squares(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their covariance."""
    inverse = np.linalg.pinv(x.T @ x)
    coefficients = inverse @ x.T @ y
    left = y - x @ coefficients
    freedom = max(len(y) - x.shape[1], 1)
    return coefficients, inverse * float(left @ left) / freedom


def _moved(series: Floats, by: int) -> Floats:
    """The series one week earlier (-1) or later (1) beside today's."""
    moved = np.full(series.shape, np.nan)
    if by > 0:
        moved[:-by] = series[by:]
    else:
        moved[-by:] = series[:by]
    return moved


def _shrunk(raw: Mapping[str, Beta], groups: Mapping[str, str]) -> dict[str, Beta]:
    """Estimates drawn towards their group's mean: w = spread of true betas / (that + squared error)."""
    shrunk: dict[str, Beta] = {}
    for group in set(groups.values()):
        members = [symbol for symbol in raw if groups[symbol] == group]
        values = np.array([raw[symbol].raw for symbol in members])
        errors = np.array([raw[symbol].error for symbol in members])
        if len(members) < 3:
            shrunk |= {symbol: raw[symbol] for symbol in members}
            continue
        # The spread of estimates holds their noise; only the rest is spread of the true betas.
        true_spread = max(float(values.var(ddof=1) - np.mean(errors**2)), 0.0)
        for symbol, value, error in zip(members, values, errors, strict=True):
            noise = true_spread + error**2
            weight = true_spread / noise if noise > 0 else 1.0
            drawn = weight * value + (1 - weight) * float(values.mean())
            shrunk[symbol] = msgspec.structs.replace(raw[symbol], ai=float(drawn))
    return shrunk
