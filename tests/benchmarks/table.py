"""The holdings table: scrolling, sorting, filtering, and prices that change faster than eyes can follow.

Work is given in processor time, which is what it takes on a computer that does nothing else; the
heartbeat is what passes on the clock.

Run: python -m tests.benchmarks.table
"""

import os
import time
from collections.abc import Callable
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QElapsedTimer, QModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from screener.ui.models.position_columns import COLUMN_IDS
from screener.ui.models.position_rows import PositionRow
from screener.ui.models.positions_model import Filter, PositionsModel
from screener.ui.panels.positions_view import PositionsView
from screener.ui.theme import Theme
from tests.benchmarks.many_rows import many_rows, repriced
from tests.benchmarks.measurement import Measurement, ms, print_table

SCROLLED_ROWS, SORTED_ROWS = 10_000, 100_000
SIZE = (1500, 950)
FRAMES = 120
ROWS_A_FRAME = 3
FRAMES_A_SECOND = 60
SORT_BUDGET_S = 0.1
HEARTBEAT_BUDGET_S = 0.016
FLUSH_MS = 50
PLAY_S = 4.0
_NO_PARENT = QModelIndex()


class PlainModel(QAbstractTableModel):
    """The usual way: every cell formatted each time the view asks; also what a proxy would sort."""

    def __init__(self, rows: list[PositionRow]) -> None:
        super().__init__()
        self._values = [tuple(row.sort_key(column) for column in COLUMN_IDS) for row in rows]

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMN_IDS)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            value = self._values[index.row()][index.column()]
            return f"{value:,.2f}" if isinstance(value, float | int) else value or "–"
        if role == Qt.ItemDataRole.UserRole:
            return self._values[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def measure() -> list[Measurement]:
    """All lines of the table."""
    application = QApplication.instance() or QApplication(["table"])
    assert isinstance(application, QApplication)
    themed = Theme(application)  # with the style sheet that every view of the app lives under
    rows = many_rows(SCROLLED_ROWS)
    measured = [scrolling(rows, application)]
    measured += sorting_and_filtering(many_rows(SORTED_ROWS))
    measured += changing_prices(rows, application)
    themed.deleteLater()
    return measured


# -- scrolling --------------------------------------------------------------------------------------


def scrolling(rows: list[PositionRow], application: QApplication) -> Measurement:
    """Whole repaints while the wheel turns, against the plain model in the plain view."""
    model = PositionsModel()
    view = PositionsView(model)
    model.show_rows(rows)
    ours = _seconds_a_frame(view, application)
    painted = sum(bool(row.formatted()) for row in rows)
    assert painted >= FRAMES, "the table was not painted"
    shown = len(COLUMN_IDS) - len(view.left_out)
    plain_model = PlainModel(rows)
    plain = QTableView()
    plain.setModel(plain_model)
    plain.verticalHeader().setDefaultSectionSize(31)
    against = _seconds_a_frame(plain, application)
    return Measurement(
        f"scrolling {SCROLLED_ROWS:,} rows x {shown} columns",
        f"{1 / ours:,.0f} frames/s",
        f"plain data() {1 / against:,.0f}",
        f"{against / ours:.1f}x",
        f">= {FRAMES_A_SECOND}",
        1 / ours >= FRAMES_A_SECOND,
    )


def _seconds_a_frame(view: QTableView, application: QApplication) -> float:
    """Median over repaints of everything visible, a few new rows in each."""
    view.resize(*SIZE)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)
    view.show()
    application.processEvents()
    taken = []
    for frame in range(FRAMES):
        view.verticalScrollBar().setValue(frame * ROWS_A_FRAME)
        started = time.process_time()
        view.viewport().repaint()
        taken.append(time.process_time() - started)
    view.hide()
    return median(taken)


# -- sorting and filtering --------------------------------------------------------------------------


