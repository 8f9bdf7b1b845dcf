"""The summaries of all halls of a database, read through their views: a login for statistics is enough."""

import psycopg
from psycopg import sql

from shared.store.postgres import server_connection, server_errors
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ask


def in_database(address: ServerAddress) -> list[tuple[str, str | None]]:
    """Schema and summary of each hall that this login may look at; None where no program has told anything yet.

    EnvironmentFault when the server does not answer.
    """
    try:
        with server_connection.connect(address, "antrean overview") as connection:
            schemas = ask(
                connection,
                "SELECT n.nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relkind = 'v' AND c.relname = 'summary' AND strpos(n.nspname, '_moved_') = 0"
                " AND has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') ORDER BY 1",
            ).fetchall()
            found: list[tuple[str, str | None]] = []
            for (schema,) in schemas:
                asked = sql.SQL("SELECT data FROM {}.summary").format(sql.Identifier(schema))
                row = connection.execute(asked).fetchone()
                found.append((str(schema), None if row is None else str(row[0])))
            return found
    except (psycopg.Error, OSError) as error:
        raise server_errors.sorted_fault(error) from error
