"""python-escpos encodes our tickets, and leaves neither log handlers nor files behind."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from printers.models.model import codes, model
from printers.paper.encoder import Encoder, parting

_IMPORTED = """
import logging, os, sys
from pathlib import Path
before = dict(os.environ)
import printers.paper.encoder
from printers.models.model import model
encoder = printers.paper.encoder.Encoder(model("generic-80"))
encoder.text("x")
logging.basicConfig(stream=sys.stdout, format="ours %(message)s")
logging.getLogger("antrean").warning("says so")
assert dict(os.environ) == before
assert set(sys.modules["escpos.capabilities"].CAPABILITIES["encodings"]) == {"CP437", "CP850"}
print(len(list(Path(os.environ["TMPDIR"]).iterdir())), len(logging.getLogger().handlers))
"""


def test_its_import_leaves_no_log_handler_no_folder_and_reads_no_pickle(tmp_path: Path):
    where = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])}
    poisoned = where | {"ESCPOS_CAPABILITIES_PICKLE_DIR": str(tmp_path.parent / "other")}
    said = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=False, env=poisoned)
    assert said.stdout.split() == ["ours", "says", "so", "0", "1"], said.stderr


def test_pages_are_chosen_in_the_order_of_their_slots():
    """As text, slot 16 comes before slot 2."""
    known = dataclasses.replace(model("generic-80"), pages={0: "cp866", 16: "cp1252", 2: "cp850"})
    encoder = Encoder(known)
    encoder.text("é")
    assert encoder.take() == b"\x1bt\x02" + "é".encode("cp850")


def test_after_a_new_start_the_page_is_sent_again():
    encoder = Encoder(model("epson-tm-t20iii"))
    for _ticket in range(2):
        encoder.start()
        encoder.text("é")
        assert encoder.take().endswith(b"\x1bt\x00" + "é".encode("cp437"))


@pytest.mark.parametrize("code", codes())
def test_every_letter_that_a_page_has_is_its_own_byte_in_it(code: str):
    known = model(code)
    for slot, codec in known.pages.items():
        one = Encoder(dataclasses.replace(known, pages={slot: codec}))
        letters = [sign for sign in bytes(range(0xA0, 0x100)).decode(codec, "ignore") if sign.isalpha()]
        one.text("".join(letters))
        assert one.take() == b"\x1bt" + bytes((slot,)) + "".join(letters).encode(codec)
        assert not one.knows("中")


@pytest.mark.parametrize(("cut", "ends"), [
    ("partial", b"\x1dVB\x00"), ("full", b"\x1dVA\x00"), ("esc-i", b"\x1bJp\x1bi"), ("esc-m", b"\x1bJp\x1bm"),
    ("none", b"\x1bJp"),
])  # fmt: skip
def test_each_kind_of_knife_gets_its_command(cut: str, ends: bytes):
    assert parting(dataclasses.replace(model("generic-80"), cutter=cut)) == ends
