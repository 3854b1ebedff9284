"""What a workspace offers of portfolios, holdings and the watchlist; each change is one undo step."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from screener.domain.portfolio import Holding, Portfolio
from screener.errors import BadInput
from screener.services import portfolios
from screener.services.collaborators import Collaborators
from screener.services.portfolios import PortfolioName
from screener.settings.currencies import CURRENCIES
from screener.translation import translate

# Changing what is stored is imported with the first change: it is not needed to paint the window.
if TYPE_CHECKING:
    from screener.domain.imported import ImportReview
    from screener.services.holding_input import HoldingDraft


class PortfolioDesk(ABC):
    """The portfolios' part of `Workspace`. Methods raise BadInput with one sentence, and StorageError."""

    _parts: Collaborators

    @abstractmethod
    def portfolio(self) -> Portfolio:
        """The open portfolio."""

    @abstractmethod
    def _follow(self) -> None:
        """After another portfolio may have been opened."""

    @abstractmethod
    def _ledger_followed(self) -> None:
        """After the user's ledger may have changed."""

    def portfolios(self) -> tuple[PortfolioName, ...]:
        """All portfolios, in the user's order."""
        return portfolios.names(self._parts.user)

    def open(self, key: str) -> None:
        """Make a portfolio the open one; `last` is then its last assessment."""
        portfolios.open_portfolio(self._parts.user, self._parts.settings, key)
        self._follow()

    def create(self, name: str, base_currency: str) -> str:
        """Make an empty portfolio and open it; returns its key."""
        user, settings = self._parts.user, self._parts.settings
        self.check_base(base_currency)
        key = portfolios.create(user, settings, name, base_currency, self._parts.clock())
        self._follow()
        return key

    def rename(self, key: str, name: str) -> None:
        """Give a portfolio another name."""
        portfolios.rename(self._parts.user, key, name, self._parts.clock())

    def delete(self, key: str) -> None:
        """Delete a portfolio; another one is open then."""
        portfolios.delete(self._parts.user, key, self._parts.clock())
        self._follow()

    def set_base_currency(self, code: str) -> None:
        """Show the open portfolio in another currency."""
        self.check_base(code)
        portfolios.set_base_currency(self._parts.user, self.portfolio().key, code, self._parts.clock())

    def base_currencies(self) -> tuple[str, ...]:
        """The currencies that can be a base: those with a dated rate."""
        return tuple(sorted(self._parts.judge.universe.rates.currencies))

    def check_base(self, code: str) -> None:
        """Raises BadInput for a currency nothing could be counted in, for want of a dated rate."""
        currency = code.strip().upper()
        if currency in CURRENCIES and currency not in self.base_currencies():
            text = translate("portfolio", "No exchange rate to {currency} is at hand.")
            raise BadInput(text.format(currency=currency))

    def clear_sample(self) -> None:
        """Replace the sample by an empty portfolio."""
        portfolios.clear_sample(self._parts.user, self._parts.settings, self._parts.clock())
        self._follow()

    # ------------------------------------------------------------ holdings and watchlist

    def holding(self, key: str) -> Holding:
        """The holding with that key."""
        from screener.services import holdings

        return holdings.holding(self.portfolio(), key)

    def add_holding(self, draft: "HoldingDraft", *, merge: bool = False) -> str:
        """Add a holding to the open portfolio; returns its key."""
        from screener.services import holdings

        return holdings.add_holding(
            self._parts.user,
            self.portfolio().key,
            draft,
            self._parts.clock(),
            merge=merge,
            decimal_comma=self._parts.decimal_comma(),
        )

    def edit_holding(self, key: str, draft: "HoldingDraft") -> None:
        """Change a holding."""
        from screener.services import holdings

        user, now, comma = self._parts.user, self._parts.clock(), self._parts.decimal_comma()
        holdings.edit_holding(user, self.portfolio().key, key, draft, now, decimal_comma=comma)

    def remove_holdings(self, keys: Collection[str]) -> None:
        """Remove holdings as one action."""
        from screener.services import holdings

        holdings.remove_holdings(self._parts.user, self.portfolio().key, keys, self._parts.clock())

    def add_watch(self, symbol: str) -> str:
        """Put a symbol on the watchlist; returns its key."""
        from screener.services import holdings

        return holdings.add_watch(self._parts.user, self.portfolio().key, symbol, self._parts.clock())

    def remove_watch(self, keys: Collection[str]) -> None:
        """Take entries off the watchlist as one action."""
        from screener.services import holdings

        holdings.remove_watch(self._parts.user, self.portfolio().key, keys, self._parts.clock())

    def undo(self) -> str | None:
        """Take back the newest action; returns what it was."""
        undone = portfolios.undo(self._parts.user, self._parts.clock())
        self._ledger_followed()
        self._follow()
        return undone

    def redo(self) -> str | None:
        """Do again what was taken back last; returns what it was."""
        redone = portfolios.redo(self._parts.user, self._parts.clock())
        self._ledger_followed()
        self._follow()
        return redone

    @property
    def can_undo(self) -> str | None:
        """What `undo` would take back."""
        return portfolios.can_undo(self._parts.user)

    @property
    def can_redo(self) -> str | None:
        """What `redo` would do again."""
        return portfolios.can_redo(self._parts.user)

    def preview_import(self, path: Path) -> "ImportReview":
        """What a file holds; nothing is stored."""
        from screener.services import importing

        return importing.preview_import(path)

    def commit_import(self, review: "ImportReview", into: str, name: str) -> str:
        """Store what was read: a "new" portfolio of that name, "replace" or "add" to the open one."""
        from screener.services import holdings

        key = holdings.commit_import(
            self._parts.user,
            self._parts.settings,
            review.positions,
            self._parts.clock(),
            into="replace" if into == "replace" else "add" if into == "add" else "new",
            portfolio_key=self.portfolio().key,
            name=name,
            watch=review.watchlist,
        )
        self._follow()
        return key
