"""Small ledgers written by hand, and random ones for hypothesis."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from screener.domain.company import Company, CustomerFact
from screener.domain.figure import Source
from screener.domain.ring.deal import Deal, Entity, Review
from screener.domain.security import Listing
from screener.domain.universe import LedgerData

DAY = date(2026, 11, 20)
FILING = Source("10-K", tier="primary")


def deal(payer: str, payee: str, leg: str = "purchase", *, key: str | None = None, **changes: Any) -> Deal:
    """A signed, seen cash record; `changes` replace what a test is about."""
    fields: dict[str, Any] = {
        "kind": {"financing": "equity_investment", "contingent": "convertible_or_warrant"}.get(
            leg, "supply_agreement"
        ),
        "status": "definitive",
        "cash": leg != "contingent",
        "amount_usd": Decimal(1_000_000),
        "amount_text": "",
        "announced": "2026-01",
        "verification": "public_source_seen",
        "confidence": "high",
        "best_tier": "press",
        **changes,
    }
    return Deal(
        id=key or f"{payer}-{payee}-{leg}",
        payer=payer,
        payee=payee,
        source_entity=payer,
        target_entity=payee,
        leg=leg,  # type: ignore[arg-type]
        **fields,
    )


def ledger_data(
    deals: Iterable[Deal], *, collective: Iterable[str] = (), reviews: Iterable[Review] = ()
) -> LedgerData:
    """A ledger of these records; every party is listed under its id in capitals."""
    deals = tuple(deals)
    parties = sorted({party for record in deals for party in (record.payer, record.payee)})
    entities = tuple(
        Entity(
            id=party,
            name=party.title(),
            role="gear",
            layer="cloud",
            collective=party in set(collective),
            listings=(party.upper(),),
        )
        for party in parties
    )
    return LedgerData(version="test", day=DAY, entities=entities, deals=deals, reviews=tuple(reviews))


def company(key: str) -> Company:
    """A company listed under its key in capitals."""
    return Company(key=key, name=key.title(), listings=(Listing(key.upper(), "NYSE", "USD"),))


def customer(supplier: str, who: str, share: str | None, **changes: Any) -> CustomerFact:
    """One disclosed share of revenue, a single ring customer, of the last fiscal year."""
    fields: dict[str, Any] = {
        "measure": "revenue",
        "counterparty": tuple(who.split()),
        "counterparty_words": who,
        "count": 1,
        "share": None if share is None else Decimal(share),
        "period": "FY2025",
        "as_of": date(2025, 12, 31),
        "kind": "direct",
        "source": FILING,
        "ring": True,
        **changes,
    }
    return CustomerFact(company=supplier, **fields)


PARTIES = ("a", "b", "c", "d", "e")


@st.composite
def random_deals(draw: st.DrawFn, parties: tuple[str, ...] = PARTIES, most: int = 14) -> tuple[Deal, ...]:
    """Records of all legs and states between a few parties."""
    pair = st.tuples(st.sampled_from(parties), st.sampled_from(parties)).filter(lambda two: two[0] != two[1])
    pairs = draw(st.lists(pair, max_size=most))
    return tuple(
        deal(
            payer,
            payee,
            draw(st.sampled_from(("financing", "financing", "purchase", "purchase", "contingent", "other"))),
            key=f"r{number}",
            status=draw(st.sampled_from(("definitive", "closed", "announced", "letter_of_intent"))),
            best_tier=draw(st.sampled_from(("primary", "press", "secondary"))),
            amount_usd=draw(st.sampled_from((None, Decimal(5), Decimal(7)))),
        )
        for number, (payer, payee) in enumerate(pairs)
    )
