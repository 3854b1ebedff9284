"""Prices that stream in: what is followed and when, and that the newest price is always the one kept."""

import threading
from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.figure import Figure
from screener.domain.message import Message
from screener.domain.quote import ExtendedPrice, Quote, QuoteBatch, Tick
from screener.providers.provider import StreamState
from screener.services.holding_input import HoldingDraft
from screener.services.live import DELIVERS_WITHIN, Followed, LivePrices
from screener.services.quotes import QuoteBook, QuoteState
from screener.services.workspace import Workspace
from tests.builders.desks import START, UNREACHABLE, ScriptedSource, desk
from tests.fakes.clocks import Clocks
from tests.fakes.streams import MOMENT, FakeStreamSource, NothingKept, known, told

SECOND = timedelta(seconds=1)
BOTH = Followed(("MSFT", "NVDA"), trading=True)


class Kept(NothingKept):
    """Remembers the prices it was given."""

    def __init__(self) -> None:
        self.prices: dict[str, Decimal] = {}

    def save_quotes(self, quotes) -> None:
        self.prices |= {quote.symbol: quote.price for quote in quotes}


@pytest.fixture
def source() -> FakeStreamSource:
    return FakeStreamSource()


@pytest.fixture
def book() -> QuoteBook:
    made = QuoteBook(NothingKept(), QuoteState())
    made.take(QuoteBatch(known(("MSFT", "NVDA")), (), MOMENT))
    return made


@pytest.fixture
def live(source: FakeStreamSource, book: QuoteBook) -> LivePrices:
    made = LivePrices(lambda: source, lambda: book)
    made.start(lambda: None)
    made.follow(BOTH)
    return made


def later(seconds: float, price: str, symbol: str = "NVDA", **more) -> Tick:
    return told(symbol, price, MOMENT + seconds * SECOND, **more)


# ---------------------------------------------------------------- what is followed


def test_nothing_is_opened_before_it_was_started(source: FakeStreamSource, book: QuoteBook) -> None:
    live = LivePrices(lambda: source, lambda: book)
    live.follow(BOTH)
    assert source.opened == []
    live.start(lambda: None)
    assert source.opened == []
    live.follow(BOTH)
    assert source.open is not None


def test_other_symbols_are_asked_for_only_when_they_are_others(
    live: LivePrices, source: FakeStreamSource
) -> None:
    live.follow(BOTH)
    live.follow(Followed(("NVDA", "AMD"), trading=True))
    assert [stream.asked for stream in source.opened] == [[("MSFT", "NVDA"), ("AMD", "NVDA")]]


def test_without_symbols_and_without_leave_the_stream_ends(source: FakeStreamSource, book: QuoteBook) -> None:
    leave = [True]
    live = LivePrices(lambda: source, lambda: book, allowed=lambda: leave[0])
    live.start(lambda: None)
    live.follow(BOTH)
    live.follow(Followed((), trading=False))
    assert source.open is None
    assert live.state is None
    live.follow(BOTH)
    assert source.open is not None
    leave[0] = False
    live.follow(BOTH)
    assert source.open is None
    assert len(source.opened) == 2


def test_silence_is_a_fault_only_while_a_market_trades(live: LivePrices, source: FakeStreamSource) -> None:
    assert source.open.expects_news()
    live.follow(Followed(BOTH.symbols, trading=False))
    assert not source.open.expects_news()


def test_after_the_end_nothing_is_opened_again(live: LivePrices, source: FakeStreamSource) -> None:
    stream = source.open
    live.stop()
    live.stop()
    live.follow(BOTH)
    assert stream.closed
    assert len(source.opened) == 1


def test_what_was_told_is_stored_at_the_end(source: FakeStreamSource) -> None:
    store = Kept()
    book = QuoteBook(store, QuoteState())
    book.take(QuoteBatch(known(("NVDA", "MSFT")), (), MOMENT))
    live = LivePrices(lambda: source, lambda: book)
    live.start(lambda: None)
    live.follow(BOTH)
    source.open.tell(later(1, "101"))
    live.take()
    source.open.tell(later(2, "102"))
    assert store.prices["NVDA"] == 100
    live.stop()
    assert store.prices == {"NVDA": 102, "MSFT": 100}


# ---------------------------------------------------------------- one price a symbol


