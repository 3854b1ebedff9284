"""A process that is killed at any moment loses nothing it said was saved."""

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from screener.instance_lock import InstanceLock
from screener.store.actions import Action
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store

WRITER = """
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from screener.domain.portfolio import Holding, Portfolio
from screener.instance_lock import InstanceLock
from screener.store.actions import Action
from screener.store.user import UserStore

folder, start = Path(sys.argv[1]), int(sys.argv[2])
now = datetime(2026, 10, 9, tzinfo=UTC)
store = UserStore.open(folder, InstanceLock.acquire(folder), now)
for number in range(start, start + 100_000):
    one = store.portfolios.load("p1")
    holding = Holding(f"k{number}", f"S{number}", Decimal(number) / 8, "USD", Decimal(number))
    store.portfolios.save(
        Action("add_holding"), now, put=[Portfolio("p1", "Mine", "USD", (*one.holdings[-40:], holding))]
    )
    if number % 7 == 3:
        store.actions.undo(now)
        store.actions.redo(now)
    if number % 11 == 5:
        store.back_up(now)
    print(number, flush=True)
"""
KILLS = 20


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_what_was_acknowledged_is_there_after_a_kill(folder: Path) -> None:
    chance = random.Random(7)
    acknowledged = 0
    with user_store(folder) as store:
        store.portfolios.save(Action("create"), NOW, put=[portfolio("p1", "Mine", holding("S0", key="k0"))])
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(acknowledged + 1)],
            stdout=subprocess.PIPE,
            text=True,
        )
        with writer:
            assert writer.stdout is not None
            last = acknowledged
            for _ in range(chance.randrange(1, 30)):
                last = int(writer.stdout.readline())
            with suppress(subprocess.TimeoutExpired):  # anywhere inside the next actions
                writer.wait(chance.random() * 0.003)
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().splitlines()
            last = max([last, *(int(line) for line in rest if line.isdigit())])
        with InstanceLock.acquire(folder) as lock:
            store = UserStore.open(folder, lock, NOW)
            held = store.portfolios.all()[0].holdings
            newest = int(held[-1].key[1:])
            assert newest in (last, last + 1)
            assert all(one.quantity * 8 == one.cost for one in held[1:] if one.cost is not None)
            assert [int(one.key[1:]) for one in held] == list(range(newest - len(held) + 1, newest + 1))
            assert store.actions.next_undo() is not None
            store.close()
        acknowledged = newest
    assert list((folder / "backups").glob("*.db")) != []
