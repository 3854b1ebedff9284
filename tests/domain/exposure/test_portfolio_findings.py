from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.assessment import Exposure, Money, Slice
from screener.domain.exposure.beta import Beta
from screener.domain.exposure.groups import CLUSTER_OF_ROLE
from screener.domain.exposure.portfolio_findings import portfolio_findings
from screener.domain.finding import Finding
from screener.domain.screens.base import ThresholdSet
from screener.wording import strict_sentence
from screener.wording.labels import LABELS, is_labelled
from tests.builders.companies import ON

ZERO = Decimal(0)


def exposure(
    roles: dict[str, str] | None = None, levels: dict[str, str] | None = None, n: float | None = 12.0
) -> Exposure:
    """A portfolio with these shares by role and by level."""

    def slices(parts: dict[str, str] | None) -> tuple[Slice, ...]:
        return tuple(Slice(name, Decimal(share), ()) for name, share in (parts or {}).items())

    return Exposure(
        total=Money(Decimal(1000), "USD"),
        inside_low=ZERO,
        inside_high=ZERO,
        inside_firm=ZERO,
        tied_heavily=ZERO,
        not_judged=ZERO,
        cash=ZERO,
        roles=slices(roles),
        layers=(),
        levels=slices(levels),
        effective_n=n,
    )


def found(whole: Exposure, **options: object) -> dict[str, Finding]:
    return {one.screen: one for one in portfolio_findings(whole, ON, **options)}  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("n", "severity"), [(30, 0), (29.9, 1), (20, 1), (19.9, 2), (10, 2), (9.9, 3), (5, 3), (4.9, 4), (1, 4)]
)
def test_few_equal_positions_are_judged(n: float, severity: int) -> None:
    one = found(exposure(n=n))["effective_n"]
    assert (one.severity, one.family, one.core) == (severity, "market_exposure", False)
    assert f"{n:g} equal positions" in strict_sentence(one.message)


@pytest.mark.parametrize(
    ("share", "severity"), [("0.2", 0), ("0.21", 1), ("0.35", 1), ("0.36", 2), ("0.51", 3), ("0.71", 4)]
)
def test_the_weight_of_the_cluster_is_judged(share: str, severity: int) -> None:
    half = Decimal(share) / 2
    roles = {"fuel": str(half), "neocloud": str(half), "no_role": "0.1", "not_looked_through": "0.05"}
    one = found(exposure(roles))["ai_role"]
    assert one.severity == severity
    assert {each.name: each.value for each in one.figures} == {
        "ai_weight_chips": half,
        "ai_weight_clouds": half,
    }
    assert "5% could not be looked into" in strict_sentence(one.message)


def test_financiers_end_users_and_the_unseen_are_no_part_of_the_cluster() -> None:
    roles = {"financier": "0.3", "end_user": "0.3", "no_role": "0.2", "cash": "0.2"}
    one = found(exposure(roles))["ai_role"]
    assert (one.severity, one.value.value) == (0, ZERO)
    assert set(CLUSTER_OF_ROLE) <= set(LABELS["role"])
    for group in set(CLUSTER_OF_ROLE.values()):
        assert is_labelled("field", f"ai_weight_{group}")


def test_high_levels_and_the_unrated_are_said_and_not_judged() -> None:
    one = found(exposure(levels={"0": "0.3", "3": "0.25", "4": "0.15", "not_rated": "0.3"}))["levels"]
    assert (one.state, one.severity) == ("known", None)
    assert strict_sentence(one.message) == (
        "Of your money, 40% is in companies at level 3 or higher; 30% could not be rated."
    )


def test_the_beta_is_information() -> None:
    beta = Beta(0.64, 0.1, 1.1, 0.64, 104, ON, "Exchange")
    one = found(exposure(), beta=(beta, 0.92))["cluster_beta"]
    assert (one.state, one.severity) == ("known", None)
    assert "92% of the money moved 0.64% for each percent" in strict_sentence(one.message)
    assert found(exposure())["cluster_beta"].state == "unknown"


def test_own_steps_are_used_and_said() -> None:
    mine = ThresholdSet("mine", {"effective_n": (100.0, 50.0, 13.0, 2.0)})
    one = found(exposure(n=12), thresholds=mine)["effective_n"]
    assert (one.severity, one.thresholds.origin.id) == (3, "origin.user")


def test_an_empty_portfolio_has_none() -> None:
    empty = exposure(n=None)
    assert found(empty)["effective_n"].state == "unknown"
    assert portfolio_findings(Exposure(**{**_fields(empty), "total": Money(ZERO, "USD")}), ON) == ()


@given(n=st.floats(1, 1000))
def test_more_spread_is_never_worse(n: float) -> None:
    assert found(exposure(n=n + 1))["effective_n"].severity <= found(exposure(n=n))["effective_n"].severity


def _fields(whole: Exposure) -> dict[str, object]:
    return {name: getattr(whole, name) for name in whole.__struct_fields__}


@pytest.mark.parametrize(
    ("roles", "not_identified", "state"),
    [
        ({"no_role": "1"}, "1", "unknown"),
        ({"fuel": "0.1", "not_looked_through": "0.9"}, "0", "unknown"),
        ({"no_role": "0.85", "not_looked_through": "0.15"}, "0.05", "known"),
        ({"fuel": "0.4", "no_role": "0.6"}, "0.6", "known"),
    ],
)
def test_little_is_no_comfort_where_too_much_is_not_seen(
    roles: dict[str, str], not_identified: str, state: str
) -> None:
    one = found(exposure(roles), not_identified=Decimal(not_identified))["ai_role"]
    assert one.state == state
    assert (one.severity is None) is (state == "unknown")
    if state == "unknown":
        assert "is not known" in strict_sentence(one.message)
