"""What a workspace offers of the user's own prices, and of the calendars prices age by."""

from abc import ABC
from collections.abc import Collection
from datetime import date
from pathlib import Path

from screener.domain.message import Day, Message, Names
from screener.domain.own_price import OwnPrice, PricesReview
from screener.services.collaborators import Collaborators
from screener.wording import label, sentence


class PricesDesk(ABC):
    """The prices' part of `Workspace`. Judge again (`assess`) to see what a change does.

    Methods that change something raise BadInput with one sentence, before anything is changed, and
    StorageError; each is one undo step.
    """

    _parts: Collaborators

    def own_prices(self) -> tuple[OwnPrice, ...]:
        """The user's own prices, by symbol."""
        return tuple(self._parts.user.prices.all().values())

    def preview_prices(self, path: Path) -> PricesReview:
        """What a list of prices holds and what of it is new; nothing is stored."""
        from screener.services import own_prices

        return own_prices.preview(path, self._parts.user.prices.all(), self._parts.clock())

    def commit_prices(self, review: PricesReview) -> None:
        """Store the prices of a reviewed list."""
        from screener.services import own_prices

        own_prices.commit(self._parts.user, review, self._parts.clock())

    def remove_own_prices(self, symbols: Collection[str]) -> None:
        """Remove own prices as one action."""
        from screener.services import own_prices

        own_prices.remove(self._parts.user, symbols, self._parts.clock())

    def calendar_remarks(self) -> tuple[str, ...]:
        """Which exchanges' trading days are known for less than a year from today, a sentence a last day."""
        from screener.domain.sessions import ending

        today = self._parts.clock().date()
        known: dict[tuple[bool, date], list[str]] = {}
        for exchange in self._parts.judge.exchanges.once:
            if ending((exchange,), today):
                place = (exchange.last < today, exchange.last)
                known.setdefault(place, []).append(label("trading_place", exchange.code))
        return tuple(
            sentence(
                Message(
                    "sessions_ended" if over else "sessions_end_soon",
                    {"exchange": Names(tuple(names)), "last": Day(last)},
                )
            )
            for (over, last), names in known.items()
        )
