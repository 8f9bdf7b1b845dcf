"""Who may write what on the server, whatever program they use: one role for each kind of device.

Grants say which tables and columns a role may touch; guards in the schema say which moves. What opens a business day is
everybody's: it is the first act of the morning, whoever does it. A login of one PC is a member of its kind's role.
"""

from shared.store.postgres import server_views
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ServerConnection, ask
from shared.store.record.events import What

KINDS = ("kiosk", "counter", "display", "supervisor", "statistics")
"""The kinds of logins. A supervisor's may do what a counter's may, and change the hall; statistics reads views only."""

_ALL = ("kiosk", "counter", "display", "supervisor")
_FLOOR = ("counter", "supervisor")

_EVERYBODY: tuple[str, ...] = (
    "SELECT ON ALL TABLES IN SCHEMA {schema}",
    "INSERT ON events, requests, device_keys, chores, days, tickets, steps, numbers, tallies, paces, programs, reports",
    "INSERT ON refused_numbers",
    "UPDATE ON refused_numbers",
    "UPDATE ON chores, numbers, tallies, paces, programs, reports, server_state",
    "UPDATE (day, previous_day, day_closed, history) ON pulse",
    "UPDATE (step) ON counters",
    "UPDATE (state, ready, ended_at, successor, waits_for, reason) ON steps",
    "DELETE ON requests, counters, undo, numbers, leases, programs, reports",
)
"""What every device needs: to look, to sign what it does, and to open the day if it comes first."""
_GRANTS: dict[str, tuple[str, ...]] = {
    "kiosk": ("INSERT ON leases, print_jobs, printers", "UPDATE ON leases, print_jobs, printers",
              "UPDATE (ticket) ON bookings", "DELETE ON print_jobs"),
    "display": ("INSERT ON call_reports", "UPDATE ON call_reports"),
    "counter": (
        "INSERT ON calls, counters, undo, disturbed, sessions, sign_ins, bookings, leases, print_jobs, printers",
        "INSERT ON call_reports",
        "UPDATE ON steps, calls, counters, undo, disturbed, sessions, sign_ins, bookings, leases, print_jobs, printers",
        "DELETE ON disturbed, sessions, sign_ins, bookings, print_jobs, paces",
    ),
    "supervisor": ("INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema}",),
}  # fmt: skip

_KIOSK_EVENTS = (
    What.ISSUED, What.CANCELLED, What.NOTE, What.HELP_REQUESTED, What.PRINT_FATE, What.PRINTER_HEALTH, What.LEASE_TAKEN,
    What.LEASE_RETURNED, What.SETTLED, What.SETTLE_REFUSED, What.BACKUP_MADE, What.SIGN_IN_FAILED,
)  # fmt: skip
_DISPLAY_EVENTS = (What.NOTE, What.BACKUP_MADE, What.HELP_REQUESTED)

_FUNCTIONS: tuple[str, ...] = (
    # by the login, not by a role that it took on: SET ROLE changes nothing here
    """CREATE OR REPLACE FUNCTION is_of(VARIADIC kinds TEXT[]) RETURNS BOOLEAN LANGUAGE sql STABLE
        AS $$ SELECT bool_or(pg_has_role(session_user, 'antrean_{schema}_' || kind, 'MEMBER')) OR (
        SELECT pg_has_role(session_user, nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = '{schema}')
        FROM unnest(kinds) kind $$""",
    # whether this very transaction opened the business day: its row in days is of no older transaction
    """CREATE OR REPLACE FUNCTION opens_day() RETURNS BOOLEAN LANGUAGE sql STABLE
        AS $$ SELECT EXISTS (SELECT 1 FROM {schema}.days d, {schema}.pulse p
        WHERE d.day = p.day AND age(d.xmin) <= 0) $$""",
    """CREATE OR REPLACE FUNCTION refuse_move() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE =
            format('%s may not do this (%s on %s)', session_user, TG_OP, TG_TABLE_NAME); END $$""",
    """CREATE OR REPLACE FUNCTION guard_opening() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        IF NOT {schema}.opens_day() THEN
            RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE =
                format('%s may do this only to open a day (%s on %s)', session_user, TG_OP, TG_TABLE_NAME);
        END IF; RETURN NULL; END $$""",
    """CREATE OR REPLACE FUNCTION guard_step() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        IF NOT ({schema}.opens_day() AND OLD.day < (SELECT p.day FROM {schema}.pulse p)) THEN
            RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE =
                format('%s may not move a visit from %s to %s', session_user, OLD.state, NEW.state);
        END IF; RETURN NULL; END $$""",
    # a day that this server's clock does not know yet is opened in a hall for practice only
    """CREATE OR REPLACE FUNCTION guard_day() RETURNS TRIGGER LANGUAGE plpgsql AS $$
        DECLARE told json; BEGIN
        SELECT data::json INTO told FROM {schema}.hall_data WHERE section = 'hall';
        IF coalesce((told->>'practice')::boolean, false) IS FALSE
            AND NEW.day > to_char((now() + interval '10 minutes') AT TIME ZONE (told->>'timezone'), 'YYYY-MM-DD') THEN
            RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = format('%s may not open %s', session_user, NEW.day);
        END IF; RETURN NULL; END $$""",
)


