"""The views for statisticians on a server: the names and columns of the file's (``sqlite.views``).

Nothing in the program reads them. The role for statistics may read these and no table.
"""


def _iso(column: str) -> str:
    return f"to_char(to_timestamp({column} / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"


def _minutes(start: str, end: str) -> str:
    return f"round((({end} - {start}) / 60000.0)::numeric, 1)::double precision"


_SELECTS: dict[str, str] = {
    "visits": f"""
        SELECT t.day, t.label, {_iso("t.taken_at")} AS taken_at, t.priority, t.device AS taken_at_device,
            count(s.id) AS steps, count(*) FILTER (WHERE s.state = 'done') AS done,
            count(*) FILTER (WHERE s.state = 'no_show') AS no_shows,
            {_minutes("t.taken_at", "max(s.ended_at)")} AS minutes_in_hall
        FROM tickets t JOIN steps s ON s.ticket = t.id GROUP BY t.id""",
    "waits": f"""
        SELECT s.day, t.label, s.service, s.counter, s.priority, s.state, {_iso("s.since")} AS in_line_since,
            {_iso("s.called_at")} AS called_at, {_minutes("s.since", "s.called_at")} AS minutes_waited,
            {_minutes("coalesce(s.started_at, s.called_at)", "s.ended_at")} AS minutes_served
        FROM steps s JOIN tickets t ON t.id = s.ticket WHERE s.called_at IS NOT NULL""",
    "calls_by_day": """
        SELECT day, zone, count(*) AS calls, sum(times)::bigint AS called_out, count(DISTINCT counter) AS counters
        FROM calls GROUP BY day, zone""",
    "services_by_day": """
        SELECT day, service, taken, taken_priority, done, no_show, cancelled, expired, transferred FROM tallies""",
    "waits_by_hour": """
        SELECT day, service, to_char(to_timestamp(since / 1000) AT TIME ZONE 'UTC', 'HH24') AS hour_utc,
            count(*) AS called,
            round(avg((called_at - since) / 60000.0), 1)::double precision AS mean_minutes_waited,
            round(max((called_at - since) / 60000.0), 1)::double precision AS longest_minutes_waited
        FROM steps WHERE called_at IS NOT NULL GROUP BY 1, 2, 3""",
    "audit": f"""
        SELECT sequence, {_iso("at")} AS at, day, what, device, officer, label, service, counter, call, reason, data
        FROM events""",
    "summary": """
        SELECT data, at FROM reports WHERE kind = 'summary'""",
}
NAMES = tuple(_SELECTS)


def statements() -> tuple[str, ...]:
    """What makes them, in place of those that are there."""
    made: list[str] = []
    for name, select in _SELECTS.items():
        made += [f"DROP VIEW IF EXISTS {name}", f"CREATE VIEW {name} AS{select}"]
    return tuple(made)
