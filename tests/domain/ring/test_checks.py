"""What is refused of a record and what is only asked about."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from screener.domain.ring.checks import problems
from screener.domain.ring.deal import Deal, Evidence
from screener.domain.ring.money import revenue_figures
from screener.domain.universe import LedgerData, Universe
from screener.wording import strict_sentence
from tests.builders.ledgers import deal, ledger_data

TODAY = date(2026, 11, 20)
SEEN = (Evidence("https://x.example", "", "press", "2026-01"),)
BILLION = Decimal(1_000_000_000)


def record(payer: str = "a", payee: str = "b", leg: str = "purchase", **fields: object) -> Deal:
    return deal(payer, payee, leg, **{"amount_usd": 5 * BILLION, "evidence": SEEN, **fields})


LEDGER = ledger_data([record(key="first"), record("b", "c", key="second", supersedes=("first",))])


def found(one: Deal, ledger: LedgerData = LEDGER, **revenue: int) -> dict[str, bool]:
    """Message ids and whether they refuse; every sentence names the record."""
    wrong = problems(one, ledger, {key: Decimal(value) for key, value in revenue.items()}, on=TODAY)
    assert all(f"Record {one.id}, " in strict_sentence(each.message) for each in wrong)
    assert sorted(wrong, key=lambda each: not each.refuses) == list(wrong)
    return {each.message.id: each.refuses for each in wrong}


def test_a_good_record_has_no_problem() -> None:
    assert found(record(key="x", announced="2026-03-01")) == {}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"payee": "nobody"}, "ledger.no_party"),
        ({"payer": "a", "payee": "a"}, "ledger.own_loop"),
        ({"announced": "2026-02-30"}, "ledger.no_day"),
        ({"announced": "2026-2"}, "ledger.no_day"),
        ({"announced": "2026-11-21"}, "ledger.future_day"),
        ({"announced": "2026-12"}, "ledger.future_day"),
        ({"first_dated": "2026-05", "announced": "2026-03-09"}, "ledger.first_after"),
        ({"evidence": (Evidence("x", "", "press", "May"),)}, "ledger.no_day"),
        ({"amount_usd": Decimal(0)}, "ledger.amount_absurd"),
        ({"amount_usd": Decimal(-5)}, "ledger.amount_absurd"),
        ({"amount_usd": 3000 * BILLION}, "ledger.amount_absurd"),
        ({"firm_usd": 6 * BILLION}, "ledger.firm_above"),
        ({"firm_usd": Decimal(-1)}, "ledger.firm_above"),
        ({"firm_usd": BILLION, "amount_usd": None}, "ledger.firm_above"),
        ({"term_years": Decimal(-1)}, "ledger.negative"),
        ({"amount_usd": Decimal("NaN")}, "ledger.no_number"),
        ({"amount_usd": Decimal("sNaN")}, "ledger.no_number"),
        ({"amount_usd": Decimal("1e40")}, "ledger.no_number"),
        ({"amount_usd": Decimal("1e-999999")}, "ledger.no_number"),
        ({"firm_usd": Decimal("Infinity")}, "ledger.no_number"),
        ({"term_years": Decimal("1e999999")}, "ledger.no_number"),
        ({"term_years": Decimal(10_000)}, "ledger.no_number"),
        ({"capacity_gw": Decimal("-Infinity")}, "ledger.no_number"),
        ({"notice_days": 10**30}, "ledger.no_number"),
        ({"starts": "9999-12-31"}, "ledger.no_day"),
        ({"announced": "0001"}, "ledger.no_day"),
        ({"supersedes": ("gone",)}, "ledger.no_record"),
        ({"contains": ("gone",)}, "ledger.no_record"),
        ({"extends": ("gone",)}, "ledger.no_record"),
        ({"contains": ("x",)}, "ledger.circle"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], message: str) -> None:
    assert found(record(**{"key": "x", **fields}))[message] is True


@pytest.mark.parametrize("link", ["supersedes", "contains", "extends"])
def test_a_record_cannot_lead_back_to_itself(link: str) -> None:
    chain = ledger_data(
        [record(key="one", **{link: ("two",)}), record("b", "c", key="two", **{link: ("three",)})]
    )
    three = record("c", "a", key="three", **{link: ("one",)})

    assert found(three, ledger_data([*chain.deals, three]))["ledger.circle"] is True
    other = next(name for name in ("supersedes", "contains") if name != link)
    assert "ledger.circle" not in found(record("c", "a", key="three", **{other: ("one",)}), chain)


def test_dates_of_other_precision_are_compared_as_far_as_they_go() -> None:
    assert found(record(key="x", first_dated="2026-03-20", announced="2026-03")) == {}
    assert found(record(key="x", announced="2026")) == {}
    assert found(record(key="x", announced="2026-03-01", starts="2029")) == {}


@pytest.mark.parametrize(
    ("amount", "asked"),
    [(50 * BILLION, True), (BILLION / 2, True), (5000 * BILLION / 1000, False), (49 * BILLION, False)],
)
def test_ten_times_another_amount_of_the_two_is_asked_about(amount: Decimal, asked: bool) -> None:
    wrong = found(record("b", "a", key="x", announced="2026-03", amount_usd=amount))

    assert ("ledger.ten_times" in wrong) is asked
    assert not any(wrong.values())


def test_the_nearest_amount_decides() -> None:
    beside = ledger_data([*LEDGER.deals, record(key="large", amount_usd=80 * BILLION)])

    assert "ledger.ten_times" not in found(
        record(key="x", announced="2026-03", amount_usd=60 * BILLION), beside
    )


def test_ten_times_a_yearly_revenue_is_asked_about() -> None:
    lease = record(key="x", announced="2026-03", term_years=Decimal(5), amount_usd=30 * BILLION)

    assert found(lease, b=500_000_000) == {"ledger.beside_revenue": False}
    assert found(lease, b=700_000_000) == {}
    assert found(record("a", "b", "financing", key="x"), a=400_000_000) == {"ledger.beside_revenue": False}


def test_a_missing_unit_a_double_and_a_missing_source_are_asked_about() -> None:
    assert found(record("a", "c", key="x", amount_usd=Decimal(30))) == {"ledger.amount_small": False}
    assert found(record(key="x")) == {"ledger.same_deal": False}
    assert found(record(key="x", supersedes=("first",))) == {}
    assert found(record("a", "c", key="x", evidence=())) == {"ledger.no_source": False}


def test_an_edit_is_not_held_against_its_older_version() -> None:
    assert found(record(key="first", amount_usd=900 * BILLION)) == {}


def test_the_shipped_records_are_right_and_few_are_asked_about(shipped: Universe) -> None:
    revenue = {key: figure.value for key, figure in revenue_figures(shipped.companies, shipped.rates).items()}
    asked: dict[str, list[str]] = {}
    for one in shipped.ledger.deals:
        for each in problems(one, shipped.ledger, revenue, on=TODAY):
            assert not each.refuses, each
            asked.setdefault(each.message.id, []).append(one.id)

    assert len(asked.get("ledger.ten_times", ())) + len(asked.get("ledger.beside_revenue", ())) <= 6
    assert "ledger.same_deal" not in asked


def test_a_slip_of_ten_in_a_shipped_amount_is_noticed(shipped: Universe) -> None:
    amazon = next(one for one in shipped.ledger.deals if one.id == "openai-aws-2025-11")
    slipped = msgspec.structs.replace(amazon, amount_usd=amazon.amount_usd * 100)
    ids = {one.message.id for one in problems(slipped, shipped.ledger, {}, on=TODAY)}

    assert ids & {"ledger.ten_times", "ledger.amount_absurd"}
