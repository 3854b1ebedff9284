"""What a change would do: places, strength, records, ties and loops, before and after."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain.currency import Rates
from screener.domain.ring.deal import Deal
from screener.domain.ring.effect import Effect, effect
from screener.domain.ring.overlay import NOTHING, combined_universe, with_deal
from screener.domain.ring.view import RingView, ring_view
from screener.domain.universe import LedgerData, Universe
from tests.builders.ledgers import DAY, PARTIES, company, deal, ledger_data, random_deals


def view(data: LedgerData, off: frozenset[str] = frozenset()) -> RingView:
    universe = Universe(
        snapshot_id="t",
        snapshot_day=date(2026, 8, 21),
        companies=tuple(company(key) for key in PARTIES),
        funds=(),
        prices={},
        ledger=data,
        customers=(),
        stated=(),
        medians=(),
        rates=Rates(()),
    )
    return ring_view(universe, on=DAY, off=off)


COMPANIES = {key: company(key) for key in PARTIES}


def between(before: LedgerData, after: LedgerData) -> Effect:
    return effect(view(before), view(after), COMPANIES)


STAKE, ORDER = deal("a", "b", "financing", key="stake"), deal("b", "a", key="order")


def test_the_record_that_closes_a_loop_moves_both_sides_inside() -> None:
    change = between(ledger_data([STAKE]), ledger_data([STAKE, ORDER]))

    assert [(one.company, one.before.place, one.after.place) for one in change.places] == [
        ("a", "outside", "inside"),
        ("b", "outside", "inside"),
    ]
    assert [loop.entities for loop in change.gained] == [("a", "b")]
    assert (change.lost, change.altered, change.is_empty) == ((), (), False)


def test_taking_it_away_is_the_same_the_other_way_round() -> None:
    data = ledger_data([STAKE, ORDER])
    change = effect(view(data), view(data, frozenset({"order"})), COMPANIES)

    assert {one.company: (one.before.place, one.after.place) for one in change.places} == {
        "a": ("inside", "outside"),
        "b": ("inside", "outside"),
    }
    assert [loop.entities for loop in change.lost] == [("a", "b")]


def test_a_weaker_record_alters_the_loop_and_the_strength() -> None:
    talk = deal("b", "a", key="order", status="announced", amount_usd=Decimal(5))
    change = between(ledger_data([STAKE, ORDER]), ledger_data([STAKE, talk]))

    assert [(one.before.strength, one.after.strength) for one in change.altered] == [("firm", "announced")]
    assert {one.changed for one in change.places} == {("strength",)}


def test_a_second_record_of_a_leg_changes_only_what_a_place_rests_on() -> None:
    both = ledger_data([STAKE, deal("a", "b", "financing", key="stake2"), ORDER])
    more = ledger_data([*both.deals, deal("b", "a", key="order2")])
    change = between(both, more)

    assert {one.changed for one in change.places} == {("records",)}
    assert {(one.before.records, one.after.records) for one in change.places} == {(1, 2)}


def test_moved_places_stand_first() -> None:
    before = ledger_data([STAKE, ORDER, deal("c", "b", key="sale"), deal("d", "e", key="far")])
    talk = deal("b", "a", key="order", status="announced")
    after = ledger_data([STAKE, talk, deal("d", "e", key="far"), deal("d", "b", key="new")])
    change = between(before, after)

    kinds = ["place" in one.changed for one in change.places]
    assert kinds == sorted(kinds, reverse=True)
    assert {one.company for one in change.places if "place" in one.changed} == {"c", "d"}


@settings(max_examples=40, deadline=None)
@given(random_deals())
def test_no_change_has_no_effect(deals: tuple[Deal, ...]) -> None:
    data = ledger_data(deals)

    assert between(data, data).is_empty


@settings(max_examples=40, deadline=None)
@given(random_deals(most=8), random_deals(most=8))
def test_gained_and_lost_are_the_difference(first: tuple[Deal, ...], second: tuple[Deal, ...]) -> None:
    before, after = view(ledger_data(first)), view(ledger_data(second))
    change = effect(before, after, COMPANIES)

    was = {loop.entities for loop in before.search.loops}
    now = {loop.entities for loop in after.search.loops}
    assert {loop.entities for loop in change.gained} == now - was
    assert {loop.entities for loop in change.lost} == was - now
    moved = {one.company for one in change.places if "place" in one.changed}
    assert moved == {key for key in PARTIES if before.standings[key].place != after.standings[key].place}


def test_an_outsider_that_buys_from_a_member_becomes_adjacent_and_nobody_else_moves(
    shipped: Universe,
) -> None:
    parties = {entity.id for entity in shipped.ledger.entities}
    before = ring_view(shipped, on=DAY)
    outsider = next(key for key, one in before.standings.items() if one.place == "outside" and key in parties)
    own = with_deal(NOTHING, deal(outsider, "nvidia", key="own-x"), shipped.ledger)
    after = combined_universe(shipped, own)
    change = effect(before, ring_view(after, on=DAY), {one.key: one for one in after.companies})

    assert [(one.company, one.before.place, one.after.place) for one in change.places] == [
        (outsider, "outside", "adjacent")
    ]
    assert (change.gained, change.lost) == ((), ())


def test_every_record_of_a_shipped_place_can_be_switched_off(shipped: Universe) -> None:
    before = ring_view(shipped, on=DAY)
    companies = {one.key: one for one in shipped.companies}
    seen = 0
    for key in ("coreweave", "oracle", "tesla", "nebius"):
        standing = before.standings[key]
        if not standing.hangs_on:
            continue
        without = ring_view(shipped, on=DAY, off=frozenset(standing.hangs_on))
        changed = {one.company for one in effect(before, without, companies).places if "place" in one.changed}
        assert key in changed
        seen += 1
    assert seen >= 2


@given(st.lists(st.text(max_size=8)))
def test_switching_off_what_is_not_there_changes_nothing(names: list[str]) -> None:
    data = ledger_data([STAKE, ORDER])
    off = frozenset(names) - {"stake", "order"}

    assert effect(view(data), view(data, off), COMPANIES).is_empty
