"""Whom the names of members on the customer axis name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.member_names import party, words_of


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("acme:DellIncMember", "Dell Inc"),
        ("acme:HPInc.Member", "HP Inc."),
        ("acme:CVSHealthCorporationMember", "CVS Health Corporation"),
        ("acme:McKessonCorporationMember", "McKesson Corporation"),
        ("acme:Wholesaler1Member", "Wholesaler 1"),
        ("acme:CustomerAMember", "Customer A"),
        ("acme:CustomerAAndBMember", "Customer A And B"),
        ("us-gaap:SalesRevenueNetMember", "Sales Revenue Net"),
        ("plain", "plain"),
    ],
)
def test_an_element_name_becomes_words(member: str, words: str) -> None:
    assert " ".join(words_of(member)) == words


@pytest.mark.parametrize(
    "member",
    [
        "acme:CustomerOneMember",
        "acme:Customer1Member",
        "acme:CustomerNo1Member",
        "acme:LargestCustomerMember",
        "acme:OneCustomerMember",
        "acme:Wholesaler1Member",
        "acme:CustomerIMember",
        "acme:CloudServiceProviderMember",
    ],
)
def test_a_customer_can_be_left_unnamed(member: str) -> None:
    told = party(member)
    assert (told.sort, told.named, told.count) == ("customer", False, None)


@pytest.mark.parametrize(
    "member",
    [
        "acme:MicrosoftMember",
        "acme:LenovoGroupLimitedMember",
        "acme:JohnsonAndJohnsonMember",
        "acme:CardinalHealthMember",
        "acme:CentersForMedicareAndMedicaidServicesMember",
        "acme:TMobileMember",
    ],
)
def test_a_customer_can_be_named(member: str) -> None:
    told = party(member)
    assert (told.sort, told.named) == ("customer", True)


@pytest.mark.parametrize(
    ("member", "count"),
    [
        ("acme:ThreeLargestCustomersMember", 3),
        ("acme:TopTenCustomersMember", 10),
        ("acme:Top10CustomersMember", 10),
        ("acme:CustomersAAndBMember", 2),
        ("acme:CustomerOneAndCustomerTwoMember", 2),
        ("acme:MajorCustomersMember", None),
        ("acme:CustomersGreaterThan10PercentMember", None),
        ("acme:CellularNetworkCarriersMember", None),
        ("acme:OtherMajorCustomersMember", None),
        ("us-gaap:RelatedPartyMember", None),
        ("acme:StateGovernmentsMember", None),
    ],
)
def test_several_customers_are_a_group(member: str, count: int | None) -> None:
    told = party(member)
    assert (told.sort, told.count) == ("group", count)


@pytest.mark.parametrize(
    ("member", "sort"),
    [
        ("acme:VendorOneMember", "vendor"),
        ("acme:TwoSuppliersMember", "vendor"),
        ("acme:AllOtherCustomersMember", "remainder"),
        ("acme:RemainingCustomersMember", "remainder"),
        ("acme:NoSingleCustomerMember", "limit"),
        ("acme:CustomerThresholdMember", "limit"),
        ("country:TW", "place"),
        ("us-gaap:NonUsMember", "place"),
        ("srt:EuropeMember", "place"),
    ],
)
def test_what_is_no_customer_is_told_apart(member: str, sort: str) -> None:
    assert party(member).sort == sort


@pytest.mark.parametrize(
    ("member", "channel"),
    [
        ("acme:DataCenterDistributorCustomerMember", "direct"),
        ("acme:DirectCustomerAMember", "direct"),
        ("acme:Wholesaler2Member", "direct"),
        ("acme:IndirectCustomerOneMember", "indirect"),
        ("acme:EndCustomerMember", "indirect"),
        ("acme:CustomerOneMember", "unknown"),
        ("acme:DirectRelationMember", "direct"),
    ],
)
def test_the_name_can_say_how_a_customer_buys(member: str, channel: str) -> None:
    assert party(member).channel == channel


@pytest.mark.parametrize(
    ("member", "government"),
    [
        ("acme:USGovernmentMember", True),
        ("us-gaap:GovernmentMember", True),
        ("acme:DepartmentOfDefenseMember", True),
        ("acme:MedicareMember", True),
        ("acme:UnitedDepartmentStoresMember", False),
        ("acme:OldNavyMember", False),
    ],
)
def test_a_government_is_recognised(member: str, government: bool) -> None:
    told = party(member)
    assert (told.sort, told.government) == ("customer", government)


@given(st.text(max_size=60))
def test_any_name_at_all_is_somebody_or_something(member: str) -> None:
    told = party(member)
    assert told.words or not member
    assert told.count is None or told.count > 1
