"""A place for settings that keeps nothing."""


class Kept(dict[str, str]):
    """A keeper in memory."""

    def all(self) -> dict[str, str]:
        return dict(self)

    def put(self, key: str, value: str) -> None:
        self[key] = value
