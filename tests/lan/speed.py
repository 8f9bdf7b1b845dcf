"""``python -m tests.lan.speed``: a hall on real shares, measured between hosts; writes docs/performance-lan.md.

``python -m tests.lan.speed display`` measures its rows of the display alone and puts them in their place there.

``python -m bench.performance`` puts those tables at the end of docs/performance.md.
"""

import json
import os
import sys
import time
from typing import Any

from shared.tools.bench.percentiles import median, spread
from shared.tools.bench.whole_hall import CALLS_A_MINUTE, TICKETS_A_MINUTE
from tests.lan.bed.bed import OPTIONS, PYTHON, ROOT, RUN, Bed, missing
from tests.lan.scene import SECTIONS, Scene, Window, apart_ms, requests

OUT = ROOT / "docs" / "performance-lan.md"
HOSTS = 3
COUNTERS, DISPLAYS = 8, 2  # on each host, and one kiosk
HALL_COUNTERS, HALL_KIOSKS = 150, 5  # of the hall that 1x is the load of
CALLS, TICKETS = CALLS_A_MINUTE / 60, TICKETS_A_MINUTE / 60
BARE_RATE = 0.3
HINTS = ("lan", "off")
REPEAT = 20
PRESSES = 40

Order = dict[str, Any]


def counter(number: int, rate: float) -> Order:
    return {"role": "counter", "rate": rate, "name": f"counter-{number}", "counter": str(number)}


def kiosk(number: int, rate: float) -> Order:
    return {"role": "kiosk", "rate": rate, "name": f"K{number}", "local": f"/run/antrean-k{number}"}


def display(number: int) -> Order:
    return {"role": "display", "rate": 0.0, "name": f"display-{number}"}


def hall_orders() -> dict[int, list[Order]]:
    """A hall at 1x spread over the hosts, on each of them a writer of bare transactions besides."""
    found: dict[int, list[Order]] = {}
    for host in range(1, HOSTS + 1):
        first = (host - 1) * COUNTERS + 1
        found[host] = [counter(number, CALLS / COUNTERS / HOSTS) for number in range(first, first + COUNTERS)]
        found[host] += [display(host * 10 + number) for number in range(DISPLAYS)]
        found[host] += [kiosk(host, TICKETS / HOSTS), {"role": "bare", "rate": BARE_RATE, "name": f"bare-{host}"}]
    return found


def wire_orders() -> dict[int, list[Order]]:
    """One role on each host, acting as one of the many of a large hall; host 4 makes up the rest of 1x."""
    displays = [display(number) for number in range(1, 4)]
    counters = [counter(number, CALLS / HALL_COUNTERS) for number in range(1, 5)]
    kiosks = [kiosk(number, TICKETS / HALL_KIOSKS) for number in (1, 2)]
    calls, tickets = CALLS * (1 - 4 / HALL_COUNTERS), TICKETS * (1 - 2 / HALL_KIOSKS)
    rest = [counter(number, calls / 2) for number in (11, 12)] + [kiosk(number, tickets / 2) for number in (3, 4)]
    return {1: displays, 2: counters, 3: kiosks, 4: rest}


def single_operations(bed: Bed, repeat: int) -> list[str]:
    """``antrean bench ops`` on the share, on host 1 while the others stand by."""
    bed.run(1, "mkdir -p /mnt/share/ops")
    told = bed.antrean(1, f"bench ops --repeat {repeat} --folder /mnt/share/ops --json", 600)
    found = json.loads(next(line for line in told.splitlines() if line.startswith("{")))["operations"]
    rows = [
        f"| {name} | {row['ms']:.1f} | {row['baseline_ms']:.1f} | {row['ratio']:.2f} |" for name, row in found.items()
    ]
    return ["| operation | ms | bare, ms | ratio |", "|---|---:|---:|---:|", *rows, ""]


