"""The spread of a portfolio says nothing of one company (methods, A5); see exposure/portfolio_findings."""

from screener.domain.frames import CompanyFrame
from screener.domain.screens.base import NOT_APPLICABLE, Case, Ruling, Screen, Steps, Telling


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Not applicable to any company."""
    del steps
    ruling = Ruling(frame)
    ruling.settle(ruling.rest, "effective_n.not_applicable.company", NOT_APPLICABLE)
    return ruling


def tell(case: Case) -> Telling:
    """Nothing to show."""
    del case
    return Telling()


SCREEN = Screen("effective_n", "market_exposure", judge, tell)
