"""`antrean setup`: from an empty folder to a PC that is set up; a second run changes only what differs."""

import os
from pathlib import Path
from typing import Any

import pytest

from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import traits_of
from printers.models.model import model
from shared import hall_file, samples
from shared.faults import EnvironmentFault
from shared.setup import boot_start, pc_settings
from shared.setup.guide import guide
from shared.setup.guide_pages import Choose, Session, Tell
from shared.setup.hall_step import opened
from shared.setup.own_pc import OwnPc, put
from tests.setup.helpers import answer, lead

KIOSK = {
    "which language": "en",
    "Where does the hall": "folder",
    "Which hall?": "sample",
    "Which sample": "sungai-rindang",
    "What is this PC for": "kiosk",
    "Try again": "no",
}


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnPc:
    monkeypatch.setenv("ANTREAN_CONF", str(tmp_path / "root/etc/antrean/antrean.conf"))
    monkeypatch.setenv("ANTREAN_SOUND", f"file:{tmp_path / 'said.wav'}")
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00+08:00")
    (tmp_path / "root/etc/xdg/autostart").mkdir(parents=True)
    root = OwnPc(tmp_path / "root")
    monkeypatch.setattr(OwnPc, "conf", property(lambda _self: Path(os.environ["ANTREAN_CONF"])))
    return root


def signs(told: list[Tell]) -> set[str]:
    return {line.sign for page in told for line in page.lines}


def words(told: list[Tell], lang: str = "en") -> str:
    return "\n".join(line.words[lang] for page in told for line in page.lines)


@pytest.mark.installing
def test_a_kiosk_is_set_up_from_nothing_and_its_ticket_comes_out(pc: OwnPc, tmp_path: Path):
    with EmulatedPrinter(traits_of(model("epson-tm-t20iii")), port=0, pace=20) as printer:
        wishes: dict[str, Any] = KIOSK | {"Which folder": str(tmp_path / "share"), "Which printer": "?type"}
        wishes |= {"The printer's link": printer.link}
        asked, told = lead(Session(lambda: guide(pc)), wishes)
        assert [
            piece for piece in printer.pieces() if any("AB-0" in line.text for line in piece.lines)
        ] or printer.pieces()
    assert any("Did the ticket come out?" in question for question in asked)
    assert any("Did you hear the chime?" in question for question in asked)
    settings = {"ANTREAN_LANG": "en", "ANTREAN_ROLE": "kiosk", "ANTREAN_KIOSK": "K1"}
    assert pc_settings.read(pc.conf) == settings | {"ANTREAN_HALL": str(tmp_path / "share/hall")}
    hall = opened(tmp_path / "share/hall")
    assert hall.printer[hall.kiosk["K1"].printers[0]].link == printer.link
    assert told[-1].last
    assert "Two processes on this PC exclude each other as they must." in words(told)
    assert "Dua proses di PC ini saling menunggu sebagaimana mestinya." in words(told, "id")


@pytest.mark.installing
def test_a_second_run_changes_only_what_differs(pc: OwnPc, tmp_path: Path):
    wishes: dict[str, Any] = KIOSK | {"Which folder": str(tmp_path / "share"), "What is this PC for": "counter"}
    lead(Session(lambda: guide(pc)), wishes)
    pc.conf.write_text(f"{pc.conf.read_text('utf-8')}# a technician's note\nANTREAN_BACKUP_TO=/mnt/second\n", "utf-8")
    entry = pc.autostart / "antrean-counter.desktop"
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (pc.conf, entry)}
    _, told = lead(Session(lambda: guide(pc)), {})
    assert "Nothing differed; nothing was changed." in words(told)
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (pc.conf, entry)}
    _, told = lead(Session(lambda: guide(pc)), {"Which one": "7"})
    assert f"{pc.conf}: ANTREAN_COUNTER: 1 -> 7" in words(told)
    assert "# a technician's note\nANTREAN_BACKUP_TO=/mnt/second\n" in pc.conf.read_text("utf-8")
    _, told = lead(Session(lambda: guide(pc)), {"What is this PC for": "supervisor"})
    assert "ANTREAN_COUNTER" not in pc_settings.read(pc.conf)
    assert "counter --supervisor" in entry.read_text("utf-8")
    lead(Session(lambda: guide(pc)), {"whenever the PC": "no"})
    assert not entry.exists()


