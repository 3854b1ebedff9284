"""Every way quotes are known to fail, on the whole program: what is seen, kept and asked, and how it ends.

The faults are those of the table "When the feed fails" in README.md, and a test holds the two together.
"""

import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.commands import program
from tests.end_to_end.faults_table import proves
from tests.end_to_end.feed import Feed, price
from tests.fakes.yahoo import Fault
from tests.fakes.yahoo_http import DATA_ENDPOINTS
from tests.fakes.yahoo_world import YahooWorld

pytestmark = pytest.mark.slow
AN_HOUR = 3700
GIVEN_UP_WITHIN_S = 25
"""Eight seconds, and what a busy machine adds."""
UNKNOWN_PROXY = f"http://{'a' * 64}:1"
"""A name too long for any name server: it is known to be nobody's without asking one."""


class Case(NamedTuple):
    """A fault in which no quotes come, the window being live before it.

    `asked` are the requests it costs, `pause` the seconds in which nobody is asked after it, `guards` what
    makes it so.
    """

    guards: str
    fault: Fault
    reason: str
    asked: dict[str, int]
    pause: float = 0.0
    where: frozenset[str] = DATA_ENDPOINTS
    expired: bool = False


ONE = {"quote": 1}
RENEWED = {"quote": 2, "crumb": 1}
CRUMB = frozenset({"crumb"})
NO_QUOTES = {
    "429 on quotes": Case(
        "yahoo.session._check_data, pacing.Breaker.admit",
        Fault.RATE_LIMITED,
        "asks for fewer requests",
        ONE,
        60,
    ),
    "429 on the crumb": Case(
        "yahoo.session._check_crumb",
        Fault.RATE_LIMITED,
        "asks for fewer requests",
        RENEWED,
        60,
        CRUMB,
        expired=True,
    ),
    "401 invalid crumb": Case(
        "yahoo.session._check_data: one renewal a question",
        Fault.UNAUTHORISED,
        "refused the request",
        RENEWED,
        30,
    ),
    "502 with a page": Case(
        "yahoo.session._check_data, quote.newest", Fault.BAD_GATEWAY, "trouble of its own", ONE
    ),
    "truncated JSON": Case("yahoo.library._CAUSES", Fault.TRUNCATED, "an answer that cannot be read", ONE),
    "hang of 60 s": Case(
        "yahoo.session.YahooSession: its time limit", Fault.HANG, "did not answer in time", ONE, 5
    ),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feed]:
    """One window for all faults that leave it as it was."""
    with Feed(tmp_path_factory.mktemp("feed")) as feed:
        restore(feed)
        feed.window.next("painted")
        assert feed.window.next()["mode"] == "live"
        yield feed


@pytest.fixture
def feed(shared: Feed) -> Feed:
    """The window with live prices and nobody asked yet."""
    restore(shared)
    shared.live()
    return shared


def restore(feed: Feed) -> None:
    """The market as every test finds it; prices are changed within what no screen minds."""
    feed.market.set("NVDA", price=181.5, previous_close=180.0, eps=7.0, splits=(), extra={})
    feed.market.set("JNJ", price=178.0)
    feed.market.set("KO", quote_type="EQUITY", extra={})


@pytest.mark.parametrize("case", NO_QUOTES.values(), ids=NO_QUOTES)
@proves(*NO_QUOTES)
def test_no_quotes(feed: Feed, case: Case) -> None:
    """The last good prices stay and the badge says why; nobody is asked while the pause lasts."""
    if case.expired:
        feed.yahoo.expire_crumb()
    feed.yahoo.fail(case.fault, where=case.where)
    feed.market.set("NVDA", price=182.5)
    began = time.monotonic()
    shown = feed.refreshed()
    assert time.monotonic() - began < GIVEN_UP_WITHIN_S
    assert price(shown) == (181.5, "last_good")
    assert (shown["badge"], shown["alerts"]) == ("stale", 0)
    assert case.reason in shown["reason"]
    assert feed.asked == case.asked

    feed.yahoo.heal()
    feed.forget()
    if case.pause:
        feed.pass_time(case.pause - 2)
        paused = feed.refreshed()
        assert price(paused) == (181.5, "last_good")
        assert case.reason in paused["reason"]
        assert "Next try at" in paused["reason"]
        assert feed.asked == {}
        feed.pass_time(2)
    healed = feed.refreshed()
    assert price(healed) == (182.5, "live")
    assert (healed["badge"], healed["alerts"]) == ("live", 0)
    assert feed.asked == ({"crumb": 1, "quote": 1} if case.expired else ONE)


