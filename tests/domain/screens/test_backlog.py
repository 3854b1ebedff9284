from datetime import date
from decimal import Decimal

import pytest

from screener.domain.figure import Source
from screener.wording import strict_sentence
from tests.builders.companies import customer, finding, inputs


def backlog(*facts, **options: object):
    return finding("backlog", inputs(customers=facts, **options))


def promised(share: object, **more: object):
    return customer(
        share, **({"measure": "rpo", "counterparty": ("openai",), "counterparty_words": "OpenAI"} | more)
    )


@pytest.mark.parametrize(
    ("share", "severity"), [("0.09", 0), ("0.1", 1), ("0.2", 2), ("0.3", 3), ("0.47", 3), ("0.5", 4)]
)
def test_it_has_the_steps_of_the_largest_customer(share: str, severity: int) -> None:
    assert backlog(promised(share)).severity == severity


def test_the_newest_period_speaks_even_where_it_is_milder() -> None:
    older = promised("0.57", period="November 2025", as_of=date(2025, 11, 30))
    newer = promised("0.47", period="May 2026", as_of=date(2026, 5, 31))
    found = backlog(older, newer)
    assert (found.severity, found.value.value) == (3, Decimal("0.47"))
    assert strict_sentence(found.message) == (
        "One counterparty (OpenAI) makes 47% of contracted revenue to come (on 31 May 2026)."
    )


def test_a_group_is_a_lower_bound() -> None:
    both = promised(
        "0.5", count=2, counterparty=("openai", "anthropic"), counterparty_words="OpenAI and Anthropic"
    )
    assert (backlog(both).severity, backlog(both).message.id) == (2, "backlog.fail_of_group")
    many = promised("0.5", count=9)
    assert backlog(many).state == "unknown"


def test_a_part_of_the_backlog_is_information_and_gives_way_to_the_whole() -> None:
    part = promised("0.29", of="AI backlog", as_of=date(2026, 6, 30))
    found = backlog(part)
    assert (found.state, found.severity) == ("known", None)
    assert "a part of the backlog: AI backlog" in strict_sentence(found.message)
    assert backlog(part, promised("0.31")).severity == 3


def test_sources_nobody_saw_and_shares_of_revenue_do_not_count() -> None:
    assert backlog(promised("0.7", source=Source("hearsay", tier="none"))).state == "unknown"
    assert backlog(customer("0.7")).state == "unknown"
    assert backlog(promised("0.7", as_of=date(2023, 1, 1))).state == "unknown"
