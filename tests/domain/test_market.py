"""Which of several prices of a thing counts."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.figure import Source
from screener.domain.market import KnownPrices, Priced, price_of
from screener.domain.portfolio import Holding
from screener.domain.quote import ExtendedPrice, Quote
from screener.domain.universe import SnapshotPrice
from tests.builders.calendars import EXCHANGES
from tests.builders.stores import holding

SHIPPED = SnapshotPrice("NVDA", Decimal(100), "USD", date(2026, 8, 31), Source("Shipped"))


def quote(day: int = 9, eps: str | None = "2.5") -> Quote:
    at = datetime(2026, 10, day, 20, 0, tzinfo=UTC)
    return Quote(
        "NVDA", Decimal(200), "USD", at, at, "Feed", "EQUITY",
        market_state="closed", previous_close=Decimal(190), change_fraction=Decimal("0.05"),
        eps_ttm=None if eps is None else Decimal(eps), delayed_by_minutes=15, name="NVIDIA",
    )  # fmt: skip


def found_for(
    quotes: Mapping[str, Quote] | None = None,
    fresh: frozenset[str] = frozenset(),
    shipped: Mapping[str, SnapshotPrice] | None = None,
    holding: Holding | None = None,
    own: Mapping[str, SnapshotPrice] | None = None,
    symbol: str = "NVDA",
) -> Priced | None:
    return price_of(symbol, KnownPrices(quotes or {}, fresh, shipped or {}, own or {}), holding)


def test_nothing_known_is_no_price() -> None:
    assert found_for() is None


def test_the_newest_wins() -> None:
    found = found_for(quotes={"NVDA": quote()}, fresh=frozenset({"NVDA"}), shipped={"NVDA": SHIPPED})
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
    shipped = found_for(quotes={"NVDA": old}, shipped={"NVDA": SHIPPED})
    assert shipped is not None
    assert (shipped.price.value, shipped.origin, shipped.eps) == (100, "snapshot", None)


def test_a_quote_not_answered_this_time_is_the_last_good_one() -> None:
    found = found_for(quotes={"NVDA": quote()}, fresh=frozenset({"MSFT"}))
    assert found is not None
    assert found.origin == "last_good"
    assert found.quoted_at == quote().at


def test_price_and_earnings_come_from_the_same_answer() -> None:
    found = found_for(quotes={"NVDA": quote()})
    assert found is not None
    assert found.eps is not None
    assert (found.eps.value, found.eps.currency, found.eps.source) == (
        Decimal("2.5"), found.price.currency, found.price.source,
    )  # fmt: skip
    without = found_for(quotes={"NVDA": quote(eps=None)})
    assert without is not None
    assert without.eps is None


def test_a_price_of_the_users_own_counts_until_something_newer_is_known() -> None:
    own = holding(manual_price=Decimal(123), manual_price_on=date(2026, 10, 1))
    found = found_for(shipped={"NVDA": SHIPPED}, holding=own)
    assert found is not None
    assert (found.price.value, found.origin, found.price.source.tier) == (123, "manual", "user")
    newer = found_for(quotes={"NVDA": quote()}, shipped={"NVDA": SHIPPED}, holding=own)
    assert newer is not None
    assert newer.origin == "last_good"
    undated = holding(manual_price=Decimal(123))
    older = found_for(shipped={"NVDA": SHIPPED}, holding=undated)
    assert older is not None
    assert older.origin == "snapshot"
    alone = found_for(holding=undated)
    assert alone is not None
    assert alone.origin == "manual"


def test_a_price_without_a_currency_is_no_price() -> None:
    assert found_for(holding=holding(manual_price=Decimal(1), currency=None)) is None


def test_a_shipped_price_under_another_spelling() -> None:
    found = price_of("BRK.B", KnownPrices(shipped={"BRK-B": SHIPPED}), listed_as="BRK-B")
    assert found is not None
    assert found.price.value == 100


OWN = SnapshotPrice("NVDA", Decimal(150), "USD", date(2026, 10, 9), Source("your list mine.csv", tier="user"))


def test_of_the_same_day_a_quote_goes_first_then_a_shipped_price_then_what_the_user_said() -> None:
    shipped = msgspec.structs.replace(SHIPPED, day=OWN.day)
    typed = holding(manual_price=Decimal(123), manual_price_on=OWN.day)
    origins = []
    for quotes, listed, held in (
        ({"NVDA": quote()}, {"NVDA": shipped}, typed),
        (None, {"NVDA": shipped}, typed),
        (None, None, typed),
        (None, None, None),
    ):
        found = found_for(quotes, shipped=listed, holding=held, own={"NVDA": OWN})
        assert found is not None
        origins.append((found.origin, found.price.value))
    assert origins == [("last_good", 200), ("snapshot", 100), ("manual", 123), ("manual", 150)]


@given(st.permutations([5, 7, 9, 11]))
def test_the_newest_market_day_wins_whatever_said_it(days: list[int]) -> None:
    on = [date(2026, 10, day) for day in days]
    found = found_for(
        {"NVDA": quote(day=days[0])},
        shipped={"NVDA": msgspec.structs.replace(SHIPPED, day=on[1])},
        holding=holding(manual_price=Decimal(123), manual_price_on=on[2]),
        own={"NVDA": msgspec.structs.replace(OWN, day=on[3])},
    )
    assert found is not None
    assert found.price.as_of == max(on)
    assert found.price.value == {0: 200, 1: 100, 2: 123, 3: 150}[on.index(max(on))]


def test_a_list_may_spell_the_symbol_as_the_user_does_or_as_it_is_shipped() -> None:
    for spelled in ("BRK.B", "BRK-B"):
        found = price_of("BRK.B", KnownPrices(own={spelled: OWN}), listed_as="BRK-B")
        assert found is not None
        assert (found.price.value, found.price.source.title) == (150, "your list mine.csv")


def test_a_bond_is_priced_by_what_the_user_said_and_nothing_else() -> None:
    known = KnownPrices({"NVDA": quote()}, frozenset({"NVDA"}), {"NVDA": SHIPPED}, {"NVDA": OWN})
    found = price_of("NVDA", known.only_own())
    assert found is not None
    assert (found.origin, found.price.value) == ("manual", 150)


def test_a_price_is_of_the_day_it_is_at_its_exchange() -> None:
    monday = msgspec.structs.replace(quote(), symbol="600519.SS", at=datetime(2026, 10, 11, 23, tzinfo=UTC))
    known = KnownPrices({"600519.SS": monday}, exchanges=EXCHANGES)
    found = price_of("600519.SS", known)
    assert found is not None
    assert found.price.as_of == date(2026, 10, 12)
    assert found.quoted_at == monday.at


def test_a_price_outside_the_regular_session_comes_along_and_is_not_the_price() -> None:
    late = ExtendedPrice("post", Decimal(205), quote().at, Decimal("0.025"))
    found = found_for({"NVDA": msgspec.structs.replace(quote(), extended=late)})
    assert found is not None
    assert (found.price.value, found.extended) == (200, late)
