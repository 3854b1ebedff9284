"""Which currencies are asked for, and what is asked for a second time in one round."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain.company import Company
from screener.domain.currency import Rate, Rates
from screener.domain.delisting import Trail
from screener.domain.figure import Figure, Source
from screener.domain.freshness import Attempt
from screener.domain.fund import Fund, FundHolding
from screener.domain.message import Message, Unit
from screener.domain.portfolio import Portfolio
from screener.domain.quote import Quote, QuoteBatch
from screener.domain.security import Listing
from screener.domain.universe import LedgerData, SnapshotPrice, Universe
from screener.services.asking import (
    ASKED_AGAIN_AT_MOST,
    Question,
    answer,
    joined,
    pairs_to_ask,
    question_again,
)
from screener.services.quotes import QuoteState
from tests.builders.desks import START, UNREACHABLE, ScriptedSource
from tests.builders.stores import holding, portfolio
from tests.fakes.clocks import Clocks

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
SOME = Source("somewhere")
EVERY = tuple("ABCDEFGH")
NOTHING_KNOWN = QuoteState()


def universe() -> Universe:
    """A company that reports in yuan and is quoted in dollars, one priced in won, a fund in Taiwan."""
    receipts = Company(
        "baba",
        "Receipts",
        (Listing("BABA", "", ""),),
        statement_currency="CNY",
        facts={"revenue": Figure("revenue", Decimal(1), Unit.MONEY, NOW.date(), SOME, "CNY")},
    )
    seoul = Company("seoul", "Seoul", (Listing("000660.KS", "", ""),))
    fund = Fund("0050.TW", "Taiwan 50", "", "TWD", NOW.date(), (FundHolding("BABA", Decimal("0.5")),), SOME)
    return Universe(
        snapshot_id="s",
        snapshot_day=NOW.date(),
        companies=(receipts, seoul),
        funds=(fund,),
        prices={"000660.KS": SnapshotPrice("000660.KS", Decimal(1), "KRW", NOW.date(), SOME)},
        ledger=LedgerData("", NOW.date(), (), (), ()),
        customers=(),
        stated=(),
        medians=(),
        rates=Rates(),
    )


def quote(symbol: str, currency: str = "USD") -> Quote:
    return Quote(symbol, Decimal(10), currency, NOW, NOW, "Yahoo Finance", "EQUITY")


def in_currency(base: str, mine: Portfolio) -> Portfolio:
    return msgspec.structs.replace(mine, base_currency=base)


def currencies(mine: Portfolio, symbols: Iterable[str] = (), **quotes: str) -> list[str]:
    known = {symbol: quote(symbol, currency) for symbol, currency in quotes.items()}
    pairs = pairs_to_ask(mine, symbols, universe(), known)
    assert {base for _, base in pairs} <= {mine.base_currency}
    return [currency for currency, _ in pairs]


def test_prices_costs_statements_and_funds_each_bring_their_currency() -> None:
    mine = portfolio("p", "Mine", holding("X", currency="GBp"), holding("CHF", kind="cash", currency="CHF"))
    assert currencies(mine) == ["CHF", "GBP"], "pence are pounds"
    assert currencies(mine, ["X"], X="EUR") == ["CHF", "EUR", "GBP"]
    assert currencies(portfolio(), ["BABA"]) == ["CNY"]
    assert currencies(portfolio(), ["000660.KS"]) == ["KRW"]
    assert currencies(portfolio(), ["0050.TW"]) == ["TWD"]


def test_a_price_of_the_users_own_list_brings_its_currency() -> None:
    own = {"X": SnapshotPrice("X", Decimal(1), "PLN", NOW.date(), SOME)}
    bond = portfolio("p", "Mine", holding("X", kind="bond"))
    assert pairs_to_ask(bond, (), universe(), {}, own) == (("PLN", "USD"),)
    assert pairs_to_ask(portfolio(), (), universe(), {}, own) == (), "nobody holds it"
    shares = portfolio("p", "Mine", holding("BF.B", currency=None))
    dashed = {"BF-B": SnapshotPrice("BF-B", Decimal(1), "PLN", NOW.date(), SOME)}
    assert pairs_to_ask(shares, (), universe(), {}, dashed) == (("PLN", "USD"),)


def test_the_base_currency_needs_no_rate_to_itself_and_dollars_need_one_to_it() -> None:
    mine = in_currency("EUR", portfolio("p", "Mine", holding("NVDA"), holding("SAP.DE", currency="EUR")))
    assert currencies(mine) == ["USD"]
    assert currencies(portfolio("p", "Mine", holding("NVDA")), ["NVDA"], NVDA="USD") == []


def asked(symbols: Iterable[str] = EVERY, *pairs: tuple[str, str]) -> Question:
    return Question(tuple(symbols), pairs)


def batch(missing: str, **more: object) -> QuoteBatch:
    quotes = tuple(quote(symbol) for symbol in EVERY if symbol not in missing)
    return msgspec.structs.replace(QuoteBatch(quotes, tuple(missing), NOW), **more)


def again(
    found: QuoteBatch,
    state: QuoteState = NOTHING_KNOWN,
    *,
    before: Question | None = None,
    pairs: tuple[tuple[str, str], ...] = (),
) -> Question:
    return question_again(before or asked(), found, state, pairs, Rates())


def quoted(symbols: str, **more: object) -> QuoteState:
    return msgspec.structs.replace(QuoteState({symbol: quote(symbol) for symbol in symbols}), **more)


def test_a_whole_answer_is_not_asked_for_again() -> None:
    assert not again(batch(""), quoted("ABCDEFGH"))


def test_what_had_a_price_before_is_asked_for_again_and_what_never_had_one_is_not() -> None:
    assert again(batch("CD"), quoted("ABC")).symbols == ("C",)
    assert not again(batch("CD"))


def test_of_half_an_answer_everything_left_out_is_asked_for_again() -> None:
    assert again(batch("ABCD")).symbols == tuple("ABCD")
    assert again(batch("ABCDEFGH")).symbols == EVERY
    assert not again(batch("ABC"))


def test_one_unknown_symbol_alone_is_not_half_an_answer() -> None:
    assert not again(batch("A"), before=asked("A"))


@pytest.mark.parametrize("missing", ["A", "ABCDEFGH"])
def test_a_failing_source_is_never_asked_again(missing: str) -> None:
    found = batch(missing, failure=UNREACHABLE)
    assert not again(found, quoted("ABCDEFGH"), pairs=(("TWD", "USD"),))


def test_what_was_left_out_the_last_time_is_not_asked_for_twice_again() -> None:
    last = quoted("ABCDEFGH", missing=("C",), attempt=Attempt(NOW, 7))
    assert again(batch("CD"), last).symbols == ("D",)
    assert again(batch("ABCD"), last).symbols == ("A", "B", "D")


def test_after_a_failure_everything_counts_as_never_left_out() -> None:
    failed = quoted("ABCDEFGH", missing=EVERY, attempt=Attempt(NOW, 0, Message("source.timed_out")))
    assert again(batch("CD"), failed).symbols == ("C", "D")


@pytest.mark.parametrize(
    ("trail", "once_more"),
    [
        (Trail("C", "Yahoo Finance", date(2026, 11, 1), (date(2026, 11, 2),)), False),
        (Trail("C", "Yahoo Finance", gone_since=date(2026, 11, 2)), False),
        (Trail("C", "Yahoo Finance", date(2026, 11, 19)), True),
    ],
)
def test_a_symbol_known_to_be_missing_costs_no_second_request(trail: Trail, once_more: bool) -> None:
    state = quoted("ABCDEFGH", trails={"C": trail})
    assert bool(again(batch("C"), state)) is once_more


def test_what_the_source_calls_ended_is_believed_at_once() -> None:
    assert not again(batch("C", gone=("C",)), quoted("ABCDEFGH"))


def test_there_is_room_for_the_second_question_in_one_request() -> None:
    many = tuple(f"S{number}" for number in range(300))
    found = again(QuoteBatch((), many, NOW), before=asked(many))
    assert found.symbols == many[:ASKED_AGAIN_AT_MOST], "those held and watched come first"


TAIWAN, EURO = ("TWD", "USD"), ("EUR", "USD")


def rate(base: str, quote_currency: str, value: str) -> Rate:
    return Rate(base, quote_currency, NOW.date(), Decimal(value), SOME)


def test_rates_that_were_left_out_as_well_go_with_the_second_question() -> None:
    found = batch("AB", rates=(rate("USD", "TWD", "32"),))
    once_more = again(found, quoted("AB"), before=asked(EVERY, TAIWAN, EURO), pairs=(TAIWAN, EURO))
    assert once_more == Question(("A", "B"), (EURO,))
    assert not again(batch(""), before=asked(EVERY, TAIWAN), pairs=(TAIWAN,)), "alone they cost no request"


def test_a_currency_the_answer_showed_first_is_asked_for_unless_some_rate_is_known() -> None:
    assert again(batch(""), pairs=(TAIWAN,)) == Question((), (TAIWAN,))
    known = QuoteState(rates=Rates((rate("USD", "TWD", "32"),)))
    assert not again(batch(""), known, pairs=(TAIWAN,))


def test_two_answers_are_one_that_names_what_neither_had() -> None:
    first = batch("ABC", gone=("C",), rates=(rate("USD", "TWD", "32"),))
    second = QuoteBatch(
        (quote("A"),), ("B",), NOW + timedelta(seconds=1), UNREACHABLE, NOW + timedelta(hours=1),
        rates=(rate("EUR", "USD", "1.16"),),
    )  # fmt: skip
    both = joined(first, second)
    assert {one.symbol for one in both.quotes} == set("ADEFGH")
    assert (both.missing, both.gone) == (("B", "C"), ("C",))
    assert (both.failure, both.retry_at, both.at) == (UNREACHABLE, second.retry_at, second.at)
    assert [one.base for one in both.rates] == ["USD", "EUR"]


def test_one_question_when_nothing_is_left_out_and_two_at_most() -> None:
    source = ScriptedSource(Clocks(START))
    mine = portfolio("p", "Mine", holding("NVDA"), holding("KO"), holding("JNJ"), holding("NOPE"))
    assert answer(source, mine, universe(), QuoteState()) is not None
    assert len(source.asked) == 1

    source.left_out = [{"NVDA", "KO"}, {"KO"}]
    found = answer(source, mine, universe(), QuoteState())
    assert source.asked[1:] == [("NVDA", "KO", "JNJ", "NOPE"), ("NVDA", "KO", "NOPE")]
    assert found is not None
    assert found.missing == ("KO", "NOPE")


def test_with_nothing_to_ask_for_nobody_is_asked() -> None:
    source = ScriptedSource(Clocks(START))
    assert (
        answer(source, portfolio("p", "Mine", holding("USD", kind="cash")), universe(), QuoteState()) is None
    )
    assert source.asked == []
