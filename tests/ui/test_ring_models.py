"""What the Ring panel is filled from: records, filters, months, loops, paths, and effects in words."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from screener.domain.assessment import Loop, LoopLeg, Tie
from screener.domain.message import Message
from screener.domain.ring.effect import Effect, PlaceChange, Seat
from screener.domain.ring.ledger import build
from screener.domain.ring.reach import reach
from screener.ui.models import deal_words, effect_words, ring_time, ring_words
from screener.ui.models.ledger_columns import DEAL_COLUMNS, MAP_COLUMNS
from screener.ui.models.ledger_model import DealsModel, deal_rows
from screener.ui.models.ledger_records import (
    STATUSES,
    Book,
    Party,
    Record,
    book_of,
    book_of_loops,
    record_as_read,
)
from screener.ui.models.loops_model import LOOP_COLUMNS, LoopsModel, loop_rows
from screener.ui.models.paths_model import PathsModel, path_rows
from screener.ui.models.ring_content import RingContent, first_content
from screener.ui.models.ring_filter import RingFilter, matching
from screener.ui.models.ring_time import ALWAYS
from tests.builders import ledgers
from tests.builders.rings import LOOPS, ring_assessment
from tests.ui.fake_ledger import ledger_of
from tests.ui.fake_workspace import FakeWorkspace

replace = msgspec.structs.replace
MONEY = [column.id for column in DEAL_COLUMNS if column.id in STATUSES]


def record(key: str, **changes: object) -> Record:
    return record_as_read(ledgers.deal("a", "b", key=key, **changes))


def book(*records: Record) -> Book:
    return Book(records, {name: Party(name, name.upper()) for name in ("a", "b")}, whole=True)


# -- records ----------------------------------------------------------------------------------------


def test_the_rows_of_the_services_become_records_and_parties() -> None:
    workspace = FakeWorkspace(ring_assessment())
    made = book_of(workspace.ledger_deals(), ring_assessment())
    assert made.whole
    assert made.name("softbank-of-nowhere") == "softbank-of-nowhere"
    assert made.name("tesla") == "Tesla"
    assert {each.status for each in made.records} >= {"paid", "contracted", "announced", "contingent"}


def test_before_the_ledger_was_read_the_loops_records_are_there() -> None:
    made = book_of_loops(ring_assessment())
    deals = {deal.id for loop in LOOPS for leg in loop.legs for deal in leg.deals}
    assert {each.deal.id for each in made.records} == deals
    assert not made.whole


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"status": "closed"}, "paid"),
        ({"status": "definitive"}, "contracted"),
        ({"status": "announced"}, "announced"),
        ({"status": "closed", "conditional": True}, "contingent"),
        ({"status": "rumoured"}, "not_counted"),
        ({"status": "closed", "verification": "unverified_memory"}, "not_counted"),
    ],
)
def test_a_record_stands_in_the_column_of_what_its_money_is(changes, status: str) -> None:
    assert record("x", **changes).status == status


@given(st.sampled_from(("rumoured", "announced", "definitive", "closed", "revised")), st.booleans())
def test_an_amount_stands_in_one_column_only(status: str, conditional: bool) -> None:
    made = record("x", status=status, conditional=conditional, amount_usd=Decimal(7_000_000_000))
    (row,) = deal_rows(book(made))
    shown = [
        column
        for column, cell in zip(DEAL_COLUMNS, row.cells, strict=True)
        if column.id in MONEY and cell.text
    ]
    assert [column.id for column in shown] == [made.status]
    if status != "closed":
        assert shown[0].id != "paid"


def test_no_row_adds_anything_up() -> None:
    rows = deal_rows(
        book(record("x", amount_usd=Decimal(2_000_000)), record("y", amount_usd=Decimal(5_000_000)))
    )
    texts = {cell.text for row in rows for cell in row.cells}
    assert {"2m", "5m"} <= texts
    assert "7m" not in texts


def test_what_is_not_known_is_a_question_mark_and_sorts_last(qapp) -> None:
    model = DealsModel()
    unknown, small, large = (
        record(key, amount_usd=None if amount is None else Decimal(amount), firm_usd=None, status="closed")
        for key, amount in (("x", None), ("y", 1_000_000), ("z", 9_000_000))
    )
    model.show(deal_rows(book(unknown, small, large)))
    column = [each.id for each in DEAL_COLUMNS].index("paid")
    for order, first in ((1, "z"), (0, "y")):
        model.sort(column, Qt.SortOrder(order))
        found = [model.row(number).record.deal.id for number in range(3)]
        assert found[0] == first
        assert found[-1] == "x"
    assert model.row(2).cells[column].text == "?"


@pytest.mark.parametrize("columns", [DEAL_COLUMNS, MAP_COLUMNS])
def test_the_table_of_records_keeps_qts_rules(qapp, qtmodeltester, columns) -> None:
    model = DealsModel(columns)
    qtmodeltester.check(model)
    rows = deal_rows(
        book(record("x"), record("y", announced=None), record("z", status="rumoured")), columns=columns
    )
    model.show(rows)
    qtmodeltester.check(model)
    for number in range(len(columns)):
        model.sort(number)
    model.admit(lambda row: row.record.status != "not_counted")
    assert model.rowCount() == 2


def test_a_sorted_list_keeps_its_selection_and_goes_back_to_its_order(qapp) -> None:
    model = DealsModel()
    model.show(deal_rows(book(record("x", announced="2026-03"), record("y", announced="2026-01"))))
    kept = QPersistentModelIndex(model.index(0, 0))
    date_column = [each.id for each in DEAL_COLUMNS].index("date")
    model.sort(date_column)
    assert (kept.row(), model.row(kept.row()).record.deal.id) == (1, "x")
    model.sort(-1)
    assert kept.row() == 0


@pytest.mark.parametrize("state", ["superseded", "retired", "not_seen", "rumoured", "cancelled", "kept_out"])
def test_what_does_not_count_says_why(qapp, state: str) -> None:
    made = Record(ledgers.deal("a", "b"), None, None, state=state)
    assert deal_words.why_not_counted(made)
    (row,) = deal_rows(book(made))
    strength = [column.id for column in DEAL_COLUMNS].index("strength")
    assert row.cells[strength].text == "not counted"


# -- filters ----------------------------------------------------------------------------------------


def test_each_part_of_the_filter_takes_away_what_it_names() -> None:
    paid = record("paid", status="closed", announced="2025-03", amount_usd=Decimal(30))
    said = record("said", status="announced", announced="2026-01", amount_usd=None, leg="financing")
    heard = record("heard", status="rumoured")
    made = book(paid, said, heard)

    def shown(**parts: object) -> list[str]:
        return [each.deal.id for each in RingFilter(**parts).shown(made)]

    assert shown() == ["paid", "said"]
    assert shown(statuses=frozenset(STATUSES)) == ["paid", "said", "heard"]
    assert shown(legs=frozenset({"financing"})) == ["said"]
    assert shown(least=Decimal(20)) == ["paid"]
    assert shown(until=(2025, 12)) == ["paid"]
    assert shown(mine=frozenset({"z"})) == []
    assert shown(mine=frozenset({"b"})) == ["paid", "said"]
    assert shown(found=frozenset({"a"})) == ["paid", "said"]
    assert shown(off=frozenset({"paid"})) == ["said"]


def test_a_text_finds_parties_by_name_id_and_ticker_whatever_the_case() -> None:
    parties = (
        Party("mistral", "Mistral AI"),
        Party("nvidia", "NVIDIA", symbols=("NVDA",)),
        Party("tsmc", "台積電"),
    )
    assert matching(parties, "mïstral ai") == {"mistral"}
    assert matching(parties, "nvda") == {"nvidia"}
    assert matching(parties, "台積") == {"tsmc"}


# -- time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("announced", "month"),
    [
        ("2025-09-22", (2025, 9)),
        ("2025-09", (2025, 9)),
        ("2025", (2025, 12)),
        (None, ALWAYS),
        ("soon", ALWAYS),
    ],
)
def test_a_record_is_seen_from_when_it_is_sure_to_have_been_there(announced, month) -> None:
    assert ring_time.month_of(ledgers.deal("a", "b", announced=announced)) == month


def two_legs(first: str | None, second: str | None, **changes: object) -> Loop:
    legs = (
        LoopLeg("a", "b", "firm", (ledgers.deal("a", "b", "financing", announced=first),)),
        LoopLeg("b", "a", "firm", (ledgers.deal("b", "a", announced=second, **changes),)),
    )
    return Loop(("a", "b"), "firm", legs, None)


def test_a_loop_is_there_once_its_last_leg_is() -> None:
    assert ring_time.complete_by(two_legs("2024-02", "2025-06"), "firm") == (2025, 6)
    assert ring_time.complete_by(two_legs("2024-02", None), "firm") == ALWAYS
    assert ring_time.complete_by(two_legs("2024-02", "2025-06", status="announced"), "firm") is None


def test_a_loop_needs_its_financing_before_it_counts() -> None:
    late = ledgers.deal("a", "b", "financing", key="late", announced="2026-01")
    early = ledgers.deal("a", "b", key="early", announced="2024-01")
    legs = (
        LoopLeg("a", "b", "firm", (early, late)),
        LoopLeg("b", "a", "firm", (ledgers.deal("b", "a", announced="2024-03"),)),
    )
    assert ring_time.complete_by(Loop(("a", "b"), "firm", legs, None), "firm") == (2026, 1)


@given(st.lists(st.tuples(st.integers(2020, 2026), st.integers(1, 12)), max_size=30))
def test_growth_never_shrinks_and_ends_at_all(seen: list[tuple[int, int]]) -> None:
    months = tuple(sorted(set(seen)))
    counts = ring_time.growth(months, seen)
    assert list(counts) == sorted(counts)
    assert not counts or counts[-1] == len(seen)


# -- what the panel shows ---------------------------------------------------------------------------


def content() -> RingContent:
    made = ring_assessment()
    workspace = FakeWorkspace(made)
    return first_content(made)._replace(book=book_of(workspace.ledger_deals(), made))


def test_the_loops_shown_follow_floor_party_holdings_text_and_time() -> None:
    made = content()

    def count(floor: str = "announced", through: frozenset[str] | None = None, **parts: object) -> int:
        return len(made.loop_rows(RingFilter(**parts), floor, through))

    assert (count("firm"), count(), count("contingent")) == (3, 7, 9)
    assert count(through=frozenset({"oracle"})) == 1
    assert count(mine=made.mine) == 6
    assert count(found=frozenset({"anthropic"})) == 1
    assert count(until=(2020, 1)) == 0


def test_the_loops_of_most_money_come_first_and_are_named_briefly() -> None:
    made = content()
    rows = made.loop_rows(RingFilter(), "contingent")
    assert [row.weight for row in rows] == sorted((row.weight for row in rows), reverse=True)
    route = next(row for row in rows if row.loop.entities == ("coreweave", "nvidia")).cells[0]
    assert route.text == "CRWV → NVIDIA ↺"
    assert route.tip == "CoreWeave → NVIDIA → CoreWeave"


def test_the_loops_model_keeps_qts_rules(qapp, qtmodeltester) -> None:
    model = LoopsModel()
    qtmodeltester.check(model)
    rows = loop_rows(ring_assessment(), LOOPS, book_of_loops(ring_assessment()))
    model.show(rows)
    for column in range(len(LOOP_COLUMNS)):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        keys = [model.row(number).keys[column] for number in range(model.rowCount())]
        assert keys == sorted(keys, reverse=True)
    model.show(rows, lambda row: len(row.loop.legs) == 2)
    assert model.rowCount() == 3


def test_a_loop_is_told_leg_by_leg_with_its_records() -> None:
    made = content()
    said = ring_words.of_loop(LOOPS[3], made.book)
    assert said.title == "NVIDIA → OpenAI → Oracle → NVIDIA"
    assert [leg.title for leg in said.legs] == ["NVIDIA → OpenAI", "OpenAI → Oracle", "Oracle → NVIDIA"]
    assert said.numbered
    assert said.follow
    assert not ring_words.of_loop(LOOPS[3], made.book, gone=True).follow


def test_the_leg_the_money_is_on_is_said_with_date_and_amount() -> None:
    said = ring_words.progress(LOOPS[3], 1, content().book)
    assert said == "2 of 3: OpenAI → Oracle · announced · Feb 2026 · 30bn USD"


def test_a_party_is_told_with_its_place_tie_and_what_it_hangs_on() -> None:
    made = content()
    node = next(node for node in made.whole().nodes if node.entity == "oracle")
    company = made.assessment.company("oracle")
    assert company is not None
    hanging = replace(company, standing=replace(company.standing, hangs_on=("openai-oracle",)))
    legs = [leg for leg in made.whole().legs if "oracle" in leg.pair]
    said = ring_words.of_party(node, hanging, "Inside", legs, made.book.names())
    assert said.decisive == {"openai-oracle"}
    assert said.legs[0].title.startswith("Oracle →")
    unknown = replace(company, standing=replace(company.standing, tie=Tie("not_known")))
    assert "not known" in " ".join(ring_words.of_party(node, unknown, "Inside", legs, {}).lines)


# -- paths ------------------------------------------------------------------------------------------


def test_paths_name_every_step_and_which_way_the_money_goes(qapp, qtmodeltester) -> None:
    made = ring_assessment()
    found = reach(made.companies, build(ledger_of(made)))
    openai = next(each for each in found.reached if each.entity == "openai")
    names = content().book.names()
    rows = path_rows(openai, names, every=False)
    routes = {row.lead.company: row.cells[0].text for row in rows}
    assert routes["nvidia"] == "NVIDIA ⇄ OpenAI"
    assert routes["oracle"] == "Oracle ← OpenAI"
    assert len(path_rows(openai, names, every=True)) > len(rows)
    model = PathsModel()
    model.show(rows)
    qtmodeltester.check(model)
    said = ring_words.of_path(rows[0].lead, rows[0].path, content().book)
    assert [leg.title for leg in said.legs]
    assert "not how much" in " ".join(said.lines)


# -- effects ----------------------------------------------------------------------------------------


def seat(place: str, strength: str | None, records: int = 1) -> Seat:
    return Seat(place, strength, records, Tie("not_known"), Message("place.not_reviewed"))


def test_an_effect_is_told_places_first_then_loops() -> None:
    made = Effect(
        places=(
            PlaceChange(
                "oracle", "Oracle Corporation", seat("inside", "firm"), seat("adjacent", None), ("place",)
            ),
            PlaceChange(
                "nvidia", "NVIDIA", seat("inside", "firm", 3), seat("inside", "firm", 2), ("records",)
            ),
        ),
        gained=(),
        lost=LOOPS[:1],
        altered=(),
        truncated=True,
    )
    said = effect_words.lines(made, {"coreweave": "CoreWeave", "nvidia": "NVIDIA"})
    assert said[0] == "Oracle: inside (firm) → adjacent"
    assert said[1] == "1 loop is gone: CoreWeave → NVIDIA → CoreWeave"
    assert said[2] == "NVIDIA: rests on 3 → 2 records"
    assert "cut short" in said[3]


def test_a_change_that_moves_nothing_says_so() -> None:
    nothing = Effect((), (), (), (), truncated=False)
    assert effect_words.lines(nothing, {}) == ("No place, loop or tie changes.",)


def test_switching_off_changes_places_and_loops_of_the_content() -> None:
    made = content()
    gone = PlaceChange("oracle", "Oracle", seat("inside", "firm"), seat("adjacent", None), ("place",))
    changed = made._replace(effect=Effect((gone,), (), (LOOPS[3],), (), truncated=False))
    assert changed.places["oracle"] == "adjacent"
    assert LOOPS[3].entities not in {loop.entities for loop in changed.standing_loops()}
    assert len(changed.standing_loops()) == len(LOOPS) - 1


def test_words_of_status_never_read_alike() -> None:
    titles = {deal_words.status_title(each) for each in STATUSES}
    assert len(titles) == len(STATUSES)
    paid = deal_words.line(ledgers.deal("a", "b", status="closed"))
    said = deal_words.line(ledgers.deal("a", "b", status="announced"))
    assert "paid" in paid
    assert "paid" not in said
    assert deal_words.month("2026-02-27") == "27 Feb 2026"
