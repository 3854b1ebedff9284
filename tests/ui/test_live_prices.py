"""Prices of the stream on the screen: in place, at most twenty times a second, and only what can be seen."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QLabel

from screener.domain.figure import Figure
from screener.domain.message import Message, Text
from screener.domain.quote import ExtendedPrice, Quote, QuoteBatch
from screener.services.live import Followed
from screener.ui.live_prices import FRAME_MS, JUDGED_EVERY, PriceTicker
from screener.ui.main_window import MainWindow
from screener.ui.models.position_columns import COLUMN_IDS
from screener.ui.models.position_rows import Showing, rows_of
from screener.ui.models.positions_model import Filter, PositionsModel
from screener.ui.session import STREAMED_INTERVAL_S, Session
from tests.builders.assessments import NOW, sample_assessment
from tests.fakes.streams import told
from tests.ui.fake_workspace import FakeWorkspace

SECOND = timedelta(seconds=1)
SYMBOLS = tuple(row.symbol for row in sample_assessment().positions if row.kind != "cash")
PRICED = {COLUMN_IDS.index(column) for column in ("price", "today", "value", "age")}
UNREACHABLE = Message("source.unreachable", {"source": Text("Yahoo Finance")})


def quotes(factor: str = "1", at: datetime = NOW) -> dict[str, Quote]:
    """A quote of every position with a price, at so many times that price."""
    made = {}
    for row in sample_assessment().positions:
        if isinstance(row.price, Figure) and row.price.currency is not None:
            price = row.price.value * Decimal(factor)
            made[row.symbol] = Quote(
                symbol=row.symbol,
                price=price,
                currency=row.price.currency,
                at=at,
                fetched_at=at,
                source="Yahoo Finance",
                quote_type="EQUITY",
                market_state="regular",
                previous_close=row.price.value,
                change_fraction=Decimal(factor) - 1,
            )
    return made


# ---------------------------------------------------------------- the model


class Told:
    """The cells a model told of."""

    def __init__(self, model: PositionsModel) -> None:
        self.cells: list[tuple[int, int]] = []
        self.other: list[str] = []
        model.dataChanged.connect(self._on_cells)
        model.layoutChanged.connect(lambda *_: self.other.append("order"))
        model.modelReset.connect(lambda *_: self.other.append("reset"))

    def _on_cells(self, first, last) -> None:
        assert first == last, "of more than one cell the view paints everything"
        self.cells.append((first.row(), first.column()))


@pytest.fixture
def model(qapp, qtmodeltester) -> PositionsModel:
    made = PositionsModel()
    qtmodeltester.check(made)
    made.show_rows(rows_of(sample_assessment(), "holdings", Showing(NOW, "USD")))
    return made


def paint(model: PositionsModel, rows: range) -> None:
    """Have the cells of these rows made, as the view does."""
    model.bring_up(rows)
    for row in rows:
        for column in range(len(COLUMN_IDS)):
            model.cell_at(model.index(row, column))


def text(model: PositionsModel, symbol: str, column: str) -> str:
    number = next(n for n, row in model.shown_rows() if row.position.symbol == symbol)
    return str(model.data(model.index(number, COLUMN_IDS.index(column))))


def test_price_change_value_and_age_follow_and_nothing_else(model: PositionsModel) -> None:
    everything = range(model.rowCount())
    paint(model, everything)
    before = {column: text(model, "NVDA", column) for column in COLUMN_IDS}
    value = model.row(model.row_of_key("h-NVDA") or 0).position.value
    said = Told(model)
    model.show_quotes({"NVDA": quotes("1.1")["NVDA"]}, NOW + SECOND, everything)
    after = {column: text(model, "NVDA", column) for column in COLUMN_IDS}
    assert {column for column in COLUMN_IDS if before[column] != after[column]} <= {
        "price", "today", "value", "age",
    }  # fmt: skip
    assert after["price"] == "206.16"
    assert after["today"] == "+10.0%"
    assert after["age"] == "1 s"
    moved = model.row(model.row_of_key("h-NVDA") or 0).position.value
    assert isinstance(value, Figure)
    assert isinstance(moved, Figure)
    assert moved.value == value.value * Decimal("1.1")
    assert {column for _row, column in said.cells} <= PRICED
    assert len({row for row, _column in said.cells}) == 1
    assert said.other == []


def test_rows_out_of_sight_are_told_of_when_they_come_into_it(model: PositionsModel) -> None:
    paint(model, range(model.rowCount()))
    said = Told(model)
    model.show_quotes(quotes("1.1"), NOW, range(3))
    assert {row for row, _column in said.cells} <= {0, 1, 2}
    far = next(n for n, row in model.shown_rows() if n > 5 and row.position.symbol in quotes())
    stale = model.data(model.index(far, 1))
    model.bring_up(range(far, far + 1))
    assert model.data(model.index(far, 1)) != stale
    assert {row for row, _column in said.cells} <= {0, 1, 2}, "it is being painted anyway"


def test_the_order_stays_until_the_next_assessment_or_a_click(model: PositionsModel) -> None:
    everything = range(model.rowCount())
    model.sort(COLUMN_IDS.index("price"))
    before = [row.key for _number, row in model.shown_rows()]
    price = dict(quotes("1.2"), KO=msgspec.structs.replace(quotes()["KO"], price=Decimal(9999)))
    model.show_quotes(price, NOW, everything)
    assert [row.key for _number, row in model.shown_rows()] == before
    model.sort(COLUMN_IDS.index("price"))
    priced = [row.position for _number, row in model.shown_rows() if isinstance(row.position.price, Figure)]
    prices = [position.price.value for position in priced if position.price_origin != "cost"]
    assert prices == sorted(prices)
    assert prices[-1] == 9999


def test_an_assessment_made_before_a_price_does_not_take_it_back(model: PositionsModel) -> None:
    everything = range(model.rowCount())
    paint(model, everything)
    model.show_quotes(quotes("1.1"), NOW, everything)
    shown = text(model, "NVDA", "price")
    said = Told(model)
    older = sample_assessment()
    model.show_rows(rows_of(older, "holdings", Showing(NOW, "USD")), everything)
    assert text(model, "NVDA", "price") == shown
    assert not {column for _row, column in said.cells} & {COLUMN_IDS.index("price")}
    newer = msgspec.structs.replace(
        older,
        positions=tuple(msgspec.structs.replace(row, quoted_at=NOW + SECOND) for row in older.positions),
    )
    model.show_rows(rows_of(newer, "holdings", Showing(NOW, "USD")), everything)
    assert text(model, "NVDA", "price") == "187.42"


def test_a_price_of_another_currency_or_origin_waits_for_the_assessment(model: PositionsModel) -> None:
    everything = range(model.rowCount())
    pounds = msgspec.structs.replace(quotes("1.1")["NVDA"], currency="GBP")
    model.show_quotes({"NVDA": pounds}, NOW, everything)
    assert text(model, "NVDA", "price") == "187.42"
    assert text(model, "ABCX", "price") == "at cost"
    model.show_quotes(
        {"ABCX": msgspec.structs.replace(pounds, symbol="ABCX", currency="USD")}, NOW, everything
    )
    assert text(model, "ABCX", "price") == "at cost"


def test_hidden_amounts_stay_hidden(qapp) -> None:
    model = PositionsModel()
    model.show_rows(rows_of(sample_assessment(), "holdings", Showing(NOW, "USD", hide_amounts=True)))
    paint(model, range(model.rowCount()))
    model.show_quotes(quotes("1.1"), NOW, range(model.rowCount()))
    assert text(model, "NVDA", "value") == "•••"
    assert text(model, "NVDA", "price") == "206.16"


def test_a_price_after_the_close_leaves_price_and_value_alone(model: PositionsModel) -> None:
    paint(model, range(model.rowCount()))
    row = model.row(model.row_of_key("h-NVDA") or 0).position
    assert row.quoted_at is not None
    after = ExtendedPrice("post", Decimal(300), row.quoted_at + SECOND)
    same = msgspec.structs.replace(quotes()["NVDA"], at=row.quoted_at, extended=after, market_state="post")
    model.show_quotes({"NVDA": same}, NOW, range(model.rowCount()))
    assert text(model, "NVDA", "price") == "187.42"
    moved = model.row(model.row_of_key("h-NVDA") or 0).position
    assert (moved.extended, moved.market_state, moved.value) == (after, "post", row.value)


def test_filters_and_groups_live_with_moving_prices(model: PositionsModel) -> None:
    model.group_by("role")
    model.show_quotes(quotes("1.1"), NOW, range(model.rowCount()))
    model.set_filter(Filter(text="nv"))
    model.show_quotes(quotes("1.2", NOW + SECOND), NOW + SECOND, range(model.rowCount()))
    assert text(model, "NVDA", "price") == "224.90"


# ---------------------------------------------------------------- the window


class Played:
    """A window with a stream, and the hands that play it."""

    def __init__(self, window: MainWindow, session: Session, workspace: FakeWorkspace) -> None:
        self.window, self.session, self.workspace = window, session, workspace
        self.now = NOW
        session.now = lambda: self.now
        workspace.book.take(QuoteBatch(tuple(quotes(at=NOW - 12 * SECOND).values()), (), NOW))
        self.ticker = PriceTicker(session, window)
        workspace.live.follow(Followed(SYMBOLS, trading=True))
        self.stream = workspace.stream.opened[0]
        self.seconds = 0

    def tell(self, symbol: str = "NVDA", price: str = "190.00") -> None:
        """A price from the stream, a second after the one before."""
        self.seconds += 1
        self.stream.tell(told(symbol, price, NOW + self.seconds * SECOND))

    def frame(self) -> None:
        """Let one turn of fifty milliseconds pass."""
        QCoreApplication.processEvents()
        if self.ticker.frames.isActive():
            self.ticker.frames.timeout.emit()

    def second(self) -> None:
        """Let a second pass."""
        self.now += SECOND
        self.ticker.halves.timeout.emit()
        self.ticker.halves.timeout.emit()

    @property
    def table(self):
        return self.window.panels["holdings"].table

    def text(self, symbol: str, column: str) -> str:
        return text(self.table.model, symbol, column)


@pytest.fixture
def played(window: MainWindow, session: Session, workspace: FakeWorkspace, qtbot) -> Iterator[Played]:
    window.show_panel("holdings")
    made = Played(window, session, workspace)
    yield made
    made.ticker.stop()
    qtbot.waitUntil(lambda: not session.busy and session.pool.idle)


def test_a_price_is_shown_in_the_next_frame(played: Played) -> None:
    played.tell()
    assert played.text("NVDA", "price") == "187.42"
    played.frame()
    assert played.text("NVDA", "price") == "190.00"


def test_a_burst_from_another_thread_is_one_turn_of_painting(played: Played) -> None:
    said = Told(played.table.model)

    def burst() -> None:
        for number in range(2000):
            played.tell(SYMBOLS[number % 3], str(Decimal(18_000 + number % 900) / 100))

    thread = threading.Thread(target=burst)
    thread.start()
    thread.join()
    assert said.cells == []
    played.frame()
    assert len(said.cells) == len(set(said.cells)), "no cell twice"
    assert {row for row, _column in said.cells} <= {0, 1, 2, 3, 4, 5}


def test_it_paints_at_most_twenty_times_a_second_and_sleeps_without_prices(played: Played) -> None:
    frames = played.ticker.frames
    assert frames.interval() == FRAME_MS == 50
    assert not frames.isActive()
    said = Told(played.table.model)
    for _ in range(100):
        played.tell(price=str(180 + played.seconds % 9))
        QCoreApplication.processEvents()
    assert frames.isActive()
    assert said.cells == [], "nothing before the turn comes"
    played.frame()
    assert said.cells
    assert frames.isActive()
    played.frame()
    assert not frames.isActive()


def test_selection_and_scroll_stay(played: Played) -> None:
    view = played.table.view
    played.window.resize(900, 560)
    QCoreApplication.processEvents()
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(played.table.model.index(4, 0), flags)
    view.verticalScrollBar().setValue(40)
    chosen, at = played.table.selected_keys(), view.verticalScrollBar().value()
    for symbol in SYMBOLS:
        played.tell(symbol, "199.00")
    played.frame()
    assert played.table.selected_keys() == chosen
    assert view.verticalScrollBar().value() == at


def test_only_rows_that_can_be_seen_are_painted(played: Played) -> None:
    played.window.resize(900, 560)
    QCoreApplication.processEvents()
    view = played.table.view
    view.setFixedHeight(140)
    QCoreApplication.processEvents()
    first, last = view.shown_rows()
    assert last < played.table.model.rowCount() - 3
    paint(played.table.model, range(played.table.model.rowCount()))
    said = Told(played.table.model)
    for symbol, quote in quotes("1.05").items():
        played.tell(symbol, str(quote.price))
    played.frame()
    assert said.cells
    assert {row for row, _column in said.cells} <= set(range(first, last + 1))


def not_shown(played: Played) -> None:
    played.window.hide()


def minimised(played: Played) -> None:
    played.window.showMinimized()


def another_panel(played: Played) -> None:
    played.window.show_panel("overview")


@pytest.mark.parametrize("leave", [not_shown, minimised, another_panel])
def test_nothing_is_painted_that_nobody_sees_and_all_of_it_at_the_return(
    played: Played, leave: Callable[[Played], None]
) -> None:
    played.tell()
    QCoreApplication.processEvents()
    assert played.ticker.frames.isActive()
    leave(played)
    played.frame()
    assert not played.ticker.frames.isActive()
    said = Told(played.table.model)
    for _ in range(5):
        played.tell(price="191.00")
        played.frame()
    assert not played.ticker.frames.isActive()
    assert said.cells == []
    played.window.showNormal()
    played.window.show_panel("holdings")
    QCoreApplication.processEvents()
    assert played.text("NVDA", "price") == "191.00"


def test_prices_wait_in_the_stream_while_the_window_is_hidden(played: Played) -> None:
    played.window.hide()
    for _ in range(5):
        played.tell(price="191.00")
        played.second()
    assert played.workspace.live.quotes["NVDA"].price == Decimal("187.42")
    assert "judge prices" not in played.workspace.calls


def test_they_are_judged_every_five_seconds_at_most_and_without_a_word(played: Played, qtbot) -> None:
    busy: list[bool] = []
    played.session.busy_changed.connect(busy.append)
    played.second()
    assert played.workspace.calls == []
    for _ in range(12):
        played.tell()
        played.frame()
        played.second()
        qtbot.waitUntil(lambda: played.session.pool.idle)
        QCoreApplication.processEvents()
    assert played.workspace.calls == ["judge prices"] * 3
    assert JUDGED_EVERY == 5 * SECOND
    assert True not in busy


def test_nothing_newer_is_nothing_to_judge(played: Played, qtbot) -> None:
    played.tell()
    played.second()
    qtbot.waitUntil(lambda: played.workspace.calls == ["judge prices"])
    for _ in range(20):
        played.second()
    assert played.workspace.calls == ["judge prices"]


def test_judging_waits_for_a_round_under_way(played: Played, qtbot) -> None:
    played.workspace.gate.clear()
    played.session.refresh()
    played.tell()
    played.second()
    qtbot.waitUntil(lambda: played.workspace.calls == ["refresh"])
    played.workspace.gate.set()
    qtbot.waitUntil(lambda: not played.session.busy)
    played.second()
    qtbot.waitUntil(lambda: played.workspace.calls == ["refresh", "judge prices"])
    played.session.stop()


def test_the_inspector_follows_once_a_second(played: Played) -> None:
    played.session.select("position", "h-NVDA")
    played.window.inspector.finish()

    def said() -> str:
        return "\n".join(label.text() for label in played.window.inspector.findChildren(QLabel))

    assert "187.42 USD (price of" in said()
    played.tell()
    played.frame()
    assert "187.42 USD (price of" in said()
    played.second()
    assert "190.00 USD (price of" in said()
    assert "187.42 USD (price of" not in said()


def test_the_inspector_is_made_anew_when_a_level_changes_but_not_for_every_price(played: Played) -> None:
    session = played.session
    session.select("position", "h-NVDA")
    inspector = played.window.inspector
    inspector.finish()
    made = sample_assessment()
    dearer = msgspec.structs.replace(made.companies[0], weight=Decimal("0.2"))
    worse = msgspec.structs.replace(made.companies[0], level=4)
    shown = []
    inspector.show_selection = lambda assessment, *_: shown.append(assessment)
    for company in (dearer, worse):
        told_of = msgspec.structs.replace(made, companies=(company, *made.companies[1:]))
        session._take(told_of, quietly=True)
    assert [assessment.companies[0].level for assessment in shown] == [4]
    session._take(made)
    assert shown[-1] is made


def test_the_watchlist_follows_too(played: Played) -> None:
    played.window.show_panel("watch")
    QCoreApplication.processEvents()
    table = played.window.panels["watch"].table
    row = table.model.row(0).position
    assert isinstance(row.price, Figure)
    quote = msgspec.structs.replace(
        quotes()["NVDA"], symbol=row.symbol, currency=row.price.currency or "", price=row.price.value
    )
    played.workspace.book.take(QuoteBatch((quote,), (), NOW))
    played.workspace.live.follow(Followed((*SYMBOLS, row.symbol), trading=True))
    played.tell(row.symbol, str(row.price.value + 1))
    played.frame()
    assert text(table.model, row.symbol, "price") == f"{row.price.value + 1:,.2f}"


def test_the_map_is_not_drawn_anew_for_every_price(played: Played) -> None:
    played.window.show_panel("ring")
    panel = played.window.panels["ring"]
    shown = []
    panel.show_assessment = shown.append
    played.session._take(sample_assessment(), quietly=True)
    assert shown == []
    newest = sample_assessment()
    played.session._take(newest)
    assert shown == [newest]


def test_the_end_closes_the_stream_and_leaves_no_timer(played: Played) -> None:
    played.tell()
    played.frame()
    played.ticker.stop()
    assert played.stream.closed
    assert not [timer for timer in played.ticker.findChildren(QTimer) if timer.isActive()]
    played.workspace.live.follow(Followed(SYMBOLS, trading=True))
    assert len(played.workspace.stream.opened) == 1


# ---------------------------------------------------------------- the session


def test_replaced_assessments_are_let_go_and_never_pile_up(played: Played, qtbot) -> None:
    session = played.session
    for _ in range(5):
        session.refresh()
        qtbot.waitUntil(lambda: not session.busy)
    assert len(session._replaced) == 2
    played.tell()
    played.second()
    qtbot.waitUntil(lambda: "judge prices" in played.workspace.calls and session.pool.idle)
    QCoreApplication.processEvents()
    assert len(session._replaced) <= 1
    session.stop()


def test_switching_the_stream_off_judges_at_once(session: Session, workspace: FakeWorkspace, qtbot) -> None:
    session.set_setting("live_stream", False)
    qtbot.waitUntil(lambda: not session.busy)
    assert workspace.calls == ["assess"]


def test_quotes_are_asked_for_less_often_while_prices_stream_in(played: Played) -> None:
    session = played.session
    session._schedule()
    asked_every = session.interval_s()
    assert asked_every < STREAMED_INTERVAL_S
    played.tell()
    played.now = NOW + 2 * SECOND
    assert session.interval_s() == STREAMED_INTERVAL_S
    session._schedule()
    assert session._round.remainingTime() > asked_every * 1500
    played.now = NOW + 30 * SECOND
    session._each_second()
    planned = session._round.remainingTime()
    assert planned < asked_every * 1100
    session._round.setInterval(asked_every * 1090)
    session._each_second()
    assert session._round.interval() == asked_every * 1090, "what is due anyway is not put off"
    session.stop()


def test_the_badge_counts_from_the_last_price_of_the_stream(played: Played, qtbot) -> None:
    session, workspace = played.session, played.workspace
    session.refresh()
    qtbot.waitUntil(lambda: not session.busy)
    played.seconds = 100
    played.tell()
    played.now = NOW + 103 * SECOND
    session.update_freshness()
    assert session.freshness.text == "Live · streaming"
    played.now = NOW + 160 * SECOND
    session.update_freshness()
    assert session.freshness.text == "Live · 59 s", "it has fallen silent"
    played.now = NOW + 1000 * SECOND
    session.update_freshness()
    assert session.freshness.mode == "stale"
    assert workspace.fail is None
    session.stop()


def test_no_stream_before_the_first_paint(qtbot, open_desk) -> None:
    workspace = FakeWorkspace()
    desk = open_desk(workspace)
    workspace.live.follow(Followed(SYMBOLS, trading=True))
    assert workspace.stream.opened == []
    desk.show()
    qtbot.waitUntil(lambda: workspace.calls == ["refresh"])
    workspace.live.follow(Followed(SYMBOLS, trading=True))
    assert workspace.stream.open is not None
    desk.window.close()
    desk.close()
    assert workspace.stream.open is None
