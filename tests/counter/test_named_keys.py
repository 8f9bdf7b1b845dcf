"""Every key that a document or the quick card names is a key of that window, and does what stands beside it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter.desk.acts import BUTTONS, LISTS_KEY, MORE, SIGN_IN_KEY, VISIT_KEY, WHY_KEY
from counter.desk.supervisor_line import SupervisorLine
from counter.dialogs.visit_window import VisitAsk
from counter.localise import Localiser
from counter.screen_text import LISTS, WHY, Word
from counter.supervisor.acts.hall_acts import BUTTONS as HALL_BUTTONS
from counter.supervisor.acts.hall_controller import HallController
from counter.visit_text import VISIT
from shared.domain.hall_data.key_names import USUAL
from shared.qt.language import Language
from tests.counter.supervisor.test_window import watching
from tests.helpers.screens.desk import Place, working

DOCS = Path(__file__).parent.parent.parent / "docs"
KEY = r"(?:Ctrl\+|Shift\+|Alt\+)*(?:F\d{1,2}|(?<=\+)(?:[A-Z]\b|\d|Enter|Up|Down)|Ins|Del)"
BAR_WORDS: Mapping[str, tuple[Word, ...]] = {
    **{look.key: (look.word,) for look in BUTTONS.values()},
    **{key: (word,) for key, word in MORE.values()},
    LISTS_KEY: (LISTS,), WHY_KEY: (WHY,), VISIT_KEY: (VISIT,),
}  # fmt: skip
HALL_WORDS: Mapping[str, tuple[Word, ...]] = {
    button.key: tuple(other.word for other in HALL_BUTTONS if other.key == button.key) for button in HALL_BUTTONS
}


def keys_of(*windows: QWidget) -> set[str]:
    """The keys of these windows, as documents write them."""
    found = [shortcut.key().toString() for window in windows for shortcut in window.findChildren(QShortcut)]
    return {key.replace("Return", "Enter") for key in found}


def named(text: str) -> set[str]:
    return set(re.findall(KEY, text))


def halves() -> tuple[str, str]:
    """The counter's document: the bar, then the supervisor's window."""
    bar, _, rest = (DOCS / "counter.md").read_text(encoding="utf-8").partition("## The supervisor's window")
    return bar, rest


def guide(name: str) -> str:
    return (DOCS / "guides" / name).read_text(encoding="utf-8")


def test_the_keys_of_the_bar(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        SupervisorLine(station.worker, "1", station.desk.notices, station.bar)
        visit = VisitAsk(station.bar, station.desk, "AB-001")
        there = keys_of(station.bar, station.dialogs.lists_window, visit) | set(USUAL.values())
    for text in (halves()[0], guide("officers.md"), guide("petugas.md")):
        assert named(text) - there == set()


def test_the_keys_of_the_supervisors_window(qtbot: QtBot, place: Place) -> None:
    with watching(qtbot, place) as window:
        controller = HallController(window.desk, window.desk._worker, window)
        window.offer(controller)
        there = keys_of(window) | {SIGN_IN_KEY}
        SupervisorLine(window.desk._worker, "1", window.desk, window)  # pyright: ignore[reportArgumentType]
        with_the_counters = keys_of(window) | {SIGN_IN_KEY}
    for name in ("supervisors.md", "pengelola.md"):
        assert named(guide(name)) - there == set()
    assert named(halves()[1]) - with_the_counters == set()


@pytest.mark.parametrize("of_the_hall", [False, True], ids=["bar", "supervisor"])
def test_the_tables_say_the_words_of_the_buttons(of_the_hall: bool) -> None:
    words = HALL_WORDS if of_the_hall else BAR_WORDS
    rows = re.findall(rf"^\| ({KEY}) \| (.*?) \| (.*?) \|", halves()[of_the_hall], re.MULTILINE)
    assert {key for key, *_ in rows} == set(words)
    for column, lang in enumerate(("id", "en"), 1):
        language = Language(("counter",), lang)
        say = Localiser(lang).translate
        shown = {key: " / ".join(say(word).rstrip(" .…") for word in these) for key, these in words.items()}
        wrong = [(row, shown[row[0]]) for row in rows if row[column] != shown[row[0]]]
        language.close()
        assert wrong == []


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [("officers.md", "en", BAR_WORDS), ("petugas.md", "id", BAR_WORDS), ("supervisors.md", "en", HALL_WORDS),
     ("pengelola.md", "id", HALL_WORDS)],
)  # fmt: skip
def test_what_a_guide_says_after_a_key_is_its_button(
    name: str, lang: str, words: Mapping[str, tuple[Word, ...]]
) -> None:
    language = Language(("counter",), lang)
    say = Localiser(lang).translate
    known = {key: tuple(map(say, these)) for key, these in words.items()}
    language.close()
    said = re.findall(rf"({KEY}) ([A-Z][^.;,|*(]*)", guide(name))
    assert said
    assert [(key, text) for key, text in said if not text.startswith(known[key])] == []
