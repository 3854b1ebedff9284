"""The source "edgar": one company's filings, in as few requests as can be, kept for good."""

import gzip
import stat
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.filings import FiledFacts, Filer
from screener.providers.edgar import submissions
from screener.providers.edgar.archive import Archive
from screener.providers.edgar.provider import EdgarProvider
from screener.providers.failures import Refused, ServerError, SourceFailed, SymbolUnknown
from screener.providers.provider import FilingsSource
from tests.fakes import edgar_documents as documents
from tests.fakes.clocks import START, Clocks
from tests.fakes.edgar import FakeSec, Fault
from tests.fakes.edgar_documents import Report, money, of_customer, stated

TICKERS = "www.sec.gov/files/company_tickers.json"
LIST = "data.sec.gov/submissions/CIK0000012345.json"
FACTS = "data.sec.gov/api/xbrl/companyfacts/CIK0000012345.json"
FOLDER = "www.sec.gov/Archives/edgar/data/12345"
ANNUAL = f"{FOLDER}/000001234526000001/acme-20251231.htm"
QUARTERLY = f"{FOLDER}/000001234526000009/acme-20260630.htm"
ACME = Filer("acme", ("ACME", "AC.L"))

YEAR_ROW = ("0000012345-26-000001", "10-K", "2026-02-01", "2025-12-31", "acme-20251231.htm")
QUARTER_ROW = ("0000012345-26-000009", "10-Q", "2026-08-01", "2026-06-30", "acme-20260630.htm")
OTHER_ROW = ("0000012345-26-000005", "8-K", "2026-05-01", "2026-05-01", "acme-8k.htm")

HALF = (date(2026, 1, 1), date(2026, 6, 30))


@pytest.fixture
def published(sec: FakeSec) -> FakeSec:
    """A company with a yearly and a quarterly report."""
    annual = Report(
        (
            of_customer("acme:MicrosoftMember", "31", text="Microsoft made {}% of revenue."),
            money("us-gaap:PurchaseObligation", "900", (None, date(2025, 12, 31))),
        )
    )
    quarterly = Report(
        (of_customer("acme:MicrosoftMember", "35", HALF, text="Microsoft made {}% of revenue."),),
        form="10-Q",
        period=HALF,
    )
    sec.published |= {
        TICKERS: documents.tickers(ACME=12345, BRK_B=1067983),
        LIST: documents.submissions(OTHER_ROW, QUARTER_ROW, YEAR_ROW),
        ANNUAL: annual.inline(),
        QUARTERLY: quarterly.inline(),
        FACTS: documents.company_facts(
            {
                "us-gaap:Revenues": [
                    stated(100, "2025-12-31", "2025-01-01"),
                    stated(60, "2026-06-30", "2026-01-01", filed="2026-08-01", form="10-Q"),
                    stated(45, "2025-06-30", "2025-01-01", filed="2025-08-01", form="10-Q"),
                ],
                "us-gaap:Assets": [stated(1000, "2026-06-30", filed="2026-08-01", form="10-Q")],
            }
        ),
    }
    return sec


def test_it_is_a_source_of_filings(provider: EdgarProvider) -> None:
    assert isinstance(provider, FilingsSource)
    assert provider.is_on


def test_figures_and_customers_of_a_company_known_by_its_ticker(
    provider: EdgarProvider, published: FakeSec
) -> None:
    filed = provider.filed(ACME)
    assert (filed.company, filed.cik, filed.statement_currency) == ("acme", "12345", "USD")
    assert filed.facts["revenue"].value == 115
    assert filed.facts["purchase_obligations"].value == 900_000_000
    assert filed.fiscal_period == "TTM to 2026-06-30"
    assert [(fact.counterparty, fact.share, fact.period) for fact in filed.customers] == [
        (("Microsoft",), Decimal("0.31"), "FY ended 2025-12-31"),
        (("Microsoft",), Decimal("0.35"), "6 months to 2026-06-30"),
    ]
    assert filed.customers[0].source.url == f"https://{ANNUAL}"
    assert filed.customers[0].source.title == "SEC 10-K filed 2026-02-01"
    assert filed.problems == {}
    assert [ref.form for ref in filed.read] == ["10-K", "10-Q"]
    assert len(published.requests) == 5


