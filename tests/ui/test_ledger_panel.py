"""The Ledger panel: browse, filter, sort; add, change, take out and bring back; files; all of it undone."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from screener.errors import StorageError
from screener.ui.models.ledger_columns import DEAL_COLUMNS
from screener.ui.panels.inspector_sections.source_link import SourceLink
from screener.ui.panels.ledger import LedgerPanel
from tests.builders.rings import ring_assessment
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

HEADER = "payer,payee,kind,status,amount,announced,source\n"


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace(ring_assessment())


@pytest.fixture
def panel(session, qtbot) -> LedgerPanel:
    made = LedgerPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 726)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.book.whole)
    return made


def ids(panel: LedgerPanel) -> list[str]:
    return [panel.model.row(number).record.deal.id for number in range(panel.model.rowCount())]


def detail(panel: LedgerPanel) -> str:
    page = panel.detail.scroller.widget()
    return "\n".join(each.text() for each in page.findChildren(QLabel)).replace("\u200b", "")


def select(panel: LedgerPanel, deal: str) -> None:
    panel.table.selectRow(ids(panel).index(deal))


def settled(session, qtbot) -> None:
    qtbot.waitUntil(lambda: session.pool.idle)


def add_acme(panel: LedgerPanel, session, qtbot, **fields: str) -> None:
    """Fill in the form for a deal of NVIDIA's with Oracle and save it."""
    panel.add()
    form = panel.dialog.fields
    form.payer.setText("NVIDIA")
    form.payee.setText("Oracle")
    form.amount.setText(fields.get("amount", "5bn"))
    form.announced.setText("Mar 2026")
    form.sources.rows[0].address.setText("https://news.example/5bn")
    panel.dialog.submit()


# -- browsing ---------------------------------------------------------------------------------------


def test_every_record_is_listed_newest_first_and_the_first_is_shown(panel: LedgerPanel) -> None:
    assert panel.subtitle_label.text() == "27 records"
    assert ids(panel)[0] == panel.detail.record.deal.id
    dates = [panel.model.row(number).record.deal.announced or "" for number in range(panel.model.rowCount())]
    assert dates == sorted(dates, reverse=True)


def test_a_record_is_shown_in_full_with_links_to_its_parties(panel, session) -> None:
    select(panel, "openai-vertiv")
    text = detail(panel)
    assert "30bn over several years" in text
    assert "A public source was seen" in text
    panel.detail.party_asked.emit("openai")
    assert session.selection == ("company", "openai")


def test_a_click_on_a_title_sorts_then_turns_then_goes_back(panel: LedgerPanel) -> None:
    before = ids(panel)
    payer = [column.id for column in DEAL_COLUMNS].index("payer")
    click = panel.table.horizontalHeader().sectionClicked.emit

    def payers() -> list[str]:
        return [panel.model.row(number).cells[payer].spoken for number in range(panel.model.rowCount())]

    click(payer)
    assert payers() == sorted(payers(), key=str.casefold)
    assert panel.model.headerData(payer, Qt.Orientation.Horizontal).endswith("↑")
    click(payer)
    assert payers() == sorted(payers(), key=str.casefold, reverse=True)
    click(payer)
    assert ids(panel) == before


def test_filters_leave_what_they_name_and_can_be_taken_back(panel: LedgerPanel) -> None:
    panel.filters.search.setText("softbank openai")
    assert ids(panel) == ["softbank-openai"]
    assert panel.subtitle_label.text() == "1 of 27 records"
    panel.filters.search.clear()
    panel.filters.statuses.choose(frozenset({"not_counted"}))
    assert ids(panel) == ["softbank-nvidia"]
    panel.filters.reset.click()
    assert len(ids(panel)) == 27
    panel.filters.kind.setCurrentIndex(panel.filters.kind.findData("equity_investment"))
    assert {panel.model.row(n).record.deal.kind for n in range(panel.model.rowCount())} == {
        "equity_investment"
    }


def test_the_least_important_columns_go_first(panel: LedgerPanel) -> None:
    def hidden() -> set[str]:
        return {column.id for number, column in enumerate(DEAL_COLUMNS) if panel.table.isColumnHidden(number)}

    panel.resize(1104, 726)
    narrow = hidden()
    panel.resize(1900, 900)
    wide = hidden()
    assert wide < narrow
    money = {"payer", "payee", "paid", "contracted", "announced", "contingent"}
    assert not narrow & money


