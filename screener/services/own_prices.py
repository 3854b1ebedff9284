"""The user's own lists of prices: for listings no source has, and for the day a source is gone.

Of each listing the newest price is kept. Storing a list is one action and one undo step, all or nothing;
so is removing.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from screener.domain.figure import Source
from screener.domain.own_price import OwnPrice, PricesReview
from screener.domain.universe import SnapshotPrice
from screener.errors import BadInput
from screener.store.actions import Action
from screener.store.user import UserStore
from screener.translation import translate


def preview(path: Path, stored: Mapping[str, OwnPrice], at: datetime) -> PricesReview:
    """What a list of prices holds and what of it is new; raises BadInput when it is no such list."""
    from screener.importers.prices_csv import read_prices

    # Who leaves the day out, or writes today's, means the day it is where they are.
    listed = read_prices(path, at.astimezone().date())
    newest = {
        price.symbol: OwnPrice(price.symbol, price.price, price.currency, price.day, listed.file, at)
        for price in listed.newest.values()
    }
    days = [price.day for price in listed.prices]
    older = {symbol for symbol, one in newest.items() if _is_older(one, stored.get(symbol))}
    same = {symbol for symbol, one in newest.items() if _says_the_same(one, stored.get(symbol))}
    return PricesReview(
        file=listed.file,
        prices=tuple(one for symbol, one in newest.items() if symbol not in older | same),
        rows=len(listed.prices),
        first=min(days, default=None),
        last=max(days, default=None),
        older=len(older),
        same=len(same),
        rejected=listed.rejected,
    )


def commit(store: UserStore, review: PricesReview, at: datetime) -> None:
    """Store what was read, except where a newer price is there already. Raises BadInput when nothing is."""
    with store.database.transaction():
        stored = store.prices.all()
        new = {one.symbol: one for one in review.prices if not _is_older(one, stored.get(one.symbol))}
        if not new:
            raise BadInput(translate("prices", "There is no new price in {file}.").format(file=review.file))
        action = Action("prices", {"count": str(len(new)), "file": review.file})
        store.prices.put(action, at, new)


def remove(store: UserStore, symbols: Collection[str], at: datetime) -> None:
    """Remove own prices; those that are gone already are left out."""
    with store.database.transaction():
        there = sorted(store.prices.all().keys() & set(symbols))
        if len(there) == 1:
            action = Action("price_removed", {"symbol": there[0]})
        else:
            action = Action("prices_removed", {"count": str(len(there))})
        store.prices.put(action, at, dict.fromkeys(there))


def as_prices(own: Mapping[str, OwnPrice]) -> dict[str, SnapshotPrice]:
    """The own prices as prices of the user, each with its list as the source."""
    text = translate("prices", "your list {file}")
    return {
        symbol: SnapshotPrice(
            symbol, one.price, one.currency, one.day, Source(title=text.format(file=one.file), tier="user")
        )
        for symbol, one in own.items()
    }


def _is_older(one: OwnPrice, stored: OwnPrice | None) -> bool:
    return stored is not None and one.day < stored.day


def _says_the_same(one: OwnPrice, stored: OwnPrice | None) -> bool:
    if stored is None:
        return False
    return (one.day, one.price, one.currency) == (stored.day, stored.price, stored.currency)
