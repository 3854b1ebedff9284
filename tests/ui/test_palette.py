"""The command palette finds companies in any language and runs commands."""

import pytest
from PySide6.QtCore import Qt

from screener.ui.actions import Actions
from screener.ui.palette import Palette, PaletteModel
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture
def palette(qtbot, session) -> Palette:
    from PySide6.QtWidgets import QWidget

    owner = QWidget()
    qtbot.addWidget(owner)
    made = Palette(session, Actions(owner), owner)
    made.show()
    yield made
    made.close()


def _texts(palette: Palette) -> list[str]:
    return [entry.text for entry in palette.model.entries]


@pytest.mark.parametrize("typed", ["nvd", "輝達", "英伟", "Nvidia", "NVDA"])
def test_a_company_is_found_by_any_of_its_names(qtbot, palette: Palette, session, typed: str) -> None:
    palette.field.setText(typed)
    qtbot.waitUntil(lambda: _texts(palette)[:1] == ["NVDA"])
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert session.selection == ("position", "h-NVDA")
    assert not palette.isVisible()


def test_what_is_not_held_can_be_watched(qtbot, palette: Palette, session, workspace: FakeWorkspace) -> None:
    palette.field.setText("Meta Plat")
    qtbot.waitUntil(lambda: _texts(palette) == ["META"])
    assert "not in this portfolio" in palette.model.entries[0].remark
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert workspace.last.watchlist[-1].symbol == "META"
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()


def test_commands_are_found_and_run(qtbot, palette: Palette) -> None:
    ran = []
    action = next(each for each in palette._actions if each.objectName() == "import")
    action.triggered.connect(lambda: ran.append(True))
    palette.field.setText("import a")
    assert _texts(palette) == ["Import a file …"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == [True]


def test_arrows_move_and_stay_in_the_list(qtbot, palette: Palette) -> None:
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == palette.model.rowCount() - 1


def test_nothing_found_is_said(qtbot, palette: Palette) -> None:
    palette.field.setText("zzzz")
    qtbot.waitUntil(palette.nothing.isVisible)
    assert palette.nothing.text() == "Nothing matches “zzzz”."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_the_model_keeps_qts_rules(qtmodeltester, palette: Palette) -> None:
    model = PaletteModel()
    model.set_entries(palette.model.entries)
    qtmodeltester.check(model, force_py=True)
