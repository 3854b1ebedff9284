"""Yearly flows: what of a record falls into twelve months, and why some records give none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given

from screener.domain.company import CustomerFact
from screener.domain.figure import Figure
from screener.domain.ring import ledger
from screener.domain.ring.deal import Deal
from screener.domain.ring.flows import SIGNED, Flow, Flows, Window, last_four_quarters, yearly
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import revenue_figures
from screener.domain.universe import Universe
from screener.wording import strict_sentence
from tests.builders.ledgers import customer, deal, ledger_data, random_deals
from tests.builders.networks import WINDOW, revenue


def _flows(
    *deals: Deal, customers: tuple[CustomerFact, ...] = (), reported: Mapping[str, Figure] | None = None
) -> Flows:
    return yearly(ledger.build(ledger_data(deals)), customers, reported or {}, WINDOW)


def _only(*deals: Deal, customers: tuple[CustomerFact, ...] = (), reported: int | None = None) -> Flow:
    known = {"b": revenue(reported)} if reported else None
    (flow,) = _flows(*deals, customers=customers, reported=known).flows
    return flow


def test_a_contract_is_spread_evenly_over_its_term() -> None:
    flow = _only(deal("a", "b", announced="2025-01-01", term_years=Decimal(10), amount_usd=Decimal(3652)))

    assert flow.amount_usd == pytest.approx(Decimal(365), abs=1)
    assert (flow.column, flow.basis, flow.first, flow.last) == (
        "contracted",
        "spread",
        WINDOW.start,
        WINDOW.end,
    )


def test_only_the_days_within_the_window_count() -> None:
    flow = _only(deal("a", "b", announced="2026-06-01", term_years=Decimal(1), amount_usd=Decimal(365)))

    assert flow.amount_usd == pytest.approx(Decimal(30), abs=Decimal("0.1"))


def test_delivery_that_starts_later_pays_later() -> None:
    record = deal(
        "a", "b", announced="2025-09-10", starts="2027", term_years=Decimal(5), amount_usd=Decimal(300)
    )

    assert _flows(record).flows == ()
    assert _flows(record).unknown == {}


def test_only_the_firm_part_of_a_contract_is_a_flow_and_all_of_an_announcement() -> None:
    signed = deal(
        "a", "b", announced="2025-07-01", term_years=Decimal(1), amount_usd=Decimal(27), firm_usd=Decimal(12)
    )
    told = deal(
        "a",
        "c",
        announced="2025-07-01",
        term_years=Decimal(1),
        amount_usd=Decimal(27),
        firm_usd=Decimal(12),
        status="announced",
    )

    by_column = {flow.column: flow.amount_usd for flow in _flows(signed, told).flows}

    assert by_column == {"contracted": 12, "announced": 27}


def test_paid_financing_counts_on_its_day() -> None:
    flow = _only(
        deal(
            "a",
            "b",
            "financing",
            status="closed",
            announced="2026-02-27",
            amount_usd=Decimal(30),
            term_years=Decimal(6),
        )
    )

    assert (flow.amount_usd, flow.column, flow.basis) == (30, "paid", "on_its_day")
    assert flow.first == flow.last == date(2026, 2, 27)
    assert _flows(deal("a", "b", "financing", status="closed", announced="2025-06-30")).flows == ()


def test_money_paid_over_years_is_spread_over_them() -> None:
    flow = _only(
        deal(
            "a",
            "b",
            "financing",
            status="closed",
            first_dated="2024-07-01",
            announced="2026-06-30",
            amount_usd=Decimal(20),
        )
    )

    assert flow.amount_usd == pytest.approx(Decimal(10))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"amount_usd": None}, "flows.unknown.no_amount"),
        ({}, "flows.unknown.no_term"),
        ({"announced": None, "term_years": Decimal(3)}, "flows.unknown.no_day"),
        ({"announced": "2026", "term_years": Decimal(3)}, "flows.unknown.vague_day"),
        ({"announced": "2025", "status": "closed"}, "flows.unknown.vague_day"),
        ({"leg": "financing", "kind": "debt", "term_years": Decimal(4)}, "flows.unknown.term_of_loan"),
        ({"leg": "other", "status": "closed"}, "flows.unknown.other_leg"),
        ({"conditional": True}, "flows.unknown.conditional"),
    ],
)
def test_a_record_that_gives_no_yearly_amount_says_why(changes: dict[str, object], why: str) -> None:
    leg = str(changes.get("leg", "purchase"))
    record = deal("a", "b", leg, key="r", **{key: value for key, value in changes.items() if key != "leg"})
    found = _flows(record)

    assert found.flows == ()
    assert found.unknown["r"].reason.id == why
    assert strict_sentence(found.unknown["r"].reason)


def test_records_that_count_nowhere_and_guarantees_are_no_flows() -> None:
    term = {"announced": "2025-07-01", "term_years": Decimal(1)}
    found = _flows(
        deal("a", "b", key="rumour", status="rumoured", **term),
        deal("a", "c", key="old", **term),
        deal("a", "d", "contingent", key="guarantee", **term),
        deal("a", "c", key="new", supersedes=("old",), **term),
    )

    assert [flow.deals for flow in found.flows] == [("new",)]
    assert found.unknown == {}


def test_a_disclosed_share_says_the_same_money_as_the_contract() -> None:
    contract = deal("a", "b", key="r", announced="2025-07-01", term_years=Decimal(1), amount_usd=Decimal(50))
    flow = _only(contract, customers=(customer("b", "a", "0.67"),), reported=1000)

    assert (flow.amount_usd, flow.column, flow.basis, flow.deals) == (670, "paid", "disclosed_share", ("r",))


def test_a_share_of_a_year_beats_a_newer_one_of_a_quarter() -> None:
    year = customer("b", "a", "0.67", period="FY2025", as_of=date(2025, 12, 31))
    quarter = customer("b", "a", "0.45", period="Q1 2026", as_of=date(2026, 3, 31))
    before = customer("b", "a", "0.62", period="FY2024", as_of=date(2024, 12, 31))

    assert _only(customers=(before, quarter, year), reported=1000).amount_usd == 670
    assert _only(customers=(before, quarter), reported=1000).amount_usd == 450
    assert _flows(customers=(before,), reported={"b": revenue(1000)}).flows == ()


def test_groups_and_shares_of_backlog_are_no_flows() -> None:
    facts = (
        customer("b", "a c", "0.5", count=2),
        customer("b", "a", "0.4", measure="backlog"),
        customer("b", "a", None),
    )

    assert _flows(customers=facts, reported={"b": revenue(1000)}).flows == ()


def test_contracts_give_way_to_the_revenue_reported_and_shares_stand() -> None:
    term = {"announced": "2025-07-01", "term_years": Decimal(1)}
    found = _flows(
        deal("c", "b", amount_usd=Decimal(900), **term),
        deal("d", "b", amount_usd=Decimal(300), **term),
        deal("e", "b", amount_usd=Decimal(5000), status="announced", **term),
        deal("f", "b", "financing", status="closed", announced="2025-08", amount_usd=Decimal(7000)),
        customers=(customer("b", "a", "0.4"),),
        reported={"b": revenue(1000)},
    )
    amounts = {flow.payer: round(flow.amount_usd, 9) for flow in found.flows}

    assert amounts == {"a": 400, "c": 450, "d": 150, "e": 1000, "f": 7000}
    assert {flow.payer: flow.uncapped_usd for flow in found.flows}["c"] == 900


def test_too_old_revenue_limits_nothing() -> None:
    record = deal("a", "b", announced="2025-07-01", term_years=Decimal(1), amount_usd=Decimal(50))
    old = {"b": revenue(10, as_of=date(2025, 1, 31))}

    assert [flow.amount_usd for flow in _flows(record, reported=old).flows] == [50]
    assert _flows(record, reported=old).revenue == {}


def test_the_same_money_of_one_payer_is_taken_once() -> None:
    term = {"announced": "2025-07-01", "term_years": Decimal(1)}
    all_clouds = deal("a", "c", key="all", amount_usd=Decimal(26), contains=("part",), **term)
    one_cloud = deal("a", "b", key="part", amount_usd=Decimal(6), **term)
    passed_on = deal("c", "b", key="on", amount_usd=Decimal(40), contains=("all",), **term)

    amounts = {flow.deals: flow.amount_usd for flow in _flows(all_clouds, one_cloud, passed_on).flows}

    assert amounts[("all",)] + amounts[("part",)] == 26
    assert amounts[("on",)] == 34, "its part to the same payee is the same money; the step before is not"


@given(random_deals())
def test_signed_sales_never_exceed_the_revenue_reported(deals: tuple[Deal, ...]) -> None:
    dated = [
        msgspec.structs.replace(one, announced="2025-05-01", term_years=Decimal(1 + place % 3))
        for place, one in enumerate(deals)
    ]
    reported = {party: revenue(8) for party in "abc"}
    found = _flows(*dated, customers=(customer("a", "b", "0.7"),), reported=reported)

    for party, figure in reported.items():
        for columns in (SIGNED, {"announced"}):
            sales = [
                f for f in found.flows if f.payee == party and f.leg == "purchase" and f.column in columns
            ]
            assert sum(flow.amount_usd for flow in sales) <= figure.value + Decimal("1e-20")
    assert all(0 < flow.amount_usd <= flow.uncapped_usd or flow.amount_usd == 0 for flow in found.flows)


def test_the_window_ends_when_half_of_the_companies_had_reported() -> None:
    parties = ledger.build(ledger_data([deal("a", "b"), deal("c", "d")]))
    reported = {
        "a": revenue(1, date(2026, 5, 31)),
        "b": revenue(1, date(2026, 6, 27)),
        "c": revenue(1, date(2026, 7, 26)),
        "d": revenue(1, date(2025, 12, 31), "FY2025"),
        "nobody": revenue(1, date(2020, 1, 31)),
    }

    assert last_four_quarters(reported, parties) == WINDOW
    assert last_four_quarters({"a": revenue(1, date(2025, 12, 28))}, parties) == Window(
        date(2025, 1, 1), date(2025, 12, 31)
    )


def test_no_headline_of_the_shipped_ledger_is_taken_for_a_year(
    shipped: Universe, shipped_ledger: Ledger
) -> None:
    reported = revenue_figures(shipped.companies, shipped.rates)
    found = yearly(shipped_ledger, shipped.customers, reported, last_four_quarters(reported, shipped_ledger))
    by_record = {flow.deals: flow for flow in found.flows}

    assert found.window == WINDOW
    assert not [flow for flow in found.flows if "openai-oracle-2025-09" in flow.deals], "it starts in 2027"
    assert found.unknown["openai-azure-2025-10"].reason.id == "flows.unknown.no_term"
    assert by_record[("openai-aws-2026-02",)].amount_usd < Decimal(5_000_000_000)
    assert by_record[("microsoft-coreweave", "microsoft-coreweave-share")].basis == "disclosed_share"
    live_cash = {record.id for records in shipped_ledger.flows.values() for record in records}
    assert {key for flow in found.flows for key in flow.deals} | found.unknown.keys() <= live_cash
