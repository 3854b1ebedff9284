"""Searching online: the user types, sees what there is and chooses; nothing is taken by itself."""

from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from screener import wording
from screener.domain.imported import ImportedPosition, ImportReview
from screener.domain.quote import SymbolMatch
from screener.services.online_search import NobodyAsked
from screener.ui.dialogs.holding import HoldingDialog
from screener.ui.dialogs.import_review import SYMBOL, ImportDialog
from screener.ui.dialogs.online_search import OnlineSearchDialog
from screener.ui.dialogs.watch import WatchDialog
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

TENCENT = SymbolMatch("0700.HK", "Tencent Holdings Limited", "Hong Kong", "EQUITY")
RECEIPT = SymbolMatch("TCEHY", "Tencent Holdings <b>ADR</b>", "OTC Markets", "EQUITY")
TRACKER = SymbolMatch("2800.HK", "Tracker Fund of Hong Kong", "Hong Kong", "ETF")
APPLE, ODD = "US0378331005", "KYG875721634"


@pytest.fixture(autouse=True)
def finished(qtbot, session, workspace: FakeWorkspace):
    """Let work that a dialog began come to its end."""
    yield
    workspace.search_gate.set()
    qtbot.waitUntil(lambda: not session.busy)
    session.stop()


def opened(qtbot, dialog):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def lines(dialog: OnlineSearchDialog) -> list[str]:
    return [dialog.results.item(row).text() for row in range(dialog.results.count())]


def test_several_listings_are_shown_in_plain_text_and_none_is_taken(
    qtbot, session, themed, workspace: FakeWorkspace
) -> None:
    workspace.found_online["tencent"] = (TENCENT, RECEIPT)
    dialog = opened(qtbot, OnlineSearchDialog(session, "tencent"))
    qtbot.waitUntil(lambda: dialog.results.count() == 2)
    kind = wording.label("kind", "equity")
    assert lines(dialog) == [
        f"0700.HK  ·  Tencent Holdings Limited  ·  Hong Kong  ·  {kind}",
        f"TCEHY  ·  Tencent Holdings <b>ADR</b>  ·  OTC Markets  ·  {kind}",
    ]
    qtbot.keyClick(dialog.results, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.choose_button.isEnabled()
    assert "please choose" in dialog.state.text()
    take(dialog, "online-search", (560, 420), themed)
    dialog.results.setCurrentRow(1)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.choose_button, Qt.Key.Key_Space)
    assert chosen.args == [RECEIPT]
    assert not dialog.isVisible()


def test_it_says_what_is_sent_and_to_whom(qtbot, session) -> None:
    dialog = opened(qtbot, OnlineSearchDialog(session, ""))
    said = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Only these words are sent, to query2.finance.yahoo.com (Yahoo Finance)." in said
    assert session.workspace.searched_online == [], "nothing is sent before the user asks"
    dialog.reject()


def test_enter_searches_once_and_a_kind_is_named(qtbot, session, workspace: FakeWorkspace) -> None:
    workspace.found_online["tracker"] = (TRACKER,)
    kind = wording.label("kind", "fund")
    dialog = opened(qtbot, OnlineSearchDialog(session, ""))
    dialog.words.setText("tracker")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: lines(dialog) == [f"2800.HK  ·  Tracker Fund of Hong Kong  ·  Hong Kong  ·  {kind}"]
    )
    assert workspace.searched_online == ["tracker"]
    assert dialog.isVisible(), "the only match is marked and not taken"
    dialog.reject()


def test_a_search_can_be_stopped(qtbot, session, workspace: FakeWorkspace) -> None:
    workspace.found_online["tencent"] = (TENCENT,)
    workspace.search_gate.clear()
    dialog = opened(qtbot, OnlineSearchDialog(session, "tencent"))
    assert dialog.search_button.text() == "Stop"
    dialog.search_button.click()
    assert (dialog.state.text(), dialog.search_button.text()) == ("Stopped.", "Search")
    workspace.search_gate.set()
    qtbot.waitUntil(lambda: session.pool.idle)
    assert dialog.results.count() == 0, "an answer nobody waits for is dropped"
    dialog.reject()


def test_why_nobody_is_asked_is_said(qtbot, session, workspace: FakeWorkspace) -> None:
    workspace.search_error = NobodyAsked("Ringfence runs offline: nobody is asked.")
    dialog = opened(qtbot, OnlineSearchDialog(session, "tencent"))
    qtbot.waitUntil(lambda: dialog.state.text() == "Ringfence runs offline: nobody is asked.")
    workspace.search_error = None
    dialog.search()
    qtbot.waitUntil(lambda: "Nothing was found" in dialog.state.text())
    dialog.reject()


