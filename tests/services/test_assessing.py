"""The judge: what it keeps, and which day figures are aged at."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from screener.domain.assessment import Assessment
from screener.domain.portfolio import Holding, Portfolio
from screener.domain.quote import Quote
from screener.domain.universe import Universe
from screener.providers.snapshot import load_universe
from screener.services.assessing import Judge
from screener.services.quotes import QuoteState

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
NVIDIA = Holding("n", "NVDA", Decimal(1), "USD")


def judged(judge: Judge, state: QuoteState) -> Assessment:
    return judge.assess(
        Portfolio("p", "Mine", "USD", (NVIDIA, Holding("k", "KO", Decimal(1), "USD", Decimal(70)))),
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
