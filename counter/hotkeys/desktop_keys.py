"""The bar's keys that work while another program has the focus: taken from the window system, checked, given back."""

import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from counter.hotkeys.chord import Chord, chord_of
from counter.hotkeys.windows_keys import WindowsKeys
from counter.hotkeys.x11_keys import X11Keys
from shared.press_door import ACTS

_log = logging.getLogger("antrean.counter")


class KeyState(StrEnum):
    """What became of one key."""

    WORKS = "works"
    OFF = "off"
    HELD = "held"  # another program has it
    TWICE = "twice"  # another act of this bar has it
    NO_KEY = "no_key"  # nothing that can be taken for the whole desktop
    NOT_HERE = "not_here"  # this desktop gives no program such keys


@dataclass(frozen=True, slots=True)
class HotKey:
    """One act's key as it stands."""

    act: str
    written: str
    state: KeyState


class Holder(Protocol):
    """What takes keys from a window system."""

    def hold(self, name: str, chord: Chord) -> bool:
        """Take a key; False when another program holds it."""
        ...

    def close(self) -> None:
        """Let every key go."""
        ...


Pressed = Callable[[str], None]


def holder_of(pressed: Pressed) -> Holder | None:
    """What takes keys on this PC; None where nothing can."""
    platform = QGuiApplication.platformName()
    makers: dict[str, Callable[[Pressed], Holder]] = {"xcb": X11Keys, "windows": WindowsKeys}
    maker = makers.get("windows" if sys.platform == "win32" else platform.partition("-")[0])
    if maker is None:
        return None
    try:
        return maker(pressed)
    except OSError as error:
        _log.info("keys of the whole desktop cannot be taken here: %s", error)
        return None


class DesktopKeys(QObject):
    """The keys of one bar.

    Signals:
        changed: what became of the keys is known anew.
    """

    changed = Signal()

    def __init__(
        self,
        press: Pressed,
        make: Callable[[Pressed], Holder | None] = holder_of,
        parent: QObject | None = None,
    ) -> None:
        """``press`` is told the act of a key that was pressed, in the words of ``antrean press``."""
        super().__init__(parent)
        self._press, self._make = press, make
        self._holder: Holder | None = None
        self.keys: tuple[HotKey, ...] = ()

    def use(self, wanted: Mapping[str, str]) -> None:
        """Take these keys, by act; an empty one takes none. Those of before are given back."""
        self.close()
        self._holder = self._make(self._press)
        taken: dict[Chord, str] = {}
        self.keys = tuple(self._take(act, wanted.get(act, "").strip(), taken) for act in ACTS)
        for key in self.keys:
            if key.state is KeyState.HELD:
                _log.warning("%s for %s is held by another program", key.written, key.act)
        self.changed.emit()

    def close(self) -> None:
        """Give every key back."""
        if self._holder is not None:
            self._holder.close()
            self._holder = None

    def _take(self, act: str, written: str, taken: dict[Chord, str]) -> HotKey:
        if not written:
            return HotKey(act, "", KeyState.OFF)
        chord = chord_of(written)
        if chord is None:
            return HotKey(act, written, KeyState.NO_KEY)
        if chord in taken:
            return HotKey(act, chord.written, KeyState.TWICE)
        taken[chord] = act
        if self._holder is None:
            return HotKey(act, chord.written, KeyState.NOT_HERE)
        held = self._holder.hold(act, chord)
        return HotKey(act, chord.written, KeyState.WORKS if held else KeyState.HELD)
