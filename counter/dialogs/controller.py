"""What opens from the bar: the dialogs, the window of lists, the menu. One at a time, for what was on the screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from counter import screen_text, visit_text
from counter.bar.bar import Bar
from counter.bar.wake import SoftSound
from counter.desk.acts import MORE, VISIT_KEY, Act
from counter.desk.call_reason import why_called
from counter.desk.desk_model import DeskModel
from counter.desk.details import Details
from counter.desk.slip_check import About, SlipQuestion
from counter.dialogs.bar_keys import BarKeys
from counter.dialogs.base import ActDialog
from counter.dialogs.dialogs import BreakAsk, CancelAsk, HoldAsk, NamedAsk, OfficerAsk, QuitAsk, ReturnAsk, WhyAsk
from counter.dialogs.further import FurtherActs
from counter.dialogs.keys_dialog import KeysAsk
from counter.dialogs.sign_in import Doorkeeper
from counter.dialogs.slips import AbsentAsk, EndedAsk, OpenAsk, TakenAsk
from counter.dialogs.visit_dialogs import OutcomeAsk
from counter.lists.lists_window import ListsWindow
from counter.screen_text import Word
from shared.domain.words import CounterStatus
from shared.qt.language import Language
from shared.qt.theme import Theme
from shared.store.questions.counter import StepLine


class DialogController(QObject):
    """Opens and closes; every answer goes to the desk as one press."""

    def __init__(self, desk: DeskModel, bar: Bar, language: Language, leave: Callable[[], None]) -> None:
        super().__init__(bar)
        self.desk = desk
        self.bar = bar
        self.lists_window = ListsWindow(desk)
        self._language = language
        self._leave = leave
        self._open: ActDialog | None = None
        self.menu: QMenu | None = None
        self.further = FurtherActs(desk, bar, self._show, self._up)
        bar.asked.connect(self.ask)
        bar.lists_pressed.connect(self._lists)
        bar.why_pressed.connect(self.why)
        bar.strip.officer_pressed.connect(self.change_officer)
        bar.strip.menu_pressed.connect(self.open_menu)
        desk.asks.connect(self._question)
        bar.before_close = self._may_close
        self.lists_window.chosen.connect(self._chosen)
        self.lists_window.visit_wanted.connect(self.further.visit)
        # once the window is gone, the keys are the bar's again
        self.lists_window.closed.connect(bar.activateWindow, Qt.ConnectionType.QueuedConnection)
        self._leaving = False
        self._keys: BarKeys | None = None
        self._sound: SoftSound | None = None
        self._doorkeeper = (
            Doorkeeper(bar, desk.door, lambda: desk.localiser, desk.officer) if desk.door is not None else None
        )
        if self._doorkeeper is not None:
            desk.sign_in_wanted.connect(self._doorkeeper.ask)

    def offer_keys(self, keys: BarKeys) -> None:
        """The keys of the whole desktop can be changed from the menu."""
        self._keys = keys

    def offer_sound(self, sound: SoftSound) -> None:
        """The soft sound of a waking queue can be switched off in the menu."""
        self._sound = sound

    # ----- dialogs

    def ask(self, act: Act) -> None:
        """The dialog of an act."""
        visitor = self.desk.view.current if self.desk.view else None
        localiser, now = self.desk.localiser, self.desk.clock()
        if act is Act.BREAK:
            self._show(act, BreakAsk(self.bar, localiser, self.desk.counter, now))
        elif visitor is not None and act is Act.HOLD:
            self._show(act, HoldAsk(self.bar, localiser, visitor.label, now))
        elif visitor is not None and act is Act.CANCEL:
            self._show(act, CancelAsk(self.bar, localiser, visitor.label))
        elif visitor is not None and act is Act.RETURN and self.desk.hall is not None:
            self._show(act, ReturnAsk(self.bar, localiser, visitor.label, self.desk.hall.rules.calls))
        elif visitor is not None and act is Act.TRANSFER:
            self.further.transfer(visitor)

    def why(self) -> None:
        """Why was this number called?"""
        visitor = self.desk.view.current if self.desk.view else None
        if visitor is not None and self.desk.view is not None:
            sentences = why_called(visitor, self.desk.view.call_reason, self.desk.localiser)
            self._up(WhyAsk(self.bar, self.desk.localiser, visitor.label, sentences))

    def change_officer(self) -> None:
        """Another officer takes the counter; the visitor stays."""
        if self._doorkeeper is not None and self.desk.hall is not None and self.desk.hall.officer:
            self._doorkeeper.ask()
            return
        visitor = self.desk.view.current if self.desk.view else None
        label = visitor.label if visitor else None
        ask = OfficerAsk(self.bar, self.desk.localiser, self.desk.counter, self.desk.officer, label)
        self._show(Act.OPEN, ask)

    def change_keys(self) -> None:
        """Other keys for every program."""
        if self._keys is not None:
            self._up(KeysAsk(self.bar, self.desk.localiser, self._keys.keys, self.desk.counter, self._keys.use))

    def call_named(self, label: str = "") -> None:
        """Call a number out of turn."""
        self._show(Act.NAMED, NamedAsk(self.bar, self.desk.localiser, label))

    def _lists(self) -> None:
        self.lists_window.open(self.bar.frameGeometry())

    def _question(self, asked: SlipQuestion) -> None:
        """A press that may be a slip waits for the officer's word."""
        bar, localiser, desk = self.bar, self.desk.localiser, self.desk
        if asked.about is About.NOT_OPEN:
            status = desk.view.status if desk.view else CounterStatus.CLOSED
            self._show(asked.act, OpenAsk(bar, localiser, desk.counter, status, asked.details))
            return
        if asked.about is About.WHO:
            self.change_officer()
            return
        if asked.about is About.TAKEN:
            self._show(asked.act, TakenAsk(bar, localiser, desk.counter, asked))
            return
        if asked.about is About.OUTCOME:
            visitor = desk.view.current if desk.view else None
            if desk.hall is not None and visitor is not None:
                self._show(asked.act, OutcomeAsk(bar, localiser, asked, desk.hall, visitor.service))
            return
        ask = AbsentAsk if asked.about is About.TARGET_NOT_OPEN else EndedAsk
        self._show(asked.act, ask(bar, localiser, asked))

    def quit(self) -> None:
        """Leave, with the counter closed or as it is."""
        desk = self.desk
        visitor = desk.view.current if desk.view else None
        ask = QuitAsk(self.bar, desk.localiser, desk.counter, visitor.label if visitor else None, len(desk.unsent))
        ask.only_quit.connect(self._go)
        ask.answered.connect(self._close_and_go)
        self._up(ask)

    def _show(self, act: Act, ask: ActDialog) -> None:
        def press(details: Details) -> None:
            self.desk.press(act, details)

        ask.answered.connect(press)
        self._up(ask)

    def _up(self, ask: ActDialog) -> None:
        if self._open is not None:
            ask.deleteLater()
            return
        self._open = ask
        ask.setObjectName("ask")
        ask.finished.connect(self._down)
        ask.open()

    def _down(self) -> None:
        self._open = None
        self.bar.activateWindow()

    # ----- the lists

    def _chosen(self, act: Act, row: StepLine) -> None:
        if act is Act.NAMED:
            self.call_named(row.label)
        else:
            self.desk.press(act, Details(label=row.label, service=row.service))

    # ----- leaving

    def _may_close(self) -> bool:
        if self._leaving:
            return True
        self.quit()
        return False

    def _close_and_go(self, _details: Details) -> None:
        if self.desk.view is not None and self.desk.view.status is not CounterStatus.CLOSED:
            self.desk.press(Act.CLOSE)
        self._go()

    def _go(self) -> None:
        self._leaving = True
        self._leave()

    # ----- the menu

    def open_menu(self) -> None:
        """Everything else, with its key."""
        self.menu = self._menu()
        strip = self.bar.strip
        self.menu.popup(strip.menu.mapToGlobal(QPoint(0, strip.menu.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self.bar)
        menu.setObjectName("menu_list")
        closed = self.desk.view is None or self.desk.view.status is CounterStatus.CLOSED
        self._item(menu, "named", screen_text.NAMED_TITLE, self.call_named, self._usable(Act.NAMED))
        for act, (key, word) in MORE.items():
            self._item(menu, act.value, word, partial(self.further.ask, act), self._usable(act)).setShortcut(key)
        visitor = self.desk.view.current if self.desk.view else None
        self._item(menu, "visit", visit_text.VISIT, self.further.visit, visitor is not None).setShortcut(VISIT_KEY)
        menu.addSeparator()
        door = self.desk.door
        usable = self._usable(Act.OPEN) or door is not None
        self._item(menu, "officer", screen_text.SIGN_IN, self.change_officer, usable)
        if door is not None and door.session:
            self._item(menu, "sign_out", screen_text.SIGN_OUT, door.lock)
        if closed:
            self._item(
                menu, "open", screen_text.OPEN_COUNTER, lambda: self.desk.press(Act.OPEN), self._usable(Act.OPEN)
            )
        else:
            self._item(
                menu, "close", screen_text.CLOSE_COUNTER, lambda: self.desk.press(Act.CLOSE), self._usable(Act.CLOSE)
            )
        menu.addSeparator()
        self._item(menu, "language", screen_text.LANGUAGE, self._other_language)
        larger = self._item(menu, "larger", screen_text.LARGE_TEXT, self._larger)
        larger.setCheckable(True)
        larger.setChecked(bool(Theme.instance().larger))
        contrast = self._item(menu, "contrast", screen_text.CONTRAST, self._contrast)
        contrast.setCheckable(True)
        contrast.setChecked(bool(Theme.instance().highContrast))
        menu.addSeparator()
        compact = self._item(menu, "compact", screen_text.COMPACT, lambda: self.bar.set_compact(not self.bar.compact))
        compact.setCheckable(True)
        compact.setChecked(self.bar.compact)
        if self._sound is not None:
            sound = self._item(menu, "sound", visit_text.WAKE_SOUND, self._switch_sound)
            sound.setCheckable(True)
            sound.setChecked(self._sound.on)
        if self._keys is not None:
            self._item(menu, "keys", visit_text.KEYS, self.change_keys)
        self._item(menu, "minimise", screen_text.MINIMISE, self.bar.showMinimized)
        self._item(menu, "quit", screen_text.QUIT, self.quit)
        return menu

    def _usable(self, act: Act) -> bool:
        return self.desk.why_not(act) is None

    def _item(self, menu: QMenu, name: str, word: Word, act: Callable[[], None], usable: bool = True) -> QAction:
        item = menu.addAction(self.desk.localiser.translate(word))
        item.setObjectName(f"menu_{name}")
        item.setEnabled(usable)
        item.triggered.connect(lambda: act())  # noqa: PLW0108 - Qt would pass "checked" on to act
        return item

    def _other_language(self) -> None:
        self._language.use("id" if self.desk.localiser.lang == "en" else "en")

    def _switch_sound(self) -> None:
        if self._sound is not None:
            self._sound.on = not self._sound.on

    def _larger(self) -> None:
        theme = Theme.instance()
        theme.set_larger(not theme.larger)

    def _contrast(self) -> None:
        theme = Theme.instance()
        theme.set_high_contrast(not theme.highContrast)
