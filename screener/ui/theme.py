"""Colours, fonts and the one style sheet; light and dark, following the system or a setting.

Widgets ask `colours()` for a role when they paint and never hold a literal colour. A switch of
theme changes the application's palette, so every widget repaints by itself; whoever keeps
pixmaps listens to `Theme.changed`.
"""

from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from screener import paths
from screener.ui.style_sheet import style_sheet

Choice = Literal["system", "light", "dark"]
BODY_PX, CAPTION_PX, TITLE_PX, HEADLINE_PX = 13.0, 11.5, 17.0, 20.0
ROW_PX, GAP_PX, CARD_GAP_PX, RADIUS_PX = 31, 8, 14, 7


class Colours(NamedTuple):
    """One value a colour role, "#rrggbb".

    `levels` 0..4 with `on_levels` their ink; unknown is `hatch_line` on `hatch_ground`. `accent` is
    for being on a loop, selection and links only. `up` and `down` are the two
    directions of a price and nothing else; which of them is green is a setting.
    """

    dark: bool
    ground: str
    pane: str
    line: str
    ink: str
    quiet: str
    faded: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    bar: str
    bar_neutral: str
    hatch_ground: str
    hatch_line: str
    up: str
    down: str
    live: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    levels: tuple[str, str, str, str, str] = ("#5b8db8", "#8fb3a0", "#d9b44a", "#dd7f3b", "#b5324b")
    on_levels: tuple[str, str, str, str, str] = ("#ffffff", "#151b22", "#151b22", "#151b22", "#ffffff")


LIGHT = Colours(
    dark=False,
    ground="#f6f7f9",
    pane="#ffffff",
    line="#e2e6eb",
    ink="#1b2430",
    quiet="#5c6773",
    faded="#9aa3ad",
    accent="#4a55c8",
    on_accent="#ffffff",
    accent_soft="#eceefb",
    hover="#f0f2f5",
    bar="#6b7a90",
    bar_neutral="#c3cad3",
    hatch_ground="#e6eaee",
    hatch_line="#cfd6dd",
    up="#1a7f52",
    down="#c23545",
    live="#1f8a66",
    warning="#8a5a00",
    warning_soft="#fdf4e0",
    error="#a1273c",
    error_soft="#fbecef",
)
DARK = Colours(
    dark=True,
    ground="#14181e",
    pane="#1b2028",
    line="#2b323d",
    ink="#e6eaf0",
    quiet="#98a3b1",
    faded="#67717e",
    accent="#98a1ff",
    on_accent="#14181e",
    accent_soft="#262a40",
    hover="#232a34",
    bar="#8b9ab0",
    bar_neutral="#47515f",
    hatch_ground="#2a313b",
    hatch_line="#3a434f",
    up="#4fc38a",
    down="#f0717f",
    live="#35b58a",
    warning="#e3b457",
    warning_soft="#2c2719",
    error="#f0899a",
    error_soft="#32202a",
)

_current: Colours = LIGHT


def colours() -> Colours:
    """The roles of the theme in use."""
    return _current


def colour(role: str) -> QColor:
    """The colour of one role of `Colours` by its name."""
    return QColor(getattr(_current, role))


def level_colours(level: int | None, *, grey: bool = False) -> tuple[QColor | None, QColor]:
    """Ground and ink of a level; the ground is None for unknown, which is hatched instead.

    `grey`: a low level on thin data, which must not look like a good one.
    """
    if level is None:
        return None, QColor(_current.quiet)
    if grey:
        return QColor(_current.hatch_line), QColor(_current.ink)
    return QColor(_current.levels[level]), QColor(_current.on_levels[level])


_HATCH_STEP = 10
_hatches: dict[tuple[str, str], QBrush] = {}


def hatch() -> QBrush:
    """Diagonal stripes that mean "not known"; the same in both themes but for their greys."""
    greys = (_current.hatch_ground, _current.hatch_line)
    made = _hatches.get(greys)
    if made is None:
        made = _hatches[greys] = _make_hatch()
    return made


