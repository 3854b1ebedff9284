"""Every released format is brought to the newest one, to the cent, after a backup."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.ring.overlay import OwnLedger
from screener.domain.tags import CompanyTags
from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.services import portfolios
from screener.store import backup, opening
from screener.store.actions import Action
from screener.store.migrations import USER
from screener.store.user import UserStore
from tests.builders.stores import NOW

VERSION_1 = Path(__file__).with_name("version_1.sql")
VERSION_3 = Path(__file__).with_name("version_3.sql")
VERSION_4 = Path(__file__).with_name("version_4.sql")


def from_dump(path: Path, dump: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))


def add_notes(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE holdings ADD COLUMN note TEXT")


def lose_a_holding(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM holdings WHERE symbol = 'NVDA'")


def round_amounts(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE holdings SET quantity = round(quantity, 2)")


def with_step(step: object) -> object:
    return msgspec.structs.replace(USER, steps=(*USER.steps, step))


def test_version_1_opens_with_everything_in_it(folder: Path) -> None:
    from_dump(folder / "ringfence.db", VERSION_1)
    with InstanceLock.acquire(folder) as lock:
        store = UserStore.open(folder, lock, NOW)
        sample, mine = store.portfolios.all()
        assert (sample.name, sample.is_sample, mine.base_currency) == ("Sample", True, "EUR")
        assert [(one.symbol, one.quantity, one.cost, one.currency, one.kind) for one in mine.holdings] == [
            ("NVDA", Decimal("10.5"), Decimal("1234.56"), "USD", None),
            ("輝達", Decimal("-3"), None, None, None),
            ("ETH", Decimal("0.123456789012345678"), None, "EUR", "crypto"),
            ("USD", Decimal("1500.00"), None, "USD", "cash"),
        ]
        assert [entry.symbol for entry in mine.watchlist] == ["KO"]
        assert [alert.symbol for alert in store.alerts.newest()] == ["NVDA"]
        assert store.settings.all() == {"theme": '"dark"'}
        assert store.actions.next_undo() is not None
        assert store.database.rows("PRAGMA user_version") == [(USER.version,)]
        store.close()


def test_version_3_opens_with_the_ledger_and_tags_in_it(folder: Path) -> None:
    from_dump(folder / "ringfence.db", VERSION_3)
    with InstanceLock.acquire(folder) as lock:
        store = UserStore.open(folder, lock, NOW)
        assert [len(one.holdings) for one in store.portfolios.all()] == [1, 4]
        assert store.tags.all() == {
            "nvidia": CompanyTags(("long term", "核心"), "engine", ""),
            "symbol:ABCX": CompanyTags(("look up",)),
        }
        own = store.ledger.own()
        assert [(one.deal.id, one.deal.amount_usd) for one in own.deals] == [("own-1", 2_500_000_000)]
        assert [(one.deal, one.reason) for one in own.retirements] == [("nvidia-openai-1", "Not mine")]
        assert [portfolios.undo(store, NOW) for _ in range(4)] == [
            "Tags of ABCX",
            "Tags of NVDA",
            "Add the deal NVIDIA – Acme",
            "Create portfolio Mine",
        ]
        assert (store.tags.all(), store.ledger.own()) == ({}, OwnLedger())
        assert store.database.rows("PRAGMA user_version") == [(USER.version,)]
        store.close()


def test_version_4_opens_with_the_users_own_prices_in_it(folder: Path) -> None:
    from_dump(folder / "ringfence.db", VERSION_4)
    with InstanceLock.acquire(folder) as lock:
        store = UserStore.open(folder, lock, NOW)
        assert [(one.symbol, one.price, one.currency, one.file) for one in store.prices.all().values()] == [
            ("ABCX", Decimal("12.50"), "USD", "p.csv"),
            ("VOD.L", Decimal("4.12"), "GBP", "p.csv"),
        ]
        assert [len(one.holdings) for one in store.portfolios.all()] == [1, 4]
        assert portfolios.undo(store, NOW) == "Import 2 prices from p.csv"
        assert store.prices.all() == {}
        store.close()


@pytest.mark.parametrize("steps", range(1, len(USER.steps)))
def test_every_version_on_the_way_is_brought_to_the_newest(folder: Path, steps: int) -> None:
    from_dump(folder / "ringfence.db", VERSION_1)
    older = msgspec.structs.replace(USER, steps=USER.steps[:steps])
    with InstanceLock.acquire(folder) as lock:
        opening.open_database(folder / "ringfence.db", older, lock).close()
        store = UserStore.open(folder, lock, NOW)
        assert [len(one.holdings) for one in store.portfolios.all()] == [1, 4]
        store.tags.put(Action("tags", {"symbol": "NVDA"}), NOW, {"nvidia": CompanyTags(("Core",))})
        assert store.tags.all() == {"nvidia": CompanyTags(("Core",))}
        assert store.ledger.own() == OwnLedger()
        assert store.prices.all() == {}
        assert portfolios.undo(store, NOW) == "Tags of NVDA"
        store.close()
    made = backup.backups(folder / "backups")
    assert len(made) == 1
    with closing(sqlite3.connect(made[0])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (steps,)


def test_a_step_is_taken_after_a_backup(folder: Path) -> None:
    from_dump(folder / "ringfence.db", VERSION_1)
    schema = with_step(add_notes)
    with InstanceLock.acquire(folder) as lock:
        opened = opening.open_database(
            folder / "ringfence.db",
            schema,
            lock,
            before_migration=lambda connection: backup.make(connection.backup, folder / "backups", NOW),
        )
        assert opened.rows("PRAGMA user_version") == [(USER.version + 1,)]
        assert len(opened.rows("SELECT note FROM holdings")) == 5
        opened.close()
    (copy,) = backup.backups(folder / "backups")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM holdings").fetchone() == (5,)


@pytest.mark.parametrize("step", [lose_a_holding, round_amounts])
def test_a_step_that_changes_a_total_is_taken_back(folder: Path, step: object) -> None:
    from_dump(folder / "ringfence.db", VERSION_1)
    with InstanceLock.acquire(folder) as lock:
        with pytest.raises(StorageError, match=r"was left in the old one\.$"):
            opening.open_database(folder / "ringfence.db", with_step(step), lock)
        store = UserStore.open(folder, lock, NOW)
        assert store.portfolios.all()[1].holdings[2].quantity == Decimal("0.123456789012345678")
        store.close()


def test_a_failing_backup_stops_the_migration(folder: Path) -> None:
    from_dump(folder / "ringfence.db", VERSION_1)

    def no_room(_connection: sqlite3.Connection) -> None:
        raise StorageError("The disk is full.")

    with InstanceLock.acquire(folder) as lock:
        with pytest.raises(StorageError, match="The disk is full"):
            opening.open_database(
                folder / "ringfence.db", with_step(add_notes), lock, before_migration=no_room
            )
        store = UserStore.open(folder, lock, NOW)
        assert len(store.portfolios.all()) == 2
        store.close()


KILLED_STEP = """
import os, signal, sys
from pathlib import Path
import msgspec
from screener.instance_lock import InstanceLock
from screener.store import opening
from screener.store.migrations import USER

def step(connection):
    connection.execute("DELETE FROM holdings")
    os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
schema = msgspec.structs.replace(USER, steps=(*USER.steps, step))
opening.open_database(folder / "ringfence.db", schema, InstanceLock.acquire(folder))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_kill_inside_a_step_leaves_the_old_version(folder: Path) -> None:
    from_dump(folder / "ringfence.db", VERSION_1)
    done = subprocess.run([sys.executable, "-c", KILLED_STEP, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    with InstanceLock.acquire(folder) as lock:
        store = UserStore.open(folder, lock, NOW)
        assert [len(one.holdings) for one in store.portfolios.all()] == [1, 4]
        store.close()
