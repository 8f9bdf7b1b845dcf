"""The hall's own voice clips, posters and videos, copied to this PC, so that nothing ever waits for the share.

``HALL/voice`` (``id/satu.wav`` ..., ``chime.wav``) and ``HALL/posters`` (pictures and videos) are mirrored on a thread
of their own; what is gone there goes here too. What is not whole is left out and told.
"""

import logging
import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from display.media.media_fault import LeftOut, MediaFault
from display.media.projector import version
from shared import pcm, video_file
from shared.log import shown
from shared.picture_file import LARGEST_BYTES, PictureFault, TooLarge, load
from shared.text.languages import ENGLISH, pick
from shared.voice import audio

EVERY_SECONDS = 300.0
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_NOT_MEANT = frozenset({"", ".txt", ".md", ".db", ".ini", ".toml", ".tmp", ".part", ".new", ".crdownload", ".lnk"})
"""What people and their systems leave in a folder, besides posters and videos of kinds that are not shown."""
_PIECE, _REST = 4_000_000, 0.1
"""A large file is copied in pieces with a rest after each: the share is there for the queue first."""
_log = logging.getLogger("antrean.display")


@dataclass(frozen=True, slots=True)
class Media:
    """What there is on this PC now. ``voice``: folder of the hall's own clips, None without any.

    ``posters`` are pictures and videos; ``left_out`` those that cannot be shown.
    """

    voice: Path | None
    posters: tuple[Path, ...]
    changed: bool
    left_out: tuple[LeftOut, ...] = field(default=())


class MediaCopier(QObject):
    """Mirrors the media folders at the start and every few minutes.

    Signals:
        copied: a round is done (a :class:`Media`).
    """

    copied = Signal(object)

    def __init__(self, hall: Path, local: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hall, self._local = hall, local
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="media", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End; a thread that the share blocks is left behind (it is a daemon)."""
        self._stop.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        while not self._stop.is_set():
            media = mirror_all(self._hall, self._local)
            if self._stop.is_set():
                return
            try:
                self.copied.emit(media)
            except RuntimeError:  # the program is ending
                return
            self._stop.wait(EVERY_SECONDS)


def mirror_all(hall: Path, local: Path) -> Media:
    """One round."""
    voice_changed = mirror(hall / "voice", local / "voice", frozenset({".wav", ".opus"}))
    posters_changed = mirror(hall / "posters", local / "posters", _PICTURES | video_file.KINDS)
    own = local / "voice"
    tried = {path: _fault(path) for path in _shown(local / "posters")}
    large = [(path, MediaFault.TOO_LARGE) for path in _shown(hall / "posters") if not _fits(path)]
    others = [(path, MediaFault.OTHER_KIND) for path in _of_other_kinds(hall / "posters")]
    left_out = [*((path, why) for path, why in tried.items() if why is not None), *large, *others]
    clips = [(path, MediaFault.NO_CLIP) for path in sorted(own.rglob("*.wav")) if not _is_clip(path)]
    for path, why in (*left_out, *clips):
        _tell(path, why)
    return Media(
        own if any(path.is_file() for path in own.rglob("*")) else None,
        tuple(sorted(path for path, why in tried.items() if why is None)),
        voice_changed or posters_changed,
        (
            *(LeftOut(path.name, version(path), why) for path, why in left_out),
            *(LeftOut(path.relative_to(own).as_posix(), version(path), why) for path, why in clips),
        ),
    )


def _shown(folder: Path) -> Iterator[Path]:
    """The pictures and videos of a folder; none when it cannot be read."""
    try:
        yield from [p for p in folder.iterdir() if p.suffix.lower() in _PICTURES | video_file.KINDS and p.is_file()]
    except OSError:
        return


def _of_other_kinds(folder: Path) -> Iterator[Path]:
    """What somebody meant to be shown, and is not."""
    known = _PICTURES | video_file.KINDS | _NOT_MEANT
    try:
        yield from [
            p for p in folder.iterdir() if p.suffix.lower() not in known and p.name[0] not in ".~" and p.is_file()
        ]
    except OSError:
        return


def _fits(path: Path) -> bool:
    try:
        return path.stat().st_size <= _largest(path)
    except OSError:
        return True  # it is gone meanwhile


def _largest(path: Path) -> int:
    return video_file.LARGEST_BYTES if video_file.is_video(path) else LARGEST_BYTES


def mirror(source: Path, target: Path, kinds: frozenset[str]) -> bool:
    """Make ``target`` hold the files of these kinds that ``source`` holds; answers whether anything changed.

    A source that cannot be read (share gone) changes nothing; a source that is not there empties the target.
    """
    try:
        wanted = {
            p.relative_to(source): p.stat() for p in source.rglob("*") if p.suffix.lower() in kinds and p.is_file()
        }
        if not wanted and not source.is_dir() and not source.parent.is_dir():
            return False
        changed = False
        for name, status in wanted.items():
            changed |= _copied(source / name, target / name, status)
        for old in [p for p in target.rglob("*") if p.is_file() and p.relative_to(target) not in wanted]:
            old.unlink()
            changed = True
    except OSError as error:
        _log.debug("media: %s", error)
        return False
    return changed


def _copied(source: Path, target: Path, status: os.stat_result) -> bool:
    """Copy one file; one that cannot be read is left out, and keeps no other from coming."""
    try:
        return _copy(source, target, status.st_size, status.st_mtime)
    except PermissionError:
        _tell(source, MediaFault.UNREADABLE)
        return False


def _fault(path: Path) -> MediaFault | None:
    """MediaFault a poster or a video cannot be shown."""
    try:
        if video_file.is_video(path):
            return None if video_file.is_whole(path) else MediaFault.DAMAGED
        load(path)
    except TooLarge:
        return MediaFault.TOO_LARGE
    except PictureFault as fault:
        _log.debug("%s: %s", shown(path), fault)
        return MediaFault.DAMAGED
    except OSError:
        return MediaFault.UNREADABLE
    return None


def _is_clip(path: Path) -> bool:
    """Whether a recording of the hall can be used; each is tried when it is new."""
    known = (path.name, version(path))
    if known not in _tried:
        try:
            audio.recording(path)
        except pcm.ClipError as fault:
            _log.debug("%s: %s", shown(path), fault)
            _tried[known] = False
        else:
            _tried[known] = True
    return _tried[known]


def _tell(path: Path, why: MediaFault) -> None:
    """One line in the log for each file and reason."""
    if _told.get(path.name) is not why:
        _told[path.name] = why
        _log.warning("%s is left out: %s", shown(path), pick(why.words, ENGLISH))


_told: dict[str, MediaFault] = {}
_tried: dict[tuple[str, str], bool] = {}


def _copy(source: Path, target: Path, size: int, modified: float) -> bool:
    if size > _largest(source):
        return False
    if target.exists() and target.stat().st_size == size and abs(target.stat().st_mtime - modified) < 2:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".new")
    with source.open("rb") as read, fresh.open("wb") as write:
        while piece := read.read(_PIECE):
            write.write(piece)
            if len(piece) == _PIECE:
                time.sleep(_REST)
    shutil.copystat(source, fresh)
    fresh.replace(target)
    return True