def titles(panel: LedgerPanel) -> set[str]:
    return {each.id for each in DEAL_COLUMNS if each.id in panel.table.shown_columns}


def test_columns_go_by_room_until_the_user_chooses_then_all_of_those_are_there(
    panel, session, workspace, qtbot
) -> None:
    by_room = titles(panel)
    assert "verification" not in by_room
    panel.columns.fill()
    actions = {action.text(): action for action in panel.columns.choices.actions()}
    actions["Verified"].trigger()
    assert titles(panel) == by_room | {"verification"}
    assert panel.table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    again = LedgerPanel(session)
    qtbot.addWidget(again)
    again.resize(1104, 726)
    again.show()
    qtbot.waitUntil(lambda: again.book.whole)
    assert titles(again) == titles(panel)
    panel.columns.fill()
    panel.columns.choices.actions()[-1].trigger()
    assert titles(panel) == by_room
    assert workspace.setting("ledger_columns") == ""
    settled(session, qtbot)


def test_a_sorted_column_has_room_for_its_arrow(panel: LedgerPanel) -> None:
    number = [column.id for column in DEAL_COLUMNS].index("contracted")
    before = panel.table.columnWidth(number)
    panel.table.horizontalHeader().sectionClicked.emit(number)
    assert panel.table.columnWidth(number) > before


# -- changing ---------------------------------------------------------------------------------------


def test_a_deal_is_added_shown_and_undone_by_the_apps_undo(panel, session, workspace, qtbot) -> None:
    add_acme(panel, session, qtbot)
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    added = panel.detail.record
    assert added.origin == "own"
    assert added.deal.amount_usd == 5_000_000_000
    assert "You added this record." in detail(panel)
    assert "1 of them yours" in panel.subtitle_label.text()
    assert workspace.can_undo is not None
    session.undo()
    qtbot.waitUntil(lambda: len(ids(panel)) == 27)
    settled(session, qtbot)


def test_what_a_deal_would_change_is_said_before_it_is_saved(panel, session, workspace, qtbot) -> None:
    panel.add()
    dialog = panel.dialog
    assert "Say who pays whom" in dialog.preview.text
    dialog.fields.payer.setText("NVDA")
    dialog.fields.payee.setText("oracle")
    dialog.fields.sources.rows[0].address.setText("https://news.example/1")
    qtbot.waitUntil(lambda: "2 loops are new: NVIDIA → Oracle → NVIDIA" in dialog.preview.text)
    dialog.fields.status.setCurrentIndex(dialog.fields.status.findData("rumoured"))
    qtbot.waitUntil(lambda: "No place, loop or tie changes." in dialog.preview.text)
    assert len(workspace.ledger_deals()) == 27
    dialog.reject()
    settled(session, qtbot)


def test_bad_input_is_said_in_the_form_and_nothing_is_stored(panel, session, workspace, qtbot) -> None:
    panel.add()
    dialog = panel.dialog
    dialog.fields.payer.setText("NVIDIA")
    dialog.fields.payee.setText("Oracle")
    dialog.fields.amount.setText("a lot")
    qtbot.waitUntil(lambda: "a lot" in dialog.preview.error)
    assert not dialog.ok_button.isEnabled()
    dialog.submit()
    assert dialog.isVisible()
    assert "a lot" in dialog.error.text()
    dialog.fields.amount.setText("1bn")
    assert dialog.error.isHidden()
    qtbot.waitUntil(lambda: dialog.ok_button.isEnabled() and "Working" not in dialog.preview.text)
    assert len(workspace.ledger_deals()) == 27
    dialog.reject()
    settled(session, qtbot)


def test_a_party_the_ledger_lacks_can_be_added_on_the_way(panel, session, workspace, qtbot) -> None:
    panel.add()
    dialog = panel.dialog
    dialog.fields.payer.setText("NVIDIA")
    dialog.fields.payee.setText("Acme Compute")
    assert "Acme Compute" in dialog.new_party.text()
    assert "not in the ledger" in dialog.preview.text
    dialog.new_party.click()
    dialog.party_dialog.submit()
    assert dialog.new_party.isHidden()
    dialog.fields.sources.rows[0].address.setText("https://news.example/acme")
    dialog.submit()
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    assert panel.detail.record.deal.payee == "acme-compute"
    settled(session, qtbot)


