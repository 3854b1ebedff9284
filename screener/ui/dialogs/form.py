"""A small form that keeps standing, with one sentence, while something in it cannot be used."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from screener.errors import RingfenceError
from screener.ui import labels

_WIDTH = 420


class FormDialog(QDialog):
    """Fields, an error line, and two buttons. `submit` does the work and may raise a RingfenceError."""

    def __init__(
        self, title: str, accept_text: str, submit: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._submit = submit
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        self.heading = labels.ElidedLabel(title, "title")
        column.addWidget(self.heading)
        self.body = QVBoxLayout()
        column.addLayout(self.body)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.addLayout(self.form)
        self.error = labels.label("", "error", wrap=True)
        self.error.setVisible(False)
        column.addWidget(self.error)
        column.addStretch(0)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.cancel_button = labels.button(self.tr("Cancel"), self.reject)
        self.ok_button = labels.button(accept_text, self.submit)
        self.ok_button.setDefault(True)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.ok_button)
        column.addLayout(buttons)

    def retitle(self, title: str, accept_text: str) -> None:
        """Other words for the title and the button that accepts."""
        self.setWindowTitle(title)
        self.heading.set_text(title)
        self.ok_button.setText(labels.escape_mnemonic(accept_text))

    def add_field(self, text: str, field: QWidget) -> None:
        """Add a row; the field is named after its label for screen readers."""
        field.setAccessibleName(text)
        name = labels.label(text, "quiet")
        name.setMinimumHeight(field.sizeHint().height())
        name.setBuddy(field)
        self.form.addRow(name, field)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, unless the dialog chose another."""
        super().showEvent(event)
        if self.focusWidget() in (None, self.ok_button, self.cancel_button):
            for row in range(self.form.rowCount()):
                item = self.form.itemAt(row, QFormLayout.ItemRole.FieldRole)
                field = None if item is None else item.widget()
                if field is not None and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    field.setFocus()
                    return

    def submit(self) -> None:
        """Do it and close, or say in one sentence why not."""
        try:
            self._submit()
        except RingfenceError as error:
            self.error.setText(error.message)
            self.error.setVisible(True)
            self._make_room()
            return
        self.accept()

    def _make_room(self) -> None:
        """Grow by what the sentence needs, so that it squeezes nothing."""
        layout = self.column
        layout.activate()
        needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        self.resize(self.width(), max(self.height(), needed))
