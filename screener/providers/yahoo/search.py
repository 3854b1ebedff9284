"""From Yahoo's search answer to listings."""

from screener.domain.quote import SymbolMatch
from screener.providers.yahoo.fields import text

LONGEST_QUERY = 80


def matches(answer: object) -> tuple[SymbolMatch, ...]:
    """The listings of a search answer, best first; news and private companies are left out.

    Raises ValueError when the answer has another shape.
    """
    hits = answer.get("quotes") if isinstance(answer, dict) else None
    if not isinstance(hits, list):
        raise ValueError("no quotes in the search answer")
    found = []
    for hit in hits:
        if not isinstance(hit, dict) or hit.get("isYahooFinance") is not True:
            continue
        symbol = text(hit.get("symbol"), 40)
        if symbol:
            found.append(
                SymbolMatch(
                    symbol=symbol,
                    name=text(hit.get("longname")) or text(hit.get("shortname")),
                    exchange=text(hit.get("exchDisp"), 60) or text(hit.get("exchange"), 60),
                    quote_type=text(hit.get("quoteType"), 40).upper(),
                )
            )
    return tuple(found)
