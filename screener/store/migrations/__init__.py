"""The two databases and their numbered steps. A new step = one file, one entry in its tuple, one test."""

import sqlite3
from decimal import Decimal

from screener.store.migrations import cache_1, cache_2, user_1, user_ledger, user_tags
from screener.store.migrations.schema import Schema


def user_totals(connection: sqlite3.Connection) -> object:
    """Every portfolio, holding with its exact amounts, and watched symbol, in sorted order."""
    holdings = [
        (portfolio, symbol, Decimal(quantity), currency, None if cost is None else Decimal(cost))
        for portfolio, symbol, quantity, currency, cost in connection.execute(
            "SELECT portfolio, symbol, quantity, currency, cost FROM holdings"
        )
    ]
    portfolios = sorted(connection.execute("SELECT key, name, base_currency FROM portfolios"))
    watched = sorted(connection.execute("SELECT portfolio, symbol FROM watchlist"))
    return portfolios, sorted(holdings, key=repr), watched


USER = Schema(
    application_id=0x52_46_55_31,  # "RFU1"
    steps=(user_1.apply, user_ledger.apply, user_tags.apply),
    synchronous="FULL",
    totals=user_totals,
)
CACHE = Schema(
    application_id=0x52_46_43_31,  # "RFC1"
    steps=(cache_1.apply, cache_2.apply),
    synchronous="NORMAL",
)
