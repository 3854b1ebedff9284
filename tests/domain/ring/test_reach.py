"""Paths to private companies: every leg as it is, shortest first, and never a sum of dollars."""

from decimal import Decimal
from itertools import pairwise, permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.domain.assessment import CompanyResult
from screener.domain.ring import ledger
from screener.domain.ring.deal import Deal
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.reach import Lead, Reach, private_engines, reach
from tests.builders.assessments import sample_assessment
from tests.builders.ledgers import deal, ledger_data, random_deals

replace = msgspec.structs.replace


def held(key: str, weight: str = "0.1", direct: str = "0.1") -> CompanyResult:
    made = sample_assessment().companies[0]
    return replace(
        made,
        key=key,
        symbol=key.upper(),
        symbols=(key.upper(),),
        name=key.title(),
        weight=Decimal(weight),
        direct=Decimal(direct),
    )


def built(*deals: Deal, labs: tuple[str, ...] = ("lab",), collective: tuple[str, ...] = ()) -> Ledger:
    data = ledger_data(deals, collective=collective)
    entities = tuple(
        replace(entity, role="engine", listings=()) if entity.id in labs else entity
        for entity in data.entities
    )
    return ledger.build(replace(data, entities=entities))


def leads(found: Reach, lab: str = "lab") -> tuple[Lead, ...]:
    return next(one.leads for one in found.reached if one.entity == lab)


def test_every_leg_has_direction_amount_strength_and_dates() -> None:
    made = built(
        deal("a", "lab", "financing", key="stake", amount_usd=Decimal(30), announced="2026-02-27"),
        deal("a", "lab", "financing", key="early", amount_usd=Decimal(1), announced="2024"),
        deal("lab", "a", key="order", status="announced", amount_usd=None, announced=None),
        deal("lab", "a", "contingent", key="warrant", amount_usd=Decimal(99)),
    )
    ((lead,),) = [leads(reach([held("a")], made))]
    ((step,),) = [lead.paths[0].steps]

    assert (step.start, step.end, step.strength) == ("a", "lab", "firm")
    out, back = step.legs
    assert (out.payer, out.forward, out.strength, out.amount_usd) == ("a", True, "firm", 30)
    assert (out.first, out.last) == ("2024", "2026-02-27")
    assert (back.payer, back.forward, back.strength) == ("lab", False, "announced")
    assert back.amount_usd is None, "the warrant is weaker and lends its amount to nothing"
    assert {one.id for one in back.deals} == {"order", "warrant"}


def test_shortest_first_then_strongest() -> None:
    made = built(
        deal("a", "b", key="1"),
        deal("b", "lab", "financing", key="2", status="announced"),
        deal("c", "lab", "financing", key="3"),
        deal("c", "a", key="4"),
        deal("b", "c", key="5"),
    )
    (lead,) = leads(reach([held("a")], made))

    assert [path.entities for path in lead.paths] == [
        ("a", "c", "lab"),
        ("a", "b", "lab"),
        ("a", "b", "c", "lab"),
        ("a", "c", "b", "lab"),
    ]
    assert [path.strength for path in lead.paths] == ["firm", "announced", "firm", "announced"]
    assert (lead.found, lead.truncated) == (4, False)


def test_cut_lists_say_so() -> None:
    made = built(*(deal(one, two) for one, two in (("a", "b"), ("b", "lab"), ("a", "c"), ("c", "lab"))))
    found = reach([held("a")], made, paths=1)
    (lead,) = leads(found)

    assert (len(lead.paths), lead.found, lead.truncated, found.truncated) == (1, 2, True, True)


def test_banks_and_other_labs_lead_nowhere() -> None:
    made = built(
        deal("a", "bank"), deal("bank", "lab"), deal("a", "rival"), deal("rival", "lab"),
        labs=("lab", "rival"), collective=("bank",),
    )  # fmt: skip
    found = reach([held("a")], made)

    assert leads(found) == ()
    assert len(leads(found, "rival")) == 1


@pytest.mark.parametrize(
    "why", [{"status": "rumoured"}, {"status": "cancelled"}, {"verification": "seed_only"}]
)
def test_talk_is_no_path(why: dict[str, str]) -> None:
    assert leads(reach([held("a")], built(deal("a", "lab", **why), deal("lab", "b", key="other")))) == ()


def test_weights_are_told_apart_and_dollars_never_added() -> None:
    made = built(deal("a", "lab"), deal("b", "lab"), deal("b", "a"))
    found = reach([held("a", "0.3", "0.1"), held("b", "0.2", "0.2"), held("c"), held("d", "0", "0")], made)

    told = {lead.company: (lead.weight, lead.direct, lead.through_funds) for lead in leads(found)}
    assert told == {
        "a": (Decimal("0.3"), Decimal("0.1"), Decimal("0.2")),
        "b": (Decimal("0.2"), Decimal("0.2"), Decimal(0)),
    }
    money = [name for name in (*Lead.__struct_fields__, *Reach.__struct_fields__) if "usd" in name]
    assert money == []


def test_a_company_is_known_by_its_listing_too() -> None:
    made = built(deal("a", "lab"))
    other = replace(held("a"), key="symbol:A", symbols=("A",))

    assert [lead.company for lead in leads(reach([other], made))] == ["symbol:A"]


@settings(max_examples=60, deadline=None)
@given(random_deals(parties=("a", "b", "c", "d", "lab"), most=10), st.integers(1, 4))
def test_the_paths_are_all_there_are(deals: tuple[Deal, ...], legs: int) -> None:
    made = built(*deals, deal("x", "lab", key="kept"), deal("x", "a", key="also"))
    joined = {frozenset(pair) for pair in made.legs}
    others = ["b", "c", "d", "x"]
    expected = {
        path
        for size in range(len(others) + 1)
        for middle in permutations(others, size)
        if (path := ("a", *middle, "lab")) and len(path) - 1 <= legs
        if all(frozenset(pair) in joined for pair in pairwise(path))
    }
    found = {
        path.entities for lead in leads(reach([held("a")], made, legs=legs, paths=999)) for path in lead.paths
    }

    assert found == expected


def test_the_shipped_ledger_leads_from_nvidia_to_the_labs(shipped_ledger: Ledger) -> None:
    labs = private_engines(shipped_ledger)
    found = reach([held("nvidia", "0.2", "0.15"), held("oracle", "0.1")], shipped_ledger)

    assert {"openai", "anthropic", "xai", "mistral"} <= set(labs)
    assert [one.entity for one in found.reached] == list(labs)
    openai = leads(found, "openai")
    assert [lead.company for lead in openai] == ["nvidia", "oracle"]
    assert openai[0].paths[0].entities == ("nvidia", "openai")
    assert all(len(path.steps) <= 3 for one in found.reached for lead in one.leads for path in lead.paths)
    assert found.ledger == shipped_ledger.data.version
