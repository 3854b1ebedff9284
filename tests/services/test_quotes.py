"""Which symbols are asked for, and what is known after an answer, half an answer and none."""

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain.currency import KEPT_FOR, Rate, Rates
from screener.domain.delisting import Trail
from screener.domain.figure import Source
from screener.domain.fund import Fund, FundHolding
from screener.domain.message import Message
from screener.domain.quote import MarketState, Quote, QuoteBatch, Tick
from screener.errors import StorageError
from screener.services.quotes import QuoteBook, QuoteState, remarks, symbols_to_ask
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
    assert book.take(answer(quote("NVDA", "120", 4, fetched=5))).quotes["NVDA"].price == 120
    assert book.take_ticks([tick("111", 4)]) == {}


def test_a_tick_after_hours_leaves_the_close_alone() -> None:
    book = QuoteBook(Kept(), QuoteState({"NVDA": quote("NVDA", "100", 1)}))
    late = book.take_ticks([tick("102", 90, state="post")])["NVDA"]
    assert (late.price, late.market_state) == (100, "post")
    assert late.extended is not None
    assert (late.extended.price, late.extended.change_fraction) == (102, Decimal("0.02"))


def test_a_tick_after_hours_does_not_make_an_old_close_fresh() -> None:
    book = QuoteBook(Kept(), QuoteState({"NVDA": quote("NVDA", "100", 1)}))
    assert book.take_ticks([tick("102", 90, state="post")]).keys() == {"NVDA"}
    assert (book.state.fresh, book.state.last_success) == (frozenset(), None)
    book.take(answer(missing=("NVDA",), failure=FAILED))
    assert book.state.fresh == frozenset(), "nor after a round that failed"
    book.take_ticks([tick("103", 3)])
    assert book.state.fresh == {"NVDA"}


def test_a_tick_of_the_next_day_has_no_change_until_its_close_before_is_known() -> None:
    kept = msgspec.structs.replace(quote("NVDA", "100", 1), previous_close=Decimal(80))
    book = QuoteBook(Kept(), QuoteState({"NVDA": kept}))
    next_day = book.take_ticks([tick("102", 24 * 60)])["NVDA"]
    assert (next_day.previous_close, next_day.change_fraction) == (None, None)


# ---------------------------------------------------------------- rates and trails

TODAY = date(2026, 10, 9)
BEFORE = date(2026, 10, 8)


def rate(value: str, day: date = TODAY, base: str = "EUR") -> Rate:
    return Rate(base, "USD", day, Decimal(value), Source("Yahoo Finance"))


class KeptBeside:
    """Stores of rates and trails that remember what they were given."""

    def __init__(self) -> None:
        self.rates: list[list[Rate]] = []
        self.trails: list[list[Trail]] = []

    def save_rates(self, rates: Iterable[Rate], oldest: date) -> None:
        assert oldest == TODAY - KEPT_FOR
        self.rates.append(list(rates))

    def save_trails(self, trails: Iterable[Trail]) -> None:
        self.trails.append(list(trails))


def test_only_what_is_new_of_rates_and_trails_is_written() -> None:
    beside = KeptBeside()
    book = QuoteBook(Kept(), QuoteState(rates=Rates((rate("1.1", BEFORE),))), beside, beside)
    whole = msgspec.structs.replace(answer(quote("NVDA")), rates=(rate("1.16"),))
    first = book.take(whole, source="Yahoo Finance", follow=["NVDA"])
    again = book.take(whole, source="Yahoo Finance", follow=["NVDA"])
    assert beside.rates == [[rate("1.16")]]
    assert beside.trails == [[Trail("NVDA", "Yahoo Finance", TODAY)]]
    assert again.rates is first.rates, "what is made from them need not be made anew"
    assert set(first.rates.rates) == {rate("1.1", BEFORE), rate("1.16")}


