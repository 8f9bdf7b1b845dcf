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
    )


def _named(o: ActOrder) -> Answer | Refused:
    label, why, ended = o.label or "", o.details.reason, o.details.ended
    return acts.call_named(o.hall_file, o.request, o.counter, label, why, o.officer, seen=o.seen, ended=ended)


def _next(o: ActOrder) -> Answer | Refused:
    return acts.call_next(o.hall_file, o.request, o.counter, o.officer, seen=o.seen, ended=o.details.ended)


_ACTS: Mapping[Act, Callable[[ActOrder], Answer | Refused]] = {
    Act.NEXT: _next,
    Act.NAMED: _named,
    Act.RECALL: lambda o: acts.recall(o.hall_file, o.request, o.here, officer=o.officer),
    Act.START: lambda o: acts.start(o.hall_file, o.request, o.here, officer=o.officer),
    Act.FINISH: lambda o: acts.finish(o.hall_file, o.request, o.here, officer=o.officer, ended=o.details.ended),
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
    Act.UNDO: lambda o: acts.undo(o.hall_file, o.request, o.counter, o.officer, of=o.details.undo_of),
    Act.OPEN: lambda o: acts.open_counter(o.hall_file, o.request, o.counter, officer=o.officer),
    Act.CLOSE: lambda o: acts.close_counter(o.hall_file, o.request, o.counter, officer=o.officer),
}
