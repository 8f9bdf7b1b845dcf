"""The hall's own voice clips and posters, copied to this PC, so that screen and loudspeaker never wait for the share.

``HALL/voice`` (``id/satu.wav`` ..., ``chime.wav``) and ``HALL/posters`` (png, jpg) are mirrored on a thread of
their own; what is gone there goes here too.
"""

import logging
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shared.log import shown
from shared.picture_file import LARGEST_BYTES, PictureFault, load

EVERY_SECONDS = 300.0
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_log = logging.getLogger("antrean.display")


@dataclass(frozen=True, slots=True)
class Media:
    """What there is on this PC now. ``voice``: folder of the hall's own clips, None without any."""

    voice: Path | None
    posters: tuple[Path, ...]
    changed: bool


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
    voice_changed = mirror(hall / "voice", local / "voice", frozenset({".wav"}))
    posters_changed = mirror(hall / "posters", local / "posters", _PICTURES)
    own = local / "voice"
    posters = sorted(p for p in (local / "posters").glob("*") if p.suffix.lower() in _PICTURES and _whole(p))
    return Media(own if any(own.rglob("*.wav")) else None, tuple(posters), voice_changed or posters_changed)


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
        _told(source, "this user may not read it")
        return False


def _whole(path: Path) -> bool:
    """Whether a poster can be shown."""
    try:
        load(path)
    except PictureFault as fault:
        _told(path, str(fault))
        return False
    return True


def _told(path: Path, why: str) -> None:
    """One line in the log for each file and reason."""
    if _left_out.get(path) != why:
        _left_out[path] = why
        _log.warning("%s is left out: %s", shown(path), why)


_left_out: dict[Path, str] = {}


def _copy(source: Path, target: Path, size: int, modified: float) -> bool:
    if size > LARGEST_BYTES:
        _told(source, f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
        return False
    if target.exists() and target.stat().st_size == size and abs(target.stat().st_mtime - modified) < 2:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".new")
    shutil.copyfile(source, fresh)
    shutil.copystat(source, fresh)
    fresh.replace(target)
    return True
