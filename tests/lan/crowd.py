"""Runs on a host of the bed: several headless clients of one hall, led through rest, work and end by files.

``crowd prime FOLDER BASE COUNTER...`` lets visitors wait before those counters; ``crowd acts FOLDER BASE ACT N`` does
one kind of act this many times. ``crowd PLAN``: the JSON file PLAN says who is there (see :func:`main`) and names a
folder for signals, which all hosts share with the machine outside the measured share. Each client is a process of its
own (forked: a kernel of 256 MB carries a dozen). One more may be there, ``bare``: it writes the rows of a claim into
a file of its own on the same share as plain ``sqlite3`` transactions, in the same minute, to compare the claims with.
"""

import contextlib
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from shared.clock import Clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.sqlite.connection import FILE, HallFile, connect
from shared.tools.bench import single_acts
from shared.tools.bench.client import Client, ClientOrder
from shared.tools.bench.whole_hall import MORNING, prime

START_SECONDS, END_SECONDS = 240.0, 240.0
BARE_ROUNDS = 400


def hall_clock(base: float) -> Clock:
    """The hall's clock, the same on every host: MORNING at the wall clock's ``base``."""
    return lambda: Instant(int(MORNING) + int((time.time() - base) * 1000))


def client(order: dict[str, Any], plan: dict[str, Any], pipe: "Connection[Any, Any]") -> None:
    """One client's life; what it was shown, with instants of the wall clock that all hosts share."""
    one = Client(
        ClientOrder(
            Path(plan["hall"]), order["role"], order["rate"], 0.0, order["name"], order["seed"],
            order.get("counter"), Path(order["local"]) if "local" in order else None,
        ),
        hall_clock(plan["base"]),
    )  # fmt: skip
    try:
        one.begin()
    except EnvironmentFault as fault:
        pipe.send(f"{fault.kind.value}: {fault.sentence}")
        return
    pipe.send("ready")
    until = pipe.recv()
    one.work(time.monotonic() + until - time.time())
    pipe.send("worked")
    pipe.recv()
    one.end()
    wall = time.time() - time.monotonic()
    pipe.send(
        {
            "claim": one.answer(),
            "done_at": {call: at + wall for call, at in one.seen.done_at.items()},
            "seen_at": {call: at + wall for call, at in one.seen.calls_at.items()},
            "latency": one.seen.latency,
        }
    )


def bare(order: dict[str, Any], plan: dict[str, Any], pipe: "Connection[Any, Any]") -> None:
    """Claims as bare transactions, at the same random moments as a client's; their milliseconds."""
    folder = Path(plan["hall"])
    with contextlib.ExitStack() as stack:
        (learnt,) = stack.enter_context(single_acts.halls(1, Path("/run")))
        hall = stack.enter_context(HallFile.open(folder, device=order["name"], clock=hall_clock(plan["base"])))
        assert hall.recipe is not None
        place = folder.parent / f"{order['name']}.db"
        place.write_bytes((learnt / FILE).read_bytes())
        rounds = _claims(learnt)
        twin = stack.enter_context(
            contextlib.closing(connect(place, journal=hall.recipe.journal, synchronous=hall.recipe.synchronous))
        )
        pipe.send("ready")
        until = pipe.recv()
        pauses = random.Random(order["seed"])
        times: list[float] = []
        for issue, claim in rounds:
            pause = pauses.expovariate(order["rate"])
            if time.time() + pause >= until:
                break
            time.sleep(pause)
            replay(twin, issue)
            twin.execute("PRAGMA shrink_memory").close()  # as if somebody else had written last
            times.append(single_acts.timed(lambda claim=claim: replay(twin, claim)))
        time.sleep(max(0.0, until - time.time()))
        pipe.send("worked")
        pipe.recv()
        pipe.send({"bare": times})


def do(folder: Path, clock: Clock, act: str, times: int) -> None:
    """This many acts of one kind, by one program that follows nothing."""
    with HallFile.open(folder, device="acts", clock=clock) as file:
        for _ in range(times):
            request = acts.new_request()
            if act == "issue":
                single_acts.must(acts.issue(file, request, acts.Order((single_acts.SERVICE,))))
            else:
                single_acts.must(acts.call_next(file, request, single_acts.COUNTER, "acts", ended=acts.VisitEnd.FINISH))


