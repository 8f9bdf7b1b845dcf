"""Runs on a host of the bed: stands in the middle of a write transaction, or commits without pause.

``hold FOLDER`` prints ``in``, waits for the file ``FLAG``, then commits and prints what came of it.
``commit FOLDER SECONDS`` commits until the time is over and prints the labels that were shown as done.
"""

import json
import sys
import time
from pathlib import Path

from shared.clock import process_clock
from shared.domain.answers import Issued
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.connection import HallFile

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'held')"


def hold(folder: Path, flag: Path) -> None:
    """Hold RESERVED until the flag is there."""
    file = HallFile.open(folder, device="held", clock=process_clock())
    try:
        with file.writing() as db:
            for _ in range(400):
                db.execute(NOTE)
            (flag.parent / f"{flag.name}.in").touch()
            while not flag.exists():
                time.sleep(0.1)
        sys.stdout.write("committed\n")
    except EnvironmentFault as fault:
        sys.stdout.write(fault.kind.value + "\n")


def commit(folder: Path, seconds: float, out: Path) -> None:
    """Issue without pause, reopening after each fault; what was shown as done stands in ``out``."""
    entries = []
    faults: dict[str, int] = {}
    end = time.monotonic() + seconds
    file = HallFile(folder, device="hasty", clock=process_clock())
    while time.monotonic() < end:
        request = acts.new_request()
        while True:  # the same request until its outcome is known
            try:
                answer = acts.issue(file, request, acts.Order(("AB.1",)))
            except EnvironmentFault as fault:
                faults[fault.kind.value] = faults.get(fault.kind.value, 0) + 1
                time.sleep(0.2)
                if time.monotonic() > end + 120:
                    break
                continue
            if isinstance(answer, Issued):
                entry = {"request": request, "act": "issue", "label": answer.label, "call": None, "settled": True}
                entries.append(entry)
            break
    file.close()
    out.write_text(json.dumps({"name": out.stem, "acts": entries, "errors": faults}))


if __name__ == "__main__":
    what, place, third = sys.argv[1:4]
    if what == "hold":
        hold(Path(place), Path(third))
    else:
        commit(Path(place), float(third), Path(sys.argv[4]))
