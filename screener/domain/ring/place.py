"""Where a company stands in the ring, why, and what that rests on.

* Inside: on a loop that follows the ring rule and is as strong as the chosen floor.
* Adjacent: on weaker loops only (with the default floor: contingent ones), or direct counterparty of an
  inside company by a live record or by a disclosed share of at least `CUSTOMER_SHARE`, on either side.
* Outside: reviewed and neither of these: a party of the ledger, or on the reviewed list as no relation
  found. A presumption from the sector is said to be one.
* Not known: everyone else. A relation that was seen but not recorded is named.

`records` of a Standing is the size of the smallest set of records whose removal changes the place: exact up
to three, above that a set that does change it (see `cut`). For Adjacent the places of the counterparties are
taken as given, and a disclosed share counts as a record. Outside and Not known hang on no record.

Messages (id: arguments):

* place.inside: loop (Names of the best loop, in paying order), best (Text, its strength), loops (Number),
  records (Number), tier (Text)
* place.weaker_loops: as place.inside, and floor (Text)
* place.counterparty_record: counterparty (Names), records (Number), tier (Text)
* place.customer_share: customer (Names), share (Number), measure (Text), period (Text), day (Day)
* place.supplier_share: supplier (Names), share (Number), measure (Text), period (Text), day (Day)
* place.outside_ledger: records (Number, live ones it is a party of), day (Day)
* place.outside_lookup: what (Text), day (Day)
* place.outside_sector, place.outside_sector_stretched: sector (Text), day (Day)
* place.relation_not_recorded: what (Text), day (Day)
* place.search_truncated: legs (Number)
* place.not_reviewed: none
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.assessment import Standing, Tie
from screener.domain.company import Company, CustomerFact
from screener.domain.message import Argument, Day, Message, Names, Number, Text, Unit
from screener.domain.ring.cut import best_tier, holds_of_loop, holds_of_records, smallest_cut
from screener.domain.ring.deal import Deal, Review, Strength
from screener.domain.ring.ledger import Ledger, rank
from screener.domain.ring.loops import LoopSearch
from screener.domain.ring.tie import stands_alone

CUSTOMER_SHARE = Decimal("0.09")
DEFAULT_FLOOR: Strength = "announced"
NO_TIE = Tie(grade="not_known")


def members(search: LoopSearch, floor: Strength = "contingent") -> frozenset[str]:
    """The parties on a loop of that strength or better."""
    return frozenset(
        entity for loop in search.loops if rank(loop.strength) >= rank(floor) for entity in loop.entities
    )


def listed_members(ledger: Ledger, search: LoopSearch, floor: Strength = DEFAULT_FLOOR) -> frozenset[str]:
    """The inside companies a fund could hold: those with a listing."""
    return frozenset(
        entity
        for entity in members(search, floor)
        if entity in ledger.entities and ledger.entities[entity].listings
    )


def not_reviewed(tie: Tie = NO_TIE) -> Standing:
    """The place of a company nobody looked at."""
    return _standing("not_known", tie, Message("place.not_reviewed"))


def standings(
    companies: Sequence[Company],
    ledger: Ledger,
    search: LoopSearch,
    customers: Sequence[CustomerFact],
    ties: Mapping[str, Tie],
    *,
    on: date,
    floor: Strength = DEFAULT_FLOOR,
) -> dict[str, Standing]:
    """The standing of each company by its key.

    `search` must have been made with floor "contingent", so that weaker loops can be told from none;
    Standing.loops are positions in `search.loops`. `on` is the day facts are aged at.
    """
    scene = _Scene(ledger, search, customers, floor, on)
    return {company.key: scene.standing(company, ties.get(company.key, NO_TIE)) for company in companies}


class _Relation(msgspec.Struct, frozen=True):
    """One thing that makes a company a direct counterparty of inside companies."""

    key: str
    tier: str
    parties: tuple[str, ...]
    deal: Deal | None = None
    fact: CustomerFact | None = None


class _Scene:
    """Everything places are read from, indexed once for all companies."""

    def __init__(
        self,
        ledger: Ledger,
        search: LoopSearch,
        customers: Sequence[CustomerFact],
        floor: Strength,
        on: date,
    ) -> None:
        self.ledger = ledger
        self.search = search
        self.floor = floor
        self.inside = members(search, floor)
        self.tiers: dict[str, str] = {deal.id: deal.best_tier for deal in ledger.data.deals}
        self.loops_of: dict[str, list[int]] = {}
        for position, loop in enumerate(search.loops):
            for entity in loop.entities:
                self.loops_of.setdefault(entity, []).append(position)
        self.facts = [
            fact
            for fact in customers
            if stands_alone(fact, on) and fact.share is not None and fact.share >= CUSTOMER_SHARE
        ]

    def standing(self, company: Company, tie: Tie) -> Standing:
        party = self._party(company)
        loops = self.loops_of.get(party, [])
        strong = [place for place in loops if rank(self.search.loops[place].strength) >= rank(self.floor)]
        if strong:
            return self._on_loops(strong, loops, (), tie)
        relations = self._relations(party)
        if loops:
            return self._on_loops(loops, loops, relations, tie)
        if relations:
            return self._counterparty(relations, tie)
        return self._reviewed(company, party, tie)

    def _party(self, company: Company) -> str:
        if company.key in self.ledger.entities:
            return company.key
        known = (self.ledger.entity_of_symbol(listing.symbol) for listing in company.listings)
        return next((entity for entity in known if entity is not None), company.key)

    def _on_loops(
        self, held_by: Sequence[int], loops: Sequence[int], relations: Sequence[_Relation], tie: Tie
    ) -> Standing:
        """Inside when the loops that hold the place reach the floor, else Adjacent."""
        best, held = self.search.loops[held_by[0]], frozenset(held_by)
        inside = rank(best.strength) >= rank(self.floor)
        floor: Strength = self.floor if inside else "contingent"
        holds = [holds_of_loop(self.search.loops[place], self.ledger, floor) for place in held_by]
        tiers = self.tiers | {relation.key: relation.tier for relation in relations}
        cut = smallest_cut([*holds_of_records(relation.key for relation in relations), *holds], tiers)
        arguments: dict[str, Argument] = {
            "loop": self._names(best.entities),
            "best": Text(best.strength),
            "loops": _count(len(held_by)),
            "records": _count(len(cut)),
            "tier": Text(best_tier(cut, tiers) or "none"),
        }
        if not inside:
            arguments["floor"] = Text(self.floor)
        return Standing(
            place="inside" if inside else "adjacent",
            strength=best.strength,
            loops=tuple(held_by),
            records=len(cut),
            best_tier=best_tier(cut, tiers),
            tie=tie,
            reason=Message("place.inside" if inside else "place.weaker_loops", arguments),
            hangs_on=tuple(sorted(cut)),
            weaker_loops=tuple(number for number in loops if number not in held),
        )

    def _relations(self, party: str) -> list[_Relation]:
        found = []
        for deal in self.ledger.by_entity.get(party, ()):
            other = deal.payee if deal.payer == party else deal.payer
            if other in self.inside:
                found.append(_Relation(deal.id, deal.best_tier, (other,), deal=deal))
        recorded = {other for relation in found for other in relation.parties}
        for fact in self.facts:
            if fact.company == party:
                others = tuple(entity for entity in fact.counterparty if entity in self.inside)
            else:
                others = (fact.company,) if party in fact.counterparty and fact.company in self.inside else ()
            if others and not recorded.issuperset(others):
                key = f"{fact.company}:{fact.measure}:{fact.period}:{fact.counterparty_words}"
                found.append(_Relation(key, fact.source.tier, others, fact=fact))
        return found

    def _counterparty(self, relations: Sequence[_Relation], tie: Tie) -> Standing:
        tiers = {relation.key: relation.tier for relation in relations}
        deals = [relation for relation in relations if relation.deal is not None]
        facts = [relation.fact for relation in relations if relation.fact is not None]
        if deals:
            parties = sorted({party for relation in deals for party in relation.parties})
            message = Message(
                "place.counterparty_record",
                {
                    "counterparty": self._names(parties),
                    "records": _count(len(tiers)),
                    "tier": Text(best_tier(tiers, tiers) or "none"),
                },
            )
        else:
            message = self._share_message(facts)
        return Standing(
            place="adjacent",
            strength=None,
            loops=(),
            records=len(tiers),
            best_tier=best_tier(tiers, tiers),
            tie=tie,
            reason=message,
            hangs_on=tuple(sorted(tiers)),
        )

    def _share_message(self, facts: Iterable[CustomerFact]) -> Message:
        """The largest share, said from the side of the company asked about."""
        fact = max(facts, key=lambda fact: (fact.share, fact.as_of))
        arguments: dict[str, Argument] = {
            "share": Number(fact.share or Decimal(0), Unit.FRACTION),
            "measure": Text(fact.measure),
            "period": Text(fact.period),
            "day": Day(fact.as_of or self.ledger.data.day),
        }
        if any(entity in self.inside for entity in fact.counterparty):
            customers = [entity for entity in fact.counterparty if entity in self.inside]
            return Message("place.customer_share", {"customer": self._names(customers), **arguments})
        return Message("place.supplier_share", {"supplier": self._names((fact.company,)), **arguments})

    def _reviewed(self, company: Company, party: str, tie: Tie) -> Standing:
        """Outside, or not known, by the review and the ledger."""
        review = self._review(company)
        if self.search.truncated and party in self.ledger.by_entity:
            return _standing(
                "not_known", tie, Message("place.search_truncated", {"legs": _count(self.search.legs)})
            )
        if review is not None and review.hint == "relation_not_recorded":
            message = Message(
                "place.relation_not_recorded", {"what": Text(review.what), "day": Day(review.reviewed_on)}
            )
            return _standing("not_known", tie, message, review)
        if review is not None and review.hint == "no_relation_found":
            return _standing("outside", tie, _outside(review), review)
        if party in self.ledger.entities:
            records = len(self.ledger.by_entity.get(party, ()))
            day = self.ledger.data.day if review is None else review.reviewed_on
            message = Message("place.outside_ledger", {"records": _count(records), "day": Day(day)})
            return Standing("outside", None, (), 0, None, tie, message, "ledger", day)
        return not_reviewed(tie)

    def _review(self, company: Company) -> Review | None:
        found = (self.ledger.reviews.get(listing.symbol.upper()) for listing in company.listings)
        return next((review for review in found if review is not None), None)

    def _names(self, entities: Iterable[str]) -> Names:
        return Names(tuple(self.ledger.name(entity) for entity in entities))


def _standing(place: str, tie: Tie, reason: Message, review: Review | None = None) -> Standing:
    return Standing(
        place="outside" if place == "outside" else "not_known",
        strength=None,
        loops=(),
        records=0,
        best_tier=None,
        tie=tie,
        reason=reason,
        basis=None if review is None else review.basis,
        reviewed_on=None if review is None else review.reviewed_on,
    )


def _outside(review: Review) -> Message:
    day = Day(review.reviewed_on)
    if review.basis == "sector":
        message_id = "place.outside_sector_stretched" if review.stretched else "place.outside_sector"
        return Message(message_id, {"sector": Text(review.sector or ""), "day": day})
    return Message("place.outside_lookup", {"what": Text(review.what), "day": day})


def _count(number: int) -> Number:
    return Number(Decimal(number), Unit.COUNT)
