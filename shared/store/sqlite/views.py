"""Views with plain names, for statisticians who open a copy of the file with sqlite-utils, Datasette or a report.

Times are ISO 8601 in UTC (add the hall's offset: WIB +7, WITA +8, WIT +9); durations are minutes. Nothing in the
program reads them.
"""


def _iso(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column} / 1000, 'unixepoch')"


def _minutes(start: str, end: str) -> str:
    return f"round(({end} - {start}) / 60000.0, 1)"


VIEWS = f"""
CREATE VIEW visits AS
    -- one row for each ticket
    SELECT t.day, t.label, {_iso("t.taken_at")} AS taken_at, t.priority, t.device AS taken_at_device,
        count(s.id) AS steps, sum(s.state = 'done') AS done, sum(s.state = 'no_show') AS no_shows,
        {_minutes("t.taken_at", "max(s.ended_at)")} AS minutes_in_hall
    FROM tickets t JOIN steps s ON s.ticket = t.id GROUP BY t.id;
CREATE VIEW waits AS
    -- one row for each step that was called: how long it waited and how long it was served
    SELECT s.day, t.label, s.service, s.counter, s.priority, s.state, {_iso("s.since")} AS in_line_since,
        {_iso("s.called_at")} AS called_at, {_minutes("s.since", "s.called_at")} AS minutes_waited,
        {_minutes("coalesce(s.started_at, s.called_at)", "s.ended_at")} AS minutes_served
    FROM steps s JOIN tickets t ON t.id = s.ticket WHERE s.called_at IS NOT NULL;
CREATE VIEW calls_by_day AS
    SELECT day, zone, count(*) AS calls, sum(times) AS called_out, count(DISTINCT counter) AS counters
    FROM calls GROUP BY day, zone;
CREATE VIEW services_by_day AS
    SELECT day, service, taken, taken_priority, done, no_show, cancelled, expired, transferred FROM tallies;
CREATE VIEW waits_by_hour AS
    -- hours in UTC
    SELECT day, service, strftime('%H', since / 1000, 'unixepoch') AS hour_utc, count(*) AS called,
        round(avg((called_at - since) / 60000.0), 1) AS mean_minutes_waited,
        round(max((called_at - since) / 60000.0), 1) AS longest_minutes_waited
    FROM steps WHERE called_at IS NOT NULL GROUP BY day, service, hour_utc;
CREATE VIEW audit AS
    -- what everybody did, in order
    SELECT sequence, {_iso("at")} AS at, day, what, device, officer, label, service, counter, call, reason, data
    FROM events;
"""
