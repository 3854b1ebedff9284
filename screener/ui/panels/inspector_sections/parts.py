"""What the Inspector is put together from: each part with what it shows, to be made when its turn comes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from screener import wording
from screener.domain.assessment import Assessment, CompanyResult, FundResult, PositionResult
from screener.domain.finding import FAMILIES
from screener.ui.models.ring_money import MoneyTold
from screener.ui.panels.inspector_sections import not_known, trend
from screener.ui.panels.inspector_sections.company_header import CompanyHeader
from screener.ui.panels.inspector_sections.customers import CustomersSection
from screener.ui.panels.inspector_sections.entity import EntityHeader
from screener.ui.panels.inspector_sections.filings import FilingsSection
from screener.ui.panels.inspector_sections.findings import FamilySection, shown_findings
from screener.ui.panels.inspector_sections.fund import FundHeader, FundLines
from screener.ui.panels.inspector_sections.loops import LoopsSection
from screener.ui.panels.inspector_sections.position import PositionView
from screener.ui.panels.inspector_sections.quote import QuoteSection, quote_lines
from screener.ui.panels.inspector_sections.ring_money import RingMoneySection
from screener.ui.panels.inspector_sections.statements import StatementsSection
from screener.ui.panels.inspector_sections.subject import Subject
from screener.ui.panels.inspector_sections.tags import TagsSection
from screener.ui.panels.inspector_sections.then_and_now import ThenAndNow

if TYPE_CHECKING:
    from screener.ui.session import Session


class Part(NamedTuple):
    """A part of the page. The same `name` and equal `inputs` show the same, so the widget can stay."""

    name: str
    inputs: tuple[object, ...]
    make: Callable[[], QWidget]
    under_price: bool = False


def parts_of(
    assessment: Assessment,
    subject: Subject,
    session: "Session",
    *,
    hide_amounts: bool,
    money: MoneyTold | None = None,
) -> tuple[Part, ...]:
    """The parts of a subject, in reading order; `money` is what the ledger says of it, once it was read."""
    made: list[Part] = []
    company, fund, position = subject.company, subject.fund, subject.position
    if company is not None:
        made += _company(company, subject, session, hide_amounts=hide_amounts, money=money)
    elif fund is not None:
        made.append(Part("fund", (fund, position), lambda: FundHeader(fund, position)))
        made += _quote(position, session)
        made.append(_lines(fund, assessment))
    elif position is not None:
        base = assessment.base_currency
        made.append(
            Part(
                "position",
                (position, base, hide_amounts),
                lambda: PositionView(position, assessment, hide_amounts=hide_amounts),
            )
        )
        made += _quote(position, session)
    elif subject.entity is not None:
        entity, loops = subject.entity, len(subject.loops)
        made.append(Part("entity", (entity, loops), lambda: EntityHeader(entity, assessment, loops)))
        if money is not None:
            made.append(Part("money", (money,), lambda: RingMoneySection(money)))
    if subject.loops:
        names = assessment.entity_names
        made.append(
            Part(
                "loops", (subject.loops, names), lambda: LoopsSection(subject.loops, names), under_price=True
            )
        )
    return tuple(made)


def _quote(position: PositionResult | None, session: "Session") -> list[Part]:
    """Where the price comes from, for what has one."""
    if position is None:
        return []
    lines = quote_lines(position, session.now())
    return [Part("quote", lines, lambda: QuoteSection(lines))] if lines.origin else []


def _lines(fund: FundResult, assessment: Assessment) -> Part:
    return Part("lines", (fund, assessment.companies), lambda: FundLines(fund, assessment))


def _company(
    company: CompanyResult,
    subject: Subject,
    session: "Session",
    *,
    hide_amounts: bool,
    money: MoneyTold | None,
) -> list[Part]:
    position = subject.position
    made = [
        Part(
            "header",
            (company, position, hide_amounts),
            lambda: CompanyHeader(company, position, hide_amounts=hide_amounts),
        ),
        *_quote(position, session),
        Part(
            "tags",
            (company.role, company.layer, company.role_edited, company.tags),
            lambda: TagsSection(company, session),
        ),
    ]
    if company.then:
        today = tuple(company.finding(stated.metric) for stated in company.then)
        made.append(Part("then", (company.then, today), lambda: ThenAndNow(company)))
    for family in FAMILIES:
        found = shown_findings(company, family)
        if found:
            made.append(Part(f"family.{family}", found, partial(FamilySection, family, found)))
        if family == "circularity" and money is not None:
            # What is not known stands folded, so it is said here.
            told = (finding for finding in found if finding.state != "unknown")
            said = frozenset(wording.sentence(finding.message) for finding in told)
            made.append(Part("money", (money, said), partial(RingMoneySection, money, said)))
    if company.customers:
        made.append(Part("customers", company.customers, lambda: CustomersSection(company.customers)))
    if company.facts or company.differences:
        facts, differences = company.facts, company.differences
        made.append(Part("statements", (facts, differences), lambda: StatementsSection(facts, differences)))
    if any(figure.name in trend.FIELDS for figure in company.annual):
        made.append(Part("trend", company.annual, lambda: trend.TrendSection(company.annual)))
    if company.filings:
        made.append(Part("filings", company.filings, lambda: FilingsSection(company.filings)))
    gaps = not_known.unknowns(company)
    if gaps:
        made.append(Part("not_known", gaps, lambda: not_known.NotKnownSection(gaps)))
    return made
