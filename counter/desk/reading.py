"""Reads one counter out of the file: the store's question, as the records that the bar shows. On the store's thread."""

from counter.desk.desk_view import DeskView, DetailRow, ServiceRow, Visitor
from shared.domain.words import CounterStatus, StepState
from shared.store.engine import Engine
from shared.store.questions import CounterView, StepLine, counter_view


def read_desk(hall_file: Engine, counter: str) -> DeskView:
    """The counter at one moment, in one short read transaction."""
    with hall_file.reading() as db:
        now = hall_file.clock()
        seen = counter_view(db, hall_file.hall(db), counter, now)
    rows = (*seen.line, *seen.held, *seen.no_shows)
    held, missed = _by_service(seen.held), _by_service(seen.no_shows)
    return DeskView(
        at=now,
        hall_id=hall_file.hall_id,
        day=seen.day,
        counter=counter,
        status=CounterStatus(seen.status),
        officer=seen.officer,
        back_at=seen.back_at,
        visitor=None if seen.current is None else _visitor(seen, seen.current),
        lines=tuple(ServiceRow(code, n, held.get(code, 0), missed.get(code, 0)) for code, n in seen.waiting.items()),
        rows=tuple(map(_row, rows)),
        paused=seen.paused,
        day_closed=seen.day_closed,
    )


def _visitor(seen: CounterView, current: StepLine) -> Visitor:
    still = {StepState.WAITING.value, StepState.HELD.value}
    return Visitor(
        label=current.label,
        ticket=current.ticket,
        step=current.step,
        service=current.service,
        state=StepState(current.state),
        priority=current.priority,
        visual=current.visual,
        lang=current.lang,
        since=current.since,
        call=current.call,
        called_at=current.at,
        started_at=current.started_at,
        last_call_at=current.last_at,
        times=current.times,
        reason=seen.reason,
        after=tuple(step.service for step in seen.visit if step.step != current.step and step.state in still),
    )


def _row(step: StepLine) -> DetailRow:
    state = StepState(step.state)
    return DetailRow(
        step=step.step,
        label=step.label,
        service=step.service,
        state=state,
        priority=step.priority,
        visual=step.visual,
        since=step.since if state is StepState.WAITING else step.at,
        place=step.place,
        counter=step.to_counter if state is StepState.WAITING else step.counter,
        note=step.reason or "" if state is StepState.HELD else "",
        until=step.until,
    )


def _by_service(steps: tuple[StepLine, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.service] = counts.get(step.service, 0) + 1
    return counts
