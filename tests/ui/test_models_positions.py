"""The positions model: what cells say, sorting and filtering by value, updates cell by cell."""

import random
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from screener.domain.assessment import Assessment
from screener.domain.figure import Unknown
from screener.domain.message import Message
from screener.ui.models.position_columns import COLUMN_IDS, COLUMNS
from screener.ui.models.position_groups import GROUPINGS
from screener.ui.models.position_rows import Showing, rows_of
from screener.ui.models.positions_model import Filter, PositionsModel
from tests.builders.assessments import NOW, figure, finding, sample_assessment
from tests.builders.rings import debt_figure, ring_assessment, unknown_finding, with_finding, with_position
from tests.builders.screened import screened_assessment

replace = msgspec.structs.replace
SHOWING = Showing(NOW, "USD")
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def model(qapp, qtmodeltester) -> PositionsModel:
    made = PositionsModel()
    qtmodeltester.check(made)
    made.show_rows(rows_of(sample_assessment(), "holdings", SHOWING))
    return made


def show(model: PositionsModel, assessment: Assessment, showing: Showing = SHOWING) -> None:
    model.show_rows(rows_of(assessment, "holdings", showing))


def symbols(model: PositionsModel) -> list[str]:
    return [model.row(number).position.symbol for number in range(model.rowCount())]


def index(model: PositionsModel, symbol: str, column: str) -> QModelIndex:
    return model.index(symbols(model).index(symbol), COLUMN_IDS.index(column))


def text(model: PositionsModel, symbol: str, column: str) -> str:
    return str(model.data(index(model, symbol, column)))


def column(name: str) -> int:
    return COLUMN_IDS.index(name)


def test_the_model_keeps_qts_rules_through_every_change(qapp, qtmodeltester) -> None:
    model = PositionsModel()
    qtmodeltester.check(model, force_py=False)
    before = ring_assessment()
    show(model, before)
    show(model, with_position(before, "NVDA", change=Decimal("0.5"), weight=Decimal("0.001")))
    model.sort(column("pe_ttm"), DOWN)
    model.set_filter(Filter(on_loop=True))
    show(model, replace(before, positions=before.positions[3:]))
    model.set_filter(Filter())
    show(model, replace(before, positions=()))
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("symbol", "name", "shown"),
    [
        ("NVDA", "symbol", "NVDA NVIDIA"),
        ("NVDA", "price", "187.42"),
        ("NVDA", "today", "−1.2%"),
        ("NVDA", "weight", "18.2%"),
        ("NVDA", "ring", "Inside · firm · some"),
        ("NVDA", "level", "2"),
        ("NVDA", "pe_ttm", "27.1"),
        ("NVDA", "top_customer", "22%"),
        ("NVDA", "ai_role", "Fuel · compute"),
        ("NVDA", "age", "12 s"),
        ("CRWV", "pe_ttm", "loss"),
        ("CRWV", "debt_equity", "7.02"),
        ("MSFT", "top_customer", "?"),
        ("2330.TW", "ring", "Adjacent · some"),
        ("KO", "ring", "Outside"),
        ("QQQ", "ring", "Fund · 29–51% inside"),
        ("QQQ", "level", "?"),
        ("QQQ", "pe_ttm", "–"),
        ("ABCX", "symbol", "ABCX not identified"),
        ("ABCX", "price", "at cost"),
        ("ABCX", "today", "?"),
        ("ABCX", "pe_ttm", "?"),
        ("ABCX", "level", "?"),
        ("USD", "price", "–"),
        ("USD", "level", "–"),
        ("USD", "ring", "–"),
        ("USD", "weight", "2.5%"),
    ],
)
def test_cells_say_what_is_known_and_what_is_not(model, symbol: str, name: str, shown: str) -> None:
    assert text(model, symbol, name) == shown


def test_a_screen_that_does_not_apply_is_a_dash_and_an_unknown_one_a_question_mark(model) -> None:
    off = finding("debt_equity", "debt_spending", None, Message("debt_equity.not_applicable.financial"))
    show(model, with_finding(sample_assessment(), "ko", replace(off, state="not_applicable")))
    assert text(model, "KO", "debt_equity") == "–"
    show(model, with_finding(sample_assessment(), "ko", unknown_finding("debt_equity", "debt_spending")))
    assert text(model, "KO", "debt_equity") == "?"


def test_an_old_figure_is_faded(model) -> None:
    old = finding("debt_equity", "debt_spending", 2, Message("x"), figure("debt_equity", "3.1", old=True))
    show(model, with_finding(sample_assessment(), "ko", replace(old, old=True)))
    assert model.cell_at(index(model, "KO", "debt_equity")).ink == "faded"
    assert model.cell_at(index(model, "NVDA", "debt_equity")).ink == "ink"


