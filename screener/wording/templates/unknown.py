"""Why a screen has no answer, the same for all screens; `field` is the input that stands in the way."""

TEMPLATES = {
    "unknown.missing": "Not known: {screen}. There is no figure for {field}.",
    "unknown.not_verified": "Not known: {screen}. The figure for {field} could not be verified.",
    "unknown.too_old": (
        "Not known: {screen}. The newest figure for {field} is of {day}, too old to judge by."
    ),
    "unknown.currency": (
        "Not known: {screen}. The figure for {field} ({day}) is in another currency, and no exchange rate of "
        "that time is at hand."
    ),
    "unknown.part_year": (
        "Not known: {screen}. The figure for {field} ({day}) is stated for a part of the year only."
    ),
    "unknown.other_day": (
        "Not known: {screen}. The figure for {field} ({day}) is of another balance sheet than the other "
        "figures."
    ),
    "unknown.other_share": (
        "Not known: {screen}. The figure for {field} is stated for another kind of share than the price."
    ),
    "unknown.balance_sheet_unsorted": (
        "Not known: {screen}. The balance sheet does not tell what is due within a year, as those of banks "
        "and insurers do not, so {field} may mean something else here."
    ),
    "unknown.contradicted": (
        "Not known: {screen}. The figure for {field} ({day}) has the opposite sign of net income, so one of "
        "the two is wrong."
    ),
    "unknown.edgar_off": (
        "Not known: {screen}. There is no figure for {field}, and EDGAR is off (no contact address is set "
        "in Settings), so filings were not read."
    ),
    "unknown.edgar_off_customers": (
        "Not known: {screen}. No source at hand states it, and EDGAR is off (no contact address is set in "
        "Settings), so filings were not read."
    ),
    "unknown.edgar_off_years": (
        "Not known: {screen}. Too few fiscal years are at hand, and EDGAR is off (no contact address is "
        "set in Settings), so filings were not read."
    ),
    "not_stated_by_source": "No source at hand states it.",
    "not_verified": "It could not be verified.",
    "eps_basis_unclear": "It is not clear which kind of share the earnings are stated for.",
    "balance_sheet_unsorted": "The balance sheet is laid out as those of banks and insurers are.",
}