def requests_of_an_act(bed: Bed) -> dict[str, dict[str, float]]:
    """Requests of one issue and of one claim, from many by one program."""
    folder = bed.make_hall("acts", "graha-segara")
    base = time.time()
    found = {}
    for act in ("issue", "next"):
        sides = []
        for count in (2, 2 + REPEAT):  # the difference leaves out what opening costs
            before = requests(bed, 1)
            bed.run(1, f"{PYTHON} -m tests.lan.crowd acts {folder} {base} {act} {count}")
            after = requests(bed, 1)
            sides.append({what: after[what] - before[what] for what in SECTIONS})
        found[act] = {what: (sides[1][what] - sides[0][what]) / REPEAT for what in SECTIONS}
    return found


def hall_row(bed: Bed, hint: str, seconds: float) -> str:
    """A whole hall on three hosts."""
    scene = Scene(bed, f"hall-{hint}", hall_orders(), hint)
    scene.run(seconds)
    every = [answer for side in scene.answers.values() for answer in side["answers"]]
    claims = [answer["claim"] for answer in every if "claim" in answer]
    done = {call: at for answer in every for call, at in answer.get("done_at", {}).items()}
    noticed = [
        (at - done[call]) * 1000 for answer in every for call, at in answer.get("seen_at", {}).items() if call in done
    ]
    latency = spread([ms for answer in every for ms in answer.get("latency", {}).get("next", ())])
    bare = spread([ms for answer in every for ms in answer.get("bare", ())])
    errors = sum(sum(claim["errors"].values()) for claim in claims)
    acts = sum(act["act"] in ("issue", "next") for claim in claims for act in claim["acts"])
    verdict = scene.verdict
    broken = verdict["lost"] + verdict["doubled"] + verdict["unseen"] + verdict["stuck"] + verdict["integrity"]
    assert scene.rest is not None
    assert scene.empty is not None
    idle = [(scene.rest.cpu[host] - scene.empty.cpu[host]) * 100 / len(orders) for host, orders in scene.orders.items()]
    memory = median([side["memory_mb"] for side in scene.answers.values()])
    news = spread(noticed)
    return (
        f"| {bed.kind} | {'on' if hint == 'lan' else 'off'} | {len(claims)} | {acts} | {errors} | {broken} "
        f"| {news['p50']:.0f} / {news['p99']:.0f} | {latency['p50']:.0f} / {latency['p95']:.0f} | {bare['p50']:.0f} / "
        f"{bare['p95']:.0f} | {latency['p50'] / bare['p50']:.2f} | {sum(idle) / len(idle):.2f} | {memory:.0f} |"
    )


def wire_rows(bed: Bed, hint: str, seconds: float) -> list[str]:
    """Requests of each role."""
    scene = Scene(bed, f"wire-{hint}", wire_orders(), hint)
    scene.run(seconds)
    assert scene.verdict == dict.fromkeys(scene.verdict, 0), scene.verdict
    assert scene.rest is not None
    assert scene.work is not None
    rows = []
    for host, role in ((1, "display"), (2, "counter"), (3, "kiosk")):
        cells = [_requests(window, host, len(scene.orders[host])) for window in (scene.rest, scene.work)]
        rows.append(f"| {bed.kind} | {role} | {'on' if hint == 'lan' else 'off'} | {cells[0]} | {cells[1]} |")
    return rows


def _requests(window: Window, host: int, clients: int) -> str:
    """All of a client's requests a second, and which they were."""
    sent = {what: count / clients for what, count in window.requests[host].items()}
    return (
        f"{sum(sent.values()):.1f} | {sent['read']:.1f} / {sent['lock']:.1f} / {sent['open']:.1f} / {_rest(sent):.1f}"
    )


def _rest(sent: dict[str, float]) -> float:
    return sent["write"] + sent["sync"] + sent["other"]


