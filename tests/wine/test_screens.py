"""The three programs as windows under wine: a picture of each, over the whole screen, and an orderly end.

``ANTREAN_PICTURES`` keeps the pictures in that folder.
"""

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import antrean, around, make
from tests.wine.screen import screen

_PROGRAMS = {  # the screen, a name that stands on its page, what else the program is told
    "kiosk": ("1080x1920", "welcome", ["--kiosk", "K1", "--renderer", "software"]),
    "counter": ("1366x768", "next", ["--counter", "1", "--officer", "Sari"]),
    "display": ("1920x1080", "running", ["--display", "D1", "--no-sound", "--renderer", "software"]),
}


@pytest.mark.parametrize("program", _PROGRAMS)
def test_a_program_shows_its_page_and_ends_in_order(tmp_path: Path, program: str) -> None:
    size, shown, more = _PROGRAMS[program]
    hall = make(tmp_path)
    for number in range(3):
        antrean("issue", "AB.1", more=around(hall, tmp_path / f"terminal{number}"))
    with screen(tmp_path / "screen", size) as seen, contextlib.ExitStack() as running:
        # the desktop is that of the first program of a prefix: these have a fresh one, on their screen
        prefix = running.enter_context(bed.fresh_prefix(program))
        environment = {**around(hall, tmp_path / "local"), "DISPLAY": seen.display, "WINEPREFIX": str(prefix)}
        door = f"antrean-wine-{os.getpid()}-{program}"
        process = running.enter_context(bed.start(["-m", "shared.cli", program, *more, "--drive", door], environment))
        running.callback(process.kill)
        hand = running.enter_context(bed.start(["-m", "tests.wine.hand", door], environment))
        running.callback(hand.kill)
        assert hand.stdin is not None
        assert hand.stdout is not None

        def ask(**order: str) -> dict[str, object]:
            hand.stdin.write(json.dumps(order) + "\n")
            hand.stdin.flush()
            return json.loads(hand.stdout.readline())

        def sees() -> bool:
            names: Any = ask(do="names").get("names") or []
            return any(str(one["name"]).startswith(shown) for one in names)

        wait_for(sees, shown, 900)
        wait_for(seen.is_painted, "the page", 600)
        picture = seen.picture()
        if kept := os.environ.get("ANTREAN_PICTURES"):
            picture.save(tmp_path / f"{program}.png")
            shutil.copyfile(tmp_path / f"{program}.png", Path(kept) / f"wine-{program}.png")
        if program != "counter":  # a bar; the others have the whole screen
            corners = [(x, y) for x in (2, picture.width - 3) for y in (2, picture.height - 3)]
            assert all(picture.getpixel(corner) != (0, 0, 0) for corner in corners), "the whole screen is used"
        hand.stdin.write(json.dumps({"do": "quit"}) + "\n")
        hand.stdin.flush()
        assert process.wait(300) == 0
