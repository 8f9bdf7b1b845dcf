"""The card of the visitor at this counter: the number large, then what the officer needs to know about the visit."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter import screen_text
from counter.desk.act_answers import act_word
from counter.desk.acts import STATES, Act
from counter.desk.desk_model import DeskModel
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style, widgets
from shared.domain.words import CounterStatus, StepState
from shared.store.questions.counter import CounterView, StepLine

_CHIP_GAP = 5
_LINE_GAP = 2
_MARGIN = 12


class VisitorCard(QFrame):
    """Reads aloud as one sentence and takes the focus when the button that had it cannot be pressed any more."""

    def __init__(self, desk: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visitor")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._service = ""
        self._after = ""
        self.number = widgets.label(self, "number")
        self.state = widgets.label(self, "state")
        self.service = widgets.label(self, "service", wrap=True)
        self.times = widgets.label(self, "times", wrap=True)
        self.priority = widgets.label(self, "priority_mark")
        self.visual = widgets.label(self, "visual_mark")
        self._chips, self._more_chips = QHBoxLayout(), QHBoxLayout()
        for row, chips in ((self._chips, (self.state, self.priority)), (self._more_chips, (self.visual,))):
            row.setSpacing(_CHIP_GAP)
            for chip in chips:
                row.addWidget(chip)
            row.addStretch(1)
        self._details = QWidget(self)
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_LINE_GAP)
        column.addStretch(1)
        column.addLayout(self._chips)
        column.addLayout(self._more_chips)
        column.addWidget(self.service)
        column.addWidget(self.times)
        column.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        self._parts.setSpacing(_LINE_GAP)
        self._parts.addWidget(self.number)
        self._parts.addWidget(self._details, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(f"""
            QFrame#visitor {{ background: {p.card}; border: 3px solid {p.hair}; border-radius: {s.radius}px; }}
            QFrame#visitor:focus {{ border: 3px solid {p.ink}; }}
            QLabel#times {{ font-size: {s.small}px; color: {p.quiet}; }}
        """)

    def draw(self) -> None:
        """Show the counter as the desk knows it."""
        desk, view = self._desk, self._desk.view
        if view is None:
            self._nobody(screen_text.SHARE_WAIT)
        elif view.current is None:
            self._empty(view, desk.localiser)
        else:
            self._visitor(view.current, desk.localiser)

    def tick(self) -> None:
        """Time went on."""
        view = self._desk.view
        if view is not None and view.current is not None:
            self._put(self.times, self._times(view.current, self._desk.localiser))
        elif view is not None and view.status is CounterStatus.BREAK:
            self._empty(view, self._desk.localiser)

    # ----- a visitor

    def _visitor(self, visitor: StepLine, localiser: Localiser) -> None:
        kept = self._desk.kept_for(visitor.label)
        state = localiser.translate(STATES[visitor.state])
        tone = "good" if visitor.state is StepState.SERVING else "accent"
        if kept is not None:
            state, tone = (
                localiser.translate(screen_text.KEPT_BADGE, act=localiser.translate(act_word(Act(kept.act)))),
                "warn",
            )
        self._dress_service(large=False)
        after = ", ".join(map(self._desk.service_name, self._desk.view.still_to_visit if self._desk.view else ()))
        service = self._desk.service_name(visitor.service)
        self._write_service(service, localiser.translate(screen_text.MORE_STEPS, services=after) if after else "")
        self._put(self.times, self._times(visitor, localiser))
        self._chip(self.state, state, tone)
        self._chip(self.priority, localiser.translate(screen_text.PRIORITY) if visitor.priority else "", "warn")
        self._chip(self.visual, localiser.translate(screen_text.VISUAL) if visitor.visual else "", "danger")
        self._write_number(visitor.label)
        spoken = localiser.translate(screen_text.SAY_VISITOR, label=visitor.label, state=state, service=service)
        self._name(spoken, (chip.text() for chip in (self.priority, self.visual)))

    def _times(self, visitor: StepLine, localiser: Localiser) -> str:
        now = self._desk.clock()
        parts: list[str] = []
        if visitor.state is StepState.SERVING and visitor.started_at is not None:
            parts.append(
                localiser.translate(
                    screen_text.SERVED_FOR, duration=localiser.duration((now - visitor.started_at) / 1000)
                )
            )
        elif visitor.last_at is not None:
            parts.append(
                localiser.translate(screen_text.CALLED_FOR, duration=localiser.duration((now - visitor.last_at) / 1000))
            )
        if visitor.times > 1:
            parts.append(localiser.translate(screen_text.TIMES_CALLED, n=visitor.times))
        told = self._desk.screens.word
        if told is not None and visitor.state is StepState.CALLED:
            parts.append(localiser.translate(told))
            return "  ·  ".join(parts)
        waited = (visitor.at - visitor.since) / 1000
        parts.append(localiser.translate(screen_text.WAITED, duration=localiser.duration(waited)))
        return "  ·  ".join(parts)

    # ----- nobody

    def _empty(self, view: CounterView, localiser: Localiser) -> None:
        if view.status is CounterStatus.BREAK:
            self._on_break(view, localiser)
        elif view.status is CounterStatus.CLOSED:
            self._nobody(screen_text.COUNTER_IS_CLOSED, localiser.translate(screen_text.PRESS_TO_CALL, key="F1"))
        else:
            self._nobody(screen_text.NOBODY, localiser.translate(screen_text.PRESS_TO_CALL, key="F1"))

    def _on_break(self, view: CounterView, localiser: Localiser) -> None:
        back = localiser.translate(screen_text.PRESS_TO_RETURN, key="F10")
        if view.back_at is None:
            self._nobody(screen_text.BREAK_NO_TIME, back)
            return
        time = localiser.time(view.back_at)
        over = self._desk.clock() > view.back_at
        self._nobody(
            screen_text.BREAK_OVER if over else screen_text.BREAK_UNTIL,
            back,
            time=time,
            tone="warn" if over else "accent",
        )

    def _nobody(self, word: Word, hint: str = "", *, tone: str = "", **values: str) -> None:
        text = self._desk.localiser.translate(word, **values)
        for chip in (self.state, self.priority, self.visual):
            self._chip(chip, "", "")
        self._dress_service(large=True, warn=tone == "warn")
        self._write_service(text, "")
        self._put(self.times, hint)
        self._write_number("")
        self._name(text, (hint,))

    # ----- the parts

    def set_room(self, width: int, height: int, *, beside: bool) -> None:
        """The card's size: given, never taken, so that no button moves when a number comes or goes.

        ``beside`` the buttons the number stands over the words; above the buttons, at the left of them.
        """
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._parts.setDirection(down if beside else across)
        self._parts.setSpacing(_LINE_GAP if beside else 2 * _MARGIN)
        self.setFixedSize(width, height)
        self._write_number(self.number.text())

    def _write_number(self, label: str) -> None:
        """The number as large as the room that the words leave."""
        self._put(self.number, label)
        self.number.setVisible(bool(label))
        self._put(self.service, widgets.breakable(f"{self._service}\n{self._after}" if self._after else self._service))
        stacked = self._parts.direction() is QBoxLayout.Direction.TopToBottom
        room = self.width() - 2 * _MARGIN - 4
        pixels = style.sizes().number
        beside = room if stacked else room - self._advance(label, pixels) - 2 * _MARGIN  # what the words have
        under = self._place_visual(beside)
        left = self._height_left(beside, under=under)
        if self._after and left < (pixels // 2 if stacked else 0):
            self._put(self.service, widgets.breakable(self._service))  # the tooltip still tells what comes after
            left = self._height_left(beside, under=under)
        if stacked:
            pixels = max(min(pixels, left), style.sizes().number_floor)
        while pixels > style.sizes().number_floor and self._advance(label, pixels) > (room if stacked else room // 2):
            pixels -= 1
        self.number.setStyleSheet(f"font-size: {pixels}px; font-weight: 800;")
        self.number.setFixedHeight(pixels)

    def needed(self, width: int, services: Iterable[str], *, beside: bool) -> int:
        """The height for the longest of these services, two rows of chips, two lines of times and the least number."""
        s = style.sizes()
        metrics = QFontMetrics(style.font(s.body, style.SEMI))
        room = width - 2 * _MARGIN - 4 - (0 if beside else self._advance("AB-1234", s.number) + 2 * _MARGIN)
        rows = max((len(widgets.lines(name, style.font(s.body, style.SEMI), room)) for name in services), default=1)
        height = rows * metrics.lineSpacing() + 2 * QFontMetrics(style.font(s.small)).lineSpacing()
        chips = 2 * (self.state.sizeHint().height() + _LINE_GAP)
        return height + chips + 3 * _LINE_GAP + 20 + (s.number_floor if beside else 0)

    def least(self) -> int:
        """The height above the buttons on a small screen: the number, or one line each of chips, service and times."""
        s = style.sizes()
        fonts = (style.font(s.body, style.SEMI), style.font(s.small))
        lines = sum(QFontMetrics(one).lineSpacing() for one in fonts)
        words = self.state.sizeHint().height() + lines + 4 * _LINE_GAP + 16
        return max(s.number_floor + 16, words)

    def _height_left(self, room: int, *, under: bool) -> int:
        """What chips, service and times leave of the card's height at that width."""
        chips = self.state.sizeHint().height() + _LINE_GAP
        lines = sum(label.heightForWidth(room) + _LINE_GAP for label in (self.service, self.times))
        return self.height() - 16 - chips * (2 if under else 1) - lines

    def _write_service(self, service: str, after: str) -> None:
        """The service, and what the visit still has to visit: under it if there is room, and in the tooltip."""
        self._service, self._after = service, after
        self.service.setToolTip(f"{service}\n{after}" if after else service)

    @staticmethod
    def _advance(label: str, pixels: int) -> int:
        return QFontMetrics(style.font(pixels, style.HEAVY, digits=True)).horizontalAdvance(label)

    def _place_visual(self, room: int) -> bool:
        """The mark for a visible call stands beside the others, or under them; answers whether under."""
        chips = [chip.sizeHint().width() + _CHIP_GAP for chip in (self.state, self.priority) if chip.text()]
        under = bool(self.visual.text()) and sum(chips) + self.visual.sizeHint().width() > room
        there, gone = (self._more_chips, self._chips) if under else (self._chips, self._more_chips)
        if there.indexOf(self.visual) < 0:
            gone.removeWidget(self.visual)
            there.insertWidget(there.count() - 1, self.visual)
        return under

    def _dress_service(self, *, large: bool, warn: bool = False) -> None:
        p, s = style.colours(), style.sizes()
        size, weight = (s.strong + 6, 700) if large else (s.body, 600)
        self.service.setStyleSheet(f"font-size: {size}px; font-weight: {weight}; color: {p.warn if warn else p.ink};")

    @staticmethod
    def _put(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _chip(self, label: QLabel, text: str, tone: str) -> None:
        p, s = style.colours(), style.sizes()
        inks = {"good": (p.good, p.good_soft), "warn": (p.warn, p.warn_soft), "danger": (p.danger, p.danger_soft)}
        ink, ground = inks.get(tone, (p.accent, p.accent_soft))
        label.setVisible(bool(text))
        self._put(label, text)
        label.setStyleSheet(
            f"font-size: {s.tiny}px; font-weight: 700; color: {ink}; background: {ground};"
            f"border: 1px solid {ink}; border-radius: {s.radius}px; padding: 1px 6px;"
        )

    def _name(self, sentence: str, more: Iterable[str]) -> None:
        spoken = ", ".join([sentence, *(m for m in more if m)])
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
