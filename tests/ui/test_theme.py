"""Both themes fill every role, keep text legible, and switch while the window is open."""

import pytest
from PySide6.QtGui import QColor, QFont

from screener.ui import theme
from screener.ui.style_sheet import style_sheet


def _luminance(value: str) -> float:
    channels = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(value).getRgbF()[:3]
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "ground", 7),
        ("ink", "pane", 7),
        ("ink", "hatch_ground", 7),
        ("quiet", "pane", 4.5),
        ("quiet", "ground", 4.5),
        ("accent", "pane", 4.5),
        ("accent", "accent_soft", 4.5),
        ("on_accent", "accent", 4.5),
        ("up", "pane", 4.5),
        ("down", "pane", 4.5),
        ("error", "error_soft", 4.5),
    ],
)
def test_text_is_legible(roles: theme.Colours, ink: str, ground: str, least: float) -> None:
    assert _contrast(getattr(roles, ink), getattr(roles, ground)) >= least


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_digit_on_a_level_is_legible(level: int) -> None:
    assert _contrast(theme.LIGHT.levels[level], theme.LIGHT.on_levels[level]) >= 4.5


def test_both_themes_fill_the_same_roles_and_the_whole_sheet() -> None:
    assert theme.LIGHT._fields == theme.DARK._fields
    for roles in (theme.LIGHT, theme.DARK):
        assert "$" not in style_sheet(roles._asdict(), "/icons")


def test_choosing_a_theme_changes_palette_and_colours_at_once(qapp, themed, qtbot) -> None:
    with qtbot.waitSignal(themed.changed):
        themed.choose("dark")
    assert theme.colours().dark
    assert qapp.palette().window().color() == QColor(theme.DARK.ground)
    themed.choose("light")
    assert theme.colours() == theme.LIGHT
    assert qapp.palette().window().color() == QColor(theme.LIGHT.ground)


def test_which_direction_is_green_is_the_users_choice(themed) -> None:
    themed.choose("light", up_is_green=False)
    assert (theme.colours().up, theme.colours().down) == (theme.LIGHT.down, theme.LIGHT.up)


def test_unknown_has_no_colour_of_a_level(themed) -> None:
    ground, _ink = theme.level_colours(None)
    assert ground is None
    thin, _ink = theme.level_colours(0, grey=True)
    assert thin is not None
    assert thin.name() not in theme.colours().levels


def test_figures_are_tabular(themed) -> None:
    assert theme.font().isFeatureSet(QFont.Tag("tnum"))
