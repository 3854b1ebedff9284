"""What each column shows for a position, and what it sorts by."""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import CompanyResult, FundResult, PositionResult
from screener.domain.figure import Figure, Unknown
from screener.domain.finding import Finding
from screener.ui import formats
from screener.ui.models.cells import Cell, Ink, SortKey
from screener.ui.models.figure_words import dated
from screener.wording.labels import in_sentence

if TYPE_CHECKING:
    from screener.ui.models.position_rows import PositionRow

_PLACES = {"inside": 3, "adjacent": 2, "outside": 1, "not_known": 0}
_STRENGTHS = {"firm": 3, "announced": 2, "contingent": 1, None: 0}
_GRADES = {"heavy": 3, "some": 2, "light": 1, "not_known": 0}
_WORST_KEY = 1e12
"""A loss sorts above every price/earnings ratio, equity below zero above every debt ratio."""
_OFF = Cell(formats.DASH, "quiet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("position_cells", text)


# -- symbol, price, value ---------------------------------------------------------------------------


def _symbol(row: "PositionRow") -> Cell:
    position = row.position
    if position.kind == "cash":
        return Cell(_tr("Cash"), "quiet", lead=position.symbol, tip=_notes(position))
    if not position.identified:
        said = _tr("not identified")
        tip = _tr("No source knows this symbol. It is kept and counts as not known.")
        return Cell(said, "quiet", lead=position.symbol, tip="\n".join(filter(None, (tip, _notes(position)))))
    name = row.company.name if row.company is not None else position.name
    return Cell(name, "quiet", lead=position.symbol, tip="\n".join(filter(None, (name, _notes(position)))))


def _price(row: "PositionRow") -> Cell:
    position = row.position
    if position.kind == "cash":
        return _OFF
    if position.price_origin == "cost":
        return Cell(
            _tr("at cost"), "quiet", tip=_tr("No price is known, so the position counts at what it cost.")
        )
    if isinstance(position.price, Unknown):
        return _unknown(position.price)
    price = position.price
    tip = "\n".join(
        filter(
            None,
            (f"{formats.price(price.value)} {price.currency or ''}".strip(), dated(price), _origin(position)),
        )
    )
    return Cell(formats.price(price.value), "faded" if price.old else "ink", tip=tip)


def _today(row: "PositionRow") -> Cell:
    position = row.position
    if position.kind == "cash":
        return _OFF
    if position.change is None:
        return Cell(formats.UNKNOWN, "quiet", tip=_tr("Today's change is not known."))
    ink: Ink = "up" if position.change > 0 else "down" if position.change < 0 else "quiet"
    return Cell(formats.change(position.change), ink)


def _value(row: "PositionRow") -> Cell:
    position = row.position
    if isinstance(position.value, Unknown):
        return _unknown(position.value)
    if row.showing.hide_amounts:
        return Cell(formats.HIDDEN, "quiet", spoken=_tr("hidden"))
    value = position.value
    tip = f"{formats.amount(value.value, 2)} {value.currency or row.showing.base_currency}"
    if position.price_origin == "cost":
        tip += "\n" + _tr("At cost: no price is known.")
    return Cell(formats.amount(value.value), "faded" if value.old else "ink", tip=tip)


def _weight(row: "PositionRow") -> Cell:
    position = row.position
    if position.weight is None:
        if position.watched:
            return _OFF
        return Cell(
            formats.UNKNOWN, "quiet", tip=_tr("Left out of all weights: neither price nor cost is known.")
        )
    return Cell(formats.percent(position.weight))


# -- ring and levels --------------------------------------------------------------------------------


def _ring(row: "PositionRow") -> Cell:
    if row.fund is not None:
        return _fund_ring(row.fund)
    if row.position.kind == "cash":
        return _OFF
    if row.company is None:
        return Cell(
            wording.label("place", "not_known"), "quiet", tip=_tr("Nothing is known of this position.")
        )
    return company_ring(row.company)


def company_ring(company: CompanyResult) -> Cell:
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
        short=" · ".join(filter(None, (place, tie))),
        sign=inside,
        tip="\n".join(filter(None, (wording.ring_line(standing), wording.sentence(standing.reason)))),
    )


