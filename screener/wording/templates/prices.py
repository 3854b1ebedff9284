"""Notes on prices, positions and how fresh they are."""

TEMPLATES = {
    "no_price_found": "No quote and no stored price was found for it.",
    "no_price_and_no_cost": "There is neither a price nor a cost for it.",
    "no_exchange_rate": "There is no exchange rate from {currency} to {base}.",
    "kind_not_quoted": "No quote says what one unit of it is worth, so none is asked for.",
    "price_old": "Its price is of {day}.",
    "price_too_old": "Its newest price, of {day}, is too old to count by.",
    "cash_has_no_price": "Cash has no price.",
    "not_held": "It is watched, not held.",
    "position_short": "This is a short position.",
    "position_at_cost": "There is no price to count by, so it is counted at cost.",
    "position_without_rate": "No exchange rate from {currency} is known, so it is left out of all weights.",
    "position_left_out": "It is left out of all weights.",
    "symbol_not_identified": "The symbol could not be identified.",
    "converted_at": "Converted at the {pair} rate of {day}, {rate} ({source}).",
    "markets_closed": "The markets are closed; these are their last prices.",
    "prices_stand_still": "The source answers, but its markets have traded since the prices it gives.",
    "prices_not_renewed": "Prices have not been renewed for a while.",
    "offline_on_request": "Ringfence works offline because you asked it to.",
    "delay_not_stated": "The exchange does not say how much its prices are delayed.",
    "delayed_by": "Prices are delayed by up to {minutes} minutes.",
}
