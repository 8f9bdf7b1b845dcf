"""The whole questionnaire (SKM) at an exit kiosk: the service, nine questions, who answers, and done."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from shared.clock import Clock
from shared.domain import respondents, skm
from shared.domain.calendar import business_day, time_on
from shared.domain.hall_data.hall import Hall
from shared.domain.respondents import UNDER_AGE
from shared.domain.skm import Questionnaire
from shared.domain.survey_period import is_asked
from shared.qt.ballot_box import Box
from shared.qt.language import Language
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.languages import pick

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class SurveyOption:
    """One thing that can be touched: an agency, a service, an answer. ``chosen``: it was touched before."""

    code: str
    name: str
    zone: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """One page: its kind (``agency``, ``service``, ``question``, ``trait``, ``check``, ``thanks``) and its key."""

    kind: str
    key: str = ""


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class SurveyModel(QObject):
    """One visitor's questionnaire. Nothing of it is kept before it is handed in, and nothing tells whose it is."""

    changed = Signal()

    def __init__(self, kiosk: str, box: Box, clock: Clock, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk, self._box, self._clock, self._language = kiosk, box, clock, language
        self._hall: Hall | None = None
        self._steps: tuple[_Step, ...] = ()
        self._at = 0
        self._agency = self._service = ""
        self._answers: dict[str, int | None] = {}
        self._traits: dict[str, str] = {}
        self._options = RowsModel(SurveyOption, parent=self)
        self._offered = False
        language.changed.connect(self._fill)
        self._plan()

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self._hall = hall
        self._offered = self.offered
        self._plan()

    @Slot()
    def look_at_day(self) -> None:
        """Time went on: a survey may begin or be over. Who is at it may finish."""
        if self.offered != self._offered:
            self._offered = self.offered
            self.changed.emit()

    def forget(self) -> None:
        """The visitor is gone, or done."""
        self._at, self._agency, self._service = 0, "", ""
        self._answers, self._traits = {}, {}
        self._plan()

    def back(self) -> bool:
        """To the question before; False at the first one and when it is handed in."""
        if self._at == 0 or self._step.kind == "thanks":
            return False
        self._go(self._at - 1)
        return True

    # ----- what a touch does

    @Slot(str)
    def choose(self, code: str) -> None:
        """What was touched is the answer; the next page follows."""
        step = self._step
        if step.kind == "agency":
            self._agency, self._service = code, ""
        elif step.kind == "service":
            self._service = code
        elif step.kind == "question":
            self._answers[step.key] = int(code)
        elif step.kind == "trait":
            self._traits[step.key] = code
        else:
            return
        self._plan()
        self._go(self._at + 1)

    @Slot()
    def skip(self) -> None:
        """Leave this one out."""
        step = self._step
        if step.kind == "question":
            self._answers[step.key] = None
        elif step.kind == "trait":
            self._traits.pop(step.key, None)
        else:
            return
        self._plan()
        self._go(self._at + 1)

    @Slot()
    def hand_in(self) -> None:
        """It is done: into the box, and forgotten here."""
        hall = self._hall
        if self._step.kind != "check" or hall is None:
            return
        now = self._clock()
        day = business_day(hall, now)
        answers = {key: self._answers.get(key) for key in skm.KEYS}
        if self._asks:
            self._traits["jam"] = respondents.time_band(int(time_on(hall, day, now)) // 60)
        self._box.answer(Questionnaire(day.isoformat(), self._service, answers), self._traits)
        self._answers, self._traits = {}, {}
        self._go(self._at + 1)

    # ----- what QML reads

    @Property(str, notify=changed)
    def kind(self) -> str:
        """What the page asks: ``agency``, ``service``, ``question``, ``trait``, ``check`` or ``thanks``."""
        return self._step.kind

    @Property(str, notify=changed)
    def key(self) -> str:
        """Which question, or which trait."""
        return self._step.key

    @Property(str, notify=changed)
    def ask(self) -> str:
        """The question in the hall's own words."""
        step, hall, lang = self._step, self._hall, self._language.code
        if step.kind == "question" and hall is not None:
            own = hall.survey.question.get(step.key)
            return pick(own or _element(step.key).ask, lang)
        if step.kind == "trait":
            return pick(_trait(step.key).name, lang)
        return ""

    @Property(str, notify=changed)
    def element(self) -> str:
        """What the question is about, as the rule names it."""
        step = self._step
        return pick(_element(step.key).name, self._language.code) if step.kind == "question" else ""

    @Property(int, notify=changed)
    def number(self) -> int:
        """Which of the nine questions this is; 0 on other pages."""
        return skm.KEYS.index(self._step.key) + 1 if self._step.kind == "question" else 0

    @Property(int, constant=True)
    def questions(self) -> int:
        """How many questions there are."""
        return len(skm.KEYS)

    @Property(int, notify=changed)
    def blanks(self) -> int:
        """Questions that were left out."""
        return sum(self._answers.get(key) is None for key in skm.KEYS)

    @Property(str, notify=changed)
    def service(self) -> str:
        """The service that it is about."""
        hall = self._hall
        known = hall is not None and self._service in hall.service
        return pick(hall.service[self._service].name, self._language.code) if known and hall else ""

    @Property(str, notify=changed)
    def agency(self) -> str:
        """The agency whose services stand on the page."""
        return self._agency if self._step.kind == "service" else ""

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether this hall's exit kiosks have the questionnaire today."""
        hall = self._hall
        return hall is not None and hall.survey.at_exit and is_asked(hall, business_day(hall, self._clock()))

    @Property(QObject, constant=True)
    def options(self) -> QObject:
        """What can be touched (:class:`SurveyOption`)."""
        return self._options

    # ----- inside

    @property
    def _step(self) -> _Step:
        return self._steps[min(self._at, len(self._steps) - 1)]

    @property
    def _asks(self) -> bool:
        return self._hall is not None and self._hall.survey.traits

    def _plan(self) -> None:
        """The pages that follow from what was answered: of somebody under age nothing more is asked."""
        traits = [_Step("trait", trait.key) for trait in respondents.ASKED] if self._asks else []
        if self._traits.get("usia") == UNDER_AGE:
            traits = traits[:1]
        alone = self._hall is not None and len(self._of_agency(self._agency)) == 1
        if alone:
            self._service = self._of_agency(self._agency)[0]
        service = [] if alone else [_Step("service")]
        questions = [_Step("question", key) for key in skm.KEYS]
        self._steps = (_Step("agency"), *service, *questions, *traits, _Step("check"), _Step("thanks"))
        self._fill()

    def _go(self, at: int) -> None:
        self._at = at
        self._fill()

    def _agencies(self) -> tuple[str, ...]:
        hall = self._hall
        if hall is None:
            return ()
        own = hall.kiosk[self._kiosk].agencies if self._kiosk in hall.kiosk else ()
        return tuple(code for code in own or hall.agency if self._of_agency(code))

    def _of_agency(self, agency: str) -> tuple[str, ...]:
        hall = self._hall
        return () if hall is None else tuple(code for code in hall.service if hall.agency_of(code) == agency)

    def _fill(self) -> None:
        self._options.set_rows([] if self._hall is None else self._rows(self._hall))
        self.changed.emit()

    def _rows(self, hall: Hall) -> list[SurveyOption]:
        step, lang = self._step, self._language.code
        zones = list(hall.zone)
        if step.kind == "agency":
            return [
                SurveyOption(code, pick(hall.agency[code].short or hall.agency[code].name, lang),
                       zones.index(hall.agency[code].zone), code == self._agency)
                for code in self._agencies()
            ]  # fmt: skip
        if step.kind == "service":
            codes, zone = self._of_agency(self._agency), zones.index(hall.agency[self._agency].zone)
            return [
                SurveyOption(code, pick(hall.service[code].name, lang), zone, code == self._service) for code in codes
            ]
        if step.kind == "question":
            given = self._answers.get(step.key)
            answers = enumerate(_element(step.key).answers, skm.LOWEST)
            return [SurveyOption(str(mark), pick(words, lang), -1, mark == given) for mark, words in answers]
        if step.kind == "trait":
            values = _trait(step.key).values.items()
            return [
                SurveyOption(code, pick(words, lang), -1, code == self._traits.get(step.key)) for code, words in values
            ]
        return []


def _element(key: str) -> skm.Element:
    return skm.ELEMENTS[skm.KEYS.index(key)]


def _trait(key: str) -> respondents.Trait:
    return next(trait for trait in respondents.TRAITS if trait.key == key)
