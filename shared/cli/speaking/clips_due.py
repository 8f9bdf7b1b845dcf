"""The clips that a hall still lacks: which they are, and made in the background by a process of its own."""

from __future__ import annotations

import contextlib
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared import config
from shared.domain.hall_data.hall import Hall
from shared.store.sqlite.locking.local_lock import LocalLock
from shared.voice import engines, hall_set
from shared.voice.clip_plan import CarrierSentence
from shared.voice.clips import MADE, Clips
from shared.voice.synthesiser import Speech, Synthesiser

_LOOK_SECONDS = 60.0
_SIGNAL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class ClipWish:
    """How clips are to be made: by which engine (the best, if none is named) and model, the whole set or what lacks."""

    engine: str | None = None
    model: Path | None = None
    whole: bool = False


def wanted(data: Hall, wish: ClipWish) -> list[CarrierSentence]:
    """The sentences of this hall's set; without the neural engine not those that shipped clips say, joined, better."""
    carriers = [*(hall_set.whole(data) if wish.whole else ()), *hall_set.carriers(data)]
    if (wish.engine, wish.model) == (None, None) and engines.best_name() != engines.NEURAL:
        return [carrier for carrier in carriers if not _joined_well(carrier)]
    return carriers


def due(data: Hall, folder: Path, carriers: list[CarrierSentence]) -> list[CarrierSentence]:
    """Those of them that are not made yet."""
    from shared.voice import making  # noqa: PLC0415 - numpy, in no command that changes a hall without a voice

    folders, say_as = making.Folders(folder / "voice" / MADE), hall_set.pronunciations(data)
    return [carrier for carrier in carriers if making.missing(carrier, folders(carrier.lang), say_as)]


def _joined_well(carrier: CarrierSentence) -> bool:
    """Whether the shipped neural clips say it, joined, better than a robot would in one breath."""
    shipped = Clips()
    said = [clip.split("-") for clip in carrier.clips if clip]
    return all(piece.there for words in said for phrase in shipped.pieces(carrier.lang, words) for piece in phrase)


@contextlib.contextmanager
def alone(hall_id: str, waiting: Callable[[], None]) -> Generator[None]:
    """One program of this PC makes a hall's clips at a time; the next goes on with what is still missing then."""
    with LocalLock(f"voice-{hall_id[:16]}") as lock:
        if not lock.acquire(0):
            waiting()
            while not lock.acquire(_LOOK_SECONDS):
                pass
        yield


class Interruptible:
    """An engine on a thread of its own: Ctrl-C ends the command at once, not when a slow PC has said its sentence."""

    def __init__(self, engine: Synthesiser) -> None:
        self._engine = engine
        self.name = engine.name

    def say(self, text: str, lang: str, say: Mapping[str, str] | None = None, pace: float = 1.0) -> Speech:
        """What the engine says."""
        said: queue.SimpleQueue[Speech | Exception] = queue.SimpleQueue()

        def work() -> None:
            try:
                said.put(self._engine.say(text, lang, say, pace))
            except Exception as error:  # noqa: BLE001 - raised where it was asked for
                said.put(error)

        threading.Thread(target=work, name="engine", daemon=True).start()
        while True:
            with contextlib.suppress(queue.Empty):
                found = said.get(timeout=_SIGNAL_SECONDS)
                if isinstance(found, Exception):
                    raise found
                return found


def detached(hall: str | None, wish: ClipWish) -> int:
    """``antrean voice make`` in a process of its own, which lets everything else on this PC go first; its number."""
    engines.named(wish.engine, wish.model)
    last = shutil.which("nice")
    command = [*([last, "-n", "10"] if last else []), sys.executable, "-m", "shared.cli", "voice", "make"]
    command += ["--hall", str(config.hall_folder(hall))]
    command += ["--engine", wish.engine] if wish.engine else []
    command += ["--model", str(wish.model.absolute())] if wish.model else []
    command += ["--whole"] if wish.whole else []
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True).pid
