"""How the shares move with AI shares beyond the market; information, never a severity (methods 3.6, A5)."""

import numpy as np

from screener.domain.figure import Figure, Source
from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Day, Number, Unit
from screener.domain.screens.base import INFORMATION, UNKNOWN, Case, Ruling, Screen, Steps, Telling, number


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Known where there are closes of a year at least."""
    del steps
    ruling = Ruling(frame)
    beta = frame.beta
    ruling.settle(np.isnan(beta), "cluster_beta.unknown", UNKNOWN)
    ruling.settle(np.abs(beta) <= 2 * frame.beta_error, "cluster_beta.unclear", INFORMATION, value=beta)
    ruling.settle(beta <= 0, "cluster_beta.against", INFORMATION, value=beta)
    ruling.settle(ruling.rest, "cluster_beta.information", INFORMATION, value=beta)
    return ruling


def tell(case: Case) -> Telling:
    """The beta with twice its error on either side."""
    beta = case.frame.inputs[case.row].beta
    if beta is None:
        return Telling()
    arguments: dict[str, Argument] = {
        "beta": Number(number(round(abs(beta.ai), 2)), Unit.NONE),
        "low": Number(number(round(beta.ai - 2 * beta.error, 2)), Unit.NONE),
        "high": Number(number(round(beta.ai + 2 * beta.error, 2)), Unit.NONE),
        "weeks": Number(number(beta.weeks), Unit.NONE),
        "day": Day(beta.as_of),
    }
    value = Figure(
        name="cluster_beta",
        value=number(round(beta.ai, 4)),
        unit=Unit.NONE,
        as_of=beta.as_of,
        source=Source(beta.source, tier="feed"),
        derived=True,
    )
    return Telling(arguments, (value,), value)


SCREEN = Screen("cluster_beta", "market_exposure", judge, tell)
