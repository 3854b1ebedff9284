"""Altman's Z'' of four balance ratios; low is close to distress (methods 3.2, A6)."""

import numpy as np

from screener.domain.columns import Floats
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import (
    FINANCIAL,
    NOT_APPLICABLE,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    ratio,
)

STEPS = Steps((2.6, 1.85, 1.1, 0.0), Unit.NONE, above=False, origin="origin.altman_z2")
_BALANCE = ("total_assets", "current_assets", "current_liabilities", "retained_earnings", "total_equity")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """All figures of one balance day.

    6.56 working capital + 3.26 retained earnings + 6.72 operating income, each over total assets, + 1.05
    equity over liabilities.
    """
    ruling = Ruling(frame)
    assets, equity = frame["total_assets"], frame["total_equity"]
    ruling.not_for(frame.is_business(*FINANCIAL), "altman_z2.not_applicable.financial")
    ruling.need(*_BALANCE, "operating_income")
    ruling.need_one_day(*_BALANCE)
    owed = liabilities(frame)
    ruling.settle(
        (assets.value <= 0) | (owed <= 0), "altman_z2.not_applicable.no_liabilities", NOT_APPLICABLE
    )
    working = frame["current_assets"].value - frame["current_liabilities"].value
    z = (
        6.56 * ratio(working, assets.value)
        + 3.26 * ratio(frame["retained_earnings"].value, assets.value)
        + 6.72 * ratio(frame["operating_income"].value, assets.value)
        + 1.05 * ratio(equity.value, owed)
    )
    used = (*_BALANCE, "operating_income")
    ruling.grade(ruling.rest, steps, z, passing="altman_z2.pass", failing="altman_z2.fail", rests_on=used)
    return ruling


def liabilities(frame: CompanyFrame) -> Floats:
    """As stated, else what of the assets is neither equity nor minority interests."""
    made = frame["total_assets"].value - frame["total_equity"].value - frame["minority_interests"].or_zero
    return np.where(frame["total_liabilities"].known, frame["total_liabilities"].value, made)


def tell(case: Case) -> Telling:
    """The score with its balance day and the figures it was made of."""
    if case.id.startswith("altman_z2.not_applicable"):
        return Telling()
    parts = (*_BALANCE[1:], "total_liabilities", "operating_income", "total_assets")
    arguments = case.about("assets", "total_assets") | case.ratio()
    return Telling(arguments, case.figures(*parts), case.derived("altman_z2", *parts))


SCREEN = Screen("altman_z2", "debt_spending", judge, tell, STEPS)
