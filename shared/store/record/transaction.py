"""One write = one function = one short transaction, remembered by the request id of the press that caused it.

A repeat, a retry after a timeout and a second window get the first answer again, whether it was done or refused,
and change nothing.
"""

import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from shared.domain.answers import Answer, Refused
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import backoff
from shared.store.engine import Db, Engine
from shared.store.hall_faults import NO_ROOM, HalfCommit
from shared.store.record import answers_json, events, refused_numbers, rollover, undo
from shared.store.record.authority import NotAllowed, Scope, enter
from shared.store.record.chain import Chain
from shared.store.record.clock_guard import refuse_false_morning
from shared.store.record.events import What
from shared.store.record.hall_index import need_counter
from shared.store.record.undo import UNDOABLE, Changes

_PRUNED_AT_ONCE = 40
"""Old request ids that one act deletes: few, so that no press has to delete those of a whole day."""

_A = TypeVar("_A", bound=Answer)
as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Plain values as they are in the file."""


def new_request() -> str:
    """A request id for one press; no other press gets the same."""
    return uuid.uuid4().hex


@dataclass(slots=True)
class Tx:
    """An open write transaction and what every act needs in it.

    Attributes:
        db: The connection, inside ``BEGIN IMMEDIATE``.
        hall: The hall's data as of this transaction.
        now: What this PC's clock says.
        day: The business day that is open in the file.
        device: The device that acts.
        chain: The end of the audit, to which events are put.
        scope: What whoever acts may touch; None for everything.
        officer: The officer who acts, if one does.
        changes: What the act changes, where it can be taken back.
    """

    db: Db
    hall: Hall
    now: Instant
    day: str
    device: str
    chain: Chain
    officer: str | None = None
    pulse: Mapping[str, Any] = field(default_factory=dict[str, Any])
    changes: Changes | None = None
    scope: Scope | None = None

    def need_counter(self, counter: str) -> None:
        """UsageFault for a counter that the hall does not have, NotAllowed for one where this officer may not act."""
        need_counter(self.hall, counter)
        if self.scope is not None:
            self.scope.need_counter(self.hall, counter)

    def event(
        self,
        what: What,
        *,
        ticket: int | None = None,
        label: str | None = None,
        step: int | None = None,
        service: str | None = None,
        counter: str | None = None,
        call: int | None = None,
        reason: str | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> int:
        """Append an event; answers its sequence."""
        if self.scope is not None:
            self.scope.need(self.hall, what, counter, service)
        text = as_json(data) if data else None
        return self.chain.append(
            (self.now, self.day, what.value, self.device, self.officer, ticket, label, step, service, counter, call,
             reason, text)
        )  # fmt: skip


@remembered
def _day_in_minute(hall: Hall, minute: int) -> str:
    return business_day(hall, Instant(minute * 60_000)).isoformat()


def day_of(hall: Hall, now: Instant) -> str:
    """The business day at an instant, ``YYYY-MM-DD``; remembered by the minute, because every act asks."""
    return _day_in_minute(hall, now // 60_000)


def once(
    hall_file: Engine,
    request: str,
    act: str,
    body: Callable[[Tx], _A | Refused],
    *,
    officer: str | None = None,
    device: str | None = None,
    session: str = "",
    at: Instant | None = None,
) -> _A | Refused:
    """Do an act in one transaction, or give the first answer of this request again.

    NOT_ALLOWED, and nothing is changed or remembered, when whoever acts may not. ``session`` and ``at`` are those of an
    act that was kept while the share was gone.

    ``body`` decides first and writes afterwards: one that answers :class:`Refused` has written nothing (but, for an
    act of a spool, the refusal). When the link breaks in the middle of COMMIT, the request id tells whether the act
    was done: it is asked once more.
    """

    def enter_act(tx: Tx) -> None:
        enter(tx, hall_file, act, session, at)

    def again() -> _A | Refused:
        try:
            return _once(hall_file, request, act, body, officer, device, enter_act)
        except NotAllowed as no:
            return no.refused

    try:
        return again()
    except HalfCommit as half:
        asked = again if half.kind not in NO_ROOM else lambda: cast("_A | Refused | None", answered(hall_file, request))
        hall_file.truth_since = time.monotonic()
        try:
            return _settled(half, asked, hall_file.truth_seconds)
        finally:
            hall_file.truth_since = None
    except EnvironmentFault as fault:
        if fault.kind is not Kind.GONE:
            raise
        return again()


def _settled(half: HalfCommit, asked: Callable[[], _A | Refused | None], seconds: float) -> _A | Refused:
    """Whether a commit that was cut off was done, within that time; ``asked`` is None for "not done, and cannot be"."""
    why: EnvironmentFault = half
    for _ in backoff.turns(seconds, first_ms=200, longest_ms=2000):
        try:
            known = asked()
        except EnvironmentFault as fault:
            why = fault
            continue
        if known is None:
            raise EnvironmentFault(half.kind, half.sentence, half.remedy) from half
        return known
    raise half from why  # whether it was done is still not known: never say that it was not


def _once(
    hall_file: Engine,
    request: str,
    act: str,
    body: Callable[[Tx], _A | Refused],
    officer: str | None,
    device: str | None,
    enter_act: Callable[[Tx], None],
) -> _A | Refused:
    with hall_file.writing() as db:
        tx = begin(hall_file, db, officer, device)
        known = _answered(tx, request, act)
        if known is not None:
            return cast("_A | Refused", known)
        enter_act(tx)
        if rollover.is_due(tx):
            refuse_false_morning(hall_file.clock, tx.hall, tx.pulse["day"], hall_file.skew_ms)
            answer = _on_new_day(tx, lambda new: _done(new, request, act, body))
        else:
            answer = _done(tx, request, act, body)
        if isinstance(answer, Refused):
            refused_numbers.count(tx, act, answer)
        db.execute(
            "INSERT INTO requests (day, id, at, act, refused, answer) VALUES (?, ?, ?, ?, ?, ?)",
            (tx.day, request, tx.now, act, int(isinstance(answer, Refused)), answers_json.encode(answer)),
        )
        _prune(hall_file, tx)
        return answer


def _done(tx: Tx, request: str, act: str, body: Callable[[Tx], _A | Refused]) -> _A | Refused:
    """Do it, and keep for a moment what it takes to undo it."""
    tx.changes = Changes() if act in UNDOABLE else None
    answer = body(tx)
    if tx.changes is not None and not isinstance(answer, Refused):
        undo.keep(tx, tx.changes, request, act)
    return answer


def begin(hall_file: Engine, db: Db, officer: str | None = None, device: str | None = None) -> Tx:
    """The context of an act in an open write transaction."""
    pulse = hall_file.pulse(db)
    hall = hall_file.hall(db, pulse)
    now = hall_file.clock()
    # A PC whose clock is behind does not bring yesterday back.
    day = max(day_of(hall, now), pulse["day"] or "")
    device = device or hall_file.device
    chain = Chain(hall_file, db, device)
    return Tx(db, hall, now, day, device, chain, officer or None, cast("Mapping[str, Any]", pulse))


def _on_new_day(tx: Tx, body: Callable[[Tx], _A | Refused]) -> _A | Refused:
    """The first act of a business day opens it; when that act is refused, the day stays unopened.

    But where the refusal itself was put into the audit (an act of a spool that comes too late), which the day holds.
    """
    tx.db.execute("SAVEPOINT new_day")
    scope, tx.scope = tx.scope, None  # what the day before left is nobody's in particular
    rollover.open_day(tx)
    tx.scope = scope
    opened = events.newest(tx.db)
    answer = body(tx)
    if isinstance(answer, Refused) and events.newest(tx.db) == opened:
        tx.db.execute("ROLLBACK TO new_day")
    tx.db.execute("RELEASE new_day")
    return answer


def answered(hall_file: Engine, request: str) -> Answer | Refused | None:
    """The answer to a request, for a caller who was cut off before receiving it; None if it was not done."""
    with hall_file.reading() as db:
        return _answered(begin(hall_file, db), request)


def _answered(tx: Tx, request: str, act: str | None = None) -> Answer | Refused | None:
    """The answer to this request, today or on the business day before. UsageFault when it was another act's."""
    for day in filter(None, dict.fromkeys((tx.day, tx.pulse["day"], tx.pulse["previous_day"]))):
        row = tx.db.execute("SELECT answer, act FROM requests WHERE day = ? AND id = ?", (day, request)).fetchone()
        if row is None:
            continue
        if act is not None and row[1] != act:
            raise UsageFault(
                f'The request id "{request}" was another act\'s ({row[1]}).', "Give each press its own id."
            )
        return answers_json.decode(row[0])
    return None


def _prune(hall_file: Engine, tx: Tx) -> None:
    """Delete a few request ids from before yesterday's business day, until none is left."""
    oldest = min(tx.pulse["previous_day"] or tx.day, tx.day)
    if hall_file.swept == oldest:
        return
    gone = tx.db.execute(
        "DELETE FROM requests WHERE (day, id) IN (SELECT day, id FROM requests WHERE day < ? LIMIT ?)",
        (oldest, _PRUNED_AT_ONCE),
    )
    if gone.rowcount == 0:
        hall_file.swept = oldest
