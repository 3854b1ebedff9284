"""What counts as a change in the world, what as a change of the data, and what as none."""

from decimal import Decimal

import msgspec
import pytest

from screener.domain.assessment import Assessment
from screener.domain.watch.compare import Comparison, compare
from screener.wording import strict_sentence
from tests.builders.assessments import FEED, FILING, PRESS, empty_assessment, figure, sample_assessment
from tests.builders.changes import changed_company, judged, made_with, pe, placed, the_company

SAMPLE = sample_assessment()


def moved(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(one.symbol, one.screen, one.before, one.after) for one in comparison.alerts]


def listed(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(one.symbol, one.screen, one.before, one.after) for one in comparison.data_changed]


def test_the_same_again_is_no_change() -> None:
    later = msgspec.structs.replace(SAMPLE, made_at=SAMPLE.made_at.replace(hour=20))
    assert compare(SAMPLE, later) == Comparison()


def test_other_values_at_the_same_severity_are_no_change() -> None:
    before = judged(SAMPLE, "nvidia", pe(2, figure("pe_ttm", "41")))
    after = judged(SAMPLE, "nvidia", pe(2, figure("pe_ttm", "59")))
    assert compare(before, after) == Comparison()


@pytest.mark.parametrize(("before", "after"), [(2, 3), (3, 2), (0, 4)])
def test_a_severity_that_moved_is_an_alert(before: int, after: int) -> None:
    comparison = compare(judged(SAMPLE, "nvidia", pe(before)), judged(SAMPLE, "nvidia", pe(after)))
    assert moved(comparison) == [("NVDA", "pe_ttm", str(before), str(after))]
    assert comparison.data_changed == ()
    change = comparison.alerts[0]
    assert (change.company, change.name, change.why) == ("nvidia", "NVIDIA", None)
    assert strict_sentence(change.message) == f"NVDA: P/E went from severity {before} to severity {after}."


@pytest.mark.parametrize(
    ("place", "strength", "severity", "after", "said"),
    [
        ("adjacent", None, 1, "adjacent/1", "NVDA: its place in the ring went from inside to adjacent."),
        (
            "inside",
            "announced",
            2,
            "inside/announced/2",
            "NVDA: the best loop it is on went from firm to announced.",
        ),
        (
            "inside",
            "firm",
            4,
            "inside/firm/4",
            "NVDA: place in the ring went from severity 3 to severity 4.",
        ),
    ],
)
def test_a_place_that_moved_is_an_alert(
    place: str, strength: str | None, severity: int, after: str, said: str
) -> None:
    comparison = compare(
        placed(SAMPLE, "nvidia", "inside", "firm", 3), placed(SAMPLE, "nvidia", place, strength, severity)
    )
    assert moved(comparison) == [("NVDA", "ring_place", "inside/firm/3", after)]
    assert strict_sentence(comparison.alerts[0].message) == said


def test_a_crash_of_everything_is_one_alert_a_company_and_then_silence() -> None:
    calm = crash = SAMPLE
    for company in SAMPLE.companies:
        calm, crash = judged(calm, company.key, pe(4)), judged(crash, company.key, pe(1))
    comparison = compare(calm, crash)
    assert [one.company for one in comparison.alerts] == [company.key for company in SAMPLE.companies]
    assert compare(crash, crash) == Comparison()


@pytest.mark.parametrize(
    "part",
    [
        {"mode": "delayed"},
        {"program": "0.2.0"},
        {"ledger": "ledger-2"},
        {"snapshot": "snapshot-2"},
        {"thresholds": "thresholds-2"},
        {"strength_floor": "firm"},
        {"sources": ("Another Feed", "Yahoo Finance")},
    ],
    ids=lambda part: next(iter(part)),
)
def test_another_basis_never_alerts_and_says_what_differs(part: dict[str, object]) -> None:
    before = judged(SAMPLE, "nvidia", pe(1))
    after = made_with(judged(SAMPLE, "nvidia", pe(4)), **part)
    comparison = compare(before, after)
    assert comparison.alerts == ()
    assert listed(comparison) == [("NVDA", "pe_ttm", "1", "4")]
    why = comparison.data_changed[0].why
    assert why is not None
    now = next(iter(part.values()))
    assert (", ".join(now) if isinstance(now, tuple) else str(now)) in strict_sentence(why)


