"""The Overview: the sentence and the evidence under it."""

from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from screener import wording
from screener.domain.assessment import Slice
from screener.ui import formats
from screener.ui.panels import overview_content
from screener.ui.panels.overview import OverviewPanel
from screener.ui.widgets.level_badge import LevelBadge
from tests.builders.assessments import empty_assessment, sample_assessment
from tests.builders.screened import screened_assessment
from tests.ui.fake_workspace import FakeWorkspace, alert


@pytest.fixture
def panel(qtbot, session) -> OverviewPanel:
    made = OverviewPanel(session)
    qtbot.addWidget(made)
    made.resize(1104, 727)
    made.show()
    return made


def _texts(widget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_the_headline_is_the_sentence_of_the_assessment(panel: OverviewPanel, session) -> None:
    assert panel.headline.text() == wording.headline(session.assessment.exposure)
    assert "54%" in panel.headline.text()
    assert "61%" in panel.bound.whole


def test_why_opens_in_place_and_names_what_the_numbers_are_made_of(qtbot, panel: OverviewPanel) -> None:
    assert not panel.why.isVisible()
    qtbot.mouseClick(panel.why_link, Qt.MouseButton.LeftButton)
    assert panel.why.isVisible()
    said = _texts(panel.why)
    assert "NVDA 18.2%, MSFT 11.8%, ORCL 9.4%" in said
    assert "QQQ 11.2% of your money, 29–51% of it on a loop" in said
    assert "VRT 4.1%, ABCX 0.7%" in said
    qtbot.mouseClick(panel.why_link, Qt.MouseButton.LeftButton)
    assert not panel.why.isVisible()


def test_what_is_not_looked_through_is_hatched_and_never_left_out(panel: OverviewPanel) -> None:
    bars = panel.role_bars.bars
    assert [bar.hatched for bar in bars if bar.label == "Funds, not looked through"] == [True]
    assert sum(bar.share for bar in bars) == pytest.approx(1)


def test_the_strip_holds_all_the_money(panel: OverviewPanel) -> None:
    parts = panel.strip.parts
    assert sum(part.share for part in parts) == pytest.approx(1)
    assert [part.level for part in parts][:4] == [4, 3, 2, 1]
    assert [part.words for part in parts if part.hatched] == ["not rated"]


def test_three_positions_matter_and_open_in_the_inspector(qtbot, panel: OverviewPanel, session) -> None:
    said = _texts(panel.matters)
    assert "made 67% of revenue" in said
    assert "Also: Debt to equity 7.02x" in said
    link = next(each for each in panel.matters.findChildren(QPushButton) if each.text() == "AMD")
    with qtbot.waitSignal(session.selection_changed) as selected:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert selected.args == ["company", "amd"]


def test_the_map_and_the_selection_follow_each_other(qtbot, panel: OverviewPanel, session) -> None:
    box = panel.map.box_of("KO")
    qtbot.mouseClick(panel.map, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert session.selection == ("company", "ko")


def test_what_changed_is_read_once_marked(
    qtbot, panel: OverviewPanel, workspace: FakeWorkspace, session
) -> None:
    assert "Nothing new" in _texts(panel.changes)
    workspace.kept_alerts = (
        alert(1, "ORCL", "Level 2 to 3."),
        alert(2, "QQQ", "Another list.", kind="data_changed", read=True),
    )
    session.alerts_changed.emit()
    qtbot.waitUntil(lambda: "Level 2 to 3." in _texts(panel.changes))
    assert "Data changed: Another list." in _texts(panel.changes)
    qtbot.mouseClick(panel.changes.mark_read, Qt.MouseButton.LeftButton)
    assert workspace.unread_alerts() == 0
    qtbot.waitUntil(lambda: "Nothing new" in _texts(panel.changes))
    assert not panel.changes.mark_read.isVisible()


def test_what_could_not_be_judged_is_named(panel: OverviewPanel) -> None:
    said = _texts(panel.changes)
    assert "Could not be judged · 8%" in said
    assert "VRT" in said
    assert "0.7% · not identified" in said


def test_old_figures_are_named() -> None:
    assessment = sample_assessment()
    company = assessment.companies[0]
    old = msgspec.structs.replace(company.findings[0], old=True)
    aged = msgspec.structs.replace(company, findings=(old, *company.findings[1:]))
    assessment = msgspec.structs.replace(assessment, companies=(aged, *assessment.companies[1:]))
    assert overview_content.old_figures(assessment) == ("NVDA",)


def test_amounts_can_be_hidden(qtbot, panel: OverviewPanel, session) -> None:
    assert "184,300" in panel.map_title.whole
    session.set_setting("hide_amounts", True)
    assert "184,300" not in panel.map_title.whole


def test_an_empty_portfolio_says_what_to_do(panel: OverviewPanel, session) -> None:
    session._take(empty_assessment())
    assert "import a file (Ctrl+I)" in panel.state_text
    session._take(sample_assessment())
    assert panel.state_text == ""


def test_both_breakdowns_show_where_there_is_room(panel: OverviewPanel) -> None:
    assert panel.role_bars.isVisible()
    assert not panel.layer_bars.isVisible()
    panel.by_layer.click()
    assert panel.layer_bars.isVisible()
    assert not panel.role_bars.isVisible()
    panel.resize(1744, 1005)
    assert panel.role_bars.isVisible()
    assert panel.layer_bars.isVisible()


def test_a_hidden_panel_catches_up_when_it_is_shown(panel: OverviewPanel, session) -> None:
    before = panel.headline.text()
    panel.hide()
    exposure = msgspec.structs.replace(
        session.assessment.exposure, inside_low=session.assessment.exposure.inside_high
    )
    session._take(msgspec.structs.replace(session.assessment, exposure=exposure))
    assert panel.headline.text() == before
    panel.show()
    assert "61%" in panel.headline.text()


def test_the_portfolio_as_a_whole_stands_over_the_map_with_severities(qtbot, panel, session) -> None:
    session._take(screened_assessment())
    qtbot.waitUntil(lambda: "AI build-out" in _texts(panel.whole))
    said = _texts(panel.whole)
    assert "spread over 9.4 equal positions" in said
    assert "81% in the AI build-out" in said
    assert "32% at level 3 or more, 13% not rated" in said
    assert "Moves with AI shares: not known" in said
    badges = [each.accessibleName() for each in panel.whole.findChildren(LevelBadge)]
    assert badges == ["Level 3 of 4", "Level 4 of 4", "Not rated"]
    words = next(each for each in panel.whole.findChildren(QLabel) if "build-out" in each.text())
    assert "could not be looked into" in words.accessibleName()
    assert "judgement" in words.accessibleName()


def test_the_whole_is_explained_under_why(qtbot, panel: OverviewPanel, session) -> None:
    session._take(screened_assessment())
    panel.toggle_why()
    qtbot.waitUntil(lambda: "The money is spread as if over only 9.4" in _texts(panel.why))


def test_an_assessment_without_findings_of_the_whole_has_no_strip(panel: OverviewPanel, session) -> None:
    session._take(screened_assessment())
    assert panel.whole.isVisible()
    session._take(sample_assessment())
    assert not panel.whole.isVisible()


def test_why_adds_up_to_what_the_headline_says(panel: OverviewPanel, session) -> None:
    assessment = session.assessment
    lines = dict(overview_content.explanation(assessment))
    inside = {c.symbol for c in assessment.companies if c.standing.place == "inside"}
    tied = lines.get("Tied heavily, besides those on a loop", "")
    assert not inside & {part.split(" ")[0] for part in tied.split(", ")}
    named = sum(weight for _symbol, weight in overview_content.not_judged(assessment))
    in_funds = overview_content.not_judged_in_funds(assessment)
    assert named + in_funds == assessment.exposure.not_judged


def test_the_parts_in_funds_are_named_where_something_could_not_be_judged() -> None:
    assessment = sample_assessment()
    more = msgspec.structs.replace(
        assessment.exposure, not_judged=assessment.exposure.not_judged + Decimal("0.05")
    )
    before = overview_content.not_judged_in_funds(assessment)
    seen = dict(overview_content.explanation(msgspec.structs.replace(assessment, exposure=more)))
    share = formats.percent(before + Decimal("0.05"))
    assert f"{share} in funds, not looked through or not judged" in seen["Could not be judged"]


def test_a_position_that_matters_tells_held_from_through_funds() -> None:
    assessment = sample_assessment()
    key = assessment.matters[0].company
    companies = tuple(
        msgspec.structs.replace(each, direct=Decimal("0.1"), weight=Decimal("0.12"))
        if each.key == key
        else each
        for each in assessment.companies
    )
    first = overview_content.matters(msgspec.structs.replace(assessment, companies=companies))[0]
    assert first.share == "10.0% held + 2.0% through funds"


def test_the_title_counts_three_only_when_three_are_shown(panel: OverviewPanel, session) -> None:
    panel.matters.set_matters(overview_content.matters(session.assessment)[:2])
    assert panel.matters.title_label.text() == "Positions that matter most"


def test_a_name_of_the_users_own_stands_in_the_exposure_too() -> None:
    slices = (Slice("not_known", Decimal("0.1"), ("ABCX",)),)
    assert overview_content.bars("role", slices, {"ABCX": "My fund"})[0].members == "My fund"


def test_at_the_first_size_nothing_needs_scrolling(qtbot, panel: OverviewPanel, session) -> None:
    session._take(screened_assessment())
    bar = panel.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert panel.role_bars.height() >= panel.role_bars.minimumSizeHint().height()
