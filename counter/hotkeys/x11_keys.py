"""Keys of the whole desktop under X11: a passive grab of each on the root window.

Through libxcb, which Qt's own X11 platform needs as well, by a connection of its own: each request is asked for its
error, so a key that another program holds is known at once. No Python binding is both kept and small: python-xlib had
its last release in 2022, xcffib ships no wheel.
"""

import ctypes
import ctypes.util
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier

from counter.hotkeys.chord import Chord
from counter.hotkeys.repeats import Finger

_SHIFT, _LOCK, _CONTROL, _ALT, _NUM_LOCK, _META = 1, 2, 4, 8, 16, 64
_MASKS = {"Shift": _SHIFT, "Ctrl": _CONTROL, "Alt": _ALT, "Meta": _META}
_LOCKS = (0, _LOCK, _NUM_LOCK, _LOCK | _NUM_LOCK)
"""A key is grabbed with each of these: whether Caps Lock or Num Lock is on does not matter."""
_KEY_PRESS, _KEY_RELEASE = 2, 3
_ASYNC = 1


class _Setup(ctypes.Structure):
    """The beginning of ``xcb_setup_t``, up to the range of keys."""

    _fields_ = (
        ("head", ctypes.c_uint8 * 34),
        ("min_keycode", ctypes.c_uint8),
        ("max_keycode", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 4),
    )


class _Roots(ctypes.Structure):
    """``xcb_screen_iterator_t``; a screen begins with its root window."""

    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _KeyEvent(ctypes.Structure):
    """``xcb_key_press_event_t``."""

    _fields_ = (
        ("response_type", ctypes.c_uint8), ("detail", ctypes.c_uint8), ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32), ("root", ctypes.c_uint32), ("event", ctypes.c_uint32), ("child", ctypes.c_uint32),
        ("root_x", ctypes.c_int16), ("root_y", ctypes.c_int16), ("event_x", ctypes.c_int16),
        ("event_y", ctypes.c_int16), ("state", ctypes.c_uint16), ("same_screen", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
    )  # fmt: skip


class _Mapping(ctypes.Structure):
    """The beginning of ``xcb_get_keyboard_mapping_reply_t``; the keysyms follow."""

    _fields_ = (
        ("response_type", ctypes.c_uint8), ("keysyms_per_keycode", ctypes.c_uint8), ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32), ("pad1", ctypes.c_uint8 * 24),
    )  # fmt: skip


def _library() -> Any:
    """Libxcb with the types of what is called here; OSError where there is none."""
    xcb: Any = ctypes.CDLL(ctypes.util.find_library("xcb") or "libxcb.so.1")
    pointer, u8, u16, u32, i32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32, ctypes.c_int
    signatures = {
        "xcb_connect": (pointer, (ctypes.c_char_p, pointer)),
        "xcb_connection_has_error": (i32, (pointer,)),
        "xcb_disconnect": (None, (pointer,)),
        "xcb_get_file_descriptor": (i32, (pointer,)),
        "xcb_get_setup": (ctypes.POINTER(_Setup), (pointer,)),
        "xcb_setup_roots_iterator": (_Roots, (ctypes.POINTER(_Setup),)),
        "xcb_get_keyboard_mapping": (_Cookie, (pointer, u8, u8)),
        "xcb_get_keyboard_mapping_reply": (ctypes.POINTER(_Mapping), (pointer, _Cookie, pointer)),
        "xcb_grab_key_checked": (_Cookie, (pointer, u8, u32, u16, u8, u8, u8)),
        "xcb_ungrab_key": (_Cookie, (pointer, u8, u32, u16)),
        "xcb_request_check": (pointer, (pointer, _Cookie)),
        "xcb_poll_for_event": (ctypes.POINTER(_KeyEvent), (pointer,)),
        "xcb_flush": (i32, (pointer,)),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb


class X11Keys(QObject):
    """The keys that this program holds on an X display. OSError where there is none."""

    def __init__(self, pressed: Callable[[str], None], parent: QObject | None = None) -> None:
        """``pressed`` is told the name of a key that a finger pressed, once for each press."""
        super().__init__(parent)
        self._pressed = pressed
        self._free: Any = ctypes.CDLL(None).free
        self._free.argtypes = (ctypes.c_void_p,)
        self._xcb: Any = _library()
        self._display: Any = self._xcb.xcb_connect(None, None)
        if self._xcb.xcb_connection_has_error(self._display):
            self._xcb.xcb_disconnect(self._display)
            raise OSError("no X display answers")
        setup = self._xcb.xcb_get_setup(self._display)
        self._first, self._last = setup.contents.min_keycode, setup.contents.max_keycode
        self._root: int = self._xcb.xcb_setup_roots_iterator(setup).data[0]
        self._held: dict[tuple[int, int], str] = {}
        self._fingers: dict[int, Finger] = {}
        self._notifier = QSocketNotifier(
            self._xcb.xcb_get_file_descriptor(self._display), QSocketNotifier.Type.Read, self
        )
        self._notifier.activated.connect(self._read)

    def hold(self, name: str, chord: Chord) -> bool:
        """Take a key; False when another program holds it, or this keyboard has no such key."""
        code, mask = self._keycode(chord.keysym), sum(_MASKS[each] for each in chord.modifiers)
        if code is None:
            return False
        for lock in _LOCKS:
            cookie = self._xcb.xcb_grab_key_checked(self._display, 0, self._root, mask | lock, code, _ASYNC, _ASYNC)
            fault = self._xcb.xcb_request_check(self._display, cookie)
            if fault:
                self._free(fault)
                self._let_go(code, mask)
                return False
        self._held[code, mask] = name
        return True

    def ask(self, words: Mapping[str, str], answered: Callable[[Mapping[str, str] | None], None]) -> None:
        """Nothing to ask: each key is taken, or is not."""

    def close(self) -> None:
        """Let every key go."""
        self._notifier.setEnabled(False)
        self._xcb.xcb_disconnect(self._display)

    def _let_go(self, code: int, mask: int) -> None:
        for lock in _LOCKS:
            self._xcb.xcb_ungrab_key(self._display, code, self._root, mask | lock)
        self._xcb.xcb_flush(self._display)

    def _keycode(self, keysym: int) -> int | None:
        """The key that bears a keysym; the X server's map is read anew, because people change keyboards."""
        count = self._last - self._first + 1
        cookie = self._xcb.xcb_get_keyboard_mapping(self._display, self._first, count)
        reply = self._xcb.xcb_get_keyboard_mapping_reply(self._display, cookie, None)
        if not reply:
            return None
        per = reply.contents.keysyms_per_keycode
        start = ctypes.addressof(reply.contents) + ctypes.sizeof(_Mapping)
        table = (ctypes.c_uint32 * (count * per)).from_address(start)
        found = next((self._first + at // per for at in range(count * per) if table[at] == keysym), None)
        self._free(ctypes.cast(reply, ctypes.c_void_p))
        return found

    def _read(self) -> None:
        while event := self._xcb.xcb_poll_for_event(self._display):
            what = event.contents
            kind, code, mask, time = what.response_type & 0x7F, what.detail, what.state, what.time
            self._free(ctypes.cast(event, ctypes.c_void_p))
            finger = self._fingers.setdefault(code, Finger())
            if kind == _KEY_RELEASE:
                finger.release(time)
            elif kind == _KEY_PRESS and finger.press(time):
                name = self._held.get((code, mask & (_SHIFT | _CONTROL | _ALT | _META)))
                if name is not None:
                    self._pressed(name)
        if self._xcb.xcb_connection_has_error(self._display):
            self._notifier.setEnabled(False)
