"""Where EDGAR being off is the reason, the sentence says so, and only there."""

import pytest

from screener.domain.company import Company
from screener.domain.fields import FIELDS
from screener.domain.finding import Finding
from screener.domain.message import Message, Text
from screener.domain.security import Listing
from screener.domain.unread import edgar_off, files_with_sec, is_us_symbol
from screener.wording import sentence


def finding(message: Message, state: str = "unknown") -> Finding:
    return Finding("debt_equity", "debt_spending", True, state, None, message)  # type: ignore[arg-type]  # a State


def missing(field: str) -> Finding:
    return finding(Message("unknown.missing", {"screen": Text("debt_equity"), "field": Text(field)}))


@pytest.mark.parametrize("field", ["revenue", "total_equity", "purchase_obligations", "eps_diluted"])
def test_a_figure_filings_hold_is_missing_because_edgar_is_off(field: str) -> None:
    told = edgar_off(missing(field))
    assert (told.message.id, told.message.arguments["field"]) == ("unknown.edgar_off", Text(field))
    assert (told.state, told.severity) == ("unknown", None)
    assert "EDGAR is off" in sentence(told.message)


@pytest.mark.parametrize("field", ["price", "market_cap", "server_life", "sole_source_suppliers"])
def test_a_figure_no_filing_is_read_for_is_missing_for_another_reason(field: str) -> None:
    assert field in FIELDS
    assert edgar_off(missing(field)) == missing(field)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("top_customer.unknown.not_disclosed", "unknown.edgar_off_customers"),
        ("customer_hhi.unknown", "unknown.edgar_off_customers"),
        ("peg.unknown.years", "unknown.edgar_off_years"),
        ("chip_life.unknown.short_history", "unknown.edgar_off_years"),
        ("commitments.unknown.not_stated", "unknown.edgar_off"),
        ("top_customer.unknown.only_indirect", None),
        ("unknown.too_old", None),
        ("place.not_reviewed", None),
    ],
)
def test_other_sentences_of_the_screens(before: str, after: str | None) -> None:
    one = finding(Message(before))
    assert edgar_off(one).message.id == (after or before)


@pytest.mark.parametrize("state", ["known", "not_applicable"])
def test_an_answer_stays_an_answer(state: str) -> None:
    one = finding(Message("unknown.missing", {"field": Text("revenue")}), state)
    assert edgar_off(one) is one


@pytest.mark.parametrize(
    ("symbols", "cik", "files"),
    [
        (("NVDA",), None, True),
        (("BRK-B",), None, True),
        (("brk.b",), None, True),
        (("2330.TW", "TSM"), None, True),
        (("2330.TW",), "0001046179", True),
        (("2330.TW",), None, False),
        (("0700.HK", "9988.HK"), None, False),
        (("US0378331005",), None, False),
        ((), None, False),
    ],
)
def test_who_may_have_filings(symbols: tuple[str, ...], cik: str | None, files: bool) -> None:
    listings = tuple(Listing(symbol, "", "") for symbol in symbols)
    assert files_with_sec(Company("x", "X", listings=listings, cik=cik)) is files


@pytest.mark.parametrize("symbol", ["NVDA", "BRK.B", "BRK-B", "brk.b", "F"])
def test_a_symbol_of_the_us(symbol: str) -> None:
    assert is_us_symbol(symbol)


@pytest.mark.parametrize("symbol", ["VOD.L", "SAP.F", "NGC.V", "2330.TW", "7203.T", "ASML.AS", "GOOGLE"])
def test_a_symbol_of_another_country(symbol: str) -> None:
    assert not is_us_symbol(symbol)
