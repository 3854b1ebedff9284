"""What people type becomes the exact holding, or one sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.portfolio import Holding
from screener.errors import BadInput
from screener.services.holding_input import (
    MAX_QUANTITY,
    HoldingDraft,
    draft_of,
    read_currency,
    read_holding,
    read_name,
    read_quantity,
    read_symbol,
)


def read(
    symbol: str = "NVDA", quantity: str = "10", cost: str = "", currency: str = "", kind: str = ""
) -> Holding:
    return read_holding(HoldingDraft(symbol, quantity, cost, currency, kind), "k")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10", "10"),
        (" 10 ", "10"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0757,95", "1757.95"),
        ("1\u202f757,95", "1757.95"),
        ("1'234.50", "1234.50"),
        ("1,23,456.78", "123456.78"),
        (".9232", "0.9232"),
        ("0,052361", "0.052361"),
        ("0.2989", "0.2989"),
        ("1,234", "1234"),
        ("1.234", "1.234"),
        ("(462.50)", "-462.50"),
        ("-12", "-12"),
        ("−12", "-12"),
        ("１２．５", "12.5"),
        ("63.7199999", "63.7199999"),
    ],
)
def test_a_quantity_in_every_style(text: str, value: str) -> None:
    assert read_quantity(text) == Decimal(value)


@pytest.mark.parametrize(("text", "comma", "dot"), [("1,234", "1.234", "1234"), ("1.234", "1234", "1.234")])
def test_the_locale_settles_what_is_ambiguous(text: str, comma: str, dot: str) -> None:
    assert read_quantity(text, decimal_comma=True) == Decimal(comma)
    assert read_quantity(text, decimal_comma=False) == Decimal(dot)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "enter a quantity"),
        ("  ", "enter a quantity"),
        ("--", "enter a quantity"),
        ("n/a", "enter a quantity"),
        ("0", "cannot be zero"),
        ("-0.00", "cannot be zero"),
        ("abc", "is not a number"),
        ("NaN", "enter a quantity"),
        ("Infinity", "is not a number"),
        ("-inf", "is not a number"),
        ("1e5", "is not a number"),
        ("10²", "is not a number"),
        ("½", "is not a number"),
        ("5%", "is not a number"),
        ("10 USD", "is not a number"),
        ("€50", "is not a number"),
        ("1,2,3", "is not a number"),
        ("1.2.3", "is not a number"),
        ("--5", "is not a number"),
        ("4.5S", "is not a number"),
        ("=1+1", "is not a number"),
        ("1000000000001", "too large"),
        ("-1,000,000,000,001", "too large"),
        ("0." + "0" * 18 + "1", "more than 18 decimals"),
        ("9" * 5000, "is not a number"),
        ("1\n2", "is not a number"),
        ("\x00", "is not a number"),
    ],
)
def test_an_absurd_quantity_is_one_sentence(text: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(quantity=text)
    assert words in caught.value.message
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 160
    assert caught.value.message.endswith(".")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, max_value=MAX_QUANTITY, min_value=-MAX_QUANTITY
    )
)
def test_every_quantity_survives_every_style(value: Decimal) -> None:
    if value == 0:
        return
    grouped = f"{value:,.6f}"
    assert read_quantity(f"{value:f}", decimal_comma=False) == value
    assert read_quantity(grouped) == value
    assert read_quantity(grouped.translate(str.maketrans(",.", ".,"))) == value
    assert read_quantity(grouped.translate(str.maketrans(",.", "\u202f,"))) == value
    assert read_quantity(grouped.replace(",", "'")) == value
    if value < 0:
        assert read_quantity(f"({grouped[1:]})") == value


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=8))
def test_any_text_is_a_holding_or_a_sentence(symbol: str, quantity: str, cost: str, currency: str) -> None:
    try:
        holding = read(symbol, quantity, cost, currency)
    except BadInput as error:
        refusal = error.message
    else:
        refusal = ""
    assert refusal.isprintable()
    if refusal:
        return
    assert holding.quantity.is_finite()
    assert holding.quantity != 0
    assert holding.cost is None or (holding.cost.is_finite() and holding.cost >= 0)
    assert holding.symbol.isprintable()
    assert 0 < len(holding.symbol) <= 40
    assert read_holding(draft_of(holding), "k", decimal_comma=False) == holding


@pytest.mark.parametrize(
    ("cost", "currency", "expected", "in_currency"),
    [
        ("", "", None, None),
        ("1,259.59", "usd", "1259.59", "USD"),
        ("$1,259.59", "", "1259.59", None),
        ("€50", "", "50", "EUR"),
        ("1 234,56 EUR", "", "1234.56", "EUR"),
        ("£1093.41", "GBP", "1093.41", "GBP"),
        ("109341", "GBp", "1093.41", "GBP"),
        ("109341", "GBX", "1093.41", "GBP"),
        ("109341", "gbx", "1093.41", "GBP"),
        ("100", "gbp", "100", "GBP"),
        ("5050", "ZAc", "50.5", "ZAR"),
        ("250", "ILA", "2.5", "ILS"),
        ("109341 GBX", "", "1093.41", "GBP"),
        ("£1093.41", "GBp", "1093.41", "GBP"),
        ("NT$1000", "", "1000", "TWD"),
        ("109341p", "", "1093.41", "GBP"),
        ("¥500", "JPY", "500", "JPY"),
        ("500", "rmb", "500", "CNY"),
        ("0", "USD", "0", "USD"),
        ("1.50", "USD", "1.50", "USD"),
    ],
)
def test_a_cost_in_the_major_unit(
    cost: str, currency: str, expected: str | None, in_currency: str | None
) -> None:
    holding = read(cost=cost, currency=currency)
    assert (None if holding.cost is None else str(holding.cost), holding.currency) == (expected, in_currency)


@pytest.mark.parametrize(
    ("cost", "currency", "words"),
    [
        ("-5", "USD", "cannot be negative"),
        ("abc", "USD", "is not a number"),
        ("1e16", "", "too large"),
        ("1e5", "", "is not a number"),
        ("10000000000000001", "", "too large"),
        ("€50", "USD", "names EUR, but the currency says USD"),
        ("50 XYZ", "", "is not a number"),
        ("50", "dollars", "not a currency code"),
        ("50", "US", "not a currency code"),
        ("50", "\u202eDSU", "not a currency code"),
    ],
)
def test_a_cost_that_cannot_be_meant(cost: str, currency: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as caught:
        read(cost=cost, currency=currency)
    assert caught.value.message.isprintable()


def test_pence_is_a_hundredth_of_a_pound() -> None:
    assert read_currency("GBp") == ("GBP", Decimal(100))
    assert read_currency("") == (None, Decimal(1))


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("nvda", "NVDA"),
        ("  brk.b ", "BRK.B"),
        ("2330.tw", "2330.TW"),
        ("^gspc", "^GSPC"),
        ("eurusd=x", "EURUSD=X"),
        ("ＮＶＤＡ", "NVDA"),
        ("輝達", "輝達"),
        ("Fonds  Welt A", "FONDS WELT A"),
        ("S&P", "S&P"),
    ],
)
def test_a_symbol_in_capital_letters(text: str, symbol: str) -> None:
    assert read_symbol(text) == symbol


@pytest.mark.parametrize(
    "text",
    ["", "   ", "=CMD()", "+1", "-A", "@SUM", "A\x00B", "A\nB", "A\u202eB", "A\u200bB", "<b>A</b>", "A" * 41],
)
def test_what_is_no_symbol_is_one_sentence(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_symbol(text)
    assert caught.value.message.isprintable()
    assert caught.value.message.endswith(".")


def test_a_negative_quantity_is_a_short_position() -> None:
    assert read(quantity="-5").quantity == -5


@pytest.mark.parametrize(
    ("symbol", "quantity", "currency", "stored"),
    [
        ("", "1,500.00", "USD", ("USD", "1500.00", "USD")),
        ("usd", "1500", "", ("USD", "1500", "USD")),
        ("", "€ 20", "", ("EUR", "20", "EUR")),
        ("savings", "20 CHF", "", ("SAVINGS", "20", "CHF")),
        ("", "150", "GBp", ("GBP", "1.5", "GBP")),
    ],
)
def test_cash_is_an_amount_in_a_currency(
    symbol: str, quantity: str, currency: str, stored: tuple[str, str, str]
) -> None:
    cash = read(symbol, quantity, currency=currency, kind="cash")
    assert (cash.symbol, str(cash.quantity), cash.currency, cash.kind, cash.cost) == (*stored, "cash", None)


@pytest.mark.parametrize(
    ("symbol", "quantity", "currency", "words"),
    [
        ("", "-5", "USD", "cannot be negative"),
        ("", "5", "", "which currency"),
        ("", "", "USD", "enter the amount"),
        ("", "0", "USD", "cannot be zero"),
        ("", "five", "USD", "is not a number"),
        ("", "1e13", "USD", "too large"),
        ("", "1e5", "USD", "is not a number"),
        ("", "10000000000000", "USD", "too large"),
        ("USD", "€5", "", "names EUR"),
    ],
)
def test_cash_that_cannot_be_meant(symbol: str, quantity: str, currency: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read(symbol, quantity, currency=currency, kind="cash")


def test_a_kind_that_does_not_exist() -> None:
    with pytest.raises(BadInput, match="not a kind"):
        read(kind="stonk")
    assert read(kind="fund").kind == "fund"


@pytest.mark.parametrize(
    ("text", "words"), [("", "enter a name"), (" \n", "enter a name"), ("x" * 81, "at most 80")]
)
def test_a_portfolio_needs_a_name(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_name(text)


def test_a_name_is_one_printable_line() -> None:
    assert read_name("  My\nlong  list ") == "My long list"
    with pytest.raises(BadInput, match="cannot be shown"):
        read_name("a\u202eb")


def test_an_absurd_quantity_is_called_too_large() -> None:
    with pytest.raises(BadInput, match="“1e40” is too large to be true"):
        read_holding(HoldingDraft("KO", "1e40"), "key")
