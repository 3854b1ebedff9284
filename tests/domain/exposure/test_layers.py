"""The portfolio as a whole: bounds, breakdowns and levels."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.assessment import CompanyResult, Exposure, Money, Slice
from screener.domain.exposure.layers import LEVELS, exposure
from screener.domain.exposure.lookthrough import CompanyWeight, LookThrough, look_through
from tests.builders.exposures import fund, position, result, standing

D = Decimal
TOTAL = Money(D(1000), "USD")


def _exposure() -> Exposure:
    """40% firm, 5% announced, 10% tied, 5% clear, 4% not known, 16% fund (6% listed), 10% cash, 10% coins."""
    standings = {
        "nvidia": standing("inside", "firm", "heavy"),
        "amd": standing("inside", "announced"),
        "tsmc": standing("adjacent", None, "heavy"),
        "ko": standing("outside"),
        "eqix": standing("not_known"),
    }
    looked = look_through(
        [
            position("NVDA", "0.36", company="nvidia"),
            position("AMD", "0.03", company="amd"),
            position("TSM", "0.10", company="tsmc"),
            position("KO", "0.05", company="ko"),
            position("EQIX", "0.10", company="eqix"),
            position("SMH", "0.16", fund="SMH"),
            position("USD", "0.10", kind="cash"),
            position("BTC-USD", "0.10", kind="crypto"),
        ],
        {"SMH": fund("SMH", [("NVDA", "0.25"), ("AMD", "0.125")])},
        {"NVDA": "nvidia", "AMD": "amd"},
        standings,
        {"nvidia", "amd", "oracle"},
    )
    levels = {"nvidia": 2, "amd": 4, "tsmc": 0, "ko": 0, "eqix": None}
    roles = {"nvidia": ("fuel", "compute"), "amd": ("fuel", "compute"), "tsmc": ("foundry", "compute")}
    companies = [
        result(
            key,
            held.weight,
            standings[key],
            level=levels[key],
            role=roles.get(key, (None, None))[0],
            layer=roles.get(key, (None, None))[1],
        )
        for key, held in looked.companies.items()
    ]
    return exposure(TOTAL, companies, looked)


def test_the_headline_numbers_follow_their_formulas() -> None:
    whole = _exposure()

    assert whole.inside_low == D("0.36") + D("0.03") + D("0.16") * D("0.375")
    assert whole.inside_firm == D("0.36") + D("0.16") * D("0.25")
    # One ring member is not listed: it may hold as much of the fund as the smallest line.
    assert whole.inside_high == whole.inside_low + D("0.10") + D("0.10") + D("0.16") * D("0.125")
    assert whole.tied_heavily == D("0.10")
    assert whole.not_judged == D("0.10") + D("0.10") + D("0.16") * D("0.625")
    assert (whole.cash, whole.total) == (D("0.10"), TOTAL)


def test_roles_and_layers_show_what_is_not_looked_through_and_cash() -> None:
    whole = _exposure()

    assert whole.roles == (
        Slice("fuel", D("0.45"), ("NVIDIA", "AMD")),
        Slice("foundry", D("0.10"), ("TSMC",)),
        Slice("no_role", D("0.15"), ("EQIX", "KO")),
        Slice("other", D("0.10"), ("BTC-USD",)),
        Slice("not_looked_through", D("0.10"), ("SMH",)),
        Slice("cash", D("0.10"), ()),
    )
    assert [one.id for one in whole.layers] == ["compute", "no_layer", "other", "not_looked_through", "cash"]


def test_levels_have_every_bar_and_count_the_unseen_as_not_rated() -> None:
    shares = {one.id: one.share for one in _exposure().levels}

    assert shares == {
        "0": D("0.15"),
        "1": D(0),
        "2": D("0.40"),
        "3": D(0),
        "4": D("0.05"),
        "not_rated": D("0.30"),
        "cash": D("0.10"),
    }
    assert tuple(shares) == LEVELS


def test_the_effective_number_takes_each_thing_once() -> None:
    squares = sum(part**2 for part in (0.40, 0.05, 0.10, 0.05, 0.10, 0.10, 0.10, 0.10))

    assert _exposure().effective_n == pytest.approx(1 / squares)


def test_an_empty_portfolio_is_nothing_in_nothing() -> None:
    whole = exposure(Money(D(0), "USD"), (), LookThrough({}, (), {}, {}, D(0), {}))

    assert (whole.inside_low, whole.inside_high, whole.not_judged, whole.effective_n) == (0, 0, 0, None)
    assert (whole.roles, whole.layers) == ((), ())
    assert {one.share for one in whole.levels} == {0}


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[CompanyResult], LookThrough]:
    """Companies with any place, tie, role and level, and a rest; weights in millionths adding up to one."""
    count = draw(st.integers(1, 8))
    cuts = sorted(draw(st.lists(st.integers(0, 10**6), min_size=count + 3, max_size=count + 3)))
    weights = [D(b - a) / 10**6 for a, b in zip([0, *cuts], [*cuts, 10**6], strict=True)]
    unseen, cash, other, first, *rest = weights
    places = st.sampled_from(("inside", "adjacent", "outside", "not_known"))
    companies = [
        result(
            f"c{number}",
            weight,
            standing(
                draw(places),
                draw(st.sampled_from((None, "firm", "announced", "contingent"))),
                draw(st.sampled_from(("heavy", "some", "not_known"))),
            ),
            level=draw(st.sampled_from((None, 0, 1, 2, 3, 4))),
            role=draw(st.sampled_from((None, "fuel", "gear"))),
        )
        for number, weight in enumerate([first, *rest])
    ]
    hidden = unseen * draw(st.decimals(0, 1, places=2))
    looked = LookThrough(
        companies={one.key: CompanyWeight(one.weight, one.direct) for one in companies},
        funds=(),
        unseen={"F": unseen},
        hidden={"F": hidden},
        cash=cash,
        other={"BTC-USD": other},
    )
    return companies, looked


@given(judged())
def test_breakdowns_add_up_to_exactly_one(case: tuple[list[CompanyResult], LookThrough]) -> None:
    whole = exposure(TOTAL, *case)

    for slices in (whole.roles, whole.layers, whole.levels):
        assert sum(one.share for one in slices) == 1
        assert len({one.id for one in slices}) == len(slices)


@given(judged())
def test_the_bounds_hold(case: tuple[list[CompanyResult], LookThrough]) -> None:
    whole = exposure(TOTAL, *case)

    assert 0 <= whole.inside_firm <= whole.inside_low <= whole.inside_high <= 1
    assert whole.inside_high <= whole.inside_low + whole.not_judged
    assert whole.inside_low + whole.tied_heavily + whole.cash <= 1


@given(judged(), st.data())
def test_knowing_less_never_narrows_the_bounds(
    case: tuple[list[CompanyResult], LookThrough], data: st.DataObject
) -> None:
    companies, looked = case
    forgotten = data.draw(st.integers(0, len(companies) - 1))
    less = list(companies)
    less[forgotten] = result(companies[forgotten].key, companies[forgotten].weight, standing("not_known"))

    before, after = exposure(TOTAL, companies, looked), exposure(TOTAL, less, looked)

    assert after.inside_low <= before.inside_low
    assert after.inside_high >= before.inside_high
    assert after.not_judged >= before.not_judged


@given(judged(), st.randoms())
def test_the_order_of_companies_does_not_matter(
    case: tuple[list[CompanyResult], LookThrough], source: object
) -> None:
    companies, looked = case
    shuffled = list(companies)
    source.shuffle(shuffled)  # type: ignore[attr-defined]

    assert exposure(TOTAL, shuffled, looked) == exposure(TOTAL, companies, looked)
