"""Whether customers pay later: receivables over revenue against the same a year ago (methods 3.5)."""

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens import build_up
from screener.domain.screens.base import Case, Ruling, Screen, Steps, Telling
from screener.domain.screens.build_up import Pile

STEPS = Steps((1.05, 1.15, 1.30, 1.465), Unit.MULTIPLE, origin="origin.receivables", judgement=True)
PILE = Pile("receivables", ("receivables", "contract_assets"), "latest_quarter_revenue", "revenue")


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Contract assets count as receivables; a bank's loans are its trade."""
    return build_up.judge(frame, steps, PILE)


def tell(case: Case) -> Telling:
    """Growth of receivables and of revenue."""
    return build_up.tell(case, PILE)


SCREEN = Screen("receivables", "earnings_quality", judge, tell, STEPS)
