"""What others put into the hall's folder, as printers and displays will find it: logo, posters, voice clips."""

from collections.abc import Iterator
from pathlib import Path

from shared import pcm, video_file
from shared.check.item import Item, good, warn
from shared.domain.hall_data.hall import Hall
from shared.log import shown
from shared.picture_file import PictureFault, load
from shared.voice import audio, hall_set

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_SHOWN = 10  # findings of one kind


def files(folder: Path, hall: Hall) -> Iterator[Item]:
    """Each file that cannot be used, with the reason; one good item if all can."""
    found = [*_logo(folder, hall), *_posters(folder / "posters"), *_clips(folder / "voice", hall)]
    yield from found[:_SHOWN]
    if len(found) > _SHOWN:
        yield warn(
            "files", f"{len(found) - _SHOWN} more files cannot be used.", "Correct these first, then check again."
        )
    if not found:
        yield good("files", "Logo, posters and voice clips in the hall's folder can be used.")


def _logo(folder: Path, hall: Hall) -> Iterator[Item]:
    if hall.ticket.logo:
        yield from _picture("logo", folder / hall.ticket.logo, "Tickets are printed without it")
    if hall.welcome.logo:
        yield from _picture("logo", folder / hall.welcome.logo, "Kiosks greet without it")


def _posters(folder: Path) -> Iterator[Item]:
    for path in _within(folder, PICTURES):
        yield from _picture("poster", path, "Displays leave it out")
    for path in _within(folder, video_file.KINDS):
        try:
            whole = video_file.is_whole(path)
        except OSError as error:
            yield _bad("video", path, f"it cannot be read ({error.strerror}). Displays leave it out.", "video")
            continue
        if not whole:
            yield _bad("video", path, "it is damaged or still being copied. Displays leave it out.", "video")


def _picture(key: str, path: Path, so: str) -> Iterator[Item]:
    try:
        load(path)
    except PictureFault as fault:
        yield _bad(key, path, f"{fault}. {so}.", "PNG or JPEG")


def _clips(folder: Path, hall: Hall) -> Iterator[Item]:
    for path in _within(folder, frozenset({".wav"})):
        try:
            audio.recording(path)
        except pcm.ClipError as error:
            yield _bad("voice", path, f"{error}. The shipped voice is used for this word.", "WAV")
        if not hall_set.may_be_said(path.relative_to(folder), hall):
            told = f"{shown(path)}: no call says these words, so it is never heard."
            yield warn(f"voice:{shown(path.name)}", told, "Name it after its words, such as id/satu.wav.")


def _bad(key: str, path: Path, why: str, wanted: str) -> Item:
    remedy = f"Put a complete {wanted} there, or remove the file."
    return warn(f"{key}:{shown(path.name)}", f"{shown(path)}: {why}", remedy)


def _within(folder: Path, kinds: frozenset[str]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in kinds)
