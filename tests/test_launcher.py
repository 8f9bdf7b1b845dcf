"""Which version a PC starts: the installed one, or one that came over the share and works."""

from pathlib import Path

import pytest

from shared import launcher
from shared.launcher import VersionChoice


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "state"))
    monkeypatch.setenv("ANTREAN_VERSIONS", str(tmp_path / "fetched"))
    version(tmp_path / "installed", "0.9.0")
    return tmp_path


def version(place: Path, name: str) -> Path:
    program = launcher.program(place / name)
    program.parent.mkdir(parents=True)
    program.write_text("", encoding="utf-8")
    return place / name


def chosen(pc: Path, *, screen: bool = True) -> str:
    found = launcher.choose(pc / "installed", screen=screen)
    assert found is not None
    return found.name


def test_the_installed_version_is_started_until_another_is_chosen(pc: Path):
    version(pc / "fetched", "0.10.0")
    assert chosen(pc) == "0.9.0"
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0"))
    assert chosen(pc) == "0.10.0"


def test_a_version_on_trial_that_never_works_is_left_after_three_starts(pc: Path, capsys: pytest.CaptureFixture[str]):
    version(pc / "fetched", "0.10.0")
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0", trial=True))
    assert [chosen(pc) for _ in range(5)] == ["0.10.0", "0.10.0", "0.10.0", "0.9.0", "0.9.0"]
    said = capsys.readouterr().err
    assert "kembali ke 0.9.0" in said
    assert "goes back to 0.9.0" in said
    assert "0.10.0" in launcher.read_choice().refused


def test_commands_do_not_count_as_starts_and_stay_with_what_works(pc: Path):
    version(pc / "fetched", "0.10.0")
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0", trial=True))
    assert {chosen(pc, screen=False) for _ in range(6)} == {"0.9.0"}
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0"))
    assert chosen(pc, screen=False) == "0.10.0"


def test_a_newer_package_goes_before_what_came_over_the_share(pc: Path):
    version(pc / "fetched", "0.10.0")
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0"))
    version(pc / "installed", "0.11.0")
    assert chosen(pc) == "0.11.0"


def test_half_a_version_a_lost_one_and_damaged_notes_leave_the_installed_one(pc: Path):
    (pc / "fetched/0.10.0").mkdir(parents=True)
    version(pc / "fetched", ".0.12.0.part")
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0"))
    assert chosen(pc) == "0.9.0"
    (pc / "state/version.json").write_text('{"use": 7, "refused": [', encoding="utf-8")
    assert chosen(pc) == "0.9.0"
    assert launcher.choose(pc / "nowhere", screen=True) is None


def test_settings_are_used_where_the_environment_is_silent(pc: Path, monkeypatch: pytest.MonkeyPatch):
    conf = pc / "antrean.conf"
    conf.write_text(
        "# a PC\nANTREAN_HALL=/srv/hall\nANTREAN_KIOSK = \"K2\"\nPATH=/evil\nANTREAN_COUNTER='7'\n", "utf-8"
    )
    monkeypatch.setenv("ANTREAN_CONF", str(conf))
    monkeypatch.setenv("ANTREAN_HALL", "/elsewhere")
    for name in ("ANTREAN_KIOSK", "ANTREAN_COUNTER"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    launcher.use_settings()
    settings = launcher.settings(conf.read_text(encoding="utf-8"))
    assert settings == {"ANTREAN_HALL": "/srv/hall", "ANTREAN_KIOSK": "K2", "ANTREAN_COUNTER": "7"}
    assert launcher.os.environ["ANTREAN_HALL"] == "/elsewhere"
    assert launcher.os.environ["ANTREAN_KIOSK"] == "K2"


def test_where_a_program_runs_beside_the_launcher_it_is_followed_by_what_is_chosen_next(
    pc: Path, monkeypatch: pytest.MonkeyPatch
):
    """As under Windows: a screen that fails on trial three times, then the one before, until it is left on purpose."""
    monkeypatch.setenv("ANTREAN_CONF", str(pc / "no.conf"))
    monkeypatch.delenv(launcher.LAUNCHER, raising=False)
    version(pc / "fetched", "0.10.0")
    ends = iter([launcher.RESTART, 1, 1, 1, 0])
    begun: list[str] = []

    def begin(chosen: Path, command: object, _around: object) -> int:
        assert command == ["kiosk", "--keep"]
        if not begun:  # it has found a newer one
            launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0", trial=True))
        begun.append(chosen.name)
        return next(ends)

    assert launcher.main([str(pc / "installed"), "kiosk", "--keep"], begin) == 0
    assert begun == ["0.9.0", "0.10.0", "0.10.0", "0.10.0", "0.9.0"]


@pytest.mark.parametrize("code", [0, 2, 3])
def test_a_screen_that_no_other_version_would_help_is_not_followed(
    pc: Path, monkeypatch: pytest.MonkeyPatch, code: int
):
    monkeypatch.setenv("ANTREAN_CONF", str(pc / "no.conf"))
    version(pc / "fetched", "0.10.0")
    launcher.write_choice(VersionChoice(use="0.10.0", before="0.9.0", trial=True))
    assert launcher.main([str(pc / "installed"), "display"], lambda *_: code) == code
    assert launcher.read_choice().use == "0.10.0"
