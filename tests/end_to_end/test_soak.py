"""An hour of market time in a few seconds: faults of every kind that ends soon, and nothing wrong at the end.

The whole day is `python -m tests.benchmarks soak`.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.benchmarks.soak import Plan, Soak
from tests.benchmarks.soak_faults import KINDS
from tests.benchmarks.soak_report import bound
from tests.fakes.yahoo_session import fresh_yfinance

LASTING = ("429 storm", "offline for an hour")
HOUR = Plan(
    length=timedelta(hours=1),
    kinds=tuple(kind for kind in KINDS if kind.name not in LASTING),
    calm_s=(30, 90),
    quiet=timedelta(minutes=12),
    news=timedelta(minutes=4),
    ending=timedelta(minutes=23),
    split=timedelta(minutes=31),
    restarts=(timedelta(minutes=17), timedelta(minutes=44)),
    holdings=20,
    sample_every=timedelta(minutes=10),
)


@pytest.fixture(autouse=True)
def yfinance_of_its_own() -> Iterator[None]:
    """What the run leaves in yfinance must not reach another test."""
    fresh_yfinance()
    yield
    fresh_yfinance()


@pytest.mark.parametrize("seed", [7])
def test_an_hour_of_faults(seed: int) -> None:
    soak = Soak(HOUR._replace(seed=seed))
    record = soak.run()
    assert len({spell.kind.name for spell in soak.spells}) >= 6, "faults there were"
    assert record.rounds > 60
    assert record.wrong == [], "every price shown was the market's, or the last one known"
    assert record.final == []
    assert record.false_alerts == []
    assert len(record.alerts) == 1, "the one change there was"
    assert record.sent.total() <= bound(record)
    assert record.longest_calm <= timedelta(seconds=32)
    assert {one.threads for one in record.samples} == {record.samples[0].threads}
    files = [one.files for one in record.samples]
    assert max(files[len(files) // 2 :]) <= max(files[: len(files) // 2]) + 1
