"""The kiosk's view model: which page, which number, what is wrong. It draws nothing and knows no SQL."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.assistance_model import AssistanceModel
from kiosk.catalogue_model import CatalogueModel
from kiosk.clock_model import ClockModel
from kiosk.comfort_model import ComfortModel
from kiosk.hall_client import HallClient
from kiosk.leaving import LeaveModel
from kiosk.offers import Offers, hall_wide
from kiosk.order_model import OrderModel
from kiosk.page_trail import Trail
from kiosk.printing import Printing
from kiosk.taking_a_number import Taking
from kiosk.ticket_model import TicketModel
from shared.clock import Clock
from shared.domain.answers import Refused
from shared.domain.booking import LONGEST_CODE
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Text
from shared.faults import Kind
from shared.qt.language import Language
from shared.qt.properties import Property
from shared.qt.theme import Theme
from shared.store.live.share_state import ShareState
from shared.store.record.clock_guard import clock_trouble
from shared.text.languages import pick

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

REFRESH_MS = 15_000
"""Hours and breaks begin without an event: the offers are asked again this often."""
_log = logging.getLogger("antrean.kiosk")


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class KioskModel(QObject):
    """The root of the kiosk's view models.

    ``page`` is ``start``, ``agency``, ``search``, ``booking``, ``order``, ``ticket``, ``why`` or ``help``.
    """

    changed = Signal()
    page_changed = Signal()

    def __init__(
        self,
        kiosk: str,
        desk: HallClient,
        printing: Printing,
        leaving: LeaveModel,
        *,
        clock: Clock,
        language: Language,
        theme: Theme,
    ) -> None:
        """``kiosk`` is this screen's code in the hall's data (``K1``)."""
        super().__init__()
        self._leaving = leaving
        self._desk = desk
        self._clock = clock
        self._language = language
        self._hall: Hall | None = None
        self._offers = Offers()
        self._share: ShareState | None = None
        self._closed: Refused | None = None
        self._why: Refused | None = None
        self._why_service = ""
        self._trail = Trail()
        self._still_there = False
        self._booking = ""
        self._clock_model = ClockModel(clock, language, self)
        self._assistance = AssistanceModel(desk, self)
        self._comfort = ComfortModel(language, theme, self)
        self._catalogue = CatalogueModel(kiosk, language, self)
        self._order = OrderModel(language, self)
        self._ticket = TicketModel(language, self)
        self._taking = Taking(
            kiosk, desk, printing, self._order, self._ticket, clock=clock, language=language, parent=self
        )
        self._taking.began.connect(self._taking_began)
        self._taking.ended.connect(self._taking_ended)
        self._taking.paper_settled.connect(self.page_changed)  # the page's patience begins again
        language.changed.connect(self.changed)
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
        self._hall = hall
        self._comfort.set_languages(hall.hall.languages)
        for model in (self._clock_model, self._catalogue, self._order, self._ticket, self._taking):
            model.set_hall(hall)
        self.ask_offers()
        self.changed.emit()

    @Slot(object)
    def share_told(self, state: ShareState) -> None:
        """The share came or went."""
        before, self._share = self._share, state
        if state.ok and not (before and before.ok):
            self.ask_offers()
        self.changed.emit()

    @Slot(object)
    def news_told(self, _events: object) -> None:
        """Something happened in the hall: lines are longer or shorter."""
        self.ask_offers()

    @Slot()
    def ask_offers(self) -> None:
        """Ask what can be had now."""
        if self._hall is not None:
            self._desk.offers(self._offers_told)
        self.changed.emit()

    def _offers_told(self, offers: Offers) -> None:
        self._offers = offers
        self._catalogue.set_offers(offers)
        self._order.set_offers(offers)
        self._closed = hall_wide(offers, self._catalogue.all_services())
        self.changed.emit()

    # ----- pages

    @Slot(str)
    def showAgency(self, code: str) -> None:  # noqa: N802 - QML's name
        """An agency's tile was touched; with one service only, that service is meant."""
        only = self._catalogue.only_service(code)
        self._catalogue.show(code)
        if only is not None:
            self.choose(only)
        else:
            self._go("agency")

    @Slot(str)
    def choose(self, service: str) -> None:
        """A service's tile was touched: on to the questions, or to why not."""
        offer = self._offers.of(service)
        if offer.refused is not None:
            self._why, self._why_service = offer.refused, service
            self._go("why")
            return
        self._order.add(service)
        self._taking.wish_anew()
        self._go("order")
        self.ask_offers()

    @Slot()
    def choosePriority(self) -> None:  # noqa: N802 - QML's name
        """The ordinary numbers are used up, and the visitor is one of those who go first."""
        if self.priorityOpen:
            self._order.setPriority(True)
            self._order.add(self._why_service)
            self._taking.wish_anew()
            self._go("order")

    @Slot()
    def search(self) -> None:
        """Search by need."""
        self._go("search")

    @Slot()
    def booking(self) -> None:
        """Somebody has a booking."""
        self._go("booking")

    @Slot(str)
    def typeBooking(self, key: str) -> None:  # noqa: N802 - QML's name
        """A key of the booking's code: ``<`` for one back."""
        if key == "<":
            self._booking = self._booking[:-1]
        elif len(self._booking) < LONGEST_CODE:
            self._booking += key.strip()
        self._taking.wish_anew()
        self.changed.emit()

    @Slot()
    def help(self) -> None:
        """How this works, and where people help."""
        self._go("help")

    @Slot()
    def addAnother(self) -> None:  # noqa: N802 - QML's name
        """One more service on the same ticket."""
        self._catalogue.forget()
        self._move(self._trail.restart)

    @Slot()
    def showOrder(self) -> None:  # noqa: N802 - QML's name
        """Back to what was chosen."""
        if self._order.count:
            self._go("order")

    @Slot(str)
    def drop(self, service: str) -> None:
        """One service less; with none left, back to the start."""
        self._order.drop(service)
        self._taking.wish_anew()
        if not self._order.count:
            self.addAnother()

    @Slot()
    def dropLast(self) -> None:  # noqa: N802 - QML's name
        """The service that was chosen last is not wanted after all."""
        if self._order.chosen:
            self.drop(self._order.chosen[-1])

    @Slot()
    def back(self) -> None:
        """To the page before."""
        if self._taking.asking:
            return
        self._booking = ""
        if self._trail.page == "order" and self._order.count == 1:
            self._order.forget()
        self._move(self._trail.back)

    @Slot()
    def home(self) -> None:
        """To the start, everything forgotten but the visitor's comfort."""
        if self._taking.asking:
            return
        self._order.forget()
        self._catalogue.forget()
        self._ticket.forget()
        self._why = None
        self._booking = ""
        self._taking.wish_anew()
        self._move(self._trail.restart)

    @Slot()
    def forget(self) -> None:
        """The visitor is gone: everything forgotten, language and comfort too."""
        self.home()
        self._assistance.forget()
        self._comfort.forget()
        self.stay()

    @Slot()
    def ask_still_there(self) -> None:
        """Nobody touched the screen for a while."""
        self._still_there = True
        self.changed.emit()

    @Slot()
    def stay(self) -> None:
        """Somebody is still there."""
        if self._still_there:
            self._still_there = False
            self.changed.emit()

    # ----- the number

    @Slot()
    def take(self) -> None:
        """Take the number. One press is one request id; what follows it while the file is asked changes nothing."""
        self._taking.take()

    @Slot()
    def checkIn(self) -> None:  # noqa: N802 - QML's name
        """The number of a booking."""
        self._taking.check_in(self._booking)

    @Slot()
    def again(self) -> None:
        """Try again with the same request: if the number was given after all, it is the same one."""
        if self._booking:
            self.checkIn()
        else:
            self.take()

    @Slot()
    def reprint(self) -> None:
        """No ticket came out: the same number again, marked as a copy."""
        self._taking.reprint()

    @Slot()
    def _taking_began(self) -> None:
        self._go("ticket")

    @Slot()
    def _taking_ended(self) -> None:
        self.ask_offers()
        self.changed.emit()

    # ----- what QML reads

    @Property(str, notify=page_changed)
    def page(self) -> str:
        """The page that is shown."""
        return self._trail.page

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

    @Property(OrderModel, constant=True)
    def order(self) -> OrderModel:
        """What was chosen."""
        return self._order

    @Property(TicketModel, constant=True)
    def ticket(self) -> TicketModel:
        """The number."""
        return self._ticket

    @Property(LeaveModel, constant=True)
    def leaving(self) -> LeaveModel:
        """The way out for staff."""
        return self._leaving

    @Property(bool, notify=changed)
    def priorityOpen(self) -> bool:  # noqa: N802 - QML's name
        """The service that cannot be had can still be had by those who go first."""
        return self._trail.page == "why" and self._offers.of(self._why_service).priority_only

    @Property(bool, notify=changed)
    def bookings(self) -> bool:
        """There are bookings of today that can be checked in."""
        return self._offers.bookings > 0 and not self.cutOff

    @Property(str, notify=changed)
    def bookingCode(self) -> str:  # noqa: N802 - QML's name
        """What was typed of a booking's code."""
        return self._booking

    @Property(bool, notify=changed)
    def survives(self) -> bool:
        """Numbers can be given without the hall's file, from this PC's own spool."""
        return self._desk.survives()

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """The hall is known."""
        return self._hall is not None

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """The file is being asked for a number."""
        return self._taking.asking

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
        """Why a service cannot be had, and when it can."""
        return self._say(self._why)

    @Property(str, notify=changed)
    def whyService(self) -> str:  # noqa: N802 - QML's name
        """The service that cannot be had."""
        if self._hall is None or self._why is None or self._why_service not in self._hall.service:
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

    def _go(self, page: str) -> None:
        self._move(lambda: self._trail.go(page))

    def _move(self, step: Callable[[], None]) -> None:
        """One step along the trail."""
        before = self._trail.page
        step()
        if self._trail.page != before:
            self.page_changed.emit()
        self.changed.emit()
