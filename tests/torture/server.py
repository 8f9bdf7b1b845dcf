"""A hall on a PostgreSQL server under torture: clients killed, the server stopped at once, cut off, failed over.

At the end everything is copied into a file, and judged as every hall is: from outside, by a model, by living on.
"""

import contextlib
import os
import random
import signal
import socket
import struct
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.faults import EnvironmentFault
from shared.store.engine_choice import server_part
from tests.helpers.server import both, cluster
from tests.helpers.server.cluster import Cluster
from tests.torture import judge, processes, world
from tests.torture.diary import Diary, entries, watched
from tests.torture.judge import Findings

DURABLE = {"fsync": "off", "synchronous_commit": "on"}
"""What a process that dies cannot lose: the operating system has it. Power cuts are the server's own business."""
_WORKERS = 4


def skipped() -> Findings | None:
    """Why nothing can be tried here."""
    if cluster.binaries() is not None:
        return None
    return Findings(skipped="no PostgreSQL server on this machine (Debian: apt install postgresql)")


class _Hall:
    """The hall with its living workers and displays."""

    def __init__(self, place: Path, url: str, seed: int) -> None:
        os.environ.update({both.SERVER: url, "PGUSER": cluster.USER})
        both.use_server()
        self.folder, self.place, self.start = world.make(place), place, time.monotonic()
        self.chance, self.found, self.ended = random.Random(seed), Findings(), place / "ended"
        self.deaths: dict[Path, float] = {}
        self.living: list[tuple[Path, Any]] = []
        self._born, self._seed = 0, seed
        clock = world.SharedClock(self.start)
        self.displays = [
            processes.start(world.watch, self.folder, place / f"display-{zone}", clock, zone, self.ended)
            for zone in world.ZONES.values()
        ]
        for _ in range(_WORKERS):
            self.worker()

    def worker(self) -> None:
        self._born += 1
        diary = self.place / f"diary-{self._born}"
        seed = self._seed * 100_000 + self._born
        work = processes.start(_work, self.folder, diary, world.SharedClock(self.start), seed)
        self.living.append((diary, work))

    def kill(self) -> None:
        """One of them, now, wherever it is."""
        diary, process = self.living.pop(self.chance.randrange(len(self.living)))
        if process.exitcode is not None:
            self.found.broken.append(f"{diary.name} ended by itself: {process.exitcode}")
        process.kill()
        process.join()
        self.deaths[diary] = time.monotonic()

    def until_done(self, acts: int) -> None:
        """Until so many more presses were answered: a server that is stopped again at once would do nothing."""
        told, patience = self._answered() + acts, time.monotonic() + 30
        while self._answered() < told and time.monotonic() < patience:
            time.sleep(0.01)

    def _answered(self) -> int:
        diaries = [path.read_bytes() for path in self.place.glob("diary-*")]
        return sum(text.count(b'"done": true') + text.count(b'"refused"') for text in diaries)

    def judged(self) -> Findings:
        """Stop everybody, copy what the server holds into a file, and judge it."""
        while self.living:
            self.kill()
        world.end_watching(self.folder, self.ended)
        for process in self.displays:
            process.join(60)
            self.found.unseen += [] if process.exitcode == 0 else [f"a display did not end: {process.exitcode}"]
            process.kill()
        judged = self.place / "judged"
        judged.mkdir()
        with server_part("server_hall").ServerHall.open(self.folder, device="judge", clock=world.noon) as hall:
            server_part("server_copy").dump(hall, judged / "hall.db")
        judge._live_on(self.folder, world.noon, self.found)  # pyright: ignore[reportPrivateUsage]
        both.use_files()
        pressed = entries(sorted(self.place.glob("diary-*")), self.deaths)
        seen = [display for path in self.place.glob("display-*") if (display := watched(path))]
        found = judge.judge(judged, pressed, seen)
        found.add(self.found)
        return found


def _work(folder: Path, diary: Path, clock: Any, seed: int) -> None:
    """A worker for ever; while there is no server it tries again, as a program does."""
    chance, book = random.Random(seed), Diary(diary)
    with world.opened(folder, f"worker {seed}", clock, time.monotonic() + 300) as file:
        while True:
            agency = chance.choice(list(world.SERVICES))
            answer = world.press(file, book, chance.choice(world.KINDS), agency, chance.choice(world.COUNTERS[agency]))
            if isinstance(answer, EnvironmentFault):
                time.sleep(0.05)


def _tortured(place: Path, times: int, seed: int, disturb: Callable[[_Hall, Cluster], str]) -> Findings:
    with cluster.temporary(DURABLE) as server:
        hall = _Hall(place, server.url(), seed)
        try:
            for _ in range(times):
                time.sleep(hall.chance.uniform(0.05, 0.6))
                hall.found.counted[disturb(hall, server)] += 1
            time.sleep(0.5)
            return hall.judged()
        finally:
            both.use_files()


