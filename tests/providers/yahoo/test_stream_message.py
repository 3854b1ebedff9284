"""Reading single messages of the stream: prices, units, times, sessions, and every kind of rubbish."""

import base64
import json
import math
import struct
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.quote import Tick
from screener.providers.yahoo.quotes import Listing
from screener.providers.yahoo.stream_message import TickReader, Unusable, price_of
from tests.fakes.yahoo_stream import frame

NOW = datetime(2026, 8, 21, 18, 30, tzinfo=UTC)
QUOTED = {
    "NVDA": Listing("USD", Decimal(180)),
    "PENCE.L": Listing("GBp", Decimal("412.5")),
    "NPN.JO": Listing("ZAc", Decimal(550_000)),
    "BTC-USD": Listing("USD", Decimal(97_000)),
    "BRK-A": Listing("USD", Decimal(712_000)),
    "FAR.JK": Listing("IDR", Decimal(30_000_000)),
}
SYMBOLS = {name: [name] for name in QUOTED}


def reader() -> TickReader:
    return TickReader(lambda: NOW, QUOTED.get)


def read(message: str) -> tuple[list[Tick], dict[str, int]]:
    """The ticks in one message, and why there are none."""
    one = reader()
    return one.ticks(message.encode(), SYMBOLS), dict(one.dropped)


def single(value: float) -> float:
    """The nearest number of single precision."""
    (nearest,) = struct.unpack("f", struct.pack("f", value))
    return float(nearest)


@pytest.mark.parametrize(
    ("name", "sent", "price", "currency"),
    [
        ("NVDA", 176.08, "176.08", "USD"),
        ("NVDA", 9.0001, "9.0001", "USD"),
        ("PENCE.L", 413.25, "4.1325", "GBP"),
        ("NPN.JO", 551_234.0, "5512.34", "ZAR"),
        ("BTC-USD", 97_123.45, "97123.45", "USD"),
        ("BRK-A", 712_345.6, "712345.6", "USD"),
        ("FAR.JK", 31_234_560.0, "31234560", "IDR"),
    ],
)
def test_a_price_of_single_precision_is_what_the_market_wrote(
    name: str, sent: float, price: str, currency: str
) -> None:
    ((tick,), _) = read(frame(name, sent, NOW))
    assert str(tick.price) == price
    assert tick.currency == currency


@given(st.integers(min_value=1, max_value=9_999_999), st.integers(min_value=0, max_value=4))
def test_up_to_seven_digits_come_through_as_they_were(digits: int, decimals: int) -> None:
    price = Decimal(digits).scaleb(-decimals)
    assert price_of(single(float(price))) == price


@pytest.mark.parametrize("price", [0.0, -1.0, math.nan, math.inf, -math.inf, 2e9])
def test_what_no_share_costs_is_no_price(price: float) -> None:
    with pytest.raises(Unusable):
        price_of(price)
    assert read(frame("NVDA", price, NOW)) == ([], {"price": 1})


def test_a_price_in_another_unit_than_the_quote_is_left_out() -> None:
    assert read(frame("PENCE.L", 4.125, NOW)) == ([], {"far from the quote": 1})
    assert read(frame("NVDA", 18_000.0, NOW)) == ([], {"far from the quote": 1})
    assert read(frame("NVDA", 45.0, NOW))[0][0].price == 45, "a split of 4 to 1 is no mistake"


def test_a_currency_that_is_stated_must_be_that_of_the_quote() -> None:
    assert read(frame("BTC-USD", 97_000.0, NOW, currency="USD"))[1] == {}
    assert read(frame("PENCE.L", 412.0, NOW, currency="GBP")) == ([], {"another currency": 1})


@pytest.mark.parametrize(
    ("late", "reasons"),
    [
        (timedelta(0), {}),
        (timedelta(minutes=15), {}),
        (timedelta(hours=23), {}),
        (timedelta(hours=25), {"time": 1}),
        (timedelta(seconds=-100), {}),
        (timedelta(minutes=-3), {"time": 1}),
        (timedelta(days=-40_000), {"time": 1}),
    ],
)
def test_a_time_is_of_today(late: timedelta, reasons: dict[str, int]) -> None:
    ticks, dropped = read(frame("NVDA", 181.5, NOW - late))
    assert dropped == reasons
    assert [tick.at for tick in ticks] == ([] if reasons else [NOW - late])


@pytest.mark.parametrize("milliseconds", [0, 1, -(2**63), 2**63 - 1, 1_787_000_000])
def test_a_time_that_is_none_is_left_out(milliseconds: int) -> None:
    from yfinance.pricing_pb2 import PricingData

    data = PricingData(id="NVDA", price=181.5, time=milliseconds, market_hours=1)
    assert read(wrapped(data.SerializeToString())) == ([], {"time": 1})


def test_sessions() -> None:
    assert [read(frame("NVDA", 181.5, NOW, session=number))[0][0].market_state for number in (0, 1, 2)] == [
        "pre",
        "regular",
        "post",
    ]
    for number in (3, 4, -1):
        assert read(frame("NVDA", 181.5, NOW, session=number)) == ([], {"session": 1})
    assert read(frame("BTC-USD", 97_000.0, NOW, session=0, kind=41))[0][0].market_state == "regular"


def test_trades_of_one_second_are_all_told_but_not_twice_and_not_backwards() -> None:
    one = reader()
    earlier = NOW - timedelta(seconds=1)
    told = [
        len(one.ticks(frame("NVDA", price, at).encode(), SYMBOLS))
        for price, at in ((181.5, NOW), (181.6, NOW), (181.6, NOW), (181.4, earlier), (181.5, NOW))
    ]
    assert told == [1, 1, 0, 0, 1]
    assert one.dropped == {"not newer": 2}
    one.forget(["NVDA", "never seen"])
    assert len(one.ticks(frame("NVDA", 181.4, earlier).encode(), SYMBOLS)) == 1


def wrapped(data: bytes) -> str:
    return json.dumps({"type": "pricing", "message": base64.b64encode(data).decode()})


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("", "unreadable"),
        ("null", "unreadable"),
        ('{"type": "pricing", "message": 5}', "unreadable"),
        ('{"type": "pricing", "message": "a"}', "unreadable"),
        ('{"type": "pricing", "message": "CgRO\\u00e4=="}', "unreadable"),
        ('{"type": "pricing", "message": "//////"}', "unreadable"),
        ('{"type": "pricing"}', "no symbol"),
        ('{"type": "pricing", "message": ""}', "no symbol"),
        ('{"type": "status", "message": "hello"}', "other type"),
        ("{}", "other type"),
        ("[" * 60_000, "unreadable"),
    ],
)
def test_rubbish_is_left_out_and_counted(message: str, reason: str) -> None:
    assert read(message) == ([], {reason: 1})


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    one = reader()
    one.ticks(data, SYMBOLS)
    one.ticks(wrapped(data).encode(), SYMBOLS)
    assert one.dropped.total() == 2


@given(st.data())
def test_a_damaged_message_is_left_out_or_still_a_sane_price(data: st.DataObject) -> None:
    message = bytearray(frame("NVDA", 181.5, NOW).encode())
    position = data.draw(st.integers(min_value=0, max_value=len(message) - 1))
    message[position] = data.draw(st.integers(min_value=0, max_value=255))
    for tick in reader().ticks(bytes(message), SYMBOLS):
        assert tick.symbol == "NVDA"
        assert tick.currency == "USD"
        assert 9 < tick.price < 3600
        assert abs(tick.at - NOW) <= timedelta(days=1)
