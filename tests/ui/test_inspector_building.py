"""The Inspector while it is put together, a part a turn of the event loop."""

from PySide6.QtCore import QEvent, QObject

from screener.ui.panels.inspector import InspectorPanel
from tests.builders.screened import screened_assessment


class Painted(QObject):
    """By how much the page was too low for what stood on it, paint by paint."""

    def __init__(self, inspector: InspectorPanel) -> None:
        super().__init__(inspector)
        self._inspector = inspector
        self.lacking: list[int] = []
        inspector._page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            page = self._inspector._page
            self.lacking.append(page.layout().totalHeightForWidth(page.width()) - page.height())
        return False


def test_no_turn_paints_a_page_too_low_for_its_texts(session, qtbot) -> None:
    inspector = InspectorPanel(session)
    qtbot.addWidget(inspector)
    inspector.resize(356, 726)
    inspector.show()
    painted = Painted(inspector)
    inspector.show_selection(screened_assessment(), "company", "oracle")
    assert inspector._waiting, "there is more than what is made at once"
    qtbot.waitUntil(lambda: not inspector._waiting)
    qtbot.waitUntil(lambda: len(painted.lacking) > 1)
    assert max(painted.lacking) <= 0, "squeezed texts are cut, and jump when they get their room"
