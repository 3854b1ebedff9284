"""How much the ring matters to a company, and when that is not known."""

from datetime import date
from decimal import Decimal

import pytest

from screener.domain.assessment import Tie
from screener.domain.company import CustomerFact
from screener.domain.figure import Source
from screener.domain.ring import ledger, loops, place, tie
from screener.domain.ring.deal import Deal, Evidence
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.loops import LoopSearch
from screener.domain.universe import Universe
from tests.builders.ledgers import DAY, FILING, company, customer, deal, ledger_data

RING = frozenset({"a", "b", "c"})


def _tie(*facts: CustomerFact, deals: tuple[Deal, ...] = (), revenue: int | None = None) -> Tie:
    known = {} if revenue is None else {"x": Decimal(revenue)}
    return tie.ties([company("x")], ledger.build(ledger_data(deals)), RING, facts, known, on=DAY)["x"]


@pytest.mark.parametrize(
    ("share", "grade"),
    [("0.20", "heavy"), ("0.199", "some"), ("0.05", "some"), ("0.0499", "light"), ("0", "light")],
)
def test_the_grade_follows_the_share(share: str, grade: str) -> None:
    answer = _tie(customer("x", "a", share))

    assert answer.grade == grade
    assert answer.share is not None
    assert (answer.share.value, answer.share.as_of, answer.share.source) == (
        Decimal(share),
        date(2025, 12, 31),
        FILING,
    )
    assert (answer.measure, answer.counterparties) == ("revenue", ("a",))


def test_the_largest_share_counts_and_the_headline_before_it() -> None:
    facts = (customer("x", "a", "0.1"), customer("x", "b", "0.3", measure="backlog"))
    headline = customer("x", "c", "0.2", headline=True)

    assert _tie(*facts).measure == "backlog"
    assert _tie(*facts, headline).counterparties == ("c",)


@pytest.mark.parametrize(
    "fact",
    [
        customer("x", "a b", "0.6", count=2),
        customer("x", "a", "0.6", measure="other", of="MW leased"),
        customer("x", "walmart", "0.6", ring=False),
        customer("x", "d", "0.6"),
        customer("x", "a", "0.6", source=Source("a forum", tier="none")),
        customer("x", "a", "0.6", as_of=date(2024, 1, 31)),
        customer("x", "a", "0.6", as_of=date(2027, 12, 31)),
        customer("x", "a", "0.6", as_of=None),
        customer("x", "a", None),
        customer("y", "a", "0.6"),
    ],
)
def test_what_is_not_a_usable_share_of_this_company_leaves_the_tie_not_known(fact: CustomerFact) -> None:
    assert _tie(fact) == Tie(grade="not_known")


def test_a_share_past_its_age_limit_is_marked_old() -> None:
    fresh, old = _tie(customer("x", "a", "0.3")), _tie(customer("x", "a", "0.3", as_of=date(2025, 6, 30)))

    assert fresh.share is not None
    assert old.share is not None
    assert (fresh.share.old, old.share.old) == (False, True)


def test_a_lower_bound_is_never_called_light() -> None:
    low = _tie(customer("x", "a", "0.04", at_least=True))
    high = _tie(customer("x", "a", "0.4", at_least=True))

    assert (low.grade, low.at_least) == ("not_known", True)
    assert (high.grade, high.at_least) == ("heavy", True)


def _stake(payee: str, amount: int | None, key: str = "", **changes: object) -> Deal:
    money = None if amount is None else Decimal(amount)
    return deal("x", payee, "financing", key=key or f"x-{payee}", amount_usd=money, **changes)


def test_vendor_financing_is_the_tie_when_it_is_larger() -> None:
    deals = (
        _stake("a", 30, evidence=(Evidence("annual report", "", "press"),)),
        deal("a", "x"),
    )
    small, large = customer("x", "b", "0.1"), customer("x", "b", "0.5")

    assert _tie(small, deals=deals, revenue=100).measure == "vendor_financing"
    assert _tie(large, deals=deals, revenue=100).measure == "revenue"
    answer = _tie(small, deals=deals, revenue=100)
    assert answer.share is not None
    assert (answer.share.value, answer.grade, answer.at_least) == (Decimal("0.3"), "heavy", False)
    assert (answer.share.inputs, answer.share.source.title) == (
        ("x-a",),
        "own calculation from 1 ledger record",
    )


def test_vendor_financing_is_our_sum_and_no_better_than_its_weakest_record() -> None:
    deals = (
        _stake("a", 30, best_tier="primary"),
        _stake("b", 10, best_tier="secondary"),
        _stake("a", None, key="silent", best_tier="seed"),
        deal("a", "x"),
        deal("b", "x"),
    )

    share = _tie(deals=deals, revenue=100).share

    assert share is not None
    assert share.source == Source("own calculation from 2 ledger records", tier="secondary")
    assert share.inputs == ("x-a", "x-b")


def test_vendor_financing_leads_to_the_best_source_of_its_first_record() -> None:
    seen = (
        Evidence("https://press.example/1", "", "press", "2026-03"),
        Evidence("https://filing.example/1", "", "primary", "2026-01"),
        Evidence("https://filing.example/2", "", "primary", "2026-02"),
        Evidence("A letter to the holders", "", "primary", "2026-05"),
    )
    deals = (_stake("a", 30, evidence=seen), deal("a", "x"))

    share = _tie(deals=deals, revenue=100).share

    assert share is not None
    assert share.source.url == "https://filing.example/2"
    assert deal("a", "x", evidence=(seen[3],)).address is None


