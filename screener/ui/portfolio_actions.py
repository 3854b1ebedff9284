"""What the user does to portfolios, holdings and the watchlist; whoever shows them is told of it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screener.domain.imported import ImportReview
    from screener.domain.own_price import PricesReview
    from screener.services.holding_input import HoldingDraft
    from screener.services.workspace import Workspace


class PortfolioActions:
    """This part of `Session`. Methods raise BadInput with one sentence, and StorageError."""

    workspace: "Workspace"

    if TYPE_CHECKING:
        # `Session` has them; Qt's metaclass leaves no room for abstract methods.
        def edited(self, *, new_symbols: bool = False) -> None:
            """After a change of what is stored."""

        def _opened(self) -> None:
            """After another portfolio was opened."""

        def _removed(self, count: int) -> None:
            """After rows were removed, which nobody was asked about before."""

    def open_portfolio(self, key: str) -> None:
        """Show another portfolio: its last assessment at once, then a new one."""
        self.workspace.open(key)
        self._opened()

    def create_portfolio(self, name: str, base_currency: str) -> None:
        """Make an empty portfolio and open it; BadInput for a name that cannot be used."""
        self.workspace.open(self.workspace.create(name, base_currency))
        self._opened()

    def rename_portfolio(self, key: str, name: str) -> None:
        """Give a portfolio another name; BadInput for a name that cannot be used."""
        self.workspace.rename(key, name)
        self.edited()

    def delete_portfolio(self, key: str) -> None:
        """Delete a portfolio; the workspace opens another."""
        self.workspace.delete(key)
        self._opened()

    def clear_sample(self) -> None:
        """Replace the sample by an empty portfolio."""
        self.workspace.clear_sample()
        self._opened()

    def set_base_currency(self, code: str) -> None:
        """Count totals and weights in another currency."""
        self.workspace.set_base_currency(code)
        self.edited()

    def add_holding(self, draft: "HoldingDraft") -> None:
        """Add a holding; BadInput says what cannot be used."""
        self.workspace.add_holding(draft)
        self.edited(new_symbols=True)

    def edit_holding(self, key: str, draft: "HoldingDraft") -> None:
        """Change a holding; BadInput says what cannot be used."""
        self.workspace.edit_holding(key, draft)
        self.edited(new_symbols=True)

    def remove_holdings(self, keys: tuple[str, ...]) -> None:
        """Remove holdings; one undo step."""
        self.workspace.remove_holdings(keys)
        self.edited()
        self._removed(len(keys))

    def add_watch(self, symbol: str) -> None:
        """Put a symbol on the watchlist; BadInput says why it cannot be."""
        self.workspace.add_watch(symbol)
        self.edited(new_symbols=True)

    def remove_watch(self, keys: tuple[str, ...]) -> None:
        """Take entries off the watchlist; one undo step."""
        self.workspace.remove_watch(keys)
        self.edited()
        self._removed(len(keys))

    def commit_import(self, review: "ImportReview", into: str, name: str) -> None:
        """Store a reviewed import into a new portfolio or the open one and show it."""
        self.workspace.open(self.workspace.commit_import(review, into, name))
        self._opened()

    def commit_prices(self, review: "PricesReview") -> None:
        """Store a reviewed list of prices as the user's own; one undo step."""
        self.workspace.commit_prices(review)
        self.edited()

    def remove_own_prices(self, symbols: tuple[str, ...]) -> None:
        """Remove own prices; one undo step."""
        self.workspace.remove_own_prices(symbols)
        self.edited()

    def undo(self) -> None:
        """Take back the last action."""
        self.workspace.undo()
        self.edited(new_symbols=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.workspace.redo()
        self.edited(new_symbols=True)
