from datetime import date, timedelta

import numpy as np
import pytest

from screener.domain.closes import Closes
from screener.domain.exposure.beta import betas, portfolio_beta

END = date(2026, 8, 21)
WEEKS = 120
CLUSTER = tuple(f"AI{number}" for number in range(8))


def series(returns: np.ndarray, currency: str = "USD") -> Closes:
    values = 100 * np.exp(np.concatenate([[0.0], np.cumsum(returns)]))
    dates = tuple(END - timedelta(weeks=len(returns) - week) for week in range(len(values)))
    return Closes(dates, tuple(values.tolist()), currency, "Exchange", dates[-1])


def world(seed: int = 4) -> tuple[dict[str, Closes], np.ndarray, np.ndarray]:
    """A market, eight AI shares that move with it and with each other, and what moves only the latter."""
    dice = np.random.default_rng(seed)
    market, beyond = dice.normal(0, 0.02, WEEKS), dice.normal(0, 0.03, WEEKS)
    closes = {"SPY": series(market)}
    for name in CLUSTER:
        closes[name] = series(1.2 * market + beyond + dice.normal(0, 0.005, WEEKS))
    return closes, market, beyond


def test_a_share_is_measured_against_what_the_cluster_does_beyond_the_market() -> None:
    closes, market, beyond = world()
    closes["HALF"] = series(0.8 * market + 0.5 * beyond)
    closes["DULL"] = series(0.6 * market)
    found = betas(closes, CLUSTER)
    assert found["HALF"].raw == pytest.approx(0.5, abs=0.05)
    assert found["HALF"].market == pytest.approx(0.8, abs=0.15)
    assert found["DULL"].raw == pytest.approx(0, abs=0.02)
    assert found["AI0"].raw == pytest.approx(1, abs=0.1)
    assert (found["HALF"].weeks, found["HALF"].as_of) == (104, END)


def test_too_few_weeks_give_none() -> None:
    closes, market, beyond = world()
    closes["YOUNG"] = series((market + beyond)[-51:])
    closes["YEAR"] = series((market + beyond)[-53:])
    found = betas(closes, CLUSTER)
    assert "YOUNG" not in found
    assert found["YEAR"].weeks == 53


def test_without_a_market_or_a_cluster_there_is_none() -> None:
    closes, _, _ = world()
    assert betas({name: closes[name] for name in CLUSTER}, CLUSTER) == {}
    assert betas(closes, CLUSTER[:3]) == {}


def test_noisy_estimates_are_drawn_towards_their_group() -> None:
    closes, market, beyond = world()
    dice = np.random.default_rng(9)
    quiet = {name: 0.4 * beyond + dice.normal(0, 0.002, WEEKS) for name in ("Q1", "Q2")}
    loud = {name: 0.4 * beyond + dice.normal(0, 0.08, WEEKS) for name in ("L1", "L2")}
    for name, returns in (quiet | loud).items():
        closes[name] = series(market + returns)
    found = betas(closes, CLUSTER)
    mean = np.mean([found[name].raw for name in (*quiet, *loud)])
    for name in loud:
        assert abs(found[name].ai - mean) <= abs(found[name].raw - mean)
        assert found[name].error > found["Q1"].error
    assert abs(found["Q1"].ai - found["Q1"].raw) < 0.05


def test_an_exchange_of_another_time_is_measured_with_the_weeks_around() -> None:
    closes, market, beyond = world()
    late = np.roll(market + beyond, 1)
    closes["SEOUL"] = series(late, "KRW")
    closes["LATE"] = series(late)
    found = betas(closes, CLUSTER)
    assert found["SEOUL"].raw == pytest.approx(1, abs=0.2)
    assert abs(found["LATE"].raw) < 0.4


def test_scaling_the_prices_changes_nothing() -> None:
    closes, market, beyond = world()
    closes["A"] = series(market + 0.7 * beyond)
    doubled = closes["A"]
    closes["B"] = Closes(
        doubled.dates, tuple(value * 2 for value in doubled.values), "USD", "Exchange", doubled.as_of
    )
    found = betas(closes, CLUSTER)
    assert found["A"].raw == pytest.approx(found["B"].raw)


def test_a_portfolio_moves_as_its_parts_and_says_how_much_of_it_is_measured() -> None:
    closes, market, beyond = world()
    closes |= {"STILL": series(0.0 * market), "TWICE": series(2.0 * beyond + market)}
    found = portfolio_beta(closes, CLUSTER, {"TWICE": 0.3, "STILL": 0.3, "UNKNOWN": 0.2})
    assert found is not None
    assert found[0].ai == pytest.approx(1, abs=0.1)
    assert found[1] == pytest.approx(0.6)
    assert portfolio_beta(closes, CLUSTER, {"UNKNOWN": 1.0}) is None
    assert portfolio_beta({}, CLUSTER, {"TWICE": 1.0}) is None
