"""The share is back: what a spool kept is settled with the hall's file in order, and its leased numbers are renewed.

Each kept act is one transaction with a request id of its own, so that a link that breaks in the middle does no harm:
the next try gets the first answer again.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from shared.clock import TOLERATED_MS
from shared.domain import moves
from shared.domain.answers import Answer, HallChanged, Issued, Refused, StepMoved
from shared.domain.calendar import time_on
from shared.domain.moves import Move
from shared.domain.rating import Cause, Face, Rating, Where
from shared.domain.skm import Questionnaire
from shared.domain.ticket import split_label, ticket_id
from shared.domain.words import Refusal, StepState
from shared.faults import EnvironmentFault, Kind
from shared.store.acts.opinions.rate import rate
from shared.store.acts.opinions.surveys import answer_survey
from shared.store.acts.undoing import undo
from shared.store.engine import Engine
from shared.store.offline import kiosk_peaks, leases
from shared.store.offline.kept import OPINIONS, Kept, KeptAct, Settled
from shared.store.offline.spool import Spool
from shared.store.questions.lines import snapshot
from shared.store.record import answers_json, readiness, steps, tickets
from shared.store.record.authority import NO_SESSION, may_enter
from shared.store.record.events import What
from shared.store.record.transaction import Tx, begin, once
from shared.text.refusals import refuse

Moved = StepMoved | Refused
_TWO_DAYS = 2 * 24 * 60  # minutes: no business day is longer


def settle(kept_here: Spool, hall_file: Engine) -> tuple[Settled, ...]:
    """Settle everything that is pending, oldest first; answers the outcome of each.

    An EnvironmentFault (the share is gone again, or this is another hall) leaves the rest pending, and whatever was
    settled stays so.
    """
    if kept_here.hall_id != hall_file.hall_id:
        raise EnvironmentFault(
            Kind.WRONG_HALL,
            f"{kept_here.path} holds the acts of another hall than the one in {hall_file.folder}.",
            "Name the folder of the hall that this PC served before; what it kept is still there.",
        )
    outcomes: list[Settled] = []
    for kept in kept_here.pending():
        answer = _SETTLERS[kept.act](hall_file, kept, kept_here.device)
        if kept.act is KeptAct.ISSUE and isinstance(answer, Refused) and answer.code is Refusal.NOT_ALLOWED:
            break  # the papers are in people's hands: they wait until a supervisor enrols this kiosk
        refused = answer if isinstance(answer, Refused) else None
        there = kept_here.mark_settled(kept, answers_json.encode(answer), hall_file.clock())
        if not there and (kept.act in OPINIONS or kept.act is KeptAct.ISSUE):
            continue  # another program of this device was quicker: it counts once
        if not there:
            undo(hall_file, f"{kept.request}/undo", str(kept.details["counter"]), of=kept.request)
            continue
        outcomes.append(Settled(kept, refused))
    return tuple(outcomes)


def tend(kept_here: Spool, hall_file: Engine) -> tuple[Settled, ...]:
    """What a kiosk does now and then while the share answers: settle, read the lines, renew its numbers.

    If nothing is due it is one read and no write.
    """
    outcomes = settle(kept_here, hall_file)
    with kept_here.tending() as alone:
        if alone:
            _tend_numbers(kept_here, hall_file)
    return outcomes


def _tend_numbers(kept_here: Spool, hall_file: Engine) -> None:
    """Only one process of a device at a time: what the file says of its blocks must agree with its spool."""
    with hall_file.reading() as db:
        tx = begin(hall_file, db)
        seen = snapshot(db, tx.hall, tx.now, tx.day, dict(tx.pulse))
        held = kept_here.blocks()
        busiest, counted = kiosk_peaks.look(
            db, kept_here.peaks(), kept_here.device, tx.day, tx.now, leases.nexts(db, tx.day)
        )
        due = leases.plan(db, tx.hall, kept_here.device, kept_here.id, tx.day, tx.now, held, busiest)
        enrolled = may_enter(tx, hall_file, "lease")
        may = enrolled and leases.gives_numbers(tx)
        stray = leases.strays(db, kept_here.id, tx.day, held)
        hall = tx.hall
    kept_here.remember(hall, seen, counted)
    if may and not due.is_done(held):
        kept_here.hold(leases.take(hall_file, kept_here.device, kept_here.id, held, busiest))
        stray = (*stray, *held)
    elif not may and held:
        kept_here.hold(())
        stray = (*stray, *held)
    if stray and enrolled:
        leases.give_back(hall_file, kept_here.id, kept_here.blocks())


def give_back(kept_here: Spool, hall_file: Engine) -> None:
    """The kiosk is closed for the day: its numbers go back, so that the next one to be given out leaves no gap."""
    settle(kept_here, hall_file)
    with kept_here.tending() as alone:
        if alone:
            kept_here.hold(())
            leases.give_back(hall_file, kept_here.id, kept_here.blocks())


# -- numbers ----------------------------------------------------------------------------------------------------


def _settle_issue(hall_file: Engine, kept: Kept, device: str) -> Issued | Refused:
    request = f"{kept.request}/spool"
    return once(hall_file, request, "settle", lambda tx: _issue(tx, kept), device=device, session=NO_SESSION)


def _issue(tx: Tx, kept: Kept) -> Issued | Refused:
    """Write a ticket that was given out without the share into the file, at the place of its arrival."""
    issued = kept.answer
    assert issued is not None  # an issue is kept with what the visitor was told
    before = tx.db.execute("SELECT device, taken_at FROM tickets WHERE id = ?", (issued.ticket,)).fetchone()
    if before is not None:
        if tuple(before) == (tx.device, issued.taken_at):
            return issued  # settled before, longer ago than request ids are kept
        return _refused(tx, kept, refuse(Refusal.LABEL_TAKEN, tx.hall, details={"label": issued.label}))
    tickets.insert(
        tx, issued.day, issued.label, priority=issued.priority, visual=issued.visual, lang=issued.lang,
        taken_at=issued.taken_at,
    )  # fmt: skip
    for position, step in enumerate(issued.steps, 1):
        sequence = tx.event(
            What.ISSUED, ticket=issued.ticket, label=issued.label, step=step.step, service=step.service,
            data={"priority": issued.priority, "visual": issued.visual, "lang": issued.lang, "position": position,
                  "ahead": step.ahead, "wait_minutes": step.wait_minutes, "taken_at": issued.taken_at, "offline": True},
        )  # fmt: skip
        steps.arrive(
            tx, ticket=issued.ticket, position=position, service=step.service, priority=issued.priority,
            place=_place(tx, issued, step.service, sequence), day=issued.day, since=min(issued.taken_at, tx.now),
        )  # fmt: skip
    if len(issued.steps) > 1:
        readiness.refresh(tx, issued.ticket)
    _cancel_phantom(tx, kept, issued)
    _expire_if_late(tx, issued)
    tx.event(What.SETTLED, ticket=issued.ticket, label=issued.label, data={"act": kept.act, "at": kept.at})
    return issued


def _place(tx: Tx, issued: Issued, service: str, end: int) -> float:
    """Among those who wait, by the time of arrival: after everybody who came before, before everybody who came later.

    A sequence leaves the whole numbers to those who came over the share; the fraction is the time of day, so that
    two kiosks' visitors stand in the order in which they came, and nobody else is moved.
    """
    line = [
        row
        for lane in (0, 1)
        for row in tx.db.execute(
            "SELECT place, since, rejoined FROM steps WHERE day = ? AND service = ? AND priority = ?"
            " AND state = 'waiting' AND ready = 1 AND to_counter IS NULL",
            (issued.day, service, lane),
        ).fetchall()
        if row["rejoined"] is None
    ]
    later = [row["place"] for row in line if row["since"] > issued.taken_at]
    if not later:
        return float(end)
    earlier = [row["place"] for row in line if row["since"] <= issued.taken_at]
    base = max(earlier) // 1 if earlier else min(later) // 1 - 1
    minutes = time_on(tx.hall, datetime.date.fromisoformat(issued.day), issued.taken_at)
    return base + 0.25 + min(max(minutes, 0.0), _TWO_DAYS) / _TWO_DAYS / 2


def _cancel_phantom(tx: Tx, kept: Kept, issued: Issued) -> None:
    """The try over the share was committed after all, though its answer was lost: the paper bears the other number."""
    row = tx.db.execute(
        "SELECT answer FROM requests WHERE day = ? AND id = ? AND act = 'issue'", (kept.day, kept.request)
    ).fetchone()
    phantom = None if row is None else answers_json.decode(row[0])
    if not isinstance(phantom, Issued) or phantom.ticket == issued.ticket:
        return
    for step in phantom.steps:
        found = steps.by_id(tx.db, step.step)
        if found["state"] in (StepState.WAITING, StepState.CALLED):
            steps.shift(tx, found, Move.CANCEL, reason="replaced", data={"by": issued.label})


def _expire_if_late(tx: Tx, issued: Issued) -> None:
    """The day of this ticket is over: it is recorded, and nobody waits for it."""
    open_still = issued.day == tx.day and not (tx.pulse["day_closed"] and tx.pulse["day"] == tx.day)
    if open_still:
        return
    if issued.day < (tx.pulse["previous_day"] or tx.day):  # the next backup must not rely on the one before
        tx.db.execute("UPDATE pulse SET history = history + 1")
    for step in issued.steps:
        steps.shift(tx, steps.by_id(tx.db, step.step), Move.EXPIRE, reason="day_closed")


# -- officers' acts -----------------------------------------------------------------------------------------------


_LEADS_TO = {Move.FINISH: StepState.DONE, Move.NO_SHOW: StepState.NO_SHOW}


def _settle_move(move: Move) -> Callable[[Engine, Kept, str], Moved]:
    def settler(hall_file: Engine, kept: Kept, device: str) -> Moved:
        officer, session = kept.details["officer"], kept.details.get("session", "")
        return once(
            hall_file, kept.request, kept.act, lambda tx: _move(tx, kept, move), officer=officer, device=device,
            session=session or NO_SESSION, at=kept.at,
        )  # fmt: skip

    return settler


def _move(tx: Tx, kept: Kept, move: Move) -> Moved:
    """Finish, or miss, the step that this counter had when the share went."""
    assert kept.label is not None  # these acts name a ticket
    day = kept.day or tx.day
    prefix, number = split_label(kept.label)
    rows = tx.db.execute(
        f"{steps.STEP} WHERE s.ticket = ? AND s.counter = ? ORDER BY s.call DESC",
        (ticket_id(day, prefix, number), kept.details["counter"]),
    ).fetchall()
    if not rows:
        return _refused(tx, kept, refuse(Refusal.NO_SUCH_TICKET, tx.hall, details={"label": kept.label}))
    row, state = rows[0], StepState(rows[0]["state"])
    if state is _LEADS_TO[move]:  # settled before, long ago, or ended so with the day: there is nothing left to do
        return StepMoved(row["ticket"], row["id"], row["label"], row["service"], state, row["counter"], row["call"])
    answer = moves.move(state, move)
    if isinstance(answer, Refused):
        return _refused(tx, kept, answer)
    told: dict[str, int | bool | str] = {"at": kept.at, "offline": True}
    columns: dict[str, str | None] = {}
    outcome = kept.details.get("outcome", "")
    if outcome in tx.hall.outcomes_of(row["service"]):
        told["outcome"] = columns["outcome"] = outcome
    if row["called_at"] <= kept.at <= tx.now + TOLERATED_MS:
        return steps.shift(tx, row, move, columns=columns, at=kept.at, data=told)
    # the clock was wrong when it was kept: when it ended is not known, and no statistic counts it
    if move is Move.FINISH:
        columns["ended_at"] = None
    return steps.shift(tx, row, move, columns=columns, data=told | {"doubtful": True})


def _settle_note(hall_file: Engine, kept: Kept, device: str) -> HallChanged | Refused:
    def body(tx: Tx) -> HallChanged:
        tx.event(
            What.NOTE, label=kept.label, counter=kept.details["counter"], reason=kept.details["words"],
            data={"at": kept.at, "offline": True},
        )  # fmt: skip
        return HallChanged(What.NOTE, tx.day)

    officer, session = kept.details["officer"], kept.details.get("session", "")
    return once(
        hall_file, kept.request, "note", body, officer=officer, device=device, session=session or NO_SESSION, at=kept.at
    )


# -- what visitors say --------------------------------------------------------------------------------------------


def _settle_rating(hall_file: Engine, kept: Kept, device: str) -> HallChanged | Refused:
    before = kept.details["instead"]
    rating, instead = _rating(kept.details["rating"]), None if before is None else _rating(before)
    return rate(hall_file, kept.request, rating, instead, device=device)


def _rating(told: Mapping[str, Any]) -> Rating:
    cause: str | None = told["cause"]
    return Rating(
        told["day"], told["hour"], told["zone"], Where(told["channel"]), Face(told["face"]), told["service"],
        told["agency"], None if cause is None else Cause(cause), told["doubtful"],
    )  # fmt: skip


def _settle_answer(hall_file: Engine, kept: Kept, device: str) -> HallChanged | Refused:
    one = Questionnaire(kept.day, kept.details["service"], kept.details["answers"])
    return answer_survey(hall_file, kept.request, one, kept.details["traits"], device=device)


def _refused(tx: Tx, kept: Kept, refused: Refused) -> Refused:
    """The hall does not take it: this is written into the audit and shown to the person who made it."""
    tx.event(
        What.SETTLE_REFUSED, label=kept.label, counter=kept.details.get("counter"), reason=refused.code,
        data={"act": kept.act, "at": kept.at},
    )  # fmt: skip
    return refused


_SETTLERS: Mapping[KeptAct, Callable[[Engine, Kept, str], Answer | Refused]] = {
    KeptAct.ISSUE: _settle_issue,
    KeptAct.FINISH: _settle_move(Move.FINISH),
    KeptAct.NO_SHOW: _settle_move(Move.NO_SHOW),
    KeptAct.NOTE: _settle_note,
    KeptAct.RATE: _settle_rating,
    KeptAct.ANSWER: _settle_answer,
}
