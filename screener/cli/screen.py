"""`ringfence screen [FILE]`: the whole assessment of a portfolio."""

import argparse
import sys
from pathlib import Path

from screener.cli.command import Command, add_format, add_offline, note, print_table
from screener.domain.assessment import Assessment, CompanyResult
from screener.domain.figure import Figure
from screener.services.opening import open_workspace
from screener.services.workspace import Workspace
from screener.translation import translate
from screener.wording import day, headline, high_end, label, percent, ring_line, sentence, value


def _arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a file of positions; default: your portfolio"
    )
    add_offline(part)
    add_format(part)


def assessment_for(workspace: Workspace, file: Path | None) -> Assessment:
    """The assessment of the file, or of the open portfolio, on prices as new as can be had."""
    if file is not None:
        workspace.open_file(file)
    if workspace.offline:
        return workspace.assess()
    note(translate("cli", "Asking for quotes ..."))
    outcome = workspace.refresh()
    if outcome.failed is not None:
        note(sentence(outcome.failed))
    return outcome.assessment


def _run(options: argparse.Namespace) -> int:
    from screener.services.exporting import as_text

    with open_workspace(offline=options.offline, store=options.file is None) as workspace:
        assessment = assessment_for(workspace, options.file)
    if options.format == "table":
        _print(assessment)
    else:
        sys.stdout.write(as_text(assessment, f".{options.format}"))
    return 0


def _print(assessment: Assessment) -> None:
    write = sys.stdout.write
    write(headline(assessment.exposure) + "\n")
    write(high_end(assessment.exposure) + "\n")
    mode = label("mode", assessment.mode)
    write(
        translate("cli", "{portfolio}, in {currency}. {mode}: prices of {day}.").format(
            portfolio=assessment.portfolio_name,
            currency=assessment.base_currency,
            mode=mode,
            day=day(assessment.as_of),
        )
        + "\n\n"
    )
    header = [translate("cli", text) for text in ("Symbol", "Name", "Price", "Weight", "Ring", "Level")]
    rows = []
    for position in assessment.positions:
        company = assessment.company(position.company)
        fund = assessment.fund(position.fund)
        ring = label("place", company.standing.place) if company else ""
        if fund is not None:
            ring = translate("cli", "{low} to {high} on a loop").format(
                low=percent(fund.inside_low), high=percent(fund.inside_high)
            )
        rows.append(
            [
                position.symbol,
                position.name[:32],
                value(position.price) if isinstance(position.price, Figure) else "?",
                percent(position.weight) if position.weight is not None else "?",
                ring,
                _level(company) if company else "",
            ]
        )
    print_table(header, rows, right=(2, 3))
    for company in assessment.companies:
        if company.direct > 0:
            _print_company(company)


def _level(company: CompanyResult) -> str:
    return "?" if company.level is None else str(company.level)


def _print_company(company: CompanyResult) -> None:
    write = sys.stdout.write
    write(f"\n{company.symbol}  {company.name}  [{_level(company)}]\n")
    write(f"  {ring_line(company.standing)}\n  {sentence(company.standing.reason)}\n")
    for finding in company.findings:
        mark = {"unknown": "?", "not_applicable": "-"}.get(finding.state)
        shown = mark or ("i" if finding.severity is None else str(finding.severity))
        write(f"  {shown}  {sentence(finding.message)}\n")


SCREEN = Command("screen", translate("cli", "screen a portfolio and show every finding"), _arguments, _run)
