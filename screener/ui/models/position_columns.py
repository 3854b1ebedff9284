"""The columns of the positions table.

When adding one: a line in `COLUMNS`, and functions of the same id in `CELLS` and `KEYS` of
`position_cells`.
"""

from PySide6.QtCore import QCoreApplication

from screener.ui.models.cells import Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("columns", text)


COLUMNS: tuple[Column, ...] = (
    Column(
        "symbol",
        lambda: _tr("Symbol"),
        lambda: _tr("Symbol and name"),
        "symbol",
        "CRWV CoreWeave Incorporated",
        0,
        numeric=False,
        least="2330.TW CoreWe",
    ),
    Column(
        "price",
        lambda: _tr("Price"),
        lambda: _tr("Newest price, in the listing's own currency"),
        "text",
        "12,345.67",
        3,
    ),
    Column(
        "today",
        lambda: _tr("Today"),
        lambda: _tr("Change against the close before"),
        "text",
        "+12.34%",
        3,
    ),
    Column(
        "market",
        lambda: _tr("Market"),
        lambda: _tr("Whether its market trades now, and a price outside the regular session"),
        "text",
        "After hours +1.2%",
        10,
        numeric=False,
        least="After hours",
    ),
    Column(
        "value",
        lambda: _tr("Value"),
        lambda: _tr("Market value in the portfolio's base currency"),
        "text",
        "1,234,567",
        6,
    ),
    Column(
        "weight",
        lambda: _tr("Weight"),
        lambda: _tr("Share of everything held, cash included"),
        "text",
        "Weight",
        1,
    ),
    Column(
        "ring",
        lambda: _tr("Ring"),
        lambda: _tr("Place in the ring, strength of its best loop, how much it matters"),
        "ring",
        "Inside · contingent · heavy",
        2,
        numeric=False,
        least="Inside · contingent",
    ),
    Column(
        "level",
        lambda: _tr("Level"),
        lambda: _tr("0 to 4, mostly by the second-worst family; ? where too little is known"),
        "level",
        "Level",
        1,
    ),
    Column(
        "valuation",
        lambda: _tr("Valu."),
        lambda: _tr("Valuation: the worst of its screens"),
        "level",
        "Valu.",
        11,
    ),
    Column(
        "debt_spending",
        lambda: _tr("Debt"),
        lambda: _tr("Debt and spending: the worst of its screens"),
        "level",
        "Debt",
        11,
    ),
    Column(
        "earnings_quality",
        lambda: _tr("Earn."),
        lambda: _tr("Earnings quality: the worst of its screens"),
        "level",
        "Earn.",
        11,
    ),
    Column(
        "circularity",
        lambda: _tr("Circ."),
        lambda: _tr("Circularity: the worst of its screens"),
        "level",
        "Circ.",
        11,
    ),
    Column(
        "concentration",
        lambda: _tr("Conc."),
        lambda: _tr("Concentration: the worst of its screens"),
        "level",
        "Conc.",
        11,
    ),
    Column(
        "pe_ttm",
        lambda: _tr("P/E"),
        lambda: _tr("Price over the earnings per share of the last four quarters"),
        "text",
        "1,234.5",
        4,
    ),
    Column(
        "debt_equity",
        lambda: _tr("Debt/eq."),
        lambda: _tr("Borrowings over total equity"),
        "text",
        "123.45",
        5,
    ),
    Column(
        "top_customer",
        lambda: _tr("Top cust."),
        lambda: _tr("Share of revenue from the largest disclosed customer"),
        "text",
        "100%",
        5,
    ),
    Column(
        "ai_role",
        lambda: _tr("AI role"),
        lambda: _tr("Role in the machine and its layer"),
        "text",
        "Neocloud · application",
        10,
        numeric=False,
        least="Neocloud · cloud",
    ),
    Column(
        "tags",
        lambda: _tr("Tags"),
        lambda: _tr("Tags of your own"),
        "text",
        "long-term, watch",
        7,
        numeric=False,
        least="long-term",
    ),
    Column(
        "age",
        lambda: _tr("Age"),
        lambda: _tr("How old the price is"),
        "text",
        "59 min",
        8,
    ),
)
COLUMN_IDS: tuple[str, ...] = tuple(column.id for column in COLUMNS)
WATCH_COLUMN_IDS: tuple[str, ...] = tuple(each for each in COLUMN_IDS if each not in ("value", "weight"))
"""A watchlist entry has no quantity, so neither value nor weight."""
