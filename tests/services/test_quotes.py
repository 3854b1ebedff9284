"""Which symbols are asked for, and what is known after an answer, half an answer and none."""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain.figure import Source
from screener.domain.fund import Fund, FundHolding
from screener.domain.message import Message
from screener.domain.quote import MarketState, Quote, QuoteBatch, Tick
from screener.errors import StorageError
from screener.services.quotes import QuoteBook, QuoteState, symbols_to_ask
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


def answer(*quotes: Quote, missing: tuple[str, ...] = (), failure: Message | None = None) -> QuoteBatch:
    return QuoteBatch(quotes, missing, T0 + timedelta(minutes=5), failure, T0 + timedelta(hours=1))


def tick(price: str, minute: int, symbol: str = "NVDA", state: MarketState = "regular") -> Tick:
    at = T0 + timedelta(minutes=minute)
    return Tick(symbol, Decimal(price), "USD", at, at + timedelta(seconds=1), state)


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


def test_what_was_answered_is_fresh_and_dates_the_success() -> None:
    state = QuoteBook(Kept(), QuoteState()).take(answer(quote("NVDA"), quote("MSFT")))
    assert state.fresh == {"NVDA", "MSFT"}
    assert state.last_success == T0 + timedelta(minutes=5)


def test_half_an_answer_keeps_the_rest_as_it_was() -> None:
    before = QuoteState(quotes={"NVDA": quote("NVDA", "90"), "MSFT": quote("MSFT", "400")})
    store = Kept()
    state = QuoteBook(store, before).take(answer(quote("NVDA", "95", 1), missing=("MSFT",)))
    assert {symbol: str(one.price) for symbol, one in state.quotes.items()} == {"NVDA": "95", "MSFT": "400"}
    assert state.fresh == {"NVDA"}
    assert state.missing == ("MSFT",)
    assert [one.symbol for one in store.saved] == ["NVDA"]


def test_no_answer_keeps_everything_and_the_reason() -> None:
    before = QuoteState({"NVDA": quote("NVDA")}, frozenset({"NVDA"}), last_success=T0)
    store = Kept()
    state = QuoteBook(store, before).take(answer(missing=("NVDA",), failure=FAILED))
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
    state = QuoteBook(store, QuoteState({"NVDA": newer})).take(answer(quote("NVDA", "80", 2)))
    assert state.quotes == {"NVDA": newer}
    assert store.saved == [newer]


def test_a_full_disk_costs_the_memory_not_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        state = QuoteBook(FullDisk(), QuoteState()).take(answer(quote("NVDA", "95")))
    assert state.quotes["NVDA"].price == 95
    assert "The disk is full." in caplog.text


def test_the_newest_time_wins_whether_it_was_asked_for_or_streamed() -> None:
    book = QuoteBook(Kept(), QuoteState())
    book.take(answer(msgspec.structs.replace(quote("NVDA", "100", 1), previous_close=Decimal(80))))
    newer = book.take_ticks([tick("110", 3), tick("105", 2), tick("90", 0), tick("1", 9, "MSFT")])
    assert newer["NVDA"].change_fraction == Decimal("0.375"), "against the close before"
    assert newer.keys() == {"NVDA"}, "a symbol nobody quoted is left out"
    assert book.take(answer(quote("NVDA", "101", 2))).quotes["NVDA"].price == 110
    assert book.take(answer(quote("NVDA", "120", 4))).quotes["NVDA"].price == 120
    assert book.take_ticks([tick("111", 4)]) == {}


def test_a_tick_after_hours_leaves_the_close_alone() -> None:
    book = QuoteBook(Kept(), QuoteState({"NVDA": quote("NVDA", "100", 1)}))
    late = book.take_ticks([tick("102", 90, state="post")])["NVDA"]
    assert (late.price, late.market_state) == (100, "post")
    assert late.extended is not None
    assert (late.extended.price, late.extended.change_fraction) == (102, Decimal("0.02"))


def test_a_tick_of_the_next_day_has_no_change_until_its_close_before_is_known() -> None:
    kept = msgspec.structs.replace(quote("NVDA", "100", 1), previous_close=Decimal(80))
    book = QuoteBook(Kept(), QuoteState({"NVDA": kept}))
    next_day = book.take_ticks([tick("102", 24 * 60)])["NVDA"]
    assert (next_day.previous_close, next_day.change_fraction) == (None, None)
