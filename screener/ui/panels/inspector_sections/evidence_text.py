"""The evidence for a company or fund as plain text, for "Copy evidence"."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import Assessment, CompanyResult, FundResult, Loop
from screener.domain.figure import Figure
from screener.domain.finding import FAMILIES, Finding
from screener.ui import formats
from screener.ui.models import deal_words
from screener.ui.panels.inspector_sections import customers, figures, fund
from screener.ui.panels.inspector_sections.company_header import why_level
from screener.ui.panels.inspector_sections.findings import shown_findings
from screener.ui.panels.inspector_sections.source_link import source_words
from screener.ui.panels.inspector_sections.then_and_now import metric_name, today_of
from screener.ui.panels.inspector_sections.threshold_words import origin_line, steps_line
from screener.wording.labels import in_sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("evidence_text", text)


def of_company(assessment: Assessment, company: CompanyResult) -> str:
    """Everything the Inspector knows of a company, one fact a line, each with date and source."""
    lines = [
        f"{company.name} ({', '.join(company.symbols)})",
        _tr("As of {day}").format(day=formats.day(assessment.as_of)),
        why_level(company),
        wording.ring_line(company.standing),
        wording.sentence(company.standing.reason),
        *_roles(company),
    ]
    if company.then:
        lines += ["", _tr("Then and now")]
        for stated in company.then:
            now = today_of(company, stated)
            shown = now if isinstance(now, str) else _figure(now)
            lines.append(f"- {metric_name(stated.metric)}: {_figure(stated.figure)} → {shown}")
    for family in FAMILIES:
        found = shown_findings(company, family)
        if found:
            lines += ["", wording.label("family", family)]
            for finding in found:
                lines += _finding(finding)
    if company.customers:
        lines += ["", _tr("Customers as disclosed")]
        lines += [f"- {customers.line(fact)}" for fact in customers.in_order(company.customers)]
    if company.facts or company.differences:
        lines += ["", _tr("Figures in use")]
        lines += [f"- {figures.name(figure)}: {_figure(figure)}" for figure in company.facts]
        lines += [f"- {wording.sentence(message)}" for message in company.differences]
    loops = [assessment.loops[number] for number in company.standing.loops]
    if loops:
        lines += ["", _tr("Loops")]
        for loop in loops:
            lines += _loop(loop, assessment)
    return "\n".join(lines) + "\n"


def _roles(company: CompanyResult) -> list[str]:
    named = [wording.label("role", company.role)] if company.role else []
    named += [wording.label("layer", company.layer)] if company.layer else []
    if named and company.role_edited:
        named.append(_tr("edited by you"))
    said = [_tr("Role: {role}").format(role=", ".join(named))] if named else []
    return said + ([_tr("Your tags: {tags}").format(tags=", ".join(company.tags))] if company.tags else [])


def of_fund(held: FundResult) -> str:
    """A fund's list with its coverage."""
    lines = [
        f"{held.name} ({held.symbol})",
        fund.inside_line(held),
        fund.covered_line(held),
        source_words(held.source) + (f" <{held.source.url}>" if held.source.url else ""),
        "",
    ]
    lines += [f"- {line.symbol}: {formats.percent(line.weight)}" for line in held.lines]
    return "\n".join(lines) + "\n"


def of_finding(finding: Finding) -> str:
    """One finding with its figures, the median beside it and its steps."""
    return "\n".join(_finding(finding)) + "\n"


def _finding(finding: Finding) -> list[str]:
    sign = "?" if finding.state == "unknown" else formats.DASH
    if finding.severity is not None:
        sign = str(finding.severity)
    lines = [f"[{sign}] {wording.sentence(finding.message)}"]
    shown = figures.shown_figures(finding)
    lines += [f"    {_named(figure, shown)}" for figure in shown]
    if finding.context is not None:
        lines.append(f"    {_named(finding.context, ())}")
    if finding.thresholds is not None:
        steps, origin = steps_line(finding.thresholds), origin_line(finding.thresholds)
        lines.append(f"    {_tr('Steps to severity 1–4')}: {steps}; {origin}")
    return lines


def _named(figure: Figure, others: Sequence[Figure]) -> str:
    """A figure with its name, what it was made from, its day and source."""
    if figure.name == figures.RATE:
        return f"{figures.converted_line(figure)} ({figures.when(figure)}; {_source(figure)})"
    line = f"{figures.name(figure)}: {_figure(figure)}"
    parts = [line, figures.inputs_line(figure, others) if figure.inputs else "", figure.note or ""]
    return "; ".join(filter(None, parts))


def _figure(figure: Figure) -> str:
    return f"{wording.value(figure)} ({figures.when(figure)}; {_source(figure)})"


def _source(figure: Figure) -> str:
    return source_words(figure.source) + (f" <{figure.source.url}>" if figure.source.url else "")


def _loop(loop: Loop, assessment: Assessment) -> list[str]:
    names = assessment.entity_names
    strength = in_sentence(wording.label("strength", loop.strength))
    lines = [f"- {deal_words.route(loop.entities, names)} ({strength})"]
    for leg in loop.legs:
        lines.append(f"    {deal_words.pair(leg, names)}: {deal_words.leg_kind(leg)}")
        for deal in leg.deals:
            seen = ", ".join(evidence.source for evidence in deal.evidence)
            lines.append(f"      {deal_words.line(deal)}" + (f" <{seen}>" if seen else ""))
    return lines
