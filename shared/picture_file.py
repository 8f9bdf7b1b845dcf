"""Pictures that others put into the hall's folder (a logo, posters): read completely, or refused with the reason."""

import stat
import warnings
from pathlib import Path
from typing import Any, cast

from PIL import Image

LARGEST_BYTES = 40_000_000
LARGEST_DOTS = 40_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP")


class PictureFault(Exception):  # noqa: N818 - as ClipError, of somebody else's file
    """The file is not a picture that can be shown or printed; the text says why."""


class TooLarge(PictureFault):
    """It is whole, but more than a PC of the hall should have to decode."""


def load(path: Path) -> Image.Image:
    """The picture, decoded to its last row; :class:`PictureFault` otherwise, whatever is wrong with the file."""
    try:
        _check(path)
        return _decoded(path)
    except FileNotFoundError:
        raise PictureFault("it is not there") from None
    except PermissionError:
        raise PictureFault("this user may not read it") from None
    except Image.UnidentifiedImageError:
        raise PictureFault(f"it is not a picture of the kinds {', '.join(_FORMATS)}, whatever its name says") from None
    except PictureFault:
        raise
    except Image.DecompressionBombError:
        raise TooLarge("it has far too many pixels") from None
    except Exception as error:  # noqa: BLE001 - Pillow passes on any error of a format's reader
        raise PictureFault(f"it is damaged, cut short or still being copied ({error})") from None


def _check(path: Path) -> None:
    """What can be checked before it is opened."""
    status = path.stat()
    size = status.st_size
    if stat.S_ISDIR(status.st_mode):
        raise PictureFault("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise PictureFault("it is not an ordinary file")  # to open a pipe would wait for ever
    if size > LARGEST_BYTES:
        raise TooLarge(f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
    if size == 0:
        raise PictureFault("it is empty")


def _decoded(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # warnings about unusual but harmless content
        with Image.open(path, formats=_FORMATS) as opened:
            if opened.width * opened.height > LARGEST_DOTS:
                raise TooLarge(f"{opened.width} x {opened.height} pixels are too many")
            opened.load()
            return _eight_bit(opened).convert("RGBA")


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Greys of 16 bits, as scanners make them, in 8: Pillow would take all of them for white."""
    if not picture.mode.startswith("I"):
        return picture
    wide: Any = picture.convert("I")
    return cast("Image.Image", wide.point(_eighth)).convert("L")


def _eighth(value: Any) -> Any:
    """Pillow calls it with a stand-in for all values at once."""
    return value / 256
