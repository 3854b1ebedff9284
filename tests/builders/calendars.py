"""Two exchanges with simple hours: New York for symbols without an ending, Shanghai for .SS."""

from datetime import UTC, date, datetime, time, timedelta

from screener.domain.sessions import Exchange, Exchanges, Hours

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NEW_YORK = Exchange(
    "XNYS",
    first=FIRST,
    last=LAST,
    hours=(Hours(FIRST, time(9, 30), time(16)),),
    clock=((FIRST, -240),),
    closed=(date(2026, 10, 12),),
)
SHANGHAI = Exchange(
    "XSHG",
    first=FIRST,
    last=LAST,
    hours=(Hours(FIRST, time(9, 30), time(15), (time(11, 30), time(13))),),
    clock=((FIRST, 480),),
    closed=tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
)
EXCHANGES = Exchanges({"XNYS": NEW_YORK, "XSHG": SHANGHAI}, "made up", "1", FIRST)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of October 2026; New York trades from 13:30 to 20:00, Shanghai from 1:30 to 7:00."""
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def trades_at(exchange: Exchange, at: datetime) -> bool:
    """Whether a part of a session runs at that moment; the midday break is none."""
    days = (at.date() + timedelta(days=step) for step in (-1, 0, 1))
    return any(begin <= at < end for day in days for begin, end in exchange.spans(day))
