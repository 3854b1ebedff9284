"""On which days and hours exchanges trade: open or closed, the last session, ages in trading days.

Everything comes from shipped data, so an answer is only as good as its end: past it every weekday counts
as a session, and `ending` says so a year ahead. An exchange that is not known trades on every weekday.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import msgspec

from screener.domain.message import Day, Message, Text

WARN_BEFORE = timedelta(days=365)
_A_DAY = timedelta(days=1)
_SATURDAY = 5
_LOOK_BACK = 60
"""Days; no exchange has been closed for longer."""

_NEVER_CLOSED = re.compile(r"=[FX]$|-[A-Z]{3}$")

T = TypeVar("T")


class Hours(msgspec.Struct, frozen=True):
    """Local hours of the sessions from a day on; `pause` is the midday break."""

    since: date
    opens: time
    closes: time
    pause: tuple[time, time] | None = None


class Exchange(msgspec.Struct, frozen=True):
    """One exchange's sessions from `first` to `last`.

    `code` is its market identifier (XNYS), `also` further ones that keep the same days. `closed` are weekdays
    without a session, `extra` sessions on other days, `odd` the hours of sessions that begin late or end
    early. `clock` has the minutes its clock is ahead of UTC, from a day on. Every sequence is in order.
    """

    code: str
    first: date
    last: date
    hours: tuple[Hours, ...]
    clock: tuple[tuple[date, int], ...]
    closed: tuple[date, ...] = ()
    extra: tuple[date, ...] = ()
    odd: dict[date, tuple[time, time]] = {}
    also: tuple[str, ...] = ()

    def is_session(self, day: date) -> bool:
        """Whether there is trading on that day; before and past the data: whether it is a weekday."""
        if day.weekday() >= _SATURDAY:
            return _holds(self.extra, day)
        return not _holds(self.closed, day)

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The hours of that day's session in UTC, in two parts where there is a break; none without one."""
        if not self.is_session(day):
            return ()
        usual = _in_force([(hours.since, hours) for hours in self.hours], day)
        opens, closes = self.odd.get(day, (usual.opens, usual.closes))
        parts = [(opens, closes)]
        if usual.pause is not None:
            parts = [(opens, min(usual.pause[0], closes)), (max(usual.pause[1], opens), closes)]
        ahead = timedelta(minutes=_in_force(self.clock, day))
        return tuple(
            (datetime.combine(day, begin, UTC) - ahead, datetime.combine(day, end, UTC) - ahead)
            for begin, end in parts
            if begin < end
        )


class Exchanges(msgspec.Struct, frozen=True):
    """All exchanges known, by code, and where the data came from."""

    by_code: dict[str, Exchange]
    source: str
    version: str
    made: date

    def of_symbol(self, symbol: str, code: str | None = None) -> Exchange | None:
        """The exchange of a listing: by its code where that is known, else by the ending of the symbol.

        A symbol without an ending is traded in the United States. None for what has no hours of a day
        (coins in any currency, currencies, futures) and for exchanges that are not in the data.
        """
        if code and code.upper() in self.by_code:
            return self.by_code[code.upper()]
        if _NEVER_CLOSED.search(symbol.upper()):
            return None
        ending = symbol.upper().rpartition(".")[2] if "." in symbol else ""
        return self.by_code.get(_OF_ENDING.get(ending, ""))

    @property
    def once(self) -> tuple[Exchange, ...]:
        """Every exchange once, whatever further codes it has."""
        return tuple({exchange.code: exchange for exchange in self.by_code.values()}.values())


NO_EXCHANGES = Exchanges({}, "", "", date.min)
"""Nothing known: every weekday is a session, and no hours."""


class Phase(msgspec.Struct, frozen=True):
    """What an exchange does at one moment: a session runs, its midday break included, or none does.

    `since` is when that began and `until` when it ends, in UTC.
    """

    open: bool
    since: datetime
    until: datetime


class SessionClock(msgspec.Struct, frozen=True):
    """Counts how many sessions old prices are, each by its own exchange.

    `newest` is the newest session of each exchange by its code; where there is none it is the day `on`.
    """

    on: date
    exchanges: Exchanges = NO_EXCHANGES
    newest: dict[str, date] = {}

    def age(self, symbol: str, day: date) -> int:
        """How many sessions of its exchange have begun since a price of `symbol` of that day."""
        return self.age_at(self.exchanges.of_symbol(symbol), day)

    def age_at(self, exchange: Exchange | None, day: date) -> int:
        """The same for a price of that exchange; None is an exchange nobody knows."""
        last = self.on if exchange is None else self.newest.get(exchange.code, self.on)
        return max(0, trading_days_between(exchange, day, last))


