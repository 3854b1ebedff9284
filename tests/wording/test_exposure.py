from decimal import Decimal

import msgspec

from screener.domain.assessment import Exposure, Money
from screener.domain.figure import Source
from screener.domain.message import Message
from screener.wording import headline, high_end, left_out, ring_line
from tests.builders.assessments import sample_assessment
from tests.builders.companies import standing

EXPOSURE = Exposure(
    total=Money(Decimal(1000), "USD"),
    inside_low=Decimal("0.38"),
    inside_high=Decimal("0.52"),
    inside_firm=Decimal("0.31"),
    tied_heavily=Decimal("0.09"),
    not_judged=Decimal("0.12"),
    cash=Decimal("0.02"),
    roles=(),
    layers=(),
    levels=(),
    effective_n=7.0,
)


def test_the_headline_says_what_is_known_to_be_inside() -> None:
    assert headline(EXPOSURE) == (
        "38% of your money is in companies on a loop (31% on signed deals); 9% in companies tied heavily to "
        "them; 12% could not be judged."
    )
    other = msgspec.structs.replace(
        EXPOSURE,
        inside_low=Decimal("0.071"),
        inside_firm=Decimal("0.002"),
        tied_heavily=Decimal(0),
        not_judged=Decimal("0.996"),
    )
    assert headline(other) == (
        "7% of your money is in companies on a loop (<1% on signed deals); 0% in companies tied heavily to "
        "them; >99% could not be judged."
    )


def test_the_high_end_stands_beside_it() -> None:
    assert "up to 52%" in high_end(EXPOSURE)
    assert "%" not in high_end(msgspec.structs.replace(EXPOSURE, inside_high=Decimal("0.38")))


def test_an_empty_portfolio_gets_no_numbers() -> None:
    empty = msgspec.structs.replace(EXPOSURE, total=Money(Decimal(0), "USD"))
    assert "%" not in headline(empty) + high_end(empty)


def test_positions_left_out_of_every_weight_are_counted_beside_it() -> None:
    assert "left out" not in high_end(EXPOSURE)
    assert high_end(EXPOSURE, 1).endswith("1 position is left out of every weight.")
    empty = msgspec.structs.replace(EXPOSURE, total=Money(Decimal(0), "USD"))
    assert "3 positions are left out" in high_end(empty, 3)


def test_every_position_left_out_is_named_with_its_own_reason() -> None:
    sample = sample_assessment()
    assert left_out(msgspec.structs.replace(sample, positions=sample.positions[:3])) == ""
    first, second, third, fourth = sample.positions[:4]
    out = [
        msgspec.structs.replace(first, weight=None, symbol="A", notes=(Message("position_short"),)),
        msgspec.structs.replace(second, weight=None, symbol="B", notes=()),
        msgspec.structs.replace(third, weight=None, symbol="C", notes=(Message("position_without_rate"),)),
        msgspec.structs.replace(fourth, weight=None, symbol="D", notes=()),
    ]
    told = left_out(msgspec.structs.replace(sample, positions=tuple(out)))
    assert told == "A (sold short); B, D (neither price nor cost known); C (no exchange rate known)"


def test_financing_given_is_set_against_revenue() -> None:
    made = standing("inside", "firm", "0.152")
    tie = msgspec.structs.replace(made.tie, measure="vendor_financing", at_least=True)
    assert "(signed cash financing of its customers is at least 15.2% of revenue)" in ring_line(
        msgspec.structs.replace(made, tie=tie)
    )


def test_an_estimated_tie_says_so() -> None:
    made = standing("inside", "firm", "0.47")
    assert made.tie.share is not None
    share = msgspec.structs.replace(made.tie.share, source=Source("a page", tier="secondary"), derived=True)
    tie = msgspec.structs.replace(made.tie, share=share)
    assert "(47%, backlog, estimated by a press calculation, at second hand)" in ring_line(
        msgspec.structs.replace(made, tie=tie)
    )


def test_a_standing_in_one_line() -> None:
    assert (
        ring_line(standing("inside", "firm", "0.57"))
        == "Inside, firm · tied heavily (57%, backlog) · rests on 3 records"
    )
    assert ring_line(standing("adjacent", None, records=1)) == (
        "Adjacent · how tightly it is tied is not known · rests on 1 record (press)"
    )
    assert ring_line(standing("outside")) == "Outside"
    assert ring_line(standing("not_known", None, "0.2")) == "Not known · tied heavily (20%, backlog)"
