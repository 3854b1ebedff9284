"""What a record weighs, what replaces it, and which graph it is in."""

from typing import Any

import pytest

from screener.domain.ring import ledger
from tests.builders.ledgers import deal, ledger_data


@pytest.mark.parametrize(
    ("leg", "changes", "expected"),
    [
        ("purchase", {"status": "definitive"}, "firm"),
        ("financing", {"status": "closed"}, "firm"),
        ("financing", {"status": "closed", "cash": False}, "contingent"),
        ("purchase", {"status": "announced"}, "announced"),
        ("purchase", {"status": "announced", "cash": False}, "announced"),
        ("financing", {"status": "letter_of_intent"}, "announced"),
        ("financing", {"status": "revised"}, "announced"),
        ("contingent", {"status": "closed"}, "contingent"),
        ("contingent", {"status": "announced", "cash": True}, "contingent"),
        ("financing", {"status": "definitive", "conditional": True}, "contingent"),
        ("purchase", {"status": "rumoured"}, None),
        ("purchase", {"status": "cancelled"}, None),
        ("purchase", {"verification": "seed_only"}, None),
        ("purchase", {"verification": "unverified_memory"}, None),
        ("other", {"exclude_from_loops": True}, None),
    ],
)
def test_a_record_weighs_what_its_state_says(leg: str, changes: dict[str, Any], expected: str | None) -> None:
    record = deal("a", "b", leg, **changes)

    assert ledger.record_strength(record) == expected
    assert ledger.build(ledger_data([record])).strengths.get(record.id) == expected


def test_a_replaced_record_counts_nowhere() -> None:
    old = deal("a", "b", key="old")
    new = deal("a", "b", key="new", status="announced", supersedes=("old",))

    built = ledger.build(ledger_data([old, new]))

    assert built.superseded == {"old"}
    assert [record.id for record in built.legs["a", "b"]] == ["new"]
    assert [record.id for record in built.flows["a", "b"]] == ["new"]
    assert [record.id for record in built.by_entity["a"]] == ["new"]


@pytest.mark.parametrize(
    "why", [{"status": "rumoured"}, {"status": "cancelled"}, {"verification": "seed_only"}]
)
def test_talk_replaces_nothing(why: dict[str, str]) -> None:
    old = deal("a", "b", key="old")
    talk = deal("a", "b", key="new", supersedes=("old",), **why)

    assert ledger.build(ledger_data([old, talk])).strengths == {"old": "firm"}


def test_a_chain_of_replacements_leaves_the_newest() -> None:
    chain = [
        deal("a", "b", key="first"),
        deal("a", "b", key="second", supersedes=("first",)),
        deal("a", "b", key="third", supersedes=("second",)),
    ]

    assert set(ledger.build(ledger_data(chain)).strengths) == {"third"}


def test_switching_a_record_off_does_not_bring_back_what_it_replaced() -> None:
    data = ledger_data([deal("a", "b", key="old"), deal("a", "b", key="new", supersedes=("old",))])

    assert ledger.build(data, off=frozenset({"new"})).strengths == {}


def test_collective_parties_and_payments_to_oneself_close_no_loop_but_move_money() -> None:
    data = ledger_data([deal("banks", "a", "financing"), deal("a", "a")], collective=["banks"])

    built = ledger.build(data)

    assert built.legs == {}
    assert set(built.flows) == {("banks", "a"), ("a", "a")}


def test_only_cash_is_in_the_flow_graph() -> None:
    built = ledger.build(ledger_data([deal("a", "b", "contingent"), deal("b", "a")]))

    assert set(built.legs) == {("a", "b"), ("b", "a")}
    assert set(built.flows) == {("b", "a")}


def test_a_leg_takes_its_best_record() -> None:
    weak = deal("a", "b", "contingent", key="weak")
    talk = deal("a", "b", key="talk", status="announced")
    built = ledger.build(ledger_data([weak, talk]))

    assert built.strength(built.legs["a", "b"]) == "announced"
    assert [record.id for record in built.legs["a", "b"]] == ["talk", "weak"]


def test_a_listing_leads_to_its_party() -> None:
    built = ledger.build(ledger_data([deal("a", "b")]))

    assert built.entity_of_symbol("b") == "b"
    assert built.entity_of_symbol("ZZZ") is None
    assert built.name("a") == "A"
    assert built.name("nobody") == "nobody"
