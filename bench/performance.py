"""``python -m bench.performance``: measure everything on this machine and write docs/performance.md."""

import argparse
import datetime
import os
import platform
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import counter_latency, health_writes, pages, requests, turns
from shared.tools.bench import long_history, single_acts, whole_hall

OUT = Path(__file__).parents[1] / "docs" / "performance.md"
RAM_DISK = Path("/dev/shm")
HEAD = """# Performance

Made by `python -m bench.performance`, or in part by `--only ops` (`audit`, `memory`, `history`, `halls`, `counter`,
`requests`, `pages`, `turns`; `lan` puts what `python -m tests.lan.speed` measured at the end). Every figure is a
ratio within one run, or comes with its baseline: absolute times are those of this machine. Each table can be made alone
with the command above it.
"""


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.performance", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run, to see that it works")
    parser.add_argument("--only", choices=PARTS, action="append", help="only these parts; the others stay as they are")
    asked = parser.parse_args()
    kept = _kept(OUT.read_text()) if OUT.exists() else {}
    text = [HEAD]
    for name, part in PARTS.items():
        if asked.only is None or name in asked.only or name not in kept:
            kept[name] = _measured(part, asked.quick)
        text.append(kept[name])
    OUT.write_text("\n".join(text))
    print(f"{OUT} written")


def _kept(text: str) -> dict[str, str]:
    """The parts of the file as it is."""
    found = ["## " + part for part in f"\n{text}".split("\n## ", len(PARTS))[1:]]
    return dict(zip(PARTS, found, strict=True)) if len(found) == len(PARTS) else {}


def _measured(part: Callable[[bool], str], quick: bool) -> str:
    """A part made again, and on which machine, when, and beside how much else."""
    load, nice = os.getloadavg()[0], os.getpriority(os.PRIO_PROCESS, 0)
    title, _, rest = part(quick).partition("\n\n")
    if part is _lan:
        return f"{title}\n\n{rest}"
    machine = f"{platform.system()} {platform.release()}, {os.cpu_count()} cores"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    before = f" (run before others, at nice {nice})" if nice < 0 else ""
    said = f"Measured on {datetime.date.today()}, {machine}, {versions},\nload {load:.1f} at its start{before}."
    return f"{title}\n\n{said}\n\n{rest}"


def _table(found: dict[str, dict[str, float]], baseline: str) -> str:
    lines = [f"| operation | ms | {baseline}, ms | ratio |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {row['ms']:.3f} | {row['baseline_ms']:.3f} | {row['ratio']:.2f} |" for name, row in found.items()
    ]
    return "\n".join(lines) + "\n"


def _operations(quick: bool) -> str:
    found = single_acts.bench(60 if quick else 200)
    return f"""## Operations beside a bare transaction

`antrean bench ops`: each operation of the store, and a bare `sqlite3` transaction that writes the same rows with the
same pragmas (medians). Target: 2.0 at most.

{_table(found, "bare")}"""


def _audit(quick: bool) -> str:
    folder = RAM_DISK if RAM_DISK.is_dir() else None  # a disk's own pauses are larger than what is measured here
    found = single_acts.bench_audit(60 if quick else 300, folder)
    rows = "\n".join(
        f"| {name} | {row['ms']:.3f} | {row['baseline_ms']:.3f} | {row['added_ms']:.3f} |"
        for name, row in found.items()
    )
    return f"""## What the signed audit costs

`antrean bench audit{f" --folder {folder}" if folder else ""}`: each operation with its events hashed and
signed, and the same one in a hall beside it whose events are not, in turn in one run; "added" is the median of the
differences. Target: 0.3 ms at most.

| operation | ms | unsigned, ms | added, ms |
|---|---:|---:|---:|
{rows}
"""


