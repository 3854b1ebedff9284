"""Vendor financing: who counts as a customer, what counts as given, and each package once."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given

from screener.domain.figure import Figure, NotApplicable, Unknown
from screener.domain.ring import ledger
from screener.domain.ring.deal import Deal, Evidence
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import Packages, revenue_figures
from screener.domain.ring.vendor import LUCENT, VendorFinancing, vendor_financing
from screener.domain.universe import Universe
from screener.wording import strict_sentence
from tests.builders.ledgers import deal, ledger_data, random_deals
from tests.builders.networks import revenue

SALE = deal("lab", "chip", key="sale")
STEP = deal("app", "lab", key="step")


def _given(*deals: Deal, reported: Mapping[str, Figure] | None = None) -> VendorFinancing:
    known = {"chip": revenue(1000)} if reported is None else reported
    return vendor_financing(ledger.build(ledger_data((SALE, STEP, *deals))), known)["chip"]


def _loan(to: str = "lab", **changes: object) -> Deal:
    return deal("chip", to, "financing", **{"key": "loan", "amount_usd": Decimal(100), **changes})


@pytest.mark.parametrize(("customer", "steps"), [("lab", 1), ("app", 2)])
def test_customers_are_direct_or_one_step_away(customer: str, steps: int) -> None:
    found = _given(_loan(customer))

    assert [(gift.customer, gift.steps, gift.given) for gift in found.gifts] == [
        (customer, steps, "financing")
    ]
    assert found.firm_share == Decimal("0.1")
    assert isinstance(found.share, Figure)
    assert found.share.value == Decimal("0.1")


def test_two_steps_away_or_no_customer_at_all_is_not_counted() -> None:
    further = deal("shop", "app", key="further")
    found = _given(further, _loan("shop"), _loan("stranger", key="other"))

    assert found.gifts == ()
    assert isinstance(found.share, NotApplicable)


def test_a_customer_by_talk_of_a_rumour_is_none() -> None:
    rumour = deal("fab", "chip", key="rumour", status="rumoured")

    assert _given(rumour, _loan("fab")).gifts == ()


def test_firm_contingent_and_announced_stand_apart() -> None:
    found = _given(
        _loan(key="tranches", amount_usd=Decimal(50), firm_usd=Decimal(15)),
        deal(
            "chip",
            "lab",
            "contingent",
            key="backstop",
            kind="guarantee_or_backstop",
            amount_usd=Decimal(60),
            cash=False,
        ),
        _loan(key="told", amount_usd=Decimal(700), status="announced"),
        _loan(key="if", amount_usd=Decimal(5), status="announced", conditional=True, cash=False),
    )

    assert (found.firm_usd, found.contingent_usd, found.announced_usd) == (15, 35 + 60 + 5, 700)
    assert isinstance(found.share, Figure)
    assert found.share.value == Decimal("0.115"), "what is only announced is not part of it"
    assert found.announced_share == Decimal("0.7")
    assert found.gifts[0].deal == "told"


def test_renting_back_counts_and_buying_other_things_does_not() -> None:
    rented = deal("chip", "lab", key="rent", kind="capacity_lease", amount_usd=Decimal(30))
    bought = deal("chip", "lab", key="parts", kind="supply_agreement", amount_usd=Decimal(40))
    found = _given(rented, bought)

    assert [(gift.deal, gift.given) for gift in found.gifts] == [("rent", "lease_back")]


def test_a_warrant_for_the_customer_is_a_discount_and_a_share_swap_no_money() -> None:
    held = deal("chip", "lab", "contingent", key="warrant", amount_usd=Decimal(90))
    warrant = msgspec.structs.replace(held, source_entity="lab", target_entity="chip")
    swap = _loan(key="swap", cash=False, status="closed")

    assert _given(warrant, swap).gifts == ()
    assert [gift.deal for gift in _given(held).gifts] == ["warrant"], "a right of the company's own"


def test_a_guarantee_to_a_landlord_is_given_for_the_tenant() -> None:
    lease = deal("lab", "landlord", key="lease", amount_usd=None, contains=("backstop",))
    backstop = deal(
        "chip",
        "landlord",
        "contingent",
        key="backstop",
        kind="guarantee_or_backstop",
        amount_usd=Decimal(105),
        cash=False,
    )

    (gift,) = _given(lease, backstop).gifts
    assert (gift.customer, gift.given, gift.contingent_usd) == ("lab", "guarantee", 105)
    assert _given(backstop).gifts == ()
    text = strict_sentence(_given(lease, backstop).message)
    assert "The largest is a guarantee of 105 USD at Landlord for Lab." in text
    assert "at least 10.5% of its revenue" in text


def test_a_package_counts_once() -> None:
    part = _loan(key="part", amount_usd=Decimal(40))
    found = _given(_loan(key="whole", contains=("part",)), part)

    assert [gift.deal for gift in found.gifts] == ["whole"]
    assert found.firm_usd == 100


def test_what_states_no_amount_is_named_and_no_revenue_is_said() -> None:
    silent = _given(_loan(amount_usd=None))
    assert isinstance(silent.share, Unknown)
    assert (silent.message.id, silent.without_amount) == ("vendor.unknown.no_amount", ("loan",))

    private = _given(_loan(), reported={})
    assert isinstance(private.share, Unknown)
    assert (private.message.id, private.firm_usd, private.firm_share) == (
        "vendor.unknown.no_revenue",
        100,
        None,
    )


def test_the_share_and_each_gift_lead_to_a_source() -> None:
    seen = (Evidence("https://filing.example/1", "", "primary", "2026-01"),)
    given = _given(_loan(evidence=seen))
    assert isinstance(given.share, Figure)
    assert given.share.source.url == "https://filing.example/1"
    assert [gift.address for gift in given.gifts] == ["https://filing.example/1"]


def test_the_sentence_has_its_numbers_and_lucent_beside_them() -> None:
    text = strict_sentence(_given(_loan(amount_usd=Decimal(123))).message)

    assert "12.3%" in text
    assert "Lab" in text
    assert "21%" in text
    assert LUCENT.value == Decimal("0.21")
    assert LUCENT.as_of < date(2001, 1, 1)


@given(random_deals())
def test_parts_add_up_and_no_package_is_in_twice(deals: tuple[Deal, ...]) -> None:
    built = ledger.build(ledger_data(deals))
    packages = Packages(deals)
    for found in vendor_financing(built, {}).values():
        ids = [gift.deal for gift in found.gifts]
        assert len(ids) == len(set(ids))
        assert not any(packages.inside(one) & set(ids) for one in ids)
        assert sum(gift.whole_usd for gift in found.gifts) == (
            found.firm_usd + found.announced_usd + found.contingent_usd
        )


def test_the_funders_of_the_shipped_ledger(shipped: Universe, shipped_ledger: Ledger) -> None:
    found = vendor_financing(shipped_ledger, revenue_figures(shipped.companies, shipped.rates))
    shares = {key: one.share.value for key, one in found.items() if isinstance(one.share, Figure)}

    assert {key: round(shares[key], 2) for key in ("amazon", "alphabet", "microsoft", "amd")} == {
        "amazon": Decimal("0.11"),
        "alphabet": Decimal("0.10"),
        "microsoft": Decimal("0.06"),
        "amd": Decimal("0.13"),
    }
    nvidia = found["nvidia"]
    largest = nvidia.gifts[0]
    assert (largest.deal, largest.customer) == ("nvidia-sbenergy-guarantee-2026-08", "openai")
    assert nvidia.revenue is not None
    without = (nvidia.firm_usd + nvidia.contingent_usd - largest.contingent_usd) / nvidia.revenue.value
    assert round(without, 2) == Decimal("0.19")
    assert nvidia.firm_share == Decimal("0.1671")
