"""Each QR code that is printed can be read by somebody else's decoder: the first paper's and a copy's."""

import dataclasses
from pathlib import Path

import pytest
from PIL import Image

from printers.emulator.ticket_album import printed, ticket
from printers.models.model import model
from printers.paper.layout import TicketPaper
from printers.paper.test_page import QR_SAMPLE
from printers.paper.test_page import test_page as page_of
from tests.helpers.printing.zbar import LIFE, read_codes
from tests.printers.paper.test_layout import printed as strip_of

MODELS = ("epson-tm-t20iii", "xprinter-xp-80c", "generic-58", "epson-tm-t88iii")
TWO = ("AB.2", "AI.1")


def on_paper(paper: TicketPaper, code: str, way: str, folder: Path) -> Image.Image:
    """The paper as a picture file, as the emulator saves it."""
    path = folder / "paper.png"
    printed(paper, code, way).save(path)
    with Image.open(path) as opened:
        return opened.convert("L")


@pytest.fixture(scope="module", params=[("epson-tm-t20iii", "native"), ("generic-58", "raster")])
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Image.Image]:
    """A copy's paper and what its code says."""
    paper = ticket("id", ("AB.2",)).as_copy(2)
    return paper.qr, on_paper(paper, *request.param, tmp_path_factory.mktemp("copy"))


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("way", ["native", "raster"])
@pytest.mark.parametrize("code", MODELS)
def test_every_code_is_read_by_zbar(code: str, way: str, number: int, tmp_path: Path):
    paper = ticket("id", TWO).as_copy(number)
    assert read_codes(on_paper(paper, code, way, tmp_path)) == [paper.qr]


@pytest.mark.parametrize("life", LIFE)
def test_a_copys_code_is_read_as_life_leaves_it(copy: tuple[str, Image.Image], life: str):
    says, paper = copy
    assert read_codes(LIFE[life](paper.copy())) == [says]


@pytest.mark.parametrize(
    "shown", [("qr", "copy", "number"), ("copy", "qr", "number"), ("number", "qr"), ("priority", "qr", "priority")]
)
@pytest.mark.parametrize("way", ["native", "raster"])
def test_no_neighbour_that_a_hall_may_choose_hides_the_code(way: str, shown: tuple[str, ...], tmp_path: Path):
    paper = dataclasses.replace(ticket("id", ("AB.2",)).as_copy(2), show=shown)
    assert read_codes(on_paper(paper, "epson-tm-t20iii", way, tmp_path)) == [paper.qr]


@pytest.mark.parametrize("code", ["epson-tm-t20iii", "generic-58"])
def test_the_codes_of_the_test_page_are_read(code: str):
    known = model(code)
    piece, _errors = strip_of(page_of(known), known)
    assert set(read_codes(piece.draw())) == {QR_SAMPLE}
    assert len(read_codes(piece.draw())) == (2 if known.native_qr else 1)


def test_a_late_day_has_the_longest_code_and_it_is_read_on_narrow_paper(tmp_path: Path):
    paper = dataclasses.replace(ticket("id", ("AB.2",)), qr="AN" + "Z" * 18)
    assert read_codes(on_paper(paper, "xprinter-xp-58", "raster", tmp_path)) == [paper.qr]
