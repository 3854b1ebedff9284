"""Which symbols are asked for, and what is known after an answer, half an answer and none."""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from screener.domain.figure import Source
from screener.domain.fund import Fund, FundHolding
from screener.domain.message import Message
from screener.domain.quote import Quote, QuoteBatch
from screener.errors import StorageError
from screener.services.quotes import QuoteState, fetch, symbols_to_ask
from tests.builders.stores import holding, portfolio

T0 = datetime(2026, 10, 9, 14, 30, tzinfo=UTC)
FAILED = Message("source.rate_limited")


def quote(symbol: str, price: str = "100", minute: int = 0, *, fetched: int | None = None) -> Quote:
    at = T0 + timedelta(minutes=minute)
    seen = T0 + timedelta(minutes=minute if fetched is None else fetched)
    return Quote(symbol, Decimal(price), "USD", at, seen, "Yahoo Finance", "EQUITY")


class Kept:
    """A store of quotes that remembers what it was given."""

    def __init__(self) -> None:
        self.saved: list[Quote] = []

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        self.saved += quotes


class FullDisk:
    """A store that cannot be written."""

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        raise StorageError("The disk is full.")


class Answers:
    """A source with one prepared answer; `asked` is what it was asked for, request by request."""

    def __init__(self, *quotes: Quote, missing: tuple[str, ...] = (), failure: Message | None = None) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.batch = QuoteBatch(quotes, missing, T0 + timedelta(minutes=5), failure, T0 + timedelta(hours=1))

    def __call__(self, symbols: Sequence[str]) -> QuoteBatch:
        self.asked.append(tuple(symbols))
        return self.batch


def test_every_symbol_once_and_nothing_that_has_no_quote() -> None:
    lines = (FundHolding("NVDA", Decimal("0.1")), FundHolding("AMD", Decimal("0.05")))
    fund = Fund("QQQ", "Invesco QQQ", "NASDAQ", "USD", date(2026, 8, 31), lines, Source("Issuer"))
    mine = portfolio(
        "p",
        "Mine",
        holding("NVDA"),
        holding("NVDA", currency="EUR"),
        holding("QQQ", kind="fund"),
        holding("USD", kind="cash"),
        holding("912810QF8", kind="bond"),
        holding("NVDA 01/16/2026 250.00 C", kind="option"),
        holding("Some Fund of Funds", name="Some Fund of Funds"),
        watch=("MSFT", "NVDA"),
    )
    assert symbols_to_ask(mine, {"QQQ": fund}) == ("NVDA", "QQQ", "MSFT", "AMD")


def test_one_request_for_all_and_nothing_asked_for_nothing() -> None:
    source = Answers(quote("NVDA"), quote("MSFT"))
    state = fetch(QuoteState(), ("NVDA", "MSFT"), source, Kept())
    assert source.asked == [("NVDA", "MSFT")]
    assert state.fresh == {"NVDA", "MSFT"}
    assert state.last_success == T0 + timedelta(minutes=5)
    assert fetch(state, (), source, Kept()) is state
    assert len(source.asked) == 1


def test_half_an_answer_keeps_the_rest_as_it_was() -> None:
    before = QuoteState(quotes={"NVDA": quote("NVDA", "90"), "MSFT": quote("MSFT", "400")})
    store = Kept()
    state = fetch(before, ("NVDA", "MSFT"), Answers(quote("NVDA", "95", 1), missing=("MSFT",)), store)
    assert {symbol: str(one.price) for symbol, one in state.quotes.items()} == {"NVDA": "95", "MSFT": "400"}
    assert state.fresh == {"NVDA"}
    assert state.missing == ("MSFT",)
    assert [one.symbol for one in store.saved] == ["NVDA"]


def test_no_answer_keeps_everything_and_the_reason() -> None:
    before = QuoteState({"NVDA": quote("NVDA")}, frozenset({"NVDA"}), last_success=T0)
    store = Kept()
    state = fetch(before, ("NVDA",), Answers(missing=("NVDA",), failure=FAILED), store)
    assert state.quotes == before.quotes
    assert state.fresh == frozenset()
    assert state.last_success == T0
    assert state.attempt is not None
    assert (state.attempt.answered, state.attempt.failure) == (0, FAILED)
    assert state.attempt.retry_at == T0 + timedelta(hours=1)
    assert store.saved == []


def test_an_older_answer_replaces_nothing_here_or_in_the_store() -> None:
    newer = quote("NVDA", "95", 10)
    store = Kept()
    state = fetch(QuoteState({"NVDA": newer}), ("NVDA",), Answers(quote("NVDA", "80", 2)), store)
    assert state.quotes == {"NVDA": newer}
    assert store.saved == [newer]


def test_a_full_disk_costs_the_memory_not_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        state = fetch(QuoteState(), ("NVDA",), Answers(quote("NVDA", "95")), FullDisk())
    assert state.quotes["NVDA"].price == 95
    assert "The disk is full." in caplog.text
