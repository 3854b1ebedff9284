"""How much hangs on single suppliers (methods 3.4, A5)."""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.screens.base import UNKNOWN, Case, Ruling, Screen, Steps, Telling

STEPS = Steps((0.1, 0.2, 0.3, 0.5), Unit.FRACTION, inclusive=True, origin="origin.supplier", judgement=True)
MOST_NAMED = 3


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """All in one fab or one cloud is 4, else the largest share of cost is held against the steps.

    Without a share it counts how many are named as the only source: one for each, three at most.
    """
    ruling = Ruling(frame)
    share, named, single = (
        frame[name] for name in ("largest_supplier_share", "sole_source_suppliers", "single_fab_or_cloud")
    )
    ruling.settle(single.value >= 1, "supplier.single", 4, rests_on=("single_fab_or_cloud",))
    ruling.grade(
        share.known,
        steps,
        share.value,
        passing="supplier.pass",
        failing="supplier.fail",
        rests_on=("largest_supplier_share",),
    )
    count = np.clip(named.or_zero, 0, MOST_NAMED).astype(np.int8)
    used = ("sole_source_suppliers",)
    ruling.settle(named.known & (count == 0), "supplier.none_named", 0, rests_on=used)
    ruling.settle(named.known, "supplier.named", count, rests_on=used)
    ruling.settle(ruling.rest, "supplier.unknown", UNKNOWN)
    return ruling


def tell(case: Case) -> Telling:
    """What the filing says, with its day."""
    names = ("largest_supplier_share", "sole_source_suppliers", "single_fab_or_cloud")
    arguments = case.about("share", names[0]) | case.about("count", names[1]) | case.about("single", names[2])
    value = case.derived("supplier", names[0]) if case.id in ("supplier.pass", "supplier.fail") else None
    return Telling(arguments, case.figures(*names), value)


SCREEN = Screen("supplier", "concentration", judge, tell, STEPS)
