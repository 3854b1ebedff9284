"""From drafts to records and parties, or what is wrong with each field.

Messages (id: arguments); each has record (Text, an id, or who pays whom) and deal_field (Text):

* ledger.empty, ledger.not_shown, ledger.not_a_party (name), ledger.party_there (name)
* ledger.symbol_taken (text, name)
* ledger.no_amount, ledger.no_number, ledger.no_day, ledger.no_choice (text), ledger.too_long (limit)
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, get_args

import msgspec

from screener.domain.figure import Tier
from screener.domain.message import Argument, Message, Number, Text, Unit
from screener.domain.ring.deal import Deal, Entity, Evidence, Leg, Status
from screener.domain.ring.deal_text import Parties, read_day, read_dollars, read_number, slug
from screener.domain.ring.draft import (
    CONFIDENCES,
    KINDS,
    LAYERS,
    NOT_SEEN,
    ROLES,
    SEEN,
    VERIFICATIONS,
    DealDraft,
    EntityDraft,
)
from screener.domain.universe import LedgerData

_YES, _NO = frozenset({"yes", "true", "1", "y", "x"}), frozenset({"no", "false", "0", "n"})
_BEST_FIRST: tuple[Tier, ...] = ("primary", "press", "secondary", "feed", "user", "seed", "none")
_LONGEST = 2000
_LONGEST_NAME = 200


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with one field of one record; `refuses` False = a warning, it can be saved."""

    record: str
    field: str
    message: Message
    refuses: bool = True


def problem(
    record: str,
    field: str,
    message_id: str,
    more: Mapping[str, Argument] | None = None,
    *,
    refuses: bool = True,
) -> Problem:
    """A problem whose sentence names the record and the field."""
    arguments: dict[str, Argument] = {"record": Text(record), "deal_field": Text(field), **(more or {})}
    return Problem(record, field, Message(message_id, arguments), refuses)


def read_deal(draft: DealDraft, deal_id: str, ledger: LedgerData) -> tuple[Deal | None, tuple[Problem, ...]]:
    """The record a draft describes, under a new id if none is given; None with what cannot be read."""
    reader = _Reader(draft, deal_id or f"{draft.payer} - {draft.payee}", Parties(ledger.entities))
    payer, payee = reader.party("payer"), reader.party("payee")
    kind = reader.choice("kind", KINDS, needed=True)
    leg: Leg = reader.choice("leg", get_args(Leg)) or KINDS.get(kind or "", "other")
    evidence = reader.evidence()
    # A warrant runs from the issuer to the holder, and the holder is who the deal is of.
    swapped = kind == "convertible_or_warrant" and leg == "contingent"
    fields: dict[str, Any] = {
        "payer": payer,
        "payee": payee,
        "source_entity": reader.party("source_entity", default=payee if swapped else payer),
        "target_entity": reader.party("target_entity", default=payer if swapped else payee),
        "kind": kind,
        "leg": leg,
        "status": reader.choice("status", get_args(Status), needed=True),
        "cash": reader.yes("cash", default=leg != "contingent"),
        "conditional": reader.yes("conditional"),
        "exclude_from_loops": reader.yes("exclude_from_loops"),
        "amount_usd": reader.number("amount", read_dollars, "ledger.no_amount"),
        "firm_usd": reader.number("firm", read_dollars, "ledger.no_amount"),
        "amount_text": reader.text("conditions") or "",
        "announced": reader.day("announced"),
        "first_dated": reader.day("first_dated"),
        "starts": reader.day("starts"),
        "term_years": reader.number("term_years"),
        "capacity_gw": reader.number("capacity_gw"),
        "notice_days": reader.days("notice_days"),
        "goods": reader.text("goods"),
        "notes": reader.text("notes"),
        "confidence": reader.choice("confidence", CONFIDENCES) or "medium",
        "verification": reader.choice("verification", VERIFICATIONS) or (SEEN if evidence else NOT_SEEN),
        "best_tier": min((seen.tier for seen in evidence), key=_BEST_FIRST.index, default="none"),
        "evidence": evidence,
        "supersedes": _ids(draft.supersedes),
        "contains": _ids(draft.contains),
        "extends": _ids(draft.extends),
    }
    if reader.problems:
        return None, tuple(reader.problems)
    known = {deal.id for deal in ledger.deals}
    return Deal(id=deal_id or _new_id(fields, known), **fields), ()


