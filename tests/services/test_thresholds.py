"""The user's own thresholds: what may be set, what is kept, and what a file of them does."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.screen import DEFAULT_THRESHOLDS, SCREENS
from screener.errors import BadInput
from screener.services import thresholds
from screener.settings.values import Settings
from tests.builders.settings import Kept


@pytest.fixture
def settings() -> Settings:
    return Settings(Kept())


def row(settings: Settings, screen: str) -> thresholds.ScreenThresholds:
    return next(one for one in thresholds.rows(settings) if one.screen == screen)


STRICT_PE = (10.0, 20.0, 30.0, 40.0)


def test_every_screen_has_a_row_and_starts_as_shipped(settings: Settings) -> None:
    rows = thresholds.rows(settings)
    assert [one.screen for one in rows] == [screen.id for screen in SCREENS]
    assert not any(one.changed for one in rows)
    assert all(one.on for one in rows)
    assert thresholds.in_force(settings) == (DEFAULT_THRESHOLDS, frozenset())


def test_a_changed_screen_is_held_against_the_new_steps_under_another_id(settings: Settings) -> None:
    thresholds.change(settings, "pe_ttm", STRICT_PE)
    found, off = thresholds.in_force(settings)
    assert (found.steps, off) == ({"pe_ttm": STRICT_PE}, frozenset())
    assert found.id.startswith("yours-")
    shown = row(settings, "pe_ttm")
    assert (shown.steps, shown.changed) == (STRICT_PE, True)
    assert shown.default_steps == (25, 40, 60, 100)


def test_the_shipped_steps_set_by_hand_are_the_shipped_set(settings: Settings) -> None:
    thresholds.change(settings, "pe_ttm", STRICT_PE)
    thresholds.change(settings, "pe_ttm", row(settings, "pe_ttm").default_steps)
    assert thresholds.in_force(settings) == (DEFAULT_THRESHOLDS, frozenset())


def test_switching_off_is_part_of_the_set_and_switching_on_takes_it_back(settings: Settings) -> None:
    thresholds.switch(settings, "beneish", on=False)
    found, off = thresholds.in_force(settings)
    assert off == {"beneish"}
    assert found.id != DEFAULT_THRESHOLDS.id
    assert not row(settings, "beneish").on
    thresholds.switch(settings, "beneish", on=True)
    assert thresholds.in_force(settings) == (DEFAULT_THRESHOLDS, frozenset())


def test_one_screen_or_all_go_back_to_what_is_shipped(settings: Settings) -> None:
    thresholds.change(settings, "pe_ttm", STRICT_PE)
    thresholds.change(settings, "price_sales", (1.0, 2.0, 3.0, 4.0))
    thresholds.switch(settings, "pe_ttm", on=False)
    thresholds.reset(settings, "pe_ttm")
    found, off = thresholds.in_force(settings)
    assert (set(found.steps), off) == ({"price_sales"}, frozenset())
    thresholds.reset(settings)
    assert thresholds.in_force(settings) == (DEFAULT_THRESHOLDS, frozenset())


@pytest.mark.parametrize(
    "steps",
    [
        (40.0, 30.0, 20.0, 10.0),
        (10.0, 20.0, 30.0),
        (10.0, 20.0, 30.0, 40.0, 50.0),
        (10.0, 20.0, 20.0, 40.0),
        (10.0, 20.0, 30.0, float("inf")),
        (10.0, float("nan"), 30.0, 40.0),
        (),
    ],
)
def test_steps_that_make_no_ladder_are_refused_and_change_nothing(
    settings: Settings, steps: tuple[float, ...]
) -> None:
    with pytest.raises(BadInput, match="P/E needs 4 different steps"):
        thresholds.change(settings, "pe_ttm", steps)
    assert thresholds.in_force(settings) == (DEFAULT_THRESHOLDS, frozenset())


def test_where_less_is_worse_the_ladder_goes_down(settings: Settings) -> None:
    thresholds.change(settings, "interest_cover", (5.0, 3.0, 2.0, 1.0))
    assert row(settings, "interest_cover").steps == (5, 3, 2, 1)
    with pytest.raises(BadInput, match="stricter than the one before"):
        thresholds.change(settings, "interest_cover", (1.0, 2.0, 3.0, 5.0))


@pytest.mark.parametrize("screen", ["ring_place", "cluster_beta"])
def test_kinds_and_screens_without_steps_can_only_be_switched_off(settings: Settings, screen: str) -> None:
    assert not row(settings, screen).editable
    with pytest.raises(BadInput, match="cannot be changed"):
        thresholds.change(settings, screen, (2.0, 3.0, 4.0, 5.0))
    thresholds.switch(settings, screen, on=False)
    assert not row(settings, screen).on


def test_screens_of_the_portfolio_have_the_steps_they_use_there(settings: Settings) -> None:
    assert row(settings, "effective_n").steps == (30, 20, 10, 5)
    thresholds.change(settings, "ai_role", (0.1, 0.2, 0.3, 0.4))
    assert thresholds.in_force(settings)[0].steps == {"ai_role": (0.1, 0.2, 0.3, 0.4)}


def test_the_shipped_set_has_the_id_the_screens_give_it() -> None:
    assert DEFAULT_THRESHOLDS.id == thresholds.SHIPPED


def test_a_screen_nobody_wrote_is_refused(settings: Settings) -> None:
    with pytest.raises(BadInput, match="no screen called horoscope"):
        thresholds.change(settings, "horoscope", STRICT_PE)
    with pytest.raises(BadInput, match="no screen called horoscope"):
        thresholds.switch(settings, "horoscope", on=False)


# ---------------------------------------------------------------- files


def test_a_set_travels_in_a_file_and_keeps_its_id(settings: Settings, tmp_path: Path) -> None:
    thresholds.change(settings, "pe_ttm", STRICT_PE)
    thresholds.switch(settings, "beneish", on=False)
    file = tmp_path / "mine.json"
    file.write_text(thresholds.as_text(settings), encoding="utf-8")
    other = Settings(Kept())
    thresholds.change(other, "price_sales", (1.0, 2.0, 3.0, 4.0))
    thresholds.read_file(other, file)
    assert thresholds.in_force(other) == thresholds.in_force(settings)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["id"] == thresholds.in_force(settings)[0].id
    assert written["base"] == DEFAULT_THRESHOLDS.id
    assert written["steps"]["price_sales"] == [5, 10, 20, 30], "a whole set, not only what differs"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a set of thresholds"),
        ("[]", "is not a set of thresholds"),
        ("{" * 5000, "is not a set of thresholds"),
        ('{"format": 2, "steps": {}}', "is not a set of thresholds"),
        ('{"format": 1, "steps": {}, "more": 1}', "is not a set of thresholds"),
        ('{"format": 1, "steps": {"pe_ttm": [1, 2, 3, "x"]}}', "is not a set of thresholds"),
        ('{"format": 1, "steps": {"pe_ttm": [4, 3, 2, 1]}}', "needs 4 different steps"),
        ('{"format": 1, "steps": {"ring_place": [1, 2, 3, 5]}}', "cannot be changed"),
        ('{"format": 1, "steps": {"horoscope": [1, 2, 3, 4]}}', "no screen called horoscope"),
        ('{"format": 1, "steps": {}, "off": ["horoscope"]}', "no screen called horoscope"),
        ('{"format": 1, "steps": {}, "id": "' + "x" * 70_000 + '"}', "is not a set of thresholds"),
    ],
)
def test_a_file_that_is_no_set_changes_nothing(
    settings: Settings, tmp_path: Path, text: str, words: str
) -> None:
    thresholds.change(settings, "pe_ttm", STRICT_PE)
    before = thresholds.in_force(settings)
    file = tmp_path / "set.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=words):
        thresholds.read_file(settings, file)
    assert thresholds.in_force(settings) == before


def test_a_missing_file_is_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nowhere\.json cannot be read"):
        thresholds.read_file(settings, tmp_path / "nowhere.json")


@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_set_or_one_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(data)
    settings = Settings(Kept())
    with suppress(BadInput):
        thresholds.read_file(settings, file)
    assert thresholds.in_force(settings)[0] == DEFAULT_THRESHOLDS, "noise moves no step"


# ---------------------------------------------------------------- what another version stored


@pytest.mark.parametrize(
    "stored",
    [
        "not json",
        '{"format":7,"steps":{"pe_ttm":[1,2,3,4]}}',
        '{"format":1,"steps":{"pe_ttm":[1,2,3]},"off":["horoscope"]}',
        '{"format":1,"steps":{"pe_ttm":[4,3,2,1],"ring_place":[1,2,3,5],"horoscope":[1,2,3,4]}}',
    ],
)
def test_what_does_not_fit_this_program_counts_as_shipped(stored: str) -> None:
    settings = Settings(Kept({thresholds.SETTING: json.dumps(stored)}))
    assert thresholds.in_force(settings) == (DEFAULT_THRESHOLDS, frozenset())


@given(
    first=st.lists(st.floats(1, 1e6), min_size=4, max_size=4, unique=True),
    second=st.lists(st.floats(1, 1e6), min_size=4, max_size=4, unique=True),
)
def test_two_sets_share_an_id_only_when_they_say_the_same(first: list[float], second: list[float]) -> None:
    ids = []
    for steps in (first, second):
        settings = Settings(Kept())
        thresholds.change(settings, "pe_ttm", tuple(sorted(steps)))
        ids.append(thresholds.in_force(settings)[0].id)
    assert (ids[0] == ids[1]) == (sorted(first) == sorted(second))
