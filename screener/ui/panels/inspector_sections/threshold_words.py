"""The steps a value was held against, in words."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.finding import Thresholds
from screener.domain.message import Unit
from screener.ui import formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("threshold_words", text)


def steps_line(thresholds: Thresholds) -> str:
    """The steps for severity 1 to 4 and which way they go."""
    steps = " · ".join(
        f"{step(value, thresholds.unit)}: {number}" for number, value in enumerate(thresholds.steps, 1)
    )
    sign = _tr("above {steps}") if thresholds.above else _tr("below {steps}")
    return sign.format(steps=steps)


def origin_line(thresholds: Thresholds) -> str:
    """Where the steps come from, and whether they are a judgement."""
    return wording.sentence(thresholds.origin)


def step(value: float, unit: Unit) -> str:
    """A step in its unit."""
    if unit is Unit.FRACTION:
        text = formats.percent(Decimal(str(value)))
        return text.replace(".0%", "%")
    return f"{value:g}"
