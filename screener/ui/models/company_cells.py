"""What is judged of a company as cells: its ring place, levels, single screens and role."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.domain.finding import Finding
from screener.ui import formats
from screener.ui.models.cells import OFF, Cell, Ink, SortKey
from screener.ui.models.figure_words import dated
from screener.wording.labels import in_sentence

_PLACES = {"inside": 3, "adjacent": 2, "outside": 1, "not_known": 0}
_STRENGTHS = {"firm": 3, "announced": 2, "contingent": 1, None: 0}
_GRADES = {"heavy": 3, "some": 2, "light": 1, "not_known": 0}
_WORST_KEY = 1e12
"""A loss sorts above every price/earnings ratio, equity below zero above every debt ratio."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("company_cells", text)


def ring(company: CompanyResult) -> Cell:
    """Place, strength and tie of a company in a few words, with the whole line as its tip."""
    standing = company.standing
    inside = standing.place == "inside"
    place = wording.label("place", standing.place)
    strength = (
        in_sentence(wording.label("strength", standing.strength)) if inside and standing.strength else ""
    )
    tie = ""
    if standing.place in ("inside", "adjacent"):
        grade = standing.tie.grade
        tie = _tr("tie ?") if grade == "not_known" else in_sentence(wording.label("grade", grade))
    return Cell(
        " · ".join(filter(None, (place, strength, tie))),
        "accent" if inside else "quiet",
        short=" · ".join(filter(None, (place, strength or tie))),
        sign=inside,
        tip="\n".join(filter(None, (wording.ring_line(standing), wording.sentence(standing.reason)))),
    )


def level(company: CompanyResult) -> Cell:
    """The level as a digit on its colour; on grey where too little is known to vouch for a low one."""
    tip = _tr("{known} of {applicable} core screens known").format(
        known=company.known_core, applicable=company.applicable_core
    )
    if company.level is None:
        return Cell(formats.UNKNOWN, badge="unknown", tip=tip, spoken=_tr("not known"))
    grey = company.colour == "grey"
    if grey:
        tip = _tr("No sign in what could be seen") + ": " + tip
    return Cell(str(company.level), level=company.level, badge="grey" if grey else "level", tip=tip)


def family(name: str, company: CompanyResult) -> Cell:
    """The level of one family of screens."""
    reached = company.family_levels.get(name)
    if reached is not None:
        return Cell(str(reached), level=reached, badge="level")
    found = [each for each in company.findings if each.family == name]
    if found and all(each.state == "not_applicable" for each in found):
        return OFF
    return Cell(formats.UNKNOWN, badge="unknown", spoken=_tr("not known"))


def family_tip(name: str, company: CompanyResult) -> str:
    """What the screens of a family found, one a line."""
    found = (each for each in company.findings if each.family == name)
    return "\n".join(wording.sentence(each.message) for each in found)


def finding(screen: str, show: Callable[[Decimal], str], company: CompanyResult) -> Cell:
    """The number of one screen, or the word that stands for it."""
    found = company.finding(screen)
    if found is not None and found.state == "not_applicable":
        return OFF
    if found is None or found.state == "unknown":
        return Cell(formats.UNKNOWN, "quiet", spoken=_tr("not known"))
    ink: Ink = "faded" if found.old else "ink"
    instead = _word_instead(found)
    if instead or found.value is None:
        return Cell(instead or _tr("see why"), ink)
    return Cell(show(found.value.value), ink)


def finding_tip(screen: str, company: CompanyResult) -> str:
    """The screen's sentence, with period, day and source of its number."""
    found = company.finding(screen)
    if found is None:
        return ""
    sentence = wording.sentence(found.message)
    return sentence if found.value is None else f"{sentence}\n{dated(found.value)}"


def _word_instead(found: Finding) -> str:
    """The word for an answer that is no number: a loss has no P/E, equity below zero no ratio."""
    if found.message.id.startswith("pe_ttm.loss"):
        return _tr("loss")
    if found.message.id.startswith("debt_equity.negative"):
        return _tr("eq. < 0")
    return _tr("none") if found.screen == "top_customer" and found.value is None else ""


def role(company: CompanyResult) -> Cell:
    """Role and layer in the machine."""
    if company.role is None:
        tip = _tr("No role in the machine is recorded.")
        return Cell(formats.UNKNOWN, "quiet", tip=tip, spoken=_tr("not known"))
    named = wording.label("role", company.role)
    layer = in_sentence(wording.label("layer", company.layer)) if company.layer else ""
    tip = _tr("Edited by you") if company.role_edited else ""
    return Cell(" · ".join(filter(None, (named, layer))), "quiet", tip=tip)


def finding_key(company: CompanyResult, screen: str) -> SortKey:
    """What a screen's column sorts by; None without a value."""
    found = company.finding(screen)
    if found is None or found.state != "known":
        return None
    if screen != "top_customer" and _word_instead(found):
        return _WORST_KEY
    if found.value is None:
        return 0.0 if screen == "top_customer" else None
    return float(found.value.value)


def ring_key(company: CompanyResult) -> float:
    """Place first, then strength, then tie."""
    standing = company.standing
    share = float(standing.tie.share.value) if standing.tie.share is not None else 0.0
    place, strength, grade = (
        _PLACES[standing.place],
        _STRENGTHS[standing.strength],
        _GRADES[standing.tie.grade],
    )
    return place * 100 + strength * 10 + grade + min(share, 0.99)
