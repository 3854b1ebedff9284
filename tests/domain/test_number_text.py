"""Numbers in every style people write, read exactly and never guessed at."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.number_text import MAX_LENGTH, is_ambiguous, is_blank, read_amount, read_number

# Thousands sign, decimal sign, whether the comma is the decimal sign.
STYLES = [
    (",", ".", False),
    (".", ",", True),
    (" ", ",", True),
    ("\u00a0", ",", True),
    ("\u202f", ",", True),
    ("'", ".", False),
    ("’", ".", False),
    ("", ".", False),
    ("", ",", True),
]
WRAPPINGS = [
    "{}",
    " {} ",
    "${}",
    "€ {}",
    "{} EUR",
    "USD {}",
    "£{}",
    "{}p",
    "US${}",
    "NT$ {}",
    "{}\u00a0CHF",
    "+{}",
]
NEGATIVE = ["-{}", "({})", "-${}", "$-{}", "(${})", "{}-", "−{}", "- {} EUR", "-USD {}"]
numbers = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places), st.integers(0, 10**15), st.integers(0, 8)
)


def written(number: Decimal, thousands: str, decimal: str) -> str:
    """A number that is not negative in a style; no decimal sign where there are no decimals."""
    whole, _, fraction = f"{number:f}".partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    return thousands.join(groups) + (decimal + fraction if fraction else "")


@given(numbers, st.sampled_from(STYLES), st.sampled_from(WRAPPINGS))
def test_a_number_comes_back_from_every_style(
    number: Decimal, style: tuple[str, str, bool], wrapping: str
) -> None:
    thousands, decimal, comma = style
    text = wrapping.format(written(number, thousands, decimal))
    read = read_number(text, decimal_comma=comma)
    assert read == number
    assert read is not None
    assert read.as_tuple().exponent == number.as_tuple().exponent


@given(numbers.filter(bool), st.sampled_from(STYLES), st.sampled_from(NEGATIVE))
def test_a_negative_number_comes_back(number: Decimal, style: tuple[str, str, bool], wrapping: str) -> None:
    thousands, decimal, comma = style
    assert read_number(wrapping.format(written(number, thousands, decimal)), decimal_comma=comma) == -number


@given(numbers, st.sampled_from(STYLES))
def test_only_what_is_called_ambiguous_depends_on_the_country(
    number: Decimal, style: tuple[str, str, bool]
) -> None:
    text = written(number, style[0], style[1])
    readings = {read_number(text, decimal_comma=comma) for comma in (True, False, None)}
    assert (len(readings) > 1) == is_ambiguous(text)
    assert number in readings


@given(st.text(max_size=60), st.sampled_from([True, False, None]))
def test_any_text_is_a_number_or_none(text: str, comma: bool | None) -> None:
    number = read_number(text, decimal_comma=comma)
    assert number is None or number.is_finite()


@given(st.text(alphabet="0123456789.,'- +()$€%eE_xp\u00a0", max_size=30), st.sampled_from([True, False]))
def test_what_is_read_has_the_digits_of_the_text(text: str, comma: bool) -> None:
    number = read_number(text, decimal_comma=comma)
    if number is not None:
        told = "".join(letter for letter in text if letter.isdigit()).lstrip("0")
        assert "".join(map(str, number.as_tuple().digits)).lstrip("0") == told


def test_more_digits_than_a_calculation_keeps_are_kept() -> None:
    text = "-1234567890123456789012345678901.2345"
    assert str(read_number(text)) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (".9232", "0.9232"),
        (",5", "0.5"),
        ("5.", "5"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("1234,567", "1234.567"),
        ("12,3456", "12.3456"),
        ("1,23,45,678.90", "12345678.90"),
        ("1.234.567", "1234567"),
        ("１，２３４．５", "1234.5"),
        ("+0000000000100.00000", "100.00000"),
        ("$5 USD", "5"),
        ("$1,259.59", "1259.59"),
        ("63.7199999", "63.7199999"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert str(read_number(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "-",
        "--5",
        "(-5)",
        "-5-",
        "(5",
        "5)",
        "1e5",
        "1E+05",
        "NaN",
        "Infinity",
        "-inf",
        "12%",
        "10²",
        "½",
        "٣",
        "0x10",
        "1_000",
        "4.5S",
        "1 2",
        "1,2,3",
        "12,34,56",
        "1.2.3",
        "1,234.567,8",
        "1.234'567,8",
        "1,2345.6",
        "$5 €",
        "EUR 5 USD",
        "ABC12",
        "5-5",
        "5 5/8",
        "9" * (MAX_LENGTH + 1),
        "=1+1",
    ],
)
def test_what_is_not_clearly_a_number_is_none(text: str) -> None:
    for comma in (True, False, None):
        assert read_number(text, decimal_comma=comma) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("5", ""),
        ("$5", "$"),
        ("5 EUR", "EUR"),
        ("£1,200.50", "£"),
        ("75.5p", "p"),
        ("$5 CAD", "CAD"),
        ("HK$ 5", "HK$"),
    ],
)
def test_the_currency_mark_is_given_as_it_stands(text: str, mark: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.mark == mark


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "--", "N/A", "n/a", "—", "#N/A", "nan", "None", "Not available"]
)
def test_ways_to_say_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "0.00", "-1", "x", "n", "not"])
def test_what_says_something(text: str) -> None:
    assert not is_blank(text)
