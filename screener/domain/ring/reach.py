"""Paths from what a user holds to private companies nobody can hold: OpenAI, Anthropic, xAI and their kin.

A path is a row of partners joined by live records, whichever way the money of each goes; banks, the public
market and governments are no partners, and a path goes through no other private lab. It says that a relation
exists and what each leg of it is, not how much of the holding depends on it, so amounts are never added up.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from screener.domain.assessment import CompanyResult
from screener.domain.ring.deal import Deal, Strength
from screener.domain.ring.ledger import Ledger, rank

ENGINE = "engine"
LEGS = 3
PATHS = 6
"""Shown of each holding to each private company."""

Onward = Mapping[str, Sequence[str]]


class ReachLeg(msgspec.Struct, frozen=True):
    """The records by which `payer` pays `payee` between two neighbours of a path.

    `forward`: the money goes the way the path goes, from the holding to the private company. `strength` is
    that of the best record, `amount_usd` the largest headline among the records that give it, None when none
    states one. `first` and `last` are days of announcement as printed (may be months), None when no record
    has one.
    """

    payer: str
    payee: str
    forward: bool
    strength: Strength
    amount_usd: Decimal | None
    first: str | None
    last: str | None
    deals: tuple[Deal, ...]


class ReachStep(msgspec.Struct, frozen=True):
    """From one party of a path to the next, by one leg or by one in each direction."""

    start: str
    end: str
    strength: Strength
    legs: tuple[ReachLeg, ...]


class ReachPath(msgspec.Struct, frozen=True):
    """One path, as strong as its weakest step; `entities` begin with the holding's company."""

    entities: tuple[str, ...]
    strength: Strength
    steps: tuple[ReachStep, ...]


class Lead(msgspec.Struct, frozen=True):
    """A company of the portfolio that leads to a private one, with all its weight (fractions).

    `direct` is held itself, `through_funds` the rest. `paths` are the shortest of `found`, then the
    strongest; `truncated`: there are more.
    """

    company: str
    symbol: str
    name: str
    weight: Decimal
    direct: Decimal
    through_funds: Decimal
    found: int
    truncated: bool
    paths: tuple[ReachPath, ...]


class Reached(msgspec.Struct, frozen=True):
    """A private company and what of the portfolio leads to it: the shortest way first, then most money."""

    entity: str
    name: str
    leads: tuple[Lead, ...]


class Reach(msgspec.Struct, frozen=True):
    """Every private company with the holdings that lead to it, over at most `legs` legs.

    Companies nothing leads to stand there with no leads. `truncated`: some lists of paths were cut.
    """

    ledger: str
    legs: int
    reached: tuple[Reached, ...]
    truncated: bool


def reach(
    companies: Sequence[CompanyResult], ledger: Ledger, *, legs: int = LEGS, paths: int = PATHS
) -> Reach:
    """The paths from every company with a weight to every private company, at most `legs` legs long."""
    onward = _neighbours(ledger)
    targets = private_engines(ledger)
    steps: dict[tuple[str, str], ReachStep] = {}
    reached = []
    for target in targets:
        home = _distances(target, onward, legs, frozenset(targets))
        leads = []
        for company in companies:
            party = _party(company, ledger)
            if company.weight <= 0 or party is None or party not in home or party in targets:
                continue
            found = sorted(
                (_path(entities, ledger, steps) for entities in _walk(party, target, onward, home, legs)),
                key=lambda path: (len(path.steps), -rank(path.strength), path.entities),
            )
            leads.append(_lead(company, found, paths))
        leads.sort(key=lambda lead: (len(lead.paths[0].steps), -lead.weight, lead.name))
        reached.append(Reached(target, ledger.name(target), tuple(leads)))
    return Reach(
        ledger=ledger.data.version,
        legs=legs,
        reached=tuple(reached),
        truncated=any(lead.truncated for one in reached for lead in one.leads),
    )


def private_engines(ledger: Ledger) -> tuple[str, ...]:
    """The model makers nobody can hold: those without a listing, by id."""
    return tuple(
        sorted(
            entity.id
            for entity in ledger.entities.values()
            if entity.role == ENGINE and not entity.listings and not entity.collective
        )
    )


def _neighbours(ledger: Ledger) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for payer, payee in ledger.legs:
        found.setdefault(payer, set()).add(payee)
        found.setdefault(payee, set()).add(payer)
    return {party: sorted(others) for party, others in found.items()}


def _distances(target: str, onward: Onward, legs: int, labs: frozenset[str]) -> dict[str, int]:
    """Legs from each party to `target` where it takes at most `legs` and passes no other lab."""
    distance = {target: 0}
    edge = [target]
    for far in range(1, legs + 1):
        nearer, edge = edge, []
        for party in nearer:
            for other in onward.get(party, ()):
                if other not in distance and other not in labs:
                    distance[other] = far
                    edge.append(other)
    return distance


def _walk(
    start: str, target: str, onward: Onward, home: Mapping[str, int], legs: int
) -> Iterator[tuple[str, ...]]:
    """Every way without a party twice; `home` holds who can still arrive."""
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        path = waiting.pop()
        for other in onward.get(path[-1], ()):
            if other == target:
                yield (*path, other)
            elif other in home and other not in path and len(path) + home[other] <= legs:
                waiting.append((*path, other))


def _path(entities: tuple[str, ...], ledger: Ledger, steps: dict[tuple[str, str], ReachStep]) -> ReachPath:
    pairs = tuple(pairwise(entities))
    for pair in pairs:
        if pair not in steps:
            steps[pair] = _step(*pair, ledger)
    taken = tuple(steps[pair] for pair in pairs)
    return ReachPath(entities, min((step.strength for step in taken), key=rank), taken)


def _step(start: str, end: str, ledger: Ledger) -> ReachStep:
    legs = tuple(
        _leg(payer, payee, forward=payer == start, ledger=ledger)
        for payer, payee in ((start, end), (end, start))
        if (payer, payee) in ledger.legs
    )
    return ReachStep(start, end, max((leg.strength for leg in legs), key=rank), legs)


def _leg(payer: str, payee: str, *, forward: bool, ledger: Ledger) -> ReachLeg:
    deals = ledger.legs[payer, payee]
    strength = ledger.strength(deals)
    amounts = [
        deal.amount_usd
        for deal in deals
        if deal.amount_usd is not None and ledger.strengths[deal.id] == strength
    ]
    days = sorted(deal.announced for deal in deals if deal.announced)
    return ReachLeg(
        payer=payer,
        payee=payee,
        forward=forward,
        strength=strength,
        amount_usd=max(amounts, default=None),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        deals=deals,
    )


def _lead(company: CompanyResult, found: Sequence[ReachPath], most: int) -> Lead:
    return Lead(
        company=company.key,
        symbol=company.symbol,
        name=company.name,
        weight=company.weight,
        direct=company.direct,
        through_funds=company.weight - company.direct,
        found=len(found),
        truncated=len(found) > most,
        paths=tuple(found[:most]),
    )


def _party(company: CompanyResult, ledger: Ledger) -> str | None:
    """The company's party in the ledger, None when it has none."""
    if company.key in ledger.entities:
        return company.key
    known = (ledger.entity_of_symbol(symbol) for symbol in company.symbols)
    return next((party for party in known if party is not None), None)
