"""The fault cases of a ticket printer, each through a real pty or socket: the job's fate, the paper, what people read.

The numbers are those of the list in docs/printing.md.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from printers import escpos, raster
from printers.condition import Trouble
from printers.link import address
from printers.model import Answer, model
from printers.render import Rendered, render
from shared.clock import machine_clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.jobs import Jobs
from shared.store.print_places import LocalPlace
from shared.store.print_rows import Asked, JobState
from tests.helpers.print_rig import EPSON, PACE, Rig, labels_of, look
from tests.helpers.print_world import paper

TOGETHER = True
CONFIRMED, UNVERIFIED = JobState.CONFIRMED, JobState.UNVERIFIED
CLEAN, UNKNOWN, REPLACED = JobState.FAILED_CLEAN, JobState.UNKNOWN, JobState.REPLACED
LINKS = pytest.mark.parametrize("kind", ["pty", "tcp"])
PAPER_OUT = "The paper has run out. Staff are being called; your number stays valid."
SCREEN = "Your ticket cannot be printed. Your number is valid; please note or photograph it."
MAYBE = "Your ticket may not have come out. Your number is valid; please note or photograph it."
TAKE = "Please take your ticket."
ALL = frozenset(Answer)


def stalled(rig: Rig, trouble: Trouble) -> bool:
    """Wait until the visitor's screen knows why it takes long."""
    return rig.eventually(lambda: any(progress.trouble is trouble for progress in rig.told))


# --- 1 paper end ------------------------------------------------------------------------------------------------------


def test_1_paper_out_before_a_ticket_leaves_nothing_on_paper_and_tells_visitor_and_staff(tmp_path: Path):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("paper_out")
        assert rig.eventually(lambda: rig.view().trouble is Trouble.PAPER_OUT)
        assert rig.fate(1) is CLEAN
        assert rig.told[-1].screen_only
        assert rig.sentences()[-1] == SCREEN
        assert rig.labels() == []
        assert rig.view().left_mm == 0  # the sensor wins over the count
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-002"]


@pytest.mark.parametrize("when", [{"after_dots": 5}, {"after_dots": 150}, {"at_cut": True}])
@LINKS
def test_1_paper_out_in_the_middle_waits_for_the_new_roll_and_prints_one_ticket(
    tmp_path: Path, kind: str, when: dict[str, Any]
):
    with Rig(tmp_path, kind, render="raster" if kind == "tcp" else "native") as rig:
        rig.fault("paper_out", **when)
        handle = rig.print(paper(1, show=("number", "date")))
        assert stalled(rig, Trouble.PAPER_OUT)
        assert handle.fate is None
        assert PAPER_OUT in rig.sentences()
        rig.fault("load_paper")
        assert handle.wait(10) is CONFIRMED
        assert rig.told[-1].sentence["en"] == TAKE
        assert len(rig.pieces()) == 1


def test_1_a_printer_that_forgets_its_buffer_at_paper_end_never_confirms(tmp_path: Path):
    with Rig(tmp_path, "pty", look=look(on_paper_end="clear")) as rig:
        rig.fault("paper_out", after_dots=120)
        handle = rig.print(1)
        assert stalled(rig, Trouble.PAPER_OUT)
        rig.fault("load_paper")
        assert handle.wait(10) is UNKNOWN
        assert rig.told[-1].sentence["en"] == MAYBE
        assert rig.fate(2) is CONFIRMED
        assert rig.labels()[-1] == "AB-002"
        assert "AB-002" not in labels_of(rig.pieces()[0].texts)  # the spoilt piece is parted from the next ticket


