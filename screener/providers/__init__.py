"""Figures and quotes from outside sources. A new source is one line in PROVIDERS."""

from screener.providers.edgar.provider import HOSTS as SEC_HOSTS
from screener.providers.edgar.provider import open_edgar
from screener.providers.provider import ProviderEntry
from screener.providers.yahoo.provider import HOSTS as YAHOO_HOSTS
from screener.providers.yahoo.provider import open_yahoo

PROVIDERS: tuple[ProviderEntry, ...] = (
    ProviderEntry(id="yahoo", hosts=YAHOO_HOSTS, open=open_yahoo),
    ProviderEntry(id="edgar", hosts=SEC_HOSTS, open=open_edgar),
)
"""Yahoo Finance, through yfinance's data layer; filings with the SEC, once a contact address is set."""
