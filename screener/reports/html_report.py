"""The assessment as one printable web page that loads nothing from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from screener.domain.assessment import (
    Assessment,
    CompanyResult,
    FundResult,
    PositionResult,
    Sensitivity,
    Slice,
)
from screener.domain.figure import Figure
from screener.domain.filings import FilingRef
from screener.domain.finding import Finding
from screener.paths import resources
from screener.reports.report import Exporter
from screener.translation import translate
from screener.wording import day, headline, high_end, label, percent, ring_line, sentence, value

_LOOPS_SHOWN = 5


def _tr(text: str) -> str:
    return translate("report", text)


@dataclass(frozen=True)
class _Bar:
    label: str
    share: str
    width: float
    members: str = ""
    mark: str = ""
    css: str = ""
    unseen: bool = False


def render(assessment: Assessment) -> str:
    """The whole report as one HTML document; every text from outside is escaped."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources() / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.globals.update(tr=_tr, say=sentence, day=day)
    return environment.get_template("report.html").render(_context(assessment))


def _context(assessment: Assessment) -> dict[str, Any]:
    exposure = assessment.exposure
    companies = [company for company in assessment.companies if company.weight > 0]
    watched = [company for company in assessment.companies if company.weight == 0]
    return {
        "a": assessment,
        "language": "en",
        "badge": _tr("{mode}, prices of {day}").format(
            mode=label("mode", assessment.mode), day=day(assessment.as_of)
        ),
        "headline": headline(exposure),
        "high_end": high_end(exposure, len(assessment.left_out)),
        "exposure_roles": [_bar(part, "role", _largest(exposure.roles)) for part in exposure.roles],
        "exposure_levels": [_level_bar(part, _largest(exposure.levels)) for part in exposure.levels],
        "portfolio_findings": [_finding(finding) for finding in assessment.portfolio_findings],
        "matters": [_matter(assessment, index) for index in range(len(assessment.matters))],
        "holdings": [_holding(position, assessment) for position in assessment.positions],
        "funds": [_fund(fund) for fund in assessment.funds],
        "companies": [_company(company, assessment) for company in [*companies, *watched]],
        "basis": _basis(assessment),
    }


def _largest(parts: Sequence[Slice]) -> float:
    """The share a bar of full width stands for."""
    return max((float(part.share) for part in parts), default=0.0) or 1.0


def _bar(part: Slice, kind: str, largest: float) -> _Bar:
    return _Bar(
        label=label(kind, part.id),
        share=percent(part.share),
        width=round(float(part.share) / largest * 100, 1),
        members=", ".join(part.members[:6]),
        unseen=part.id in {"not_looked_through", "not_known", "not_rated"},
    )


def _level_bar(part: Slice, largest: float) -> _Bar:
    rated = part.id.isdigit()
    return _Bar(
        label=label("level", part.id),
        share=percent(part.share),
        width=round(float(part.share) / largest * 100, 1),
        mark=part.id if rated else "–" if part.id == "cash" else "?",
        css=f"level-{part.id}" if rated else "level-na" if part.id == "cash" else "level-x",
        unseen=part.id == "not_rated",
    )


def _matter(assessment: Assessment, index: int) -> dict[str, Any]:
    matter = assessment.matters[index]
    company = assessment.company(matter.company)
    findings = [company.finding(screen) for screen in matter.findings] if company else []
    return {
        "level": matter.level,
        "symbol": company.symbol if company else matter.company,
        "name": company.name if company else "",
        "weight": percent(matter.weight),
        "lines": [sentence(finding.message) for finding in findings if finding],
    }


def _mark(level: int | None) -> dict[str, str]:
    return {
        "mark": "?" if level is None else str(level),
        "css": "level-x" if level is None else f"level-{level}",
    }


def _holding(position: PositionResult, assessment: Assessment) -> dict[str, Any]:
    company = assessment.company(position.company)
    fund = assessment.fund(position.fund)
    ring = ring_line(company.standing) if company else ""
    if fund is not None:
        ring = _tr("Fund: {low} to {high} on a loop").format(
            low=percent(fund.inside_low), high=percent(fund.inside_high)
        )
    price = position.price
    row: dict[str, Any] = {
        "symbol": position.symbol,
        "name": position.name,
        "price": value(price) if isinstance(price, Figure) else "?",
        "source": price.source.title if isinstance(price, Figure) else "",
        "url": _web_address(price.source.url) if isinstance(price, Figure) else None,
        "of": day(price.as_of) if isinstance(price, Figure) else sentence(price.reason),
        "value": value(position.value) if isinstance(position.value, Figure) else "?",
        "weight": percent(position.weight) if position.weight is not None else "?",
        "ring": ring,
        "inside": company is not None and company.standing.place == "inside",
        "notes": [sentence(note) for note in position.notes],
        "mark": "",
        "css": "",
    }
    if company is not None:
        row |= _mark(company.level)
    return row


