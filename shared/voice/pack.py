"""A set of clips in one file: a zip of Opus files that are stored as they are, with what was said in each."""

from __future__ import annotations

import json
import threading
import zipfile
from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from shared.voice import audio
from shared.voice.phonemes import ASSETS

KIND = ".opus"
TOLD = "clips.json"
_STAMP = (2026, 1, 1, 0, 0, 0)  # the same clips make the same file


class Pack:
    """The clips of one language. An absent file is an empty set."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    @cached_property
    def told(self) -> Mapping[str, str]:
        """Each clip's name and the phonemes that were said in it."""
        if not self.path.is_file():
            return {}
        with zipfile.ZipFile(self.path) as archive:
            return json.loads(archive.read(TOLD))

    def __contains__(self, clip: str) -> bool:
        return clip in self.told

    def data(self, clip: str) -> bytes:
        """The clip's file."""
        with self._lock:
            return self._archive.read(clip + KIND)

    def read(self, clip: str) -> array[int]:
        """The clip's samples."""
        return audio.decoded(self.data(clip))

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.path)


def shipped(lang: str) -> Pack:
    """The set that comes with the product."""
    return Pack(ASSETS / f"{lang}.zip")


def write(path: Path, clips: Iterable[tuple[str, str, bytes]]) -> None:
    """A pack of (name, phonemes, Opus file)."""
    half = path.with_suffix(".new")
    told: dict[str, str] = {}
    with zipfile.ZipFile(half, "w", zipfile.ZIP_STORED) as archive:
        for name, spoken, data in sorted(clips):
            told[name] = spoken
            archive.writestr(zipfile.ZipInfo(name + KIND, _STAMP), data)
        archive.writestr(zipfile.ZipInfo(TOLD, _STAMP), json.dumps(told, ensure_ascii=False, indent=0))
    half.replace(path)
