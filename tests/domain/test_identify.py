"""What a symbol turns out to be."""

from datetime import date
from decimal import Decimal

import pytest

from screener.domain.company import Company
from screener.domain.currency import Rates
from screener.domain.figure import Figure, Source
from screener.domain.fund import Fund, FundHolding
from screener.domain.identify import Directory, main_symbol
from screener.domain.market import Priced
from screener.domain.message import Unit
from screener.domain.names import short_name
from screener.domain.security import Kind, Listing, spellings
from screener.domain.universe import LedgerData, Universe

DAY = date(2026, 8, 21)
SOME = Source("somewhere")


def company(key: str, name: str, *symbols: str) -> Company:
    return Company(key, name, tuple(Listing(symbol, "NYSE", "USD") for symbol in symbols))


UNIVERSE = Universe(
    snapshot_id="s",
    snapshot_day=DAY,
    companies=(
        company("alphabet", "Alphabet Inc.", "GOOGL", "GOOG"),
        company("berkshire", "Berkshire Hathaway Inc.", "BRK-B"),
        company("tencent", "Tencent Holdings", "0700.HK"),
    ),
    funds=(
        Fund("QQQ", "Invesco QQQ Trust", "NASDAQ", "USD", DAY, (FundHolding("GOOGL", Decimal("0.1")),), SOME),
    ),
    prices={},
    ledger=LedgerData("v", DAY, (), (), ()),
    customers=(),
    stated=(),
    medians=(),
    rates=Rates(),
)


@pytest.fixture
def directory() -> Directory:
    return Directory(UNIVERSE)


def quoted(quote_type: str, name: str | None = None) -> Priced:
    price = Figure("price", Decimal(10), Unit.PER_SHARE, DAY, SOME, "USD")
    return Priced(price, "live", name=name, quote_type=quote_type)


@pytest.mark.parametrize(
    "symbol", ["GOOG", "googl", "BRK.B", "BRK-B", "brk/b", "BRK B", "00700.HK", "700.HK"]
)
def test_a_shipped_company_is_known_by_any_spelling(directory: Directory, symbol: str) -> None:
    found = directory.identify(symbol, None, None, None)
    assert found.company in {"alphabet", "berkshire", "tencent"}
    assert found.identified


@pytest.mark.parametrize("symbol", ["VOD.L", "0005.HK", "BMW.F", "600519.SH"])
def test_an_exchange_suffix_is_not_a_share_class(directory: Directory, symbol: str) -> None:
    assert directory.identify(symbol, None, None, None).company == f"symbol:{symbol}"
    assert spellings(symbol)[0] == symbol


def test_a_symbol_nobody_knows_is_a_company_of_its_own_and_said_to_be_unknown(directory: Directory) -> None:
    found = directory.identify("ABCX", None, None, None)
    assert (found.company, found.kind, found.identified) == ("symbol:ABCX", "equity", False)
    assert directory.companies["symbol:ABCX"].name == "ABCX"
    assert directory.identify("abcx", None, None, None) == found, "held twice, it is one company"


def test_a_quote_names_a_company_nobody_shipped(directory: Directory) -> None:
    directory.company_of("ABCX")
    found = directory.identify("ABCX", None, None, quoted("EQUITY", "Example Holdings, Inc."))
    assert (found.name, found.identified) == ("Example Holdings", True)
    assert directory.companies["symbol:ABCX"].name == "Example Holdings, Inc."


def test_a_quote_of_no_type_identifies_nothing(directory: Directory) -> None:
    assert not directory.identify("ABCX", None, None, quoted("NONE")).identified


@pytest.mark.parametrize(
    ("quote_type", "kind"),
    [
        ("CRYPTOCURRENCY", "crypto"),
        ("OPTION", "option"),
        ("FUTURE", "other"),
        ("INDEX", "other"),
        ("CURRENCY", "other"),
    ],
)
def test_the_type_of_a_quote_decides_what_the_user_left_open(
    directory: Directory, quote_type: str, kind: Kind
) -> None:
    found = directory.identify("THING", None, None, quoted(quote_type, "A thing"))
    assert (found.kind, found.name, found.company, found.fund) == (kind, "A thing", None, None)


@pytest.mark.parametrize("stated", [None, "equity", "fund"])
def test_a_shipped_fund_is_a_fund_whatever_the_broker_calls_it(
    directory: Directory, stated: Kind | None
) -> None:
    assert directory.identify("QQQ", stated, None, None).fund == "QQQ"


def test_a_fund_without_a_list_is_a_fund_of_which_nothing_is_seen(directory: Directory) -> None:
    found = directory.identify("VXUS", None, None, quoted("ETF", "A world fund"))
    assert (found.kind, found.fund) == ("fund", "VXUS")
    assert directory.funds["VXUS"].covered == 0


def test_a_fund_without_list_and_price_is_not_identified(directory: Directory) -> None:
    found = directory.identify("VXUS", "fund", "My fund", None)
    assert (found.kind, found.fund, found.name, found.identified) == ("fund", None, "My fund", False)


@pytest.mark.parametrize("stated", ["bond", "option", "crypto", "other"])
@pytest.mark.parametrize("symbol", ["GOOGL", "QQQ"])
def test_what_the_user_calls_a_bond_or_an_option_is_no_company_and_no_fund(
    directory: Directory, symbol: str, stated: Kind
) -> None:
    found = directory.identify(symbol, stated, "A paper", None)
    assert (found.kind, found.company, found.fund) == (stated, None, None)


def test_cash_is_cash(directory: Directory) -> None:
    assert directory.identify("USD", "cash", None, None).kind == "cash"


def test_an_isin_or_a_name_is_kept_as_it_is(directory: Directory) -> None:
    assert directory.identify("US0000000001", None, "Some Bond", None).name == "Some Bond"
    assert (
        directory.identify("Private shares", None, "Private shares", None).company == "symbol:PRIVATE SHARES"
    )


def test_a_company_is_shown_by_the_listing_with_most_money_in_it() -> None:
    alphabet = UNIVERSE.companies[0]
    assert main_symbol(alphabet, {}) == "GOOGL"
    assert main_symbol(alphabet, {"GOOG": Decimal("0.2"), "GOOGL": Decimal("0.1")}) == "GOOG"
    assert main_symbol(Company("symbol:X", "X"), {}) == "X"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("NVIDIA Corporation", "NVIDIA"),
        ("Samsung Electronics Co., Ltd.", "Samsung Electronics"),
        ("The Coca-Cola Company", "Coca-Cola"),
        ("The Home Depot", "The Home Depot"),
        ("Eli Lilly and Company", "Eli Lilly"),
        ("Deere & Company", "Deere & Company"),
        ("Merck & Co.", "Merck & Co."),
        ("Vertiv Holdings Co", "Vertiv"),
        ("OpenAI Group PBC", "OpenAI"),
        ("Vultr (The Constant Company)", "Vultr"),
        ("Company", "Company"),
        ("SE", "SE"),
        ("", ""),
    ],
)
def test_names_are_said_without_brackets_and_legal_form(name: str, short: str) -> None:
    assert short_name(name) == short