@pytest.mark.parametrize("where", [TICKERS, LIST, FACTS])
def test_an_answer_nested_without_end_is_a_bad_answer(
    provider: EdgarProvider, published: FakeSec, where: str
) -> None:
    published.published[where] = b'{"facts":' * 100_000
    if where == FACTS:
        filed = provider.filed(ACME)
        assert (filed.facts.keys(), len(filed.customers)) == ({"purchase_obligations"}, 2)
        assert [problem.id for problem in filed.problems.values()] == ["source.bad_answer"]
    else:
        with pytest.raises(SourceFailed, match="SEC"):
            provider.filed(ACME)


def test_nothing_is_fetched_twice(provider: EdgarProvider, published: FakeSec, clocks: Clocks) -> None:
    first = provider.filed(ACME)
    published.forget()
    again = provider.filed(ACME)
    assert published.requests == ()
    assert again == first
    clocks.advance(timedelta(hours=13).total_seconds())
    assert provider.filed(ACME, first) == msgspec.structs.replace(first, at=clocks.wall())
    assert published.paths == ["/submissions/CIK0000012345.json"]


def test_a_new_report_is_fetched_and_the_rest_is_not(
    provider: EdgarProvider, published: FakeSec, clocks: Clocks
) -> None:
    published.published[LIST] = documents.submissions(YEAR_ROW)
    first = provider.filed(ACME)
    published.published[LIST] = documents.submissions(QUARTER_ROW, YEAR_ROW)
    published.forget()
    clocks.advance(timedelta(hours=13).total_seconds())
    filed = provider.filed(ACME, first)
    assert [ref.form for ref in filed.read] == ["10-K", "10-Q"]
    assert "/Archives/edgar/data/12345/000001234526000009/acme-20260630.htm" in published.paths
    assert "/Archives/edgar/data/12345/000001234526000001/acme-20251231.htm" not in published.paths


def test_a_filer_number_needs_no_list_of_tickers(provider: EdgarProvider, published: FakeSec) -> None:
    provider.filed(Filer("acme", (), "0000012345"))
    assert "/files/company_tickers.json" not in published.paths


@pytest.mark.parametrize("symbols", [("2330.TW",), ("NOBODY",), (), ("\u8f1d\u9054",)])
def test_a_company_that_files_elsewhere_is_said_to_be_unknown(
    provider: EdgarProvider, published: FakeSec, symbols: tuple[str, ...]
) -> None:
    with pytest.raises(SymbolUnknown):
        provider.filed(Filer("elsewhere", symbols))
    assert len(published.requests) <= 1


def test_a_filing_that_names_nobody_becomes_the_fact_that_says_so(
    provider: EdgarProvider, published: FakeSec
) -> None:
    published.published[LIST] = documents.submissions(YEAR_ROW)
    published.published[ANNUAL] = Report().inline()
    (fact,) = provider.filed(ACME).customers
    assert (fact.count, fact.share, fact.none_above, fact.period) == (
        0,
        None,
        Decimal("0.1"),
        "FY ended 2025-12-31",
    )


def test_the_silence_of_a_quarterly_report_says_nothing(provider: EdgarProvider, published: FakeSec) -> None:
    published.published[LIST] = documents.submissions(QUARTER_ROW)
    published.published[QUARTERLY] = Report(form="10-Q", period=HALF).inline()
    assert provider.filed(ACME).customers == ()


def test_a_report_in_several_documents_is_read_from_the_facts_of_all(
    provider: EdgarProvider, published: FakeSec
) -> None:
    """The main document of some reports holds the cover only; the statements are in an exhibit."""
    published.published[LIST] = documents.submissions(YEAR_ROW)
    whole = Report((of_customer("acme:MicrosoftMember", "31"),))
    published.published[ANNUAL] = Report(statements=False).inline()
    published.published[ANNUAL.replace(".htm", "_htm.xml")] = whole.instance()
    filed = provider.filed(ACME)
    assert [fact.share for fact in filed.customers] == [Decimal("0.31")]
    assert filed.problems == {}


