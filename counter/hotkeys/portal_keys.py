"""Keys of the whole desktop under Wayland: the desktop's own portal (``org.freedesktop.portal.GlobalShortcuts``).

There a program cannot take a key: it asks the desktop, which may ask the user, give another key, or none. So the
answer comes later, and what was given is shown as the desktop words it. The D-Bus library is jeepney: Qt's own cannot
write the portal's ``a(sa{sv})``.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# jeepney has no types
import logging
import os
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.auth import AuthenticationError
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusErrorResponse
from PySide6.QtCore import QObject, QSocketNotifier

from counter.hotkeys.chord import Chord
from counter.hotkeys.repeats import Finger

_log = logging.getLogger("antrean.counter")
_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS = DBusAddress(_PATH, bus_name=_NAME, interface="org.freedesktop.portal.GlobalShortcuts")
_REGISTRY = DBusAddress(_PATH, bus_name=_NAME, interface="org.freedesktop.host.portal.Registry")
_APPLICATION = "antrean-counter"  # the name of its .desktop file: some desktops keep keys by it
_REQUEST, _SESSION = "org.freedesktop.portal.Request", "org.freedesktop.portal.Session"
_MODIFIERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
_KEYS = {
    "Space": "space", "Return": "Return", "Enter": "KP_Enter", "Ins": "Insert", "Del": "Delete", "PgUp": "Prior",
    "PgDown": "Next", "ScrollLock": "Scroll_Lock",
}  # fmt: skip
"""Keys that the freedesktop specification of shortcuts names otherwise than Qt."""

Given = Mapping[str, str]
"""What the desktop gave: its own words for the key, by act. An act without a key is not in it."""


def trigger_of(chord: Chord) -> str:
    """A key as the freedesktop specification of shortcuts writes it: ``CTRL+SHIFT+F1``."""
    key = chord.key.lower() if len(chord.key) == 1 else _KEYS.get(chord.key, chord.key)
    return "+".join((*(_MODIFIERS[name] for name in chord.modifiers), key))


class PortalKeys(QObject):
    """The keys that the desktop gives to this program. OSError where there is no session bus."""

    def __init__(self, pressed: Callable[[str], None], parent: QObject | None = None) -> None:
        """``pressed`` is told the act of a key that was pressed, once for each press."""
        super().__init__(parent)
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            raise OSError("there is no session bus")
        try:
            self._bus: Any = open_dbus_connection("SESSION")
        except (AuthenticationError, DBusErrorResponse, KeyError, RuntimeError, ValueError) as error:
            raise OSError(f"the session bus does not answer: {error}") from None
        self._pressed = pressed
        self._wanted: dict[str, Chord] = {}
        self._words: Mapping[str, str] = {}
        self._fingers: dict[str, Finger] = {}
        self._answered: Callable[[Given | None], None] = lambda _given: None
        self._session = ""
        self._waiting: dict[str, Callable[[dict[str, Any]], None]] = {}
        self._calls: dict[int, str] = {}
        rule = MatchRule(type="signal", sender=_NAME)
        self._bus.send(message_bus.AddMatch(rule))
        self._notifier = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def hold(self, name: str, chord: Chord) -> bool | None:
        """Note a key to ask for; None, as nobody knows yet."""
        self._wanted[name] = chord

    def ask(self, words: Mapping[str, str], answered: Callable[[Given | None], None]) -> None:
        """Ask the desktop for all of them; ``words`` are shown to the user, ``answered`` gets None for none at all."""
        self._words, self._answered = words, answered
        options = {"session_handle_token": ("s", f"antrean{secrets.token_hex(8)}")}
        try:  # older desktops do not know the registry, and answer with an error that nobody waits for
            self._bus.send(new_method_call(_REGISTRY, "Register", "sa{sv}", (_APPLICATION, {})))
            self._call("CreateSession", "a{sv}", (), options, self._begun)
        except OSError as error:
            _log.info("the session bus is gone: %s", error)
            answered(None)

    def close(self) -> None:
        """Give every key back."""
        self._notifier.setEnabled(False)
        if self._session:
            address = DBusAddress(self._session, bus_name=_NAME, interface=_SESSION)
            try:
                self._bus.send(new_method_call(address, "Close"))
            except OSError as error:
                _log.info("the desktop's keys could not be given back: %s", error)
        self._bus.close()

    # ----- asking

    def _call(
        self,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        options: dict[str, tuple[str, Any]],
        then: Callable[[dict[str, Any]], None],
    ) -> None:
        """A call of the portal; its answer comes as a signal of a request, whose path is known before."""
        token = f"antrean{secrets.token_hex(8)}"
        sender = str(self._bus.unique_name).lstrip(":").replace(".", "_")
        path = f"{_PATH}/request/{sender}/{token}"
        self._waiting[path] = then
        message = new_method_call(_SHORTCUTS, method, signature, (*body, {**options, "handle_token": ("s", token)}))
        serial = next(self._bus.outgoing_serial)
        self._calls[serial] = path
        self._bus.send(message, serial=serial)

    def _begun(self, results: dict[str, Any]) -> None:
        self._session = str(results["session_handle"][1])
        wanted = [
            (name, {
                "description": ("s", self._words.get(name, name)),
                "preferred_trigger": ("s", trigger_of(chord)),
            })
            for name, chord in self._wanted.items()
        ]  # fmt: skip
        self._call("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, wanted, ""), {}, self._bound)

    def _bound(self, results: dict[str, Any]) -> None:
        self._tell(results.get("shortcuts", ("", []))[1])

    def _tell(self, shortcuts: list[tuple[str, dict[str, Any]]]) -> None:
        words = {name: str(told.get("trigger_description", ("s", ""))[1]) for name, told in shortcuts}
        self._answered({name: key for name, key in words.items() if key})

    # ----- listening

    def _read(self) -> None:
        try:
            while True:
                self._heard(self._bus.receive(timeout=0))
        except TimeoutError:
            return
        except (OSError, EOFError) as error:
            self._notifier.setEnabled(False)
            _log.info("the session bus is gone: %s", error)
            self._answered(None)

    def _heard(self, message: Any) -> None:
        fields: dict[HeaderFields, Any] = message.header.fields
        if message.header.message_type is MessageType.error:
            path = self._calls.pop(fields.get(HeaderFields.reply_serial, 0), "")
            if self._waiting.pop(path, None) is not None:
                _log.info("the desktop gives no keys: %s", DBusErrorResponse(message))
                self._answered(None)
        elif message.header.message_type is MessageType.method_return:
            self._calls.pop(fields.get(HeaderFields.reply_serial, 0), None)
        elif message.header.message_type is MessageType.signal:
            self._signalled(fields.get(HeaderFields.interface), fields.get(HeaderFields.member), message)

    def _signalled(self, interface: str | None, member: str | None, message: Any) -> None:
        if interface == _REQUEST and member == "Response":
            then = self._waiting.pop(str(message.header.fields.get(HeaderFields.path)), None)
            code, results = message.body
            if then is not None and code == 0:
                then(results)
            elif then is not None:  # the user said no, or it was ended
                self._answered(None)
        elif interface == _SHORTCUTS.interface and message.body[0] == self._session:
            self._of_a_key(member, *message.body[1:])

    def _of_a_key(self, member: str | None, *told: Any) -> None:
        if member == "ShortcutsChanged":
            self._tell(told[0])
            return
        name, at = told[0], int(told[1]) or int(time.monotonic() * 1000)
        finger = self._fingers.setdefault(name, Finger())
        if member == "Deactivated":
            finger.release(at)
        elif member == "Activated" and finger.press(at) and name in self._wanted:
            self._pressed(name)