def display_row(bed: Bed) -> str:
    """``antrean bench display`` on host 1, its hall on the share."""
    bed.run(1, "mkdir -p /mnt/share/display")
    told = bed.run(1, f"unset ANTREAN_CLOCK; {PYTHON} -m shared.cli {DISPLAY_COMMAND} --json", 600)
    found = json.loads(next(line for line in told.splitlines() if line.startswith("{")))
    parts = _side_by_side({part: told["p50"] for part, told in found["parts_ms"].items()}, "commit", "notice", "frame")
    painted, burst = (
        _side_by_side(found["painted_ms"], "p50", "p95", "p99"),
        _side_by_side(found["burst_ms"], "p50", "p99"),
    )
    return f"| {bed.kind} | {painted} | {parts} | {burst} | {found['unseen']} |"


def _side_by_side(told: dict[str, Any], *which: str) -> str:
    return " / ".join(f"{told[one]:.0f}" for one in which)


def display_alone(load: str) -> None:
    """Its rows anew, all else as it stands."""
    rows = []
    for kind in OPTIONS:
        bed = Bed(kind, 1)
        try:
            bed.start()
            rows.append(display_row(bed))
        finally:
            bed.stop()
    begin = DISPLAY.partition("\n")[0]
    before, _, rest = OUT.read_text().partition(begin)
    rest = rest.partition("\n### ")[2]
    after = f"### {rest}" if rest else ""
    OUT.write_text(
        "\n".join([before.rstrip("\n"), "", DISPLAY.format(load=load), *rows, "", after]).rstrip("\n") + "\n"
    )


def measure(kind: str, repeat: int, seconds: float) -> dict[str, Any]:
    """Everything about one kind of share."""
    bed = Bed(kind, HOSTS + 1)
    try:
        bed.start()
        apart = apart_ms(bed)
        found: dict[str, Any] = {"operations": single_operations(bed, repeat), "acts": requests_of_an_act(bed)}
        found["display"] = display_row(bed)
        found["hall"] = [hall_row(bed, hint, seconds) for hint in HINTS]
        found["wire"] = [row for hint in HINTS for row in wire_rows(bed, hint, seconds)]
        found["apart"] = max(apart, apart_ms(bed))
        return found
    finally:
        bed.stop()


HEAD = """## On a real share

`python -m tests.lan.speed`, on the LAN bed (`./run lan`): hosts and server are programs on one machine, so the ratios and
the order of size count, not the milliseconds{load}. Mounts:
{mounts}.

### Operations beside a bare transaction on the same share

`antrean bench ops` on one host: medians; both sides with the same share profile. Target for issue and next: 1.5 at most.
"""  # noqa: E501
DISPLAY_COMMAND = f"bench display --folder /mnt/share/display --calls {PRESSES}"
DISPLAY = f"""### From a press to the painted frame

`antrean {DISPLAY_COMMAND}` on one host of 640 MB{{load}}:
a real display program and another process that presses, on one processor of a user-mode kernel, their hall on the
share; {PRESSES} calls, then 46 within 10 seconds; `python -m tests.lan.speed display` measures these rows alone.
`antrean bench display` on this machine's own disk: 17 to 19 ms at p50 while it is quiet.

| share | press to frame p50 / p95 / p99, ms | of it commit / notice / frame at p50, ms | burst p50 / p99, ms | unseen |
|---|---:|---:|---:|---:|"""
HALL = """### A whole hall on {hosts} hosts with kernels of their own, 256 MB each

On each {counters} counters, {displays} displays and a kiosk as headless clients (`antrean bench client`), a process each,
together 1x (25 calls and 30 tickets a minute). Besides, a writer on each host that makes the same claims as bare
transactions in a file of its own on the share, in the same minute, knowing nothing of the file before each, as a client
of whose hall somebody else wrote last. A client's claim waits for its turn among all others as well, and for the others
of its host, who share one processor and, on SMB, the one place in the file: its ratio is above the 1.5 that a claim by
itself keeps to, in the tables above. In such a minute most claims are the first of their program, which prepares its
statements and touches its memory for the first time: on SMB they take some third longer than later ones. Of a claim in
the full hall (by time stamps inside of it) about half passes between BEGIN and COMMIT: its reads of pages, some
twenty requests that each wait for the host's one processor, and the program's own work, which such a kernel slows by
its page faults; the wait for the turn is under a tenth. The requests themselves are not more than the bare claim's but
for five pages. "Noticed" is from the
counter's COMMIT until a display had the call, by the hosts' wall clocks: they come from one machine and were at most
{apart:.1f} ms apart (round trips, before and after). "Broken" is what `antrean bench verdict` found: lost, doubled, stuck,
unseen, integrity. "Idle" is what a host's whole kernel costs this machine more than without clients, for each client;
such a kernel pays for a system call several times what a real one does (the same client's own cost on a real kernel stands
above). Memory: what the host has less for each client.

| share | hints | clients | acts | errors | broken | noticed p50 / p99, ms | a claim p50 / p95, ms | bare p50 / p95, ms \
| ratio at p50 | idle, % of a core | memory, MB |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""  # noqa: E501
WIRE = """### Requests on the wire, per client and second

