"""Runs on a host of the bed: stands in the middle of a transaction or of its COMMIT, or commits without pause.

``hold FOLDER FLAG`` stands inside its transaction until the file FLAG is there, then commits.
``ballast FOLDER`` puts PAGES rows into the hall's file that fill a page each, all saying ``old``.
``overwrite FOLDER FLAG`` makes them all say ``new`` in one transaction, whose COMMIT brings page after page to the
server; with FIRST pages there it stops until FLAG is there (or for LONGEST seconds), then goes on with the next page.
Both first touch FLAG.in, where they stop; both print one object: what came of it, and how many pages COMMIT wrote.
``commit FOLDER SECONDS OUT`` commits until the time is over; what was shown as done goes to OUT.
``write FOLDER`` tries until one write is done.
``lock FOLDER FLAG`` is not a program of the hall: it locks the whole file, as a backup does, until FLAG is there.
``impatient SIGNAL COMMAND...`` begins a command, waits for its line "waiting for", sends the signal; says how it ended.
``beat FOLDER FLAG`` beats in the hall as a running program does, with a quick canary, until FLAG is there (FLAG.in: it
has begun) or the canary finds locks that do not reach the server; says which.
``sets FOLDER NAME`` writes SETS times the same three files, as a report does; says how often it had no turn for it.
"""

import ctypes
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from shared import folder_turn
from shared.clock import process_clock
from shared.domain.answers import Issued
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.live.presence import Presence
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.locking.system_calls import Replaced
from shared.whole_files import put_all

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'held')"
PAGES, FIRST, LONGEST = 48, 12, 30.0
SETS = 12
_BUFFER = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64)
_PWRITE = ctypes.CFUNCTYPE(ctypes.c_ssize_t, *_BUFFER, use_errno=True)


def the_file(folder: Path, device: str) -> HallFile:
    return HallFile(folder, device=device, clock=process_clock())


def hold(folder: Path, flag: Path) -> None:
    outcome = "committed"
    try:
        with the_file(folder, "held").writing() as db:
            for _ in range(400):
                db.execute(NOTE)
            flag.with_name(f"{flag.name}.in").touch()
            while not flag.exists():
                time.sleep(0.1)
    except EnvironmentFault as fault:
        outcome = fault.kind.value
    sys.stdout.write(json.dumps({"outcome": outcome}) + "\n")


def ballast(folder: Path) -> None:
    with the_file(folder, "ballast") as file, file.writing() as db:
        db.execute("CREATE TABLE ballast (id INTEGER PRIMARY KEY, says TEXT NOT NULL, filler TEXT NOT NULL) STRICT")
        db.executemany("INSERT INTO ballast (says, filler) VALUES ('old', ?)", [("x" * 3500,)] * PAGES)


def overwrite(folder: Path, flag: Path) -> None:
    """The pages reach the server one by one, as a kernel may send them at any time."""
    file = the_file(folder, "held")
    file.reach()
    written = 0

    def make(original: Any) -> Any:
        def pwrite(descriptor: int, buffer: int, count: int, offset: int) -> int:
            nonlocal written
            done = original(descriptor, buffer, count, offset)
            if done <= 0 or not os.readlink(f"/proc/self/fd/{descriptor}").endswith(FILE):  # noqa: PTH115
                return done
            try:
                os.fsync(descriptor)
            except OSError as error:
                ctypes.set_errno(error.errno or 0)
                return -1
            written += 1
            if written == FIRST:
                flag.with_name(f"{flag.name}.in").touch()
                end = time.monotonic() + LONGEST
                while not flag.exists() and time.monotonic() < end:
                    time.sleep(0.02)
            return done

        return pwrite

    slowed = [Replaced(name, _PWRITE, make) for name in ("pwrite", "pwrite64")]  # put back at the end of the process
    outcome = "committed"
    try:
        with file.writing() as db:
            db.execute("UPDATE ballast SET says = 'new'")
    except EnvironmentFault as fault:
        outcome = fault.kind.value
    pages = written
    file.close()
    answer = {"outcome": outcome, "written": pages, "slowed": len(slowed), "afterwards": write(folder)}
    sys.stdout.write(json.dumps(answer) + "\n")


