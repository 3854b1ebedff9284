"""The records of the ledger as a table: who pays whom, how far it has come, and money in its own column.

An amount stands in exactly one column, so that a list can never be read as if announced money were paid.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject

from screener import wording
from screener.domain.ring.cut import TIERS
from screener.ui import formats
from screener.ui.models import deal_words
from screener.ui.models.cell_model import CellModel
from screener.ui.models.cells import Cell, Column, Ink, SortKey
from screener.ui.models.ledger_columns import DEAL_COLUMNS
from screener.ui.models.ledger_records import Book, Record, Status
from screener.ui.models.ring_graph import rank
from screener.ui.models.ring_time import month_of
from screener.wording.labels import in_sentence
from screener.wording.numbers import compact


def _tr(text: str) -> str:
    return QCoreApplication.translate("ledger_model", text)


_BRIEF = 16
"""Longer names give way to tickers in the list."""


class DealRow(NamedTuple):
    """One record with its cells and what each column sorts by."""

    record: Record
    cells: tuple[Cell, ...]
    keys: tuple[SortKey, ...]
    words: str
    """What a search looks through, folded."""

    @property
    def key(self) -> object:
        """The record's id."""
        return self.record.deal.id


class _Source(NamedTuple):
    record: Record
    payer: str
    payee: str
    brief_payer: str
    brief_payee: str


def deal_rows(
    book: Book, records: Iterable[Record] | None = None, columns: tuple[Column, ...] = DEAL_COLUMNS
) -> list[DealRow]:
    """A row for each record, the newest first."""
    rows = []
    newest_first = sorted(
        book.records if records is None else records,
        key=lambda each: (each.deal.announced or "", each.deal.id),
        reverse=True,
    )
    for record in newest_first:
        payer, payee = record.deal.payer, record.deal.payee
        source = _Source(
            record, book.name(payer), book.name(payee), book.brief(payer, _BRIEF), book.brief(payee, _BRIEF)
        )
        rows.append(
            DealRow(
                record,
                tuple(_CELLS[column.id](source) for column in columns),
                tuple(_KEYS[column.id](source) for column in columns),
                _words(source, book),
            )
        )
    return rows


class DealsModel(CellModel):
    """Records to browse."""

    def __init__(self, columns: tuple[Column, ...] = DEAL_COLUMNS, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)

    def row(self, number: int) -> DealRow:
        """The row shown at `number`."""
        row: DealRow = self.item(number)
        return row


# -- cells ------------------------------------------------------------------------------------------


def _ink(source: _Source) -> Ink:
    return "faded" if source.record.strength is None else "ink"


def _amount(stands: Status) -> Callable[[_Source], Cell]:
    def cell(source: _Source) -> Cell:
        if source.record.status != stands:
            return Cell("")
        deal = source.record.deal
        tip = deal_words.amount(deal)
        if deal.amount_text:
            tip = f"{tip}\n{deal.amount_text}"
        if deal.amount_usd is None:
            return Cell(formats.UNKNOWN, "quiet", tip=tip, spoken=_tr("not disclosed"))
        shown = compact(deal.amount_usd)
        inks: dict[Status, Ink] = {"paid": "ink", "contracted": "ink", "not_counted": "faded"}
        return Cell(shown, inks.get(stands, "quiet"), tip=tip, spoken=wording.dollars(deal.amount_usd))

    return cell


def _amount_key(stands: Status) -> Callable[[_Source], SortKey]:
    def key(source: _Source) -> SortKey:
        amount = source.record.deal.amount_usd if source.record.status == stands else None
        return None if amount is None else float(amount)

    return key


def _firm(source: _Source) -> Cell:
    deal = source.record.deal
    if deal.amount_usd is None:
        return Cell(formats.DASH, "quiet")
    if deal.firm_usd is None:
        return Cell(formats.UNKNOWN, "quiet", tip=_tr("No source says which part is firm."))
    return Cell(compact(deal.firm_usd), _ink(source), spoken=wording.dollars(deal.firm_usd))


def _status_cell(source: _Source) -> Cell:
    why = deal_words.why_not_counted(source.record)
    return Cell(in_sentence(wording.label("status", source.record.deal.status)), _ink(source), tip=why)


def _strength_cell(source: _Source) -> Cell:
    strength = source.record.strength
    if strength is None:
        return Cell(_tr("not counted"), "faded", tip=deal_words.why_not_counted(source.record))
    return Cell(in_sentence(wording.label("strength", strength)), "ink" if strength == "firm" else "quiet")


