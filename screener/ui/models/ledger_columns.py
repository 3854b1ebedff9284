"""The columns of a list of records: money stands in one of four, never in a single one for all."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from screener.ui.models import deal_words
from screener.ui.models.cells import Column
from screener.ui.models.ledger_records import Status


def _tr(text: str) -> str:
    return QCoreApplication.translate("ledger_model", text)


_MONEY = "123.4bn"


def _money(stands: Status, rank: int) -> Column:
    return Column(
        stands,
        lambda: deal_words.status_title(stands),
        lambda: deal_words.status_about(stands),
        "text",
        _MONEY,
        rank,
    )


def _text(name: str, title: Callable[[], str], about: Callable[[], str], sample: str, rank: int) -> Column:
    return Column(name, title, about, "text", sample, rank, numeric=False)


_PAYER = _text("payer", lambda: _tr("Payer"), lambda: _tr("Who pays"), "", 0)
_PAYEE = _text("payee", lambda: _tr("Payee"), lambda: _tr("Who is paid"), "", 0)
_KIND = _text(
    "kind", lambda: _tr("Kind"), lambda: _tr("What kind of deal it is"), "Convertible or warrant", 4
)
_STATUS = _text(
    "status", lambda: _tr("Status"), lambda: _tr("How far the deal has come"), "letter of intent", 3
)
_STRENGTH = _text(
    "strength",
    lambda: _tr("Strength"),
    lambda: _tr("What it counts as: firm, announced, contingent, or not at all"),
    "not counted",
    6,
)
_FIRM = Column(
    "firm",
    lambda: _tr("Firm part"),
    lambda: _tr("The part of the headline a source states as not contingent; ? where no source says"),
    "text",
    _MONEY,
    5,
)
_DATE = _text(
    "date",
    lambda: _tr("Date"),
    lambda: _tr("When it was announced, as exactly as known"),
    "26 May 2026",
    2,
)
_TIER = _text(
    "tier",
    lambda: _tr("Best source"),
    lambda: _tr("The kind of the best source it was seen in"),
    "second hand",
    7,
)
_SEEN = _text(
    "verification", lambda: _tr("Verified"), lambda: _tr("Whether a public source was seen"), "source seen", 8
)
_WHOSE = _text(
    "whose", lambda: _tr("Yours"), lambda: _tr("What you added, edited or took out"), "taken out", 2
)

DEAL_COLUMNS: tuple[Column, ...] = (
    _PAYER,
    _PAYEE,
    _KIND,
    _STATUS,
    _STRENGTH,
    _money("paid", 1),
    _money("contracted", 1),
    _money("announced", 1),
    _money("contingent", 1),
    _money("not_counted", 9),
    _FIRM,
    _DATE,
    _TIER,
    _SEEN,
    _WHOSE,
)
MAP_COLUMNS: tuple[Column, ...] = tuple(
    column for column in DEAL_COLUMNS if column.id not in ("strength", "verification", "whose", "firm")
)
"""What the map shows, as a table."""
