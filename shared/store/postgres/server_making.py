"""A new hall on a server, or what the person who keeps the server has to run for it."""

import secrets

import psycopg
from psycopg import sql

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.postgres import server_connection, server_errors, server_rights, server_schema
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ServerConnection, ask
from shared.store.postgres.server_rows import ServerDb
from shared.store.postgres.server_turns import lock_key
from shared.store.record import hall_rows
from shared.store.record.clock_guard import refuse_pretended

TWICE = "Whoever keeps the server runs these lines; then run this again with PGUSER as in the first one:"


class NotPermittedError(EnvironmentFault):
    """This login may not make what is needed. ``script`` is what somebody has to run who may."""

    def __init__(self, sentence: str, script: str) -> None:
        super().__init__(Kind.READ_ONLY, sentence, TWICE)
        self.script = script


def opened(address: ServerAddress) -> ServerConnection:
    """A connection to the database, whether or not there is a hall in it. NotPermittedError where none is let in."""
    try:
        return server_connection.connect(address, "antrean init")
    except psycopg.Error as error:
        fault, code = server_errors.sorted_fault(error), server_errors.code_of(error)
        if code == "3D000" and _make_database(address):
            return opened(address)
        if code in ("28P01", "28000", "3D000"):
            raise NotPermittedError(fault.sentence, script(address)) from error
        raise fault from error


def _make_database(address: ServerAddress) -> bool:
    """The database that the address names, where this login may make one."""
    try:
        with server_connection.connect(address.in_database("postgres"), "antrean init") as connection:
            name = sql.Identifier(address.database)
            connection.patience = None
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
    except psycopg.Error:
        return False
    return True


def script(address: ServerAddress) -> str:
    """Everything that a database administrator runs once for a hall."""
    name = address.database
    owner = f"antrean_{address.schema}"
    return "\n".join(
        (
            f"CREATE ROLE {owner} LOGIN PASSWORD '...';  -- owns the hall: makes it, moves it, updates its tables",
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' OWNER {owner};",
            *(f"{line};" for line in server_rights.roles(address)),
            *(f"GRANT {address.role(kind)} TO {owner};" for kind in server_rights.KINDS),
            f"GRANT CREATE ON DATABASE {name} TO {owner};",
            "-- then one login for each PC, by its kind of device:",
            *(f"-- {server_rights.login_line(address, kind, f'{kind}_1')}" for kind in server_rights.KINDS),
        )
    )


def make(address: ServerAddress, hall: Hall, clock: Clock) -> None:
    """A new hall, all of it or nothing. UsageFault when the schema is there already."""
    refuse_pretended(hall, clock)
    with opened(address) as connection:
        if server_schema.exists(connection, address.schema):
            raise UsageFault(
                f"{address.shown} has a schema {address.schema} already.",
                "Leave out --sample and --from to join the hall in it, or name another with --schema.",
            )
        with permitted(address), server_schema.transaction(connection):
            server_schema.make(connection, address)
            fill(ServerDb(connection), hall, clock)


def fill(db: ServerDb, hall: Hall, clock: Clock) -> None:
    """The first rows of a new hall."""
    hall_rows.write(db, hall_rows.rows_of(hall))
    db.execute("INSERT INTO pulse (id, hall_version) VALUES (1, 1)")
    db.executemany(
        "INSERT INTO meta (name, value) VALUES (?, ?)",
        [("hall_id", secrets.token_hex(16)), ("created_at", str(clock())), ("journal", "delete")],
    )


class permitted:  # noqa: N801 - used like a function
    """Within it, what the login may not do becomes a fault with what somebody else has to run."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            raise NotPermittedError(
                f"This login may not make a hall in {self._address.shown} ({str(error).splitlines()[0]}).",
                script(self._address),
            ) from error
        if isinstance(error, psycopg.Error):
            raise server_errors.sorted_fault(error) from error


def update(address: ServerAddress) -> bool:
    """Add what a newer Antrean needs, rights included, to the hall that is there; False when there is none."""
    with opened(address) as connection:
        if not server_schema.exists(connection, address.schema):
            return False
        server_schema.state(connection, address)
        with permitted(address):
            server_schema.bring_forward(connection, address, lock_key(address.schema))
        return True


def drop(address: ServerAddress) -> None:
    """Take a trial's hall and its roles from the server. EnvironmentFault when this login may not."""
    with opened(address) as connection, permitted(address), server_schema.transaction(connection):
        ask(connection, f"DROP SCHEMA IF EXISTS {address.schema} CASCADE", None)
        for kind in server_rights.KINDS:
            ask(connection, f"DROP ROLE IF EXISTS {address.role(kind)}", None)
