"""A position with what is judged about it, as the table needs it: cells and sort keys made on demand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from screener.domain.assessment import Assessment, CompanyResult, FundResult, PositionResult
from screener.domain.quote import Quote
from screener.ui.models import position_cells
from screener.ui.models.cells import Cell, SortKey
from screener.ui.models.position_prices import PRICED_COLUMNS, repriced

Which = Literal["holdings", "watchlist"]


_NOT_MADE = float("nan")
"""Stands for a key nobody asked for yet: a key of its own could be None."""


class Showing(NamedTuple):
    """How values are shown: the time ages count from, the base currency, whether amounts stay hidden."""

    now: datetime
    base_currency: str
    hide_amounts: bool = False


class PositionRow:
    """One row. Cells are formatted when first painted, keys when first sorted by; both are kept."""

    __slots__ = ("_cells", "_haystack", "_keys", "company", "fund", "key", "position", "showing")
    position: PositionResult
    company: CompanyResult | None
    fund: FundResult | None
    showing: Showing

    def __init__(
        self,
        position: PositionResult,
        company: CompanyResult | None,
        fund: FundResult | None,
        showing: Showing,
    ) -> None:
        self.position = position
        self.company = company
        self.fund = fund
        self.showing = showing
        self.key = position.key
        self._cells: dict[str, Cell] = {}
        self._keys: dict[str, SortKey] = {}
        self._haystack: str | None = None

    def cell(self, column: str) -> Cell:
        """The cell of `column`, formatted on the first call."""
        made = self._cells.get(column)
        if made is None:
            made = self._cells[column] = position_cells.CELLS[column](self)
        return made

    def sort_key(self, column: str) -> SortKey:
        """What `column` sorts by: a number or a lower-case text, None when there is no value."""
        known = self._keys.get(column, _NOT_MADE)
        if known is _NOT_MADE:
            known = self._keys[column] = position_cells.KEYS[column](self)
        return known

    def formatted(self) -> tuple[str, ...]:
        """The columns whose cells were made so far, so that only they need comparing."""
        return tuple(self._cells)

    def age_again(self, now: datetime) -> bool:
        """Make the age cell for a later time; True when it shows something else than before."""
        before = self._cells.get("age")
        self.showing = self.showing._replace(now=now)
        if before is None:
            return False
        after = self._cells["age"] = position_cells.CELLS["age"](self)
        return after != before

    def take_quote(self, quote: Quote) -> bool:
        """Have a newer price from now on; cells and keys are made of it when they are next asked for."""
        position = repriced(self.position, quote)
        if position is None:
            return False
        self.position = position
        for column in PRICED_COLUMNS:
            self._cells.pop(column, None)
            self._keys.pop(column, None)
        return True

    def show_quote(self, quote: Quote, now: datetime) -> list[str]:
        """Have a newer price at the time `now`; the formatted columns that say something else now."""
        before = [(column, self._cells.get(column)) for column in PRICED_COLUMNS]
        if not self.take_quote(quote):
            return []
        self.showing = self.showing._replace(now=now)
        return [column for column, cell in before if cell is not None and self.cell(column) != cell]

    @property
    def on_loop(self) -> bool:
        """The company stands Inside."""
        return self.company is not None and self.company.standing.place == "inside"

    @property
    def level(self) -> int | None:
        """The company's level; None for funds, cash and what is not known."""
        return None if self.company is None else self.company.level

    @property
    def role(self) -> str | None:
        """The company's role in the machine."""
        return None if self.company is None else self.company.role

    @property
    def sector(self) -> str | None:
        """The company's sector."""
        return None if self.company is None else self.company.sector

    @property
    def tags(self) -> tuple[str, ...]:
        """The user's own tags of the company."""
        return () if self.company is None else self.company.tags

    def matches(self, needle: str) -> bool:
        """True when the symbol or any known name has `needle` (already lower-case) in it."""
        if self._haystack is None:
            words = [self.position.symbol, self.position.name]
            if self.company is not None:
                company = self.company
                words += [company.name, *company.aliases, *company.symbols, *company.tags]
            self._haystack = "\n".join(words).casefold()
        return needle in self._haystack


def rows_of(assessment: Assessment, which: Which, showing: Showing) -> list[PositionRow]:
    """A row for each holding or watchlist entry, in the assessment's order."""
    companies = {company.key: company for company in assessment.companies}
    funds = {fund.symbol: fund for fund in assessment.funds}
    positions: Sequence[PositionResult]
    positions = assessment.positions if which == "holdings" else assessment.watchlist
    return [
        PositionRow(
            position,
            companies.get(position.company) if position.company else None,
            funds.get(position.fund) if position.fund else None,
            showing,
        )
        for position in positions
    ]
