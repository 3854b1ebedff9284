"""Which of several prices of a thing counts."""

from datetime import UTC, date, datetime
from decimal import Decimal

from screener.domain.figure import Source
from screener.domain.market import price_of
from screener.domain.quote import Quote
from screener.domain.universe import SnapshotPrice
from tests.builders.stores import holding

SHIPPED = SnapshotPrice("NVDA", Decimal(100), "USD", date(2026, 8, 31), Source("Shipped"))


def quote(day: int = 9, eps: str | None = "2.5") -> Quote:
    at = datetime(2026, 10, day, 20, 0, tzinfo=UTC)
    return Quote(
        "NVDA", Decimal(200), "USD", at, at, "Feed", "EQUITY",
        market_state="closed", previous_close=Decimal(190), change_fraction=Decimal("0.05"),
        eps_ttm=None if eps is None else Decimal(eps), delayed_by_minutes=15, name="NVIDIA",
    )  # fmt: skip


def test_nothing_known_is_no_price() -> None:
    assert price_of("NVDA", {}, frozenset(), {}) is None


def test_the_newest_wins() -> None:
    found = price_of("NVDA", {"NVDA": quote()}, frozenset({"NVDA"}), {"NVDA": SHIPPED})
    assert found is not None
    assert (found.price.value, found.origin, found.price.as_of) == (200, "live", date(2026, 10, 9))
    old = Quote(
        "NVDA",
        Decimal(50),
        "USD",
        datetime(2026, 1, 5, tzinfo=UTC),
        datetime(2026, 1, 5, tzinfo=UTC),
        "Feed",
        "EQUITY",
    )
    shipped = price_of("NVDA", {"NVDA": old}, frozenset(), {"NVDA": SHIPPED})
    assert shipped is not None
    assert (shipped.price.value, shipped.origin, shipped.eps) == (100, "snapshot", None)


def test_a_quote_not_answered_this_time_is_the_last_good_one() -> None:
    found = price_of("NVDA", {"NVDA": quote()}, frozenset({"MSFT"}), {})
    assert found is not None
    assert found.origin == "last_good"
    assert found.quoted_at == quote().at


def test_price_and_earnings_come_from_the_same_answer() -> None:
    found = price_of("NVDA", {"NVDA": quote()}, frozenset(), {})
    assert found is not None
    assert found.eps is not None
    assert (found.eps.value, found.eps.currency, found.eps.source) == (
        Decimal("2.5"), found.price.currency, found.price.source,
    )  # fmt: skip
    without = price_of("NVDA", {"NVDA": quote(eps=None)}, frozenset(), {})
    assert without is not None
    assert without.eps is None


def test_a_price_of_the_users_own_counts_until_something_newer_is_known() -> None:
    own = holding(manual_price=Decimal(123), manual_price_on=date(2026, 10, 1))
    found = price_of("NVDA", {}, frozenset(), {"NVDA": SHIPPED}, own)
    assert found is not None
    assert (found.price.value, found.origin, found.price.source.tier) == (123, "manual", "user")
    newer = price_of("NVDA", {"NVDA": quote()}, frozenset(), {"NVDA": SHIPPED}, own)
    assert newer is not None
    assert newer.origin == "last_good"
    undated = holding(manual_price=Decimal(123))
    older = price_of("NVDA", {}, frozenset(), {"NVDA": SHIPPED}, undated)
    assert older is not None
    assert older.origin == "snapshot"
    alone = price_of("NVDA", {}, frozenset(), {}, undated)
    assert alone is not None
    assert alone.origin == "manual"


def test_a_price_without_a_currency_is_no_price() -> None:
    assert price_of("NVDA", {}, frozenset(), {}, holding(manual_price=Decimal(1), currency=None)) is None


def test_a_shipped_price_under_another_spelling() -> None:
    found = price_of("BRK.B", {}, frozenset(), {"BRK-B": SHIPPED}, listed_as="BRK-B")
    assert found is not None
    assert found.price.value == 100
