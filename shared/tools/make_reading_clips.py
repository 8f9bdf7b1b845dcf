"""Makes the clips of what a kiosk always reads aloud alike, by the shipped voice.

``python -m shared.tools.make_reading_clips``: the sentences are those of the kiosk's translations that hold nothing to
be filled in, in Indonesian and English, and the positions on a page. What is there already stays. It needs the extra
``voice`` and a few minutes of one core for each language.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from kiosk.reader.sounds import for_ear
from shared.domain.speech import LANGUAGES
from shared.text.languages import ENGLISH
from shared.voice import audio, engines, pack
from shared.voice.reading_clips import clip_name, reading_pack
from shared.voice.synthesis import speak

TRANSLATIONS = Path(__file__).resolve().parents[1] / "assets" / "translations"
CATALOGUES = ("kiosk_id.ts", "shared_id.ts")
_FILLED_IN = re.compile(r"\{\w+\}|%\d|%n|%L")
MOST_POSITIONS = 12
"""``3 of 12`` is a clip on pages with up to so many things; of longer ones an engine says it."""
MOST_THINGS = 40
"""``On this page: 40`` is the last one that is a clip."""
EVERY = 25
"""So many clips are made before they are written down."""


def fixed_lines(lang: str) -> Iterator[str]:
    """Every line that the kiosk shows or says as it is, as it is said."""
    for text, words in _messages(lang):
        if text == "{0} of {1}":
            for count in range(1, MOST_POSITIONS + 1):
                yield from (words.format(at, count) for at in range(1, count + 1))
        elif text == "On this page: {0}":
            yield from (words.format(count) for count in range(1, MOST_THINGS + 1))
        elif not _FILLED_IN.search(text):
            yield from (for_ear(line, lang) for line in words.split("\n") if any(c.isalpha() for c in line))


def _messages(lang: str) -> Iterator[tuple[str, str]]:
    """The program's English, and its words in a language."""
    for name in CATALOGUES:
        for message in ElementTree.parse(TRANSLATIONS / name).iter("message"):
            text = message.findtext("source") or ""
            yield text, text if lang == ENGLISH else message.findtext("translation") or text


def make(lang: str) -> None:
    """The set of one language: what is there stays, what is no longer said goes."""
    wanted = dict.fromkeys(fixed_lines(lang))
    there = reading_pack(lang)
    made = {line: there.data(clip_name(line)) for line in wanted if there.told.get(clip_name(line)) == line}
    missing = [line for line in wanted if line not in made]
    for at, line in enumerate(missing, 1):
        made[line] = audio.encoded(audio.floats(speak(line, lang, None, engines.NEURAL)))
        sys.stderr.write(f"\r{lang}: {at} of {len(missing)}")
        if at % EVERY == 0:
            _write(there.path, made)
    if missing or len(made) != len(there.told):
        _write(there.path, made)


def _write(path: Path, made: dict[str, bytes]) -> None:
    pack.write(path, [(clip_name(line), line, data) for line, data in made.items()])


def main() -> int:
    """Make what is missing; answers 0."""
    for lang in LANGUAGES:
        make(lang)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
