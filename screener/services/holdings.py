"""What a user does inside a portfolio: holdings, the watchlist, imported positions.

Each function is one action and one undo step. `at` is the time of the action. Functions raise
BadInput, with one sentence, before anything is changed, and StorageError.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from screener.domain.imported import ImportedPosition
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.errors import BadInput
from screener.services.holding_input import EXACT, MAX_QUANTITY, HoldingDraft, read_holding, read_symbol
from screener.services.portfolios import free_name, required
from screener.services.symbols import settled, settled_if_clear
from screener.settings.values import Settings
from screener.store.actions import Action
from screener.store.user import UserStore
from screener.translation import translate

Into = Literal["new", "replace", "add"]


def holding(portfolio: Portfolio, key: str) -> Holding:
    """The holding with that key; raises BadInput when it is gone."""
    for one in portfolio.holdings:
        if one.key == key:
            return one
    raise BadInput(translate("portfolio", "This holding does not exist any more."))


def add_holding(
    store: UserStore,
    portfolio_key: str,
    draft: HoldingDraft,
    at: datetime,
    *,
    merge: bool = False,
    decimal_comma: bool | None = None,
) -> str:
    """Add a holding and return its key.

    A symbol that is held already is refused with a sentence that names the row; with `merge` it
    is added to that row, or kept as a lot of its own where the two cannot be added exactly.
    """
    new = read_holding(draft, uuid.uuid4().hex, decimal_comma=decimal_comma)
    with store.database.transaction():
        portfolio = required(store, portfolio_key)
        same = [one for one in portfolio.holdings if _same_thing(one, new)]
        if same and not merge:
            raise BadInput(
                translate(
                    "portfolio", "{symbol} is already held here ({quantity}); edit that row instead."
                ).format(symbol=new.symbol, quantity=f"{same[0].quantity:f}")
            )
        holdings = merged(portfolio.holdings, (new,))
        key = next((one.key for one in holdings if one.key == new.key), same[0].key if same else new.key)
        _save(store, portfolio, "add_holding", {"symbol": new.symbol}, at, holdings=holdings)
    return key


def edit_holding(
    store: UserStore,
    portfolio_key: str,
    key: str,
    draft: HoldingDraft,
    at: datetime,
    *,
    decimal_comma: bool | None = None,
) -> None:
    """Change a holding; its name and its own price stay while the symbol stays."""
    changed = read_holding(draft, key, decimal_comma=decimal_comma)
    with store.database.transaction():
        portfolio = required(store, portfolio_key)
        before = holding(portfolio, key)
        others = [one for one in portfolio.holdings if one.key != key]
        if not _same_thing(before, changed) and any(_same_thing(one, changed) for one in others):
            raise BadInput(
                translate("portfolio", "{symbol} is already held here in another row.").format(
                    symbol=changed.symbol
                )
            )
        if before.symbol == changed.symbol:
            changed = msgspec.structs.replace(
                changed,
                name=before.name,
                manual_price=before.manual_price,
                manual_price_on=before.manual_price_on,
            )
        holdings = tuple(changed if one.key == key else one for one in portfolio.holdings)
        _save(store, portfolio, "edit_holding", {"symbol": changed.symbol}, at, holdings=holdings)


def remove_holdings(store: UserStore, portfolio_key: str, keys: Collection[str], at: datetime) -> None:
    """Remove holdings together; keys that are gone are ignored."""
    with store.database.transaction():
        portfolio = required(store, portfolio_key)
        gone = [one for one in portfolio.holdings if one.key in keys]
        left = tuple(one for one in portfolio.holdings if one.key not in keys)
        action, arguments = (
            ("remove_holding", {"symbol": gone[0].symbol})
            if len(gone) == 1
            else ("remove_holdings", {"count": str(len(gone))})
        )
        _save(store, portfolio, action, arguments, at, holdings=left)


def add_watch(store: UserStore, portfolio_key: str, symbol: str, at: datetime) -> str:
    """Put a symbol on the watchlist; returns its key, that of the old entry when it is there already."""
    entry = WatchEntry(uuid.uuid4().hex, settled(read_symbol(symbol)))
    with store.database.transaction():
        portfolio = required(store, portfolio_key)
        for known in portfolio.watchlist:
            if known.symbol == entry.symbol:
                return known.key
        _save(
            store,
            portfolio,
            "add_watch",
            {"symbol": entry.symbol},
            at,
            watchlist=(*portfolio.watchlist, entry),
        )
    return entry.key


def remove_watch(store: UserStore, portfolio_key: str, keys: Collection[str], at: datetime) -> None:
    """Take entries off the watchlist together; keys that are gone are ignored."""
    with store.database.transaction():
        portfolio = required(store, portfolio_key)
        gone = [one for one in portfolio.watchlist if one.key in keys]
        left = tuple(one for one in portfolio.watchlist if one.key not in keys)
        action, arguments = (
            ("remove_watch", {"symbol": gone[0].symbol})
            if len(gone) == 1
            else ("remove_watches", {"count": str(len(gone))})
        )
        _save(store, portfolio, action, arguments, at, watchlist=left)


def commit_import(
    store: UserStore,
    settings: Settings,
    positions: Sequence[ImportedPosition],
    at: datetime,
    *,
    into: Into,
    portfolio_key: str,
    name: str = "",
    watch: Iterable[str] = (),
) -> str:
    """Store imported positions as one action; returns the key of the portfolio they are in.

    "new" makes and opens a portfolio called `name` in the base currency of the settings;
    "replace" and "add" work on `portfolio_key`. Rows of one symbol are added where that is exact.
    """
    if not positions and not tuple(watch):
        raise BadInput(translate("portfolio", "The file holds no positions to store."))
    new = [imported_holding(position) for position in positions]
    with store.database.transaction():
        if into == "new":
            portfolio = Portfolio(uuid.uuid4().hex, free_name(store, name), settings.text("base_currency"))
        else:
            portfolio = required(store, portfolio_key)
        kept = portfolio.holdings if into == "add" else ()
        _save(
            store,
            portfolio if into == "add" else msgspec.structs.replace(portfolio, is_sample=False),
            f"import_{into}",
            {"name": portfolio.name},
            at,
            holdings=merged(kept, new),
            watchlist=_with_watch(portfolio.watchlist, map(settled_if_clear, watch)),
        )
        if into == "new":
            settings.set("open_portfolio", portfolio.key)
    return portfolio.key


def merged(kept: Iterable[Holding], new: Iterable[Holding]) -> tuple[Holding, ...]:
    """The kept rows with the new ones: added to a row of the same thing where that is exact, else behind."""
    result = list(kept)
    rows: dict[str, list[int]] = {}
    for index, one in enumerate(result):
        rows.setdefault(one.symbol, []).append(index)
    for one in new:
        spot = next((spot for spot in rows.get(one.symbol, ()) if _can_add(result[spot], one)), None)
        if spot is not None:
            result[spot] = _sum(result[spot], one)
        else:
            rows.setdefault(one.symbol, []).append(len(result))
            result.append(one)
    return tuple(result)


def _same_thing(one: Holding, other: Holding) -> bool:
    """The same symbol, and both cash or both not; cash in the same currency."""
    if one.symbol != other.symbol or (one.kind == "cash") != (other.kind == "cash"):
        return False
    return one.kind != "cash" or one.currency == other.currency


def _can_add(one: Holding, other: Holding) -> bool:
    return (
        _same_thing(one, other)
        and one.currency == other.currency
        and (one.kind == other.kind or one.kind is None or other.kind is None)
        and (one.cost is None) == (other.cost is None)
        and (one.quantity > 0) == (other.quantity > 0)
        and abs(EXACT.add(one.quantity, other.quantity)) <= MAX_QUANTITY
    )


def _sum(one: Holding, other: Holding) -> Holding:
    costs = None if one.cost is None or other.cost is None else EXACT.add(one.cost, other.cost)
    return msgspec.structs.replace(
        one,
        quantity=EXACT.add(one.quantity, other.quantity),
        cost=costs,
        kind=one.kind or other.kind,
        name=one.name or other.name,
    )


def imported_holding(position: ImportedPosition) -> Holding:
    """The holding of an imported row; without a symbol its ISIN or name stands for it."""
    known = position.symbol
    if known is not None and position.kind in (None, "equity", "fund"):
        known = settled_if_clear(known, position.currency)
    symbol = known or position.isin or position.name or ""
    return Holding(
        key=uuid.uuid4().hex,
        symbol=symbol,
        quantity=position.quantity,
        currency=position.currency,
        cost=position.cost,
        kind=position.kind,
        name=position.name,
    )


def _with_watch(watchlist: tuple[WatchEntry, ...], symbols: Iterable[str]) -> tuple[WatchEntry, ...]:
    known = {entry.symbol for entry in watchlist}
    new = [symbol for symbol in dict.fromkeys(symbols) if symbol not in known]
    return (*watchlist, *(WatchEntry(uuid.uuid4().hex, symbol) for symbol in new))


def _save(
    store: UserStore,
    portfolio: Portfolio,
    action: str,
    arguments: dict[str, str],
    at: datetime,
    *,
    holdings: tuple[Holding, ...] | None = None,
    watchlist: tuple[WatchEntry, ...] | None = None,
) -> None:
    changed = msgspec.structs.replace(
        portfolio,
        holdings=portfolio.holdings if holdings is None else holdings,
        watchlist=portfolio.watchlist if watchlist is None else watchlist,
    )
    store.portfolios.save(Action(action, arguments), at, put=(changed,))
