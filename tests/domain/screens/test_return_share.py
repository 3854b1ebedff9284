from decimal import Decimal

from screener.domain.figure import Figure, Source, Unknown
from screener.domain.message import Message, Names, Number, Unit
from screener.domain.ring.returns import ReturnShare
from screener.wording import strict_sentence
from tests.builders.companies import ON, figure, finding, inputs, standing

NAMED = {"company": Names(("Acme Inc.",))}
NUMBERS = {
    name: Number(Decimal(value), Unit.FRACTION)
    for name, value in {
        "share": "0.03",
        "mixed": "0.05",
        "least": "0",
        "most": "0.5",
        "coverage": "0.6",
    }.items()
}


def traced(answer: Figure | Unknown, message: Message) -> ReturnShare:
    zero = Decimal(0)
    return ReturnShare(
        company="acme",
        sources=("acme",),
        revenue=figure("revenue", 1000),
        coverage=Decimal("0.6"),
        traced_usd=Decimal(600_000_000),
        related_usd=zero,
        mixed_usd=Decimal(30_000_000),
        least_usd=zero,
        most_usd=Decimal(300_000_000),
        reachable_usd=zero,
        outside_unknown=(),
        unseen=0,
        answer=answer,
        message=message,
    )


def test_a_traced_share_is_a_gauge_and_never_a_severity() -> None:
    answer = Figure("return_share", Decimal("0.9"), Unit.FRACTION, ON, Source("Deal ledger"))
    found = finding(
        "return_share", inputs(returned=traced(answer, Message("returns.share", NAMED | NUMBERS)))
    )
    assert (found.state, found.severity, found.thresholds) == ("known", None, None)
    assert found.value == answer
    assert strict_sentence(found.message).startswith("Of the revenue of Acme, 3% had left it before")


def test_below_half_of_the_revenue_it_is_not_known_but_the_bounds_are_shown() -> None:
    message = Message("returns.unknown.coverage", NAMED | NUMBERS)
    found = finding("return_share", inputs(returned=traced(Unknown(message), message)))
    assert (found.state, found.value) == ("unknown", None)
    assert "we can trace 60% of its revenue" in strict_sentence(found.message)
    assert {"return_at_least", "revenue"} <= {each.name for each in found.figures}


def test_outside_the_ring_nothing_can_come_back_through_it() -> None:
    assert finding("return_share", inputs(standing=standing("outside"))).state == "not_applicable"
    assert finding("return_share", inputs(standing=standing("adjacent"))).state == "unknown"