def test_of_one_counterparty_the_newest_share_counts_whatever_was_the_headline() -> None:
    older = customer("x", "a", "0.57", measure="rpo", period="November 2025", headline=True)
    newer = customer("x", "a", "0.47", measure="rpo", period="May 2026", as_of=date(2026, 5, 31))
    other = customer("x", "b", "0.3", measure="rpo", period="November 2025")

    for facts in ((older, newer, other), (other, newer, older)):
        share = _tie(*facts).share
        assert share is not None
        assert (share.value, share.as_of) == (Decimal("0.47"), date(2026, 5, 31))


def test_of_one_day_the_headline_counts_and_then_the_largest() -> None:
    large, small = customer("x", "a", "0.5"), customer("x", "a", "0.4")
    headline = customer("x", "a", "0.3", headline=True)

    assert _value(large, small) == Decimal("0.5")
    assert _value(large, small, headline) == Decimal("0.3")


def test_a_quarter_of_revenue_does_not_replace_a_year() -> None:
    year = customer("x", "a", "0.67", headline=True)
    quarter = customer("x", "a", "0.45", period="Q1 2026", as_of=date(2026, 3, 31))

    assert _value(year, quarter) == Decimal("0.67")


def _value(*facts: CustomerFact) -> Decimal | None:
    share = _tie(*facts).share
    return None if share is None else share.value


def test_vendor_financing_counts_signed_cash_to_customers_direct_and_one_step_away() -> None:
    deals = (
        deal("a", "x"),
        deal("b", "a"),
        deal("c", "b"),
        _stake("a", 10),
        _stake("b", 20),
        _stake("c", 400),
        _stake("z", 400),
        _stake("a", 400, key="talk", status="announced"),
        _stake("a", 400, key="swap", cash=False),
        _stake("a", 400, key="rumour", status="rumoured"),
        deal("x", "a", "contingent", key="warrant", amount_usd=Decimal(400)),
    )

    answer = _tie(customer("x", "a", "0"), deals=deals, revenue=100)

    assert answer.share is not None
    assert answer.share.value == Decimal("0.3")
    assert answer.counterparties == ("a", "b")


def test_the_firm_part_counts_and_a_package_once() -> None:
    deals = (
        deal("a", "x"),
        _stake("a", 50, key="round", firm_usd=Decimal(15), contains=("part",)),
        _stake("a", 10, key="part"),
    )

    answer = _tie(customer("x", "a", "0"), deals=deals, revenue=100)

    assert answer.share is not None
    assert (answer.share.value, answer.share.inputs) == (Decimal("0.15"), ("round",))


def test_undisclosed_amounts_and_customers_make_it_a_lower_bound() -> None:
    stakes = (deal("a", "x"), deal("b", "x"), _stake("a", 8))
    silent = (*stakes, _stake("b", None))

    assert not _tie(customer("x", "a", "0"), deals=stakes, revenue=100).at_least
    assert _tie(customer("x", "a", "0"), deals=silent, revenue=100).at_least
    assert _tie(deals=stakes, revenue=100).at_least
    assert _tie(deals=stakes, revenue=1000).grade == "not_known"
    assert _tie(deals=stakes) == Tie(grade="not_known")
    assert _tie(deals=stakes, revenue=0) == Tie(grade="not_known")


def test_no_shipped_financing_list_holds_a_package_twice(shipped_ledger: Ledger) -> None:
    payers = tie.payers_of(shipped_ledger)
    for party in shipped_ledger.entities:
        given = {one.id for one in tie.financing_given(party, shipped_ledger, payers)}
        assert not any(part in given for one in given for part in _contains(shipped_ledger, one))


def _contains(built: Ledger, deal_id: str) -> tuple[str, ...]:
    return next(one.contains for one in built.data.deals if one.id == deal_id)


def test_the_shipped_ties_are_the_disclosed_ones(
    shipped: Universe, shipped_ledger: Ledger, shipped_loops: LoopSearch
) -> None:
    ring = place.members(shipped_loops)
    answers = tie.ties(
        shipped.companies, shipped_ledger, ring, shipped.customers, {}, on=shipped.snapshot_day
    )
    shown = {
        key: (answers[key].grade, answers[key].measure, str(answers[key].share and answers[key].share.value))
        for key in ("coreweave", "oracle", "microsoft", "digital-realty", "tesla")
    }

    assert shown == {
        "coreweave": ("heavy", "revenue", "0.67"),
        "oracle": ("heavy", "rpo", "0.47"),
        "microsoft": ("heavy", "rpo", "0.45"),
        "digital-realty": ("some", "rent", "0.09"),
        "tesla": ("light", "revenue", "0.0045"),
    }
    assert answers["amazon"].grade == "not_known"
    assert answers["supermicro"].grade == "not_known"


def test_members_need_a_loop() -> None:
    built = ledger.build(ledger_data([deal("a", "b", "contingent"), deal("b", "a"), deal("c", "a")]))
    search = loops.find(built, floor="contingent")

    assert place.members(search) == {"a", "b"}
    assert place.members(search, "announced") == frozenset()
