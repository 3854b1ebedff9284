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
        "prices": translate("action", "Import {count} prices from {file}"),
        "price_removed": translate("action", "Remove your price of {symbol}"),
        "prices_removed": translate("action", "Remove {count} prices of yours"),
        "seed": translate("action", "Sample portfolio"),
        "ledger_add": translate("action", "Add the deal {payer} – {payee}"),
        "ledger_edit": translate("action", "Edit the deal {payer} – {payee}"),
        "ledger_retire": translate("action", "Retire the deal {payer} – {payee}"),
        "ledger_restore": translate("action", "Restore the deal {payer} – {payee}"),
        "ledger_remove": translate("action", "Remove the deal {payer} – {payee}"),
        "ledger_party": translate("action", "Enter the party {name}"),
        "ledger_party_removed": translate("action", "Remove the party {name}"),
        "ledger_changes": translate("action", "Import ledger changes from {file}"),
        "ledger_deals": translate("action", "Import {count} deals from {file}"),
        "ledger_file": translate("action", "Use the ledger {version}"),
        "ledger_file_dropped": translate("action", "Use the shipped ledger"),
    }
    one = {
        "remove_holdings": translate("action", "Remove one holding"),
        "remove_watches": translate("action", "Stop watching one symbol"),
        "prices": translate("action", "Import one price from {file}"),
        "prices_removed": translate("action", "Remove one price of yours"),
        "ledger_deals": translate("action", "Import one deal from {file}"),
    }
    text = texts[action.id]
    if action.arguments.get("count") == "1":
        text = one.get(action.id, text)
    return text.format(**action.arguments)
