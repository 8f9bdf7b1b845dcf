"""The three programs as windows under wine: a picture of each, over the whole screen, and an orderly end.

``ANTREAN_PICTURES`` keeps the pictures in that folder.
"""

import os
from pathlib import Path

import pytest

from tests.wine import bed
from tests.wine.hall import antrean, around, make
from tests.wine.running import PROGRAMS, running


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_shows_its_page_and_ends_in_order(tmp_path: Path, program: str) -> None:
    hall = make(tmp_path)
    for number in range(3):
        antrean("issue", "AB.1", more=around(hall, tmp_path / f"terminal{number}"))
    # the desktop is that of the first program of a prefix: these have a fresh one, on their screen
    with bed.fresh_prefix(program) as prefix:
        more = {**around(hall, tmp_path / "local"), "WINEPREFIX": str(prefix)}
        with running(tmp_path, program, more) as it:
            it.until_shown(PROGRAMS[program][1])
            it.until_painted()
            picture = it.seen.picture()
            if kept := os.environ.get("ANTREAN_PICTURES"):
                picture.save(Path(kept) / f"wine-{program}.png")
            if program != "counter":  # a bar; the others have the whole screen
                corners = [(x, y) for x in (2, picture.width - 3) for y in (2, picture.height - 3)]
                assert all(picture.getpixel(corner) != (0, 0, 0) for corner in corners), "the whole screen is used"
            assert it.leave() == 0
