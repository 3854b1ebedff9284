"""Reading statements of a second source in the background: company after company, each once a day."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.message import Message, Text
from screener.services.filing_rounds import CLOSED, NOT_ASKED, UNKNOWN_TO_IT, Progress, companies_of

# What is read is imported with the first round: nothing of it is needed to paint the window.
if TYPE_CHECKING:
    from screener.domain.company import Company
    from screener.domain.statements import Statements
    from screener.providers.failures import SourceFailed
    from screener.providers.provider import StatementsSource
    from screener.store.statements import StoredStatements

PACE = 2.0
"""Seconds between two requests: half of what the source may be asked, so that quotes need not wait."""
ASK_AGAIN = timedelta(hours=1)
"""After a request that failed."""
SWITCHED_OFF = "source.statements_off"

Wait = Callable[[float], bool]
"""Waits so many seconds, shorter and True when the round is to end."""


class StatementsOutcome(msgspec.Struct, frozen=True):
    """One round: how many companies were asked for, and whose statements are new, by company key.

    `failed` says why the round ended early, or did not begin, `retry_at` when it may go on; `missing` why
    nothing could be had of a company. `stopped`: somebody ended it. `assessment` is the newest one after it.
    """

    asked: int = 0
    newer: tuple[str, ...] = ()
    missing: dict[str, Message] = {}
    failed: Message | None = None
    retry_at: datetime | None = None
    stopped: bool = False
    assessment: Assessment | None = None


class StatementRounds:
    """What was read of statements so far, and the reading of more; safe to use from several threads.

    Without a source nothing is ever asked, what was kept is used.
    """

    def __init__(
        self,
        source: "Callable[[], StatementsSource | None]",
        store: "StoredStatements",
        clock: Callable[[], datetime],
        *,
        is_on: Callable[[], bool],
    ) -> None:
        """`source` gives it when it is needed. `is_on` says whether the user wants statements read at all."""
        self._source = source
        self._store = store
        self._clock = clock
        self._is_on = is_on
        self._one_at_a_time = threading.Lock()
        self._lock = threading.Lock()
        self._known: dict[str, Statements] | None = None
        self._not_before: dict[str, datetime] = {}

    @property
    def known(self) -> "Mapping[str, Statements]":
        """What is known now, by company key; slow the first time. Replaced whole, never changed."""
        with self._lock:
            if self._known is None:
                self._known = self._store.all()
            return self._known

    @property
    def last_read(self) -> datetime | None:
        """When the source answered last; None: never."""
        return max((one.fetched_at for one in self.known.values()), default=None)

    def refresh(
        self,
        companies: "Sequence[Company]",
        wait: Wait,
        progress: Progress | None = None,
        *,
        filings_are_read: bool,
    ) -> StatementsOutcome:
        """Slow, network. Read what is due of these companies: those nobody else covers first, each in order.

        With `filings_are_read` the SEC covers those that file there. Ends early when `wait` says so, or the
        source wants a pause or may not be asked. What was had by then counts.
        """
        from screener.domain.unread import files_with_sec

        outcome = StatementsOutcome()
        source = self._source()
        if source is None:
            return outcome
        if not self._is_on():
            off = Message(SWITCHED_OFF, {"source": Text(source.name)})
            return msgspec.structs.replace(outcome, failed=off)
        with self._one_at_a_time:
            # Sorting keeps the order among those that are alike.
            due = sorted(
                (company for company in companies if self._is_due(company)),
                key=lambda company: filings_are_read and files_with_sec(company),
            )
            for done, company in enumerate(due):
                if done and wait(PACE):
                    return msgspec.structs.replace(outcome, stopped=True)
                if progress is not None:
                    progress(done, len(due))
                outcome = self._asked(source, outcome, company)
                if outcome.failed is not None:
                    break
        return outcome

    def _is_due(self, company: "Company") -> bool:
        from screener.domain.statements import is_due
        from screener.services.statements import home_listing

        now = self._clock()
        return (
            home_listing(company) is not None
            and is_due(self.known.get(company.key), now)
            and self._not_before.get(company.key, now) <= now
        )

    def _asked(
        self, source: "StatementsSource", outcome: StatementsOutcome, company: "Company"
    ) -> StatementsOutcome:
        from screener.domain.statements import Statements
        from screener.providers.failures import SourceFailed
        from screener.services.statements import home_listing

        listing = home_listing(company)
        if listing is None:
            return outcome
        outcome = msgspec.structs.replace(outcome, asked=outcome.asked + 1)
        try:
            new = source.statements(listing.symbol)
        except SourceFailed as failed:
            nothing = Statements(listing.symbol, {}, {}, None, self._clock(), source.name)
            return self._failed(outcome, company, nothing, failed)
        is_newer = self._take(company.key, new)
        return msgspec.structs.replace(outcome, newer=(*outcome.newer, company.key)) if is_newer else outcome

    def _failed(
        self, outcome: StatementsOutcome, company: "Company", nothing: "Statements", failed: "SourceFailed"
    ) -> StatementsOutcome:
        reason = failed.failure
        outcome = msgspec.structs.replace(outcome, missing={**outcome.missing, company.key: reason})
        if reason.id == UNKNOWN_TO_IT:
            # An answer as well: it is not asked for again that day, whatever is restarted.
            self._take(company.key, nothing)
        elif reason.id not in NOT_ASKED:
            self._not_before[company.key] = failed.retry_at or self._clock() + ASK_AGAIN
        # A source that wants a pause would answer the same for every other company.
        if failed.retry_at is not None or reason.id in NOT_ASKED:
            outcome = msgspec.structs.replace(outcome, failed=reason, retry_at=failed.retry_at)
        return outcome

    def _take(self, company: str, new: "Statements") -> bool:
        """Keep an answer; True when it says something new. The mapping is replaced whole."""
        from screener.domain.statements import kept

        before = self.known.get(company)
        taken = kept(before, new)
        with self._lock:
            self._known = {**(self._known or {}), company: taken}
        self._store.save(company, taken)
        return bool(taken.facts) and not _says_the_same(taken, before)


def companies_to_read(assessment: Assessment, known: "Sequence[Company]") -> "tuple[Company, ...]":
    """The companies of an assessment, those with most of the user's money first; `known` are the shipped.

    A symbol nobody knows may be no company's: of such nothing is asked before a quote has told.
    """
    from screener.domain.identify import BROUGHT

    nobodys = {f"{BROUGHT}{symbol.strip().upper()}" for symbol in assessment.unidentified}
    return tuple(one for one in companies_of(assessment, known) if one.key not in nobodys)


def is_ended(outcome: StatementsOutcome) -> bool:
    """Whether nobody waits for what was read: the round was stopped, or the program is closing."""
    return outcome.stopped or (outcome.failed is not None and outcome.failed.id == CLOSED)


def _says_the_same(one: "Statements", other: "Statements | None") -> bool:
    return other is not None and msgspec.structs.replace(one, fetched_at=other.fetched_at) == other
