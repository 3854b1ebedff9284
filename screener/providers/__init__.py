"""Figures and quotes from outside sources. A new source is one line in PROVIDERS."""

from collections.abc import Callable
from importlib import import_module

from screener.providers.edgar.hosts import HOSTS as SEC_HOSTS
from screener.providers.provider import Provider, ProviderEntry, Surroundings
from screener.providers.yahoo.hosts import HOSTS as YAHOO_HOSTS


def _late(module: str, name: str) -> Callable[[Surroundings], Provider]:
    """What `name` of a module opens; the module is imported when the source is."""

    def open_it(surroundings: Surroundings) -> Provider:
        opened: Provider = getattr(import_module(f"{__name__}.{module}"), name)(surroundings)
        return opened

    return open_it


PROVIDERS: tuple[ProviderEntry, ...] = (
    ProviderEntry(
        "yahoo",
        YAHOO_HOSTS,
        _late("yahoo.provider", "open_yahoo"),
        ("quotes", "closes", "histories", "statements", "search", "stream"),
    ),
    ProviderEntry("edgar", SEC_HOSTS, _late("edgar.provider", "open_edgar"), ("filings",)),
)
"""Yahoo Finance, through yfinance's data layer; filings with the SEC, once a contact address is set."""
