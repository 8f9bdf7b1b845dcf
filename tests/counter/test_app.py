"""The program as its own process: pressed through the driver, killed, started again; wrong halls and counters."""

import subprocess
import sys
from pathlib import Path

import pytest

from shared.tools.demo.driven_program import Driven
from tests.helpers.screens.desk import Place

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "ANTREAN_CLOCK": "2026-11-23T09:00:00+08:00"}


def program(place: Place, folder: Path, officer: str) -> Driven:
    arguments = ["counter", "--hall", str(place.folder), "--counter", "1", "--officer", officer]
    return Driven(f"counter {officer}", arguments, folder, {**OFFSCREEN, "ANTREAN_LOCAL": str(folder / "local")})


def test_a_killed_counter_comes_back_with_its_visitor_and_another_officer(place: Place, tmp_path: Path) -> None:
    place.issue()
    with program(place, tmp_path, "Sari") as counter:
        counter.click("next")
        counter.until(lambda: counter.words("number") == "AB-001", "AB-001 on the card")
        counter.key("F3")
        counter.until(lambda: "mulai dilayani" in counter.words("answer"), "the service begins")
        counter.kill()
    with program(place, tmp_path, "Budi") as counter:
        counter.until(lambda: counter.words("number") == "AB-001", "AB-001 again")
        counter.click("accept")  # Sari has the counter still: Budi is asked
        counter.until(lambda: "Budi" in counter.words("answer"), "the new officer")
        assert counter.words("officer") == "Petugas: Budi"
        counter.key("F4")
        counter.until(lambda: "AB-001 selesai" in counter.words("answer"), "the service ends")
        picture = counter.grab(tmp_path / "bar.png")
        assert picture.stat().st_size > 5_000
        assert counter.end() == 0
        assert counter.said() == ""
    assert place.state_of("AB-001") == "done"
    assert place.calls() == [("AB-001", "1")]


def test_the_supervisors_window_is_a_program_too(place: Place, tmp_path: Path) -> None:
    place.issue()
    arguments = ["counter", "--hall", str(place.folder), "--supervisor", "--lang", "en"]
    environment = {**OFFSCREEN, "ANTREAN_LOCAL": str(tmp_path / "local")}
    with Driven("supervisor", arguments, tmp_path, environment) as window:
        window.until(lambda: window.words("number_waiting") == "1", "one who waits")
        assert window.words("title") == "Sample hall"
        window.click("language")
        window.until(lambda: window.words("language") == "English", "Indonesian")
        assert window.end() == 0
        assert window.said() == ""


@pytest.mark.parametrize(
    ("hall", "counter", "code", "words"),
    [
        ("hall", "11", 2, "Tidak ada loket 11 di sini. Yang ada: 1"),
        ("nowhere", "1", 3, "Folder antrean tidak ditemukan. Periksa jaringan dan folder."),
    ],
)
def test_what_cannot_be_used_is_said_with_its_exit_code(
    place: Place, tmp_path: Path, hall: str, counter: str, code: int, words: str
) -> None:
    assert place.folder.name == "hall"
    environment = {"PATH": "/usr/bin:/bin", **OFFSCREEN, "ANTREAN_LOCAL": str(tmp_path / "local")}
    ended = subprocess.run(
        [sys.executable, "-m", "shared.cli", "counter", "--hall", str(tmp_path / hall), "--counter", counter],
        env=environment, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert ended.returncode == code
    assert words in ended.stderr
