"""The largest counterparty's share of the backlog (methods, A5)."""

import numpy as np

from screener.domain.customers import share_figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import INFORMATION, UNKNOWN, Case, Ruling, Screen, Steps, Telling
from screener.domain.screens.customer_share import arguments_of, grade, value_of

STEPS = Steps((0.1, 0.2, 0.3, 0.5), Unit.FRACTION, inclusive=True, origin="origin.backlog", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """The steps of the largest customer. A share of a part of the backlog only is information."""
    ruling = Ruling(frame)
    backlog = frame.customers.backlog
    ruling.settle(np.isnan(backlog.value), "backlog.unknown", UNKNOWN)
    ruling.settle(backlog.part, "backlog.part", INFORMATION, value=backlog.value, old=backlog.old)
    grade(ruling, "backlog", backlog, steps)
    return ruling


def tell(case: Case) -> Telling:
    """The share with its counterparty and day."""
    found = case.frame.customers.backlog.found[case.row]
    if found is None or found.share is None:
        return Telling()
    old = bool(case.frame.customers.backlog.old[case.row])
    figure = share_figure(found.fact, found.share, found.day, old=old)
    value = value_of(found, "backlog", old=old) if case.severity != UNKNOWN else None
    return Telling(arguments_of(found), (figure,), value)


SCREEN = Screen("backlog", "concentration", judge, tell, STEPS)
