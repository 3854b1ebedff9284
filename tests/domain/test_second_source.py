"""Two sources of the same statements: which figure counts, and where they differ."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from screener.domain.figure import Figure, Source, unknown
from screener.domain.message import Unit
from screener.domain.second_source import combined, differences, share_count
from screener.wording.sentence import strict_sentence

SEC, YAHOO = Source("SEC 10-Q filed 2026-08-01", tier="primary"), Source("Yahoo Finance", tier="feed")


def figure(name: str, value: str, source: Source = SEC, **more: Any) -> Figure:
    fields = {
        "unit": Unit.MONEY,
        "as_of": date(2026, 6, 28),
        "currency": "USD",
        "period": "TTM to 2026-06-28",
    }
    return Figure(name=name, value=Decimal(value), source=source, **{**fields, **more})


def yahoo(name: str, value: str, **more: Any) -> Figure:
    return figure(name, value, YAHOO, **{"as_of": date(2026, 6, 30), "period": "TTM to 2026-06-30", **more})


def compare(used: str, other: str, **more: Any) -> tuple[Decimal | None, ...]:
    found = differences({"revenue": figure("revenue", used)}, {"revenue": yahoo("revenue", other, **more)})
    return tuple(one.share for one in found)


@pytest.mark.parametrize(
    ("used", "other", "share"),
    [
        ("100", "101", ()),
        ("100", "101.1", (Decimal("0.011"),)),
        ("100", "98", (Decimal("-0.02"),)),
        ("-100", "-103", (Decimal("-0.03"),)),
        ("-100", "100", (Decimal(2),)),
        ("0", "5", (None,)),
        ("0", "0", ()),
    ],
)
def test_a_difference_above_one_percent_is_flagged(used: str, other: str, share: tuple[Any, ...]) -> None:
    assert compare(used, other) == share


@pytest.mark.parametrize(
    "more",
    [
        {"currency": "EUR"},
        {"as_of": date(2026, 3, 31)},
        {"period": "FY ended 2026-06-30"},
        {"period": None},
        {"unit": Unit.SHARES},
    ],
)
def test_only_the_same_thing_is_compared(more: dict[str, Any]) -> None:
    assert compare("100", "200", **more) == ()


def test_a_difference_can_be_worded() -> None:
    (found,) = differences(
        {"revenue": figure("revenue", "60900000000")}, {"revenue": yahoo("revenue", "61900000000")}
    )
    sentence = strict_sentence(found.message)
    assert "SEC 10-Q" in sentence
    assert "Yahoo Finance" in sentence


def test_the_first_source_wins_and_the_second_fills_in() -> None:
    first = {"revenue": figure("revenue", "100"), "capex": unknown("not_stated")}
    second = {
        "revenue": yahoo("revenue", "105"),
        "capex": yahoo("capex", "7"),
        "cash": yahoo("cash", "3", period=None),
        "sga": yahoo("sga", "9"),
        "inventory": yahoo("inventory", "1", currency="CNY"),
        "income_tax": yahoo("income_tax", "1", period="FY ended 2025-12-31", as_of=date(2025, 12, 31)),
    }
    made = combined(first, second)

    assert made.facts["revenue"] == first["revenue"]
    assert made.facts["capex"] == second["capex"]
    assert made.from_second == {"capex", "sga"}
    assert {"cash", "inventory", "income_tax"}.isdisjoint(made.facts), "another kind, money or time"
    assert [one.field for one in made.differences] == ["revenue"]


def test_without_a_first_source_everything_is_the_seconds() -> None:
    second = {"revenue": yahoo("revenue", "105"), "cash": yahoo("cash", "3", period=None)}
    made = combined({}, second, second_annual={"revenue": (yahoo("revenue", "90"),)})
    assert made.facts == second
    assert made.from_second == {"revenue", "cash"}
    assert made.annual["revenue"][0].value == 90


def test_years_are_of_one_source() -> None:
    own, other = (figure("revenue", "90"),), (yahoo("revenue", "91"), yahoo("revenue", "80"))
    made = combined({}, {}, first_annual={"revenue": own}, second_annual={"revenue": other, "capex": other})
    assert made.annual == {"revenue": own, "capex": other}


@pytest.mark.parametrize(
    ("shares", "kept"), [("12130", True), ("12600", True), ("5500", False), ("97000", False), ("0", False)]
)
def test_a_share_count_must_fit_market_value_and_price(shares: str, kept: bool) -> None:
    stated = figure("shares_outstanding", shares, unit=Unit.SHARES, currency=None, period=None)
    assert (share_count(stated, Decimal(2426000), Decimal(200)) is stated) is kept
