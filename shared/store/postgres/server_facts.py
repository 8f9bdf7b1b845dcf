"""What the server says of itself: for ``antrean check``."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from shared.store.postgres.server_hall import ServerHall
from shared.store.postgres.server_rights import KINDS


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """One look at the server.

    Attributes:
        version: Like "15.14".
        standby: Whether it only repeats another server.
        login: Who this PC is there.
        kinds: The kinds of device that this login may act as; empty for one that has no role.
        owner: Whether it owns the hall's tables.
        connections: How many are used now, and how many there may be.
        settings: What of the server's settings matters here.
        replicas: Each standby: its name, its state, how it follows (sync, async), and how far it is behind in seconds.
        behind_seconds: How old what a standby shows is; None on a primary.
        bytes: How large the hall is.
    """

    version: str
    standby: bool
    login: str
    kinds: tuple[str, ...]
    owner: bool
    connections: tuple[int, int]
    settings: dict[str, str]
    replicas: tuple[tuple[str, str, str, float], ...]
    behind_seconds: float | None
    bytes: int


_SETTINGS = ("server_version", "fsync", "full_page_writes", "synchronous_commit", "synchronous_standby_names", "ssl",
             "max_connections", "server_encoding", "data_checksums")  # fmt: skip


def look(hall: ServerHall) -> ServerFacts:
    """Ask; an EnvironmentFault when the server does not answer."""
    schema = hall.address.schema
    settings = {name: hall.asked(f"SELECT current_setting('{name}')").fetchall()[0][0] for name in _SETTINGS}
    ((standby, login, owner, used, behind, size),) = hall.asked(
        "SELECT pg_is_in_recovery(), session_user::text,"
        f" pg_has_role(session_user, (SELECT nspowner FROM pg_namespace WHERE nspname = '{schema}'), 'MEMBER'),"
        " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
        " CASE WHEN pg_is_in_recovery()"
        " THEN extract(epoch FROM now() - pg_last_xact_replay_timestamp())::double precision END,"
        f" (SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relnamespace ="
        f" (SELECT oid FROM pg_namespace WHERE nspname = '{schema}') AND relkind = 'r')"
    ).fetchall()
    kinds = hall.asked(
        "SELECT rolname::text FROM pg_roles WHERE rolname IN ("
        + ", ".join(f"'{hall.address.role(kind)}'" for kind in KINDS)
        + ") AND pg_has_role(session_user, oid, 'MEMBER')"
    ).fetchall()
    replicas = hall.asked(
        "SELECT coalesce(application_name, '?'), coalesce(state, '?'), coalesce(sync_state, '?'),"
        " coalesce(extract(epoch FROM replay_lag), 0)::double precision FROM pg_stat_replication"
    ).fetchall()
    return ServerFacts(
        settings["server_version"].split()[0],
        standby,
        login,
        tuple(sorted(name.rpartition("_")[2] for (name,) in kinds)),
        owner,
        (used, int(settings["max_connections"])),
        settings,
        tuple((str(name), str(state), str(sync), float(lag)) for name, state, sync, lag in replicas),
        behind,
        size,
    )


def ask_milliseconds(hall: ServerHall, tries: int = 20) -> tuple[float, float]:
    """How long a short question takes: the middle one and the worst of some."""
    return _times(lambda: hall.asked("SELECT 1"), tries)


def write_milliseconds(hall: ServerHall, tries: int = 10) -> tuple[float, float]:
    """How long a whole write takes, until the server's disk has it: the middle one and the worst of some."""
    return _times(hall.try_writing, tries)


def _times(what: Callable[[], object], tries: int) -> tuple[float, float]:
    found: list[float] = []
    for _ in range(tries):
        begun = time.perf_counter()
        what()
        found.append((time.perf_counter() - begun) * 1000)
    found.sort()
    return found[len(found) // 2], found[-1]
