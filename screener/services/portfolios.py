"""What a user does with portfolios as a whole. Each function is one action and one undo step.

`at` is the time of the action. Functions raise BadInput, with one sentence, before anything is
changed, and StorageError.
"""

import uuid
from datetime import datetime

import msgspec

from screener.domain.portfolio import Portfolio
from screener.errors import BadInput
from screener.services.action_texts import text_of
from screener.settings.values import Settings
from screener.store.actions import Action
from screener.store.user import UserStore
from screener.translation import translate


class PortfolioName(msgspec.Struct, frozen=True):
    """A portfolio as it stands in a list."""

    key: str
    name: str
    is_sample: bool


def names(store: UserStore) -> tuple[PortfolioName, ...]:
    """All portfolios in the user's order."""
    return tuple(PortfolioName(one.key, one.name, one.is_sample) for one in store.portfolios.names())


def opened(store: UserStore, settings: Settings) -> Portfolio | None:
    """The open portfolio: the one opened last, else the first; None when there is none at all."""
    last = store.portfolios.load(settings.text("open_portfolio"))
    if last is not None:
        return last
    first = next(iter(store.portfolios.names()), None)
    return None if first is None else store.portfolios.load(first.key)


def open_portfolio(store: UserStore, settings: Settings, key: str) -> Portfolio:
    """Make `key` the open portfolio. Not an undo step."""
    portfolio = required(store, key)
    settings.set("open_portfolio", key)
    return portfolio


def required(store: UserStore, key: str) -> Portfolio:
    """The portfolio with that key; raises BadInput when it is gone."""
    portfolio = store.portfolios.load(key)
    if portfolio is None:
        raise BadInput(translate("portfolio", "This portfolio does not exist any more."))
    return portfolio


def seed_sample(store: UserStore, sample: Portfolio, at: datetime) -> bool:
    """Store the sample portfolio when there is no portfolio yet; True when it was. Not an undo step."""
    with store.database.transaction():
        if store.portfolios.names():
            return False
        sample = msgspec.structs.replace(sample, is_sample=True)
        store.portfolios.save(Action("seed"), at, put=(sample,), undoable=False)
    return True


def create(store: UserStore, settings: Settings, name: str, base_currency: str, at: datetime) -> str:
    """Make an empty portfolio and open it; returns its key."""
    currency = _base_currency(base_currency)
    with store.database.transaction():
        portfolio = Portfolio(uuid.uuid4().hex, free_name(store, name), currency)
        store.portfolios.save(Action("create", {"name": portfolio.name}), at, put=(portfolio,))
        settings.set("open_portfolio", portfolio.key)
    return portfolio.key


def rename(store: UserStore, key: str, name: str, at: datetime) -> None:
    """Give a portfolio another name."""
    with store.database.transaction():
        portfolio = msgspec.structs.replace(required(store, key), name=free_name(store, name, besides=key))
        store.portfolios.save(Action("rename", {"name": portfolio.name}), at, put=(portfolio,))


def delete(store: UserStore, key: str, at: datetime) -> None:
    """Delete a portfolio with its holdings. The last one is replaced by an empty one."""
    with store.database.transaction():
        gone = required(store, key)
        left = [one for one in store.portfolios.names() if one.key != key]
        put = () if left else (_empty(gone.base_currency),)
        store.portfolios.save(Action("delete", {"name": gone.name}), at, put=put, remove=(key,))


def set_base_currency(store: UserStore, key: str, currency: str, at: datetime) -> None:
    """Show the totals and weights of a portfolio in another currency."""
    with store.database.transaction():
        portfolio = msgspec.structs.replace(required(store, key), base_currency=_base_currency(currency))
        arguments = {"name": portfolio.name, "currency": portfolio.base_currency}
        store.portfolios.save(Action("base_currency", arguments), at, put=(portfolio,))


def clear_sample(store: UserStore, settings: Settings, at: datetime) -> str:
    """Replace the sample portfolio by an empty one, which is opened; returns its key."""
    with store.database.transaction():
        samples = [one for one in store.portfolios.names() if one.is_sample]
        currency = samples[0].base_currency if samples else settings.text("base_currency")
        fresh = _empty(str(currency))
        fresh = msgspec.structs.replace(fresh, name=_numbered(store, fresh.name))
        store.portfolios.save(
            Action("clear_sample"), at, put=(fresh,), remove=tuple(one.key for one in samples)
        )
        settings.set("open_portfolio", fresh.key)
    return fresh.key


def undo(store: UserStore, at: datetime) -> str | None:
    """Take back the newest action; returns what it was, None when there is nothing to take back."""
    action = store.actions.undo(at)
    return None if action is None else text_of(action)


def redo(store: UserStore, at: datetime) -> str | None:
    """Do again what was taken back last; returns what it was, None when there is nothing."""
    action = store.actions.redo(at)
    return None if action is None else text_of(action)


def can_undo(store: UserStore) -> str | None:
    """What `undo` would take back."""
    action = store.actions.next_undo()
    return None if action is None else text_of(action)


def can_redo(store: UserStore) -> str | None:
    """What `redo` would do again."""
    action = store.actions.next_redo()
    return None if action is None else text_of(action)


def free_name(store: UserStore, text: str, *, besides: str | None = None) -> str:
    """The name as it will be stored; raises BadInput when another portfolio has it."""
    from screener.services.holding_input import read_name

    name = read_name(text)
    taken = {one.name.casefold() for one in store.portfolios.names() if one.key != besides}
    if name.casefold() in taken:
        raise BadInput(translate("portfolio", "There is already a portfolio named {name}.").format(name=name))
    return name


def _numbered(store: UserStore, name: str) -> str:
    taken = {one.name.casefold() for one in store.portfolios.names() if not one.is_sample}
    number, free = 2, name
    while free.casefold() in taken:
        number, free = number + 1, f"{name} {number}"
    return free


def _empty(base_currency: str) -> Portfolio:
    return Portfolio(uuid.uuid4().hex, translate("portfolio", "My portfolio"), base_currency)


def _base_currency(text: str) -> str:
    from screener.services.holding_input import read_currency

    currency, _ = read_currency(text)
    if currency is None:
        raise BadInput(translate("portfolio", "Please choose a base currency."))
    return currency
