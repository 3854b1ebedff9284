"""Remarks on a file that is being imported."""

TEMPLATES = {
    "import_quote_open": "A quotation mark is opened in this row and not closed.",
    "import_row_unreadable": "The row is too long to be read.",
    "import_row_is_total": "The row is a total and no position.",
    "import_row_is_text": "The row holds text and no position.",
    "import_row_no_amount": "The row states no amount.",
    "import_row_nothing_left": "Nothing of this position is left.",
    "import_row_too_long": "The row has more cells than the header, so its columns do not line up.",
    "import_row_too_short": "The row ends before the quantity.",
    "import_no_identity": "The row names no symbol, ISIN or other security.",
    "import_symbol_unreadable": "The symbol reads “{text}”, which is none.",
    "import_no_quantity": "The row states no quantity.",
    "import_quantity_unreadable": "The quantity “{text}” is no number.",
    "import_quantity_absurd": "The quantity “{text}” is too large to be true.",
    "import_currency_unreadable": "The currency “{text}” is not known.",
    "import_cost_absurd": "The cost “{text}” is too large to be true.",
    "import_price_unreadable": "The price “{text}” is no price.",
    "import_price_two_currencies": "The price is marked “{mark}”, and the row states the currency “{text}”.",
    "import_price_no_currency": (
        "The row states no currency, and at this exchange prices are quoted in two units."
    ),
    "import_day_unreadable": "The day “{text}” is not one that can be read; days are written 2026-08-21.",
    "import_day_to_come": "The day “{text}” is still to come.",
    "import_cash_negative": "A negative amount of cash (“{text}”) is a debt, and debts are not taken over.",
    "import_cost_unreadable": "The cost “{text}” is no number.",
    "import_is_transactions": (
        "This is a list of trades (column “{column}”), not of positions, and trades are not added up yet; "
        "please export the positions or holdings instead."
    ),
    "import_newest_day_only": "The file holds several days; only {day} is used.",
    "import_lots_added": "Several rows were added up: {symbols}.",
    "import_lots_added_and_more": ("Several rows were added up: {symbols}; not named: {more}."),
    "import_cost_incomplete": "Some rows state no cost, so the cost is left out: {symbols}.",
    "import_cost_incomplete_and_more": (
        "Some rows state no cost, so the cost is left out: {symbols}; not named: {more}."
    ),
    "import_row_cancelled": "The row cancels out with others of the same security.",
    "import_no_positions": "The file has column names but no positions.",
    "import_columns_unknown": (
        "No row of column names was recognised, so nothing can be told apart; the first row reads: {columns}."
    ),
    "import_row_other_table": "The row belongs to another table than the positions.",
    "import_row_of_trades": "The row belongs to a list of trades.",
    "import_row_earlier_day": "The row is of an earlier day.",
    "import_row_listed_already": "The row names a symbol that is listed already.",
    "import_rows_skipped": "Rows that hold no position were passed over (line numbers: {lines}).",
    "import_rows_skipped_and_more": (
        "Rows that hold no position were passed over (line numbers: {lines}; not named: {more})."
    ),
    "import_pence_assumed": (
        "The file states no currency for listings in London, so what was paid was taken to be in pence: "
        "{symbols}."
    ),
    "import_number_guessed": (
        "It is not clear which sign is the decimal one, so these numbers were read by the rest of the file:"
        " {symbols}."
    ),
    "import_code_completed": "Codes without an exchange were completed: {symbols}.",
    "import_short": ("Negative quantities were kept as short positions (lines in brackets): {symbols}."),
    "import_isin_doubtful": "The check digit of an ISIN does not fit: {symbols}.",
    "import_cash_without_currency": (
        "Cash without a currency was taken to be in the base currency: {symbols}."
    ),
    "import_pence_assumed_and_more": (
        "The file states no currency for listings in London, so what was paid was taken to be in pence: "
        "{symbols}; not named: {more}."
    ),
    "import_number_guessed_and_more": (
        "It is not clear which sign is the decimal one, so these numbers were read by the rest of the file:"
        " {symbols}; not named: {more}."
    ),
    "import_code_completed_and_more": (
        "Codes without an exchange were completed: {symbols}; not named: {more}."
    ),
    "import_short_and_more": (
        "Negative quantities were kept as short positions (lines in brackets): {symbols}; not named: {more}."
    ),
    "import_isin_doubtful_and_more": (
        "The check digit of an ISIN does not fit: {symbols}; not named: {more}."
    ),
    "import_cash_without_currency_and_more": (
        "Cash without a currency was taken to be in the base currency: {symbols}; not named: {more}."
    ),
}
