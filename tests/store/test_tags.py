"""The user's tags are kept exactly, changed as one action, and damage to them is seen."""

import pytest

from screener.domain.tags import CompanyTags
from screener.errors import StorageError
from screener.store.actions import Action
from screener.store.user import UserStore
from tests.builders.stores import NOW

MINE = CompanyTags(("watch closely", "輝達的供應商"), role="engine", layer="")


def test_what_was_said_comes_back_exactly(store: UserStore) -> None:
    store.tags.put(Action("tags"), NOW, {"nvidia": MINE, "symbol:ABCX": CompanyTags(("new",))})
    assert store.tags.all() == {"nvidia": MINE, "symbol:ABCX": CompanyTags(("new",))}


def test_a_company_left_as_it_is_has_no_row(store: UserStore) -> None:
    store.tags.put(Action("tags"), NOW, {"nvidia": MINE})
    store.tags.put(Action("tags"), NOW, {"nvidia": CompanyTags()})
    assert store.tags.all() == {}
    assert store.database.rows("SELECT count(*) FROM company_tags") == [(0,)]


def test_nothing_changed_is_no_action(store: UserStore) -> None:
    store.tags.put(Action("tags", {"symbol": "NVDA"}), NOW, {"nvidia": MINE})
    store.tags.put(Action("role"), NOW, {"nvidia": MINE})
    assert store.actions.next_undo() == Action("tags", {"symbol": "NVDA"})


def test_each_edit_is_taken_back_and_done_again_alone(store: UserStore) -> None:
    store.tags.put(Action("tags"), NOW, {"nvidia": CompanyTags(("a",))})
    store.tags.put(Action("role"), NOW, {"nvidia": CompanyTags(("a",), role="fuel")})
    store.actions.undo(NOW)
    assert store.tags.all() == {"nvidia": CompanyTags(("a",))}
    store.actions.undo(NOW)
    assert store.tags.all() == {}
    store.actions.redo(NOW)
    store.actions.redo(NOW)
    assert store.tags.all() == {"nvidia": CompanyTags(("a",), role="fuel")}


@pytest.mark.parametrize("change", ["tags = '[\"b\"]'", "role = NULL", "layer = 'cloud'"])
def test_a_row_that_is_not_what_was_written_is_noticed(store: UserStore, change: str) -> None:
    store.tags.put(Action("tags"), NOW, {"nvidia": MINE})
    with store.database.transaction():
        store.database.execute(f"UPDATE company_tags SET {change}")
    with pytest.raises(StorageError, match="damaged"):
        store.tags.all()
