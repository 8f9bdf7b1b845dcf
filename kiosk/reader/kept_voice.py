"""What this PC's engines say: the best one's where it was made beforehand, else the quick one's at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.voice.synthesis import Synthesis

Pronunciations = Mapping[str, Mapping[str, str]]


class KeptVoice:
    """The phrases of a folder. Asked for on a side thread only: engines are loaded there, at the first phrase."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.say: Pronunciations = {}
        """The hall's, once its data are known."""

    def wav(self, text: str, lang: str) -> Path | None:
        """The words as a sound file; None without any engine."""
        if not text.strip():
            return None
        return best(self._folder, self.say).kept(text, lang) or _quick(self._folder, self.say).wav(text, lang)


def best(folder: Path, say: Pronunciations) -> Synthesis:
    """What is made beforehand, however long it takes."""
    from shared.voice.synthesis import Synthesis  # noqa: PLC0415 - numpy; a kiosk's start has no use for it

    return Synthesis(folder, say)


def _quick(folder: Path, say: Pronunciations) -> Synthesis:
    from shared.voice.synthesis import Synthesis  # noqa: PLC0415

    return Synthesis(folder, say, quick=True)
