"""A visitor is sent on: to another service, or to one counter."""

from dataclasses import dataclass

from shared.domain.answers import Refused, StepMoved
from shared.domain.moves import AT_COUNTER, Move, move
from shared.domain.ticket import step_id
from shared.domain.words import CounterStatus, Refusal, StepState
from shared.faults import UsageFault
from shared.store.acts.counters import has_closed, standing
from shared.store.acts.impersonal import impersonal
from shared.store.acts.moving import place_for
from shared.store.acts.target import Target, find
from shared.store.engine import Engine
from shared.store.record import events, steps
from shared.store.record.events import NOT_OPEN, What
from shared.store.record.hall_index import need_counter, need_service
from shared.store.record.readiness import refresh
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse

MOST_STEPS = 99
"""A visit has no more steps than this (the schema says so too)."""


def transfer(
    hall_file: Engine,
    request: str,
    target: Target,
    to_service: str | None = None,
    to_counter: str | None = None,
    reason: str = "",
    officer: str = "",
    *,
    anyway: bool | None = None,
    to_officer: str | None = None,
) -> StepMoved | Refused:
    """Close the step and put a successor of the same visit in the other line, at the rule's place.

    With ``to_counter`` alone the service stays and only that counter may call the visitor. UsageFault when neither
    is named or a code is unknown; ILLEGAL_MOVE if it would change nothing; COUNTER_CLOSED if that counter's officer has
    gone, because nobody would call the visitor there. ``anyway`` says that the officer was asked: True sends there all
    the same, False refuses each counter that does not serve now (COUNTER_ON_BREAK, COUNTER_CLOSED also for one that was
    not opened yet today). Whoever waits for such a counter stays in the list of the counter that sent them, and the
    supervisor is told.

    ``to_officer`` (a code or the name that stands at a counter) sends to whichever counter that officer has, and the
    visitor follows the officer to another one; OFFICER_AWAY while there is none, UsageFault for somebody unknown.
    """

    def body(tx: Tx) -> StepMoved | Refused:
        if to_service is None and to_counter is None and to_officer is None:
            raise UsageFault("No target was named.", "Name a service (AB.2), a counter or an officer.")
        if to_service is not None:
            need_service(tx.hall, to_service)
        if to_counter is not None:
            need_counter(tx.hall, to_counter)
        seat = _seat(tx, to_officer, to_counter)
        refused = seat if isinstance(seat, Refused) else impersonal(tx, reason)
        if isinstance(seat, Refused) or refused is not None:
            return refused or refuse(Refusal.OFFICER_AWAY, tx.hall)
        return _transfer(tx, target, to_service, seat, reason.strip() or None, anyway=anyway)

    return once(hall_file, request, "transfer", body, officer=officer)


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a visitor is sent: a counter, because of the officer there or for itself; or to no one counter."""

    counter: str | None
    officer: str | None = None


def _seat(tx: Tx, officer: str | None, counter: str | None) -> _Seat | Refused:
    if officer is None:
        return _Seat(counter)
    if counter is not None:
        raise UsageFault("A counter and an officer were named.", "Name one of them.")
    wanted = officer.strip().casefold()
    rows = tx.db.execute(
        "SELECT counter, officer, status FROM counters WHERE officer IS NOT NULL AND status <> 'closed'"
        " ORDER BY CASE status WHEN 'open' THEN 0 ELSE 1 END, since DESC"
    ).fetchall()
    for row in rows:
        if row["officer"].casefold() == wanted and row["counter"] in tx.hall.counter:
            return _Seat(row["counter"], row["officer"])
    codes = tuple(tx.hall.officer)
    if codes and wanted not in {code.casefold() for code in codes}:
        raise UsageFault(f"This hall has no officer {officer}.", "`antrean officer list` names them.", codes[:3])
    return refuse(Refusal.OFFICER_AWAY, tx.hall, details={"officer": officer.strip()})


def _absent(tx: Tx, counter: str) -> Refused | None:
    """Why nobody is called at a counter now; None if it is open."""
    row = standing(tx, counter)
    if row is not None and row["status"] == CounterStatus.OPEN:
        return None
    if row is not None and row["status"] == CounterStatus.BREAK:
        return refuse(
            Refusal.COUNTER_ON_BREAK, tx.hall, back_at=row["back_at"], now=tx.now, details={"counter": counter}
        )
    return refuse(Refusal.COUNTER_CLOSED, tx.hall, details={"counter": counter})


def _transfer(
    tx: Tx, target: Target, to_service: str | None, seat: _Seat, reason: str | None, *, anyway: bool | None
) -> StepMoved | Refused:
    to_counter = seat.counter
    row = find(tx, target, Move.TRANSFER)
    if isinstance(row, Refused):
        return row
    service = to_service or row["service"]
    refused = move(StepState(row["state"]), Move.TRANSFER)
    if isinstance(refused, Refused):
        return refused
    if service == row["service"] and to_counter in (None, row["counter"] if row["state"] != "waiting" else None):
        return refuse(Refusal.ILLEGAL_MOVE, tx.hall, details={"state": row["state"], "move": "transfer"})
    absent = None if to_counter is None else _absent(tx, to_counter)
    if absent is not None and not anyway and (anyway is False or has_closed(tx, str(to_counter))):
        return absent
    others = tx.db.execute(
        "SELECT service, state FROM steps WHERE ticket = ? AND id <> ?", (row["ticket"], row["id"])
    ).fetchall()
    if len(others) + 2 > MOST_STEPS:
        return refuse(Refusal.ILLEGAL_MOVE, tx.hall, details={"state": row["state"], "move": "transfer"})
    rule = tx.hall.rules.calls
    place = place_for(tx, service, rule.transfer_rejoin, rule.transfer_after, float(events.newest(tx.db) + 1))
    serial = len(others) + 2
    successor = step_id(row["ticket"], serial)
    # The move first, so that its event comes before those of the successor; the link to it follows.
    answer = steps.shift(
        tx, row, Move.TRANSFER, reason=reason,
        data={"to_service": service, "to_counter": to_counter, "next_step": successor}
        | ({"to_officer": seat.officer} if seat.officer else {}),
    )  # fmt: skip
    assert isinstance(answer, StepMoved)  # the move was asked for above
    columns = {
        "to_counter": to_counter, "to_officer": seat.officer, "rejoined": "transfer", "waits_for": row["waits_for"],
        "sent_by": row["counter"] if row["state"] in AT_COUNTER else target.counter,
    }  # fmt: skip
    steps.arrive(
        tx, ticket=row["ticket"], position=serial, service=service, priority=bool(row["priority"]), place=place,
        taken=False, columns=columns,
    )  # fmt: skip
    tx.db.execute("UPDATE steps SET successor = ? WHERE id = ?", (successor, row["id"]))
    tx.db.execute(
        "UPDATE steps SET waits_for = ? WHERE ticket = ? AND waits_for = ?", (successor, row["ticket"], row["id"])
    )
    refresh(tx, row["ticket"])
    if absent is not None:
        tx.event(
            What.NOTE, ticket=row["ticket"], label=row["label"], service=service, counter=to_counter,
            reason=f"{row['label']} was sent to counter {to_counter}, which is not open", data={NOT_OPEN: to_counter},
        )  # fmt: skip
    return StepMoved(
        answer.ticket, answer.step, answer.label, answer.service, answer.state, answer.counter, answer.call,
        successor, service,
    )  # fmt: skip
