"""The kiosk as a program of others sees it: AT-SPI, the interface of every screen reader of a Linux desktop."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from shared import tether
from tests.helpers.real_hall import RealHall
from tests.x11.x_server import x_server

pytestmark = pytest.mark.x11
PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("foreign_reader.py")
NEEDED = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


@contextlib.contextmanager
def a_desktop_bus() -> Generator[Mapping[str, str]]:
    """A session bus of this test's own, on which the accessibility bus is started when somebody asks for it."""
    missing = [tool for tool in ("dbus-daemon", PYTHON) if shutil.which(tool) is None]
    if missing or subprocess.run([PYTHON, "-c", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip(f"NO FOREIGN READER IS TRIED: not installed: {', '.join(missing) or 'gir1.2-atspi-2.0'}")
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=tether.to_this_process(),  # noqa: PLW1509
    ) as bus:  # fmt: skip
        assert bus.stdout is not None
        try:
            yield {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().decode().strip()}
        finally:
            bus.terminate()


def read(around: Mapping[str, str]) -> list[str]:
    """What the foreign program finds on the screen now; nothing while the desktop is not ready for it."""
    found = subprocess.run(
        [PYTHON, str(READER)], env={**os.environ, **around}, capture_output=True, text=True, timeout=60, check=False
    )
    return [] if found.returncode else json.loads(found.stdout)


@pytest.mark.timeout(600)
def test_a_foreign_reader_finds_typed_text_reasons_waits_question_and_number(tmp_path: Path) -> None:
    with a_desktop_bus() as bus, x_server("1280x1024") as display, RealHall(tmp_path) as hall:
        hall.antrean("open", "--counter", "1")
        around = {**display.environment, **bus, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        kiosk = hall.start("kiosk", "K1", environment=around)
        whole = {**display.whole_environment, **bus}

        def finds(*words: str) -> None:
            kiosk.until(lambda: set(words) <= set(read(whole)), f"a foreign reader finds {words}")

        kiosk.touch("search", lambda: kiosk.ready("key:Q"))
        for letter in "PAJAK":
            kiosk.key(letter)
        finds("pajak", "NPWP/aktivasi Coretax", "Belum ada loket buka")
        kiosk.touch("home", lambda: kiosk.ready("agency:AB"))
        kiosk.touch("agency:AB", lambda: kiosk.ready("service:AB.1"))
        finds("Perekaman KTP-el", "Tidak ada antrean · hampir tanpa menunggu")
        kiosk.touch("service:AB.1", lambda: kiosk.ready("take"))
        finds("Apakah sudah benar?", "Apakah Anda perlu didahulukan?", "Ambil nomor antrean")
        kiosk.touch("take", lambda: kiosk.words("number"))
        finds(kiosk.words("number"), "Nomor antrean Anda", "Tidak ada antrean · hampir tanpa menunggu")
