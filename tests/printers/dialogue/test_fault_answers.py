"""The fault cases 11 to 15: answers, writes and pictures.

Each through a real pty or socket: the job's fate, the paper, what people read.
The numbers are those of the list in docs/printing.md.
"""

import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from printers.dialogue.condition import Trouble
from printers.models.model import Answer, model
from printers.paper import bands, escpos
from tests.helpers.printing.fault_cases import ALL, CLEAN, CONFIRMED, MAYBE, UNKNOWN, UNVERIFIED
from tests.helpers.printing.print_rig import EPSON, Rig, labels_of, traits

TOGETHER = True


# --- 11, 12 answers ---------------------------------------------------------------------------------------------------

CONFUSING: dict[str, dict[str, Any]] = {
    "late": {"name": "late", "kinds": ["eot1", "eot2", "eot3", "eot4"], "seconds": 1.3},
    "doubled": {"name": "double", "kinds": ["every"]},
    "noise": {"name": "noise", "hex": "ff8000a5"},
    "status_in_front": {"name": "in_front", "hex": "10000000"},
    "xoff_inside": {"name": "inside", "hex": "1311"},
    "answer_inside": {"name": "inside", "hex": "12"},
    "split": {"name": "split", "seconds": 0.05},
    "wrong_class": {"name": "in_front", "hex": "00"},
}


@pytest.mark.parametrize(
    ("confusion", "kind"), [(name, ("pty", "tcp")[place % 2]) for place, name in enumerate(CONFUSING)]
)
def test_11_confusing_answers_never_spoil_a_good_ticket(tmp_path: Path, kind: str, confusion: str):
    with Rig(tmp_path, kind, queue_seconds=25) as rig:
        rig.fault(**CONFUSING[confusion])
        assert rig.fate(1) is CONFIRMED
        assert rig.labels() == ["AB-001"]


@pytest.mark.parametrize("spoilt", [{"name": "mute"}, {"name": "garble"}, {"name": "wrong_marker", "letters": "QQQQ"}])
def test_11_no_marker_or_a_strange_one_is_unknown_and_never_confirmed(tmp_path: Path, spoilt: dict[str, Any]):
    facts = spoilt if spoilt["name"] == "wrong_marker" else {**spoilt, "kinds": ["marker"]}
    with Rig(tmp_path, "pty") as rig:
        rig.fault(**facts)
        assert rig.fate(1) is UNKNOWN
        assert rig.told[-1].sentence["en"] == MAYBE
        assert rig.labels() == ["AB-001"]  # it did come out; nothing could tell


def test_11_a_printer_known_to_answer_that_is_silent_gets_no_ticket(tmp_path: Path):
    with Rig(tmp_path, "pty", queue_seconds=2) as rig:
        rig.fault("mute", kinds=["every"])
        assert rig.fate(1) is CLEAN
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)
        rig.fault("forget")
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-002"]


def test_12_a_printer_without_fences_ends_unverified_and_the_visitor_is_told_how_to_ask(tmp_path: Path):
    only_status = traits(answers=frozenset({Answer.EOT}))
    with Rig(tmp_path, "pty", traits=only_status, code="zjiang-zj-5870") as rig:
        assert rig.fate(1) is UNVERIFIED
        assert "If none came out" in rig.told[-1].sentence["en"]
        assert labels_of(rig.uncut()) == ["AB-001"]  # this model has no knife


def test_12_a_clone_that_spells_the_marker_is_found_out_and_loses_no_ticket(tmp_path: Path):
    clone = traits(answers=ALL - {Answer.MARKER}, spells_markers=True)
    with Rig(tmp_path, "pty", traits=clone) as rig:
        assert rig.fate(1) is UNKNOWN  # its record claims markers; a probe would have told
        assert rig.labels() == ["AB-001"]


# --- 13 to 15 writes and pictures -------------------------------------------------------------------------------------


def test_13_a_stall_with_recovery_is_a_late_ticket(tmp_path: Path):
    with Rig(tmp_path, "tcp", traits=traits(buffer=512), render="raster") as rig:
        assert rig.connected()
        rig.fault("stall", after_bytes=1500)
        handle = rig.print(1)
        assert rig.eventually(lambda: rig.printers[0].engine.stalled)
        time.sleep(0.1)
        rig.fault("stall", on=False)
        assert handle.wait(60) is CONFIRMED
        assert len(rig.pieces()) == 1


def test_13_a_stall_without_recovery_ends_unknown(tmp_path: Path):
    with Rig(tmp_path, "pty", traits=traits(buffer=512), render="raster") as rig:
        assert rig.connected()
        rig.fault("stall", after_bytes=1500)
        assert rig.fate(1) is UNKNOWN
        assert rig.pieces() == []


def test_14_a_cut_off_picture_does_not_swallow_the_next_ticket(tmp_path: Path):
    with Rig(tmp_path, "tcp", traits=traits(answers=ALL - {Answer.CLEAR}), render="raster") as rig:
        assert rig.connected()
        rig.fault("hang_up", how="eof", after_bytes=5000)
        rig.fault("lose", bytes=40_000, after_bytes=5000)
        assert rig.fate(1) is UNKNOWN
        rig.printers[0].engine.lose = 0
        assert rig.eventually(lambda: rig.view().condition.connected)
        assert rig.fate(2) is CONFIRMED
        whole = [rows for piece in rig.pieces() for rows in piece.pictures]
        assert whole
        assert rig.pieces()[-1].content() == _faultless(rig, 2)


def _faultless(rig: Rig, number: int) -> str:
    with Rig(rig.folder / "again", "tcp", render="raster") as other:
        assert other.fate(number) is CONFIRMED
        return other.pieces()[-1].content()


def test_15_a_picture_full_of_hidden_commands_asks_nothing_and_prints(tmp_path: Path):
    known = model(EPSON)
    hidden = bytes.fromhex("100401 100402 100502 1014080103140106 0208".replace(" ", "")) * 4
    sheet = Image.new("L", (known.dots, 8), 255)
    for row in range(8):
        bits = "".join(f"{value:08b}" for value in hidden[: known.dots // 8])
        for column, bit in enumerate(bits):
            if bit == "1":
                sheet.putpixel((column, row), 0)
    pieces = tuple(bands.commands(sheet, known))
    assert escpos.ask(1) not in b"".join(pieces)
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        before = sum(entry.kind.startswith("eot") for entry in rig.printers[0].engine.log)
        rig.printers[0].engine.receive(b"\x1b@" + b"".join(pieces), rig.printers[0].now())
        after = sum(entry.kind.startswith("eot") for entry in rig.printers[0].engine.log)
        assert after == before
        assert rig.fate(1) is CONFIRMED
