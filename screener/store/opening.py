"""Opening a database by the rules, or saying in one sentence why not.

The file is checked through a read-only connection first, so a file that is refused keeps its
bytes. Writing is for the holder of the instance lock only (see `instance_lock`).
"""

import sqlite3
import stat
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from screener.errors import StorageError
from screener.instance_lock import InstanceLock
from screener.store import faults, files
from screener.store.database import Database
from screener.store.migrations.schema import Schema
from screener.translation import translate

BeforeMigration = Callable[[sqlite3.Connection], None]

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BUSY_SECONDS = 5.0


def open_database(
    path: Path, schema: Schema, lock: InstanceLock, *, before_migration: BeforeMigration | None = None
) -> Database:
    """The database at `path`, made when it is not there, brought to the newest version.

    `before_migration` is called with a connection when there are steps to take, for a backup.
    Raises Damaged, NewerVersion, NotWritable, Busy or StorageError; the file then has the bytes
    it had.
    """
    assert lock.held, "the instance lock was given back"
    files.private_folder(path.parent)
    try:
        if path.is_symlink() or path.exists():
            _check(path, schema)
            files.make_private(path)
        else:
            _create(path, schema)
        connection = _connect(path)
    except OSError as error:
        raise faults.from_os(path, error) from error
    except sqlite3.Error as error:
        raise faults.from_sqlite(path, error) from error
    try:
        _prepare(connection, schema)
        _migrate(connection, schema, path, before_migration)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise faults.from_sqlite(path, error) from error
        raise
    return Database(connection, path)


def open_in_memory(schema: Schema, path: Path) -> Database:
    """A fresh database that is gone when closed; `path` is what messages call it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _pragmas(connection, schema)
    _apply_steps(connection, schema, 0)
    return Database(connection, path)


def open_read_only(path: Path, schema: Schema) -> Database:
    """What the file holds at this moment, in memory; an empty database when there is no file.

    Needs no lock and leaves the file alone. Also works where the disk is read-only. Raises the
    same as `open_database`; an older version is raised in memory only.
    """
    try:
        missing = not (path.is_symlink() or path.exists())
        loaded = None if missing else _load(path, schema)
    except OSError as error:
        raise faults.from_os(path, error) from error
    except sqlite3.Error as error:
        raise faults.from_sqlite(path, error) from error
    if loaded is None:
        database = open_in_memory(schema, path)
        database.read_only = True
        return database
    try:
        _pragmas(loaded, schema)
        _apply_steps(loaded, schema, _number(loaded, "PRAGMA user_version"))
    except sqlite3.Error as error:
        loaded.close()
        raise faults.from_sqlite(path, error) from error
    return Database(loaded, path, read_only=True)


def _load(path: Path, schema: Schema) -> sqlite3.Connection:
    try:
        return _load_in_place(path, schema)
    except (sqlite3.Error, StorageError) as error:
        if not _is_read_only_trouble(error):
            raise
    # A write-ahead log on a read-only disk cannot be opened where it lies.
    with tempfile.TemporaryDirectory(prefix="ringfence-") as folder:
        return _load_in_place(files.copy_database(path, Path(folder)), schema)


def _load_in_place(path: Path, schema: Schema) -> sqlite3.Connection:
    _check(path, schema)
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with closing(_connect_read_only(path)) as source:
            source.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _is_read_only_trouble(error: Exception) -> bool:
    return isinstance(error, faults.NotWritable) or (
        isinstance(error, sqlite3.Error) and isinstance(faults.from_sqlite(Path(), error), faults.NotWritable)
    )


def _check(path: Path, schema: Schema) -> None:
    """Raise the fitting StorageError unless the file can be used; changes nothing."""
    if not path.exists():
        raise faults.cannot_use(path, translate("storage", "it is a link that leads nowhere"))
    if not stat.S_ISREG(path.stat().st_mode):
        raise faults.cannot_use(path, translate("storage", "it is not a file"))
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        raise faults.empty_file(path)
    if not header.startswith(_MAGIC):
        raise faults.not_a_database(path)
    if len(header) < _HEADER_BYTES:
        raise faults.damaged(path)
    if int.from_bytes(header[68:72], "big") != schema.application_id:
        raise faults.not_a_database(path)
    if not _has_all_pages(path, header):
        raise faults.damaged(path)
    try:
        with closing(_connect_read_only(path)) as connection:
            version = _number(connection, "PRAGMA user_version")
            if version > schema.version:
                raise faults.newer(path, version, schema.version)
            # The quick check does not look into indexes, and a damaged one hides holdings.
            sound = connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            sound = sound and _columns_at(version, schema) <= _columns(connection)
    except sqlite3.Error as error:
        raise faults.from_sqlite(path, error) from error
    except UnicodeDecodeError as error:  # the check quotes a damaged name in its answer
        raise faults.damaged(path) from error
    if not sound or version < 1:
        raise faults.damaged(path)


def _has_all_pages(path: Path, header: bytes) -> bool:
    """Whether the file is as long as its header says; a log waiting to be applied may complete it."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return True
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size == pages * (65536 if page_size == 1 else page_size)


def _create(path: Path, schema: Schema) -> None:
    """Make a finished database under another name, then rename it: no half-made file is ever seen."""
    new = path.with_name(path.name + ".new")
    files.create_private(new)
    with closing(_connect(new)) as connection:
        connection.execute(f"PRAGMA application_id = {schema.application_id:d}")
        _apply_steps(connection, schema, 0)
    files.install(new, path)


def _migrate(
    connection: sqlite3.Connection, schema: Schema, path: Path, before: BeforeMigration | None
) -> None:
    version = _number(connection, "PRAGMA user_version")
    if version == schema.version:
        return
    if before is not None:
        before(connection)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        totals = schema.totals(connection)
        _run_steps(connection, schema, version)
        if schema.totals(connection) != totals or connection.execute("PRAGMA foreign_key_check").fetchall():
            raise StorageError(
                translate(
                    "storage", "{file} could not be brought to the new format and was left in the old one."
                ).format(file=path)
            )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _columns_at(version: int, schema: Schema) -> set[tuple[str, str]]:
    """The tables and columns a file of that version has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        for step in schema.steps[: max(version, 0)]:
            step(model)
        return _columns(model)


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        (table, column)
        for (table,) in tables
        for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    }


def _apply_steps(connection: sqlite3.Connection, schema: Schema, version: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    _run_steps(connection, schema, version)
    connection.execute("COMMIT")


def _run_steps(connection: sqlite3.Connection, schema: Schema, version: int) -> None:
    for step in schema.steps[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {schema.version:d}")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _connect_read_only(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


def _prepare(connection: sqlite3.Connection, schema: Schema) -> None:
    _pragmas(connection, schema)
    connection.execute("PRAGMA journal_mode = WAL").fetchall()


def _pragmas(connection: sqlite3.Connection, schema: Schema) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0").fetchall()
    connection.execute(f"PRAGMA synchronous = {schema.synchronous}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    value = connection.execute(pragma).fetchone()[0]
    assert isinstance(value, int)
    return value
