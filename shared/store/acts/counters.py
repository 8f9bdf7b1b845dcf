"""Counters open and close, officers change shifts and take breaks."""

from shared.domain import permissions
from shared.domain.answers import CounterChanged, Refused
from shared.domain.words import CounterStatus, Instant, Refusal
from shared.faults import UsageFault
from shared.store.acts.times import past
from shared.store.engine import Engine, Row
from shared.store.record import steps
from shared.store.record.events import MOVED_TO, What
from shared.store.record.transaction import Tx, once
from shared.store.record.undo import STANDING
from shared.text import staff_words
from shared.text.refusals import refuse


def standing(tx: Tx, counter: str) -> Row | None:
    """The counter's row; None for one that was never opened."""
    row: Row | None = tx.db.execute("SELECT * FROM counters WHERE counter = ?", (counter,)).fetchone()
    return row


def has_closed(tx: Tx, counter: str) -> bool:
    """Whether its officer closed it today. One that was not opened yet today has no row."""
    row = standing(tx, counter)
    return row is not None and row["status"] == CounterStatus.CLOSED


def stand_open(tx: Tx, counter: str) -> None:
    """Make sure that a counter is open, under the officer who acts. A shift change keeps the called ticket."""
    row = standing(tx, counter)
    status = CounterStatus.CLOSED if row is None else CounterStatus(row["status"])
    before = None if row is None else row["officer"]
    if status is CounterStatus.OPEN and tx.officer in (None, before):
        return
    if tx.changes is not None:
        tx.changes.counter = None if row is None else {name: row[name] for name in STANDING}
    officer = tx.officer or (before if status is not CounterStatus.CLOSED else None)
    _write(tx, counter, CounterStatus.OPEN, officer)
    if officer != before or status is CounterStatus.CLOSED:
        steps.follow(tx.db, officer, counter, tx.day)
    if status is CounterStatus.BREAK:
        tx.event(What.BREAK_ENDED, counter=counter)
    if status is CounterStatus.CLOSED or officer != before:
        tx.event(What.COUNTER_OPENED, counter=counter, data={"officer": officer, "before": before})


def _write(tx: Tx, counter: str, status: CounterStatus, officer: str | None, back_at: Instant | None = None) -> None:
    tx.db.execute(
        "INSERT INTO counters (counter, status, officer, since, back_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (counter) DO UPDATE SET status = excluded.status, officer = excluded.officer,"
        " since = excluded.since, back_at = excluded.back_at",
        (counter, status.value, officer, tx.now, back_at),
    )


def open_counter(hall_file: Engine, request: str, counter: str, officer: str = "") -> CounterChanged | Refused:
    """Open a counter, end its break, or hand it to another officer."""

    def body(tx: Tx) -> CounterChanged:
        tx.need_counter(counter)
        stand_open(tx, counter)
        return _answer(tx, counter)

    return once(hall_file, request, "open_counter", body, officer=officer)


def close_counter(hall_file: Engine, request: str, counter: str, officer: str = "") -> CounterChanged | Refused:
    """Close a counter, also one that was to open later today. COUNTER_BUSY while a visitor is there."""

    def body(tx: Tx) -> CounterChanged | Refused:
        tx.need_counter(counter)
        refused = _must_be_empty(tx, counter)
        if refused is not None:
            return refused
        row = standing(tx, counter)
        if row is None or row["status"] != CounterStatus.CLOSED:
            _write(tx, counter, CounterStatus.CLOSED, None)
            steps.let_go(tx.db, counter, tx.day)
            tx.event(What.COUNTER_CLOSED, counter=counter, data={"officer": row and row["officer"]})
        return CounterChanged(counter, CounterStatus.CLOSED, None)

    return once(hall_file, request, "close_counter", body, officer=officer)