Counted by the client kernel (`/proc/fs/cifs/Stats`, `/proc/self/mountstats`) on hosts that carry one role each (3 displays;
4 counters, each calling as one of 150; 2 kiosks, each issuing as one of 5); all else of 1x comes from a fourth host. The
requests of their own acts, heartbeats and spool are in it; the mount's own echo is not. "Which": reads (the poll is one) /
locks / opens and closes / all others.

| share | client | hints | at rest | which | at 1x | which |
|---|---|---|---:|---|---:|---|"""  # noqa: E501
ACTS = """Requests of one act, by a program that does nothing else:

| share | act | requests | reads | locks | opens and closes | writes | syncs | others |
|---|---|---:|---:|---:|---:|---:|---:|---:|"""


def text(found: dict[str, dict[str, Any]], load: str) -> str:
    """The tables."""
    mounts = ";\n".join(f"{kind} `{options}`" for kind, options in OPTIONS.items())
    parts = [HEAD.format(mounts=mounts, load=load)]
    for kind, one in found.items():
        parts += [f"{kind}:", "", *one["operations"]]
    parts += [DISPLAY.format(load=""), *(one["display"] for one in found.values()), ""]
    apart = max(one["apart"] for one in found.values())
    parts.append(HALL.format(hosts=HOSTS, counters=COUNTERS, displays=DISPLAYS, apart=apart))
    parts += [row for one in found.values() for row in one["hall"]]
    parts += ["", WIRE, *(row for one in found.values() for row in one["wire"]), "", ACTS]
    for kind, one in found.items():
        for act, sent in one["acts"].items():
            cells = [sum(sent.values()), *(sent[what] for what in SECTIONS)]
            parts.append(f"| {kind} | {act} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
    return "\n".join([*parts, ""])


def main() -> int:
    """Measure both kinds and write. Arguments: how often each operation, seconds of each hall."""
    why = missing()
    if why:
        sys.stderr.write(f"SKIPPED LOUDLY: no real share was measured, because {why}\n")
        return 3
    RUN.mkdir(parents=True, exist_ok=True)
    cores = len(os.sched_getaffinity(0))
    if sys.argv[1:] == ["display"]:
        display_alone(f" ({cores} cores, load {os.getloadavg()[0]:.0f} at the start)")
        return 0
    repeat, seconds = (int(sys.argv[1]), float(sys.argv[2])) if len(sys.argv) > 2 else (60, 60.0)
    before = os.getloadavg()[0]
    found = {kind: measure(kind, repeat, seconds) for kind in OPTIONS}
    OUT.write_text(text(found, f" ({cores} cores, load {before:.0f} at the start)"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