def whose(record: Record) -> str:
    """What the user did to a record; empty for a shipped one."""
    if record.state == "retired":
        return _tr("taken out")
    return {"shipped": "", "own": _tr("added"), "edited": _tr("edited")}[record.origin]


def _whose_cell(source: _Source) -> Cell:
    record = source.record
    tip = _tr("The shipped record has changed since.") if record.changed_upstream else ""
    text = f"{whose(record)} !" if record.changed_upstream else whose(record)
    return Cell(text, "accent" if whose(record) else "quiet", tip=tip)


def _seen(source: _Source) -> Cell:
    deal = source.record.deal
    short = {
        "public_source_seen": _tr("source seen"),
        "seed_only": _tr("article only"),
        "unverified_memory": _tr("not verified"),
    }.get(deal.verification, deal.verification)
    ink: Ink = "quiet" if deal.verification == "public_source_seen" else "faded"
    return Cell(short, ink, tip=wording.label("verification", deal.verification))


_SHORT_TIERS: dict[str, Callable[[], str]] = {
    "primary": lambda: _tr("filing"),
    "press": lambda: _tr("press"),
    "secondary": lambda: _tr("second hand"),
    "seed": lambda: _tr("article"),
    "none": lambda: _tr("none seen"),
    "feed": lambda: _tr("feed"),
    "user": lambda: _tr("you"),
}


def _tier(source: _Source) -> Cell:
    deal = source.record.deal
    short = _SHORT_TIERS.get(deal.best_tier, lambda: deal.best_tier)()
    return Cell(short, "quiet", tip=wording.label("tier", deal.best_tier))


def _kind(source: _Source) -> Cell:
    return Cell(deal_words.kind(source.record.deal), _ink(source), tip=source.record.deal.goods or "")


_CELLS: dict[str, Callable[[_Source], Cell]] = {
    "payer": lambda source: Cell(source.brief_payer, _ink(source), tip=source.payer, spoken=source.payer),
    "payee": lambda source: Cell(source.brief_payee, _ink(source), tip=source.payee, spoken=source.payee),
    "kind": _kind,
    "status": _status_cell,
    "strength": _strength_cell,
    "paid": _amount("paid"),
    "contracted": _amount("contracted"),
    "announced": _amount("announced"),
    "contingent": _amount("contingent"),
    "not_counted": _amount("not_counted"),
    "firm": _firm,
    "date": lambda source: Cell(deal_words.month(source.record.deal.announced) or formats.UNKNOWN, "quiet"),
    "tier": _tier,
    "verification": _seen,
    "whose": _whose_cell,
}


def _float(amount: Decimal | None) -> SortKey:
    return None if amount is None else float(amount)


def _strength_key(source: _Source) -> SortKey:
    strength = source.record.strength
    return -1.0 if strength is None else float(rank(strength))


def _date_key(source: _Source) -> SortKey:
    deal = source.record.deal
    year, month = month_of(deal)
    return f"{year:04}-{month:02} {deal.announced or ''}" if deal.announced else None


_KEYS: dict[str, Callable[[_Source], SortKey]] = {
    "payer": lambda source: source.payer.casefold(),
    "payee": lambda source: source.payee.casefold(),
    "kind": lambda source: deal_words.kind(source.record.deal).casefold(),
    "status": lambda source: wording.label("status", source.record.deal.status).casefold(),
    "strength": _strength_key,
    "paid": _amount_key("paid"),
    "contracted": _amount_key("contracted"),
    "announced": _amount_key("announced"),
    "contingent": _amount_key("contingent"),
    "not_counted": _amount_key("not_counted"),
    "firm": lambda source: _float(source.record.deal.firm_usd),
    "date": _date_key,
    "tier": lambda source: float(TIERS.index(source.record.deal.best_tier)),
    "verification": lambda source: source.record.deal.verification,
    "whose": lambda source: whose(source.record) or None,
}


def _words(source: _Source, book: Book) -> str:
    deal = source.record.deal
    said = [deal.id, deal.goods or "", deal.amount_text, deal.notes or "", deal_words.kind(deal)]
    for entity in (deal.payer, deal.payee):
        party = book.parties.get(entity)
        said += [entity, book.name(entity)]
        said += [] if party is None else list(party.symbols)
    return "\n".join(said).casefold()