def test_an_edited_record_keeps_what_the_form_does_not_show_and_can_go_back(
    panel, session, workspace, qtbot
) -> None:
    select(panel, "openai-vertiv")
    before = panel.detail.record.deal
    panel.edit(panel.detail.record)
    form = panel.dialog.fields
    assert (form.payer.text(), form.payee.text(), form.amount.text()) == ("OpenAI", "Vertiv", "30bn")
    form.amount.setText("31bn")
    panel.dialog.submit()
    qtbot.waitUntil(lambda: panel.detail.record.origin == "edited")
    after = panel.detail.record.deal
    assert after.amount_usd == 31_000_000_000
    assert (after.evidence, after.source_entity, after.cash) == (
        before.evidence,
        before.source_entity,
        before.cash,
    )
    assert "As shipped" in detail(panel)
    panel.detail.restore.click()
    qtbot.waitUntil(lambda: panel.detail.record.origin == "shipped")
    settled(session, qtbot)


def test_a_new_record_can_replace_one_between_the_same_two(panel, session, workspace, qtbot) -> None:
    panel.add()
    form = panel.dialog.fields
    form.payer.setText("Oracle")
    form.payee.setText("NVIDIA")
    form.supersedes.open()
    picker = form.supersedes.picker
    assert picker.list.item(0).text().startswith("Oracle → NVIDIA")
    picker.search.setText("vertiv")
    assert picker.list.item(0).isHidden()
    picker.tick("oracle-nvidia")
    picker.submit()
    assert "Oracle → NVIDIA" in form.supersedes.button.text()
    form.sources.rows[0].address.setText("https://news.example/new")
    panel.dialog.submit()
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    old = panel.book.record("oracle-nvidia")
    assert old.state == "superseded"
    assert old.replaced_by == (panel.detail.record.deal.id,)
    select(panel, "oracle-nvidia")
    assert "Replaced by: Oracle → NVIDIA" in detail(panel)
    settled(session, qtbot)


def test_a_record_is_taken_out_with_a_reason_after_its_effect_was_seen(panel, session, qtbot) -> None:
    select(panel, "oracle-nvidia")
    panel.detail.retire.click()
    dialog = panel.dialog
    qtbot.waitUntil(lambda: "gone" in dialog.preview.text)
    dialog.reason.setText("Seen twice.")
    dialog.submit()
    qtbot.waitUntil(lambda: panel.detail.record.state == "retired")
    assert "Seen twice." in detail(panel)
    assert panel.detail.retire.isHidden()
    panel.filters.whose.setCurrentIndex(panel.filters.whose.findData("retired"))
    assert ids(panel) == ["oracle-nvidia"]
    panel.detail.restore.click()
    qtbot.waitUntil(lambda: ids(panel) == [])
    settled(session, qtbot)


def test_a_record_of_ones_own_can_be_deleted(panel, session, qtbot) -> None:
    add_acme(panel, session, qtbot)
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    panel.detail.remove.click()
    qtbot.waitUntil(lambda: len(ids(panel)) == 27)
    settled(session, qtbot)


def test_the_keyboard_edits_and_takes_out(panel, session, qtbot) -> None:
    select(panel, "openai-vertiv")
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert panel.dialog.windowTitle() == "Edit a deal"
    panel.dialog.reject()
    actions = {action.text(): action for action in panel.table.actions()}
    actions["Take this deal out …"].trigger()
    assert panel.dialog.windowTitle() == "Take a deal out"
    panel.dialog.reject()
    settled(session, qtbot)


# -- files ------------------------------------------------------------------------------------------


def test_changes_are_exported_and_taken_over_again(panel, session, workspace, qtbot, tmp_path: Path) -> None:
    add_acme(panel, session, qtbot)
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    target = tmp_path / "changes.json"
    panel.files.write_changes(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: any(str(target) in notice.text for notice in panel.messages.notices))
    session.undo()
    qtbot.waitUntil(lambda: len(ids(panel)) == 27)
    panel.files.read_changes(target)
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    assert any("1 change taken over." in notice.text for notice in panel.messages.notices)
    settled(session, qtbot)


def test_a_list_of_deals_is_reviewed_and_stored(panel, session, workspace, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        HEADER
        + "NVIDIA,Acme Compute,equity investment,closed,2bn,2026-03,https://news.example/1\n"
        + "Oracle,NVIDIA,chip purchase,signed deal,1bn,2026-04,https://news.example/2\n",
        encoding="utf-8",
    )
    panel.files.read_deals(path)
    qtbot.waitUntil(lambda: panel.dialog is not None)
    dialog = panel.dialog
    assert dialog.model.rowCount() == 1
    assert "New private parties: Acme Compute." in dialog.summary.text()
    assert "Line 3" in dialog.refused_rows.item(0).text()
    assert len(workspace.ledger_deals()) == 27
    dialog.submit()
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    session.undo()
    qtbot.waitUntil(lambda: len(ids(panel)) == 27)
    settled(session, qtbot)


