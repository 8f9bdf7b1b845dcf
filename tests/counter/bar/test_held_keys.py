"""One press of a finger counts once, also where the window system tells a held key as many presses."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from counter.bar.held_keys import QUIET_MS, HeldKeys

DOWN, UP, OVERRIDE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride


def told(guard: HeldKeys, kind: QEvent.Type, at: int, key: Qt.Key = Qt.Key.Key_F1, *, repeat: bool = False) -> bool:
    """Whether an event gets through."""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeat)
    event.setTimestamp(at)
    return not guard.eventFilter(QObject(), event)


def test_repeats_that_arrive_as_new_presses_do_not_count() -> None:
    guard = HeldKeys()
    assert told(guard, OVERRIDE, 0)
    assert told(guard, DOWN, 0), "the event that follows its own override is the same press"
    for at in range(660, 5000, 40):  # a held key under X11, on a PC that is too busy to see the pairs
        told(guard, UP, at)
        assert not told(guard, OVERRIDE, at)
        assert not told(guard, DOWN, at)
    told(guard, UP, 5000)
    assert told(guard, OVERRIDE, 5000 + QUIET_MS)


def test_a_bouncing_key_is_one_press_and_another_key_counts() -> None:
    guard = HeldKeys()
    assert told(guard, OVERRIDE, 0)
    told(guard, UP, 30)
    assert not told(guard, OVERRIDE, 60)
    assert told(guard, OVERRIDE, 60, Qt.Key.Key_F2)


def test_marked_repeats_never_count_and_their_releases_reach_no_button() -> None:
    guard = HeldKeys()
    assert told(guard, DOWN, 0, Qt.Key.Key_Return)
    assert not told(guard, UP, 600, Qt.Key.Key_Return, repeat=True)
    assert not told(guard, DOWN, 600, Qt.Key.Key_Return, repeat=True)


def test_a_release_that_went_to_another_program_does_not_lock_the_key() -> None:
    guard = HeldKeys()
    assert told(guard, DOWN, 0)
    guard.eventFilter(QObject(), QEvent(QEvent.Type.ApplicationStateChange))
    assert told(guard, DOWN, 900)
    assert told(guard, DOWN, 60_000), "nor does one that was lost"


def test_letters_and_arrows_repeat() -> None:
    guard = HeldKeys()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Down):
        assert told(guard, DOWN, 0, key)
        assert told(guard, DOWN, 40, key, repeat=True)