def test_a_report_without_its_statements_does_not_say_that_there_are_no_customers(
    provider: EdgarProvider, published: FakeSec
) -> None:
    published.published[LIST] = documents.submissions(YEAR_ROW)
    published.published[ANNUAL] = Report(statements=False).inline()
    filed = provider.filed(ACME)
    assert filed.customers == ()
    assert set(filed.problems) == {"customers"}


def without(*keys: str) -> Callable[[FakeSec], None]:
    def remove(sec: FakeSec) -> None:
        for key in keys:
            sec.published.pop(key)

    return remove


def test_a_part_that_fails_does_not_take_the_rest_with_it(
    provider: EdgarProvider, published: FakeSec
) -> None:
    published.fail(Fault.SERVER_ERROR, where="companyfacts")
    filed = provider.filed(ACME)
    assert set(filed.problems) == {"figures"}
    assert len(filed.customers) == 2
    assert filed.facts["purchase_obligations"].value == 900_000_000


def test_what_was_good_before_stays_when_a_part_fails(
    provider: EdgarProvider, published: FakeSec, clocks: Clocks, tmp_path: Path
) -> None:
    first = provider.filed(ACME)
    for path in (tmp_path / "edgar").iterdir():
        path.unlink()
    published.published[LIST] = documents.submissions(
        ("0000012345-26-000019", "10-Q", "2026-08-20", "2026-07-31", "acme-20260731.htm"), YEAR_ROW
    )
    published.fail(Fault.SERVER_ERROR, where="companyfacts")
    published.published.pop(ANNUAL)
    clocks.advance(timedelta(days=1).total_seconds())
    filed = provider.filed(ACME, first)
    assert set(filed.problems) == {"figures", "customers"}
    assert filed.facts["revenue"] == first.facts["revenue"]
    assert filed.customers == first.customers


def test_an_answer_of_another_shape_is_not_kept(
    provider: EdgarProvider, published: FakeSec, clocks: Clocks
) -> None:
    published.fail(Fault.HTML, where="companyfacts")
    assert set(provider.filed(ACME).problems) == {"figures"}
    published.heal()
    clocks.advance(3600)
    assert provider.filed(ACME).problems == {}


def test_a_report_that_cannot_be_read_is_said_to_be_so(provider: EdgarProvider, published: FakeSec) -> None:
    published.published[LIST] = documents.submissions(YEAR_ROW)
    published.published[ANNUAL] = b"<html><body>A report without any tags.</body></html>"
    filed = provider.filed(ACME)
    assert filed.problems["customers"].id == "filing.not_readable"
    assert filed.customers == ()
    assert filed.facts["revenue"].value == 115


def test_a_filer_without_reports_is_said_to_be_one(provider: EdgarProvider, published: FakeSec) -> None:
    published.published[LIST] = documents.submissions(OTHER_ROW)
    assert provider.filed(ACME).problems["customers"].id == "filing.not_found"


def test_a_refusal_is_an_error_and_ends_all_asking(provider: EdgarProvider, published: FakeSec) -> None:
    published.fail(Fault.FORBIDDEN)
    for _ in range(3):
        with pytest.raises(Refused):
            provider.filed(ACME)
    assert len(published.requests) == 1


def test_an_unknown_list_is_not_a_failing_host(provider: EdgarProvider, published: FakeSec) -> None:
    without(LIST)(published)
    with pytest.raises(SymbolUnknown):
        provider.filed(ACME)
    published.published[LIST] = documents.submissions(YEAR_ROW)
    assert provider.filed(ACME).cik == "12345"


def test_a_failing_list_is_an_error(provider: EdgarProvider, published: FakeSec) -> None:
    published.fail(Fault.SERVER_ERROR)
    with pytest.raises(ServerError):
        provider.filed(ACME)


def test_what_was_filed_survives_being_stored(provider: EdgarProvider, published: FakeSec) -> None:
    filed = provider.filed(ACME)
    assert msgspec.json.decode(msgspec.json.encode(filed), type=FiledFacts) == filed


# ---------------------------------------------------------------- the archive


def test_what_is_kept_is_private_and_says_nothing(
    provider: EdgarProvider, published: FakeSec, tmp_path: Path
) -> None:
    provider.filed(ACME)
    folder = tmp_path / "edgar"
    files = list(folder.iterdir())
    assert len(files) == 5
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert not any("acme" in path.name.lower() for path in files)


