"""Words drawn in the fonts of this PC: each letter in the first font that has it, else as a box with its code point."""

import itertools
from pathlib import Path

from PIL import Image, ImageDraw

from printers.paper.faces import face, font_for, weights
from printers.paper.pictures import BLACK
from printers.paper.wrap import clusters


def runs(text: str, wanted: Path) -> list[tuple[str, Path | None]]:
    """The text in runs of one font each; None where no font of this PC has the letters.

    What the wanted font has stays in it. The words between are kept together, so that their script can join them.
    """
    if font_for(text, wanted) == wanted:
        return [(text, wanted)]
    found: list[tuple[str, Path | None]] = []
    for own, signs in itertools.groupby(clusters(text), lambda sign: font_for(sign, wanted) == wanted):
        run = "".join(signs)
        whole = wanted if own else font_for(run, wanted)
        if whole is not None:
            found.append((run, whole))
            continue
        apart = ((sign, font_for(sign, wanted)) for sign in clusters(run))
        found += [
            ("".join(sign for sign, _font in group), font)
            for font, group in itertools.groupby(apart, lambda pair: pair[1])
        ]
    return found


def run_width(text: str, wanted: Path, size: int) -> float:
    """How many dots a line takes."""
    return sum(
        face(font, size).getlength(run) if font else len(run) * _box_width(size) for run, font in runs(text, wanted)
    )


def draw_run(strip: Image.Image, corner: tuple[int, int], text: str, wanted: Path, size: int) -> None:
    """Draw a line; a letter that no font has becomes a box with its code point, never a question mark."""
    pen = ImageDraw.Draw(strip)
    pen.fontmode = "1"
    left, top = float(corner[0]), corner[1]
    base = top + round(size * 0.92)
    for run, font in runs(text, wanted):
        if font:
            drawn = face(font, size)
            pen.text((round(left), base), run, fill=BLACK, font=drawn, anchor="ls")
            left += drawn.getlength(run)
            continue
        for letter in run:
            _code_point_box(pen, (round(left), top), letter, size)
            left += _box_width(size)


def _box_width(size: int) -> int:
    return round(size * 0.95)


def _code_point_box(pen: ImageDraw.ImageDraw, corner: tuple[int, int], letter: str, size: int) -> None:
    width, (left, top) = _box_width(size), corner
    pen.rectangle((left + 1, top + 1, left + width - 2, top + size), outline=BLACK)
    digits = f"{ord(letter):06X}" if ord(letter) > 0xFFFF else f"{ord(letter):04X}"
    half = len(digits) // 2
    small = face(weights()[1], max(8, round(size * 0.42)))
    for row, pair in enumerate((digits[:half], digits[half:])):
        pen.text((left + width // 2, top + size * (1 + 2 * row) // 4 + 1), pair, fill=BLACK, font=small, anchor="mm")
