"""The fault cases 7 to 10: power, plugs and the network.

Each through a real pty or socket: the job's fate, the paper, what people read.
The numbers are those of the list in docs/printing.md.
"""

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.dialogue.condition import Trouble
from printers.link import address
from shared.faults import EnvironmentFault, Kind
from tests.helpers.machine.linux import WINDOWS, linux
from tests.helpers.printing.fault_cases import CLEAN, CONFIRMED, LINKS, MAYBE, UNKNOWN
from tests.helpers.printing.print_rig import Rig, labels_of

TOGETHER = True


# --- 7 to 9 power and plugs -------------------------------------------------------------------------------------------


def test_7_a_power_cycle_while_idle_is_noticed_and_over(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.fate(1) is CONFIRMED
        rig.fault("power_cycle", seconds=6)
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.eventually(lambda: rig.printers[0].engine.asb != 0)  # asked for automatic status again
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
            address.connector(rig.links[0]).open()
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


@linux("Windows has no device files")
@pytest.mark.parametrize("kind", ["usb", "serial"])
def test_9_a_regular_file_in_place_of_the_device_is_refused_and_left_alone(tmp_path: Path, kind: str):
    wrong = tmp_path / "lp0"
    wrong.write_text("left by an older program")
    with pytest.raises(EnvironmentFault, match="is an ordinary file") as caught:
        address.connector(f"{kind}:{wrong}").open()
    assert caught.value.kind is Kind.DEVICE
    assert "antrean printer list" in caught.value.remedy
    assert wrong.read_text() == "left by an older program"
    with pytest.raises(EnvironmentFault, match="There is no"):
        address.connector(f"{kind}:{tmp_path / 'lp1'}").open()
    assert not (tmp_path / "lp1").exists()


@linux("its other user is one of Linux")
@pytest.mark.skipif(not WINDOWS and os.geteuid() != 0, reason="only root can become a user without rights")
@pytest.mark.parametrize("kind", ["usb", "serial"])
def test_9_permission_denied_names_the_group(tmp_path: Path, kind: str):
    with Rig(tmp_path, "pty") as rig:
        device = os.path.realpath(rig.links[0].removeprefix("serial:").partition("?")[0])
        os.chmod(device, 0o600)  # noqa: PTH101
        script = (
            "import os; from printers.link import address\n"
            f"connector = address.connector('{kind}:{device}'); os.setuid(65534)\n"
            "try: connector.open()\n"
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
    with contextlib.suppress(OSError):  # Windows: nobody is connected; closing it is enough there
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def test_10_another_device_at_the_printers_address_gets_no_ticket(tmp_path: Path, stranger: int):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        rig.links = [f"tcp:127.0.0.1:{stranger}"]
        rig.restart()
        assert rig.fate(1) is CLEAN
        assert rig.eventually(lambda: rig.view().trouble is Trouble.LOST)
