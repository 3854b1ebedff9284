"""Two assessments of a portfolio held against each other.

An alert is a change in the world: a screen's severity or a company's place moved, judged by the
same program, thresholds, ledger and sources. A change that another source, mode, ledger, threshold
set or program version brought about is "data changed": listed, never an alert. An answer that came or
went (known <-> not known) is a change of data as well.
"""

from collections.abc import Iterator

import msgspec

from screener.domain.alert import ChangeKind
from screener.domain.assessment import Assessment, CompanyResult
from screener.domain.fields import FIELDS
from screener.domain.finding import Finding
from screener.domain.message import Message, Text

PLACE = "ring_place"
_QUOTED = frozenset(name for name, field in FIELDS.items() if field.cadence == "price")


class Change(msgspec.Struct, frozen=True):
    """One screen's answer for one company that is not what it was.

    `before` and `after` are outcome codes: "0".."4", "unknown", "not_applicable", "information", and
    for the ring "inside/firm" and the like. `message` says it in a sentence, `detail` is the screen's own
    sentence now. `why` names what differs for data changes.
    """

    company: str
    symbol: str
    name: str
    screen: str
    before: str
    after: str
    kind: ChangeKind
    message: Message
    detail: Message
    why: Message | None = None


class Comparison(msgspec.Struct, frozen=True):
    """All changes between two assessments, alerts first, each in portfolio order."""

    alerts: tuple[Change, ...] = ()
    data_changed: tuple[Change, ...] = ()


def compare(previous: Assessment, new: Assessment) -> Comparison:
    """What changed for companies held directly or watched, in both assessments.

    A company that was added or removed is the user's doing and no change.
    """
    why = _difference(previous, new)
    before = {company.key: company for company in previous.companies}
    alerts: list[Change] = []
    data: list[Change] = []
    for company in new.companies:
        old = before.get(company.key)
        if old is None or not (_followed(company, new) and _followed(old, previous)):
            continue
        for change in _changes(old, company, why):
            (alerts if change.kind == "alert" else data).append(change)
    return Comparison(tuple(alerts), tuple(data))


def _followed(company: CompanyResult, assessment: Assessment) -> bool:
    if company.direct != 0:
        return True
    return any(entry.company == company.key for entry in (*assessment.watchlist, *assessment.positions))


def _difference(previous: Assessment, new: Assessment) -> Message | None:
    """The first part of the provenance that differs, None when all is the same."""
    for field in previous.provenance.__struct_fields__:
        before, after = getattr(previous.provenance, field), getattr(new.provenance, field)
        if before != after:
            return Message(
                "watch_basis_changed",
                {"part": Text(field), "was": Text(_plain(before)), "now": Text(_plain(after))},
            )
    return None


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _changes(old: CompanyResult, new: CompanyResult, why: Message | None) -> Iterator[Change]:
    for finding in new.findings:
        earlier = old.finding(finding.screen)
        if earlier is None:
            continue
        before, after = _outcome(earlier, old), _outcome(finding, new)
        if before == after:
            continue
        reason = (
            why
            or _report_read(old, new)
            or _answer_came_or_went(earlier, finding)
            or _source_changed(earlier, finding)
            or _statements_read(old, new)
        )
        yield Change(
            company=new.key,
            symbol=new.symbol,
            name=new.name,
            screen=finding.screen,
            before=before,
            after=after,
            kind="data_changed" if reason else "alert",
            message=_message(old, earlier, new, finding),
            detail=finding.message,
            why=reason,
        )


def _outcome(finding: Finding, company: CompanyResult) -> str:
    if finding.screen == PLACE:
        standing = company.standing
        place = standing.place if standing.strength is None else f"{standing.place}/{standing.strength}"
        return place if finding.severity is None else f"{place}/{finding.severity}"
    return _severity(finding)


def _severity(finding: Finding) -> str:
    if finding.state != "known":
        return finding.state
    return "information" if finding.severity is None else str(finding.severity)


def _message(old: CompanyResult, earlier: Finding, new: CompanyResult, finding: Finding) -> Message:
    """What moved, told by its most telling part: place, then strength of the loops, then severity."""
    symbol = {"symbol": Text(new.symbol)}
    was, now = old.standing, new.standing
    if finding.screen == PLACE and was.place != now.place:
        return Message(
            "watch_place_changed",
            {**symbol, "place_before": Text(was.place), "place_after": Text(now.place)},
        )
    if finding.screen == PLACE and was.strength != now.strength and was.strength and now.strength:
        return Message(
            "watch_strength_changed",
            {**symbol, "strength_before": Text(was.strength), "strength_after": Text(now.strength)},
        )
    return Message(
        "watch_severity_changed",
        {
            **symbol,
            "screen": Text(finding.screen),
            "severity_before": Text(_severity(earlier)),
            "severity_after": Text(_severity(finding)),
        },
    )


def _report_read(before: CompanyResult, after: CompanyResult) -> Message | None:
    """The figures come from another report with the SEC than before."""
    return None if before.filings == after.filings else Message("watch_report_read")


def _statements_read(before: CompanyResult, after: CompanyResult) -> Message | None:
    """Figures of the statements are not what they were."""
    return None if _statements(before) == _statements(after) else Message("watch_statements_read")


def _statements(company: CompanyResult) -> list[tuple[object, ...]]:
    return [(one.name, one.value, one.as_of) for one in company.facts if one.name not in _QUOTED]


def _answer_came_or_went(before: Finding, after: Finding) -> Message | None:
    if before.state == after.state:
        return None
    return Message("watch_answer_came" if after.state == "known" else "watch_answer_went")


def _source_changed(before: Finding, after: Finding) -> Message | None:
    """The figures now come from elsewhere than before, by the names of their sources."""
    earlier = {figure.name: figure.source.title for figure in before.figures}
    for figure in after.figures:
        source = earlier.get(figure.name)
        if source is not None and source != figure.source.title:
            return Message(
                "watch_source_changed",
                {"field": Text(figure.name), "was": Text(source), "now": Text(figure.source.title)},
            )
    return None
