"""Speech at once, by espeak-ng where it is installed: for what nobody could make beforehand, such as a number."""

import contextlib
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from shared import pcm

PROGRAM = "espeak-ng"
MOST_BYTES = 400_000_000
"""What is kept takes no more room; some 3,000 phrases."""
_VOICES = {"en": "en-gb"}
"""Its voices where their names are not the language's code."""


class Espeak:
    """Keeps what it said in a folder, by language and words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kept(self, text: str, lang: str) -> Path | None:
        """The words as a sound file, where they were said before."""
        path = self.path(text, lang)
        try:
            os.utime(path)  # what is used stays longest
        except OSError:
            return None
        return path

    def wav(self, text: str, lang: str) -> Path | None:
        """The words as a sound file; None where espeak-ng is not installed, or failed."""
        kept = self.kept(text, lang)
        program = shutil.which(PROGRAM)
        if kept is not None or program is None or not text.strip():
            return kept
        for voice in (_VOICES.get(lang, lang), "id"):  # a regional language may have no voice of its own
            command = [program, "-v", voice, "-s", "150", "--stdout", "--", text]
            made = subprocess.run(command, capture_output=True, timeout=10, check=False)
            if made.returncode == 0 and len(made.stdout) > 100:
                return self._keep(self.path(text, lang), made.stdout)
        return None

    def tidy(self, most_bytes: int = MOST_BYTES) -> None:
        """Let go of what was not used for longest, where all of it takes more room than it may."""
        files = [(path.stat(), path) for path in self._folder.glob("*/*.wav")]
        room = sum(about.st_size for about, _ in files)
        for about, path in sorted(files, key=lambda file: file[0].st_mtime):
            if room <= most_bytes:
                break
            path.unlink(missing_ok=True)
            room -= about.st_size

    def path(self, text: str, lang: str) -> Path:
        """Where the words are kept."""
        return self._folder / lang / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.wav"

    def _keep(self, path: Path, streamed: bytes) -> Path:
        """Written aside first: who is ended in the middle leaves no half phrase."""
        aside = path.with_suffix(f".{os.getpid()}")
        pcm.write(aside, pcm.levelled(pcm.trimmed(pcm.parse(_whole(streamed)))))
        with contextlib.suppress(PermissionError):  # Windows: somebody plays it, so it is there
            aside.replace(path)
        return path


def _whole(streamed: bytes) -> bytes:
    """A WAV from a pipe says that it is endless: give it its true length."""
    sizes = (len(streamed) - 8).to_bytes(4, "little"), (len(streamed) - 44).to_bytes(4, "little")
    return streamed[:4] + sizes[0] + streamed[8:40] + sizes[1] + streamed[44:]
