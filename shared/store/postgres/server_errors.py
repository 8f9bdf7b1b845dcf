"""What an error of PostgreSQL, or of the way to it, means for this hall, in a plain sentence with its remedy.

An error that the server sends has a code (https://www.postgresql.org/docs/current/errcodes-appendix.html); one on the
way to it has none, and a refusal at the door has only its text.
"""

import re

import psycopg

from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.postgres.server_address import ServerAddress

_CODES: dict[str, Kind] = {
    "55P03": Kind.BUSY,  # lock_not_available: our lock_timeout
    "40P01": Kind.BUSY,
    "40001": Kind.BUSY,
    "57014": Kind.SLOW,  # query_canceled: our statement_timeout
    "25P03": Kind.SLOW,  # idle_in_transaction_session_timeout: this PC was asleep in the middle of an act
    "25P04": Kind.SLOW,
    "25006": Kind.READ_ONLY,  # read_only_sql_transaction: a standby
    "42501": Kind.READ_ONLY,  # insufficient_privilege
    "53100": Kind.FULL,
    "42P01": Kind.NO_HALL,  # undefined_table
    "3F000": Kind.NO_HALL,
    "3D000": Kind.NO_HALL,
    "28P01": Kind.READ_ONLY,
    "28000": Kind.READ_ONLY,
    "58030": Kind.GONE,
}
_CLASSES: dict[str, Kind] = {"08": Kind.GONE, "57": Kind.GONE, "53": Kind.GONE, "58": Kind.CORRUPT, "XX": Kind.CORRUPT}
_AT_THE_DOOR: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"password authentication failed|no password supplied|pg_hba\.conf", "28P01"),
        (r"role \"[^\"]*\" (?:does not exist|is not)", "28P01"),
        (r"authentication failed|permission denied for database", "28000"),
        (r"database \"[^\"]*\" does not exist", "3D000"),
        (r"too many clients|remaining connection slots|too many connections", "53300"),
        (r"starting up|shutting down|recovery mode|not (?:yet )?accepting connections", "57P03"),
        (r"session is (?:not )?read-only|server is (?:not )?in hot standby", "25006"),
        (r"[Nn]o space left", "53100"),
    )
)  # fmt: skip
"""What a server says before it lets anybody in, where the program that connects is given no code."""

_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.BUSY: (
        "Other programs hold the hall on the server.",
        "It is tried again by itself; if it stays so, run `antrean check`: it names who holds it.",
    ),
    Kind.SLOW: (
        "The server answers too slowly: this was given up before it could do harm.",
        "Run `antrean check` to measure it; look at the network cable, the switch and the server's load.",
    ),
    Kind.GONE: (
        "The server with the hall does not answer.",
        "Check the network cable and the server; the program goes on by itself when the server is back.",
    ),
    Kind.FULL: (
        "The server's disk is full.",
        "Free some space on the server; nothing was changed in the hall.",
    ),
    Kind.READ_ONLY: (
        "This PC's login may not do this on the server.",
        "Give its login the role of its kind of device: `antrean init --server` prints the line (docs/postgresql.md).",
    ),
    Kind.CORRUPT: (
        "The server reports that its data are damaged.",
        "Call whoever keeps the server; `antrean restore` brings a backup into a sound one.",
    ),
    Kind.NO_HALL: (
        "The server has no such hall.",
        "Look at url and schema in server.toml; `antrean init --server` makes a hall there.",
    ),
    Kind.WRONG_HALL: (
        "The server holds another hall than this program had open.",
        "Close all programs of the hall, look at server.toml, and start them again.",
    ),
    Kind.BUG: (
        "The program asked the server for something impossible.",
        "Nothing was changed. Please send the log to the people who maintain Antrean.",
    ),
}
_BY_CODE: dict[str, tuple[str, str]] = {
    "25006": (
        "The server is a standby: it can be read and takes no writes.",
        "Make it the primary (pg_ctl promote), or name the primary too in server.toml: "
        "postgresql://first,second/database.",
    ),
    "28P01": (
        "The server does not let this PC in: login or password are not known there.",
        "Set PGUSER, and the password in PGPASSFILE or ~/.pgpass; whoever keeps the server looks at pg_hba.conf.",
    ),
    "3D000": (
        "The server has no such database.",
        "Look at the end of url in server.toml; `antrean init --server` prints how the database is made.",
    ),
    "53300": (
        "The server takes no more programs: all its connections are used.",
        "Raise max_connections: two for each kiosk, counter and display (`antrean check` counts them).",
    ),
    "57P03": (
        "The server is starting, stopping or recovering, and lets nobody in now.",
        "Wait: the program goes on by itself when the server is ready.",
    ),
}
_BY_CODE["28000"] = _BY_CODE["28P01"]


