"""The keys that work in every program: seen with what became of each, and changed for this PC."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QWidget

from counter import visit_text
from counter.desk.act_answers import act_word
from counter.desk.acts import Act
from counter.dialogs.base import ActDialog
from counter.hotkeys.desktop_keys import DesktopKeys, HotKey, KeyState
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import widgets
from counter.style.row_list import row_list
from shared.press_door import ACTS

STATES: Mapping[KeyState, Word] = {
    KeyState.WORKS: visit_text.KEY_WORKS,
    KeyState.OFF: visit_text.KEY_OFF,
    KeyState.HELD: visit_text.KEY_HELD,
    KeyState.TWICE: visit_text.KEY_TWICE,
    KeyState.NO_KEY: visit_text.KEY_NONE,
    KeyState.NOT_HERE: visit_text.KEY_NOT_HERE,
    KeyState.ASKED: visit_text.KEY_ASKED,
    KeyState.NOT_GIVEN: visit_text.KEY_NOT_GIVEN,
}
BAD = frozenset({KeyState.HELD, KeyState.TWICE, KeyState.NO_KEY})


def words_of(localiser: Localiser, key: HotKey) -> str:
    """One act with its key and what became of it."""
    act = localiser.translate(act_word(Act(key.act.replace("-", "_"))))
    return f"{act}: {localiser.translate(STATES[key.state], key=key.given or key.written)}"


class KeysAsk(ActDialog):
    """A list of the acts, and one field for the marked one's key. Enter tries them all and stays where one is held."""

    def __init__(
        self,
        parent: QWidget,
        localiser: Localiser,
        keys: DesktopKeys,
        counter: str,
        use: Callable[[Mapping[str, str] | None], None],
    ) -> None:
        """``use`` takes keys by act for this PC, and None for those of the hall."""
        super().__init__(parent, localiser, localiser.translate(visit_text.KEYS_TITLE), visit_text.KEYS_SAVE)
        self._keys, self._use = keys, use
        self._wanted: dict[str, str] = {}
        self.acts = row_list(self, "hotkeys")
        self.acts.setMinimumHeight(self.roomy(220))
        self.field = QKeySequenceEdit(self)
        self.field.setObjectName("hotkey")
        self.field.setMaximumSequenceLength(1)
        self.field.setClearButtonEnabled(True)
        command = f"antrean press next --counter {counter}"
        self.not_here = self.line(visit_text.KEYS_NOT_HERE, command=command)
        self.not_here.setObjectName("not_here")
        self.line(visit_text.KEYS_LIST, self.acts)
        self.line(visit_text.KEYS_FIELD, self.field)
        self.usual = self.button("usual", visit_text.KEYS_USUAL)
        self.usual.clicked.connect(self._as_the_hall_says)
        self.acts.currentRowChanged.connect(self._show_key)
        self.field.editingFinished.connect(self._take_key)
        keys.changed.connect(self._draw)  # a desktop that was asked answers later
        self._draw()
        self.setMinimumWidth(self.fitting(600))
        self.acts.setFocus()

    def details(self) -> object:
        """The keys were tried: what is wrong with one of them is said, and the dialog stays."""
        self._take_key()
        self._use({key.act: self._wanted.get(key.act, "") for key in self._keys.keys})
        self._draw()
        wrong = [words_of(self.localiser, key) for key in self._keys.keys if key.state in BAD]
        if wrong:
            return Word("\n".join(wrong).replace("{", "{{").replace("}", "}}"))
        return None

    def _as_the_hall_says(self) -> None:
        self._use(None)
        self._draw()

    def _draw(self) -> None:
        row = max(self.acts.currentRow(), 0)
        self.not_here.setVisible(any(key.state is KeyState.NOT_HERE for key in self._keys.keys))
        self._wanted = {key.act: key.written for key in self._keys.keys}
        self.acts.clear()
        self.acts.addItems([widgets.breakable(words_of(self.localiser, key)) for key in self._keys.keys])
        self.acts.setCurrentRow(row)

    def _show_key(self, row: int) -> None:
        if row >= 0:
            written = self._wanted.get(ACTS[row], "")
            self.field.setKeySequence(QKeySequence(written, QKeySequence.SequenceFormat.PortableText))

    def _take_key(self) -> None:
        row = self.acts.currentRow()
        if row >= 0:
            self._wanted[ACTS[row]] = self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
