"""Hosts that are off, that lead elsewhere, that send too much, and that asked for a pause."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from screener.domain.message import Message, Text
from screener.providers.failures import BadAnswer, HostOff, RateLimited, SourceFailed
from screener.providers.yahoo.provider import HOSTS, YahooProvider
from screener.providers.yahoo.session import LARGEST_ANSWER
from screener.providers.yahoo.transport import YahooTransport
from screener.services.host_pauses import HostPauses
from screener.store.cache import Cache
from tests.fakes.clocks import Clocks
from tests.fakes.yahoo import FakeYahoo, Fault
from tests.fakes.yahoo_http import ALL_ENDPOINTS, HTML_TYPE, Answer, Request

QUOTES, CHARTS, COOKIE = "query1.finance.yahoo.com", "query2.finance.yahoo.com", "fc.yahoo.com"
CONSENT = "guce.yahoo.com"


class Desk:
    """A provider whose hosts can be turned off, what it said of them, and its start after an end."""

    def __init__(self, yahoo: FakeYahoo, clocks: Clocks, folder: Path) -> None:
        self.yahoo, self.clocks, self.folder = yahoo, clocks, folder
        self.off: set[str] = set()
        self.heard: list[tuple[str, str | None]] = []
        self.cache = Cache.in_memory()
        self.start()

    def start(self) -> None:
        from tests.fakes.yahoo_session import local_session

        self.pauses = HostPauses(self.cache.pauses, self.clocks.wall)
        transport = YahooTransport(
            cache_folder=self.folder,
            clock=self.clocks.wall,
            monotonic=self.clocks.monotonic,
            session_factory=local_session(self.yahoo),
            question_seconds=0.5,
            heard=self.hear,
            is_off=self.off.__contains__,
            pauses=self.pauses,
            hosts=HOSTS,
        )
        self.provider = YahooProvider(transport, self.clocks.wall)

    def start_again(self) -> None:
        self.provider.close()
        self.start()

    def hear(self, host: str, failure: Message | None) -> None:
        self.heard.append((host, None if failure is None else failure.id))

    @property
    def asked(self) -> set[str]:
        return {request.host for request in self.yahoo.requests}


@pytest.fixture
def desk(yahoo: FakeYahoo, clocks: Clocks, tmp_path: Path, fresh_yfinance: None) -> Iterator[Desk]:
    made = Desk(yahoo, clocks, tmp_path)
    yield made
    made.provider.close()


# ---------------------------------------------------------------- turned off


def test_with_the_host_of_quotes_off_the_rest_goes_on_without_it(desk: Desk) -> None:
    desk.off.add(QUOTES)
    batch = desk.provider.quotes(["NVDA"])
    assert batch.failure == Message(
        "source.host_off", {"source": Text("Yahoo Finance"), "host": Text(QUOTES)}
    )
    assert (batch.retry_at, desk.yahoo.count()) == (None, 0)
    assert len(desk.provider.weekly_closes("NVDA").closes) > 200
    assert desk.provider.search("coca")
    assert QUOTES not in desk.asked, "not for the crumb either"


def test_with_the_host_of_charts_off_quotes_go_on(desk: Desk) -> None:
    desk.off.add(CHARTS)
    for ask in (desk.provider.weekly_closes, desk.provider.search, desk.provider.statements):
        with pytest.raises(HostOff, match=f"You turned {CHARTS} off in Settings > Sources."):
            ask("NVDA")
    assert desk.provider.quotes(["NVDA"]).failure is None
    assert CHARTS not in desk.asked


def test_with_the_cookie_hosts_off_charts_go_on_and_quotes_say_why_not(desk: Desk) -> None:
    desk.off |= {COOKIE, CONSENT, "consent.yahoo.com"}
    assert len(desk.provider.weekly_closes("NVDA").closes) > 200
    batch = desk.provider.quotes(["NVDA"])
    assert batch.failure is not None
    assert batch.failure.id == "source.host_off"
    assert desk.asked <= {QUOTES, CHARTS}


def test_a_host_turned_on_again_answers_at_once(desk: Desk) -> None:
    desk.off |= {QUOTES, CHARTS}
    for _ in range(10):
        assert desk.provider.quotes(["NVDA"]).failure is not None
        with pytest.raises(HostOff):
            desk.provider.daily_closes("NVDA")
    assert (desk.yahoo.count(), desk.heard) == (0, [])
    desk.off.clear()
    assert desk.provider.quotes(["NVDA"]).failure is None
    assert desk.provider.daily_closes("NVDA").closes


def test_a_host_turned_off_while_a_question_waits_for_its_turn_is_not_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.provider.quotes(["NVDA"])
    desk.yahoo.forget()
    library = desk.provider._transport._library
    assert library is not None

    def wait(_seconds: float) -> bool:
        desk.off.add(QUOTES)
        return False

    monkeypatch.setattr(library._session, "_wait", wait)
    batch = desk.provider.quotes(["NVDA"])
    assert batch.failure is not None
    assert (batch.failure.id, desk.yahoo.count()) == ("source.host_off", 0)


def test_every_host_is_heard_of_that_answers(desk: Desk) -> None:
    desk.provider.quotes(["NVDA"])
    assert desk.heard == [(COOKIE, None), (QUOTES, None), (QUOTES, None)]


# ---------------------------------------------------------------- redirects


def redirected(yahoo: FakeYahoo, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts lead elsewhere."""
    answer = Answer(302, b"", HTML_TYPE, {"Location": target})
    monkeypatch.setattr(yahoo, "_chart", lambda _request: answer)


