"""Which tagged percentages become customers, which groups, and why the rest do not."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.concentration import Concentration, read
from screener.domain.filings import FilingHead, Passage, ShareFact

HEAD = FilingHead("10-K", "ACME CORP", "12345", date(2025, 1, 1), date(2025, 12, 31))
SALES, RECEIVABLES = "us-gaap:SalesRevenueNetMember", "us-gaap:AccountsReceivableMember"
CUSTOMER_RISK = "us-gaap:CustomerConcentrationRiskMember"


def fact(
    member: str | None = "acme:CustomerOneMember",
    share: str | None = "0.2",
    *,
    benchmark: str | None = SALES,
    risk: str | None = CUSTOMER_RISK,
    axis: str = "srt:MajorCustomersAxis",
    extra: dict[str, str] | None = None,
    start: date | None = date(2025, 1, 1),
    end: date | None = date(2025, 12, 31),
    passage: Passage | None = None,
    concept: str = "us-gaap:ConcentrationRiskPercentage1",
) -> ShareFact:
    axes = (
        (axis, member),
        ("us-gaap:ConcentrationRiskByBenchmarkAxis", benchmark),
        ("us-gaap:ConcentrationRiskByTypeAxis", risk),
    )
    members = {**(extra or {}), **{name: value for name, value in axes if value is not None}}
    value = None if share is None else Decimal(share)
    return ShareFact(concept, value, members, start, end, passage or Passage())


def found(*facts: ShareFact) -> Concentration:
    return read(HEAD, facts)


def reason(*facts: ShareFact) -> str:
    """Why the first fact is not shown; nothing else may come of it."""
    told = found(*facts)
    assert not told.customers
    assert not told.groups
    return told.refused[0].reason.id


def test_a_customer_with_its_share_and_period() -> None:
    (one,) = found(fact("acme:DellIncMember", "0.19")).customers
    assert (one.name, one.named, one.share) == ("Dell Inc", True, Decimal("0.19"))
    assert (one.start, one.end, one.kind, one.flags) == (date(2025, 1, 1), date(2025, 12, 31), "unknown", ())


@pytest.mark.parametrize("axis", ["srt:MajorCustomersAxis", "us-gaap:MajorCustomersAxis"])
@pytest.mark.parametrize(
    "benchmark",
    [
        SALES,
        "us-gaap:RevenueFromContractWithCustomerMember",
        "us-gaap:RevenueFromContractWithCustomerProductAndServiceBenchmarkMember",
        "us-gaap:RevenueBenchmarkMember",
        "us-gaap:SalesRevenueGoodsNetMember",
        "acme:TotalNetSalesMember",
    ],
)
def test_every_kind_of_revenue_counts(axis: str, benchmark: str) -> None:
    assert len(found(fact(axis=axis, benchmark=benchmark)).customers) == 1


@pytest.mark.parametrize(
    "risk", ["acme:WholesalerConcentrationRiskMember", None, "us-gaap:CreditConcentrationRiskMember"]
)
def test_the_type_of_risk_is_the_filers_own(risk: str | None) -> None:
    assert len(found(fact("acme:Wholesaler1Member", risk=risk)).customers) == 1


@pytest.mark.parametrize(
    ("tagged", "why"),
    [
        (fact(benchmark=RECEIVABLES), "filing.receivables"),
        (fact(benchmark="acme:TradeAndNonTradeReceivablesMember"), "filing.receivables"),
        (fact(benchmark="us-gaap:CostOfGoodsTotalMember"), "filing.other_benchmark"),
        (fact(benchmark="us-gaap:ResearchAndDevelopmentExpenseMember"), "filing.other_benchmark"),
        (fact(benchmark="acme:DeferredRevenueMember"), "filing.other_benchmark"),
        (fact(benchmark="acme:SalesAndMarketingExpenseMember"), "filing.other_benchmark"),
        (fact(benchmark=None), "filing.no_benchmark"),
        (fact(benchmark="us-gaap:SalesRevenueSegmentMember"), "filing.part_of_revenue"),
        (fact(benchmark="us-gaap:SalesRevenueProductLineMember"), "filing.part_of_revenue"),
        (fact(None), "filing.no_customer"),
        (fact(extra={"srt:StatementGeographicalAxis": "country:TW"}), "filing.place"),
        (fact(None, extra={"srt:StatementGeographicalAxis": "us-gaap:NonUsMember"}), "filing.place"),
        (fact(extra={"srt:ProductOrServiceAxis": "acme:WidgetsMember"}), "filing.product"),
        (fact(extra={"us-gaap:ProductsAndServicesAxis": "acme:WidgetsMember"}), "filing.product"),
        (fact(extra={"dei:LegalEntityAxis": "acme:AcmeWestMember"}), "filing.part_of_company"),
        (fact(extra={"srt:ScenarioAxis": "srt:ScenarioForecastMember"}), "filing.part_of_company"),
        (fact("acme:VendorOneMember"), "filing.vendor"),
        (fact(risk="us-gaap:SupplierConcentrationRiskMember"), "filing.vendor"),
        (fact("acme:AllOtherCustomersMember"), "filing.remainder"),
        (fact("us-gaap:NonUsMember"), "filing.place"),
        (fact("acme:NoSingleCustomerMember", "0.1"), "filing.limit"),
        (fact(share="18"), "filing.not_a_share"),
        (fact(share="0"), "filing.not_a_share"),
        (fact(share="-0.1"), "filing.not_a_share"),
        (fact(share=None), "filing.not_a_share"),
        (fact(end=None), "filing.not_a_share"),
    ],
)
def test_what_is_not_a_customers_share_of_revenue_is_refused_with_its_reason(
    tagged: ShareFact, why: str
) -> None:
    assert reason(tagged) == why


def test_a_business_segment_is_said_and_does_not_hide_the_customer() -> None:
    told = found(fact(extra={"us-gaap:StatementBusinessSegmentsAxis": "acme:ComputeMember"}))
    assert [one.segment for one in told.customers] == ["Compute"]


def test_a_group_is_never_a_further_customer() -> None:
    told = found(fact("acme:DellIncMember", "0.19"), fact("acme:ThreeLargestCustomersMember", "0.4"))
    assert [one.share for one in told.customers] == [Decimal("0.19")]
    assert [(one.label, one.count, one.share) for one in told.groups] == [
        ("Three Largest Customers", 3, Decimal("0.4"))
    ]


def test_receivables_are_kept_apart() -> None:
    told = found(fact(share="0.13"), fact(share="0.24", benchmark=RECEIVABLES))
    assert [one.share for one in told.customers] == [Decimal("0.13")]
    assert [one.share for one in told.receivables] == [Decimal("0.24")]
    assert [one.reason.id for one in told.refused] == ["filing.receivables"]


def test_periods_are_never_mixed() -> None:
    half = fact(share="0.18", start=date(2025, 7, 1))
    quarter = fact(share="0.17", start=date(2025, 10, 1))
    told = found(half, quarter)
    assert {(one.start, one.share) for one in told.customers} == {
        (date(2025, 7, 1), Decimal("0.18")),
        (date(2025, 10, 1), Decimal("0.17")),
    }
    assert all(one.flags == () for one in told.customers)


def test_the_same_fact_tagged_twice_counts_once() -> None:
    other_risk = fact(risk="acme:OwnRiskMember")
    assert len(found(fact(), fact(), other_risk).customers) == 1


def test_two_values_for_one_customer_and_period_are_both_shown_and_marked() -> None:
    told = found(fact(share="0.2"), fact(share="0.3"))
    assert [one.share for one in told.customers] == [Decimal("0.3"), Decimal("0.2")]
    assert {flag.id for one in told.customers for flag in one.flags} == {"filing.flag.two_values"}


def test_direct_and_indirect_customers_are_told_apart_and_not_added() -> None:
    told = found(
        fact("acme:DistributorCustomerMember", "0.17"),
        fact(
            "acme:CloudServiceProviderMember",
            "0.22",
            passage=Passage(
                "One indirect customer, which purchases our products through system integrators, is about",
                "of revenue.",
            ),
        ),
    )
    assert [(one.share, one.kind) for one in told.customers] == [
        (Decimal("0.22"), "indirect"),
        (Decimal("0.17"), "direct"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Direct customer A represented", "of total revenue.", "direct"),
        ("Sales to a distributor were", "of sales.", "direct"),
        ("An indirect customer made", "of revenue.", "indirect"),
        ("A company that mainly purchases our parts through distributors made", "of revenue.", "indirect"),
        ("Customer A represented", "of total revenue.", "unknown"),
        ("Our direct customer A, and an indirect customer behind it, made", "of revenue.", "unknown"),
    ],
)
def test_the_sentence_can_say_how_a_customer_buys(before: str, after: str, kind: str) -> None:
    (one,) = found(fact(passage=Passage(before, after))).customers
    assert one.kind == kind


@pytest.mark.parametrize(
    "before",
    [
        "No customer accounted for more than",
        "No single customer represented",
        "Customer A made 14% of sales, and no other customer exceeded",
        "We did not have any individual customer above",
        "None of our customers reached",
    ],
)
def test_a_stated_limit_is_no_customer(before: str) -> None:
    assert reason(fact(share="0.1", passage=Passage(before, "of revenue."))) == "filing.limit"


def test_the_only_customer_above_the_limit_is_one() -> None:
    passage = Passage("We had no customers other than Apple, which made", "of revenue, above 10%.")
    assert len(found(fact("acme:AppleMember", passage=passage)).customers) == 1


def test_a_customer_beside_a_stated_limit_is_still_one() -> None:
    passage = Passage("Customer A accounted for", "of revenue, and no other customer exceeded 10%.")
    assert len(found(fact(passage=passage)).customers) == 1


@pytest.mark.parametrize(
    ("passage", "flag"),
    [
        (Passage("Customer A was", "of accounts receivable."), "filing.flag.receivables"),
        (
            Passage(row="Customer A", around="Share of trade receivables: Customer A"),
            "filing.flag.receivables",
        ),
        (Passage("Two customers together made", "of revenue."), "filing.flag.together"),
        (Passage("Customer A made", "of revenue.", percent=Decimal("0.02")), "filing.flag.number"),
    ],
)
def test_words_that_contradict_the_tag_are_flagged(passage: Passage, flag: str) -> None:
    (one,) = found(fact(passage=passage)).customers
    assert [mark.id for mark in one.flags] == [flag]


@pytest.mark.parametrize(
    "passage",
    [
        Passage("Customer A made", "of revenue and 12% of receivables."),
        Passage("Two customers together made 30% of revenue: Customer A", "and Customer B 11%."),
        Passage(row="Dell", around="Our three largest customers made the following share of revenue: Dell"),
        Passage("Customer A made", "of revenue.", percent=Decimal("0.2")),
        Passage(),
    ],
)
def test_words_that_agree_with_the_tag_are_not_flagged(passage: Passage) -> None:
    (one,) = found(fact(passage=passage)).customers
    assert one.flags == ()


@pytest.mark.parametrize(
    ("member", "passage", "name"),
    [
        ("acme:DellIncMember", Passage(row="Dell Inc. (1)"), "Dell Inc."),
        ("acme:OpenAIMember", Passage("Sales to OpenAI were", "of revenue."), "OpenAI"),
        ("acme:McKessonMember", Passage("McKesson made", "of sales."), "McKesson"),
        ("acme:ATTIncMember", Passage("Sales to AT&T Inc. were", "of sales."), "AT&T Inc."),
        ("acme:OpenAILLCMember", Passage(row="OpenAI, L.L.C."), "OpenAI, L.L.C."),
        ("acme:MetaMember", Passage("Sales to Metals Co. were", "of sales."), "Meta"),
        ("acme:AppleMember", Passage("We sell apples. apple cider made", "of sales."), "Apple"),
        ("acme:MetaPlatformsMember", Passage(around="Meta  Platforms and others"), "Meta Platforms"),
    ],
)
def test_a_name_is_spelled_as_in_the_filing(member: str, passage: Passage, name: str) -> None:
    (one,) = found(fact(member, passage=passage)).customers
    assert one.name == name


def test_how_many_a_group_holds_can_stand_in_the_sentence() -> None:
    passage = Passage("Our four largest customers made", "of revenue.")
    (one,) = found(fact("acme:MajorCustomersMember", "0.5", passage=passage)).groups
    assert one.count == 4


def test_a_filing_without_any_such_fact_reports_none() -> None:
    assert found().none_reported


def test_shares_by_place_and_of_receivables_leave_that_as_it_is() -> None:
    told = found(
        fact(None, extra={"srt:StatementGeographicalAxis": "us-gaap:NonUsMember"}),
        fact(benchmark=RECEIVABLES),
        fact("acme:VendorOneMember"),
        fact(None, "0.1"),
    )
    assert told.none_reported


@pytest.mark.parametrize(
    "tagged",
    [
        fact(),
        fact("acme:ThreeLargestCustomersMember"),
        fact(None, "0.9"),
        fact(benchmark=None),
        fact(share="18"),
    ],
)
def test_none_is_not_claimed_where_the_tags_may_mean_a_customer(tagged: ShareFact) -> None:
    assert not found(tagged).none_reported


def test_a_concept_that_is_a_share_of_revenue_by_itself_needs_no_benchmark() -> None:
    tagged = fact(
        benchmark=None,
        risk=None,
        axis="ifrs-full:MajorCustomersAxis",
        concept="ifrs-full:PercentageOfEntitysRevenue",
    )
    assert len(found(tagged).customers) == 1


members = st.sampled_from(
    [
        "acme:CustomerOneMember",
        "acme:MicrosoftMember",
        "acme:ThreeLargestCustomersMember",
        "acme:VendorMember",
        "us-gaap:NonUsMember",
        None,
    ]
)
facts = st.builds(
    lambda member, share, benchmark, days: fact(
        member, share, benchmark=benchmark, start=date(2025, 12, 31) - timedelta(days=days)
    ),
    members,
    st.decimals(-1, 2, places=3).map(str),
    st.sampled_from([SALES, RECEIVABLES, None]),
    st.sampled_from([89, 180, 364]),
)


def everything(told: Concentration) -> tuple[object, ...]:
    refused = sorted(str(one) for one in told.refused)
    return (told.customers, told.groups, told.receivables, refused)


@given(st.lists(facts, max_size=12), st.randoms())
def test_order_and_repetition_change_nothing(tagged: list[ShareFact], random: "object") -> None:
    again: list[ShareFact] = [*tagged, *tagged]
    random.shuffle(again)  # type: ignore[attr-defined]  # a random.Random
    assert everything(read(HEAD, tagged)) == everything(read(HEAD, again))


@given(st.lists(facts, max_size=12))
def test_every_fact_is_either_shown_or_refused(tagged: Iterable[ShareFact]) -> None:
    told = read(HEAD, tagged)
    kept = [*told.customers, *told.groups]
    distinct = {(str(one.members), one.start, one.value) for one in tagged}
    assert len(kept) + len(told.refused) == len(distinct)
    assert all(0 < one.share <= 1 for one in kept)
