"""Deals and parties as a user enters them."""

from typing import Any

from screener.domain.ring.draft import DealDraft, EvidenceDraft

SEEN = (EvidenceDraft("https://news.example/deal", "press", "2026-10"),)


def draft(payer: str = "nvidia", payee: str = "openai", **fields: Any) -> DealDraft:
    """A signed chip purchase with a source; `fields` replace what a test is about."""
    told: dict[str, Any] = {
        "kind": "chip_purchase",
        "status": "definitive",
        "amount": "3bn",
        "announced": "2026-10",
        "evidence": SEEN,
        **fields,
    }
    return DealDraft(payer, payee, **told)
