"""Names as people say them."""

from screener.domain.names import short_name

__all__ = ["short_name"]
