"""Remarks on a file that is being imported."""

TEMPLATES = {
    "import_quote_open": "A quotation mark is opened and never closed.",
    "import_row_unreadable": "The row cannot be read.",
    "import_is_transactions": "This looks like a list of trades (column {column}), not of positions.",
    "import_newest_day_only": "The file holds several days; only {day} is used.",
    "import_lots_added": "Several rows of {symbol} were added up.",
    "import_columns_unknown": "No known columns were found; the first row reads: {columns}.",
}
