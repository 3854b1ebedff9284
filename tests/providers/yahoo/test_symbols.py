"""How symbols are spelled for Yahoo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.providers.yahoo.symbols import all_to_yahoo, match_key, spellings, to_yahoo


@pytest.mark.parametrize(
    ("symbol", "spelled"),
    [
        ("NVDA", "NVDA"),
        (" nvda ", "NVDA"),
        ("BRK.B", "BRK-B"),
        ("BRK/A", "BRK-A"),
        ("BF-B", "BF-B"),
        ("VOD.L", "VOD.L"),
        ("2330.TW", "2330.TW"),
        ("00700.HK", "0700.HK"),
        ("5.HK", "0005.HK"),
        ("09992.HK", "9992.HK"),
        ("600519.SH", "600519.SS"),
        ("M&M.NS", "M&M.NS"),
        ("^GSPC", "^GSPC"),
        ("EURUSD=X", "EURUSD=X"),
        ("BTC-USD", "BTC-USD"),
    ],
)
def test_yahoo_spelling(symbol: str, spelled: str) -> None:
    assert to_yahoo(symbol) == spelled


@pytest.mark.parametrize(
    "symbol",
    [
        "",
        "  ",
        "US67066G1040",
        "gb00b3mbs747",
        "A,B",
        "two words",
        "a/../b",
        "輝達",
        "X" * 40,
        "?crumb=1",
        "-A",
    ],
)
def test_no_symbol_of_yahoo(symbol: str) -> None:
    assert to_yahoo(symbol) is None


@given(st.text(max_size=40))
def test_what_is_sent_can_never_name_two_symbols_or_another_page(symbol: str) -> None:
    spelled = to_yahoo(symbol)
    if spelled is not None:
        assert not set(spelled) & set(",/?#% \n")
        assert to_yahoo(spelled) == spelled


def test_symbols_keep_their_own_name() -> None:
    assert all_to_yahoo(["BRK.B", "BRK-B", "??", "BRK.B"]) == {"BRK.B": "BRK-B", "BRK-B": "BRK-B"}


@pytest.mark.parametrize(
    ("symbol", "exchange", "spelled"),
    [
        ("BRK.B", "NYSE", "BRK-B"),
        ("BRK B", None, "BRK-B"),
        ("MKC.V", "XNYS", "MKC-V"),
        ("NASDAQ:FOO", None, "FOO"),
        ("nyse:brk.b", None, "BRK-B"),
        ("FOO:xnas", None, "FOO"),
        ("VWRA:xlon", None, "VWRA.L"),
        ("VWRA", "London", "VWRA.L"),
        ("BP.", "LSE", "BP.L"),
        ("BT.A", "LSE", "BT-A.L"),
        ("VOD LN", None, "VOD.L"),
        ("VOD.L", "XLON", "VOD.L"),
        ("ETR:SAP", None, "SAP.DE"),
        ("SAP GY Equity", None, "SAP.DE"),
        ("ERIC B", "XSTO", "ERIC-B.ST"),
        ("RCI.B", "TSX", "RCI-B.TO"),
        ("TSE:SHOP", None, "SHOP.TO"),
        ("TSE:7203", None, "7203.T"),
        ("72030", "TYO", "7203.T"),
        ("700", None, "0700.HK"),
        ("700 HK", None, "0700.HK"),
        ("00700.HK", None, "0700.HK"),
        ("09988", "SEHK", "9988.HK"),
        ("HKG:0005", None, "0005.HK"),
        ("600519", None, "600519.SS"),
        ("600519.SH", None, "600519.SS"),
        ("600519.SH", "SSE", "600519.SS"),
        ("000001", None, "000001.SZ"),
        ("SHE:300750", None, "300750.SZ"),
        ("2330", "TWSE", "2330.TW"),
        ("2330", "XTAI", "2330.TW"),
        ("6488", "TPEX", "6488.TWO"),
        ("2330 TT", None, "2330.TW"),
        ("005930", "KRX", "005930.KS"),
        ("5930", "XKRX", "005930.KS"),
        ("M&M", "NSE", "M&M.NS"),
        ("BHP", "ASX", "BHP.AX"),
        ("FOO", "an exchange nobody knows", "FOO"),
    ],
)
def test_spelling_by_exchange(symbol: str, exchange: str | None, spelled: str) -> None:
    assert spellings(symbol, exchange) == (spelled,)


@pytest.mark.parametrize(
    ("symbol", "several"),
    [
        ("2330", ("2330.TW", "2330.TWO", "2330.T", "2330.HK")),
        ("0050", ("0050.HK", "0050.TW")),
        ("00878", ("0878.HK", "00878.TW")),
        ("000660", ("000660.SZ", "000660.KS", "000660.KQ")),
        ("005930", ("005930.KS", "005930.KQ")),
    ],
)
def test_a_bare_number_of_several_exchanges_is_for_the_user_to_choose(
    symbol: str, several: tuple[str, ...]
) -> None:
    assert spellings(symbol) == several
    assert to_yahoo(symbol) is None, "nothing is asked for that might be another company"


@pytest.mark.parametrize(
    ("symbol", "exchange"), [("1234567", None), ("2330", "NASDAQ"), ("US67066G1040", "XNYS")]
)
def test_no_symbol_at_any_exchange(symbol: str, exchange: str | None) -> None:
    assert spellings(symbol, exchange) == ()


@given(st.from_regex(r"[A-Z0-9]{1,6}([.: /][A-Za-z0-9]{1,6})?", fullmatch=True))
def test_every_spelling_is_its_own_spelling(symbol: str) -> None:
    assert all(spellings(spelled) == (spelled,) for spelled in spellings(symbol))


def test_dollar_pairs_are_answered_under_two_names() -> None:
    assert match_key("USDJPY=X") == match_key("JPY=X") == "JPY=X"
    assert match_key("EURUSD=X") == "EURUSD=X"
