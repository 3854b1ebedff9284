"""Values and weights: what counts, at what, and what is left out."""

from datetime import date, time, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.assessment import PositionResult
from screener.domain.currency import Rate, Rates
from screener.domain.figure import Figure, Source, Unknown
from screener.domain.market import Priced
from screener.domain.message import Unit
from screener.domain.portfolio import Holding, Portfolio, WatchEntry
from screener.domain.positions import Identity, Valued, value_positions
from screener.domain.security import Kind
from screener.domain.sessions import Exchange, Exchanges, Hours, SessionClock, trading_days_between

ON = date(2026, 8, 21)
CLOCK = SessionClock(ON)
SOME = Source("somewhere")
RATES = Rates(
    (
        Rate("USD", "EUR", date(2026, 8, 20), Decimal("0.8"), SOME),
        Rate("USD", "TWD", date(2026, 8, 20), Decimal(32), SOME),
    )
)
MIN_SHARE = Decimal("1E-9")


def priced(amount: object, currency: str = "USD", day: date = ON, origin: str = "live") -> Priced:
    figure = Figure("price", Decimal(str(amount)), Unit.PER_SHARE, day, SOME, currency)
    return Priced(figure, origin)  # type: ignore[arg-type]  # tests name the origins


def held(symbol: str, quantity: object = 1, cost: object = None, **more: object) -> Holding:
    fields: dict[str, object] = {"currency": "USD", **more}
    return Holding(
        key=symbol,
        symbol=symbol,
        quantity=Decimal(str(quantity)),
        cost=None if cost is None else Decimal(str(cost)),
        **fields,  # type: ignore[arg-type]  # tests name the fields
    )


def valued(
    *holdings: Holding,
    prices: dict[str, Priced] | None = None,
    base: str = "USD",
    kinds: dict[str, Kind] | None = None,
    watch: tuple[str, ...] = (),
    clock: SessionClock = CLOCK,
) -> Valued:
    known = kinds or {}
    identities = {
        symbol: Identity(symbol, known.get(symbol, "equity"), company=symbol)
        for symbol in [*[holding.symbol for holding in holdings], *watch]
    }
    entries = tuple(WatchEntry(f"w-{symbol}", symbol) for symbol in watch)
    portfolio = Portfolio("p", "P", base, tuple(holdings), entries)
    return value_positions(portfolio, identities, prices or {}, RATES, clock)


def row(result: Valued, symbol: str) -> PositionResult:
    return next(one for one in result.positions if one.symbol == symbol)


def notes(result: Valued, symbol: str) -> list[str]:
    return [note.id for note in row(result, symbol).notes]


def worth(result: Valued, symbol: str) -> Decimal | None:
    value = row(result, symbol).value
    return value.value if isinstance(value, Figure) else None


def weight(result: Valued, symbol: str) -> Decimal | None:
    return row(result, symbol).weight


def test_weights_are_shares_of_everything_held_cash_included() -> None:
    result = valued(
        held("A", 3),
        held("USD", 100, kind="cash"),
        prices={"A": priced(100)},
        kinds={"USD": "cash"},
    )
    assert (weight(result, "A"), weight(result, "USD")) == (Decimal("0.75"), Decimal("0.25"))
    assert result.total.amount == Decimal(400)
    assert result.left_out == ()


def test_values_of_other_currencies_are_converted_and_name_the_rate() -> None:
    result = valued(held("T", 10), held("E", 1), prices={"T": priced(64, "TWD"), "E": priced(8, "EUR")})
    assert worth(result, "T") == 20
    assert worth(result, "E") == 10
    assert [(rate.pair, rate.day) for rate in result.rates] == [
        ("USD/EUR", date(2026, 8, 20)),
        ("USD/TWD", date(2026, 8, 20)),
    ]
    value = row(result, "T").value
    assert isinstance(value, Figure)
    assert value.as_of == date(2026, 8, 20), "no newer than the oldest thing it rests on"
    assert "converted_at" in notes(result, "T")


