"""One touch as a visitor leaves: what a screen shows of it, and what a touch does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from shared.clock import Clock, steady_ms
from shared.domain.calendar import business_day, time_on
from shared.domain.hall_data.hall import Hall
from shared.domain.rating import BURST_MS, REST_MS, Cause, Face, Rating, Touches, Where, as_doubtful, with_cause
from shared.domain.rating_words import CAUSES, FACES, NOBODY, QUESTION, QUESTION_CAUSE, QUESTION_COUNTER, SKIP, THANKS
from shared.domain.words import Text
from shared.qt.ballot_box import Box
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.languages import pick

QML_IMPORT_NAME = "Antrean.Ui"
QML_IMPORT_MAJOR_VERSION = 1

OFFERED_MS = 20_000
"""So long a counter's screen asks the visitor who was just served."""
CAUSE_MS = 8_000
"""So long the reason is asked for; without one the face counts as it is."""

BURST_KEPT = 12
"""Touches that are remembered in case they turn out to be a burst."""


@dataclass(frozen=True, slots=True)
class RatingKey:
    """A face or a cause: its words, and the same in the other language where the screen shows two."""

    code: str
    name: str
    other: str
    sign: str


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class RatingModel(QObject):
    """What is asked now: ``stage`` is ``face``, ``cause``, ``thanks``, or empty where nobody is asked.

    An exit kiosk always asks (:meth:`ask_always`); a counter's screen for a while after a visit (:meth:`offer`), and of
    each visit once.
    """

    changed = Signal()

    def __init__(
        self, box: Box, clock: Clock, parent: QObject | None = None, *, steady: Callable[[], int] = steady_ms
    ) -> None:
        super().__init__(parent)
        self._box, self._clock, self._steady = box, clock, steady
        self._hall: Hall | None = None
        self._touches = Touches()
        self._stage = ""
        self._rating: Rating | None = None  # what is asked for, without its face; None where nobody is asked
        self._told: Rating | None = None  # the last touch, as the box was told of it
        self._recent: list[tuple[int, Rating]] = []  # touches that a burst would make doubtful
        self._langs: tuple[str, ...] = ("id",)
        self._always = False
        self._slower = 1
        self._faces, self._causes = RowsModel(RatingKey, parent=self), RowsModel(RatingKey, parent=self)
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self._next)

    # ----- what the program tells

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self._hall = hall
        self.changed.emit()

    def speak(self, *langs: str) -> None:
        """The language of the words; a second one stands smaller below them."""
        if langs != self._langs:
            self._langs = langs
            self._fill()

    def be_slower(self, by: int) -> None:
        """Visitors who need more time get it."""
        self._slower = by

    def ask_always(self, zone: str) -> None:
        """Ask whoever stands there about the hall."""
        self._always = True
        self._rating = Rating("", 0, zone, Where.EXIT, Face.GOOD)
        if self._stage == "":
            self._go("face")

    def offer(self, zone: str, service: str, agency: str) -> None:
        """Somebody was served at this counter: ask for a while."""
        self._rating = Rating("", 0, zone, Where.COUNTER, Face.GOOD, service, agency)
        self._touches = Touches()
        self._recent = []
        self._go("face", OFFERED_MS)

    def withdraw(self) -> None:
        """The next visitor is there, or the visit was not over: nobody is asked any more."""
        if not self._always and self._stage != "":
            self._rating = None
            self._go("")

    def forget(self) -> None:
        """The visitor is gone."""
        if self._always:
            self._go("face")

    # ----- what QML does

    @Slot(str)
    def touch(self, code: str) -> None:
        """A face was touched, or a cause."""
        if self._stage == "face" and code in {*Face}:
            self._face(Face(code))
        elif self._stage == "cause" and code in {*Cause}:
            self._cause(Cause(code))
        else:
            self.tap()

    @Slot()
    def tap(self) -> None:
        """Something was touched where nothing is asked: a hammering hand is known by it."""
        if self._touches.touch(self._steady()).doubtful:
            self._doubt()

    @Slot()
    def skip(self) -> None:
        """No reason."""
        if self._stage == "cause":
            self._go("thanks", REST_MS)

    @Slot(int)
    def press(self, number: int) -> None:
        """A key of a keypad: the first face or cause is 1; 0 is no reason."""
        rows = (self._causes if self._stage == "cause" else self._faces).rows
        if number == 0:
            self.skip()
        elif 1 <= number <= len(rows):
            self.touch(rows[number - 1].code)

    # ----- what QML reads

    @Property(str, notify=changed)
    def stage(self) -> str:
        """What is asked: see the class."""
        return self._stage

    @Property(QObject, constant=True)
    def faces(self) -> QObject:
        """The faces (:class:`RatingKey`)."""
        return self._faces

    @Property(QObject, constant=True)
    def causes(self) -> QObject:
        """The causes (:class:`RatingKey`)."""
        return self._causes

    @Property(str, notify=changed)
    def question(self) -> str:
        """What is asked, or thanks."""
        return self._say(self._question())

    @Property(str, notify=changed)
    def otherQuestion(self) -> str:  # noqa: N802 - QML's name
        """The same in the second language."""
        return self._other(self._question())

    @Property(str, notify=changed)
    def nobody(self) -> str:
        """What is not kept."""
        return self._say(NOBODY)

    @Property(str, notify=changed)
    def skipWords(self) -> str:  # noqa: N802 - QML's name
        """The key for no reason."""
        return self._say(SKIP)

    @Property(str, notify=changed)
    def otherSkipWords(self) -> str:  # noqa: N802 - QML's name
        """The same in the second language."""
        return self._other(SKIP)

    def _question(self) -> Text:
        if self._stage == "cause":
            return QUESTION_CAUSE
        if self._stage == "thanks":
            return THANKS
        return QUESTION if self._always else QUESTION_COUNTER

    # ----- inside

    def _face(self, face: Face) -> None:
        now = self._steady()
        touch = self._touches.touch(now)
        asked, hall = self._rating, self._hall
        if touch.doubtful:
            self._doubt()
        if not touch.counts or asked is None or hall is None:
            return
        at = self._clock()
        day = business_day(hall, at)
        rating = replace(
            asked, day=day.isoformat(), hour=int(time_on(hall, day, at)) // 60, face=face, doubtful=touch.doubtful
        )
        self._tell(rating, None)
        self._recent = [*self._recent, (now, rating)][-BURST_KEPT:]
        self._go("cause", CAUSE_MS)

    def _cause(self, cause: Cause) -> None:
        before = self._told
        if before is not None:
            self._tell(with_cause(before, cause), before)
            self._recent = [(at, self._told if one == before and self._told else one) for at, one in self._recent]
        self._go("thanks", REST_MS)

    def _doubt(self) -> None:
        """A burst: what was counted of it is doubtful too."""
        begun = self._steady() - BURST_MS
        found = [(at, one) for at, one in self._recent if at >= begun and not one.doubtful]
        for _, one in found:
            self._box.rate(as_doubtful(one), one)
            if one == self._told:
                self._told = as_doubtful(one)
        self._recent = [(at, as_doubtful(one)) if (at, one) in found else (at, one) for at, one in self._recent]

    def _tell(self, rating: Rating, instead: Rating | None) -> None:
        self._told = rating
        self._box.rate(rating, instead)

    def _go(self, stage: str, for_ms: int = 0) -> None:
        self._stage = stage
        if for_ms:
            self._over.start(for_ms * self._slower)
        else:
            self._over.stop()
        self._fill()

    @Slot()
    def _next(self) -> None:
        """Time is over."""
        if self._stage == "cause":
            self._go("thanks", REST_MS)
        else:
            self._go("face" if self._always else "")

    def _fill(self) -> None:
        self._faces.set_rows([self._choice(face.value, words) for face, words in FACES.items()])
        self._causes.set_rows([self._choice(cause.value, words) for cause, words in CAUSES.items()])
        self.changed.emit()

    def _choice(self, code: str, words: Text) -> RatingKey:
        return RatingKey(code, self._say(words), self._other(words), code)

    def _say(self, words: Text) -> str:
        return pick(words, self._langs[0])

    def _other(self, words: Text) -> str:
        return pick(words, self._langs[1]) if len(self._langs) > 1 else ""