def _company(company: CompanyResult, assessment: Assessment) -> dict[str, Any]:
    loops = [assessment.loops[index] for index in company.standing.loops[:_LOOPS_SHOWN]]
    names = assessment.entity_names
    return {
        **_mark(company.level),
        "symbol": company.symbol,
        "name": company.name,
        "weight": percent(company.weight) if company.weight else _tr("watched"),
        "ring": ring_line(company.standing),
        "reason": sentence(company.standing.reason),
        "inside": company.standing.place == "inside",
        "findings": [_finding(finding) for finding in company.findings],
        "tags": ", ".join(company.tags),
        "filings": "; ".join(_filing(filing) for filing in company.filings),
        "differences": [sentence(message) for message in company.differences],
        "loops": [
            " → ".join(names.get(entity, entity) for entity in (*loop.entities, loop.entities[0]))
            + f" ({label('strength', loop.strength)})"
            for loop in loops
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    mark, css = "·", "level-na"
    if finding.state == "unknown":
        mark, css = "?", "level-x"
    elif finding.state == "not_applicable":
        mark = "–"
    elif finding.severity is not None:
        mark, css = str(finding.severity), f"level-{finding.severity}"
    return {
        "mark": mark,
        "css": css,
        "sentence": sentence(finding.message),
        "old": finding.old,
        "screen": label("screen", finding.screen),
        "evidence": [_evidence(figure) for figure in finding.figures],
    }


def _evidence(figure: Figure) -> dict[str, str | None]:
    """One figure in words, split so that the title of its source can be a link."""
    when = figure.period or day(figure.as_of)
    behind = [_tr("read through {source}").format(source=figure.source.via)] if figure.source.via else []
    return {
        "figure": f"{label('field', figure.name)} {value(figure)}",
        "when": when,
        "source": figure.source.title,
        "url": _web_address(figure.source.url),
        "more": "".join(f"; {text}" for text in (*behind, figure.note) if text),
    }


def _web_address(url: str | None) -> str | None:
    """The address when a browser may be sent there; whatever else stands in its place is no link."""
    if url is None or not url.lower().startswith(("https://", "http://")):
        return None
    return url if url.isprintable() and not any(sign in url for sign in " <>\"'\\") else None


def _filing(filing: FilingRef) -> str:
    return _tr("{form} filed {day}").format(form=filing.form, day=day(filing.filed))


def _fund(fund: FundResult) -> str:
    return _tr(
        "{symbol}, {weight} of your money: its {n} largest lines of {day} are {covered} of it; "
        "the rest is not looked through. On a loop: {low} to {high} of the fund."
    ).format(
        symbol=fund.symbol,
        weight=percent(fund.weight),
        n=len(fund.lines),
        day=day(fund.as_of),
        covered=percent(fund.covered),
        low=percent(fund.inside_low),
        high=percent(fund.inside_high),
    )


def _basis(assessment: Assessment) -> list[str]:
    made = assessment.provenance
    lines = [
        _tr("Made {time} UTC by Ringfence {program}. Sources of prices and figures: {sources}.").format(
            time=assessment.made_at.strftime("%Y-%m-%d %H:%M"),
            program=made.program,
            sources=", ".join(made.sources),
        ),
        _tr("Deal ledger {ledger}: {n} records to {day}. Threshold set {thresholds}.").format(
            ledger=made.ledger,
            n=assessment.ledger_deals,
            day=day(assessment.ledger_date),
            thresholds=made.thresholds,
        ),
    ]
    if assessment.sensitivity is not None and assessment.sensitivity.companies:
        lines.append(_sensitivity(assessment.sensitivity))
    lines += [
        _tr("Exchange rate {pair} {rate} of {day} ({source}).").format(
            pair=rate.pair, rate=f"{rate.rate.normalize():f}", day=day(rate.day), source=rate.source.title
        )
        for rate in assessment.rates
    ]
    if assessment.left_out:
        lines.append(
            _tr("Left out of every weight, for want of a price and a cost: {symbols}.").format(
                symbols=", ".join(assessment.left_out)
            )
        )
    return lines


def _sensitivity(found: Sensitivity) -> str:
    return _tr(
        "Of {n} shipped companies with a level, {stricter} would have another one if every step were met "
        "{move} earlier, {looser} if every step were met {move} later."
    ).format(
        n=found.companies,
        move=percent(found.move),
        stricter=percent(found.stricter),
        looser=percent(found.looser),
    )


HTML = Exporter(".html", label("format", "html"), render)
