"""The number that was taken, large, with what happens to its paper."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.paper_words import FINAL, Paper, PaperState, advice, headline
from kiosk.tiles import zone_index
from kiosk.wording import people_words
from shared.domain.answers import Issued, Refused
from shared.domain.availability import step_warning
from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import split_label, ticket_id
from shared.domain.words import Refusal, Text
from shared.qt.language import Language
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.dates import wall_clock
from shared.text.languages import pick
from shared.text.wait_words import booked_words, wait_words

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TicketStep:
    """One step of the visit, as the screen shows it beside the number."""

    position: int
    name: str
    badge: str
    agency: str
    zone: int
    zone_name: str
    way: str
    people: str
    wait: str
    private: bool
    warning: str


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class TicketModel(QObject):
    """The outcome of a press on "take a number".

    ``state`` is empty, ``asking`` (the file was asked), ``issued``, ``refused`` (the hall said no) or ``fault``
    (the file could not be reached).
    """

    changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._hall: Hall | None = None
        self._state = ""
        self._issued: Issued | None = None
        self._sentence: Text = {}
        self._refused: Refused | None = None
        self._unsettled = False
        self._paper = PaperState(Paper.NONE)
        self._steps = RowsModel(TicketStep, key="position", parent=self)
        language.changed.connect(self.fill)

    @property
    def issued(self) -> Issued | None:
        """The number, once there is one."""
        return self._issued

    @property
    def checked_in(self) -> int | None:
        """The ticket of a booking that was refused because it has been checked in already."""
        refused = self._refused
        if self._state != "refused" or refused is None or refused.code is not Refusal.BOOKING_USED:
            return None
        return ticket_id(str(refused.details["day"]), *split_label(str(refused.details["label"])))

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self._hall = hall
        self.fill()

    def asking(self) -> None:
        """The file was asked for a number."""
        self._state, self._issued, self._sentence = "asking", None, {}
        self._paper = PaperState(Paper.NONE)
        self.fill()

    def give(self, issued: Issued, *, unsettled: bool = False) -> None:
        """Here is the number; ``unsettled`` when it waits in this kiosk until the file is back."""
        self._state, self._issued, self._unsettled = "issued", issued, unsettled
        self.fill()

    def refuse(self, refused: Refused) -> None:
        """The hall said no."""
        self._state, self._sentence, self._refused = "refused", refused.sentence, refused
        self.fill()

    def fail(self, sentence: Text) -> None:
        """The file cannot be reached."""
        self._state, self._sentence = "fault", sentence
        self.fill()

    def set_paper(self, paper: PaperState) -> None:
        """What happens to the paper."""
        self._paper = paper
        self.changed.emit()

    def forget(self) -> None:
        """No number."""
        self._state, self._issued, self._sentence, self._unsettled = "", None, {}, False
        self._paper = PaperState(Paper.NONE)
        self.fill()

    @Property(str, notify=changed)
    def state(self) -> str:
        """See the class."""
        return self._state

    @Property(str, notify=changed)
    def label(self) -> str:
        """The number: ``AB-012``."""
        return self._issued.label if self._issued else ""

    @Property(int, notify=changed)
    def zone(self) -> int:
        """The zone of the first step, by its place in the hall's list."""
        first = self._steps.rows[0] if self._steps.rows else None
        return first.zone if first else 0

    @Property(bool, notify=changed)
    def priority(self) -> bool:
        """A priority number."""
        return self._issued is not None and self._issued.priority

    @Property(bool, notify=changed)
    def visual(self) -> bool:
        """Called visibly."""
        return self._issued is not None and self._issued.visual

    @Property(bool, notify=changed)
    def unsettled(self) -> bool:
        """The number waits in this kiosk; the file gets it later."""
        return self._unsettled

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """Why not, and when to come back."""
        return pick(self._sentence, self._language.code)

    @property
    def rows(self) -> tuple[TicketStep, ...]:
        """The steps as they are shown."""
        return tuple(self._steps.rows)

    @Property(QObject, constant=True)
    def steps(self) -> QObject:
        """The steps of the visit."""
        return self._steps

    @Property(str, notify=changed)
    def paper(self) -> str:
        """Where the paper stands: see ``Paper``."""
        return self._paper.paper.value

    @Property(bool, notify=changed)
    def paperSettled(self) -> bool:  # noqa: N802 - QML's name
        """Nothing more will happen to the paper."""
        return self._paper.paper in FINAL

    @Property(str, notify=changed)
    def paperHeadline(self) -> str:  # noqa: N802 - QML's name
        """The paper in a few words."""
        return headline(self._paper)

    @Property(str, notify=changed)
    def paperAdvice(self) -> str:  # noqa: N802 - QML's name
        """What to do."""
        return advice(self._paper)

    @Property(bool, notify=changed)
    def canReprint(self) -> bool:  # noqa: N802 - QML's name
        """Whether the visitor may still say that no ticket came out."""
        return self._state == "issued" and self._paper.again

    @Slot()
    def fill(self) -> None:
        """Bring the steps up to what is known."""
        hall, issued = self._hall, self._issued
        if hall is not None and issued is not None:
            lang = self._language.code
            self._steps.set_rows([self._step(hall, issued, at, lang) for at in range(len(issued.steps))])
        else:
            self._steps.set_rows([])
        self.changed.emit()

    def _step(self, hall: Hall, issued: Issued, at: int, lang: str) -> TicketStep:
        step = issued.steps[at]
        warning = step_warning(hall, issued, at)
        agency = hall.agency_of(step.service)
        booth = hall.agency[agency]
        zone = hall.zone.get(booth.zone)
        return TicketStep(
            at + 1,
            "" if booth.private else pick(hall.service[step.service].name, lang),
            agency,
            pick(booth.name, lang),
            zone_index(hall, booth.zone),
            pick(zone.name, lang) if zone else "",
            pick(zone.way, lang) if zone else "",
            ""
            if issued.waits_for_booking or (warning and not step.ahead)
            else people_words(step.ahead, step.wait_minutes),
            self._wait(hall, issued, at),
            booth.private,
            pick(warning.sentence, lang) if warning else "",
        )

    def _wait(self, hall: Hall, issued: Issued, at: int) -> str:
        """How long the wait is, or at what time a booking is called."""
        if issued.waits_for_booking and issued.booked_for is not None:
            return booked_words(wall_clock(issued.booked_for, hall.hall.time_zone), self._language.code)
        return wait_words(issued.steps[at].wait_minutes, self._language.code)