def sorting_and_filtering(rows: list[PositionRow]) -> list[Measurement]:
    """The model's own, against a Python proxy model on a tenth of the rows."""
    model = PositionsModel()
    model.show_rows(rows)
    first, again = [], []
    for column in ("price", "symbol", "today", "pe_ttm"):
        number = COLUMN_IDS.index(column)
        first.append(_taken(lambda number=number: model.sort(number, Qt.SortOrder.AscendingOrder)))
        again.append(_taken(lambda number=number: model.sort(number, Qt.SortOrder.DescendingOrder)))
    filtered = [
        _taken(lambda text=text: model.set_filter(Filter(text=text))) for text in ("s0", "nvidia", "42", "")
    ]
    looped = _taken(lambda: model.set_filter(Filter(on_loop=True)))
    few = PositionsModel()
    few.show_rows(rows[:SCROLLED_ROWS])
    grouped = [_taken(lambda by=by: few.group_by(by)) for by in ("role", "level", "sector")]
    folded = _taken(lambda: few.fold("Technology", folded=True))
    proxy = _proxy_sort(rows[: len(rows) // 10])
    beside = f"proxy, a tenth of it {ms(proxy)}"
    return [
        _timed(f"sort {SORTED_ROWS:,} rows, slowest of 4 columns", max(again), beside, proxy),
        _timed(f"sort {SORTED_ROWS:,} rows by a column for the first time", max(first), beside, proxy),
        _timed(f"filter {SORTED_ROWS:,} rows by text for the first time", filtered[0]),
        _timed(f"filter {SORTED_ROWS:,} rows by text, letter by letter", max(filtered[1:])),
        _timed(f"filter {SORTED_ROWS:,} rows by place", looped),
        _timed(f"group {SCROLLED_ROWS:,} rows, slowest of 3 ways", max(grouped)),
        _timed(f"fold a group of {SCROLLED_ROWS:,} rows", folded),
    ]


def _timed(name: str, taken: float, beside: str = "", against: float | None = None) -> Measurement:
    ratio = "" if against is None else f"{against / taken:.1f}x"
    return Measurement(name, ms(taken), beside, ratio, f"<= {ms(SORT_BUDGET_S)}", taken <= SORT_BUDGET_S)


def _proxy_sort(rows: list[PositionRow]) -> float:
    plain = PlainModel(rows)
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(plain)
    proxy.setSortRole(Qt.ItemDataRole.UserRole)
    return _taken(lambda: proxy.sort(COLUMN_IDS.index("price"), Qt.SortOrder.AscendingOrder))


def _taken(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


# -- prices that change -----------------------------------------------------------------------------


def changing_prices(rows: list[PositionRow], application: QApplication) -> list[Measurement]:
    """The heartbeat of the window under a thousand changes a second and under fifty thousand."""
    measured = []
    for changes_a_second, budget in ((1_000, HEARTBEAT_BUDGET_S), (50_000, None)):
        beats, flushes = _play(rows, application, changes_a_second)
        late = quantiles(beats, n=100)[98]
        measured.append(
            Measurement(
                f"{changes_a_second:,} changes/s on {SCROLLED_ROWS:,} rows: heartbeat p99 (worst)",
                f"{ms(late)} ({ms(max(beats))})",
                f"flush {ms(median(flushes))}",
                "",
                "survives" if budget is None else f"<= {ms(budget)}",
                None if budget is None else late <= budget,
            )
        )
    return measured


def _play(
    rows: list[PositionRow], application: QApplication, changes_a_second: int
) -> tuple[list[float], list[float]]:
    """Delays of a 5 ms timer beyond its 5 ms, and the seconds each flush took."""
    model = PositionsModel()
    view = PositionsView(model)
    model.show_rows(list(rows))
    view.resize(*SIZE)
    view.show()
    application.processEvents()
    beats: list[float] = []
    flushes: list[float] = []
    since = QElapsedTimer()
    state = {"rows": list(rows), "next": 0}

    def flush() -> None:
        """What came in since the last flush, newest value a row, in one go."""
        started = time.process_time()
        current = list(state["rows"])
        first = state["next"]
        count = changes_a_second * FLUSH_MS // 1000
        for number in range(first, first + count):
            which = number * 37 % len(current)
            current[which] = repriced(rows[which], number)
        state.update(rows=current, next=first + count)
        model.show_rows(current)
        flushes.append(time.process_time() - started)

    def beat() -> None:
        beats.append(max(0.0, since.nsecsElapsed() / 1e9 - 0.005))
        since.restart()

    flusher, heart = QTimer(interval=FLUSH_MS), QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
    flusher.timeout.connect(flush)
    heart.timeout.connect(beat)
    flusher.start()
    since.start()
    heart.start()
    QTimer.singleShot(int(PLAY_S * 1000), application.quit)
    application.exec()
    view.hide()
    return beats, flushes


if __name__ == "__main__":
    print_table("Holdings table", measure())
