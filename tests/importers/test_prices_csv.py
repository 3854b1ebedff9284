"""Lists of prices as people write them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.errors import BadInput
from screener.importers.prices_csv import ListedPrices, read_prices
from screener.wording.sentence import strict_sentence

TODAY = date(2026, 8, 21)
Read = Callable[[str], ListedPrices]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(text: str) -> ListedPrices:
        path = tmp_path / "prices.csv"
        path.write_text(text, encoding="utf-8")
        return read_prices(path, TODAY)

    return write_and_read


def test_a_plain_list(read: Read) -> None:
    listed = read("Symbol,Date,Close,Currency\nABCX,2026-08-20,12.50,USD\nABCX,2026-08-19,12,USD\n")

    assert [(one.day, one.price) for one in listed.prices] == [
        (date(2026, 8, 19), Decimal(12)),
        (date(2026, 8, 20), Decimal("12.50")),
    ]
    assert listed.newest["ABCX"].price == Decimal("12.50")
    assert (listed.rejected, listed.prices[0].source.tier) == ((), "user")
    assert "prices.csv" in listed.prices[0].source.title


def test_pence_become_pounds_once(read: Read) -> None:
    listed = read("ticker;price;ccy\nVOD.L;412,5;GBX\nBARC.L;4,10;GBP\nNPN.JO;5000,00;ZAc\n")
    assert {one.symbol: (one.price, one.currency) for one in listed.prices} == {
        "VOD.L": (Decimal("4.125"), "GBP"),
        "BARC.L": (Decimal("4.10"), "GBP"),
        "NPN.JO": (Decimal(50), "ZAR"),
    }


def test_without_a_currency_the_exchange_says_it_unless_it_has_two_units(read: Read) -> None:
    listed = read("symbol,price\nABCX,10\nSAP.DE,200\nVOD.L,412\nFOO,€5\n")
    assert {one.symbol: one.currency for one in listed.prices} == {
        "ABCX": "USD",
        "SAP.DE": "EUR",
        "FOO": "EUR",
    }
    assert [row.line for row in listed.rejected] == [4]


@pytest.mark.parametrize(
    ("row", "price", "currency"),
    [
        ("VOD.L,412.5p,GBP", "4.125", "GBP"),
        ("VOD.L,£4.12,GBX", "4.12", "GBP"),
        ("KO,70 USD,us dollar", "70", "USD"),
        ("RY.TO,$180,CAD", "180", "CAD"),
        ("RY.TO,$180,", "180", "CAD"),
        ("SAP.DE,$210,", "210", "USD"),
        ("SONY.T,¥3000,JPY", "3000", "JPY"),
        ("BTC-EUR,50000,", "50000", "EUR"),
        ("BRK-B,480,", "480", "USD"),
    ],
)
def test_a_mark_beside_the_price_says_the_unit(read: Read, row: str, price: str, currency: str) -> None:
    (one,) = read(f"symbol,price,currency\n{row}\n").prices
    assert (one.price, one.currency) == (Decimal(price), currency)


@pytest.mark.parametrize(
    "row", ["KO,£70,USD", "KO,70 EUR,USD", "VOD.L,412p,USD", "SAP.DE,$210,EUR", "KO,¥9,"]
)
def test_a_price_in_two_currencies_is_in_none(read: Read, row: str) -> None:
    listed = read(f"symbol,price,currency\n{row}\n")
    assert listed.prices == ()
    assert "currency" in strict_sentence(listed.rejected[0].reason)


def test_a_row_without_a_day_is_of_today(read: Read) -> None:
    assert read("symbol,price\nABCX,10\n").prices[0].day == TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-08-01", 1), ("20260802", 2), ("2026/08/03", 3), ("04.08.2026", 4), ("2026-08-05T16:00:00Z", 5)],
)
def test_days(read: Read, text: str, day: int) -> None:
    assert read(f"symbol,date,price\nABCX,{text},10\n").prices[0].day == date(2026, 8, day)


@pytest.mark.parametrize(
    "row",
    [
        ",2026-08-20,10,USD",
        "a lot of words,2026-08-20,10,USD",
        "ABCX,2026-08-20,,USD",
        "ABCX,2026-08-20,0,USD",
        "ABCX,2026-08-20,-3,USD",
        "ABCX,2026-08-20,Infinity,USD",
        "ABCX,2026-08-20,10,doubloons",
        "ABCX,08/09/2026,10,USD",
        "ABCX,2026-08-22,10,USD",
        "ABCX,2026-02-30,10,USD",
    ],
)
def test_a_bad_row_is_named_with_its_reason_and_the_rest_is_kept(read: Read, row: str) -> None:
    listed = read(f"symbol,date,price,currency\n{row}\nKO,2026-08-20,70,USD\n")
    assert [one.symbol for one in listed.prices] == ["KO"]
    (rejected,) = listed.rejected
    assert rejected.line == 2
    assert strict_sentence(rejected.reason)


def test_the_later_row_of_a_day_counts(read: Read) -> None:
    assert read("symbol,price\nABCX,10\nABCX,11\n").newest["ABCX"].price == 11


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "symbol,quantity\nKO,3\n", "{}"])
def test_no_list_of_prices(read: Read, text: str) -> None:
    with pytest.raises(BadInput):
        read(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12), min_size=4, max_size=4))
def test_any_cells_give_a_sane_price_or_a_reason(read: Read, cells: list[str]) -> None:
    row = ",".join(cell.replace(",", "").replace("\n", "").replace("\r", "") for cell in cells)
    listed = read(f"symbol,date,price,currency\nKO,2026-08-20,70,USD\n{row}\n")
    assert all(one.price > 0 and one.day <= TODAY and len(one.currency) == 3 for one in listed.prices)


def test_a_day_to_come_is_told_from_one_that_cannot_be_read(read: Read) -> None:
    listed = read("symbol,price,day\nABCX,10,2026-08-22\nKO,10,22/08/2026\n")
    assert [strict_sentence(row.reason) for row in listed.rejected] == [
        "The day “2026-08-22” is still to come.",
        "The day “22/08/2026” is not one that can be read; days are written 2026-08-21.",
    ]
