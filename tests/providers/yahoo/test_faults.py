"""Every way Yahoo fails: what comes out, how often it is asked, and how it comes back."""

import time
from datetime import timedelta
from pathlib import Path

import pytest

from screener.domain.quote import QuoteBatch
from screener.providers.failures import BadAnswer, RateLimited, SourceFailed
from screener.providers.yahoo.provider import YahooProvider
from screener.providers.yahoo.transport import PAUSES, YahooTransport
from screener.wording.sources import source_failure
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo, Fault
from tests.fakes.yahoo_http import ALL_ENDPOINTS, Answer

# fault, the reason given, the requests it may cost with cookie and crumb at hand
FAULTS = [
    (Fault.RATE_LIMITED, "rate_limited", 1),
    (Fault.UNAUTHORISED, "refused", 3),
    (Fault.FORBIDDEN, "refused", 1),
    (Fault.BAD_GATEWAY, "server_error", 1),
    (Fault.HTML, "bad_answer", 1),
    (Fault.EMPTY, "bad_answer", 1),
    (Fault.TRUNCATED, "bad_answer", 1),
    (Fault.WRONG_SHAPE, "bad_answer", 1),
    (Fault.HANG, "timed_out", 1),
    (Fault.DROP, "unreachable", 1),
]
AN_HOUR = 3600.0


def reason(batch: QuoteBatch) -> str:
    assert batch.failure is not None
    return batch.failure.id.removeprefix("source.")


@pytest.fixture
def warm(provider: YahooProvider, yahoo: FakeYahoo) -> YahooProvider:
    """The provider with cookie and crumb at hand."""
    assert provider.quotes(["NVDA"]).failure is None
    yahoo.forget()
    return provider


@pytest.mark.parametrize(("fault", "cause", "requests"), FAULTS, ids=[fault.name for fault, _, _ in FAULTS])
def test_a_failing_quote_request(
    warm: YahooProvider, yahoo: FakeYahoo, clocks: Clocks, fault: Fault, cause: str, requests: int
) -> None:
    yahoo.fail(fault)

    batch = warm.quotes(["NVDA", "MSFT"])

    assert batch.quotes == ()
    assert batch.missing == ("NVDA", "MSFT")
    assert reason(batch) == cause
    assert yahoo.count() == requests

    yahoo.heal()
    clocks.advance(AN_HOUR)
    yahoo.market.set("NVDA", price=190.5)
    again = warm.quotes(["NVDA", "MSFT"])

    assert again.failure is None
    assert [str(quote.price) for quote in again.quotes] == ["190.5", "505.2"]
    assert yahoo.count() <= requests + 3


@pytest.mark.parametrize(("fault", "cause", "requests"), FAULTS, ids=[fault.name for fault, _, _ in FAULTS])
def test_a_failing_chart_and_search(
    warm: YahooProvider, yahoo: FakeYahoo, clocks: Clocks, fault: Fault, cause: str, requests: int
) -> None:
    yahoo.fail(fault)
    with pytest.raises(SourceFailed) as failed:
        warm.weekly_closes("NVDA")
    assert failed.value.cause == cause
    assert failed.value.message == source_failure(failed.value.failure)
    assert yahoo.count() == requests

    clocks.advance(AN_HOUR)
    with pytest.raises(SourceFailed) as failed:
        warm.search("coca")
    assert failed.value.cause == cause

    yahoo.heal()
    clocks.advance(AN_HOUR)
    assert len(warm.weekly_closes("NVDA").closes) > 200
    assert len(warm.search("coca")) == 1


@pytest.mark.parametrize("fault", [fault for fault, _, _ in FAULTS if fault is not Fault.HANG])
def test_a_cold_start_into_a_world_of_trouble(
    provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks, fault: Fault
) -> None:
    yahoo.fail(fault, where=ALL_ENDPOINTS)

    batch = provider.quotes(["NVDA"])

    assert batch.failure is not None
    assert yahoo.count() <= 8
    yahoo.heal()
    clocks.advance(AN_HOUR)
    assert provider.quotes(["NVDA"]).failure is None


def test_a_silent_world_is_given_up_within_one_time_limit(
    yahoo: FakeYahoo, clocks: Clocks, tmp_path: Path, fresh_yfinance: None
) -> None:
    from tests.fakes.yahoo_session import local_session

    transport = YahooTransport(
        cache_folder=tmp_path,
        clock=clocks.wall,
        monotonic=time.monotonic,
        session_factory=local_session(yahoo),
        question_seconds=0.3,
    )
    yahoo.fail(Fault.HANG, where=ALL_ENDPOINTS)

    batch = YahooProvider(transport, clocks.wall).quotes(["NVDA"])
    transport.close()

    assert reason(batch) == "timed_out"
    assert yahoo.count() == 1, "the cookie took all the time there was"


