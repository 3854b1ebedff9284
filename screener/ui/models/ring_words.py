"""What stands beside the map for a loop, a leg, a party or a path, in words and records."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import CompanyResult, FundResult, Loop
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.reach import Lead, ReachPath, ReachStep
from screener.ui import formats
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import STATUSES, Book, Record, record_of
from screener.ui.models.ring_graph import MapLeg, MapNode
from screener.ui.models.ring_time import Month
from screener.wording.labels import in_sentence


class LegEvidence(NamedTuple):
    """A leg as it is shown: a title, a line about it, and its records, the firmest first."""

    title: str
    about: str
    records: tuple[Record, ...]


class Said(NamedTuple):
    """What is shown: a title, lines about it, legs (numbered or not), and the records a place hangs on."""

    title: str
    lines: tuple[str, ...]
    legs: tuple[LegEvidence, ...]
    numbered: bool = False
    decisive: frozenset[str] = frozenset()
    follow: bool = False
    """The money can be followed round."""
    party: str | None = None
    """Who the Inspector can tell more of."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_words", text)


def of_loop(loop: Loop, book: Book, *, gone: bool = False) -> Said:
    """A loop leg by leg, as the money goes round; `gone`: it needs a record that is switched off."""
    names = book.names()
    lines = [loop_summary(loop)]
    if gone:
        lines.append(_tr("This loop is gone without what is switched off."))
    legs = tuple(
        LegEvidence(
            deal_words.pair(leg, names),
            _about(leg.deals, leg.strength),
            _records(leg.deals, leg.strength, book),
        )
        for leg in loop.legs
    )
    return Said(deal_words.route(loop.entities, names), tuple(lines), legs, numbered=True, follow=not gone)


def of_leg(leg: MapLeg, names: Mapping[str, str]) -> Said:
    """One leg."""
    title = deal_words.pair_of(leg.payer, leg.payee, names)
    return Said(title, (leg_line(leg),), (LegEvidence(title, "", leg.records),))


def of_party(
    node: MapNode, company: CompanyResult | None, place: str, legs: Iterable[MapLeg], names: Mapping[str, str]
) -> Said:
    """A party with every leg it has on the map, what it pays first; `place` says where it stands."""
    lines = [place]
    decisive: frozenset[str] = frozenset()
    if company is not None:
        lines.append(wording.sentence(company.standing.reason))
        lines.append(_tie(company))
        decisive = frozenset(company.standing.hangs_on)
    ordered = sorted(legs, key=lambda leg: (leg.payer != node.entity, STATUSES.index(leg.status), leg.pair))
    found = tuple(
        LegEvidence(deal_words.pair_of(leg.payer, leg.payee, names), leg_line(leg), leg.records)
        for leg in ordered
    )
    return Said(node.name, tuple(lines), found, decisive=decisive, party=node.entity)


def of_fund(fund: FundResult, companies: Iterable[CompanyResult]) -> Said:
    """A fund with its companies on a loop, one a line, and what of its list could be seen."""
    seen = _tr("{low} to {high} of it is in companies on a loop; its list of {day} shows {covered} of it.")
    lines = [
        _tr("{share} of your money").format(share=formats.percent(fund.weight)),
        seen.format(
            low=formats.whole_percent(fund.inside_low),
            high=formats.whole_percent(fund.inside_high),
            day=formats.day(fund.as_of),
            covered=formats.whole_percent(fund.covered),
        ),
    ]
    weights = {line.symbol: line.weight for line in fund.lines}
    for company in companies:
        share = sum((weights.get(symbol, Decimal(0)) for symbol in company.symbols), Decimal(0))
        template = _tr("{name}: {share} of the fund, {own} of your money through it; {strength}")
        lines.append(
            template.format(
                name=company.name,
                share=formats.percent(share),
                own=formats.percent(share * fund.weight),
                strength=in_sentence(wording.label("best", company.standing.strength or "contingent")),
            )
        )
    return Said(f"{fund.symbol} · {fund.name}", tuple(lines), ())


def of_path(lead: Lead, path: ReachPath, book: Book) -> Said:
    """A path from a holding to a private company, leg by leg."""
    names = book.names()
    lines = [
        path_about(lead),
        _tr("A path says that a relation exists, not how much of the holding depends on it."),
    ]
    legs = tuple(leg for step in path.steps for leg in _step(step, book, names))
    return Said(path_route(path, names), tuple(lines), legs)


