"""The user's records over the shipped ledger: they win, survive updates, and never count anything twice."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain.ring import ledger, loops, money, overlay, place
from screener.domain.ring.deal import Deal, Entity
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.overlay import NOTHING, OwnLedger, combined
from screener.domain.ring.view import ring_view
from screener.domain.universe import LedgerData, Universe
from tests.builders.ledgers import DAY, PARTIES, company, deal, ledger_data, random_deals

replace = msgspec.structs.replace


def with_deals(shipped: LedgerData, *deals: Deal, own: OwnLedger = NOTHING) -> OwnLedger:
    for one in deals:
        own = overlay.with_deal(own, one, shipped)
    return own


def built(shipped: LedgerData, own: OwnLedger) -> Ledger:
    return ledger.build(combined(shipped, own).data)


SHIPPED = ledger_data([deal("a", "b", "financing", key="stake"), deal("b", "a", key="order")])


def test_without_changes_it_is_the_shipped_ledger() -> None:
    both = combined(SHIPPED, NOTHING)

    assert both.data == SHIPPED
    assert both.changed_upstream == frozenset()


def test_the_users_version_replaces_the_whole_record() -> None:
    mine = deal("a", "b", "financing", key="stake", status="announced", amount_usd=Decimal(7))
    both = combined(SHIPPED, with_deals(SHIPPED, mine))

    assert [one for one in both.data.deals if one.id == "stake"] == [mine]
    assert both.shipped == {"stake": SHIPPED.deals[0]}
    assert ledger.build(both.data).strengths["stake"] == "announced"


def test_what_equals_the_shipped_record_is_no_change() -> None:
    own = with_deals(SHIPPED, deal("a", "b", "financing", key="stake", status="announced"))

    assert with_deals(SHIPPED, SHIPPED.deals[0], own=own) == NOTHING


def test_a_retired_record_is_seen_and_counts_nowhere() -> None:
    own = overlay.with_retirement(NOTHING, "order", "it was never signed", SHIPPED)
    both = built(SHIPPED, own)

    assert "order" in {one.id for one in both.data.deals}
    assert set(both.strengths) == {"stake"}
    assert loops.find(both, floor="contingent").loops == ()
    assert own.retirement("order") is not None
    assert overlay.without_retirement(own, "order") == NOTHING


def test_retiring_a_record_does_not_revive_what_it_replaced() -> None:
    shipped = ledger_data([deal("a", "b", key="old"), deal("a", "b", key="new", supersedes=("old",))])

    assert built(shipped, overlay.with_retirement(NOTHING, "new", "", shipped)).strengths == {}


def test_the_version_changes_with_what_counts_and_with_nothing_else() -> None:
    first = with_deals(SHIPPED, deal("a", "b", key="mine"))
    other = with_deals(SHIPPED, deal("a", "b", key="mine", amount_usd=Decimal(3)))
    retired = overlay.with_retirement(NOTHING, "order", "why", SHIPPED)
    versions = [combined(SHIPPED, own).data.version for own in (NOTHING, first, other, retired)]

    assert len(set(versions)) == len(versions)
    assert versions[0] == SHIPPED.version
    assert all(version.startswith(f"{SHIPPED.version}+") for version in versions[1:])
    worded = overlay.with_retirement(NOTHING, "order", "for another reason", SHIPPED)
    assert combined(SHIPPED, worded).data.version == versions[3]
    newer = replace(SHIPPED, version="newer")
    assert combined(newer, first).data.version.startswith("newer+")


@pytest.mark.parametrize(
    ("newer", "flagged"),
    [
        (SHIPPED.deals, set()),
        ((replace(SHIPPED.deals[0], status="closed"), SHIPPED.deals[1]), {"stake"}),
        ((SHIPPED.deals[1],), {"stake"}),
        ((SHIPPED.deals[0], replace(SHIPPED.deals[1], goods="chips")), {"order"}),
        ((*SHIPPED.deals, deal("c", "b", key="mine")), {"mine"}),
    ],
)
def test_changes_survive_an_update_and_say_what_changed_below_them(
    newer: tuple[Deal, ...], flagged: set[str]
) -> None:
    edited = deal("a", "b", "financing", key="stake", amount_usd=Decimal(9))
    own = with_deals(SHIPPED, edited, deal("b", "c", key="mine"))
    own = overlay.with_retirement(own, "order", "", SHIPPED)
    updated = combined(replace(SHIPPED, deals=newer, version="newer"), own)

    assert updated.changed_upstream == flagged
    in_use = {one.id: one for one in updated.data.deals}
    assert in_use["stake"] == edited
    assert in_use["mine"].payer == "b"
    assert updated.data.retired == {"order"}
    below = {one.id: one for one in newer}
    assert updated.shipped == {one: below[one] for one in ("mine", "stake") if one in below}


def test_editing_again_after_an_update_takes_note_of_it() -> None:
    edited = deal("a", "b", "financing", key="stake", amount_usd=Decimal(9))
    newer = replace(SHIPPED, deals=(replace(SHIPPED.deals[0], status="closed"), SHIPPED.deals[1]))
    own = with_deals(SHIPPED, edited)
    assert combined(newer, own).changed_upstream == {"stake"}

    assert combined(newer, with_deals(newer, edited, own=own)).changed_upstream == frozenset()


def test_a_print_stays_the_same_when_the_program_learns_new_fields() -> None:
    bare = deal("a", "b", key="x")

    assert overlay.print_of(bare) == overlay.print_of(replace(bare, notes=None, contains=()))
    assert overlay.print_of(bare) != overlay.print_of(replace(bare, notes="new"))


# ---------------------------------------------------------------- parties


def test_a_listed_party_of_the_users_becomes_a_company(shipped: Universe) -> None:
    own = overlay.with_entity(
        NOTHING, Entity("acme", "Acme Compute", "neocloud", "cloud", listings=("ACME",)), shipped.ledger
    )
    own = with_deals(
        shipped.ledger,
        deal("acme", "nvidia", key="chips"),
        deal("nvidia", "acme", "financing", key="stake"),
        own=own,
    )
    universe = overlay.combined_universe(shipped, own)
    view = ring_view(universe, on=DAY)

    assert [one.listings[0].symbol for one in universe.companies if one.key == "acme"] == ["ACME"]
    assert view.standings["acme"].place == "inside"
    assert view.ledger.entity_of_symbol("acme") == "acme"


def test_a_company_that_is_there_gets_the_place_of_the_party_with_its_listing(shipped: Universe) -> None:
    soda = next(one for one in shipped.companies if any(line.symbol == "KO" for line in one.listings))
    own = overlay.with_entity(
        NOTHING, Entity("soda-water", "Soda", "end_user", None, listings=("KO",)), shipped.ledger
    )
    own = with_deals(shipped.ledger, deal("soda-water", "nvidia", key="chips"), own=own)
    universe = overlay.combined_universe(shipped, own)

    assert len(universe.companies) == len(shipped.companies)
    assert ring_view(universe, on=DAY).standings[soda.key].place == "adjacent"
    after = next(one for one in universe.companies if one.key == soda.key)
    assert (after.facts, after.name, after.role) == (soda.facts, soda.name, "end_user")


def test_merged_changes_hold_every_record_once() -> None:
    ours = with_deals(SHIPPED, deal("a", "b", key="x"), deal("a", "b", key="y"))
    theirs = with_deals(SHIPPED, deal("b", "a", key="y"), deal("a", "b", key="z"))
    both = overlay.merged(ours, theirs)

    assert [(one.deal.id, one.deal.payer) for one in both.deals] == [("x", "a"), ("y", "b"), ("z", "a")]


# ---------------------------------------------------------------- what must hold whatever the user does


@st.composite
def own_changes(draw: st.DrawFn, shipped: tuple[Deal, ...]) -> OwnLedger:
    """Edits of shipped records, additions that replace and contain others, and retirements."""
    data = ledger_data(shipped)
    ids = [one.id for one in shipped]
    own = NOTHING
    for number, added in enumerate(draw(random_deals(most=6))):
        known = ids + [f"own{other}" for other in range(number)]
        name = draw(st.sampled_from([*ids, f"own{number}"])) if ids else f"own{number}"
        links: dict[str, Any] = {
            field: tuple(draw(st.lists(st.sampled_from(known), max_size=2))) if known else ()
            for field in ("supersedes", "contains")
        }
        own = overlay.with_deal(own, replace(added, id=name, **links), data)
    for gone in draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else ():
        own = overlay.with_retirement(own, gone, "", data)
    return own


def places(data: LedgerData) -> dict[str, object]:
    made = ledger.build(data)
    found = place.standings(
        [company(key) for key in PARTIES], made, loops.find(made, floor="contingent"), (), {}, on=DAY
    )
    return {key: (one.place, one.strength, one.records) for key, one in found.items()}


@settings(max_examples=60, deadline=None)
@given(st.data(), random_deals())
def test_a_rumoured_deal_of_the_users_changes_no_place(
    data: st.DataObject, shipped: tuple[Deal, ...]
) -> None:
    below = ledger_data(shipped)
    own = data.draw(own_changes(shipped))
    rumour = deal(
        *data.draw(st.permutations(PARTIES))[:2],
        data.draw(st.sampled_from(("financing", "purchase", "contingent"))),
        key="own-rumour",
        status="rumoured",
        supersedes=tuple(data.draw(st.lists(st.sampled_from([one.id for one in shipped]))))
        if shipped
        else (),
    )

    before, after = combined(below, own).data, combined(below, with_deals(below, rumour, own=own)).data
    assert places(after) == places(before)
    assert after.version != before.version


@settings(max_examples=60, deadline=None)
@given(st.data(), random_deals())
def test_what_is_replaced_or_retired_counts_nowhere(data: st.DataObject, shipped: tuple[Deal, ...]) -> None:
    own = data.draw(own_changes(shipped))
    made = built(ledger_data(shipped), own)
    search = loops.find(made, floor="contingent")

    replaced = {old for one in made.data.deals if ledger.record_strength(one) for old in one.supersedes}
    gone = replaced | made.data.retired
    assert not gone & set(made.strengths)
    assert not gone & {one.id for loop in search.loops for leg in loop.legs for one in leg.deals}
    in_flows = {one.id for deals in made.flows.values() for one in deals}
    assert not gone & in_flows


@settings(max_examples=80, deadline=None)
@given(st.data(), random_deals())
def test_no_sum_holds_a_package_twice_with_the_users_records(
    data: st.DataObject, shipped: tuple[Deal, ...]
) -> None:
    own = data.draw(own_changes(shipped))
    made = built(ledger_data(shipped), own)
    packages = money.Packages(made.data.deals)
    sums = money.columns(made.data.deals, made)

    for name in money.COLUMNS:
        counted = getattr(sums, name).counted
        known = {one.id: one.amount_usd for one in made.data.deals}
        for whole in counted:
            for part in packages.inside(whole) & set(counted):
                # Both can only stand in one sum where the whole has been cut down to the rest.
                assert whole in packages.inside(part) or counted[whole] <= (known[whole] or 0)
                assert counted[whole] + counted[part] <= max(known[whole] or 0, known[part] or 0)


def test_a_package_of_the_users_around_shipped_records_is_netted(shipped: Universe) -> None:
    parts = ("openai-aws-2025-11", "openai-aws-2026-02")
    whole = deal(
        "openai", "amazon", "purchase", key="own-all", amount_usd=Decimal(140_000_000_000), contains=parts
    )
    own = with_deals(shipped.ledger, whole)
    made = built(shipped.ledger, own)
    chosen = [one for one in made.data.deals if one.id in (*parts, "own-all")]

    sums = money.columns(chosen, made)
    assert set(sums.contracted.counted) == {"own-all"}
    assert sums.contracted.headline_usd == whole.amount_usd


def test_the_users_record_can_replace_a_shipped_one(shipped: Universe) -> None:
    newer = deal("nvidia", "openai", "financing", key="own-new", supersedes=("nvidia-openai-equity-2026-02",))
    made = built(shipped.ledger, with_deals(shipped.ledger, newer))

    assert "nvidia-openai-equity-2026-02" not in made.strengths
    assert "nvidia-openai-loi-2025-09" not in made.strengths, "what that one had replaced stays replaced"
    search = loops.find(made, floor="contingent", legs=6)
    used = {one.id for loop in search.loops for leg in loop.legs for one in leg.deals}
    assert "own-new" in used
    assert "nvidia-openai-equity-2026-02" not in used


def test_the_named_loops_are_found_beside_the_users_records(shipped: Universe) -> None:
    named = json.loads((Path(__file__).parent / "named_loops.json").read_text(encoding="utf-8"))
    own = overlay.with_entity(NOTHING, Entity("acme", "Acme", None, None), shipped.ledger)
    own = with_deals(
        shipped.ledger,
        deal("acme", "nvidia", key="own-chips"),
        deal("nvidia", "acme", "financing", key="own-talk", status="rumoured"),
        own=own,
    )
    search = loops.find(built(shipped.ledger, own), floor="contingent", legs=6)
    found = {loop.entities: loop.strength for loop in search.loops}
    wanted = {from_smallest(one["entities"]): one["strength"] for one in named}

    assert len(wanted) == 40
    assert wanted.items() <= found.items()


def from_smallest(entities: list[str]) -> tuple[str, ...]:
    """The same loop, told from its smallest id on."""
    first = entities.index(min(entities))
    return tuple(entities[first:] + entities[:first])
