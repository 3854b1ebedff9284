"""A list of prices before anything is stored: what it holds, of which days, and the rows refused."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from screener import wording
from screener.ui import formats, labels
from screener.ui.dialogs.form import FormDialog
from screener.ui.models.own_prices_model import OwnPricesModel
from screener.ui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from screener.domain.own_price import PricesReview
    from screener.ui.session import Session

_SIZE = (620, 520)
_SHOWN_ROWS = 1000
_LIST_COLUMN = 4
_WIDTHS = {1: 130, 2: 90, 3: 130}


class PricesImportDialog(FormDialog):
    """Shows a review and stores it as the user's own prices; one undo step."""

    def __init__(self, session: "Session", review: "PricesReview", parent: QWidget | None = None) -> None:
        self._session = session
        self._review = review
        super().__init__("", "", self._store, parent)
        self.resize(*_SIZE)
        count = len(review.prices)
        self.retitle(
            self.tr("Import {file}").format(file=review.file),
            self.tr("Import 1 price") if count == 1 else self.tr("Import {n} prices").format(n=count),
        )
        self.body.setSpacing(8)
        self.column.setStretchFactor(self.body, 1)
        self.summary = labels.label(self._said(), wrap=True)
        self.body.addWidget(self.summary)
        text = self.tr(
            "Of each listing the newest price is kept. It counts from its day on, until a quote or a shipped "
            "price is newer, and says that it is yours."
        )
        self.body.addWidget(labels.label(text, "quiet", wrap=True))
        if count:
            self.model = OwnPricesModel(self)
            self.model.show_prices(review.prices)
            table = PlainTable(self.model, self.tr("Prices found"), _WIDTHS, 0)
            table.setSelectionMode(PlainTable.SelectionMode.NoSelection)
            table.hideColumn(_LIST_COLUMN)
            table.setMinimumHeight(140)
            self.body.addWidget(table, 1)
        if review.rejected:
            self.body.addWidget(labels.label(self.tr("Not imported"), "section"))
            self.body.addWidget(self._refused())
        self.ok_button.setEnabled(bool(count))

    def _said(self) -> str:
        review = self._review
        parts = [
            self.tr("Prices read: {rows}. Rows not imported: {rejected}.").format(
                rows=review.rows, rejected=len(review.rejected)
            )
        ]
        if review.first is not None and review.last is not None:
            days = formats.day(review.first)
            if review.last != review.first:
                days = self.tr("{first} to {last}").format(first=days, last=formats.day(review.last))
            parts.append(self.tr("Days: {days}.").format(days=days))
        if review.older:
            parts.append(self.tr("Left out, as a newer price of yours is there: {n}.").format(n=review.older))
        if review.same:
            parts.append(self.tr("There already: {n}.").format(n=review.same))
        return " ".join(parts)

    def _refused(self) -> QWidget:
        rejected = self._review.rejected
        self.refused_rows = QListWidget()
        self.refused_rows.setAccessibleName(self.tr("Rows not imported"))
        self.refused_rows.setWordWrap(True)
        for row in rejected[:_SHOWN_ROWS]:
            line = self.tr("Line {line}: {reason}").format(line=row.line, reason=wording.sentence(row.reason))
            self.refused_rows.addItem(f"{line}  {row.text}".rstrip())
        if len(rejected) > _SHOWN_ROWS:
            self.refused_rows.addItem(self.tr("and {n} more").format(n=len(rejected) - _SHOWN_ROWS))
        self.refused_rows.setMaximumHeight(min(130, 14 + 26 * self.refused_rows.count()))
        return self.refused_rows

    def _store(self) -> None:
        self._session.commit_prices(self._review)
