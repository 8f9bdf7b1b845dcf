"""The officer's bar: always on top, everything by keyboard, every press answered at once.

The buttons lie as the F-keys do: F1-F4, F5-F8, F9-F12 are the rows, so that the hand finds on the keyboard what the
eye sees on the screen.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QVBoxLayout, QWidget

from counter import screen_text
from counter.bar.act_button import ActButton
from counter.bar.button_grid import ButtonGrid
from counter.bar.compact_row import HEIGHT, CompactNumber, CompactTail
from counter.bar.status_row import StatusRow
from counter.bar.title_row import Strip
from counter.bar.visitor_card import VisitorCard
from counter.desk.act_answers import plain
from counter.desk.acts import BUTTONS, END_BREAK, LISTS_KEY, SIGN_IN_KEY, UNDO_KEY, WHY_KEY, Act, ActLook
from counter.desk.desk_model import DeskModel
from counter.desk.message import Sign, Tone
from counter.style import style
from shared.domain.words import CounterStatus
from shared.qt.theme import Theme

WIDTH = 1180
"""The bar's width on an ordinary screen; it can be made as narrow as 1,024 px."""

NARROWEST = 1000
USUAL_NAME = 30
"""Letters of a service's name that the usual height has room for; a longer one makes the whole bar higher."""
FRAME = 24
MARGIN = 10
COMPACT_EDGE = 5
GAP = 10

