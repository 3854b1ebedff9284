"""Which positions are shown."""

from typing import NamedTuple

from screener.ui.models.position_rows import PositionRow


class Filter(NamedTuple):
    """What a row must have; the defaults let everything through."""

    text: str = ""
    on_loop: bool = False
    least_level: int | None = None
    role: str | None = None
    sector: str | None = None
    tag: str | None = None

    def admits(self, row: PositionRow, needle: str) -> bool:
        """True when the row passes; `needle` is `text` folded once for all rows."""
        if self.on_loop and not row.on_loop:
            return False
        if self.least_level is not None and (row.level is None or row.level < self.least_level):
            return False
        if self.role is not None and row.role != self.role:
            return False
        if self.sector is not None and row.sector != self.sector:
            return False
        if self.tag is not None and self.tag not in row.tags:
            return False
        return not needle or row.matches(needle)
