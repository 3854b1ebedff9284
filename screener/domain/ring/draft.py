"""What the user typed about a deal or a party, field by field, before it is read (see `draft_reading`)."""

from decimal import Decimal

import msgspec

from screener.domain.ring.deal import Deal, Entity, Leg

SEEN, NOT_SEEN = "public_source_seen", "unverified_memory"
VERIFICATIONS = (SEEN, "seed_only", NOT_SEEN)
KINDS: dict[str, Leg] = {
    "equity_investment": "financing",
    "debt": "financing",
    "joint_venture": "financing",
    "chip_purchase": "purchase",
    "cloud_contract": "purchase",
    "supply_agreement": "purchase",
    "capacity_lease": "purchase",
    "customer_share": "purchase",
    "revenue_share": "purchase",
    "convertible_or_warrant": "contingent",
    "guarantee_or_backstop": "contingent",
}
"""Every kind of deal with the leg it has unless the user says another one."""
CONFIDENCES = ("high", "medium", "low")
ROLES = (
    "fuel", "gear", "engine", "neocloud", "data_centre_reit", "power", "networking", "foundry", "memory",
    "server_oem", "software_app", "data", "financier", "end_user",
)  # fmt: skip
LAYERS = ("compute", "cloud", "data", "application")


class EvidenceDraft(msgspec.Struct, frozen=True):
    """One place the deal was seen: an address or a title, its tier ("" = the user's own word) and its day."""

    source: str
    tier: str = ""
    date: str = ""
    says: str = ""


class DealDraft(msgspec.Struct, frozen=True):
    """What stands in the fields of the form or the cells of a list, untouched; empty = nothing said.

    Parties are ids, names, aliases or listings. `amount` and `firm` are US dollars ("30bn"). `conditions` are
    the terms in words. What is left empty of `leg`, `cash`, `verification`, `source_entity` and
    `target_entity` follows from the kind and the evidence. `supersedes`, `contains` and `extends` are ids.
    """

    payer: str
    payee: str
    kind: str
    status: str
    amount: str = ""
    firm: str = ""
    conditions: str = ""
    leg: str = ""
    cash: str = ""
    conditional: str = ""
    announced: str = ""
    first_dated: str = ""
    starts: str = ""
    term_years: str = ""
    capacity_gw: str = ""
    notice_days: str = ""
    goods: str = ""
    confidence: str = ""
    verification: str = ""
    notes: str = ""
    source_entity: str = ""
    target_entity: str = ""
    exclude_from_loops: str = ""
    supersedes: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    evidence: tuple[EvidenceDraft, ...] = ()


class EntityDraft(msgspec.Struct, frozen=True):
    """A new party: `symbols` are its listings, none for a private company."""

    name: str
    role: str = ""
    layer: str = ""
    country: str = ""
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    id: str = ""


def draft_of(deal: Deal) -> DealDraft:
    """What the form shows for a record; reading it again gives the same record."""
    plain = {field.name: getattr(deal, field.name, None) for field in msgspec.structs.fields(DealDraft)}
    texts = {name: _written(value) for name, value in plain.items() if not isinstance(value, tuple)}
    return DealDraft(
        **{
            **texts,
            "amount": _written(deal.amount_usd),
            "firm": _written(deal.firm_usd),
            "conditions": deal.amount_text,
        },
        supersedes=deal.supersedes,
        contains=deal.contains,
        extends=deal.extends,
        evidence=tuple(
            EvidenceDraft(seen.source, seen.tier, seen.date or "", seen.says) for seen in deal.evidence
        ),
    )


def draft_of_entity(entity: Entity) -> EntityDraft:
    """What the form shows for a party."""
    return EntityDraft(
        name=entity.name,
        role=entity.role or "",
        layer=entity.layer or "",
        country=entity.country or "",
        symbols=entity.listings,
        aliases=entity.aliases.get("en", ()),
        id=entity.id,
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
