"""The SEC as a source. Nothing heavy is imported before the first question."""

from pathlib import Path

from screener.domain.filings import FiledFacts, Filer
from screener.providers.edgar.hosts import HOSTS, SOURCE
from screener.providers.edgar.transport import EdgarTransport
from screener.providers.provider import Clock, Surroundings


class EdgarProvider:
    """A FilingsSource. Only tickers, filer numbers and the contact address are sent."""

    name = SOURCE
    hosts = HOSTS

    def __init__(self, transport: EdgarTransport, archive_folder: Path, clock: Clock) -> None:
        self._transport = transport
        self._archive_folder = archive_folder
        self._clock = clock

    @property
    def is_on(self) -> bool:
        """See FilingsSource."""
        return self._transport.is_on

    def filed(self, filer: Filer, known: FiledFacts | None = None) -> FiledFacts:
        """See FilingsSource. Five requests at most, one when nothing was filed since `known`."""
        from screener.providers.edgar.archive import Archive
        from screener.providers.edgar.inquiry import Inquiry

        return Inquiry(self._transport, Archive(self._archive_folder), self._clock).filed(filer, known)

    def close(self) -> None:
        """See Provider."""
        self._transport.close()


def open_edgar(surroundings: Surroundings) -> EdgarProvider:
    """The SEC with nothing sent and nothing heavy imported yet."""
    transport = EdgarTransport(
        contact=surroundings.contact,
        clock=surroundings.clock,
        heard=surroundings.heard,
        is_off=surroundings.is_off,
        pauses=surroundings.pauses,
        hosts=HOSTS,
    )
    return EdgarProvider(transport, surroundings.cache_folder / "edgar", surroundings.clock)
