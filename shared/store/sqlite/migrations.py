"""From an empty file to the present schema, forward only, one numbered function for each version.

``PRAGMA user_version`` says the version to a program that only looks at the header; sqlite-utils' own table says
which migrations were applied, to whoever opens the file with it.
"""

import sqlite3
from collections.abc import Iterator

from shared.store.sqlite import schema
from shared.store.sqlite.sqlite_utils_alone import Database, Migrations
from shared.store.sqlite.views import VIEWS

SET = "antrean"
MIGRATIONS = Migrations(SET)
KNOWN = frozenset(
    {"0001_first", "0002_bookings", "0003_printer_holds", "0004_audit", "0005_survey", "0006_undo", "0007_sessions"}
    | {"0008_call_reports", "0009_opinions", "0010_officers_window", "0011_refused_numbers"}
    | {"0012_call_lags"}
)
"""The names of all changes that this program knows."""


@MIGRATIONS(name="0001_first")
def _first(db: Database) -> None:
    """Version 1: everything."""
    for statement in statements(schema.TABLES + VIEWS):
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    db.conn.execute("PRAGMA user_version = 1")


@MIGRATIONS(name="0002_bookings")
def _bookings(db: Database) -> None:
    """A booking can be cancelled, and is found whatever its case and hyphens: ``code`` is how it is looked up.

    Columns only: every hall's file must begin with the same pages, old or new (``damaged_copy``).
    """
    for statement in (
        "ALTER TABLE bookings ADD COLUMN written TEXT",  # the code as it was given: K7-p; the code itself is K7P
        "ALTER TABLE bookings ADD COLUMN cancelled_at INTEGER",
        "UPDATE bookings SET written = code",
        "UPDATE OR IGNORE bookings SET code = replace(upper(code), '-', '')",
    ):
        db.conn.execute(statement)


@MIGRATIONS(name="0003_printer_holds")
def _printer_holds(db: Database) -> None:
    """What a printer may still hold is kept for the printer, whichever program prints on it next."""
    db.conn.execute(PRINTER_HOLDS)


@MIGRATIONS(name="0004_audit")
def _audit(db: Database) -> None:
    """Events become a signed chain, and the hall knows its devices' keys; older events stay as they are."""
    for statement in statements(schema.AUDIT):
        db.conn.execute(statement)
    db.conn.execute(
        "INSERT INTO meta (name, value) VALUES ('audit_since', (SELECT coalesce(max(sequence), 0) FROM events))"
    )


@MIGRATIONS(name="0005_survey")
def _survey(db: Database) -> None:
    """The questionnaires of the satisfaction survey."""
    for statement in statements(schema.SURVEY):
        db.conn.execute(statement)


@MIGRATIONS(name="0006_undo")
def _undo(db: Database) -> None:
    """The last act at a counter can be taken back for a moment, and who sent a visitor on still sees them."""
    for statement in (
        # what the last act at a counter changed (record.undo): apart from `counters`, which every screen reads whole
        "CREATE TABLE undo (counter TEXT PRIMARY KEY, data TEXT NOT NULL CHECK (json_valid(data)))"
        " STRICT, WITHOUT ROWID",
        "ALTER TABLE steps ADD COLUMN sent_by TEXT",  # the counter that sent the visitor to this step
    ):
        db.conn.execute(statement)


@MIGRATIONS(name="0007_sessions")
def _sessions(db: Database) -> None:
    """Officers sign in."""
    for statement in statements(schema.SESSIONS):
        db.conn.execute(statement)


@MIGRATIONS(name="0008_call_reports")
def _call_reports(db: Database) -> None:
    """Displays tell when each call was shown and spoken."""
    for statement in statements(schema.CALL_REPORTS):
        db.conn.execute(statement)


@MIGRATIONS(name="0009_opinions")
def _opinions(db: Database) -> None:
    """One-touch ratings; who answered the survey, paper forms on their way into it, and what follows from it."""
    for statement in statements(schema.OPINIONS):
        db.conn.execute(statement)


@MIGRATIONS(name="0010_officers_window")
def _officers_window(db: Database) -> None:
    """A visitor can wait for one officer, a step has an outcome, and a visit a note for the next officer."""
    for statement in (
        "ALTER TABLE steps ADD COLUMN to_officer TEXT",  # whoever this officer's counter is may call it alone
        "ALTER TABLE steps ADD COLUMN outcome TEXT",  # a code of the hall's data
        "ALTER TABLE tickets ADD COLUMN note TEXT",  # never personal data
        "CREATE INDEX steps_to_officer ON steps (day, to_officer) WHERE to_officer IS NOT NULL",
    ):
        db.conn.execute(statement)


@MIGRATIONS(name="0011_refused_numbers")
def _refused_numbers(db: Database) -> None:
    """Refused numbers are counted for reports."""
    for statement in statements(schema.REFUSED_NUMBERS):
        db.conn.execute(statement)


@MIGRATIONS(name="0012_call_lags")
def _call_lags(db: Database) -> None:
    """How late a call was painted and spoken, each judged by the display's own clock."""
    for statement in (
        "ALTER TABLE call_reports ADD COLUMN shown_ms INTEGER",
        "ALTER TABLE call_reports ADD COLUMN spoken_ms INTEGER",
    ):
        db.conn.execute(statement)


PRINTER_HOLDS = "ALTER TABLE printers ADD COLUMN holds TEXT"
"""The id of the first job of which a part may still stand in the printer; NULL for one that is known to be empty."""


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: sqlite3's own ``executescript`` would end the open transaction."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        whole = "\n".join(lines)
        if line.rstrip().endswith(";") and sqlite3.complete_statement(whole):
            yield whole
            lines = []


def migrate(db: sqlite3.Connection, changes: int | None = None) -> None:
    """Bring a file to the present version; within a transaction that is open, or in one of its own for each change.

    With ``changes`` only so many are made, as an older Antrean would.
    """
    later = [] if changes is None else sorted(KNOWN)[changes:]
    MIGRATIONS.apply(Database(db, execute_plugins=False), stop_before=later)


def applied(db: sqlite3.Connection) -> tuple[str, ...]:
    """The changes that were made to this file, oldest first."""
    rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))
    return tuple(name for (name,) in rows.fetchall())


def is_behind(db: sqlite3.Connection) -> bool:
    """Whether an older Antrean made this file, and changes are to be made to it."""
    return not KNOWN.issubset(applied(db))


def unknown(db: sqlite3.Connection) -> str | None:
    """A change that a newer program made to this file; None when we know them all."""
    return next((name for name in applied(db) if name not in KNOWN), None)


def version(db: sqlite3.Connection) -> int:
    """The file's schema version; 0 for a file that is not a hall's."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found
