"""Levels: the rule of the second-worst family, coverage, colour, and what must hold for any findings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain import families, frames, screen
from screener.domain.families import JUDGED, Judgement
from screener.domain.finding import Family
from screener.domain.screens import SCREENS, Screen
from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN
from tests.builders.companies import ON, UGLY, inputs, standing
from tests.builders.random_companies import synthetic

SEVERITIES = st.sampled_from([UNKNOWN, NOT_APPLICABLE, INFORMATION, 0, 1, 2, 3, 4])
ROW = st.lists(SEVERITIES, min_size=len(SCREENS), max_size=len(SCREENS))


def weigh(row: list[int], screens: tuple[Screen, ...] = SCREENS, old: list[bool] | None = None) -> Judgement:
    age = [False] * len(row) if old is None else old
    return families.weigh(np.array([row], dtype=np.int8), np.array([age]), screens)


def bounds(row: list[int], screens: tuple[Screen, ...] = SCREENS) -> tuple[int, int]:
    judged = weigh(row, screens)
    return int(judged.low[0]), int(judged.high[0])


def row_of(**by_screen: int) -> list[int]:
    """Severities by screen id, 0 for the rest."""
    return [by_screen.get(one.id, 0) for one in SCREENS]


@pytest.mark.parametrize(
    ("severities", "level"),
    [
        ({}, 0),
        ({"pe_ttm": 4}, 3),
        ({"pe_ttm": 4, "debt_equity": 4}, 4),
        ({"debt_equity": 4, "capex_ocf": 4, "interest_cover": 4}, 3),
        ({"pe_ttm": 2}, 1),
        ({"pe_ttm": 2, "top_customer": 2}, 2),
        ({"pe_ttm": 1}, 0),
        ({"pe_ttm": 3, "ring_place": 1}, 2),
        ({"pe_ttm": 4, "ring_place": 3}, 3),
    ],
)
def test_the_level_is_the_second_worst_family_and_at_least_one_below_the_worst(
    severities: dict[str, int], level: int
) -> None:
    assert weigh(row_of(**severities)).verdict(0).level == level


def test_market_exposure_never_judges_a_company() -> None:
    assert weigh(row_of(ai_role=4)).verdict(0).level == 0
    assert "market_exposure" not in JUDGED


def test_two_screens_with_one_core_name_count_once() -> None:
    one_known = weigh(row_of(interest_cover=UNKNOWN)).verdict(0)
    assert (one_known.known_core, one_known.applicable_core) == (6, 6)
    none_known = weigh(row_of(interest_cover=UNKNOWN, net_debt_ebitda=UNKNOWN)).verdict(0)
    assert (none_known.known_core, none_known.applicable_core) == (5, 6)


def test_what_does_not_apply_leaves_the_denominator() -> None:
    spending = [one.id for one in SCREENS if one.family == "debt_spending"]
    bank = row_of(**dict.fromkeys(spending, NOT_APPLICABLE))
    verdict = weigh(bank).verdict(0)
    assert (verdict.known_core, verdict.applicable_core, verdict.coverage) == (3, 3, 1.0)
    assert verdict.family_levels["debt_spending"] is None
    assert verdict.colour == "green"


def test_old_figures_keep_their_severity_and_are_not_covered() -> None:
    row = row_of(pe_ttm=4)
    age = [one.id in ("pe_ttm", "debt_equity") for one in SCREENS]
    verdict = weigh(row, old=age).verdict(0)
    assert (verdict.level, verdict.known_core) == (3, 4)


def test_information_is_known_and_weighs_nothing() -> None:
    verdict = weigh(row_of(debt_equity=INFORMATION)).verdict(0)
    assert (verdict.level, verdict.coverage) == (0, 1.0)


@pytest.mark.parametrize(
    ("row", "level", "colour"),
    [
        (row_of(), 0, "green"),
        (row_of(top_customer=UNKNOWN), 0, "green"),
        (row_of(top_customer=UNKNOWN, pe_ttm=UNKNOWN), 0, "grey"),
        (row_of(top_customer=UNKNOWN, pe_ttm=UNKNOWN, debt_equity=3), 2, "level"),
        (row_of(top_customer=UNKNOWN, pe_ttm=UNKNOWN, debt_equity=UNKNOWN), 0, "grey"),
        (row_of(top_customer=UNKNOWN, pe_ttm=UNKNOWN, debt_equity=UNKNOWN, ring_place=UNKNOWN), None, "grey"),
        ([UNKNOWN] * len(SCREENS), None, "grey"),
    ],
)
def test_green_needs_nearly_everything_seen(row: list[int], level: int | None, colour: str) -> None:
    verdict = weigh(row).verdict(0)
    assert (verdict.level, verdict.colour) == (level, colour)


def test_a_family_with_nothing_known_has_no_level() -> None:
    families_lost = ("concentration", "earnings_quality")
    lost = [one.id for one in SCREENS if one.family in families_lost]
    verdict = weigh(row_of(**dict.fromkeys(lost, UNKNOWN), capex_ocf=UNKNOWN, debt_equity=2)).verdict(0)
    assert [verdict.family_levels[family] for family in families_lost] == [None, None]
    assert verdict.family_levels["debt_spending"] == 2


@given(row=ROW, column=st.integers(0, len(SCREENS) - 1))
def test_a_worse_finding_never_lowers_either_end(row: list[int], column: int) -> None:
    if not 0 <= row[column] < 4:
        return
    worse = [*row[:column], row[column] + 1, *row[column + 1 :]]
    assert all(new >= old for new, old in zip(bounds(worse), bounds(row), strict=True))


@given(row=ROW, shuffled=st.permutations(range(len(SCREENS))))
def test_the_order_of_the_screens_does_not_matter(row: list[int], shuffled: list[int]) -> None:
    plain = weigh(row).verdict(0)
    mixed = weigh([row[n] for n in shuffled], tuple(SCREENS[n] for n in shuffled)).verdict(0)
    assert mixed == plain


@given(row=ROW, column=st.integers(0, len(SCREENS) - 1))
def test_losing_an_answer_never_narrows_the_range(row: list[int], column: int) -> None:
    if row[column] < 0:
        return
    low, high = bounds(row)
    unknown_low, unknown_high = bounds([*row[:column], UNKNOWN, *row[column + 1 :]])
    assert unknown_low <= low <= high <= unknown_high


@given(row=ROW, family=st.sampled_from(JUDGED))
def test_another_screen_without_an_answer_never_lowers_the_high_or_raises_the_low_end(
    row: list[int], family: Family
) -> None:
    more = (*SCREENS, Screen("another", family, SCREENS[0].judge, SCREENS[0].tell))
    low, high = bounds(row)
    new_low, new_high = bounds([*row, UNKNOWN], more)
    assert new_low <= low
    assert new_high >= high


@given(row=ROW)
def test_the_level_shown_is_the_low_end_or_none(row: list[int]) -> None:
    judged = weigh(row)
    verdict = judged.verdict(0)
    assert 0 <= judged.low[0] <= judged.high[0] <= 4
    assert verdict.level in (None, int(judged.low[0]))
    if verdict.colour == "green":
        assert verdict.level is not None
        assert verdict.level <= 1
        assert verdict.applicable_core - verdict.known_core <= 1


def test_many_rows_are_judged_as_each_alone() -> None:
    companies = synthetic(80, seed=5)
    together = families.judge(screen.run_all(frames.build(companies, ON)))
    alone = [families.judge(screen.run_all(frames.build([one], ON)))[0] for one in companies]
    assert list(together) == alone


def test_nothing_and_nobody() -> None:
    assert families.judge(screen.run_all(frames.build([], ON))) == ()
    assert families.judge(screen.run_all(frames.build([inputs()], ON), screens=()))[0].level is None
    verdict = families.judge(screen.run_all(frames.build(UGLY["nothing stated"](), ON)))[0]
    assert (verdict.level, verdict.colour, verdict.coverage) == (None, "grey", 0.0)


def test_the_ordinary_company_is_green_at_worst_one_unknown() -> None:
    verdict = families.judge(screen.run_all(frames.build([inputs(standing=standing("outside"))], ON)))[0]
    assert (verdict.level, verdict.colour, verdict.known_core, verdict.applicable_core) == (0, "green", 5, 6)
