"""Inside, Adjacent, Outside, Not known: what makes each, and how it says why."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from screener.domain.assessment import Standing
from screener.domain.company import Company, CustomerFact
from screener.domain.message import Names, Number, Text
from screener.domain.ring import ledger, loops, place, tie
from screener.domain.ring.deal import Deal, Review, Strength
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.loops import LoopSearch
from screener.domain.security import Listing
from screener.domain.universe import Universe
from tests.builders.ledgers import DAY, PARTIES, company, customer, deal, ledger_data, random_deals

LOOP = (deal("a", "b", "financing"), deal("b", "a"))
TALK = (deal("c", "d", "financing", status="announced"), deal("d", "c"))
OPTION = (deal("e", "f", "contingent"), deal("f", "e"))


def _judge(
    key: str,
    *deals: Deal,
    customers: tuple[CustomerFact, ...] = (),
    reviews: tuple[Review, ...] = (),
    floor: Strength = "announced",
    limit: int = 5000,
) -> Standing:
    built = ledger.build(ledger_data(deals, reviews=reviews))
    search = loops.find(built, floor="contingent", limit=limit)
    return place.standings([company(key)], built, search, customers, {}, on=DAY, floor=floor)[key]


def _review(symbol: str, **changes: Any) -> Review:
    fields: dict[str, Any] = {
        "name": symbol,
        "sector": "Consumer Staples",
        "hint": "no_relation_found",
        "basis": "sector",
        "reviewed_on": date(2026, 11, 1),
        "what": "nothing found",
        **changes,
    }
    return Review(symbol=symbol, **fields)


def test_a_company_on_a_signed_loop_is_inside_and_says_which_loop() -> None:
    standing = _judge("b", *LOOP, *OPTION)

    assert (standing.place, standing.strength, standing.loops) == ("inside", "firm", (0,))
    assert standing.reason.id == "place.inside"
    assert standing.reason.arguments["loop"] == Names(("A", "B"))
    assert standing.reason.arguments["best"] == Text("firm")


def test_only_loops_that_reach_the_floor_make_an_inside_place() -> None:
    talk = (deal("a", "c", "financing", status="announced"), deal("c", "a"))
    floors: tuple[tuple[Strength, int, int], ...] = (("announced", 2, 0), ("firm", 1, 1))
    for floor, held, weaker in floors:
        standing = _judge("a", *LOOP, *talk, floor=floor)
        assert (len(standing.loops), len(standing.weaker_loops)) == (held, weaker)
        told = standing.reason.arguments["loops"]
        assert isinstance(told, Number)
        assert told.value == held


@pytest.mark.parametrize(
    ("key", "floor", "expected", "strength"),
    [
        ("c", "announced", "inside", "announced"),
        ("c", "firm", "adjacent", "announced"),
        ("e", "announced", "adjacent", "contingent"),
        ("e", "contingent", "inside", "contingent"),
        ("a", "firm", "inside", "firm"),
    ],
)
def test_the_floor_decides_between_inside_and_adjacent(
    key: str, floor: Strength, expected: str, strength: str
) -> None:
    standing = _judge(key, *LOOP, *TALK, *OPTION, floor=floor)

    assert (standing.place, standing.strength) == (expected, strength)
    assert standing.records == 1


@pytest.mark.parametrize("record", [deal("x", "a"), deal("b", "x", "contingent"), deal("a", "x", "other")])
def test_any_live_record_with_an_inside_company_makes_adjacent(record: Deal) -> None:
    standing = _judge("x", *LOOP, record)

    assert (standing.place, standing.strength, standing.records) == ("adjacent", None, 1)
    assert standing.hangs_on == (record.id,)
    assert standing.reason.id == "place.counterparty_record"
    assert standing.best_tier == "press"


@pytest.mark.parametrize(
    "record",
    [
        deal("x", "a", status="rumoured"),
        deal("x", "a", verification="seed_only"),
        deal("x", "a", exclude_from_loops=True),
        deal("x", "e"),
        deal("x", "y"),
    ],
)
def test_talk_and_companies_that_are_not_inside_make_nobody_adjacent(record: Deal) -> None:
    standing = _judge("x", *LOOP, *OPTION, record)

    assert (standing.place, standing.basis, standing.records) == ("outside", "ledger", 0)
    assert standing.reason.id == "place.outside_ledger"


@pytest.mark.parametrize(
    ("fact", "message", "other"),
    [
        (customer("x", "a", "0.09"), "place.customer_share", "customer"),
        (customer("a", "x", "0.30"), "place.supplier_share", "supplier"),
        (customer("x", "a", "0.12", measure="rent"), "place.customer_share", "customer"),
    ],
)
def test_a_disclosed_share_of_nine_percent_makes_both_sides_adjacent(
    fact: CustomerFact, message: str, other: str
) -> None:
    standing = _judge("x", *LOOP, customers=(fact,))

    assert (standing.place, standing.records, standing.best_tier) == ("adjacent", 1, "primary")
    assert standing.reason.id == message
    assert standing.reason.arguments[other] == Names(("A",))
    assert isinstance(standing.reason.arguments["share"], Number)


@pytest.mark.parametrize(
    "fact",
    [
        customer("x", "a", "0.0899"),
        customer("x", "a", None),
        customer("x", "e", "0.5"),
        customer("x", "a", "0.5", measure="other", of="MW leased"),
        customer("x", "a", "0.5", ring=False),
        customer("x", "a b", "0.5", count=2),
        customer("x", "a", "0.5", as_of=date(2023, 12, 31)),
    ],
)
def test_other_facts_do_not(fact: CustomerFact) -> None:
    assert _judge("x", *LOOP, *OPTION, customers=(fact,)).place == "not_known"


def test_a_share_and_a_record_of_the_same_parties_are_one_record() -> None:
    both = _judge("x", *LOOP, deal("a", "x"), customers=(customer("x", "a", "0.3"),))
    two = _judge("x", *LOOP, deal("a", "x"), customers=(customer("x", "b", "0.3"),))

    assert (both.records, two.records) == (1, 2)


def test_a_presumption_is_said_to_be_one() -> None:
    presumed = _judge("ko", *LOOP, reviews=(_review("KO"),))
    stretched = _judge("ko", *LOOP, reviews=(_review("KO", stretched=True),))
    looked_up = _judge("ko", *LOOP, reviews=(_review("KO", basis="lookup"),))

    assert (presumed.place, presumed.basis, presumed.reviewed_on) == ("outside", "sector", date(2026, 11, 1))
    assert presumed.reason.id == "place.outside_sector"
    assert presumed.reason.arguments["sector"] == Text("Consumer Staples")
    assert stretched.reason.id == "place.outside_sector_stretched"
    assert (looked_up.place, looked_up.basis) == ("outside", "lookup")
    assert looked_up.reason.id == "place.outside_lookup"


def test_a_relation_seen_but_not_recorded_is_not_known_even_for_a_party_of_the_ledger() -> None:
    seen = _review("X", hint="relation_not_recorded", basis="lookup", what="sells cooling to clouds")

    for records in (LOOP, (*LOOP, deal("x", "y"))):
        standing = _judge("x", *records, reviews=(seen,))
        assert (standing.place, standing.basis) == ("not_known", "lookup")
        assert standing.reason.arguments["what"] == Text("sells cooling to clouds")


def test_a_review_never_hides_a_loop_or_a_record() -> None:
    reviews = (_review("A"), _review("X"))

    assert _judge("a", *LOOP, reviews=reviews).place == "inside"
    assert _judge("x", *LOOP, deal("x", "a"), reviews=reviews).place == "adjacent"


def test_nobody_looked_is_not_known() -> None:
    standing = _judge("zzz", *LOOP)

    assert standing == place.not_reviewed()
    assert (standing.place, standing.reason.id, standing.records) == ("not_known", "place.not_reviewed", 0)


def test_a_search_cut_short_clears_nobody() -> None:
    standing = _judge("c", *LOOP, *TALK, limit=1)

    assert (standing.place, standing.reason.id) == ("not_known", "place.search_truncated")


def test_a_company_is_found_by_its_listing() -> None:
    built = ledger.build(ledger_data(LOOP))
    other_key = Company(key="something", name="B", listings=(Listing("B", "NYSE", "USD"),))

    found = place.standings([other_key], built, loops.find(built), (), {}, on=DAY)

    assert found["something"].place == "inside"


@given(random_deals())
def test_a_rumour_changes_no_place(deals: tuple[Deal, ...]) -> None:
    everyone = [deal("a", "b", "other"), deal("c", "d", "other"), deal("e", "a", "other")]
    rumours = [deal("c", "a", "financing", status="rumoured"), deal("a", "c", verification="seed_only")]

    for key in PARTIES:
        assert _judge(key, *deals, *everyone) == _judge(key, *deals, *everyone, *rumours)


@pytest.fixture(scope="session")
def places(shipped: Universe, shipped_ledger: Ledger, shipped_loops: LoopSearch) -> dict[str, Standing]:
    ties = tie.ties(
        shipped.companies,
        shipped_ledger,
        place.members(shipped_loops),
        shipped.customers,
        {"nvidia": Decimal(200_000_000_000)},
        on=shipped.snapshot_day,
    )
    return place.standings(
        shipped.companies, shipped_ledger, shipped_loops, shipped.customers, ties, on=shipped.snapshot_day
    )


def test_the_shipped_places_are_the_expected_ones(
    places: dict[str, Standing], shipped_loops: LoopSearch
) -> None:
    inside = {key: places[key] for key in ("nvidia", "microsoft", "oracle", "coreweave")}

    for key, standing in inside.items():
        assert (standing.place, standing.strength) == ("inside", "firm")
        assert all(key in shipped_loops.loops[position].entities for position in standing.loops)
        assert shipped_loops.loops[standing.loops[0]].strength == "firm"
    assert (places["amd"].place, places["amd"].strength) == ("inside", "announced")
    assert (places["meta"].place, places["meta"].strength) == ("adjacent", "contingent")
    assert places["tsmc"].place == "adjacent"
    assert places["oracle"].hangs_on == ("openai-oracle-2025-09",)
    assert places["oracle"].best_tier == "press"


@pytest.mark.parametrize(
    ("symbol", "expected", "message"),
    [
        ("KO", "outside", "place.outside_sector"),
        ("JNJ", "outside", "place.outside_sector"),
        ("EQIX", "not_known", "place.relation_not_recorded"),
        ("BIDU", "not_known", "place.relation_not_recorded"),
    ],
)
def test_reviewed_companies_say_what_the_view_rests_on(
    places: dict[str, Standing], shipped: Universe, symbol: str, expected: str, message: str
) -> None:
    key = next(one.key for one in shipped.companies if symbol in {listing.symbol for listing in one.listings})

    assert (places[key].place, places[key].reason.id) == (expected, message)
    assert places[key].basis == {"KO": "sector", "JNJ": "sector", "EQIX": "lookup", "BIDU": "ledger"}[symbol]


def test_every_shipped_reason_has_what_its_sentence_needs(places: dict[str, Standing]) -> None:
    needed = {
        "place.inside": {"loop", "best", "loops", "records", "tier"},
        "place.weaker_loops": {"loop", "best", "floor", "loops", "records", "tier"},
        "place.counterparty_record": {"counterparty", "records", "tier"},
        "place.customer_share": {"customer", "share", "measure", "period", "day"},
        "place.supplier_share": {"supplier", "share", "measure", "period", "day"},
        "place.outside_ledger": {"records", "day"},
        "place.outside_lookup": {"what", "day"},
        "place.outside_sector": {"sector", "day"},
        "place.outside_sector_stretched": {"sector", "day"},
        "place.relation_not_recorded": {"what", "day"},
        "place.not_reviewed": set(),
    }
    for standing in places.values():
        assert set(standing.reason.arguments) == needed[standing.reason.id]


def test_the_listed_members_are_the_inside_companies_one_can_buy(
    shipped_ledger: Ledger, shipped_loops: LoopSearch
) -> None:
    listed = place.listed_members(shipped_ledger, shipped_loops)

    assert {"nvidia", "microsoft", "oracle"} <= listed
    assert not {"openai", "anthropic", "meta"} & listed