def test_a_crumb_that_is_only_old_is_renewed_unseen(feed: Feed) -> None:
    feed.yahoo.expire_crumb()
    feed.market.set("NVDA", price=182.5)
    shown = feed.refreshed()
    assert (shown["badge"], *price(shown)) == ("live", 182.5, "live")
    assert feed.asked == RENEWED


def test_pauses_grow_while_the_refusals_go_on(feed: Feed) -> None:
    feed.yahoo.fail(Fault.RATE_LIMITED)
    for minutes in (1, 2, 4):
        feed.refreshed()
        feed.pass_time(60 * minutes - 2)
        feed.refreshed()
        feed.pass_time(2)
    assert feed.asked == {"quote": 3}


@proves("half the symbols")
def test_half_of_the_symbols(feed: Feed) -> None:
    """Matched by symbol and asked for once more; who is still missing keeps the last price and says so.

    Guards: `YahooProvider._rows`, `asking.question_again`.
    """
    feed.market.set("NVDA", price=182.5)
    feed.market.set("JNJ", price=178.5)
    feed.yahoo.fail(Fault.HALF)
    shown = feed.refreshed()
    assert price(shown, "NVDA") == (182.5, "live")
    assert price(shown, "MSFT") == (505.2, "live"), "of the second request"
    assert price(shown, "JNJ") == (178.0, "last_good")
    (note,) = shown["rows"]["JNJ"]["notes"]
    assert note.endswith("that alone proves nothing.")
    assert (shown["badge"], shown["alerts"]) == ("live", 0), "half is enough for the badge"
    assert feed.asked == {"quote": 2}

    feed.yahoo.heal()
    feed.forget()
    shown = feed.refreshed()
    assert price(shown, "JNJ") == (178.5, "live")
    assert shown["rows"]["JNJ"]["notes"] == []
    assert feed.asked == ONE


@proves('the text "Infinity"')
def test_infinity_as_text(feed: Feed) -> None:
    """No number, so not there: the earnings are those of the statements, the price the last good one.

    Guard: `yahoo.fields.number`.
    """
    feed.market.set("NVDA", extra={"epsTrailingTwelveMonths": "Infinity", "trailingPE": "Infinity"})
    shown = feed.refreshed()
    assert price(shown) == (181.5, "live")
    ratio = shown["companies"]["nvidia"]["findings"]["pe_ttm"]
    assert ratio["value"] == pytest.approx(181.5 / 7.91)
    assert "twelve months to 26 Jul 2026" in ratio["sentence"], ratio["sentence"]

    feed.market.set("NVDA", extra={"regularMarketPrice": "Infinity"})
    shown = feed.refreshed()
    assert price(shown) == (181.5, "last_good")
    assert (shown["badge"], shown["alerts"]) == ("live", 0)

    feed.market.set("NVDA", extra={})
    assert price(feed.refreshed()) == (181.5, "live")
    assert feed.asked == {"quote": 4}, "the round without a price asked for it once more"


@proves("symbol delisted")
def test_a_delisting(feed: Feed) -> None:
    """Believed only when Yahoo says so itself; the last price stays, and a new one takes everything back.

    Guards: `yahoo.quotes.is_gone`, `quote.newest`; of several days `delisting.after` (tests/domain).
    """
    feed.market.set("KO", quote_type="NONE", extra={"regularMarketPrice": ...})
    shown = feed.refreshed()
    assert price(shown, "KO") == (69.9, "last_good")
    (note,) = shown["rows"]["KO"]["notes"]
    assert "no longer listed" in note, note
    assert (shown["badge"], shown["alerts"]) == ("live", 0)
    assert feed.asked == ONE, "what is gone is not asked for again in the same round"

    feed.market.set("KO", quote_type="EQUITY", extra={})
    shown = feed.refreshed()
    assert price(shown, "KO") == (69.9, "live")
    assert shown["rows"]["KO"]["notes"] == []


