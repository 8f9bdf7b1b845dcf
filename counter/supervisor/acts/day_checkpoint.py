"""The audit's checkpoint once the day is closed: in the window, and on paper where the hall's data name a printer."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from counter.desk.message import Message, Tone, Until
from counter.editor.side_command import SideCommand
from counter.localise import Localiser
from counter.supervisor.acts import day_words
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant


def tell_checkpoint(
    folder: Path, hall: Hall, at: Instant, tell: Callable[[Message], None], parent: QObject
) -> SideCommand:
    """``antrean audit checkpoint`` beside the window, because a printer takes its time; ``tell`` gets its answer."""
    printer = hall.rules.records.checkpoint_printer
    paper = ("--printer", printer) if printer else ()
    command = SideCommand(["audit", "checkpoint", "--hall", str(folder), *paper], parent)

    def done(answer: Mapping[str, Any], _code: int) -> None:
        tell(Message(Tone.GOOD, lambda localiser: _words(answer, at, localiser), Until.PRESS))

    command.done.connect(done)
    return command


def _words(answer: Mapping[str, Any], at: Instant, localiser: Localiser) -> str:
    """The day is closed, where the audit stands, and what became of its paper."""
    told = [localiser.translate(day_words.DAY_ENDED, time=localiser.time(at, seconds=True))]
    point, printed = answer.get("checkpoint"), answer.get("printed")
    if point is not None:
        told.append(localiser.translate(day_words.CHECKPOINT, sequence=point["sequence"], words=point["words"]))
    elif isinstance(answer.get("sentence"), str):
        told.append(answer["sentence"])
    if printed is not None:
        word = day_words.CHECKPOINT_NOT_PRINTED if "sentence" in printed else day_words.CHECKPOINT_PRINTED
        told.append(localiser.translate(word, printer=printed["printer"]))
    return "\n".join(told)
