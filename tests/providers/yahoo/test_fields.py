"""Reading single fields: what is not a plain number is not a number."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.providers.yahoo.fields import QUOTE_UNITS, moment, number, quote_number, text

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "value",
    [
        *("Infinity", "-Infinity", "NaN", "12.5", "", None, True, False, [], [1]),
        *(float("inf"), float("-inf"), float("nan"), 1e300, 10**400),
        *({}, {"fmt": "1"}, {"raw": "Infinity"}, {"raw": float("nan"), "fmt": "x"}),
    ],
)
def test_not_a_number(value: object) -> None:
    assert number(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (269.7, "269.7"),
        (0.1, "0.1"),
        (0, "0"),
        (-7, "-7"),
        (4002453389312, "4002453389312"),
        (1e-07, "1e-07"),
        ({"raw": 1.25, "fmt": "1.25"}, "1.25"),
        ({"raw": 0, "fmt": "0"}, "0"),
    ],
)
def test_a_number_is_taken_exactly_as_written(value: object, expected: str) -> None:
    assert number(value) == Decimal(expected)


def test_a_zero_without_text_is_a_placeholder() -> None:
    assert number({"raw": 0, "fmt": None}) is None


@given(JSON_VALUES)
def test_any_json_gives_a_finite_number_or_nothing(value: object) -> None:
    parsed = number(value)
    assert parsed is None or (parsed.is_finite() and abs(parsed) <= 10**20)


@given(st.floats(-1e15, 1e15))
def test_a_float_survives_the_way_through_json(value: float) -> None:
    parsed = number(json.loads(json.dumps(value)))
    assert parsed is not None
    assert float(parsed) == value


@pytest.mark.parametrize(
    ("key", "currency", "expected"),
    [
        ("regularMarketPrice", "USD", "308.8"),
        ("regularMarketPrice", "GBp", "3.088"),
        ("regularMarketPrice", "ZAc", "3.088"),
        ("regularMarketPrice", "ILA", "3.088"),
        ("regularMarketPreviousClose", "GBX", "3.088"),
        ("regularMarketChangePercent", "GBp", "3.088"),
        ("epsTrailingTwelveMonths", "GBp", "308.8"),
        ("marketCap", "GBp", "308.8"),
    ],
)
def test_each_field_has_its_unit(key: str, currency: str, expected: str) -> None:
    assert quote_number({key: 308.8}, key, currency) == Decimal(expected)


def test_a_field_without_a_unit_is_a_mistake_not_a_guess() -> None:
    assert "dividendYield" not in QUOTE_UNITS
    with pytest.raises(KeyError):
        quote_number({"dividendYield": 0.4}, "dividendYield", "USD")


@given(JSON_VALUES)
def test_a_time_is_aware_and_sane_or_missing(value: object) -> None:
    parsed = moment(value)
    assert parsed is None or (parsed.tzinfo is UTC and 1970 <= parsed.year < 2101)


def test_a_time_in_seconds() -> None:
    assert moment(1_700_000_000) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert moment(1_700_000_000_000) is None, "milliseconds are not taken for seconds"


@given(st.text(max_size=500))
def test_text_is_one_short_visible_line(value: str) -> None:
    cleaned = text(value)
    assert len(cleaned) <= 200
    assert not set(cleaned) & set("\n\r\t\x00\x1b\u202e\u200b")


def test_text_keeps_names_in_any_script() -> None:
    assert text(" 台積電 \n") == "台積電"
    assert text("Sök\u202e &amp; <b>Co</b>") == "Sök  &amp; <b>Co</b>"
    assert text(17) == ""
