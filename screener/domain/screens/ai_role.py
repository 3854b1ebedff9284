"""What the company does in the AI build-out; information, never a severity (methods A5)."""

import numpy as np

from screener.domain.frames import CompanyFrame
from screener.domain.message import Argument, Text
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
    """Role and layer come from the ledger; a company reviewed and found outside plays none."""
    del steps
    ruling = Ruling(frame)
    layered = np.array([one.company.layer is not None for one in frame.inputs], dtype=np.bool_)
    ruling.settle(frame.in_ledger_role & layered, "ai_role.role_and_layer", INFORMATION)
    ruling.settle(frame.in_ledger_role, "ai_role.role", INFORMATION)
    ruling.settle(frame.ring.at("outside"), "ai_role.not_applicable.outside", NOT_APPLICABLE)
    ruling.settle(ruling.rest, "ai_role.unknown", UNKNOWN)
    return ruling


def tell(case: Case) -> Telling:
    """Role and layer by their ids."""
    company = case.frame.inputs[case.row].company
    named: dict[str, Argument] = {}
    if company.role is not None:
        named["role"] = Text(company.role)
    if company.layer is not None:
        named["layer"] = Text(company.layer)
    return Telling(named)


SCREEN = Screen("ai_role", "market_exposure", judge, tell)