# Not Qt.Tool, which would hide the bar from the taskbar and from Alt+Tab: an officer at the keyboard has to find it.
FLAGS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class Bar(QWidget):
    """Draws the desk and brings its presses; knows no rule of the queue.

    Signals:
        asked: an act that needs to know something first (reason, time, target): open its dialog.
        lists_pressed: open the window of lists.
        why_pressed: say why this number was called.
    """

    asked = Signal(object)
    lists_pressed = Signal()
    why_pressed = Signal()

    def __init__(self, desk: DeskModel, *, framed: bool = False) -> None:
        """``framed`` leaves the window its frame (``--windowed``)."""
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if not framed:
            self.setWindowFlags(FLAGS)
        self.desk = desk
        self.before_close: Callable[[], bool] | None = None
        self._fitted_for: tuple[str, ...] = ()
        self.strip = Strip(desk, self)
        self.card = VisitorCard(desk, self)
        self.buttons = {act: self._button(act, look_of) for act, look_of in BUTTONS.items()}
        self.lists = ActButton("lists", LISTS_KEY, self)
        self.why = ActButton("why", WHY_KEY, self)
        self.answer_line = StatusRow(desk, self)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.grid = ButtonGrid(self)
        self.compact_number = CompactNumber(desk, self)
        self.compact_tail = CompactTail(desk, self)
        self.compact_tail.full.connect(lambda: self.set_compact(False))
        self.compact = False
        self._lay_out()
        self._keys()
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        desk.view_changed.connect(self.draw)
        desk.came_due.connect(QApplication.beep)
        desk.notices.changed.connect(self._draw_answer)
        desk.sign_changed.connect(self._sign)
        desk.localiser_changed.connect(self.retranslate)
        Theme.instance().changed.connect(self.apply_theme)
        self.apply_theme()
        self.retranslate()
        self.resize(min(WIDTH, self.screen().availableGeometry().width()), self.minimumSizeHint().height())
        self._full_place = self.geometry()
        self.card.setFocus()

    # ----- building

    def _button(self, act: Act, look_of: ActLook) -> ActButton:
        button = ActButton(act.value, look_of.key, self, main=act is Act.NEXT)
        button.clicked.connect(lambda: self.act(act))
        button.explained.connect(lambda: self.act(act))
        return button

    def _lay_out(self) -> None:
        cells = [*self.buttons.values(), self.lists, self.why]
        self.grid.put(cells)
        self._body.setSpacing(GAP)
        self._body.addWidget(self.card)
        self._body.addWidget(self.compact_number)
        self._body.addWidget(self.grid, 1)
        self._body.addWidget(self.compact_tail, 1)
        self._whole = whole = QVBoxLayout(self)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the card gives way: see _fit
        whole.setContentsMargins(MARGIN, 6, MARGIN, 8)
        whole.setSpacing(6)
        whole.addWidget(self.strip)
        whole.addLayout(self._body, 1)
        whole.addWidget(self.answer_line)
        previous: QWidget = self.card
        for widget in (*cells, self.answer_line.undo, self.strip.officer, self.strip.menu, self.compact_tail.grow):
            QWidget.setTabOrder(previous, widget)
            previous = widget

    def _keys(self) -> None:
        for act, look_of in BUTTONS.items():
            self._key(look_of.key, partial(self.act, act))
        self.lists.clicked.connect(self.lists_pressed)
        self.why.clicked.connect(self.ask_why)
        self.why.explained.connect(self.ask_why)
        self._key(LISTS_KEY, self.lists_pressed.emit)
        self._key(WHY_KEY, self.ask_why)
        self._key(UNDO_KEY, self.desk.undo)
        self._key("Ctrl+K", lambda: self.set_compact(not self.compact))
        self._key("Alt+M", self.strip.menu_pressed.emit)
        self._key(SIGN_IN_KEY, self.strip.officer_pressed.emit)

    def _key(self, key: str, act: Callable[[], None]) -> None:
        """A key of the bar. A held key is one press; Qt would repeat it."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    # ----- what the officer does

    def act(self, act: Act) -> None:
        """A button or its key: ask first where something has to be known, else press."""
        if act is Act.BREAK and self._on_break():
            act = Act.END_BREAK
        if act in BUTTONS and BUTTONS[act].asks and self.desk.busy is None and self.desk.why_not(act) is None:
            self.asked.emit(act)
        else:
            self.desk.press(act)

    def ask_why(self) -> None:
        """Why this number? Without one the line says that there is none."""
        if self.why.isEnabled():
            self.why_pressed.emit()
        else:
            self.desk.notices.show(plain(Tone.WARN, screen_text.NOBODY_HERE))

    # ----- drawing

    def draw(self) -> None:
        """Show the desk as it is."""
        self.strip.draw()
        self.card.draw()
        self._name_break()
        focused = self.focusWidget()
        for act, button in self.buttons.items():
            asked = Act.END_BREAK if act is Act.BREAK and self._on_break() else act
            why = self.desk.why_not(asked)
            text = self.desk.localiser.translate(why.word, **why.values) if why else ""
            if why is not None and button is focused:
                # Qt would hand the focus on to the next button, and a second press of the same key would press that
                self.card.setFocus(Qt.FocusReason.OtherFocusReason)
            button.allow(text)
        reason = self.desk.view.call_reason if self.desk.view else None
        self.why.allow("" if reason else self.desk.localiser.translate(screen_text.NOBODY_HERE))
        self._draw_answer()
        self.compact_number.draw()
        if self._fitted_for != self._names():
            self._fit()

    def _draw_answer(self) -> None:
        """The answer; one that needs more than its line makes the bar higher below, where nothing is moved by it."""
        self.answer_line.draw()
        self.compact_tail.draw()
        if self.compact:
            return
        if self.answer_line.needed(self._inside()) != self.answer_line.height():
            self._fit()

    def retranslate(self) -> None:
        """Another language: every word again."""
        translate = self.desk.localiser.translate
        for act, button in self.buttons.items():
            look_of = BUTTONS[act]
            button.name_it(translate(look_of.word), translate(look_of.hint), translate(screen_text.SENDING))
        self.lists.name_it(
            translate(screen_text.LISTS), translate(screen_text.LISTS_HINT), translate(screen_text.SENDING)
        )
        self.why.name_it(translate(screen_text.WHY), translate(screen_text.WHY_HINT), translate(screen_text.SENDING))
        self.setWindowTitle(
            translate(screen_text.SAY_BAR, counter=self.desk.localiser.counter(self.desk.counter, within=True))
        )
        self.setAccessibleName(self.windowTitle())
        self.draw()
        self._fit()

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        self.setPalette(Theme.instance().widget_palette())
        self.setStyleSheet(style.style())
        self.strip.apply_theme()
        self.card.apply_theme()
        for button in (*self.buttons.values(), self.lists, self.why):
            button.updateGeometry()
            button.update()
        self.draw()
        self._fit()

    def _name_break(self) -> None:
        look_of = END_BREAK if self._on_break() else BUTTONS[Act.BREAK]
        translate = self.desk.localiser.translate
        self.buttons[Act.BREAK].name_it(
            translate(look_of.word), translate(look_of.hint), translate(screen_text.SENDING)
        )

    def _on_break(self) -> bool:
        return self.desk.view is not None and self.desk.view.status is CounterStatus.BREAK

    def _sign(self, act: Act, sign: Sign) -> None:
        button = self.buttons.get(Act.BREAK if act is Act.END_BREAK else act)
        if button is None:
            return
        said = {Sign.SENDING: screen_text.SENDING, Sign.DONE: screen_text.RECORDED, Sign.KEPT: screen_text.NOT_YET_SENT}
        word = said.get(sign)
        button.show_sign(sign, self.desk.localiser.translate(word) if word else "")

    def tick(self) -> None:
        """What a second brings."""
        self.desk.tick()
        self.strip.tick()
        self.card.tick()
        self.answer_line.tick()

    def come_forward(self) -> None:
        """From the tray, or from behind other windows."""
        self.showNormal()
        self.raise_()
        self.activateWindow()

    # ----- size

    def set_compact(self, on: bool) -> None:
        """One row at the lower edge of the screen, where no window has its title; or the full form at its old place."""
        if on == self.compact:
            return
        self.compact = on
        room = self.screen().availableGeometry()
        if on:
            self._full_place = self.geometry()
        self._fit()
        if on:
            self.setGeometry(room.left(), room.bottom() + 1 - self.height(), room.width(), self.height())
        else:
            self.setGeometry(self._full_place)
            self.onto_screen()
        self.draw()

    def onto_screen(self) -> None:
        """All of it on the screen, whatever was remembered or unplugged."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        self.move(left, top)

    def _fit(self) -> None:
        """The form in force, in the room that the screen has."""
        for part in (self.strip, self.card, self.answer_line):
            part.setVisible(not self.compact)
        for part in (self.compact_number, self.compact_tail):
            part.setVisible(self.compact)
        edge = COMPACT_EDGE if self.compact else 8
        self._whole.setContentsMargins(MARGIN, min(edge, 6), MARGIN, edge)
        self._whole.setSpacing(0 if self.compact else 6)
        if self.compact:
            self._fit_compact()
        else:
            self._fit_full()

    def _fit_compact(self) -> None:
        self._fitted_for = self._names()
        self._body.setDirection(QBoxLayout.Direction.LeftToRight)
        self.compact_number.draw()
        used = self.compact_number.sizeHint().width() + self.compact_tail.needed() + 2 * GAP
        shown = max(1, self.grid.in_one_row(self._inside() - used))
        self.grid.lay(shown, shown)
        inner = HEIGHT - 2 * COMPACT_EDGE
        self.grid.setFixedHeight(inner)
        self.setMinimumSize(self._narrowest(), HEIGHT)
        if self.height() != HEIGHT:
            self.resize(self.width(), HEIGHT)

    def _narrowest(self) -> int:
        return min(NARROWEST, self.screen().availableGeometry().width())

    def _fit_full(self) -> None:
        """Beside each other when there is room, else the card above the buttons (larger text on a small screen)."""
        width = self._inside()
        self._fitted_for = self._names()
        columns = self.grid.fitting(width)
        self.grid.lay(columns)
        buttons = self.grid.needed(columns)
        card = min(max(width - buttons - GAP, 0), width * 30 // 100)
        beside = card >= style.sizes().card
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        services = self._services()
        body = self.grid.height_of(columns)
        if beside and any(len(name) > USUAL_NAME for name in services):
            body = max(body, self.card.needed(card, services, beside=True))
        above = style.sizes().body_height * 2 // 3
        if not beside and any(len(name) > USUAL_NAME for name in services):
            above = max(above, self.card.needed(width, services, beside=False))
        self.strip.setFixedHeight(self.strip.needed(width))
        self.answer_line.setFixedHeight(self.answer_line.needed(width))
        low = self.grid.least_height(columns)
        spare = self._height(body if beside else body + GAP + above) - self._room()
        if spare > 0 and not beside:  # a small screen: the card gives way first, then the buttons' height
            above, spare = self._less(above, self.card.least(), spare)
        if spare > 0:
            body, spare = self._less(body, low, spare)
        self.grid.setFixedHeight(body)
        self.card.set_room(card if beside else width, body if beside else above, beside=beside)
        height = self._height(body if beside else body + GAP + above)
        if height > self._room():  # the largest text on the smallest screen
            self.set_compact(True)
            return
        self.setMinimumSize(self._narrowest(), height)
        if self.height() != height:
            self.resize(self.width(), height)

    @staticmethod
    def _less(height: int, least: int, spare: int) -> tuple[int, int]:
        """A height that gives what it can of what is too much; and what is left of that."""
        given = min(spare, max(height - least, 0))
        return height - given, spare - given

    def _room(self) -> int:
        """The height of the screen, less a window's frame if it has one."""
        framed = not self.windowFlags() & Qt.WindowType.FramelessWindowHint
        return self.screen().availableGeometry().height() - (FRAME if framed else 0)

    def _height(self, middle: int) -> int:
        """The parts one below the other; a layout would tell it only after its next turn."""
        margins = 6 + 8 + 2 * 6
        return self.strip.height() + middle + self.answer_line.needed(self._inside()) + margins

    def _inside(self) -> int:
        return max(self.width(), self._narrowest()) - 2 * MARGIN

    def _names(self) -> tuple[str, ...]:
        """All names that the bar's size depends on."""
        return (*self._services(), *self.strip.names())

    def _services(self) -> tuple[str, ...]:
        """Names that the card may have to show: of this counter's services, and of the visit that is here."""
        desk = self.desk
        if desk.hall is None or desk.counter not in desk.hall.counter:
            return ()
        codes = set(desk.hall.services_of(desk.counter))
        if desk.view is not None and desk.view.current is not None:
            codes.add(desk.view.current.service)
        return tuple(desk.service_name(code) for code in sorted(codes))

    def sizeHint(self) -> QSize:
        """The bar's usual size."""
        return QSize(WIDTH, self.minimumHeight() or super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        """The window came back from the taskbar: draw what happened meanwhile."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.draw()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 asks first."""
        if self.before_close is not None and not self.before_close():
            event.ignore()
            return
        super().closeEvent(event)