@pytest.mark.installing
def test_a_hall_file_and_what_is_wrong_with_it(pc: OwnPc, tmp_path: Path):
    good, bad = tmp_path / "hall.toml", tmp_path / "bad.toml"
    good.write_text(hall_file.write(samples.load("sungai-rindang")), "utf-8")
    bad.write_text("[hall]\nnme = 7\n", "utf-8")
    tries = iter([str(bad), str(tmp_path / "none.toml"), str(good)])

    def typed(page: Any) -> str:
        given = next(tries)
        complaint = page.check(given)
        assert (complaint is None) == (given == str(good))
        return given if complaint is None else typed(page)

    wishes: dict[str, Any] = KIOSK | {
        "Which folder": str(tmp_path / "share"),
        "Which hall?": "file",
        "The hall file": typed,
    }
    wishes |= {"What is this PC for": "display", "The name of the hall": "mpp"}
    _, told = lead(Session(lambda: guide(pc)), wishes)
    assert pc_settings.read(pc.conf)["ANTREAN_DISPLAY"] == "D1"
    assert "bad" not in signs([page for page in told if page.heading["en"] == "The hall"])


@pytest.mark.installing
def test_a_full_or_closed_folder_is_said_and_the_settings_stay_whole(pc: OwnPc, tmp_path: Path):
    wishes: dict[str, Any] = KIOSK | {"Which folder": str(tmp_path / "share"), "What is this PC for": "counter"}
    lead(Session(lambda: guide(pc)), wishes)
    before = pc.conf.read_bytes()
    pc.conf.parent.joinpath(f".{pc.conf.name}.new").mkdir()  # nothing can be written beside it now
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        lead(Session(lambda: guide(pc)), {"Which one": "9"})
    assert pc.conf.read_bytes() == before


def test_back_leads_to_the_last_question_and_another_answer_to_another_way(pc: OwnPc, tmp_path: Path):
    wishes: dict[str, Any] = KIOSK | {"Which folder": str(tmp_path / "share")}
    session = Session(lambda: guide(pc))
    asked: list[str] = []
    while not (isinstance(session.page, Choose) and "Which one" in session.page.words["en"]):
        session.answer(answer(session.page, wishes, asked))
    session.back()
    assert isinstance(session.page, Choose)
    assert "What is this PC for" in session.page.words["en"]
    session.answer("supervisor")
    while session.page is not None:
        session.answer(answer(session.page, wishes, asked))
    assert pc_settings.read(pc.conf)["ANTREAN_ROLE"] == "supervisor"
    assert not session.can_go_back() or session.page is None


def test_a_secret_file_is_for_its_owner_alone(tmp_path: Path):
    assert put(tmp_path / "secret", "password=x\n", secret=True)
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    assert not put(tmp_path / "secret", "password=x\n", secret=True)


def test_who_may_not_switch_a_unit_on_is_told_so(tmp_path: Path):
    for place in ("run/systemd/system", "lib/systemd/system", "etc/xdg/autostart"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "lib/systemd/system/antrean-kiosk.service").touch()
    pc = OwnPc(tmp_path)
    if pc.run(["systemctl", "is-system-running"])[0] == 0:
        pytest.skip("this PC is run by systemd, which would really be told")
    with pytest.raises(EnvironmentFault, match="The start with the PC could not be set up"):
        boot_start.at_boot(pc, "kiosk", "antrean", wanted=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_settings_are_read_however_an_editor_saved_them(tmp_path: Path, encoding: str):
    place = tmp_path / "antrean.conf"
    place.write_bytes("# caf\u00e9\nANTREAN_LANG=id\nANTREAN_COUNTER=5\n".encode(encoding))
    assert pc_settings.read(place) == {"ANTREAN_LANG": "id", "ANTREAN_COUNTER": "5"}
    assert pc_settings.write(place, {"ANTREAN_LANG": "en"}) == {"ANTREAN_LANG": ("id", "en")}
    assert place.read_text(encoding="utf-8") == "# caf\u00e9\nANTREAN_LANG=en\nANTREAN_COUNTER=5\n"


def test_a_start_that_may_not_be_taken_away_is_said(tmp_path: Path):
    machine = OwnPc(tmp_path)
    entry = machine.autostart / boot_start.ENTRY
    (entry / "in the way").mkdir(parents=True)  # what nobody may delete as a file, whoever runs this
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        boot_start.at_boot(machine, "display", "antrean", wanted=False)
