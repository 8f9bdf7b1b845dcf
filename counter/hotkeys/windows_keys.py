"""Keys of the whole desktop under Windows: ``RegisterHotKey``; a held key is told once (``MOD_NOREPEAT``)."""

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

from counter.hotkeys.chord import Chord

_MASKS = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Meta": 8}
_NO_REPEAT = 0x4000
_WM_HOTKEY = 0x0312


class _Messages(QAbstractNativeEventFilter):
    """Looks for the message of a hot key among those of this program's first thread."""

    def __init__(self, heard: Callable[[int], None]) -> None:
        super().__init__()
        self._heard = heard

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Qt goes on with every message."""
        if bytes(event_type) == b"windows_generic_MSG":  # pyright: ignore[reportArgumentType] - a QByteArray is bytes
            told = wintypes.MSG.from_address(int(message))
            if told.message == _WM_HOTKEY:
                self._heard(int(told.wParam))
        return False, 0


class WindowsKeys(QObject):
    """The keys that this program holds. OSError where this is no Windows."""

    def __init__(self, pressed: Callable[[str], None], parent: QObject | None = None) -> None:
        """``pressed`` is told the name of a key that was pressed, once for each press."""
        super().__init__(parent)
        windll: Any = getattr(ctypes, "windll", None)
        application = QCoreApplication.instance()
        if windll is None or application is None:
            raise OSError("this is no Windows")
        self._user32: Any = windll.user32
        self._names: list[str] = []
        self._pressed = pressed
        self._filter = _Messages(self._heard)
        application.installNativeEventFilter(self._filter)

    def hold(self, name: str, chord: Chord) -> bool:
        """Take a key; False when another program holds it."""
        mask = sum(_MASKS[each] for each in chord.modifiers) | _NO_REPEAT
        if not self._user32.RegisterHotKey(None, len(self._names) + 1, mask, chord.virtual_key):
            return False
        self._names.append(name)
        return True

    def ask(self, words: Mapping[str, str], answered: Callable[[Mapping[str, str] | None], None]) -> None:
        """Nothing to ask: each key is taken, or is not."""

    def close(self) -> None:
        """Let every key go."""
        for number in range(1, len(self._names) + 1):
            self._user32.UnregisterHotKey(None, number)
        self._names.clear()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)

    def _heard(self, number: int) -> None:
        if 1 <= number <= len(self._names):
            self._pressed(self._names[number - 1])
