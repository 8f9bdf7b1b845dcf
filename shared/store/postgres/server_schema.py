"""A hall's tables on a server: the file's own numbered changes, translated, and the little that only a server has.

``server_state`` is what SQLite keeps in its header and in ``sqlite_sequence``; ``programs`` and ``reports`` are what
lies beside a file. Writers of those two never stand in the hall's line.
"""

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, cast

import psycopg

from shared.store import hall_faults
from shared.store.postgres import dialect, server_errors, server_rights, server_views
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ServerConnection, ask
from shared.store.sqlite import migrations
from shared.store.sqlite.sqlite_utils_alone import Database

END_OF_WRITE = (
    "UPDATE server_state SET commits = commits + 1, event = greatest(event, (SELECT coalesce(max(sequence), 0)"
    " FROM events)) RETURNING event, pg_notify('{channel}', commits::text); COMMIT"
)
"""How every write ends; the news leaves the server with the COMMIT, and says how many writes there were."""
MOMENT = "SELECT commits, greatest(event, (SELECT coalesce(max(sequence), 0) FROM events)) FROM server_state"
"""How many writes there were, and the newest event: asked in one message with the begin of a reading."""
OWN_TABLES = ("server_state", "programs", "reports", "schema_changes")
"""What a file of the hall does not have: never copied."""
_OWN = (
    """CREATE TABLE schema_changes (name TEXT COLLATE "C" PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())""",
    """CREATE TABLE server_state (
        id BIGINT PRIMARY KEY CHECK (id = 1), commits BIGINT NOT NULL, event BIGINT NOT NULL, call BIGINT NOT NULL)""",
    "INSERT INTO server_state (id, commits, event, call) VALUES (1, 0, 0, 0)",
    """CREATE TABLE programs (
        slot BIGINT PRIMARY KEY, device TEXT COLLATE "C" NOT NULL, pc TEXT COLLATE "C" NOT NULL, pid BIGINT NOT NULL,
        beat BIGINT NOT NULL, at BIGINT NOT NULL, skew BIGINT)""",
    """CREATE TABLE reports (
        device TEXT COLLATE "C" PRIMARY KEY, kind TEXT COLLATE "C" NOT NULL, pc TEXT COLLATE "C" NOT NULL,
        pid BIGINT NOT NULL, beat BIGINT NOT NULL, at BIGINT NOT NULL, data TEXT COLLATE "C" NOT NULL)""",
    """CREATE FUNCTION json_valid(given TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS 'SELECT given::json IS NOT NULL'""",
)
_COUNTERS = (
    # numbers that go on without a gap, also where a transaction was undone: the hall's lock orders their users
    """CREATE FUNCTION next_call() RETURNS BIGINT LANGUAGE sql VOLATILE
        AS 'UPDATE server_state SET call = call + 1 RETURNING call'""",
)
_AFTER = (
    """CREATE FUNCTION next_event() RETURNS BIGINT LANGUAGE sql VOLATILE
        AS 'SELECT greatest(event, (SELECT coalesce(max(sequence), 0) FROM events)) + 1 FROM server_state'""",
    "ALTER TABLE events ALTER COLUMN sequence SET DEFAULT next_event()",
)


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What a schema holds: whose hall, how far its events go, and whether its tables lack something."""

    hall_id: str
    newest: int
    behind: bool


_NOT_THERE = (
    psycopg.errors.UndefinedTable,
    psycopg.errors.InvalidSchemaName,
    psycopg.errors.InsufficientPrivilege,
)


def state(connection: ServerConnection, address: ServerAddress) -> SchemaState:
    """Look. NO_HALL when it is none, NEWER_SCHEMA when a newer Antrean changed it."""
    try:
        applied = {name for (name,) in ask(connection, "SELECT name FROM schema_changes")}
        row = ask(
            connection,
            "SELECT (SELECT value FROM meta WHERE name = 'hall_id'), event FROM server_state",
        ).fetchone()
    except _NOT_THERE as error:
        raise server_errors.no_hall(address) from error
    if row is None or not row[0]:
        raise server_errors.no_hall(address)
    newer = sorted(applied - migrations.KNOWN)
    if newer:
        raise hall_faults.newer_change(f"The hall in {address.shown}", newer[0])
    return SchemaState(str(row[0]), int(row[1]), not applied >= migrations.KNOWN)


def exists(connection: ServerConnection, schema: str) -> bool:
    """Whether the database has this schema."""
    row = ask(connection, f"SELECT 1 FROM pg_namespace WHERE nspname = '{schema}'").fetchone()
    return row is not None


def make(connection: ServerConnection, address: ServerAddress) -> None:
    """A new schema with all tables, in the open transaction."""
    schema = address.schema
    for sql in (f"CREATE SCHEMA {schema}", f"SET LOCAL search_path = {schema}, pg_temp", *_OWN, *_COUNTERS):
        ask(connection, sql, None)
    _migrate(connection, set())
    for sql in _AFTER:
        ask(connection, sql, None)
    _finish(connection, address)


def bring_forward(connection: ServerConnection, address: ServerAddress, lock: int) -> None:
    """Tables of an older Antrean get what they lack; a second program finds it done."""
    try:
        with transaction(connection):
            ask(connection, f"SELECT pg_advisory_xact_lock({lock})", None)
            _migrate(connection, {name for (name,) in ask(connection, "SELECT name FROM schema_changes")})
            _finish(connection, address)
    except psycopg.errors.InsufficientPrivilege as error:
        raise server_errors.behind(address) from error


def _finish(connection: ServerConnection, address: ServerAddress) -> None:
    """Views and rights, as this version has them."""
    for sql in (*server_views.statements(), *server_rights.statements(connection, address)):
        ask(connection, sql, None)


@contextlib.contextmanager
def transaction(connection: ServerConnection) -> Generator[None]:
    """All or nothing, for changes of tables: they may take their time."""
    ask(connection, "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
    try:
        yield
        ask(connection, "COMMIT", None)
    except BaseException:
        if not connection.closed:
            with contextlib.suppress(psycopg.Error):
                ask(connection, "ROLLBACK")
        raise


class _Translating:
    """Stands where a migration expects SQLite: each statement is translated and run on the server."""

    def __init__(self, connection: ServerConnection) -> None:
        self.conn = self
        self._connection = connection

    def execute(self, sql: str) -> None:
        translated = dialect.definition(sql)
        if translated is not None:
            ask(self._connection, translated, None)


def _migrate(connection: ServerConnection, applied: set[str]) -> None:
    """The file's own numbered changes, those that this schema lacks."""
    for name, change in _changes():
        if name not in applied:
            change(cast("Database", _Translating(connection)))
            ask(connection, f"INSERT INTO schema_changes (name) VALUES ('{name}')", None)


def _changes() -> list[tuple[str, Callable[[Database], None]]]:
    listed: list[Any] = migrations.MIGRATIONS._migrations  # pyright: ignore[reportPrivateUsage] - it has no other list
    return [(one.name, one.fn) for one in listed]