def write(folder: Path, seconds: float = 60.0) -> str:
    """Write one row as soon as it is possible, as a program that goes on does; what the last try said."""
    said = ""
    end = time.monotonic() + seconds
    file = the_file(folder, "heir")
    while time.monotonic() < end:
        try:
            with file.writing() as db:
                db.execute(NOTE)
        except EnvironmentFault as fault:
            said = fault.kind.value
            time.sleep(0.2)
        else:
            file.close()
            return "written"
    return said


def commit(folder: Path, seconds: float, out: Path) -> None:
    """Issue without pause, reopening after each fault; what was shown as done stands in ``out``."""
    entries = []
    faults: dict[str, int] = {}
    end = time.monotonic() + seconds
    file = the_file(folder, "hasty")
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


def beat(folder: Path, flag: Path, *, stay: bool = False) -> None:
    """Beat until the flag, or until the canary says something, unless it is to stay."""
    file = the_file(folder, f"beating {socket.gethostname()}")
    file.reach()
    company = Presence(file, canary_seconds=2.0)
    said = "sound"
    while (stay or said == "sound") and not flag.exists():
        try:
            company.tick()
        except EnvironmentFault as fault:
            said = f"{fault.kind.value}: {fault.sentence} {fault.remedy}"
        flag.with_name(f"{flag.name}.in").touch()
        time.sleep(0.2)
    company.leave()
    file.close()
    sys.stdout.write(json.dumps({"said": said}) + "\n")


def lock(folder: Path, flag: Path) -> None:
    """On SMB nobody else may even read then."""
    with (folder / FILE).open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        flag.with_name(f"{flag.name}.in").touch()
        while not flag.exists():
            time.sleep(0.1)


def sets(folder: Path, name: str) -> None:
    """Each set says whose and which it is."""
    without = 0

    def enter(path: Path, deadline: float) -> int | None:
        nonlocal without
        door = original(path, deadline)
        without += door is None
        return door

    original, folder_turn._enter = folder_turn._enter, enter
    for number in range(SETS):
        content = f"{name} {number} ".encode() * 20_000
        put_all({folder / f"month.{kind}": content for kind in ("csv", "pdf", "xlsx")})
    sys.stdout.write(json.dumps({"without": without}) + "\n")


def impatient(number: str, command: list[str]) -> None:
    """The command's own standard error says whether it waits; what else it says is not kept."""
    process = subprocess.Popen([sys.executable, "-m", "shared.cli", *command], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    begun = time.monotonic()
    told = process.stderr.readline()
    waited = time.monotonic() - begun
    process.send_signal(getattr(signal, number))
    begun = time.monotonic()
    code = process.wait(60)
    answer = {"told": told, "after": waited, "code": code, "ended_in": time.monotonic() - begun}
    sys.stdout.write(json.dumps(answer) + "\n")


def main() -> None:
    what, folder, *rest = sys.argv[1:]
    place = Path(folder)
    if what == "impatient":
        impatient(folder, rest)
    elif what == "sets":
        sets(place, rest[0])
    elif what == "lock":
        lock(place, Path(rest[0]))
    elif what == "hold":
        hold(place, Path(rest[0]))
    elif what == "ballast":
        ballast(place)
    elif what == "overwrite":
        overwrite(place, Path(rest[0]))
    elif what == "write":
        sys.stdout.write(json.dumps({"said": write(place)}) + "\n")
    elif what == "commit":
        commit(place, float(rest[0]), Path(rest[1]))
    elif what == "beat":
        beat(place, Path(rest[0]), stay=rest[1:] == ["stay"])
    else:
        raise SystemExit(f"no {what}")


if __name__ == "__main__":
    main()