def killed(place: Path, times: int, seed: int = 1) -> Findings:
    """Kill -9 of clients at random instants."""

    def disturb(hall: _Hall, _server: Cluster) -> str:
        hall.kill()
        hall.worker()
        return "clients killed"

    return skipped() or _tortured(place, times, seed, disturb)


def stopped(place: Path, times: int, seed: int = 1) -> Findings:
    """``pg_ctl stop -m immediate`` at random instants, and clients killed in between."""

    def disturb(hall: _Hall, server: Cluster) -> str:
        if hall.chance.random() < 0.3:
            hall.kill()
            hall.worker()
        hall.until_done(hall.chance.randrange(12))
        time.sleep(hall.chance.uniform(0, 0.05))
        server.stop(signal.SIGQUIT)
        time.sleep(hall.chance.uniform(0, 0.5))
        server.start()
        return "immediate stops"

    return skipped() or _tortured(place, times, seed, disturb)


# -- failing over ---------------------------------------------------------------------------------------------------


def failed_over(place: Path, seed: int = 1) -> Findings:
    """The primary dies under load and its synchronous standby is promoted; both are named in the address."""
    unable = skipped()
    if unable is not None:
        return unable
    with cluster.temporary(DURABLE) as first, tempfile.TemporaryDirectory(prefix="antrean-standby-") as folder:
        Path(folder).chmod(0o755)
        with Cluster(Path(folder) / "s", DURABLE, base=first) as second:
            first.sql("ALTER SYSTEM SET synchronous_standby_names = '*'", database="postgres")
            first.sql("SELECT pg_reload_conf()", database="postgres")
            hosts, ports = f"{first.folder},{second.folder}", f"{first.port},{second.port}"
            hall = _Hall(place, f"postgresql:///antrean?host={hosts}&port={ports}", seed)
            try:
                time.sleep(hall.chance.uniform(1.5, 3.0))
                first.stop(signal.SIGQUIT)
                time.sleep(hall.chance.uniform(0.0, 1.0))
                second.run("pg_ctl", "promote", "-D", str(second.data), "-w")
                time.sleep(4)
                hall.found.counted["failovers"] += 1
                return hall.judged()
            finally:
                both.use_files()


# -- cut off at every step of the protocol --------------------------------------------------------------------------


class Proxy:
    """Stands between the programs and the server; cuts after so many messages.

    Attributes:
        passed: How many messages went through, in both directions.
        left: How many more may; None for all. At 0 the connection is reset.
    """

    def __init__(self, port: int) -> None:
        self.passed = 0
        self.left: int | None = None
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                with self._lock:
                    if self.left == 0:
                        break
                    self.passed += 1
                    self.left = None if self.left is None else self.left - 1
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RDWR)
                end.close()

    def close(self) -> None:
        self._listening.close()


def cut_at_steps(place: Path, every: int = 1) -> Findings:
    """The network is cut after each message of issuing, calling and finishing; the same press is asked again."""
    unable = skipped()
    if unable is not None:
        return unable
    found = Findings()
    with cluster.temporary(DURABLE, tcp=True) as server:
        proxy = Proxy(server.port)
        os.environ.update(
            {
                both.SERVER: f"postgresql://127.0.0.1:{proxy.port}/antrean",
                "PGUSER": cluster.USER,
                "PGSSLMODE": "disable",
            }
        )
        both.use_server()
        try:
            folder = world.make(place)
            for what in world.KINDS:
                for step in range(0, _messages(folder, proxy, what), every):
                    found.counted[f"cuts in {what}"] += 1
                    found.broken += [f"{what}, cut after {step}: {line}" for line in _cut(folder, proxy, what, step)]
            judge._live_on(folder, world.noon, found)  # pyright: ignore[reportPrivateUsage]
        finally:
            both.use_files()
            proxy.close()
    return found


def _open(folder: Path) -> Any:
    return server_part("server_hall").ServerHall.open(folder, device="1", clock=world.noon)


def _messages(folder: Path, proxy: Proxy, what: str) -> int:
    """How many messages one press takes."""
    with _open(folder) as hall:
        world.act(hall, "warm up", "issue", "AB", "1")
        before = proxy.passed
        world.act(hall, f"count {what}", what, "AB", "1")
        return proxy.passed - before


def _cut(folder: Path, proxy: Proxy, what: str, step: int) -> list[str]:
    """One press that is cut after so many messages; asked again it has one outcome, done once."""
    request = f"{what} {step}"
    with _open(folder) as hall:
        world.act(hall, f"before {request}", "issue", "AB", "1")
        proxy.left = step
        with contextlib.suppress(EnvironmentFault):
            world.act(hall, request, what, "AB", "1")
        proxy.left = None
        first = world.act(hall, request, what, "AB", "1")
        again = world.act(hall, request, what, "AB", "1")
        with hall.reading() as db:
            rows = db.execute("SELECT count(*) FROM requests WHERE id = ?", (request,)).fetchone()[0]
            wrong = [one.rule for one in judge.invariants.check(db)]
    return [
        *([] if first == again else [f"two answers: {first} and {again}"]),
        *([] if rows == 1 else [f"{rows} rows of its request"]),
        *wrong,
    ]
