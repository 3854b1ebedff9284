"""Lists of prices in the window: reviewed, stored, seen and removed in Settings, each step undone alone."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from screener import wording
from screener.ui.actions import Actions
from screener.ui.commands import Commands
from screener.ui.dialogs.prices_import import PricesImportDialog
from screener.ui.models.own_prices_model import OwnPricesModel
from screener.ui.panels.own_prices_card import OwnPricesCard
from screener.ui.panels.sources_card import SourcesCard
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture(autouse=True)
def finished(qtbot, session):
    """Let work that was begun come to its end."""
    yield
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()


@pytest.fixture
def dialog(qtbot, session, workspace: FakeWorkspace) -> PricesImportDialog:
    made = PricesImportDialog(session, workspace.preview_prices(Path("mine.csv")))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


@pytest.fixture
def card(qtbot, session, workspace: FakeWorkspace) -> OwnPricesCard:
    workspace.commit_prices(workspace.preview_prices(Path("mine.csv")))
    made = OwnPricesCard(session)
    qtbot.addWidget(made)
    made.show()
    return made


def said(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def column(model: OwnPricesModel, number: int) -> list[str]:
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def test_the_review_says_how_many_of_which_days_and_what_was_refused_and_why(
    dialog: PricesImportDialog, workspace: FakeWorkspace
) -> None:
    text = said(dialog)
    assert "Prices read: 5. Rows not imported: 1. Days: 1 Sep 2026 to 8 Oct 2026." in text
    assert "Left out, as a newer price of yours is there: 1. There already: 2." in text
    assert column(dialog.model, 0) == ["ABCX", "COST<b>"]
    assert column(dialog.model, 1) == ["12.5", "0.0004"]
    reason = wording.sentence(workspace.preview_prices(Path("x.csv")).rejected[0].reason)
    assert dialog.refused_rows.item(0).text() == f"Line 4: {reason}  VOD.L | 412"
    assert dialog.ok_button.text() == "Import 2 prices"


def test_nothing_is_stored_before_the_user_says_so(
    dialog: PricesImportDialog, workspace: FakeWorkspace
) -> None:
    assert workspace.own_prices() == ()
    dialog.ok_button.click()
    assert [one.symbol for one in workspace.own_prices()] == ["ABCX", "COST<b>"]
    assert not dialog.isVisible()


def test_a_list_without_anything_new_cannot_be_stored(qtbot, session, workspace: FakeWorkspace) -> None:
    review = msgspec.structs.replace(workspace.preview_prices(Path("x.csv")), prices=())
    empty = PricesImportDialog(session, review)
    qtbot.addWidget(empty)
    assert not empty.ok_button.isEnabled()


def test_the_command_reads_the_file_and_opens_the_review(qtbot, session, workspace: FakeWorkspace) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    commands = Commands(session, actions, window, holdings=lambda: (), watched=lambda: ())
    assert actions["import_prices"].text() == "Import prices …"
    commands.read_prices(Path("mine.csv"))
    qtbot.waitUntil(lambda: window.findChild(PricesImportDialog) is not None)
    window.findChild(PricesImportDialog).reject()


def test_a_file_that_is_no_list_is_said_in_the_strip(qtbot, session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(session, Actions(window), window, holdings=lambda: (), watched=lambda: ())
    with qtbot.waitSignal(session.notice) as told:
        commands.read_prices(Path("mine.xyz"))
    assert told.args[0].text == "mine.xyz holds no list of prices."


def test_settings_list_them_with_their_origin(card: OwnPricesCard) -> None:
    assert column(card.model, 0) == ["ABCX", "COST<b>"]
    assert column(card.model, 3) == ["8 Oct 2026", "8 Oct 2026"]
    assert column(card.model, 4) == ["mine.csv", "mine.csv"]


def test_the_chosen_ones_are_removed_and_undo_brings_them_back(
    qtbot, session, card: OwnPricesCard, workspace: FakeWorkspace
) -> None:
    with qtbot.waitSignal(session.notice) as hinted:
        card.remove_link.click()
    assert "Select" in hinted.args[0].text
    assert len(workspace.own_prices()) == 2
    card.table.selectRow(1)
    with qtbot.waitSignal(session.notice) as told:
        card.remove_link.click()
    assert told.args[0].text == "Removed 1."
    assert column(card.model, 0) == ["ABCX"]
    card.table.selectRow(0)
    card.remove_link.click()
    assert "None." in said(card)
    assert not card.table.isVisible()
    assert workspace.can_undo == "Remove one price of yours"


def test_the_card_follows_what_is_done_elsewhere(session, card: OwnPricesCard) -> None:
    session.remove_own_prices(("ABCX",))
    assert column(card.model, 0) == ["COST<b>"]


def test_the_model_keeps_qts_rules(qtmodeltester, themed, workspace: FakeWorkspace) -> None:
    model = OwnPricesModel()
    model.show_prices(workspace.preview_prices(Path("x.csv")).prices)
    qtmodeltester.check(model, force_py=True)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Price"


def test_calendars_that_end_soon_are_said_quietly_under_the_sources(qtbot, session) -> None:
    card = SourcesCard(session)
    qtbot.addWidget(card)
    assert not card.calendars.text()
    card.show()
    assert "31 Dec 2026" in card.calendars.text()
    assert card.calendars.isVisible()
