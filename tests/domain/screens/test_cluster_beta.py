from decimal import Decimal

from screener.domain.exposure.beta import Beta
from screener.wording import strict_sentence
from tests.builders.companies import ON, finding, inputs


def moves(ai: float, error: float = 0.1):
    return finding("cluster_beta", inputs(beta=Beta(ai, error, 1.1, ai, 104, ON, "Exchange")))


def test_it_is_information_with_its_range() -> None:
    found = moves(0.84)
    assert (found.state, found.severity, found.value.value) == ("known", None, Decimal("0.84"))
    assert strict_sentence(found.message) == (
        "Its shares moved 0.84% for each percent that AI shares moved beyond the market (between 0.64 and "
        "1.04; 104 weeks to 21 Aug 2026)."
    )


def test_a_range_around_nothing_is_said_to_be_unclear_and_the_other_way_is_against() -> None:
    assert moves(0.19).message.id == "cluster_beta.unclear"
    assert "moved 0.5% against each percent" in strict_sentence(moves(-0.5).message)


def test_without_closes_it_is_not_known() -> None:
    assert finding("cluster_beta", inputs()).state == "unknown"
