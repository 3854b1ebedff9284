"""Role, layer and the user's own tags of a company, changed in place; every change can be undone."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QActionGroup, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QPushButton, QWidget

from screener import wording
from screener.domain.assessment import CompanyResult
from screener.domain.ring.draft import LAYERS, ROLES
from screener.ui import labels
from screener.ui.panels.inspector_sections.section import Section
from screener.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from screener.ui.session import Session

_FIELD_PX = 150
_MOST_LETTERS = 40


class TagsSection(Section):
    """Chips: what the company is in the machine, then what the user calls it."""

    def __init__(self, company: CompanyResult, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._company = company
        self._session = session
        self.setAccessibleName(self.tr("Role and tags"))
        self.heading.hide()
        chips = QWidget()
        self._flow = FlowLayout(chips)
        self.role = self._choice(self.tr("Role"), "role", company.role, ROLES)
        self.layer = self._choice(self.tr("Layer"), "layer", company.layer, LAYERS)
        self.chips = [self._chip(tag) for tag in company.tags]
        self.field = self._make_field()
        self.add_button = labels.button(self.tr("+ Tag"), self._ask_tag, role="plain")
        self.add_button.setAccessibleName(self.tr("Add a tag of your own"))
        labels.set_tooltip(self.add_button, self.tr("Add a tag of your own"))
        for widget in (self.role, self.layer, *self.chips, self.field, self.add_button):
            self._flow.addWidget(widget)
        self.body.addWidget(chips)
        self.edited: QWidget | None = None
        if company.role_edited:
            self._add_edited()

    def _add_edited(self) -> None:
        line = QWidget()
        row = FlowLayout(line, gap=8)
        row.addWidget(labels.label(self.tr("Role and layer edited by you"), "caption"))
        reset = labels.link(self.tr("Reset to the ledger's"), self._reset)
        row.addWidget(reset)
        self.edited = line
        self.body.addWidget(line)

    # -- role and layer -----------------------------------------------------------------------------

    def _choice(self, name: str, kind: str, current: str | None, choices: tuple[str, ...]) -> QPushButton:
        none = self.tr("{what} not known").format(what=name)
        shown = wording.label(kind, current) if current else none
        made = labels.button(f"{shown} ▾", role="chip")
        made.setAccessibleName(self.tr("{what}: {value}").format(what=name, value=shown))
        labels.set_tooltip(
            made, self.tr("{what} in the build-out of AI; click to change it").format(what=name)
        )
        menu = QMenu(made)
        group = QActionGroup(menu)
        for choice in ("", *choices):
            words = wording.label(kind, choice) if choice else self.tr("None")
            action = menu.addAction(labels.escape_mnemonic(words))
            action.setCheckable(True)
            action.setChecked(choice == (current or ""))
            action.triggered.connect(partial(self._choose, kind, choice))
            group.addAction(action)
        made.setMenu(menu)
        return made

    def _choose(self, kind: str, choice: str, _checked: bool = False) -> None:
        company = self._company
        # The other of the two stays the ledger's until the user has a word in it.
        role, layer = (company.role or "", company.layer or "") if company.role_edited else (None, None)
        role, layer = (choice, layer) if kind == "role" else (role, choice)
        self._change(lambda: self._session.workspace.set_role(company.key, role, layer))

    def _reset(self) -> None:
        self._change(lambda: self._session.workspace.set_role(self._company.key, None, None))

    # -- own tags -----------------------------------------------------------------------------------

    def _chip(self, tag: str) -> QPushButton:
        made = labels.button(f"{tag} ×", partial(self._remove, tag), role="chip")
        made.setAccessibleName(self.tr("Your tag {tag}: remove it").format(tag=tag))
        labels.set_tooltip(made, self.tr("Your own tag; click to remove it"))
        return made

    def _make_field(self) -> "_TagField":
        field = _TagField()
        field.setPlaceholderText(self.tr("Your tag, then Enter"))
        field.setAccessibleName(self.tr("New tag"))
        field.setMaxLength(_MOST_LETTERS)
        field.setFixedWidth(_FIELD_PX)
        field.returnPressed.connect(self._add)
        field.given_up.connect(self._close_field)
        field.hide()
        return field

    def _ask_tag(self) -> None:
        known = [tag for tag in self._session.workspace.all_tags() if tag not in self._company.tags]
        completer = QCompleter(QStringListModel(known, self.field), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.add_button.hide()
        self.field.show()
        self.field.setFocus()

    def _add(self) -> None:
        tag = self.field.text().strip()
        if tag:
            self._set_tags((*self._company.tags, tag))
        else:
            self._close_field()

    def _remove(self, tag: str) -> None:
        self._set_tags(tuple(each for each in self._company.tags if each != tag))

    def _set_tags(self, tags: tuple[str, ...]) -> None:
        self._change(lambda: self._session.workspace.set_tags(self._company.key, tags))

    def _close_field(self) -> None:
        self.field.clear()
        self.field.hide()
        self.add_button.show()

    def _change(self, action: Callable[[], object]) -> None:
        if self._session.attempt(action):
            self._session.edited()


class _TagField(QLineEdit):
    """A field that closes again on Escape or when it is left empty."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when nothing was typed."""
        super().focusOutEvent(event)
        if not self.text() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.given_up.emit()
