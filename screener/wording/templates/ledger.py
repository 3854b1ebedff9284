"""What is wrong with a deal or a party the user enters or imports."""

TEMPLATES = {
    "ledger.empty": "Record {record}, {deal_field}: nothing is entered.",
    "ledger.no_party": "Record {record}, {deal_field}: {name} is no party of the ledger; add it first.",
    "ledger.not_a_party": (
        "The field “{deal_field}” names “{name}”, which is no party of the ledger; add it first."
    ),
    "ledger.party_there": "Record {record}, {deal_field}: there is already a party called {name}.",
    "ledger.symbol_taken": "Record {record}, {deal_field}: {text} is already a listing of {name}.",
    "ledger.no_amount": (
        "Record {record}, {deal_field}: “{text}” is no amount of US dollars, such as 30bn or 1,500,000,000."
    ),
    "ledger.no_currency": "Record {record}, {deal_field}: “{text}” is no code of a currency, such as EUR.",
    "ledger.no_money": "Record {record}, {deal_field}: “{text}” is no amount in {currency}.",
    "ledger.no_rate_day": (
        "Record {record}, {deal_field}: an amount in {currency} needs the day or month of the deal, to turn"
        " it into US dollars by a rate of that time."
    ),
    "ledger.no_rate": (
        "Record {record}, {deal_field}: no rate of {currency} to the US dollar is known for {text}; please "
        "give the amount in US dollars."
    ),
    "ledger.not_shown": "Record {record}, {deal_field}: it holds characters that cannot be shown.",
    "ledger.no_number": "Record {record}, {deal_field}: “{text}” is no number that fits here.",
    "ledger.no_day": (
        "Record {record}, {deal_field}: “{text}” is no date; write it as 2026-02-27, 2026-02 or 2026."
    ),
    "ledger.no_choice": "Record {record}, {deal_field}: “{text}” is none of the choices.",
    "ledger.too_long": "Record {record}, {deal_field}: the text has more than {limit} characters.",
    "ledger.own_loop": "Record {record}, {deal_field}: {name} would pay itself, which is no deal.",
    "ledger.no_record": "Record {record}, {deal_field}: there is no record {text}.",
    "ledger.circle": "Record {record}, {deal_field}: through {text} it leads back to itself.",
    "ledger.future_day": "Record {record}, {deal_field}: {text} is after today, {day}.",
    "ledger.first_after": "Record {record}, {deal_field}: it is later than the announcement ({text}).",
    "ledger.amount_absurd": "Record {record}, {deal_field}: {amount} cannot be right.",
    "ledger.negative": "Record {record}, {deal_field}: {text} is negative.",
    "ledger.firm_above": (
        "Record {record}, {deal_field}: the firm part {firm} must lie between zero and the headline {amount}."
    ),
    "ledger.amount_small": (
        "Record {record}, {deal_field}: {amount} is small for a deal of this ledger; is “bn” missing?"
    ),
    "ledger.ten_times": (
        "Record {record}, {deal_field}: {amount} is at least ten times away from {other} of {name}, between"
        " the same two parties; is the unit right?"
    ),
    "ledger.beside_revenue": (
        "Record {record}, {deal_field}: {amount} is more than ten times the yearly revenue of {name},"
        " {revenue}; is the unit right?"
    ),
    "ledger.same_deal": "Record {record}, {deal_field}: {name} looks like the same deal.",
    "ledger.no_source": (
        "Record {record}, {deal_field}: no public source is named, so it is shown and counts nowhere."
    ),
}
