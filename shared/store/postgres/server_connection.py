"""Connections to a hall's server: how they are made, and how long an answer may take."""

from collections.abc import Generator
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import conninfo

from shared.store.postgres import server_errors, server_rows
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_errors import ServerSilentError
from shared.store.postgres.server_rows import ServerRow

OLDEST = 150000
"""PostgreSQL 15, as ``server_version_num``."""
CONNECT_SECONDS = 3
ASK_SECONDS = 6.0
"""After this time without an answer a connection is given up. People are told sooner (``ThreadWatcher``):
a server that is only slow keeps its connections, for making new ones would cost it more."""
ACT_SECONDS = 6.0
"""How long one statement of an act may take to be answered: the server itself gives up after STATEMENT_MS."""
STATEMENT_MS = 5_000
IDLE_MS = 5_000
"""A PC that died or fell asleep in the middle of an act is put out after this time: nobody waits longer for it."""
_SETTINGS: dict[str, str] = {
    "connect_timeout": str(CONNECT_SECONDS),
    "tcp_user_timeout": "5000",
    "keepalives_idle": "2",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "gssencmode": "disable",
    "client_encoding": "UTF8",
}


class ServerConnection(psycopg.Connection[ServerRow]):
    """A connection on which no answer is waited for without an end.

    Attributes:
        patience: How many seconds the next answers may take; None for as long as it takes (a backup).
    """

    patience: float | None = ACT_SECONDS

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As psycopg does it, within our time. A server that stays silent is given up with its connection."""
        limit = self.patience if timeout is None else timeout
        try:
            return super().wait(gen, interval=interval, timeout=limit)
        except psycopg.OperationalError as error:
            if type(error).__name__ != "_WaitTimeout" or timeout is not None:
                raise
            self.pgconn.finish()
            raise ServerSilentError(f"no answer within {limit} s") from error


def connect(address: ServerAddress, application: str) -> ServerConnection:
    """A prepared connection. ``psycopg.Error`` when there is none to be had.

    Of several hosts the one is taken that can be written; one that can only be read where there is no other.
    """
    settings = _settings(address.url, application)
    several = "," in urlsplit(address.url).netloc or "," in str(settings.get("host", ""))
    try:
        return _prepared(address, settings | ({"target_session_attrs": "read-write"} if several else {}))
    except psycopg.OperationalError:
        if not several:
            raise
        return _prepared(address, settings)


def _settings(url: str, application: str) -> dict[str, Any]:
    given = conninfo.conninfo_to_dict(url)
    return {**_SETTINGS, "application_name": application[:60], **given}


def _prepared(address: ServerAddress, settings: dict[str, Any]) -> ServerConnection:
    connection = ServerConnection.connect(autocommit=True, row_factory=server_rows.row_maker, **settings)
    try:
        _need_new_enough(address, connection)
        server_rows.adapt(connection.adapters)
        ask(
            connection,
            f"SET search_path = {address.schema}, pg_temp; SET statement_timeout = {STATEMENT_MS};"
            f" SET idle_in_transaction_session_timeout = {IDLE_MS}; SET TimeZone = 'UTC'",
        )
    except BaseException:
        connection.close()
        raise
    return connection


def _need_new_enough(address: ServerAddress, connection: ServerConnection) -> None:
    if connection.info.server_version < OLDEST:
        raise server_errors.too_old(address, connection.info.server_version)


def ask(connection: ServerConnection, sql: str, seconds: float | None = ASK_SECONDS) -> "psycopg.Cursor[ServerRow]":
    """Several statements without values in one message, answered within that time; the first one's answer."""
    before, connection.patience = connection.patience, seconds
    try:
        return connection.execute(_plain(sql), prepare=False)
    finally:
        connection.patience = before


def _plain(sql: str) -> Any:
    """Our own words; psycopg's types want a literal."""
    return sql


class _Unhurried:
    """Within it a connection may take as long as it needs."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.patience = None
        ask(self._connection, "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")

    def __exit__(self, *_why: object) -> None:
        self._connection.patience = ACT_SECONDS
        if not self._connection.closed and self._connection.info.transaction_status.name == "IDLE":
            ask(
                self._connection,
                f"SET statement_timeout = {STATEMENT_MS}; SET idle_in_transaction_session_timeout = {IDLE_MS}",
            )


def unhurried(connection: ServerConnection) -> _Unhurried:
    """For copies, moves and checks that read everything: as long as it takes."""
    return _Unhurried(connection)


Rows = Generator[ServerRow]
