from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.wording import age, day, display_width, dollars, percent, value, whole_percent


@pytest.mark.parametrize(
    ("amount", "unit", "currency", "text"),
    [
        ("129541000000", Unit.MONEY, "USD", "129.5bn USD"),
        ("5024000000", Unit.MONEY, "USD", "5.02bn USD"),
        ("1600000000", Unit.MONEY, "USD", "1.6bn USD"),
        ("-1427000000", Unit.MONEY, "USD", "\u22121.43bn USD"),
        ("1000000000000", Unit.MONEY, "KRW", "1tn KRW"),
        ("999960000000", Unit.MONEY, "USD", "1tn USD"),
        ("999940000000", Unit.MONEY, "USD", "999.9bn USD"),
        ("463000000", Unit.MONEY, "USD", "463m USD"),
        ("950", Unit.MONEY, "USD", "950 USD"),
        ("12345.6", Unit.MONEY, "USD", "12,345.60 USD"),
        ("0", Unit.MONEY, "EUR", "0 EUR"),
        ("214.72", Unit.PER_SHARE, "USD", "214.72 USD"),
        ("91.1", Unit.PER_SHARE, "USD", "91.10 USD"),
        ("2187000", Unit.PER_SHARE, "KRW", "2,187,000 KRW"),
        ("0.0153", Unit.PER_SHARE, "GBP", "0.0153 GBP"),
        ("-3.7", Unit.PER_SHARE, "USD", "\u22123.70 USD"),
        ("0.67", Unit.FRACTION, None, "67%"),
        ("0.2244", Unit.FRACTION, None, "22.4%"),
        ("1.612", Unit.FRACTION, None, "161.2%"),
        ("0.0001", Unit.FRACTION, None, "<0.1%"),
        ("0", Unit.FRACTION, None, "0%"),
        ("1.6", Unit.MULTIPLE, None, "1.6x"),
        ("7.0241", Unit.MULTIPLE, None, "7.02x"),
        ("4", Unit.MULTIPLE, None, "4x"),
        ("0.003", Unit.MULTIPLE, None, "0.003x"),
        ("27.145", Unit.NONE, None, "27.1"),
        ("46.996", Unit.NONE, None, "47.0"),
        ("24100000000", Unit.SHARES, None, "24.1bn"),
        ("12", Unit.COUNT, None, "12"),
        ("91", Unit.DAYS, None, "91 days"),
    ],
)
def test_a_value_is_short_and_has_its_unit(amount: str, unit: Unit, currency: str | None, text: str) -> None:
    assert value(Figure("x", Decimal(amount), unit, date(2026, 1, 1), Source("s"), currency)) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.384", "38%"), ("0.385", "39%"), ("0", "0%"), ("0.001", "<1%"), ("0.999", ">99%"), ("1", "100%")],
)
def test_whole_percent_never_hides_something_or_claims_everything(share: str, text: str) -> None:
    assert whole_percent(Decimal(share)) == text


@given(st.decimals(0, 1, places=6))
def test_percent_is_the_share_to_a_tenth(share: Decimal) -> None:
    text = percent(share)
    if text == "<0.1%":
        assert 0 < share < Decimal("0.0005")
    else:
        assert abs(Decimal(text.rstrip("%")) - share * 100) <= Decimal("0.05")


@given(st.decimals(-(10**14), 10**14, places=2))
def test_money_keeps_three_digits(amount: Decimal) -> None:
    text = dollars(amount)
    assert text.endswith(" USD")
    digits = text.removesuffix(" USD").replace("\u2212", "-").replace(",", "")
    scale = {"tn": Decimal(10) ** 12, "bn": Decimal(10) ** 9, "m": Decimal(10) ** 6}
    letters = digits.lstrip("-0123456789.")
    shown = Decimal(digits.removesuffix(letters)) * scale.get(letters, Decimal(1))
    assert abs(shown - amount) <= max(abs(amount) * Decimal("0.006"), Decimal("0.005"))


def test_days_and_ages() -> None:
    assert day(date(2026, 8, 31)) == "31 Aug 2026"
    assert day(date(2026, 1, 2)) == "2 Jan 2026"
    seconds = {12: "12 s", 59.9: "59 s", 240: "4 min", 3 * 3600: "3 h", 91 * 86400: "91 d", -5: "0 s"}
    assert {given: age(given) for given in seconds} == seconds


def test_chinese_characters_take_two_columns() -> None:
    assert (display_width("NVDA"), display_width("輝達"), display_width("e\u0301")) == (4, 4, 1)
