"""Reads the shipped sessions of exchanges."""

from datetime import date, time

import msgspec

from screener.domain.sessions import Exchange, Exchanges, Hours
from screener.errors import DataMissing
from screener.providers.snapshot.reading import read_json
from screener.translation import translate


class ExchangeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exchange of exchanges.json: hours are [since, opens, closes] and perhaps the midday break."""

    code: str
    also: tuple[str, ...]
    last: date
    hours: tuple[tuple[str, ...], ...]
    clock: tuple[tuple[date, int], ...]
    closed: tuple[date, ...]
    odd: dict[str, tuple[str, str]]
    extra: tuple[date, ...] = ()


class ExchangesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """exchanges.json: the sessions, and which library of which version they were computed with."""

    source: str
    version: str
    licence: str
    made: date
    first: date
    exchanges: tuple[ExchangeRow, ...]


def load_sessions() -> Exchanges:
    """Every shipped exchange by all its codes. Raises DataMissing when the file is missing or broken."""
    file = read_json(ExchangesFile, "sessions", "exchanges.json")
    by_code: dict[str, Exchange] = {}
    for row in file.exchanges:
        try:
            exchange = _exchange(row, file.first)
        except (ValueError, IndexError) as error:
            text = translate("snapshot", "exchanges.json, record {record}: {reason}.")
            raise DataMissing(text.format(record=row.code, reason=error)) from error
        by_code |= dict.fromkeys((row.code, *row.also), exchange)
    return Exchanges(by_code, file.source, file.version, file.made)


def _exchange(row: ExchangeRow, first: date) -> Exchange:
    return Exchange(
        code=row.code,
        also=row.also,
        first=first,
        last=row.last,
        hours=tuple(_hours(hours) for hours in row.hours),
        clock=row.clock,
        closed=row.closed,
        extra=row.extra,
        odd={date.fromisoformat(day): (_time(a), _time(b)) for day, (a, b) in row.odd.items()},
    )


def _hours(cells: tuple[str, ...]) -> Hours:
    since, opens, closes, *pause = cells
    return Hours(
        date.fromisoformat(since),
        _time(opens),
        _time(closes),
        (_time(pause[0]), _time(pause[1])) if pause else None,
    )


def _time(text: str) -> time:
    return time.fromisoformat(text)
