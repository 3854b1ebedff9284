"""What comes out of a healthy Yahoo, and how many requests it takes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from screener.domain.quote import QuoteBatch
from screener.providers.failures import SourceClosed, SymbolUnknown
from screener.providers.provider import ClosesSource, QuoteSource, SearchSource
from screener.providers.yahoo.provider import SYMBOLS_PER_REQUEST, YahooProvider
from screener.providers.yahoo.transport import BURST
from tests.fakes.clocks import START
from tests.fakes.yahoo import FakeYahoo
from tests.fakes.yahoo_data import FakeListing


def test_it_serves_everything_the_app_asks_for(provider: YahooProvider) -> None:
    assert isinstance(provider, QuoteSource)
    assert isinstance(provider, ClosesSource)
    assert isinstance(provider, SearchSource)


def test_many_symbols_cost_one_request(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    batch = provider.quotes(["NVDA", "MSFT", "KO", "2330.TW", "QQQ"])

    assert [quote.symbol for quote in batch.quotes] == ["NVDA", "MSFT", "KO", "2330.TW", "QQQ"]
    assert (batch.missing, batch.failure, batch.retry_at) == ((), None, None)
    assert yahoo.count("quote") == 1
    assert yahoo.count() == 3, "besides the quotes only one cookie and one crumb"

    provider.quotes(["NVDA", "MSFT"])
    assert yahoo.count() == 4, "cookie and crumb are kept"


def test_a_quote_carries_what_yahoo_said_with_units_and_times(
    provider: YahooProvider, yahoo: FakeYahoo
) -> None:
    traded = datetime(2026, 8, 21, 18, 29, 5, tzinfo=UTC)
    yahoo.market.traded_at = traded
    yahoo.market.set("NVDA", price=202.0, previous_close=200.0, eps=4.0, market_cap=4.9e12, delay=15)

    (quote,) = provider.quotes(["NVDA"]).quotes

    assert quote.price == Decimal("202.0")
    assert quote.previous_close == Decimal("200.0")
    assert quote.change_fraction == Decimal("0.01")
    assert quote.eps_ttm == Decimal("4.0")
    assert quote.market_cap == Decimal("4900000000000")
    assert (quote.currency, quote.market_cap_currency) == ("USD", "USD")
    assert (quote.at, quote.fetched_at) == (traded, START)
    assert (quote.market_state, quote.delayed_by_minutes) == ("regular", 15)
    assert (quote.name, quote.quote_type, quote.source) == ("NVIDIA Corporation", "EQUITY", "Yahoo Finance")


def test_symbols_are_matched_by_name_and_given_back_as_asked(provider: YahooProvider) -> None:
    batch = provider.quotes(["BRK.B", "brk-b", "NVDA", "NVDA", "UNHEARD", "US67066G1040", "two words"])

    assert {quote.symbol: quote.name for quote in batch.quotes} == {
        "BRK.B": "Berkshire Hathaway Inc.",
        "brk-b": "Berkshire Hathaway Inc.",
        "NVDA": "NVIDIA Corporation",
    }
    assert batch.missing == ("UNHEARD", "US67066G1040", "two words")
    assert batch.failure is None, "not knowing a symbol is no failure of the source"


def test_a_listing_that_has_ended_is_named(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.market.set("CRWV", quote_type="NONE", extra={"regularMarketPrice": ...})

    batch = provider.quotes(["KO", "CRWV", "UNHEARD"])

    assert (batch.missing, batch.gone) == (("CRWV", "UNHEARD"), ("CRWV",))


def test_what_cannot_be_a_symbol_is_never_sent(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    batch = provider.quotes(["US67066G1040", "NVDA,MSFT", "", "my house"])

    assert batch.missing == ("US67066G1040", "NVDA,MSFT", "", "my house")
    assert yahoo.count() == 0


def test_long_lists_are_cut_into_requests_yahoo_accepts(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    symbols = [f"T{number}" for number in range(SYMBOLS_PER_REQUEST + 30)]
    for symbol in symbols:
        yahoo.market.add(FakeListing(symbol, symbol, 10.0, 9.0))

    batch = provider.quotes(symbols)

    assert [quote.symbol for quote in batch.quotes] == symbols
    sizes = [
        len(request.query["symbols"].split(",")) for request in yahoo.requests if request.endpoint == "quote"
    ]
    assert sizes == [SYMBOLS_PER_REQUEST, 30]


def test_weekly_closes_end_at_the_price_of_the_last_trade(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.market.traded_at = datetime(2026, 8, 19, 20, 0, tzinfo=UTC)  # a Wednesday
    yahoo.market.set("PENCE.L", price=412.5)

    closes = provider.weekly_closes("PENCE.L")

    days = [day for day, _ in closes.closes]
    assert closes.currency == "GBP"
    assert closes.closes[-1] == (date(2026, 8, 19), Decimal("4.125"))
    assert all(day.weekday() == 4 for day in days[:-1]), "a finished week is dated by its Friday"
    assert days == sorted(set(days))
    assert 250 <= len(days) <= 262, "five years, the empty week left out"
    assert yahoo.count("chart") == 1


def test_an_unknown_symbol_has_no_closes_and_costs_one_request(
    provider: YahooProvider, yahoo: FakeYahoo
) -> None:
    provider.quotes(["NVDA"])
    yahoo.forget()

    with pytest.raises(SymbolUnknown, match="UNHEARD"):
        provider.weekly_closes("UNHEARD")
    assert yahoo.count() == 1
    assert provider.quotes(["NVDA"]).failure is None, "an unknown symbol is no reason to pause"

    with pytest.raises(SymbolUnknown):
        provider.weekly_closes("US67066G1040")
    assert yahoo.count("chart") == 1


def test_search_finds_listings_by_name(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    (match,) = provider.search("  coca ")

    assert (match.symbol, match.name, match.exchange, match.quote_type) == (
        "KO",
        "The Coca-Cola Company",
        "NYSE",
        "EQUITY",
    )
    assert provider.search("no such company") == ()
    assert yahoo.count("search") == 2
    assert provider.search("   ") == ()
    assert yahoo.count("search") == 2, "nothing typed, nothing sent"


def test_only_symbols_cookie_and_crumb_are_sent(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    provider.quotes(["NVDA", "KO"])
    provider.weekly_closes("NVDA")

    assert {request.host for request in yahoo.requests} <= set(provider.hosts)
    (quote,) = (request for request in yahoo.requests if request.endpoint == "quote")
    assert quote.query == {"symbols": "NVDA,KO", "formatted": "false", "crumb": yahoo.crumb}


def test_nothing_is_written_to_the_cache_folder_or_elsewhere(
    provider: YahooProvider, own_home: Path, tmp_path: Path
) -> None:
    provider.quotes(["NVDA"])
    provider.weekly_closes("NVDA")

    assert [path for folder in (tmp_path, own_home) for path in folder.rglob("*") if path.is_file()] == []


def test_no_more_than_two_questions_run_at_a_time(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    provider.quotes(["NVDA"])
    pair, lock = threading.Barrier(2), threading.Lock()
    running: list[int] = [0]
    most: list[int] = [0]
    answer = yahoo.market.quote_row

    def row_in_pairs(symbol: str) -> object:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        pair.wait(5)
        with lock:
            running[0] -= 1
        return answer(symbol)

    yahoo.market.quote_row = row_in_pairs  # type: ignore[method-assign,assignment]
    with ThreadPoolExecutor(6) as pool:
        batches = list(pool.map(lambda _: provider.quotes(["NVDA"]), range(6)))

    assert [len(batch.quotes) for batch in batches] == [1] * 6
    assert most == [2]


def test_closing_wakes_up_those_who_wait(provider: YahooProvider, yahoo: FakeYahoo) -> None:
    for _ in range(BURST - 2):  # with cookie and crumb the bucket is empty, and time stands still
        provider.search("coca")
    answers: list[QuoteBatch] = []
    waiting = threading.Thread(target=lambda: answers.append(provider.quotes(["NVDA"])))
    waiting.start()

    provider.close()
    provider.close()
    waiting.join(5)

    assert not waiting.is_alive()
    assert [(batch.missing, batch.failure is None) for batch in answers] == [(("NVDA",), False)]
    with pytest.raises(SourceClosed):
        provider.search("coca")
    assert yahoo.count("quote") == 0
