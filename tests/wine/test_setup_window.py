"""`antrean setup` as a window under wine, led by Enter alone: the answer that stands there already is taken."""

import os
import subprocess
from pathlib import Path

from printers.emulator.server import EmulatedPrinter
from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import around, make
from tests.wine.screen import screen


def test_enter_leads_from_the_first_page_to_the_last(tmp_path: Path) -> None:
    settings = tmp_path / "antrean.conf"
    with (
        EmulatedPrinter(port=0, pace=20) as printer,
        bed.fresh_prefix("setup") as prefix,
        screen(tmp_path / "screen", "1280x800") as seen,
    ):
        hall = make(tmp_path, printer=printer.link)
        settings.write_text(f"ANTREAN_HALL={bed.windows(hall)}\n", encoding="utf-8")  # else it looks for servers first
        more = {**around(hall, tmp_path / "local"), "WINEPREFIX": str(prefix), "ANTREAN_CONF": bed.windows(settings)}
        more["DISPLAY"] = seen.display
        with bed.start(["-m", "shared.cli", "setup", "--window"], more) as guide:
            pressed = 0

            def ends() -> bool:
                nonlocal pressed
                if guide.poll() is not None:
                    return True
                if seen.is_painted():
                    if (kept := os.environ.get("ANTREAN_PICTURES")) and pressed < 40:
                        seen.picture().save(Path(kept) / f"wine-setup-{pressed:02}.png")
                    pressed += 1
                    around_it = {**os.environ, "DISPLAY": seen.display}
                    subprocess.run(["xdotool", "key", "Return", "sleep", "1"], env=around_it, check=True)
                return False

            try:
                wait_for(ends, "the end of the guide", 1200)
            finally:
                guide.kill()
            assert guide.returncode == 0, guide.stderr and guide.stderr.read()
        assert printer.pieces, "a sample ticket came out"
        assert "ANTREAN_KIOSK=K1" in settings.read_text(encoding="utf-8")
        assert list(prefix.glob("drive_c/users/*/AppData/**/Start*p/antrean.cmd")), "it starts at log-on"
