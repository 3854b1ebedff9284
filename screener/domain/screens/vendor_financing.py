"""Financing, guarantees and lease-back given to customers, over revenue (methods, A3)."""

import msgspec
import numpy as np

from screener.domain.figure import Figure
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.ring.vendor import LUCENT
from screener.domain.screens.base import NOT_APPLICABLE, UNKNOWN, Case, Ruling, Screen, Steps, Telling, number

STEPS = Steps((0.02, 0.05, 0.10, 0.20), Unit.FRACTION, origin="origin.vendor_financing", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Firm and contingent together. Who gave nothing by the ledger has no such ratio: it is no proof of none."""
    ruling = Ruling(frame)
    ring = frame.ring
    ruling.settle(ring.vendor == "", "vendor_financing.unknown.not_reviewed", UNKNOWN)
    ruling.settle(ring.vendor == "outside", "vendor_financing.not_applicable.outside", NOT_APPLICABLE)
    ruling.settle(ring.vendor == "no_sales", "vendor_financing.not_applicable.no_sales", NOT_APPLICABLE)
    ruling.settle(ring.vendor == "none_seen", "vendor.none_seen", NOT_APPLICABLE)
    ruling.settle(np.isnan(ring.vendor_share), "vendor.unknown", UNKNOWN)
    ruling.grade(
        ruling.rest,
        steps,
        ring.vendor_share,
        passing="vendor_financing.pass",
        failing="vendor_financing.fail",
        rests_on=("revenue",),
    )
    return ruling