def test_of_many_prices_the_newest_of_each_symbol_is_taken(
    live: LivePrices, source: FakeStreamSource
) -> None:
    for tick in (later(1, "101"), later(3, "103"), later(2, "102"), later(1, "95", "MSFT")):
        source.open.tell(tick)
    assert {symbol: quote.price for symbol, quote in live.take().items()} == {"NVDA": 103, "MSFT": 95}
    assert live.take() == {}


def test_of_prices_of_the_same_second_the_last_one_heard_counts(
    live: LivePrices, source: FakeStreamSource
) -> None:
    for price, heard in (("101", 1.1), ("102", 1.2)):
        tick = msgspec.structs.replace(later(1, price), received_at=MOMENT + heard * SECOND)
        source.open.tell(tick)
        assert live.take()["NVDA"].price == Decimal(price)


def test_a_price_around_the_session_does_not_push_out_the_regular_one(
    live: LivePrices, source: FakeStreamSource
) -> None:
    source.open.tell(later(1, "110"))
    source.open.tell(later(2, "120", state="post"))
    quote = live.take()["NVDA"]
    assert (quote.price, quote.market_state) == (110, "post")
    assert quote.extended == ExtendedPrice("post", Decimal(120), MOMENT + 2 * SECOND, Decimal(120) / 110 - 1)


def test_what_nobody_follows_takes_no_room(live: LivePrices, source: FakeStreamSource) -> None:
    for number in range(1000):
        source.open.tell(later(number, "1", f"S{number}"))
    assert live.take() == {}
    assert live.heard_at is None


def test_a_thousand_prices_are_one_piece_of_news(source: FakeStreamSource, book: QuoteBook) -> None:
    news: list[int] = []
    live = LivePrices(lambda: source, lambda: book)
    live.start(lambda: news.append(1))
    live.follow(BOTH)
    for number in range(1000):
        source.open.tell(later(number, "101"))
    assert len(news) == 1
    live.take()
    source.open.tell(later(2000, "102"))
    assert len(news) == 1, "whoever took something looks again"
    live.take()
    live.take()
    source.open.tell(later(2001, "103"))
    assert len(news) == 2


def test_prices_from_a_thread_are_never_lost_between_two_looks(
    live: LivePrices, source: FakeStreamSource
) -> None:
    stream = source.open

    def tell() -> None:
        for number in range(1, 5001):
            stream.tell(later(number, str(100 + Decimal(number) / 1000)))

    thread = threading.Thread(target=tell)
    thread.start()
    seen: list[Decimal] = []
    while thread.is_alive():
        seen += [quote.price for quote in live.take().values()]
    thread.join()
    seen += [quote.price for quote in live.take().values()]
    assert seen == sorted(seen)
    assert live.quotes["NVDA"].price == 105


Events = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["regular", "post"]), st.integers(0, 12), st.integers(90, 110)),
        st.tuples(st.just("batch"), st.integers(0, 12), st.integers(90, 110)),
        st.tuples(st.just("take"), st.just(0), st.just(0)),
    ),
    max_size=25,
)


@given(Events)
def test_whatever_comes_in_whatever_order_the_newest_price_wins(events) -> None:
    book = QuoteBook(NothingKept(), QuoteState())
    book.take(QuoteBatch(known(("NVDA",)), (), MOMENT))
    source = FakeStreamSource()
    live = LivePrices(lambda: source, lambda: book)
    live.start(lambda: None)
    live.follow(BOTH)
    regular, post = [(0, -1, 100)], []
    for order, (kind, second, price) in enumerate(events):
        heard = MOMENT + timedelta(minutes=1, seconds=order)
        if kind == "take":
            live.take()
        elif kind == "batch":
            quote = msgspec.structs.replace(
                known(("NVDA",), MOMENT + second * SECOND, str(price))[0], fetched_at=heard
            )
            book.take(QuoteBatch((quote,), (), heard))
            regular.append((second, order, price))
        else:
            # Post-market prices between those of the regular session, so that no two times are the same.
            at = second if kind == "regular" else second + 0.5 + order / 1000
            source.open.tell(msgspec.structs.replace(later(at, str(price), state=kind), received_at=heard))
            (regular if kind == "regular" else post).append((at, order, price))
    live.take()
    quote = live.quotes["NVDA"]
    newest = max(regular)
    assert quote.price == newest[2]
    assert quote.at == MOMENT + newest[0] * SECOND
    if post and max(post)[0] > newest[0]:
        assert quote.extended is not None
        assert quote.extended.price == max(post)[2]
    elif quote.extended is not None:
        assert quote.extended.at > quote.at


