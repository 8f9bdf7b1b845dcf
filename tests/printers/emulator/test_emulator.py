"""The emulator itself: two lanes, back-pressure, paper in dots, orders on a socket, pictures of what came out."""

import json
import time
from pathlib import Path

import pytest
from PIL import Image

from printers.emulator import Machine, Traits, control
from printers.emulator.fault_switches import FAULTS, order
from printers.emulator.server import EmulatedPrinter, save_log
from printers.emulator.traits import traits_of
from printers.link import address
from printers.models.model import model
from printers.paper.render import render
from printers.paper.test_page import test_page as page_of
from shared.faults import EnvironmentFault, UsageFault
from tests.helpers.machine.linux import linux
from tests.helpers.printing.print_world import paper


def fed(data: bytes, traits: Traits | None = None, seconds: int = 30) -> Machine:
    engine = Machine(traits or Traits(buffer=1 << 20))
    engine.receive(data, 0.0)
    for second in range(1, seconds):
        engine.advance(float(second))
    return engine


def test_status_is_answered_at_once_and_markers_when_the_paper_is_printed():
    engine = Machine(Traits())
    engine.receive(b"\n" * 20 + b"\x1d(H\x06\x0000abcd" + b"\x10\x04\x01", 0.0)
    assert engine.speak(0.0) == b"\x12"
    engine.advance(0.2)
    assert engine.speak(0.2) == b""
    for tick in range(1, 200):
        engine.advance(0.2 + tick / 100)
    assert engine.speak(3.0) == b"\x37\x22abcd\x00"


def test_status_is_answered_in_the_middle_of_a_picture_too():
    engine = Machine(Traits())
    engine.receive(b"\x1dv0\x00\x48\x00\x40\x00" + b"\x00" * 100 + b"\x10\x04\x04", 0.0)
    assert engine.speak(0.0) == b"\x12"


def test_a_full_buffer_takes_no_more_and_goes_on_when_there_is_room():
    engine = Machine(Traits(buffer=100))
    data = b"X\n" * 400
    sent = engine.receive(data, 0.0)
    assert sent < len(data)
    assert engine.receive(data, 0.0) == 0
    now = 0.0
    while sent < len(data) and now < 120:
        now += 0.01
        engine.advance(now)
        sent += engine.receive(data[sent:], now)
    assert sent == len(data)
    for second in range(200):
        engine.advance(now + second)
    assert len(engine.mechanism.piece.texts) == 400


def test_a_line_longer_than_the_paper_wraps_at_its_true_dots():
    engine = fed(b"1" * 33 + b"\n", Traits(dots=384, buffer=4096))
    assert [len(text) for text in engine.mechanism.piece.texts] == [32, 1]
    engine = fed(b"\x1d!\x57A-1234\n", Traits(dots=384, buffer=4096))
    assert engine.mechanism.piece.texts == ["A-123", "4"]


def test_unknown_commands_are_errors():
    assert fed(b"\x1b\x99hello\n").decoder.errors
    assert fed(b"\x1bt\x63hello\n").decoder.errors == ["no code page in slot 99"]
    assert fed(page_of(model("epson-tm-t20iii")).data, traits_of(model("epson-tm-t20iii"))).decoder.errors == []


def test_every_fault_can_be_ordered_and_an_unknown_one_is_refused():
    for name in FAULTS:
        engine = Machine(Traits())
        order(engine, {"fault": name}, 0.0)
        engine.receive(b"hello\n", 0.1)
        engine.advance(1.0)
    with pytest.raises(UsageFault, match="knows no fault 'fire'"):
        order(Machine(Traits()), {"fault": "fire"}, 0.0)


def test_a_cut_piece_is_saved_as_picture_and_json(tmp_path: Path):
    with EmulatedPrinter(traits_of(model("epson-tm-t20iii")), port=0, paper=tmp_path, pace=20) as printer:
        wire = address.connector(printer.link).open()
        data = render(paper(7), model("epson-tm-t20iii"), "native").data
        wire.write(data)
        end = time.monotonic() + 10
        while not (tmp_path / "ticket-001.json").exists() and time.monotonic() < end:
            time.sleep(0.02)
        wire.close()
        facts = json.loads((tmp_path / "ticket-001.json").read_text())
        assert "AB-007" in [line["text"] for line in facts["lines"]]
        assert not list(tmp_path.glob("*.new"))
        with Image.open(tmp_path / "ticket-001.png") as picture:
            assert picture.width == 576 + 2 * 24
            assert min(picture.convert("L").tobytes()) == 0
        save_log(printer, tmp_path / "log.jsonl")
        logged = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
        assert b"".join(bytes.fromhex(entry["hex"]) for entry in logged if entry["way"] == "in") == data


@linux("Windows has no sockets among its files")
def test_orders_on_the_control_socket(tmp_path: Path):
    socket = tmp_path / "orders"
    with EmulatedPrinter(port=0, control=socket) as printer:
        assert control.ask(socket, {"do": "status"})["link"] == printer.link
        assert control.ask(socket, {"do": "fault", "fault": "cover", "open": True}) == {"ok": True}
        assert control.ask(socket, {"do": "status"})["cover_open"]
        assert control.ask(socket, {"do": "look", "answers": ["eot"], "strict": False}) == {"ok": True}
        assert printer.engine.traits.answers == {"eot"}
        assert "knows no fault" in control.ask(socket, {"do": "fault", "fault": "fire"})["error"]
        assert "does not understand" in control.ask(socket, {"do": "dance"})["error"]
        assert "no such switch" in control.ask(socket, {"do": "look", "colour": 1})["error"]
        assert control.ask(socket, {"do": "tickets"}) == {"tickets": []}


def test_a_taken_port_is_a_plain_fault():
    with EmulatedPrinter(port=0) as printer:
        port = int(printer.link.rpartition(":")[2])
        with pytest.raises(EnvironmentFault, match=f"Port {port} is taken"):
            EmulatedPrinter(port=port)


@linux("its printer is a pty")
def test_a_line_is_no_quicker_than_its_speed():
    """Bytes over seconds, in the printer's own time."""
    with EmulatedPrinter(Traits(buffer=1 << 16), baud=9600, pace=4) as printer:
        wire = address.connector(printer.link).open()
        data = b"\x00" * 3000
        start = printer.now()
        while data:
            data = data[wire.write(data) :]
            time.sleep(0.005)
        while printer.engine.received < 3000:
            time.sleep(0.005)
        wire.close()
        assert printer.now() - start >= 0.9 * 3000 * 10 / 9600
