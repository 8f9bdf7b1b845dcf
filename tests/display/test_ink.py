"""What judges the display's pictures sees a letter as it is."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.display.ink import ink, pixels


@pytest.mark.parametrize(
    ("letter", "ground", "contrast"),
    [("black", "white", 21.0), ("white", "#767676", 4.5), ("#888888", "#888888", None)],
)
def test_a_letters_height_and_contrast_are_taken_from_its_pixels(letter, ground, contrast):
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    painter.fillRect(0, 0, 200, 3, QColor(letter))  # an edge of what lies below
    painter.fillRect(20, 30, 8, 40, QColor(letter))
    painter.fillRect(40, 40, 8, 45, QColor(letter))  # a letter without capital's height, below the line
    painter.end()
    found = ink(pixels(picture), QRectF(0, 0, 200, 100), "Hn")
    assert (found and (found.height, round(found.contrast, 1))) == (contrast and (40, contrast))
