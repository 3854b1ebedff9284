"""How many levels hang on where the steps are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain import frames
from screener.domain.message import Unit
from screener.domain.screen import DEFAULT_THRESHOLDS
from screener.domain.screens import debt_equity, fcf_yield, interest_cover, pe_ttm, ring_place
from screener.domain.sensitivity import moved, sensitivity
from tests.builders.companies import ON, inputs


def at(*debts: float) -> frames.CompanyFrame:
    """Companies with that much debt on 100 of equity."""
    return frames.build(
        [inputs({"total_debt": debt, "total_equity": 100, "lease_liabilities": None}) for debt in debts],
        ON,
    )


@pytest.mark.parametrize(
    ("debt", "stricter", "looser"),
    # Steps of debt to equity: 0.4, 1, 2, 4; moved by a fifth: 1.6 or 2.4 instead of 2.
    [(210, 0, 1), (230, 0, 1), (300, 0, 0), (190, 1, 0), (150, 0, 0), (410, 0, 1)],
)
def test_a_level_changes_for_a_company_near_a_step(debt: float, stricter: int, looser: int) -> None:
    found = sensitivity(at(debt))
    assert (found.companies, found.stricter, found.looser) == (1, stricter, looser)
    assert found.either == max(stricter, looser)


def test_shares_are_of_all_companies_with_a_level() -> None:
    found = sensitivity(at(210, 190, 150, 300))
    assert (found.companies, found.stricter, found.looser, found.either) == (4, 0.25, 0.25, 0.5)


def test_a_company_without_a_level_is_not_counted() -> None:
    unknown = inputs(dict.fromkeys(("total_debt", "total_equity", "revenue", "net_income")))
    bare = frames.build([unknown, *at(300).inputs], ON)
    assert sensitivity(bare, screens=(debt_equity.SCREEN,)).companies == 1


def test_nobody_rated_is_no_share_of_anybody() -> None:
    found = sensitivity(frames.build([], ON))
    assert (found.companies, found.stricter, found.looser, found.either) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "screen", [pe_ttm.SCREEN, interest_cover.SCREEN, fcf_yield.SCREEN], ids=lambda s: s.id
)
def test_stricter_steps_are_passed_earlier_on_either_side(screen) -> None:  # type: ignore[no-untyped-def]  # a Screen
    stricter = moved(DEFAULT_THRESHOLDS, -0.2).of(screen).values
    looser = moved(DEFAULT_THRESHOLDS, 0.2).of(screen).values
    sign = 1 if screen.steps.above else -1
    for less, shipped, more in zip(stricter, screen.steps.values, looser, strict=True):
        assert less * sign <= shipped * sign <= more * sign


def test_steps_that_stand_for_kinds_are_not_moved() -> None:
    assert ring_place.SCREEN.steps.unit is Unit.COUNT
    assert moved(DEFAULT_THRESHOLDS, 0.2).of(ring_place.SCREEN) == ring_place.SCREEN.steps


@settings(max_examples=25)
@given(st.lists(st.floats(1, 1000), min_size=1, max_size=8))
def test_shares_are_of_the_rated_companies_and_either_holds_both(debts: list[float]) -> None:
    found = sensitivity(at(*debts))
    assert found.companies == len(debts)
    assert max(found.stricter, found.looser) <= found.either <= min(1, found.stricter + found.looser)
