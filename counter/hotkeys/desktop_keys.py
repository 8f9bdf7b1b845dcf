"""The bar's keys that work while another program has the focus: taken from the window system, checked, given back."""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
    ASKED = "asked"  # the desktop has not answered yet
    NOT_GIVEN = "not_given"  # the desktop gave other keys, and none for this act


@dataclass(frozen=True, slots=True)
class HotKey:
    """One act's key as it stands."""

    act: str
    written: str
    state: KeyState
    given: str = ""
    """What the desktop gave, in its own words, where it was asked."""


class Holder(Protocol):
    """What takes keys from a window system."""

    def hold(self, name: str, chord: Chord) -> bool | None:
        """Take a key; False when another program holds it, None where the desktop is asked for all of them."""
        ...

    def ask(self, words: Mapping[str, str], answered: Callable[[Mapping[str, str] | None], None]) -> None:
        """Ask the desktop, which answers with its own words for each key that it gave, or with None."""
        ...

    def close(self) -> None:
        """Let every key go."""
        ...


Pressed = Callable[[str], None]


def _portal(pressed: Pressed) -> Holder:
    """Loaded where it is needed."""
    from counter.hotkeys.portal_keys import PortalKeys  # noqa: PLC0415 - Windows has no D-Bus, and X11 needs none

    return PortalKeys(pressed)


def window_system() -> str:
    """Who gives keys here; under Wayland the desktop, also to a program that draws through its X server."""
    if sys.platform == "win32":
        return "windows"
    name = QGuiApplication.platformName().partition("-")[0]
    within = name == "xcb" and os.environ.get("XDG_SESSION_TYPE") == "wayland"
    return "wayland" if within else name


def holder_of(pressed: Pressed) -> Holder | None:
    """What takes keys on this PC; None where nothing can."""
    makers: dict[str, Callable[[Pressed], Holder]] = {"xcb": X11Keys, "windows": WindowsKeys, "wayland": _portal}
    maker = makers.get(window_system())
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
        """``press`` is told the act of a key that was pressed, in the words of ``antrean press``.

        ``words`` says what an act is called, for a desktop that asks the user.
        """
        super().__init__(parent)
        self._press, self._make = press, make
        self.words: Callable[[str], str] = lambda act: act
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
        asked = {key.act: self.words(key.act) for key in self.keys if key.state is KeyState.ASKED}
        if self._holder is not None and asked:
            self._holder.ask(asked, self._answered)
        self.changed.emit()

    def _answered(self, given: Mapping[str, str] | None) -> None:
        """The desktop gave these keys, in its own words; None: it gives none."""
        self.keys = tuple(self._given(key, given) for key in self.keys)
        self.changed.emit()

    def _given(self, key: HotKey, given: Mapping[str, str] | None) -> HotKey:
        if key.state not in (KeyState.ASKED, KeyState.WORKS, KeyState.NOT_GIVEN):
            return key
        if given is None:
            return replace(key, state=KeyState.NOT_HERE)
        state = KeyState.WORKS if key.act in given else KeyState.NOT_GIVEN
        return replace(key, state=state, given=given.get(key.act, ""))

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
        states = {None: KeyState.ASKED, True: KeyState.WORKS, False: KeyState.HELD}
        return HotKey(act, chord.written, states[held])