def test_a_tie_nobody_knows_is_said_to_be_unknown(model) -> None:
    made = sample_assessment()
    company = made.companies[0]
    tie = replace(company.standing.tie, grade="not_known", share=None)
    bare = replace(company, standing=replace(company.standing, tie=tie))
    show(model, replace(made, companies=(bare, *made.companies[1:])))
    assert text(model, company.symbol, "ring") == "Inside · firm · tie ?"


def test_a_position_without_price_and_cost_is_left_out_of_the_weights(model) -> None:
    unknown = Unknown(Message("no_price"))
    left_out = with_position(
        sample_assessment(), "KO", price=unknown, value=unknown, weight=None, price_origin="none"
    )
    show(model, left_out)
    assert text(model, "KO", "weight") == "?"
    assert "neither price nor cost" in str(
        model.data(index(model, "KO", "weight"), Qt.ItemDataRole.ToolTipRole)
    )


def test_hidden_amounts_never_reach_a_cell_its_tip_or_a_screen_reader(model) -> None:
    show(model, sample_assessment(), SHOWING._replace(hide_amounts=True))
    value = index(model, "NVDA", "value")
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    ):
        assert not any(letter.isdigit() for letter in str(model.data(value, role) or ""))


def test_screen_readers_hear_the_column_and_the_value(model) -> None:
    said = model.data(index(model, "MSFT", "top_customer"), Qt.ItemDataRole.AccessibleTextRole)
    assert "largest disclosed customer" in str(said)
    assert "not known" in str(said)


def test_tooltips_escape_what_comes_from_outside(model) -> None:
    nasty = with_position(sample_assessment(), "ABCX", notes=(Message("<img src='/etc/passwd'>"),))
    show(model, nasty)
    tip = str(model.data(index(model, "ABCX", "symbol"), Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip


@pytest.mark.parametrize("name", [each.id for each in COLUMNS])
def test_rows_without_a_value_come_last_both_ways(model, name: str) -> None:
    for order in (UP, DOWN):
        model.sort(column(name), order)
        keys = [model.row(number).sort_key(name) for number in range(model.rowCount())]
        known = [key for key in keys if key is not None]
        assert keys == known + [None] * (len(keys) - len(known))
        assert known == sorted(known, reverse=order == DOWN)


def test_sorting_is_by_value_not_by_text(model) -> None:
    model.sort(column("pe_ttm"), UP)
    shown = [text(model, symbol, "pe_ttm") for symbol in symbols(model)]
    assert shown.index("27.1") < shown.index("121.7") < shown.index("155.1") < shown.index("loss")


def test_the_title_of_the_sorted_column_shows_the_direction(model) -> None:
    model.sort(column("today"), DOWN)
    titles = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(len(COLUMNS))]
    assert titles[column("today")] == "Today ↓"
    assert sum("↓" in title or "↑" in title for title in titles) == 1


def test_filters_combine(model) -> None:
    model.set_filter(Filter(on_loop=True, least_level=3))
    assert set(symbols(model)) == {"ORCL", "AMD", "CRWV"}
    model.set_filter(Filter(on_loop=True, least_level=3, role="gear"))
    assert set(symbols(model)) == {"ORCL", "CRWV"}


@pytest.mark.parametrize("words", ["輝達", "nvid", "NVDA", " nvda "])
def test_the_text_filter_knows_symbols_names_and_aliases(model, words: str) -> None:
    model.set_filter(Filter(words))
    assert symbols(model) == ["NVDA"]


def test_only_changed_cells_are_announced(model, qtbot) -> None:
    for number in range(model.rowCount()):
        for each in range(model.columnCount()):
            model.data(model.index(number, each))
    told: list[tuple[int, int, int, int]] = []
    model.dataChanged.connect(
        lambda first, last: told.append((first.row(), last.row(), first.column(), last.column()))
    )
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    row = symbols(model).index("NVDA")
    show(model, with_position(sample_assessment(), "NVDA", change=Decimal("0.031")))
    assert told == [(row, row, column("today"), column("today"))]
    assert not resets
    assert text(model, "NVDA", "today") == "+3.1%"


def test_the_same_figures_again_announce_nothing(model) -> None:
    told: list[object] = []
    model.dataChanged.connect(lambda *_: told.append(1))
    model.layoutChanged.connect(lambda *_: told.append(2))
    model.modelReset.connect(lambda: told.append(3))
    show(model, sample_assessment())
    assert told == []


def test_an_update_that_changes_the_order_keeps_indexes_on_their_rows(model) -> None:
    model.sort(column("today"), DOWN)
    kept = QPersistentModelIndex(index(model, "NVDA", "symbol"))
    show(model, with_position(sample_assessment(), "NVDA", change=Decimal("0.9")))
    assert kept.row() == 0
    assert symbols(model)[0] == "NVDA"


def test_random_orders_and_filters_never_lose_or_double_a_row(model) -> None:
    dice = random.Random(7)
    everything = set(symbols(model))
    for _ in range(60):
        model.sort(dice.randrange(len(COLUMNS)), dice.choice((UP, DOWN)))
        model.set_filter(Filter(dice.choice(("", "n", "or")), dice.random() < 0.5))
        shown = symbols(model)
        assert len(shown) == len(set(shown))
        assert set(shown) <= everything
    model.set_filter(Filter())
    assert set(symbols(model)) == everything


def test_ages_run_without_touching_other_cells(model) -> None:
    assert text(model, "NVDA", "age") == "12 s"
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(first.column()))
    model.tick(NOW + timedelta(seconds=3), range(model.rowCount()))
    assert text(model, "NVDA", "age") == "15 s"
    assert set(told) == {column("age")}


