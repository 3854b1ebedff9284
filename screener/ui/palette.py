"""The command palette: one field that finds companies by ticker or any of their names, and commands."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from screener.ui import labels, theme
from screener.ui.session import Session
from screener.ui.tasks import Task

if TYPE_CHECKING:
    from screener.services.search import SearchHit

_ROWS, _HITS, _WIDTH = 10, 8, 560


class PaletteEntry(NamedTuple):
    """A line of the palette: what it is called, a quiet remark, and what it does."""

    text: str
    remark: str
    run: Callable[[], object]
    keys: str = ""
    strong: bool = False


class PaletteModel(QAbstractListModel):
    """The entries that match what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[PaletteEntry, ...] = ()

    def set_entries(self, entries: Iterable[PaletteEntry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """One row an entry."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The entry's words."""
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.text}  {entry.remark}".rstrip()
        return None


class _Delegate(QStyledItemDelegate):
    """Words in ink, remark in grey, keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, theme.ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, PaletteModel)
        entry = model.entries[index.row()]
        box = option.rect.adjusted(12, 0, -12, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("accent_soft"))
        painter.setFont(theme.strong() if entry.strong else theme.font())
        painter.setPen(theme.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.text)
        used = painter.fontMetrics().horizontalAdvance(entry.text) + 10
        painter.setFont(theme.font())
        painter.setPen(theme.colour("quiet"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.keys)
        keys = painter.fontMetrics().horizontalAdvance(entry.keys)
        rest = box.adjusted(used, 0, -keys - 10, 0)
        remark = painter.fontMetrics().elidedText(entry.remark, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, remark)
        painter.restore()


class Palette(QDialog):
    """Opens over the window; typing filters, arrows move, Enter does, Escape closes."""

    def __init__(self, session: Session, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._session = session
        self._actions = tuple(action for action in actions if action.objectName() != "palette")
        self.setProperty("role", "popup")
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("A company, a ticker, 輝達, 英伟达, or a command"))
        self.field.setAccessibleName(self.tr("Search"))
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setProperty("role", "bare")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        column.addWidget(self.list)
        self.nothing = labels.label("", "quiet", wrap=True)
        self.nothing.setVisible(False)
        column.addWidget(self.nothing)
        self._looking = Task(session.pool, self)
        self._looking.done.connect(self._show_hits)
        self._looking.failed.connect(session.tell_error)
        self._wanted = ""
        self.search("")

    def search(self, text: str) -> None:
        """Show what matches: commands at once, companies as soon as they are found, above them."""
        self._wanted = wanted = " ".join(text.split())
        if wanted:
            self._looking.start(lambda _job: self._session.workspace.search(wanted, _HITS))
        else:
            self._looking.cancel()
        self._show_hits(())

    def _show_hits(self, hits: "tuple[SearchHit, ...]") -> None:
        wanted = self._wanted
        entries = [entry for hit in hits if hit.symbol for entry in self._for_hit(hit)]
        entries += [
            PaletteEntry(
                action.text().replace("&&", "&"),
                "",
                action.trigger,
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for action in self._actions
            if action.isEnabled() and wanted.casefold() in action.text().casefold()
        ]
        self.model.set_entries(entries)
        self.nothing.setText(self.tr("Nothing matches “{text}”.").format(text=wanted))
        self.nothing.setVisible(not entries and not self._looking.running)
        self.list.setFixedHeight(min(len(entries), _ROWS) * theme.ROW_PX + 2)
        self.adjustSize()
        if entries:
            self.list.setCurrentIndex(self.model.index(0))

    def _for_hit(self, hit: "SearchHit") -> list[PaletteEntry]:
        assessment = self._session.assessment
        remark = hit.name if hit.matched in ("", hit.name, hit.symbol) else f"{hit.name} · {hit.matched}"
        target = None
        if assessment is not None:
            target = next(
                (
                    ("position", p.key)
                    for p in assessment.positions + assessment.watchlist
                    if p.symbol == hit.symbol
                ),
                None,
            )
            if target is None and assessment.company(hit.key) is not None:
                target = "company", str(hit.key)
        if target is not None:
            kind, key = target
            return [PaletteEntry(hit.symbol, remark, lambda: self._session.select(kind, key), strong=True)]
        watch = self.tr("{name} · not in this portfolio: add to the watchlist").format(name=remark)
        return [
            PaletteEntry(
                hit.symbol,
                watch,
                lambda: self._session.attempt(lambda: self._session.add_watch(hit.symbol)),
                strong=True,
            )
        ]

    def _run(self, row: int) -> None:
        if 0 <= row < len(self.model.entries):
            run = self.model.entries[row].run
            self.accept()
            run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's arrow keys move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.currentIndex().row()
            last = self.model.rowCount() - 1
            moves = {
                Qt.Key.Key_Down: row + 1,
                Qt.Key.Key_Up: row - 1,
                Qt.Key.Key_PageDown: row + _ROWS,
                Qt.Key.Key_PageUp: row - _ROWS,
            }
            key = Qt.Key(event.key())
            if key in moves:
                self.list.setCurrentIndex(self.model.index(min(max(moves[key], 0), max(last, 0))))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(row)
                return True
        return super().eventFilter(watched, event)
