"""From a press to the store's act. Runs on the store's thread; every act carries the request id of its press."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counter.desk.acts import Act
from counter.desk.details import Details
from counter.desk.presses import Press
from shared.domain.answers import Answer, Refused
from shared.store import acts
from shared.store.acts import Target
from shared.store.engine import Engine
from shared.store.questions.counter import CounterView


@dataclass(frozen=True, slots=True)
class ActOrder:
    """A press with everything the act needs."""

    hall_file: Engine
    request: str
    counter: str
    officer: str
    label: str | None
    details: Details
    seen: str

    @property
    def here(self) -> Target:
        """The number that was on the screen, at this counter: the file refuses if it has changed."""
        return Target(counter=self.counter, label=self.label)

    @property
    def outcome(self) -> str:
        """What came of the present visitor's service; empty for nothing."""
        return self.details.outcome or ""

    @property
    def named(self) -> Target:
        """A number from the lists, wherever it was set aside."""
        return Target(label=self.label)


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """What an act on the store's thread brings back: the answer, and the counter right after it if it could be read."""

    answer: Answer | Refused
    view: CounterView | None


def perform(press: Press, hall_file: Engine, counter: str, officer: str, details: Details) -> Answer | Refused:
    """Do what was pressed."""
    order = ActOrder(hall_file, press.request, counter, details.officer or officer, press.label, details, press.seen)
    return _ACTS[press.act](order)


def _hold(o: ActOrder) -> Answer | Refused:
    return acts.hold(o.hall_file, o.request, o.here, o.details.reason, o.details.until, officer=o.officer)


def _transfer(o: ActOrder) -> Answer | Refused:
    to_service, to_counter = o.details.to_service, o.details.to_counter
    return acts.transfer(
        o.hall_file,
        o.request,
        Target(o.counter, o.label, o.details.service),
        to_service=to_service,
        to_counter=to_counter,
        officer=o.officer,
        anyway=o.details.sure,
        to_officer=o.details.to_officer,
    )


def _named(o: ActOrder) -> Answer | Refused:
    label, why, ended = o.label or "", o.details.reason, o.details.ended
    return acts.call_named(
        o.hall_file, o.request, o.counter, label, why, o.officer, seen=o.seen, ended=ended, outcome=o.outcome
    )


def _next(o: ActOrder) -> Answer | Refused:
    ended, outcome = o.details.ended, o.outcome
    return acts.call_next(o.hall_file, o.request, o.counter, o.officer, seen=o.seen, ended=ended, outcome=outcome)


def _finish(o: ActOrder) -> Answer | Refused:
    ended, outcome = o.details.ended, o.outcome
    return acts.finish(o.hall_file, o.request, o.here, officer=o.officer, ended=ended, outcome=outcome)


def _serve(o: ActOrder) -> Answer | Refused:
    d = o.details
    return acts.serve_person(
        o.hall_file, o.request, o.counter, d.service or "", o.officer, priority=d.priority, lang=d.lang, seen=o.seen,
        ended=d.ended, outcome=o.outcome,
    )  # fmt: skip


def _issue(o: ActOrder) -> Answer | Refused:
    d = o.details
    order = acts.Order(d.services, d.priority, d.visual, d.lang, print_at=d.print_at)
    return acts.issue(o.hall_file, o.request, order, o.officer)


def _check_in(o: ActOrder) -> Answer | Refused:
    d = o.details
    return acts.check_in(
        o.hall_file, o.request, d.code, visual=d.visual, lang=d.lang, print_at=d.print_at, officer=o.officer
    )


def _note(o: ActOrder) -> Answer | Refused:
    return acts.note_visit(o.hall_file, o.request, o.details.reason, label=o.label, officer=o.officer)


def _drop(o: ActOrder) -> Answer | Refused:
    return acts.drop_step(o.hall_file, o.request, o.label or "", o.details.service or "", officer=o.officer)


_ACTS: Mapping[Act, Callable[[ActOrder], Answer | Refused]] = {
    Act.NEXT: _next,
    Act.NAMED: _named,
    Act.RECALL: lambda o: acts.recall(o.hall_file, o.request, o.here, officer=o.officer),
    Act.START: lambda o: acts.start(o.hall_file, o.request, o.here, officer=o.officer),
    Act.FINISH: _finish,
    Act.NO_SHOW: lambda o: acts.no_show(o.hall_file, o.request, o.here, officer=o.officer),
    Act.HOLD: _hold,
    Act.RETURN: lambda o: acts.return_step(o.hall_file, o.request, o.here, officer=o.officer, where=o.details.where),
    Act.TRANSFER: _transfer,
    Act.CANCEL: lambda o: acts.cancel(o.hall_file, o.request, o.here, officer=o.officer),
    Act.RESUME: lambda o: acts.resume(o.hall_file, o.request, o.named, officer=o.officer),
    Act.REJOIN: lambda o: acts.rejoin(o.hall_file, o.request, o.named, officer=o.officer),
    Act.BREAK: lambda o: acts.take_break(o.hall_file, o.request, o.counter, o.details.until, officer=o.officer),
    Act.END_BREAK: lambda o: acts.end_break(o.hall_file, o.request, o.counter, officer=o.officer),
    Act.TAKE_BACK: lambda o: acts.transfer(
        o.hall_file, o.request, Target(label=o.label, service=o.details.service), None, o.counter, officer=o.officer
    ),
    Act.SERVE: _serve,
    Act.ISSUE: _issue,
    Act.CHECK_IN: _check_in,
    Act.CASHIER: lambda o: acts.continue_at(o.hall_file, o.request, o.counter, o.details.service or "", o.officer),
    Act.VISIT_NOTE: _note,
    Act.ADD_STEP: lambda o: acts.add_step(o.hall_file, o.request, o.label or "", o.details.service or "", o.officer),
    Act.DROP_STEP: _drop,
    Act.REORDER: lambda o: acts.reorder_steps(o.hall_file, o.request, o.label or "", o.details.services, o.officer),
    Act.UNDO: lambda o: acts.undo(o.hall_file, o.request, o.counter, o.officer, of=o.details.undo_of),
    Act.OPEN: lambda o: acts.open_counter(o.hall_file, o.request, o.counter, officer=o.officer),
    Act.CLOSE: lambda o: acts.close_counter(o.hall_file, o.request, o.counter, officer=o.officer),
}
