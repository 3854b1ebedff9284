"""What undo and redo say they take back, in the current language."""

from screener.store.actions import Action
from screener.translation import translate


def text_of(action: Action) -> str:
    """The action as the rest of "Undo: ..."."""
    texts = {
        "add_holding": translate("action", "Add {symbol}"),
        "edit_holding": translate("action", "Edit {symbol}"),
        "remove_holding": translate("action", "Remove {symbol}"),
        "remove_holdings": translate("action", "Remove {count} holdings"),
        "add_watch": translate("action", "Watch {symbol}"),
        "remove_watch": translate("action", "Stop watching {symbol}"),
        "remove_watches": translate("action", "Stop watching {count} symbols"),
        "create": translate("action", "Create portfolio {name}"),
        "rename": translate("action", "Rename portfolio to {name}"),
        "delete": translate("action", "Delete portfolio {name}"),
        "base_currency": translate("action", "Show {name} in {currency}"),
        "clear_sample": translate("action", "Replace the sample portfolio"),
        "import_new": translate("action", "Import portfolio {name}"),
        "import_replace": translate("action", "Replace {name} by an import"),
        "import_add": translate("action", "Add an import to {name}"),
        "tags": translate("action", "Tags of {symbol}"),
        "role": translate("action", "Role of {symbol}"),
        "seed": translate("action", "Sample portfolio"),
    }
    return texts[action.id].format(**action.arguments)
