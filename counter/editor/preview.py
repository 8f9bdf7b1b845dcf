"""What a change of rules would have done to this day: the simulator runs the day under both, beside the window."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from counter.editor import editor_words
from counter.editor.side_command import SideCommand
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import widgets
from shared import hall_file
from shared.domain.hall_data.hall import Hall


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """One figure of the simulator's comparison: its name there, and its words."""

    name: str
    word: Word


FIGURES = (
    ComparedFigure("wait median", editor_words.WAIT_MEDIAN),
    ComparedFigure("wait p90", editor_words.WAIT_P90),
    ComparedFigure("ordinary p90", editor_words.ORDINARY_P90),
    ComparedFigure("priority p90", editor_words.PRIORITY_P90),
    ComparedFigure("called after closing", editor_words.AFTER_CLOSING),
    ComparedFigure("never called", editor_words.NEVER_CALLED),
)


def told(difference: Mapping[str, Any], localiser: Localiser) -> Iterator[str]:
    """The figures side by side, as sentences."""
    for figure in FIGURES:
        if (values := difference.get(figure.name)) is not None:
            before, after = (str(round(values[side])) for side in ("rules", "versus"))
            name = localiser.translate(figure.word)
            word = editor_words.SAME_FIGURE if before == after else editor_words.OTHER_FIGURE
            yield localiser.translate(word, name=name, before=before, after=after)


class Preview(QWidget):
    """A line of progress with a key that stops it, then what would be different.

    Signals:
        begun: it runs now, or has ended (a bool).
    """

    begun = Signal(bool)

    def __init__(self, folder: Path, localiser: Localiser, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._folder, self._localiser = folder, localiser
        self._command: SideCommand | None = None
        self._room: tempfile.TemporaryDirectory[str] | None = None
        self._day = ""
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(localiser.translate(editor_words.PREVIEWING))
        self.cancel = QPushButton(localiser.translate(editor_words.CANCEL), self)
        self.cancel.setObjectName("cancel_preview")
        self.cancel.clicked.connect(self.stop)
        self.words: QLabel = widgets.label(self, "preview_words", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)
        whole.addWidget(self.words)
        self.hide()

    @property
    def runs(self) -> bool:
        """Whether it is being calculated."""
        return self._command is not None and not self._command.is_over

    def start(self, hall: Hall, day: str) -> None:
        """Run this day under the hall's rules and under those of ``hall``."""
        self.stop()
        self._room = tempfile.TemporaryDirectory(prefix="antrean-preview-")
        rules = Path(self._room.name) / "rules.toml"
        rules.write_text(hall_file.write(hall), encoding="utf-8")
        self._day = day
        self._run(["--replay", day], rules)

    def _run(self, which: list[str], rules: Path) -> None:
        self._show_progress(shown=True)
        self.words.setText(self._localiser.translate(editor_words.PREVIEWING))
        command = ["simulate", "--hall", str(self._folder), *which, "--versus", str(rules)]
        self._command = SideCommand([*command, "--no-fairness", "--progress"], self)
        self._command.progress.connect(self.bar.setValue)

        def done(answer: dict[str, Any], code: int) -> None:
            self._done(answer, code, which, rules)

        self._command.done.connect(done)
        self.show()
        self.begun.emit(True)

    def _done(self, answer: dict[str, Any], code: int, which: list[str], rules: Path) -> None:
        if code == 2 and which:  # nobody came yet today: an ordinary day then
            self._run([], rules)
            return
        self._tidy()
        say = self._localiser.translate
        if code != 0 or "difference" not in answer:
            self.words.setText(f"{say(editor_words.NO_PREVIEW)} {answer.get('sentence', '')}".strip())
            return
        day = self._localiser.day(self._day)
        head = say(editor_words.PREVIEW_OF_DAY, day=day) if which else say(editor_words.PREVIEW)
        self.words.setText(widgets.breakable("\n".join((head, *told(answer["difference"], self._localiser)))))

    def stop(self) -> None:
        """Give it up."""
        if self._command is not None:
            self._command.close()
        if self.runs or self._room is not None:
            self.words.setText("")
            self._tidy()
            self.hide()

    def _tidy(self) -> None:
        self._command = None
        if self._room is not None:
            self._room.cleanup()
        self._room = None
        self._show_progress(shown=False)
        self.begun.emit(False)

    def _show_progress(self, *, shown: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(shown)
        self.cancel.setVisible(shown)
