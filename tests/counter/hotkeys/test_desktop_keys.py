"""Keys of the whole desktop: how they are written, which presses count, what becomes of one that cannot be had."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from counter.dialogs.bar_keys import BarKeys
from counter.dialogs.keys_dialog import KeysAsk, words_of
from counter.hotkeys.chord import Chord, chord_of
from counter.hotkeys.desktop_keys import DesktopKeys, Holder, KeyState
from counter.hotkeys.repeats import Finger
from counter.preferences import Preferences
from shared.domain.hall_data.hall_check import problems
from shared.domain.hall_data.key_names import USUAL, HotkeyAct, is_key
from shared.press_door import ACTS
from tests.helpers.hall import small_hall
from tests.helpers.screens.desk import Place, working


@pytest.mark.parametrize(
    ("written", "keysym", "virtual_key"),
    [
        ("Ctrl+Shift+F1", 0xFFBE, 0x70),
        ("shift+ctrl+f12", 0xFFC9, 0x7B),
        ("F24", 0xFFD5, 0x87),
        ("Ctrl+Alt+N", 0x6E, 0x4E),
        ("Meta+5", 0x35, 0x35),
        ("Pause", 0xFF13, 0x13),
        ("Ctrl+PgDown", 0xFF56, 0x22),
    ],
)
def test_a_key_is_named_for_each_window_system(written: str, keysym: int, virtual_key: int) -> None:
    chord = chord_of(written)
    assert chord is not None
    assert (chord.keysym, chord.virtual_key) == (keysym, virtual_key)
    assert chord_of(chord.written) == chord
    assert is_key(chord.written)


@pytest.mark.parametrize("written", ["", "N", "Shift+N", "Space", "Return", "Up", "Ctrl+A, Ctrl+B", "Ctrl+Shift", "?!"])
def test_what_people_write_with_is_no_key_for_every_program(written: str) -> None:
    assert chord_of(written) is None


def test_a_held_key_is_one_press_by_the_servers_time() -> None:
    finger, pressed = Finger(), []
    for time in range(0, 3000, 30):  # a release and a press at the same time, as X tells a held key
        pressed.append(finger.press(time))
        finger.release(time + 30)
    assert sum(pressed) == 1
    assert finger.press(3030 + 500)
    assert not finger.press(3030 + 600), "down already"
    finger.release(2**32 - 10)
    assert not finger.press(20), "the server's clock began again"
    assert finger.press(20 + 2500), "its release was never told"


class Desktop:
    """A window system with keys that other programs hold; what a program takes is let go when it closes."""

    def __init__(self, *held: str) -> None:
        self.held = {chord_of(key) for key in held}
        self.taken: dict[Chord, str] = {}
        self.press: Callable[[str], None] = lambda _act: None

    def __call__(self, press: Callable[[str], None]) -> Holder:
        self.press = press
        return self

    def hold(self, name: str, chord: Chord) -> bool:
        if chord in self.held:
            return False
        self.taken[chord] = name
        return True

    def ask(self, words: Mapping[str, str], answered: Callable[[Mapping[str, str] | None], None]) -> None:
        raise AssertionError("each key was taken, or was not")

    def close(self) -> None:
        self.taken.clear()

    def strike(self, key: str) -> None:
        chord = chord_of(key)
        if chord in self.taken:
            self.press(self.taken[chord])


def states(keys: DesktopKeys) -> Mapping[str, KeyState]:
    return {key.act: key.state for key in keys.keys if key.state is not KeyState.OFF}


def test_what_cannot_be_had_is_told_and_the_rest_works() -> None:
    pressed: list[str] = []
    desktop = Desktop("F8")
    keys = DesktopKeys(pressed.append, desktop)
    keys.use({"next": "Ctrl+F1", "recall": "F8", "start": "Ctrl+F1", "finish": "N"})
    assert states(keys) == {
        "next": KeyState.WORKS, "recall": KeyState.HELD, "start": KeyState.TWICE, "finish": KeyState.NO_KEY,
    }  # fmt: skip
    desktop.strike("Ctrl+F1")
    assert pressed == ["next"]
    keys.close()
    assert desktop.taken == {}
    nowhere = DesktopKeys(pressed.append, lambda _press: None)
    nowhere.use(USUAL)
    assert set(states(nowhere).values()) == {KeyState.NOT_HERE}


def test_the_acts_of_the_hall_file_are_those_of_the_command_line() -> None:
    assert tuple(HotkeyAct) == ACTS
    wrong = small_hall(hotkeys={"next": "Ctrl+N", "recall": "Ctrl+N", "start": "??"})
    assert [problem.key for problem in problems(wrong)] == ["hotkeys.recall", "hotkeys.start"]
    assert problems(small_hall(hotkeys={"next": "", "undo": "Ctrl+Alt+Z"})) == ()


def test_keys_are_chosen_in_a_dialog_kept_on_this_pc_and_a_held_one_is_said(
    qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    habits = Preferences.of(tmp_path, "1")
    with working(qtbot, place) as station:
        desktop = Desktop("F8")
        keys = DesktopKeys(lambda _act: None, desktop)
        mine = BarKeys(station.desk, habits, keys)
        assert states(keys)["next"] is KeyState.WORKS
        ask = KeysAsk(station.bar, station.desk.localiser, keys, "1", mine.use)
        assert ask.acts.count() == len(ACTS)
        ask.acts.setCurrentRow(0)
        ask.field.setKeySequence(QKeySequence("F8"))
        ask.accept_button.click()
        assert ask.problem.text() == words_of(station.desk.localiser, keys.keys[0])
        ask.acts.setCurrentRow(0)
        ask.field.setKeySequence(QKeySequence("Ctrl+Alt+N"))
        ask.accept_button.click()
        assert keys.keys[0].written == "Ctrl+Alt+N"
        assert habits.hotkeys() == {"next": "Ctrl+Alt+N"}
        mine.use(None)
        assert (keys.keys[0].written, habits.hotkeys()) == (USUAL["next"], {})
