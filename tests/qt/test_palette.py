import dataclasses
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from shared.qt import palette
from shared.qt.theme import LARGER, Theme
from tests.helpers.screens.layout import millimetres


@pytest.mark.parametrize("colours", [palette.ORDINARY, palette.HIGH_CONTRAST], ids=["ordinary", "high contrast"])
@pytest.mark.parametrize(("over", "under", "least"), palette.CONTRASTS)
def test_words_and_edges_stand_out_from_their_ground(
    colours: palette.Palette, over: str, under: str, least: float
) -> None:
    assert palette.contrast(getattr(colours, over), getattr(colours, under)) >= least


def test_every_colour_that_words_are_written_in_is_in_the_table() -> None:
    grounds = {"paper", "card", "accent_soft", "pressed", "warn_soft", "danger_soft", "good_soft", "off", "hair"}
    named = {field.name for field in dataclasses.fields(palette.Palette)}
    assert named - grounds == {over for over, _, _ in palette.CONTRASTS}


def test_the_contrast_ratio_is_that_of_wcag() -> None:
    assert palette.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_what_is_written_on_a_dark_ground_is_read_there() -> None:
    assert all(palette.contrast(colour, palette.ON_DARK) >= 4.5 for colour in palette.ZONE_COLOURS)
    for words in (palette.ON_DARK, palette.ON_DARK_QUIET):
        assert palette.contrast(words, palette.ORDINARY.ink) >= 7
    assert palette.contrast(palette.ON_FLASH, palette.FLASH) >= 7
    assert palette.contrast(palette.ORDINARY.ink, palette.SPOKEN) >= 7


def test_zones_differ_by_colour_and_by_symbol() -> None:
    assert len({palette.zone_colour(i) for i in range(8)}) == 8
    assert len({palette.zone_shape(i) for i in range(8)}) == 8


def test_zones_beyond_the_eighth_are_still_told_apart() -> None:
    assert len({(palette.zone_colour(i), palette.zone_shape(i)) for i in range(24)}) == 24


def test_a_touch_target_is_at_least_20_mm_on_the_usual_panel() -> None:
    theme = Theme()
    for width, height in ((1080, 1920), (1920, 1080)):
        theme.fit(width, height)
        assert theme.touch >= millimetres(20)


@pytest.mark.parametrize(("size", "inches"), [((1024, 768), 15), ((1366, 768), 15.6), ((1920, 1080), 10.1)])
def test_a_touch_target_is_at_least_20_mm_on_a_small_screen(size: tuple[int, int], inches: float) -> None:
    theme = Theme()
    theme.set_inches(inches)
    theme.fit(*size)
    least = 20 / 25.4 * (size[0] ** 2 + size[1] ** 2) ** 0.5 / inches
    assert least <= theme.finger < least + 1
    assert theme.touch >= theme.finger


def test_sizes_follow_the_screen_and_text_follows_the_visitor() -> None:
    theme = Theme()
    theme.fit(2160, 3840)
    assert (theme.unit, theme.touch, theme.body) == (2, 192, 56)
    theme.set_larger(True)
    assert (theme.touch, theme.body) == (192, round(28 * 2 * LARGER))


def test_a_squarer_screen_shows_as_much_as_the_usual_one() -> None:
    theme = Theme()
    theme.fit(1280, 1024)
    assert theme.unit == pytest.approx(1280 / 1920)


def test_a_screen_without_a_size_changes_nothing() -> None:
    theme = Theme()
    theme.fit(0, 0)
    assert theme.unit == 1


def test_high_contrast_is_told_once_and_can_be_taken_back() -> None:
    theme = Theme()
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.ink))
    theme.set_high_contrast(True)
    theme.set_high_contrast(True)
    theme.set_high_contrast(False)
    assert told == [palette.HIGH_CONTRAST.ink, palette.ORDINARY.ink]


def test_widgets_get_the_same_colours() -> None:
    theme = Theme()
    widget = theme.widget_palette()
    assert widget.windowText().color().name() == palette.ORDINARY.ink
    assert widget.highlight().color().name() == palette.ORDINARY.accent


def test_a_still_theme_moves_nothing() -> None:
    theme = Theme()
    assert theme.quick > 0
    theme.set_still(True)
    assert (theme.quick, theme.calm) == (0, 0)


ROOT = Path(__file__).parents[2]
SCREENS = ("kiosk", "counter", "display", "shared/qt", "shared/qml")
COLOUR = re.compile(
    r"""["' ](?:\#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b)"""  # in quotes, or in a style sheet
    rf"""|["'](?:{"|".join(name for name in QColor.colorNames() if name != "transparent")})["']"""
    r"""|GlobalColor|\bQt\.(?:rgba|hsla|hsva)\(|\brgba?\(|\bfrom(?:Rgb|Hsv|Hsl)\w*\(|QColor\(\s*\d""",
    re.IGNORECASE,
)
"""A colour that is written down. ``transparent`` is none: what lies below is seen."""


def colours_of(name: str, text: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}" for number, line in enumerate(text.splitlines(), 1) if COLOUR.search(line)
    ]


def test_no_colour_stands_outside_the_palette() -> None:
    files = [path for top in SCREENS for end in ("*.qml", "*.py") for path in sorted((ROOT / top).rglob(end))]
    assert len(files) > 100
    found = [
        line
        for path in files
        if path != ROOT / "shared/qt/palette.py"
        for line in colours_of(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'color: "#FFFFFF"', 'color: on ? "#fff" : Theme.ink', 'border.color: "Red"', "color: 'steelblue'",
        "color: Qt.rgba(0, 0, 0, 0.5)", "QColor(255, 0, 0)", "Qt.GlobalColor.white", 'f"background: #80ffffff;"',
        "QColor.fromRgb(1, 2, 3)", 'style = "color: rgb(1, 2, 3)"',
    ],
)  # fmt: skip
def test_a_colour_is_found_however_it_is_written(line: str) -> None:
    assert colours_of("x", line) == [f"x:1: {line}"]


@pytest.mark.parametrize("line", ['color: "transparent"', "color: Theme.ink", "QColor(p.ink)"])
def test_what_is_no_colour_is_left_alone(line: str) -> None:
    assert colours_of("x", line) == []
