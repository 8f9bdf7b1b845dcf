from pathlib import Path

from shared.qt import lint_qml

GOOD = """
pragma ComponentBehavior: Bound
import QtQuick
import Antrean.Kiosk
import Antrean.Ui
Item {
    id: page
    required property KioskModel kiosk
    Words { text: page.kiosk.PROPERTY; color: Theme.COLOUR }
}
"""


def said_of(tmp_path: Path, name: str, colour: str) -> str:
    path = tmp_path / "Page.qml"
    path.write_text(GOOD.replace("PROPERTY", name).replace("COLOUR", colour))
    return lint_qml.lint([path])


def test_the_project_s_qml_is_clean() -> None:
    assert lint_qml.lint(lint_qml.qml_files()) == ""


def test_a_mistyped_property_of_a_view_model_is_found(tmp_path: Path) -> None:
    assert said_of(tmp_path, "page", "ink") == ""
    said = said_of(tmp_path, "pgae", "ink")
    assert "pgae" in said
    assert "Page.qml" in said


def test_a_mistyped_colour_of_the_theme_is_found(tmp_path: Path) -> None:
    assert "inq" in said_of(tmp_path, "page", "inq")


def test_the_types_of_every_program_are_known() -> None:
    assert {"Antrean.Ui", "Antrean.Kiosk"} <= set(lint_qml.python_modules())
