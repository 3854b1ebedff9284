"""One line a host, each with how its own last request went."""

from screener.domain.message import Message, Text
from screener.services.sources import HostLog
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
