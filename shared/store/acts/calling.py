"""An officer presses "next", or calls a label out of turn."""

from dataclasses import dataclass
from typing import Any

from shared.domain import moves, patience
from shared.domain.answers import Called, Reason, Refused, StepMoved
from shared.domain.line import choose
from shared.domain.moves import Move
from shared.domain.visit import may_call
from shared.domain.words import Refusal, StepState, VisitEnd
from shared.faults import UsageFault
from shared.store.acts.counters import stand_open
from shared.store.acts.impersonal import impersonal
from shared.store.acts.target import ticket_of
from shared.store.engine import Engine, Row
from shared.store.questions.lines import pause_of
from shared.store.record import candidates, readiness, steps
from shared.store.record.answers_json import reason_table
from shared.store.record.hall_index import index, marks
from shared.store.record.transaction import Tx, as_json, once
from shared.text.refusals import refuse


@dataclass(frozen=True, slots=True)
class Ending:
    """What the officer says of the present visitor's end: ``ended`` where that is in doubt, ``outcome`` if any."""

    ended: VisitEnd | None = None
    outcome: str = ""


def call_next(
    hall_file: Engine,
    request: str,
    counter: str,
    officer: str = "",
    *,
    seen: str | None = None,
    ended: VisitEnd | None = None,
    outcome: str = "",
) -> Called | Refused:
    """Finish the visitor who is at the counter, if one is, and call the next.

    A counter that is closed or on a break is opened by it. If nobody waits nothing changes at all: the present
    visitor stays (``finish`` ends the visit), the counter stays as it was. ``seen`` is the label that the officer's
    screen showed at the counter, empty for nobody. If somebody else is there now (a second window called meanwhile) the
    answer is COUNTER_BUSY, so that no visitor is finished unseen. Who was only called a moment ago is not taken for
    served: STILL_CALLED, unless ``ended`` says what became of the visit (NO_SHOW_TOO_SOON where the rules forbid it).
    ``outcome`` is what came of the present visitor's service (OUTCOME_NEEDED where the hall wants one).
    """
    present = Ending(ended, outcome)
    return once(hall_file, request, "next", lambda tx: _call_next(tx, counter, seen, present), officer=officer)


def _call_next(tx: Tx, counter: str, seen: str | None, ended: Ending) -> Called | Refused:
    tx.need_counter(counter)
    current = steps.current(tx.db, counter)
    refused = stopped(tx) or another(tx, current, seen)
    if refused is not None:
        return refused
    line = candidates.line_of(tx, counter, current)
    both_lanes = len({waiting.priority for waiting in line}) > 1  # otherwise the number of counters does not matter
    counters = _open_beside(tx, counter) if both_lanes else 1
    choice = choose(line, counter, tx.hall, tx.now, candidates.RecentCalls(tx, counter), counters=counters)
    if choice is None:
        return refuse(Refusal.NOTHING_WAITING, tx.hall)
    refused = make_room(tx, counter, current, ended)
    if refused is not None:
        return refused
    return make_call(tx, counter, steps.by_id(tx.db, choice.step.step), choice.reason)


def call_named(
    hall_file: Engine,
    request: str,
    counter: str,
    label: str,
    why: str,
    officer: str = "",
    *,
    seen: str | None = None,
    ended: VisitEnd | None = None,
    outcome: str = "",
) -> Called | Refused:
    """Call a label out of turn; the officer's reason goes into the audit. The rest as for :func:`call_next`."""

    def body(tx: Tx) -> Called | Refused:
        return _call_named(tx, counter, label, why, seen=seen, ended=Ending(ended, outcome))

    return once(hall_file, request, "call", body, officer=officer)