def _fund_ring(fund: FundResult) -> Cell:
    low, high = formats.percent(fund.inside_low, 0), formats.percent(fund.inside_high, 0)
    text = low if low == high else f"{low.rstrip('%')}–{high}"
    tip = _tr(
        "{low} to {high} of the fund is in companies on a loop; {covered} of it is looked through."
    ).format(low=low, high=high, covered=formats.percent(fund.covered, 0))
    return Cell(
        _tr("Fund · {range} inside").format(range=text),
        "quiet",
        short=_tr("{range} in").format(range=text),
        tip=tip,
    )


def _level(row: "PositionRow") -> Cell:
    if row.position.kind == "cash":
        return _OFF
    if row.company is None:
        why = _tr("Funds are looked through, not given a level.") if row.fund else _tr("Not enough is known.")
        return Cell(formats.UNKNOWN, badge="unknown", tip=why, spoken=_tr("not known"))
    return company_level(row.company)


def company_level(company: CompanyResult) -> Cell:
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


def _family(family: str) -> "Callable[[PositionRow], Cell]":
    def cell(row: "PositionRow") -> Cell:
        if row.company is None:
            return _unjudged(row)
        level = row.company.family_levels.get(family)
        found = [finding for finding in row.company.findings if finding.family == family]
        tip = "\n".join(wording.sentence(finding.message) for finding in found)
        if level is None and found and all(finding.state == "not_applicable" for finding in found):
            return _OFF._replace(tip=tip)
        if level is None:
            return Cell(formats.UNKNOWN, badge="unknown", tip=tip, spoken=_tr("not known"))
        return Cell(str(level), level=level, badge="level", tip=tip)

    return cell


# -- findings and the rest --------------------------------------------------------------------------


def _finding(screen: str, show: Callable[[Decimal], str]) -> "Callable[[PositionRow], Cell]":
    def cell(row: "PositionRow") -> Cell:
        finding = row.company.finding(screen) if row.company is not None else None
        if finding is None:
            return _unjudged(row)
        tip = wording.sentence(finding.message)
        if finding.state == "not_applicable":
            return _OFF._replace(tip=tip)
        if finding.state == "unknown":
            return Cell(formats.UNKNOWN, "quiet", tip=tip, spoken=_tr("not known"))
        ink: Ink = "faded" if finding.old else "ink"
        instead = _word_instead(finding)
        if instead or finding.value is None:
            return Cell(instead or _tr("see why"), ink, tip=tip)
        return Cell(show(finding.value.value), ink, tip="\n".join(filter(None, (tip, dated(finding.value)))))

    return cell


def _word_instead(finding: Finding) -> str:
    """The word for an answer that is no number: a loss has no P/E, equity below zero no ratio."""
    if finding.message.id.startswith("pe_ttm.loss"):
        return _tr("loss")
    if finding.message.id.startswith("debt_equity.negative"):
        return _tr("eq. < 0")
    return _tr("none") if finding.screen == "top_customer" and finding.value is None else ""


def _ai_role(row: "PositionRow") -> Cell:
    if row.company is None:
        return _unjudged(row)
    if row.company.role is None:
        return Cell(
            formats.UNKNOWN, "quiet", tip=_tr("No role in the machine is recorded."), spoken=_tr("not known")
        )
    role = wording.label("role", row.company.role)
    layer = in_sentence(wording.label("layer", row.company.layer)) if row.company.layer else ""
    return Cell(" · ".join(filter(None, (role, layer))), "quiet")


def _age(row: "PositionRow") -> Cell:
    seconds = _age_seconds(row)
    if seconds is None:
        return _OFF
    stale = isinstance(row.position.price, Figure) and row.position.price.old
    text = formats.age(seconds)
    tip = dated(row.position.price) if isinstance(row.position.price, Figure) else ""
    return Cell(text, "faded" if stale else "quiet", tip=tip)


