"""The ledger on an open desk: own records move places, one undo step each, and nothing of it alerts."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from screener.domain.ring.draft import DealDraft, EntityDraft, draft_of
from screener.domain.watch.compare import compare
from screener.errors import BadInput
from screener.providers.snapshot.files import Manifest
from screener.providers.snapshot.ledger_file import packed, shipped
from screener.providers.snapshot.reading import read_json
from screener.providers.snapshot.seal import MANIFEST
from screener.services.ledger_changes import AddDeal, EditDeal, RemoveDeal, RestoreDeal, RetireDeal
from screener.services.ledger_rows import DealFilter, LedgerRow
from screener.services.workspace import Workspace
from screener.wording import strict_sentence
from screener.wording.labels import is_labelled
from tests.builders.desks import ScriptedSource, desk
from tests.builders.drafts import SEEN, draft
from tests.fakes.clocks import Clocks

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
SODA = EntityDraft("Soda", "end_user", symbols=("KO",))
CHIPS = DealDraft("soda", "nvidia", "chip_purchase", "definitive", "3bn", announced="2026-10", evidence=SEEN)
STAKE = DealDraft("nvidia", "soda", "equity_investment", "closed", "1bn", announced="2026-11", evidence=SEEN)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with desk(ScriptedSource(Clocks(NOW)), offline=True) as opened:
        yield opened


Change = AddDeal | EditDeal | RetireDeal | RestoreDeal | RemoveDeal


def made(workspace: Workspace, change: Change) -> None:
    """The change, through the method the window calls."""
    match change:
        case AddDeal(draft=wanted):
            workspace.add_deal(wanted)
        case EditDeal(id=name, draft=wanted):
            workspace.edit_deal(name, wanted)
        case RetireDeal(id=name, reason=reason):
            workspace.retire_deal(name, reason)
        case RestoreDeal(id=name):
            workspace.restore_deal(name)
        case RemoveDeal(id=name):
            workspace.remove_deal(name)


def row(workspace: Workspace, deal_id: str) -> LedgerRow:
    return next(one for one in workspace.ledger_deals() if one.deal.id == deal_id)


def place(workspace: Workspace, key: str = "ko") -> str:
    company = workspace.assess().company(key)
    assert company is not None
    return company.standing.place


def test_a_deal_of_the_users_moves_a_place_and_undo_brings_it_back(workspace: Workspace) -> None:
    before = workspace.assess()
    assert place(workspace) == "outside"
    assert workspace.add_party(SODA) == "soda"
    chips = workspace.add_deal(CHIPS)
    assert place(workspace) == "adjacent"
    workspace.add_deal(STAKE)
    assert place(workspace) == "inside"

    mine = row(workspace, chips.id)
    assert (mine.origin, mine.state, mine.strength, mine.column) == ("own", "counts", "firm", "contracted")
    assert mine.changed_at == NOW
    assert workspace.undo() == "Add the deal NVIDIA Corporation – Soda"
    assert place(workspace) == "adjacent"
    workspace.undo()
    assert workspace.undo() == "Enter the party Soda"
    after = workspace.assess()
    assert after.provenance.ledger == before.provenance.ledger
    assert workspace.redo() is not None
    assert workspace.assess().provenance.ledger != before.provenance.ledger


def test_what_the_user_changes_never_alerts(workspace: Workspace) -> None:
    before = workspace.assess()
    workspace.add_party(SODA)
    workspace.add_deal(CHIPS)
    workspace.add_deal(STAKE)
    comparison = compare(before, workspace.assess())

    assert comparison.alerts == ()
    assert "ring_place" in {change.screen for change in comparison.data_changed}


def test_a_rumour_changes_no_place(workspace: Workspace) -> None:
    before = {one.key: one.standing for one in workspace.assess().companies}
    rumour = draft("oracle", "nvidia", status="rumoured", supersedes=("nvidia-openai-equity-2026-02",))
    assert workspace.preview_deal(AddDeal(rumour)).is_empty
    saved = workspace.add_deal(rumour)

    assert {one.key: one.standing for one in workspace.assess().companies} == before
    assert row(workspace, saved.id).state == "rumoured"


def test_a_preview_tells_what_saving_does_and_stores_nothing(workspace: Workspace) -> None:
    workspace.add_party(SODA)
    workspace.add_deal(CHIPS)
    told = workspace.preview_deal(AddDeal(STAKE))

    assert ("ko", "adjacent", "inside") in {
        (one.company, one.before.place, one.after.place) for one in told.places
    }
    assert [loop.entities for loop in told.gained if "soda" in loop.entities] == [("nvidia", "soda")]
    assert place(workspace) == "adjacent"
    workspace.add_deal(STAKE)
    assert place(workspace) == "inside"


def test_an_edit_wins_and_restoring_brings_the_shipped_record_back(workspace: Workspace) -> None:
    name = "nvidia-openai-equity-2026-02"
    before = row(workspace, name)
    talk = msgspec.structs.replace(draft_of(before.deal), status="announced", amount="20bn")
    told = workspace.preview_deal(EditDeal(name, talk))
    workspace.edit_deal(name, talk)

    edited = row(workspace, name)
    assert (edited.origin, edited.strength, edited.shipped) == ("edited", "announced", before.deal)
    assert (edited.deal.amount_usd, edited.changed_upstream) == (20_000_000_000, False)
    assert not told.is_empty
    workspace.restore_deal(name)
    assert row(workspace, name) == before


def test_retire_restore_and_remove(workspace: Workspace) -> None:
    name = "nvidia-openai-equity-2026-02"
    told = workspace.preview_deal(RetireDeal(name))
    assert workspace.what_if([name]).places == told.places
    workspace.retire_deal(name, "  it was\n sold\ud800 ")

    gone = row(workspace, name)
    assert (gone.state, gone.strength, gone.reason) == ("retired", None, "it was sold")
    assert workspace.can_undo == "Retire the deal NVIDIA Corporation – OpenAI Group PBC"
    assert row(workspace, "nvidia-openai-loi-2025-09").state == "superseded"
    assert workspace.preview_deal(RestoreDeal(name)).gained == told.lost
    workspace.restore_deal(name)
    assert row(workspace, name).state == "counts"
    own = workspace.add_deal(draft()).id
    workspace.remove_deal(own)
    assert own not in {one.deal.id for one in workspace.ledger_deals()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            AddDeal(draft(payer="nobody")),
            "^The field “payer” names “nobody”, which is no party",
        ),
        (AddDeal(draft(payee="NVDA")), "payee: nvidia would pay itself"),
        (AddDeal(draft(announced="2027-01-01")), "announced: 2027-01-01 is after today, 20 Nov 2026"),
        (AddDeal(draft(firm="4bn")), "firm part: the firm part"),
        (AddDeal(draft(supersedes=("gone",))), "replaces: there is no record gone"),
        (EditDeal("gone", draft()), "There is no record gone"),
        (RetireDeal("gone"), "There is no record gone"),
        (RetireDeal("nvidia-openai-equity-2026-02", "x" * 501), "more than 500 characters"),
        (RestoreDeal("nvidia-openai-equity-2026-02"), "nothing to restore"),
        (RemoveDeal("nvidia-openai-equity-2026-02"), "is shipped; it can be retired"),
    ],
)
def test_what_cannot_be_is_refused_by_preview_and_saving_alike(
    workspace: Workspace, change: Change, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as previewed:
        workspace.preview_deal(change)
    with pytest.raises(BadInput) as saved:
        made(workspace, change)
    assert saved.value.message == previewed.value.message
    assert workspace.can_undo is None


def test_what_others_refer_to_cannot_be_removed(workspace: Workspace) -> None:
    workspace.add_party(SODA)
    first = workspace.add_deal(CHIPS).id
    second = workspace.add_deal(msgspec.structs.replace(CHIPS, amount="2bn", extends=(first,))).id

    with pytest.raises(BadInput, match=f"record {second} refers to it"):
        workspace.remove_deal(first)
    with pytest.raises(BadInput, match=f"record {first} names it"):
        workspace.remove_party("soda")
    workspace.remove_deal(second)
    workspace.remove_deal(first)
    workspace.remove_party("soda")
    assert place(workspace) == "outside"


def test_warnings_come_with_what_is_saved(workspace: Workspace) -> None:
    saved = workspace.add_deal(draft(amount="30", evidence=()))
    told = workspace.preview_deal(EditDeal(saved.id, draft(amount="30")))

    assert any("is “bn” missing?" in text for text in saved.warnings)
    assert any("counts nowhere" in text for text in saved.warnings)
    assert any("bn" in strict_sentence(one.message) for one in told.problems)
    assert row(workspace, saved.id).state == "not_seen"


# ---------------------------------------------------------------- browsing


def test_every_record_is_listed_with_why_it_counts_or_not(workspace: Workspace) -> None:
    rows = workspace.ledger_deals()

    assert len(rows) == workspace.assess().ledger_deals
    dates = [one.deal.announced or "" for one in rows]
    assert dates == sorted(dates, reverse=True)
    assert {one.origin for one in rows} == {"shipped"}
    assert all((one.strength is not None) == (one.state == "counts") for one in rows)
    assert all(is_labelled("record_state", one.state) for one in rows)
    assert row(workspace, "nvidia-openai-loi-2025-09").replaced_by == ("nvidia-openai-equity-2026-02",)


@pytest.mark.parametrize(
    "wanted",
    [
        DealFilter(text="nvidia openai"),
        DealFilter(text="OPENAI", statuses=frozenset({"rumoured"})),
        DealFilter(parties=frozenset({"coreweave"}), legs=frozenset({"purchase"})),
        DealFilter(strengths=frozenset({"firm"}), least_usd=10_000_000_000),
        DealFilter(since="2026-01", until="2026-03-15"),
        DealFilter(states=frozenset({"superseded", "cancelled"})),
        DealFilter(kinds=frozenset({"debt"})),
    ],
)
def test_a_filter_takes_a_part_and_only_what_it_asks_for(workspace: Workspace, wanted: DealFilter) -> None:
    everything, found = workspace.ledger_deals(), workspace.ledger_deals(wanted)

    assert 0 < len(found) < len(everything)
    assert set(found) <= set(everything)
    for one in found:
        assert all(word in f"{one.payer} {one.payee} {one.deal.goods} {one.deal.id}".casefold()
                   for word in wanted.text.casefold().split())  # fmt: skip
        assert not wanted.parties or wanted.parties & {one.deal.payer, one.deal.payee}
        assert wanted.least_usd is None or (one.deal.amount_usd or 0) >= wanted.least_usd
    assert not workspace.ledger_deals(DealFilter(origins=frozenset({"own"})))


@pytest.mark.parametrize(
    ("announced", "taken"),
    [("2026-01", True), ("2026-03-15", True), ("2026-03", True), ("2026-03-16", False), ("2025-12-31", False),
     ("2026", True), ("2025", False), (None, False)],
)  # fmt: skip
def test_a_range_of_days_takes_what_may_lie_in_it(
    workspace: Workspace, announced: str | None, taken: bool
) -> None:
    first = workspace.ledger_deals()[0]
    dated = msgspec.structs.replace(first, deal=msgspec.structs.replace(first.deal, announced=announced))

    assert DealFilter(since="2026-01", until="2026-03-15").takes(dated) is taken


# ---------------------------------------------------------------- paths and files


def test_paths_lead_from_holdings_and_funds_to_private_companies(workspace: Workspace) -> None:
    found = workspace.reach()
    openai = next(one for one in found.reached if one.entity == "openai")
    weights = {one.key: one.weight for one in workspace.assess().companies}

    assert openai.leads[0].symbol == "NVDA"
    assert all(lead.weight == weights[lead.company] for lead in openai.leads)
    assert any(lead.through_funds > 0 for lead in openai.leads)
    assert found.ledger == workspace.assess().provenance.ledger


def test_changes_travel_as_a_file(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_party(SODA)
    own = workspace.add_deal(CHIPS).id
    workspace.retire_deal("nvidia-openai-equity-2026-02", "sold")
    version = workspace.assess().provenance.ledger
    file = workspace.export_ledger_changes(tmp_path / "changes.json")
    for _ in range(3):
        workspace.undo()
    assert place(workspace) == "outside"

    read = workspace.import_ledger_changes(file)
    assert (set(read.taken), read.refused) == ({"soda", own, "nvidia-openai-equity-2026-02"}, ())
    assert workspace.assess().provenance.ledger == version
    assert workspace.undo() == "Import ledger changes from changes.json"
    assert place(workspace) == "outside"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_a_file_whose_name_is_no_text_is_taken_over_all_the_same(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.retire_deal("nvidia-openai-equity-2026-02", "sold")
    file = workspace.export_ledger_changes(tmp_path / "changes.json")
    workspace.undo()
    odd = Path(os.fsdecode(os.fsencode(tmp_path / "k") + b"\xfc.json"))
    odd.write_bytes(file.read_bytes())
    workspace.import_ledger_changes(odd)
    assert workspace.can_undo == "Import ledger changes from k\ufffd.json"


def test_of_a_file_with_faults_the_rest_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_party(SODA)
    own = workspace.add_deal(CHIPS).id
    file = workspace.export_ledger_changes(tmp_path / "changes.json")
    content = msgspec.json.decode(file.read_bytes())
    content["deals"][0]["deal"]["payee"] = "nobody"
    content["retirements"] = [{"deal": "gone", "reason": ""}, {"deal": "nvidia-openai-equity-2026-02"}]
    file.write_bytes(msgspec.json.encode(content))
    workspace.undo()

    read = workspace.import_ledger_changes(file)
    assert {name for name, _ in read.refused} == {own, "gone"}
    assert set(read.taken) == {"soda", "nvidia-openai-equity-2026-02"}
    assert all(text.endswith(".") for _, text in read.refused)


def test_a_file_cannot_take_a_listing_from_its_owner(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_party(SODA)
    workspace.add_deal(CHIPS)
    file = workspace.export_ledger_changes(tmp_path / "changes.json")
    content = msgspec.json.decode(file.read_bytes())
    content["entities"][0]["entity"]["listings"] = ["NVDA"]
    file.write_bytes(msgspec.json.encode(content))
    workspace.undo()
    workspace.undo()

    read = workspace.import_ledger_changes(file)
    assert read.taken == ()
    assert [text.split(":")[0] for _, text in read.refused] == [
        "Record soda, listings",
        "Record own-soda-nvidia-2026-10, payer",
    ]


def test_a_newer_ledger_is_used_under_the_users_records(workspace: Workspace, tmp_path: Path) -> None:
    name = "nvidia-openai-equity-2026-02"
    workspace.edit_deal(name, msgspec.structs.replace(draft_of(row(workspace, name).deal), amount="20bn"))
    ledger = shipped(read_json(Manifest, *MANIFEST).ledger)
    content = msgspec.json.decode(packed(ledger, revision=1))
    below = next(one for one in content["deals"] if one["id"] == name)
    below["amount_text"] = "told anew"
    file = tmp_path / "ledger.json"
    file.write_bytes(msgspec.json.encode(content))

    version = workspace.import_ledger(file)
    after = row(workspace, name)
    assert workspace.assess().provenance.ledger.startswith(f"{version}+")
    assert (after.deal.amount_usd, after.changed_upstream) == (20_000_000_000, True)
    assert after.shipped is not None
    assert after.shipped.amount_text == "told anew"
    with pytest.raises(BadInput, match="holds no newer ledger"):
        workspace.import_ledger(file)
    workspace.drop_ledger()
    assert not row(workspace, name).changed_upstream
    assert workspace.undo() == "Use the shipped ledger"
    assert row(workspace, name).changed_upstream


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]"])
def test_a_file_that_is_no_ledger_is_refused(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ledger.json"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=r"^ledger\.json"):
        workspace.import_ledger(file)
    assert workspace.can_undo is None


LIST = (
    "From,To,Type,Status,Amount (USD bn),Date,Source\n"
    "NVIDIA,OpenAI,Investment,signed,3,2026-10-02,https://x.example/a\n"
    "OpenAI,Acme Cloud,compute,announced,1.5,2026-10,https://x.example/b\n"
    "Acme Cloud,NVIDIA,chips,announced,1,2026-10,https://x.example/c\n"
    "NVIDIA,Lost Inc,gift,signed,1,2026-10,\n"
    "NVIDIA,NVIDIA,chips,signed,1,2026-10,\n"
    "NVIDIA,Oracle,chips,signed,much,2026-10,\n"
)


def test_a_list_of_deals_is_reviewed_then_stored_as_one_step(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    review = workspace.import_deals(file)

    assert [(one.line, one.deal.payer, one.deal.payee) for one in review.deals] == [
        (2, "nvidia", "openai"),
        (3, "openai", "acme-cloud"),
        (4, "acme-cloud", "nvidia"),
    ]
    assert [entity.id for entity in review.entities] == ["acme-cloud"]
    assert [one.line for one in review.rejected] == [5, 6, 7]
    assert all(strict_sentence(one.reason) for one in review.rejected)
    assert workspace.can_undo is None
    ids = workspace.commit_deals(review)
    assert {row(workspace, name).state for name in ids} == {"counts"}
    assert workspace.can_undo == "Import 3 deals from list.csv"
    with pytest.raises(BadInput, match="read it again"):
        workspace.commit_deals(review)
    workspace.undo()
    assert not workspace.ledger_deals(DealFilter(origins=frozenset({"own"})))


CURRENCIES = (
    "From,To,Type,Status,Amount,Currency,Date,Source\n"
    "NVIDIA,OpenAI,Investment,signed,2bn,EUR,2025-10-02,https://x.example/a\n"
    "NVIDIA,OpenAI,Investment,signed,2bn,USD,2025-10-03,https://x.example/b\n"
    "NVIDIA,OpenAI,Investment,signed,2bn,EUR,2019-10-02,https://x.example/c\n"
    "NVIDIA,OpenAI,Investment,signed,2bn,BTC,2025-10-02,https://x.example/d\n"
)


def test_other_currencies_are_turned_by_a_rate_of_the_day_or_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(CURRENCIES, encoding="utf-8")
    review = workspace.import_deals(file)
    euros, dollars = (one.deal for one in review.deals)
    assert dollars.amount_usd == 2_000_000_000
    assert dollars.notes is None
    assert 2_000_000_000 < euros.amount_usd < 3_000_000_000
    assert "Stated as 2bn in EUR" in euros.notes
    assert "EUR for 1 USD on 22 Sep 2025 (ECB reference rates)" in euros.notes
    assert [one.line for one in review.rejected] == [4, 5]
    reasons = [strict_sentence(one.reason) for one in review.rejected]
    assert "no rate of EUR to the US dollar is known for 2019-10-02" in reasons[0]
    assert "no rate of BTC" in reasons[1]


def test_a_column_named_after_another_currency_is_in_it(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "From,To,Type,Status,Amount (EUR bn),Date\nNVIDIA,OpenAI,debt,signed,2,2025-10-02\n", encoding="utf-8"
    )
    (listed,) = workspace.import_deals(file).deals
    assert listed.deal.amount_usd > 2_000_000_000
    assert "Stated as 2 bn in EUR" in listed.deal.notes


def test_a_company_in_a_list_becomes_the_party_it_is_not_a_private_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "From,To,Type,Status,Amount,Date,Source\n"
        "NVIDIA,The Coca-Cola Company,Investment,signed,1bn,2026-10,https://x.example/a\n"
        "Soda Works,KO,debt,signed,1bn,2026-10,https://x.example/b\n",
        encoding="utf-8",
    )
    review = workspace.import_deals(file)
    assert [(entity.id, entity.listings) for entity in review.entities] == [
        ("ko", ("KO",)),
        ("soda-works", ()),
    ]
    assert [one.deal.payee for one in review.deals] == ["ko", "ko"]
    workspace.commit_deals(review)
    assert place(workspace) == "adjacent"


def test_a_company_of_the_snapshot_becomes_a_party_with_its_deal(workspace: Workspace) -> None:
    offered = {one.id: one for one in workspace.possible_parties()}
    assert "nvidia" not in offered
    cola = offered["ko"]
    assert (cola.name, cola.symbols) == ("The Coca-Cola Company", ("KO",))
    sale = msgspec.structs.replace(CHIPS, payer="ko")
    assert not workspace.preview_deal(AddDeal(sale, (cola,))).is_empty
    saved = workspace.add_deal(sale, (cola,))
    assert row(workspace, saved.id).payer == "The Coca-Cola Company"
    assert place(workspace) == "adjacent"
    assert "ko" not in {one.id for one in workspace.possible_parties()}
    workspace.undo()
    assert place(workspace) == "outside"
    assert "ko" in {one.id for one in workspace.possible_parties()}


def test_every_field_that_is_wrong_is_said_in_a_sentence_of_its_own(workspace: Workspace) -> None:
    found = workspace.deal_problems(AddDeal(draft(amount="lots", term_years="x", announced="3/4/2026")))
    assert [one.field for one in found] == ["amount", "announced", "term_years"]
    assert all(one.refuses and one.sentence.endswith(".") for one in found)
    found = workspace.deal_problems(AddDeal(draft(firm="4bn", starts="2027", notice_days="-3", evidence=())))
    assert {one.field: one.refuses for one in found} == {
        "firm": True,
        "notice_days": True,
        "evidence": False,
    }
    assert workspace.deal_problems(RetireDeal("nvidia-openai-equity-2026-02")) == ()


def test_a_list_without_the_needed_columns_asks_for_them(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Investor,Startup,Amount\nNVIDIA,OpenAI,30bn\n", encoding="utf-8")
    review = workspace.import_deals(file)
    assert (review.needs_mapping, review.missing) == (True, ("payee", "kind", "status"))
    with pytest.raises(BadInput, match="holds no deal to store"):
        workspace.commit_deals(review)

    mapping = {"payee": "Startup", "kind": "=equity_investment", "status": "=announced"}
    assert len(workspace.import_deals(file, mapping).deals) == 1


def test_the_users_ledger_is_there_at_the_next_start() -> None:
    for number in range(2):
        with desk(ScriptedSource(Clocks(NOW)), offline=True) as workspace:
            if number == 0:
                workspace.add_party(SODA)
                workspace.add_deal(CHIPS)
            assert place(workspace) == "adjacent"
            assert workspace.search("Soda")[0].key is not None


def test_a_new_private_company_is_found_and_named(workspace: Workspace) -> None:
    workspace.search("x")
    workspace.add_party(EntityDraft("Zebra Models", "engine"))
    workspace.add_deal(draft("nvidia", "zebra-models", kind="equity_investment"))

    assert workspace.entity_names()["zebra-models"] == "Zebra Models"
    zebra = next(one for one in workspace.reach().reached if one.entity == "zebra-models")
    assert zebra.leads[0].symbol == "NVDA"
