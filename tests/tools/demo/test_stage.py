"""The demo's folder and hall."""

import pytest

from shared import clock
from shared.faults import UsageFault
from shared.tools.demo import windows
from shared.tools.demo.setting import MORNING, Setting


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageFault):
        Setting(tmp_path, offscreen=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_demo_may_be_repeated_in_its_folder(tmp_path):
    first = Setting(tmp_path / "demo", offscreen=True)
    (first.pictures / "old.png").write_bytes(b"")
    again = Setting(tmp_path / "demo", offscreen=True)
    assert list(again.pictures.iterdir()) == []
    assert (again.hall / "hall.db").is_file()


def test_every_program_believes_the_same_running_monday(tmp_path):
    stage = Setting(tmp_path / "demo", offscreen=True)
    told = clock.parse_instant(stage.environment("kiosk K1")["ANTREAN_CLOCK"])
    assert 0 <= told - MORNING < 60_000
    assert stage.environment("kiosk K1")["ANTREAN_LOCAL"] != stage.environment("counter 1")["ANTREAN_LOCAL"]


def test_commands_act_on_the_stages_hall(tmp_path):
    stage = Setting(tmp_path / "demo", offscreen=True)
    assert stage.antrean("issue", "AB.1")["label"] == "AB-001"
    assert stage.antrean("next", "--counter", "14")["refused"] == "nothing_waiting"


def test_without_a_display_there_is_no_screen(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert windows.has_screen() is False
    monkeypatch.setenv("DISPLAY", ":99999")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert windows.has_screen() is False, "an X server that does not answer is no screen"
