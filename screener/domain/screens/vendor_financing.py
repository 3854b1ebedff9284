"""Financing, guarantees and lease-back given to customers, over revenue (methods, A3)."""

from decimal import Decimal

from screener.domain.figure import Figure, Source
from screener.domain.frames import CompanyFrame
from screener.domain.message import Unit
from screener.domain.ring.vendor import LUCENT, VendorFinancing
from screener.domain.ring_columns import is_state
from screener.domain.screens.base import NOT_APPLICABLE, UNKNOWN, Case, Ruling, Screen, Steps, Telling

STEPS = Steps((0.02, 0.05, 0.10, 0.20), Unit.FRACTION, origin="origin.vendor_financing", judgement=True)


def judge(frame: CompanyFrame, steps: Steps) -> Ruling:
    """Firm and contingent together, all years; records without an amount make it a lower bound."""
    ruling = Ruling(frame)
    ring = frame.ring
    silent = is_state(ring.vendor, "no_sales")
    ruling.settle(silent & ring.at("not_known"), "vendor_financing.unknown.not_reviewed", UNKNOWN)
    ruling.settle(silent, "vendor_financing.not_applicable.no_sales", NOT_APPLICABLE)
    ruling.settle(is_state(ring.vendor, "none_seen"), "vendor.none_seen", NOT_APPLICABLE)
    ruling.settle(is_state(ring.vendor, "unknown"), "vendor.unknown.no_amount", UNKNOWN)
    share, used = ring.vendor_share, ("revenue",)
    severity = steps.severity(share)
    low = ring.vendor_floor & (severity == 0)
    ruling.settle(low, "vendor_financing.unknown.floor", UNKNOWN)
    ruling.grade(ruling.rest, steps, share, passing="vendor.share", failing="vendor.share", rests_on=used)
    return ruling


def tell(case: Case) -> Telling:
    """The ledger's own sentence; the parts as figures, with the largest bubble before beside them."""
    given = case.frame.inputs[case.row].vendor
    if given is None:
        return Telling()
    if not isinstance(given.share, Figure) or given.revenue is None:
        return Telling(instead=given.message)
    figures = (*_parts(given), given.revenue, LUCENT)
    if case.severity == UNKNOWN:
        return Telling(given.message.arguments, figures)
    return Telling(figures=figures, value=given.share, instead=given.message)


_PART = {
    "financing_firm": "firm_usd",
    "financing_contingent": "contingent_usd",
    "financing_announced": "announced_usd",
}


def _parts(given: VendorFinancing) -> tuple[Figure, ...]:
    """Firm, contingent and announced money, never added up here."""
    day = given.share.as_of if isinstance(given.share, Figure) else LUCENT.as_of
    figures = []
    for name, part in _PART.items():
        amount: Decimal = getattr(given, part)
        if not amount:
            continue
        behind = [gift for gift in given.gifts if getattr(gift, part)]
        source = Source("Deal ledger", url=behind[0].address if behind else None, tier="secondary")
        records = tuple(gift.deal for gift in behind)
        figures.append(Figure(name, amount, Unit.MONEY, day, source, "USD", derived=True, inputs=records))
    return tuple(figures)


SCREEN = Screen("vendor_financing", "circularity", judge, tell, STEPS)
