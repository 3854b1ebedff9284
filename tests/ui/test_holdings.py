"""The Holdings panel: what it shows, how it is filtered, chosen from and changed."""

from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QPushButton

from screener.ui.models import company_cells
from screener.ui.models.position_columns import COLUMN_IDS
from screener.ui.panels import overview_content
from screener.ui.panels.holdings import HoldingsPanel
from screener.ui.panels.positions_table import PositionsTable
from tests.builders.assessments import NOW, empty_assessment, sample_assessment
from tests.builders.rings import ring_assessment, with_position
from tests.builders.screened import screened_assessment
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

replace = msgspec.structs.replace


@pytest.fixture
def panel(session, qtbot) -> HoldingsPanel:
    made = HoldingsPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 726)
    made.show()
    qtbot.waitExposed(made)
    return made


def symbols(table: PositionsTable) -> list[str]:
    return [table.model.row(number).position.symbol for number in range(table.model.rowCount())]


def click_row(qtbot, table: PositionsTable, symbol: str) -> None:
    row = symbols(table).index(symbol)
    at = QPoint(30, table.view.rowViewportPosition(row) + 10)
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def shown_columns(table: PositionsTable) -> list[str]:
    return [name for number, name in enumerate(COLUMN_IDS) if not table.view.isColumnHidden(number)]


def test_all_positions_are_there_largest_first_unpriced_ones_named(panel: HoldingsPanel) -> None:
    assert panel.subtitle_label.text() == "14 positions"
    assert symbols(panel.table)[:2] == ["NVDA", "MSFT"]
    assert "Total 184,300 USD" in panel.totals.text()
    assert "not identified: ABCX" in panel.totals.text()
    assert "at cost, no current price known: ABCX" in panel.totals.text()


def test_positions_left_out_of_the_total_are_named(panel, session, workspace) -> None:
    sample = sample_assessment()
    first, *others = sample.positions
    lost = replace(first, symbol="XYZ", weight=None, notes=())
    panel.show_assessment(replace(sample, positions=(lost, *others), left_out=("XYZ",)))
    assert "left out: XYZ (neither price nor cost known)" in panel.totals.text()


def test_an_empty_portfolio_says_how_to_begin(session, qtbot) -> None:
    panel = HoldingsPanel(session)
    qtbot.addWidget(panel)
    panel.show_assessment(empty_assessment())
    assert "No holdings yet" in panel.state_text
    panel.show_assessment(sample_assessment())
    assert panel.state_text == ""


def test_a_click_selects_for_the_inspector(panel, session, qtbot) -> None:
    with qtbot.waitSignal(session.selection_changed):
        click_row(qtbot, panel.table, "ORCL")
    assert session.selection == ("position", "h-ORCL")
    assert panel.selected_keys() == ("h-ORCL",)


def test_the_keyboard_reaches_every_row(panel, session, qtbot) -> None:
    view = panel.table.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert session.selection == ("position", "h-MSFT")


@pytest.mark.parametrize(
    ("kind", "key", "symbol"), [("company", "amd", "AMD"), ("fund", "QQQ", "QQQ"), ("position", "h-KO", "KO")]
)
def test_what_others_select_is_marked_here_and_not_told_back(panel, session, kind, key, symbol) -> None:
    told: list[tuple[str, str]] = []
    session.selection_changed.connect(lambda *said: told.append(said))
    session.select(kind, key)
    assert panel.selected_keys() == (f"h-{symbol}",)
    assert told == [(kind, key)]


def test_new_figures_keep_selection_filters_and_scroll(panel, session, qtbot) -> None:
    table = panel.table
    panel.resize(1104, 300)
    table.controls.on_loop.click()
    click_row(qtbot, table, "ORCL")
    told: list[object] = []
    session.selection_changed.connect(lambda *said: told.append(said))
    panel.show_assessment(with_position(sample_assessment(), "ORCL", change=Decimal("0.2")))
    panel.show_assessment(replace(sample_assessment(), positions=sample_assessment().positions[1:]))
    assert table.selected_keys() == ("h-ORCL",)
    assert set(symbols(table)) == {"MSFT", "ORCL", "AMD", "CRWV"}
    assert told == []


