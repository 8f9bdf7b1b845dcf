"""Speech at once, by espeak-ng where it is installed: for what nobody could make beforehand, such as a number."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from shared import pcm

_VOICES = {"en": "en-gb"}
"""Its voices where their names are not the language's code."""


class Espeak:
    """Keeps what it said in a folder, by language and words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def wav(self, text: str, lang: str) -> Path | None:
        """The words as a sound file; None where espeak-ng is not installed, or failed."""
        path = self._folder / lang / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.wav"
        if path.is_file():
            return path
        program = shutil.which("espeak-ng")
        if program is None or not text.strip():
            return None
        for voice in (_VOICES.get(lang, lang), "id"):  # a regional language may have no voice of its own
            command = [program, "-v", voice, "-s", "150", "--stdout", "--", text]
            made = subprocess.run(command, capture_output=True, timeout=10, check=False)
            if made.returncode == 0 and len(made.stdout) > 100:
                pcm.write(path, pcm.levelled(pcm.trimmed(pcm.parse(_whole(made.stdout)))))
                return path
        return None


def _whole(streamed: bytes) -> bytes:
    """A WAV from a pipe says that it is endless: give it its true length."""
    sizes = (len(streamed) - 8).to_bytes(4, "little"), (len(streamed) - 44).to_bytes(4, "little")
    return streamed[:4] + sizes[0] + streamed[8:40] + sizes[1] + streamed[44:]
