"""The loop search against a second opinion, the ring rule, and the loops everyone knows."""

import json
import random
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import msgspec
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain.ring import ledger, loops
from screener.domain.ring.deal import Deal
from screener.domain.ring.ledger import Ledger, rank
from tests.builders.ledgers import deal, ledger_data, random_deals

NAMED = json.loads((Path(__file__).parent / "named_loops.json").read_text(encoding="utf-8"))
EDGES = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=24)


def _rotated(nodes: list[str]) -> tuple[str, ...]:
    first = nodes.index(min(nodes))
    return tuple(nodes[first:] + nodes[:first])


def _onward(edges: list[tuple[str, str]]) -> dict[str, list[str]]:
    onward: dict[str, list[str]] = {}
    for payer, payee in edges:
        onward.setdefault(payer, []).append(payee)
    return onward


def _found(*deals: Deal, floor: str = "contingent", legs: int = 4) -> list[tuple[tuple[str, ...], str]]:
    search = loops.find(ledger.build(ledger_data(deals)), floor=floor, legs=legs)  # type: ignore[arg-type]
    return [(loop.entities, loop.strength) for loop in search.loops]


@given(EDGES, st.integers(1, 7))
def test_cycles_are_those_of_networkx(edges: list[tuple[str, str]], longest: int) -> None:
    graph = networkx.DiGraph(edges)

    mine = list(loops.cycles(_onward(edges), longest))

    assert len(mine) == len(set(mine))
    assert set(mine) == {_rotated(cycle) for cycle in networkx.simple_cycles(graph, length_bound=longest)}


def test_cycles_of_larger_random_graphs_are_those_of_networkx() -> None:
    source = random.Random(20261120)
    for nodes, edges in ((30, 90), (60, 150), (200, 420)):
        names = [f"n{number}" for number in range(nodes)]
        picked = sorted({(source.choice(names), source.choice(names)) for _ in range(edges)})
        theirs = networkx.simple_cycles(networkx.DiGraph(picked), length_bound=6)
        assert set(loops.cycles(_onward(picked), 6)) == {_rotated(cycle) for cycle in theirs}


@given(EDGES)
def test_an_acyclic_graph_has_no_loop(edges: list[tuple[str, str]]) -> None:
    downhill = [(payer, payee) for payer, payee in edges if payer < payee]

    assert list(loops.cycles(_onward(downhill), 7)) == []


def test_the_triangle_of_financing_and_purchases_is_a_loop() -> None:
    found = _found(deal("chip", "lab", "financing"), deal("lab", "cloud"), deal("cloud", "chip"))

    assert found == [(("chip", "lab", "cloud"), "firm")]


@pytest.mark.parametrize(
    ("there", "back", "strength"),
    [
        (deal("a", "b"), deal("b", "a"), None),
        (deal("a", "b", "financing"), deal("b", "a", "financing"), None),
        (deal("a", "b", "other"), deal("b", "a"), None),
        (deal("a", "b", "contingent"), deal("b", "a", "contingent"), None),
        (deal("a", "b", "contingent"), deal("b", "a"), "contingent"),
        (
            deal("a", "b", "contingent", kind="guarantee_or_backstop"),
            deal("b", "a", "contingent"),
            "contingent",
        ),
        (deal("a", "b", "financing", status="announced"), deal("b", "a"), "announced"),
        (deal("a", "b", "financing", status="rumoured"), deal("b", "a"), None),
        (deal("a", "b", "financing"), deal("b", "a"), "firm"),
    ],
)
def test_the_ring_rule_wants_a_financing_and_a_purchase_on_two_legs(
    there: Deal, back: Deal, strength: str | None
) -> None:
    assert _found(there, back) == ([] if strength is None else [(("a", "b"), strength)])


def test_one_leg_cannot_be_both_the_financing_and_the_purchase() -> None:
    both = (deal("a", "b", "financing"), deal("a", "b", "purchase"))

    assert _found(*both, deal("b", "a", "other")) == []
    assert _found(*both, deal("b", "a", "purchase")) == [(("a", "b"), "firm")]


def test_a_collective_party_closes_no_loop() -> None:
    data = ledger_data([deal("market", "a", "financing"), deal("a", "market")], collective=["market"])

    assert loops.find(ledger.build(data), floor="contingent").loops == ()


def test_the_floor_and_the_number_of_legs_are_the_users_choice() -> None:
    talk = (deal("a", "b", "financing", status="announced"), deal("b", "a"))
    long = [deal("c", "d", "financing"), deal("d", "e"), deal("e", "f"), deal("f", "g"), deal("g", "c")]

    assert _found(*talk, floor="announced") == [(("a", "b"), "announced")]
    assert _found(*talk, floor="firm") == []
    assert _found(*long, legs=4) == []
    assert _found(*long, legs=5) == [(("c", "d", "e", "f", "g"), "firm")]


def test_the_bottleneck_is_the_smallest_leg_and_weaker_records_do_not_lift_it() -> None:
    records = [
        deal("a", "b", "financing", key="stake", amount_usd=Decimal(30)),
        deal("a", "b", "contingent", key="promise", amount_usd=Decimal(900)),
        deal("b", "a", key="order", amount_usd=Decimal(50)),
    ]

    (loop,) = loops.find(ledger.build(ledger_data(records))).loops
    assert loop.bottleneck_usd == Decimal(30)
    (unknown,) = loops.find(ledger.build(ledger_data([*records[:2], deal("b", "a", amount_usd=None)]))).loops
    assert unknown.bottleneck_usd is None


