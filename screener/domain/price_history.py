"""Past closes as a source gave them: what is wrong with them put right, new ones added, splits noticed.

A source applies a split to all earlier closes when it happens. What was stored before is then of another
share, so a split means: ask for everything again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec

Bar = tuple[date, Decimal]
"""A day and its close."""

HUNDRED = Decimal(100)
_SLIP = (Decimal(60), Decimal(165))
"""A close so many times its neighbour is in pence, cents or agorot."""
_USUAL_SPLITS = tuple(Decimal(many) for many in (2, 3, 4, 5, 8, 10, 20, 25, 30, 50))
_NEAR = Decimal("0.12")
_REACH = timedelta(days=5)
"""A split is dated by the source, the jump by the next close there is, a week's by its Monday."""
_LATE = timedelta(days=10)
"""Sources report a split so many days after it happened."""
_SAME = Decimal("0.005")


class Split(msgspec.Struct, frozen=True):
    """`ratio` new shares for each old one from `day` on: 4 for 4:1, 0.1 for a reverse split of 1:10."""

    day: date
    ratio: Decimal


class PriceHistory(msgspec.Struct, frozen=True):
    """Daily closes of one listing, oldest first, adjusted for splits, in the major unit of `currency`.

    `running` is the day whose session is not over: its price is the last trade and no close, and statistics
    leave it out (`finished`). `repaired` are the days whose close was put right here.
    """

    symbol: str
    currency: str
    closes: tuple[Bar, ...]
    splits: tuple[Split, ...]
    fetched_at: datetime
    source: str
    running: date | None = None
    repaired: tuple[date, ...] = ()

    @property
    def finished(self) -> tuple[Bar, ...]:
        """The closes of sessions that are over."""
        return tuple(bar for bar in self.closes if bar[0] != self.running)


class Repaired(msgspec.Struct, frozen=True):
    """Closes as they should be, and the days that were changed."""

    closes: tuple[Bar, ...]
    changed: tuple[date, ...] = ()


def repair(closes: Sequence[Bar], splits: Iterable[Split], last_price: Decimal | None = None) -> Repaired:
    """The closes without rows in a hundredth or a hundredfold of the unit and without half-applied splits.

    Goes from the newest close backwards: each is held against the one after it, the newest against
    `last_price`. A jump is taken for a split only at a split the source reports.
    """
    known = tuple(splits)
    found: list[Bar] = []
    changed: list[date] = []
    after, later = last_price, None
    factor = Decimal(1)
    for day, stated in reversed(closes):
        if after is not None:
            near = [split for split in known if later and _is_between(split, day, later)]
            factor /= _unapplied(stated * factor / after, near)
            close = _without_slip(stated * factor, after)
        else:
            close = stated
        if close != stated:
            changed.append(day)
        found.append((day, close))
        after, later = close, day
    return Repaired(tuple(reversed(found)), tuple(reversed(changed)))


def _without_slip(close: Decimal, after: Decimal) -> Decimal:
    if _SLIP[0] < close / after < _SLIP[1]:
        return close / HUNDRED
    if _SLIP[0] < after / close < _SLIP[1]:
        return close * HUNDRED
    return close


def _is_between(split: Split, day: date, later: date) -> bool:
    return day < split.day + _REACH and split.day - _REACH < later


def _unapplied(jump: Decimal, splits: Sequence[Split]) -> Decimal:
    """What this close and all earlier ones are too high by: a split not applied, or one applied twice."""
    if _is_near(jump, Decimal(1)):
        return Decimal(1)
    ratios = (ratio for split in splits for ratio in (split.ratio, 1 / split.ratio))
    return next((ratio for ratio in ratios if _is_near(jump, ratio)), Decimal(1))


def _is_near(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= _NEAR * wanted


def split_like(before: Decimal, after: Decimal) -> Decimal | None:
    """The ratio of the split that would explain a price going from `before` to `after` overnight, or None.

    Grounds to ask for the whole series again, never to change a price.
    """
    if before <= 0 or after <= 0:
        return None
    for ratio in _USUAL_SPLITS:
        if _is_near(before / after, ratio):
            return ratio
        if _is_near(after / before, ratio):
            return 1 / ratio
    return None


def is_continued_by(known: PriceHistory, new: PriceHistory) -> bool:
    """Whether `new` can be added to `known`: same currency, no split since, equal on the days in both."""
    if known.currency != new.currency or not known.closes or not new.closes:
        return False
    since = known.fetched_at.date() - _LATE
    reported = {split.day for split in known.splits}
    if any(split.day >= since and split.day not in reported for split in new.splits):
        return False
    fresh = dict(new.closes)
    both = [(close, fresh[day]) for day, close in known.finished if day in fresh and day != new.running]
    return bool(both) and all(abs(one - other) <= _SAME * other for one, other in both)


def continued(known: PriceHistory, new: PriceHistory) -> PriceHistory:
    """`known` with what `new` adds; of a day in both the newer answer counts."""
    closes = dict(known.closes) | dict(new.closes)
    splits = {split.day: split for split in (*known.splits, *new.splits)}
    return msgspec.structs.replace(
        new,
        closes=tuple(sorted(closes.items())),
        splits=tuple(splits[day] for day in sorted(splits)),
        repaired=tuple(sorted({*known.repaired, *new.repaired})),
    )