def test_while_paused_nothing_is_sent_and_the_reason_stays(
    warm: YahooProvider, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    yahoo.fail(Fault.RATE_LIMITED)
    first = warm.quotes(["NVDA"])
    assert first.retry_at == clocks.now + timedelta(seconds=60)
    yahoo.heal()

    clocks.advance(59)
    second = warm.quotes(["NVDA"])
    with pytest.raises(RateLimited) as paused:
        warm.weekly_closes("NVDA")

    assert yahoo.count() == 1
    assert (second.failure, second.retry_at) == (first.failure, first.retry_at)
    assert paused.value.retry_at == first.retry_at
    assert paused.value.message == "Yahoo Finance asks for fewer requests."

    clocks.advance(2)
    assert warm.quotes(["NVDA"]).failure is None


def test_the_pause_doubles_with_each_refusal_and_starts_over_after_a_success(
    warm: YahooProvider, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    def pause() -> float:
        batch = warm.quotes(["NVDA"])
        assert batch.retry_at is not None
        seconds = (batch.retry_at - clocks.now).total_seconds()
        clocks.advance(seconds)
        return seconds

    yahoo.fail(Fault.RATE_LIMITED)
    assert [pause() for _ in range(8)] == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert yahoo.count() == 8

    yahoo.heal()
    assert warm.quotes(["NVDA"]).failure is None
    yahoo.fail(Fault.RATE_LIMITED)
    assert pause() == 60


def test_a_longer_pause_is_kept_when_yahoo_names_one(
    warm: YahooProvider, yahoo: FakeYahoo, clocks: Clocks
) -> None:
    yahoo.fail(Fault.RATE_LIMITED, retry_after="900")

    assert warm.quotes(["NVDA"]).retry_at == clocks.now + timedelta(seconds=900)


def test_single_bad_pages_are_no_reason_to_pause(warm: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.fail(Fault.BAD_GATEWAY)
    assert warm.quotes(["NVDA"]).retry_at is None
    assert warm.quotes(["NVDA"]).retry_at is not None
    assert yahoo.count() == 2

    warm.quotes(["NVDA"])
    assert yahoo.count() == 2


def test_half_an_answer_names_the_other_half(warm: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.fail(Fault.HALF)
    batch = warm.quotes(["NVDA", "MSFT", "KO", "JNJ"])

    assert [quote.symbol for quote in batch.quotes] == ["NVDA", "KO"]
    assert batch.missing == ("MSFT", "JNJ")
    assert yahoo.count() == 1

    yahoo.heal()
    assert warm.quotes(["NVDA", "MSFT", "KO", "JNJ"]).missing == ()


def test_an_expired_crumb_is_renewed_without_notice(warm: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.expire_crumb()

    assert warm.quotes(["NVDA"]).failure is None
    assert [request.endpoint for request in yahoo.requests] == ["quote", "crumb", "quote"]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [(Fault.RATE_LIMITED, "rate_limited"), (Fault.BAD_GATEWAY, "server_error"), (Fault.HTML, "server_error")],
)
def test_an_error_page_is_not_taken_for_a_crumb(
    provider: YahooProvider, yahoo: FakeYahoo, clocks: Clocks, fault: Fault, cause: str
) -> None:
    yahoo.fail(fault, where={"crumb"})

    assert reason(provider.quotes(["NVDA"])) == cause
    assert all("crumb" not in request.query for request in yahoo.requests)

    clocks.advance(AN_HOUR)
    assert len(provider.weekly_closes("NVDA").closes) > 200, "charts need no crumb"
    yahoo.heal()
    assert provider.quotes(["NVDA"]).failure is None


def test_offline_and_back(warm: YahooProvider, yahoo: FakeYahoo, clocks: Clocks) -> None:
    yahoo.go_offline()
    batch = warm.quotes(["NVDA"])
    assert reason(batch) == "unreachable"
    assert batch.retry_at == clocks.now + timedelta(seconds=PAUSES["unreachable"].first)

    for _ in range(10):
        clocks.advance(60)
        assert warm.quotes(["NVDA"]).failure is not None
    yahoo.come_back()
    clocks.advance(PAUSES["unreachable"].longest)

    assert warm.quotes(["NVDA"]).failure is None, "back within ten seconds of the network"
    assert yahoo.count() == 1


def test_the_part_that_was_answered_is_kept_when_a_later_part_fails(
    warm: YahooProvider, yahoo: FakeYahoo
) -> None:
    answer = yahoo.market.quote_row

    def then_fail(symbol: str) -> object:
        yahoo.fail(Fault.RATE_LIMITED)
        return answer(symbol)

    yahoo.market.quote_row = then_fail  # type: ignore[method-assign,assignment]
    symbols = ["NVDA", *(f"T{number}" for number in range(250))]
    batch = warm.quotes(symbols)

    assert [quote.symbol for quote in batch.quotes] == ["NVDA"]
    assert reason(batch) == "rate_limited"
    assert len(batch.missing) == 250
    assert yahoo.count() == 2, "the third part is not asked for during the pause"


def test_an_answer_nested_without_end_is_a_bad_answer(
    warm: YahooProvider, yahoo: FakeYahoo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yahoo, "_chart", lambda _request: Answer(200, b"[" * 200_000))
    with pytest.raises(BadAnswer):
        warm.daily_closes("NVDA")


def test_chart_trouble_is_counted_with_quote_trouble(warm: YahooProvider, yahoo: FakeYahoo) -> None:
    yahoo.fail(Fault.WRONG_SHAPE)
    for _ in range(PAUSES["bad_answer"].after):
        with pytest.raises(BadAnswer):
            warm.weekly_closes("NVDA")

    assert reason(warm.quotes(["NVDA"])) == "bad_answer"
    assert yahoo.count("quote") == 0
