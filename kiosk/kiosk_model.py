"""What a touch at the kiosk does: the way through the pages, and the number."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.hall_client import HallClient
from kiosk.kiosk_state import KioskState
from kiosk.opinion.exit_opinions import ExitOpinions
from kiosk.printing import Printing
from kiosk.scan.scanned_codes import booking_scanned, ticket_scanned
from kiosk.unattended.leaving import LeaveModel
from shared.clock import Clock
from shared.domain.booking import LONGEST_CODE
from shared.qt.language import Language
from shared.qt.theme import Theme

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class KioskModel(KioskState):
    """The root of the kiosk's view models: what its pages show, and what a visitor does on them."""

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
        super().__init__(
            kiosk, hall_client, printing, leaving, clock=clock, language=language, theme=theme, opinions=opinions
        )
        self._ticket_request.began.connect(self._request_began)
        self._ticket_request.ended.connect(self._request_ended)

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

    @Slot()
    def showNeeds(self) -> None:  # noqa: N802 - QML's name
        """All needs."""
        self._go("needs")

    @Slot(str)
    def showNeed(self, code: str) -> None:  # noqa: N802 - QML's name
        """A need's tile was touched; with one service only, that service is meant."""
        services = self._needs.services_of(code)
        self._needs.show(code)
        if len(services) == 1:
            self.choose(services[0])
        else:
            self._go("need")

    @Slot(str)
    def choose(self, service: str) -> None:
        """A service's tile was touched: on to the questions, or to why not."""
        offer = self._offers.of(service)
        if offer.refused is not None:
            self._why, self._why_service = offer.refused, service
            self._go("why")
            return
        self._order.add(service)
        self._ticket_request.forget_request()
        self._go("order")
        self.ask_offers()

    @Slot()
    def chooseAgain(self) -> None:  # noqa: N802 - QML's name
        """The service that could not be had can be had again."""
        if self.whyOver:
            self.choose(self._why_service)

    @Slot()
    def choosePriority(self) -> None:  # noqa: N802 - QML's name
        """The ordinary numbers are used up, and the visitor is one of those who go first."""
        if self.priorityOpen:
            self._order.setPriority(True)
            self._order.add(self._why_service)
            self._ticket_request.forget_request()
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
        self._ticket_request.forget_request()
        self.changed.emit()

    @Slot(str)
    def scanned(self, code: str) -> None:
        """A code was scanned, on whatever page: a ticket's, a booking's, or none of ours."""
        if self._hall is None or self._ticket_request.asking or self._leaving.open or self._opinions is not None:
            return
        self.stay()
        ticket, booking = ticket_scanned(code), booking_scanned(code)
        if ticket is not None:
            self._begin_visit()
            self._visit.show(ticket, lambda: booking is not None and self._check_in_scanned(booking))
        elif booking is None or not self._check_in_scanned(booking):
            self._begin_visit()
            self._visit.not_ours()

    def _begin_visit(self) -> None:
        self.home()
        self._go("visit")

    def _check_in_scanned(self, code: str) -> bool:
        """Whoever scans a booking is here."""
        self.home()
        for key in code:
            self.typeBooking(key)
        self._go("booking")
        self.checkIn()
        return True

    @Slot()
    def showSurvey(self) -> None:  # noqa: N802 - QML's name
        """The whole questionnaire."""
        if self._opinions is not None:
            self._opinions.survey.forget()
            self._go("survey")

    @Slot()
    def help(self) -> None:
        """How this works, and where people help."""
        self._go("help")

    @Slot()
    def addAnother(self) -> None:  # noqa: N802 - QML's name
        """One more service on the same ticket."""
        self._catalogue.forget()
        self._move(self._history.restart)

    @Slot()
    def showOrder(self) -> None:  # noqa: N802 - QML's name
        """Back to what was chosen."""
        if self._order.count:
            self._go("order")

    @Slot()
    def askQuestions(self) -> None:  # noqa: N802 - QML's name
        """On to the questions, where they have a page of their own."""
        if self._order.count:
            self._go("questions")

    @Slot(str)
    def drop(self, service: str) -> None:
        """One service less; with none left, back to the start."""
        self._order.drop(service)
        self._ticket_request.forget_request()
        if not self._order.count:
            self.addAnother()

    @Slot(str, int)
    def move(self, service: str, by: int) -> None:
        """Have a chosen service earlier (-1) or later (1)."""
        self._order.move(service, by)
        self._ticket_request.forget_request()

    @Slot()
    def anotherOrder(self) -> None:  # noqa: N802 - QML's name
        """The next of the orders that can be."""
        self._order.another()
        self._ticket_request.forget_request()

    @Slot()
    def dropLast(self) -> None:  # noqa: N802 - QML's name
        """The service that was chosen last is not wanted after all."""
        if self._order.chosen:
            self.drop(self._order.chosen[-1])

    @Slot()
    def back(self) -> None:
        """To the page before."""
        if self._ticket_request.asking:
            return
        if self._history.page == "survey" and self._opinions is not None and self._opinions.survey.back():
            return
        self._booking = ""
        if self._history.page == "order" and self._order.count == 1:
            self._order.forget()
        self._move(self._history.back)

    @Slot()
    def home(self) -> None:
        """To the start, everything forgotten but the visitor's comfort."""
        if self._ticket_request.asking:
            return
        self._ticket_request.left()
        self._order.forget()
        self._catalogue.forget()
        self._ticket.forget()
        self._visit.forget()
        self._why, self._why_service = None, ""
        self._booking = ""
        self._ticket_request.forget_request()
        if self._opinions is not None:
            self._opinions.forget()
        self._move(self._history.restart)

    @Slot()
    def forget(self) -> None:
        """The visitor is gone: everything forgotten, language and comfort too. Not while a number is asked for."""
        if self._ticket_request.asking:
            return
        self.home()
        self._assistance.forget()
        self._comfort.forget()
        self.stay()
        self._welcome.wait()
        self.forgotten.emit()

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

    @Slot()
    def touched(self) -> None:
        """A finger came down, wherever."""
        self._finger.pressed()
        self._ticket_request.spoilt.touched()

    @Slot()
    def lifted(self) -> None:
        """And left the screen."""
        self._finger.lifted()

    @Slot()
    def touchedNothing(self) -> None:  # noqa: N802 - QML's name
        """And met nothing that can be touched."""
        self._ticket_request.spoilt.hand.met_nothing()

    # ----- the number

    @Slot()
    def take(self) -> None:
        """Take the number. One press is one request id; what follows it while the file is asked changes nothing."""
        self._ticket_request.take()

    @Slot()
    def checkIn(self) -> None:  # noqa: N802 - QML's name
        """The number of a booking."""
        self._ticket_request.check_in(self._booking)

    @Slot()
    def again(self) -> None:
        """Try again with the same request: if the number was given after all, it is the same one."""
        if self._booking:
            self.checkIn()
        else:
            self.take()

    @Slot()
    def correct(self) -> None:
        """The booking's code was refused: back to it, as it was typed."""
        self._ticket.forget()
        self._move(self._history.back)

    @Slot()
    def reprint(self) -> None:
        """No ticket came out: the same number again, marked as a copy."""
        self._ticket_request.reprint()

    @Slot()
    def _request_began(self) -> None:
        self._go("ticket")

    @Slot()
    def _request_ended(self) -> None:
        checked_in = self._ticket.checked_in
        if checked_in is not None:  # who has a number already sees it, and may have its paper again
            self._begin_visit()
            self._visit.show(checked_in)
        self.ask_offers()
        self.changed.emit()

    def _go(self, page: str) -> None:
        self._move(lambda: self._history.go(page))

    def _move(self, step: Callable[[], None]) -> None:
        """One step through the pages."""
        before = self._history.page
        step()
        if self._history.page != before:
            self.page_changed.emit()
        self.changed.emit()
