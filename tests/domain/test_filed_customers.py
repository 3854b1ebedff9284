"""Which of a filing's customers the screens and the ring are given."""

from datetime import date
from decimal import Decimal

from screener.domain.concentration import Concentration, Customer, Group, Refusal
from screener.domain.customers import top_customer
from screener.domain.figure import Source
from screener.domain.filed_customers import customer_facts
from screener.domain.filings import FilingHead, ShareFact
from screener.domain.message import Message

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
BEFORE = (date(2024, 1, 1), date(2024, 12, 31))
ANNUAL = FilingHead("10-K", "ACME CORP", "12345", *YEAR)
QUARTERLY = FilingHead("10-Q", "ACME CORP", "12345", *YEAR)
SOURCE = Source("SEC 10-K filed 2026-02-01", tier="primary")
TODAY = date(2026, 3, 1)


def customer(name: str, share: str, period: tuple[date, date] = YEAR, **more: object) -> Customer:
    fields = {"named": True, "member": f"acme:{name}Member", **more}
    return Customer(name=name, share=Decimal(share), start=period[0], end=period[1], **fields)  # type: ignore[arg-type]  # tests name the fields


def facts(head: FilingHead = ANNUAL, **found: object) -> list[tuple[str, Decimal | None]]:
    told = Concentration(head, **found)  # type: ignore[arg-type]  # tests name the fields
    return [(fact.counterparty_words, fact.share) for fact in customer_facts(told, "acme", SOURCE)]


def test_only_the_period_of_the_report() -> None:
    assert facts(customers=(customer("Dell", "0.19"), customer("Dell", "0.21", BEFORE))) == [
        ("Dell", Decimal("0.19"))
    ]


def test_the_largest_customer_is_found_in_them_and_a_group_is_not_it() -> None:
    told = Concentration(
        ANNUAL,
        customers=(customer("Dell", "0.19"), customer("HP", "0.1")),
        groups=(Group("Three Largest", "acme:x", 3, Decimal("0.4"), *YEAR),),
    )
    top = top_customer(customer_facts(told, "acme", SOURCE), "operating", TODAY)
    assert not isinstance(top, str)
    assert (top.share, top.basis, top.fact.counterparty) == (Decimal("0.19"), "stated", ("Dell",))


def test_an_indirect_customer_is_not_the_largest_direct_one() -> None:
    told = Concentration(
        ANNUAL, customers=(customer("Cloud", "0.22", kind="indirect"), customer("Distributor", "0.17"))
    )
    top = top_customer(customer_facts(told, "acme", SOURCE), "operating", TODAY)
    assert not isinstance(top, str)
    assert top.share == Decimal("0.17")


def test_an_unnamed_customer_has_no_counterparty() -> None:
    told = Concentration(ANNUAL, customers=(customer("Customer One", "0.13", named=False),))
    (fact,) = customer_facts(told, "acme", SOURCE)
    assert (fact.counterparty, fact.counterparty_words, fact.count) == ((), "Customer One", 1)


def test_what_the_words_contradict_is_left_out_and_none_is_not_claimed() -> None:
    assert facts(customers=(customer("Dell", "0.19", flags=(Message("filing.flag.number"),)),)) == []


def test_a_segment_stands_only_where_there_is_no_share_without_one() -> None:
    plain, part = customer("Dell", "0.19"), customer("Dell", "0.3", segment="Compute")
    assert facts(customers=(plain, part)) == [("Dell", Decimal("0.19"))]
    (fact,) = customer_facts(Concentration(ANNUAL, customers=(part,)), "acme", SOURCE)
    assert (fact.share, fact.note) == (Decimal("0.3"), "Compute")


def test_a_government_is_marked() -> None:
    told = Concentration(ANNUAL, customers=(customer("US Government", "0.4", government=True),))
    assert [fact.government for fact in customer_facts(told, "acme", SOURCE)] == [True]


def test_an_annual_report_that_names_nobody_gives_severity_zero_its_fact() -> None:
    told = customer_facts(Concentration(ANNUAL), "acme", SOURCE)
    top = top_customer(told, "operating", TODAY)
    assert not isinstance(top, str)
    assert (top.basis, top.share, top.fact.none_above) == ("none_above", None, Decimal("0.1"))


def test_silence_is_no_fact_in_a_quarterly_report_or_beside_unclear_tags() -> None:
    fact = ShareFact("us-gaap:ConcentrationRiskPercentage1", Decimal("0.8"), {}, *YEAR)
    unclear = (Refusal(fact, Message("filing.no_benchmark"), open=True),)
    assert facts(QUARTERLY) == []
    assert facts(refused=unclear) == []
    assert facts(FilingHead("10-K")) == []
