"""The demo on a screen: the programs as windows on the sample hall, to be used by the person at the screen."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

import click

from shared.text.languages import ENGLISH, of_terminal, pick
from shared.tools.demo.setting import DISPLAY, KIOSK, Setting

_PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "kiosk K1": ("shared.cli", "kiosk", "--kiosk", KIOSK, "--windowed", "--at", "0", "30"),
    "counter 1": ("shared.cli", "counter", "--counter", "1", "--officer", "Ani", "--windowed", "--at", "560", "0"),
    "counter 14": ("shared.cli", "counter", "--counter", "14", "--officer", "Budi", "--windowed", "--at", "560", "268"),
    "display D1": ("shared.cli", "display", "--display", DISPLAY, "--windowed", "--at", "560", "536"),
}
_TEXT = {
    "id": """
MPP Sungai Rindang sudah buka: hari Senin, 23 November 2026, pukul 09.00.

  1. Sentuh (klik) anjungan: instansi, layanan, "Ambil nomor antrean". Tiketnya keluar dari jendela printer.
  2. Di loket 1 (dukcapil, AB) atau 14 (jaminan kesehatan, BA) tekan F1: layar menampilkan nomor dan mengucapkannya.
  3. F3 mulai melayani, F4 selesai, F2 memanggil ulang, F6 menunda, F8 mengalihkan. Ambil dua layanan dalam satu tiket:
     AB dan BA.
  4. Sementara itu, di terminal lain:
         export ANTREAN_HALL={hall} ANTREAN_CLOCK={clock}
         .venv/bin/antrean state
         .venv/bin/antrean issue AB.1 BA.1 --priority

Tutup anjungan atau tekan Ctrl-C di sini untuk mengakhiri.
""",
    "en": """
MPP Sungai Rindang is open: it is Monday, 23 November 2026, 09.00.

  1. Touch (click) the kiosk: an agency, a service, "Ambil nomor antrean". The ticket comes out of the printer window.
  2. At counter 1 (civil registry, AB) or 14 (health insurance, BA) press F1: the display shows the number and says it.
  3. F3 starts, F4 finishes, F2 calls again, F6 sets aside, F8 sends on. Take two services on one ticket: AB and BA.
  4. Beside it, in another terminal:
         export ANTREAN_HALL={hall} ANTREAN_CLOCK={clock}
         .venv/bin/antrean state
         .venv/bin/antrean issue AB.1 BA.1 --priority

Close the kiosk or press Ctrl-C here to end.
""",
}


def has_screen() -> bool:
    """Whether windows can be shown here: asked of Qt itself, in a process that may fail."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    trial = [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):
        return subprocess.run(trial, capture_output=True, timeout=20, check=False).returncode == 0
    return False


def show(stage: Setting) -> int:
    """Open everything and stay until the kiosk is closed."""
    stage.start_printer()
    running: list[subprocess.Popen[bytes]] = []
    try:
        running.append(stage.start("kiosk K1", *_PROGRAMS["kiosk K1"]))
        running.append(stage.start("paper", "shared.tools.demo.paper_window", str(stage.tickets)))
        running += [stage.start(name, *command) for name, command in _PROGRAMS.items() if name != "kiosk K1"]
        words = pick(_TEXT, of_terminal(), ENGLISH)
        click.echo(words.format(hall=stage.hall, clock=stage.environment("terminal")["ANTREAN_CLOCK"]))
        while running[0].poll() is None:
            time.sleep(0.3)
    except KeyboardInterrupt:
        click.echo("")
    finally:
        _end(running)
        stage.stop_printer()
    return running[0].returncode or 0 if running and running[0].returncode in (0, 3) else 0


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        if process.poll() is None:
            process.kill()
            process.wait()
