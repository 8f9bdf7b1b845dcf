"""What a tortured process wrote down before and after each act: it survives the process's death."""

import contextlib
import json
import math
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.answers import Called, Issued, Refused, StepMoved
from shared.faults import EnvironmentFault
from shared.store.hall_faults import HalfCommit


class Diary:
    """Lines of JSON, each written with one call to the operating system.

    A death can still tear one: where it crosses a page of memory, the operating system writes what comes before. Who
    goes on with the diary of a dead one ends such a line first, or its own first line would be lost in it.
    """

    def __init__(self, path: Path) -> None:
        self._out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if path.read_bytes()[-1:] not in (b"", b"\n"):
            os.write(self._out, b"\n")

    def write(self, **line: Any) -> None:
        """One line, with the monotonic clock of this machine."""
        os.write(self._out, (json.dumps(line | {"at": time.monotonic()}) + "\n").encode())

    def begin(self, request: str, what: str, agency: str, counter: str | None = None) -> None:
        """Somebody presses."""
        self.write(begin=request, what=what, agency=agency, counter=counter)

    def end(self, request: str, answer: object, *, settled: bool = True) -> None:
        """Somebody is told. ``settled``: that the hall's file has it, and not only this PC's spool."""
        if isinstance(answer, EnvironmentFault):
            self.write(end=request, fault=answer.kind.value, half=isinstance(answer, HalfCommit))
        elif isinstance(answer, Refused):
            self.write(end=request, refused=answer.code.value)
        else:
            assert isinstance(answer, Issued | Called | StepMoved), answer
            label = getattr(answer, "label", None)
            self.write(end=request, done=True, label=label, call=getattr(answer, "call", None), settled=settled)


@dataclass(slots=True)
class Entry:
    """One press as its presser knew it.

    Attributes:
        ended: when the answer came; without one, when the presser died; infinite when it is not known.
        heard: whether an answer came.
        half: that the answer was "done or not, only the file knows".
    """

    request: str
    what: str
    agency: str
    counter: str | None
    begun: float
    ended: float = math.inf
    heard: bool = False
    done: bool = False
    settled: bool = True
    refused: str | None = None
    fault: str | None = None
    half: bool = False
    label: str | None = None
    call: int | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What a display saw: sequences of the calls of its zone, in order, from a place in the events to another."""

    name: str
    zone: str
    first: int
    last: int
    calls: tuple[int, ...]


def lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """The lines of a diary; the last one of somebody who died while writing it is left out."""
    for line in path.read_text().splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError):
            yield json.loads(line)


def entries(paths: Iterable[Path], deaths: Mapping[Path, float] | None = None) -> list[Entry]:
    """Every press in these diaries. ``deaths``: when the writer of a diary was surely dead."""
    found: dict[str, Entry] = {}
    for path in paths:
        for line in lines(path):
            if "begin" in line:
                death = (deaths or {}).get(path, math.inf)
                entry = Entry(line["begin"], line["what"], line["agency"], line["counter"], line["at"], death)
                found[entry.request] = entry
            elif "end" in line:
                entry = found[line["end"]]
                entry.ended, entry.heard = line["at"], True
                for name in ("done", "settled", "refused", "fault", "half", "label", "call"):
                    setattr(entry, name, line.get(name, getattr(entry, name)))
    return list(found.values())


def watched(path: Path) -> Watched | None:
    """What a display's diary tells; None when it never began to watch."""
    name, zone, first, last = path.name, "", None, 0
    calls: list[int] = []
    for line in lines(path):
        if "watch" in line:
            zone, first = line["zone"], line["watch"] if first is None else first
            last = max(last, line["watch"])
        elif "seen" in line:
            calls += line["seen"]
            last = line["cursor"]
    return None if first is None else Watched(name, zone, first, last, tuple(calls))
