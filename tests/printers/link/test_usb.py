"""USB printers by vendor and product: the real pyusb over a backend that hands its bytes to the emulated printer."""

import array
import errno
import shutil
import struct
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.backend
import usb.core

from printers.dialogue import technician_session
from printers.emulator.machine import Machine
from printers.emulator.traits import traits_of
from printers.link import address, usb_devices
from printers.link.bluetooth import BluetoothConnector
from printers.link.stream import StreamWire
from printers.link.usb_direct import DirectConnector
from printers.link.wire import WireLost
from printers.models.model import model
from printers.paper import test_page
from shared.faults import EnvironmentFault, UsageFault

EPSON = "epson-tm-t20iii"
SILENT = usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)


class FakeBus(usb.backend.IBackend):
    """One printer with an interface for IPP, one for data, and a serial number."""

    def __init__(self, *, busy: bool = False, denied: bool = False, with_driver: bool = True, ways: int = 2) -> None:
        self.engine = Machine(traits_of(model(EPSON)))
        self.busy, self.denied, self.driver, self.ways = busy, denied, with_driver, ways
        self.gone = False
        self.claimed: set[int] = set()
        self.resets = 0
        self.heard = b""
        self._time, self._looked = 0.0, time.monotonic()

    def now(self) -> float:
        """Its time and its reader's, in seconds: a busy machine that gives them no turn for a while counts little."""
        passed = time.monotonic() - self._looked
        self._looked += passed
        self._time += min(passed, 0.05)
        return self._time

    def enumerate_devices(self):
        return iter([self])

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0E28, bcdDevice=1, iManufacturer=1, iProduct=2,
            iSerialNumber=3, bNumConfigurations=1, address=5, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=0, bNumInterfaces=2, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0x80, bMaxPower=50, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf > 1 or alt:
            raise IndexError
        protocol, ends = ((4, 2), (2, self.ways))[intf]
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=intf, bAlternateSetting=0, bNumEndpoints=ends,
            bInterfaceClass=7, bInterfaceSubClass=1, bInterfaceProtocol=protocol, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=((0x03, 0x84), (0x05, 0x86))[intf][ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev):
        if self.denied:
            raise usb.core.USBError("Access denied (insufficient permissions)", -3, errno.EACCES)
        return self

    def close_device(self, dev_handle):
        pass

    def get_configuration(self, dev_handle):
        return 1

    def set_configuration(self, dev_handle, config_value):
        raise AssertionError("its configuration is the kernel's to choose")

    def is_kernel_driver_active(self, dev_handle, intf):
        return self.driver

    def detach_kernel_driver(self, dev_handle, intf):
        self.driver = False

    def attach_kernel_driver(self, dev_handle, intf):
        self.driver = True

    def claim_interface(self, dev_handle, intf):
        if self.busy or self.driver:
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)
        self.claimed.add(intf)

    def release_interface(self, dev_handle, intf):
        self.claimed.discard(intf)

    def reset_device(self, dev_handle):
        self.resets += 1

    def ctrl_transfer(self, dev_handle, request_type, request, value, index, data, timeout):
        text = "\u0409" if value & 0xFF == 0 else ("", "EPSON", "TM-T20III", "X7")[value & 0xFF]
        encoded = text.encode("utf-16-le")
        answer = struct.pack("BB", len(encoded) + 2, 3) + encoded
        data[: len(answer)] = array.array("B", answer)
        return len(answer)

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        assert (ep, intf, 0 < timeout < 1000) == (0x05, 1, True)
        self._there()
        taken = self.engine.receive(data.tobytes(), self.now())
        if not taken:
            raise SILENT
        return taken

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        assert (ep, 0 < timeout < 1000) == (0x86, True)
        self._there()
        self.engine.advance(self.now())
        self.heard += self.engine.speak(self.now())
        if not self.heard:
            time.sleep(timeout / 1000)
            raise SILENT
        piece, self.heard = self.heard[: len(buff)], self.heard[len(buff) :]
        buff[: len(piece)] = array.array("B", piece)
        return len(piece)

    def _there(self) -> None:
        if self.gone:
            raise usb.core.USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)


def connector(bus: FakeBus, **which: Any) -> DirectConnector:
    return DirectConnector(0x04B8, which.pop("product", 0x0E28), **which, backend=bus)


def test_a_page_is_printed_and_confirmed_and_the_kernel_gets_its_driver_back(monkeypatch: pytest.MonkeyPatch):
    bus, known = FakeBus(), model(EPSON)
    monkeypatch.setattr(address, "connector", lambda _link: connector(bus))
    monkeypatch.setattr(technician_session, "time", SimpleNamespace(monotonic=bus.now))
    with technician_session.talking("usb:04b8:0e28", known) as talk:
        assert bus.claimed == {1}
        assert technician_session.run(talk, technician_session.printed(talk, test_page.test_page(known))) == "confirmed"
    assert len(bus.engine.pieces()) == 1
    assert (bus.claimed, bus.driver, bus.resets) == (set(), True, 0)


def test_a_printer_that_only_listens_is_no_fault():
    wire = connector(FakeBus(ways=1)).open()
    assert not wire.answers
    assert wire.write(b"\x1b@") == 2
    assert wire.read() == b""


def test_unplugged_is_told():
    bus = FakeBus()
    wire = connector(bus).open()
    bus.gone = True
    for act in (lambda: wire.write(b"x"), wire.read):
        with pytest.raises(WireLost, match="unplugged"):
            act()
    wire.close()


