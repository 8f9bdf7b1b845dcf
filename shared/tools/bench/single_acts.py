"""Each store operation beside a bare ``sqlite3`` transaction that writes the same rows with the same pragmas."""

import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from shared import collecting, samples
from shared.domain.answers import Refused
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts
from shared.store.sqlite import create
from shared.store.sqlite.connection import FILE, HallConnection, HallFile, connect
from shared.tools.bench.percentiles import median
from shared.tools.bench.whole_hall import MORNING, without_quotas

Statement = tuple[str, Any]
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
SERVICE, COUNTER = "AB.1", "1"


class Moving:
    """A clock that moves by a second with each act, so that the compared halls have the same instants."""

    def __init__(self) -> None:
        self.at = int(MORNING)

    def __call__(self) -> Instant:
        """Its present instant."""
        return Instant(self.at)


class Recorder:
    """Keeps the writing statements that a connection was given, or with ``reads`` the reading ones as well."""

    def __init__(self, connection: HallConnection, *, reads: bool = False) -> None:
        self.kept: list[Statement] = []
        wanted = (*_WRITES, "SELECT", "PRAGMA") if reads else _WRITES
        execute, many = connection.execute, connection.executemany

        def keep(sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
            if sql.lstrip().upper().startswith(wanted):
                self.kept.append((sql, parameters))
            return execute(sql, parameters)

        def keep_many(sql: str, parameters: Any, /) -> sqlite3.Cursor:
            rows = list(parameters)
            self.kept += [(sql, row) for row in rows]
            return many(sql, rows)

        connection.execute = keep
        connection.executemany = keep_many


def _acts(number: int) -> dict[str, Callable[[HallFile], Any]]:
    """One visit from ticket to finish; request ids are the same in each hall."""
    target = acts.Target(counter=COUNTER)
    return {
        "issue": lambda file: acts.issue(file, f"issue-{number}", acts.Order((SERVICE,))),
        "next": lambda file: acts.call_next(file, f"next-{number}", COUNTER, "bench", ended=acts.VisitEnd.FINISH),
        "recall": lambda file: acts.recall(file, f"recall-{number}", target, "bench"),
        "start": lambda file: acts.start(file, f"start-{number}", target, "bench"),
        "hold": lambda file: acts.hold(file, f"hold-{number}", target, "papers", None, "bench"),
        "resume": lambda file: acts.resume(file, f"resume-{number}", acts.Target(label=_label(number)), "bench"),
        "next again": lambda file: acts.call_next(
            file, f"again-{number}", COUNTER, "bench", ended=acts.VisitEnd.FINISH
        ),
        "finish": lambda file: acts.finish(file, f"finish-{number}", target, "bench", ended=acts.VisitEnd.FINISH),
    }


def _label(number: int) -> str:
    return f"{SERVICE.partition('.')[0]}-{number + 1:03d}"


@contextlib.contextmanager
def halls(count: int, folder: Path | None) -> Generator[list[Path]]:
    """That many identical fresh halls. UsageFault for a folder in which none can be made."""
    with contextlib.ExitStack() as stack:
        try:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="antrean-ops-", dir=folder))
        except OSError as error:
            raise UsageFault(
                f"No trial hall can be made in {folder or tempfile.gettempdir()}: {error.strerror}.",
                "Name a folder that can be written with --folder.",
            ) from None
        paths = [Path(place) / f"hall{number}" for number in range(count)]
        create.create(paths[0], without_quotas(samples.load("graha-segara")), Moving())
        for path in paths[1:]:
            path.mkdir()
            (path / FILE).write_bytes((paths[0] / FILE).read_bytes())
        yield paths