def test_1_nobody_loads_paper_the_ticket_is_given_up_and_the_printer_is_kept_out_of_use(tmp_path: Path):
    with Rig(tmp_path, "tcp", look=look(answers=ALL - {Answer.CLEAR}), stall_seconds=4, queue_seconds=2) as rig:
        rig.fault("paper_out", after_dots=100)
        assert rig.fate(1) is UNKNOWN
        assert rig.view().trouble is Trouble.QUARANTINED
        assert "THROW AWAY" in (rig.view().sentence or {})["en"]
        assert rig.fate(2) is CLEAN  # an old ticket must not come out in front of it
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.labels() == ["AB-001"])  # this is the one that staff throw away
        assert rig.ready()
        assert rig.fate(3) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-003"]


def test_1_paper_out_just_after_a_ticket_does_not_touch_its_fate(tmp_path: Path):
    with Rig(tmp_path, "pty", queue_seconds=2) as rig:
        assert rig.fate(1) is CONFIRMED
        rig.fault("paper_out")
        assert rig.fate(2) is CLEAN
        assert rig.labels() == ["AB-001"]


# --- 2 to 6 the mechanism ---------------------------------------------------------------------------------------------


def test_2_a_flapping_near_end_sensor_warns_and_prints_on(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        rig.fault("near_end", flap=0.2)
        assert rig.fate(1) is CONFIRMED
        time.sleep(1)
        rig.fault("near_end", on=True)
        assert rig.eventually(lambda: rig.view().trouble is Trouble.NEAR_END)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-002"]


def test_3_an_open_cover_is_seen_idle_and_while_printing(tmp_path: Path):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("cover", open=True)
        assert rig.eventually(lambda: rig.view().trouble is Trouble.COVER)
        assert rig.fate(1) is CLEAN
        rig.fault("cover", open=False)
        assert rig.eventually(lambda: rig.view().trouble is None)
        rig.fault("cover", open=True, after_dots=100)
        rig.told.clear()
        handle = rig.print(2)
        assert stalled(rig, Trouble.COVER)
        rig.fault("cover", open=False)
        assert handle.wait(10) is CONFIRMED
        assert rig.labels() == ["AB-002"]


@pytest.mark.parametrize("recovery", ["enquiry", "power"])
def test_4_a_jammed_knife_is_unknown_until_staff_have_looked(tmp_path: Path, recovery: str):
    with Rig(tmp_path, "pty", stall_seconds=3) as rig:
        rig.fault("cutter_jam")
        handle = rig.print(1)
        assert stalled(rig, Trouble.CUTTER)
        assert handle.wait(10) is UNKNOWN
        assert rig.eventually(lambda: rig.view().condition.cutter)
        assert "AB-001" in rig.uncut()  # it hangs in the printer: not for the next visitor
        if recovery == "power":
            rig.fault("power_cycle", seconds=0.5)
            assert rig.eventually(lambda: rig.view().condition.connected and not rig.view().condition.cutter)
        rig.service.ready("P1")
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert labels_of(rig.pieces()[-1].texts) == ["AB-002"]


def test_5_a_fatal_error_moves_the_ticket_to_the_other_printer_with_a_copy_mark(tmp_path: Path):
    with Rig(tmp_path, "pty", "tcp") as rig:
        assert rig.connected()
        rig.fault("fatal", after_dots=60)
        assert rig.fate(1) is CONFIRMED
        assert rig.job(1).state is REPLACED
        assert rig.job(1, copy=2).printer == "P2"
        assert rig.labels(2) == ["AB-001 copy 2"]
        assert rig.told[-1].sentence["en"] == "Please take your ticket, the one marked COPY."
        assert rig.eventually(lambda: rig.view(1).trouble in {Trouble.FATAL, Trouble.QUARANTINED})


def test_6_a_hot_head_pauses_and_goes_on(tmp_path: Path):
    with Rig(tmp_path, "pty", stall_seconds=60) as rig:
        rig.fault("hot", seconds=9, after_dots=60)
        handle = rig.print(1)
        assert stalled(rig, Trouble.HOT)
        assert handle.wait(20) is CONFIRMED
        assert rig.labels() == ["AB-001"]


# --- 7 to 9 power and plugs -------------------------------------------------------------------------------------------


def test_7_a_power_cycle_while_idle_is_noticed_and_over(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.fate(1) is CONFIRMED
        rig.fault("power_cycle", seconds=6)
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.eventually(lambda: rig.printers[0].engine.asb != 0)  # asked for automatic status anew
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-002"]


@pytest.mark.parametrize(
    ("kind", "render", "hold"),
    [("pty", "native", True), ("pty", "raster", False), ("pty", "raster", True), ("tcp", "raster", False)],
)
def test_7_a_power_cycle_in_the_middle_is_never_confirmed(tmp_path: Path, kind: str, render: str, hold: bool):
    with Rig(tmp_path, kind, render=render, baud=19200, hold_while_off=hold) as rig:
        assert rig.connected()
        rig.fault("power_cycle", seconds=0.2, after_bytes=60 if render == "native" else 2500)
        assert rig.fate(1) is UNKNOWN
        assert rig.told[-1].sentence["en"] == MAYBE
        assert rig.eventually(lambda: rig.view().condition.connected)
        if render == "native" or kind == "tcp":  # a picture takes its time on this line
            assert rig.fate(2) is CONFIRMED


@LINKS
def test_8_unplugged_idle_and_in_the_middle_then_plugged_in_again(tmp_path: Path, kind: str):
    with Rig(tmp_path, kind, queue_seconds=2) as rig:
        assert rig.fate(1) is CONFIRMED
        rig.fault("unplug")
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)
        assert rig.fate(2) is CLEAN
        rig.fault("plug")
        assert rig.eventually(lambda: rig.view().trouble is None)
        rig.fault("unplug", after_bytes=60)
        assert rig.fate(3) is UNKNOWN
        rig.fault("plug")
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(4) is CONFIRMED
        assert "AB-002" not in rig.labels()
        assert labels_of(rig.pieces()[-1].texts) == ["AB-004"]


def test_8_two_programs_cannot_hold_one_device(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        with pytest.raises(EnvironmentFault, match="Another program holds"):
            address.door(rig.links[0]).open()
        assert rig.fate(1) is CONFIRMED


def test_8_a_usb_link_prints_through_the_character_device_itself(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        device = rig.links[0].removeprefix("serial:").partition("?")[0]
        rig.links = [f"usb:{device}"]
        rig.restart()
        assert rig.fate(1) is CONFIRMED
        assert rig.labels() == ["AB-001"]


def test_9_a_device_that_is_absent_at_the_start_is_found_when_it_appears(tmp_path: Path):
    with Rig(tmp_path, "pty", queue_seconds=1.5) as rig:
        rig.fault("unplug")
        assert rig.eventually(lambda: not Path(rig.links[0].removeprefix("serial:").partition("?")[0]).exists())
        rig.restart()
        assert rig.fate(1) is CLEAN
        rig.fault("plug")
        assert rig.eventually(lambda: rig.view().condition.connected)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-002"]


@pytest.mark.parametrize("kind", ["usb", "serial"])
def test_9_a_regular_file_in_place_of_the_device_is_refused_and_left_alone(tmp_path: Path, kind: str):
    wrong = tmp_path / "lp0"
    wrong.write_text("left by an older program")
    with pytest.raises(EnvironmentFault, match="is an ordinary file") as caught:
        address.door(f"{kind}:{wrong}").open()
    assert caught.value.kind is Kind.DEVICE
    assert "antrean printer list" in caught.value.remedy
    assert wrong.read_text() == "left by an older program"
    with pytest.raises(EnvironmentFault, match="There is no"):
        address.door(f"{kind}:{tmp_path / 'lp1'}").open()
    assert not (tmp_path / "lp1").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become a user without rights")
@pytest.mark.parametrize("kind", ["usb", "serial"])
def test_9_permission_denied_names_the_group(tmp_path: Path, kind: str):
    with Rig(tmp_path, "pty") as rig:
        device = os.path.realpath(rig.links[0].removeprefix("serial:").partition("?")[0])
        os.chmod(device, 0o600)  # noqa: PTH101
        script = (
            "import os; from printers.link import address\n"
            f"door = address.door('{kind}:{device}'); os.setuid(65534)\n"
            "try: door.open()\n"
            "except Exception as fault: print(type(fault).__name__, fault)\n"
        )
        said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "This user may not open" in said
    assert ("dialout" if kind == "serial" else "group lp") in said


# --- 10 the network ---------------------------------------------------------------------------------------------------


def test_10_refused_then_there_again(tmp_path: Path):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("refuse")
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)
        assert rig.fate(1) is CLEAN
        rig.fault("refuse", on=False)
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-002"]


def test_10_accepted_and_never_read_is_no_printer(tmp_path: Path):
    with Rig(tmp_path, "tcp", queue_seconds=3) as rig:
        rig.fault("deaf")
        assert rig.fate(1) is CLEAN  # "connected" says nothing: it did not answer
        rig.fault("deaf", on=False)
        assert rig.eventually(lambda: rig.view().condition.connected)
        assert rig.fate(2) is CONFIRMED
        assert "AB-001" not in rig.labels()


@pytest.mark.parametrize("how", ["eof", "reset"])
def test_10_hung_up_in_the_middle_is_unknown(tmp_path: Path, how: str):
    with Rig(tmp_path, "tcp") as rig:
        assert rig.connected()
        rig.fault("hang_up", how=how, after_bytes=70)
        assert rig.fate(1) is UNKNOWN
        assert rig.job(1).bytes_handed > 0
        assert rig.eventually(lambda: rig.view().condition.connected)
        assert rig.fate(2) is CONFIRMED
        assert labels_of(rig.pieces()[-1].texts) == ["AB-002"]


def test_10_closed_by_the_printer_while_idle_costs_nothing(tmp_path: Path):
    with Rig(tmp_path, "tcp") as rig:
        assert rig.fate(1) is CONFIRMED
        rig.fault("hang_up", how="eof")
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-002"]


@pytest.fixture
def stranger() -> Iterator[int]:
    """Another device at the printer's address: it talks, but not as a printer."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client = listener.accept()[0]
            except OSError:
                return
            with client:
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                client.settimeout(20)
                try:
                    while client.recv(4096):
                        pass
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def test_10_another_device_at_the_printers_address_gets_no_ticket(tmp_path: Path, stranger: int):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        rig.links = [f"tcp:127.0.0.1:{stranger}"]
        rig.restart()
        assert rig.fate(1) is CLEAN
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)


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
    only_status = look(answers=frozenset({Answer.EOT}))
    with Rig(tmp_path, "pty", look=only_status, code="zjiang-zj-5870") as rig:
        assert rig.fate(1) is UNVERIFIED
        assert "If none came out" in rig.told[-1].sentence["en"]
        assert labels_of(rig.uncut()) == ["AB-001"]  # this model has no knife


def test_12_a_clone_that_spells_the_marker_is_found_out_and_loses_no_ticket(tmp_path: Path):
    clone = look(answers=ALL - {Answer.MARKER}, spells_markers=True)
    with Rig(tmp_path, "pty", look=clone) as rig:
        assert rig.fate(1) is UNKNOWN  # its record claims markers; a probe would have told
        assert rig.labels() == ["AB-001"]


# --- 13 to 15 writes and pictures -------------------------------------------------------------------------------------


def test_13_a_stall_with_recovery_is_a_late_ticket(tmp_path: Path):
    with Rig(tmp_path, "tcp", look=look(buffer=512), render="raster") as rig:
        assert rig.connected()
        rig.fault("stall", after_bytes=1500)
        handle = rig.print(1)
        assert rig.eventually(lambda: rig.printers[0].engine.stalled)
        time.sleep(0.1)
        rig.fault("stall", on=False)
        assert handle.wait(15) is CONFIRMED
        assert len(rig.pieces()) == 1


def test_13_a_stall_without_recovery_ends_unknown(tmp_path: Path):
    with Rig(tmp_path, "pty", look=look(buffer=512), render="raster") as rig:
        assert rig.connected()
        rig.fault("stall", after_bytes=1500)
        assert rig.fate(1) is UNKNOWN
        assert rig.pieces() == []


def test_14_a_cut_off_picture_does_not_swallow_the_next_ticket(tmp_path: Path):
    with Rig(tmp_path, "tcp", look=look(answers=ALL - {Answer.CLEAR}), render="raster") as rig:
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
    pieces = tuple(raster.bands(sheet, known))
    assert escpos.ask(1) not in b"".join(pieces)
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        before = sum(entry.kind.startswith("eot") for entry in rig.printers[0].engine.log)
        rig.printers[0].engine.receive(b"\x1b@" + b"".join(pieces), rig.printers[0].now())
        after = sum(entry.kind.startswith("eot") for entry in rig.printers[0].engine.log)
        assert after == before
        assert rig.fate(1) is CONFIRMED


# --- 16 killed --------------------------------------------------------------------------------------------------------

KILLED = """
import os, sys
from pathlib import Path
from shared.store import jobs, print_places
from tests.helpers import print_rig, print_world
from printers.service import PrintService, PrinterSetup
from shared.clock import machine_clock
state, link, folder = sys.argv[1:]
kept = jobs.Jobs(None, print_places.LocalPlace(Path(folder) / "jobs.db"), "K1", machine_clock)
move = kept.move
def deadly(job, to, **facts):
    if to == state and state == "confirmed":
        os._exit(9)
    moved = move(job, to, **facts)
    if to == state:
        os._exit(9)
    return moved
kept.move = deadly
setup = PrinterSetup("P1", link, print_rig.EPSON, render="native")
PrintService(kept, [setup], machine_clock, pace=print_rig.PACE).print_ticket(print_world.paper(1)).wait(20)
"""


@pytest.mark.parametrize("state", ["sending", "sent", "confirmed"])
def test_16_killed_at_any_moment_the_job_gets_a_stated_fate_and_is_not_printed_again(tmp_path: Path, state: str):
    with Rig(tmp_path, "pty") as rig:
        rig.service.close()
        script = [sys.executable, "-c", KILLED, state, rig.links[0], str(tmp_path)]
        assert subprocess.run(script, check=False, timeout=60).returncode == 9
        before = list(rig.jobs.of_ticket(paper(1).ticket))
        assert [job.state for job in before] == ["sent" if state == "confirmed" else state]
        rig.service = rig.start()
        assert rig.eventually(lambda: rig.job(1).state is UNKNOWN)
        assert rig.job(1).reason == "restart"
        again = rig.print(1)
        assert again.wait(5) is UNKNOWN  # told, not printed a second time
        assert rig.fate(2) is CONFIRMED
        assert rig.labels().count("AB-001") == (0 if state == "sending" else 1)
        assert labels_of(rig.pieces()[-1].texts) == ["AB-002"]


# --- 17, 18 two of them -----------------------------------------------------------------------------------------------


def test_17_failover_and_back_with_the_old_ticket_kept_from_strangers(tmp_path: Path):
    with Rig(tmp_path, "pty", "pty", look=look(answers=ALL - {Answer.CLEAR})) as rig:
        assert rig.connected()
        rig.fault("paper_out", after_dots=100)
        assert rig.fate(1) is CONFIRMED
        assert rig.labels(2) == ["AB-001 copy 2"]
        assert rig.job(1).state is REPLACED
        assert rig.eventually(lambda: rig.view(1).quarantined)
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.labels(1) == ["AB-001"])  # the old ticket: staff were told to throw it away
        assert rig.fate(2) is CONFIRMED
        assert rig.labels(2) == ["AB-001 copy 2", "AB-002"]  # still not on the quarantined one
        assert rig.ready(1)
        assert rig.fate(3) is CONFIRMED
        assert rig.labels(1)[-1] == "AB-003"


def test_17_a_printer_that_can_be_emptied_prints_no_old_ticket(tmp_path: Path):
    with Rig(tmp_path, "pty", "pty") as rig:
        assert rig.connected()
        rig.fault("paper_out", after_dots=10)
        assert rig.fate(1) is CONFIRMED
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.view(1).trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert "AB-001" not in rig.labels(1)
        assert sorted(rig.labels(1) + rig.labels(2)) == ["AB-001 copy 2", "AB-002"]


def test_17_both_down_the_number_stands_on_the_screen(tmp_path: Path):
    with Rig(tmp_path, "pty", "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("paper_out", printer=1)
        rig.fault("cover", printer=2, open=True)
        assert rig.eventually(lambda: None not in {view.trouble for view in rig.service.views()})
        assert rig.fate(1) is CLEAN
        assert rig.told[-1].screen_only
        rig.fault("cover", printer=2, open=False)
        assert rig.eventually(lambda: rig.view(2).trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels(2) == ["AB-002"]


def test_18_a_double_tap_prints_one_paper(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        first, second = rig.print(1), rig.print(1)
        assert first.wait(10) is CONFIRMED
        assert second.wait(10) in {CONFIRMED, UNKNOWN}
        assert rig.fate(1) is CONFIRMED
        assert rig.labels() == ["AB-001"]


def test_18_two_kiosks_share_a_network_printer_without_mixing(tmp_path: Path):
    from printers.service import PrinterSetup, PrintService

    with Rig(tmp_path, "tcp") as rig:
        rig.service.close()
        setup = PrinterSetup("P1", rig.links[0], EPSON, render="native", shared=True)
        kiosks = [
            PrintService(
                Jobs(None, LocalPlace(tmp_path / f"K{place}.db"), f"K{place}", machine_clock),
                [setup],
                machine_clock,
                queue_seconds=60,
                pace=PACE,
            )
            for place in (1, 2)
        ]
        handles = [kiosks[number % 2].print_ticket(paper(number)) for number in range(1, 7)]
        assert [handle.wait(30) for handle in handles] == [CONFIRMED] * 6
        for kiosk in kiosks:
            kiosk.close()
        assert sorted(rig.labels()) == [f"AB-00{number}" for number in range(1, 7)]
        assert all(len(labels_of(piece.texts)) <= 1 for piece in rig.pieces())


# --- 20 to 24 ---------------------------------------------------------------------------------------------------------


class Failing(LocalPlace):
    """A disk that is full from some write on."""

    def __init__(self, path: Path, after: int) -> None:
        super().__init__(path)
        self.left = after

    def write(self, body: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise EnvironmentFault(Kind.FULL, "The disk is full.", "Make room.")
        return super().write(body)


def test_20_a_full_disk_before_the_first_byte_prints_nothing(tmp_path: Path):
    jobs = Jobs(None, Failing(tmp_path / "jobs.db", after=0), "K1", machine_clock)
    with Rig(tmp_path, "pty", jobs=jobs) as rig:
        assert rig.fate(1) is CLEAN
        assert rig.told[-1].screen_only
        assert rig.labels() == []


def test_20_a_disk_that_fills_up_while_printing_still_ends_in_a_truthful_fate(tmp_path: Path):
    place = Failing(tmp_path / "jobs.db", after=10_000)
    jobs = Jobs(None, place, "K1", machine_clock)
    with Rig(tmp_path, "pty", jobs=jobs) as rig:
        assert rig.connected()
        time.sleep(0.3)
        place.left = 2  # "queued" and "sending" still fit
        assert rig.fate(1) is CONFIRMED
        assert rig.labels() == ["AB-001"]
        assert rig.job(1).state is JobState.SENDING
        place.left = 10_000
        rig.restart()
        assert rig.eventually(lambda: rig.job(1).state is UNKNOWN)  # what the file can still say
        assert rig.fate(1) is UNKNOWN
        assert rig.labels() == ["AB-001"]


def test_21_a_clock_that_jumps_in_the_middle_changes_nothing(tmp_path: Path):
    offset = [0]
    with Rig(tmp_path, "pty", clock=lambda: Instant(machine_clock() + offset[0])) as rig:
        rig.fault("hot", seconds=8, after_dots=50)
        handle = rig.print(1)
        assert stalled(rig, Trouble.HOT)
        offset[0] = -3_600_000
        assert handle.wait(15) is CONFIRMED
        assert rig.labels() == ["AB-001"]


def test_22_a_wrong_width_shows_on_paper_and_not_as_a_fault(tmp_path: Path):
    with Rig(tmp_path, "pty", look=look(dots=384), render="raster") as rig:
        assert rig.fate(1) is CONFIRMED
        assert rig.pieces()[0].clipped  # what the ruler of the test page is for


def test_23_the_roll_is_counted_reset_and_overruled_by_the_sensor(tmp_path: Path):
    with Rig(tmp_path, "pty", look=look(near_end_sensor=False)) as rig:
        full = rig.view().tickets_left
        for number in (1, 2, 3):
            assert rig.fate(number) is CONFIRMED
        assert rig.eventually(lambda: rig.view().used_mm > 0)
        used = sum(piece.facts()["mm"] for piece in rig.pieces())
        assert rig.view().used_mm == pytest.approx(used, abs=3)
        assert rig.view().tickets_left != full
        rig.service.new_roll("P1")
        assert rig.eventually(lambda: rig.view().used_mm == 0)
        assert rig.jobs.printer("P1").used_mm == 0
        rig.fault("paper_out")
        assert rig.eventually(lambda: rig.view().tickets_left == 0)


def test_24_a_knife_that_is_not_there_leaves_whole_tickets_on_one_strip(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        rig.fault("no_cut")
        assert rig.fate(1) is CONFIRMED
        assert rig.fate(2) is CONFIRMED
        assert labels_of(rig.uncut()) == ["AB-001", "AB-002"]
        assert rig.printers[0].engine.decoder.errors == []  # the cut came at the beginning of a line


def test_24_a_cut_in_the_middle_of_a_line_is_not_obeyed_so_tickets_end_with_a_line(tmp_path: Path):
    rendered = render(paper(1), model(EPSON), "native")
    spoilt = Rendered((*rendered.pieces[:-1], b"x", rendered.pieces[-1]), rendered.mm, "native")
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        engine = rig.printers[0].engine
        engine.receive(spoilt.data, rig.printers[0].now())
        assert rig.eventually(lambda: bool(engine.decoder.errors))
        assert rig.pieces() == []


def test_staff_elsewhere_declare_a_quarantined_printer_ready(tmp_path: Path):
    with Rig(tmp_path, "tcp", look=look(answers=ALL - {Answer.CLEAR}), stall_seconds=3, queue_seconds=2) as rig:
        rig.fault("paper_out", after_dots=100)
        assert rig.fate(1) is UNKNOWN
        assert rig.eventually(lambda: rig.jobs.printer("P1").quarantined)
        rig.fault("load_paper")
        rig.jobs.release("P1")
        assert rig.eventually(lambda: not rig.view().quarantined)
        assert rig.fate(2) is CONFIRMED


def test_reprints_bear_a_mark_and_the_visitor_gets_one(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.fate(1) is CONFIRMED
        first = rig.service.reprint(paper(1), by=Asked.VISITOR).result(5)
        assert first
        assert first.wait(10) is CONFIRMED
        assert rig.service.reprint(paper(1), by=Asked.VISITOR).result(5) is None
        staff = rig.service.reprint(paper(1), by=Asked.STAFF).result(5)
        assert staff
        assert staff.wait(10) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-001 copy 2", "AB-001 copy 3"]
