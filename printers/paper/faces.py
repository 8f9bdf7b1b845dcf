"""Typefaces for paper: which shipped or system font has the letters, and when none has them.

Coverage is read from each font's own ``cmap`` table by fontTools, since Pillow draws an empty box without a word.
"""

import functools
import logging
import os
import sys
from importlib import resources
from pathlib import Path

from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingTypeStubs] - it has none
from PIL import ImageFont

from shared.log import shown

_log = logging.getLogger("antrean.printers")
_PLAIN_FACES = ("notosans", "dejavusans", "liberationsans", "arial", "segoeui")
_TRIED = 24  # dots
Face = ImageFont.FreeTypeFont
_REGULAR = "AtkinsonHyperlegibleNext_400Regular.ttf"
_SEMIBOLD = "AtkinsonHyperlegibleNext_600SemiBold.ttf"
_HEAVY = "AtkinsonHyperlegibleNext_800ExtraBold.ttf"
_INVISIBLE = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF}


def shipped(name: str) -> Path:
    """The file of a font that comes with the program."""
    return Path(str(resources.files("shared") / "assets" / "fonts" / name))


def weights() -> tuple[Path, Path, Path]:
    """Regular, semi-bold and heavy."""
    return shipped(_REGULAR), shipped(_SEMIBOLD), shipped(_HEAVY)


@functools.cache
def face(path: Path, size: int) -> Face:
    """A font at a size in dots."""
    return ImageFont.truetype(str(path), size)


def font_for(text: str, wanted: Path) -> Path | None:
    """The wanted font if it has every letter of the text, else a system font that has; None when there is none."""
    needed = {ord(letter) for letter in text if not letter.isspace()} - _INVISIBLE
    if needed <= covered(wanted):
        return wanted
    for path in system_fonts():
        if needed <= covered(path):
            return path
    return None


@functools.cache
def system_fonts() -> tuple[Path, ...]:
    """The fonts of this PC, in a steady order; ``ANTREAN_FONTS`` names a folder to look in first."""
    folders = [Path(os.environ["ANTREAN_FONTS"])] if os.environ.get("ANTREAN_FONTS") else []
    if sys.platform == "win32":
        folders.append(Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts")
    else:
        folders += [Path.home() / ".local/share/fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    found: list[Path] = []
    for folder in folders:
        found += sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".ttf", ".otf", ".ttc"})
    return tuple(sorted(found, key=_plainness))


def _plainness(path: Path) -> int:
    """Plain faces first: a borrowed letter should look like its neighbours."""
    name = path.stem.lower().replace("-regular", "")
    return _PLAIN_FACES.index(name) if name in _PLAIN_FACES else len(_PLAIN_FACES)


@functools.cache
def covered(path: Path) -> frozenset[int]:
    """The code points that a font has a glyph for; none, and a line in the log, for a file that cannot be used."""
    try:
        face(path, _TRIED)  # colour and bitmap fonts have a table and no letters of our size
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except Exception as error:  # noqa: BLE001 - fontTools raises whatever a broken table makes it stumble over
        _log.warning("the font %s is not used: %s", shown(path), error or type(error).__name__)
        return frozenset()
