"""The sentence of every message id, one dict a topic.

Placeholders are the names of the message's arguments. A fact `x` brings `{x}`, `{x_day}` and `{x_when}`
("twelve months to 26 Jul 2026"). Write whole sentences: a translator sees each one alone. The id with
"|records=1" behind it has the sentence for a single record, "|records=0" for none; several such go in the
order of the alphabet.

To add sentences: put them into the dict of their topic. To add a topic: one file with a `TEMPLATES`
dict, one line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from screener.wording.templates import (
    circularity,
    concentration,
    debt_spending,
    earnings_quality,
    filings,
    imports,
    ledger,
    market_data,
    market_exposure,
    origins,
    places,
    prices,
    returns,
    sources,
    unknown,
    valuation,
    watch,
)

_TOPICS = (
    circularity.TEMPLATES,
    concentration.TEMPLATES,
    debt_spending.TEMPLATES,
    earnings_quality.TEMPLATES,
    filings.TEMPLATES,
    imports.TEMPLATES,
    ledger.TEMPLATES,
    market_data.TEMPLATES,
    market_exposure.TEMPLATES,
    origins.TEMPLATES,
    places.TEMPLATES,
    prices.TEMPLATES,
    returns.TEMPLATES,
    sources.TEMPLATES,
    unknown.TEMPLATES,
    valuation.TEMPLATES,
    watch.TEMPLATES,
)


def _merged() -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for topic in _TOPICS:
        twice = merged.keys() & topic.keys()
        if twice:
            raise ValueError(f"message ids with two sentences: {sorted(twice)}")
        merged |= topic
    return MappingProxyType(merged)


TEMPLATES: Mapping[str, str] = _merged()