def _call_named(tx: Tx, counter: str, label: str, why: str, *, seen: str | None, ended: Ending) -> Called | Refused:
    tx.need_counter(counter)
    current = steps.current(tx.db, counter)
    refused = (
        stopped(tx) or patience.named_call_refused(tx.hall, why) or impersonal(tx, why) or another(tx, current, seen)
    )
    if refused is not None:
        return refused
    row = _named(tx, counter, label, current)
    refused = row if isinstance(row, Refused) else make_room(tx, counter, current, ended)
    if isinstance(row, Refused) or refused is not None:
        return refused or refuse(Refusal.NO_SUCH_TICKET, tx.hall)
    waited = max(0, (tx.now - row["since"]) // 1000)
    return make_call(tx, counter, steps.by_id(tx.db, row["id"]), Reason("named", waited, why=why.strip()))


def _named(tx: Tx, counter: str, label: str, current: Row | None) -> Row | Refused:
    """The step of a label that this counter may call, or why not."""
    ticket = ticket_of(tx, label)
    if isinstance(ticket, Refused):
        return ticket
    rows = tx.db.execute(f"{steps.STEP} WHERE s.ticket = ? ORDER BY s.position", (ticket,)).fetchall()
    services = index(tx.hall).services_of[counter]
    here = [r for r in rows if r["to_counter"] == counter or (r["to_counter"] is None and r["service"] in services)]
    if not here:
        return refuse(Refusal.WRONG_COUNTER, tx.hall, details={"counter": counter})
    row = next((r for r in here if r["state"] == StepState.WAITING), here[-1])
    refused = moves.move(StepState(row["state"]), Move.CALL)
    if isinstance(refused, Refused):
        return refused
    leaving = None if current is None else current["id"]
    others = [step for step in readiness.of_ticket(tx.db, ticket) if step.step != leaving]
    return may_call(tx.hall, others, row["id"]) or row


def stopped(tx: Tx) -> Refused | None:
    """Nobody is called while the hall is paused or once its day is closed."""
    if tx.pulse["day_closed"] and tx.pulse["day"] == tx.day:
        return refuse(Refusal.DAY_CLOSED, tx.hall)
    pause = pause_of(tx.pulse, tx.now)
    if pause is not None:
        return refuse(Refusal.HALL_PAUSED, tx.hall, back_at=pause.until, now=tx.now, reason=pause.reason)
    return None


def another(tx: Tx, current: Row | None, seen: str | None) -> Refused | None:
    """Nobody is finished whom the officer's screen did not show: COUNTER_BUSY."""
    if current is None or seen is None or current["label"] == seen:
        return None
    return refuse(Refusal.COUNTER_BUSY, tx.hall, details={"label": current["label"]})


def _open_beside(tx: Tx, counter: str) -> int:
    """How many open counters serve this counter's services, itself included."""
    beside = index(tx.hall).beside[counter]
    found = tx.db.execute(
        f"SELECT count(*) FROM counters WHERE status = 'open' AND counter IN ({marks(len(beside))})", beside
    )
    return 1 + int(found.fetchone()[0])


def make_room(tx: Tx, counter: str, current: Row | None, ended: Ending) -> Refused | None:
    """End the present visitor's step and make sure that the counter is open; or why not."""
    if current is not None:
        gone = end_current(tx, current, ended)
        if isinstance(gone, Refused):
            return gone
    stand_open(tx, counter)
    return None


def end_current(tx: Tx, row: Row, ending: Ending) -> StepMoved | Refused:
    """The step at a counter is over: served, or, where the officer says so, nobody came.

    Without the officer's word (``ended`` is None) a call of a moment ago is not taken for served: STILL_CALLED.
    OUTCOME_NEEDED where the hall wants to know what came of it; UsageFault for an outcome that the service has not.
    """
    ended = ending.ended
    if row["state"] == StepState.CALLED and ended is not VisitEnd.FINISH:
        call = tx.db.execute("SELECT times, last_at FROM calls WHERE number = ?", (row["call"],)).fetchone()
        times, last_at = call["times"], call["last_at"]
        if ended is VisitEnd.NO_SHOW:
            refused = patience.may_mark_no_show(tx.hall, times, last_at, tx.now)
        else:
            refused = patience.still_called(tx.hall, row["label"], times, last_at, tx.now)
        if refused is not None:
            return refused
    if ended is VisitEnd.NO_SHOW:
        return steps.shift(tx, row, Move.NO_SHOW)
    known = tx.hall.outcomes_of(row["service"])
    if not ending.outcome:
        if known and tx.hall.rules.calls.outcome_needed:
            return refuse(Refusal.OUTCOME_NEEDED, tx.hall, details={"label": row["label"], "service": row["service"]})
        return steps.shift(tx, row, Move.FINISH)
    if ending.outcome not in known:
        listed = ", ".join(known) or "none; give some as [outcome.CODE] in the hall file"
        raise UsageFault(f"{row['service']} has no outcome {ending.outcome!r}.", f"Its outcomes: {listed}.", known)
    return steps.shift(tx, row, Move.FINISH, columns={"outcome": ending.outcome}, data={"outcome": ending.outcome})


def make_call(tx: Tx, counter: str, row: Row, reason: Reason, *, quiet: bool = False) -> Called:
    """Write the call of a step that may be called; ``quiet`` of somebody who stands there: no voice says it."""
    if row["state"] == StepState.HELD:  # its time has come
        steps.shift(tx, row, Move.RESUME, columns={"rejoined": "resume"}, reason="hold_over")
        row = steps.by_id(tx.db, row["id"])
    zone = index(tx.hall).zone_of[counter]
    told = reason_table(reason)
    call: int = tx.db.execute(
        "INSERT INTO calls (day, at, step, ticket, label, service, counter, zone, officer, priority, visual, lang,"
        " reason, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
        (tx.day, tx.now, row["id"], row["ticket"], row["label"], row["service"], counter, zone, tx.officer or "",
         row["priority"], row["visual"], row["lang"], as_json(told), tx.now),
    ).fetchone()[0]  # fmt: skip
    if tx.changes is not None:
        tx.changes.calls.append(call)
    columns = {"counter": counter, "call": call, "called_at": tx.now, "started_at": None, "ended_at": None,
               "hold_until": None}  # fmt: skip
    data = {**call_data(tx, row, counter, zone, 1), "reason": told}
    if quiet:
        data["quiet"] = True
    steps.shift(tx, row, Move.CALL, columns=columns, reason=reason.why or reason.rule, data=data)
    return Called(
        call, row["ticket"], row["id"], row["label"], row["service"], counter, zone, bool(row["priority"]),
        bool(row["visual"]), row["lang"], reason,
    )  # fmt: skip


def call_data(tx: Tx, row: Row, counter: str, zone: str, times: int) -> dict[str, Any]:
    """What displays and voice need of a call: the feed alone drives them."""
    return {
        "zone": zone,
        "label": row["label"],
        "counter": counter,
        "service": row["service"],
        "agency": tx.hall.agency_of(row["service"]),
        "priority": bool(row["priority"]),
        "visual": bool(row["visual"]),
        "lang": row["lang"],
        "times": times,
    }
