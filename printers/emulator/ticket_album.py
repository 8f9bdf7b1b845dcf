"""The picture of printed tickets in docs/printing.md: ``python -m printers.emulator.ticket_album FILE``.

The emulated printers draw what the real code sends them: a picture on 80 mm, one on 58 mm, and text commands.
"""

import dataclasses
import sys
from pathlib import Path

from PIL import Image

from printers.emulator.machine import Machine
from printers.emulator.traits import traits_of
from printers.models.model import model
from printers.paper.layout import TicketPaper, paper_of
from printers.paper.render import render
from shared import samples
from shared.clock import parse_instant
from shared.domain.answers import Issued, IssuedStep
from shared.domain.ticket import ticket_id

WIDE, NARROW = "epson-tm-t20iii", "generic-58"
_TAKEN = parse_instant("2026-11-23T09:05:00+08:00")
_GROUND, _GAP, _PART, _COLOURS = 215, 40, 2 / 3, 16


def ticket(lang: str, services: tuple[str, ...]) -> TicketPaper:
    """The priority ticket AB-012 of the smaller sample hall."""
    steps = tuple(IssuedStep(place, service, 7, (20, 30)) for place, service in enumerate(services, 1))
    day = "2026-11-23"
    issued = Issued(ticket_id(day, "AB", 12), "AB-012", day, _TAKEN, True, False, lang, steps)
    return paper_of(samples.load("sungai-rindang"), issued, lang)


def printed(paper: TicketPaper, printer: str, how: str) -> Image.Image:
    """The paper as it leaves this printer's emulation."""
    known = model(printer)
    engine = Machine(dataclasses.replace(traits_of(known), buffer=1 << 20))
    engine.receive(render(paper, known, how).data, 0.0)
    for second in range(1, 40):
        engine.advance(float(second))
    cut = engine.pieces()
    return (cut[0] if cut else engine.mechanism.tear()).draw()  # small printers have no knife


def side_by_side(papers: list[Image.Image]) -> Image.Image:
    """Papers on a grey ground."""
    width = sum(paper.width + _GAP for paper in papers) + _GAP
    sheet = Image.new("L", (width, max(paper.height for paper in papers) + 2 * _GAP), _GROUND)
    left = _GAP
    for paper in papers:
        sheet.paste(paper.convert("L"), (left, _GAP))
        left += paper.width + _GAP
    sheet.thumbnail((round(sheet.width * _PART), round(sheet.height * _PART)), Image.Resampling.LANCZOS)
    return sheet


def main() -> int:
    """The command."""
    one, two = ticket("id", ("AB.2",)), ticket("en", ("AB.2", "AI.1"))
    papers = [printed(one, WIDE, "raster"), printed(two, NARROW, "raster"), printed(one, WIDE, "native")]
    side_by_side(papers).quantize(_COLOURS).save(Path(sys.argv[1]), optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
