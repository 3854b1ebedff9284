"""Everything that is asked about one company, in which order, and what is kept of the answers."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

import msgspec

from screener.domain.company import CustomerFact
from screener.domain.concentration import read, source_of
from screener.domain.figure import Figure
from screener.domain.filed_customers import customer_facts
from screener.domain.filings import FiledFacts, Filer, FilingContent, FilingRef, Part
from screener.domain.message import Day, Message, Text
from screener.providers.edgar import submissions
from screener.providers.edgar.archive import Archive
from screener.providers.edgar.bounded import LARGEST_DOCUMENT
from screener.providers.edgar.commitments import commitments
from screener.providers.edgar.company_facts import CompanyFacts
from screener.providers.edgar.document import NotReadable
from screener.providers.edgar.facts import Statements, statements
from screener.providers.edgar.filing import read_filing
from screener.providers.edgar.hosts import SOURCE
from screener.providers.edgar.transport import EdgarTransport
from screener.providers.failures import SourceFailed, SymbolUnknown
from screener.providers.provider import Clock

T = TypeVar("T")

LIST_FRESH_FOR = timedelta(hours=12)
TICKERS_FRESH_FOR = timedelta(days=7)
FACTS_SETTLE = timedelta(days=2)
"""Company facts fetched so soon after a filing may not hold it yet."""
_WEEK = timedelta(days=7)
_LARGEST_LIST = 64 * 1024 * 1024

_log = logging.getLogger(__name__)


class _Text(msgspec.Struct, frozen=True):
    """What the documents of a filer say."""

    customers: tuple[CustomerFact, ...]
    figures: dict[str, Figure]
    read: tuple[FilingRef, ...]
    problem: Message | None


class Inquiry:
    """Reads what companies filed, through one transport and one archive."""

    def __init__(self, transport: EdgarTransport, archive: Archive, clock: Clock) -> None:
        self._transport = transport
        self._archive = archive
        self._clock = clock

    def filed(self, filer: Filer, known: FiledFacts | None = None) -> FiledFacts:
        """See FilingsSource. Five requests at most, one when nothing was filed since `known`."""
        cik = self._cik(filer)
        listed = self._listed(cik)
        wanted = submissions.to_read(listed.filings)
        newest = max((ref.filed for ref in listed.filings), default=None)
        before = known if known is not None and known.cik == cik else None
        if before is not None and _is_complete(before, wanted, newest):
            return msgspec.structs.replace(before, at=self._clock())
        text = self._text(filer, wanted, before)
        told, problem = self._statements(cik, newest, before)
        problems: dict[Part, Message] = {}
        if problem is not None:
            problems["figures"] = problem
        if text.problem is not None:
            problems["customers"] = text.problem
        return FiledFacts(
            company=filer.company,
            cik=cik,
            at=self._clock(),
            facts=_newest(text.figures, told.facts),
            annual=told.annual,
            customers=text.customers,
            read=text.read,
            newest=newest,
            statement_currency=told.currency,
            fiscal_period=told.fiscal_period,
            business=listed.business,
            problems=problems,
        )

    def _cik(self, filer: Filer) -> str:
        """The filer's number; raises SymbolUnknown when no ticker of it is listed with the SEC."""
        cik = submissions.plain_cik(filer.cik)
        if cik is not None:
            return cik
        names = [name for symbol in filer.symbols if (name := submissions.us_symbol(symbol)) is not None]
        if names:
            since = self._clock() - TICKERS_FRESH_FOR
            known = self._kept(submissions.TICKERS_URL, submissions.tickers, _LARGEST_LIST, since=since)
            for name in names:
                if name in known:
                    return known[name]
        raise SymbolUnknown(SOURCE, symbol=next(iter(filer.symbols), filer.company))

    def _listed(self, cik: str) -> submissions.Listed:
        return self._kept(
            submissions.submissions_url(cik),
            lambda body: submissions.listed(body, cik),
            _LARGEST_LIST,
            since=self._clock() - LIST_FRESH_FOR,
            symbol=f"CIK {cik}",
        )

    def _statements(
        self, cik: str, filed: date | None, before: FiledFacts | None
    ) -> tuple[Statements, Message | None]:
        """The figures; where they cannot be had those of before, and why."""
        since = None
        if filed is not None:
            settled = datetime.combine(filed, datetime.min.time(), self._clock().tzinfo) + FACTS_SETTLE
            since = min(settled, self._clock() - LIST_FRESH_FOR)
        try:
            return self._kept(
                submissions.facts_url(cik),
                lambda body: statements(CompanyFacts(body)),
                _LARGEST_LIST,
                since=since,
                symbol=f"CIK {cik}",
            ), None
        except SourceFailed as failed:
            _log.info("company facts of CIK %s: %s", cik, failed.message)
            if before is None:
                return Statements(), failed.failure
            kept = Statements(before.facts, before.annual, before.statement_currency, before.fiscal_period)
            return kept, failed.failure

    def _text(self, filer: Filer, wanted: tuple[FilingRef, ...], before: FiledFacts | None) -> _Text:
        """Customers and commitments of the reports; a report that cannot be had does not hide the other.

        Where none can be had, those of before stay.
        """
        customers: list[CustomerFact] = []
        figures: dict[str, Figure] = {}
        done: list[FilingRef] = []
        problem = None if wanted else Message("filing.not_found", {"source": Text(SOURCE)})
        for ref in wanted:
            try:
                content = self._document(ref)
            except SourceFailed as failed:
                problem = failed.failure
                continue
            except _Unreadable:
                problem = Message("filing.not_readable", {"day": Day(ref.filed)})
                continue
            source = source_of(content.head, url=ref.url, filed=ref.filed)
            customers += customer_facts(read(content.head, content.shares), filer.company, source)
            figures = _newest(figures, commitments(content, source))
            done.append(ref)
        if not done and before is not None:
            return _Text(before.customers, {}, before.read, problem)
        return _Text(tuple(customers), figures, tuple(done), problem)

    def _document(self, ref: FilingRef) -> FilingContent:
        """The report with its statements: of one in several documents, the facts the SEC took out of all."""
        content = self._kept(ref.url, _content, LARGEST_DOCUMENT, symbol=ref.form)
        if content.has_statements:
            return content
        together = f"{ref.url.removesuffix('.htm')}_htm.xml"
        content = self._kept(together, _content, LARGEST_DOCUMENT, symbol=ref.form)
        if not content.has_statements:
            raise _Unreadable
        return content

    def _kept(
        self,
        url: str,
        read_body: Callable[[bytes], T],
        limit: int,
        *,
        since: datetime | None = None,
        symbol: str | None = None,
    ) -> T:
        """`read_body` of what was fetched before (after `since`), else of what is fetched now and kept."""
        body = self._archive.load(url, limit, since=since)
        if body is not None:
            try:
                return _read(read_body, body)
            except ValueError:
                _log.info("what was kept of %s cannot be read and is fetched anew", url)

        def fetched(answer: bytes) -> T:
            told = _read(read_body, answer)
            self._archive.save(url, answer, self._clock())
            return told

        return self._transport.ask(url, fetched, limit=limit, symbol=symbol)


