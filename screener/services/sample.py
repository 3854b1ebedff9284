"""The sample portfolio of the first start, and its assessment as shipped."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import msgspec

from screener.domain.assessment import Assessment
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.domain.security import KINDS, Kind
from screener.errors import DataMissing
from screener.paths import resource
from screener.services.assessing import Judge
from screener.services.quotes import QuoteState
from screener.translation import translate

SAMPLE_KEY = "sample"
WATCHED = ("AVGO", "GOOGL")


def sample_portfolio() -> Portfolio:
    """The shipped sample; raises DataMissing."""
    path = resource("sample_portfolio.csv")
    holdings = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            cost = row["cost"]
            holdings.append(
                Holding(
                    key=f"sample-{number}",
                    symbol=row["symbol"],
                    quantity=Decimal(row["quantity"]),
                    currency=row["currency"] or None,
                    cost=Decimal(cost) if cost else None,
                    kind=_kind(row["kind"]),
                    name=row["name"] or None,
                )
            )
    return Portfolio(
        key=SAMPLE_KEY,
        name=translate("portfolio", "Sample portfolio"),
        base_currency="USD",
        holdings=tuple(holdings),
        watchlist=tuple(WatchEntry(f"sample-watch-{symbol}", symbol) for symbol in WATCHED),
        is_sample=True,
    )


def shipped_assessment() -> Assessment:
    """The sample judged on the shipped figures, ready to be painted; raises DataMissing."""
    path = resource("sample_assessment.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Assessment)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataMissing(
            translate("sample", "{file} cannot be read. Please install Ringfence again.").format(file=path)
        ) from error


def assess_sample(judge: Judge) -> Assessment:
    """The sample on the shipped figures alone, as of the snapshot's day; what is shipped is made by this."""
    day = judge.universe.snapshot_day
    return judge.assess(
        sample_portfolio(),
        QuoteState(),
        now=datetime(day.year, day.month, day.day, tzinfo=UTC),
        interval=timedelta(seconds=30),
        floor="announced",
        offline=False,
    )


def _kind(text: str) -> Kind | None:
    for kind in KINDS:
        if text == kind:
            return kind
    return None
