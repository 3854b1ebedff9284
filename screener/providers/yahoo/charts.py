"""From Yahoo's chart answer to weekly and daily closes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

import msgspec

from screener.domain.currency import major_unit
from screener.domain.price_history import Bar, PriceHistory, Split, repair
from screener.domain.quote import Closes
from screener.providers.yahoo.fields import currency_code, moment, number
from screener.providers.yahoo.quotes import SOURCE

_FRIDAY, _SUNDAY = 4, 6
_FARTHEST_OFFSET = 16 * 3600
_SAME_TIME = timedelta(days=10)
_MOST_SHARES = 1000
"""For one old share; more is a mistake."""
_MOST_SPLITS = 200
"""In a history; every close is held against each of them."""


def weekly_closes(answer: object, symbol: str, fetched_at: datetime) -> Closes:
    """The closes in a chart of weekly bars.

    Yahoo dates a bar by the Monday its week begins and has already applied splits. Bars without
    a close are left out; of two bars in one week (the running one comes twice) the later counts.
    Raises ValueError when the answer has another shape.
    """
    chart = _Chart.of(answer)
    week_end = _SUNDAY if chart.meta.get("instrumentType") == "CRYPTOCURRENCY" else _FRIDAY
    closes: dict[date, Decimal] = {}
    for day, close in chart.bars():
        closes[day - timedelta(days=day.weekday())] = close
    last = chart.last_trade
    if last is not None and chart.last_price is not None:
        week = last.date() - timedelta(days=last.weekday())
        if closes and week - max(closes) == timedelta(days=7):
            closes[week] = chart.last_price
    bars = tuple((week, closes[week]) for week in sorted(closes))
    sound = repair(bars, chart.splits(), chart.price_near(bars)).closes
    last_day = None if last is None else last.date()
    return Closes(
        symbol=symbol,
        currency=chart.currency,
        closes=tuple((_last_day_of(week, week_end, last_day), close) for week, close in sound),
        fetched_at=fetched_at,
        source=SOURCE,
    )


def daily_closes(answer: object, symbol: str, fetched_at: datetime) -> PriceHistory:
    """The closes in a chart of daily bars.

    Bars without a close are left out. The newest often is one: the last trade stands in for it. The bar of
    a session that is not over is named in `running`. Raises ValueError when the answer has another shape.
    """
    chart = _Chart.of(answer)
    closes: dict[date, Decimal] = dict(chart.bars())
    last, price = chart.last_trade, chart.last_price
    running = None
    if last is not None:
        day = last.date()
        closes = {one: close for one, close in closes.items() if one <= day}
        if price is not None:
            closes[day] = price
        end = chart.session_end()
        if day in closes and end is not None and last.astimezone(UTC) < end:
            running = day
    splits = chart.splits()
    bars = tuple(sorted(closes.items()))
    sound = repair(bars, splits)
    return PriceHistory(
        symbol=symbol,
        currency=chart.currency,
        closes=sound.closes,
        splits=splits,
        fetched_at=fetched_at,
        source=SOURCE,
        running=running,
        repaired=sound.changed,
    )


class _Chart(msgspec.Struct, frozen=True):
    """One chart answer. `last_trade` is in the exchange's own time, prices in the major unit."""

    body: Mapping[str, Any]
    meta: Mapping[str, Any]
    currency: str
    per_major: Decimal
    zone: tzinfo
    last_trade: datetime | None
    last_price: Decimal | None

    @classmethod
    def of(cls, answer: object) -> "_Chart":
        """Raises ValueError when the answer has another shape."""
        body = _result(answer)
        meta = body.get("meta")
        if not isinstance(meta, dict) or not isinstance(body.get("timestamp") or [], list):
            raise ValueError("no chart meta or timestamps")
        currency = currency_code(meta.get("currency"))
        if currency is None:
            raise ValueError("no currency in the chart")
        major, per_major = major_unit(currency)
        zone = _zone(meta)
        last_trade = moment(meta.get("regularMarketTime"))
        price = number(meta.get("regularMarketPrice"))
        return cls(
            body=body,
            meta=meta,
            currency=major,
            per_major=per_major,
            zone=zone,
            last_trade=None if last_trade is None else last_trade.astimezone(zone),
            last_price=price / per_major if price is not None and price > 0 else None,
        )

    def bars(self) -> Iterator[Bar]:
        """Day and close of every bar that has both, in the order given."""
        for stamp, raw in zip(self.body.get("timestamp") or [], _closes(self.body), strict=False):
            began, close = moment(stamp), _single_precision(number(raw))
            if began is not None and close is not None and close > 0:
                yield began.astimezone(self.zone).date(), close / self.per_major

    def price_near(self, bars: Sequence[Bar]) -> Decimal | None:
        """The last price when it is of the time of the newest bar, to hold that against."""
        if self.last_trade is None or not bars or self.last_trade.date() - bars[-1][0] > _SAME_TIME:
            return None
        return self.last_price

    def splits(self) -> tuple[Split, ...]:
        """The splits reported with the chart, oldest first."""
        events = self.body.get("events")
        reported = events.get("splits") if isinstance(events, dict) else None
        found: dict[date, Split] = {}
        if isinstance(reported, dict) and len(reported) > _MOST_SPLITS:
            raise ValueError("more splits than any share had")
        for event in reported.values() if isinstance(reported, dict) else ():
            if not isinstance(event, dict):
                continue
            at, new, old = (
                moment(event.get("date")),
                number(event.get("numerator")),
                number(event.get("denominator")),
            )
            if at is None or new is None or old is None or new <= 0 or old <= 0 or new == old:
                continue
            if max(new / old, old / new) <= _MOST_SHARES:
                day = at.astimezone(self.zone).date()
                found[day] = Split(day, new / old)
        return tuple(found[day] for day in sorted(found))

    def session_end(self) -> datetime | None:
        """When the current or last regular session ends."""
        periods = self.meta.get("currentTradingPeriod")
        regular = periods.get("regular") if isinstance(periods, dict) else None
        return moment(regular.get("end")) if isinstance(regular, dict) else None


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