def _make_hatch() -> QBrush:
    from PySide6.QtGui import QPainter, QPen

    tile = QPixmap(_HATCH_STEP, _HATCH_STEP)
    tile.fill(QColor(_current.hatch_ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(_current.hatch_line), 3.2))
    for offset in (-_HATCH_STEP, 0, _HATCH_STEP):
        painter.drawLine(offset - 2, _HATCH_STEP + 2, offset + _HATCH_STEP + 2, -2)
    painter.end()
    return QBrush(tile)


_fonts: dict[tuple[float, int], QFont] = {}
_PLAIN = ("DejaVu Sans", "Bitstream Vera Sans")
_BETTER = ("Inter", "Noto Sans", "Ubuntu", "Cantarell", "Open Sans")


def font(px: float = BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's interface font at `px` with tabular figures."""
    made = _fonts.get((px, weight.value))
    if made is None:
        made = _fonts[px, weight.value] = _make_font(px, weight)
    return QFont(made)


@cache
def _better_family() -> str | None:
    """A family to use instead of the last resort of a desktop without a font of its own.

    That one is wide and its bold is heavy. None: the system's font is fine, or there is no better.
    """
    given = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QFontInfo(given).family() not in _PLAIN:
        return None
    return next((family for family in _BETTER if QFontDatabase.hasFamily(family)), None)


def _make_font(px: float, weight: QFont.Weight) -> QFont:
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    better = _better_family()
    if better is not None:
        made.setFamily(better)
    screen = QGuiApplication.primaryScreen()
    if px == int(px):
        made.setPixelSize(int(px))
    else:
        made.setPointSizeF(px * 72.0 / screen.logicalDotsPerInchY())
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def strong(px: float = BODY_PX) -> QFont:
    """The font of what is looked up by eye: symbols, titles, the level's digit."""
    return font(px, QFont.Weight.DemiBold)


class Theme(QObject):
    """Applies the chosen colours to the application and follows the system while told to."""

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: Choice = "system", *, up_is_green: bool = True
    ) -> None:
        super().__init__(application)
        self._application = application
        self._choice: Choice = choice
        self._up_is_green = up_is_green
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.setFont(font())
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the user chose: the system's scheme, light or dark."""
        return self._choice

    def choose(self, choice: Choice, *, up_is_green: bool = True) -> None:
        """Use `choice` from now on; shown at once."""
        if (choice, up_is_green) != (self._choice, self._up_is_green):
            self._choice = choice
            self._up_is_green = up_is_green
            self._apply()

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        global _current  # noqa: PLW0603  one process paints with one theme
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = self._choice == "dark" or (self._choice == "system" and scheme == Qt.ColorScheme.Dark)
        _current = DARK if dark else LIGHT
        if not self._up_is_green:
            _current = _current._replace(up=_current.down, down=_current.up)
        self._application.setPalette(_palette(_current))
        self._application.setStyleSheet(style_sheet(_current._asdict(), _icons_folder()))
        self.changed.emit()


def _icons_folder() -> str:
    return paths.resource("icons", "chevron.svg").parent.as_posix()


def _palette(roles: Colours) -> QPalette:
    palette = QPalette()
    pairs = {
        QPalette.ColorRole.Window: roles.ground,
        QPalette.ColorRole.WindowText: roles.ink,
        QPalette.ColorRole.Base: roles.pane,
        QPalette.ColorRole.AlternateBase: roles.ground,
        QPalette.ColorRole.ToolTipBase: roles.pane,
        QPalette.ColorRole.ToolTipText: roles.ink,
        QPalette.ColorRole.PlaceholderText: roles.quiet,
        QPalette.ColorRole.Text: roles.ink,
        QPalette.ColorRole.Button: roles.pane,
        QPalette.ColorRole.ButtonText: roles.ink,
        QPalette.ColorRole.BrightText: roles.on_accent,
        QPalette.ColorRole.Link: roles.accent,
        QPalette.ColorRole.LinkVisited: roles.accent,
        QPalette.ColorRole.Highlight: roles.accent_soft,
        QPalette.ColorRole.HighlightedText: roles.ink,
        QPalette.ColorRole.Accent: roles.accent,
        QPalette.ColorRole.Light: roles.pane,
        QPalette.ColorRole.Midlight: roles.line,
        QPalette.ColorRole.Mid: roles.line,
        QPalette.ColorRole.Dark: roles.line,
        QPalette.ColorRole.Shadow: roles.line,
    }
    for role, value in pairs.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.faded))
    return palette
