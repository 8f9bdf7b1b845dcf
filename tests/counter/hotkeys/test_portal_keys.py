"""Global keys under Wayland: the portal on a private session bus, its other end written with another D-Bus library."""

import contextlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from counter.hotkeys import desktop_keys
from counter.hotkeys.desktop_keys import DesktopKeys, KeyState
from counter.hotkeys.portal_keys import PortalKeys
from shared import tether
from shared.domain.hall_data.key_names import USUAL
from tests.helpers.screens.desk import Place, working

PYTHON = "/usr/bin/python3"
PEER = Path(__file__).with_name("fake_portal.py")
NEEDED = "import dbus, dbus.service, gi"


def missing() -> str:
    """What a test of the portal needs of Debian, as far as it is not here."""
    if shutil.which("dbus-daemon") is None:
        return "dbus-daemon"
    has_peer = Path(PYTHON).exists() and subprocess.run([PYTHON, "-c", NEEDED], capture_output=True, check=False)
    return "" if has_peer and has_peer.returncode == 0 else "python3-dbus python3-gi"


@contextlib.contextmanager
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus of the test's own; it ends within the test, whatever goes wrong after it."""
    if lacks := missing():
        pytest.skip(f"not installed: {lacks}")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True,
        preexec_fn=tether.to_this_process(),  # noqa: PLW1509
    )  # fmt: skip
    try:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
    finally:
        daemon.kill()
        daemon.communicate()


class Desktop:
    """The other end: what it was asked, and its keys."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def key(self, word: str, act: str, at: int) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word} {act} {at}\n")
        self._process.stdin.flush()


@contextlib.contextmanager
def desktop(mode: str) -> Iterator[Desktop]:
    process = subprocess.Popen(
        [PYTHON, "-B", str(PEER), mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=tether.to_this_process(),  # noqa: PLW1509
    )  # fmt: skip
    try:
        other = Desktop(process)
        assert "ready" in other.told()
        yield other
    finally:
        process.kill()
        process.communicate()


def state(keys: DesktopKeys, act: str) -> KeyState:
    return next(key.state for key in keys.keys if key.act == act)


def test_the_desktop_gives_keys_and_a_held_one_is_one_press(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[str] = []
    with bus(monkeypatch), desktop("gives") as other:
        keys = DesktopKeys(pressed.append, PortalKeys)
        keys.words = lambda act: {"next": "Panggil berikutnya"}.get(act, act)
        keys.use({"next": "Ctrl+Shift+F1", "recall": "Ctrl+Alt+PgUp", "start": "Meta+A"})
        assert state(keys, "next") is KeyState.ASKED
        qtbot.waitUntil(lambda: state(keys, "next") is not KeyState.ASKED)
        told = other.told()
        assert told["session"]
        assert {act: one["preferred_trigger"] for act, one in told["asked"].items()} == {
            "next": "CTRL+SHIFT+F1", "recall": "CTRL+ALT+Prior", "start": "LOGO+a",
        }  # fmt: skip
        assert told["asked"]["next"]["description"] == "Panggil berikutnya"
        assert (state(keys, "next"), state(keys, "recall")) == (KeyState.WORKS, KeyState.NOT_GIVEN)
        assert next(key.given for key in keys.keys if key.act == "start") == "Super+1"
        for at in range(1000, 4000, 100):  # some desktops tell a held key again and again
            other.key("strike", "next", at)
        other.key("release", "next", 4000)
        other.key("strike", "start", 4100)
        qtbot.waitUntil(lambda: "start" in pressed)
        assert pressed == ["next", "start"]
        other.key("strike", "next", 4500)
        qtbot.waitUntil(lambda: pressed == ["next", "start", "next"])
        keys.close()
        assert other.told() == {"closed": True}


def test_who_says_no_to_the_desktop_gets_the_command(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with bus(monkeypatch), desktop("refuses") as other:
        keys = DesktopKeys(lambda _act: None, PortalKeys)
        keys.use(USUAL)
        qtbot.waitUntil(lambda: state(keys, "next") is KeyState.NOT_HERE)
        assert set(other.told()["asked"]) == set(USUAL)
        keys.close()


def test_a_desktop_without_a_portal_is_said_in_the_dialog(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counter.dialogs.keys_dialog import KeysAsk

    monkeypatch.setattr(desktop_keys, "window_system", lambda: "wayland")
    with bus(monkeypatch), working(qtbot, place) as station:
        keys = DesktopKeys(lambda _act: None)
        keys.use(USUAL)
        ask = KeysAsk(station.bar, station.desk.localiser, keys, "1", lambda _keys: None)
        ask.show()
        qtbot.waitUntil(ask.not_here.isVisible)
        assert "antrean press next --counter 1" in ask.not_here.text()
        keys.close()
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        keys.use(USUAL)
        assert state(keys, "next") is KeyState.NOT_HERE