class ServerSilentError(psycopg.OperationalError):
    """No answer within the time that the server has for it."""


def code_of(error: psycopg.Error) -> str:
    """The server's code for an error; empty for one on the way to it."""
    if error.sqlstate:
        return error.sqlstate
    text = str(error)
    return next((code for pattern, code in _AT_THE_DOOR if pattern.search(text)), "")


def kind_of(error: psycopg.Error | OSError) -> Kind:
    """The kind of fault that an error means."""
    if isinstance(error, OSError):
        return Kind.GONE
    code = code_of(error)
    if code:
        return _CODES.get(code) or _CLASSES.get(code[:2], Kind.BUG)
    return Kind.GONE if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)) else Kind.BUG


def is_cut(error: psycopg.Error | OSError, connection: "psycopg.Connection[object] | None") -> bool:
    """Whether the connection is gone, so that nobody knows what became of the last statement."""
    if isinstance(error, OSError) or connection is None or connection.closed or connection.broken:
        return True
    severity = getattr(getattr(error, "diag", None), "severity_nonlocalized", None)
    return not error.sqlstate or severity in ("FATAL", "PANIC")


def words(kind: Kind, code: str = "") -> tuple[str, str]:
    """Sentence and remedy."""
    return _BY_CODE.get(code) or _WORDS.get(kind) or _WORDS[Kind.BUG]


def fault(kind: Kind, code: str = "") -> EnvironmentFault:
    """The fault of a kind, in a server's words."""
    sentence, remedy = words(kind, code)
    return EnvironmentFault(kind, sentence, remedy)


def sorted_fault(error: psycopg.Error | OSError) -> EnvironmentFault:
    """The fault that an error means; raise it ``from`` the error, so that the log keeps the cause."""
    return fault(kind_of(error), "" if isinstance(error, OSError) else code_of(error))


def half_commit(kind: Kind) -> hall_faults.HalfCommit:
    """The fault of a COMMIT that was cut off."""
    sentence, remedy = words(kind)
    return hall_faults.HalfCommit(kind, sentence, remedy)


def no_hall(address: ServerAddress) -> EnvironmentFault:
    """The database has no such schema, or it is none of a hall's, or it is closed to this login."""
    return EnvironmentFault(
        Kind.NO_HALL,
        f"There is no hall in the schema {address.schema} of {address.shown}, or this login may not see it.",
        "Look at url and schema in server.toml and at this PC's login; `antrean init --server` makes a hall.",
    )


def behind(address: ServerAddress) -> EnvironmentFault:
    """An older Antrean made the tables, and this login may not change them."""
    return EnvironmentFault(
        Kind.READ_ONLY,
        f"The tables of the hall in {address.shown} are of an older Antrean, and this login may not change them.",
        "The login that made the hall runs `antrean init --server` again with the same address: it adds what is new.",
    )


def older(address: ServerAddress, found: int, seen: int) -> EnvironmentFault:
    """The server went back: a standby that had not everything took over, or an older copy was put in place."""
    return EnvironmentFault(
        Kind.WRONG_HALL,
        f"The hall in {address.shown} went back: it ends at event {found}, this program has seen {seen}.",
        "A standby without the last acts took over (docs/postgresql.md). If it is to stay the hall: close all "
        "programs and start them again.",
    )


def too_old(address: ServerAddress, version: int) -> EnvironmentFault:
    """PostgreSQL before 15."""
    return EnvironmentFault(
        Kind.UNSAFE_SHARE,
        f"{address.shown} is PostgreSQL {version // 10000}; Antrean needs 15 or newer.",
        "Use a newer server, as Debian 12 has it.",
    )
