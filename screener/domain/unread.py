"""Which answers are missing because filings with the SEC were not read, and how that is said.

Messages (id: arguments), each with the screen (Text):

* unknown.edgar_off: field (Text)
* unknown.edgar_off_customers, unknown.edgar_off_years: none
"""

import re

import msgspec

from screener.domain.company import Company
from screener.domain.fields import FIELDS
from screener.domain.finding import Finding
from screener.domain.message import Message, Text

_US_SYMBOL = re.compile(r"[A-Z]{1,5}(?:-[A-Z]|\.(?![FLTV])[A-Z])?")
"""A class of shares is a letter at the end; those left out are Frankfurt, London, Tokyo and Vancouver."""
_NOT_TAGGED = frozenset(
    {
        "capex_above_cash_flow_quarters",
        "debt_to_equity",
        "largest_supplier_share",
        "server_life",
        "single_fab_or_cloud",
        "sole_source_suppliers",
    }
)
"""What filings say in words only, or not at all."""
_FILED = frozenset(
    name for name, field in FIELDS.items() if field.cadence != "price" and name not in _NOT_TAGGED
)
_CUSTOMERS = frozenset(
    {"top_customer.unknown.not_disclosed", "top_customers.unknown", "customer_hhi.unknown"}
)
_NOT_STATED = {"commitments.unknown.not_stated": "purchase_obligations"}
_YEARS = (".unknown.years", ".unknown.short_history")


def files_with_sec(company: Company) -> bool:
    """Whether there can be filings: a filer number is known, or a listing looks like one in the US."""
    return company.cik is not None or any(is_us_symbol(listing.symbol) for listing in company.listings)


def is_us_symbol(symbol: str) -> bool:
    """Whether it is spelled as the exchanges of the US spell theirs."""
    return _US_SYMBOL.fullmatch(symbol.upper()) is not None


def edgar_off(finding: Finding) -> Finding:
    """The finding of a company whose filings were not read because EDGAR is off.

    Where what is missing is something filings hold, the sentence says so; else it stays as it is.
    """
    if finding.state != "unknown":
        return finding
    reason = _reason(finding)
    return finding if reason is None else msgspec.structs.replace(finding, message=reason)


def _reason(finding: Finding) -> Message | None:
    told = finding.message
    screen = Text(finding.screen)
    if told.id in _CUSTOMERS:
        return Message("unknown.edgar_off_customers", {"screen": screen})
    if told.id.endswith(_YEARS):
        return Message("unknown.edgar_off_years", {"screen": screen})
    field = told.arguments.get("field") if told.id == "unknown.missing" else None
    name = field.value if isinstance(field, Text) else _NOT_STATED.get(told.id)
    if name not in _FILED:
        return None
    return Message("unknown.edgar_off", {"screen": screen, "field": Text(name)})
