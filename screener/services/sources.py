"""Where the figures come from: the hosts that may be contacted, and the line that says it."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.figure import Figure
from screener.domain.message import Message
from screener.translation import translate
from screener.wording import sentence

NOTHING_OFF: Mapping[str, str] = MappingProxyType({})


class HostInfo(msgspec.Struct, frozen=True):
    """One host with what is sent there; `last_ok` and `failure` are of this run.

    `off` is one sentence on why it is not asked at all, empty when it may be.
    """

    name: str
    sends: str
    last_ok: datetime | None = None
    failure: str | None = None
    off: str = ""


class HostLog:
    """How the last request to each host ended; safe to use from many threads."""

    def __init__(self, hosts: tuple[str, ...], clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts = {host: HostInfo(host, _what_is_sent(host)) for host in hosts}

    def heard(self, host: str, failure: Message | None) -> None:
        """A request ended: `failure` says why nothing came, None when something did."""
        with self._lock:
            known = self._hosts.get(host)
            if known is None:
                return
            if failure is None:
                told = msgspec.structs.replace(known, last_ok=self._clock(), failure=None)
            else:
                told = msgspec.structs.replace(known, failure=sentence(failure))
            self._hosts[host] = told

    def all(self, off: Mapping[str, str] = NOTHING_OFF) -> tuple[HostInfo, ...]:
        """Every host that may be contacted; `off` has the reason of each that is not, by host."""
        with self._lock:
            return tuple(
                msgspec.structs.replace(info, off=off.get(host, "")) for host, info in self._hosts.items()
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
