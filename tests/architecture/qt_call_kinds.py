"""One function for each kind of call into Qt the window makes; each returns a call to repeat.

A kind is a way of crossing between Python and C++: a call that returns nothing, one that returns a
truth value, a signal, an override called by Qt, a model asked by a view, and so on.
"""

from collections.abc import Callable

import pyqtgraph
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QMetaObject,
    QModelIndex,
    QObject,
    QPointF,
    QRectF,
    QRunnable,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGraphicsScene,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

Call = Callable[[], object]
Kind = Callable[[], Call]
KINDS: dict[str, Kind] = {}


def _kind(make: Kind) -> Kind:
    KINDS[make.__name__.replace("_", " ").strip()] = make
    return make


class _Talker(QObject):
    said = Signal()
    told = Signal(int, str, object)
    switched = Signal(bool)

    def listen(self, *_said: object) -> None:
        """A slot."""


class _Canvas(QWidget):
    """Paints and resizes in Python, as the treemap does."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(60, 40)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.drawText(4, 20, "36%")
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)


class _Table(QAbstractTableModel):
    """Answers in Python with every kind of value a view takes."""

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row()}.{index.column()}"
        if role == Qt.ItemDataRole.UserRole:
            return index.row() % 2 == 0
        return None

    def announce(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(3, 2))

    def rearrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: object, index: QModelIndex) -> None:
        painter.drawText(option.rect, 0, str(index.data()))


def _shown_table() -> tuple[QTableView, _Table]:
    model = _Table()
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(200, 120)
    view.show()
    return view, model


class _OpenPainter:
    """A painter on an image, closed when the call is dropped."""

    def __init__(self) -> None:
        self.image = QImage(80, 40, QImage.Format.Format_ARGB32_Premultiplied)
        self.painter = QPainter(self.image)

    def __del__(self) -> None:
        self.painter.end()


# -- plain calls ------------------------------------------------------------------------------------


@_kind
def _void_call() -> Call:
    return QWidget().update


@_kind
def _setter_with_truth_value() -> Call:
    widget = QWidget()

    def call() -> None:
        widget.setEnabled(False)
        widget.setEnabled(True)

    return call


@_kind
def _setter_with_text() -> Call:
    label = QLabel()
    return lambda: label.setText("38%")


@_kind
def _setter_with_number() -> Call:
    widget = QWidget()
    return lambda: widget.setMinimumWidth(40)


@_kind
def _getter_with_truth_value() -> Call:
    widget = QWidget()
    return lambda: (widget.isVisible(), widget.isEnabled())


@_kind
def _dynamic_property() -> Call:
    widget = QWidget()

    def call() -> None:
        widget.setProperty("flag", True)
        widget.property("flag")
        widget.property("nothing")

    return call


@_kind
def _null_parent() -> Call:
    parent, child = QWidget(), QWidget()

    def call() -> None:
        child.setParent(parent)
        child.setParent(None)

    return call


@_kind
def _font_and_palette() -> Call:
    widget, palette, font = QWidget(), QPalette(), QFont()

    def call() -> None:
        palette.setColor(QPalette.ColorRole.Window, QColor("#1b2028"))
        widget.setPalette(palette)
        font.setBold(True)
        widget.setFont(font)

    return call


@_kind
def _value_types() -> Call:
    return lambda: (QPen(QColor(1, 2, 3)), QBrush(QColor("red")), QRectF(0, 0, 1, 1).contains(QPointF(2, 2)))


@_kind
def _make_and_drop_a_widget() -> Call:
    return lambda: QWidget().isHidden()


@_kind
def _delete_later() -> Call:
    return lambda: QWidget().deleteLater()


@_kind
def _line_edit() -> Call:
    field = QLineEdit()

    def call() -> None:
        field.setText("NVDA")
        field.clear()

    return call


@_kind
def _translation() -> Call:
    talker = QObject()
    return lambda: (talker.tr("Cash"), QCoreApplication.translate("Panel", "Cash"))


# -- signals, slots and events ----------------------------------------------------------------------


@_kind
def _emit() -> Call:
    talker = _Talker()
    talker.said.connect(talker.listen)

    def call() -> None:
        talker.said.emit()

    return call


@_kind
def _emit_with_nobody_listening() -> Call:
    talker = _Talker()

    def call() -> None:
        talker.said.emit()

    return call


@_kind
def _emit_with_arguments() -> Call:
    talker = _Talker()
    talker.told.connect(talker.listen)
    return lambda: talker.told.emit(1, "NVDA", None)


@_kind
def _emit_truth_value() -> Call:
    talker = _Talker()
    talker.switched.connect(talker.listen)

    def call() -> None:
        talker.switched.emit(True)
        talker.switched.emit(False)

    return call


@_kind
def _connect_and_disconnect() -> Call:
    talker = _Talker()

    def call() -> None:
        talker.said.connect(talker.listen)
        talker.said.disconnect(talker.listen)

    return call


@_kind
def _connect_a_function() -> Call:
    talker = _Talker()

    def call() -> None:
        connection = talker.said.connect(lambda: None)
        talker.disconnect(connection)

    return call


@_kind
def _blocked_signals() -> Call:
    talker = _Talker()

    def call() -> None:
        talker.blockSignals(True)
        talker.said.emit()
        talker.blockSignals(False)

    return call


@_kind
def _signal_of_qt_to_python() -> Call:
    box = QCheckBox()
    box.toggled.connect(lambda _on: None)
    return box.toggle


@_kind
def _invoke_by_name() -> Call:
    widget = QWidget()
    return lambda: QMetaObject.invokeMethod(widget, "update", Qt.ConnectionType.DirectConnection)


@_kind
def _send_and_post_events() -> Call:
    widget = QWidget()

    def call() -> None:
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.User))
        QCoreApplication.postEvent(widget, QEvent(QEvent.Type.User))
        QCoreApplication.sendPostedEvents(widget)

    return call


@_kind
def _event_filter() -> Call:
    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            return event.type() == QEvent.Type.User

    widget, watcher = QWidget(), Filter()
    widget.installEventFilter(watcher)
    return lambda: (watcher, QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.User)))


@_kind
def _process_events() -> Call:
    return QCoreApplication.processEvents


@_kind
def _timer() -> Call:
    timer = QTimer()
    timer.timeout.connect(lambda: None)

    def call() -> None:
        timer.start(100_000)
        timer.isActive()
        timer.stop()

    return call


@_kind
def _timer_that_fires() -> Call:
    def call() -> None:
        QTimer.singleShot(0, lambda: None)
        QCoreApplication.processEvents()

    return call


@_kind
def _task_in_the_pool() -> Call:
    class Job(QRunnable):
        def run(self) -> None:
            """Nothing to do."""

    pool = QThreadPool()

    def call() -> None:
        pool.start(Job())
        pool.waitForDone()

    return call


# -- painting ---------------------------------------------------------------------------------------


@_kind
def _repaint_through_an_override() -> Call:
    return _Canvas().repaint


@_kind
def _resize_through_an_override() -> Call:
    canvas = _Canvas()

    def call() -> None:
        canvas.resize(61, 40)
        canvas.resize(60, 40)

    return call


@_kind
def _painter_calls() -> Call:
    held = _OpenPainter()
    painter = held.painter

    def call() -> None:
        held.painter.save()
        painter.setPen(QColor("black"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.drawLine(0, 0, 20, 20)
        painter.fillRect(QRectF(0, 0, 9, 9), QColor("red"))
        painter.drawText(QPointF(2, 20), "CRWV")
        painter.restore()

    return call


@_kind
def _painter_begin_and_end() -> Call:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)

    def call() -> None:
        painter = QPainter()
        painter.begin(image)
        painter.end()

    return call


@_kind
def _paths_and_pixmaps() -> Call:
    def call() -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, 20, 20), 4, 4)
        path.closeSubpath()
        pixmap = QPixmap(8, 8)
        pixmap.fill(Qt.GlobalColor.transparent)

    return call


@_kind
def _grab() -> Call:
    canvas = _Canvas()
    return canvas.grab


# -- models and views -------------------------------------------------------------------------------


@_kind
def _model_painted_by_a_view() -> Call:
    view, _model = _shown_table()
    return lambda: view.viewport().repaint()


@_kind
def _delegate_in_python() -> Call:
    view, _model = _shown_table()
    delegate = _Delegate(view)
    view.setItemDelegate(delegate)
    return lambda: view.viewport().repaint()


@_kind
def _model_says_data_changed() -> Call:
    view, model = _shown_table()
    return lambda: (view, model.announce())


@_kind
def _model_rearranged() -> Call:
    view, model = _shown_table()
    return lambda: (view, model.rearrange())


@_kind
def _model_reset() -> Call:
    view, model = _shown_table()
    return lambda: (view, model.reset())


@_kind
def _model_asked_through_qt() -> Call:
    view, model = _shown_table()
    index = model.index(1, 1)
    return lambda: (view, index.data(), index.data(Qt.ItemDataRole.UserRole), index.data(99), index.isValid())


@_kind
def _selection() -> Call:
    view, model = _shown_table()
    chosen = view.selectionModel()
    chosen.selectionChanged.connect(lambda *_: None)

    def call() -> None:
        chosen.select(model.index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chosen.hasSelection()
        view.clearSelection()

    return call


@_kind
def _columns_and_scrolling() -> Call:
    view, _model = _shown_table()

    def call() -> None:
        view.setColumnHidden(1, True)
        view.setColumnHidden(1, False)
        view.setColumnWidth(0, 40)
        view.verticalScrollBar().setValue(0)

    return call


@_kind
def _item_model() -> Call:
    model = QStandardItemModel()

    def call() -> None:
        model.appendRow([QStandardItem("KO"), QStandardItem("5%")])
        model.removeRow(0)

    return call


# -- layouts, menus, scenes -------------------------------------------------------------------------


@_kind
def _layout() -> Call:
    window, child = QWidget(), QWidget()
    column = QVBoxLayout(window)

    def call() -> None:
        column.addWidget(child)
        window.layout().activate()
        column.removeWidget(child)

    return call


@_kind
def _nested_layout() -> Call:
    window = QWidget()
    column = QVBoxLayout(window)

    row = QHBoxLayout()
    column.addLayout(row)

    def call() -> None:
        row.insertStretch(0, 1)
        row.takeAt(0)
        window.layout().invalidate()

    return call


@_kind
def _splitter_and_stack() -> Call:
    splitter, stack = QSplitter(), QStackedWidget()
    for holder in (splitter, stack):
        holder.addWidget(QWidget())
        holder.addWidget(QWidget())

    def call() -> None:
        splitter.setSizes([30, 70])
        stack.setCurrentIndex(1)
        stack.setCurrentIndex(0)

    return call


@_kind
def _action_and_menu() -> Call:
    menu = QMenu()
    action = QAction("Refresh", menu)
    action.setCheckable(True)
    action.triggered.connect(lambda _on: None)

    def call() -> None:
        menu.addAction(action)
        action.setEnabled(True)
        action.trigger()
        menu.removeAction(action)

    return call


@_kind
def _button_click() -> Call:
    button = QPushButton()
    button.clicked.connect(lambda _on: None)
    return button.click


@_kind
def _show_and_hide() -> Call:
    widget = QWidget()
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)

    def call() -> None:
        widget.show()
        widget.hide()

    return call


@_kind
def _style_and_polish() -> Call:
    button = QPushButton()

    def call() -> None:
        QApplication.style().unpolish(button)
        QApplication.style().polish(button)

    return call


@_kind
def _scene() -> Call:
    scene = QGraphicsScene()

    def call() -> None:
        item = scene.addRect(0, 0, 5, 5)
        item.setPos(3, 3)
        item.setSelected(True)
        scene.removeItem(item)

    return call


# -- charts -----------------------------------------------------------------------------------------


@_kind
def _chart_data() -> Call:
    plot = pyqtgraph.PlotWidget()
    curve = plot.plot([1, 2, 3], pen=pyqtgraph.mkPen("#4a55c8"))
    return lambda: (plot, curve.setData([1, 3, 2]))


@_kind
def _chart_range() -> Call:
    plot = pyqtgraph.PlotWidget()
    plot.plot([1, 2, 3])

    def call() -> None:
        plot.setXRange(0, 2, padding=0)
        plot.setXRange(1, 3, padding=0)

    return call


@_kind
def _chart_painted() -> Call:
    plot = pyqtgraph.PlotWidget()
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(120, 80)
    plot.plot([1, 2, 3])
    plot.show()
    return lambda: plot.viewport().repaint()
