"""The one style sheet, as a template over colour roles; fonts are set by the label factory, not here.

Widgets take part by their `role` property: card, nav, primary, chip, link, badge, caption, quiet ...
"""

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QMainWindow, QDialog { background: $ground; }
QWidget[role="ground"] { background: $ground; }
QWidget[role="pane"], QWidget[role="bar"], QWidget[role="side"] { background: $pane; }
QWidget[role="pane"][over="true"] { border-left: 1px solid $line; }
QWidget[role="bar"] { border-bottom: 1px solid $line; }
QWidget[role="side"] { border-right: 1px solid $line; }
QWidget[role="foot"] { background: $pane; border-top: 1px solid $line; }
QFrame[role="card"] { background: $pane; border: 1px solid $line; border-radius: 8px; }
QDialog[role="popup"] { background: $pane; border: 1px solid $faded; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QLabel[role="caption"], QLabel[role="quiet"] { color: $quiet; }
QLabel[role="section"] { color: $quiet; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="error"] { color: $error; }
QLabel[role="faded"] { color: $faded; }

QPushButton, QToolButton {
  background: $pane; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 4px 10px;
  min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; }
QPushButton:checked, QToolButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faded; }
QPushButton:default, QPushButton[role="primary"], QToolButton[role="primary"] {
  background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus, QPushButton:default:focus {
  border: 2px solid $ink; padding: 3px 9px;
}
QPushButton:default:disabled, QPushButton[role="primary"]:disabled {
  background: $hover; color: $faded; border-color: $line;
}
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="link"] {
  color: $accent; background: transparent; border: none; border-bottom: 1px solid transparent;
  border-radius: 0;
  padding: 0; min-height: 0; text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-bottom-color: $accent; }
QPushButton[role="plain"], QToolButton[role="plain"] {
  background: transparent; border: 1px solid transparent; padding: 2px 4px; color: $quiet;
}
QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover { background: $hover; }
QPushButton[role="plain"]:focus, QToolButton[role="plain"]:focus { border-color: $accent; }
QPushButton[role="plain"]:checked { color: $accent; background: $accent_soft; }
QPushButton[role="nav"] {
  background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 6px 11px;
  color: $quiet;
  text-align: left; min-height: 18px;
}
QPushButton[role="nav"]:hover { background: $hover; color: $ink; }
QPushButton[role="nav"]:checked { background: $accent_soft; color: $accent; }
QPushButton[role="nav"]:focus { border-color: $accent; }
QPushButton[role="row"] {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0;
  min-height: 22px; max-height: 22px;
}
QPushButton[role="row"]:hover { background: $hover; }
QPushButton[role="row"]:checked { background: $accent_soft; }
QPushButton[role="row"]:focus { border-color: $accent; }
QPushButton[role="search"] { color: $quiet; text-align: left; padding-left: 12px; }
QPushButton[role="badge"] { border-radius: 12px; padding: 2px 11px; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $pane; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 4px 8px;
  min-height: 18px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border-color: $accent; }
QLineEdit:disabled { color: $faded; background: $ground; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPushButton[invalid="true"] { border-color: $error; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QAbstractSpinBox { padding: 0 6px; min-height: 26px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$icons/chevron.svg"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $pane; border: 1px solid $line; outline: 0; }

QMenu { background: $pane; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QToolTip { background: $pane; color: $ink; border: 1px solid $line; padding: 5px; }

QTableView, QTreeView, QListView {
  background: $pane; color: $ink; border: 1px solid $line; border-radius: 8px; outline: 0;
  gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $ink;
}
QTableView:focus, QTreeView:focus, QListView:focus { border-color: $accent; }
QListView[role="bare"], QTableView[role="bare"], QTreeView[role="bare"] {
  border: none; background: transparent;
}
QTableView[role="plain"]::item { padding: 0 5px; }
QListWidget::item { padding: 1px 5px; }
QHeaderView { background: $pane; border: none; }
QHeaderView::section {
  background: $pane; color: $quiet; border: none; border-bottom: 1px solid $line; padding: 5px 8px;
}
QHeaderView::section:hover { color: $ink; }
QTableCornerButton::section { background: $pane; border: none; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faded; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[role="strip"] { border-radius: 6px; border: 1px solid $line; background: $pane; }
QFrame[role="strip"][severity="warning"] { background: $warning_soft; border-color: $warning; }
QFrame[role="strip"][severity="error"] { background: $error_soft; border-color: $error; }
QTabBar::tab {
  background: transparent; color: $quiet; border: none; padding: 6px 10px;
  border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $accent_soft; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $faded; border-radius: 4px; background: $pane;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox::indicator:hover {
  border-color: $accent;
}
QCheckBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/$check.svg");
}
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faded; }
QSplitter[role="gap"]::handle { background: transparent; }
QProgressBar { background: $hover; border: none; border-radius: 2px; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def style_sheet(roles: Mapping[str, object], icons: str) -> str:
    """The sheet with every colour role filled in; `icons` is the folder of the shipped icons.

    An unknown role raises KeyError.
    """
    check = "check-dark" if roles["dark"] else "check-light"
    return _SHEET.substitute(roles, icons=icons, check=check)
