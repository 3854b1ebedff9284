"""When something that is read once an hour is due again."""

from datetime import datetime, timedelta

EVERY = timedelta(hours=1)


class Hourly:
    """Due at first, an hour after it was begun, and whenever it is asked for at once."""

    def __init__(self) -> None:
        self._begun: datetime | None = None
        self._next: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether to begin; an hour that began in the future began before the clock was turned back."""
        return self._begun is None or self._next is None or not self._begun <= now < self._next

    def begin(self, now: datetime) -> None:
        """It is done now."""
        self._begun, self._next = now, now + EVERY

    def put_off(self, until: datetime) -> None:
        """Not before that time, whatever the hour."""
        self._next = until

    def at_once(self) -> None:
        """It is due."""
        self._next = None