def test_an_answer_older_than_the_stream_still_brings_what_the_stream_does_not_tell(
    live: LivePrices, source: FakeStreamSource, book: QuoteBook
) -> None:
    source.open.tell(later(10, "110"))
    live.take()
    answer = msgspec.structs.replace(
        known(("NVDA",), MOMENT + SECOND, "101")[0],
        previous_close=Decimal(88),
        eps_ttm=Decimal(7),
        fetched_at=MOMENT + 11 * SECOND,
    )
    book.take(QuoteBatch((answer,), (), MOMENT + 11 * SECOND))
    quote = book.state.quotes["NVDA"]
    assert (quote.price, quote.previous_close, quote.eps_ttm) == (110, 88, 7)
    assert quote.change_fraction == Decimal(110) / 88 - 1


def test_a_late_price_of_the_session_leaves_a_newer_one_after_it_alone(
    live: LivePrices, source: FakeStreamSource
) -> None:
    source.open.tell(later(9, "120", state="post"))
    live.take()
    source.open.tell(later(5, "110"))
    quote = live.take()["NVDA"]
    assert (quote.price, quote.market_state) == (110, "post")
    assert quote.extended is not None
    assert quote.extended.price == 120


# ---------------------------------------------------------------- whether it can be relied on


def test_it_delivers_while_it_is_connected_and_not_silent(live: LivePrices, source: FakeStreamSource) -> None:
    assert not live.delivers(MOMENT), "nothing was heard yet"
    source.open.tell(later(1, "101"))
    assert live.delivers(MOMENT + SECOND + DELIVERS_WITHIN)
    assert not live.delivers(MOMENT + 2 * SECOND + DELIVERS_WITHIN)
    source.open.tell_state(StreamState(connected=False, failure=Message("source.timed_out")))
    assert not live.delivers(MOMENT + SECOND)


def test_what_was_told_since_the_last_answer_stays_live_when_the_next_one_fails(
    live: LivePrices, source: FakeStreamSource, book: QuoteBook
) -> None:
    source.open.tell(later(10, "110"))
    live.take()
    state = book.take(QuoteBatch((), ("MSFT", "NVDA"), MOMENT + 20 * SECOND, UNREACHABLE))
    assert state.fresh == {"NVDA"}
    assert state.last_success == MOMENT + 10 * SECOND
    assert book.take(QuoteBatch((), ("MSFT", "NVDA"), MOMENT + 50 * SECOND, UNREACHABLE)).fresh == frozenset()


# ---------------------------------------------------------------- the whole desk


class Streaming(ScriptedSource):
    """Quotes and a stream."""

    def __init__(self, clocks: Clocks) -> None:
        super().__init__(clocks)
        self.opened_streams = FakeStreamSource()

    def stream(self, on_tick, on_state=lambda _state: None, expects_news=lambda: True):
        return self.opened_streams.stream(on_tick, on_state, expects_news)

    @property
    def followed(self) -> tuple[str, ...]:
        stream = self.opened_streams.open
        return () if stream is None else stream.asked[-1]

    def tell(self, symbol: str, price: str) -> None:
        now = self.clocks.wall()
        stream = self.opened_streams.open
        assert stream is not None
        stream.tell(Tick(symbol, Decimal(price), "USD", now, now, "regular"))


@pytest.fixture
def streaming() -> Streaming:
    return Streaming(Clocks(START))


def mine(workspace: Workspace, *symbols: str) -> None:
    workspace.create("Mine", "USD")
    for symbol in symbols:
        workspace.add_holding(HoldingDraft(symbol, "10"))


def price_of(assessment, symbol: str) -> tuple[Decimal | None, str]:
    row = next(one for one in assessment.positions if one.symbol == symbol)
    return (row.price.value if isinstance(row.price, Figure) else None), row.price_origin


