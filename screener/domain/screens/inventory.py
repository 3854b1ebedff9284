"""Whether goods pile up: inventory over cost of revenue against the same a year ago (methods 3.5)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens import build_up
from screener.domain.screens.base import Case, Ruling, Screen, Steps, Telling
from screener.domain.screens.build_up import Pile

STEPS = Steps((1.05, 1.15, 1.30, 1.465), Unit.MULTIPLE, origin="origin.inventory", judgement=True)
PILE = Pile("inventory", ("inventory",), "latest_quarter_cost", "cost_of_revenue")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """A company without goods has no such ratio."""
    return build_up.judge(frame, steps, PILE)


def tell(case: Case) -> Telling:
    """Growth of inventory and of the cost of what was sold."""
    return build_up.tell(case, PILE)


SCREEN = Screen("inventory", "earnings_quality", judge, tell, STEPS)
