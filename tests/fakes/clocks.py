"""Clocks that only move when told to."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 8, 21, 18, 30, tzinfo=UTC)
"""A Friday afternoon in New York, while the market is open."""


class Clocks:
    """Wall clock and monotonic clock together."""

    def __init__(self, start: datetime = START) -> None:
        self.now = start
        self.seconds = 0.0

    def wall(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds
