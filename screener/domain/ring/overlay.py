"""The user's own records laid over the shipped ledger.

A record of the user's replaces the shipped one of the same id as a whole; a retired record stays visible and
counts nowhere. Nothing of the shipped ledger is changed, so a newer one can be put underneath at any time.
Each own record remembers what the shipped one looked like when it was made (`base`); where that has changed
since, the record is named as changed upstream and both versions stay visible.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import msgspec

from screener.domain.company import Company
from screener.domain.ring.deal import Deal, Entity
from screener.domain.security import Listing
from screener.domain.universe import LedgerData, Universe


class OwnDeal(msgspec.Struct, frozen=True):
    """A record of the user's; `base` is the print of the shipped one it replaces, None for an addition."""

    deal: Deal
    base: str | None = None


class OwnEntity(msgspec.Struct, frozen=True):
    """A party of the user's; `base` as in `OwnDeal`."""

    entity: Entity
    base: str | None = None


class Retirement(msgspec.Struct, frozen=True):
    """A record the user took out, and why; `base` is the print of the shipped record at that time."""

    deal: str
    reason: str = ""
    base: str | None = None


class OwnLedger(msgspec.Struct, frozen=True):
    """Everything the user changed; each part is in the order of its ids and has every id once."""

    deals: tuple[OwnDeal, ...] = ()
    entities: tuple[OwnEntity, ...] = ()
    retirements: tuple[Retirement, ...] = ()

    def deal(self, deal_id: str) -> OwnDeal | None:
        """The user's version of a record, None when there is none."""
        return next((own for own in self.deals if own.deal.id == deal_id), None)

    def retirement(self, deal_id: str) -> Retirement | None:
        """The retirement of a record, None when it is not retired."""
        return next((one for one in self.retirements if one.deal == deal_id), None)


class Combined(msgspec.Struct, frozen=True):
    """The ledger in use and what is under the user's records.

    `shipped` and `shipped_entities` hold the shipped version of everything the user replaced, by id;
    `changed_upstream` names records and `changed_entities` parties whose shipped version is not the one the
    user's change was made from.
    """

    data: LedgerData
    shipped: dict[str, Deal]
    shipped_entities: dict[str, Entity]
    changed_upstream: frozenset[str]
    changed_entities: frozenset[str]


Part = TypeVar("Part")
NOTHING = OwnLedger()


def combined(shipped: LedgerData, own: OwnLedger) -> Combined:
    """The shipped ledger with the user's records over it.

    Its version is the shipped one's and a checksum of the changes, so that results made with other records
    are never compared as if they were made with the same.
    """
    deals = {deal.id: deal for deal in shipped.deals}
    entities = {entity.id: entity for entity in shipped.entities}
    own_deals = {one.deal.id: one.deal for one in own.deals}
    own_entities = {one.entity.id: one.entity for one in own.entities}
    bases = [
        *((one.deal.id, one.base) for one in own.deals),
        *((one.deal, one.base) for one in own.retirements),
    ]
    whole = {**deals, **own_deals}
    return Combined(
        data=LedgerData(
            version=f"{shipped.version}+{checksum(own)}" if own != NOTHING else shipped.version,
            day=shipped.day,
            entities=tuple({**entities, **own_entities}.values()),
            deals=tuple(whole.values()),
            reviews=shipped.reviews,
            retired=frozenset(one.deal for one in own.retirements if one.deal in whole),
        ),
        shipped={deal_id: deals[deal_id] for deal_id in own_deals if deal_id in deals},
        shipped_entities={party: entities[party] for party in own_entities if party in entities},
        changed_upstream=frozenset(deal for deal, base in bases if _print_in(deals, deal) != base),
        changed_entities=frozenset(
            one.entity.id for one in own.entities if _print_in(entities, one.entity.id) != one.base
        ),
    )


def combined_universe(universe: Universe, own: OwnLedger) -> Universe:
    """The universe with the user's ledger.

    A party of the user's becomes a company, unless there is one with its id or one of its listings.
    """
    if own == NOTHING:
        return universe
    companies = {company.key: company for company in universe.companies}
    listed = {
        listing.symbol.upper(): company.key for company in universe.companies for listing in company.listings
    }
    for entity in (one.entity for one in own.entities):
        known = (entity.id, *(listed.get(symbol.upper(), "") for symbol in entity.listings))
        key = next((key for key in known if key in companies), entity.id)
        companies[key] = _company(entity, key, companies.get(key))
    return msgspec.structs.replace(
        universe, companies=tuple(companies.values()), ledger=combined(universe.ledger, own).data
    )


