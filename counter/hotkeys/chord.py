"""One key with its modifiers, as people write it (``Ctrl+Shift+F1``) and as window systems name it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
# by Qt's name of the key: the X server's keysym, Windows' virtual key
_NAMED: Mapping[str, tuple[int, int]] = {
    "Space": (0x20, 0x20), "Return": (0xFF0D, 0x0D), "Enter": (0xFF8D, 0x0D), "Ins": (0xFF63, 0x2D),
    "Del": (0xFFFF, 0x2E), "Home": (0xFF50, 0x24), "End": (0xFF57, 0x23), "PgUp": (0xFF55, 0x21),
    "PgDown": (0xFF56, 0x22), "Left": (0xFF51, 0x25), "Up": (0xFF52, 0x26), "Right": (0xFF53, 0x27),
    "Down": (0xFF54, 0x28), "Pause": (0xFF13, 0x13), "ScrollLock": (0xFF14, 0x91), "Print": (0xFF61, 0x2C),
}  # fmt: skip
_FUNCTION_KEYS = 24


@dataclass(frozen=True, slots=True)
class Chord:
    """A key that can be pressed anywhere.

    Attributes:
        key: Qt's name of the key: F1, A, 5, Pause.
        modifiers: of Ctrl, Alt, Shift and Meta, in this order.
    """

    key: str
    modifiers: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """As people write it, and Qt reads it."""
        return "+".join((*self.modifiers, self.key))

    @property
    def keysym(self) -> int:
        """The X server's name of the key."""
        number = _function_key(self.key)
        if number:
            return 0xFFBD + number
        return _NAMED[self.key][0] if self.key in _NAMED else ord(self.key.lower())

    @property
    def virtual_key(self) -> int:
        """Windows' name of the key."""
        number = _function_key(self.key)
        if number:
            return 0x6F + number
        return _NAMED[self.key][1] if self.key in _NAMED else ord(self.key.upper())


def _function_key(name: str) -> int:
    """The n of Fn; 0 for another key."""
    if name[:1] == "F" and name[1:].isascii() and name[1:].isdigit():
        number = int(name[1:])
        return number if 1 <= number <= _FUNCTION_KEYS else 0
    return 0


def chord_of(written: str) -> Chord | None:
    """What people wrote; None for what is no single key, or none that can be taken for the whole desktop.

    A letter, a digit, space, Enter and the arrows need Ctrl, Alt or Meta: alone they belong to whoever writes.
    """
    text = QKeySequence(written.strip(), QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.PortableText
    )
    *before, key = text.split("+")
    modifiers = tuple(name for name in _MODIFIERS if name in before)
    if not key or len(modifiers) < len(before):
        return None
    plain = len(key) == 1 and key.isascii() and key.isalnum()
    if not (plain or key in _NAMED or _function_key(key)):
        return None
    writes = plain or (key not in ("Pause", "ScrollLock", "Print") and not _function_key(key))
    if writes and not set(modifiers) & {"Ctrl", "Alt", "Meta"}:
        return None
    return Chord(key, modifiers)
