"""What is said without any engine: the sentences that ship as clips, and figures joined from the hall's voice.

Loads numpy at the first phrase, on a side thread: a kiosk's start has no use for it.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.reader.line_parts import has_figures, parts
from shared import pcm
from shared.domain.speech import LANGUAGES, vocabulary

if TYPE_CHECKING:
    from shared.voice.clips import Clips


AT_A_COMMA, BETWEEN_PARTS = 0.18, 0.04


class ShippedVoice:
    """The voice of the hall's calls, as far as it goes. Asked on one thread only."""

    def __init__(self, words: Path) -> None:
        """``words`` on this PC holds the hall's recordings of letters and digits: ``id/satu.wav``."""
        self._own = words

    def samples(self, line: str, lang: str) -> array[int] | None:
        """A sentence that is the same but for its figures, or letters and digits; None for anything else."""
        from shared.voice import reading_clips  # noqa: PLC0415

        lang = lang if lang in LANGUAGES else "id"  # as every engine reads an added language
        words = line.split()
        if words and vocabulary(lang).issuperset(words):
            return self._clips.sentence(lang, words)
        whole = reading_clips.clip(line, lang)
        return self._joined(line, lang) if whole is None and has_figures(line, lang) else whole

    def _joined(self, line: str, lang: str) -> array[int] | None:
        """A line with figures; None where a part of it is no clip: nothing is said by two voices."""
        from shared.voice import reading_clips  # noqa: PLC0415

        said = array("h")
        for part in parts(line, lang):
            clip = reading_clips.clip(part.text, lang) if part.text else self._clips.sentence(lang, part.words)
            if clip is None:
                return None
            said.extend(clip)
            said.extend(pcm.silence(AT_A_COMMA if part.rest else BETWEEN_PARTS))
        return said

    @cached_property
    def _clips(self) -> Clips:
        from shared.voice.clips import Clips  # noqa: PLC0415

        return Clips(self._own, synthesise=lambda _text, _lang: None)