def _guards() -> tuple[tuple[str, str, str, str], ...]:
    """Name, event and table, condition, function: checked at COMMIT, and only for logins that it could concern."""
    floor, kiosk = "NOT {schema}.is_of('counter', 'supervisor')", "{schema}.is_of('kiosk')"
    cancels = "(" + kiosk + " AND NEW.state = 'cancelled' AND OLD.state IN ('waiting', 'held', 'no_show'))"
    kiosk_events = ", ".join(f"'{what}'" for what in _KIOSK_EVENTS)
    display_events = ", ".join(f"'{what}'" for what in _DISPLAY_EVENTS)
    allowed = f"NEW.what IN ({display_events}) OR ({kiosk} AND NEW.what IN ({kiosk_events}))"
    return (
        ("moves", "UPDATE ON steps", f"OLD.state <> NEW.state AND {floor} AND NOT {cancels}", "guard_step"),
        ("arrivals", "INSERT ON steps", f"{floor} AND NOT ({kiosk} AND NEW.state = 'waiting')", "guard_opening"),
        ("tickets_given", "INSERT ON tickets", f"{floor} AND NOT {kiosk}", "guard_opening"),
        ("words", "INSERT ON events", f"{floor} AND NOT ({allowed})", "guard_opening"),
        ("counters_gone", "DELETE ON counters", floor, "guard_opening"),
        ("undo_gone", "DELETE ON undo", floor, "guard_opening"),
        ("counters_left", "UPDATE ON counters", floor, "guard_opening"),
        ("blocks_gone", "DELETE ON leases", f"{floor} AND NOT {kiosk}", "guard_opening"),
        ("day_moves", "UPDATE ON pulse",
         f"(OLD.day IS DISTINCT FROM NEW.day OR OLD.day_closed <> NEW.day_closed) AND {floor}", "guard_opening"),
        ("day_known", "INSERT ON days", floor, "guard_day"),
        ("keys", "INSERT ON device_keys", "NEW.state <> 'seen' AND NOT {schema}.is_of('supervisor')", "refuse_move"),
    )  # fmt: skip


def roles(address: ServerAddress) -> tuple[str, ...]:
    """What makes the roles of a hall's devices; needs the right to make roles."""
    return tuple(f"CREATE ROLE {address.role(kind)} NOLOGIN" for kind in KINDS)


def missing_roles(connection: ServerConnection, address: ServerAddress) -> tuple[str, ...]:
    """The roles of this hall that the server does not have yet."""
    names = ", ".join(f"'{address.role(kind)}'" for kind in KINDS)
    known = {name for (name,) in ask(connection, f"SELECT rolname FROM pg_roles WHERE rolname IN ({names})")}
    return tuple(address.role(kind) for kind in KINDS if address.role(kind) not in known)


def statements(connection: ServerConnection, address: ServerAddress) -> tuple[str, ...]:
    """Grants and guards of a schema, as this version has them. Roles that are not there are made."""
    schema = address.schema
    made = [f"CREATE ROLE {name} NOLOGIN" for name in missing_roles(connection, address)]
    functions = [sql.replace("{schema}", schema) for sql in _FUNCTIONS]
    guards: list[str] = []
    for name, event, condition, function in _guards():
        table = event.split()[-1]
        guards += [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
            f" WHEN ({condition.replace('{schema}', schema)}) EXECUTE FUNCTION {function}()",
        ]
    views = ", ".join(server_views.NAMES)
    granted = [f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"]
    granted += [f"GRANT USAGE ON SCHEMA {schema} TO {address.role(kind)}" for kind in KINDS]
    granted += [f"GRANT SELECT ON {views} TO {address.role('statistics')}"]
    for kind in _ALL:
        given = (*_EVERYBODY, *_GRANTS["counter" if kind == "supervisor" else kind], *_GRANTS.get(kind, ()))
        granted += [f"GRANT {one.format(schema=schema)} TO {address.role(kind)}" for one in dict.fromkeys(given)]
    return (*made, *functions, *guards, *granted)


def login_line(address: ServerAddress, kind: str, login: str = "NAME") -> str:
    """What the person who keeps the server runs for one PC."""
    return f"CREATE ROLE {login} LOGIN PASSWORD '...' IN ROLE {address.role(kind)};"
