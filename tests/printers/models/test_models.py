"""Models' records, and what a hall says of its own printer in place of them."""

import codecs
import dataclasses
from pathlib import Path

import pytest

from printers.emulator.traits import traits_of
from printers.models.model import Answer, HallOverrides, codes, model
from printers.paper.render import render
from printers.paper.test_page import QR_SAMPLE
from printers.paper.test_page import test_page as page_of
from printers.queue.printer_setup import PrinterSetup, printers_of
from shared import hall_file, samples
from shared.faults import UsageFault
from shared.store.record.job_rows import JobState
from tests.helpers.printing.print_world import World, fates, paper
from tests.printers.paper.test_layout import printed, sample

HALL = hall_file.write(samples.load("sungai-rindang"))
P1 = "[printer.P1]\n"
OWN = """qr = false
cut = "esc-m"
pages = { 0 = "cp437", 16 = "cp1252" }
fence = "none"
speed = 55
feed = 21.5
presenter = true
retract_seconds = 30
"""


def with_own(text: str) -> str:
    assert P1 in HALL
    return HALL.replace(P1, P1 + text)


def test_a_hall_overrides_every_capability_of_its_printer():
    hall = hall_file.parse(with_own(OWN), "hall.toml")
    setup = next(setup for setup in printers_of(hall, "K1") if setup.code == "P1")
    known = setup.known
    assert (known.native_qr, known.cutter, known.speed_mm, known.feed_to_cut_mm) == (False, "esc-m", 55, 21.5)
    assert (known.presenter, known.retract_seconds) == (True, 30)
    assert known.pages == {0: "cp437", 16: "cp1252"}
    assert not known.answers & {Answer.MARKER, Answer.GSR}
    assert hall_file.parse(hall_file.write(hall), "again") == hall


def test_a_hall_that_says_nothing_has_the_models_record():
    setup = PrinterSetup("P1", "tcp:a", "epson-tm-t20iii")
    assert setup.known == model("epson-tm-t20iii")


@pytest.mark.parametrize(("wrong", "named"), [
    ('cut = "saw"', "printer.P1.cut"), ('fence = "maybe"', "printer.P1.fence"), ("speed = 0", "printer.P1.speed"),
    ("feed = -1", "printer.P1.feed"), ("retract_seconds = 0", "printer.P1.retract_seconds"),
    ('pages = { 300 = "cp437" }', "printer.P1.pages"), ('pages = { 0 = "cp9999" }', "printer.P1.pages"),
    ('pages = { 0 = "utf-16" }', "printer.P1.pages"), ('pages = { x = "cp437" }', "printer.P1.pages"),
    ('qr = "yes"', "printer.P1.qr"), ("cutter = 1", "printer.P1.cutter"), ("speed = nan", "printer.P1.speed"),
])  # fmt: skip
def test_what_no_printer_can_be_is_refused_by_its_key(wrong: str, named: str):
    with pytest.raises(UsageFault, match=named):
        hall_file.parse(with_own(wrong + "\n"), "hall.toml")


def test_a_fence_that_the_hall_chose_outlives_a_probe():
    known = model("epson-tm-t20iii").overridden_by(HallOverrides(fence="gsr"))
    assert known.answering(frozenset({Answer.EOT, Answer.MARKER})).answers == {Answer.EOT, Answer.GSR}


def test_without_a_fence_a_ticket_is_printed_and_not_called_confirmed(tmp_path: Path):
    known = model("epson-tm-t20iii").overridden_by(HallOverrides(fence="none"))
    world = World(tmp_path, traits=(traits_of(model("epson-tm-t20iii")),), models=(known,))
    world.print(paper(1))
    world.settle()
    world.run(3)
    assert fates(world) == [JobState.UNVERIFIED]
    assert len(world.engines[0].pieces()) == 1


@pytest.mark.parametrize("code", [
    "custom-vkp80", "custom-kpm150h", "pyramid-reliance", "xprinter-xp-80c", "xprinter-xp-58", "epson-tm-t82",
    "epson-tm-t82ii", "epson-tm-t88vi", "bixolon-srp-350iii", "bixolon-srp-330ii", "eppos-panda-iware-80",
    "eppos-panda-iware-58",
])  # fmt: skip
def test_printers_that_halls_have_are_known(code: str):
    assert code in codes()


@pytest.mark.parametrize("code", codes())
def test_a_record_is_possible(code: str):
    known = model(code)
    assert known.columns * 12 <= known.dots
    assert known.columns_small * 9 <= known.dots
    assert all(codecs.lookup(codec) and 0 <= slot < 256 for slot, codec in known.pages.items())
    assert not (known.presenter and known.cutter == "none")


def test_one_without_a_code_of_its_own_is_never_asked_for_one():
    known = model("xprinter-xp-80c")
    for way in ("native", "raster"):
        piece, errors = printed(render(sample(), known, way), known)
        assert errors == []
        assert not piece.codes
        assert not any("1P0" in line for line in piece.texts)


@pytest.mark.parametrize("code", ["custom-vkp80", "xprinter-xp-80c", "xprinter-xp-58", "epson-tm-t20iii"])
def test_the_test_page_tries_what_a_hall_may_set_and_names_each_key(code: str):
    known = model(code)
    piece, errors = printed(page_of(known), known)
    assert errors == []
    assert not piece.clipped
    said = "".join(piece.texts).replace(" ", "")
    for key in ("qr=", "cut=", "pages=", "fence=", "speed", "feed=", "presenter=", "width_mm", "model"):
        assert key in said, key
    drawn = [shown.text for shown in piece.codes]
    assert drawn == [QR_SAMPLE] if known.native_qr else QR_SAMPLE in said  # tried whatever the record says


def test_a_hall_may_give_its_own_pages(tmp_path: Path):
    own = dataclasses.replace(model("generic-80"), pages={0: "cp437"}).overridden_by(HallOverrides(pages={17: "cp866"}))
    piece, errors = printed(render(sample(service="Ж"), own, "native"), own)
    assert errors == []
    assert "Ж" in piece.texts
