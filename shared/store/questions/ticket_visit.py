"""One visit as its own visitor may know it: each step's state, place and wait, and what can still be done."""

from dataclasses import dataclass, replace

from shared.domain import patience
from shared.domain.answers import Issued, IssuedStep, Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, StepState
from shared.store.engine import Db, Row
from shared.store.questions.lines import Lines, Snapshot, snapshot
from shared.store.questions.state import present_day
from shared.store.record.hall_index import index, marks
from shared.store.record.job_rows import Asked, JobState, jobs_of


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a visit.

    Attributes:
        ahead, wait_minutes: of a step that waits: how many are called before it, and how long that may take.
        counter: where it is, or was last.
        too_late: of a no-show: why it cannot come back, if it cannot.
    """

    step: int
    service: str
    state: StepState
    counter: str | None
    ahead: int = 0
    wait_minutes: tuple[int, int] | None = None
    too_late: Refused | None = None


@dataclass(frozen=True, slots=True)
class TicketVisit:
    """A ticket of today and what became of it.

    Attributes:
        reprints: the papers that the visitor asked for again.
        due: of a booking, its time while that is to come: the number is called then, whoever else waits.
    """

    issued: Issued
    steps: tuple[ShownStep, ...]
    reprints: int = 0
    due: Instant | None = None

    @property
    def can_come_back(self) -> bool:
        """A step was called in vain, and its grace time still lasts."""
        return any(step.state is StepState.NO_SHOW and step.too_late is None for step in self.steps)


def visit_of(db: Db, hall: Hall, now: Instant, ticket: int) -> TicketVisit | None:
    """A ticket of today by its id; None for one that is not of today, or of no hall that this is."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    head = db.execute(
        "SELECT id, day, label, priority, visual, lang, taken_at, booked_for FROM tickets WHERE id = ? AND day = ?",
        (ticket, day),
    ).fetchone()
    if head is None:
        return None
    rows = db.execute(
        "SELECT id, service, priority, state, ready, place, counter, call, ended_at FROM steps"
        " WHERE ticket = ? AND state <> 'transferred' ORDER BY position",
        (ticket,),
    ).fetchall()
    rows = [row for row in rows if row["service"] in hall.service]
    if not rows:
        return None
    seen = snapshot(db, hall, now, day, pulse)
    steps = tuple(_step(db, hall, now, seen, row) for row in rows)
    issued = Issued(
        head["id"], head["label"], day, head["taken_at"], bool(head["priority"]), bool(head["visual"]), head["lang"],
        tuple(IssuedStep(step.step, step.service, step.ahead, step.wait_minutes) for step in steps),
        booked_for=head["booked_for"],
    )  # fmt: skip
    asked = [job for job in jobs_of(db, ticket) if job.asked is Asked.VISITOR]
    due = issued.booked_for if issued.booked_for is not None and issued.booked_for > now else None
    return TicketVisit(issued, steps, sum(job.state is not JobState.FAILED_CLEAN for job in asked), due)


def _step(db: Db, hall: Hall, now: Instant, seen: Snapshot, row: Row) -> ShownStep:
    state = StepState(row["state"])
    plain = ShownStep(row["id"], row["service"], state, row["counter"])
    if state is StepState.WAITING:
        before = Lines(hall, now, replace(seen, tallies=_before(db, hall, seen, row)))
        ahead, wait = before.told(row["service"], priority=bool(row["priority"]))
        return replace(plain, ahead=ahead, wait_minutes=wait)
    if state is StepState.NO_SHOW:
        calls = db.execute(
            "SELECT count(*) FROM steps WHERE day = ? AND service = ? AND call > ?",
            (seen.day, row["service"], row["call"]),
        ).fetchone()[0]
        return replace(plain, too_late=patience.may_rejoin(hall, row["ended_at"], now, calls))
    return plain


def _before(db: Db, hall: Hall, seen: Snapshot, row: Row) -> dict[str, dict[str, int]]:
    """The day's counts as if only those waited who stand before this step."""
    together = index(hall).together[row["service"]]
    counted = db.execute(
        "SELECT service, priority, count(*) FROM steps WHERE day = ? AND state = 'waiting' AND ready = 1"
        f" AND service IN ({marks(len(together))}) AND (place < ? AND priority >= ? OR priority > ?)"
        " GROUP BY service, priority",
        (seen.day, *together, row["place"], row["priority"], row["priority"]),
    ).fetchall()
    tallies = {service: {**tally, "waiting": 0, "waiting_priority": 0} for service, tally in seen.tallies.items()}
    for service, priority, count in counted:
        tallies[service]["waiting"] += count
        tallies[service]["waiting_priority"] += count if priority else 0
    return tallies
