"""Undo and redo give back exactly what was there, whatever was done, also after a restart."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.store import faults, rows
from screener.store.actions import Action
from screener.store.rows import Change
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store

text = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
amount = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
key = st.sampled_from("abcdefgh")
one_holding = st.builds(
    Holding,
    key=key,
    symbol=text,
    quantity=amount,
    currency=st.none() | st.sampled_from(["USD", "EUR"]),
    cost=st.none() | amount,
    kind=st.none() | st.sampled_from(["equity", "fund", "cash"]),
    name=st.none() | text,
    manual_price=st.none() | amount,
    manual_price_on=st.none() | st.dates(min_value=date(1970, 1, 1)),
)
one_portfolio = st.builds(
    Portfolio,
    key=st.sampled_from(["p1", "p2"]),
    name=text,
    base_currency=st.sampled_from(["USD", "TWD"]),
    holdings=st.lists(one_holding, max_size=4, unique_by=lambda one: one.key).map(tuple),
    watchlist=st.lists(st.builds(WatchEntry, key, text), max_size=3, unique_by=lambda one: one.key).map(
        tuple
    ),
    is_sample=st.booleans(),
)
command = st.one_of(
    one_portfolio.map(lambda one: ("put", one)),
    st.sampled_from([("remove", "p1"), ("remove", "p2"), ("undo", None), ("redo", None)]),
)


def contents(store: UserStore) -> dict[str, Portfolio]:
    return {one.key: one for one in store.portfolios.all()}


def own_keys(one: Portfolio) -> Portfolio:
    """The same portfolio with keys no other portfolio has, as the services make them."""
    return msgspec.structs.replace(
        one,
        holdings=tuple(msgspec.structs.replace(line, key=one.key + line.key) for line in one.holdings),
        watchlist=tuple(msgspec.structs.replace(line, key=one.key + line.key) for line in one.watchlist),
    )


def replayed(log: list[tuple[int, str, int | None, str]]) -> dict[tuple[str, object], object]:
    """The rows the log gives when it is run from the beginning."""
    changes = {number: msgspec.json.decode(body, type=tuple[Change, ...]) for number, _, _, body in log}
    state: dict[tuple[str, object], object] = {}
    for number, kind, target, _ in log:
        steps = changes[number if target is None else target]
        for change in rows.reversed_changes(steps) if kind == "undo" else steps:
            if change.before is not None:
                assert state.pop((change.table, change.before["key"])) == change.before
            if change.after is not None:
                state[change.table, change.after["key"]] = change.after
    return state


@settings(max_examples=60, deadline=None)
@given(st.lists(command, max_size=12))
def test_undo_and_redo_follow_a_simple_model(commands: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, user_store(Path(folder)) as store:
        past: list[dict[str, Portfolio]] = []
        future: list[dict[str, Portfolio]] = []
        for verb, argument in commands:
            before = contents(store)
            if verb == "undo":
                assert (store.actions.undo(NOW) is not None) == bool(past)
                if past:
                    future.append(before)
                    assert contents(store) == past.pop()
                continue
            if verb == "redo":
                assert (store.actions.redo(NOW) is not None) == bool(future)
                if future:
                    past.append(before)
                    assert contents(store) == future.pop()
                continue
            if isinstance(argument, Portfolio):
                put = own_keys(argument)
                store.portfolios.save(Action("put"), NOW, put=[put])
                assert contents(store) == {**before, put.key: put}
            else:
                store.portfolios.save(Action("remove"), NOW, remove=[str(argument)])
                assert contents(store) == {name: one for name, one in before.items() if name != argument}
            if contents(store) != before:
                past.append(before)
                future.clear()
        assert (store.actions.next_undo() is not None) == bool(past)
        assert (store.actions.next_redo() is not None) == bool(future)
        log = store.database.rows("SELECT id, kind, target, changes FROM actions ORDER BY id")
        kept = {(table, row["key"]) for table, row in _all_rows(store)}
        assert set(replayed(log)) == kept


def _all_rows(store: UserStore) -> list[tuple[str, dict[str, object]]]:
    found = [("portfolios", dict(row)) for row in rows.select(store.database, rows.PORTFOLIOS)]
    for _, row in list(found):
        for table in (rows.HOLDINGS, rows.WATCHLIST):
            found += [
                (table.name, dict(line)) for line in rows.select(store.database, table, (str(row["key"]),))
            ]
    return found


def test_undo_survives_a_restart(folder: Path) -> None:
    first = portfolio("p1", "Mine", holding("NVDA", "10", "1000"))
    second = portfolio("p1", "Mine", holding("NVDA", "10", "1000"), holding("KO", "3"))
    with user_store(folder) as store:
        store.portfolios.save(Action("create", {"name": "Mine"}), NOW, put=[first])
        store.portfolios.save(Action("add_holding", {"symbol": "KO"}), NOW, put=[second])
    with user_store(folder) as store:
        assert store.actions.undo(NOW) == Action("add_holding", {"symbol": "KO"})
        assert store.portfolios.all() == (first,)
    with user_store(folder) as store:
        assert store.actions.next_redo() == Action("add_holding", {"symbol": "KO"})
        assert store.actions.redo(NOW) == Action("add_holding", {"symbol": "KO"})
        assert store.portfolios.all() == (second,)


def test_the_log_only_grows(store: UserStore) -> None:
    store.portfolios.save(Action("create"), NOW, put=[portfolio()])
    store.actions.undo(NOW)
    store.actions.redo(NOW)
    assert store.database.rows("SELECT id, kind, target FROM actions") == [
        (1, "do", None),
        (2, "undo", 1),
        (3, "redo", 1),
    ]


def test_saving_what_is_stored_already_is_no_action(store: UserStore) -> None:
    store.portfolios.save(Action("create"), NOW, put=[portfolio("p1", "Mine", holding())])
    store.portfolios.save(Action("rename"), NOW, put=[portfolio("p1", "Mine", holding())])
    assert store.actions.next_undo() == Action("create")


def test_what_was_seeded_cannot_be_undone(store: UserStore) -> None:
    store.portfolios.save(Action("seed"), NOW, put=[portfolio()], undoable=False)
    assert store.actions.undo(NOW) is None
    assert store.portfolios.all() == (portfolio(),)


def test_the_order_of_rows_is_kept(store: UserStore) -> None:
    a, b, c = holding("A"), holding("B"), holding("C")
    for order in ([a, b, c], [c, a, b], [b], [b, a]):
        store.portfolios.save(Action("edit"), NOW, put=[portfolio("p1", "Mine", *order)])
        assert store.portfolios.load("p1") == portfolio("p1", "Mine", *order)
    for order in ([b], [c, a, b], [a, b, c]):
        store.actions.undo(NOW)
        assert store.portfolios.load("p1") == portfolio("p1", "Mine", *order)


def test_a_row_changed_from_outside_is_not_undone_blindly(store: UserStore) -> None:
    store.portfolios.save(Action("create"), NOW, put=[portfolio("p1", "Mine", holding("NVDA", "10"))])
    with store.database.transaction():
        store.database.execute("UPDATE holdings SET quantity = '11'")
    with pytest.raises(faults.Damaged):
        store.portfolios.all()
    with pytest.raises(faults.Damaged):
        store.actions.undo(NOW)
    assert store.database.rows("SELECT quantity FROM holdings") == [("11",)]


def test_decimals_are_stored_as_they_are(store: UserStore) -> None:
    exact = holding("X", "0.1000000000000000000000000000001", "1E+3", manual_price=Decimal("-0.00"))
    store.portfolios.save(Action("create"), NOW, put=[portfolio("p1", "Mine", exact)])
    (found,) = store.portfolios.all()[0].holdings
    assert str(found.quantity) == "0.1000000000000000000000000000001"
    assert (str(found.cost), str(found.manual_price)) == ("1E+3", "-0.00")
