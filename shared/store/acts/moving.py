"""What an officer does with the visitor who was called, and with those who were set aside."""

from typing import Any

from shared.domain import moves, patience
from shared.domain.answers import Issued, Refused, StepMoved
from shared.domain.hall_data.hall import Rejoin
from shared.domain.moves import Move
from shared.domain.rejoin import place as place_by_rule
from shared.domain.words import Instant, Refusal, StepState, VisitEnd
from shared.store.acts.calling import Ending, call_data, end_current
from shared.store.acts.impersonal import impersonal
from shared.store.acts.target import Target, find
from shared.store.acts.times import past
from shared.store.engine import Engine, Row
from shared.store.record import events, steps
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse

Answered = StepMoved | Refused


def recall(hall_file: Engine, request: str, target: Target, officer: str = "") -> Answered:
    """Call the called number out again, within the hall's limit and gap."""
    return once(hall_file, request, "recall", lambda tx: _recall(tx, target), officer=officer)


def _recall(tx: Tx, target: Target) -> Answered:
    row = _legal(tx, target, Move.RECALL)
    if isinstance(row, Refused):
        return row
    call = tx.db.execute("SELECT number, times, last_at, zone FROM calls WHERE number = ?", (row["call"],)).fetchone()
    refused = patience.may_recall(tx.hall, call["times"], call["last_at"], tx.now)
    if refused is not None:
        return refused
    times = call["times"] + 1
    tx.db.execute("UPDATE calls SET times = ?, last_at = ? WHERE number = ?", (times, tx.now, row["call"]))
    data = call_data(tx, row, row["counter"], call["zone"], times)
    tx.event(
        What.RECALLED, ticket=row["ticket"], label=row["label"], step=row["id"], service=row["service"],
        counter=row["counter"], call=row["call"], data=data,
    )  # fmt: skip
    return StepMoved(
        row["ticket"], row["id"], row["label"], row["service"], StepState.CALLED, row["counter"], row["call"]
    )


def start(hall_file: Engine, request: str, target: Target, officer: str = "") -> Answered:
    """The visitor is there: serving begins."""
    return once(
        hall_file, request, "start", lambda tx: _move(tx, target, Move.START, {"started_at": tx.now}), officer=officer
    )


def finish(
    hall_file: Engine, request: str, target: Target, officer: str = "", *, ended: VisitEnd | None = None,
    outcome: str = "",
) -> Answered:  # fmt: skip
    """The visitor's service at this counter is done, with its ``outcome`` if it has one.

    STILL_CALLED as for ``call_next``, unless ``ended`` says it; OUTCOME_NEEDED.
    """

    def body(tx: Tx) -> Answered:
        row = _legal(tx, target, Move.FINISH)
        return row if isinstance(row, Refused) else end_current(tx, row, Ending(ended, outcome))

    return once(hall_file, request, "finish", body, officer=officer)


def no_show(hall_file: Engine, request: str, target: Target, officer: str = "") -> Answered:
    """Nobody came, after the calls and the time that the hall requires."""
    return once(hall_file, request, "no_show", lambda tx: _no_show(tx, target), officer=officer)


def _no_show(tx: Tx, target: Target) -> Answered:
    row = _legal(tx, target, Move.NO_SHOW)
    return row if isinstance(row, Refused) else end_current(tx, row, Ending(VisitEnd.NO_SHOW))


def hold(
    hall_file: Engine, request: str, target: Target, reason: str, until: Instant | None = None, officer: str = ""
) -> Answered:
    """Set the visitor aside, with a reason, until an instant or until resumed. The counter is free. TIME_IS_PAST."""

    def body(tx: Tx) -> Answered:
        if not reason.strip():
            return refuse(Refusal.REASON_NEEDED, tx.hall)
        refused = past(tx, until) or impersonal(tx, reason)
        if refused is not None:
            return refused
        columns = {"reason": reason.strip(), "hold_until": until}
        return _move(tx, target, Move.HOLD, columns, reason=reason.strip(), data={"until": until} if until else None)

    return once(hall_file, request, "hold", body, officer=officer)


def resume(hall_file: Engine, request: str, target: Target, officer: str = "") -> Answered:
    """Back in line at the old place. With only a counter named: the one last set aside there."""

    def body(tx: Tx) -> Answered:
        return _move(tx, target, Move.RESUME, {"rejoined": "resume", "hold_until": None})

    return once(hall_file, request, "resume", body, officer=officer)