@pytest.mark.parametrize(("bus", "which", "says"), [
    (FakeBus(busy=True), {}, "Another program holds usb:04b8:0e28"),
    (FakeBus(denied=True), {}, "This user may not open usb:04b8:0e28"),
    (FakeBus(), {"product": 1}, "There is no USB printer usb:04b8:0001"),
    (FakeBus(), {"serial": "X8"}, "There is no USB printer"),
])  # fmt: skip
def test_why_it_cannot_be_opened_is_said(bus: FakeBus, which: dict[str, Any], says: str):
    with pytest.raises(EnvironmentFault, match=says):
        connector(bus, **which).open()


def test_two_alike_are_told_apart_by_their_numbers():
    class Two(FakeBus):
        def enumerate_devices(self):
            return iter([self, self])

    with pytest.raises(EnvironmentFault, match="There are 2 USB printers"):
        connector(Two()).open()
    assert address.connector("usb:04B8:0E28?serial=X7").serial == "X7"


@pytest.mark.parametrize("link", [
    "usb:lp0", "usb:04b8", "usb:04b8:zz28", "usb:04b8:0e28?baud=9600", "rfcomm:66:22",
    "rfcomm:66:22:A1:5B:0C:9E?channel=99", "rfcomm:66:22:A1:5B:0C:9E?baud=1",
])  # fmt: skip
def test_a_wrong_link_is_refused(link: str):
    with pytest.raises(UsageFault):
        address.connector(link)


# --- Bluetooth --------------------------------------------------------------------------------------------------------


def test_a_bluetooth_printer_is_named_by_its_address():
    found = address.connector("rfcomm:66-22-a1-5b-0c-9e?channel=2")
    assert isinstance(found, BluetoothConnector)
    assert (found.address, found.channel, found.baud) == ("66:22:A1:5B:0C:9E", 2, None)


def test_bluetooth_that_is_not_there_is_a_sentence_with_a_remedy():
    """On a PC with neither adapter nor printer, and on a Python without Bluetooth."""
    with pytest.raises(EnvironmentFault, match="Bluetooth") as told:
        BluetoothConnector("66:22:A1:5B:0C:9E").open()
    assert told.value.remedy


def test_the_stream_that_bluetooth_gives_is_a_wire():
    import socket

    ours, theirs = socket.socketpair()
    wire = StreamWire(ours)
    assert wire.read() == b""
    theirs.sendall(b"\x12")
    assert wire.read() == b"\x12"
    assert wire.write(b"ticket") == 6
    assert theirs.recv(9) == b"ticket"
    theirs.close()
    with pytest.raises(WireLost):
        wire.read()
    wire.close()


# --- who holds it -----------------------------------------------------------------------------------------------------


def tree(root: Path, *, driver: str, protocol: str = "02", node: str = "") -> None:
    """The kernel's account of one printer."""
    device = root / "sys/bus/usb/devices/1-2"
    interface = device / "1-2:1.0"
    interface.mkdir(parents=True)
    words = {
        "idVendor": "04b8", "idProduct": "0e28", "serial": "X7", "manufacturer": "EPSON", "product": "TM-T20III",
        "busnum": "1", "devnum": "5",
    }  # fmt: skip
    for name, word in words.items():
        (device / name).write_text(word + "\n")
    (interface / "bInterfaceClass").write_text("07\n")
    (interface / "bInterfaceProtocol").write_text(protocol + "\n")
    if driver:
        (root / "drivers" / driver).mkdir(parents=True)
        (interface / "driver").symlink_to(root / "drivers" / driver)
    if node:
        (interface / "usbmisc" / node).mkdir(parents=True)


def program(root: Path, number: int, name: str, opened: str = "") -> None:
    folder = root / "proc" / str(number)
    (folder / "fd").mkdir(parents=True)
    (folder / "comm").write_text(name + "\n")
    if opened:
        (folder / "fd" / "7").symlink_to(opened)


@pytest.fixture(autouse=True)
def no_cups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usb_devices, "cups_queues", dict[str, str])


def test_a_free_printer_is_named_as_the_kernel_has_it(tmp_path: Path):
    tree(tmp_path, driver="usblp", node="lp0")
    found = usb_devices.usb_printers(tmp_path)
    assert [(printer.link(alike=False), printer.holder) for printer in found] == [("usb:/dev/usb/lp0", "")]


def test_without_usblp_it_is_named_by_its_numbers(tmp_path: Path):
    tree(tmp_path, driver="")
    (found,) = usb_devices.usb_printers(tmp_path)
    assert found.link(alike=False) == "usb:04b8:0e28"
    assert found.link(alike=True) == "usb:04b8:0e28?serial=X7"


def test_a_program_that_claimed_it_is_named(tmp_path: Path):
    tree(tmp_path, driver="usbfs")
    program(tmp_path, 1, "init")
    program(tmp_path, 77, "usb", "/dev/bus/usb/001/005")
    (found,) = usb_devices.usb_printers(tmp_path)
    assert found.holder == "usb"


def test_ipp_usb_is_named(tmp_path: Path):
    tree(tmp_path, driver="", protocol="04")
    program(tmp_path, 80, "ipp-usb")
    (found,) = usb_devices.usb_printers(tmp_path)
    assert found.holder == "ipp-usb"
    assert "systemctl mask" in usb_devices.remedy_for(found.holder)


def test_a_cups_queue_on_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    programs = tmp_path / "bin"
    programs.mkdir()
    lpstat = programs / "lpstat"
    lpstat.write_text("#!/bin/sh\necho 'device for Kasir: usb://EPSON/TM-T20III?serial=X7'\n")
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    assert shutil.which("lpstat") == str(lpstat)
    assert subprocess.run(["lpstat"], capture_output=True, check=True).stdout
    tree(tmp_path, driver="usblp", node="lp0")
    (found,) = usb_devices.usb_printers(tmp_path)
    assert found.holder == "CUPS queue Kasir"
    assert "lpadmin -x Kasir" in usb_devices.remedy_for(found.holder)