def bench(repeat: int, folder: Path | None = None) -> dict[str, dict[str, float]]:
    """Milliseconds of each operation, of its bare twin, and the ratio of their medians."""
    with halls(3, folder) as (learnt, ours, bare):
        kept = record(learnt, repeat)
        clock = Moving()
        chosen = HallFile.open(ours, device="bench", clock=clock)
        assert chosen.recipe is not None
        twin = connect(bare / FILE, journal=chosen.recipe.journal, synchronous=chosen.recipe.synchronous)
        times: dict[str, tuple[list[float], list[float]]] = {}
        with chosen, contextlib.closing(twin), collecting.paused():
            for number in range(repeat):
                for name, act in _acts(number).items():
                    clock.at += 1000
                    mine = timed(lambda act=act: must(act(chosen)))
                    other = timed(lambda name=name, number=number: replay(twin, kept[name, number]))
                    if number >= repeat // 10:  # the first ones warm everything up
                        times.setdefault(name, ([], []))[0].append(mine)
                        times[name][1].append(other)
    return {name: row(median(mine), median(other)) for name, (mine, other) in times.items()}


def bench_statements(repeat: int, folder: Path | None = None) -> dict[str, float]:
    """Milliseconds of each operation's statements alone, the reading ones too: what it takes more is our own time."""
    times: dict[str, list[float]] = {}
    with halls(2, folder) as (learnt, read):
        kept = record(learnt, repeat, reads=True)
        twin = connect(read / FILE)
        with contextlib.closing(twin), collecting.paused():
            for (name, number), statements in kept.items():
                ms = timed(lambda statements=statements: replay(twin, statements))
                if number >= repeat // 10:
                    times.setdefault(name, []).append(ms)
    return {name: median(all_ms) for name, all_ms in times.items()}


def bench_audit(repeat: int, folder: Path | None = None) -> dict[str, dict[str, float]]:
    """Milliseconds of each operation with its events signed, of the same one unsigned, and what signing adds.

    Both halls take turns act by act, so that whatever else this PC does hits both.
    """
    times: dict[str, tuple[list[float], list[float]]] = {}
    with halls(2, folder) as paths, contextlib.ExitStack() as stack:
        clock = Moving()
        signed, bare = (stack.enter_context(HallFile.open(path, device="bench", clock=clock)) for path in paths)
        bare.signs = False
        stack.enter_context(collecting.paused())
        for number in range(repeat):
            for name, act in _acts(number).items():
                clock.at += 1000
                pair = [timed(lambda act=act, file=file: must(act(file))) for file in (signed, bare)]
                if number >= repeat // 10:
                    both = times.setdefault(name, ([], []))
                    both[0].append(pair[0])
                    both[1].append(pair[1])
    return {
        name: row(median(mine), median(other))
        | {"added_ms": round(median([a - b for a, b in zip(mine, other, strict=True)]), 4)}
        for name, (mine, other) in times.items()
    }


def row(ms: float, baseline_ms: float) -> dict[str, float]:
    """One line of the table."""
    return {"ms": round(ms, 4), "baseline_ms": round(baseline_ms, 4), "ratio": round(ms / baseline_ms, 3)}


def record(folder: Path, repeat: int, *, reads: bool = False) -> dict[tuple[str, int], list[Statement]]:
    """The rows that each operation writes (and with ``reads`` what it reads), learnt in a hall of its own."""
    clock = Moving()
    kept: dict[tuple[str, int], list[Statement]] = {}
    with HallFile.open(folder, device="bench", clock=clock) as file:
        with file.reading() as db:
            assert isinstance(db, HallConnection)
            recorder = Recorder(db, reads=reads)
        for number in range(repeat):
            for name, act in _acts(number).items():
                clock.at += 1000
                recorder.kept = []
                must(act(file))
                kept[name, number] = recorder.kept
    return kept


def replay(twin: sqlite3.Connection, statements: list[Statement]) -> None:
    """The bare transaction: nothing but the rows, by ``sqlite3`` as it is."""
    execute = sqlite3.Connection.execute  # without what our own connection adds
    execute(twin, "BEGIN IMMEDIATE")
    for sql, parameters in statements:
        execute(twin, sql, parameters).fetchall()
    execute(twin, "COMMIT")


def must(outcome: Any) -> None:
    """An operation of a bench hall is never refused."""
    if isinstance(outcome, Refused):
        raise EnvironmentFault(Kind.BUG, f"The bench hall refused: {outcome.code}.", "Report this.")


def timed(act: Callable[[], None]) -> float:
    """Milliseconds that it took."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