def return_step(
    hall_file: Engine, request: str, target: Target, reason: str = "", officer: str = "", *, where: Rejoin | None = None
) -> Answered:
    """Back in line, at the place that the hall's rule for returns gives, or ``where`` the officer says."""
    return once(hall_file, request, "return", lambda tx: _return(tx, target, reason, where), officer=officer)


def _return(tx: Tx, target: Target, reason: str, where: Rejoin | None) -> Answered:
    row = _legal(tx, target, Move.RETURN)
    if isinstance(row, Refused):
        return row
    refused = impersonal(tx, reason)
    if refused is not None:
        return refused
    rule = tx.hall.rules.calls
    place = place_for(tx, row["service"], where or rule.return_rejoin, rule.return_after, row["place"])
    columns = {"place": place, "rejoined": "return", "hold_until": None}
    return steps.shift(tx, row, Move.RETURN, columns=columns, reason=reason.strip() or None)


def cancel(hall_file: Engine, request: str, target: Target, reason: str = "", officer: str = "") -> Answered:
    """The visitor does not want this any more."""

    def body(tx: Tx) -> Answered:
        return impersonal(tx, reason) or _move(tx, target, Move.CANCEL, reason=reason.strip() or None)

    return once(hall_file, request, "cancel", body, officer=officer)


def withdraw_number(hall_file: Engine, request: str, issued: Issued, reason: str) -> Answered:
    """A number that is in nobody's hands: its steps that still wait are cancelled. NO_SUCH_TICKET."""

    def body(tx: Tx) -> Answered:
        known = tx.db.execute("SELECT taken_at FROM tickets WHERE id = ?", (issued.ticket,)).fetchone()
        rows = (
            [steps.by_id(tx.db, step.step) for step in issued.steps]
            if known and known["taken_at"] == issued.taken_at
            else []
        )
        answer: Answered = refuse(Refusal.NO_SUCH_TICKET, tx.hall, details={"label": issued.label})
        for row in rows:
            if row["state"] == StepState.WAITING:
                answer = steps.shift(tx, row, Move.CANCEL, reason=reason)
        return answer

    return once(hall_file, request, "cancel", body)


def rejoin(hall_file: Engine, request: str, target: Target, officer: str = "") -> Answered:
    """A no-show came after all: in line again at the place for late visitors, while the grace time lasts."""
    return once(hall_file, request, "rejoin", lambda tx: _rejoin(tx, target), officer=officer)


def _rejoin(tx: Tx, target: Target) -> Answered:
    row = _legal(tx, target, Move.REJOIN)
    if isinstance(row, Refused):
        return row
    calls = tx.db.execute(
        "SELECT count(*) FROM steps WHERE day = ? AND service = ? AND call > ?",
        (row["day"], row["service"], row["call"]),
    ).fetchone()[0]
    refused = patience.may_rejoin(tx.hall, row["ended_at"], tx.now, calls)
    if refused is not None:
        return refused
    rule = tx.hall.rules.calls
    place = place_for(tx, row["service"], rule.late_rejoin, rule.late_after, row["place"])
    return steps.shift(tx, row, Move.REJOIN, columns={"place": place, "rejoined": "late"})


def place_for(tx: Tx, service: str, rule: Rejoin, after: int, original: float) -> float:
    """A place in today's line of a service, by a rule."""
    line = line_places(tx, service, after)
    return place_by_rule(rule, line, original, end=float(events.newest(tx.db) + 1), after=after)


def line_places(tx: Tx, service: str, after: int) -> list[float]:
    """The first places in today's line of a service: as many as the rule with ``after`` needs."""
    return [
        place
        for lane in (0, 1)
        for (place,) in tx.db.execute(
            "SELECT place FROM steps WHERE day = ? AND service = ? AND priority = ? AND state = 'waiting' AND ready = 1"
            " ORDER BY place LIMIT ?",
            (tx.day, service, lane, after + 2),
        )
    ]


def _legal(tx: Tx, target: Target, move: Move) -> Row | Refused:
    """The step, if the move is legal for it."""
    row = find(tx, target, move)
    if isinstance(row, Refused):
        return row
    new = moves.move(StepState(row["state"]), move)
    return new if isinstance(new, Refused) else row


def _move(
    tx: Tx,
    target: Target,
    move: Move,
    columns: dict[str, Any] | None = None,
    *,
    reason: str | None = None,
    data: dict[str, Any] | None = None,
) -> Answered:
    row = find(tx, target, move)
    return row if isinstance(row, Refused) else steps.shift(tx, row, move, columns=columns, reason=reason, data=data)
