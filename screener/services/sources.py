"""Where the figures come from: the hosts that may be contacted, and the line that says it."""

import threading
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.figure import Figure
from screener.domain.message import Message
from screener.providers.provider import IsOff, StreamState, nothing_is_off
from screener.services.host_pauses import HostPause
from screener.settings.values import Settings
from screener.translation import translate
from screener.wording import sentence

NOTHING_OFF: Mapping[str, str] = MappingProxyType({})
NOTHING_PAUSED: Mapping[str, HostPause] = MappingProxyType({})
SETTING = "hosts_off"


class HostInfo(msgspec.Struct, frozen=True):
    """One host with what is sent there; `last_ok` and `failure` are of this run.

    `off` is one sentence on why it is not asked at all, empty when it may be. `turned_off` says that the
    user turned it off, `lost` what there is not without it. `paused_until` is when it is asked again.
    """

    name: str
    sends: str
    last_ok: datetime | None = None
    failure: str | None = None
    off: str = ""
    turned_off: bool = False
    lost: str = ""
    paused_until: datetime | None = None


class HostSwitch:
    """The hosts the user has turned off, kept in a setting; takes effect with the next request."""

    def __init__(self, settings: Settings, hosts: Collection[str]) -> None:
        self._settings = settings
        self._hosts = frozenset(hosts)

    def is_off(self, host: str) -> bool:
        """Whether the host may not be contacted; see `provider.IsOff`."""
        return host in self._off()

    def turn(self, host: str, *, on: bool) -> None:
        """Turn a host on or off. Raises StorageError."""
        others = self._off() - {host}
        self._settings.set(SETTING, " ".join(sorted(others if on else others | {host})))

    def _off(self) -> frozenset[str]:
        return frozenset(self._settings.text(SETTING).split()) & self._hosts


class HostLog:
    """How the last request to each host ended; safe to use from many threads."""

    def __init__(self, hosts: tuple[str, ...], clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts = {host: HostInfo(host, _what_is_sent(host), lost=_what_is_lost(host)) for host in hosts}

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

    def all(
        self,
        off: Mapping[str, str] = NOTHING_OFF,
        pauses: Mapping[str, HostPause] = NOTHING_PAUSED,
        is_off: IsOff = nothing_is_off,
    ) -> tuple[HostInfo, ...]:
        """Every host that may be contacted; `off` has the reason of each that is not, by host."""
        with self._lock:
            known = dict(self._hosts)
        return tuple(
            msgspec.structs.replace(
                _with_pause(info, pauses.get(host)), off=off.get(host, ""), turned_off=is_off(host)
            )
            for host, info in known.items()
        )


def _with_pause(info: HostInfo, pause: HostPause | None) -> HostInfo:
    """With the pause the host is in; of one an earlier run began only this much is known."""
    if pause is None:
        return info
    why = pause.failure
    told = translate("sources", "It asked for fewer requests.") if why is None else sentence(why)
    return msgspec.structs.replace(info, paused_until=pause.until, failure=told)


def source_line(assessment: Assessment | None, stream: StreamState | None = None) -> str:
    """One line on where the prices come from, how many rows have a new one, and how the stream is."""
    if assessment is None:
        return translate("sources", "Figures shipped with Ringfence; no quotes are in use")
    rows = [row for row in (*assessment.positions, *assessment.watchlist) if row.kind != "cash"]
    if assessment.mode == "snapshot":
        own = sum(row.price_origin == "manual" for row in rows)
        if own:
            text = translate("sources", "Figures shipped with Ringfence; no quotes; your own prices: {n}")
            return text.format(n=own)
        return translate("sources", "Figures shipped with Ringfence; no quotes are in use")
    fresh = sum(row.price_origin == "live" and isinstance(row.price, Figure) for row in rows)
    line = translate("sources", "Quotes: Yahoo Finance, may be delayed · {fresh} of {all} fresh")
    if stream is not None and stream.connected:
        line = translate(
            "sources", "Quotes: Yahoo Finance, streamed, may be delayed · {fresh} of {all} fresh"
        )
    elif stream is not None and stream.failure is not None:
        line += " · " + translate("sources", "stream interrupted")
    return line.format(fresh=fresh, all=len(rows))


def _what_is_sent(host: str) -> str:
    if host.endswith("sec.gov"):
        return translate("sources", "your contact address, and which companies' filings are wanted")
    if host.startswith("streamer"):
        return translate("sources", "the tickers you hold or watch")
    if host.startswith("query"):
        return translate(
            "sources",
            "the tickers and currencies you hold or watch, also through funds, and what you search for",
        )
    return translate("sources", "nothing of yours; Yahoo's cookie is fetched there")


def _what_is_lost(host: str) -> str:
    """What there is not while a host is turned off."""
    lost = {
        "query1.finance.yahoo.com": translate(
            "sources", "no new quotes and exchange rates: the last known ones are shown with their age"
        ),
        "query2.finance.yahoo.com": translate(
            "sources", "no new charts and statements of Yahoo, and no search online"
        ),
        "fc.yahoo.com": translate(
            "sources",
            "Yahoo's cookie is fetched from its consent page instead; where that fails, no new quotes",
        ),
        "guce.yahoo.com": translate(
            "sources", "no new quotes where Yahoo wants its consent form answered, as it does in Europe"
        ),
        "streamer.finance.yahoo.com": translate("sources", "no prices between two quote requests"),
        "data.sec.gov": translate("sources", "no new figures from filings: those read before stay"),
        "www.sec.gov": translate("sources", "no new customers and commitments out of filings"),
    }
    lost["consent.yahoo.com"] = lost["guce.yahoo.com"]
    return lost.get(host, translate("sources", "whatever comes from there"))
