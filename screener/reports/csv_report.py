"""One row a company: weights, place, level and every screen's answer, for spreadsheets."""

import csv
import io

from screener.domain.assessment import Assessment, CompanyResult
from screener.domain.figure import Figure
from screener.domain.finding import Finding
from screener.reports.report import Exporter, guarded
from screener.translation import translate
from screener.wording import label, sentence

_FIRST = (
    "symbol",
    "name",
    "weight",
    "direct",
    "level",
    "coverage",
    "place",
    "strength",
    "records",
    "tie",
    "tie_share",
    "role",
    "layer",
)


_PRICE = ("price", "price_currency", "price_as_of", "price_source")


def rows(assessment: Assessment) -> list[list[str]]:
    """Header and rows as text, shares as fractions; a cell is "?" for not known, "n/a" for not applicable."""
    screens = list(dict.fromkeys(one.screen for company in assessment.companies for one in company.findings))
    header = [*_FIRST]
    for screen in screens:
        header += [f"{screen}_severity", f"{screen}_value", f"{screen}_sentence"]
        header += [f"{screen}_as_of", f"{screen}_source"]
    header += [*_PRICE, "as_of", "mode", "base_currency", "thresholds", "ledger"]
    return [header, *[_row(company, screens, assessment) for company in assessment.companies]]


def _row(company: CompanyResult, screens: list[str], assessment: Assessment) -> list[str]:
    standing = company.standing
    cells = [
        company.symbol,
        company.name,
        _share(company.weight),
        _share(company.direct),
        "?" if company.level is None else str(company.level),
        "?" if company.coverage is None else f"{company.coverage:.2f}",
        standing.place,
        standing.strength or "",
        str(standing.records),
        standing.tie.grade,
        _share(standing.tie.share.value) if standing.tie.share else "?",
        company.role or "?",
        company.layer or "?",
    ]
    for screen in screens:
        cells += _finding_cells(company.finding(screen))
    made = assessment.provenance
    cells += [*_price_cells(company, assessment), assessment.as_of.isoformat(), assessment.mode]
    return [*cells, assessment.base_currency, made.thresholds, made.ledger]


def _price_cells(company: CompanyResult, assessment: Assessment) -> list[str]:
    """The price of the first listing held that has one; empty for what is held through funds only."""
    held = [position.price for position in assessment.positions if position.company == company.key]
    price = next((one for one in held if isinstance(one, Figure)), None)
    if price is None:
        return ["?" if held else "", "", "", ""]
    return [f"{price.value:f}", price.currency or "?", price.as_of.isoformat(), price.source.title]


def _finding_cells(finding: Finding | None) -> list[str]:
    if finding is None:
        return ["", "", "", "", ""]
    marks = {"unknown": "?", "not_applicable": "n/a"}
    severity = marks.get(finding.state) or ("" if finding.severity is None else str(finding.severity))
    number = f"{finding.value.value:f}" if finding.value else marks.get(finding.state, "")
    days = sorted({figure.as_of for figure in finding.figures})
    sources = dict.fromkeys(figure.source.url or figure.source.title for figure in finding.figures)
    return [
        severity,
        number,
        sentence(finding.message),
        days[0].isoformat() if days else "",
        "; ".join(sources),
    ]


def _share(number: object) -> str:
    return f"{number:.6f}"


def render(assessment: Assessment) -> str:
    """The rows as CSV text with a byte order mark, so that spreadsheets read Chinese names right."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows(assessment):
        writer.writerow([guarded(cell) for cell in row])
    writer.writerow([])
    writer.writerow([guarded(translate("report", "Circular is not fraud; nothing here is advice."))])
    return "\ufeff" + out.getvalue()


CSV = Exporter(".csv", label("format", "csv"), render)
