"""What is lit on the map and explained beside it."""

from collections.abc import Iterable
from typing import NamedTuple

from screener.domain.assessment import Assessment, Loop
from screener.ui.models import ring_summary, ring_words
from screener.ui.models.ledger_records import Record
from screener.ui.models.map_words import stands_words
from screener.ui.models.paths_model import PathRow
from screener.ui.models.ring_content import RingContent
from screener.ui.models.ring_graph import Pair
from screener.ui.models.ring_time import Month, month_of
from screener.ui.models.ring_words import Said


class Pick(NamedTuple):
    """What is lit and explained; at most one of them."""

    loop: Loop | None = None
    leg: Pair | None = None
    party: str | None = None
    path: PathRow | None = None
    fund: str | None = None
    """Its companies on a loop, all of them."""


NOTHING = Pick()


class Explained(NamedTuple):
    """What a pick comes to: the evidence, the legs to light (numbered, the rest faded), or the party."""

    said: Said | None = None
    legs: tuple[Pair, ...] = ()
    numbered: bool = False
    fade: bool = True
    party: str | None = None
    parties: frozenset[str] = frozenset()


def parties_of(pick: Pick, assessment: Assessment) -> frozenset[str] | None:
    """The parties whose loops are to be listed only; None for a pick that leaves the list alone."""
    if pick.party is not None:
        return frozenset((pick.party,))
    fund = assessment.fund(pick.fund)
    if fund is None:
        return None
    return frozenset(company.key for company in ring_summary.companies_in(assessment, fund))


def is_there(pick: Pick, content: RingContent) -> bool:
    """Whether the party or fund that is picked is still in what is shown."""
    if pick.party is not None:
        return pick.party in content.places
    return pick.fund is None or content.assessment.fund(pick.fund) is not None


def explained(pick: Pick, content: RingContent, *, off: frozenset[str]) -> Explained:
    """The evidence for a pick; nothing for one the ledger does not have any more."""
    book = content.book
    if pick.loop is not None:
        standing = {each.entities for each in content.standing_loops()}
        said = ring_words.of_loop(pick.loop, book, gone=bool(off) and pick.loop.entities not in standing)
        return Explained(said, tuple((leg.payer, leg.payee) for leg in pick.loop.legs), numbered=True)
    if pick.path is not None:
        path = pick.path.path
        legs = tuple((leg.payer, leg.payee) for step in path.steps for leg in step.legs)
        return Explained(ring_words.of_path(pick.path.lead, path, book), legs)
    fund = content.assessment.fund(pick.fund)
    if fund is not None:
        said = ring_words.of_fund(fund, ring_summary.companies_in(content.assessment, fund))
        return Explained(said, parties=parties_of(pick, content.assessment) or frozenset())
    whole = content.whole()
    if pick.leg is not None:
        leg = next((each for each in whole.legs if each.pair == pick.leg), None)
        return Explained() if leg is None else Explained(ring_words.of_leg(leg, book.names()), (leg.pair,))
    node = next((each for each in whole.nodes if each.entity == pick.party), None)
    if node is None:
        return Explained()
    beside = [each for each in whole.legs if node.entity in each.pair]
    company = content.assessment.company(node.entity)
    said = ring_words.of_party(node, company, stands_words(node), beside, book.names())
    return Explained(said, party=node.entity)


def news_of(month: Month, content: RingContent, records: Iterable[Record]) -> Explained:
    """What was announced in a month, among these records."""
    new = [record for record in records if month_of(record.deal) == month]
    legs = tuple(dict.fromkeys((record.deal.payer, record.deal.payee) for record in new))
    return Explained(ring_words.of_month(month, new, content.book.names()), legs, fade=False)


def company_of(assessment: Assessment, kind: str, key: str) -> str | None:
    """The company a selection of the session stands for; None for a fund and the like."""
    if kind == "company":
        return key
    positions = (*assessment.positions, *assessment.watchlist)
    return next((each.company for each in positions if kind == "position" and each.key == key), None)