def test_several_selected_rows_stay_selected_through_new_figures(panel, session, qtbot) -> None:
    click_row(qtbot, panel.table, "ORCL")
    view = panel.table.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = panel.selected_keys()
    assert len(chosen) == 2
    panel.show_assessment(with_position(sample_assessment(), "ORCL", change=Decimal("0.2")))
    assert panel.selected_keys() == chosen


def test_a_selection_that_is_not_held_leaves_no_row_marked(panel, session, qtbot) -> None:
    click_row(qtbot, panel.table, "ORCL")
    session.select("company", "openai")
    assert panel.selected_keys() == ()


def test_chips_filter_and_the_count_says_so(panel: HoldingsPanel, qtbot) -> None:
    panel.table.controls.on_loop.click()
    panel.table.controls.high_level.click()
    assert set(symbols(panel.table)) == {"ORCL", "AMD", "CRWV"}
    assert panel.subtitle_label.text() == "3 of 14 positions"


def test_a_filter_nothing_passes_offers_the_way_back(panel: HoldingsPanel, qtbot) -> None:
    table = panel.table
    qtbot.keyClicks(table.controls.text_filter, "nothing like it")
    assert not table.view.isVisible()
    back = next(
        each for each in table.findChildren(QPushButton) if each.text() == "Show all" and each.isVisible()
    )
    back.click()
    assert table.view.isVisible()
    assert len(symbols(table)) == 14


def actions(button: QPushButton) -> dict[str, QAction]:
    """What a menu button offers now, by its text."""
    menu = button.menu()
    menu.aboutToShow.emit()
    found = list(menu.actions())
    for action in menu.actions():
        found += action.menu().actions() if action.menu() is not None else []
    return {action.text(): action for action in found}


def test_the_show_menu_offers_what_is_held_and_filters_by_it(panel: HoldingsPanel) -> None:
    controls = panel.table.controls
    assert {"Everything", "Fuel", "Gear", "Technology"} <= set(actions(controls.only_button))
    actions(controls.only_button)["Fuel"].trigger()
    assert set(symbols(panel.table)) == {"NVDA", "AMD", "2330.TW"}
    assert controls.only_button.text() == "Fuel ▾"
    actions(controls.only_button)["Technology"].trigger()
    assert controls.only_button.text() == "2 filters ▾"
    actions(controls.only_button)["Fuel"].trigger()
    assert controls.only_button.text() == "Technology ▾"
    actions(controls.only_button)["Everything"].trigger()
    assert len(symbols(panel.table)) == 14


def test_own_tags_are_shown_found_and_filtered_by_in_both_tables(
    panel: HoldingsPanel, session, qtbot
) -> None:
    panel.resize(1900, 700)
    assert "tags" not in shown_columns(panel.table)
    made = screened_assessment()
    panel.show_assessment(made)
    assert "tags" in shown_columns(panel.table)
    actions(panel.table.controls.only_button)["core"].trigger()
    assert set(symbols(panel.table)) == {"NVDA", "MSFT", "ORCL"}
    panel.table.clear_filters()
    qtbot.keyClicks(panel.table.controls.text_filter, "watch the")
    assert symbols(panel.table) == ["ORCL"]
    watched = replace(made.watchlist[0], company="oracle")
    table = PositionsTable(session, "watchlist")
    qtbot.addWidget(table)
    table.show_assessment(replace(made, watchlist=(watched, *made.watchlist[1:])))
    actions(table.controls.only_button)["core"].trigger()
    assert symbols(table) == ["AVGO"]


def test_where_room_is_short_the_menu_has_what_the_bar_leaves_out(panel: HoldingsPanel) -> None:
    controls = panel.table.controls
    panel.resize(420, 500)
    assert controls.on_loop.isHidden()
    assert controls.view_button.isVisible()
    actions(controls.only_button)["On a loop"].trigger()
    assert set(symbols(panel.table)) == {"NVDA", "MSFT", "ORCL", "AMD", "CRWV"}
    actions(controls.only_button)["Everything"].trigger()
    assert len(symbols(panel.table)) == 14
    panel.resize(1104, 500)
    assert controls.on_loop.isVisible()
    assert {"symbol", "weight", "level"} <= set(shown_columns(panel.table))


def heads(table: PositionsTable) -> list[str]:
    """The names of the groups as they stand."""
    found = [table.model.head_at(number) for number in range(table.model.rowCount())]
    return [head.name for head in found if head is not None]


