"""A ticket that its visitor shows again: where its steps stand, one more paper, the way back after a missed call."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.hall_client import HallClient
from kiosk.paper_words import Paper, PaperState, advice, headline
from kiosk.printing import Printing
from kiosk.ticket_model import TicketStep
from kiosk.tiles import zone_index
from kiosk.wording import people_words
from shared.domain.answers import Refused, StepMoved
from shared.domain.hall_data.hall import Hall
from shared.domain.words import StepState, Text
from shared.faults import EnvironmentFault, Kind
from shared.qt.language import Language
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.store.questions.ticket_visit import ShownStep, TicketVisit
from shared.store.record.transaction import new_request
from shared.text.dates import wall_clock
from shared.text.languages import pick
from shared.text.share_words import visitor_words
from shared.text.wait_words import booked_words, wait_words

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger("antrean.kiosk")


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class VisitModel(QObject):
    """``state`` is empty, ``asking``, ``found``, ``unknown`` (no ticket of today, or no code of ours) or ``fault``."""

    changed = Signal()

    def __init__(
        self, hall_client: HallClient, printing: Printing, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hall_client = hall_client
        self._printing = printing
        self._language = language
        self._hall: Hall | None = None
        self._state = ""
        self._ticket = 0
        self._visit: TicketVisit | None = None
        self._sentence: Text = {}
        self._otherwise: Callable[[], bool] = lambda: False
        self._paper: PaperState | None = None
        self._steps = RowsModel(TicketStep, key="position", parent=self)
        language.changed.connect(self.fill)
        printing.told.connect(self._paper_told)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self._hall = hall
        self.fill()

    def show(self, ticket: int, otherwise: Callable[[], bool] = lambda: False) -> None:
        """Look a ticket up; where there is none, ``otherwise`` is asked whether the code means something else."""
        self.forget()
        self._ticket, self._state, self._otherwise = ticket, "asking", otherwise
        self.fill()
        self.refresh()

    def not_ours(self) -> None:
        """What was scanned is no code of this hall."""
        self.forget()
        self._state = "unknown"
        self.fill()

    def forget(self) -> None:
        """The visitor is gone."""
        self._state, self._ticket, self._visit, self._sentence, self._paper = "", 0, None, {}, None
        self.fill()

    @Slot()
    def refresh(self) -> None:
        """The lines move: look again, while the ticket is shown."""
        if self._ticket:
            self._hall_client.visit(self._ticket, self._found, self._failed)

    @Slot()
    def comeBack(self) -> None:  # noqa: N802 - QML's name
        """The call was missed, and the visitor is here after all."""
        if self._visit is not None and self._visit.can_come_back:
            self._hall_client.rejoin(new_request(), self._visit.issued.label, self._rejoined, self._failed)

    @Slot()
    def reprint(self) -> None:
        """One more paper of the same number."""
        if self._visit is not None and self.canReprint:
            self._paper = self._printing.again(self._visit.issued)
            self.changed.emit()

    # ----- answers

    def _found(self, visit: TicketVisit | None) -> None:
        if not self._ticket or (visit is not None and visit.issued.ticket != self._ticket):
            return  # of somebody who is gone
        if visit is None and self._otherwise():
            return
        self._visit, self._state = visit, "found" if visit else "unknown"
        self.fill()

    def _rejoined(self, answer: StepMoved | Refused) -> None:
        self._sentence = answer.sentence if isinstance(answer, Refused) else {}
        self.refresh()

    def _failed(self, error: Exception) -> None:
        kind = error.kind if isinstance(error, EnvironmentFault) else Kind.BUG
        _log.error("a ticket's visit could not be read: %s", error, exc_info=error if kind is Kind.BUG else None)
        self._sentence = visitor_words(kind)
        if self._visit is None:
            self._state = "fault"
        self.changed.emit()

    @Slot(object, object)
    def _paper_told(self, ticket: int, state: PaperState) -> None:
        if self._paper is not None and ticket == self._ticket:
            self._paper = state
            self.changed.emit()

    # ----- what QML reads

    @Property(str, notify=changed)
    def state(self) -> str:
        """See the class."""
        return self._state

    @Property(str, notify=changed)
    def label(self) -> str:
        """The number."""
        return self._visit.issued.label if self._visit else ""

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """What went wrong, or why something cannot be done."""
        if self._state == "unknown":
            return self.tr("This is no ticket of today and no booking of this hall.")
        if self._sentence:
            return pick(self._sentence, self._language.code)
        late = next((step.too_late for step in self._visit.steps if step.too_late), None) if self._visit else None
        return pick(late.sentence, self._language.code) if late else ""

    @Property(bool, notify=changed)
    def canComeBack(self) -> bool:  # noqa: N802 - QML's name
        """A call was missed and the grace time lasts."""
        return self._visit is not None and self._visit.can_come_back

    @Property(bool, notify=changed)
    def canReprint(self) -> bool:  # noqa: N802 - QML's name
        """One more paper may be had."""
        allowed = self._hall.ticket.copies if self._hall and self._printing.has_printers else 0
        return self._visit is not None and self._paper is None and self._visit.reprints < allowed

    @Property(str, notify=changed)
    def paper(self) -> str:
        """What happens to that paper; empty while none was asked for."""
        if self._paper is None:
            return ""
        said = headline(self._paper)
        return f"{said}. {advice(self._paper)}" if self._paper.paper is Paper.FAILED else said

    @property
    def rows(self) -> tuple[TicketStep, ...]:
        """The steps as they are shown."""
        return tuple(self._steps.rows)

    @Property(QObject, constant=True)
    def steps(self) -> QObject:
        """The steps of the visit."""
        return self._steps

    @Slot()
    def fill(self) -> None:
        """Bring the steps up to what is known."""
        hall, visit = self._hall, self._visit
        shown = [self._step(hall, visit, at) for at in range(len(visit.steps))] if hall and visit else []
        self._steps.set_rows(shown)
        self.changed.emit()

    def _step(self, hall: Hall, visit: TicketVisit, at: int) -> TicketStep:
        lang, step = self._language.code, visit.steps[at]
        agency = hall.agency_of(step.service)
        booth = hall.agency[agency]
        zone = hall.zone.get(booth.zone)
        people, wait = self._standing(step), ""
        if step.state is StepState.WAITING and visit.due is not None:
            people, wait = "", booked_words(wall_clock(visit.due, hall.hall.time_zone), lang)
        elif step.state is StepState.WAITING:
            people, wait = people_words(step.ahead, step.wait_minutes), wait_words(step.wait_minutes, lang)
        return TicketStep(
            at + 1,
            "" if booth.private else pick(hall.service[step.service].name, lang),
            agency,
            pick(booth.name, lang),
            zone_index(hall, booth.zone),
            pick(zone.name, lang) if zone else "",
            pick(zone.way, lang) if zone else "",
            people,
            wait,
            booth.private,
            "",
        )

    def _standing(self, step: ShownStep) -> str:
        """Where a step stands that does not wait."""
        at = step.counter or ""
        return {
            StepState.CALLED: self.tr("Called: please go to counter {0}").format(at),
            StepState.SERVING: self.tr("Being served at counter {0}").format(at),
            StepState.DONE: self.tr("Done"),
            StepState.NO_SHOW: self.tr("Called to counter {0}, and nobody came").format(at),
            StepState.HELD: self.tr("Set aside by the officer at counter {0}").format(at),
            StepState.CANCELLED: self.tr("Cancelled"),
            StepState.EXPIRED: self.tr("The day ended before its turn"),
        }.get(step.state, "")