def _memory(quick: bool) -> str:
    """The same where no disk takes time, and what of it is SQLite's."""
    title = "## Operations on a RAM disk"
    if not RAM_DISK.is_dir():
        return f"{title}\n\nThere is none here.\n"
    repeat = 60 if quick else 300
    found = single_acts.bench(repeat, RAM_DISK)
    statements = single_acts.bench_statements(repeat, RAM_DISK)
    rows = "\n".join(
        f"| {name} | {row['ms']:.3f} | {row['baseline_ms']:.3f} | {row['ratio']:.2f} | {statements[name]:.3f} |"
        for name, row in found.items()
    )
    return f"""{title}

`antrean bench ops --folder {RAM_DISK}`: only the processor's time counts there. Aim: 1.8. The last column is plain
`sqlite3` with the operation's reading statements as well: what it takes beyond that is this program's own work between
the statements (the rules, the turn among this PC's programs, the answer), some 2,000 to 4,000 steps of the interpreter.
Under other load they slow down more than SQLite's own code does: the ratio grows with the load.

| operation | ms | bare, ms | ratio | all its statements, ms |
|---|---:|---:|---:|---:|
{rows}
"""


def _history(quick: bool) -> str:
    tickets = 50_000 if quick else 1_250_000
    days = tickets // long_history.A_DAY
    found = long_history.bench(tickets, 60 if quick else 200)
    return f"""## Years of history

`antrean bench history --tickets {tickets}`: the same operations beside {tickets:,} tickets of history ({days:,} working
days, all in the one live file) and in an empty hall. Target: 1.2 at most.

{_table(found, "empty hall")}"""


def _halls(quick: bool) -> str:
    rows: list[str] = []
    for name, rate, hint in (
        ("1x", 1.0, "loopback"),
        ("10x", 10.0, "loopback"),
        ("1x, hints off", 1.0, "off"),
        ("10x, hints off", 10.0, "off"),
    ):
        os.environ["ANTREAN_HINT"] = hint
        load = os.getloadavg()[0]
        size = whole_hall.HallSize(20, 4, 2, rate, 15) if quick else whole_hall.HallSize(150, 20, 5, rate, 30)
        with whole_hall.own_hall() as (folder, clock):
            found = whole_hall.bench(folder, clock, size)
        rows.append(_hall_row(f"{name} ({load:.1f})", found))
    os.environ["ANTREAN_HINT"] = "loopback"
    told = "20 counters, 4 displays, 2 kiosks" if quick else "150 counters, 20 displays, 5 kiosks"
    return f"""## A whole hall on one machine

`antrean bench hall`: {told}, each a process of its own; 1x is 25 calls and 30 tickets a
minute; in brackets the load of the machine before. "Noticed" is the time from COMMIT until a display had the call, of
every call by each display, "by all" until the last of them had it; "broken" counts what was lost, doubled, stuck or
unseen. Targets: p50 20 ms and p99 150 ms at most at 1x, no error at 10x, idle cost 0.5 % of a core per client at most.
With the hints off the poll alone brings the news.

| | acts | errors | broken | noticed p50 / p99, ms | by all p50 / p99 | a call p50 | idle, % of a core | memory, MB |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
{chr(10).join(rows)}

{_health(*((10, 20, 4, 2) if quick else (60, 150, 20, 5)))}"""


def _health(minutes: int, counters: int, displays: int, kiosks: int) -> str:
    found = health_writes.measure(minutes, counters, displays, kiosks)
    writes = found["writes"]
    return f"""### Health beside the file's writes

`python -m bench.health_writes`: {minutes} minutes of {counters} counters, {displays} displays and {kiosks} kiosks at \
1x, with what the programs tell of themselves by
their own constants. Of the write transactions of the hall's database {writes["numbers"]} were numbers, \
{writes["calls"]} calls, {writes["heartbeats and reports"]} heartbeats
and reports (they lie beside it), {writes["calls on displays"]} the displays' accounts of calls: {found["percent"]} % \
are of health (target: 5 at most).
"""


