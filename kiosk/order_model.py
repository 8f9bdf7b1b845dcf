"""What a visitor is about to take a number for: one service or several, and two questions."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.offers import Offers
from kiosk.tiles import StepCard, step_card
from kiosk.wording import reason_words
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.promise import Wait, middles
from shared.domain.visit import best_order, in_own_order, orders, whole_visit, why_order
from shared.qt.language import Language
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.wait_words import wait_words

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

MOST = 4
"""Services on one ticket: what a visitor can keep in mind."""


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class OrderModel(QObject):
    """The basket. Priority is a yes or no; its reason is never asked."""

    changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._hall: Hall | None = None
        self._offers = Offers()
        self._chosen: tuple[str, ...] = ()
        self._turn: tuple[str, ...] = ()
        self._own = False
        self._why_not = self._hindrance = ""
        self._priority = self._visual = False
        self._cards = RowsModel(StepCard, parent=self)
        language.changed.connect(self.fill)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The services, in the order they were chosen."""
        return self._chosen

    @property
    def turn(self) -> tuple[str, ...]:
        """The services in the order in which they will be had."""
        return self._turn

    @property
    def own(self) -> bool:
        """The visitor put them in another order."""
        return self._own

    def another(self) -> None:
        """The next of all orders that can be: one key instead of two on each card."""
        if self._hall is not None and len(self._turn) > 1:
            ways = orders(self._hall, self._chosen)
            at = ways.index(self._turn) if self._turn in ways else -1
            self._turn, self._own, self._why_not = ways[(at + 1) % len(ways)], len(ways) > 1, ""
            self.fill()

    def move(self, service: str, by: int) -> None:
        """Have a service earlier (-1) or later (1); an order that cannot be is refused with its reason."""
        at = self._turn.index(service) if service in self._turn else -1
        to = at + by
        if self._hall is None or at < 0 or not 0 <= to < len(self._turn):
            return
        wanted = list(self._turn)
        wanted[at], wanted[to] = wanted[to], wanted[at]
        self._why_not = ""
        if in_own_order(self._hall, wanted) is None:
            self._turn, self._own = tuple(wanted), True
        else:
            first = self._language.of(self._hall.service[self._turn[min(at, to)]].name)
            self._why_not = self.tr("{0} has to be done first.").format(first)
        self.fill()

    def set_hall(self, hall: Hall) -> None:
        """The hall's data; a service that is no more is taken out."""
        self._hall = hall
        self._chosen = tuple(code for code in self._chosen if code in hall.service)
        self._turn = tuple(code for code in self._turn if code in hall.service)
        self.fill()

    def set_offers(self, offers: Offers) -> None:
        """What can be had now."""
        self._offers = offers
        self.fill()

    def add(self, service: str) -> None:
        """Choose one more; one that is there already stays once, one beyond ``MOST`` takes the last one's place."""
        if service not in self._chosen:
            self._chosen = (*self._chosen[: MOST - 1], service)
            self._turn = (*(code for code in self._turn if code in self._chosen), service)
            self._why_not = ""
            self.fill()

    def drop(self, service: str) -> None:
        """Choose one less."""
        self._chosen = tuple(code for code in self._chosen if code != service)
        self._turn = tuple(code for code in self._turn if code != service)
        self._why_not = ""
        self.fill()

    def forget(self) -> None:
        """Nothing chosen, nothing answered."""
        self._chosen = self._turn = ()
        self._own, self._why_not = False, ""
        self._priority = self._visual = False
        self.fill()

    @Slot(bool)
    def setPriority(self, on: bool) -> None:  # noqa: N802 - QML's name
        """The answer to "do you need to go first?"."""
        self._priority = on
        self.fill()

    @Slot(bool)
    def setVisual(self, on: bool) -> None:  # noqa: N802 - QML's name
        """The wish to be called visibly."""
        self._visual = on
        self.changed.emit()

    @Property(QObject, constant=True)
    def cards(self) -> QObject:
        """A card for each chosen service."""
        return self._cards

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many services are chosen."""
        return len(self._chosen)

    @Property(bool, notify=changed)
    def full(self) -> bool:
        """No more can be added."""
        return len(self._chosen) >= MOST

    @Property(bool, notify=changed)
    def available(self) -> bool:
        """A number for all that is chosen can be had now, as far as is known."""
        return not any(self._refused(code) for code in self._chosen)

    @Property(str, notify=changed)
    def hindrance(self) -> str:
        """Why no number for what is chosen can be had now, service by service; empty when it can."""
        return self._hindrance

    @Property(bool, notify=changed)
    def priority(self) -> bool:
        """Goes first, as the law has it."""
        return self._priority

    @Property(bool, notify=changed)
    def visual(self) -> bool:
        """Wants to be called visibly."""
        return self._visual

    @Property(str, notify=changed)
    def together(self) -> str:
        """How long a visit of several services takes in this order; empty if nobody can tell."""
        if self._hall is None or len(self._turn) < 2:
            return ""
        whole = whole_visit(self._hall, self._turn, self._waits())
        return wait_words(whole, self._language.code) if whole else ""

    @Property(str, notify=changed)
    def whyOrder(self) -> str:  # noqa: N802 - QML's name
        """Why several services stand in this order, or why they cannot in the one just asked for."""
        if self._hall is None or len(self._turn) < 2:
            return ""
        reasons = why_order(self._hall, self._turn, middles(self._waits()), own=self._own)
        return " ".join(part for part in (self._why_not, reason_words(self._turn, reasons)) if part)

    def _refused(self, service: str) -> Refused | None:
        offer = self._offers.of(service)
        return offer.priority_refused if self._priority else offer.refused

    def _waits(self) -> dict[str, Wait]:
        offers = [self._offers.of(code) for code in self._chosen]
        return {o.service: o.priority_wait_minutes if self._priority else o.wait_minutes for o in offers}

    def _put_in_order(self, hall: Hall) -> None:
        """The soonest order, unless the visitor wants another and it can be."""
        self._own = self._own and len(self._turn) > 1 and in_own_order(hall, self._turn) is None
        if not self._own:
            self._turn = best_order(hall, self._chosen, middles(self._waits()))

    @Slot()
    def fill(self) -> None:
        """Bring the cards up to what is known."""
        if self._hall is not None:
            few = self.tr("Numbers left today: {0}")
            hall, lang = self._hall, self._language.code
            self._put_in_order(hall)
            cards = [step_card(hall, self._offers.of(code), lang, few, self._priority) for code in self._turn]
            self._cards.set_rows(cards)
            hinders = [f"{card.name}: {card.warning}" for card in cards if self._refused(card.code)]
            self._hindrance = "\n".join(hinders)
        self.changed.emit()
