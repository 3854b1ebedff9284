"""What follows from the facts: computed when they change, kept for the newest of them."""

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from screener.domain.assessment import Assessment, Sensitivity
from screener.domain.closes import Closes
from screener.domain.ring.deal import Strength
from screener.services.filings import Filings, with_filings
from screener.services.statements import Laid, with_statements

if TYPE_CHECKING:
    from screener.domain.assess import Prepared, Request
    from screener.domain.company_results import Field, Surroundings, Terms
    from screener.domain.ring.view import RingView
    from screener.domain.universe import Universe

T = TypeVar("T")
_BY_VALUE = (str, date, frozenset)


class Newest(Generic[T]):
    """The value made last, made anew when what it was made from is another; safe to use from many threads.

    What is large is told apart by identity: it is never changed, only replaced.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[tuple[object, ...], T] | None = None

    def get(self, made_from: tuple[object, ...], make: Callable[[], T]) -> T:
        """The value for `made_from`; whoever comes while it is made waits for it."""
        with self._lock:
            if self._kept is None or not _same(self._kept[0], made_from):
                self._kept = (made_from, make())
            return self._kept[1]


def _same(kept: tuple[object, ...], asked: tuple[object, ...]) -> bool:
    return all(
        one is other or (isinstance(one, _BY_VALUE) and one == other)
        for one, other in zip(kept, asked, strict=True)
    )


class Derived:
    """Overlays, the ring, its money, betas and prepared portfolios, each for the newest facts."""

    def __init__(self, closes: Callable[[], dict[str, Closes]]) -> None:
        self._read_closes = closes
        self._closes: Newest[dict[str, Closes]] = Newest()
        self._laid: Newest[Laid] = Newest()
        self._ring: Newest[RingView] = Newest()
        self._around: Newest[Surroundings] = Newest()
        self._shipped_around: Newest[Surroundings] = Newest()
        self._shipped_field: Newest[Field] = Newest()
        self._sensitivity: Newest[Sensitivity] = Newest()
        self._lock = threading.Lock()
        self._prepared: tuple[Request, Prepared] | None = None

    def laid(self, base: "Universe", filings: Filings) -> Laid:
        """The universe with what was read of filings and statements laid over it."""
        return self._laid.get(
            (base, filings.known, filings.statements),
            lambda: with_statements(with_filings(base, filings.known), filings.statements),
        )

    def ring(self, universe: "Universe", on: date, floor: Strength) -> "RingView":
        """Loops, ties and places with facts aged at `on`."""
        from screener.domain.ring.view import ring_view

        return self._ring.get((universe, on, floor), lambda: ring_view(universe, on=on, floor=floor))

    def around(self, laid: Laid, filings: Filings) -> "Surroundings":
        """What the ledger's money and the closes say, whose filings were read, and where sources differ."""
        return self._around.get((laid, filings.known, filings.off), lambda: self._surroundings(laid, filings))

    def sensitivity(self, shipped: "Universe", floor: Strength, terms: "Terms") -> Sensitivity:
        """How many levels of the shipped companies hang on where the steps are."""
        from screener.domain.assess import shipped_field
        from screener.domain.ring.view import ring_view
        from screener.domain.sensitivity import sensitivity

        def field() -> "Field":
            around = self._shipped_around.get(
                (shipped,), lambda: self._surroundings(Laid(shipped), Filings())
            )
            return shipped_field(shipped, ring_view(shipped, on=shipped.snapshot_day, floor=floor), around)

        def measured() -> Sensitivity:
            frame = self._shipped_field.get((shipped, floor), field).frame
            return sensitivity(frame, terms.of_companies, terms.screens)

        return self._sensitivity.get((shipped, floor, terms.thresholds.id), measured)

    def judged(self, request: "Request") -> Assessment:
        """The assessment; of a portfolio prepared before only what the thresholds decide is done again."""
        from screener.domain.assess import judged, prepared, same_preparation

        with self._lock:
            kept = self._prepared
        if kept is None or not same_preparation(kept[0], request):
            kept = (request, prepared(request))
            with self._lock:
                self._prepared = kept
        return judged(request, kept[1])

    def _surroundings(self, laid: Laid, filings: Filings) -> "Surroundings":
        from screener.domain.company_results import Surroundings
        from screener.domain.exposure.beta import betas
        from screener.domain.exposure.groups import CLUSTER_OF_ROLE
        from screener.services.returns import ring_money

        universe = laid.universe
        closes = self._closes.get((), self._read_closes)
        money = ring_money(universe)
        listed = [
            [one.symbol for one in company.listings if one.symbol in closes]
            for company in universe.companies
            if company.role in CLUSTER_OF_ROLE
        ]
        cluster = tuple(symbols[0] for symbols in listed if symbols)
        return Surroundings(
            vendors=money.vendors,
            returned={party: one.strict for party, one in money.returns.companies.items()},
            closes=closes,
            betas=betas(closes, cluster),
            cluster=cluster,
            filings={key: filed.read for key, filed in filings.known.items()},
            edgar_off=filings.off,
            differences=laid.differences,
        )
