"""Two operations of Pillow whose own type hints mention numpy: a picture resized, and one with its greys changed."""

from collections.abc import Callable
from typing import Any, cast

from PIL import Image, ImageOps

WHITE, BLACK = 255, 0


def resized(picture: Image.Image, size: tuple[int, int], *, smooth: bool) -> Image.Image:
    """Another size; not smooth keeps every dot a square."""
    how = Image.Resampling.LANCZOS if smooth else Image.Resampling.NEAREST
    return cast("Image.Image", cast("Any", picture).resize(size, how))


def toned(picture: Image.Image, tone: Callable[[int], int]) -> Image.Image:
    """Every grey from 0 (black) to 255 (white) replaced."""
    return cast("Image.Image", cast("Any", picture).point([tone(value) for value in range(256)]))


def two_toned(picture: Image.Image, limit: int = 140) -> Image.Image:
    """Black up to the limit, white above."""
    return toned(picture, lambda value: WHITE if value > limit else BLACK)


def inverted(picture: Image.Image) -> Image.Image:
    """White for black."""
    return ImageOps.invert(picture)