def test_a_redirect_to_a_host_that_is_off_is_not_followed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.off.add(CONSENT)
    redirected(desk.yahoo, f"https://{CONSENT}/consent", monkeypatch)
    with pytest.raises(SourceFailed):
        desk.provider.weekly_closes("NVDA")
    assert CONSENT not in desk.asked


@pytest.mark.parametrize("target", ["https://www.yahoo.com/", "http://query2.finance.yahoo.com/", "ftp:x"])
def test_a_redirect_leads_to_no_host_that_is_not_listed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    redirected(desk.yahoo, target, monkeypatch)
    with pytest.raises(BadAnswer):
        desk.provider.weekly_closes("NVDA")
    assert desk.asked == {COOKIE, QUOTES, CHARTS}
    assert desk.yahoo.count("chart") == 1


def test_a_redirect_to_a_listed_host_is_followed_but_not_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.yahoo._chart

    def once(request: Request) -> Answer:
        if request.host == CHARTS:
            return Answer(
                307, b"", HTML_TYPE, {"Location": f"https://{QUOTES}{request.path}?range=5y&interval=1wk"}
            )
        return made(request)

    monkeypatch.setattr(desk.yahoo, "_chart", once)
    assert len(desk.provider.weekly_closes("NVDA").closes) > 200
    monkeypatch.undo()
    desk.yahoo.forget()
    redirected(desk.yahoo, f"https://{CHARTS}/v8/finance/chart/NVDA", monkeypatch)
    with pytest.raises(BadAnswer):
        desk.provider.weekly_closes("NVDA")
    assert desk.yahoo.count("chart") == 5


# ---------------------------------------------------------------- size


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_answer_that_is_too_large_is_cut_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    made = desk.yahoo._chart

    def padded(request: Request) -> Answer:
        body = made(request).body + b" " * (LARGEST_ANSWER * 4)
        headers = {"Content-Encoding": "gzip"} if packed else {}
        return Answer(200, gzip.compress(body, 1) if packed else body, headers=headers)

    monkeypatch.setattr(desk.yahoo, "_chart", padded)
    with pytest.raises(BadAnswer, match="cannot be read"):
        desk.provider.weekly_closes("NVDA")
    assert desk.yahoo.count("chart") == 1
    monkeypatch.undo()
    assert len(desk.provider.weekly_closes("NVDA").closes) > 200, "one such page is no reason to pause"


def test_the_longest_answer_there_is_fits_many_times(desk: Desk) -> None:
    history = desk.provider.daily_closes("NVDA")
    assert len(history.closes) > 2500


# ---------------------------------------------------------------- pauses


def test_a_restart_leaves_a_host_alone_that_asked_for_it(desk: Desk) -> None:
    desk.yahoo.fail(Fault.RATE_LIMITED, retry_after="900")
    told = desk.provider.quotes(["NVDA"])
    assert told.retry_at == desk.clocks.now + timedelta(seconds=900)
    assert set(desk.pauses.now()) == set(HOSTS), "one pause for all of them"
    desk.yahoo.heal()
    desk.yahoo.forget()
    desk.clocks.advance(300)

    desk.start_again()

    batch = desk.provider.quotes(["NVDA"])
    assert (batch.failure, batch.retry_at) == (told.failure, told.retry_at)
    with pytest.raises(RateLimited):
        desk.provider.weekly_closes("NVDA")
    assert desk.yahoo.count() == 0
    desk.clocks.advance(601)
    assert desk.provider.quotes(["NVDA"]).failure is None
    assert desk.pauses.now() == {}
    desk.start_again()
    assert desk.provider.quotes(["NVDA"]).failure is None


def test_the_pause_after_the_next_refusal_is_longer(desk: Desk) -> None:
    desk.yahoo.fail(Fault.RATE_LIMITED)
    desk.provider.quotes(["NVDA"])
    desk.start_again()
    desk.clocks.advance(61)
    batch = desk.provider.quotes(["NVDA"])
    assert batch.retry_at == desk.clocks.now + timedelta(seconds=120)


@pytest.mark.parametrize("fault", [Fault.BAD_GATEWAY, Fault.DROP, Fault.FORBIDDEN])
def test_other_trouble_does_not_outlive_the_run(desk: Desk, fault: Fault) -> None:
    desk.yahoo.fail(fault, where=ALL_ENDPOINTS)
    for _ in range(3):
        desk.provider.quotes(["NVDA"])
    desk.yahoo.heal()
    desk.start_again()
    assert desk.provider.quotes(["NVDA"]).failure is None