@pytest.mark.parametrize(("before", "after", "said"), [(None, 3, "not known before"), (3, None, "any more")])
def test_an_answer_that_came_or_went_is_a_change_of_the_data(
    before: int | None, after: int | None, said: str
) -> None:
    comparison = compare(judged(SAMPLE, "nvidia", pe(before)), judged(SAMPLE, "nvidia", pe(after)))
    assert comparison.alerts == ()
    assert listed(comparison) == [("NVDA", "pe_ttm", str(before or "unknown"), str(after or "unknown"))]
    why = comparison.data_changed[0].why
    assert why is not None
    assert said in strict_sentence(why)


def test_a_place_that_is_not_known_any_more_is_a_change_of_the_data() -> None:
    comparison = compare(
        placed(SAMPLE, "nvidia", "inside", "firm", 3), placed(SAMPLE, "nvidia", "not_known", None, None)
    )
    assert comparison.alerts == ()
    assert listed(comparison) == [("NVDA", "ring_place", "inside/firm/3", "not_known")]


def test_a_figure_from_another_source_is_a_change_of_the_data() -> None:
    before = judged(SAMPLE, "nvidia", pe(1, figure("price", "100", source=FEED)))
    for source, is_alert in ((PRESS, False), (FILING, False), (FEED, True)):
        after = judged(SAMPLE, "nvidia", pe(4, figure("price", "400", source=source)))
        comparison = compare(before, after)
        assert bool(comparison.alerts) is is_alert
        assert bool(comparison.data_changed) is not is_alert
        for change in comparison.data_changed:
            assert change.why is not None
            assert source.title in strict_sentence(change.why)


def test_newer_statements_are_a_change_of_the_data_and_a_newer_market_value_is_not() -> None:
    def stated(severity: int, revenue: str, cap: str) -> Assessment:
        facts = (figure("revenue", revenue), figure("market_cap", cap))
        return changed_company(judged(SAMPLE, "nvidia", pe(severity)), "nvidia", facts=facts)

    before = stated(1, "100", "5")
    (change,) = compare(before, stated(4, "120", "5")).data_changed
    assert change.why is not None
    assert strict_sentence(change.why) == "Newer statements were read since then."
    assert len(compare(before, stated(4, "100", "6")).alerts) == 1


def test_what_was_added_or_removed_is_the_users_doing() -> None:
    without = msgspec.structs.replace(SAMPLE, companies=SAMPLE.companies[1:])
    worse = judged(SAMPLE, "nvidia", pe(4))
    assert compare(without, worse) == Comparison()
    assert compare(worse, without) == Comparison()
    assert compare(empty_assessment(), SAMPLE) == Comparison()


def test_a_company_seen_through_funds_only_is_not_followed() -> None:
    def only_through_funds(assessment: Assessment) -> Assessment:
        kept = tuple(one for one in assessment.positions if one.company != "nvidia")
        alone = changed_company(assessment, "nvidia", direct=Decimal(0))
        return msgspec.structs.replace(alone, positions=kept)

    before, after = judged(SAMPLE, "nvidia", pe(1)), judged(SAMPLE, "nvidia", pe(4))
    assert compare(only_through_funds(before), only_through_funds(after)) == Comparison()
    # Bought today: it was not followed yesterday.
    assert compare(only_through_funds(before), after) == Comparison()


def test_a_watched_company_is_followed() -> None:
    def watched(assessment: Assessment) -> Assessment:
        entry = next(one for one in assessment.positions if one.company == "nvidia")
        kept = tuple(one for one in assessment.positions if one.company != "nvidia")
        alone = changed_company(assessment, "nvidia", direct=Decimal(0), weight=Decimal(0))
        return msgspec.structs.replace(alone, positions=kept, watchlist=(*alone.watchlist, entry))

    before, after = judged(SAMPLE, "nvidia", pe(1)), judged(SAMPLE, "nvidia", pe(4))
    assert moved(compare(watched(before), watched(after))) == [("NVDA", "pe_ttm", "1", "4")]


def test_a_screen_switched_on_or_off_is_no_change() -> None:
    fewer = changed_company(SAMPLE, "nvidia", findings=the_company(SAMPLE, "nvidia").findings[1:])
    assert compare(SAMPLE, fewer) == Comparison()
    assert compare(fewer, SAMPLE) == Comparison()