def test_columns_that_cannot_be_told_apart_are_asked_for(panel, session, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("A,B,kind,status,amount\nNVIDIA,Oracle,debt,announced,1bn\n", encoding="utf-8")
    panel.files.read_deals(path)
    qtbot.waitUntil(lambda: panel.dialog is not None)
    dialog = panel.dialog
    assert dialog.mapping.isVisible()
    assert not dialog.ok_button.isEnabled()
    dialog.columns["payer"].setCurrentIndex(dialog.columns["payer"].findData("A"))
    dialog.columns["payee"].setCurrentIndex(dialog.columns["payee"].findData("B"))
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert dialog.model.rowCount() == 1
    dialog.reject()
    settled(session, qtbot)


def test_a_file_that_is_nothing_of_the_kind_is_said(panel, session, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "changes.json"
    path.write_text("[]", encoding="utf-8")
    panel.files.read_changes(path)
    qtbot.waitUntil(lambda: any(notice.severity == "error" for notice in panel.messages.notices))
    assert len(ids(panel)) == 27


# -- states -----------------------------------------------------------------------------------------


def test_while_the_ledger_is_read_that_is_said(session, workspace, qtbot, monkeypatch) -> None:
    real = workspace.ledger_deals
    workspace.gate.clear()
    monkeypatch.setattr(workspace, "ledger_deals", lambda: workspace.gate.wait(10) and real())
    made = LedgerPanel(session)
    qtbot.addWidget(made)
    made.show()
    assert "Reading the ledger" in made.subtitle_label.text()
    assert made.model.rowCount() == 23
    workspace.gate.set()
    qtbot.waitUntil(lambda: made.model.rowCount() == 27)
    assert made.subtitle_label.text() == "27 records"


def test_with_nothing_to_show_meanwhile_a_card_says_that_it_is_read(
    session, workspace, qtbot, monkeypatch
) -> None:
    real = workspace.ledger_deals
    workspace.ledger_deals()
    session._assessment = msgspec.structs.replace(ring_assessment(), loops=())
    workspace.gate.clear()
    monkeypatch.setattr(workspace, "ledger_deals", lambda: workspace.gate.wait(10) and real())
    made = LedgerPanel(session)
    qtbot.addWidget(made)
    made.show()
    assert "Reading the ledger" in made.state_text
    workspace.gate.set()
    qtbot.waitUntil(lambda: made.state_text == "")


def test_a_ledger_that_cannot_be_read_is_said_and_tried_again(session, workspace, qtbot, monkeypatch) -> None:
    real = workspace.ledger_deals

    def fail() -> object:
        raise StorageError("The ledger cannot be read.")

    monkeypatch.setattr(workspace, "ledger_deals", fail)
    made = LedgerPanel(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_text == "The ledger cannot be read.")
    monkeypatch.setattr(workspace, "ledger_deals", real)
    made._read()
    qtbot.waitUntil(lambda: made.model.rowCount() == 27)


def test_an_empty_ledger_offers_to_add(session, workspace, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(workspace, "ledger_deals", lambda: ())
    made = LedgerPanel(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "no record" in made.state_text)


def test_links_open_web_addresses_only(panel, session, qtbot) -> None:
    add_acme(panel, session, qtbot)
    qtbot.waitUntil(lambda: len(ids(panel)) == 28)
    page = panel.detail.scroller.widget()
    assert [link.address for link in page.findChildren(SourceLink)] == ["https://news.example/5bn"]
    settled(session, qtbot)


def test_pictures(panel, session, qtbot, themed) -> None:
    for size in ((1104, 726), (1744, 1006), (748, 726)):
        take(panel, f"ledger-{size[0]}", size, themed)
    panel.add()
    panel.dialog.fields.payer.setText("NVIDIA")
    panel.dialog.fields.payee.setText("Oracle")
    panel.dialog.fields.sources.rows[0].address.setText("https://news.example/1")
    qtbot.waitUntil(lambda: "record" in panel.dialog.preview.text or "loop" in panel.dialog.preview.text)
    take(panel.dialog, "dialog-deal", (760, 560), themed)
    panel.dialog.reject()
    settled(session, qtbot)
