"""A hall's rows from the server into a file and back, and the proof that both hold the same.

The file is a hall's file like any other: what a server's backup is, what a move writes, and what a restore reads.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.hall_data.hall import Hall
from shared.store.postgres.server_connection import ServerConnection, ask
from shared.store.postgres.server_hall import ServerHall
from shared.store.postgres.server_rows import ServerDb
from shared.store.postgres.server_schema import OWN_TABLES
from shared.store.sqlite.maintenance import copying

_MODULUS = 1 << 256
_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a table holds, whatever the order of its rows: how many, and the sum of their hashes."""

    rows: int
    hash: str


Fingerprints = Mapping[str, Fingerprint]


def _of_rows(rows: Iterable[Any]) -> Fingerprint:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(repr(tuple(map(plain, row))).encode()).digest())
    return Fingerprint(count, f"{total % _MODULUS:064x}")


def plain(value: Any) -> Any:
    """The same from both engines."""
    return value.tobytes() if hasattr(value, "tobytes") else value


def file_tables(db: sqlite3.Connection) -> tuple[str, ...]:
    """The tables of a hall's file, parents before children."""
    return (*copying.KEYS, *copying.SMALL, *copying.others(db))


def server_tables(db: ServerDb, schema: str) -> tuple[str, ...]:
    """The same of a schema: without those that only a server has."""
    rows = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename", (schema,))
    names = {name for (name,) in rows} - set(OWN_TABLES)
    first = (*copying.KEYS, *copying.SMALL)
    return (*(name for name in first if name in names), *sorted(names.difference(first)))


def fingerprints_of_file(db: sqlite3.Connection) -> Fingerprints:
    """What a hall's file holds, table by table, and how far its sequences have come."""
    found = {table: _of_rows(db.execute(f"SELECT {_columns(db, table)} FROM {table}")) for table in file_tables(db)}
    return found | {"sequences": _of_rows(sorted(_sequences_of_file(db).items()))}


def fingerprints_of_server(connection: ServerConnection, schema: str) -> Fingerprints:
    """The same of a schema, in the open transaction."""
    db = ServerDb(connection)
    found = {
        table: _of_rows(_streamed(connection, f"SELECT {_columns(db, table)} FROM {table}"))
        for table in server_tables(db, schema)
    }
    return found | {"sequences": _of_rows(sorted(_sequences_of_server(db).items()))}


def _columns(db: Any, table: str) -> str:
    """In one order on both engines: a table that was changed may have its columns in another."""
    return ", ".join(sorted(copying.columns(db, table)))


def _sequences_of_file(db: sqlite3.Connection) -> dict[str, int]:
    known = dict(map(tuple, db.execute("SELECT name, seq FROM sqlite_sequence").fetchall()))
    return {name: int(known.get(name, 0)) for name in ("events", "calls")}


def _sequences_of_server(db: ServerDb) -> dict[str, int]:
    ((event, call),) = db.execute("SELECT event, call FROM server_state").fetchall()
    return {"events": int(event), "calls": int(call)}


def _streamed(connection: ServerConnection, sql: str) -> Iterator[Any]:
    """Rows of a table of any size, some thousand at a time."""
    with connection.cursor(name="antrean_copy") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(_words(sql))
        yield from cursor


def _words(sql: str) -> Any:
    """Our own words; psycopg's types want a literal."""
    return sql


def write_file(connection: ServerConnection, schema: str, path: Path) -> None:
    """Everything of the schema as of the open transaction, into a new hall's file on this PC's own disk."""
    db = ServerDb(connection)
    with contextlib.closing(copying.fresh(path)) as target:
        target.execute("BEGIN")
        for table in server_tables(db, schema):
            names = copying.columns(db, table)
            target.execute(f"DELETE FROM {table}")
            copying.insert(target, table, names, _streamed(connection, f"SELECT {', '.join(names)} FROM {table}"))
        copying.set_sequences(target, _sequences_of_server(db).items())
        target.execute("COMMIT")


def dump(hall: ServerHall, path: Path) -> tuple[int, Hall]:
    """One moment of the hall in a new file; answers its newest event and the hall's data."""
    with hall.unhurried(), hall.reading() as db:
        write_file(hall.connected(), hall.address.schema, path)
        return hall.newest_event(db), hall.hall(db)


def load(connection: ServerConnection, source: sqlite3.Connection) -> None:
    """Everything of a hall's file in place of what the schema's tables hold, in the open transaction."""
    db, tables = ServerDb(connection), file_tables(source)
    for table in reversed(tables):
        ask(connection, f"DELETE FROM {table}", None)
    for table in tables:
        names = copying.columns(source, table)
        with connection.cursor().copy(_words(f"COPY {table} ({', '.join(names)}) FROM STDIN")) as out:
            for row in source.execute(f"SELECT {', '.join(names)} FROM {table}"):
                out.write_row(tuple(row))
    reached = _sequences_of_file(source)
    db.execute(
        "UPDATE server_state SET event = ?, call = ?, commits = commits + 1", (reached["events"], reached["calls"])
    )


def differences(ours: Fingerprints, theirs: Fingerprints) -> list[str]:
    """The tables that do not hold the same, with their counts."""
    return [
        f"{table}: {getattr(ours.get(table), 'rows', 'no')} rows here, {getattr(theirs.get(table), 'rows', 'no')} there"
        for table in sorted({*ours, *theirs})
        if ours.get(table) != theirs.get(table)
    ]