def test_holdings_and_watchlist_are_followed_and_their_changes_too(streaming: Streaming) -> None:
    with desk(streaming) as workspace:
        mine(workspace, "NVDA", "QQQ")
        workspace.live.start(lambda: None)
        workspace.refresh()
        assert streaming.followed == ("NVDA", "QQQ"), "and not what the fund holds"
        workspace.add_watch("MSFT")
        workspace.assess()
        assert streaming.followed == ("MSFT", "NVDA", "QQQ")
        workspace.remove_holdings([row.key for row in workspace.last.positions if row.symbol == "QQQ"])
        workspace.assess(keep=False)
        assert streaming.followed == ("MSFT", "NVDA")
    assert streaming.opened_streams.open is None


def test_a_command_that_asks_once_opens_no_stream(streaming: Streaming) -> None:
    with desk(streaming) as workspace:
        workspace.refresh()
        workspace.look()
    assert streaming.opened_streams.opened == []


def test_offline_never_opens_a_stream(streaming: Streaming) -> None:
    with desk(streaming) as workspace:
        workspace.refresh()
    with desk(streaming, offline=True) as workspace:
        workspace.live.start(lambda: None)
        workspace.assess()
        workspace.refresh()
    assert streaming.opened_streams.opened == []


@pytest.mark.parametrize("switch", ["live_quotes", "live_stream"])
def test_each_of_the_switches_ends_the_stream_and_opens_it_again(streaming: Streaming, switch: str) -> None:
    with desk(streaming) as workspace:
        workspace.live.start(lambda: None)
        workspace.refresh()
        assert streaming.followed
        workspace.set_setting(switch, False)
        workspace.assess()
        assert streaming.opened_streams.open is None
        workspace.set_setting(switch, True)
        workspace.assess()
        assert streaming.followed


def test_the_next_assessment_rests_on_what_was_told(streaming: Streaming) -> None:
    with desk(streaming) as workspace:
        mine(workspace, "NVDA", "KO")
        workspace.live.start(lambda: None)
        before = workspace.refresh().assessment
        streaming.clocks.advance(3)
        streaming.tell("NVDA", "240")
        after = workspace.assess(keep=False)
    assert price_of(before, "NVDA") == (200, "live")
    assert price_of(after, "NVDA") == (240, "live")
    assert after.exposure.total.amount - before.exposure.total.amount == 400
    assert [row.weight for row in after.positions] != [row.weight for row in before.positions]


def test_the_badge_rests_on_the_stream_while_answers_fail_and_falls_when_both_stop(
    streaming: Streaming,
) -> None:
    with desk(streaming) as workspace:
        mine(workspace, "NVDA", "KO")
        workspace.live.start(lambda: None)
        workspace.refresh()
        streaming.failure = UNREACHABLE
        for _ in range(4):
            streaming.clocks.advance(60)
            streaming.tell("NVDA", "210")
            streaming.tell("KO", "91")
            outcome = workspace.refresh()
            assert outcome.failed == UNREACHABLE
            assert outcome.assessment.mode == "live"
        for _ in range(3):
            streaming.clocks.advance(60)
            outcome = workspace.refresh()
        assert outcome.assessment.mode == "stale"
        assert price_of(outcome.assessment, "NVDA") == (210, "last_good")


def test_prices_of_the_stream_outlive_the_program(streaming: Streaming) -> None:
    with desk(streaming) as workspace:
        mine(workspace, "NVDA")
        workspace.live.start(lambda: None)
        workspace.refresh()
        streaming.clocks.advance(1)
        streaming.tell("NVDA", "222")
    with desk(streaming, offline=True) as workspace:
        assert price_of(workspace.assess(), "NVDA") == (222, "last_good")


def test_while_every_market_is_closed_nothing_is_streamed(
    streaming: Streaming, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = ScriptedSource.quote

    def closed(self: ScriptedSource, symbol: str) -> Quote:
        return msgspec.structs.replace(quote(self, symbol), market_state="closed")

    with desk(streaming) as workspace:
        mine(workspace, "NVDA")
        workspace.live.start(lambda: None)
        workspace.refresh()
        assert streaming.followed == ("NVDA",)
        monkeypatch.setattr(ScriptedSource, "quote", closed)
        streaming.clocks.advance(60)
        workspace.refresh()
        assert streaming.opened_streams.open is None
        monkeypatch.undo()
        streaming.clocks.advance(60)
        workspace.refresh()
        assert streaming.followed == ("NVDA",)
