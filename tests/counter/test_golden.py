"""Pictures of bar, dialogs and supervisor's window that somebody looked at: a change that shows is looked at again.

Each screen at each scale is a process of its own (``pictures.py``), as Qt knows a scale only from its start. A sheet
holds all pictures of one, small, because Qt's releases differ in single pixels of letters. After a wanted change:
``ANTREAN_GOLDEN=write ./run looks tests/counter/test_golden.py``, and look at each before it is committed;
``ANTREAN_PICTURES=FOLDER`` keeps the large ones there.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from shared import tether
from tests.display.board.test_golden import differing

FOLDER = Path(__file__).parent / "golden"
SCREENS = {"1366x768": (1366, 768), "1920x1080": (1920, 1080)}
ACROSS, WIDTH, QUALITY = 6, 300, 55
SHARE = 0.004
"""So much of a sheet may differ: a button that moves, or words that are cut, are more."""


def sheet_of(pictures: list[QImage]) -> QImage:
    """All of them beside one another."""
    kept = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = [picture.scaled(WIDTH, WIDTH, *kept) for picture in pictures]
    high = max(picture.height() for picture in small)
    sheet = QImage(WIDTH * ACROSS, high * -(-len(small) // ACROSS), QImage.Format.Format_RGB888)
    sheet.fill(0)
    painter = QPainter(sheet)
    for at, picture in enumerate(small):
        painter.drawImage(at % ACROSS * WIDTH, at // ACROSS * high, picture)
    painter.end()
    return sheet


def pictures(folder: Path, screen: str, scale: int, lang: str) -> list[QImage]:
    """Taken by a process with such a screen."""
    width, height = SCREENS[screen]
    one = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screens = folder / "screens.json"
    screens.write_text(json.dumps({"screens": [one]}))
    large = folder / "large"
    if "ANTREAN_PICTURES" in os.environ:
        large = Path(os.environ["ANTREAN_PICTURES"]) / f"{screen}-{scale}-{lang}"
    large.mkdir(parents=True)
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "QT_SCALE_FACTOR": str(scale / 100)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.counter.pictures", str(large), lang],
        env={**os.environ, **platform}, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        preexec_fn=tether.to_this_process(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [QImage(str(path)) for path in sorted(large.glob("*.png"))]


@pytest.mark.looks
@pytest.mark.timeout(400)
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_pictures_are_those_that_were_looked_at(qapp, tmp_path: Path, screen: str, scale: int, lang: str) -> None:
    sheet = sheet_of(pictures(tmp_path, screen, scale, lang))
    kept = FOLDER / f"{screen}-{scale}-{lang}.webp"
    if os.environ.get("ANTREAN_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        assert sheet.save(str(kept), quality=QUALITY)
    golden = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB888)
    assert golden.size() == sheet.size()
    assert differing(sheet, golden) <= SHARE
