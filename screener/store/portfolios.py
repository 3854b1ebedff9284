"""Portfolios, holdings and watchlists as rows, and back, with every decimal kept exactly."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

import msgspec

from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.store import faults, rows
from screener.store.actions import Action, Actions
from screener.store.database import Database
from screener.store.rows import HOLDINGS, PORTFOLIOS, WATCHLIST, Change, Row


class Portfolios:
    """The portfolios of one database. Saving compares with what is stored and logs the difference."""

    def __init__(self, database: Database, actions: Actions) -> None:
        self._database = database
        self._actions = actions

    def all(self) -> tuple[Portfolio, ...]:
        """Every portfolio with its contents, in the user's order; raises Damaged."""
        return tuple(self._whole(row) for row in rows.select(self._database, PORTFOLIOS))

    def names(self) -> tuple[Portfolio, ...]:
        """Every portfolio without its contents."""
        return tuple(_portfolio(row, (), ()) for row in rows.select(self._database, PORTFOLIOS))

    def load(self, key: str) -> Portfolio | None:
        """The portfolio with that key, None when there is none; raises Damaged."""
        for row in rows.select(self._database, PORTFOLIOS):
            if row["key"] == key:
                return self._whole(row)
        return None

    def save(
        self,
        action: Action,
        at: datetime,
        *,
        put: Iterable[Portfolio] = (),
        remove: Iterable[str] = (),
        undoable: bool = True,
    ) -> None:
        """Store the portfolios of `put` as they are now and remove those of `remove`: one user action."""
        with self._database.transaction():
            changes: list[Change] = []
            stored = {row["key"]: row for row in rows.select(self._database, PORTFOLIOS)}
            for key in remove:
                if key in stored:
                    changes += rows.difference(self._rows_of(stored.pop(key)), ())
            place = max((cast("int", row["place"]) for row in stored.values()), default=-1)
            for portfolio in put:
                known = stored.get(portfolio.key)
                before = self._rows_of(known) if known is not None else []
                place += known is None
                own_place = cast("int", known["place"]) if known is not None else place
                changes += rows.difference(before, _rows(portfolio, own_place, before))
            self._actions.record(action, changes, at, undoable=undoable)

    def _whole(self, row: Row) -> Portfolio:
        key = (row["key"],)
        try:
            holdings = tuple(_holding(line) for line in rows.select(self._database, HOLDINGS, key))
            watched = tuple(
                WatchEntry(_text(line["key"]), _text(line["symbol"]))
                for line in rows.select(self._database, WATCHLIST, key)
            )
        except (ValueError, ArithmeticError) as error:
            raise faults.damaged(self._database.path) from error
        return _portfolio(row, holdings, watched)

    def _rows_of(self, row: Row) -> list[tuple[str, Row]]:
        key = (row["key"],)
        found = [(PORTFOLIOS.name, row)]
        for table in (HOLDINGS, WATCHLIST):
            found += [(table.name, line) for line in rows.select(self._database, table, key)]
        return found


def _rows(portfolio: Portfolio, place: int, before: Iterable[tuple[str, Row]]) -> list[tuple[str, Row]]:
    places: dict[str, dict[str, int]] = {HOLDINGS.name: {}, WATCHLIST.name: {}}
    for table, row in before:
        if table in places:
            places[table][_text(row["key"])] = cast("int", row["place"])
    head: Row = {
        "key": portfolio.key,
        "place": place,
        "name": portfolio.name,
        "base_currency": portfolio.base_currency,
        "is_sample": int(portfolio.is_sample),
    }
    result: list[tuple[str, Row]] = [(PORTFOLIOS.name, head)]
    spots = _places(places[HOLDINGS.name], [holding.key for holding in portfolio.holdings])
    result += [
        (HOLDINGS.name, _holding_row(holding, portfolio.key, spots[holding.key]))
        for holding in portfolio.holdings
    ]
    spots = _places(places[WATCHLIST.name], [entry.key for entry in portfolio.watchlist])
    result += [
        (
            WATCHLIST.name,
            {
                "key": entry.key,
                "portfolio": portfolio.key,
                "place": spots[entry.key],
                "symbol": entry.symbol,
            },
        )
        for entry in portfolio.watchlist
    ]
    return result


def _places(stored: Mapping[str, int], order: Iterable[str]) -> dict[str, int]:
    """A rising number for every key; a stored one is kept wherever the order allows."""
    places: dict[str, int] = {}
    last = -1
    for key in order:
        place = stored.get(key, -1)
        last = place if place > last else last + 1
        places[key] = last
    return places


def _holding_row(holding: Holding, portfolio: str, place: int) -> Row:
    return {
        "key": holding.key,
        "portfolio": portfolio,
        "place": place,
        "symbol": holding.symbol,
        "quantity": str(holding.quantity),
        "currency": holding.currency,
        "cost": None if holding.cost is None else str(holding.cost),
        "kind": holding.kind,
        "name": holding.name,
        "manual_price": None if holding.manual_price is None else str(holding.manual_price),
        "manual_price_on": None if holding.manual_price_on is None else holding.manual_price_on.isoformat(),
    }


def _holding(row: Row) -> Holding:
    day = row["manual_price_on"]
    return msgspec.convert(
        {
            **{name: row[name] for name in ("key", "symbol", "currency", "kind", "name")},
            "quantity": Decimal(_text(row["quantity"])),
            "cost": _decimal(row["cost"]),
            "manual_price": _decimal(row["manual_price"]),
            "manual_price_on": None if day is None else date.fromisoformat(_text(day)),
        },
        Holding,
    )


def _portfolio(row: Row, holdings: tuple[Holding, ...], watched: tuple[WatchEntry, ...]) -> Portfolio:
    return Portfolio(
        key=_text(row["key"]),
        name=_text(row["name"]),
        base_currency=_text(row["base_currency"]),
        holdings=holdings,
        watchlist=watched,
        is_sample=bool(row["is_sample"]),
    )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(_text(value))


def _text(value: object) -> str:
    assert isinstance(value, str)
    return value
