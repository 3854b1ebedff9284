"""How many records a place hangs on, against trying every set of records."""

from itertools import combinations

from hypothesis import given, settings

from screener.domain.assessment import Standing
from screener.domain.ring import ledger, loops, place
from screener.domain.ring.cut import EXACT, best_tier, smallest_cut
from screener.domain.ring.deal import Deal
from tests.builders.ledgers import DAY, PARTIES, company, deal, ledger_data, random_deals

COMPANIES = [company(key) for key in PARTIES]


def _standings(deals: tuple[Deal, ...], off: frozenset[str] = frozenset()) -> dict[str, Standing]:
    built = ledger.build(ledger_data(deals), off=off)
    return place.standings(COMPANIES, built, loops.find(built, floor="contingent"), (), {}, on=DAY)


def _changing_sets(deals: tuple[Deal, ...], key: str, size: int) -> list[frozenset[str]]:
    before = _standings(deals)[key].place
    ids = [record.id for record in deals]
    return [
        frozenset(off)
        for off in combinations(ids, size)
        if _standings(deals, frozenset(off))[key].place != before
    ]


@settings(max_examples=40, deadline=None)
@given(random_deals(parties=("a", "b", "c", "d"), most=8))
def test_inside_hangs_on_as_few_records_as_trying_everything_finds(deals: tuple[Deal, ...]) -> None:
    for key, standing in _standings(deals).items():
        if standing.place != "inside":
            continue
        sizes = (size for size in range(1, len(deals) + 1) if _changing_sets(deals, key, size))
        fewest = next(sizes)
        if fewest <= EXACT:
            assert standing.records == fewest
        else:
            assert standing.records >= fewest
        assert frozenset(standing.hangs_on) in _changing_sets(deals, key, standing.records)


def test_parallel_records_carry_a_leg_together() -> None:
    triangle = (
        deal("a", "b", "financing", key="stake1"),
        deal("a", "b", "financing", key="stake2"),
        deal("b", "c", key="order", best_tier="secondary"),
        deal("c", "a", key="chips", best_tier="primary"),
    )

    standing = _standings(triangle)["a"]

    assert (standing.records, standing.best_tier, standing.hangs_on) == (1, "secondary", ("order",))


def test_losing_the_only_financing_breaks_a_loop_though_every_leg_is_still_paid() -> None:
    records = (
        deal("a", "b", "financing", key="stake"),
        deal("a", "b", "purchase", key="rent"),
        deal("b", "a", key="order1"),
        deal("b", "a", key="order2"),
    )

    standing = _standings(records)["b"]

    assert (standing.records, standing.hangs_on) == (1, ("stake",))


def test_many_equal_loops_need_many_records_and_the_answer_is_a_set_that_works() -> None:
    spokes = tuple(
        record
        for other in "bcdef"
        for record in (deal("a", other, "financing", key=f"s{other}"), deal(other, "a", key=f"o{other}"))
    )
    standing = _standings(spokes)["a"]

    assert standing.records == 5
    built = ledger.build(ledger_data(spokes), off=frozenset(standing.hangs_on))
    assert loops.find(built, floor="contingent").loops == ()


def test_nothing_hangs_on_nothing() -> None:
    assert smallest_cut([], {}) == frozenset()
    assert best_tier([], {}) is None
