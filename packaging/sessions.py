"""Computes resources/sessions/exchanges.json with the library exchange_calendars.

The library is not needed to run Ringfence and not among its extras. Once a year, in an environment of its
own: `pip install exchange_calendars`, `python packaging/sessions.py`, look at the difference, run the tests.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

FIRST = date(2023, 1, 1)
LAST_YEARS = (2028, 2027, 2026)
"""Tried in order: where holidays are announced a year at a time, the library refuses later ones."""
TARGET = Path(__file__).resolve().parent.parent / "resources" / "sessions" / "exchanges.json"

# Further market identifiers that keep the same days.
ALSO = {
    "XNYS": ["XNAS"],
    "XETR": ["XFRA"],
    "XSHG": ["XSHE"],
    "XTAI": ["ROCO"],
    "XKRX": ["XKOS"],
    "XTSE": ["XTSX"],
    "XBOM": ["XNSE"],
}
CODES = (
    "XNYS XLON XETR XPAR XAMS XBRU XLIS XMIL XMAD XDUB XSWX XSTO XHEL XCSE XOSL XTKS XHKG XSHG XTAI XKRX "
    "XTSE XASX XBOM XSES XJSE BVMF"
)
_A_DAY = timedelta(days=1)
_SATURDAY = 5


def calendar(code: str) -> tuple[Any, date]:
    """The library's calendar with the last day it covers."""
    import exchange_calendars

    for year in LAST_YEARS:
        try:
            return exchange_calendars.get_calendar(code, start=FIRST, end=date(year, 12, 31)), date(
                year, 12, 31
            )
        except ValueError:
            continue
    raise SystemExit(f"{code}: no holidays for {LAST_YEARS[-1]}")


def exchange(code: str) -> dict[str, Any]:
    """One line of the file."""
    made, last = calendar(code)
    opens = {day.date(): time.tz_convert(made.tz) for day, time in made.opens.items()}
    closes = {day.date(): time.tz_convert(made.tz) for day, time in made.closes.items()}
    hours: list[list[str]] = []
    odd: dict[str, list[str]] = {}
    for day in sorted(opens):
        usual = [_in_force(made.open_times, day), _in_force(made.close_times, day)]
        pause = _in_force(made.break_start_times, day)
        if pause:
            usual += [pause, _in_force(made.break_end_times, day)]
        if not hours or hours[-1][1:] != usual:
            hours.append([day.isoformat() if hours else FIRST.isoformat(), *usual])
        found = [f"{opens[day]:%H:%M}", f"{closes[day]:%H:%M}"]
        if found != usual[:2]:
            odd[day.isoformat()] = found
    days = [FIRST + step * _A_DAY for step in range((last - FIRST).days + 1)]
    row = {
        "code": code,
        "also": ALSO.get(code, []),
        "last": last.isoformat(),
        "hours": hours,
        "clock": _clock(days, made.tz),
        "closed": [day.isoformat() for day in days if day.weekday() < _SATURDAY and day not in opens],
        "odd": odd,
    }
    extra = [day.isoformat() for day in days if day.weekday() >= _SATURDAY and day in opens]
    return row | ({"extra": extra} if extra else {})


def _in_force(changes: Any, day: date) -> str:
    """The time in force on a day, of the library's list of changes; empty when there is none."""
    times = [time for since, time in changes or () if since is None or since.date() <= day]
    return f"{times[-1]:%H:%M}" if times and times[-1] is not None else ""


def _clock(days: list[date], zone: Any) -> list[list[Any]]:
    """The days from which the clock is so many minutes ahead of UTC."""
    import pandas

    changes: list[list[Any]] = []
    for day in days:
        offset = pandas.Timestamp(day).replace(hour=12).tz_localize(zone).utcoffset()
        minutes = int(offset.total_seconds() // 60)
        if not changes or changes[-1][1] != minutes:
            changes.append([day.isoformat(), minutes])
    return changes


def main() -> None:
    """Write the file, one exchange a line."""
    import exchange_calendars

    head = {
        "source": "exchange_calendars",
        "version": exchange_calendars.__version__,
        "licence": "Apache-2.0",
        "made": sys.argv[1] if len(sys.argv) > 1 else datetime.now(UTC).date().isoformat(),
        "first": FIRST.isoformat(),
    }
    rows = [json.dumps(exchange(code), separators=(",", ":")) for code in CODES.split()]
    text = json.dumps(head)[:-1] + ',\n"exchanges":[\n' + ",\n".join(rows) + "\n]}\n"
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
