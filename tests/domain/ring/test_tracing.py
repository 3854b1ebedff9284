"""Following money: the worked example, and what must hold in every network."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.ring.tracing import Network, Origin, network, origin, shares
from tests.builders.networks import PARTIES, chip_lab_cloud, networks, pay, ring_of_four

EXACT = 1e-7
"""The solver's tolerance, relative to the largest payment."""


def _origin(money: Network, target: str = "a") -> Origin:
    return origin(money, target, frozenset({target}))


@pytest.mark.parametrize("spv", [False, True], ids=["plain", "with a vehicle between"])
def test_the_worked_example(spv: bool) -> None:
    money = chip_lab_cloud(spv=spv)
    found = _origin(money, "chip")

    assert shares(money, frozenset({"chip"}))["lab"] == pytest.approx(10 / 18)
    assert shares(money, frozenset({"chip"}))["cloud"] == pytest.approx(10 / 63)
    assert round(found.mixed, 4) == 3.1746
    assert round(found.mixed / found.sales, 3) == 0.159
    assert round(found.mixed / 100, 4) == 0.0317
    assert (found.least, found.most) == (pytest.approx(0), pytest.approx(10))
    assert found.through == {"lab", "cloud"} | ({"spv"} if spv else set())


def test_a_closed_group_passes_everything_on() -> None:
    found = _origin(ring_of_four(0))

    assert (found.mixed, found.least, found.most) == (pytest.approx(1), pytest.approx(1), pytest.approx(1))


def test_a_supplier_among_the_sources_buys_for_itself() -> None:
    found = origin(chip_lab_cloud(), "chip", frozenset({"chip", "cloud"}))

    assert (found.sales, found.related, found.mixed, found.most) == (0, 20, 0, 0)


def test_a_group_that_never_saw_the_money_has_none_of_it() -> None:
    circle = network([pay("b", "c", 5), pay("c", "b", 5), pay("b", "a", 1), pay("a", "d", 3)], {})

    assert _origin(circle).mixed == 0
    assert _origin(circle).most == 0


@given(networks())
def test_even_mixing_lies_between_the_bounds(money: Network) -> None:
    scale = max(one.amount for one in money.payments) * EXACT
    for target in PARTIES:
        found = _origin(money, target)
        assert found.least - scale <= found.mixed <= found.most + scale
        assert -scale <= found.least
        assert found.most <= found.sales + scale


@given(networks(acyclic=True))
def test_nothing_comes_back_where_money_never_turns(money: Network) -> None:
    for target in PARTIES:
        found = _origin(money, target)
        assert (found.mixed, found.least, found.most) == (0, 0, 0)


@given(networks(), st.data())
def test_a_vehicle_in_between_changes_nothing(money: Network, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(range(len(money.payments))))
    one = money.payments[at]
    steps = [msgspec.structs.replace(one, payee="spv"), msgspec.structs.replace(one, payer="spv")]
    longer = network([*money.payments[:at], *steps, *money.payments[at + 1 :]], money.outside)
    target = data.draw(st.sampled_from([party for party in PARTIES if party != one.payer]))

    plain, wrapped = _origin(money, target), _origin(longer, target)

    assert wrapped.mixed == pytest.approx(plain.mixed, abs=1e-9)
    assert wrapped.least == pytest.approx(plain.least, abs=1e-4)
    assert wrapped.most == pytest.approx(plain.most, abs=1e-4)


@given(networks(), st.floats(0.001, 1e9))
def test_the_unit_of_money_does_not_matter(money: Network, factor: float) -> None:
    larger = network(
        [msgspec.structs.replace(one, amount=one.amount * factor) for one in money.payments],
        {party: amount * factor for party, amount in money.outside.items()},
    )
    plain, scaled = _origin(money), _origin(larger)

    assert scaled.mixed == pytest.approx(plain.mixed * factor, rel=1e-6)
    assert scaled.most == pytest.approx(plain.most * factor, rel=1e-4, abs=1e-4 * factor)


@given(networks(), st.sampled_from(PARTIES[1:]), st.floats(0.1, 100))
def test_more_outside_money_dilutes(money: Network, party: str, extra: float) -> None:
    more = network(money.payments, {**money.outside, party: money.outside.get(party, 0) + extra})

    assert _origin(more).mixed <= _origin(money).mixed + 1e-9


@given(networks(), st.sampled_from(PARTIES[1:]), st.floats(0.1, 100))
def test_more_funding_from_the_company_comes_back_as_more(money: Network, party: str, extra: float) -> None:
    more = network([*money.payments, pay("a", party, extra, sale=False)], money.outside)

    assert _origin(more).mixed >= _origin(money).mixed - 1e-9
