"""The hall's logo for its tickets: loaded once, grey on white; an unreadable one is left out and named in the log."""

import logging
from pathlib import Path

from PIL import Image

from shared.log import shown
from shared.picture_file import PictureFault, load

_log = logging.getLogger("antrean.printers")
_LARGEST = (1200, 600)  # dots: no paper is wider
_Stamp = tuple[int, int] | None
_known: dict[Path, tuple[_Stamp, Image.Image | None]] = {}


def logo(path: Path) -> Image.Image | None:
    """The picture, or None when it cannot be had: a ticket without its logo is a ticket.

    Looked at again when the file changes, so that one that was still being copied is printed as soon as it is whole.
    """
    stamp = _stamp(path)
    if path not in _known or _known[path][0] != stamp:
        _known[path] = (stamp, _loaded(path))
    return _known[path][1]


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _loaded(path: Path) -> Image.Image | None:
    try:
        solid = load(path)
    except PictureFault as fault:
        _log.warning("tickets are printed without the logo %s: %s", shown(path), fault)
        return None
    grey = Image.new("L", solid.size, 255)
    grey.paste(solid.convert("L"), (0, 0), solid.getchannel("A"))
    grey.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    return grey
