"""What the fiscal years before say of all companies, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from screener.domain.closes import Closes
from screener.domain.columns import Codes, Floats, codes, floats
from screener.domain.company import Company
from screener.domain.history import cap_growth, capex_before, growth, owner_years, repurchased
from screener.domain.vintages import LifeGap, ShorterLife, shorter_life

LIFE_GAPS: tuple[LifeGap, ...] = get_args(LifeGap)
NOTHING = float("nan")


@dataclass(frozen=True, eq=False)
class PastColumns:
    """Arrays of shape (companies,), NaN where the years needed are not at hand.

    `repurchased`: buybacks of up to three fiscal years. `capex_share`: mean of capital spending over revenue
    of earlier years. `income`, `owner_earnings` (all buybacks counted), `owner_earnings_net` (only those that
    replace shares given to staff): sums over three years. `eps_growth` a year, with `eps_base` the earlier
    earnings. `cap_excess`: log points a year. `life_profit`, `life_low`, `life_high`: see ShorterLife;
    `life_gap` indexes LIFE_GAPS (-1: none).
    """

    repurchased: Floats
    capex_share: Floats
    income: Floats
    owner_earnings: Floats
    owner_earnings_net: Floats
    eps_growth: Floats
    eps_base: Floats
    cap_excess: Floats
    life_profit: Floats
    life_low: Floats
    life_high: Floats
    life_gap: Codes


def past_columns(companies: Sequence[Company], closes: Sequence[Closes | None]) -> PastColumns:
    """One row for each company, with its weekly closes where there are any."""
    before = [capex_before(one) for one in companies]
    owners = [owner_years(one) for one in companies]
    grown = [growth(one) for one in companies]
    caps = [cap_growth(one, series) for one, series in zip(companies, closes, strict=True)]
    lives = [shorter_life(one) for one in companies]
    known = [one if isinstance(one, ShorterLife) else None for one in lives]
    return PastColumns(
        repurchased=floats([repurchased(one.annual, one.facts.get("buybacks")) for one in companies]),
        capex_share=floats([NOTHING if one is None else one.mean for one in before]),
        income=floats([NOTHING if one is None else one.income for one in owners]),
        owner_earnings=floats([NOTHING if one is None else one.all_counted for one in owners]),
        owner_earnings_net=floats([NOTHING if one is None else one.net for one in owners]),
        eps_growth=floats([NOTHING if one is None else one.rate for one in grown]),
        eps_base=floats([NOTHING if one is None else float(one.base.value) for one in grown]),
        cap_excess=floats([NOTHING if one is None else one.excess for one in caps]),
        life_profit=floats([NOTHING if one is None else one.profit for one in known]),
        life_low=floats([NOTHING if one is None else one.low for one in known]),
        life_high=floats([NOTHING if one is None else one.high for one in known]),
        life_gap=codes([-1 if isinstance(one, ShorterLife) else LIFE_GAPS.index(one) for one in lives]),
    )
