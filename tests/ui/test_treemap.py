"""The map: what a tile says, what a click and the arrow keys do."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from screener.ui import theme
from screener.ui.panels.overview_content import tiles
from screener.ui.widgets.treemap import Tile, Treemap, _fit, _lines
from tests.builders.assessments import empty_assessment, sample_assessment


@pytest.fixture
def shown(qtbot, themed) -> Treemap:
    made = Treemap()
    qtbot.addWidget(made)
    made.resize(700, 330)
    made.set_tiles(tiles(sample_assessment()))
    made.show()
    return made


def _tile(made: Treemap, symbol: str) -> Tile:
    return next(tile for tile in made.tiles if tile.symbol == symbol)


def test_area_is_weight(shown: Treemap) -> None:
    big, small = shown.box_of("NVDA"), shown.box_of("KO")
    ratio = big.width() * big.height() / (small.width() * small.height())
    assert ratio == pytest.approx(0.182 / 0.052, rel=0.08)


def test_every_position_with_a_weight_has_a_tile_largest_first(shown: Treemap) -> None:
    weights = [tile.weight for tile in shown.tiles]
    assert len(weights) == 14
    assert weights == sorted(weights, reverse=True)


def test_what_tiles_say(shown: Treemap) -> None:
    assert _tile(shown, "NVDA").details[0] == "18.2% · level 2"
    assert _tile(shown, "NVDA").inside
    assert not _tile(shown, "2330.TW").inside
    assert _tile(shown, "QQQ").details[0] == "11.2% · 29–51% on a loop"
    assert _tile(shown, "ABCX").details[0] == "0.7% · not identified"
    assert _tile(shown, "Cash").plain


def test_a_fund_shows_only_the_part_its_list_covers(shown: Treemap) -> None:
    bands = _tile(shown, "QQQ").bands
    assert sum(band.fraction for band in bands) == pytest.approx(0.175)
    assert {band.level for band in bands} == {2}


def test_unknown_is_hatched_and_levels_have_their_colour(shown: Treemap) -> None:
    image = shown.grab().toImage()
    seen = {}
    for symbol in ("PLTR", "ABCX"):
        box = shown.box_of(symbol)
        corner = QPoint(int(box.right()) - 6, int(box.bottom()) - 6)
        seen[symbol] = {
            image.pixelColor(corner - QPoint(dx, dy)).name() for dx in range(10) for dy in range(8)
        }
    assert seen["PLTR"] == {theme.LIGHT.levels[4]}
    assert len(seen["ABCX"]) > 1
    assert QColor(theme.LIGHT.levels[4]).name() not in seen["ABCX"]


def test_a_click_selects(qtbot, shown: Treemap) -> None:
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.box_of("ORCL").center().toPoint())
    assert chosen.args == ["company", "oracle"]
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.box_of("SMH").center().toPoint())
    assert chosen.args == ["fund", "SMH"]


def test_it_works_by_keyboard_alone(qtbot, shown: Treemap) -> None:
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    assert "NVDA" in shown.accessibleDescription()
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    right_of = shown.tile_at(
        QPoint(int(shown.box_of("NVDA").right()) + 20, int(shown.box_of("NVDA").center().y()))
    )
    assert right_of is not None
    assert right_of.symbol in shown.accessibleDescription()
    qtbot.keyClick(shown, Qt.Key.Key_Left)
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert chosen.args == ["company", "nvidia"]


def test_nothing_held_draws_nothing_and_does_not_stumble(qtbot, themed) -> None:
    made = Treemap()
    qtbot.addWidget(made)
    made.set_tiles(tiles(empty_assessment()))
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Right)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.box_of("NVDA").isEmpty()
    assert made.tile_at(QPointF(5, 5).toPoint()) is None


@pytest.mark.parametrize(
    ("room", "rows", "said"),
    [
        (200, 1, ["5.8% · level 4"]),
        (70, 2, ["5.8%", "level 4"]),
        (90, 1, ["5.8% · 4"]),
        (70, 1, ["level 4"]),
        (10, 1, ["4"]),
        (5, 1, []),
        (200, 0, []),
    ],
)
def test_a_tile_too_small_says_less_but_never_half_a_word(room: float, rows: int, said: list[str]) -> None:
    details = ("5.8% · level 4", "5.8% · 4", "level 4", "4")
    assert _lines(details, room, rows, lambda text: 10.0 * len(text)) == said


@pytest.mark.parametrize(
    ("width", "height", "upright"), [(200, 100, True), (66, 60, True), (58, 40, True), (18, 70, False)]
)
def test_a_narrow_tile_still_has_its_symbol(themed, width: float, height: float, upright: bool) -> None:
    tile = Tile("company", "tsmc", "2330.TW", Decimal("0.06"), 2, inside=False, details=(), tip="")
    fit = _fit(tile, QRectF(0, 0, width, height))
    assert fit is not None
    assert fit.upright is upright
    room = (width if upright else height) - 2 * fit.pad
    assert QFontMetricsF(fit.font).horizontalAdvance(tile.symbol) <= room


def test_a_tile_with_no_room_for_any_letter_stays_plain(themed) -> None:
    tile = Tile("company", "tsmc", "2330.TW", Decimal("0.06"), 2, inside=False, details=(), tip="")
    assert _fit(tile, QRectF(0, 0, 16, 16)) is None


def test_weights_of_zero_take_no_room(qtbot, themed) -> None:
    made = Treemap()
    qtbot.addWidget(made)
    tile = tiles(sample_assessment())[0]
    made.set_tiles((tile, tile._replace(symbol="ZERO", weight=Decimal(0))))
    assert [each.symbol for each in made.tiles] == ["NVDA"]
