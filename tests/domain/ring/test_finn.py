"""The Finn cycling index: published values, and that it is the return share seen from another side."""

import msgspec
import pytest
from hypothesis import given

from screener.domain.ring.finn import finn_index
from screener.domain.ring.tracing import Network, network, origin
from screener.wording import strict_sentence
from tests.builders.networks import OYSTER_FOOD, OYSTER_REEF, networks, pay, ring_of_four


def test_the_oyster_reef_as_published() -> None:
    money = network([pay(*pair, amount) for pair, amount in OYSTER_REEF.items()], OYSTER_FOOD)
    found = finn_index(money)
    throughput = sum(OYSTER_REEF.values()) + sum(OYSTER_FOOD.values()) + 41.47

    assert found.index is not None
    assert round(found.index, 7) == 0.1101686
    assert round(found.throughflow, 4) == 83.5833
    assert round(found.cycled, 6) == 9.208256
    assert round(found.throughflow / 41.47, 6) == 2.015512
    assert round(throughput, 4) == 125.0533
    assert round(found.cycled / throughput, 4) == 0.0736, "the same over throughput, as NetIndices prints it"


@pytest.mark.parametrize(("outside", "index"), [(1, 0.0625), (0.1, 0.6830), (0.01, 0.9610), (1e-4, 0.9996)])
def test_a_ring_of_four(outside: float, index: float) -> None:
    found = finn_index(ring_of_four(outside)).index

    assert found is not None
    assert round(found, 4) == index


def test_a_closed_ring_has_no_index_and_says_why() -> None:
    found = finn_index(ring_of_four(0))

    assert found.index is None
    assert set(found.terms.values()) == {1.0}
    assert "no outside money disclosed" in strict_sentence(found.message)


def test_a_closed_group_beside_others_is_still_found() -> None:
    money = network([pay("a", "b", 2), pay("b", "a", 2), pay("c", "d", 5)], {"c": 5})

    assert finn_index(money).index is None


def test_no_money_has_no_index() -> None:
    assert finn_index(network([], {})).index is None


@given(networks(acyclic=True))
def test_it_is_exactly_zero_where_money_never_turns(money: Network) -> None:
    assert finn_index(money).index == 0
    assert finn_index(money).terms == {}


@given(networks())
def test_a_term_is_the_part_of_what_comes_in_that_had_left(money: Network) -> None:
    sales = network([msgspec.structs.replace(one, is_sale=True) for one in money.payments], money.outside)
    found = finn_index(sales)
    if found.index is None:
        return
    assert 0 <= found.index < 1
    for party, outside in sales.outside.items():
        got = outside + sum(one.amount for one in sales.payments if one.payee == party)
        came_back = origin(sales, party, frozenset({party})).mixed
        assert found.terms.get(party, 0.0) * got == pytest.approx(came_back, abs=1e-7 * (1 + got))
