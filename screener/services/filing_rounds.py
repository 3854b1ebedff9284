"""Reading filings in the background: company after company, each at most once a day."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.message import Message, Text
from screener.wording import sentence

# What is read is imported with the first round: nothing of it is needed to paint the window.
if TYPE_CHECKING:
    from screener.domain.company import Company
    from screener.domain.filings import FiledFacts
    from screener.providers.provider import FilingsSource
    from screener.services.filings import Filings
    from screener.store.filings import StoredFilings

NO_CONTACT, CLOSED, UNKNOWN_TO_IT = "source.no_contact", "source.closed", "source.symbol_unknown"
NOT_ASKED = frozenset({NO_CONTACT, CLOSED, "source.host_off"})
"""Failures that say nothing of the company: the source was not asked at all."""

Progress = Callable[[int, int], None]
"""Called with how many companies are done and how many there are."""


class FilingsOutcome(msgspec.Struct, frozen=True):
    """One round: how many companies were asked for, and whose figures are new, by company key.

    `failed` says why the round ended early, `retry_at` when it may go on; `missing` why nothing, or not
    all, could be had of a company. `assessment` is the newest one after it.
    """

    asked: int = 0
    newer: tuple[str, ...] = ()
    missing: dict[str, Message] = {}
    failed: Message | None = None
    retry_at: datetime | None = None
    assessment: Assessment | None = None


class FilingRounds:
    """What was read of filings so far, and the reading of more; safe to use from several threads.

    Without a source nothing is ever asked, what was kept is used.
    """

    def __init__(
        self,
        source: "Callable[[], FilingsSource | None]",
        store: "StoredFilings",
        clock: Callable[[], datetime],
        *,
        name: str,
        hosts: tuple[str, ...],
        has_contact: Callable[[], bool],
    ) -> None:
        """`source` gives it when it is needed. `name` and `hosts` are known also while it is not opened."""
        self._source = source
        self._store = store
        self._clock = clock
        self._name = name
        self._hosts = hosts
        self._has_contact = has_contact
        self._one_at_a_time = threading.Lock()
        self._lock = threading.Lock()
        self._known: dict[str, FiledFacts] | None = None
        self._not_before: dict[str, datetime] = {}

    @property
    def filings(self) -> "Filings":
        """What is known now; slow the first time."""
        from screener.services.filings import Filings

        return Filings(self._read(), self._name, off=not self._has_contact())

    @property
    def why_off(self) -> Message | None:
        """Why the source is not asked at all, None when it may be."""
        return None if self._has_contact() else Message(NO_CONTACT, {"source": Text(self._name)})

    @property
    def hosts_off(self) -> dict[str, str]:
        """One sentence for each host that is not asked at all."""
        off = self.why_off
        return {} if off is None else dict.fromkeys(self._hosts, sentence(off))

    def refresh(self, companies: "Sequence[Company]", progress: Progress | None = None) -> FilingsOutcome:
        """Slow, network. Read what is due of these companies, the first ones first.

        Ends early when the source wants a pause, is closed or has no contact. What was had by then counts.
        """
        from screener.domain.unread import files_with_sec

        outcome = FilingsOutcome(failed=self.why_off)
        if outcome.failed is not None:
            return outcome
        source = self._source()
        if source is None:
            return outcome
        filers = [company for company in companies if files_with_sec(company)]
        with self._one_at_a_time:
            due = [company for company in filers if self._is_due(company)]
            for done, company in enumerate(due):
                if progress is not None:
                    progress(done, len(due))
                outcome = self._asked(source, outcome, company)
                if outcome.failed is not None:
                    break
        return outcome

    def load(self, company: str) -> "FiledFacts | None":
        """See FilingsStore."""
        return self._read().get(company)

    def save(self, filed: "FiledFacts") -> None:
        """See FilingsStore. The mapping is replaced whole: whoever holds the old one keeps it as it was."""
        known = self._read()
        with self._lock:
            self._known = {**(self._known or known), filed.company: filed}
        self._store.save(filed)

    def _is_due(self, company: "Company") -> bool:
        from screener.services.filings import is_due

        now = self._clock()
        return is_due(self.load(company.key), now) and self._not_before.get(company.key, now) <= now

    def _asked(self, source: "FilingsSource", outcome: FilingsOutcome, company: "Company") -> FilingsOutcome:
        from screener.services.filings import ASK_AGAIN, ASK_AGAIN_FOR_THE_REST, enrich

        before = self.load(company.key)
        told = enrich(company, source, self, now=self._clock())
        is_newer = told.filed is not None and not _says_the_same(told.filed, before)
        newer = (*outcome.newer, company.key) if is_newer else outcome.newer
        outcome = msgspec.structs.replace(outcome, asked=outcome.asked + 1, newer=newer)
        if told.failure is None:
            return outcome
        if told.filed is before and told.failure.id not in NOT_ASKED:
            pause = ASK_AGAIN if told.failure.id == UNKNOWN_TO_IT else ASK_AGAIN_FOR_THE_REST
            self._not_before[company.key] = told.retry_at or self._clock() + pause
        outcome = msgspec.structs.replace(outcome, missing={**outcome.missing, company.key: told.failure})
        # A source that wants a pause would answer the same for every other company.
        if told.retry_at is not None or told.failure.id in NOT_ASKED:
            outcome = msgspec.structs.replace(outcome, failed=told.failure, retry_at=told.retry_at)
        return outcome

    def _read(self) -> "dict[str, FiledFacts]":
        with self._lock:
            if self._known is None:
                self._known = self._store.all()
            return self._known


def companies_of(assessment: Assessment, known: "Sequence[Company]") -> "tuple[Company, ...]":
    """The companies of an assessment, those with most of the user's money first; `known` are the shipped."""
    from screener.domain.identify import brought_company

    by_key = {company.key: company for company in known}
    found = (by_key.get(one.key) or brought_company(one.key) for one in assessment.companies)
    return tuple(company for company in found if company is not None)


def _says_the_same(one: "FiledFacts", other: "FiledFacts | None") -> bool:
    return other is not None and msgspec.structs.replace(one, at=other.at) == other