def of_month(month: Month, records: Iterable[Record], names: Mapping[str, str]) -> Said:
    """What was announced in a month, who pays whom first."""
    new = sorted(records, key=lambda each: (STATUSES.index(each.status), each.deal.payer, each.deal.id))
    year, number = month
    count = len(new)
    line = _tr("1 deal announced") if count == 1 else _tr("{n} deals announced").format(n=count)
    legs = tuple(
        LegEvidence(deal_words.pair_of(each.deal.payer, each.deal.payee, names), "", (each,)) for each in new
    )
    return Said(deal_words.month(f"{year:04}-{number:02}"), (line,), legs)


def path_route(path: ReachPath, names: Mapping[str, str]) -> str:
    """The parties of a path; the sign between two says which way the money goes."""
    said = [deal_words.name(path.entities[0], names)]
    for step in path.steps:
        ways = {leg.forward for leg in step.legs}
        sign = "⇄" if len(ways) > 1 else "→" if True in ways else "←"
        said += [sign, deal_words.name(step.end, names)]
    return " ".join(said)


def path_about(lead: Lead) -> str:
    """How much of the user's money stands at the beginning of a path."""
    share = formats.percent(lead.weight)
    if lead.direct <= 0:
        return _tr("{share} of your money, through funds").format(share=share)
    if lead.through_funds <= 0:
        return _tr("{share} of your money").format(share=share)
    return _tr("{share} of your money, {part} of it through funds").format(
        share=share, part=formats.percent(lead.through_funds)
    )


def loop_summary(loop: Loop) -> str:
    """Strength, what could go round at most, and how many records it rests on."""
    count = deal_words.records(loop)
    parts = [
        in_sentence(wording.label("strength", loop.strength)),
        deal_words.bottleneck(loop),
        _tr("1 record") if count == 1 else _tr("{n} records").format(n=count),
    ]
    if loop.one_package:
        parts.append(_tr("all legs are one package"))
    return " · ".join(parts)


def leg_line(leg: MapLeg) -> str:
    """What the money of a leg is for and how far the firmest of its records has come."""
    kinds = deal_words.leg_kinds(record.deal for record in leg.records)
    return f"{kinds} · {in_sentence(deal_words.status_title(leg.status))}"


def progress(loop: Loop, number: int, book: Book) -> str:
    """Which leg the money is on: who pays whom, since when and how firm."""
    leg = loop.legs[number]
    best = _records(leg.deals, leg.strength, book)[0]
    parts = [
        deal_words.pair(leg, book.names()),
        in_sentence(deal_words.status_title(best.status)),
        deal_words.month(best.deal.announced) or _tr("date not known"),
        _tr("amount not disclosed")
        if best.deal.amount_usd is None
        else wording.dollars(best.deal.amount_usd),
    ]
    return _tr("{n} of {all}: {leg}").format(n=number + 1, all=len(loop.legs), leg=" · ".join(parts))


def _tie(company: CompanyResult) -> str:
    tie = company.standing.tie
    if tie.share is None:
        return _tr("How much the ring matters to it is not known.")
    template = _tr("{tied}: {share} of {measure}, {day}")
    if tie.at_least:
        template = _tr("{tied}: at least {share} of {measure}, {day}")
    if tie.measure == "vendor_financing":
        template = _tr("{tied}: signed cash financing of its customers is {share} of revenue, {day}")
        if tie.at_least:
            template = _tr(
                "{tied}: signed cash financing of its customers is at least {share} of revenue, {day}"
            )
    return template.format(
        tied=wording.label("tied", tie.grade),
        share=formats.fact(tie.share),
        measure=in_sentence(wording.label("measure", tie.measure or "other")),
        day=formats.day(tie.share.as_of),
    )


def _about(deals: Iterable[Deal], strength: Strength) -> str:
    return f"{deal_words.leg_kinds(deals)} · {in_sentence(wording.label('strength', strength))}"


def _records(deals: Iterable[Deal], strength: Strength, book: Book) -> tuple[Record, ...]:
    """The book's records of these deals; one the book lacks counts as its leg does."""
    found = [book.record(deal.id) or record_of(deal, strength) for deal in deals]
    return tuple(sorted(found, key=lambda each: (STATUSES.index(each.status), each.deal.id)))


def _step(step: ReachStep, book: Book, names: Mapping[str, str]) -> list[LegEvidence]:
    return [
        LegEvidence(
            deal_words.pair_of(leg.payer, leg.payee, names),
            _about(leg.deals, leg.strength),
            _records(leg.deals, leg.strength, book),
        )
        for leg in step.legs
    ]
