"""What every screen must do with whatever it is given; a new screen is tested here by itself."""

from decimal import Decimal

import numpy as np
import pytest

from screener.domain import frames, screen
from screener.domain.finding import FAMILIES, Finding
from screener.domain.screens import SCREENS, Screen
from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN, ThresholdSet
from screener.wording import strict_sentence
from screener.wording.labels import is_labelled
from tests.builders.companies import ON, UGLY, finding, inputs
from tests.builders.plain_rules import judge_all, rows
from tests.builders.random_companies import synthetic

OF_THE_PORTFOLIO = {"effective_n"}
CODES = {UNKNOWN, NOT_APPLICABLE, INFORMATION, 0, 1, 2, 3, 4}
each_screen = pytest.mark.parametrize("one", SCREENS, ids=lambda one: one.id)


def _check(found: Finding) -> None:
    assert strict_sentence(found.message)
    if found.state != "known":
        assert found.severity is None
        assert found.value is None
        assert not found.covered
    for figure in (*found.figures, *([found.value] if found.value else [])):
        assert figure.source.title
        assert figure.value.is_finite()


@each_screen
@pytest.mark.parametrize("ugly", UGLY)
def test_ugly_companies_get_a_sentence_and_no_accident(one: Screen, ugly: str) -> None:
    frame = frames.build(UGLY[ugly](), ON)
    table = screen.run_all(frame, screens=(one,))
    ruling = table.rulings[0]
    assert ruling.severity.shape == (len(frame),)
    assert set(ruling.severity.tolist()) <= CODES
    for row in range(len(frame)):
        for found in screen.findings(table, row):
            _check(found)


@each_screen
def test_nothing_stated_is_not_known_and_never_fine(one: Screen) -> None:
    for ugly in ("nothing stated", "all said to be unknown"):
        severity = screen.run_all(frames.build(UGLY[ugly](), ON), screens=(one,)).rulings[0].severity
        expected = NOT_APPLICABLE if one.id in OF_THE_PORTFOLIO else UNKNOWN
        assert severity.tolist() == [expected]


@each_screen
def test_random_companies_are_worded(one: Screen) -> None:
    table = screen.run_all(frames.build(synthetic(400, seed=7), ON), screens=(one,))
    for row in range(400):
        for found in screen.findings(table, row):
            _check(found)


def test_all_rows_at_once_say_what_each_row_alone_says() -> None:
    companies = synthetic(120, seed=3)
    together = screen.run_all(frames.build(companies, ON))
    for row, one in enumerate(companies):
        alone = screen.run_all(frames.build([one], ON))
        assert screen.findings(alone, 0) == screen.findings(together, row)


def test_the_plain_rules_agree_with_the_vectorised_ones() -> None:
    frame = frames.build(synthetic(3000, seed=11), ON)
    severity = screen.run_all(frame).severity
    assert np.array_equal(severity, np.array(judge_all(rows(frame)), dtype=np.int8))
    for column, one in enumerate(SCREENS):
        if one.id in OF_THE_PORTFOLIO:
            continue
        seen = set(severity[:, column].tolist())
        enough = 3 if one.steps.values else 2
        assert len(seen) >= enough, f"{one.id}: the random companies reach only {seen}"


def test_ids_families_and_names_are_in_order() -> None:
    ids = [one.id for one in SCREENS]
    assert len(set(ids)) == len(ids)
    for one in SCREENS:
        assert one.family in FAMILIES
        assert is_labelled("screen", one.id)


@each_screen
def test_steps_only_rise(one: Screen) -> None:
    steps = one.steps.values if one.steps.above else tuple(-step for step in one.steps.values)
    assert list(steps) == sorted(set(steps))


def test_own_steps_replace_the_shipped_ones_and_say_so() -> None:
    dear = inputs({"eps_diluted": 4})  # P/E 25
    strict = ThresholdSet("mine", {"pe_ttm": (10.0, 20.0, 24.0, 50.0)})
    shipped, own = finding("pe_ttm", dear), finding("pe_ttm", dear, thresholds=strict)
    assert (shipped.severity, own.severity) == (0, 3)
    assert shipped.thresholds is not None
    assert own.thresholds is not None
    assert own.thresholds.steps == (10.0, 20.0, 24.0, 50.0)
    assert (shipped.thresholds.origin.id, own.thresholds.origin.id) == ("origin.pe_ttm", "origin.user")
    assert own.value is not None
    assert own.value.value == Decimal(25)
