from pathlib import Path

import pytest

from shared.tools import lint_qml

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


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("types")
    lint_qml.describe_all(folder)
    return folder


def said_of(tmp_path: Path, build: Path, name: str, colour: str) -> str:
    path = tmp_path / "Page.qml"
    path.write_text(GOOD.replace("PROPERTY", name).replace("COLOUR", colour))
    return lint_qml.lint([path], build)


def test_the_project_s_qml_is_clean(build: Path) -> None:
    assert lint_qml.lint(lint_qml.qml_files(), build) == ""


def test_a_mistyped_property_of_a_view_model_is_found(tmp_path: Path, build: Path) -> None:
    assert said_of(tmp_path, build, "page", "ink") == ""
    said = said_of(tmp_path, build, "pgae", "ink")
    assert "pgae" in said
    assert "Page.qml" in said


def test_a_mistyped_colour_of_the_theme_is_found(tmp_path: Path, build: Path) -> None:
    assert "inq" in said_of(tmp_path, build, "page", "inq")


def test_the_types_of_every_program_are_known() -> None:
    assert {"Antrean.Ui", "Antrean.Kiosk"} <= set(lint_qml.python_modules())
