"""What a user types about deals and parties, read exactly or refused with the record and field named."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.ring.deal import Deal
from screener.domain.ring.deal_text import Parties, read_day, read_dollars, slug
from screener.domain.ring.draft import KINDS, EntityDraft, EvidenceDraft, draft_of, draft_of_entity
from screener.domain.ring.draft_reading import read_deal, read_entity
from screener.domain.universe import LedgerData, Universe
from screener.wording import strict_sentence
from screener.wording.labels import is_labelled
from tests.builders.drafts import draft


@pytest.fixture(scope="session")
def data(shipped: Universe) -> LedgerData:
    return shipped.ledger


def read(data: LedgerData, payer: str = "nvidia", payee: str = "openai", **fields: object) -> Deal:
    found, wrong = read_deal(draft(payer, payee, **fields), "", data)
    assert found is not None, wrong
    return found


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("$30bn", 30_000_000_000),
        ("1.5 billion", 1_500_000_000),
        ("300億", 30_000_000_000),
        ("2.5十億美元", 2_500_000_000),
        ("US$100 million", 100_000_000),
        ("30,000,000,000", 30_000_000_000),
        ("30B", 30_000_000_000),
        ("12", 12),
        ("€5bn", None),
        ("5 x", None),
        ("bn", None),
        ("1e9", None),
        ("", None),
        ("9" * 61, None),
    ],
)
def test_dollars_as_people_write_them(text: str, dollars: int | None) -> None:
    assert read_dollars(text) == dollars


@given(st.decimals(min_value=0, max_value=10**13, places=2), st.sampled_from(("", "k", "m", "bn", "億")))
def test_an_amount_is_exact(amount: Decimal, unit: str) -> None:
    scale = {"": 0, "k": 3, "m": 6, "bn": 9, "億": 8}[unit]
    assert read_dollars(f"{amount:f}{unit}") == amount * Decimal(10) ** scale


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_dollars(text)
    day = read_day(text)
    assert day is None or read_day(day) == day
    slug(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-27", "2026-02-27"),
        ("2026/2/7", "2026-02-07"),
        ("2026-2", "2026-02"),
        ("2026", "2026"),
        ("27 Feb 2026", "2026-02-27"),
        ("February 27, 2026", "2026-02-27"),
        ("Sept 2025", "2025-09"),
        ("3/4/2026", None),
        ("31 Feb 2026", None),
        ("2026-13", None),
        ("Ju 2026", None),
        ("soon", None),
    ],
)
def test_a_date_keeps_its_precision(text: str, day: str | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "party"),
    [("nvidia", "nvidia"), ("NVDA", "nvidia"), ("輝達", "nvidia"), ("OpenAI", "openai"), ("nobody", None)],
)
def test_a_party_is_found_by_id_listing_or_name(data: LedgerData, text: str, party: str | None) -> None:
    assert Parties(data.entities).find(text) == party


def test_a_name_of_two_parties_is_none_of_them(data: LedgerData) -> None:
    double = msgspec.structs.replace(data.entities[0], id="other", listings=())

    assert Parties((*data.entities, double)).find(data.entities[0].name) is None


def test_every_shipped_record_comes_back_from_its_form(data: LedgerData) -> None:
    for deal in data.deals:
        assert read_deal(draft_of(deal), deal.id, data) == (deal, ())


def test_what_is_left_empty_follows_from_the_kind(data: LedgerData) -> None:
    stake = read(data, kind="equity_investment")
    warrant = read(data, kind="convertible or warrant")
    guarantee = read(data, kind="guarantee-or-backstop")

    assert (stake.leg, stake.cash, stake.source_entity) == ("financing", True, "nvidia")
    assert (warrant.leg, warrant.cash) == ("contingent", False)
    assert (warrant.source_entity, warrant.target_entity) == ("openai", "nvidia"), "the holder gives"
    assert (guarantee.leg, guarantee.source_entity) == ("contingent", "nvidia")


def test_what_nobody_sees_is_taken_out_of_a_text(data: LedgerData) -> None:
    hidden = "a\u202e\ud800b\x1b \n c"
    made = read(data, goods=hidden, notes=hidden, evidence=(EvidenceDraft(hidden, says=hidden),))
    assert (made.goods, made.notes, made.evidence[0].source, made.evidence[0].says) == ("ab c",) * 4


def test_a_record_counts_as_seen_with_a_source_only(data: LedgerData) -> None:
    seen = read(data)
    unseen = read(data, evidence=())
    told = read(data, evidence=(EvidenceDraft("a friend"),))

    assert (seen.verification, seen.best_tier) == ("public_source_seen", "press")
    assert (unseen.verification, unseen.best_tier) == ("unverified_memory", "none")
    assert told.best_tier == "user"


def test_new_ids_never_meet_shipped_ones(data: LedgerData) -> None:
    first = read(data)
    second = read(msgspec.structs.replace(data, deals=(*data.deals, first)))

    assert (first.id, second.id) == ("own-nvidia-openai-2026-10", "own-nvidia-openai-2026-10-2")
    assert not any(deal.id.startswith("own-") for deal in data.deals)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"payer": ""}, "payer"),
        ({"payee": "Nobody Inc"}, "payee"),
        ({"kind": ""}, "kind"),
        ({"kind": "gift"}, "kind"),
        ({"status": "signed"}, "status"),
        ({"amount": "a lot"}, "amount"),
        ({"amount": "€3bn"}, "amount"),
        ({"firm": "x"}, "firm"),
        ({"announced": "3/4/2026"}, "announced"),
        ({"starts": "later"}, "starts"),
        ({"term_years": "five"}, "term_years"),
        ({"notice_days": "90.5"}, "notice_days"),
        ({"cash": "maybe"}, "cash"),
        ({"notes": "x" * 3000}, "notes"),
        ({"evidence": (EvidenceDraft("https://x.example", "gossip"),)}, "evidence"),
        ({"evidence": (EvidenceDraft("https://x.example", "press", "soon"),)}, "evidence"),
    ],
)
def test_what_cannot_be_read_names_record_and_field(
    data: LedgerData, fields: dict[str, object], field: str
) -> None:
    found, wrong = read_deal(draft(**fields), "x-1", data)

    assert found is None
    assert [one.field for one in wrong] == [field]
    text = strict_sentence(wrong[0].message)
    # A party nobody knows is typed into a form that shows one record: the field is enough there.
    names = "“payee”" if wrong[0].message.id == "ledger.not_a_party" else "x-1"
    assert names in text
    assert is_labelled("deal_field", field)
    assert text.endswith(".")


def test_all_fields_of_a_form_that_are_wrong_are_told_at_once(data: LedgerData) -> None:
    _, wrong = read_deal(draft(payer="?", amount="?", announced="?"), "", data)

    assert {one.field for one in wrong} == {"payer", "amount", "announced"}


def test_every_kind_has_a_name_and_a_leg() -> None:
    assert all(is_labelled("deal_kind", kind) and is_labelled("leg", leg) for kind, leg in KINDS.items())


# ---------------------------------------------------------------- parties


def test_a_private_and_a_listed_party(data: LedgerData) -> None:
    private, _ = read_entity(EntityDraft("Acme Compute, Inc.", "neocloud", "cloud"), data)
    listed, _ = read_entity(EntityDraft("Acme", symbols=("acme ", "ACME")), data)

    assert private is not None
    assert listed is not None
    assert (private.id, private.listings, private.role) == ("acme-compute", (), "neocloud")
    assert listed.listings == ("ACME",)


def test_a_party_can_be_changed_and_keeps_the_rest(data: LedgerData) -> None:
    changed, _ = read_entity(EntityDraft("OpenAI", "engine", "application", id="openai"), data)
    before = next(entity for entity in data.entities if entity.id == "openai")

    assert changed is not None
    assert (changed.name, changed.aliases) == ("OpenAI", before.aliases)


def test_every_shipped_party_comes_back_from_its_form(data: LedgerData) -> None:
    for entity in data.entities:
        assert read_entity(draft_of_entity(entity), data) == (entity, ())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (EntityDraft(" "), "name"),
        (EntityDraft("OpenAI"), "name"),
        (EntityDraft("輝達"), "name"),
        (EntityDraft("Acme \u202e.cnI"), "name"),
        (EntityDraft("A\u200bcme"), "name"),
        (EntityDraft("A" * 201), "name"),
        (EntityDraft("Acme", role="hero"), "role"),
        (EntityDraft("Acme", layer="hero"), "layer"),
        (EntityDraft("Acme", symbols=("nvda",)), "symbols"),
    ],
)
def test_a_party_that_is_there_or_unclear_is_refused(
    data: LedgerData, wrong: EntityDraft, field: str
) -> None:
    found, problems = read_entity(wrong, data)

    assert found is None
    assert problems[0].field == field
    assert strict_sentence(problems[0].message)
