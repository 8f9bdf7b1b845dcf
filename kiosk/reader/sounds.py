"""Phrases as sound: recordings of the hall first, then shipped clips, then what this PC's engine made and keeps.

Everything here runs on one thread of its own; the screen never waits for an engine.
"""

import contextlib
import functools
import logging
import re
import shutil
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from kiosk.reader.shipped_voice import ShippedVoice
from shared import pcm
from shared.domain.speech import LANGUAGES, vocabulary
from shared.qt.side_thread import SideThread

BETWEEN_SECONDS = 0.12
WORDS = "words"
"""The folder with the hall's letters and digits, among its recordings on this PC."""
KNOWN = 100
"""So many phrases stay in memory, about 15 MB; the others are read again."""
_log = logging.getLogger("antrean.reader")


class SpeechEngine(Protocol):
    """What makes speech of words on this PC, and keeps it."""

    def wav(self, text: str, lang: str) -> Path | None:
        """A sound file of the words; None without any engine."""
        ...


_TO = {"en": " to "}


def for_ear(phrase: str, lang: str) -> str:
    """A phrase as it is said: signs that stand between words on a screen become words or pauses."""
    if lang == "en":
        phrase = re.sub(r"\b([Nn])o\. (?=\d)", r"\1umber ", phrase)
    ranges = re.sub(r"(?<=\d)\s?–\s?(?=\d)", _TO.get(lang, " sampai "), phrase)
    return re.sub(r"\s*[·…]\s*", ", ", ranges).strip(", ")


def recording_name(text: str) -> str:
    """The name of the file in which a hall may record a phrase itself: ``kartu-keluarga-kk``."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80]


class Sounds:
    """Samples of phrases, asked for in order; what was asked for before and is not wanted any more is left out."""

    def __init__(self, engine: SpeechEngine, recordings: Path, parent: QObject | None = None) -> None:
        """``recordings`` on this PC holds the hall's own: ``id/kartu-keluarga-kk.wav``, ``words/id/satu.wav``."""
        self._engine = engine
        self._shipped = ShippedVoice(recordings / WORDS)
        self._recordings = recordings
        self._known: dict[tuple[str, str], array[int]] = {}
        self._wanted = 0
        self._side = SideThread("reading aloud", _log, parent)

    def want(self, phrases: Iterable[str], lang: str, done: Callable[[bytes], None]) -> None:
        """Make these and no others any more; ``done`` gets each phrase as soon as it is there."""
        self._wanted += 1
        for phrase in phrases:
            self._side.do(
                functools.partial(self._made, phrase, lang, self._wanted),
                functools.partial(self._given, self._wanted, done),
            )

    def stop(self) -> None:
        """Nothing that was asked for is wanted any more."""
        self._wanted += 1

    def close(self) -> None:
        """The program ends."""
        self.stop()
        self._side.close()

    def _given(self, wanted: int, done: Callable[[bytes], None], samples: bytes) -> None:
        if wanted == self._wanted and samples:
            done(samples)

    # ----- on the side thread

    def _made(self, phrase: str, lang: str, wanted: int) -> bytes:
        if wanted != self._wanted:
            return b""
        return (self._samples(phrase, lang) + pcm.silence(BETWEEN_SECONDS)).tobytes()

    def _samples(self, phrase: str, lang: str) -> "array[int]":
        key = (phrase, lang)
        if key not in self._known:
            if len(self._known) >= KNOWN:
                del self._known[next(iter(self._known))]
            try:
                self._known[key] = self._found(phrase, lang) or array("h")
            except pcm.ClipError as error:
                _log.warning("a clip of %r cannot be played: %s", phrase, error)
                return array("h")
        return self._known[key]

    def _found(self, phrase: str, lang: str) -> "array[int] | None":
        """Whoever can say it best."""
        own = self._recordings / lang / f"{recording_name(phrase)}.wav"
        if own.is_file():
            from shared.voice import audio  # noqa: PLC0415 - numpy, only where a hall recorded something

            return audio.recording(own)
        line = for_ear(phrase, lang)
        shipped = self._shipped.samples(line, lang)
        if shipped is not None:
            return shipped
        made = self._engine.wav(line, lang)
        return pcm.read(made) if made is not None else None


def copy_recordings(share: Path, local: Path) -> None:
    """Bring the hall's recordings to this PC (``share``/id/read/*.wav, and its letters and digits, ``share``/id/*.wav).

    What is gone there goes here too. On a thread that may be left behind: a share can block for ever.
    """
    with contextlib.suppress(OSError):
        if not share.parent.is_dir():
            return
        theirs = dict(_recordings(share))
        for name, path in theirs.items():
            ours = local / name
            if not ours.is_file() or ours.stat().st_mtime < path.stat().st_mtime:
                ours.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, ours)
        for ours in (*local.glob("*/*.wav"), *local.glob(f"{WORDS}/*/*.wav")):
            if ours.relative_to(local) not in theirs:
                ours.unlink()


def _recordings(share: Path) -> Iterator[tuple[Path, Path]]:
    """Each recording that is read aloud: where it goes on this PC, and where it is."""
    for path in share.glob("*/read/*.wav"):
        yield Path(path.parts[-3], path.name), path
    for path in share.glob("*/*.wav"):
        lang = path.parent.name
        if lang in LANGUAGES and path.stem in vocabulary(lang):
            yield Path(WORDS, lang, path.name), path
