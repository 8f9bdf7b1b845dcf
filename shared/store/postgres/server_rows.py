"""Rows and statements as the rest of the store knows them, on a connection of psycopg."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import psycopg
from psycopg.adapt import AdaptersMap, Buffer, Loader
from psycopg.types.numeric import Int8Dumper

from shared.store.postgres import dialect


class ServerRow(tuple[Any, ...]):
    """One row of an answer, by position and by column name, as ``sqlite3.Row`` is."""

    __slots__ = ()
    places: ClassVar[Mapping[str, int]] = {}

    def __getitem__(self, key: Any) -> Any:
        """A value, by its column's name or its place."""
        found: Any = super().__getitem__(self.places[key] if isinstance(key, str) else key)
        return found

    def keys(self) -> list[str]:
        """The names of the columns, so that ``dict(row)`` works."""
        return list(self.places)


@functools.lru_cache(maxsize=500)
def _kind(names: tuple[str, ...]) -> type[ServerRow]:
    return type("ServerRow", (ServerRow,), {"__slots__": (), "places": {name: at for at, name in enumerate(names)}})


def row_maker(cursor: psycopg.Cursor[Any]) -> Any:
    """Psycopg's row factory."""
    return _kind(tuple(column.name for column in cursor.description or ()))


class _NumericLoader(Loader):
    """A sum of whole numbers is a whole number, as in SQLite, and no ``Decimal``."""

    def load(self, data: Buffer) -> int | float:
        """The number."""
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


def adapt(adapters: AdaptersMap) -> None:
    """Every whole number is a BIGINT, as the tables have it: a small one times another may be large."""
    adapters.register_dumper(int, Int8Dumper)
    adapters.register_loader("numeric", _NumericLoader)


class ServerDb:
    """A transaction that is open: takes our SQL as it is written for both engines."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), /) -> "psycopg.Cursor[Any]":
        """Run one statement."""
        cursor = self._connection.cursor()
        cursor.execute(_query(sql), parameters)
        return cursor

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> "psycopg.Cursor[Any]":
        """Run one statement for each of these."""
        cursor = self._connection.cursor()
        cursor.executemany(_query(sql), list(parameters))
        return cursor


def _query(sql: str) -> Any:
    """Our own SQL, translated; psycopg's types want a literal."""
    return dialect.statement(sql)
