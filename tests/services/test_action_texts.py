"""What undo and redo say they take back."""

import pytest

from screener.services.action_texts import text_of
from screener.store.actions import Action


@pytest.mark.parametrize(
    ("count", "said"), [("1", "Import one price from p.csv"), ("12", "Import 12 prices from p.csv")]
)
def test_one_thing_is_not_worded_as_many(count: str, said: str) -> None:
    assert text_of(Action("prices", {"count": count, "file": "p.csv"})) == said


def test_one_action_without_a_count_keeps_its_words() -> None:
    assert text_of(Action("price_removed", {"symbol": "ABCX"})) == "Remove your price of ABCX"
