"""Where a price came from and what its market does: in the table's tips and in the Inspector."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from screener.domain.assessment import PositionResult
from screener.domain.figure import Figure, Source, unknown
from screener.domain.message import Unit
from screener.domain.quote import ExtendedPrice
from screener.ui import formats
from screener.ui.models import price_words
from screener.ui.models.position_columns import COLUMN_IDS
from screener.ui.models.position_rows import Showing, rows_of
from screener.ui.models.positions_model import PositionsModel
from screener.ui.panels.inspector_sections.quote import QuoteSection, quote_lines
from tests.builders.assessments import NOW, position, sample_assessment
from tests.builders.rings import with_position

LATE = ExtendedPrice("post", Decimal("182.10"), NOW - timedelta(minutes=3), Decimal("0.004"))
AT = formats.moment(NOW - timedelta(minutes=3), NOW)


def row(**more: object) -> PositionResult:
    return position("NVDA", "NVIDIA", "0.1", **more)


def figure(source: Source, day: date = date(2026, 8, 21)) -> Figure:
    return Figure("price", Decimal("12.5"), Unit.PER_SHARE, day, source, "USD")


def text_and_tip(column: str, **changes: object) -> tuple[str, str]:
    model = PositionsModel()
    made = with_position(sample_assessment(), "NVDA", **changes)
    model.show_rows(rows_of(made, "holdings", Showing(NOW, "USD")))
    symbols = [model.row(number).position.symbol for number in range(model.rowCount())]
    at = model.index(symbols.index("NVDA"), COLUMN_IDS.index(column))
    return str(model.data(at)), str(model.data(at, Qt.ItemDataRole.ToolTipRole))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ("Live quote", "Yahoo Finance")),
        ({"delayed_minutes": 15}, ("Live quote", "15 min delayed")),
        (
            {"price_origin": "last_good", "quoted_at": NOW - timedelta(hours=3)},
            ("Last good quote, 3 h old", "Yahoo Finance"),
        ),
        (
            {"price_origin": "snapshot", "quoted_at": None, "price": figure(Source("Exchange list"))},
            ("Shipped price · Exchange list · 21 Aug 2026",),
        ),
        (
            {
                "price_origin": "manual",
                "quoted_at": None,
                "price": figure(Source("your list mine.csv", tier="user")),
            },
            ("Your own price · your list mine.csv · 21 Aug 2026",),
        ),
        ({"price_origin": "cost", "quoted_at": None}, ("counted at cost",)),
    ],
)
def test_the_origin_of_a_price_is_said_in_the_tip_and_in_the_inspector(
    qapp, changes: dict[str, object], said: tuple[str, ...]
) -> None:
    line = price_words.origin(row(**changes), NOW)
    for part in said:
        assert part in line
    if changes.get("price_origin") != "cost":
        assert line in text_and_tip("price", **changes)[1]
        assert line in text_and_tip("age", **changes)[1]


@pytest.mark.parametrize(
    ("state", "word"),
    [("pre", "Pre-market"), ("regular", "Open"), ("post", "After hours"), ("closed", "Closed")],
)
def test_the_market_is_said_in_words(qapp, state: str, word: str) -> None:
    assert text_and_tip("market", market_state=state)[0] == word


def test_nothing_is_said_of_a_market_nobody_knows(qapp) -> None:
    assert text_and_tip("market", market_state="unknown")[0] == "?"
    assert text_and_tip("market", quoted_at=None)[0] == "?"


def test_a_late_price_stands_beside_the_regular_one_and_values_nothing(qapp) -> None:
    late: dict[str, object] = {"market_state": "post", "extended": LATE}
    text, tip = text_and_tip("market", **late)
    assert text == "After hours +0.4%"
    assert f"After hours 182.10 USD, +0.4%, {AT}" in tip
    assert "Values and weights stay on the regular price." in tip
    assert text_and_tip("price", **late)[0] == "187.42"
    assert "182.10" in text_and_tip("price", **late)[1]
    assert "Market: After hours" in text_and_tip("today", **late)[1]


def test_a_late_price_of_a_session_that_has_ended_is_in_the_tip_only(qapp) -> None:
    text, tip = text_and_tip("market", market_state="closed", extended=LATE)
    assert text == "Closed"
    assert "182.10" in tip


def shown(section: QuoteSection) -> list[str]:
    section.show()
    return [each.text() for each in section.findChildren(QLabel) if each.isVisible()]


def test_the_inspector_names_origin_market_and_late_price(qtbot, themed) -> None:
    section = QuoteSection(quote_lines(row(market_state="post", extended=LATE), NOW))
    qtbot.addWidget(section)
    heading, origin, market, late, note = shown(section)
    assert heading == "Where the price comes from"
    assert origin.startswith("Live quote · Yahoo Finance")
    assert market == "Market: After hours"
    assert late == f"After hours 182.10 USD, +0.4%, {AT}"
    assert note == "Values and weights stay on the regular price."
    section.show_position(row(market_state="regular"), NOW)
    assert shown(section)[2:] == ["Market: Open"]


def test_what_has_no_price_has_no_such_section(qapp) -> None:
    bare = row(price=unknown("no_price_found"), price_origin="none", quoted_at=None)
    assert quote_lines(bare, NOW) == ("", "", "")
