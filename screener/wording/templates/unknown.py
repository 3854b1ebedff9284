"""Why a screen has no answer, the same for all screens; `field` is the input that stands in the way."""

TEMPLATES = {
    "unknown.missing": "{screen} is not known: there is no figure for {field}.",
    "unknown.not_verified": "{screen} is not known: {field} could not be verified.",
    "unknown.too_old": (
        "{screen} is not known: the newest figure for {field} is of {day}, too old to judge by."
    ),
    "unknown.currency": (
        "{screen} is not known: {field} ({day}) is in another currency, and no exchange rate of that time "
        "is at hand."
    ),
    "unknown.part_year": "{screen} is not known: {field} ({day}) is stated for a part of the year only.",
    "unknown.other_day": (
        "{screen} is not known: {field} ({day}) is of another balance sheet than the other figures."
    ),
    "unknown.other_share": (
        "{screen} is not known: {field} is stated for another kind of share than the price."
    ),
    "unknown.contradicted": (
        "{screen} is not known: {field} ({day}) has the opposite sign of net income, so one of the two is "
        "wrong."
    ),
    "unknown.edgar_off": (
        "{screen} is not known: there is no figure for {field}, and EDGAR is off (no contact address is set "
        "in Settings), so filings were not read."
    ),
    "unknown.edgar_off_customers": (
        "{screen} is not known: no source at hand states it, and EDGAR is off (no contact address is set in "
        "Settings), so filings were not read."
    ),
    "unknown.edgar_off_years": (
        "{screen} is not known: too few fiscal years are at hand, and EDGAR is off (no contact address is "
        "set in Settings), so filings were not read."
    ),
    "not_stated_by_source": "No source at hand states it.",
    "not_verified": "It could not be verified.",
    "eps_basis_unclear": "It is not clear which kind of share the earnings are stated for.",
}
