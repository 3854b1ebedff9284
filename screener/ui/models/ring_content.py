"""Everything the Ring panel shows, put together: assessment, ledger, loops, filters, what is switched off."""

from collections.abc import Sequence
from typing import NamedTuple

from screener.domain.assessment import Assessment, Loop, Place
from screener.domain.ring.deal import Strength
from screener.domain.ring.effect import Effect
from screener.ui.models import ring_graph
from screener.ui.models.ledger_records import Book, Record, book_of_loops
from screener.ui.models.loops_model import LoopRow, loop_rows
from screener.ui.models.ring_filter import RingFilter
from screener.ui.models.ring_graph import RingGraph
from screener.ui.models.ring_time import ALWAYS, Month, complete_by, growth, month_of, months_of


class RingContent(NamedTuple):
    """`loops` are the assessment's or a wider search's; `effect` is what switching records off does.

    `book` holds the loops' records only until the ledger was read.
    """

    assessment: Assessment
    book: Book
    loops: tuple[Loop, ...]
    effect: Effect | None = None

    @property
    def places(self) -> dict[str, Place]:
        """Where every party stands, with the switched off records away."""
        found = ring_graph.places_of(self.assessment, self.book)
        if self.effect is not None:
            found |= {change.company: change.after.place for change in self.effect.places}
        return found

    @property
    def mine(self) -> frozenset[str]:
        """The parties the user has money in."""
        return frozenset(company.key for company in self.assessment.companies if company.weight > 0)

    def whole(self) -> RingGraph:
        """The graph of all records: what the places on the map follow from."""
        return ring_graph.graph_of(self.assessment, self.book, self.places)

    def shown(self, chosen: RingFilter) -> tuple[Record, ...]:
        """The records that pass the filter."""
        return chosen.shown(self.book)

    def graph(self, records: Sequence[Record]) -> RingGraph:
        """The graph of these records."""
        return ring_graph.graph_of(self.assessment, self.book, self.places, records)

    def standing_loops(self) -> tuple[Loop, ...]:
        """The loops that are left with the switched off records away."""
        if self.effect is None:
            return self.loops
        gone = {loop.entities for loop in self.effect.lost}
        other = {change.after.entities: change.after for change in self.effect.altered}
        return tuple(other.get(loop.entities, loop) for loop in self.loops if loop.entities not in gone)

    def loop_rows(
        self, chosen: RingFilter, floor: Strength, through: frozenset[str] | None = None
    ) -> list[LoopRow]:
        """The loops of that strength or better that pass the filter, only those through a party if given.

        Of several parties in `through`, one is enough.
        """
        loops = ring_graph.at_least(self.standing_loops(), floor)
        if through is not None:
            loops = tuple(loop for loop in loops if through.intersection(loop.entities))
        if chosen.until != ALWAYS:
            loops = tuple(loop for loop in loops if _is_there(loop, floor, chosen.until))
        if chosen.mine is not None:
            mine = chosen.mine
            loops = tuple(loop for loop in loops if mine.intersection(loop.entities))
        if chosen.found is not None:
            found = chosen.found
            loops = tuple(loop for loop in loops if found.intersection(loop.entities))
        return loop_rows(self.assessment, loops, self.book)

    def months(self) -> tuple[Month, ...]:
        """The months in which a record that counts was announced, in order."""
        return months_of(record.deal for record in self.book.records if record.strength is not None)

    def growth(self) -> tuple[int, ...]:
        """How many records that count there are up to each of `months`."""
        counted = (month_of(record.deal) for record in self.book.records if record.strength is not None)
        return growth(self.months(), counted)


def first_content(assessment: Assessment) -> RingContent:
    """What can be shown of an assessment alone."""
    return RingContent(assessment, book_of_loops(assessment), assessment.loops)


def _is_there(loop: Loop, floor: Strength, until: Month) -> bool:
    month = complete_by(loop, floor)
    return month is not None and month <= until
