from datetime import date

import pytest
from msgspec.structs import replace

from screener.domain.figure import Source, Tier
from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs, standing


def place(*args: object, **options: object):
    return finding("ring_place", inputs(standing=standing(*args, **options)))


@pytest.mark.parametrize(
    ("where", "strength", "severity"),
    [
        ("inside", "firm", 3),
        ("inside", "announced", 2),
        ("inside", "contingent", 1),
        ("adjacent", None, 1),
        ("adjacent", "contingent", 1),
        ("outside", None, 0),
    ],
)
def test_place_and_strength_make_the_severity(where: str, strength: str | None, severity: int) -> None:
    assert place(where, strength).severity == severity
    assert place(where, strength, "0.49").severity == severity
    assert place(where, strength, "0.5").severity == severity + 1


def test_not_known_is_not_known_whatever_the_tie() -> None:
    assert place("not_known", None, "0.9").state == "unknown"


def test_half_the_business_is_said_with_its_share_and_day() -> None:
    found = place("inside", "firm", "0.57")
    text = strict_sentence(found.message)
    assert "the strongest signed" in text
    assert "(57%, measured by backlog, 31 Dec 2025; stated by the company)" in text
    assert [figure.name for figure in found.figures] == ["customer_share"]


def test_an_old_tie_is_marked_and_one_that_is_too_old_adds_nothing() -> None:
    old, too_old = (
        place("adjacent", None, "0.6", date(2025, 1, 1)),
        place("adjacent", None, "0.6", date(2023, 1, 1)),
    )
    assert (old.severity, old.old) == (2, True)
    assert (too_old.severity, too_old.old) == (1, False)


@pytest.mark.parametrize(
    ("tier", "derived", "words"),
    [
        ("press", True, "estimated by a press calculation"),
        ("press", False, "reported by the press"),
        ("secondary", False, "reported at second hand"),
        ("primary", True, "worked out from what the company states"),
    ],
)
def test_a_share_that_the_company_did_not_state_is_said_to_be_one(
    tier: Tier, derived: bool, words: str
) -> None:
    made = standing("inside", "firm", "0.57")
    assert made.tie.share is not None
    share = replace(made.tie.share, source=Source("a page", tier=tier), derived=derived)
    found = finding("ring_place", inputs(standing=replace(made, tie=replace(made.tie, share=share))))
    assert words in strict_sentence(found.message)


def test_half_by_financing_given_is_our_own_calculation() -> None:
    made = standing("inside", "firm", "0.57")
    tie = replace(made.tie, measure="vendor_financing")
    found = finding("ring_place", inputs(standing=replace(made, tie=tie)))
    assert "by our own calculation" in strict_sentence(found.message)