def _age_seconds(row: "PositionRow") -> float | None:
    position = row.position
    if position.kind == "cash" or position.price_origin == "cost":
        return None
    if position.quoted_at is not None:
        return (row.showing.now - position.quoted_at).total_seconds()
    if isinstance(position.price, Figure):
        noon = datetime.combine(position.price.as_of, time(12), row.showing.now.tzinfo)
        return max(0.0, (row.showing.now - noon).total_seconds())
    return None


def _unjudged(row: "PositionRow") -> Cell:
    """The cell of a company's column for what is no company: off for funds and cash, else not known."""
    if row.fund is not None or row.position.kind == "cash":
        return _OFF
    return Cell(formats.UNKNOWN, "quiet", spoken=_tr("not known"))


def _unknown(value: Unknown) -> Cell:
    return Cell(formats.UNKNOWN, "quiet", tip=wording.sentence(value.reason), spoken=_tr("not known"))


def _notes(position: PositionResult) -> str:
    return "\n".join(wording.sentence(note) for note in position.notes)


def _origin(position: PositionResult) -> str:
    if position.price_origin == "manual":
        return _tr("entered by hand")
    if position.price_origin == "last_good":
        return _tr("the last good price; no newer one could be had")
    return ""


CELLS: "dict[str, Callable[[PositionRow], Cell]]" = {
    "symbol": _symbol,
    "price": _price,
    "today": _today,
    "value": _value,
    "weight": _weight,
    "ring": _ring,
    "level": _level,
    "valuation": _family("valuation"),
    "debt_spending": _family("debt_spending"),
    "circularity": _family("circularity"),
    "concentration": _family("concentration"),
    "pe_ttm": _finding("pe_ttm", formats.ratio),
    "debt_equity": _finding("debt_equity", formats.ratio),
    "top_customer": _finding("top_customer", formats.whole_percent),
    "ai_role": _ai_role,
    "age": _age,
}
_FAMILIES = ("valuation", "debt_spending", "circularity", "concentration")
_SCREENS = ("pe_ttm", "debt_equity", "top_customer")


def sort_key(row: "PositionRow", column: str) -> SortKey:
    """What `column` sorts by; None where there is no value."""
    if column in _SCREENS:
        return _finding_key(row.company, column)
    if column in _FAMILIES:
        return None if row.company is None else row.company.family_levels.get(column)
    return _KEYS[column](row)


def _finding_key(company: CompanyResult | None, screen: str) -> SortKey:
    finding = company.finding(screen) if company is not None else None
    if finding is None or finding.state != "known":
        return None
    if screen != "top_customer" and _word_instead(finding):
        return _WORST_KEY
    if finding.value is None:
        return 0.0 if screen == "top_customer" else None
    return float(finding.value.value)


def _ring_key(row: "PositionRow") -> SortKey:
    if row.company is None:
        return None
    standing = row.company.standing
    share = float(standing.tie.share.value) if standing.tie.share is not None else 0.0
    return (
        _PLACES[standing.place] * 100
        + _STRENGTHS[standing.strength] * 10
        + _GRADES[standing.tie.grade]
        + min(share, 0.99)
    )


def _number(value: Figure | Unknown) -> SortKey:
    return float(value.value) if isinstance(value, Figure) else None


def _fraction(value: Decimal | None) -> SortKey:
    return None if value is None else float(value)


_KEYS: "dict[str, Callable[[PositionRow], SortKey]]" = {
    "symbol": lambda row: row.position.symbol.casefold(),
    "price": lambda row: _number(row.position.price),
    "today": lambda row: _fraction(row.position.change),
    "value": lambda row: _number(row.position.value),
    "weight": lambda row: _fraction(row.position.weight),
    "ring": _ring_key,
    "level": lambda row: row.level,
    "ai_role": lambda row: None if row.role is None else wording.label("role", row.role).casefold(),
    "age": _age_seconds,
}
