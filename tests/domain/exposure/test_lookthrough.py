"""Seeing through funds: nothing invented, nothing lost, and honest bounds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.assessment import Place, PositionResult, Standing
from screener.domain.exposure.lookthrough import CompanyWeight, LookThrough, look_through
from screener.domain.fund import Fund
from tests.builders.exposures import fund, position, standing

D = Decimal
COMPANY_OF = {"NVDA": "nvidia", "GOOG": "alphabet", "GOOGL": "alphabet", "KO": "ko", "EQIX": "eqix"}
STANDINGS = {
    "nvidia": standing("inside", "firm"),
    "alphabet": standing("inside", "announced"),
    "ko": standing("outside"),
    "eqix": standing("not_known"),
}
RING = frozenset({"nvidia", "alphabet", "oracle", "microsoft"})


def _look(positions: list[PositionResult], *funds: Fund, ring: frozenset[str] = RING) -> LookThrough:
    return look_through(positions, {one.symbol: one for one in funds}, COMPANY_OF, STANDINGS, ring)


def test_direct_and_through_funds_are_told_apart_and_share_classes_are_one_company() -> None:
    index = fund("QQQ", [("NVDA", "0.08"), ("GOOGL", "0.03"), ("GOOG", "0.02"), ("KO", "0.01")])
    looked = _look(
        [
            position("NVDA", "0.30", company="nvidia"),
            position("GOOG", "0.10", company="alphabet"),
            position("QQQ", "0.50", fund="QQQ"),
            position("USD", "0.10", kind="cash"),
        ],
        index,
    )

    assert looked.companies == {
        "nvidia": CompanyWeight(D("0.34"), D("0.30")),
        "alphabet": CompanyWeight(D("0.125"), D("0.10")),
        "ko": CompanyWeight(D("0.005"), D(0)),
    }
    assert looked.unseen == {"QQQ": D("0.43")}
    assert looked.cash == D("0.10")


def test_a_line_nobody_knows_is_its_own_company_and_not_known() -> None:
    looked = _look([position("F", "1", fund="F")], fund("F", [("XYZ", "0.4")]), ring=frozenset())

    assert looked.companies == {"XYZ": CompanyWeight(D("0.4"), D(0))}
    (result,) = looked.funds
    assert (result.inside_low, result.inside_high) == (D(0), D("0.4"))


@pytest.mark.parametrize(
    ("lines", "low", "high"),
    [
        # Two ring members (oracle, microsoft) are not listed: each may hold at most the smallest line.
        ([("NVDA", "0.20"), ("GOOG", "0.10"), ("KO", "0.05")], "0.30", "0.40"),
        # The unseen part is smaller than what the members could hold.
        ([("NVDA", "0.50"), ("GOOG", "0.30"), ("KO", "0.15")], "0.80", "0.85"),
        # A listed line Not known adds itself.
        ([("NVDA", "0.50"), ("GOOG", "0.30"), ("EQIX", "0.05")], "0.80", "0.95"),
        # Everything is listed.
        ([("NVDA", "0.40"), ("KO", "0.60")], "0.40", "0.40"),
        # No list at all: all of it may be Inside.
        ([], "0", "1"),
        # A list that adds up to more than all of it is scaled down.
        ([("NVDA", "0.55"), ("KO", "0.55")], "0.5", "0.5"),
    ],
)
def test_the_bounds_of_a_fund(lines: list[tuple[str, str]], low: str, high: str) -> None:
    (result,) = _look([position("F", "0.5", fund="F")], fund("F", lines)).funds

    assert (result.inside_low, result.inside_high) == (D(low), D(high))


def test_a_watched_fund_is_judged_but_weighs_nothing() -> None:
    looked = _look([position("F", None, fund="F")], fund("F", [("NVDA", "0.2")]))

    (result,) = looked.funds
    assert (result.weight, result.inside_low, result.covered) == (D(0), D("0.2"), D("0.2"))
    assert looked.unseen == {"F": D(0)}
    assert all(held.weight == 0 for held in looked.companies.values())


def test_the_same_fund_held_twice_is_one_fund() -> None:
    looked = _look(
        [position("F", "0.2", fund="F"), position("F", "0.3", fund="F")], fund("F", [("NVDA", "0.5")])
    )

    assert [result.weight for result in looked.funds] == [D("0.5")]
    assert looked.companies["nvidia"].weight == D("0.25")


def test_what_is_neither_company_fund_nor_cash_is_kept_apart() -> None:
    looked = _look(
        [
            position("BTC-USD", "0.2", kind="crypto"),
            position("ZZZZ", "0.3", kind="other"),
            position("NOLIST", "0.5", fund="NOLIST", kind="fund"),
            position("LEFT", None),
        ]
    )

    assert looked.other == {"BTC-USD": D("0.2"), "NOLIST": D("0.5"), "ZZZZ": D("0.3")}
    assert (looked.companies, looked.funds, looked.cash) == ({}, (), D(0))


SYMBOLS = tuple(COMPANY_OF)
PLACES: tuple[Place, ...] = ("inside", "adjacent", "outside", "not_known")
LINES = st.lists(
    st.tuples(st.sampled_from((*SYMBOLS, "XYZ")), st.decimals("0.001", "0.4", places=4)), max_size=8
)


@st.composite
def portfolios(draw: st.DrawFn) -> tuple[list[PositionResult], list[Fund], dict[str, Standing]]:
    """Weights in millionths that add up to one, over companies, funds, cash and other things."""
    kinds = draw(st.lists(st.sampled_from((*SYMBOLS, "F1", "F2", "USD", "BTC-USD")), min_size=1, max_size=10))
    cuts = sorted(draw(st.lists(st.integers(0, 10**6), min_size=len(kinds) - 1, max_size=len(kinds) - 1)))
    weights = [D(b - a) / 10**6 for a, b in zip([0, *cuts], [*cuts, 10**6], strict=True)]
    positions = [
        position(
            symbol,
            weight,
            company=COMPANY_OF.get(symbol),
            fund=symbol if symbol.startswith("F") else None,
            kind="cash" if symbol == "USD" else "other",
        )
        for symbol, weight in zip(kinds, weights, strict=True)
    ]
    places = {key: standing(draw(st.sampled_from(PLACES))) for key in set(COMPANY_OF.values())}
    return positions, [fund("F1", draw(LINES)), fund("F2", draw(LINES))], places


def _taken_apart(case: tuple[list[PositionResult], list[Fund], dict[str, Standing]]) -> LookThrough:
    positions, funds, places = case
    ring = {key for key, judged in places.items() if judged.place == "inside"} | {"oracle", "microsoft"}
    return look_through(positions, {one.symbol: one for one in funds}, COMPANY_OF, places, ring)


@given(portfolios())
def test_all_parts_together_are_exactly_the_whole(
    case: tuple[list[PositionResult], list[Fund], dict[str, Standing]],
) -> None:
    looked = _taken_apart(case)

    parts = [held.weight for held in looked.companies.values()]
    parts += [*looked.unseen.values(), *looked.other.values(), looked.cash]
    assert sum(parts) == 1
    assert all(part >= 0 for part in parts)
    assert all(held.weight >= held.direct for held in looked.companies.values())


@given(portfolios())
def test_low_is_never_above_high(case: tuple[list[PositionResult], list[Fund], dict[str, Standing]]) -> None:
    looked = _taken_apart(case)

    for result in looked.funds:
        assert 0 <= result.inside_low <= result.inside_high <= 1
    for symbol, hidden in looked.hidden.items():
        assert 0 <= hidden <= looked.unseen[symbol]


@given(portfolios(), st.sampled_from(sorted(set(COMPANY_OF.values()))))
def test_knowing_less_never_narrows_a_fund(
    case: tuple[list[PositionResult], list[Fund], dict[str, Standing]], forgotten: str
) -> None:
    positions, funds, places = case
    ring = {key for key, judged in places.items() if judged.place == "inside"}
    by_symbol = {one.symbol: one for one in funds}
    known = look_through(positions, by_symbol, COMPANY_OF, places, ring)
    less = look_through(positions, by_symbol, COMPANY_OF, places | {forgotten: standing("not_known")}, ring)

    for before, after in zip(known.funds, less.funds, strict=True):
        assert after.inside_low <= before.inside_low
        assert after.inside_high >= before.inside_high


@given(portfolios(), st.randoms())
def test_the_order_of_positions_does_not_matter(
    case: tuple[list[PositionResult], list[Fund], dict[str, Standing]], source: object
) -> None:
    positions, funds, places = case
    shuffled = list(positions)
    source.shuffle(shuffled)  # type: ignore[attr-defined]

    assert _taken_apart((positions, funds, places)) == _taken_apart((shuffled, funds, places))
