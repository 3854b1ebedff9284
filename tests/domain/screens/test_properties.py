"""What holds for every screen whatever the numbers are (methods, section 4)."""

import random
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain import families, frames, screen
from screener.domain.figure import Figure
from screener.domain.frames import CompanyInputs
from screener.domain.message import Unit
from screener.domain.screens import SCREENS, Screen
from screener.domain.screens.base import NOT_APPLICABLE, UNKNOWN, Steps, ThresholdSet
from screener.domain.sensitivity import moved
from tests.builders.companies import ON
from tests.builders.random_companies import synthetic

COMPANIES = synthetic(600, seed=21)
FRAME = frames.build(COMPANIES, ON)
each_screen = pytest.mark.parametrize("one", SCREENS, ids=lambda one: one.id)


def severities(companies: list[CompanyInputs], thresholds: ThresholdSet | None = None) -> np.ndarray:
    frame = FRAME if companies is COMPANIES else frames.build(companies, ON)
    return screen.run_all(frame, thresholds or ThresholdSet()).severity


@given(
    steps=st.lists(st.floats(-100, 100), min_size=1, max_size=4, unique=True),
    value=st.floats(-200, 200),
    more=st.floats(0, 100),
    above=st.booleans(),
    inclusive=st.booleans(),
)
def test_a_worse_value_is_never_judged_milder(
    steps: list[float], value: float, more: float, above: bool, inclusive: bool
) -> None:
    ladder = Steps(tuple(sorted(steps, reverse=not above)), above=above, inclusive=inclusive)
    worse = value + more if above else value - more
    first, second = ladder.severity(np.array([value, worse]))
    assert 0 <= first <= second <= len(steps)


def test_what_has_no_value_passes_no_step() -> None:
    for above in (True, False):
        assert Steps((1.0, 2.0), above=above).severity(np.array([np.nan])).tolist() == [0]


@pytest.mark.parametrize("by", [-0.2, -0.5, 0.2, 0.5])
def test_stricter_steps_never_judge_milder_and_change_no_answer_that_is_none(by: float) -> None:
    base, other = severities(COMPANIES), severities(COMPANIES, moved(ThresholdSet(), by))
    judged = (base >= 0) & (other >= 0)
    assert ((other >= base) if by < 0 else (other <= base))[judged].all()
    assert np.array_equal(base == NOT_APPLICABLE, other == NOT_APPLICABLE)


@settings(max_examples=8)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_companies_does_not_matter(seed: int) -> None:
    order = list(range(len(COMPANIES)))
    random.Random(seed).shuffle(order)
    shuffled = severities([COMPANIES[number] for number in order])
    assert np.array_equal(shuffled, severities(COMPANIES)[order])


@pytest.mark.parametrize("times", ["0.001", "7", "1000"])
def test_the_unit_money_is_counted_in_does_not_matter(times: str) -> None:
    factor = Decimal(times)

    def scaled(figure: object) -> object:
        if isinstance(figure, Figure) and figure.unit in (Unit.MONEY, Unit.PER_SHARE):
            return msgspec.structs.replace(figure, value=figure.value * factor)
        return figure

    def company(one: CompanyInputs) -> CompanyInputs:
        known = one.company
        changed = msgspec.structs.replace(
            known,
            facts={name: scaled(fact) for name, fact in known.facts.items()},
            annual={name: tuple(map(scaled, series)) for name, series in known.annual.items()},
        )
        return msgspec.structs.replace(one, company=changed, price=scaled(one.price))

    assert np.array_equal(severities([company(one) for one in COMPANIES]), severities(COMPANIES))


@each_screen
def test_an_answer_has_a_value_only_where_it_is_known(one: Screen) -> None:
    table = screen.run_all(FRAME, screens=(one,))
    ruling = table.rulings[0]
    lost = np.isin(ruling.severity, (UNKNOWN, NOT_APPLICABLE))
    for row in np.flatnonzero(lost)[:40]:
        found = screen.findings(table, int(row))[0]
        assert found.value is None
        assert not found.covered


def test_switching_a_screen_off_changes_no_other_answer() -> None:
    whole = severities(COMPANIES)
    for column, one in enumerate(SCREENS):
        rest = tuple(other for other in SCREENS if other is not one)
        without = screen.run_all(FRAME, screens=rest).severity
        assert np.array_equal(without, np.delete(whole, column, axis=1))


def test_a_screen_that_only_informs_never_moves_a_level() -> None:
    gauges = {one.id for one in SCREENS if not one.steps.values}
    judging = tuple(one for one in SCREENS if one.id not in gauges)
    full, bare = screen.run_all(FRAME), screen.run_all(FRAME, screens=judging)
    levels = [families.weigh(table.severity, table.old, table.screens).level for table in (full, bare)]
    assert {"return_share", "ai_role", "cluster_beta", "effective_n"} <= gauges
    assert np.array_equal(*levels)