def test_a_missing_rate_leaves_only_that_position_out() -> None:
    result = valued(held("A"), held("X", 5), prices={"A": priced(100), "X": priced(7, "XAF")})
    assert result.left_out == ("X",)
    assert weight(result, "X") is None
    assert weight(result, "A") == 1
    value = row(result, "X").value
    assert isinstance(value, Unknown)
    assert value.reason.id == "no_exchange_rate"
    assert notes(result, "X") == ["position_without_rate"]


def test_a_cost_in_an_unknown_currency_is_not_said_to_count() -> None:
    result = valued(held("A"), held("X", 5, 300, currency="XYZ"), prices={"A": priced(100)})
    assert result.left_out == ("X",)
    assert notes(result, "X") == ["position_without_rate"]
    assert row(result, "X").price_origin == "none"


def test_without_a_price_the_cost_counts_and_says_so() -> None:
    result = valued(held("A"), held("B", 7, 300), prices={"A": priced(100)})
    assert weight(result, "B") == Decimal("0.75")
    assert row(result, "B").price_origin == "cost"
    assert notes(result, "B") == ["position_at_cost"]


def test_with_neither_price_nor_cost_it_is_left_out_and_named() -> None:
    result = valued(held("A"), held("B", 7), prices={"A": priced(100)})
    assert weight(result, "A") == 1
    assert result.left_out == ("B",)
    assert notes(result, "B") == ["position_left_out"]


@pytest.mark.parametrize(
    ("sessions", "origin", "noted"),
    [
        (10, "live", []),
        (11, "live", ["price_old"]),
        (20, "live", ["price_old"]),
        (21, "cost", ["price_too_old", "position_at_cost"]),
    ],
)
def test_a_price_past_twice_its_limit_gives_way_to_the_cost(
    sessions: int, origin: str, noted: list[str]
) -> None:
    day = ON - timedelta(days=sessions // 5 * 7 + sessions % 5)
    assert trading_days_between(None, day, ON) == sessions
    result = valued(held("A", 1, 50), prices={"A": priced(100, day=day)})
    assert row(result, "A").price_origin == origin
    assert notes(result, "A") == noted
    assert worth(result, "A") == (100 if origin == "live" else 50)


def test_a_short_position_is_worth_less_than_nothing_and_has_no_weight() -> None:
    result = valued(held("A"), held("S", -2), held("C", -1, 30), prices={"A": priced(100), "S": priced(50)})
    assert worth(result, "S") == -100
    assert worth(result, "C") == -30, "the cost of a short position is what was received for it"
    assert weight(result, "A") == 1
    assert result.left_out == ("S", "C")
    assert notes(result, "S") == ["position_short", "position_left_out"]


@pytest.mark.parametrize("kind", ["bond", "option", "other"])
def test_a_quote_of_one_unit_values_no_bond_or_option(kind: Kind) -> None:
    result = valued(held("A", 2, 900, kind=kind), prices={"A": priced(3)}, kinds={"A": kind})
    assert worth(result, "A") == 900
    assert isinstance(row(result, "A").price, Unknown)


@pytest.mark.parametrize("kind", ["bond", "option", "other"])
def test_the_price_a_user_typed_values_anything(kind: Kind) -> None:
    result = valued(held("A", 2, 900, kind=kind), prices={"A": priced(3, origin="manual")}, kinds={"A": kind})
    assert worth(result, "A") == 6


def test_a_cost_without_currency_is_in_that_of_the_price() -> None:
    old = priced(100, "EUR", day=date(2025, 1, 1))
    assert worth(valued(held("A", 1, 80, currency=None), prices={"A": old}), "A") == 100


@pytest.mark.parametrize("holdings", [(), (held("A"), held("B", 2)), (held("A", 5, 0),)])
def test_nothing_with_a_value_has_no_weights_and_a_total_of_zero(holdings: tuple[Holding, ...]) -> None:
    result = valued(*holdings)
    assert result.total.amount == 0
    assert all(position.weight is None for position in result.positions)
    assert result.left_out == tuple(holding.symbol for holding in holdings)


def test_a_worthless_position_weighs_nothing_beside_others() -> None:
    result = valued(held("A"), held("B"), prices={"A": priced(100), "B": priced(0)})
    assert (weight(result, "A"), weight(result, "B")) == (1, 0)


def test_the_heaviest_position_comes_first_and_those_left_out_last() -> None:
    result = valued(held("X"), held("A"), held("B"), prices={"A": priced(1), "B": priced(2)})
    assert [position.symbol for position in result.positions] == ["B", "A", "X"]


def test_watched_symbols_have_prices_but_neither_value_nor_weight() -> None:
    result = valued(watch=("W",), prices={"W": priced(5)})
    (entry,) = result.watchlist
    assert entry.watched
    assert entry.weight is None
    assert isinstance(entry.value, Unknown)
    assert isinstance(entry.price, Figure)


amounts = st.decimals(min_value="0.0001", max_value="1E12", places=6)


@given(st.lists(amounts, min_size=1, max_size=60))
def test_weights_add_up_to_exactly_one_and_follow_the_values(values: list[Decimal]) -> None:
    result = valued(
        *[held(f"S{number}") for number in range(len(values))],
        prices={f"S{number}": priced(value) for number, value in enumerate(values)},
    )
    assert sum((position.weight or 0) for position in result.positions) == 1
    total = sum(values)
    for number, value in enumerate(values):
        found = weight(result, f"S{number}")
        assert found is not None
        assert abs(found - value / total) <= MIN_SHARE * len(values)


def test_ten_thousand_equal_positions_weigh_the_same_and_add_up() -> None:
    symbols = [f"S{number}" for number in range(9_999)]
    result = valued(*map(held, symbols), prices=dict.fromkeys(symbols, priced(1)))
    weights = [position.weight for position in result.positions if position.weight is not None]
    assert sum(weights) == 1
    assert max(weights) - min(weights) < Decimal("0.00001")


def test_the_largest_amounts_a_user_may_enter_are_added_exactly() -> None:
    result = valued(
        held("A", "999999999999"), held("B", "0.01"), prices={"A": priced("999999.99"), "B": priced(1)}
    )
    assert result.total.amount == Decimal("999999999999") * Decimal("999999.99") + Decimal("0.01")


SHANGHAI = Exchange(
    "XSHG",
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
    hours=(Hours(date(2026, 1, 1), time(9, 30), time(15)),),
    clock=((date(2026, 1, 1), 480),),
    closed=tuple(date(2026, 8, day) for day in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21)),
)


