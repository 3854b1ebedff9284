"""The user's ledger is kept exactly, one undo step a change, and checked against damage."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain.ring.deal import Deal, Entity
from screener.domain.ring.overlay import NOTHING, OwnLedger, with_deal, with_entity, with_retirement
from screener.store import faults
from screener.store.actions import Action
from screener.store.user import UserStore
from tests.builders.ledgers import deal, ledger_data, random_deals
from tests.builders.stores import NOW, portfolio, user_store

SHIPPED = ledger_data([deal("a", "b", key="first")])
ADD = Action("ledger_add", {"payer": "A", "payee": "B"})


def some() -> OwnLedger:
    own = with_deal(NOTHING, deal("a", "b", key="first", goods="輝達"), SHIPPED)
    own = with_entity(own, Entity("c", "C", None, None, aliases={"zh_hant": ("丙",)}), SHIPPED)
    return with_retirement(own, "first", "because", SHIPPED)


def test_it_is_there_after_a_restart(folder: Path) -> None:
    with user_store(folder) as store:
        assert store.ledger.own() == NOTHING
        store.ledger.save(ADD, NOW, some())
        store.ledger.save_file(Action("ledger_file", {"version": "v"}), NOW, "v", '{"a": 1}')
    with user_store(folder) as store:
        assert store.ledger.own() == some()
        assert store.ledger.file() == '{"a": 1}'


def test_undo_and_redo_bring_back_exactly_that(store: UserStore) -> None:
    stamps = [store.ledger.stamp()]
    store.ledger.save(ADD, NOW, some())
    stamps.append(store.ledger.stamp())
    store.ledger.save_file(Action("ledger_file", {"version": "v"}), NOW, "v", "text")
    stamps.append(store.ledger.stamp())
    assert len(set(stamps)) == len(stamps)

    assert store.actions.undo(NOW) == Action("ledger_file", {"version": "v"})
    assert (store.ledger.file(), store.ledger.stamp()) == (None, stamps[1])
    assert store.actions.undo(NOW) == ADD
    assert (store.ledger.own(), store.ledger.stamp()) == (NOTHING, stamps[0])
    store.actions.redo(NOW)
    assert store.ledger.own() == some()


def test_one_log_for_portfolios_and_the_ledger(store: UserStore) -> None:
    store.ledger.save(ADD, NOW, some())
    store.portfolios.save(Action("create", {"name": "Mine"}), NOW, put=(portfolio(),))

    store.actions.undo(NOW)
    assert (store.portfolios.all(), store.ledger.own()) == ((), some())
    store.actions.undo(NOW)
    assert store.ledger.own() == NOTHING


def test_saving_the_same_is_no_action(store: UserStore) -> None:
    store.ledger.save(ADD, NOW, some())
    store.actions.undo(NOW)
    store.ledger.save(ADD, NOW, NOTHING)

    assert store.actions.next_redo() == ADD, "nothing new was done"


def test_what_did_not_change_keeps_its_time(store: UserStore) -> None:
    later = NOW + timedelta(days=1)
    store.ledger.save(ADD, NOW, some())
    store.ledger.save(ADD, later, with_deal(some(), deal("a", "b", key="own-2"), SHIPPED))

    assert store.ledger.changed_at() == {"first": NOW, "own-2": later}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE own_ledger SET body = replace(body, 'press', 'primary') WHERE part = 'deal'",
        "UPDATE own_ledger SET id = 'second' WHERE part = 'retirement'",
        "UPDATE own_ledger SET base = NULL",
        "UPDATE ledger_files SET body = 'other'",
    ],
)
def test_a_changed_row_is_noticed_when_the_file_is_opened(folder: Path, harm: str) -> None:
    with user_store(folder) as store:
        store.ledger.save(ADD, NOW, some())
        store.ledger.save_file(Action("ledger_file", {"version": "v"}), NOW, "v", "text")
        with store.database.transaction():
            assert store.database.execute(harm) > 0
    with pytest.raises(faults.Damaged), user_store(folder):
        pass


@settings(max_examples=25, deadline=None)
@given(st.lists(random_deals(most=4), max_size=4))
def test_any_changes_are_kept_and_taken_back(steps: list[tuple[Deal, ...]]) -> None:
    store = UserStore.in_memory()
    try:
        states = [store.ledger.own()]
        for number, deals in enumerate(steps):
            own = states[-1]
            for one in deals:
                own = with_deal(own, one, SHIPPED)
            before = store.ledger.stamp()
            store.ledger.save(ADD, NOW + timedelta(minutes=number), own)
            if store.ledger.stamp() != before:
                states.append(own)
            assert store.ledger.own() == own
        for expected in reversed(states[:-1]):
            store.actions.undo(NOW)
            assert store.ledger.own() == expected
        assert store.actions.next_undo() is None
    finally:
        store.close()