def test_groups_have_a_head_with_their_sums_and_fold_by_click_and_key(panel: HoldingsPanel, qtbot) -> None:
    table, view = panel.table, panel.table.view
    actions(table.controls.view_button)["Role"].trigger()
    assert heads(table) == ["Fuel", "Gear", "Software", "Power", "No role in AI recorded", "Funds", "Cash"]
    assert "Role" in table.controls.view_button.accessibleName()
    first = table.model.head_at(0)
    assert first is not None
    assert (first.positions, first.weight) == (3, Decimal("0.319"))
    assert panel.subtitle_label.text() == "14 positions"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert table.model.head_at(1) is not None
    assert panel.subtitle_label.text() == "14 positions"
    assert panel.selected_keys() == ()
    for key, folded in (
        (Qt.Key.Key_Right, False),
        (Qt.Key.Key_Left, True),
        (Qt.Key.Key_Space, False),
        (Qt.Key.Key_Return, True),
    ):
        qtbot.keyClick(view, key)
        head = table.model.head_at(view.currentIndex().row())
        assert head is not None
        assert head.folded == folded


def test_a_grouping_is_remembered_and_a_selected_row_stays_selected(
    panel: HoldingsPanel, session, workspace: FakeWorkspace, qtbot
) -> None:
    click_row(qtbot, panel.table, "ORCL")
    actions(panel.table.controls.view_button)["Level"].trigger()
    assert panel.selected_keys() == ("h-ORCL",)
    assert workspace.values["holdings_group"] == "level"
    again = HoldingsPanel(session)
    qtbot.addWidget(again)
    again.show_assessment(sample_assessment())
    assert heads(again.table)[0] == "Level 4: very high"
    session.select("position", "h-NVDA")
    assert again.selected_keys() == ("h-NVDA",)
    workspace.values["holdings_group"] = "of another version"
    other = PositionsTable(session, "holdings")
    qtbot.addWidget(other)
    assert other.model.grouping == ""


def test_hidden_amounts_hide_the_sums_of_groups(panel: HoldingsPanel, session) -> None:
    panel.table.controls.choose_group("ring")
    session.set_setting("hide_amounts", True)
    cell = panel.table.model.index(0, COLUMN_IDS.index("value"))
    assert panel.table.model.data(cell) == "•••"


def test_fewer_columns_stand_in_less_room_and_the_names_stay(panel: HoldingsPanel, qtbot) -> None:
    panel.resize(1900, 700)
    assert shown_columns(panel.table) == [name for name in COLUMN_IDS if name != "tags"]
    panel.resize(748, 700)
    narrow = shown_columns(panel.table)
    assert {"symbol", "weight", "ring", "level"} <= set(narrow)
    assert len(narrow) < len(COLUMN_IDS)
    assert "Shown when there is room" in panel.table.controls.view_button.toolTip()
    width = sum(panel.table.view.columnWidth(COLUMN_IDS.index(name)) for name in narrow)
    assert width <= panel.table.view.viewport().width()


def test_chosen_columns_are_remembered(panel, session, workspace: FakeWorkspace, qtbot) -> None:
    panel.resize(1900, 700)
    menu = panel.table.controls.columns_menu
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Price").trigger()
    assert "price" not in shown_columns(panel.table)
    again = PositionsTable(session, "holdings")
    qtbot.addWidget(again)
    assert "price" not in again.view.wanted
    assert "today" in again.view.wanted


def test_a_stored_choice_from_another_version_is_survived(session, workspace: FakeWorkspace, qtbot) -> None:
    workspace.values["holdings_columns"] = "gone,,weight,<b>"
    table = PositionsTable(session, "holdings")
    qtbot.addWidget(table)
    assert table.view.wanted == ("symbol", "weight")


def test_a_click_on_a_title_sorts_numbers_from_the_largest_first(panel: HoldingsPanel, qtbot) -> None:
    view = panel.table.view
    view.horizontalHeader().sectionClicked.emit(COLUMN_IDS.index("today"))
    assert symbols(panel.table)[0] == "AMD"
    view.horizontalHeader().sectionClicked.emit(COLUMN_IDS.index("today"))
    assert symbols(panel.table)[0] == "CRWV"
    view.horizontalHeader().sectionClicked.emit(COLUMN_IDS.index("symbol"))
    assert symbols(panel.table)[0] == "2330.TW"