def test_rows_are_found_by_their_key(model) -> None:
    number = model.row_of_key("h-ORCL")
    assert number is not None
    assert model.row(number).position.symbol == "ORCL"
    model.set_filter(Filter("nvda"))
    assert model.row_of_key("h-ORCL") is None


def test_negative_equity_is_said_in_words_and_sorts_as_the_worst(model) -> None:
    gone = finding("debt_equity", "debt_spending", 4, Message("debt_equity.negative"), debt_figure())
    show(model, with_finding(sample_assessment(), "ko", replace(gone, value=None)))
    assert text(model, "KO", "debt_equity") == "eq. < 0"
    model.sort(column("debt_equity"), DOWN)
    assert symbols(model)[0] == "KO"


# -- groups -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_grouping_shows_every_position_once_and_its_sums_are_the_whole(
    qapp, qtmodeltester, grouping
) -> None:
    model = PositionsModel()
    qtmodeltester.check(model, force_py=False)
    show(model, screened_assessment())
    model.group_by(grouping)
    found = [model.head_at(number) for number in range(model.rowCount())]
    grouped = [head for head in found if head is not None]
    rows = [row.key for _number, row in model.shown_rows()]
    assert len(rows) == len(set(rows)) == model.total == 14
    if grouping:
        assert sum(head.positions for head in grouped) == 14
        weights = [row.position.weight or 0 for row in model.all_rows()]
        assert sum(head.weight or 0 for head in grouped) == sum(weights)
        assert [head.positions for head in grouped] == [
            len(list(part)) for is_row, part in groupby(found, key=lambda head: head is None) if is_row
        ]


def test_random_orders_filters_and_folds_never_lose_a_row_or_break_a_rule(qapp, qtmodeltester) -> None:
    model = PositionsModel()
    qtmodeltester.check(model, force_py=False)
    made = screened_assessment()
    show(model, made)
    dice = random.Random(11)
    for _ in range(120):
        model.sort(dice.randrange(len(COLUMNS)), dice.choice((UP, DOWN)))
        model.set_filter(Filter(dice.choice(("", "n")), dice.random() < 0.3))
        model.group_by(dice.choice(GROUPINGS))
        for number in range(min(3, model.rowCount())):
            head = model.head_at(number)
            if head is not None:
                model.fold(head.key, folded=dice.random() < 0.5)
        show(model, with_position(made, "NVDA", weight=Decimal(dice.randrange(1, 99)) / 100))
        rows = [row.key for _number, row in model.shown_rows()]
        assert len(rows) == len(set(rows))
    model.group_by("")
    model.set_filter(Filter())
    assert len(symbols(model)) == 14


def test_a_head_tells_when_its_sums_change(model) -> None:
    model.group_by("role")
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    show(model, with_position(sample_assessment(), "NVDA", weight=Decimal("0.19")))
    assert 0 in told
    assert model.data(model.index(0, column("weight"))) == "32.7%"


def test_groups_of_levels_stand_from_the_worst_and_what_has_none_comes_last(model) -> None:
    model.group_by("level")
    names = [head.name for number in range(model.rowCount()) if (head := model.head_at(number)) is not None]
    assert names == [
        "Level 4: very high", "Level 3: high", "Level 2: noticeable", "Level 1: slight", "Not rated", "Funds",
        "Cash",
    ]  # fmt: skip


def test_a_group_is_said_with_its_count_and_whether_it_is_folded(model) -> None:
    model.group_by("role")
    model.fold("fuel", folded=True)
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Fuel, 3 positions, folded"


def test_a_tag_called_like_a_kind_of_ours_is_a_tag(model) -> None:
    made = sample_assessment()
    companies = tuple(replace(each, tags=("fund", "cash")) for each in made.companies)
    show(model, replace(made, companies=companies))
    model.group_by("tags")
    heads = [head for number in range(model.rowCount()) if (head := model.head_at(number)) is not None]
    assert [head.name for head in heads] == ["cash, fund", "No tag of your own"]
