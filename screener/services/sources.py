"""Where the figures come from: the hosts that may be contacted, and the line that says it."""

import threading
from datetime import datetime

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.figure import Figure
from screener.translation import translate


class HostInfo(msgspec.Struct, frozen=True):
    """One host with what is sent there; `last_ok` and `failure` are of this run."""

    name: str
    sends: str
    last_ok: datetime | None = None
    failure: str | None = None


class HostLog:
    """How the last request to each source ended; one line a host."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self._hosts = hosts
        self._lock = threading.Lock()
        self._last_ok: datetime | None = None
        self._failure: str | None = None

    def answered(self, at: datetime) -> None:
        """The source gave figures."""
        with self._lock:
            self._last_ok, self._failure = at, None

    def failed(self, sentence: str) -> None:
        """The source gave nothing, and why."""
        with self._lock:
            self._failure = sentence

    def all(self) -> tuple[HostInfo, ...]:
        """Every host that may be contacted."""
        with self._lock:
            return tuple(
                HostInfo(host, _what_is_sent(host), self._last_ok, self._failure) for host in self._hosts
            )


def source_line(assessment: Assessment | None) -> str:
    """One line on where the prices come from and how many rows have a new one."""
    if assessment is None or assessment.mode == "snapshot":
        return translate("sources", "Figures shipped with Ringfence; no quotes are in use")
    rows = [row for row in (*assessment.positions, *assessment.watchlist) if row.kind != "cash"]
    fresh = sum(row.price_origin == "live" and isinstance(row.price, Figure) for row in rows)
    return translate("sources", "Quotes: Yahoo Finance, may be delayed · {fresh} of {all} fresh").format(
        fresh=fresh, all=len(rows)
    )


def _what_is_sent(host: str) -> str:
    if host.endswith("sec.gov"):
        return translate("sources", "your contact address, and which companies' filings are wanted")
    if host.startswith("query"):
        return translate("sources", "the tickers you hold or watch, and what you search for there")
    return translate("sources", "nothing of yours; Yahoo's cookie is fetched there")
