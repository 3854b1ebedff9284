"""Sums of records: three columns, and no package in any of them twice."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.company import Company
from screener.domain.currency import Rates
from screener.domain.figure import unknown
from screener.domain.ring import ledger
from screener.domain.ring.deal import Deal
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import Columns, Packages, columns, net, revenue_figures
from tests.builders.companies import figure, rate
from tests.builders.ledgers import deal, ledger_data


def _columns(*deals: Deal) -> Columns:
    return columns(deals, ledger.build(ledger_data(deals)))


def test_a_record_stands_in_one_column() -> None:
    found = _columns(
        deal("a", "b", "financing", status="closed", amount_usd=Decimal(1)),
        deal("a", "c", "financing", status="definitive", amount_usd=Decimal(20), firm_usd=Decimal(5)),
        deal("a", "d", "financing", status="announced", amount_usd=Decimal(300), firm_usd=Decimal(40)),
        deal("a", "e", "contingent", amount_usd=Decimal(4000)),
        deal("a", "f", "financing", status="rumoured", amount_usd=Decimal(50_000)),
        deal("a", "g", "financing", status="cancelled", amount_usd=Decimal(50_000)),
    )

    assert (found.paid.headline_usd, found.paid.firm_usd) == (1, 1)
    assert (found.contracted.headline_usd, found.contracted.firm_usd) == (20, 5)
    assert (found.announced.headline_usd, found.announced.firm_usd) == (300, 40)
    assert (found.contingent.headline_usd, found.contingent.firm_usd) == (4000, 0)


def test_columns_have_no_total() -> None:
    assert set(msgspec.structs.asdict(_columns())) == {"paid", "contracted", "announced", "contingent"}
    assert not [name for name in dir(Columns) if "total" in name or "sum" in name]


def test_a_replaced_record_counts_nowhere_and_an_added_one_beside_it() -> None:
    old = deal("a", "b", "financing", key="old", amount_usd=Decimal(100))
    new = deal("a", "b", "financing", key="new", amount_usd=Decimal(30), supersedes=("old",))
    more = deal("a", "b", "financing", key="more", amount_usd=Decimal(7), extends=("new",))

    assert _columns(old, new, more).contracted.counted == {"new": 30, "more": 7}


def test_what_has_no_amount_is_named() -> None:
    found = _columns(deal("a", "b", "financing", key="silent", amount_usd=None)).contracted

    assert (found.headline_usd, found.without_amount) == (0, ("silent",))


def _net(amounts: Mapping[str, int | None], contains: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    known = {key: None if amount is None else Decimal(amount) for key, amount in amounts.items()}
    records = [
        deal("a", "b", key=key, amount_usd=amount, contains=contains.get(key, ()))
        for key, amount in known.items()
    ]
    return {key: int(amount) for key, amount in net(known, Packages(records)).items()}


def test_the_whole_counts_and_its_parts_do_not() -> None:
    assert _net({"w": 20, "p": 5, "q": 9}, {"w": ("p",), "p": ("q",)}) == {"w": 20}


def test_a_whole_of_unknown_size_counts_as_its_largest_part() -> None:
    """Its parts may be one obligation seen from two sides."""
    assert _net({"w": None, "p": 35, "q": 29}, {"w": ("p", "q")}) == {"p": 35}


def test_a_part_of_two_wholes_counts_once() -> None:
    assert _net({"v": 10, "w": 20, "p": 4}, {"v": ("p",), "w": ("p",)}) == {"w": 20, "v": 6}


def test_a_shared_part_of_unknown_size_leaves_the_second_whole_out() -> None:
    assert _net({"v": 10, "w": 20, "p": None}, {"v": ("p",), "w": ("p",)}) == {"w": 20}


def test_two_records_that_name_each_other_are_one() -> None:
    assert _net({"v": 10, "w": 20}, {"v": ("w",), "w": ("v",)}) == {"w": 20}


@st.composite
def _packages(draw: st.DrawFn) -> tuple[dict[str, frozenset[int]], dict[str, tuple[str, ...]]]:
    """Records as sets of single dollars; a whole has all dollars of its parts and perhaps its own."""
    count = draw(st.integers(1, 7))
    dollars: dict[str, frozenset[int]] = {}
    contains: dict[str, tuple[str, ...]] = {}
    for number in range(count):
        parts = draw(st.lists(st.sampled_from(sorted(dollars)), unique=True, max_size=3)) if dollars else []
        own = range(100 * number, 100 * number + draw(st.integers(0 if parts else 1, 5)))
        dollars[f"r{number}"] = frozenset(own).union(*(dollars[part] for part in parts))
        contains[f"r{number}"] = tuple(parts)
    return dollars, contains


@given(_packages(), st.data())
def test_no_sum_holds_a_dollar_twice(
    packages: tuple[dict[str, frozenset[int]], dict[str, tuple[str, ...]]], data: st.DataObject
) -> None:
    dollars, contains = packages
    silent = data.draw(st.sets(st.sampled_from(sorted(dollars)), max_size=2))
    chosen = data.draw(st.sets(st.sampled_from(sorted(dollars)), min_size=1))
    amounts = {key: None if key in silent else Decimal(len(held)) for key, held in dollars.items()}
    records = [
        deal("a", "b", key=key, amount_usd=amount, contains=contains[key]) for key, amount in amounts.items()
    ]

    added = net({key: amounts[key] for key in chosen}, Packages(records))

    assert sum(added.values()) <= len(frozenset[int]().union(*(dollars[key] for key in chosen)))
    assert added.keys() <= chosen - silent
    whole = [key for key in chosen if not silent and all(dollars[key] >= dollars[other] for other in chosen)]
    inside = [key for key in whole if chosen - {key} <= Packages(records).inside(key)]
    if inside:
        assert sum(added.values()) == len(dollars[inside[0]])


def test_no_column_of_the_shipped_ledger_holds_a_package_twice(shipped_ledger: Ledger) -> None:
    packages = Packages(shipped_ledger.data.deals)
    left_out = 0
    for deals in ({"all": shipped_ledger.data.deals} | shipped_ledger.by_entity).values():
        found = columns(deals, shipped_ledger)
        for column in (found.paid, found.contracted, found.announced, found.contingent):
            assert not any(packages.inside(key) & column.counted.keys() for key in column.counted)
            assert not shipped_ledger.superseded & column.counted.keys()
            assert column.firm_usd <= column.headline_usd == sum(column.counted.values())
            left_out += len(column.inside)
    assert left_out > 0


def test_revenue_is_a_year_in_dollars() -> None:
    def one(**facts: object) -> Company:
        return Company(key="x", name="X", facts=facts)  # type: ignore[arg-type]

    rates = rate("USD", "TWD", "30")
    yen = figure("revenue", 90, currency="TWD")

    found = revenue_figures([one(revenue=yen)], rates)["x"]
    assert (round(found.value), found.currency, found.derived) == (3_000_000, "USD", True)
    assert found.as_of == yen.as_of
    assert revenue_figures([one(revenue=yen)], Rates()) == {}
    assert revenue_figures([one(revenue=figure("revenue", 9, period="Q1 2026"))], rates) == {}
    assert revenue_figures([one(revenue=figure("revenue", 0))], rates) == {}
    assert revenue_figures([one(revenue=unknown("not_stated_by_source")), one()], rates) == {}
