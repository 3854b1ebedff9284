"""Pictures of every panel for people to look at: light and dark, small and large, empty and in trouble.

They are written to `screenshots/` in the checkout. What a test can check is checked too: the
picture is not blank and no label is cut off.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from screener.domain.assessment import Slice
from screener.domain.message import Message, Text
from screener.domain.screen import SCREENS
from screener.ui import labels, theme
from screener.ui.application import Desk
from screener.ui.messages import Notice
from screener.ui.panels import PANELS
from screener.ui.widgets.share_bars import ShareBars
from tests.builders.assessments import NOW, empty_assessment, sample_assessment
from tests.builders.screened import screened_assessment
from tests.ui.fake_workspace import FakeWorkspace, alert

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
SIZES = {"900x560": (900, 560), "1280x800": (1280, 800), "1920x1080": (1920, 1080)}
_SLACK = 2


@pytest.fixture
def take(open_desk: Callable[[FakeWorkspace], Desk], qapp) -> Iterator[Callable[..., Desk]]:
    """Opens a desk, lets `prepare` bring it into a state, and writes its picture."""
    FOLDER.mkdir(exist_ok=True)

    def picture(
        name: str,
        workspace: FakeWorkspace,
        size: tuple[int, int],
        *,
        dark: bool = False,
        prepare: Callable[[Desk], object] | None = None,
    ) -> Desk:
        workspace.values["theme"] = "dark" if dark else "light"
        workspace.values.setdefault("privacy_note_dismissed", True)
        desk = open_desk(workspace)
        desk.window.painted.disconnect()
        desk.session.now = lambda: NOW
        desk.window.resize(*size)
        desk.window.show()
        if prepare is not None:
            prepare(desk)
        desk.session.update_freshness()
        for _ in range(3):
            qapp.processEvents()
        assert desk.window.grab().save(str(FOLDER / f"{name}.png"))
        return desk

    yield picture
    theme.colours()


def _workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    made.kept_alerts = (
        alert(1, "ORCL", "ORCL: Capital spending to cash flow went from 2 to 3."),
        alert(26, "AMD", "AMD: its place in the ring went from adjacent to inside.", read=True),
        alert(50, "QQQ", "QQQ: the fund's list changed from June to August.", read=True, kind="data_changed"),
    )
    return made


def _overlapping(root: QWidget) -> list[tuple[QPushButton, QPushButton]]:
    """Buttons side by side in one row that cover each other."""
    buttons = [each for each in root.findChildren(QPushButton) if each.isVisible()]
    return [
        (one, other)
        for one, other in combinations(buttons, 2)
        if one.parentWidget() is other.parentWidget() and one.geometry().intersects(other.geometry())
    ]


def _cut_off(root: QWidget) -> list[str]:
    """Texts of visible labels and buttons that have less room than they need."""
    found = []
    for each in root.findChildren(QLabel) + root.findChildren(QPushButton):
        if not each.isVisible() or isinstance(each, labels.ElidedLabel) or not each.text():
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            short = each.height() + _SLACK < each.heightForWidth(each.width())
        elif (
            isinstance(each, QLabel)
            and each.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        ):
            short = False
        else:
            short = each.width() + _SLACK < each.minimumSizeHint().width()
        if short:
            found.append(each.text())
    found += [f"{one.text()} over {other.text()}" for one, other in _overlapping(root)]
    bars = [each for each in root.findChildren(ShareBars) if each.isVisible()]
    return found + [
        each.accessibleDescription() for each in bars if each.height() < each.minimumSizeHint().height()
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("panel", [entry.id for entry in PANELS])
def test_every_panel(take, panel: str, size: str, dark: bool) -> None:
    name = f"{panel}-{'dark' if dark else 'light'}-{size}"
    desk = take(
        name, _workspace(), SIZES[size], dark=dark, prepare=lambda desk: desk.window.show_panel(panel)
    )
    assert _cut_off(desk.window) == []


@pytest.mark.parametrize("panel", [entry.id for entry in PANELS])
def test_every_panel_with_nothing_in_it(take, panel: str) -> None:
    workspace = FakeWorkspace(empty_assessment())
    desk = take(f"{panel}-empty", workspace, (1280, 800), prepare=lambda desk: desk.window.show_panel(panel))
    assert _cut_off(desk.window) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("panel", ["overview", "holdings"])
def test_with_the_inspector(take, panel: str, dark: bool) -> None:
    def prepare(desk: Desk) -> None:
        desk.window.show_panel(panel)
        desk.session.select("company", "oracle")

    name = f"{panel}-inspector-{'dark' if dark else 'light'}"
    desk = take(name, _workspace(), (1280, 800), dark=dark, prepare=prepare)
    assert _cut_off(desk.window.panels[panel]) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everything_the_screens_say(take, dark: bool, size: str) -> None:
    """The whole portfolio over the map, and Oracle with groups beside it."""
    colour = "dark" if dark else "light"
    workspace = FakeWorkspace(screened_assessment())
    desk = take(f"screened-overview-{colour}-{size}", workspace, SIZES[size], dark=dark)
    assert _cut_off(desk.window) == []

    def prepare(desk: Desk) -> None:
        desk.window.show_panel("holdings")
        desk.window.panels["holdings"].table.controls.choose_group("role")
        desk.session.select("company", "oracle")
        desk.window.inspector.finish()

    workspace = FakeWorkspace(screened_assessment())
    desk = take(f"screened-holdings-{colour}-{size}", workspace, SIZES[size], dark=dark, prepare=prepare)
    assert _cut_off(desk.window) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_thresholds(take, dark: bool, size: str, qtbot) -> None:
    def prepare(desk: Desk) -> None:
        desk.window.show_panel("settings")
        panel = desk.window.panels["settings"]
        panel.tabs.setCurrentIndex(1)
        qtbot.waitUntil(lambda: len(panel.thresholds.rows) == len(SCREENS))
        qtbot.waitUntil(lambda: "38%" in panel.thresholds.firmness.text())

    name = f"thresholds-{'dark' if dark else 'light'}-{size}"
    desk = take(name, _workspace(), SIZES[size], dark=dark, prepare=prepare)
    assert _cut_off(desk.window) == []


def test_with_many_roles_and_long_sentences(take) -> None:
    assessment = sample_assessment()
    ids = ("fuel", "gear", "software_app", "neocloud", "foundry", "power", "memory", "data", "financier")
    rest = ("no_role", "not_looked_through", "not_known", "cash")
    roles = tuple(
        Slice(each, Decimal("0.07"), ("A rather long name", "Another one")) for each in (*ids, *rest)
    )
    exposure = msgspec.structs.replace(assessment.exposure, roles=roles)
    workspace = FakeWorkspace(msgspec.structs.replace(assessment, exposure=exposure))
    desk = take("overview-many-roles", workspace, (1280, 800))
    bars = desk.window.panels["overview"].role_bars.bars
    assert len(bars) == 8
    assert sum(bar.share for bar in bars) == sum(part.share for part in roles)
    assert _cut_off(desk.window) == []


def test_why_and_the_first_run(take) -> None:
    workspace = _workspace()
    workspace.values["privacy_note_dismissed"] = False
    desk = take(
        "overview-first-run-why",
        workspace,
        (1280, 800),
        prepare=lambda d: d.window.panels["overview"].toggle_why(),
    )
    assert _cut_off(desk.window) == []


def test_in_trouble(take) -> None:
    workspace = FakeWorkspace(sample_assessment(mode="stale", made_at=NOW - timedelta(hours=3)))

    def prepare(desk: Desk) -> None:
        desk.session._failure = "Yahoo Finance asks for fewer requests."
        desk.session._retry_at = NOW + timedelta(minutes=4)
        desk.session.notice.emit(Notice("error", "positions.pdf is not a table of positions.", "a"))
        desk.session.notice.emit(
            Notice("warning", "The disk is read-only: changes are not kept.", "b", "Try again", list)
        )

    desk = take("overview-trouble", workspace, (1280, 800), prepare=prepare)
    assert desk.session.freshness.mode == "stale"
    assert _cut_off(desk.window) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_dialogs(take, qtbot, dark: bool) -> None:
    from screener.ui.dialogs.holding import HoldingDialog
    from screener.ui.dialogs.import_review import ImportDialog
    from screener.ui.dialogs.portfolio import PortfolioDialog

    desk = take("settings-dialogs", _workspace(), (1280, 800), dark=dark)
    review = desk.session.workspace.preview_import(Path("positions.csv"))
    holding = HoldingDialog(desk.session, None, desk.window)
    holding.error.setText("The quantity “many” is not a number.")
    holding.error.setVisible(True)
    for name, dialog in {
        "holding": holding,
        "import": ImportDialog(desk.session, review, parent=desk.window),
        "portfolio": PortfolioDialog(desk.session, parent=desk.window),
    }.items():
        dialog.open()
        assert dialog.grab().save(str(FOLDER / f"dialog-{name}-{'dark' if dark else 'light'}.png"))
        assert _cut_off(dialog) == []
        dialog.reject()


def test_the_palette(take, qtbot) -> None:
    desk = take("palette-window", _workspace(), (1280, 800))
    desk.window.open_palette()
    palette = desk.window.palette_dialog
    palette.field.setText("輝達")
    qtbot.waitUntil(lambda: len(palette.model.entries) == 1)
    assert palette.grab().save(str(FOLDER / "palette-light.png"))
    palette.close()


def test_a_snapshot_and_its_reason(take) -> None:
    assessment = sample_assessment(mode="snapshot")
    workspace = FakeWorkspace(assessment, offline=True)
    desk = take("overview-snapshot", workspace, (1280, 800))
    assert desk.session.freshness.text.startswith("Snapshot")
    assert assessment.mode_reason == Message("source.unreachable", {"source": Text("Yahoo Finance")})
