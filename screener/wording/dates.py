"""Days and ages in words."""

import datetime

from screener.translation import translate

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def day(value: datetime.date) -> str:
    """A date as "31 Aug 2026"."""
    return translate("Date", "{day} {month} {year}").format(
        day=value.day, month=_months()[value.month - 1], year=value.year, number=value.month
    )


def age(seconds: float) -> str:
    """An age in its largest unit: "12 s", "4 min", "3 h", "91 d"."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return translate("Age", "{n} s").format(n=whole)
    if whole < _HOUR:
        return translate("Age", "{n} min").format(n=whole // _MINUTE)
    if whole < _DAY:
        return translate("Age", "{n} h").format(n=whole // _HOUR)
    return translate("Age", "{n} d").format(n=whole // _DAY)


def _months() -> tuple[str, ...]:
    return (
        translate("Month", "Jan"),
        translate("Month", "Feb"),
        translate("Month", "Mar"),
        translate("Month", "Apr"),
        translate("Month", "May"),
        translate("Month", "Jun"),
        translate("Month", "Jul"),
        translate("Month", "Aug"),
        translate("Month", "Sep"),
        translate("Month", "Oct"),
        translate("Month", "Nov"),
        translate("Month", "Dec"),
    )
