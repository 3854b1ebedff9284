"""Dialogs: what they ask, and that they stay open with one sentence while something cannot be used."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from screener import wording
from screener.domain.imported import ImportReview
from screener.domain.message import Message, Text
from screener.ui.dialogs.holding import HoldingDialog
from screener.ui.dialogs.import_review import ImportDialog, ImportedModel
from screener.ui.dialogs.portfolio import PortfolioDialog
from screener.ui.dialogs.watch import WatchDialog
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture(autouse=True)
def finished(qtbot, session):
    """Let work that a dialog began come to its end."""
    yield
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()


def _open(qtbot, dialog):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_a_holding_is_added(qtbot, session, workspace: FakeWorkspace) -> None:
    dialog = _open(qtbot, HoldingDialog(session))
    qtbot.keyClicks(dialog.symbol, "meta")
    qtbot.keyClicks(dialog.quantity, "12.5")
    dialog.ok_button.click()
    assert not dialog.isVisible()
    assert workspace.last.positions[-1].symbol == "META"


@pytest.mark.parametrize(
    ("symbol", "quantity", "cost", "words"),
    [
        ("META", "many", "", "not a number"),
        ("", "1", "", "enter a symbol"),
        ("META", "", "", "enter a quantity"),
        ("META", "0", "", "cannot be zero"),
        ("META", "1", "-5", "cannot be negative"),
    ],
)
def test_what_cannot_be_used_is_said_in_the_form(
    qtbot, session, workspace, symbol, quantity, cost, words
) -> None:
    before = workspace.last
    dialog = _open(qtbot, HoldingDialog(session))
    dialog.symbol.setText(symbol)
    dialog.quantity.setText(quantity)
    dialog.cost.setText(cost)
    dialog.ok_button.click()
    assert dialog.isVisible()
    assert words in dialog.error.text()
    assert dialog.error.isVisible()
    assert workspace.last is before
    dialog.reject()


def test_a_holding_is_shown_as_it_is_and_changed(qtbot, session, workspace: FakeWorkspace) -> None:
    dialog = _open(qtbot, HoldingDialog(session, "h-KO"))
    assert (dialog.symbol.text(), dialog.quantity.text(), dialog.cost.text()) == ("KO", "40", "9000")
    dialog.quantity.setText("41")
    dialog.ok_button.click()
    row = next(row for row in workspace.last.positions if row.key == "h-KO")
    assert row.quantity == 41


def test_names_propose_symbols_in_any_language(qtbot, session) -> None:
    dialog = _open(qtbot, HoldingDialog(session))
    dialog.symbol.setFocus()
    dialog.symbol.textEdited.emit("英伟")
    qtbot.waitUntil(lambda: dialog.symbol.proposals.rowCount() == 1)
    assert "NVDA" in dialog.symbol.proposals.item(0).text()
    dialog.symbol.completer().popup().hide()
    dialog.reject()


def test_a_symbol_is_watched_once(qtbot, session, workspace: FakeWorkspace) -> None:
    dialog = _open(qtbot, WatchDialog(session))
    dialog.symbol.setText("avgo")
    dialog.ok_button.click()
    assert "on the watchlist already" in dialog.error.text()
    dialog.symbol.setText("meta")
    dialog.ok_button.click()
    assert workspace.last.watchlist[-1].symbol == "META"


def test_a_portfolio_needs_a_name(qtbot, session, workspace: FakeWorkspace) -> None:
    dialog = _open(qtbot, PortfolioDialog(session))
    dialog.ok_button.click()
    assert "enter a name" in dialog.error.text()
    dialog.name.setText("Retirement")
    dialog.ok_button.click()
    assert workspace.last.portfolio_name == "Retirement"


def test_renaming_begins_with_the_old_name(qtbot, session, workspace: FakeWorkspace) -> None:
    dialog = _open(qtbot, PortfolioDialog(session, rename="sample"))
    assert dialog.name.text() == "Sample portfolio"
    dialog.name.setText("Mine")
    dialog.ok_button.click()
    assert workspace.names[0].name == "Mine"


def test_a_review_lists_what_is_imported_and_what_is_not(qtbot, session, workspace: FakeWorkspace) -> None:
    review = workspace.preview_import(Path("broker.csv"))
    dialog = _open(qtbot, ImportDialog(session, review))
    said = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Positions: 2. Rows not imported: 1." in said
    assert dialog.model.index(1, 2).data() == "Coca-Cola <b>"
    assert (
        dialog.refused_rows.item(0).text() == f"Line 4: {wording.sentence(review.rejected[0].reason)}  MSFT;;"
    )
    assert dialog.name.text() == "broker"
    dialog.choices["add"].setChecked(True)
    assert not dialog.name.isEnabled()
    dialog.ok_button.click()
    assert "commit add broker" in workspace.calls


def test_a_file_nobody_can_read_columns_of_cannot_be_stored(qtbot, session, workspace: FakeWorkspace) -> None:
    import msgspec

    review = msgspec.structs.replace(
        workspace.preview_import(Path("x.csv")), needs_mapping=True, positions=(), recognised_as=None
    )
    dialog = _open(qtbot, ImportDialog(session, review))
    assert not dialog.ok_button.isEnabled()
    dialog.reject()


def test_a_file_of_something_else_says_why_and_asks_nothing(qtbot, session, workspace: FakeWorkspace) -> None:
    reason = Message("import_is_transactions", {"column": Text("Fees")})
    review = ImportReview("trades.csv", None, warnings=(reason,))
    dialog = _open(qtbot, ImportDialog(session, review))
    assert wording.sentence(reason) in [label.text() for label in dialog.findChildren(QLabel)]
    assert not dialog.findChildren(QRadioButton)
    assert not dialog.ok_button.isEnabled()
    dialog.reject()


def test_a_sentence_in_a_form_squeezes_no_field(qtbot, session) -> None:
    dialog = _open(qtbot, HoldingDialog(session))
    before = [field.height() for field in (dialog.quantity, dialog.cost, dialog.kind)]
    height = dialog.height()
    dialog.symbol.setText("2" * 50 + "?")
    dialog.quantity.setText("1")
    dialog.ok_button.click()
    assert dialog.error.isVisible()
    assert dialog.height() > height
    assert [field.height() for field in (dialog.quantity, dialog.cost, dialog.kind)] == before


def test_the_model_of_a_review_keeps_qts_rules(qtmodeltester, themed, workspace: FakeWorkspace) -> None:
    model = ImportedModel(workspace.preview_import(Path("x.csv")).positions)
    qtmodeltester.check(model, force_py=True)
    assert model.headerData(3, Qt.Orientation.Horizontal) == "Quantity"
    assert model.index(0, 4).data() == "1,200.5"


def test_a_new_form_begins_in_its_first_field(qtbot, session) -> None:
    dialog = _open(qtbot, HoldingDialog(session))
    assert dialog.focusWidget() is dialog.symbol


def test_one_key_leads_from_the_symbol_to_the_quantity(qtbot, session) -> None:
    dialog = _open(qtbot, HoldingDialog(session))
    qtbot.keyClicks(dialog.symbol, "KO")
    qtbot.waitUntil(lambda: session.pool.idle)
    dialog.symbol.completer().popup().hide()
    qtbot.keyClick(dialog.symbol, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.quantity


def test_a_file_with_a_name_without_end_fits_the_screen(qtbot, session) -> None:
    name = "<b>n</b>" * 30 + ".csv"
    review = ImportReview(name, None, warnings=(Message("import_is_transactions", {"column": Text(name)}),))
    dialog = _open(qtbot, ImportDialog(session, review))
    assert dialog.minimumSizeHint().width() < 700
    assert name in dialog.heading.whole
    assert name in dialog.windowTitle()
