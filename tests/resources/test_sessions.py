"""The shipped sessions: known days, hours, and how far they reach."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from screener.domain.sessions import Exchanges, ending, last_session, trading_days_between
from screener.errors import DataMissing
from screener.paths import resource
from screener.providers.snapshot.sessions import load_sessions
from tests.builders.calendars import trades_at

NAMED_IN_THE_APP = {
    "XNYS", "XNAS", "XLON", "XETR", "XPAR", "XAMS", "XBRU", "XLIS", "XMIL", "XTKS", "XHKG", "XSHG", "XSHE",
    "XTAI", "XKRX", "XSWX", "XTSE", "XASX", "XNSE",
}  # fmt: skip
SHORT = {"XSHG", "XBOM", "XSES"}
"""Their supervisors announce a year at a time; the library has no more."""


@pytest.fixture(scope="module")
def exchanges() -> Exchanges:
    return load_sessions()


def test_every_exchange_named_in_the_app_is_there(exchanges: Exchanges) -> None:
    assert exchanges.by_code.keys() >= NAMED_IN_THE_APP
    assert (exchanges.source, bool(exchanges.version)) == ("exchange_calendars", True)


def test_all_reach_to_the_end_of_2028_but_those_announced_year_by_year(exchanges: Exchanges) -> None:
    for exchange in exchanges.by_code.values():
        expected = date(2026, 12, 31) if exchange.code in SHORT else date(2028, 12, 31)
        assert (exchange.first, exchange.last) == (date(2023, 1, 1), expected), exchange.code


def test_days_are_in_order_and_on_the_right_side_of_the_week_end(exchanges: Exchanges) -> None:
    for exchange in exchanges.by_code.values():
        assert list(exchange.closed) == sorted(set(exchange.closed))
        assert all(day.weekday() < 5 for day in exchange.closed)
        assert all(day.weekday() >= 5 for day in exchange.extra)
        sessions = trading_days_between(exchange, date(2024, 12, 31), date(2025, 12, 31))
        assert 238 <= sessions <= 257, exchange.code


@pytest.mark.parametrize(
    ("code", "day", "trades"),
    [
        ("XNYS", date(2025, 1, 9), False),
        ("XNYS", date(2026, 11, 26), False),
        ("XNAS", date(2026, 7, 3), False),
        ("XLON", date(2026, 5, 4), False),
        ("XETR", date(2026, 5, 4), True),
        ("XETR", date(2026, 12, 24), False),
        ("XTKS", date(2026, 1, 2), False),
        ("XHKG", date(2026, 2, 17), False),
        ("XSHE", date(2026, 10, 1), False),
        ("XTAI", date(2026, 2, 17), False),
        ("XASX", date(2026, 1, 26), False),
    ],
)
def test_known_days(exchanges: Exchanges, code: str, day: date, trades: bool) -> None:
    assert exchanges.by_code[code].is_session(day) is trades


@pytest.mark.parametrize(
    ("code", "at", "expected"),
    [
        ("XNYS", datetime(2026, 11, 27, 17, 59, tzinfo=UTC), True),
        ("XNYS", datetime(2026, 11, 27, 18, 0, tzinfo=UTC), False),
        ("XNYS", datetime(2026, 3, 9, 13, 30, tzinfo=UTC), True),
        ("XNYS", datetime(2026, 3, 6, 13, 30, tzinfo=UTC), False),
        ("XTKS", datetime(2026, 8, 21, 3, 0, tzinfo=UTC), False),
        ("XTKS", datetime(2026, 8, 21, 6, 15, tzinfo=UTC), True),
        ("XTKS", datetime(2024, 8, 21, 6, 15, tzinfo=UTC), False),
        ("XASX", datetime(2026, 1, 4, 23, 30, tzinfo=UTC), True),
        ("XLON", datetime(2026, 8, 21, 7, 0, tzinfo=UTC), True),
        ("XLON", datetime(2026, 1, 21, 7, 0, tzinfo=UTC), False),
    ],
)
def test_open_or_closed(exchanges: Exchanges, code: str, at: datetime, expected: bool) -> None:
    assert trades_at(exchanges.by_code[code], at) is expected


def test_the_session_before_a_long_holiday(exchanges: Exchanges) -> None:
    shanghai = exchanges.by_code["XSHG"]
    assert last_session(shanghai, datetime(2026, 10, 5, 12, tzinfo=UTC)) == date(2026, 9, 30)


def test_the_app_says_a_year_ahead_which_calendar_ends(exchanges: Exchanges) -> None:
    known = exchanges.by_code.values()
    assert {str(message.arguments["exchange"]) for message in ending(known, date(2026, 6, 1))} == {
        f"Text(value={code!r})" for code in SHORT
    }
    everyone = {exchange.code for exchange in known}
    assert len(ending(known, date(2028, 2, 1))) == len(everyone)


@pytest.mark.parametrize(
    ("symbol", "code"),
    [("NVDA", "XNYS"), ("BRK-B", "XNYS"), ("VOD.L", "XLON"), ("2330.TW", "XTAI"), ("000001.SZ", "XSHG")],
)
def test_a_listing_finds_its_exchange(exchanges: Exchanges, symbol: str, code: str) -> None:
    found = exchanges.of_symbol(symbol)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("broken", [[["2023-01-01", "9 o'clock", "16:00"]], [["2023-01-01"]], 7])
def test_a_broken_file_names_its_record(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: object
) -> None:
    file = tmp_path / "exchanges.json"
    content = json.loads(resource("sessions", "exchanges.json").read_bytes())
    content["exchanges"][3]["hours"] = broken
    file.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr("screener.providers.snapshot.reading.resource", lambda *_: file)
    with pytest.raises(DataMissing, match=r"exchanges\.json"):
        load_sessions()


@pytest.mark.parametrize("symbol", ["BTC-USD", "BTC-EUR", "eth-gbp", "EURUSD=X", "GC=F"])
def test_what_never_closes_has_no_exchange(exchanges: Exchanges, symbol: str) -> None:
    assert exchanges.of_symbol(symbol) is None


def test_what_is_listed_elsewhere_has_no_exchange_unless_it_is_named(exchanges: Exchanges) -> None:
    assert exchanges.of_symbol("FOO.XX") is None
    assert exchanges.of_symbol("FOO", "xtks") is exchanges.by_code["XTKS"]
