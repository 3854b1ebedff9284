"""`ringfence screen [FILE]`: the whole assessment of a portfolio."""

import argparse
import sys
from collections.abc import Iterable

from screener.cli.command import DONE, Command, add_format, add_offline, print_table
from screener.cli.portfolio_file import add_file, judged
from screener.domain.assessment import Assessment, CompanyResult, PositionResult
from screener.domain.figure import Figure
from screener.services.exporting import as_text
from screener.translation import translate
from screener.wording import day, headline, high_end, label, percent, ring_line, sentence, value

_LONGEST_NAME = 34


def _arguments(part: argparse.ArgumentParser) -> None:
    add_file(part)
    add_offline(part)
    add_format(part)


def _run(options: argparse.Namespace) -> int:
    assessment = judged(options.file, offline=options.offline)
    if options.format == "table":
        _print(assessment)
    else:
        # The mark that tells spreadsheets the encoding of a file has no place in a stream.
        sys.stdout.write(as_text(assessment, f".{options.format}").removeprefix("\ufeff"))
    return DONE


def _print(assessment: Assessment) -> None:
    write = sys.stdout.write
    bound = high_end(assessment.exposure, len(assessment.left_out))
    write(f"{headline(assessment.exposure)}\n{bound}\n{_basis(assessment)}\n")
    _print_positions(assessment, assessment.positions)
    if assessment.watchlist:
        write("\n{}\n".format(translate("cli", "Watched")))
        _print_positions(assessment, assessment.watchlist)
    for remark in _remarks(assessment):
        write(f"\n{remark}\n")
    shown = dict.fromkeys(row.company for row in (*assessment.positions, *assessment.watchlist))
    for key in shown:
        company = assessment.company(key)
        if company is not None:
            _print_company(company)


def _basis(assessment: Assessment) -> str:
    line = translate("cli", "{portfolio}, in {currency}. {mode}: prices of {day}.").format(
        portfolio=assessment.portfolio_name,
        currency=assessment.base_currency,
        mode=label("mode", assessment.mode),
        day=day(assessment.as_of),
    )
    return line if assessment.mode_reason is None else f"{line} {sentence(assessment.mode_reason)}"


def _print_positions(assessment: Assessment, positions: Iterable[PositionResult]) -> None:
    rows = [
        [
            position.symbol,
            position.name[:_LONGEST_NAME],
            _price(position),
            "" if position.watched else "?" if position.weight is None else percent(position.weight),
            _ring(position, assessment),
            _level(assessment.company(position.company)),
        ]
        for position in positions
    ]
    if not rows:
        return
    header = [
        translate("cli", "Symbol"),
        translate("cli", "Name"),
        translate("cli", "Price"),
        translate("cli", "Weight"),
        translate("cli", "Ring"),
        translate("cli", "Level"),
    ]
    sys.stdout.write("\n")
    print_table(header, rows, right=(2, 3))


def _price(position: PositionResult) -> str:
    if position.kind == "cash":
        return ""
    return value(position.price) if isinstance(position.price, Figure) else "?"


def _ring(position: PositionResult, assessment: Assessment) -> str:
    fund = assessment.fund(position.fund)
    if fund is not None:
        return translate("cli", "{low} to {high} on a loop").format(
            low=percent(fund.inside_low), high=percent(fund.inside_high)
        )
    company = assessment.company(position.company)
    return label("place", company.standing.place) if company is not None else ""


def _level(company: CompanyResult | None) -> str:
    if company is None:
        return ""
    return "?" if company.level is None else str(company.level)


def _remarks(assessment: Assessment) -> list[str]:
    """What the weights rest on beside prices, and what they leave out."""
    remarks = [
        f"{position.symbol}: {' '.join(sentence(remark) for remark in position.notes)}"
        for position in assessment.positions
        if position.notes
    ]
    return ["\n".join(remarks)] if remarks else []


def _print_company(company: CompanyResult) -> None:
    write = sys.stdout.write
    write(f"\n{company.symbol}  {company.name}  [{_level(company)}]\n")
    write(f"  {ring_line(company.standing)}\n  {sentence(company.standing.reason)}\n")
    for finding in company.findings:
        mark = {"unknown": "?", "not_applicable": "-"}.get(finding.state)
        shown = mark or ("i" if finding.severity is None else str(finding.severity))
        write(f"  {shown}  {sentence(finding.message)}\n")


SCREEN = Command(
    "screen", lambda: translate("cli", "screen a portfolio and show every finding"), _arguments, _run
)
