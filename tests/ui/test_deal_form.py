"""The form of a deal: every field, several sources, links to other records, companies that become parties."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from screener.domain.ring.draft import EntityDraft, EvidenceDraft, draft_of
from screener.services import ledger as ledger_services
from screener.ui.dialogs.deal import DealDialog
from screener.ui.dialogs.deal_fields import DealFields
from screener.ui.dialogs.party_field import PartyField
from screener.ui.dialogs.source_rows import SourceRows
from screener.ui.models.ledger_records import Book, Party, book_of
from tests.builders.rings import ring_assessment
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.pictures import take

replace = msgspec.structs.replace
COLA = EntityDraft("The Coca-Cola Company", country="US", symbols=("KO",), id="ko")
ACME = EvidenceDraft("https://news.example/a", "press", "2026-03", "It says so.")


@pytest.fixture
def workspace(monkeypatch) -> FakeWorkspace:
    made = FakeWorkspace(ring_assessment())
    monkeypatch.setattr(ledger_services, "possible_parties", lambda _parts: (COLA,))
    return made


@pytest.fixture
def book(workspace: FakeWorkspace) -> Book:
    return book_of(workspace.ledger_deals(), ring_assessment())


@pytest.fixture
def form(session, workspace, book: Book, qtbot) -> DealDialog:
    made = DealDialog(session, book)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: session.pool.idle and bool(made.fields.payer._offered))
    return made


def filled(form: DealDialog, payer: str = "NVIDIA", payee: str = "Oracle") -> DealFields:
    form.fields.payer.setText(payer)
    form.fields.payee.setText(payee)
    form.fields.sources.rows[0].address.setText("https://news.example/1")
    return form.fields


def closed(form: DealDialog, session, qtbot) -> None:
    form.reject()
    qtbot.waitUntil(lambda: session.pool.idle and not session.busy)


def own_rows(session) -> list:
    return [row for row in session.workspace.ledger_deals() if row.origin == "own"]


# -- sources ----------------------------------------------------------------------------------------


def test_a_record_keeps_all_its_sources_and_what_they_say(qtbot, themed) -> None:
    second = EvidenceDraft("Oracle 10-K", "seed", "2026", "")
    made = SourceRows((ACME, second))
    qtbot.addWidget(made)
    assert made.drafts() == (ACME, second)
    made.rows[1].tier.setCurrentIndex(made.rows[1].tier.findData("primary"))
    made.rows[1].day.setText("2026-06-01")
    assert made.drafts()[1] == EvidenceDraft("Oracle 10-K", "primary", "2026-06-01", "")
    made.rows[0].address.setText("https://news.example/b")
    assert made.drafts()[0] == EvidenceDraft("https://news.example/b", "press", "2026-03", "")


def test_sources_are_added_and_removed_and_one_row_is_always_there(qtbot, themed) -> None:
    made = SourceRows((ACME,))
    qtbot.addWidget(made)
    made.more.click()
    made.rows[1].address.setText("A title")
    assert [each.source for each in made.drafts()] == [ACME.source, "A title"]
    made.rows[0].drop.click()
    assert [each.source for each in made.drafts()] == ["A title"]
    made.rows[0].drop.click()
    assert made.drafts() == ()
    assert len(made.rows) == 1


# -- fields -----------------------------------------------------------------------------------------


def test_what_a_record_has_comes_back_unchanged(session, workspace, book: Book, qtbot, themed) -> None:
    before = replace(
        book.record("openai-vertiv").deal,
        cash=False,
        starts="2026-07",
        notice_days=90,
        capacity_gw=2,
        term_years=5,
        contains=("nvidia-openai",),
        extends=("oracle-nvidia",),
    )
    made = DealFields(book, before)
    qtbot.addWidget(made)
    again = made.draft()
    assert (again.payer, again.payee, again.amount) == ("OpenAI", "Vertiv", "30bn")
    same = replace(again, payer="openai", payee="vertiv", amount="30000000000")
    assert same == draft_of(before)


def test_the_form_has_cash_start_notice_and_capacity(form: DealDialog, session, qtbot) -> None:
    fields = filled(form)
    fields.cash.setCurrentIndex(fields.cash.findData("no"))
    fields.starts.setText("Jul 2026")
    fields.notice.setText("90")
    fields.capacity.setText("2.5")
    form.submit()
    saved = next(row.deal for row in session.workspace.ledger_deals() if row.deal.id == form.saved.id)
    assert (saved.cash, saved.starts, saved.notice_days, str(saved.capacity_gw)) == (
        False,
        "2026-07",
        90,
        "2.5",
    )
    qtbot.waitUntil(lambda: session.pool.idle and not session.busy)


def test_cash_follows_the_kind_until_the_user_says_otherwise(form: DealDialog, session, qtbot) -> None:
    fields = filled(form)
    assert fields.draft().cash == ""
    fields.cash.setCurrentIndex(fields.cash.findData("no"))
    assert fields.draft().cash == "no"
    closed(form, session, qtbot)


def test_links_to_other_records_are_picked_and_stored(form: DealDialog, session, qtbot) -> None:
    fields = filled(form)
    for link, deal in ((fields.contains, "nvidia-openai"), (fields.extends, "oracle-nvidia")):
        link.open()
        link.picker.tick(deal)
        link.picker.submit()
    draft = fields.draft()
    assert (draft.contains, draft.extends, draft.supersedes) == (("nvidia-openai",), ("oracle-nvidia",), ())
    fields.contains.open()
    fields.contains.picker.tick("nvidia-openai", on=False)
    fields.contains.picker.submit()
    assert fields.draft().contains == ()
    assert "no record" in fields.contains.button.text()
    closed(form, session, qtbot)


def test_every_wrong_field_is_outlined_with_its_sentence_and_plain_again_when_right(
    form: DealDialog, session, qtbot
) -> None:
    fields = filled(form)
    fields.amount.setText("lots")
    fields.term.setText("x")
    qtbot.waitUntil(lambda: bool(fields.amount.property("invalid")) and bool(fields.term.property("invalid")))
    assert "lots" in fields.amount.toolTip()
    assert len(form.preview.text.splitlines()) == 2
    assert not form.ok_button.isEnabled()
    fields.amount.setText("1bn")
    fields.term.setText("")
    qtbot.waitUntil(lambda: not fields.amount.property("invalid") and form.ok_button.isEnabled())
    assert fields.amount.toolTip() == ""
    closed(form, session, qtbot)


# -- parties ----------------------------------------------------------------------------------------


def test_a_company_is_offered_by_ticker_and_becomes_a_party(form: DealDialog, session, qtbot) -> None:
    fields = filled(form, payee="KO")
    assert fields.payee.known
    assert form.new_party.isHidden()
    qtbot.waitUntil(lambda: "Coca-Cola" in form.preview.text)
    form.submit()
    assert [row.payee for row in own_rows(session)] == ["The Coca-Cola Company"]
    session.undo()
    qtbot.waitUntil(lambda: session.pool.idle and not session.busy)
    assert own_rows(session) == []


def test_a_name_nobody_knows_can_be_added_by_a_link_that_is_seen(form: DealDialog, session, qtbot) -> None:
    filled(form, payee="Acme")
    assert "Acme" in form.new_party.text()
    assert form.new_party.isVisible()
    qtbot.waitUntil(lambda: form.new_party.height() >= form.new_party.fontMetrics().height())
    closed(form, session, qtbot)


def test_a_party_of_the_ledger_comes_before_a_company_of_that_name(qtbot, themed) -> None:
    made = PartyField({"soda": Party("soda", "Soda", symbols=("KO",))})
    qtbot.addWidget(made)
    made.offer((COLA,))
    made.setText("KO")
    assert (made.entity, made.offered, made.said) == ("soda", None, "KO")
    made.setText("Coca-Cola (KO)")
    assert (made.entity, made.offered, made.said) == (None, COLA, "ko")
    made.setText("Nobody")
    assert not made.known


def test_pictures(form: DealDialog, session, qtbot, themed) -> None:
    fields = filled(form)
    fields.sources.add().address.setText("A second source")
    fields.amount.setText("lots")
    qtbot.waitUntil(lambda: bool(fields.amount.property("invalid")))
    take(form, "dialog-deal-wrong", (940, 581), themed)
    closed(form, session, qtbot)
