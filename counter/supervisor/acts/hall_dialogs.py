"""What the supervisor's acts have to know first."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.dialogs.base import ActDialog
from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.dialogs.reason_field import PublicReason
from counter.dialogs.short_list import ShortList
from counter.dialogs.time_field import TimeChoice
from counter.localise import Localiser
from counter.screen_text import IN_ENGLISH, IN_INDONESIAN, LABEL_FIRST, Word
from counter.supervisor.acts import hall_words
from counter.supervisor.acts.hall_acts import WORDS, HallAct, HallOrder
from shared.domain.words import Instant
from shared.store.acts.announcing import LONGEST, Place
from shared.text.languages import ENGLISH, FIRST, said_in
from shared.text.public_reasons import DISTURBANCES, PAUSES

LONGEST_MESSAGE = 160
_LABELS_SHOWN = 12


class HallDialog(ActDialog):
    """One of the supervisor's acts: title and button bear its name."""

    def __init__(self, parent: QWidget, localiser: Localiser, act: HallAct, note: Word | None = None) -> None:
        super().__init__(parent, localiser, localiser.translate(WORDS[act]), WORDS[act])
        self.act = act
        if note is not None:
            self.line(note)

    def _top(self, bar: QRect, room: QRect) -> int:
        """In the middle of the window."""
        top = bar.center().y() - self.height() // 2
        return max(room.top(), min(top, room.bottom() + 1 - self.height()))

    def order(self) -> HallOrder | Word:
        """The act with what was chosen, or what is missing."""
        return HallOrder(self.act)

    def details(self) -> object:
        """As the frame asks for it."""
        return self.order()


class PauseDialog(HallDialog):
    """Why, and until when."""

    def __init__(self, parent: QWidget, localiser: Localiser, now: Instant) -> None:
        super().__init__(parent, localiser, HallAct.PAUSE, hall_words.PAUSE_NOTE)
        self.reason = PublicReason(localiser, PAUSES, self)
        self.until = TimeChoice(localiser, now, self, optional=True)
        self.beside((hall_words.PUBLIC_REASON, self.reason), (hall_words.UNTIL, self.until))
        self.setMinimumWidth(660)
        self.reason.setFocus()

    def order(self) -> HallOrder | Word:
        """Reason and time."""
        reason = self.reason.value()
        return HallOrder(self.act, reason=reason, until=self.until.value()) if reason else hall_words.REASON_MISSING


class AnnounceDialog(HallDialog):
    """Where on the displays, in which words, and until when; no words take it back."""

    def __init__(self, parent: QWidget, localiser: Localiser, now: Instant) -> None:
        super().__init__(parent, localiser, HallAct.ANNOUNCE, hall_words.ANNOUNCE_NOTE)
        self.place = ShortList("places", self)
        self.place.setAccessibleName(localiser.translate(hall_words.ANNOUNCE_WHERE))
        self.place.addItems([localiser.translate(word) for word in _PLACES.values()])
        self.place.setCurrentRow(0)
        self.place.fit()
        self.until = TimeChoice(localiser, now, self, optional=True)
        self.beside((hall_words.ANNOUNCE_WHERE, self.place), (hall_words.UNTIL, self.until))
        self.indonesian, self.english = QLineEdit(self), QLineEdit(self)
        for field, word in ((self.indonesian, IN_INDONESIAN), (self.english, IN_ENGLISH)):
            field.setMaxLength(LONGEST)
            self.line(word, field)
        self.setMinimumWidth(660)
        self.indonesian.setFocus()

    def order(self) -> HallOrder | Word:
        """Place, words and time."""
        place = list(_PLACES)[self.place.currentRow()]
        words = said_in((FIRST, ENGLISH), (self.indonesian.text(), self.english.text()))
        if not words:
            only_english = bool(self.english.text().strip())
            return hall_words.REASON_MISSING if only_english else HallOrder(self.act, place=place)
        return HallOrder(self.act, place=place, reason=words, until=self.until.value())


_PLACES = {Place.NOTICE: hall_words.AS_NOTICE, Place.RUNNING: hall_words.AS_RUNNING_TEXT}


