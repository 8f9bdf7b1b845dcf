"""The colours of Antrean, pure data: two palettes, the marks of the zones, and the contrast that they need.

Contrast is WCAG 2.1's ratio; ``CONTRASTS`` is the table that the tests check: which colour is read on which, and how
much is needed (4.5 for text, 7 where older people must read it from a distance, 3 for marks and edges).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by purpose, as ``#rrggbb``."""

    paper: str  # the background of every screen
    card: str  # cards and panels on it
    ink: str  # words
    quiet: str  # less important words
    line: str  # edges of what can be touched
    hair: str  # edges of what cannot
    accent: str  # the main action
    on_accent: str
    accent_soft: str  # chosen
    pressed: str  # a card under the finger
    warn: str  # words of a warning
    warn_soft: str
    danger: str
    danger_soft: str
    good: str
    good_soft: str
    off: str  # a card that cannot be used now
    off_ink: str


ORDINARY = Palette(
    paper="#f4f1ea",
    card="#ffffff",
    ink="#12222f",
    quiet="#3d4d59",
    line="#6d7a84",
    hair="#d5d3cb",
    accent="#07504b",
    on_accent="#ffffff",
    accent_soft="#dceeea",
    pressed="#d3e4e0",
    warn="#7a3300",
    warn_soft="#fff0d9",
    danger="#8f1616",
    danger_soft="#fde6e3",
    good="#17592a",
    good_soft="#e0f2e2",
    off="#e6e3db",
    off_ink="#3f4a54",
)

HIGH_CONTRAST = Palette(
    paper="#000000",
    card="#000000",
    ink="#ffffff",
    quiet="#ffffff",
    line="#ffffff",
    hair="#8c8c8c",
    accent="#ffd60a",
    on_accent="#000000",
    accent_soft="#3a3000",
    pressed="#4d4000",
    warn="#ffd60a",
    warn_soft="#1f1a00",
    danger="#ff9a94",
    danger_soft="#2b0000",
    good="#7ff09a",
    good_soft="#00230b",
    off="#1c1c1c",
    off_ink="#cfcfcf",
)

SCREEN_OFF = "#000000"
"""A screen that shows nothing, and the ground around a film."""
ON_DARK = "#ffffff"
"""Words and signs on a dark ground that is the same in both palettes: a zone's colour, the board's head."""
ON_DARK_QUIET = "#c4d0d6"
"""Lesser words there."""

FLASH = "#ffd60a"
"""The ground of a card that flashes, and of a badge; it is written on in ``ON_FLASH``."""
ON_FLASH = "#000000"

SPOKEN = "#ffe98a"
"""The ground of the line that the loudspeaker says now."""

ZONE_COLOURS = ("#094e87", "#8c2a09", "#235718", "#742a8d", "#694400", "#08545c", "#8f1c51", "#434d56")
"""A zone's own colour, in the order of the hall's zones; white is written on it."""

ZONE_SHAPES = ("circle", "square", "triangle", "diamond", "star", "hexagon", "drop", "cross")
"""A zone's own symbol: colour is never the only sign."""

CONTRASTS: tuple[tuple[str, str, float], ...] = (
    ("ink", "paper", 7),
    ("ink", "card", 7),
    ("ink", "accent_soft", 7),
    ("ink", "pressed", 7),
    ("quiet", "paper", 7),
    ("quiet", "card", 7),
    ("quiet", "accent_soft", 7),
    ("on_accent", "accent", 7),
    ("accent", "paper", 7),
    ("accent", "card", 7),
    ("accent", "accent_soft", 7),
    ("warn", "warn_soft", 7),
    ("danger", "danger_soft", 7),
    ("good", "good_soft", 7),
    ("ink", "warn_soft", 7),
    ("ink", "danger_soft", 7),
    ("ink", "good_soft", 7),
    ("off_ink", "off", 7),
    ("line", "paper", 3),
    ("line", "card", 3),
)


def luminance(colour: str) -> float:
    """WCAG's relative luminance of ``#rrggbb``, 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def zone_colour(index: int) -> str:
    """The colour of the ``index``-th zone of the hall, counted from 0."""
    return ZONE_COLOURS[index % len(ZONE_COLOURS)]


def zone_shape(index: int) -> str:
    """The symbol of the ``index``-th zone of the hall, counted from 0."""
    return ZONE_SHAPES[(index + index // len(ZONE_SHAPES)) % len(ZONE_SHAPES)]
