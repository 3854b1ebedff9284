"""Whether what was said of a company and what is judged today measure the same thing."""

from typing import Literal

from screener.domain.company import StatedFigure
from screener.domain.fields import period_kind
from screener.domain.finding import Finding
from screener.domain.message import Number

Mismatch = Literal["count", "period"]
_SINGLE = "top_customer"
_TOGETHER = "top_customers"


def mismatch(stated: StatedFigure, finding: Finding) -> Mismatch | None:
    """Why today's figure may not stand beside the stated one; None when it may.

    A share of customers fits only one of as many customers and of the same stretch of time: four
    customers of a quarter say nothing beside two of a year. A count nobody stated does not fit either.
    """
    today = finding.value
    if today is None or stated.metric not in (_SINGLE, _TOGETHER):
        return None
    if stated.metric == _TOGETHER:
        count = finding.message.arguments.get("count")
        if stated.count is None or not isinstance(count, Number) or count.value != stated.count:
            return "count"
    if period_kind(stated.figure.period) != period_kind(today.period):
        return "period"
    return None
