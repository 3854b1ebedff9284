"""The judge: what it keeps, and which day figures are aged at."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from screener.domain import sensitivity
from screener.domain.assessment import Assessment
from screener.domain.currency import Rate, Rates
from screener.domain.figure import Source
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.quote import Quote
from screener.domain.ring import view
from screener.domain.universe import SnapshotPrice, Universe
from screener.providers.snapshot import load_universe
from screener.services import returns
from screener.services.assessing import Judge
from screener.services.quotes import QuoteState

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
NVIDIA = Holding("n", "NVDA", Decimal(1), "USD")


def judged(judge: Judge, state: QuoteState, base: str = "USD") -> Assessment:
    return judge.assess(
        Portfolio("p", "Mine", base, (NVIDIA, Holding("k", "KO", Decimal(1), "USD", Decimal(70)))),
        state,
        now=NOW,
        interval=timedelta(seconds=30),
        floor="announced",
        offline=False,
    )


def quoted(symbol: str) -> QuoteState:
    quote = Quote(symbol, Decimal(200), "USD", NOW, NOW, "Yahoo Finance", "EQUITY")
    return QuoteState({symbol: quote}, frozenset({symbol}), last_success=NOW)


def test_without_any_quote_the_shipped_figures_are_judged_at_their_own_day() -> None:
    result = judged(Judge(load_universe), QuoteState())
    assert (result.mode, result.made_at) == ("snapshot", NOW)
    assert [position.price_origin for position in result.positions] == ["snapshot", "snapshot"]
    assert not any(finding.old for company in result.companies for finding in company.findings)


def test_with_a_quote_everything_is_judged_today() -> None:
    result = judged(Judge(load_universe), quoted("NVDA"))
    origins = {position.symbol: position.price_origin for position in result.positions}
    assert origins == {"NVDA": "live", "KO": "cost"}, "a shipped price three months old counts no more"
    assert result.as_of == NOW.date()


def own(symbol: str, price: str) -> SnapshotPrice:
    return SnapshotPrice(
        symbol, Decimal(price), "USD", date(2026, 11, 19), Source("your list p.csv", tier="user")
    )


def test_one_price_of_the_users_own_leaves_the_shipped_ones_in_use() -> None:
    four = (NVIDIA, *(Holding(name, name, Decimal(1), "USD", Decimal(70)) for name in ("KO", "MSFT", "JNJ")))
    judge = Judge(load_universe)

    def with_own(*symbols: str) -> Assessment:
        return judge.assess(
            Portfolio("p", "Mine", "USD", four),
            QuoteState(),
            now=NOW,
            interval=timedelta(seconds=30),
            floor="announced",
            offline=True,
            own_prices={symbol: own(symbol, "190.5") for symbol in symbols},
        )

    one = with_own("NVDA")
    origins = {position.symbol: position.price_origin for position in one.positions}
    assert origins == {"NVDA": "manual", "KO": "snapshot", "MSFT": "snapshot", "JNJ": "snapshot"}
    assert one.as_of == judge.universe.snapshot_day, "the badge does not call the rest newer than it is"
    kept_up = with_own("NVDA", "KO")
    assert {position.price_origin for position in kept_up.positions} == {"manual", "cost"}
    assert kept_up.as_of == date(2026, 11, 19), "who keeps the prices up is judged today"


def test_new_rates_leave_the_ring_and_what_follows_from_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counting(name: str, make: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            made.append(name)
            return make(*args, **more)

        return call

    for module, name in ((view, "ring_view"), (sensitivity, "sensitivity"), (returns, "ring_money")):
        monkeypatch.setattr(module, name, counting(name, getattr(module, name)))
    judge = Judge(load_universe)
    judged(judge, quoted("NVDA"))
    first = len(made)
    assert set(made) == {"ring_view", "sensitivity", "ring_money"}
    for step in range(3):
        rate = Rate("EUR", "USD", NOW.date(), Decimal("1.16") + step, Source("Yahoo Finance"))
        state = msgspec.structs.replace(quoted("NVDA"), rates=Rates((rate,)))
        result = judged(judge, state, base="EUR")
        assert [one.rate for one in result.rates] == [rate.rate]
    assert len(made) == first


def test_a_quote_of_something_else_changes_nothing() -> None:
    assert judged(Judge(load_universe), quoted("AVGO")).mode == "snapshot"


def test_what_is_shipped_is_read_once_also_by_many_threads() -> None:
    reads: list[int] = []

    def load() -> Universe:
        reads.append(1)
        return load_universe()

    judge = Judge(load)
    assert reads == []
    threads = [threading.Thread(target=judged, args=(judge, QuoteState())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reads == [1]


def test_the_ring_is_made_anew_for_another_day_or_floor_only() -> None:
    judge = Judge(load_universe)
    first = judge.ring(date(2026, 8, 21), "announced")
    assert judge.ring(date(2026, 8, 21), "announced") is first
    assert judge.ring(date(2026, 8, 22), "announced") is not first
    assert judge.ring(date(2026, 8, 22), "firm").floor == "firm"
