"""From Yahoo's chart answer to weekly closes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

from screener.domain.currency import major_unit
from screener.domain.quote import Closes
from screener.providers.yahoo.fields import currency_code, moment, number
from screener.providers.yahoo.quotes import SOURCE

_FRIDAY, _SUNDAY = 4, 6
_FARTHEST_OFFSET = 16 * 3600


def weekly_closes(answer: object, symbol: str, fetched_at: datetime) -> Closes:
    """The closes in a chart of weekly bars.

    Yahoo dates a bar by the Monday its week begins and has already applied splits. Bars without
    a close are left out; of two bars in one week (the running one comes twice) the later counts.
    Raises ValueError when the answer has another shape.
    """
    chart = _result(answer)
    meta, stamps = chart.get("meta"), chart.get("timestamp") or []
    if not isinstance(meta, dict) or not isinstance(stamps, list):
        raise ValueError("no chart meta or timestamps")
    currency = currency_code(meta.get("currency"))
    if currency is None:
        raise ValueError("no currency in the chart")
    major, per_major = major_unit(currency)
    zone = _zone(meta)
    last_trade = moment(meta.get("regularMarketTime"))
    last_day = None if last_trade is None else last_trade.astimezone(zone).date()
    week_end = _SUNDAY if meta.get("instrumentType") == "CRYPTOCURRENCY" else _FRIDAY

    closes: dict[date, Decimal] = {}
    for stamp, raw in zip(stamps, _closes(chart), strict=False):
        began, close = moment(stamp), _single_precision(number(raw))
        if began is None or close is None or close <= 0:
            continue
        day = began.astimezone(zone).date()
        week = day - timedelta(days=day.weekday())
        closes[week] = close / per_major
    return Closes(
        symbol=symbol,
        currency=major,
        closes=tuple((_last_day_of(week, week_end, last_day), closes[week]) for week in sorted(closes)),
        fetched_at=fetched_at,
        source=SOURCE,
    )


def _result(answer: object) -> Mapping[str, Any]:
    chart = answer.get("chart") if isinstance(answer, dict) else None
    results = chart.get("result") if isinstance(chart, dict) else None
    if not isinstance(results, list) or not results or not isinstance(results[0], dict):
        raise ValueError("no chart.result")
    return results[0]


def _closes(chart: Mapping[str, Any]) -> list[Any]:
    indicators = chart.get("indicators")
    series = indicators.get("quote") if isinstance(indicators, dict) else None
    first = series[0] if isinstance(series, list) and series else None
    closes = first.get("close") if isinstance(first, dict) else None
    return closes if isinstance(closes, list) else []


def _single_precision(close: Decimal | None) -> Decimal | None:
    """The close without the noise of its way through a 32-bit float: 513.58, not 513.5800170898."""
    return None if close is None else Decimal(f"{close:.7g}")


def _zone(meta: Mapping[str, Any]) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(str(meta.get("exchangeTimezoneName")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        offset = number(meta.get("gmtoffset"))
        if offset is None or abs(offset) > _FARTHEST_OFFSET:
            return UTC
        # One hour more: a bar of the other half of the year would else fall on the day before.
        return timezone(timedelta(seconds=int(offset) + 3600))


def _last_day_of(week: date, week_end: int, last_trade: date | None) -> date:
    """The day a week's close is dated: its last trading day, or the last trade if that is earlier."""
    end = week + timedelta(days=week_end)
    if last_trade is not None and week <= last_trade < end:
        return last_trade
    return end
