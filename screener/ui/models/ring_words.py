"""Places, ties and figures in the words that tables and the Inspector share."""

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.domain.figure import Figure
from screener.ui import formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_words", text)


def ring_line(company: CompanyResult) -> str:
    """Place, strength, tie with its share, and what it rests on, as one line."""
    standing = company.standing
    place = wording.label("place", standing.place)
    if standing.place == "inside" and standing.strength is not None:
        place = _tr("{place}, {strength}").format(
            place=place, strength=wording.label("strength", standing.strength).lower()
        )
    return " · ".join(filter(None, (place, _tie(company), _rests_on(company))))


def _tie(company: CompanyResult) -> str:
    standing = company.standing
    if standing.place not in ("inside", "adjacent") and standing.tie.grade == "not_known":
        return ""
    if standing.tie.grade == "not_known" or standing.tie.share is None:
        return _tr("how much it matters is not known")
    grade = wording.label("grade", standing.tie.grade).lower()
    share = formats.whole_percent(standing.tie.share.value)
    if standing.tie.at_least:
        share = _tr("at least {share}").format(share=share)
    measure = wording.label("measure", standing.tie.measure or "revenue").lower()
    return _tr("tie {grade} ({share} of {measure})").format(grade=grade, share=share, measure=measure)


def _rests_on(company: CompanyResult) -> str:
    standing = company.standing
    if standing.place not in ("inside", "adjacent") or not standing.records:
        return ""
    if standing.records > 1:
        return _tr("rests on {n} records").format(n=standing.records)
    if standing.best_tier is None:
        return _tr("rests on 1 record")
    return _tr("rests on 1 record ({tier})").format(tier=wording.label("tier", standing.best_tier).lower())


def dated(figure: Figure) -> str:
    """A figure's period or day and its source, for a tip."""
    when = f"{figure.period}, {formats.day(figure.as_of)}" if figure.period else formats.day(figure.as_of)
    return f"{when} · {figure.source.title}"
