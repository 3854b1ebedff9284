"""Made-up statements in the shape of Yahoo's fundamentals time series."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

Json = dict[str, Any]
Books = Mapping[str, Sequence[Any]]
"""The points of every series a company has, by name ("quarterlyTotalRevenue")."""

_OF_REVENUE = {
    "TotalRevenue": 1.0, "CostOfRevenue": 0.4, "OperatingIncome": 0.3, "NetIncome": 0.2, "PretaxIncome": 0.25,
    "TaxProvision": 0.05, "InterestExpense": 0.01, "SellingGeneralAndAdministration": 0.1,
    "DepreciationAndAmortization": 0.05, "ReconciledDepreciation": 0.05, "StockBasedCompensation": 0.03,
    "RepurchaseOfCapitalStock": -0.04, "OperatingCashFlow": 0.35, "CapitalExpenditure": -0.15,
    "PurchaseOfBusiness": -0.01,
}  # fmt: skip
_OF_YEAR = {
    "TotalDebt": 0.5, "LongTermDebt": 0.4, "CapitalLeaseObligations": 0.05, "StockholdersEquity": 0.8,
    "CashAndCashEquivalents": 0.2, "OtherShortTermInvestments": 0.1, "MinorityInterest": 0.01,
    "AccountsReceivable": 0.15, "Receivables": 0.18, "Inventory": 0.08, "CurrentAssets": 0.6, "NetPPE": 0.7,
    "TotalAssets": 1.8, "CurrentLiabilities": 0.3, "TotalLiabilitiesNetMinorityInterest": 0.95,
    "RetainedEarnings": 0.5,
}  # fmt: skip


def points(
    values: Iterable[tuple[date, float | None]], length: str = "3M", currency: str | None = "USD"
) -> list[Json]:
    """The points of one series; None gives a point of null."""
    return [
        None  # type: ignore[misc]
        if value is None
        else {
            "dataId": 20_000,
            "asOfDate": day.isoformat(),
            "periodType": length,
            "currencyCode": currency,
            "reportedValue": {"raw": value, "fmt": f"{value:.2f}"},
        }
        for day, value in values
    ]


def series(symbol: str, kind: str, found: Sequence[Any] | None) -> Json:
    """One series of the answer; without points only its heading."""
    whole: Json = {"meta": {"symbol": [symbol], "type": [kind]}}
    if found is not None:
        days = [date.fromisoformat(one["asOfDate"]) for one in found if isinstance(one, dict)]
        whole["timestamp"] = [
            int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in days
        ]
        whole[kind] = list(found)
    return whole


def books(
    lines: Mapping[str, Sequence[float | None]],
    ends: Sequence[date],
    *,
    often: str = "quarterly",
    currency: str = "USD",
) -> dict[str, list[Json]]:
    """Series of values that go with `ends`, oldest first."""
    length = "3M" if often == "quarterly" else "12M"
    return {
        often + line: points(zip(ends, values, strict=True), length, currency)
        for line, values in lines.items()
    }


def made_up_books(
    market_cap: float, eps: float, price: float, currency: str, now: datetime
) -> dict[str, list[Json]]:
    """Five quarters and four years of a company that earns `eps` a share, growing a little."""
    shares = round(market_cap / price)
    year = eps * shares / _OF_REVENUE["NetIncome"]
    newest = (now - timedelta(days=40)).date()
    found: dict[str, list[Json]] = {}
    for often, part, many, gap in (("quarterly", 0.25, 5, 91), ("annual", 1.0, 4, 365)):
        ends = [newest - timedelta(days=gap * back) for back in range(many - 1, -1, -1)]
        growth = [0.94 ** (back * part) for back in range(many - 1, -1, -1)]
        lines: dict[str, list[float | None]] = {
            line: [round(year * part * share * grown) for grown in growth]
            for line, share in _OF_REVENUE.items()
        }
        lines |= {line: [round(abs(year) * share) for _ in ends] for line, share in _OF_YEAR.items()}
        lines["DilutedEPS"] = [round(eps * part * grown, 4) for grown in growth]
        lines["DilutedAverageShares"] = lines["OrdinarySharesNumber"] = [shares for _ in ends]
        found |= books(lines, ends, often=often, currency=currency)
    # Whatever the statements are in, Yahoo calls earnings per share dollars.
    for kind in ("quarterlyDilutedEPS", "annualDilutedEPS"):
        found[kind] = [{**point, "currencyCode": "USD"} for point in found[kind]]
    return found
