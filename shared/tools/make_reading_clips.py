"""Makes the clips of what a kiosk always reads aloud alike, by the shipped voice.

``python -m shared.tools.make_reading_clips``: the sentences are those of the kiosk's translations in Indonesian and
English, waits, and the positions on a page; what holds figures is made in its parts, and the figures are joined from
the clips of the calls. What is there already stays. It needs the extra
``voice`` and a few minutes of one core for each language.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from kiosk.reader.line_parts import parts, point
from kiosk.reader.sounds import for_ear
from shared.domain.speech import LANGUAGES, full_number
from shared.text.languages import ENGLISH
from shared.text.wait_words import booked_words, wait_words
from shared.voice import audio, engines, pack
from shared.voice.clip_plan import CarrierSentence
from shared.voice.making import rendered
from shared.voice.reading_clips import clip_name, reading_pack
from shared.voice.synthesis import speak

TRANSLATIONS = Path(__file__).resolve().parents[1] / "assets" / "translations"
CATALOGUES = ("kiosk_id.ts", "shared_id.ts")
_FILLED_IN = re.compile(r"\{\d\}|%\d|%n|%L")
_NAMED = re.compile(r"\{[a-z]\w*\}")
"""A name stands there, or what only a technician sees."""
MOST_POSITIONS = 12
"""``3 of 12`` is a clip on pages with up to so many things; of longer ones it is joined."""
MOST_THINGS = 40
"""``On this page: 40`` is the last one that is one clip."""
WAITS = ((0, 20), (20, 20), (5, 20), (0, 100), (60, 100), (120, 120), (400, 500))
"""One of each kind, as they are told."""
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
    yield wait_words((0, 0), lang)
    yield from carriers(lang)


def carriers(lang: str) -> dict[str, CarrierSentence]:
    """What stands about figures, and the sentence that each is cut out of: it goes on to a number, or ends there."""
    lines = [_FILLED_IN.sub("1", words) for text, words in _messages(lang) if _FILLED_IN.search(text)]
    lines += [wait_words(wait, lang) for wait in WAITS]
    lines.append(booked_words(datetime.datetime(2026, 1, 1, 14, 30), lang))
    lines.append(f"1 {point(lang)} 1")
    number = " ".join(full_number(3, lang))
    found: dict[str, CarrierSentence] = {}
    for line in lines:
        said = parts(for_ear(line, lang), lang)
        for part in said:
            if part.text and part is said[-1]:
                found[part.text] = CarrierSentence(lang, f"{number}, {part.text.strip('?!')}.", ("", part.text))
            elif part.text:
                spoken = f"{part.text.strip('?!')}, {number}."
                found.setdefault(part.text, CarrierSentence(lang, spoken, (part.text, "")))
    return found


def _messages(lang: str) -> Iterator[tuple[str, str]]:
    """The program's English, and its words in a language."""
    for name in CATALOGUES:
        for message in ElementTree.parse(TRANSLATIONS / name).iter("message"):
            text = message.findtext("source") or ""
            if not _NAMED.search(text):
                yield text, text if lang == ENGLISH else message.findtext("translation") or text


def make(lang: str) -> None:
    """The set of one language: what is there stays, what is no longer said goes."""
    wanted = dict.fromkeys(fixed_lines(lang))
    there = reading_pack(lang)
    made = {line: there.data(clip_name(line)) for line in wanted if there.told.get(clip_name(line)) == line}
    missing = [line for line in wanted if line not in made]
    pieces = carriers(lang)
    for at, line in enumerate(missing, 1):
        if line in pieces:
            made[line] = rendered(pieces[line], engines.named(engines.NEURAL), {})[line][1]
        else:
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
