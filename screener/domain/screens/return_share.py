"""How much of the revenue had left the company before: a gauge, never a severity (methods, A4)."""

from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Message, Unit
from screener.domain.ring_columns import is_state
from screener.domain.screens.base import (
    INFORMATION,
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Ruling,
    Screen,
    Steps,
    Telling,
)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Known where half to all of the revenue can be traced; else not known, with the bounds as figures."""
    del steps
    ruling = Ruling(frame)
    ring = frame.ring
    silent = is_state(ring.returned, "no_sales")
    ruling.settle(silent & ring.at("outside"), "return_share.not_applicable.outside", NOT_APPLICABLE)
    ruling.settle(silent, "return_share.unknown.no_sales", UNKNOWN)
    known = is_state(ring.returned, "share")
    ruling.settle(known, "returns.share", INFORMATION, value=ring.return_share)
    ruling.settle(ruling.rest, "returns.unknown.coverage", UNKNOWN)
    return ruling


def tell(case: Case) -> Telling:
    """The sentence that came with the tracing; the bounds as figures where there is revenue."""
    came = case.frame.inputs[case.row].returned
    if came is None:
        return Telling()
    revenue = () if came.revenue is None else (came.revenue,)
    bounds = [
        case.made(name, float(value), revenue, Unit.FRACTION)
        for name, value in (("return_at_least", came.at_least), ("return_at_most", came.at_most))
        if value is not None
    ]
    figures = (*revenue, *(one for one in bounds if one is not None))
    value = came.answer if isinstance(came.answer, Figure) else None
    return Telling(figures=figures, value=value, instead=Message(came.message.id, came.message.arguments))


SCREEN = Screen("return_share", "circularity", judge, tell)
