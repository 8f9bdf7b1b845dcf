"""espeak-ng (a Debian package): a robot's voice that knows every word, for PCs without the neural one."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Mapping

import numpy as np

from shared.voice.phonemes import respelled
from shared.voice.synthesiser import Sound, Speech, SynthesisFault

NAME = "espeak"
_VOICES = {"id": "id", "en": "en-gb"}
_SPEED = 146  # words a minute


def installed() -> bool:
    """Whether the program is there."""
    return shutil.which("espeak-ng") is not None


class EspeakVoice:
    """The engine. It says not where a comma is, so what it makes is not cut."""

    name = NAME

    def say(self, text: str, lang: str, say: Mapping[str, str] | None = None, pace: float = 1.0) -> Speech:
        """The text as espeak-ng says it."""
        program = shutil.which("espeak-ng")
        if program is None:
            raise SynthesisFault("espeak-ng is not installed")
        command = [program, "-v", _VOICES.get(lang, "id"), "-s", str(round(_SPEED * pace)), "--stdout"]
        command += ["--", respelled(text, say or {})]
        return Speech(wav_of(command, None))


def wav_of(command: list[str], text: str | None, seconds: float = 60) -> Sound:
    """The sound that a program writes to its standard output as a WAV; it may be given the text as input."""
    try:
        made = subprocess.run(
            command, input=None if text is None else text.encode(), capture_output=True, timeout=seconds, check=True
        ).stdout
        with wave.open(io.BytesIO(_closed(made))) as file:
            rate, frames = file.getframerate(), file.readframes(file.getnframes())
    except (OSError, subprocess.SubprocessError, EOFError, wave.Error) as error:
        raise SynthesisFault(f"{command[0]} did not speak: {error}") from None
    samples = np.frombuffer(frames[: len(frames) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
    if not len(samples):
        raise SynthesisFault(f"{command[0]} answered no sound")
    return Sound(samples, rate)


def _closed(streamed: bytes) -> bytes:
    """A WAV from a pipe says it is endless: give it its true length."""
    size = len(streamed)
    if size < 44:
        return streamed
    return (
        streamed[:4]
        + (size - 8).to_bytes(4, "little")
        + streamed[8:40]
        + (size - 44).to_bytes(4, "little")
        + streamed[44:]
    )
