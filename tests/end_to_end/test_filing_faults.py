"""Every way the SEC is known to fail, on the whole program: what stays, and when it is asked again."""

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.end_to_end.faults_table import proves
from tests.end_to_end.feed import QUOTES_ONLY, Feed
from tests.fakes import edgar_documents as documents
from tests.fakes.edgar import Fault
from tests.fakes.edgar_documents import Report, of_customer, stated
from tests.fakes.yahoo_data import FakeListing

pytestmark = pytest.mark.slow
A_DAY = 24 * 3600
GIVEN_UP_WITHIN_S = 25
"""Eight seconds, and what a busy machine adds."""
CIK = "0000012345"
REPORT = ("0000012345-26-000001", "10-K", "2026-02-01", "2025-12-31", "acme.htm")
LIST = f"data.sec.gov/submissions/CIK{CIK}.json"


class Case(NamedTuple):
    """A fault when the SEC is asked again a day later; `pause` in seconds until it is asked after it."""

    fault: Fault
    failure: str
    pause: float


CASES = {
    "SEC: 429": Case(Fault.RATE_LIMITED, "asks for fewer requests", 600),
    "SEC: 403": Case(Fault.FORBIDDEN, "refused the request", 600),
    "SEC: truncated": Case(Fault.TRUNCATED, "an answer that cannot be read", 3600),
    "SEC: hang of 60 s": Case(Fault.HANG, "did not answer in time", 10),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feed]:
    """A window that has read the filings of the one company held."""
    settings = {**QUOTES_ONLY, "sec_contact": "ann@example.org"}
    with Feed(tmp_path_factory.mktemp("feed"), holdings=("ACME",), settings=settings) as feed:
        feed.market.add(FakeListing("ACME", "Acme Corporation", 33.0, 32.5, eps=1.1, market_cap=3.3e9))
        publish(feed, revenue=1000)
        feed.window.next("painted")
        feed.window.next()
        assert revenue(feed.window.do("finish")) == 1000
        yield feed


def publish(feed: Feed, revenue: float) -> None:
    """A yearly report with that revenue."""
    flow = [stated(revenue, "2025-12-31", "2025-01-01")]
    folder = f"www.sec.gov/Archives/edgar/data/{int(CIK)}/{REPORT[0].replace('-', '')}"
    facts = {"us-gaap:Revenues": flow, "us-gaap:NetIncomeLoss": flow}
    feed.sec.published |= {
        "www.sec.gov/files/company_tickers.json": documents.tickers(ACME=int(CIK)),
        LIST: documents.submissions(REPORT),
        f"data.sec.gov/api/xbrl/companyfacts/CIK{CIK}.json": documents.company_facts(facts, cik=int(CIK)),
        f"{folder}/{REPORT[4]}": Report((of_customer("acme:MicrosoftMember", "31"),)).inline(),
    }


def revenue(shown: dict[str, Any]) -> float:
    """The revenue shown of the company."""
    return float(shown["companies"]["symbol:ACME"]["facts"]["revenue"][0])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@proves(*CASES)
def test_no_filings(shared: Feed, case: Case) -> None:
    """One request, then none until the pause is over; the figures and the prices stay as they are.

    Guards: `edgar.wire._check` (429, 403), `edgar.wire.Wire.get` (truncated), its limit on silence (hang).
    """
    feed = shared
    feed.pass_time(A_DAY)
    feed.forget()
    feed.sec.fail(case.fault)
    feed.refreshed()
    began = time.monotonic()
    shown = feed.window.do("finish")
    assert time.monotonic() - began < GIVEN_UP_WITHIN_S
    assert feed.asked == {"quote": 1, "sec": 1}
    assert case.failure in str(shown["hosts"]["data.sec.gov"]), shown["hosts"]
    assert (revenue(shown), shown["badge"], shown["alerts"]) == (1000, "live", 0)

    feed.sec.heal()
    feed.pass_time(case.pause - 2)
    feed.refreshed()
    feed.window.do("finish")
    assert feed.asked == {"quote": 2, "sec": 1}
    feed.pass_time(2)
    feed.refreshed()
    healed = feed.window.do("finish")
    assert feed.asked == {"quote": 3, "sec": 2}, "nothing new was filed: the list of filings is enough"
    assert healed["hosts"]["data.sec.gov"] is None
    assert revenue(healed) == 1000
