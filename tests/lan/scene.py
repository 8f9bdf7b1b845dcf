"""A whole hall on the LAN bed: clients on several hosts, led together, and what the network saw of it meanwhile.

The kernels of the hosts run on one machine and take their wall clocks from it: how far they are apart is measured (by
the round trip of a question to each, before and after), and the age of a call is the wall clock of the display that
noticed it less that of the counter that committed it.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.store.live.poll_schedule import QUIET_AFTER
from tests.lan.bed.bed import PYTHON, RUN, Bed, wait_for

ECHO = 13  # SMB2's "are you there?", which the mount itself sends: no client's request
SMB = {5: "open", 6: "open", 7: "sync", 8: "read", 9: "write", 10: "lock"}
NFS = {
    "READ": "read", "WRITE": "write", "COMMIT": "sync", "LOCK": "lock", "LOCKT": "lock", "LOCKU": "lock",
    "OPEN": "open", "OPEN_NOATTR": "open", "OPEN_CONFIRM": "open", "CLOSE": "open",
}  # fmt: skip
SECTIONS = ("read", "lock", "open", "write", "sync", "other")
REST_SECONDS = 20.0


def requests(bed: Bed, host: int) -> dict[str, int]:
    """Requests that this host's mount has sent so far, by kind, from the kernel's own counters."""
    found = dict.fromkeys(SECTIONS, 0)
    if bed.kind == "cifs":
        for line in bed.run(host, "cat /proc/fs/cifs/Stats").splitlines():
            row = re.fullmatch(r"\s+(\d+)\s+(\d+)\s+\d+\s+\d+\s+\d+", line)
            if row is not None and int(row[1]) != ECHO:
                found[SMB.get(int(row[1]), "other")] += int(row[2])
        return found
    mine = bed.run(host, "cat /proc/self/mountstats").partition("mounted on /mnt/share with")[2]
    rows = re.findall(r"^\s+([A-Z_]+): (\d+) ", mine.partition("per-op statistics")[2].partition("\ndevice ")[0], re.M)
    for name, count in rows:
        found[NFS.get(name, "other")] += int(count)
    return found


def cpu_seconds(host: int) -> float:
    """Processor time that this host's kernel and everything on it has used so far, seen from outside."""
    leader = int((RUN / f"g{host}.pid").read_text())
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == leader:  # its session
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def apart_ms(bed: Bed) -> float:
    """By how much the wall clock of any host differs from this machine's, at most."""
    return max(bed.clock_off_ms(host) for host in bed.hosts)


@dataclass(slots=True)
class Window:
    """What each host sent and used in a stretch of time, a second."""

    requests: dict[int, dict[str, float]]
    cpu: dict[int, float]


@dataclass(slots=True)
class Scene:
    """One hall with its clients: ``orders`` by host (role, rate, name, and counter or local where it has one)."""

    bed: Bed
    name: str
    orders: dict[int, list[dict[str, Any]]]
    hint: str = "lan"
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    rest: Window | None = None
    work: Window | None = None
    empty: Window | None = None  # before anybody came
    verdict: dict[str, int] = field(default_factory=dict)

    def run(self, seconds: float) -> None:
        """The hall is made, its clients come, rest, work for so long, and are judged."""
        bed = self.bed
        folder = bed.make_hall(self.name, "graha-segara")
        signals = RUN / "out" / self.name
        shutil.rmtree(signals, ignore_errors=True)
        signals.mkdir(parents=True)
        self.empty = self._watch(lambda: time.sleep(REST_SECONDS / 2))
        base = time.time()
        running = []
        for host, orders in self.orders.items():
            plan = {"hall": folder, "base": base, "signals": f"/mnt/ctl/out/{self.name}", "host": f"h{host}"}
            plan["orders"] = [{"seed": 100 * host + number, **order} for number, order in enumerate(orders)]
            (signals / f"h{host}.plan").write_text(json.dumps(plan))
            command = f"{PYTHON} -m tests.lan.crowd /mnt/ctl/out/{self.name}/h{host}.plan"
            running.append(bed.begin(host, command, seconds + 900, hint=self.hint))
        try:
            self._lead(folder, signals, running, seconds, base)
        finally:
            for process in running:
                bed.forget(process)

    def _lead(self, folder: str, signals: Path, running: list[Any], seconds: float, base: float) -> None:
        self._all(signals, "ready", running)
        counters = [order["counter"] for orders in self.orders.values() for order in orders if "counter" in order]
        self.bed.run(1, f"{PYTHON} -m tests.lan.crowd prime {folder} {base} {' '.join(counters)}")
        time.sleep(QUIET_AFTER + 3)  # what the beginning cost is over
        self.rest = self._watch(lambda: time.sleep(REST_SECONDS))
        until = time.time() + seconds
        (signals / "work").write_text(json.dumps(until))
        self.work = self._watch(lambda: time.sleep(max(0.0, until - time.time())))
        self._all(signals, "worked", running)
        (signals / "end").touch()
        self._all(signals, "json", running)
        wait_for(running, 60)
        names = []
        for host in self.orders:
            self.answers[host] = json.loads((signals / f"h{host}.json").read_text())
            for answer in self.answers[host]["answers"]:
                if "claim" in answer:
                    names.append(f"{self.name}/{answer['claim']['name']}")
                    (RUN / "out" / f"{names[-1]}.json").write_text(json.dumps(answer["claim"]))
        self.verdict = self.bed.verdict(folder, names)

    def _all(self, signals: Path, what: str, running: list[Any], seconds: float = 500) -> None:
        """Until every host has said so. AssertionError with what was told when one has ended instead."""
        deadline = time.monotonic() + seconds
        for host, process in zip(self.orders, running, strict=True):
            while not (signals / f"h{host}.{what}").exists():
                ended = process.poll() is not None and not (signals / f"h{host}.{what}").exists()
                assert not ended, process.communicate()[0][-3000:]
                assert time.monotonic() < deadline, f"host {host} did not come as far as {what}"
                time.sleep(0.1)

    def _watch(self, act: Callable[[], None]) -> Window:
        """What the hosts send and use while ``act`` goes on."""
        sent = {host: (time.monotonic(), requests(self.bed, host)) for host in self.orders}
        used = {host: (time.monotonic(), cpu_seconds(host)) for host in self.orders}
        act()
        cpu = {host: (cpu_seconds(host) - was) / (time.monotonic() - at) for host, (at, was) in used.items()}
        found = {}
        for host, (at, was) in sent.items():
            now, took = requests(self.bed, host), time.monotonic() - at
            found[host] = {what: (now[what] - was[what]) / took for what in SECTIONS}
        return Window(found, cpu)
