"""Makes the shipped voice and chime: ``python -m shared.tools.make_clips FOLDER`` (for those who build the package).

The neural voice (the extra ``voice``) says the sentences of ``shared.voice.clip_plan``, an hour of one core for each
language from nothing; what is shipped stays where its phonemes are still the same (delete the set to make all anew).
FOLDER keeps what is done, so it may be stopped and begun again. The chime is calculated. A hall that records
its own voice puts WAV files under ``HALL/voice/id`` and ``HALL/voice/en``.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

from shared import pcm
from shared.domain.speech import LANGUAGES
from shared.voice import clip_plan, engines, making, pack
from shared.voice.phonemes import ASSETS

SOUNDS = Path(__file__).resolve().parents[1] / "assets" / "sounds"


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


def voice(lang: str, folders: making.Folders) -> None:
    """One language's set, as one file."""
    carriers, shipped = clip_plan.shipped(lang), pack.shipped(lang)
    there = folders(lang)
    there.keep({clip: (spoken, shipped.data(clip)) for clip, spoken in shipped.told.items() if clip not in there.told})
    making.make(carriers, engines.named(engines.NEURAL), folders, {}, _show)
    there.drop_others(clip for carrier in carriers for clip in carrier.clips)
    clips = [(clip, spoken, (there.path / f"{clip}{pack.KIND}").read_bytes()) for clip, spoken in there.told.items()]
    pack.write(ASSETS / f"{lang}.zip", clips)


def _show(progress: making.MakingProgress) -> None:
    sys.stderr.write(f"\r{progress.done} of {progress.total} sentences")


def main(arguments: Sequence[str]) -> int:
    """Write every clip; answers 0."""
    folders = making.Folders(Path(arguments[0] if arguments else "made-clips"))
    for lang in LANGUAGES:
        voice(lang, folders)
    pcm.write(SOUNDS / "chime.wav", bell(((659.26, 0.0), (523.25, 0.42)), 1.35))
    pcm.write(SOUNDS / "ting.wav", bell(((659.26, 0.0),), 0.5))
    size = sum(file.stat().st_size for file in (*SOUNDS.glob("*.wav"), *ASSETS.glob("*.zip")))
    sys.stdout.write(f"{size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