def read_entity(draft: EntityDraft, ledger: LedgerData) -> tuple[Entity | None, tuple[Problem, ...]]:
    """The party a draft describes; None with what is wrong. A listing another party has is refused."""
    name = " ".join(draft.name.split())
    party = draft.id or slug(name)
    known = {entity.id: entity for entity in ledger.entities}
    symbols = tuple(dict.fromkeys(symbol.strip().upper() for symbol in draft.symbols if symbol.strip()))
    owner = {symbol.upper(): entity.id for entity in ledger.entities for symbol in entity.listings}
    found = []
    if not party:
        found.append(problem(name or draft.id, "name", "ledger.empty"))
    if len(name) > _LONGEST_NAME:
        limit = Number(Decimal(_LONGEST_NAME), Unit.COUNT)
        found.append(problem(party[:_LONGEST_NAME], "name", "ledger.too_long", {"limit": limit}))
    elif not name.isprintable():
        # Marks of direction turn a name around: what is read is not what is there.
        found.append(problem(party, "name", "ledger.not_shown"))
    if draft.id not in known and (party in known or Parties(ledger.entities).find(name) is not None):
        found.append(problem(party, "name", "ledger.party_there", {"name": Text(name)}))
    for field, text, choices in (("role", draft.role, ROLES), ("layer", draft.layer, LAYERS)):
        if text and text not in choices:
            found.append(problem(party, field, "ledger.no_choice", {"text": Text(text)}))
    for symbol in symbols:
        if owner.get(symbol, party) != party:
            taken = {"text": Text(symbol), "name": Text(owner[symbol])}
            found.append(problem(party, "symbols", "ledger.symbol_taken", taken))
    if found:
        return None, tuple(found)
    before = known.get(party, Entity(party, name, None, None))
    aliases = tuple(alias.strip() for alias in draft.aliases if alias.strip())
    return msgspec.structs.replace(
        before,
        name=name,
        role=draft.role or None,
        layer=draft.layer or None,
        country=draft.country.strip() or None,
        listings=symbols,
        aliases={**before.aliases, "en": aliases} if aliases else before.aliases,
    ), ()


def shown(text: str) -> str:
    """Text in one line, without marks of direction and what else nobody sees."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(one for one in line if one.isprintable())


class _Reader:
    """Reads the fields of one draft and collects what is wrong."""

    def __init__(self, draft: DealDraft, record: str, parties: Parties) -> None:
        self._draft = draft
        self._record = record
        self._parties = parties
        self.problems: list[Problem] = []

    def text(self, field: str) -> str | None:
        text = shown(getattr(self._draft, field))
        if len(text) > _LONGEST:
            limit = Number(Decimal(_LONGEST), Unit.COUNT)
            self.problems.append(problem(self._record, field, "ledger.too_long", {"limit": limit}))
        return text or None

    def party(self, field: str, default: str | None = None) -> str | None:
        text = self.text(field)
        if text is None:
            if default is None and field in ("payer", "payee"):
                self._wrong(field, "ledger.empty")
            return default
        found = self._parties.find(text)
        if found is None:
            self._wrong(field, "ledger.not_a_party", name=text)
        return found

    def choice(self, field: str, choices: Iterable[str], *, needed: bool = False) -> Any:
        text = self.text(field)
        if text is None:
            if needed:
                self._wrong(field, "ledger.empty")
            return None
        plain = text.casefold().replace(" ", "_").replace("-", "_")
        if plain not in choices:
            self._wrong(field, "ledger.no_choice", text=text)
            return None
        return plain

    def yes(self, field: str, *, default: bool = False) -> bool:
        text = (self.text(field) or "").casefold()
        if text and text not in _YES | _NO:
            self._wrong(field, "ledger.no_choice", text=text)
        return default if not text else text in _YES

    def number(
        self,
        field: str,
        read: Callable[[str], Decimal | None] = read_number,
        wrong: str = "ledger.no_number",
    ) -> Decimal | None:
        text = self.text(field)
        number = None if text is None else read(text)
        if text is not None and number is None:
            self._wrong(field, wrong, text=text)
        return number

    def days(self, field: str) -> int | None:
        number = self.number(field)
        if number is not None and number != int(number):
            self._wrong(field, "ledger.no_number", text=str(number))
        return None if number is None else int(number)

    def day(self, field: str, text: str | None = None) -> str | None:
        written = self.text(field) if text is None else text.strip()
        if not written:
            return None
        found = read_day(written)
        if found is None:
            self._wrong(field, "ledger.no_day", text=written)
        return found

    def evidence(self) -> tuple[Evidence, ...]:
        found = []
        for seen in self._draft.evidence:
            source = shown(seen.source)
            if not source:
                continue
            tier: Any = seen.tier.strip() or "user"
            if tier not in _BEST_FIRST or len(source) > _LONGEST:
                self._wrong("evidence", "ledger.no_choice", text=tier)
                continue
            found.append(Evidence(source, shown(seen.says), tier, self.day("evidence", seen.date)))
        return tuple(found)

    def _wrong(self, field: str, message_id: str, **texts: str) -> None:
        named = {name: Text(text[:80]) for name, text in texts.items()}
        self.problems.append(problem(self._record, field, message_id, named))


def _new_id(fields: Mapping[str, Any], known: set[str]) -> str:
    """An id no shipped record will ever have: they do not begin with "own-"."""
    stem = f"own-{fields['payer']}-{fields['payee']}-{fields['announced'] or 'undated'}"
    number, free = 2, stem
    while free in known:
        number, free = number + 1, f"{stem}-{number}"
    return free


def _ids(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
