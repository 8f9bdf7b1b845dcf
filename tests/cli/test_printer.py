"""``antrean printer``: what a technician types, and what the answers and exit codes are."""

import dataclasses
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from printers.dialogue.condition import Trouble
from printers.dialogue.printer_status import EXITS
from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import Traits, traits_of
from printers.models.model import Answer, model
from shared import samples
from shared.store.acts import apply_hall
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from tests.helpers.cli import MORNING, Ran, antrean
from tests.helpers.hall import StandingClock
from tests.helpers.machine.linux import linux
from tests.helpers.printing.zbar import read_codes

EPSON = "epson-tm-t20iii"
_DEVICE_FILE = linux("Windows has no device files")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    monkeypatch.delenv("ANTREAN_HALL", raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture
def emulated() -> Iterator[EmulatedPrinter]:
    with EmulatedPrinter(traits_of(model(EPSON)), port=0, pace=4) as printer:
        yield printer


@pytest.fixture
def hall(tmp_path: Path, emulated: EmulatedPrinter) -> str:
    """A hall whose kiosk K1 prints on the emulator."""
    sample = samples.load("sungai-rindang")
    printer = dataclasses.replace(sample.printer["P1"], link=emulated.link, model=EPSON)
    changed = dataclasses.replace(sample, printer={**sample.printer, "P1": printer})
    create.create(tmp_path / "hall", changed, StandingClock())
    return str(tmp_path / "hall")


def ok(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, f"{ran.out} {ran.err}"
    return ran.answer


def test_list_names_devices_and_models(hall: str):
    assert EPSON in ok(antrean("printer", "list", "--models", "--json"))["models"]
    named = ok(antrean("printer", "list", "--hall", hall, "--json"))["hall"]
    assert (named[0]["printer"], named[0]["model"]) == ("P1", EPSON)


def test_probe_finds_the_answers_and_keeps_them_for_the_kiosk(hall: str):
    found = ok(antrean("printer", "probe", "--hall", hall, "--kiosk", "K1", "--json"))
    assert set(found["capabilities"]) >= {"eot", "asb", "gsr", "marker", "ident"}
    assert found["identity"] == "ANTREAN EMULATOR"
    assert found["printer"] == "P1"


def test_status_says_how_it_is_and_what_to_do(emulated: EmulatedPrinter):
    fine = ok(antrean("printer", "status", "--device", emulated.link, "--model", EPSON, "--json"))
    assert fine["answers"] is True
    assert fine["trouble"] is None
    emulated.fault("paper_out")
    ran = antrean("printer", "status", "--device", emulated.link, "--json")
    out = ran.answer
    assert ran.code == EXITS[Trouble.PAPER_OUT]
    assert (out["word"], out["paper"]["tickets_left"]) == ("paper_out", 0)
    assert "new roll" in out["sentence"]["en"]


@pytest.mark.parametrize("way", ["--native", "--raster"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_sample_ticket_answers_its_fate(emulated: EmulatedPrinter, way: str, lang: str):
    command = (
        "printer",
        "test",
        "--ticket",
        way,
        "--lang",
        lang,
        "--device",
        emulated.link,
        "--model",
        EPSON,
        "--json",
    )
    told = ok(antrean(*command))
    assert told["fate"] == "confirmed"
    assert (told["bytes"] < 1000) is (way == "--native")
    piece = emulated.pieces()[0]
    if way == "--native":
        assert " ".join(piece.texts).count("SAMPLE" if lang == "en" else "CONTOH") == 1
    assert not emulated.engine.decoder.errors


def test_the_test_page_prints_rulers_pages_and_codes(emulated: EmulatedPrinter):
    assert ok(antrean("printer", "test", "--device", emulated.link, "--model", EPSON, "--json"))["fate"] == "confirmed"
    texts = emulated.pieces()[0].texts
    assert any(text.startswith("12345678901234567890") for text in texts)
    assert any("cp858" in text and "é" in text for text in texts)
    assert [code.text for code in emulated.pieces()[0].codes] == ["ANTREAN:TEST"]


def test_the_paper_of_a_kiosk_is_counted_and_reset(hall: str):
    kiosk = ("--hall", hall, "--kiosk", "K1", "--json")
    assert ok(antrean("printer", "test", "--ticket", *kiosk))["fate"] == "confirmed"
    used = ok(antrean("printer", "status", *kiosk))["paper"]
    assert used["used_mm"] > 50
    assert used["cuts"] == 1
    assert ok(antrean("printer", "reset-paper", *kiosk))["left_mm"] == 50_000
    assert ok(antrean("printer", "status", *kiosk))["paper"]["used_mm"] == 0


def test_issue_print_answers_the_fate_and_a_repeat_prints_no_second_paper(hall: str, emulated: EmulatedPrinter):
    command = ("issue", "AB.1", "--print", "--kiosk", "K1", "--request", "press-1", "--hall", hall, "--json")
    first = ok(antrean(*command))
    assert first["print"] == "confirmed"
    assert ok(antrean(*command)) == first
    assert len(emulated.pieces()) == 1
    events = ok(antrean("events", "--hall", hall, "--json"))["events"]
    assert [event["data"]["fate"] for event in events if event["what"] == "print_fate"] == ["confirmed"]
    assert not any(event["what"] == "printer_health" for event in events)  # all is well, as it was


def test_wrong_printer_data_do_not_cost_the_visitor_the_number(tmp_path: Path):
    sample = samples.load("sungai-rindang")
    wrong = dataclasses.replace(sample.printer["P1"], model="epson-tm-t1")
    create.create(tmp_path / "hall", dataclasses.replace(sample, printer={"P1": wrong}), StandingClock())
    told = ok(antrean("issue", "AB.1", "--print", "--kiosk", "K1", "--hall", str(tmp_path / "hall"), "--json"))
    assert (told["label"], told["print"]) == ("AB-001", "failed_clean")


def test_a_printer_in_trouble_is_exit_3_with_the_fate(emulated: EmulatedPrinter):
    emulated.fault("cover", open=True)
    ran = antrean("printer", "test", "--ticket", "--device", emulated.link, "--model", EPSON, "--json")
    assert ran.code == 3
    assert ran.answer["fate"] == "failed_clean"
    assert "cover" in ran.answer["sentence"]
    assert emulated.pieces() == []


def test_a_mute_printer_says_what_may_be_wrong():
    with EmulatedPrinter(Traits(answers=frozenset()), port=0) as mute:
        ran = antrean("printer", "probe", "--device", mute.link, "--no-markers", "--json")
        assert (ran.code, ran.answer["answers"], ran.answer["kept"]) == (3, False, False)
        assert any("another PC may hold it" in line for line in ran.answer["advice"])
        assert "--paper-came" in ran.answer["remedy"]


@linux("its printer is a pty")
def test_a_serial_printer_at_another_speed_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A pty has no speed of its own, so only the search itself is seen: it finds the printer when it answers again."""
    with EmulatedPrinter(Traits(), pty_path=tmp_path / "tty") as printer:
        printer.fault("mute", kinds=["eot1", "eot2", "eot3", "eot4"])
        ran = antrean("printer", "status", "--device", f"serial:{tmp_path / 'tty'}", "--json")
        assert (ran.code, ran.answer["word"]) == (EXITS[Trouble.SILENT], "silent")
        assert ran.answer["advice"][-1] == "It answers at no other usual speed either."


def test_a_clone_without_fences_is_told_as_such():
    look = dataclasses.replace(traits_of(model(EPSON)), answers=frozenset({Answer.EOT}))
    with EmulatedPrinter(look, port=0, pace=4) as clone:
        told = ok(antrean("printer", "probe", "--device", clone.link, "--json"))
        assert told["advice"] == ["It cannot confirm a ticket: its tickets end as unverified."]
        fate = ok(antrean("printer", "test", "--ticket", "--native", "--device", clone.link, "--json"))["fate"]
        assert fate == "unverified"  # the probe's answer is remembered for this link


@pytest.mark.parametrize(("words", "sentence"), [
    (["status", "--device", "serial:/dev/antrean-none"], "There is no serial port"),
    pytest.param(["status", "--device", "usb:/dev/usb/lp99"], "There is no USB printer", marks=_DEVICE_FILE),
    pytest.param(["test", "--ticket", "--device", "usb:FILE"], "is an ordinary file", marks=_DEVICE_FILE),
    pytest.param(["test", "--device", "serial:FILE"], "is an ordinary file", marks=_DEVICE_FILE),
    (["status", "--device", "tcp:127.0.0.1:9", "--model", "epsom-tm"], "No printer model is called"),
    (["emulate", "--tcp", "PORT"], "is taken"),
])  # fmt: skip
def test_bad_input_is_one_sentence_with_a_remedy_and_exit_3(
    words: list[str], sentence: str, tmp_path: Path, emulated: EmulatedPrinter
):
    (tmp_path / "lp0").write_text("")
    port = emulated.link.rpartition(":")[2]
    given = [word.replace("FILE", str(tmp_path / "lp0")).replace("PORT", port) for word in words]
    ran = antrean("printer", *given, "--json")
    assert ran.code == 3
    assert ran.answer["fault"] == "device"
    assert sentence in ran.answer["sentence"]
    assert ran.answer["remedy"]


@pytest.mark.parametrize("words", [
    ["status"], ["status", "--device", "lpt1"], ["status", "--device", "tcp:h:0"], ["emulate"],
    ["emulate", "--tcp", "0", "--pty"], ["emulate", "--tcp", "0", "--seconds", "0", "--fault", "[]"],
])  # fmt: skip
def test_wrong_usage_is_exit_2(words: list[str]):
    assert antrean("printer", *words).code == 2


def test_an_unknown_kiosk_or_printer_names_the_nearest(hall: str):
    ran = antrean("printer", "status", "--hall", hall, "--kiosk", "K11", "--json")
    assert ran.code == 2
    assert "K1" in ran.answer["nearest"]
    assert antrean("printer", "status", "--hall", hall, "--printer", "P9", "--json").code == 2


@linux("its printer is a pty")
def test_emulate_is_a_printer_of_its_own_process(tmp_path: Path):
    command = [sys.executable, "-m", "shared.cli", "printer", "emulate", "--pty", str(tmp_path / "tty"), "--json"]
    more = ["--paper", str(tmp_path / "paper"), "--model", EPSON, "--pace", "4", "--log", str(tmp_path / "log.jsonl")]
    with subprocess.Popen([*command, *more], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        link = json.loads(process.stdout.readline())["link"]
        told = ok(antrean("printer", "test", "--ticket", "--native", "--device", link, "--model", EPSON, "--json"))
        assert told["fate"] == "confirmed"
        process.send_signal(signal.SIGINT)
        ended = json.loads(process.stdout.read())
    assert process.returncode == 0
    assert ended["errors"] == []
    assert len(ended["tickets"]) == 1
    assert (tmp_path / "paper" / "ticket-001.png").exists()
    assert (tmp_path / "log.jsonl").stat().st_size > 300


def test_a_checkpoint_comes_out_on_paper_and_verifies_later(hall: str, emulated: EmulatedPrinter):
    ok(antrean("issue", "AB.1", "--hall", hall, "--json"))
    told = ok(antrean("audit", "checkpoint", "--printer", "P1", "--hall", hall, "--json"))
    point = told["checkpoint"]
    assert told["printed"]["fate"] == "confirmed"
    (piece,) = emulated.pieces()
    texts = " ".join(str(text) for text in piece.texts)
    assert str(point["sequence"]) in texts
    assert all(word in texts for word in point["words"].split("-"))
    (scanned,) = read_codes(piece.draw())
    assert scanned == f"{point['sequence']}:{point['words']}"
    ok(antrean("issue", "AB.1", "--hall", hall, "--json"))
    assert ok(antrean("audit", "verify", "--checkpoint", scanned, "--hall", hall, "--json"))["ok"]
    other = "-".join(reversed(point["words"].split("-")))
    wrong = antrean("audit", "verify", "--checkpoint", f"{point['sequence']}:{other}", "--hall", hall, "--json")
    assert (wrong.code, wrong.answer["faults"][0]["kind"]) == (1, "edited")


def names_for_checkpoints(hall: str, link: str) -> None:
    """The hall's own printer for them is P1, at that link."""
    with HallFile.open(Path(hall), device="cli", clock=StandingClock()) as file:
        data = file.learned
        records = dataclasses.replace(data.rules.records, checkpoint_printer="P1")
        printer = {**data.printer, "P1": dataclasses.replace(data.printer["P1"], link=link)}
        rules = dataclasses.replace(data.rules, records=records)
        apply_hall.apply(file, dataclasses.replace(data, printer=printer, rules=rules))


def test_closing_the_day_prints_its_checkpoint_where_the_hall_names_a_printer(hall: str, emulated: EmulatedPrinter):
    names_for_checkpoints(hall, emulated.link)
    ok(antrean("issue", "AB.1", "--hall", hall, "--json"))
    told = ok(antrean("close-day", "--yes", "--hall", hall, "--json"))
    assert told["printed"]["fate"] == "confirmed"
    (piece,) = emulated.pieces()
    (scanned,) = read_codes(piece.draw())
    assert scanned == f"{told['checkpoint']['sequence']}:{told['checkpoint']['words']}"
    ok(antrean("open-day", "--hall", hall, "--json"))
    names_for_checkpoints(hall, "tcp:127.0.0.1:9")
    told = ok(antrean("close-day", "--yes", "--hall", hall, "--json"))
    assert told["checkpoint"]
    assert told["printed"]["sentence"]