@pytest.mark.parametrize("kind", [HoldingDialog, WatchDialog])
def test_the_listing_chosen_goes_into_the_form(qtbot, session, workspace: FakeWorkspace, kind) -> None:
    workspace.found_online["tencent"] = (TENCENT, RECEIPT)
    form = opened(qtbot, kind(session))
    form.symbol.setText("tencent")
    search = form.symbol.search_online()
    qtbot.waitUntil(lambda: search.results.count() == 2)
    search.results.setCurrentRow(0)
    search.choose()
    assert form.symbol.text() == "0700.HK"
    form.reject()


# ---------------------------------------------------------------- the import


def positions() -> tuple[ImportedPosition, ...]:
    units = Decimal(5)
    return (
        ImportedPosition(2, "NVDA", units, name="NVIDIA"),
        ImportedPosition(3, None, units, isin=APPLE, name="Apple Inc."),
        ImportedPosition(4, None, units, isin=ODD, name="Tencent"),
        ImportedPosition(5, None, units, name="Some company"),
        ImportedPosition(6, "2330", units, name="A chip maker"),
        ImportedPosition(7, None, units, name="Cash", kind="cash"),
    )


@pytest.fixture
def review(qtbot, session, workspace: FakeWorkspace) -> ImportDialog:
    held = ImportReview(file="mine.csv", recognised_as="Positions", positions=positions(), rows=6)
    workspace.found_online[APPLE] = (SymbolMatch("AAPL", "Apple Inc.", "NASDAQ", "EQUITY"),)
    workspace.found_online[ODD] = (TENCENT, RECEIPT)
    return opened(qtbot, ImportDialog(session, held))


def cells(dialog: ImportDialog) -> list[str]:
    return [dialog.model.index(row, SYMBOL).data() for row in range(dialog.model.rowCount())]


def test_rows_without_a_symbol_say_so(review: ImportDialog) -> None:
    assert cells(review) == [
        "NVDA",
        f"{APPLE}  Choose …",
        f"{ODD}  Choose …",
        "Some company  Choose …",
        "2330  Choose …",
        "?",
    ]
    review.reject()


def test_one_match_of_an_isin_is_proposed_and_marked_so(
    qtbot, themed, review: ImportDialog, workspace: FakeWorkspace
) -> None:
    review.symbols.propose()
    qtbot.waitUntil(lambda: "Proposed: 1. Without a single match: 1." in review.symbols.state.text())
    assert workspace.searched_online == [APPLE, ODD], "names and codes are not looked up by themselves"
    assert cells(review)[1:3] == ["AAPL (proposed)", f"{ODD}  Choose …"]
    take(review, "import-choose", (760, 600), themed)
    review.symbols.mark(1)
    review.symbols.clear()
    assert cells(review)[1] == f"{APPLE}  Choose …"
    review.reject()


def test_a_chosen_listing_is_what_is_imported(
    qtbot, session, review: ImportDialog, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[ImportReview] = []
    monkeypatch.setattr(session, "commit_import", lambda made, _into, _name: stored.append(made))
    review.symbols.mark(2)
    search = review.symbols.choose()
    assert search is not None
    assert review.symbols.choose() is None, "one search at a time"
    qtbot.waitUntil(lambda: search.results.count() == 2)
    search.results.setCurrentRow(0)
    search.choose()
    assert cells(review)[2] == "0700.HK"
    review.ok_button.click()
    (made,) = stored
    assert [one.symbol for one in made.positions] == ["NVDA", None, "0700.HK", None, "2330", None]
    assert made.positions[2] == msgspec.structs.replace(positions()[2], symbol="0700.HK")


def test_a_code_of_several_exchanges_offers_them_without_asking_anybody(
    qtbot, review: ImportDialog, workspace: FakeWorkspace
) -> None:
    review.symbols.mark(4)
    search = review.symbols.choose()
    assert search is not None
    assert lines(search) == ["2330.TW", "2330.TWO", "2330.T", "2330.HK"]
    assert workspace.searched_online == []
    search.results.setCurrentRow(0)
    search.choose()
    assert cells(review)[4] == "2330.TW"
    review.reject()


def test_closing_the_review_stops_looking_up(
    qtbot, session, review: ImportDialog, workspace: FakeWorkspace
) -> None:
    workspace.search_gate.clear()
    review.symbols.propose()
    qtbot.waitUntil(lambda: workspace.searched_online == [APPLE])
    review.reject()
    workspace.search_gate.set()
    qtbot.waitUntil(lambda: session.pool.idle)
    assert workspace.searched_online == [APPLE]