class DisturbDialog(HallDialog):
    """Which service, why, and until when."""

    def __init__(
        self, parent: QWidget, localiser: Localiser, now: Instant, services: Sequence[ListChoice], marked: str
    ) -> None:
        super().__init__(parent, localiser, HallAct.DISTURB, hall_words.DISTURB_NOTE)
        self.service = ChoiceList(localiser, hall_words.WHICH_SERVICE, services, self)
        self.service.mark(marked)
        self.line(hall_words.WHICH_SERVICE, self.service)
        self.reason = PublicReason(localiser, DISTURBANCES, self)
        self.until = TimeChoice(localiser, now, self, optional=True)
        self.beside((hall_words.PUBLIC_REASON, self.reason), (hall_words.UNTIL, self.until))
        self.setMinimumWidth(660)
        self.service.setFocus()

    def order(self) -> HallOrder | Word:
        """Service, reason and time."""
        service, reason = self.service.value(), self.reason.value()
        if service is None:
            return hall_words.CHOICE_MISSING
        if not reason:
            return hall_words.REASON_MISSING
        return HallOrder(self.act, service=service.code, reason=reason, until=self.until.value(), about=service.code)


class ChooseDialog(HallDialog):
    """Which one of many: a service whose disturbance ends, a counter that is closed."""

    def __init__(
        self, parent: QWidget, localiser: Localiser, act: HallAct, choices: Sequence[ListChoice], marked: str
    ) -> None:
        of_counter = act is HallAct.CLOSE_COUNTER
        super().__init__(
            parent, localiser, act, hall_words.CLOSE_COUNTER_NOTE if of_counter else hall_words.RESTORE_NOTE
        )
        word = hall_words.WHICH_COUNTER if of_counter else hall_words.WHICH_SERVICE
        self.choice = ChoiceList(localiser, word, choices, self)
        self.choice.mark(marked)
        self.choice.chosen.connect(self.accept_button.click)
        self.line(word, self.choice)
        self.setMinimumWidth(560)
        self.choice.setFocus()

    def order(self) -> HallOrder | Word:
        """What was chosen."""
        chosen = self.choice.value()
        if chosen is None:
            return hall_words.CHOICE_MISSING
        if self.act is HallAct.CLOSE_COUNTER:
            return HallOrder(self.act, counter=chosen.code, about=self.localiser.counter(chosen.code))
        return HallOrder(self.act, service=chosen.code, about=chosen.code)


class BringBackDialog(HallDialog):
    """Which number."""

    def __init__(self, parent: QWidget, localiser: Localiser) -> None:
        super().__init__(parent, localiser, HallAct.BRING_BACK, hall_words.BRING_BACK_NOTE)
        self.label = QLineEdit(self)
        self.label.setObjectName("label")
        self.label.setMaxLength(12)
        self.line(hall_words.WHICH_NUMBER, self.label)
        self.label.setFocus()

    def order(self) -> HallOrder | Word:
        """The number."""
        label = self.label.text().strip().upper()
        prefix, dash, number = label.partition("-")
        if not (prefix and dash and number.isascii() and number.isdecimal()):
            return LABEL_FIRST
        return HallOrder(self.act, label=label, about=label)


class MessageDialog(HallDialog):
    """What the staff is told."""

    def __init__(self, parent: QWidget, localiser: Localiser) -> None:
        super().__init__(parent, localiser, HallAct.MESSAGE)
        self.words = QLineEdit(self)
        self.words.setObjectName("words")
        self.words.setMaxLength(LONGEST_MESSAGE)
        self.line(hall_words.MESSAGE_WORDS, self.words)
        self.setMinimumWidth(600)
        self.words.setFocus()

    def order(self) -> HallOrder | Word:
        """The words."""
        words = self.words.text().strip()
        return HallOrder(self.act, words=words) if words else hall_words.WORDS_MISSING


class ConfirmDialog(HallDialog):
    """Sure? Enter goes back: it takes a deliberate press."""

    def __init__(
        self, parent: QWidget, localiser: Localiser, act: HallAct, note: Word, told: Sequence[str] = ()
    ) -> None:
        super().__init__(parent, localiser, act)
        labels = ", ".join(told[:_LABELS_SHOWN]) + (" …" if len(told) > _LABELS_SHOWN else "")
        self.line(note, n=len(told), labels=labels)
        self._told = tuple(told)
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.back.setDefault(True)
        self.back.setFocus()
        self.setMinimumWidth(560)

    def order(self) -> HallOrder | Word:
        """The act, and whom the supervisor was told that it ends."""
        return HallOrder(self.act, told=self._told)