def test_a_loop_made_of_one_package_is_marked() -> None:
    package = [
        deal("a", "b", "financing", key="part"),
        deal("b", "a", key="whole", contains=("part",)),
        deal("c", "d", "financing", key="stake"),
        deal("d", "c", key="order"),
    ]

    found = {loop.entities: loop.one_package for loop in loops.find(ledger.build(ledger_data(package))).loops}
    assert found == {("a", "b"): True, ("c", "d"): False}


def test_a_cut_short_search_says_so() -> None:
    clique = [deal(one, two, "financing") for one in "abcd" for two in "abcd" if one < two]
    clique += [deal(two, one) for one in "abcd" for two in "abcd" if one < two]
    built = ledger.build(ledger_data(clique))

    everything = loops.find(built)
    short = loops.find(built, limit=3)

    assert not everything.truncated
    assert short.truncated
    assert len(short.loops) == 3
    assert not loops.find(built, limit=len(everything.loops)).truncated


@given(random_deals(), st.randoms())
def test_loops_follow_the_rule_and_the_order_of_records_does_not_matter(
    deals: tuple[Deal, ...], source: random.Random
) -> None:
    shuffled = list(deals)
    source.shuffle(shuffled)
    search = loops.find(ledger.build(ledger_data(deals)), floor="contingent", legs=5)

    assert search == loops.find(ledger.build(ledger_data(shuffled)), floor="contingent", legs=5)
    for loop in search.loops:
        assert loop.entities[0] == min(loop.entities)
        assert [(leg.payer, leg.payee) for leg in loop.legs] == list(
            pairwise((*loop.entities, loop.entities[0]))
        )
        assert loop.strength == min((leg.strength for leg in loop.legs), key=rank)
        assert any(one.leg in {"financing", "contingent"} for leg in loop.legs for one in leg.deals)
        assert any(one.leg == "purchase" for leg in loop.legs for one in leg.deals)
    ranks = [(rank(loop.strength), -len(loop.legs)) for loop in search.loops]
    assert ranks == sorted(ranks, reverse=True)


@given(random_deals())
def test_a_higher_floor_only_takes_away(deals: tuple[Deal, ...]) -> None:
    built = ledger.build(ledger_data(deals))
    weak = loops.find(built, floor="contingent").loops

    for floor in ("announced", "firm"):
        kept = tuple(loop for loop in weak if rank(loop.strength) >= rank(floor))
        assert loops.find(built, floor=floor).loops == kept


@given(random_deals(), st.sampled_from("abcde"), st.sampled_from("abcde"))
def test_a_rumour_changes_nothing(deals: tuple[Deal, ...], payer: str, payee: str) -> None:
    rumour = deal(payer, payee, "financing", status="rumoured", supersedes=tuple(one.id for one in deals))

    assert _found(*deals) == _found(*deals, rumour)


@given(random_deals(), st.data())
def test_superseded_records_never_count(deals: tuple[Deal, ...], data: st.DataObject) -> None:
    gone = frozenset(data.draw(st.lists(st.sampled_from([one.id for one in deals]))) if deals else ())
    newer = deal("x", "y", "other", supersedes=tuple(gone))

    search = loops.find(ledger.build(ledger_data([*deals, newer])), floor="contingent")

    assert not gone & {one.id for loop in search.loops for leg in loop.legs for one in leg.deals}
    without = [one for one in deals if one.id not in gone]
    assert [loop.entities for loop in search.loops] == [entities for entities, _ in _found(*without)]


@pytest.mark.parametrize("named", NAMED, ids=lambda named: "-".join(named["entities"]))
def test_the_named_loops_are_found_with_the_legs_they_need(
    named: dict[str, object], shipped_ledger: Ledger
) -> None:
    nodes = list(named["entities"])  # type: ignore[call-overload]
    search = loops.find(shipped_ledger, floor="contingent", legs=len(nodes))

    found = {loop.entities: loop.strength for loop in search.loops}
    assert found.get(_rotated(nodes)) == named["strength"]


def test_forty_loops_are_named() -> None:
    strengths = [named["strength"] for named in NAMED]

    assert {strength: strengths.count(strength) for strength in strengths} == {
        "firm": 24,
        "announced": 8,
        "contingent": 8,
    }


def test_the_shipped_ledger_without_its_purchases_has_no_loop(shipped_ledger: Ledger) -> None:
    data = shipped_ledger.data
    financing = tuple(one for one in data.deals if one.leg == "financing")

    search = loops.find(
        ledger.build(msgspec.structs.replace(data, deals=financing)), floor="contingent", legs=6
    )

    assert search.loops == ()


def test_what_is_not_seen_is_in_no_shipped_loop(shipped_ledger: Ledger) -> None:
    search = loops.find(shipped_ledger, floor="contingent", legs=6)
    used = {one.id: one for loop in search.loops for leg in loop.legs for one in leg.deals}

    assert not search.truncated
    assert "nvidia-openai-loi-2025-09" not in used
    assert all(one.verification == "public_source_seen" for one in used.values())
    assert not {one.status for one in used.values()} & {"rumoured", "cancelled"}


@settings(max_examples=20)
@given(st.data())
def test_switching_shipped_records_off_only_takes_loops_away(
    shipped_ledger: Ledger, data: st.DataObject
) -> None:
    ids = sorted(shipped_ledger.strengths)
    off = frozenset(data.draw(st.lists(st.sampled_from(ids), max_size=5)))

    before = {loop.entities for loop in loops.find(shipped_ledger, floor="contingent").loops}
    after = {loop.entities for loop in loops.find(ledger.build(shipped_ledger.data, off=off)).loops}

    assert after <= before
