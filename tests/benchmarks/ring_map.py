"""The map of the whole shipped ledger: its first paint, panning, the money going round, and the replay.

Run: python -m tests.benchmarks.ring_map
"""

import os
import time
from collections.abc import Callable
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtWidgets import QApplication, QGraphicsView

from screener.domain.assessment import Assessment
from screener.domain.names import short_name
from screener.domain.ring import ledger as ledgers
from screener.domain.ring import loops
from screener.domain.ring.ledger import Ledger
from screener.providers.snapshot import load_universe
from screener.ui.models.ledger_records import Book, Party, Record
from screener.ui.models.ring_content import RingContent
from screener.ui.models.ring_filter import RingFilter
from screener.ui.models.ring_graph import RingGraph
from screener.ui.plots.ring_map import RingMap
from screener.ui.theme import Theme
from tests.benchmarks.measurement import Measurement, ms, print_table
from tests.builders.assessments import sample_assessment

SIZE = (1180, 760)
FRAMES = 240
FIRST_PAINT_S = 0.3
FRAME_S = 1 / 60


def measure() -> list[Measurement]:
    """All lines of the table."""
    application = QApplication.instance() or QApplication(["ring_map"])
    assert isinstance(application, QApplication)
    themed = Theme(application)  # with the style sheet that every view of the app lives under
    content = shipped_content()
    records = content.shown(RingFilter())
    whole, shown = content.whole(), content.graph(records)
    measured = [
        first_paint(whole, shown, application),
        *panning(whole, shown, application),
        going_round(content, whole, shown, application),
        replay(content, application),
    ]
    themed.deleteLater()
    return measured


def shipped_content() -> RingContent:
    """The shipped ledger around the sample portfolio."""
    universe = load_universe()
    ledger = ledgers.build(universe.ledger)
    found = loops.find(ledger, floor="contingent").loops
    names = {entity.id: short_name(entity.name) for entity in universe.ledger.entities}
    roles = {entity.id: entity.role or "" for entity in universe.ledger.entities}
    assessment: Assessment = msgspec.structs.replace(
        sample_assessment(), loops=found, entity_names=names, entity_roles=roles
    )
    parties = {entity: Party(entity, name, roles[entity]) for entity, name in names.items()}
    return RingContent(assessment, Book(_records(ledger), parties, whole=True), found)


def _records(ledger: Ledger) -> tuple[Record, ...]:
    from screener.domain.ring.money import column

    return tuple(
        Record(deal, ledger.strengths.get(deal.id), column(deal, ledger)) for deal in ledger.data.deals
    )


def _made(whole: RingGraph, shown: RingGraph) -> RingMap:
    made = RingMap()
    made.resize(*SIZE)
    made.show()
    made.show_graph(whole, shown)
    return made


def first_paint(whole: RingGraph, shown: RingGraph, application: QApplication) -> Measurement:
    """From nothing to every party and arrow on the screen: layout, items, and one whole repaint."""

    def build() -> None:
        made = _made(whole, shown)
        application.processEvents()
        made.viewport().repaint()
        made.deleteLater()

    taken = [_taken(build) for _ in range(5)]
    name = f"first paint of {len(shown.nodes)} parties and {len(shown.legs)} arrows"
    beside, within = f"again {ms(min(taken[1:]))}", taken[0] <= FIRST_PAINT_S
    return Measurement(name, ms(taken[0]), beside, "", f"<= {ms(FIRST_PAINT_S)}", within)


def panning(whole: RingGraph, shown: RingGraph, application: QApplication) -> list[Measurement]:
    """Frames while the map is dragged, near and far, against painting every arrow anew each time."""
    measured = []
    for name, factor in (("as it opens, nearer", 1.5), ("very near", 3.0)):
        near = _made(whole, shown)
        near.zoom(factor)
        ours = _frames(near, application)
        near.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        near.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        against = _frames(near, application)
        near.deleteLater()
        measured.append(
            _frame_line(f"panning, {name}", ours, f"all anew {1 / median(against):,.0f}", median(against))
        )
    return measured


def _frames(shown: RingMap, application: QApplication) -> list[float]:
    """Seconds a frame while both scroll bars move some pixels each time."""
    across, down = shown.horizontalScrollBar(), shown.verticalScrollBar()
    application.processEvents()
    taken = []
    for frame in range(FRAMES):
        started = time.perf_counter()
        across.setValue(across.minimum() + frame * 7 % max(1, across.maximum() - across.minimum()))
        down.setValue(down.minimum() + frame * 5 % max(1, down.maximum() - down.minimum()))
        application.processEvents()
        taken.append(time.perf_counter() - started)
    return taken


def going_round(
    content: RingContent, whole: RingGraph, shown: RingGraph, application: QApplication
) -> Measurement:
    """Frames while the money goes round a loop of four legs."""
    made = _made(whole, shown)
    loop = next(each for each in content.loops if len(each.legs) == 4)
    made.follow([(leg.payer, leg.payee) for leg in loop.legs])
    application.processEvents()
    taken = []
    for frame in range(FRAMES):
        started = time.perf_counter()
        made.scene_.show_progress(frame * 4 // FRAMES, frame * 4 / FRAMES % 1)
        application.processEvents()
        taken.append(time.perf_counter() - started)
    made.deleteLater()
    return _frame_line("the money going round four legs", taken)


def replay(content: RingContent, application: QApplication) -> Measurement:
    """One month of the replay: filter, hide and show, paint everything."""
    whole = content.whole()
    made = _made(whole, content.graph(content.shown(RingFilter())))
    application.processEvents()
    taken = []
    for month in content.months():
        started = time.perf_counter()
        made.show_graph(whole, content.graph(content.shown(RingFilter(until=month))))
        application.processEvents()
        taken.append(time.perf_counter() - started)
    made.deleteLater()
    return Measurement(f"replay, one of {len(taken)} months", ms(median(taken)), f"worst {ms(max(taken))}")


def _frame_line(name: str, taken: list[float], beside: str = "", against: float | None = None) -> Measurement:
    usual, late = median(taken), quantiles(taken, n=100)[98]
    ratio = "" if against is None else f"{against / usual:.1f}x"
    said = f"{1 / usual:,.0f} frames/s (p99 {ms(late)})"
    return Measurement(name, said, beside, ratio, f">= {1 / FRAME_S:.0f}", usual <= FRAME_S)


def _taken(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


if __name__ == "__main__":
    print_table("Map of the ring", measure())
