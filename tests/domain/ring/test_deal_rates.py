"""Amounts in other currencies become dollars by a rate of their day, or the row is refused."""

from datetime import date
from decimal import Decimal

import pytest

from screener.domain.currency import Rate, Rates
from screener.domain.figure import Source
from screener.domain.ring.deal_rates import Exchanged, currency_code, in_dollars
from screener.domain.ring.deal_text import read_money
from screener.domain.ring.draft_reading import Problem
from screener.wording import strict_sentence
from tests.builders.drafts import draft

ECB = Source("ECB reference rates", tier="feed")
RATES = Rates(
    (
        Rate("USD", "EUR", date(2025, 9, 22), Decimal("0.8"), ECB),
        Rate("USD", "GBP", date(2025, 9, 22), Decimal("0.5"), ECB),
    )
)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("2bn", "EUR", Decimal(2_000_000_000)),
        ("€1.5 billion", "EUR", Decimal(1_500_000_000)),
        ("300億", "TWD", Decimal(30_000_000_000)),
        ("NT$300億", "TWD", Decimal(30_000_000_000)),
        ("30bn", "USD", Decimal(30_000_000_000)),
        ("$2bn", "EUR", None),
        ("£2bn", "EUR", None),
        ("much", "EUR", None),
    ],
)
def test_an_amount_is_read_in_its_own_currency_only(text: str, currency: str, amount: Decimal | None) -> None:
    assert read_money(text, currency) == amount


@pytest.mark.parametrize(
    ("said", "code"), [("eur", "EUR"), ("RMB", "CNY"), ("€", "EUR"), ("euro zone", None), ("", None)]
)
def test_a_currency_is_known_by_its_code(said: str, code: str | None) -> None:
    assert currency_code(said) == code


def test_an_amount_is_turned_by_the_rate_of_its_day_and_the_rate_is_named() -> None:
    found = in_dollars(draft(amount="2bn", firm="1bn", announced="2025-10-02"), "EUR", RATES)
    assert isinstance(found, Exchanged)
    assert (found.draft.amount, found.draft.firm) == ("2500000000", "1250000000")
    assert (found.amount, found.currency) == ("2bn", "EUR")
    assert [rate.day for rate in found.rates] == [date(2025, 9, 22)]


def test_pence_are_a_hundredth_of_a_pound() -> None:
    found = in_dollars(draft(amount="200m", announced="2025-10"), "GBX", RATES)
    assert isinstance(found, Exchanged)
    assert found.draft.amount == "4000000"


@pytest.mark.parametrize("currency", ["", "USD", "us$", "$"])
def test_dollars_stay_as_they_are_typed(currency: str) -> None:
    typed = draft(amount="2bn", announced="")
    assert in_dollars(typed, currency, RATES) == Exchanged(typed)


@pytest.mark.parametrize(
    ("announced", "currency", "reason"),
    [
        ("2025-10-02", "SEK", "no rate of SEK"),
        ("2024-01-02", "EUR", "no rate of EUR"),
        ("2026-12-02", "EUR", "no rate of EUR"),
        ("2025", "EUR", "needs the day or month"),
        ("", "EUR", "needs the day or month"),
        ("2025-10-02", "some money", "no code of a currency"),
    ],
)
def test_without_a_rate_of_its_time_it_is_refused_with_the_reason(
    announced: str, currency: str, reason: str
) -> None:
    found = in_dollars(draft(amount="2bn", announced=announced), currency, RATES)
    assert isinstance(found, Problem)
    assert found.refuses
    assert reason in strict_sentence(found.message)


def test_an_amount_in_another_currency_than_the_column_says_is_refused() -> None:
    found = in_dollars(draft(amount="$2bn", announced="2025-10-02"), "EUR", RATES)
    assert isinstance(found, Problem)
    assert "no amount in EUR" in strict_sentence(found.message)