def test_a_rate_is_held_against_those_fetched_before_and_then_against_the_shipped(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shipped = Rates((rate("1.1", BEFORE), rate("1.3", BEFORE, "GBP")))
    book = QuoteBook(Kept(), QuoteState())
    with caplog.at_level(logging.WARNING):
        book.take(
            msgspec.structs.replace(answer(), rates=(rate("3.2"), rate("130", base="GBP"))), shipped=shipped
        )
        state = book.take(msgspec.structs.replace(answer(), rates=(rate("9.5"),)), shipped=shipped)
    assert state.rates.rates == (rate("9.5"),), "it moved twice by less than three times"
    assert "GBP/USD 130" in caplog.text


def test_a_rate_that_is_told_again_and_again_replaces_the_wrong_one_before_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    book = QuoteBook(Kept(), QuoteState(rates=Rates((rate("0.01", BEFORE),))))

    def told(value: str, minutes: int) -> str:
        later = answer().at + timedelta(minutes=minutes)
        state = book.take(msgspec.structs.replace(answer(), rates=(rate(value),), at=later))
        return str(max(state.rates.rates, key=lambda one: one.day).rate)

    with caplog.at_level("ERROR"):
        assert [told("1.16", 0), told("1.17", 30), told("80", 50)] == ["0.01"] * 3
        assert [told("1.16", 59), told("1.16", 118)] == ["0.01"] * 2, "the odd one between began it anew"
        assert told("1.18", 119) == "1.18"
        assert told("1.19", 120) == "1.19"


def test_a_rate_of_a_day_to_come_is_no_rate() -> None:
    ahead = (rate("1.16", TODAY + timedelta(days=1)),)
    assert (
        QuoteBook(Kept(), QuoteState()).take(msgspec.structs.replace(answer(), rates=ahead)).rates == Rates()
    )


def test_a_symbol_quoted_in_an_earlier_version_was_quoted() -> None:
    book = QuoteBook(Kept(), QuoteState({"NVDA": quote("NVDA")}))
    state = book.take(answer(quote("KO"), missing=("NVDA",)), source="Yahoo Finance", follow=["NVDA"])
    assert state.trails == {"NVDA": Trail("NVDA", "Yahoo Finance", TODAY, (TODAY,))}


def test_a_price_of_the_stream_takes_the_remark_back() -> None:
    book = QuoteBook(Kept(), QuoteState({"NVDA": quote("NVDA")}))
    state = book.take(answer(quote("KO"), missing=("NVDA",)), source="Yahoo Finance", follow=["NVDA", "KO"])
    assert [note.id for note in remarks(state)["NVDA"]] == ["listing_doubtful"]
    assert remarks(state).keys() == {"NVDA"}
    book.take_ticks([tick("101", 6)])
    assert remarks(book.state) == {}
    for standing in ("listed", "doubtful"):
        later = msgspec.structs.replace(answer(quote("KO"), missing=("NVDA",)), at=T0 + timedelta(hours=1))
        state = book.take(later, source="Yahoo Finance", follow=["NVDA", "KO"])
        assert state.trails["NVDA"].standing == standing, "the stream told of it before the first of them"


def test_a_split_is_said_at_the_row_also_after_a_restart_and_not_for_ever() -> None:
    def worth(price: str, close: str, minute: int) -> Quote:
        return msgspec.structs.replace(
            quote("NVDA", price, minute),
            previous_close=Decimal(close),
            market_cap=Decimal(1000),
            market_cap_currency="USD",
        )

    beside = KeptBeside()
    book = QuoteBook(Kept(), QuoteState({"NVDA": worth("100", "99", 0)}), trails=beside)
    state = book.take(answer(worth("25.5", "25", 1)), source="Yahoo Finance", follow=("NVDA",))
    assert [note.id for note in remarks(state)["NVDA"]] == ["split_seen"]
    state = book.take(answer(worth("26", "25", 2)), source="Yahoo Finance", follow=("NVDA",))
    assert [note.id for note in remarks(state)["NVDA"]] == ["split_seen"], "the next answer is no new split"

    kept = {trail.symbol: trail for trails in beside.trails for trail in trails}
    restarted = QuoteState(trails=kept)
    assert [note.id for note in remarks(restarted)["NVDA"]] == ["split_seen"]
    later = msgspec.structs.replace(kept["NVDA"], last_quoted=TODAY + timedelta(days=31))
    assert remarks(QuoteState(trails={"NVDA": later})) == {}


def told(price: str, hours: float) -> QuoteBatch:
    at = T0 + timedelta(hours=hours)
    one = Quote("OCDO.L", Decimal(price), "GBP", at, at, "Yahoo Finance", "EQUITY")
    return QuoteBatch((one,), (), at)


def test_a_price_in_pence_that_is_called_pounds_is_not_used_and_the_row_says_so() -> None:
    book = QuoteBook(Kept(), QuoteState())
    book.take(told("3.09", 0))
    state = book.take(told("312", 1))
    assert (state.quotes["OCDO.L"].price, state.fresh) == (Decimal("3.09"), frozenset())
    assert [note.id for note in remarks(state)["OCDO.L"]] == ["quote_of_another_unit"]
    again = book.take(told("3.11", 2))
    assert (again.quotes["OCDO.L"].price, again.fresh) == (Decimal("3.11"), {"OCDO.L"})
    assert remarks(again) == {}


def test_a_price_a_hundred_times_higher_is_believed_once_it_was_told_for_a_day() -> None:
    book = QuoteBook(Kept(), QuoteState())
    book.take(told("3.09", 0))
    prices = [book.take(told("309", hours)).quotes["OCDO.L"].price for hours in (1, 12, 24.9, 25, 26)]
    assert prices == [Decimal("3.09")] * 3 + [Decimal(309)] * 2


def test_a_clock_turned_back_begins_the_day_of_doubt_anew() -> None:
    book = QuoteBook(Kept(), QuoteState())
    book.take(told("3.09", 0))
    for hours in (30, 2, 25):
        assert book.take(told("309", hours)).quotes["OCDO.L"].price == Decimal("3.09")
    assert book.take(told("309", 26)).quotes["OCDO.L"].price == 309


@pytest.mark.parametrize("price", ["0.8", "150", "6.2", "100000"])
def test_other_jumps_are_news(price: str) -> None:
    book = QuoteBook(Kept(), QuoteState())
    book.take(told("3.09", 0))
    assert book.take(told(price, 1)).quotes["OCDO.L"].price == Decimal(price)
