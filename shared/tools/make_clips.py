"""Makes the shipped voice and chime: ``python -m shared.tools.make_clips`` (for those who build the package).

The words come from ``shared.domain.speech.vocabulary``; espeak-ng and sox (Debian packages) speak and resample them;
the chime is calculated. A hall that records its own voice puts WAV files of the same names under ``HALL/voice/id`` and
``HALL/voice/en``.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from array import array
from pathlib import Path

from shared import pcm
from shared.domain.speech import LANGUAGES, vocabulary

SOUNDS = Path(__file__).resolve().parents[1] / "assets" / "sounds"
SPEED = {"id": 146, "en": 158}
VOICE = {"id": "id", "en": "en-gb"}
# The text for espeak-ng where it would read a clip's name wrongly; [[...]] are its own phonemes
READ_AS = {
    "id": {
        "empat": "[[@mp'at]]",
        "enam": "[[@n'am]]",
        "sebelas": "[[s@b@l'as]]",
        "belas": "[[b@l'as]]",
        "loket": "[[l'okEt]]",
        "nomor-antrean": "[[n'omOR antR2'ean]]",
        "layanan-berakhir": "layanan hari ini telah berakhir, terima kasih",
    },
    "en": {"a": "ay", "service-has-ended": "service for today has ended, thank you"},
}


def spoken(word: str, lang: str) -> str:
    """The text that makes espeak-ng say a clip."""
    single = len(word) == 1 and lang == "en" and word != "a"
    text = READ_AS[lang].get(word, word.upper() if single else word.replace("-", " "))
    return f"{text},"  # a comma: the tone stays up, as inside a sentence


def say(word: str, lang: str, folder: Path) -> array[int]:
    """One word, said, resampled, trimmed and brought to the common level."""
    raw, wide = folder / "raw.wav", folder / "wide.wav"
    speed = str(SPEED[lang])
    subprocess.run(["espeak-ng", "-v", VOICE[lang], "-s", speed, "-p", "46", "-w", raw, spoken(word, lang)], check=True)
    subprocess.run(["sox", raw, "-b", "16", "-c", "1", "-r", str(pcm.RATE), wide, "highpass", "80"], check=True)
    return pcm.levelled(pcm.trimmed(pcm.read(wide)))


def bell(notes: tuple[tuple[float, float], ...], seconds: float) -> array[int]:
    """Soft bell tones: (hertz, start second) each, with two quieter overtones that fade sooner."""
    sound = [0.0] * round(seconds * pcm.RATE)
    for hertz, start in notes:
        first = round(start * pcm.RATE)
        for i in range(first, len(sound)):
            t = (i - first) / pcm.RATE
            attack = min(t / 0.006, 1.0)
            for factor, level, decay in ((1, 1.0, 3.2), (2, 0.32, 5.5), (3.01, 0.12, 9.0)):
                sound[i] += attack * level * math.exp(-decay * t) * math.sin(math.tau * hertz * factor * t)
    fade = round(0.08 * pcm.RATE)
    for i in range(fade):
        sound[-1 - i] *= i / fade
    top = max(abs(s) for s in sound)
    return array("h", (round(s / top * 0.55 * 32767) for s in sound))


def main() -> int:
    """Write every clip; answers 0."""
    with tempfile.TemporaryDirectory() as scratch:
        for lang in LANGUAGES:
            for word in sorted(vocabulary(lang)):
                pcm.write(SOUNDS / "voice" / lang / f"{word}.wav", say(word, lang, Path(scratch)))
    pcm.write(SOUNDS / "chime.wav", bell(((659.26, 0.0), (523.25, 0.42)), 1.35))
    pcm.write(SOUNDS / "ting.wav", bell(((659.26, 0.0),), 0.5))
    size = sum(file.stat().st_size for file in SOUNDS.rglob("*.wav"))
    sys.stdout.write(f"{size / 1e6:.1f} MB in {SOUNDS}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