def move_officer(hall_file: Engine, request: str, counter: str, to: str, officer: str = "") -> CounterChanged | Refused:
    """The officer of ``counter`` goes on at ``to``: one closes, the other opens under the same name.

    COUNTER_CLOSED when nobody is at the first, COUNTER_BUSY while a visitor is there, COUNTER_TAKEN when somebody else
    serves at the second, NOT_ALLOWED for an officer who may not serve there.
    """

    def body(tx: Tx) -> CounterChanged | Refused:
        tx.need_counter(counter)
        tx.need_counter(to)
        if counter == to:
            raise UsageFault(f"Counter {counter} is where the officer is.", "Name another counter to move to.")
        row, there = standing(tx, counter), standing(tx, to)
        if row is None or row["status"] == CounterStatus.CLOSED:
            return refuse(Refusal.COUNTER_CLOSED, tx.hall, details={"counter": counter})
        who = row["officer"]
        refused = _must_be_empty(tx, counter) or _must_be_free(tx, to, there) or _must_be_theirs(tx, who, to)
        if refused is not None:
            return refused
        _write(tx, counter, CounterStatus.CLOSED, None)
        steps.let_go(tx.db, counter, tx.day)
        tx.event(What.COUNTER_CLOSED, counter=counter, data={"officer": who, MOVED_TO: to})
        _write(tx, to, CounterStatus.OPEN, who)
        before = None if there is None else there["officer"]
        tx.event(What.COUNTER_OPENED, counter=to, data={"officer": who, "before": before, "moved_from": counter})
        return _answer(tx, to)

    return once(hall_file, request, "move_officer", body, officer=officer)


def _must_be_free(tx: Tx, counter: str, row: Row | None) -> Refused | None:
    """Nobody serves there, or is only on a break."""
    if row is None or row["status"] == CounterStatus.CLOSED:
        return None
    return refuse(Refusal.COUNTER_TAKEN, tx.hall, details={"counter": counter, "officer": row["officer"] or "?"})


def _must_be_theirs(tx: Tx, who: str | None, counter: str) -> Refused | None:
    """An officer of the hall may serve there; a hall without officers lets everybody."""
    if who is None or who not in tx.hall.officer:
        return None
    theirs = permissions.counters_of(tx.hall, who)
    if theirs is None or counter in theirs:
        return None
    details = {"act": "move_officer", "officer": who, "counter": counter}
    return refuse(Refusal.NOT_ALLOWED, tx.hall, details=details, reason=staff_words.may_not_serve(who, counter))


def take_break(
    hall_file: Engine, request: str, counter: str, back_at: Instant | None = None, officer: str = ""
) -> CounterChanged | Refused:
    """Send an open counter on a break until about ``back_at``. COUNTER_BUSY while a visitor is there, TIME_IS_PAST."""

    def body(tx: Tx) -> CounterChanged | Refused:
        tx.need_counter(counter)
        row = standing(tx, counter)
        if row is None or row["status"] == CounterStatus.CLOSED:
            return refuse(Refusal.COUNTER_CLOSED, tx.hall, details={"counter": counter})
        refused = _must_be_empty(tx, counter) or past(tx, back_at)
        if refused is not None:
            return refused
        _write(tx, counter, CounterStatus.BREAK, row["officer"], back_at)
        tx.event(What.BREAK_STARTED, counter=counter, data={"back_at": back_at, "officer": row["officer"]})
        return _answer(tx, counter)

    return once(hall_file, request, "break", body, officer=officer)


def end_break(hall_file: Engine, request: str, counter: str, officer: str = "") -> CounterChanged | Refused:
    """The officer is back. COUNTER_CLOSED when the counter was not open at all."""

    def body(tx: Tx) -> CounterChanged | Refused:
        tx.need_counter(counter)
        row = standing(tx, counter)
        if row is None or row["status"] == CounterStatus.CLOSED:
            return refuse(Refusal.COUNTER_CLOSED, tx.hall, details={"counter": counter})
        stand_open(tx, counter)
        return _answer(tx, counter)

    return once(hall_file, request, "end_break", body, officer=officer)


def _must_be_empty(tx: Tx, counter: str) -> Refused | None:
    row = steps.current(tx.db, counter)
    return None if row is None else refuse(Refusal.COUNTER_BUSY, tx.hall, details={"label": row["label"]})


def _answer(tx: Tx, counter: str) -> CounterChanged:
    row = standing(tx, counter)
    assert row is not None  # it was just written
    return CounterChanged(counter, row["status"], row["officer"], row["back_at"])
