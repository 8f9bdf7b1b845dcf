"""What the kiosk's pages show: the page, what can be had, and what is wrong. It draws nothing and knows no SQL."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlAnonymous

from kiosk.assistance_model import AssistanceModel
from kiosk.catalogue_model import CatalogueModel
from kiosk.clock_model import ClockModel
from kiosk.comfort_model import ComfortModel
from kiosk.hall_client import HallClient
from kiosk.offers import Offers, hall_wide
from kiosk.opinion.exit_opinions import ExitOpinions
from kiosk.opinion.survey_model import SurveyModel
from kiosk.order_model import OrderModel
from kiosk.page_history import START, PageHistory
from kiosk.paper_outlook import PaperOutlook
from kiosk.printing import Printing
from kiosk.scan.visit_model import VisitModel
from kiosk.start.needs_model import NeedsModel
from kiosk.start.welcome_model import WelcomeModel
from kiosk.ticket_model import TicketModel
from kiosk.ticket_request import TicketRequest
from kiosk.unattended.leaving import LeaveModel
from kiosk.unattended.screen_hours import ScreenHours
from kiosk.unattended.under_finger import UnderFinger
from shared.clock import Clock
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.spoken_rules import Zero
from shared.domain.words import Text
from shared.faults import Kind
from shared.qt.language import Language
from shared.qt.properties import Property
from shared.qt.rating_model import RatingModel
from shared.qt.theme import Theme
from shared.store.live.share_state import ShareState
from shared.store.record.clock_guard import clock_trouble
from shared.store.record.events import Event
from shared.text.languages import ADDED, pick

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

REFRESH_MS = 15_000
"""Hours and breaks begin without an event: the offers are asked again this often."""


@QmlAnonymous
class KioskState(QObject):
    """The hall as this kiosk knows it, and how far its visitor has come; touches are the kiosk model's.

    ``page`` is ``start``, ``agency``, ``needs``, ``need``, ``search``, ``booking``, ``order``, ``ticket``,
    ``visit``, ``why`` or ``help``; at an exit it begins with ``rate``, and has ``survey``. ``forgotten`` tells that
    a visitor is gone.
    """

    changed = Signal()
    page_changed = Signal()
    forgotten = Signal()

    def __init__(
        self,
        kiosk: str,
        hall_client: HallClient,
        printing: Printing,
        leaving: LeaveModel,
        *,
        clock: Clock,
        language: Language,
        theme: Theme,
        opinions: ExitOpinions | None = None,
    ) -> None:
        """``kiosk`` is this screen's code in the hall's data (``K1``); ``opinions`` are an exit kiosk's."""
        super().__init__()
        self._kiosk = kiosk
        self._leaving = leaving
        self._hall_client = hall_client
        self._clock = clock
        self._language = language
        self._hall: Hall | None = None
        self._offers = Offers()
        self._share: ShareState | None = None
        self._closed: Refused | None = None
        self._why: Refused | None = None
        self._why_service = ""
        self._opinions = opinions
        self._history = PageHistory("rate" if opinions else START)
        self._still_there = False
        self._booking = ""
        self._clock_model = ClockModel(clock, language, self)
        self._assistance = AssistanceModel(kiosk, hall_client, self)
        self._comfort = ComfortModel(language, theme, self)
        self._catalogue = CatalogueModel(kiosk, language, self)
        self._welcome = WelcomeModel(clock, language, self)
        self._needs = NeedsModel(kiosk, language, self)
        self._order = OrderModel(language, self)
        self._ticket = TicketModel(language, self)
        self._screen = ScreenHours(clock, self)
        self._finger = UnderFinger(self)
        self._paper = PaperOutlook(hall_client, printing, language, self._finger, self)
        self._visit = VisitModel(hall_client, printing, language, self)
        self._ticket_request = TicketRequest(
            kiosk, hall_client, printing, self._order, self._ticket, clock=clock, language=language, parent=self
        )
        language.changed.connect(self.changed)
        if opinions is not None:
            opinions.setParent(self)
            opinions.follow(self._comfort)
            opinions.changed.connect(self.changed)
            self._clock_model.changed.connect(opinions.survey.look_at_day)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._refresh.timeout.connect(self.ask_offers)

    # ----- what comes from the store (connected by the program)

    def start(self) -> None:
        """Begin to follow time."""
        self._refresh.start()
        self._clock_model.start()

    @Slot(object)
    def hall_told(self, hall: Hall) -> None:
        """The hall's data, new or changed."""
        self._finger.when_lifted(partial(self._set_hall, hall))

    def _set_hall(self, hall: Hall) -> None:
        self._hall = hall
        self.languages_told()
        if self._kiosk in hall.kiosk:
            self._comfort.set_screen(hall.kiosk[self._kiosk])
        lists = (self._catalogue, self._needs, self._order)
        for model in (self._clock_model, self._welcome, *lists, self._ticket, self._visit, self._ticket_request):
            model.set_hall(hall)
        self._paper.set_hall(hall)
        self._screen.set_hall(hall)
        if self._opinions is not None:
            self._opinions.set_hall(hall)
        self.ask_offers()
        self.changed.emit()

    @Slot()
    def languages_told(self) -> None:
        """The hall's languages, and those that it added by a file."""
        if self._hall is not None:
            self._comfort.set_languages(tuple(dict.fromkeys((*self._hall.hall.languages, *ADDED))))

    @Slot(object)
    def share_told(self, state: ShareState) -> None:
        """The share came or went."""
        self._finger.when_lifted(partial(self._set_share, state))

    def _set_share(self, state: ShareState) -> None:
        before, self._share = self._share, state
        if state.ok and not (before and before.ok):
            self.ask_offers()
        self.changed.emit()

    @Slot(object)
    def news_told(self, events: object) -> None:
        """Something happened in the hall: lines are longer or shorter, somebody is on the way to help."""
        self._assistance.news_told(cast("Sequence[Event]", events))
        self.ask_offers()
        self._visit.refresh()

    @Slot()
    def ask_offers(self) -> None:
        """Ask what can be had now."""
        self._paper.refresh()
        if self._hall is not None:
            self._hall_client.offers(self._offers_told)
        self.changed.emit()

    def _offers_told(self, offers: Offers) -> None:
        self._finger.when_lifted(partial(self._set_offers, offers))

    def _set_offers(self, offers: Offers) -> None:
        self._offers = offers
        self._catalogue.set_offers(offers)
        self._needs.set_offers(offers)
        self._order.set_offers(offers)
        self._closed = hall_wide(offers, self._catalogue.all_services())
        if self._why_service:
            self._why = offers.of(self._why_service).refused
        self.changed.emit()

    @property
    def begun(self) -> bool:
        """A visitor has begun something that the next one should not find."""
        on_the_way = self._history.page != self._history.start or self._order.count > 0
        return on_the_way or self._comfort.changedAnything or self._assistance.state != ""

    # ----- what QML reads

    @Property(str, notify=page_changed)
    def page(self) -> str:
        """The page that is shown."""
        return self._history.page

    @property
    def lang(self) -> str:
        """The language in force."""
        return self._language.code

    @property
    def zero(self) -> Zero:
        """How the hall says a zero."""
        return self._hall.voice.zero if self._hall else Zero.NOL

    @Property(bool, constant=True)
    def exit(self) -> bool:
        """Here people say how it was; no numbers are given."""
        return self._opinions is not None

    @Property(QObject, constant=True)
    def rating(self) -> RatingModel | None:
        """An exit kiosk's faces."""
        return self._opinions.rating if self._opinions else None

    @Property(SurveyModel, constant=True)
    def survey(self) -> SurveyModel | None:
        """An exit kiosk's questionnaire."""
        return self._opinions.survey if self._opinions else None

    @Property(ClockModel, constant=True)
    def clock(self) -> ClockModel:
        """The hall's date and time."""
        return self._clock_model

    @Property(AssistanceModel, constant=True)
    def assistance(self) -> AssistanceModel:
        """The call for an officer."""
        return self._assistance

    @Property(ComfortModel, constant=True)
    def comfort(self) -> ComfortModel:
        """Language, larger text, contrast, reach."""
        return self._comfort

    @Property(CatalogueModel, constant=True)
    def catalogue(self) -> CatalogueModel:
        """What can be asked for."""
        return self._catalogue

    @Property(WelcomeModel, constant=True)
    def welcome(self) -> WelcomeModel:
        """What is shown while nobody uses the kiosk."""
        return self._welcome

    @Property(NeedsModel, constant=True)
    def needs(self) -> NeedsModel:
        """What people come for, whatever the office."""
        return self._needs

    @Property(OrderModel, constant=True)
    def order(self) -> OrderModel:
        """What was chosen."""
        return self._order

    @Property(TicketModel, constant=True)
    def ticket(self) -> TicketModel:
        """The number."""
        return self._ticket

    @Property(ScreenHours, constant=True)
    def screen(self) -> ScreenHours:
        """Whether the screen is dark, outside the hall's hours."""
        return self._screen

    @Property(PaperOutlook, constant=True)
    def paper(self) -> PaperOutlook:
        """Whether this kiosk can give paper."""
        return self._paper

    @Property(VisitModel, constant=True)
    def visit(self) -> VisitModel:
        """A ticket that was shown to the scanner."""
        return self._visit

    @Property(LeaveModel, constant=True)
    def leaving(self) -> LeaveModel:
        """The way out for staff."""
        return self._leaving

    @Property(bool, notify=changed)
    def priorityOpen(self) -> bool:  # noqa: N802 - QML's name
        """The service that cannot be had can still be had by those who go first."""
        return self._history.page == "why" and self._offers.of(self._why_service).priority_only

    @Property(bool, notify=changed)
    def bookings(self) -> bool:
        """The hall has bookings; who has checked in already may see the number by the code again."""
        return self._offers.bookings and not self.cutOff

    @Property(str, notify=changed)
    def bookingCode(self) -> str:  # noqa: N802 - QML's name
        """What was typed of a booking's code."""
        return self._booking

    @Property(bool, notify=changed)
    def survives(self) -> bool:
        """Numbers can be given without the hall's file, from this PC's own spool."""
        return self._hall_client.survives()

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """The hall is known."""
        return self._hall is not None

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """The file is being asked for a number."""
        return self._ticket_request.asking

    @Property(bool, notify=changed)
    def stillThere(self) -> bool:  # noqa: N802 - QML's name
        """The screen asks whether anybody is still there."""
        return self._still_there

    @Property(bool, notify=changed)
    def closed(self) -> bool:
        """The hall gives no numbers at all now."""
        return self._closed is not None

    @Property(str, notify=changed)
    def closedSentence(self) -> str:  # noqa: N802 - QML's name
        """Why the hall gives no numbers, and when it does again."""
        return self._say(self._closed)

    @Property(str, notify=changed)
    def whySentence(self) -> str:  # noqa: N802 - QML's name
        """Why a service cannot be had, and when it can; that it can, if that has changed meanwhile."""
        return self._say(self._why) if self._why else self.tr("This service can be had again.")

    @Property(bool, notify=changed)
    def whyOver(self) -> bool:  # noqa: N802 - QML's name
        """The reason is over: the service can be had again."""
        return self._history.page == "why" and self._why is None

    @Property(str, notify=changed)
    def whyService(self) -> str:  # noqa: N802 - QML's name
        """The service that cannot be had."""
        if self._hall is None or self._why_service not in self._hall.service:
            return ""
        return self._language.of(self._hall.service[self._why_service].name)

    @Property(bool, notify=changed)
    def cutOff(self) -> bool:  # noqa: N802 - QML's name
        """The hall's file cannot be reached."""
        return self._share is not None and not self._share.ok

    @Property(bool, notify=changed)
    def clockStops(self) -> bool:  # noqa: N802 - QML's name
        """This PC is on another day than the hall: its numbers could not be called."""
        return self._hall is not None and clock_trouble(self._hall, self._clock) is Kind.CLOCK

    @Property(bool, notify=changed)
    def clockOff(self) -> bool:  # noqa: N802 - QML's name
        """This PC's clock is off, as staff who pass by should see."""
        return self._share is not None and self._share.ok and self._share.kind in (Kind.SKEW, Kind.CLOCK)

    @Property(str, notify=changed)
    def shareSentence(self) -> str:  # noqa: N802 - QML's name
        """What is wrong with the share or this PC's clock; empty when nothing is."""
        told = self._share is not None and (self.cutOff or self.clockOff)
        return pick(self._share.sentence, self._language.code) if told and self._share else ""

    @Property(bool, notify=changed)
    def held(self) -> bool:
        """Whether another program's lock is all that is wrong: the network is not."""
        return self.cutOff and self._share is not None and self._share.kind is Kind.HELD

    def _say(self, refused: Refused | None) -> str:
        sentence: Text = refused.sentence if refused else {}
        return pick(sentence, self._language.code)
