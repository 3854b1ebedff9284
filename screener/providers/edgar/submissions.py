"""The SEC's lists: which ticker belongs to which filer, and what a filer has filed."""

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from screener.domain.company import Business
from screener.domain.filings import ANNUAL_FORMS, PERIODIC_FORMS, FilingRef

TICKERS_URL = "https://www.sec.gov/files/company_tickers.json"
_SUBMISSIONS = "https://data.sec.gov/submissions/CIK{cik:0>10}.json"
_FACTS = "https://data.sec.gov/api/xbrl/companyfacts/CIK{cik:0>10}.json"
_DOCUMENT = "https://www.sec.gov/Archives/edgar/data/{cik}/{folder}/{document}"

_CIK = re.compile(r"[0-9]{1,10}")
_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_US_SYMBOL = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z])?")


_FINANCE: tuple[tuple[int, int, Business], ...] = (
    (6798, 6798, "reit"),
    (6000, 6199, "bank"),
    (6200, 6299, "bank"),
    (6300, 6499, "insurer"),
    (6712, 6726, "holding"),
)
"""Ranges of the SEC's industry codes whose companies have other accounts than the rest."""


class _Ticker(msgspec.Struct):
    cik_str: int
    ticker: str


class _Recent(msgspec.Struct):
    accessionNumber: list[str]  # noqa: N815  named by the SEC
    filingDate: list[str]  # noqa: N815
    reportDate: list[str]  # noqa: N815
    form: list[str]
    primaryDocument: list[str]  # noqa: N815


class _Filings(msgspec.Struct):
    recent: _Recent


class _Submissions(msgspec.Struct):
    filings: _Filings
    sic: str | int | None = None


class Listed(msgspec.Struct, frozen=True):
    """A filer's annual and quarterly reports, newest period first, and the kind of its accounts."""

    filings: tuple[FilingRef, ...]
    business: Business


def submissions_url(cik: str) -> str:
    """Where a filer's list of filings is."""
    return _SUBMISSIONS.format(cik=cik)


def facts_url(cik: str) -> str:
    """Where a filer's company facts are."""
    return _FACTS.format(cik=cik)


def plain_cik(cik: str | None) -> str | None:
    """A filer's number without leading zeros; None when it is none."""
    if cik is None or not _CIK.fullmatch(cik.strip()):
        return None
    return cik.strip().lstrip("0") or None


def us_symbol(symbol: str) -> str | None:
    """A ticker as the SEC spells it ("BRK-B"); None for a listing outside the United States."""
    upper = symbol.strip().upper()
    return upper.replace(".", "-") if _US_SYMBOL.fullmatch(upper) else None


def tickers(content: bytes) -> dict[str, str]:
    """Filer numbers by ticker. Raises ValueError for an answer of another shape."""
    entries = msgspec.json.decode(content, type=dict[str, _Ticker])
    return {entry.ticker.upper(): str(entry.cik_str) for entry in entries.values()}


def listed(content: bytes, cik: str) -> Listed:
    """What a filer has filed; the latest version of each period comes first.

    Raises ValueError for an answer of another shape. Entries that are not as they should be are left out:
    nothing from outside becomes part of an address unchecked.
    """
    answer = msgspec.json.decode(content, type=_Submissions)
    recent = answer.filings.recent
    columns: Sequence[Sequence[str]] = (
        recent.accessionNumber,
        recent.form,
        recent.filingDate,
        recent.reportDate,
        recent.primaryDocument,
    )
    found = [ref for row in zip(*columns, strict=False) if (ref := _filing(row, cik)) is not None]
    found.sort(key=lambda ref: (ref.period or ref.filed, ref.filed), reverse=True)
    return Listed(tuple(found), business_of(str(answer.sic or "")))


def business_of(sic: str) -> Business:
    """What kind of accounts an industry code of the SEC stands for."""
    if not (sic.isdigit() and len(sic) == 4):
        return "operating"
    code = int(sic)
    for first, last, business in _FINANCE:
        if first <= code <= last:
            return business
    return "operating"


def to_read(filings: Sequence[FilingRef]) -> tuple[FilingRef, ...]:
    """The newest annual report, and the newest quarterly one when it is younger.

    An amendment often holds a few pages only, so the report itself is read.
    """
    whole = [ref for ref in filings if not ref.form.endswith("/A")]
    annual = next((ref for ref in whole if ref.form in ANNUAL_FORMS), None)
    quarterly = next((ref for ref in whole if ref.form not in ANNUAL_FORMS), None)
    if annual is None:
        return () if quarterly is None else (quarterly,)
    if quarterly is None or (quarterly.period or quarterly.filed) <= (annual.period or annual.filed):
        return (annual,)
    return (annual, quarterly)


def _filing(row: Sequence[str], cik: str) -> FilingRef | None:
    accession, form, filed, period, document = row
    if form.removesuffix("/A") not in PERIODIC_FORMS or not _ACCESSION.fullmatch(accession):
        return None
    day = _day(filed)
    if day is None or not _NAME.fullmatch(document) or ".." in document:
        return None
    url = _DOCUMENT.format(cik=cik, folder=accession.replace("-", ""), document=document)
    return FilingRef(accession, form, day, _day(period), document, url)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
