"""What this PC remembers of the audit's end: where the chain stood, and when.

Who can write the hall's file can cut its end off, or write all of it again. These few lines lie elsewhere, on every PC
that wrote, and on paper as eight words: a chain that does not lead to them was tampered with (``questions.audit``).
"""

import contextlib
import json
import logging
import time
from dataclasses import dataclass
from pathlib import Path

from shared import config
from shared.domain.words import Instant
from shared.faults import EnvironmentFault

SECONDS = 900.0
"""A program that goes on writing leaves a checkpoint this often, and one at its end."""
_MOST_BYTES = 400_000  # then the older half goes: some thousand checkpoints stay
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"
_WORDS = 8
_log = logging.getLogger("antrean.store")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The event with this sequence had this hash (or a hash that begins so)."""

    sequence: int
    head: bytes
    at: Instant

    @property
    def words(self) -> str:
        """Its first sixteen bytes as eight words that can be read aloud and written down."""
        return "-".join(_word(int.from_bytes(self.head[at : at + 2])) for at in range(0, 2 * _WORDS, 2))


def _word(bits: int) -> str:
    """Sixteen bits as a word of five letters, so that each begins and ends with a consonant."""
    letters = [
        alphabet[bits >> shift & len(alphabet) - 1]
        for alphabet, shift in zip((_CONSONANTS, _VOWELS) * 2 + (_CONSONANTS,), (12, 10, 6, 4, 0), strict=True)
    ]
    return "".join(letters)


def head_of(words: str) -> bytes | None:
    """The bytes that such words stand for; None when they are no such words."""
    parts = words.lower().replace("-", " ").split()
    if not 1 <= len(parts) <= _WORDS or any(len(part) != 5 for part in parts):
        return None
    head = b""
    for part in parts:
        bits = 0
        for alphabet, letter in zip((_CONSONANTS, _VOWELS) * 2 + (_CONSONANTS,), part, strict=True):
            if letter not in alphabet:
                return None
            bits = bits * len(alphabet) + alphabet.index(letter)
        head += bits.to_bytes(2)
    return head


def path_of(folder: Path, hall_id: str) -> Path:
    """Where this PC keeps its checkpoints of a hall."""
    return folder / f"audit-{hall_id[:16]}.log"


def read(folder: Path, hall_id: str) -> tuple[Checkpoint, ...]:
    """This PC's checkpoints of a hall, oldest first; a line that is damaged is left out."""
    found: list[Checkpoint] = []
    with contextlib.suppress(OSError):
        for line in path_of(folder, hall_id).read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                row = json.loads(line)
                found.append(Checkpoint(int(row["sequence"]), bytes.fromhex(row["head"]), Instant(int(row["at"]))))
    return tuple(found)


class Checkpoints:
    """Keeps them, for one program."""

    def __init__(self) -> None:
        self._latest: tuple[str, Checkpoint] | None = None
        self._kept_at = time.monotonic()

    def note(self, hall_id: str, checkpoint: Checkpoint) -> None:
        """The chain stands there now; kept when the last one is old enough."""
        self._latest = hall_id, checkpoint
        if time.monotonic() - self._kept_at >= SECONDS:
            self.keep()

    def keep(self) -> None:
        """Write the latest, unless that was done. A disk that does not take it is for the log."""
        if self._latest is None:
            return
        hall_id, latest = self._latest
        self._latest, self._kept_at = None, time.monotonic()
        try:
            path = path_of(config.local_folder(), hall_id)
            if path.exists() and path.stat().st_size > _MOST_BYTES:
                lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
                path.write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"at": latest.at, "sequence": latest.sequence, "head": latest.head.hex()}) + "\n")
        except (OSError, EnvironmentFault) as fault:
            _log.warning("the end of the audit could not be kept on this PC: %s", fault)
