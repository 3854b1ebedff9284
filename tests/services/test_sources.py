"""One line a host, each with how its own last request went."""

from datetime import timedelta

import msgspec

from screener.domain.message import Message, Text
from screener.providers import PROVIDERS
from screener.providers.provider import StreamState
from screener.services.host_pauses import HostPause
from screener.services.sources import HostLog, HostSwitch, source_line
from screener.settings.values import Settings
from tests.builders.assessments import sample_assessment
from tests.fakes.clocks import START, Clocks

TIMED_OUT = Message("source.timed_out", {"source": Text("SEC EDGAR")})


def test_each_host_has_its_own_time_and_trouble() -> None:
    clocks = Clocks()
    log = HostLog(("query1.finance.yahoo.com", "data.sec.gov", "www.sec.gov"), clocks.wall)
    log.heard("query1.finance.yahoo.com", None)
    clocks.advance(60)
    log.heard("data.sec.gov", None)
    log.heard("www.sec.gov", TIMED_OUT)
    log.heard("elsewhere.example", None)
    yahoo, data, documents = log.all()
    assert (yahoo.last_ok, yahoo.failure) == (START, None)
    assert (data.last_ok, data.failure) == (clocks.wall(), None)
    assert (documents.last_ok, documents.failure) == (None, "SEC EDGAR did not answer in time.")


def test_trouble_keeps_the_time_of_the_last_answer_and_goes_with_the_next() -> None:
    clocks = Clocks()
    log = HostLog(("data.sec.gov",), clocks.wall)
    log.heard("data.sec.gov", None)
    clocks.advance(60)
    log.heard("data.sec.gov", TIMED_OUT)
    (host,) = log.all()
    assert (host.last_ok, host.failure) == (START, "SEC EDGAR did not answer in time.")
    log.heard("data.sec.gov", None)
    assert log.all()[0].failure is None


def test_what_is_sent_is_said_of_every_host_and_why_one_is_not_asked() -> None:
    log = HostLog(("query1.finance.yahoo.com", "www.sec.gov", "fc.yahoo.com"), Clocks().wall)
    quotes, filings, cookie = log.all({"www.sec.gov": "It is off."})
    assert "tickers" in quotes.sends
    assert "contact address" in filings.sends
    assert "nothing of yours" in cookie.sends
    assert (quotes.off, filings.off) == ("", "It is off.")


# ---------------------------------------------------------------- switches and pauses

QUOTES, CHARTS = "query1.finance.yahoo.com", "query2.finance.yahoo.com"


class Kept:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def all(self) -> dict[str, str]:
        return self.texts

    def put(self, key: str, value: str) -> None:
        self.texts[key] = value


def test_a_host_is_off_from_the_moment_it_is_turned_off_and_after_a_restart() -> None:
    kept = Kept()
    switch = HostSwitch(Settings(kept), (QUOTES, CHARTS))
    assert not switch.is_off(QUOTES)
    switch.turn(QUOTES, on=False)
    switch.turn(CHARTS, on=False)
    switch.turn(CHARTS, on=True)
    assert (switch.is_off(QUOTES), switch.is_off(CHARTS)) == (True, False)
    assert HostSwitch(Settings(kept), (QUOTES, CHARTS)).is_off(QUOTES)


def test_a_host_nobody_asks_any_more_is_forgotten() -> None:
    kept = Kept()
    HostSwitch(Settings(kept), ("old.example",)).turn("old.example", on=False)
    switch = HostSwitch(Settings(kept), (QUOTES,))
    assert not switch.is_off("old.example")
    switch.turn(QUOTES, on=False)
    assert switch.is_off(QUOTES)


def test_a_pause_is_told_with_its_end_and_reason() -> None:
    clocks = Clocks()
    log = HostLog((QUOTES, CHARTS), clocks.wall)
    until = clocks.now + timedelta(minutes=5)
    pauses = {QUOTES: HostPause(until, TIMED_OUT), CHARTS: HostPause(until)}
    one, other = log.all(pauses=pauses, is_off={CHARTS}.__contains__)
    assert (one.paused_until, one.failure) == (until, "SEC EDGAR did not answer in time.")
    assert (other.paused_until, other.failure) == (until, "It asked for fewer requests.")
    assert (one.turned_off, other.turned_off) == (False, True)


def test_every_host_says_what_there_is_not_without_it() -> None:
    every = tuple(host for entry in PROVIDERS for host in entry.hosts)
    lost = {host.name: host.lost for host in HostLog(every, Clocks().wall).all()}
    assert "quotes" in lost[QUOTES]
    assert "charts" in lost[CHARTS]
    assert "search" in lost[CHARTS]
    assert "whatever comes from there" not in lost.values(), "each host has its own phrase"


def test_the_line_on_sources_counts_the_users_own_prices_where_nothing_else_is_new() -> None:
    made = sample_assessment(mode="snapshot")
    assert "no quotes are in use" in source_line(made)
    rows = tuple(msgspec.structs.replace(row, price_origin="manual") for row in made.positions[:2])
    told = source_line(msgspec.structs.replace(made, positions=rows, watchlist=()))
    assert told.endswith("your own prices: 2")


def test_the_line_on_sources_says_how_the_stream_is() -> None:
    made = sample_assessment()
    assert "stream" not in source_line(made)
    assert "stream" not in source_line(made, StreamState(connected=False)), "it is only beginning"
    assert "streamed" in source_line(made, StreamState(connected=True))
    lost = StreamState(
        connected=False, failure=Message("source.unreachable", {"source": Text("Yahoo Finance")})
    )
    assert source_line(made, lost).endswith("stream interrupted")
    snapshot = sample_assessment(mode="snapshot")
    assert "stream" not in source_line(snapshot, StreamState(connected=True))