def test_a_damaged_archive_is_fetched_anew(
    provider: EdgarProvider, published: FakeSec, tmp_path: Path
) -> None:
    first = provider.filed(ACME)
    for path in (tmp_path / "edgar").iterdir():
        path.write_bytes(b"\x1f\x8bdamaged")
    published.forget()
    again = provider.filed(ACME)
    assert msgspec.structs.replace(again, at=first.at) == first
    assert len(published.requests) == 5


def test_an_archive_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    archive = Archive(tmp_path / "file" / "edgar")
    archive.save("https://data.sec.gov/a", b"body", START)
    assert archive.load("https://data.sec.gov/a", 100) is None


def test_the_archive_drops_the_oldest_when_it_grows_too_large(tmp_path: Path) -> None:
    archive = Archive(tmp_path, largest=3000)
    body = bytes(number * 97 % 251 for number in range(700))
    assert len(gzip.compress(body)) > 250
    for number in range(20):
        archive.save(f"https://data.sec.gov/{number}", body, START + timedelta(minutes=number))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3000
    assert archive.load("https://data.sec.gov/19", 10_000) == body
    assert archive.load("https://data.sec.gov/0", 10_000) is None


def test_what_was_kept_before_a_time_is_not_new_enough(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.save("https://data.sec.gov/a", b"body", START)
    assert archive.load("https://data.sec.gov/a", 100, since=START) == b"body"
    assert archive.load("https://data.sec.gov/a", 100, since=START + timedelta(seconds=1)) is None


# ---------------------------------------------------------------- the lists


@pytest.mark.parametrize(
    "row",
    [
        ("../../etc", "10-K", "2026-02-01", "2025-12-31", "a.htm"),
        ("0000012345-26-000001", "10-K", "2026-02-01", "2025-12-31", "../a.htm"),
        ("0000012345-26-000001", "10-K", "2026-02-01", "2025-12-31", "a/b.htm"),
        ("0000012345-26-000001", "10-K", "2026-02-01", "2025-12-31", ""),
        ("0000012345-26-000001", "10-K", "soon", "2025-12-31", "a.htm"),
        ("0000012345-26-000001", "8-K", "2026-02-01", "2025-12-31", "a.htm"),
    ],
)
def test_what_is_not_as_it_should_be_is_left_out(row: tuple[str, str, str, str, str]) -> None:
    assert submissions.listed(documents.submissions(row), "12345").filings == ()


def test_of_the_reports_the_newest_annual_and_a_younger_quarterly_are_read() -> None:
    older = ("0000012345-25-000001", "10-K", "2025-02-01", "2024-12-31", "old.htm")
    quarter = ("0000012345-25-000009", "10-Q", "2025-11-01", "2025-09-30", "q.htm")
    amended = ("0000012345-26-000003", "10-K/A", "2026-04-01", "2025-12-31", "part.htm")
    listed = submissions.listed(documents.submissions(amended, YEAR_ROW, quarter, older), "12345")
    assert [ref.document for ref in submissions.to_read(listed.filings)] == ["acme-20251231.htm"]
    listed = submissions.listed(documents.submissions(QUARTER_ROW, YEAR_ROW, older), "12345")
    assert [ref.form for ref in submissions.to_read(listed.filings)] == ["10-K", "10-Q"]


@pytest.mark.parametrize(
    ("sic", "business"),
    [
        ("3674", "operating"),
        ("6021", "bank"),
        ("6331", "insurer"),
        ("6798", "reit"),
        ("", "operating"),
        ("x", "operating"),
    ],
)
def test_the_industry_code_tells_the_kind_of_accounts(sic: str, business: str) -> None:
    assert submissions.listed(documents.submissions(YEAR_ROW, sic=sic), "12345").business == business


@pytest.mark.parametrize(
    ("symbol", "spelled"),
    [
        ("brk.b", "BRK-B"),
        ("BRK-B", "BRK-B"),
        ("NVDA", "NVDA"),
        ("2330.TW", None),
        ("VOD.LON", None),
        ("", None),
    ],
)
def test_tickers_as_the_sec_spells_them(symbol: str, spelled: str | None) -> None:
    assert submissions.us_symbol(symbol) == spelled
