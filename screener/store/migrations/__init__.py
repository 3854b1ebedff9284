"""The two databases and their numbered steps. A new step = one file, one entry in its tuple, one test."""

import sqlite3
from decimal import Decimal
from importlib import import_module

from screener.store.migrations.schema import Schema, Step


def _step(module: str) -> Step:
    """What a module of this package does; it is imported when the step is taken."""

    def apply(connection: sqlite3.Connection) -> None:
        import_module(f"{__name__}.{module}").apply(connection)

    return apply


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
    steps=(_step("user_1"), _step("user_ledger"), _step("user_tags"), _step("user_prices")),
    synchronous="FULL",
    totals=user_totals,
)
CACHE = Schema(
    application_id=0x52_46_43_31,  # "RFC1"
    steps=(
        _step("cache_1"),
        _step("cache_2"),
        _step("cache_3"),
        _step("cache_histories"),
        _step("cache_statements"),
    ),
    synchronous="NORMAL",
)
