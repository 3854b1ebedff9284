"""The ledger's part of a workspace in memory: the services themselves over a small ledger."""

from abc import abstractmethod
from types import SimpleNamespace
from typing import Any

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.company import Company
from screener.domain.currency import Rates
from screener.domain.names import short_name
from screener.domain.ring.deal import Deal, Entity, Strength
from screener.domain.security import Listing
from screener.domain.universe import LedgerData, Universe
from screener.services.ledger_desk import LedgerDesk
from screener.services.returns import RingMoney, ring_money
from tests.builders.assessments import NOW, deal

_KINDS = {"financing": "equity_investment", "purchase": "cloud_contract"}
_MORE_PARTIES = {
    "softbank": ("SoftBank Group Corp.", "financier", ("9984.T",)),
    "tsmc": ("TSMC", "foundry", ("2330.TW",)),
    "vertiv": ("Vertiv Holdings Co", "power", ("VRT",)),
}


class LedgerStep(str):
    """What undo takes back, marked as a change of the ledger."""

    __slots__ = ()


def ledger_of(assessment: Assessment) -> LedgerData:
    """The records of the assessment's loops, and a few beside them: paid, announced and rumoured."""
    deals: dict[str, Deal] = {}
    for loop in assessment.loops:
        for leg in loop.legs:
            for each in leg.deals:
                deals.setdefault(each.id, _as_strong(each, leg.strength))
    replace = msgspec.structs.replace
    more = (
        replace(
            deal("softbank-openai", "softbank", "openai", "financing"), status="closed", announced="2025-03"
        ),
        replace(deal("nvidia-tsmc", "nvidia", "tsmc", amount=None), status="closed", announced="2024"),
        replace(deal("openai-vertiv", "openai", "vertiv"), status="announced", announced="2025-11-03"),
        replace(
            deal("softbank-nvidia", "softbank", "nvidia", "financing"), status="rumoured", announced=None
        ),
    )
    names = {
        **assessment.entity_names,
        **{key: name for key, (name, _role, _listed) in _MORE_PARTIES.items()},
    }
    listed = {company.key: company.symbols for company in assessment.companies}
    entities = tuple(
        Entity(
            key,
            name,
            _MORE_PARTIES[key][1] if key in _MORE_PARTIES else assessment.entity_roles.get(key),
            None,
            listings=_MORE_PARTIES[key][2] if key in _MORE_PARTIES else listed.get(key, ()),
        )
        for key, name in names.items()
    )
    known = (*deals.values(), *(each for each in more if {each.payer, each.payee} <= names.keys()))
    with_kinds = tuple(replace(each, kind=_KINDS.get(each.leg, each.kind)) for each in known)
    return LedgerData("ledger-1", assessment.ledger_date, entities, with_kinds, ())


def _as_strong(record: Deal, strength: Strength) -> Deal:
    if strength == "firm":
        return msgspec.structs.replace(record, status="closed" if record.leg == "financing" else "definitive")
    if strength == "announced":
        return msgspec.structs.replace(record, status="announced")
    return msgspec.structs.replace(record, conditional=True)


def _universe(ledger: LedgerData) -> Universe:
    companies = tuple(
        Company(
            key=entity.id,
            name=short_name(entity.name),
            listings=tuple(Listing(symbol, "", "USD") for symbol in entity.listings),
        )
        for entity in ledger.entities
        if entity.listings
    )
    return Universe("snapshot-1", ledger.day, companies, (), {}, ledger, (), (), (), Rates())


class FakeLedger(LedgerDesk):
    """Made at the first use, so that tests about something else pay nothing for it."""

    last: Assessment | None = None
    _undo: list[tuple[str, Assessment]]
    _redo: list[tuple[str, Assessment]]
    _made_parts: Any = None

    @abstractmethod
    def assess(self) -> Assessment: ...

    def ring_money(self) -> RingMoney:
        return ring_money(self._parts.judge.universe)

    @property
    def _parts(self) -> Any:
        if self._made_parts is None:
            from screener.services.assessing import Judge
            from screener.store.user import UserStore

            user = UserStore.in_memory()
            assert self.last is not None
            universe = _universe(ledger_of(self.last))
            self._made_parts = SimpleNamespace(
                user=user,
                judge=Judge(lambda _newer=None: universe, user.ledger),
                settings=SimpleNamespace(text=lambda _key: "announced"),
                clock=lambda: NOW,
            )
        return self._made_parts

    def _ledger_followed(self) -> None:
        parts = self._parts
        parts.judge.follow_ledger()
        assert self.last is not None
        from screener.services import portfolios

        self._undo.append((LedgerStep(portfolios.can_undo(parts.user) or ""), self.last))
        self._redo.clear()

    def _ledger_stepped(self, text: str, *, back: bool) -> None:
        """Take a change of the ledger back, or make it again."""
        if isinstance(text, LedgerStep):
            from screener.services import portfolios

            (portfolios.undo if back else portfolios.redo)(self._parts.user, NOW)
            self._parts.judge.follow_ledger()
