"""How symbols are spelled for Yahoo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.providers.yahoo.symbols import spellings, to_yahoo


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
    assert spellings(["BRK.B", "BRK-B", "??", "BRK.B"]) == {"BRK.B": "BRK-B", "BRK-B": "BRK-B"}
