"""A key counts once for each press of a finger, however long it is held.

X11 tells a held key as a row of releases and presses. Qt knows them as repeats only while it finds the press right
behind the release: on a busy PC it does not, and they would arrive as new presses. They are known by their time: the X
server gives a repeat's release and press the same one, a finger needs longer.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit

QUIET_MS = 120
"""A key that was released for less than this was not pressed again: it repeats, or bounces."""

LONGEST_REPEAT_MS = 2_000
"""A held key repeats sooner than this: one that was silent for longer was released, and nobody told us."""

_TEXT = (QLineEdit, QAbstractSpinBox)
_ACTING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEY_EVENTS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


@dataclass(slots=True)
class _Key:
    """One key as last told: whether it is down, when it was released, and the press that was judged last."""

    down: bool = False
    released: int | None = None
    pressed: int | None = None
    counts: bool = True


class HeldKeys(QObject):
    """Swallows the repeats of keys that act; install it on the application. Letters and arrows still repeat."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[int, _Key] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A repeat reaches nobody: neither a shortcut nor a button."""
        if event.type() is QEvent.Type.ApplicationStateChange:
            for key in self._keys.values():  # a release may go to another program
                key.down = False
        if event.type() not in _KEY_EVENTS or not isinstance(event, QKeyEvent) or not _acts(event):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyRelease:
            return self._release(event)
        if self._is_new(event):
            return super().eventFilter(watched, event)
        event.accept()  # a swallowed override would still fire its shortcut
        return True

    def _release(self, event: QKeyEvent) -> bool:
        """Told or not as its press was: a button that is held must not click at a repeat's release."""
        key = self._keys.setdefault(event.key(), _Key())
        if event.isAutoRepeat():
            return True
        if key.released != event.timestamp():
            key.down, key.released = False, event.timestamp()
        return False

    def _is_new(self, event: QKeyEvent) -> bool:
        """Whether this is a new press; the events of one press (its override, then the press) are judged alike."""
        key = self._keys.setdefault(event.key(), _Key())
        at = event.timestamp()
        if key.pressed != at:
            quiet = key.released is None or at - key.released >= QUIET_MS
            held = key.down and key.pressed is not None and at - key.pressed < LONGEST_REPEAT_MS
            key.counts = not event.isAutoRepeat() and not held and quiet
            key.pressed = at
        key.down = True
        return key.counts


def _acts(event: QKeyEvent) -> bool:
    """Whether the key does something, rather than write or move."""
    key = Qt.Key(event.key())
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return True
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return key not in (Qt.Key.Key_Control, Qt.Key.Key_Alt)
    if key == Qt.Key.Key_Space:
        return not isinstance(QApplication.focusWidget(), _TEXT)
    return key in _ACTING