def test_holidays_of_the_listings_own_exchange_do_not_age_its_price() -> None:
    day = date(2026, 7, 31)
    holidays = Exchanges({"XSHG": SHANGHAI}, "somewhere", "1", ON)
    clock = SessionClock(ON, holidays, {"XSHG": day})
    result = valued(
        held("600519.SS", 1, 50), held("NVDA", 1, 50), clock=clock,
        prices={"600519.SS": priced(100, "USD", day), "NVDA": priced(100, "USD", day)},
    )  # fmt: skip
    assert (notes(result, "600519.SS"), notes(result, "NVDA")) == ([], ["price_old"])
    assert [row(result, symbol).price.old for symbol in ("600519.SS", "NVDA")] == [False, True]


@pytest.mark.parametrize(
    ("newest", "change"),
    [(date(2026, 8, 21), Decimal("0.03")), (date(2026, 8, 24), None)],
)
def test_the_change_of_a_session_that_another_has_followed_is_not_todays(
    newest: date, change: Decimal | None
) -> None:
    exchange = msgspec.structs.replace(SHANGHAI, code="XNYS", closed=())
    clock = SessionClock(date(2026, 8, 24), Exchanges({"XNYS": exchange}, "", "1", ON), {"XNYS": newest})
    friday = msgspec.structs.replace(priced(100, "USD", date(2026, 8, 21)), change=Decimal("0.03"))
    result = valued(held("NVDA"), watch=("KO",), prices={"NVDA": friday, "KO": friday}, clock=clock)
    assert [one.change for one in (*result.positions, *result.watchlist)] == [change, change]
