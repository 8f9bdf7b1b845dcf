"""The picture of printed tickets for the documentation."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from printers.emulator import ticket_album


def test_three_papers_stand_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["album", str(tmp_path / "tickets.png")])
    assert ticket_album.main() == 0
    with Image.open(tmp_path / "tickets.png") as picture:
        grey = picture.convert("L")
    across = [grey.getpixel((x, 60)) for x in range(grey.width)]
    grounds = [x for x in range(1, grey.width) if across[x - 1] < 225 <= across[x]]
    assert len(grounds) >= 3, "white paper begins at least three times on the grey ground"


def test_a_small_printers_paper_is_torn_off():
    paper = ticket_album.printed(ticket_album.ticket("en", ("AB.2",)), ticket_album.NARROW, "raster")
    assert paper.width < ticket_album.printed(ticket_album.ticket("en", ("AB.2",)), ticket_album.WIDE, "raster").width
    assert paper.height > paper.width