def checksum(own: OwnLedger) -> str:
    """Eight hexadecimal digits that change with every change the user made to what counts."""
    from hashlib import blake2b

    parts = (
        [print_of(one.deal) for one in own.deals],
        [print_of(one.entity) for one in own.entities],
        sorted(one.deal for one in own.retirements),
    )
    return blake2b(msgspec.json.encode(parts), digest_size=4).hexdigest()


def print_of(record: Deal | Entity) -> str:
    """Sixteen hexadecimal digits that change with the record.

    What stands at its default is left out, so that a newer program with more fields prints the same.
    """
    from hashlib import blake2b

    told = {
        field.name: getattr(record, field.name)
        for field in msgspec.structs.fields(record)
        if field.required or getattr(record, field.name) != field.default
    }
    return blake2b(msgspec.json.encode(told, order="sorted"), digest_size=8).hexdigest()


def with_deal(own: OwnLedger, deal: Deal, shipped: LedgerData) -> OwnLedger:
    """The record as the user wants it; one that equals the shipped one is no change."""
    below = next((one for one in shipped.deals if one.id == deal.id), None)
    if below == deal:
        return without_deal(own, deal.id)
    added = OwnDeal(deal, None if below is None else print_of(below))
    return msgspec.structs.replace(own, deals=_with(own.deals, added, _deal_id))


def without_deal(own: OwnLedger, deal_id: str) -> OwnLedger:
    """The user's version of a record given up: the shipped one holds again, an addition is gone."""
    return msgspec.structs.replace(own, deals=tuple(one for one in own.deals if one.deal.id != deal_id))


def with_entity(own: OwnLedger, entity: Entity, shipped: LedgerData) -> OwnLedger:
    """The party as the user wants it; one that equals the shipped one is no change."""
    below = next((one for one in shipped.entities if one.id == entity.id), None)
    if below == entity:
        return without_entity(own, entity.id)
    added = OwnEntity(entity, None if below is None else print_of(below))
    return msgspec.structs.replace(own, entities=_with(own.entities, added, _entity_id))


def without_entity(own: OwnLedger, entity_id: str) -> OwnLedger:
    """The user's version of a party given up."""
    return msgspec.structs.replace(
        own, entities=tuple(one for one in own.entities if one.entity.id != entity_id)
    )


def with_retirement(own: OwnLedger, deal_id: str, reason: str, shipped: LedgerData) -> OwnLedger:
    """The record taken out of everything that counts."""
    added = Retirement(deal_id, reason, _print_in({deal.id: deal for deal in shipped.deals}, deal_id))
    return msgspec.structs.replace(own, retirements=_with(own.retirements, added, _retired_id))


def without_retirement(own: OwnLedger, deal_id: str) -> OwnLedger:
    """The record counted again."""
    return msgspec.structs.replace(
        own, retirements=tuple(one for one in own.retirements if one.deal != deal_id)
    )


def merged(own: OwnLedger, more: OwnLedger) -> OwnLedger:
    """Both sets of changes; where both speak of a record, `more` holds."""
    return OwnLedger(
        _all(own.deals, more.deals, _deal_id),
        _all(own.entities, more.entities, _entity_id),
        _all(own.retirements, more.retirements, _retired_id),
    )


def _deal_id(one: OwnDeal) -> str:
    return one.deal.id


def _entity_id(one: OwnEntity) -> str:
    return one.entity.id


def _retired_id(one: Retirement) -> str:
    return one.deal


def _with(parts: tuple[Part, ...], added: Part, name: Callable[[Part], str]) -> tuple[Part, ...]:
    return _all(parts, (added,), name)


def _all(parts: Iterable[Part], more: Iterable[Part], name: Callable[[Part], str]) -> tuple[Part, ...]:
    by_name = {name(part): part for part in (*parts, *more)}
    return tuple(by_name[one] for one in sorted(by_name))


def _print_in(records: Mapping[str, Deal] | Mapping[str, Entity], name: str) -> str | None:
    record = records.get(name)
    return None if record is None else print_of(record)


def _company(entity: Entity, key: str, known: Company | None) -> Company:
    before = Company(key, entity.name) if known is None else known
    symbols = {listing.symbol.upper(): listing for listing in before.listings}
    for symbol in entity.listings:
        symbols.setdefault(symbol.upper(), Listing(symbol.upper(), "", ""))
    is_its_own = key == entity.id
    english = before.aliases.get("en", ())
    return msgspec.structs.replace(
        before,
        name=entity.name if is_its_own else before.name,
        aliases=entity.aliases or before.aliases
        if is_its_own
        else {**before.aliases, "en": (*english, entity.name)},
        listings=tuple(symbols.values()),
        role=entity.role,
        layer=entity.layer,
        country=entity.country or before.country,
    )
