"""Filings read in the background from a fake SEC, and what is judged by them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from unittest import mock

import pytest

from screener.domain.assessment import CompanyResult
from screener.domain.figure import Figure
from screener.providers.edgar.provider import HOSTS, EdgarProvider
from screener.providers.edgar.transport import EdgarTransport
from screener.providers.edgar.wire import Wire
from screener.providers.provider import Provider, ProviderEntry, Surroundings
from screener.services import opening
from screener.services.holding_input import HoldingDraft
from screener.services.workspace import Workspace
from screener.wording import sentence
from tests.builders.desks import START, ScriptedSource
from tests.fakes import edgar_documents as documents
from tests.fakes.clocks import Clocks
from tests.fakes.edgar import FakeSec, Fault
from tests.fakes.edgar_documents import Report, Tagged, of_customer, stated

CONTACT = "ann@example.org"
TICKERS = "www.sec.gov/files/company_tickers.json"
ACME, NVIDIA = 12345, 1045810
YEAR = ("2025-12-31", "2025-01-01")
HALF = ("2026-06-30", "2026-01-01")
HALF_BEFORE = ("2025-06-30", "2025-01-01")


def flow(year: float, half: float, half_before: float) -> list[dict[str, object]]:
    """Twelve months to June are year + half - half_before."""
    return [
        stated(year, *YEAR),
        stated(half, *HALF, filed="2026-08-01", form="10-Q"),
        stated(half_before, *HALF_BEFORE, filed="2025-08-01", form="10-Q"),
    ]


def balance(value: float) -> list[dict[str, object]]:
    return [stated(value, "2026-06-30", filed="2026-08-01", form="10-Q")]


STATEMENTS = {
    "us-gaap:Revenues": flow(1000, 600, 500),
    "us-gaap:NetIncomeLoss": flow(100, 60, 50),
    "us-gaap:OperatingIncomeLoss": flow(140, 80, 70),
    "us-gaap:InterestExpense": flow(10, 5, 5),
    "us-gaap:NetCashProvidedByUsedInOperatingActivities": flow(150, 80, 70),
    "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment": flow(200, 150, 70),
    "us-gaap:EarningsPerShareDiluted": flow(1.0, 0.6, 0.5),
    "us-gaap:StockholdersEquity": balance(400),
    "us-gaap:LongTermDebt": balance(900),
    "us-gaap:Assets": balance(2000),
}
UNITS = {"us-gaap:EarningsPerShareDiluted": "USD/shares"}


class Desk:
    """A workspace on scripted quotes and a fake SEC, with clocks that waiting moves."""

    def __init__(self, sec: FakeSec, source: ScriptedSource, clocks: Clocks) -> None:
        self.sec = sec
        self.source = source
        self.clocks = clocks

    @contextmanager
    def open(self, *, offline: bool = False, contact: str | None = CONTACT) -> Iterator[Workspace]:
        entries = (
            ProviderEntry("scripted", ScriptedSource.hosts, self.source.opened),
            ProviderEntry("edgar", HOSTS, self._edgar),
        )
        with mock.patch.object(opening, "PROVIDERS", entries):
            workspace = opening.open_workspace(offline=offline, clock=self.clocks.wall)
        with workspace:
            if contact is not None:
                workspace.set_setting("sec_contact", contact)
            yield workspace

    def publish(self, cik: int, name: str, *customers: Tagged, accession: str = "000001") -> None:
        """A yearly report with these customers, and company facts."""
        row = (f"{cik:0>10}-26-{accession}", "10-K", "2026-02-01", "2025-12-31", f"{name}.htm")
        folder = f"www.sec.gov/Archives/edgar/data/{cik}/{row[0].replace('-', '')}"
        self.sec.published |= {
            f"data.sec.gov/submissions/CIK{cik:0>10}.json": documents.submissions(row),
            f"data.sec.gov/api/xbrl/companyfacts/CIK{cik:0>10}.json": documents.company_facts(
                STATEMENTS, cik=cik, units=UNITS
            ),
            f"{folder}/{row[4]}": Report(customers).inline(),
        }

    def _edgar(self, surroundings: Surroundings) -> Provider:
        def wait(seconds: float) -> bool:
            self.clocks.advance(seconds)
            return False

        transport = EdgarTransport(
            contact=surroundings.contact,
            clock=surroundings.clock,
            wire=Wire(connect=self.sec.connect),
            monotonic=self.clocks.monotonic,
            question_seconds=0.5,
            wait=wait,
            heard=surroundings.heard,
        )
        return EdgarProvider(transport, surroundings.cache_folder / "edgar", surroundings.clock)


@pytest.fixture
def desk() -> Iterator[Desk]:
    clocks = Clocks(START)
    with FakeSec(clocks.monotonic) as sec:
        sec.published[TICKERS] = documents.tickers(ACME=ACME)
        made = Desk(sec, ScriptedSource(clocks), clocks)
        made.publish(
            ACME, "acme", of_customer("acme:MicrosoftMember", "31", text="Microsoft made {}% of revenue.")
        )
        made.source.prices["ACME"] = Decimal(33)
        yield made


def holding(workspace: Workspace, *symbols: str) -> None:
    workspace.create("Mine", "USD")
    for symbol in symbols:
        workspace.add_holding(HoldingDraft(symbol, "10"))


def company(workspace: Workspace, key: str) -> CompanyResult:
    found = None if workspace.last is None else workspace.last.company(key)
    assert found is not None
    return found


def said(result: CompanyResult, screen: str) -> str:
    finding = result.finding(screen)
    assert finding is not None
    return sentence(finding.message)


# ---------------------------------------------------------------- a company nobody shipped


def test_a_held_us_company_outside_the_shipped_ones_is_screened_by_its_filings(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME")
        workspace.refresh()
        before = company(workspace, "symbol:ACME")
        assert (before.level, before.filings) == (None, ())
        outcome = workspace.refresh_filings()
        assert (outcome.asked, outcome.newer, outcome.failed) == (1, ("symbol:ACME",), None)
        assert outcome.assessment is workspace.last
        after = company(workspace, "symbol:ACME")
        assert after.level is not None
        by_screen = {finding.screen: finding.severity for finding in after.findings}
        # 33 over 1.10 a share, 900 over 400, 310 over 160 spent, one customer with 31%
        assert (by_screen["pe_ttm"], by_screen["debt_equity"], by_screen["top_customer"]) == (1, 3, 3)
        assert said(after, "top_customer").startswith("One customer (Microsoft) made 31% of revenue")
        debt = after.finding("debt_equity")
        assert debt is not None
        assert all(figure.source.title.startswith("SEC") for figure in debt.figures)
        assert [filing.form for filing in after.filings] == ["10-K"]
        assert workspace.last is not None
        assert "SEC EDGAR" in workspace.last.provenance.sources


def test_the_customer_is_the_ledgers_party_so_it_counts_for_the_ring(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME")
        workspace.refresh()
        workspace.refresh_filings()
        standing = company(workspace, "symbol:ACME").standing
        assert (standing.place, standing.tie.grade, standing.tie.counterparties) == (
            "adjacent",
            "heavy",
            ("microsoft",),
        )


def test_what_was_read_is_there_at_the_next_start_without_asking(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME")
        workspace.refresh()
        workspace.refresh_filings()
        told = company(workspace, "symbol:ACME").findings
    desk.sec.forget()
    with desk.open(offline=True, contact=None) as workspace:
        workspace.assess()
        again = company(workspace, "symbol:ACME")
        assert [one.message for one in again.findings] == [one.message for one in told]
        assert workspace.refresh_filings().asked == 0
    assert desk.sec.requests == ()


def test_a_symbol_the_sec_does_not_know_is_missing_and_nothing_else(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ZZZQ", "ACME")
        outcome = workspace.refresh_filings()
        assert outcome.newer == ("symbol:ACME",)
        assert {key: reason.id for key, reason in outcome.missing.items()} == {
            "symbol:ZZZQ": "source.symbol_unknown"
        }
        assert outcome.failed is None
        desk.clocks.advance(3600)
        assert workspace.refresh_filings().asked == 0, "nor is it asked for again that day"


# ---------------------------------------------------------------- a shipped company


def test_the_newest_figure_counts_and_what_filings_lack_is_as_shipped(desk: Desk) -> None:
    desk.publish(NVIDIA, "nvidia")
    with desk.open() as workspace:
        holding(workspace, "NVDA")
        workspace.refresh()
        shipped = {figure.name: figure for figure in company(workspace, "nvidia").facts}
        assert shipped["revenue"].as_of > date(2026, 6, 30)
        workspace.refresh_filings()
        after = company(workspace, "nvidia")
        facts = {figure.name: figure for figure in after.facts}
        assert facts["revenue"] == shipped["revenue"], "the shipped figure is younger"
        altman = after.finding("altman_z2")
        assert altman is not None
        assert "total assets" not in sentence(altman.message), "which nobody shipped"


def test_a_shipped_customer_stays_until_a_filing_replaces_it(desk: Desk) -> None:
    desk.publish(NVIDIA, "nvidia", of_customer("nvda:CustomerOneMember", "44", text="One made {}% of sales."))
    with desk.open() as workspace:
        holding(workspace, "NVDA")
        workspace.refresh()
        assert "22%" in said(company(workspace, "nvidia"), "top_customer")
        workspace.refresh_filings()
        filed = company(workspace, "nvidia")
        (new,) = [fact for fact in filed.customers if fact.share == Decimal("0.44")]
        assert new.source.title == "SEC 10-K filed 2026-02-01"
        rest = [fact.note or "" for fact in filed.customers if fact is not new]
        assert rest != []
        assert all(note.endswith("As shipped with Ringfence.") for note in rest), "told apart"
        assert new.note is None


def test_news_from_a_report_are_a_change_of_data_and_no_alert(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME")
        workspace.refresh()
        workspace.refresh_filings()
        desk.clocks.advance(30)
        first = workspace.refresh()
        assert first.alerts == ()
        assert any(one.screen == "debt_equity" for one in first.data_changed)

        customer = of_customer("acme:MicrosoftMember", "61", text="Microsoft made {}% of revenue.")
        desk.publish(ACME, "acme", customer, accession="000007")
        desk.clocks.advance(timedelta(days=1).total_seconds())
        workspace.refresh()
        assert workspace.refresh_filings().newer == ("symbol:ACME",)
        desk.clocks.advance(30)
        outcome = workspace.refresh()
        assert outcome.alerts == ()
        (change,) = [one for one in outcome.data_changed if one.screen == "top_customer"]
        assert (change.before, change.after) == ("3", "4")
        assert change.sentence.endswith("Another report with the SEC was read since then.")


# ---------------------------------------------------------------- politeness


def test_each_company_is_asked_for_at_most_once_a_day(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME")
        steps: list[tuple[int, int]] = []
        workspace.refresh_filings(lambda done, total: steps.append((done, total)))
        assert steps == [(0, 1)]
        asked = len(desk.sec.requests)
        assert 0 < asked <= 5
        for _ in range(3):
            desk.clocks.advance(3600)
            assert workspace.refresh_filings().asked == 0
        assert len(desk.sec.requests) == asked
        desk.clocks.advance(24 * 3600)
        outcome = workspace.refresh_filings()
        assert (outcome.asked, outcome.newer) == (1, ()), "asked again, and nothing is new"
        assert len(desk.sec.requests) == asked + 1


def test_the_contact_is_told_and_nothing_of_the_user(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME", "2330.TW", "QQQ")
        workspace.add_holding(HoldingDraft("TBOND", "777777", "5", "USD", "bond"))
        workspace.refresh()
        workspace.refresh_filings()
    assert {request.user_agent for request in desk.sec.requests} == {f"Ringfence {CONTACT}"}
    assert not any("777777" in request.path or "TBOND" in request.path for request in desk.sec.requests)


def test_without_a_contact_nobody_is_asked_and_the_findings_say_so(desk: Desk) -> None:
    with desk.open(contact="") as workspace:
        holding(workspace, "ACME", "2330.TW")
        workspace.refresh()
        outcome = workspace.refresh_filings()
        assert outcome.failed is not None
        assert (outcome.failed.id, outcome.asked) == ("source.no_contact", 0)
        result = company(workspace, "symbol:ACME")
        for screen in ("debt_equity", "top_customer"):
            assert "EDGAR is off" in said(result, screen)
        assert "EDGAR is off" not in said(company(workspace, "tsmc"), "ring_place")
        off = {host.name: host.off for host in workspace.hosts()}
        assert off["data.sec.gov"].startswith("SEC EDGAR is not asked")
        assert off["query1.finance.yahoo.com"] == ""
        workspace.set_setting("sec_contact", CONTACT)
        assert workspace.refresh_filings().newer[0] == "symbol:ACME"
        assert "EDGAR is off" not in said(company(workspace, "symbol:ACME"), "debt_equity")
    assert desk.sec.requests != ()


def test_offline_nobody_is_asked(desk: Desk) -> None:
    with desk.open(offline=True) as workspace:
        holding(workspace, "ACME")
        outcome = workspace.refresh_filings()
        assert (outcome.asked, outcome.newer, outcome.failed) == (0, (), None)
    assert desk.sec.requests == ()


# ---------------------------------------------------------------- trouble


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(Fault.RATE_LIMITED, "source.rate_limited"), (Fault.FORBIDDEN, "source.refused"), (Fault.DROP, None)],
)
def test_a_refusal_ends_the_round_and_keeps_what_was_had(
    desk: Desk, fault: Fault, reason: str | None
) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME", "NVDA", "MSFT", "ORCL")
        workspace.refresh()
        desk.sec.fail(fault)
        outcome = workspace.refresh_filings()
        assert outcome.failed is not None
        assert reason in (None, outcome.failed.id)
        assert outcome.retry_at is not None
        assert outcome.asked == 1, "the others would be told the same"
        assert len(desk.sec.requests) == 1
        failing = {host.name for host in workspace.hosts() if host.failure}
        assert len(failing) == 1
        assert failing <= set(HOSTS)
        assert all(host.failure is None for host in workspace.hosts() if "yahoo" in host.name)
        desk.sec.heal()
        desk.clocks.advance(24 * 3600)
        assert "symbol:ACME" in workspace.refresh_filings().newer
        by_name = {host.name: host for host in workspace.hosts()}
        assert by_name["data.sec.gov"].last_ok is not None


def test_what_is_known_stays_while_the_source_fails(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME")
        workspace.refresh()
        workspace.refresh_filings()
        told = company(workspace, "symbol:ACME").findings
        desk.sec.fail(Fault.SERVER_ERROR)
        desk.clocks.advance(25 * 3600)
        desk.source.failure = None
        outcome = workspace.refresh_filings()
        assert "symbol:ACME" in outcome.missing
        workspace.assess()
        again = company(workspace, "symbol:ACME").findings
        assert [one.severity for one in again] == [one.severity for one in told]


def test_a_half_answer_is_used_and_the_rest_asked_for_again_within_hours(desk: Desk) -> None:
    desk.sec.fail(Fault.SERVER_ERROR, where="companyfacts")
    with desk.open() as workspace:
        holding(workspace, "ACME")
        workspace.refresh()
        first = workspace.refresh_filings()
        assert "symbol:ACME" in first.newer
        assert "31%" in said(company(workspace, "symbol:ACME"), "top_customer")
        assert first.missing["symbol:ACME"].id == "source.server_error"
        desk.sec.heal()
        desk.clocks.advance(2 * 3600)
        workspace.refresh_filings()
        revenue = [one for one in company(workspace, "symbol:ACME").facts if one.name == "revenue"]
        assert [one.value for one in revenue if isinstance(one, Figure)] == [1100]


def test_closing_the_desk_ends_a_round(desk: Desk) -> None:
    with desk.open() as workspace:
        holding(workspace, "ACME", "NVDA")
        workspace.assess()
        filings = workspace._parts.filings
        companies = [one for one in workspace._parts.judge.universe.companies if one.cik][:5]
    outcome = filings.refresh(companies)
    assert outcome.failed is not None
    assert outcome.failed.id == "source.closed"
    assert desk.sec.requests == ()
