"""The thresholds page: every screen's steps, changed in place, refused in place, counted at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from screener.domain.message import Unit
from screener.domain.screen import SCREENS
from screener.ui.panels.settings import SettingsPanel
from screener.ui.panels.threshold_row import read_step, shown_step
from screener.ui.panels.thresholds import ThresholdsPage
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take


@pytest.fixture
def page(qtbot, session) -> ThresholdsPage:
    made = ThresholdsPage(session)
    qtbot.addWidget(made)
    made.resize(1064, 640)
    made.show()
    qtbot.waitUntil(lambda: len(made.rows) == len(SCREENS))
    qtbot.waitUntil(lambda: "38%" in made.firmness.text())
    return made


def texts(page: ThresholdsPage, screen: str) -> list[str]:
    return [field.text() for field in page.rows[screen].fields]


def type_steps(qtbot, page: ThresholdsPage, screen: str, *steps: str) -> None:
    """Type steps one after the other and leave the last field."""
    for field, step in zip(page.rows[screen].fields, steps, strict=True):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, step)
    qtbot.keyClick(page.rows[screen].fields[-1], Qt.Key.Key_Return)


def steps_of(workspace: FakeWorkspace, screen: str) -> tuple[float, ...]:
    return next(row.steps for row in workspace.thresholds() if row.screen == screen)


def test_every_screen_has_its_switch_steps_default_and_origin(page, workspace: FakeWorkspace) -> None:
    for row in workspace.thresholds():
        shown = page.rows[row.screen]
        assert shown.switch.text() == row.label.replace("&", "&&")
        assert len(shown.fields) == len(row.steps)
        said = "\n".join(each.text() for each in shown.findChildren(QLabel))
        assert ("Default" in said) == bool(row.steps)
        if row.judgement and row.steps:
            assert "judgement" in said or "ours" in said


def test_shares_are_shown_in_percent_and_stored_as_fractions(qtbot, page, workspace: FakeWorkspace) -> None:
    assert texts(page, "stock_pay") == ["5", "10", "20", "30"]
    type_steps(qtbot, page, "stock_pay", "6%", "12", "22,5", "35")
    assert steps_of(workspace, "stock_pay") == (0.06, 0.12, 0.225, 0.35)
    assert texts(page, "stock_pay") == ["6", "12", "22.5", "35"]


@given(st.decimals(min_value="-1000", max_value="1000", places=4), st.sampled_from(Unit))
def test_a_step_shown_and_read_again_is_the_same(number, unit: Unit) -> None:
    assert read_step(shown_step(float(number), unit), unit) == pytest.approx(float(number), abs=1e-12)


@pytest.mark.parametrize("text", ["", "many", "nan", "inf", "1e999x", "1 2", "1,2,3", "%", "9" * 30])
def test_what_is_no_number_is_no_step(text: str) -> None:
    assert read_step(text, Unit.NONE) is None


def test_a_change_is_judged_at_once_without_asking_for_quotes(
    qtbot, page, session, workspace: FakeWorkspace
) -> None:
    with qtbot.waitSignal(session.assessment_changed):
        type_steps(qtbot, page, "pe_ttm", "30", "50", "70", "110")
    assert steps_of(workspace, "pe_ttm") == (30, 50, 70, 110)
    assert "refresh" not in workspace.calls
    assert "1 screen changed" in page.set_line.text()
    assert workspace.threshold_set_id() in page.set_line.text()
    qtbot.waitUntil(lambda: workspace.calls.count("sensitivity") > 1 and "38%" in page.firmness.text())
    qtbot.waitUntil(lambda: not session.busy)


def test_steps_out_of_order_are_refused_in_place_and_kept_until_they_fit(
    qtbot, page, session, workspace: FakeWorkspace
) -> None:
    before = steps_of(workspace, "debt_equity")
    type_steps(qtbot, page, "debt_equity", "5", "1", "2", "4")
    row = page.rows["debt_equity"]
    assert "4 different steps" in row.error.text()
    assert row.fields[0].property("invalid")
    assert steps_of(workspace, "debt_equity") == before
    type_steps(qtbot, page, "pe_ttm", "30", "50", "70", "110")
    assert texts(page, "debt_equity")[0] == "5"
    type_steps(qtbot, page, "debt_equity", "0.5", "1", "2", "4")
    assert row.error.text() == ""
    assert not row.fields[0].property("invalid")
    assert steps_of(workspace, "debt_equity")[0] == 0.5
    qtbot.waitUntil(lambda: not session.busy)


def test_a_word_instead_of_a_number_marks_its_field_only(qtbot, page) -> None:
    type_steps(qtbot, page, "pe_ttm", "25", "forty", "60", "100")
    row = page.rows["pe_ttm"]
    assert "“forty” is not a number" in row.error.text()
    assert [bool(field.property("invalid")) for field in row.fields] == [False, True, False, False]


def test_escape_puts_the_steps_in_force_back(qtbot, page) -> None:
    type_steps(qtbot, page, "pe_ttm", "999", "40", "60", "100")
    field = page.rows["pe_ttm"].fields[0]
    field.setFocus()
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert texts(page, "pe_ttm") == ["25", "40", "60", "100"]
    assert page.rows["pe_ttm"].error.isHidden()


def test_a_screen_is_switched_off_and_reset_by_itself(qtbot, page, session, workspace: FakeWorkspace) -> None:
    row = page.rows["peg"]
    assert row.reset_link.isHidden()
    with qtbot.waitSignal(session.assessment_changed):
        row.switch.click()
    assert [each.screen for each in workspace.thresholds() if not each.on] == ["peg"]
    assert "1 switched off" in page.set_line.text()
    assert not row.fields[0].isEnabled()
    with qtbot.waitSignal(session.assessment_changed):
        row.reset_link.click()
    assert row.switch.isChecked()
    assert "as shipped" in page.set_line.text()


def test_steps_that_stand_for_kinds_can_only_be_switched_off(page) -> None:
    row = page.rows["ring_place"]
    assert row.switch.isEnabled()
    assert not any(field.isEnabled() for field in row.fields)


def test_reset_all_goes_back_to_the_shipped_set(qtbot, page, session, workspace: FakeWorkspace) -> None:
    assert not page.reset_button.isEnabled()
    type_steps(qtbot, page, "pe_ttm", "30", "50", "70", "110")
    with qtbot.waitSignal(session.assessment_changed):
        page.reset_button.click()
    assert not any(row.changed for row in workspace.thresholds())
    assert texts(page, "pe_ttm")[0] == "25"


def test_a_set_goes_out_and_comes_back(qtbot, page, session, workspace, tmp_path: Path) -> None:
    type_steps(qtbot, page, "pe_ttm", "30", "50", "70", "110")
    file = tmp_path / "mine.json"
    page.export_file(file)
    own = workspace.threshold_set_id()
    page.reset_all()
    page.import_file(file)
    assert workspace.threshold_set_id() == own
    assert texts(page, "pe_ttm")[0] == "30"
    qtbot.waitUntil(lambda: not session.busy)


def test_a_file_that_is_no_set_changes_nothing_and_is_said(qtbot, page, session, tmp_path: Path) -> None:
    file = tmp_path / "holdings.json"
    file.write_text("[1, 2]", encoding="utf-8")
    with qtbot.waitSignal(session.notice) as told:
        page.import_file(file)
    assert "holdings.json" in told.args[0].text
    assert texts(page, "pe_ttm")[0] == "25"


def test_sensitivity_that_fails_is_said(qtbot, page, workspace: FakeWorkspace, monkeypatch) -> None:
    from screener.errors import DataMissing

    def broken() -> None:
        raise DataMissing("The shipped figures cannot be read.")

    monkeypatch.setattr(workspace, "sensitivity", broken)
    type_steps(qtbot, page, "pe_ttm", "30", "50", "70", "110")
    qtbot.waitUntil(lambda: "could not be worked out" in page.firmness.text())
    qtbot.waitUntil(lambda: not page.session.busy)


def test_fields_say_what_they_are_to_a_screen_reader(page) -> None:
    field = page.rows["interest_cover"].fields[2]
    assert field.accessibleName() == "Interest cover: step to severity 3, below"


def test_the_page_is_reached_from_the_settings_by_keyboard(qtbot, session) -> None:
    panel = SettingsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.thresholds is None
    panel.tabs.setFocus()
    qtbot.keyClick(panel.tabs, Qt.Key.Key_Right)
    assert panel.thresholds is not None
    assert panel.thresholds.isVisible()
    qtbot.waitUntil(lambda: len(panel.thresholds.rows) == len(SCREENS))
    qtbot.waitUntil(lambda: "38%" in panel.thresholds.firmness.text())


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_pictures(qtbot, session, themed, workspace: FakeWorkspace, size: tuple[int, int]) -> None:
    panel = SettingsPanel(session)
    qtbot.addWidget(panel)
    workspace.set_threshold("price_sales", (4.0, 8.0, 16.0, 24.0))
    workspace.switch_screen("peg", on=False)
    panel.tabs.setCurrentIndex(1)
    panel.show()
    page = panel.thresholds
    assert page is not None
    qtbot.waitUntil(lambda: len(page.rows) == len(SCREENS))
    page.rows["pe_ttm"].refuse("P/E needs 4 different steps, each stricter than the one before.")
    take(panel, f"thresholds-{size[0]}x{size[1]}", (size[0] - 176, size[1] - 74), themed)
    qtbot.waitUntil(lambda: "38%" in page.firmness.text())
