from decimal import Decimal

import msgspec
import pytest

from screener.domain.figure import Figure, NotApplicable, Source, Unknown
from screener.domain.message import Day, Message, Names, Number, Text, Unit
from screener.domain.ring.vendor import LUCENT, VendorFinancing
from screener.wording import strict_sentence
from tests.builders.companies import ON, figure, finding, inputs, standing

REVENUE = figure("revenue", 1000)


def given(share: str = "0.16", **changes: object) -> VendorFinancing:
    value = Figure("vendor_financing", Decimal(share), Unit.FRACTION, ON, Source("Deal ledger"), derived=True)
    part = Number(Decimal("0.08"), Unit.FRACTION)
    message = Message(
        "vendor.share",
        {
            "company": Names(("Acme Inc.",)),
            "share": Number(Decimal(share), Unit.FRACTION),
            "firm_share": part,
            "contingent_share": part,
            "revenue": Number(REVENUE.value, Unit.MONEY, "USD"),
            "revenue_period": Text("ttm"),
            "revenue_day": Day(REVENUE.as_of),
            "largest": Number(Decimal(80_000_000), Unit.MONEY, "USD"),
            "customer": Names(("Lab Corp.",)),
            "lucent": Number(LUCENT.value, Unit.FRACTION),
        },
    )
    made = VendorFinancing(
        company="acme",
        revenue=REVENUE,
        gifts=(),
        without_amount=(),
        firm_usd=Decimal(80_000_000),
        announced_usd=Decimal(0),
        contingent_usd=Decimal(80_000_000),
        share=value,
        firm_share=Decimal("0.08"),
        announced_share=Decimal(0),
        contingent_share=Decimal("0.08"),
        message=message,
    )
    return msgspec.structs.replace(made, **changes)


def vendor(one: VendorFinancing | None, place: str = "inside", **options: object):
    strength = "firm" if place == "inside" else None
    return finding("vendor_financing", inputs(vendor=one, standing=standing(place, strength), **options))  # type: ignore[arg-type]  # a place by name


@pytest.mark.parametrize(
    ("share", "severity"),
    [("0.02", 0), ("0.021", 1), ("0.05", 1), ("0.051", 2), ("0.1", 2), ("0.101", 3), ("0.2", 3), ("0.21", 4)],
)
def test_a_step_is_passed_only_above_it(share: str, severity: int) -> None:
    assert vendor(given(share)).severity == severity


def test_the_parts_stand_apart_and_lucent_beside_them() -> None:
    found = vendor(given())
    names = {each.name for each in found.figures}
    assert {"financing_firm", "financing_contingent"} <= names
    assert "financing_announced" not in names
    assert LUCENT in found.figures
    assert strict_sentence(found.message).startswith(
        "Acme gave or promised its customers at least 16% of its revenue"
    )


def test_records_without_an_amount_make_it_a_lower_bound() -> None:
    assert vendor(given("0.01", without_amount=("a",))).message.id == "vendor_financing.unknown.floor"
    assert vendor(given("0.06", without_amount=("a",))).severity == 2


def test_none_seen_is_no_proof_of_none() -> None:
    none = Message("vendor.none_seen", {"company": Names(("Acme Inc.",))})
    assert vendor(_with(NotApplicable(none), none)).state == "not_applicable"
    lost = Message("vendor.unknown.no_amount", {"company": Names(("Acme Inc.",))})
    assert vendor(_with(Unknown(lost), lost)).state == "unknown"
    assert vendor(None, "outside").state == "not_applicable"
    assert vendor(None, "not_known").state == "unknown"


def _with(share: NotApplicable | Unknown, message: Message) -> VendorFinancing:
    return msgspec.structs.replace(given(), share=share, message=message)
