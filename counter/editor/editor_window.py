"""The hall's data in forms: choose a record on the left, change it on the right, save all changes at once."""

import logging
from collections.abc import Callable
from pathlib import Path as Path_

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from counter.editor import editor_words, hall_changes
from counter.editor.hall_draft import HallDraft, Path, Section, sections
from counter.editor.preview import Preview
from counter.editor.record_form import RecordForm
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style, widgets
from counter.style.row_list import row_list
from shared.clock import Clock
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.faults import Fault
from shared.qt.worker import StoreWorker
from shared.store.acts import apply_hall
from shared.store.questions.hall_history import EarlierChange, earlier
from shared.text.hall_keys import code_name, section_name

_log = logging.getLogger("antrean.counter")
_PLACE = Qt.ItemDataRole.UserRole
_HISTORY = "history"
_NAME = "hall"  # what problems call the hall's file


class EditorWindow(QWidget):
    """What is wrong is said while it is written, and nothing is saved until it is right."""

    def __init__(
        self,
        hall: Hall,
        worker: StoreWorker,
        localiser: Localiser,
        clock: Clock,
        folder: Path_ | None = None,
        day: str = "",
    ) -> None:
        """``folder`` is the hall's and ``day`` the business day, for the preview; without them there is none."""
        super().__init__()
        self.setObjectName("editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.draft = HallDraft(hall)
        self.form: RecordForm | None = None
        self.history: tuple[EarlierChange, ...] = ()
        self._worker, self._localiser, self._clock = worker, localiser, clock
        self._sections = sections()
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.records = row_list(self, "records")
        self.problem = widgets.label(self, "problem", wrap=True)
        self.answer = widgets.label(self, "answer", wrap=True)
        self.add, self.remove, self.look_ahead, self.discard, self.save = (
            self._button(name) for name in ("add", "remove", "look_ahead", "discard", "save")
        )
        self._day = day
        self.preview = Preview(folder, localiser, self) if folder is not None else None
        self._lay_out()
        self._retranslate()
        self.search.textChanged.connect(self._look)
        self.records.currentItemChanged.connect(self._chosen)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.discard.clicked.connect(self._discard)
        self.save.clicked.connect(self._save)
        self.look_ahead.clicked.connect(self._look_ahead)
        if self.preview is not None:
            self.preview.begun.connect(self._told)
        room = self.screen().availableGeometry()
        self.resize(min(1100, room.width()), min(760, room.height() - 30))
        self._fill()
        worker.do(earlier, self._history_came, self._failed)

    # ----- building

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self.records, self.add):
            column.addWidget(widget)
        self._right = QWidget(self)
        self._place = QVBoxLayout(self._right)
        self._place.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(1, 2)
        split.setSizes([380, 720])
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.remove)
        bottom.addStretch(1)
        bottom.addWidget(self.look_ahead)
        bottom.addWidget(self.discard)
        bottom.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.addWidget(split, 1)
        for widget in (self.preview, self.problem, self.answer):
            if widget is not None:
                whole.addWidget(widget)
        whole.addLayout(bottom)
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(
            style.style()
            + f"""
            QWidget#editor {{ background: {p.paper}; }}
            QScrollArea#form, QScrollArea#form > QWidget > QWidget {{ background: {p.paper}; border: none; }}
            QLabel#form_title {{ font-size: {s.strong + 4}px; font-weight: 800; }}
            QLabel#problem {{ color: {p.warn}; font-weight: 600; }}
            QPushButton {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px;
                padding: 6px 14px; font-weight: 600; }}
            QPushButton:focus {{ border: 2px solid {p.ink}; }}
            QPushButton:disabled {{ color: {p.quiet}; }}
            """
        )

    def _retranslate(self) -> None:
        say = self._localiser.translate
        self.setWindowTitle(say(editor_words.TITLE))
        self.search.setPlaceholderText(say(editor_words.SEARCH))
        self.search.setAccessibleName(say(editor_words.SEARCH))
        self.records.setAccessibleName(say(editor_words.TITLE))
        self.discard.setText(say(editor_words.DISCARD))
        self.look_ahead.setText(say(editor_words.LOOK_AHEAD))
        self.look_ahead.setToolTip(say(editor_words.LOOK_AHEAD_HINT))

    # ----- the list of records

    def _fill(self, at: Path = ()) -> None:
        """The records as they are now, with ``at`` marked."""
        self.records.blockSignals(True)
        self.records.clear()
        for section in self._sections:
            name = section_name(section.path, self._localiser.lang)
            if not section.is_table and section.keys:
                self._item(name, section.path)
            for code in self.draft.codes(section) if section.is_table else ():
                self._item(self._record_name(name, section, code), (*section.path, code))
            if section.is_table and not self.draft.codes(section):
                self._item(f"{name}  –", section.path)
        self._item(self._localiser.translate(editor_words.HISTORY), (_HISTORY,))
        self._look(self.search.text())
        self.records.blockSignals(False)
        rows = [row for row in range(self.records.count()) if self._path(self.records.item(row)) == at]
        self.records.setCurrentRow(rows[0] if rows else 0)
        self._told()

    def _item(self, words: str, path: Path) -> None:
        item = QListWidgetItem(widgets.breakable(words))
        item.setData(_PLACE, list(path))
        self.records.addItem(item)

    def _record_name(self, name: str, section: Section, code: str) -> str:
        title = self.draft.value((*section.path, code, "name"))
        words = title if isinstance(title, str) else self._localiser.text(title) if title else ""
        shown = code_name(code, self._localiser.lang)
        return "  ".join(part for part in (name, shown, words) if part)

    @staticmethod
    def _path(item: QListWidgetItem | None) -> Path:
        return tuple(item.data(_PLACE)) if item is not None else ()

    def _look(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.records.count()):
            item = self.records.item(row)
            there = item.text().replace("\u200b", "").casefold()
            item.setHidden(not all(word in there for word in words))

    def _section(self, path: Path) -> Section | None:
        """The section that a path is in, the longest that fits."""
        fits = [section for section in self._sections if path[: len(section.path)] == section.path]
        return max(fits, key=lambda section: len(section.path), default=None)

    # ----- the form

    def _chosen(self, item: QListWidgetItem | None) -> None:
        path = self._path(item)
        if self.form is not None:
            self.form.deleteLater()
            self.form = None
        while (old := self._place.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        section = self._section(path)
        if path == (_HISTORY,):
            self._place.addWidget(self._earlier())
        elif section is not None and (not section.is_table or len(path) > len(section.path)):
            self.form = RecordForm(
                self.draft, section, path[-1] if section.is_table else "", self._localiser, self._right
            )
            self.form.edited.connect(self._told)
            self._place.addWidget(self.form)
        self._told()

    def _add(self) -> None:
        section = self._section(self._path(self.records.currentItem()))
        if section is None or not section.is_table:
            return
        say = self._localiser.translate
        title = say(editor_words.ADD, section=section_name(section.path, self._localiser.lang))
        code, said = QInputDialog.getText(self, title, say(editor_words.NEW_CODE))
        if said:
            self.add_record(section, code.strip())

    def add_record(self, section: Section, code: str) -> None:
        """A new record, empty: what it needs is said until it is written."""
        if not code or code in self.draft.codes(section):
            self._say(editor_words.CODE_MISSING)
            return
        self.draft.set((*section.path, code), {})
        self._fill((*section.path, code))

    def _remove(self) -> None:
        path = self._path(self.records.currentItem())
        if self.form is not None and len(path) > 1:
            self.draft.set(path, None)
            self._fill(path[:1])

    def _discard(self) -> None:
        self.draft.changes.clear()
        self._fill(self._path(self.records.currentItem()))

    # ----- what is wrong, what would change

    def wrong(self) -> tuple[str, ...]:
        """Everything that is wrong, a sentence each."""
        unreadable = tuple(self.form.unreadable.values()) if self.form is not None else ()
        return unreadable + tuple(self._localiser.problem(line) for line in self.draft.wrong(_NAME))

    def _told(self) -> None:
        say, wrong = self._localiser.translate, self.wrong()
        keys = [".".join(path) for path in self.draft.changes]
        section = self._section(self._path(self.records.currentItem()))
        name = section_name(section.path, self._localiser.lang) if section is not None else ""
        self.problem.setText(widgets.breakable("\n".join(wrong[:4])))
        self.problem.setVisible(bool(wrong))
        changed = say(editor_words.CHANGED_KEYS, keys=", ".join(keys)) if keys else say(editor_words.NOTHING_CHANGED)
        self.answer.setText(widgets.breakable(changed))
        self.save.setText(say(editor_words.SAVE, n=len(keys)))
        self.save.setEnabled(bool(keys) and not wrong)
        self.discard.setEnabled(bool(keys))
        self.look_ahead.setVisible(self.preview is not None)
        self.look_ahead.setEnabled(bool(keys) and not wrong and self.preview is not None and not self.preview.runs)
        self.add.setText(say(editor_words.ADD, section=name))
        self.add.setVisible(section is not None and section.is_table)
        path = self._path(self.records.currentItem())
        self.remove.setText(say(editor_words.REMOVE, code=path[-1] if path else ""))
        self.remove.setVisible(self.form is not None and section is not None and section.is_table)

    def _say(self, word: Word, **values: object) -> None:
        self.answer.setText(widgets.breakable(self._localiser.translate(word, **values)))

    def _look_ahead(self) -> None:
        """What the changes would have done to this day."""
        if self.preview is not None:
            self.preview.start(self.draft.hall(_NAME), self._day)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A preview ends with its window."""
        if self.preview is not None:
            self.preview.stop()
        super().closeEvent(event)

    # ----- saving

    def _save(self) -> None:
        self.save.setEnabled(False)
        changes = dict(self.draft.changes)
        self._worker.do(lambda file: hall_changes.save(file, changes, _NAME), self._saved, self._failed)

    def _saved(self, outcome: tuple[Hall, tuple[apply_hall.Change, ...] | Refused]) -> None:
        hall, done = outcome
        if isinstance(done, Refused):
            self._told()
            self.answer.setText(widgets.breakable(self._localiser.text(done.sentence)))
            return
        self.draft.rebase(hall)
        self._fill(self._path(self.records.currentItem()))
        time = self._localiser.time(self._clock(), seconds=True)
        keys = ", ".join(change.key for change in done)
        self._say(editor_words.SAVED if done else editor_words.SAME, time=time, keys=keys)
        self._worker.do(earlier, self._history_came, self._failed)

    def _failed(self, error: Exception) -> None:
        self._told()
        if isinstance(error, Fault):
            self.problem.setText(widgets.breakable(self._localiser.told(f"{error.sentence} {error.remedy}".strip())))
        else:
            _log.error("the hall's data could not be saved", exc_info=error)
            self.problem.setText(type(error).__name__)
        self.problem.show()

    # ----- earlier changes

    def _history_came(self, found: tuple[EarlierChange, ...]) -> None:
        self.history = found
        if self._path(self.records.currentItem()) == (_HISTORY,):
            self._chosen(self.records.currentItem())

    def _earlier(self) -> QWidget:
        """The list of earlier changes, with a button that takes the chosen one back."""
        say, box = self._localiser.translate, QWidget(self._right)
        column = QVBoxLayout(box)
        note = editor_words.HISTORY_NOTE if self.history else editor_words.NO_HISTORY
        column.addWidget(widgets.label(box, "history_note", say(note), wrap=True))
        shown = row_list(box, "history")
        shown.setAccessibleName(say(editor_words.HISTORY))
        for change in self.history:
            shown.addItem(self._line(change))
        column.addWidget(shown, 1)
        back = QPushButton(say(editor_words.TAKE_BACK), box)
        back.setObjectName("take_back")
        back.setEnabled(bool(self.history))
        shown.setCurrentRow(0)
        press: Callable[[], None] = lambda: self.take_back(self.history[max(0, shown.currentRow())])  # noqa: E731
        back.clicked.connect(press)
        column.addWidget(back)
        to_version = QPushButton(say(editor_words.TO_VERSION), box)
        to_version.setObjectName("to_version")
        to_version.setEnabled(bool(self.history))
        to_version.clicked.connect(lambda: self.back_to_before(max(0, shown.currentRow())))
        column.addWidget(to_version)
        return box

    def _line(self, change: EarlierChange) -> str:
        word = editor_words.CHANGED_RECORD
        if change.before is None or change.after is None:
            word = editor_words.ADDED_RECORD if change.before is None else editor_words.REMOVED_RECORD
        what = self._localiser.translate(word, key=".".join(change.path))
        moment = self._localiser.moment(change.at)
        day = self._localiser.day(moment.date().isoformat())
        return "  ".join(filter(None, (day, self._localiser.time(change.at), what, change.officer)))

    def take_back(self, change: EarlierChange) -> None:
        """The record becomes what it was before that change; it is saved like any other edit."""
        self.draft.take_back((change,))
        self._fill(change.path)

    def back_to_before(self, row: int) -> None:
        """The hall's data become what they were before that version: all that was changed since, taken back."""
        chosen = self.history[row]
        last = max(at for at, one in enumerate(self.history) if at == row or one.version == chosen.version > 0)
        self.draft.take_back(self.history[: last + 1])
        self._fill((_HISTORY,))