class _Unreadable(Exception):
    """A document arrived whole but is none that can be read; says nothing of the host."""


def _read(read_body: Callable[[bytes], T], body: bytes) -> T:
    """`read_body` of an answer; ValueError also where its numbers or its depth are beyond reckoning with."""
    try:
        return read_body(body)
    except (ArithmeticError, RecursionError) as error:
        raise ValueError("numbers or nesting no answer has") from error


def _content(body: bytes) -> FilingContent:
    try:
        return read_filing(body)
    except NotReadable as error:
        raise _Unreadable from error


def _is_complete(known: FiledFacts, wanted: tuple[FilingRef, ...], newest: date | None) -> bool:
    """Nothing was filed since, and the figures reach as far as the reports: company facts lag behind them."""
    if known.problems or known.read != wanted or known.newest != newest:
        return False
    ends = [ref.period for ref in wanted if ref.period is not None]
    latest = max((figure.as_of for figure in known.facts.values()), default=None)
    return bool(ends) and latest is not None and latest >= max(ends) - _WEEK


def _newest(first: Mapping[str, Figure], second: Mapping[str, Figure]) -> dict[str, Figure]:
    """Both together; where both have a field the younger figure counts, of equally young ones the second."""
    merged = dict(second)
    for name, figure in first.items():
        if name not in merged or merged[name].as_of < figure.as_of:
            merged[name] = figure
    return merged