@proves("no name server")
def test_names_are_not_found(feed: Feed) -> None:
    """Nothing reaches Yahoo; asked again within seconds of the network's return.

    Guards: `yahoo.library._CAUSES`, `yahoo.transport.PAUSES`.
    """
    feed.world.names_are_lost = True
    feed.market.set("NVDA", price=182.5)
    shown = feed.refreshed()
    assert (shown["badge"], *price(shown)) == ("stale", 181.5, "last_good")
    assert "cannot be reached" in shown["reason"]
    assert feed.asked == {}

    feed.world.names_are_lost = False
    feed.pass_time(3)
    shown = feed.refreshed()
    assert (shown["badge"], *price(shown)) == ("live", 182.5, "live")
    assert feed.asked == ONE


def test_a_command_without_a_name_server(tmp_path: Path) -> None:
    with YahooWorld(tmp_path) as world:
        lost = world.environment | dict.fromkeys(("HTTPS_PROXY", "https_proxy"), UNKNOWN_PROXY)
        ended = program("screen", "--format", "json", environment=lost)
        assert (ended.code, ended.result["mode"]) == (0, "snapshot"), "the shipped figures need nobody"
        assert "cannot be reached" in ended.err
        assert world.yahoo.count() == 0


def test_a_command_that_gets_no_crumb(tmp_path: Path) -> None:
    with YahooWorld(tmp_path) as world:
        world.yahoo.fail(Fault.RATE_LIMITED, where={"crumb"})
        ended = program("screen", "--format", "json", environment=world.environment)
        assert (ended.code, ended.result["mode"]) == (0, "snapshot")
        assert "asks for fewer requests" in ended.err
        assert [one.endpoint for one in world.yahoo.requests] == ["cookie", "crumb", "quote"]


@proves("offline at start")
def test_offline_at_start_and_coming_back(tmp_path: Path) -> None:
    """Guard: `yahoo.transport.PAUSES`, short where nobody was reached."""
    with Feed(tmp_path, online=False) as feed:
        restore(feed)
        assert feed.window.next("painted")["badge"] == "snapshot"
        shown = feed.window.next()
        assert (shown["badge"], price(shown)[1]) == ("snapshot", "snapshot")
        assert "cannot be reached" in shown["reason"]
        assert feed.asked == {}

        feed.world.online()
        feed.pass_time(3)
        shown = feed.refreshed()
        assert (shown["badge"], *price(shown)) == ("live", 181.5, "live")
        assert shown["alerts"] == 0, "a first price is no news"
        assert feed.asked == {"consent": 1, "cookie": 1, "crumb": 1, "quote": 1}


@proves("4:1 split overnight")
def test_a_split_overnight(feed: Feed) -> None:
    """Price, close before and earnings come from one answer, so no ratio mixes old shares with new ones.

    Guards: `closes.PriceCharts._is_due` and `_days`, `splits.split_between`;
    `quote.with_tick` (tests/domain).
    """
    before = feed.refreshed()["companies"]["nvidia"]["findings"]["pe_ttm"]["value"]
    assert _steepest(feed.window.do("chart", "NVDA")["closes"]) < 1.2
    assert feed.asked == {"quote": 1, "chart": 1}
    feed.forget()

    feed.pass_time(AN_HOUR)
    feed.market.set("NVDA", price=45.6, previous_close=45.375, eps=1.75, splits=((date(2026, 10, 13), 4, 1),))
    shown = feed.refreshed()
    assert price(shown) == (45.6, "live")
    assert shown["rows"]["NVDA"]["change"] == pytest.approx(0.005, abs=0.001), "no fall by three quarters"
    after = shown["companies"]["nvidia"]["findings"]["pe_ttm"]["value"]
    assert after == pytest.approx(before, rel=0.01)
    assert shown["alerts"] == 0
    (note,) = shown["rows"]["NVDA"]["notes"]
    assert "4 for 1" in note
    assert "the one you entered" in note
    closes = feed.window.do("chart", "NVDA")["closes"]
    assert len(closes) > 200
    assert _steepest(closes) < 1.2, "every close in new shares"
    assert max(closes) < 60
    assert feed.asked == {"quote": 1, "chart": 1}, "the whole series at once"


def _steepest(closes: list[float]) -> float:
    """The largest step from one close to the next, as a factor."""
    return max(max(one / other, other / one) for one, other in pairwise(closes))
