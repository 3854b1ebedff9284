"""What a filing with the SEC holds, as the reader of filings hands it on."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from screener.domain.company import Business, CustomerFact
from screener.domain.figure import Figure
from screener.domain.message import Message

ANNUAL_FORMS = frozenset({"10-K", "10-KT", "20-F", "40-F"})
PERIODIC_FORMS = ANNUAL_FORMS | {"10-Q", "10-QT"}
READING = 1
"""Raised whenever filings are read differently, so that what was read before is read anew."""


class FilingHead(msgspec.Struct, frozen=True):
    """Which filing it is, as its cover says; what the document leaves out is empty or None.

    `start` and `end` bound the period reported on. `cik` is the filer's number without leading zeros.
    """

    form: str = ""
    filer: str = ""
    cik: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def is_annual(self) -> bool:
        """Whether the form must name customers from a tenth of revenue on."""
        return self.form.removesuffix("/A") in ANNUAL_FORMS


class Passage(msgspec.Struct, frozen=True):
    """The words a tagged number stands among; all empty where the document has no text around it.

    `before` and `after` are the two parts of its sentence, `row` the label of its table row, `around`
    the table with the paragraph above it. `percent` is the number as the reader of the page sees it when
    a percent sign follows, as a fraction.
    """

    before: str = ""
    after: str = ""
    row: str = ""
    around: str = ""
    percent: Decimal | None = None

    @property
    def sentence(self) -> str:
        """The sentence without the number."""
        return f"{self.before} {self.after}".strip()


class ShareFact(msgspec.Struct, frozen=True):
    """One tagged concentration percentage, exactly as the filing has it.

    `members` maps axis to member, both as "prefix:name". `value` is a fraction, None where the tag holds
    no number. A fact of a day has no `start`.
    """

    concept: str
    value: Decimal | None
    members: dict[str, str]
    start: date | None
    end: date | None
    passage: Passage = Passage()


class AmountFact(msgspec.Struct, frozen=True):
    """One tagged amount of money in whole units of `currency`; a balance has no `start`."""

    concept: str
    value: Decimal
    currency: str
    members: dict[str, str]
    start: date | None
    end: date


class FilingContent(msgspec.Struct, frozen=True):
    """Everything that is read from one document.

    `has_statements` is False where the balance sheet, and so the notes, are in another of its documents.
    """

    head: FilingHead
    shares: tuple[ShareFact, ...]
    amounts: tuple[AmountFact, ...]
    has_statements: bool = True


class FilingRef(msgspec.Struct, frozen=True):
    """A filing in the filer's list. `accession` is its number ("0000012345-26-000006")."""

    accession: str
    form: str
    filed: date
    period: date | None
    document: str
    url: str


class Filer(msgspec.Struct, frozen=True):
    """Whose filings are wanted. `company` is its key here; either `cik` or a US ticker must be known."""

    company: str
    symbols: tuple[str, ...] = ()
    cik: str | None = None


Part = Literal["figures", "customers"]


class FiledFacts(msgspec.Struct, frozen=True):
    """What a company has told the SEC, read at one time.

    `facts` and `annual` by field name, as in Company. `read` are the filings whose text was read, `newest`
    is the day of the newest one listed, amendments included.
    `problems` says what could not be had and why; the rest is still good. `reading` is the READING it was
    made by. `business` is what the SEC's industry code says.
    """

    company: str
    cik: str
    at: datetime
    facts: dict[str, Figure] = {}
    annual: dict[str, tuple[Figure, ...]] = {}
    customers: tuple[CustomerFact, ...] = ()
    read: tuple[FilingRef, ...] = ()
    newest: date | None = None
    statement_currency: str | None = None
    fiscal_period: str | None = None
    business: Business = "operating"
    problems: dict[Part, Message] = {}
    reading: int = READING