_OF_ENDING: Mapping[str, str] = {
    "": "XNYS", "L": "XLON", "IL": "XLON", "DE": "XETR", "F": "XETR", "PA": "XPAR", "AS": "XAMS",
    "BR": "XBRU", "LS": "XLIS", "MI": "XMIL", "MC": "XMAD", "IR": "XDUB", "SW": "XSWX", "ST": "XSTO",
    "HE": "XHEL", "CO": "XCSE", "OL": "XOSL", "T": "XTKS", "HK": "XHKG", "SS": "XSHG", "SZ": "XSHG",
    "TW": "XTAI", "TWO": "XTAI", "KS": "XKRX", "KQ": "XKRX", "TO": "XTSE", "V": "XTSE", "AX": "XASX",
    "NS": "XBOM", "BO": "XBOM", "SI": "XSES", "JO": "XJSE", "SA": "BVMF", "A": "XNYS", "B": "XNYS",
}  # fmt: skip


def trading_days_between(exchange: Exchange | None, first: date, last: date) -> int:
    """Sessions after `first` up to and with `last`; negative when `last` is earlier. None: every weekday."""
    if last < first:
        return -trading_days_between(exchange, last, first)
    days = _weekdays_after(first, last)
    if exchange is None:
        return days
    return days - _count(exchange.closed, first, last) + _count(exchange.extra, first, last)


def last_session(exchange: Exchange | None, at: datetime) -> date:
    """The newest session that has begun: the day a price that is up to date is of.

    For an unknown exchange the newest weekday by UTC.
    """
    day = at.astimezone(UTC).date() + _A_DAY
    for back in range(_LOOK_BACK):
        one = day - back * _A_DAY
        if exchange is None:
            if back > 0 and one.weekday() < _SATURDAY:
                return one
        elif (spans := exchange.spans(one)) and spans[0][0] <= at:
            return one
    return day - _A_DAY


def session_clock(exchanges: Exchanges, on: date, at: datetime | None) -> SessionClock:
    """Ages at the moment `at`: 0 for Friday's close on Sunday. None: at the end of the day `on`."""
    if at is None:
        return SessionClock(on, exchanges)
    return SessionClock(on, exchanges, {one.code: last_session(one, at) for one in exchanges.once})


def market_day(exchange: Exchange | None, at: datetime) -> date:
    """The day it is at the exchange; by UTC for one nobody knows."""
    moment = at.astimezone(UTC)
    if exchange is None:
        return moment.date()
    return (moment + timedelta(minutes=_in_force(exchange.clock, moment.date()))).date()


def phase(exchange: Exchange | None, at: datetime) -> Phase | None:
    """What the exchange does at that moment; None when its hours are not known (any more)."""
    day = at.astimezone(UTC).date()
    if exchange is None or not exchange.first <= day <= exchange.last:
        return None
    for back in range(-1, _LOOK_BACK):
        began = exchange.spans(day - back * _A_DAY)
        if not began or began[0][0] > at:
            continue
        ends = began[-1][1]
        if at < ends:
            return Phase(True, began[0][0], ends)
        later = (exchange.spans(day - (back - step) * _A_DAY) for step in range(1, _LOOK_BACK))
        until = next((parts[0][0] for parts in later if parts), None)
        return None if until is None else Phase(False, ends, until)
    return None


def ending(exchanges: Iterable[Exchange], on: date) -> tuple[Message, ...]:
    """One message for each exchange whose sessions are known for less than a year from `on`."""
    once = {exchange.code: exchange for exchange in exchanges}
    return tuple(
        Message(
            "sessions_ended" if exchange.last < on else "sessions_end_soon",
            {"exchange": Text(exchange.code), "last": Day(exchange.last)},
        )
        for exchange in once.values()
        if exchange.last < on + WARN_BEFORE
    )


def _weekdays_after(first: date, last: date) -> int:
    weeks, rest = divmod((last - first).days, 7)
    return weeks * 5 + sum((first.weekday() + step) % 7 < _SATURDAY for step in range(1, rest + 1))


def _count(days: tuple[date, ...], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_right(days, first)


def _holds(days: tuple[date, ...], day: date) -> bool:
    at = bisect_right(days, day)
    return at > 0 and days[at - 1] == day


def _in_force(since: Iterable[tuple[date, T]], day: date) -> T:
    """The value of the newest entry that is not after `day`, else the first."""
    entries = tuple(since)
    value = entries[0][1]
    for start, one in entries[1:]:
        if start <= day:
            value = one
    return value
