"""What operating income would lose if servers were written off over three years (methods 3.3)."""

import numpy as np

from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Day, Number, Unit
from screener.domain.past_columns import LIFE_GAPS
from screener.domain.screens.base import (
    INFORMATION,
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
    number,
    ratio,
)
from screener.domain.vintages import HIGH_SHARE, LOW_SHARE, SHORT_LIFE, ShorterLife, shorter_life

STEPS = Steps((0.05, 0.10, 0.20, 0.35), Unit.FRACTION, origin="origin.chip_life", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Judged by the smaller share of servers in capital spending; the larger one is said beside it."""
    ruling = Ruling(frame)
    past = frame.past
    gaps = {gap: past.life_gap == code for code, gap in enumerate(LIFE_GAPS)}
    ruling.settle(
        gaps["no_role"] & frame.ring.at("outside"), "chip_life.not_applicable.other_trade", NOT_APPLICABLE
    )
    ruling.settle(gaps["other_trade"], "chip_life.not_applicable.other_trade", NOT_APPLICABLE)
    for gap in ("no_role", "short_history", "no_profit_stated"):
        ruling.settle(gaps[gap], f"chip_life.unknown.{gap}", UNKNOWN)
    lost = ratio(past.life_low, past.life_profit)
    ruling.settle(past.life_profit <= 0, "chip_life.loss", INFORMATION)
    ruling.settle(past.life_low <= 0, "chip_life.none", 0)
    ruling.grade(ruling.rest, steps, lost, passing="chip_life.pass", failing="chip_life.fail")
    return ruling


def tell(case: Case) -> Telling:
    """The range for both shares of servers, for a life of three years always and from today on."""
    inputs = case.frame.inputs[case.row]
    life = shorter_life(inputs.company)
    if not isinstance(life, ShorterLife):
        return Telling()
    currency = life.figures[0].currency or case.currency
    newest = life.figures[0]
    arguments: dict[str, Argument] = {
        "life": Number(number(life.life), Unit.NONE),
        "short": Number(number(SHORT_LIFE), Unit.NONE),
        "low_share": Number(number(LOW_SHARE), Unit.FRACTION),
        "high_share": Number(number(HIGH_SHARE), Unit.FRACTION),
        "profit": Number(newest.value, Unit.MONEY, currency),
        "day": Day(newest.as_of),
        "least": Number(number(life.low), Unit.MONEY, currency),
        "most": Number(number(life.high), Unit.MONEY, currency),
    }
    if life.profit > 0:
        arguments |= {
            "low": Number(number(round(life.low / life.profit, 4)), Unit.FRACTION),
            "high": Number(number(round(life.high / life.profit, 4)), Unit.FRACTION),
        }
    first = [
        case.made(f"first_year_{name}", value, life.figures, Unit.MONEY, currency)
        for name, value in (("least", life.first_low), ("most", life.first_high))
    ]
    figures: tuple[Figure, ...] = (*life.figures, *(one for one in first if one is not None))
    known = np.isfinite(case.value) and case.severity >= 0
    value = case.made("chip_life", case.value, life.figures, Unit.FRACTION) if known else None
    return Telling(arguments, figures, value)


SCREEN = Screen("chip_life", "earnings_quality", judge, tell, STEPS)