def _hall_row(name: str, found: dict[str, Any]) -> str:
    noticed, by_all = found["noticed_ms"], found["noticed_by_all_ms"]
    wrong = sum(found[what] for what in ("lost", "doubled", "stuck", "unseen", "integrity"))
    call = found["latency_ms"].get("next", {}).get("p50", "-")
    return (
        f"| {name} | {found['acts']} | {found['errors']} | {wrong} | {noticed['p50']} / {noticed['p99']} "
        f"| {by_all['p50']} / {by_all['p99']} | {call} "
        f"| {found['idle_cpu_percent']} | {found['memory_mb']} |"
    )


def _counter(quick: bool) -> str:
    presses, counters, idle = (4, 4, 5.0) if quick else (40, 47, 30.0)
    found = counter_latency.measure(presses, counters, idle)
    rows = [
        f"| {counter_latency.KEYS[key]} | {times['p50']} | {times['p95']} | {times['max']} |"
        for key, times in found["painted_ms"].items()
    ]
    return f"""## From an officer's key to the painted answer

`python -m bench.counter_latency --presses {presses} --counters {counters}`: the officer's bar with {counters} more \
counters alive; real key events, on
this PC's disk, without a screen; until the bar has drawn what the file answered. Target: p95 100 ms at most. At rest
the bar took {found["idle_cpu_percent"]} % of a core (target: 0.5 at most).

| key | p50, ms | p95, ms | longest, ms |
|---|---:|---:|---:|
{chr(10).join(rows)}
"""


def _requests(quick: bool) -> str:
    lines: list[str] = []
    for pace, rest, busy in requests.table(5 if quick else 8):
        lines.append(
            f"| {pace} | {rest['polls']} | {rest['locks and pages']} | {busy['polls']} | {busy['locks and pages']} |"
        )
    return f"""## Requests on the share, per client and second

`python -m bench.performance` (part `bench.requests`): system calls on the hall's file of a client that follows the
news as it does on a share, counted in SQLite's own table of system calls. A poll is one read of 100 bytes without any
lock.

| client | polls at rest | locks and pages at rest | polls at 1x | locks and pages at 1x |
|---|---:|---:|---:|---:|
{chr(10).join(lines)}
"""


def _pages(quick: bool) -> str:
    late = 600 if quick else pages.LATE
    rows = [f"| {name} | {first} | {last} |" for name, (first, last) in pages.table(pages.EARLY, late).items()]
    return f"""## Pages that a question reads

`python -m bench.pages --tickets {late}`: pages of 4 KiB that SQLite reads for a question after a commit of another PC,
when nothing in its own cache is used: each is a request on a share. In a hall of 150 counters, early in its day and
late in it.

| question | pages after {pages.EARLY} tickets | after {late} |
|---|---:|---:|
{chr(10).join(rows)}
"""


def _turns(quick: bool) -> str:
    rows = turns.lines(turns.table(seconds=3 if quick else turns.SECONDS))
    return f"""## Turns among the programs of one PC

`python -m bench.turns`: {turns.WRITERS} programs write without a pause on one PC while {turns.LOAD_A_CORE} others \
compute on each core; the table
shows the waits for a turn in the hall's file. "In line" is the lock as it is: who came first is served first. "Tried
for" is the same lock tried again after random short sleeps, in the same run: there the last one served is likely to be
served again, which makes many turns, but for a few programs only.

{chr(10).join(rows)}
"""


def _lan(_quick: bool) -> str:
    """What ``python -m tests.lan.speed`` measured on the LAN bed, kept beside this file."""
    kept = OUT.parent / "performance-lan.md"
    return kept.read_text() if kept.exists() else ""


PARTS: dict[str, Callable[[bool], str]] = {
    "ops": _operations,
    "audit": _audit,
    "memory": _memory,
    "history": _history,
    "halls": _halls,
    "counter": _counter,
    "requests": _requests,
    "pages": _pages,
    "turns": _turns,
    "lan": _lan,
}
"""The parts of the file, in order."""

if __name__ == "__main__":
    main()
