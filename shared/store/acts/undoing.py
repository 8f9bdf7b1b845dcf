"""The last act at a counter is taken back: both visitors are again as they were, and the audit says so."""

from shared.domain.answers import Refused, Undone
from shared.domain.moves import AT_COUNTER, Move
from shared.domain.words import CounterStatus, Refusal, StepState
from shared.store.acts.counters import standing
from shared.store.engine import Engine, Row
from shared.store.record import counts, readiness, service_times, steps
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.store.record.undo import COLUMNS, STANDING, Undoable, changed, last
from shared.text.refusals import refuse

_ON_THE_WAY_MS = 5_000
"""A press within the time counts although it took this long to reach the file."""


def undo(
    hall_file: Engine, request: str, counter: str, officer: str = "", *, of: str | None = None
) -> Undone | Refused:
    """Take back the last act at a counter: next, call, finish, no-show, cancel, transfer, hold, return, serve, cashier.

    ``of`` is the request id of the act that is meant. NOTHING_TO_UNDO; UNDO_TOO_LATE after
    ``rules.calls.undo_seconds``; UNDO_OVERTAKEN, with the label, when somebody has done something with a visitor of
    that act meanwhile; COUNTER_CLOSED when the counter has closed since.
    """

    def body(tx: Tx) -> Undone | Refused:
        tx.need_counter(counter)
        row, act = standing(tx, counter), last(tx.db, counter)
        if row is None or act is None or of not in (None, act.request):
            return refuse(Refusal.NOTHING_TO_UNDO, tx.hall)
        refused = _refused(tx, row, act)
        return refused or _undo(tx, counter, act)

    return once(hall_file, request, "undo", body, officer=officer)


def _refused(tx: Tx, row: Row, act: Undoable) -> Refused | None:
    seconds = tx.hall.rules.calls.undo_seconds
    if not act.at - 60_000 <= tx.now <= act.at + seconds * 1000 + _ON_THE_WAY_MS:
        return refuse(Refusal.UNDO_TOO_LATE, tx.hall, details={"seconds": seconds})
    step = changed(tx.db, act) or _busy_elsewhere(tx, row["counter"], act)
    if step is not None:
        other = tx.db.execute(f"{steps.STEP} WHERE s.id = ?", (step,)).fetchone()
        details = {"label": other["label"], "state": other["state"]} if other is not None else {}
        return refuse(Refusal.UNDO_OVERTAKEN, tx.hall, details=details)
    if row["status"] == CounterStatus.CLOSED:  # since the act: nobody would see to whoever is put back
        return refuse(Refusal.COUNTER_CLOSED, tx.hall, details={"counter": row["counter"]})
    if row["step"] is not None and row["step"] not in act.before:
        return refuse(Refusal.COUNTER_BUSY, tx.hall, details={"label": steps.by_id(tx.db, row["step"])["label"]})
    return None


def _busy_elsewhere(tx: Tx, counter: str, act: Undoable) -> int | None:
    """A visitor of the act whom another counter has called for another step of the visit."""
    for step, before in act.before.items():
        if before["state"] in AT_COUNTER:
            found = tx.db.execute(
                "SELECT id FROM steps WHERE ticket = (SELECT ticket FROM steps WHERE id = ?) AND id <> ?"
                " AND state IN ('called', 'serving') AND counter <> ?",
                (step, step, counter),
            ).fetchone()
            if found is not None:
                return int(found[0])
    return None


def _undo(tx: Tx, counter: str, act: Undoable) -> Undone:
    states: dict[str, str] = {}
    leaving_first = sorted(act.before, key=lambda step: act.before[step]["state"] in AT_COUNTER)
    for step in leaving_first:
        row = steps.by_id(tx.db, step)
        _put_back(tx, row, act)
        states[row["label"]] = act.before[step]["state"]
    for step in act.made:
        if act.act == "serve":  # the number was given out and stays used
            steps.shift(tx, steps.by_id(tx.db, step), Move.CANCEL, reason="undone")
            states[steps.by_id(tx.db, step)["label"]] = StepState.CANCELLED.value
        else:
            _unmake(tx, step, next(iter(act.before)), taken=act.act == "continue_at")
    for call in act.calls:
        tx.db.execute("DELETE FROM calls WHERE number = ?", (call,))
    if act.counter is not None:
        names = ", ".join(f"{name} = ?" for name in STANDING)
        tx.db.execute(
            f"UPDATE counters SET {names} WHERE counter = ?", (*(act.counter[name] for name in STANDING), counter)
        )
    tx.db.execute("DELETE FROM undo WHERE counter = ?", (counter,))
    return Undone(counter, act.act, states)


def _put_back(tx: Tx, row: Row, act: Undoable) -> None:
    """One step as it was, with everything that follows from it."""
    step, before = row["id"], act.before[row["id"]]
    old, new = StepState(row["state"]), StepState(before["state"])
    if old is StepState.DONE and row["called_at"] is not None and row["ended_at"] is not None:
        service_times.forget(tx, row["service"], row["called_at"], row["ended_at"])
    names = ", ".join(f"{name} = ?" for name in COLUMNS)
    tx.db.execute(f"UPDATE steps SET {names} WHERE id = ?", (*(before[name] for name in COLUMNS), step))
    counts.shift(tx, row, old, new)
    at = before["counter"] if new in AT_COUNTER else row["counter"]
    here = step if new in AT_COUNTER else None
    if new in AT_COUNTER or old in AT_COUNTER:
        tx.db.execute("UPDATE counters SET step = ? WHERE counter = ?", (here, at))
    readiness.refresh(tx, row["ticket"])
    tx.event(
        What.UNDONE, ticket=row["ticket"], label=row["label"], step=step, service=row["service"], counter=at,
        call=row["call"], reason=act.act, data={"from": old.value, "to": new.value, "request": act.request},
    )  # fmt: skip


def _unmake(tx: Tx, step: int, origin: int, *, taken: bool) -> None:
    """The step that an act made is no more; who waited for it waits for the first step again, who came behind follows.

    The cashier's step was ``taken`` by the visitor, a transfer's successor was not.
    """
    row = steps.by_id(tx.db, step)
    tx.db.execute("UPDATE steps SET waits_for = ? WHERE ticket = ? AND waits_for = ?", (origin, row["ticket"], step))
    counts.gone(tx, row, taken=taken)
    (position,) = tx.db.execute("SELECT position FROM steps WHERE id = ?", (step,)).fetchone()
    tx.db.execute("DELETE FROM steps WHERE id = ?", (step,))
    behind = tx.db.execute(
        "SELECT id, position FROM steps WHERE ticket = ? AND position > ? ORDER BY position", (row["ticket"], position)
    ).fetchall()
    for later, at in behind:
        tx.db.execute("UPDATE steps SET position = ? WHERE id = ?", (at - 1, later))
    readiness.refresh(tx, row["ticket"])
