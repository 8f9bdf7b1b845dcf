"""Any piper model that a hall brings: a file NAME.onnx with NAME.onnx.json beside it, said by the program ``piper``."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from shared.voice.phonemes import respelled
from shared.voice.synthesiser import Sound, Speech, SynthesisFault

NAME = "piper"


def _program() -> list[str]:
    found = shutil.which("piper")
    if found:
        return [found]
    return [sys.executable, "-m", "piper"] if importlib.util.find_spec("piper") is not None else []


def installed() -> bool:
    """Whether the program is there."""
    return bool(_program())


class Piper:
    """The engine with one model, which has one language."""

    name = NAME

    def __init__(self, model: Path) -> None:
        self._model = model

    def say(self, text: str, lang: str, say: Mapping[str, str] | None = None, pace: float = 1.0) -> Speech:
        """The text as the model says it, in the model's own language."""
        del lang
        program = _program()
        if not program:
            raise SynthesisFault("piper is not installed (pip install piper-tts)")
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "said.wav"
            command = [*program, "--model", str(self._model), "--output_file", str(made)]
            command += ["--length_scale", f"{1 / pace:.2f}"]
            try:
                subprocess.run(
                    command, input=respelled(text, say or {}).encode(), capture_output=True, timeout=120, check=True
                )
                with wave.open(str(made)) as file:
                    rate, frames = file.getframerate(), file.readframes(file.getnframes())
            except (OSError, subprocess.SubprocessError, EOFError, wave.Error) as error:
                raise SynthesisFault(f"piper did not speak: {error}") from None
        return Speech(Sound(np.frombuffer(frames, "<i2").astype(np.float32) / np.float32(32768), rate))
