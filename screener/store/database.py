"""One SQLite file, one connection, usable from every thread. How it is opened stands in `opening`."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from screener.errors import StorageError
from screener.store import faults
from screener.translation import translate

Value = str | int | bytes | None


class Database:
    """An open database; every call may come from any thread.

    Changes happen inside `transaction` and are on the disk when it ends. Methods raise
    StorageError.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.RLock()
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are kept together or, when anything is raised, not at all.

        A transaction inside another one of the same thread is part of it.
        """
        with self._lock:
            connection = self._open_connection()
            if self._depth:
                yield
                return
            if self.read_only:
                raise faults.NotWritable(
                    translate("storage", "{file} is open for reading only; nothing was changed.").format(
                        file=self.path
                    )
                )
            self._run(connection, "BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
                self._run(connection, "COMMIT")
            finally:
                self._depth = 0
                if connection.in_transaction:
                    with suppress(sqlite3.Error):  # a full disk has rolled back by itself
                        connection.execute("ROLLBACK")

    def execute(self, sql: str, parameters: Sequence[Value] | dict[str, Value] = ()) -> int:
        """One change inside a transaction; returns the number of rows it touched."""
        with self._lock:
            assert self._depth, "a change outside a transaction"
            return self._run(self._open_connection(), sql, parameters).rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """One change for many rows inside a transaction."""
        with self._lock:
            assert self._depth, "a change outside a transaction"
            try:
                self._open_connection().executemany(sql, rows)
            except sqlite3.Error as error:
                raise faults.from_sqlite(self.path, error) from error

    def insert(self, sql: str, parameters: Sequence[Value]) -> int:
        """One new row inside a transaction; returns its number."""
        with self._lock:
            assert self._depth, "a change outside a transaction"
            number = self._run(self._open_connection(), sql, parameters).lastrowid
            assert number is not None
            return number

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows a query finds."""
        with self._lock:
            cursor = self._run(self._open_connection(), sql, parameters)
            try:
                return cursor.fetchall()
            except (sqlite3.Error, UnicodeDecodeError) as error:
                raise self._reading_fault(error) from error

    @property
    def changes(self) -> int:
        """Grows with every change made through this connection, the only one that writes."""
        with self._lock:
            return self._open_connection().total_changes

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy everything, as of now, into another open database."""
        with self._lock:
            try:
                self._open_connection().backup(target)
            except sqlite3.Error as error:
                raise faults.from_sqlite(self.path, error) from error

    def close(self) -> None:
        """Finish; may be called twice. Later calls of other methods raise StorageError."""
        with self._lock:
            if self._connection is not None:
                with suppress(sqlite3.Error):
                    self._connection.close()
                self._connection = None

    def _open_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StorageError(translate("storage", "{file} is closed already.").format(file=self.path))
        return self._connection

    def _run(
        self,
        connection: sqlite3.Connection,
        sql: str,
        parameters: Sequence[Value] | dict[str, Value] = (),
    ) -> sqlite3.Cursor:
        try:
            return connection.execute(sql, parameters)
        except sqlite3.Error as error:
            raise faults.from_sqlite(self.path, error) from error

    def _reading_fault(self, error: sqlite3.Error | UnicodeDecodeError) -> StorageError:
        return (
            faults.from_sqlite(self.path, error)
            if isinstance(error, sqlite3.DatabaseError) and hasattr(error, "sqlite_errorcode")
            else faults.damaged(self.path)
        )
