"""Which hosts Ringfence may contact, what they are told, and how that went last."""

import threading
from datetime import datetime

import msgspec

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


def _what_is_sent(host: str) -> str:
    if host.startswith("query"):
        return translate("sources", "the tickers you hold or watch, and what you search for there")
    return translate("sources", "nothing of yours; Yahoo's cookie is fetched there")
