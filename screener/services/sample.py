"""The sample portfolio of the first start, and its assessment as shipped."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.domain.security import Kind
from screener.errors import DataMissing
from screener.paths import resource
from screener.translation import translate

if TYPE_CHECKING:
    from screener.services.assessing import Judge

SAMPLE_KEY = "sample"
WATCHED = ("AVGO", "GOOGL")


def sample_portfolio() -> Portfolio:
    """The shipped sample; raises DataMissing."""
    import csv

    path = resource("sample_portfolio.csv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            holdings = tuple(
                _holding(number, row) for number, row in enumerate(csv.DictReader(file), start=1)
            )
    except (OSError, ValueError, KeyError, ArithmeticError, msgspec.MsgspecError) as error:
        raise _unreadable(path) from error
    return Portfolio(
        key=SAMPLE_KEY,
        name=translate("portfolio", "Sample portfolio"),
        base_currency="USD",
        holdings=holdings,
        watchlist=tuple(WatchEntry(f"sample-watch-{symbol}", symbol) for symbol in WATCHED),
        is_sample=True,
    )


def _holding(number: int, row: dict[str, str]) -> Holding:
    return Holding(
        key=f"sample-{number}",
        symbol=row["symbol"],
        quantity=Decimal(row["quantity"]),
        currency=row["currency"] or None,
        cost=Decimal(row["cost"]) if row["cost"] else None,
        kind=msgspec.convert(row["kind"] or None, Kind | None),
        name=row["name"] or None,
    )


def shipped_assessment() -> Assessment:
    """The sample judged on the shipped figures, ready to be painted; raises DataMissing."""
    path = resource("sample_assessment.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Assessment)
    except (OSError, msgspec.MsgspecError) as error:
        raise _unreadable(path) from error


def assess_sample(judge: "Judge") -> Assessment:
    """The sample on the shipped figures alone, as of the snapshot's day; what is shipped is made by this."""
    from screener.services.quotes import QuoteState

    day = judge.universe.snapshot_day
    return judge.assess(
        sample_portfolio(),
        QuoteState(),
        now=datetime(day.year, day.month, day.day, tzinfo=UTC),
        interval=timedelta(seconds=30),
        floor="announced",
        offline=False,
    )


def _unreadable(path: Path) -> DataMissing:
    return DataMissing(
        translate("sample", "{file} cannot be read. Please install Ringfence again.").format(file=path)
    )
