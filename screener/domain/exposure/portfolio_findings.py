"""What is judged of the whole portfolio instead of a company (methods 3.6 and A5).

Spread over positions, weight of the AI cluster, how the money moves with AI shares, and how much of it is
at a high level. All after look-through; what a fund does not show is said and never taken for nothing.
"""

from datetime import date
from decimal import Decimal

import numpy as np

from screener.domain.assessment import Exposure, Slice
from screener.domain.exposure.beta import Beta
from screener.domain.exposure.groups import CLUSTER_OF_ROLE
from screener.domain.figure import Figure, Source
from screener.domain.finding import Finding, Thresholds
from screener.domain.message import Argument, Day, Message, Number, Unit
from screener.domain.screens.base import DEFAULT_THRESHOLDS, Steps, ThresholdSet, number

STEPS: dict[str, Steps] = {
    "effective_n": Steps(
        (30, 20, 10, 5), Unit.NONE, above=False, origin="origin.effective_n", judgement=True
    ),
    "ai_role": Steps((0.20, 0.35, 0.50, 0.70), Unit.FRACTION, origin="origin.ai_weight", judgement=True),
}
"""Steps by screen id."""

HIGH_LEVELS = frozenset({"3", "4"})
_UNSEEN = frozenset({"not_looked_through", "not_known", "other"})
_OWN = Source("Your portfolio", tier="user")
_ZERO = Decimal(0)


def portfolio_findings(
    exposure: Exposure,
    on: date,
    *,
    beta: tuple[Beta, float] | None = None,
    thresholds: ThresholdSet = DEFAULT_THRESHOLDS,
    not_identified: Decimal = _ZERO,
) -> tuple[Finding, ...]:
    """The findings for a portfolio; none for an empty one.

    `beta` as from `beta.portfolio_beta`, `not_identified` the weight of symbols nobody knows.
    """
    if exposure.total.amount <= 0:
        return ()
    return (
        _spread(exposure, on, thresholds),
        _ai_weight(exposure, on, thresholds, not_identified),
        _moves(beta),
        _levels(exposure, on),
    )


def _spread(exposure: Exposure, on: date, thresholds: ThresholdSet) -> Finding:
    """How many equal positions the portfolio is worth."""
    if exposure.effective_n is None:
        return _finding("effective_n", "unknown", Message("portfolio.effective_n.unknown"))
    value = _figure("effective_n", number(round(exposure.effective_n, 2)), Unit.NONE, on)
    return _judged("effective_n", value, {"n": Number(value.value, Unit.NONE)}, thresholds, (value,))


def _ai_weight(exposure: Exposure, on: date, thresholds: ThresholdSet, not_identified: Decimal) -> Finding:
    """The weight of companies in the AI cluster, by its parts; the unseen rest may hold more of them.

    Little is no comfort while what cannot be seen would be a sign by itself: then it is not known.
    """
    parts: dict[str, Decimal] = {}
    for one in exposure.roles:
        group = CLUSTER_OF_ROLE.get(one.id)
        if group is not None:
            parts[group] = parts.get(group, _ZERO) + one.share
    unseen = _sum(exposure.roles, _UNSEEN)
    value = _figure("ai_weight", sum(parts.values(), _ZERO), Unit.FRACTION, on)
    arguments: dict[str, Argument] = {
        "share": Number(value.value, Unit.FRACTION),
        "unseen": Number(unseen, Unit.FRACTION),
    }
    figures = tuple(
        _figure(f"ai_weight_{group}", share, Unit.FRACTION, on)
        for group, share in sorted(parts.items(), key=lambda item: -item[1])
    )
    judged = _judged("ai_role", value, arguments, thresholds, figures)
    dark = unseen + not_identified
    if judged.severity == 0 and _severity("ai_role", dark, thresholds):
        arguments["unseen"] = Number(dark, Unit.FRACTION)
        return _finding("ai_role", "unknown", Message("portfolio.ai_role.unknown", arguments))
    return judged


def _moves(beta: tuple[Beta, float] | None) -> Finding:
    """The portfolio's beta to AI shares; information."""
    if beta is None:
        return _finding("cluster_beta", "unknown", Message("portfolio.cluster_beta.unknown"))
    found, covered = beta
    value = Figure(
        name="cluster_beta",
        value=number(round(found.ai, 4)),
        unit=Unit.NONE,
        as_of=found.as_of,
        source=Source(found.source, tier="feed"),
        derived=True,
    )
    arguments: dict[str, Argument] = {
        "beta": Number(number(round(found.ai, 2)), Unit.NONE),
        "low": Number(number(round(found.ai - 2 * found.error, 2)), Unit.NONE),
        "high": Number(number(round(found.ai + 2 * found.error, 2)), Unit.NONE),
        "weeks": Number(number(found.weeks), Unit.NONE),
        "covered": Number(number(round(covered, 4)), Unit.FRACTION),
        "day": Day(found.as_of),
    }
    return _finding(
        "cluster_beta", "known", Message("portfolio.cluster_beta.information", arguments), value, (value,)
    )


def _levels(exposure: Exposure, on: date) -> Finding:
    """How much of the money is at level 3 or more, and how much has no level; information."""
    high = _figure("levels_high", _sum(exposure.levels, HIGH_LEVELS), Unit.FRACTION, on)
    lost = _figure("levels_not_rated", _sum(exposure.levels, frozenset({"not_rated"})), Unit.FRACTION, on)
    arguments: dict[str, Argument] = {
        "high": Number(high.value, Unit.FRACTION),
        "not_rated": Number(lost.value, Unit.FRACTION),
    }
    return _finding("levels", "known", Message("portfolio.levels", arguments), high, (high, lost))


def _steps(screen: str, thresholds: ThresholdSet) -> Steps:
    steps = STEPS[screen]
    own = thresholds.steps.get(screen)
    if own is None or own == steps.values:
        return steps
    return Steps(own, steps.unit, steps.above, steps.inclusive, "origin.user")


def _severity(screen: str, value: Decimal, thresholds: ThresholdSet) -> int:
    return int(_steps(screen, thresholds).severity(np.array([float(value)]))[0])


def _judged(
    screen: str,
    value: Figure,
    arguments: dict[str, Argument],
    thresholds: ThresholdSet,
    figures: tuple[Figure, ...],
) -> Finding:
    steps = _steps(screen, thresholds)
    severity = _severity(screen, value.value, thresholds)
    told = Message(f"portfolio.{screen}.{'fail' if severity else 'pass'}", arguments)
    return Finding(
        screen=screen,
        family="market_exposure",
        core=False,
        state="known",
        severity=severity,
        message=told,
        value=value,
        figures=figures,
        thresholds=Thresholds(steps.values, steps.unit, steps.above, Message(steps.origin), steps.judgement),
    )


def _finding(
    screen: str, state: str, message: Message, value: Figure | None = None, figures: tuple[Figure, ...] = ()
) -> Finding:
    return Finding(
        screen=screen,
        family="market_exposure",
        core=False,
        state="known" if state == "known" else "unknown",
        severity=None,
        message=message,
        value=value,
        figures=figures,
    )


def _figure(name: str, value: Decimal, unit: Unit, on: date) -> Figure:
    return Figure(name, value, unit, on, _OWN, derived=True)


def _sum(slices: tuple[Slice, ...], ids: frozenset[str]) -> Decimal:
    return sum((one.share for one in slices if one.id in ids), _ZERO)
