"""The user's own prices are kept exactly, changed as one action, and damage to them is seen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.domain.own_price import OwnPrice
from screener.errors import StorageError
from screener.store.actions import Action
from screener.store.user import UserStore
from tests.builders.stores import NOW


def own(symbol: str = "ABCX", price: str = "12.50", day: date = date(2026, 10, 1)) -> OwnPrice:
    return OwnPrice(symbol, Decimal(price), "USD", day, "my prices.csv", NOW)


def test_what_was_stored_comes_back_exactly(store: UserStore) -> None:
    both = {"ABCX": own(), "輝達": own("輝達", "0.000001")}
    store.prices.put(Action("prices"), NOW, both)
    assert store.prices.all() == both


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(price=st.decimals(min_value="0.00000001", max_value="1E9", places=8), day=st.dates())
def test_no_digit_is_lost(store: UserStore, price: Decimal, day: date) -> None:
    kept = own(price=str(price), day=day)
    store.prices.put(Action("prices"), NOW, {"ABCX": kept})
    assert store.prices.all()["ABCX"] == kept


def test_a_list_is_taken_back_and_done_again_whole(store: UserStore) -> None:
    before = {"ABCX": own(price="10")}
    after = {"ABCX": own(price="11"), "DEFX": own("DEFX")}
    store.prices.put(Action("prices", {"count": "1"}), NOW, before)
    store.prices.put(Action("prices", {"count": "2"}), NOW, after)
    store.actions.undo(NOW)
    assert store.prices.all() == before
    store.actions.undo(NOW)
    assert store.prices.all() == {}
    store.actions.redo(NOW)
    store.actions.redo(NOW)
    assert store.prices.all() == after


def test_a_long_list_is_read_again_only_after_a_change(store: UserStore) -> None:
    store.prices.put(Action("prices"), NOW, {"ABCX": own()})
    read = store.prices.all()
    assert store.prices.all() is read
    with pytest.raises(TypeError):
        read["ABCX"] = own(price="1")  # type: ignore[index]
    store.prices.put(Action("prices"), NOW, {"ABCX": own(price="11")})
    assert store.prices.all() == {"ABCX": own(price="11")}


def test_removing_leaves_the_others(store: UserStore) -> None:
    store.prices.put(Action("prices"), NOW, {"ABCX": own(), "DEFX": own("DEFX")})
    store.prices.put(Action("price_removed"), NOW, {"ABCX": None})
    assert store.prices.all() == {"DEFX": own("DEFX")}


def test_nothing_changed_is_no_action(store: UserStore) -> None:
    store.prices.put(Action("prices", {"count": "1"}), NOW, {"ABCX": own()})
    store.prices.put(Action("price_removed"), NOW, {"OTHER": None})
    assert store.actions.next_undo() == Action("prices", {"count": "1"})


@pytest.mark.parametrize("change", ["price = '99'", "currency = 'EUR'", "day = '2026-10-02'", "file = 'x'"])
def test_a_row_that_is_not_what_was_written_is_noticed(store: UserStore, change: str) -> None:
    store.prices.put(Action("prices"), NOW, {"ABCX": own()})
    with store.database.transaction():
        store.database.execute(f"UPDATE own_prices SET {change}")
    with pytest.raises(StorageError, match="damaged"):
        store.prices.all()
