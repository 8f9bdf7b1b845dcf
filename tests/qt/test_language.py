from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from shared.qt.language import Language, name_of
from shared.tools import translations

PARTS = ("shared", "kiosk")


def help_word() -> str:
    return QCoreApplication.translate("ComfortBar", "Help")


def test_the_first_language_is_indonesian_and_it_switches_live(qtbot: QtBot) -> None:
    language = Language(PARTS)
    assert (language.code, help_word()) == ("id", "Bantuan")
    with qtbot.waitSignal(language.changed):
        language.use("en")
    assert help_word() == "Help"
    with qtbot.assertNotEmitted(language.changed):
        language.use("en")
    language.use("id")
    assert help_word() == "Bantuan"
    language.close()
    assert help_word() == "Help"


def test_a_language_of_the_hall_alone_has_indonesian_buttons(qtbot: QtBot) -> None:
    language = Language(PARTS, "bjn")
    assert help_word() == "Bantuan"
    assert language.of({"id": "Loket", "bjn": "Lokét"}) == "Lokét"
    assert name_of("bjn") == "Bahasa Banjar"
    assert name_of("xx") == "xx"
    language.close()


def test_a_missing_catalogue_is_said(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    language = Language(("nobody",))
    assert "nobody_id.qm" in caplog.text
    caplog.clear()
    language.close()


@pytest.mark.parametrize("part", list(PARTS))
def test_every_string_is_translated_and_compiled(part: str) -> None:
    assert translations.problems(part) == []


def test_an_unfinished_catalogue_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = translations.catalogue("shared")
    copy = tmp_path / there.name
    copy.write_text(there.read_text("utf-8").replace("<translation>Spasi</translation>", "<translation></translation>"))
    monkeypatch.setattr(translations, "catalogue", lambda _part: copy)
    found = translations.problems("shared")
    assert any("'Space'" in line for line in found)
    assert any("release" in line for line in found)


def test_wrong_usage_of_the_command_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["check", "nobody"]) == 2
    assert translations.main([]) == 2
    assert "update | release | check" in capsys.readouterr().err


def test_the_command_checks(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["check", "shared"]) == 0
    assert capsys.readouterr().out == ""