def test_hidden_amounts_hide_value_and_total_at_once(panel, session) -> None:
    session.set_setting("hide_amounts", True)
    panel.refresh()
    assert "184,300" not in panel.totals.text()
    value = panel.table.model.index(0, COLUMN_IDS.index("value"))
    assert "33" not in str(panel.table.model.data(value))


def test_delete_removes_and_undo_brings_back(panel, session, workspace: FakeWorkspace, qtbot) -> None:
    click_row(qtbot, panel.table, "KO")
    with qtbot.waitSignal(session.assessment_changed):
        qtbot.keyClick(panel.table.view, Qt.Key.Key_Delete)
    assert "KO" not in symbols(panel.table)
    with qtbot.waitSignal(session.assessment_changed):
        session.undo()
    assert "KO" in symbols(panel.table)


def test_edit_opens_the_form_of_the_selected_holding(panel, qtbot) -> None:
    click_row(qtbot, panel.table, "KO")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_F2)
    dialog = next(each for each in panel.findChildren(QDialog) if each.isVisible())
    assert dialog.windowTitle() == "Edit KO"
    dialog.reject()


def test_nothing_selected_nothing_to_edit_or_remove(panel, workspace: FakeWorkspace, qtbot) -> None:
    assert not panel.edit_action.isEnabled()
    panel.remove()
    panel.edit()
    assert workspace.can_undo is None
    assert not [each for each in panel.findChildren(QDialog) if each.isVisible()]


def test_the_watchlist_uses_the_same_table_without_value_and_weight(session, qtbot) -> None:
    table = PositionsTable(session, "watchlist")
    qtbot.addWidget(table)
    table.resize(1900, 400)
    table.show()
    table.show_assessment(sample_assessment())
    assert symbols(table) == ["AVGO", "NBIS"]
    assert not {"value", "weight"} & set(shown_columns(table))


def test_ages_only_run_while_the_table_can_be_seen(panel, session, qtbot) -> None:
    table = panel.table
    session.now = lambda: NOW + timedelta(seconds=40)
    age = table.model.index(0, COLUMN_IDS.index("age"))
    with qtbot.waitSignal(table.model.dataChanged, timeout=3000):
        assert table.model.data(age) == "12 s"
    assert table.model.data(age) == "52 s"
    table.hide()
    assert not table._clock.isActive()


def test_pictures(session, qtbot, themed) -> None:
    panel = HoldingsPanel(session)
    qtbot.addWidget(panel)
    panel.show_assessment(ring_assessment())
    session.select("company", "oracle")
    for size in ((1104, 726), (1744, 1006), (748, 726)):
        take(panel, f"holdings-{size[0]}", size, themed)
    panel.show_assessment(screened_assessment())
    panel.table.controls.choose_group("role")
    for size in ((1104, 726), (1744, 1006), (748, 726)):
        take(panel, f"holdings-grouped-{size[0]}", size, themed)
    panel.show_assessment(empty_assessment())
    take(panel, "holdings-empty", (1104, 726), themed)


def test_without_any_change_today_gives_way_and_strength_stays_before_the_tie(
    panel: HoldingsPanel, session
) -> None:
    assessment = session.assessment
    still = tuple(msgspec.structs.replace(each, change=None) for each in assessment.positions)
    session._take(msgspec.structs.replace(assessment, positions=still))
    assert panel.table.view.isColumnHidden(COLUMN_IDS.index("today"))
    oracle = company_cells.ring(assessment.company("oracle"))
    assert oracle.short == " · ".join(oracle.text.split(" · ")[:2])


def test_a_symbol_nobody_knows_keeps_the_name_the_user_gave_it(panel: HoldingsPanel, session) -> None:
    assessment = session.assessment
    named = tuple(
        msgspec.structs.replace(each, name="My own fund", company=None) if each.symbol == "ABCX" else each
        for each in assessment.positions
    )
    session._take(msgspec.structs.replace(assessment, positions=named))
    rows = {row.position.symbol: row.cell("symbol").text for _number, row in panel.table.model.shown_rows()}
    assert rows["ABCX"] == "My own fund · not identified"
    assert overview_content.own_names(session.assessment)["ABCX"] == "My own fund"
