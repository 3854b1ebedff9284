"""Before the window opens: what to do about a database that cannot be used. Nothing is ever deleted."""

from typing import Literal

from PySide6.QtWidgets import QMessageBox

from screener.translation import translate
from screener.ui import labels

Choice = Literal["restore", "begin_anew", "without_storing"]


def ask(message: str, *, has_backup: bool) -> Choice | None:
    """Say what is wrong and let the user choose; None leaves the program.

    Going on without storing is the default: it changes nothing on the disk.
    """
    box = labels.message_box(None, "Ringfence", message, "warning")
    accept, reject = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole
    choices: dict[Choice, str] = {
        "without_storing": translate("Recovery", "Go on without storing"),
        "begin_anew": translate("Recovery", "Set it aside and begin anew"),
    }
    if has_backup:
        choices["restore"] = translate("Recovery", "Put the newest backup back")
    buttons = {box.addButton(text, accept): choice for choice, text in choices.items()}
    box.setDefaultButton(next(iter(buttons)))
    box.setEscapeButton(box.addButton(translate("Recovery", "Quit"), reject))
    box.exec()
    clicked = box.clickedButton()
    return next((choice for made, choice in buttons.items() if made is clicked), None)
