"""The card of the visitor at this counter: the number large, then what the officer needs to know about the visit."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from counter import look, words
from counter.answers import act_word
from counter.desk import Desk
from counter.tongue import Tongue
from counter.view import DeskView, Visitor
from counter.words import Word
from shared.domain.words import CounterStatus, StepState

STATES: dict[StepState, Word] = {
    StepState.WAITING: words.WAITING,
    StepState.CALLED: words.CALLED,
    StepState.SERVING: words.SERVING,
    StepState.DONE: words.DONE,
    StepState.NO_SHOW: words.NO_SHOW_STATE,
    StepState.HELD: words.HELD,
    StepState.TRANSFERRED: words.TRANSFERRED,
    StepState.CANCELLED: words.CANCELLED,
    StepState.EXPIRED: words.EXPIRED,
}


class VisitorCard(QFrame):
    """Reads aloud as one sentence and takes the focus when the button that had it cannot be pressed any more."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visitor")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self.number = self._label("number")
        self.state = self._label("state")
        self.service = self._label("service", wrap=True)
        self.times = self._label("times", wrap=True)
        self._marks = QHBoxLayout()
        self._marks.setSpacing(6)
        self.marks = [self._label(f"mark{n}") for n in range(3)]
        for mark in self.marks:
            self._marks.addWidget(mark)
        self._marks.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 4, 12, 6)
        grid.setSpacing(2)
        grid.addWidget(self.number, 0, 0)
        grid.addWidget(self.state, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(self._marks, 1, 0, 1, 2)
        grid.addWidget(self.service, 2, 0, 1, 2)
        grid.addWidget(self.times, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        grid.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.dress()

    def _label(self, name: str, *, wrap: bool = False) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(wrap)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def dress(self) -> None:
        """The theme's colours and sizes, anew."""
        p, s = look.colours(), look.sizes()
        self.number.setFont(look.font(s.number, look.HEAVY, digits=True))
        self.setStyleSheet(f"""
            QFrame#visitor {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px; }}
            QFrame#visitor:focus {{ border: 3px solid {p.ink}; }}
            QLabel#number {{ font-size: {s.number}px; font-weight: 800; }}
            QLabel#service {{ font-size: {s.body}px; font-weight: 600; }}
            QLabel#times {{ font-size: {s.small}px; color: {p.quiet}; }}
        """)

    def draw(self) -> None:
        """Show the counter as the desk knows it."""
        desk, view = self._desk, self._desk.view
        if view is None:
            self._nobody(words.SHARE_WAIT)
        elif view.visitor is None:
            self._empty(view, desk.tongue)
        else:
            self._visitor(view.visitor, desk.tongue)

    def tick(self) -> None:
        """Time went on."""
        view = self._desk.view
        if view is not None and view.visitor is not None:
            self._put(self.times, self._times(view.visitor, self._desk.tongue))
        elif view is not None and view.status is CounterStatus.BREAK:
            self._empty(view, self._desk.tongue)

    # ----- a visitor

    def _visitor(self, visitor: Visitor, tongue: Tongue) -> None:
        kept = self._desk.kept_for(visitor.label)
        state = tongue.say(STATES[visitor.state])
        self._put(self.number, visitor.label)
        self._chip(self.state, state, "good" if visitor.state is StepState.SERVING else "accent")
        marks = [(tongue.say(words.PRIORITY), "warn")] * visitor.priority
        marks += [(tongue.say(words.VISUAL), "danger")] * visitor.visual
        if kept is not None:
            marks.append((tongue.say(words.KEPT_BADGE, act=tongue.say(act_word(kept.act))), "warn"))
        self._show_marks(marks)
        after = ", ".join(map(self._desk.service_name, visitor.after))
        service = self._desk.service_name(visitor.service)
        lines = [service] + ([tongue.say(words.MORE_STEPS, services=after)] if after else [])
        self._put(self.service, "\n".join(lines))
        self._put(self.times, self._times(visitor, tongue))
        self._name(
            tongue.say(words.SAY_VISITOR, label=visitor.label, state=state, service=service), (m for m, _ in marks)
        )

    def _times(self, visitor: Visitor, tongue: Tongue) -> str:
        now = self._desk.clock()
        parts: list[str] = []
        if visitor.state is StepState.SERVING and visitor.started_at is not None:
            parts.append(tongue.say(words.SERVED_FOR, duration=tongue.duration((now - visitor.started_at) / 1000)))
        elif visitor.last_call_at is not None:
            parts.append(tongue.say(words.CALLED_FOR, duration=tongue.duration((now - visitor.last_call_at) / 1000)))
        if visitor.times > 1:
            parts.append(tongue.say(words.TIMES_CALLED, n=visitor.times))
        if visitor.called_at is not None:
            waited = (visitor.called_at - visitor.since) / 1000
            parts.append(tongue.say(words.WAITED, duration=tongue.duration(waited)))
        return "  ·  ".join(parts)

    # ----- nobody

    def _empty(self, view: DeskView, tongue: Tongue) -> None:
        if view.status is CounterStatus.BREAK:
            self._on_break(view, tongue)
        elif view.status is CounterStatus.CLOSED:
            self._nobody(words.COUNTER_IS_CLOSED, tongue.say(words.PRESS_TO_CALL, key="F1"))
        else:
            self._nobody(words.NOBODY, tongue.say(words.PRESS_TO_CALL, key="F1"))

    def _on_break(self, view: DeskView, tongue: Tongue) -> None:
        back = tongue.say(words.PRESS_TO_RETURN, key="F10")
        if view.back_at is None:
            self._nobody(words.BREAK_NO_TIME, back)
            return
        time = tongue.time(view.back_at)
        over = self._desk.clock() > view.back_at
        self._nobody(
            words.BREAK_OVER if over else words.BREAK_UNTIL, back, time=time, tone="warn" if over else "accent"
        )

    def _nobody(self, word: Word, hint: str = "", *, tone: str = "", **values: str) -> None:
        text = self._desk.tongue.say(word, **values)
        self._put(self.number, "–")
        self._chip(self.state, "", "")
        self._show_marks([])
        self._put(self.service, text)
        self._put(self.times, hint)
        self.service.setStyleSheet(f"color: {look.colours().warn}" if tone == "warn" else "")
        self._name(text, (hint,))

    # ----- the parts

    @staticmethod
    def _put(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _chip(self, label: QLabel, text: str, tone: str) -> None:
        p, s = look.colours(), look.sizes()
        inks = {"good": (p.good, p.good_soft), "warn": (p.warn, p.warn_soft), "danger": (p.danger, p.danger_soft)}
        ink, ground = inks.get(tone, (p.accent, p.accent_soft))
        label.setVisible(bool(text))
        self._put(label, text)
        label.setStyleSheet(
            f"font-size: {s.small}px; font-weight: 700; color: {ink}; background: {ground};"
            f"border: 1px solid {ink}; border-radius: {s.radius}px; padding: 2px 8px;"
        )

    def _show_marks(self, marks: list[tuple[str, str]]) -> None:
        for number, label in enumerate(self.marks):
            text, tone = marks[number] if number < len(marks) else ("", "")
            self._chip(label, text, tone)

    def _name(self, sentence: str, more: Iterable[str]) -> None:
        spoken = ", ".join([sentence, *(m for m in more if m)])
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
