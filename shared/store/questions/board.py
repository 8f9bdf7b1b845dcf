"""What a display shows before the feed drives it on: counters, the last calls, how many wait."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from shared.domain.availability import Disturbance, Pause
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant, StepState
from shared.store.engine import Db, Row
from shared.store.questions.lines import AT_COUNTER, Lines, disturbances, pause_of, snapshot
from shared.store.questions.state import present_day
from shared.store.record import events
from shared.store.record.announcements import Announcement, announced
from shared.store.record.hall_index import index, marks


@dataclass(frozen=True, slots=True)
class BoardCall:
    """A call of today as a display shows it. ``state`` is the present state of its step; ``times`` how often called."""

    call: int
    label: str
    service: str
    counter: str
    zone: str
    at: Instant
    last_at: Instant
    times: int
    visual: bool
    lang: str
    state: StepState
    ticket: int
    step: int
    priority: bool


@dataclass(frozen=True, slots=True)
class BoardCounter:
    """A counter's line on the board. ``label`` is the number that it has called or serves."""

    counter: str
    zone: str
    agency: str
    status: CounterStatus
    back_at: Instant | None = None
    label: str | None = None
    service: str | None = None
    state: StepState | None = None


@dataclass(frozen=True, slots=True)
class BoardState:
    """Everything a display needs at its start. The feed goes on after ``sequence``; counts are by service."""

    day: str = ""
    sequence: int = 0
    paused: Pause | None = None
    counters: tuple[BoardCounter, ...] = ()
    calls: tuple[BoardCall, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict[str, int])
    wait_minutes: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    disturbed: Mapping[str, Disturbance] = field(default_factory=dict[str, Disturbance])
    day_closed: bool = False
    announced: Mapping[str, Announcement] = field(default_factory=dict[str, Announcement])

    @property
    def breaks(self) -> Mapping[str, Instant | None]:
        """The counters on a break, and when each is back if that is known."""
        return {c.counter: c.back_at for c in self.counters if c.status is CounterStatus.BREAK}


def board(db: Db, hall: Hall, zones: Collection[str], now: Instant | None = None, *, limit: int = 50) -> BoardState:
    """The board of some zones (of all, when empty). Calls oldest first; ``now`` is only needed for estimates."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day: str = (pulse["day"] or "") if now is None else present_day(hall, pulse, now)
    wanted = set(zones) or set(hall.zone)
    lines = None if now is None else Lines(hall, now, snapshot(db, hall, now, day, pulse))
    return BoardState(
        day=day,
        sequence=events.newest(db),
        paused=None if now is None else pause_of(pulse, now),
        counters=_counters(db, hall, wanted, fresh=pulse["day"] == day),
        calls=_calls(db, wanted, day, limit),
        waiting=dict(db.execute("SELECT service, waiting FROM tallies WHERE day = ?", (day,)).fetchall()),
        wait_minutes={} if lines is None else _waits(hall, lines),
        disturbed=disturbances(db),
        day_closed=bool(pulse["day_closed"]) and pulse["day"] == day,
        announced={} if now is None else announced(db, now),
    )


def _waits(hall: Hall, lines: Lines) -> dict[str, tuple[int, int]]:
    """The wait of each service for which one can be told."""
    waits = {service: lines.wait_minutes(service) for service in hall.service}
    return {service: wait for service, wait in waits.items() if wait is not None}


def _counters(db: Db, hall: Hall, zones: set[str], *, fresh: bool) -> tuple[BoardCounter, ...]:
    rows = db.execute(
        "SELECT c.counter, c.status, c.back_at, k.label, s.service, s.state FROM counters c"
        f" {AT_COUNTER} LEFT JOIN calls k ON k.number = s.call"
    )
    standing = {row["counter"]: row for row in rows} if fresh else {}
    zone_of = index(hall).zone_of
    return tuple(
        _counter(hall, code, zone_of[code], standing.get(code)) for code in hall.counter if zone_of[code] in zones
    )


def _counter(hall: Hall, code: str, zone: str, row: Row | None) -> BoardCounter:
    agency = hall.counter[code].agency
    if row is None:
        return BoardCounter(code, zone, agency, CounterStatus.CLOSED)
    return BoardCounter(
        code, zone, agency, CounterStatus(row["status"]), row["back_at"], row["label"], row["service"],
        None if row["state"] is None else StepState(row["state"]),
    )  # fmt: skip


_CALL = (
    "SELECT c.number, c.label, c.service, c.counter, c.zone, c.at, c.last_at, c.times, c.visual, c.lang, s.state,"
    " c.ticket, c.step, c.priority"
    " FROM calls c JOIN steps s ON s.id = c.step"
)


def _call(row: Row) -> BoardCall:
    return BoardCall(
        row["number"], row["label"], row["service"], row["counter"], row["zone"], row["at"], row["last_at"],
        row["times"], bool(row["visual"]), row["lang"], StepState(row["state"]), row["ticket"], row["step"],
        bool(row["priority"]),
    )  # fmt: skip


def _calls(db: Db, zones: set[str], day: str, limit: int) -> tuple[BoardCall, ...]:
    """The last calls of the zones; the day's first call is known, so nothing before it is looked at."""
    first = db.execute("SELECT first_call FROM days WHERE day = ?", (day,)).fetchone()
    if first is None:
        return ()
    rows = db.execute(
        f"{_CALL} WHERE c.number >= ? AND c.zone IN ({marks(len(zones))}) ORDER BY c.number DESC LIMIT ?",
        (first[0], *sorted(zones), limit),
    ).fetchall()
    return tuple(_call(row) for row in reversed(rows))