def _claims(folder: Path) -> list[tuple[list[Any], list[Any]]]:
    """What issuing a number and claiming it write, learnt in a hall of its own."""
    clock = single_acts.Moving()
    found = []
    with HallFile.open(folder, device="bench", clock=clock) as file:
        with file.reading() as db:
            recorder = single_acts.Recorder(db)
        for number in range(BARE_ROUNDS):
            kept = []
            for act in (
                lambda number=number: acts.issue(file, f"issue-{number}", acts.Order((single_acts.SERVICE,))),
                lambda number=number: acts.call_next(
                    file, f"next-{number}", single_acts.COUNTER, "bench", ended=acts.VisitEnd.FINISH
                ),
            ):
                clock.at += 1000
                recorder.kept = []
                single_acts.must(act())
                kept.append(recorder.kept)
            found.append((kept[0], kept[1]))
    return found


def replay(twin: Any, statements: list[Any]) -> None:
    """The rows in a transaction, nothing else."""
    twin.execute("BEGIN IMMEDIATE")
    for sql, parameters in statements:
        twin.execute(sql, parameters).fetchall()
    twin.execute("COMMIT")


def _memory_mb() -> float:
    """What this small machine has left."""
    line = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemAvailable"))
    return int(line.split()[1]) / 1024


def _wait_for(path: Path, seconds: float = START_SECONDS) -> str:
    deadline = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"no {path.name} came")
        time.sleep(0.1)
    return path.read_text()


def _hear(running: list[tuple[Any, Any]], seconds: float) -> Iterator[Any]:
    deadline = time.monotonic() + seconds
    for process, pipe in running:
        if not pipe.poll(max(0.1, deadline - time.monotonic())):
            raise TimeoutError(f"{process.name} does not answer")
        yield pipe.recv()


def main() -> None:
    """Lead this host's clients.

    PLAN holds ``hall``, ``base`` (wall clock at which the hall's day begins), ``signals`` (a folder), ``host`` and
    ``orders`` (each: role, rate, name, seed, and counter or local where it has one). Signals: we make HOST.ready,
    HOST.worked and HOST.json; ``work`` (until when, wall clock) and ``end`` come from outside.
    """
    if sys.argv[1] == "prime":
        folder, base, *counters = sys.argv[2:]
        prime(Path(folder), hall_clock(float(base)), counters)
        return
    if sys.argv[1] == "acts":
        do(Path(sys.argv[2]), hall_clock(float(sys.argv[3])), sys.argv[4], int(sys.argv[5]))
        return
    plan = json.loads(Path(sys.argv[1]).read_text())
    signals, host = Path(plan["signals"]), plan["host"]
    context = multiprocessing.get_context("fork")
    before = _memory_mb()
    running = []
    for order in plan["orders"]:
        ours, theirs = context.Pipe()
        life = bare if order["role"] == "bare" else client
        process = context.Process(target=life, args=(order, plan, theirs), daemon=True, name=order["name"])
        process.start()
        theirs.close()
        running.append((process, ours))
        told = next(_hear(running[-1:], START_SECONDS))  # one after another: a small machine opens one hall at a time
        assert told == "ready", (order["name"], told)
    memory = (before - _memory_mb()) / len(running)
    (signals / f"{host}.ready").touch()
    until = json.loads(_wait_for(signals / "work"))
    for _, pipe in running:
        pipe.send(until)
    list(_hear(running, until - time.time() + END_SECONDS))
    (signals / f"{host}.worked").touch()
    _wait_for(signals / "end")
    for _, pipe in running:
        pipe.send("end")
    answers = list(_hear(running, END_SECONDS))
    for process, _ in running:
        process.join(10)
    whole = {"answers": answers, "memory_mb": round(memory, 1)}
    part = signals / f"{host}.part"
    part.write_text(json.dumps(whole))
    part.rename(signals / f"{host}.json")


if __name__ == "__main__":
    main()
