from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from shared.faults import EnvironmentFault
from shared.qt import fonts


def ink(text: str, font: QFont) -> int:
    picture = QImage(120, 60, QImage.Format.Format_Grayscale8)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(10, 45, text)
    painter.end()
    return sum(picture.pixelColor(x, y).lightness() < 128 for x in range(120) for y in range(60))


def test_the_bundled_font_is_known_and_its_glyphs_have_ink(qtbot: QtBot) -> None:
    assert fonts.FAMILY in fonts.load()
    font = QFont(fonts.FAMILY)
    font.setPixelSize(36)
    assert ink("8", font) > 50
    assert ink("0", font) != ink("O", font)


def test_a_folder_without_fonts_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no fonts"):
        fonts.load(tmp_path)


def test_the_application_uses_it(qtbot: QtBot) -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    fonts.use(app)
    assert app.font().families()[0] == fonts.FAMILY
    assert fonts.tabular(QFont()).featureTags()


def test_every_character_of_the_screens_is_in_the_font(qtbot: QtBot) -> None:
    """A character that is missing would come from whatever font the PC has, or be an empty box."""
    from PySide6.QtGui import QRawFont

    from shared.qt import language

    font = QRawFont(str(next(fonts.FOLDER.glob("*400*.ttf"))), 20)
    text = "".join(path.read_text("utf-8") for path in language.FOLDER.glob("*.ts"))
    missing = {c for c in text if c.isprintable() and not c.isspace() and not font.supportsCharacter(ord(c))}
    assert missing == set()
