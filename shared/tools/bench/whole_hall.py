"""A whole hall of headless clients on this machine: how soon displays notice, what idling costs, what goes wrong."""

import contextlib
import dataclasses
import itertools
import multiprocessing
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from shared import samples, tether
from shared.clock import Clock, HallClock, clock_from, parse_instant
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.engine_choice import opened_engine
from shared.store.live.poll_schedule import QUIET_AFTER
from shared.text.languages import ENGLISH, pick
from shared.tools import trial_hall
from shared.tools.bench import verdict
from shared.tools.bench.client import Client, ClientOrder, Seen
from shared.tools.bench.percentiles import spread

MORNING = parse_instant("2026-11-23T09:00:00+08:00")
"""When a bench hall's clock starts: a Monday morning in Makassar."""
CALLS_A_MINUTE, TICKETS_A_MINUTE = 25.0, 30.0  # a busy hall, 1x
PRIMED = 3  # tickets that wait before each counter at the start
IDLE_SECONDS = 5.0
START_SECONDS, START_SECONDS_EACH = 90.0, 0.2


@dataclass(frozen=True, slots=True)
class HallSize:
    """How large a hall, how busy (times 25 calls and 30 tickets a minute), for how long."""

    counters: int = 150
    displays: int = 20
    kiosks: int = 5
    rate: float = 1.0
    seconds: float = 60.0


@contextlib.contextmanager
def own_hall(
    sample: str = "graha-segara", folder: Path | None = None, server: str | None = None
) -> Generator[tuple[Path, Clock]]:
    """A fresh sample hall at nine on a Monday: in a temporary folder (in ``folder``, if given), or on that server."""
    clock = clock_from(MORNING)
    with trial_hall.fresh(without_quotas(samples.load(sample)), clock, server, folder) as path:
        yield path, clock


def without_quotas(hall: Hall) -> Hall:
    """The hall without limits on numbers, so that a bench is never refused."""
    services = {code: dataclasses.replace(service, quota=None) for code, service in hall.service.items()}
    return dataclasses.replace(hall, service=services)


def prime(folder: Path, clock: Clock, counters: list[str], tickets: int = PRIMED) -> None:
    """Let visitors wait before each counter."""
    with opened_engine(folder, device="prime", clock=clock) as file:
        with file.reading() as db:
            hall = file.hall(db)
        refused: Refused | None = None
        given = 0
        for _ in range(tickets):
            for counter in counters:
                service = next(code for code in hall.services_of(counter) if not hall.service[code].closed)
                outcome = acts.issue(file, acts.new_request(), acts.Order((service,)))
                if isinstance(outcome, Refused):
                    refused = outcome
                else:
                    given += 1
    if refused is not None and not given:
        sentence = f"The hall gives no numbers now: {pick(refused.sentence, ENGLISH)}"
        raise EnvironmentFault(Kind.NO_HALL, sentence, "Set ANTREAN_CLOCK to an hour at which it is open.")


def bench(folder: Path, clock: Clock, size: HallSize) -> dict[str, Any]:
    """Run it; the object that ``bench hall`` answers."""
    return several([folder], clock, size)[0]


def several(folders: Sequence[Path], clock: Clock, size: HallSize) -> list[dict[str, Any]]:
    """The same with several halls at once, each of that size; what each of them answers."""
    orders = [list(_orders(folder, size, _primed(folder, clock, size))) for folder in folders]
    memory = _memory_mb(folders[0])
    clients = list(start_clients((one for hall in orders for one in hall), clock()))
    try:
        answers = iter(_conduct(clients, size.seconds))
    finally:
        deadline = time.monotonic() + 10
        for process, pipe in clients:
            pipe.close()
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
    return [
        _summary(folder, clock, list(itertools.islice(answers, len(hall))), memory)
        for folder, hall in zip(folders, orders, strict=True)
    ]


def _primed(folder: Path, clock: Clock, size: HallSize) -> list[str]:
    """The counter of each client, with visitors waiting before it."""
    with opened_engine(folder, device="bench", clock=clock) as file, file.reading() as db:
        every = list(file.hall(db).counter)
    counters = [every[number % len(every)] for number in range(size.counters)]
    prime(folder, clock, sorted(set(counters), key=counters.index))
    return counters


def _orders(folder: Path, size: HallSize, counters: list[str]) -> Generator[ClientOrder]:
    calls = CALLS_A_MINUTE * size.rate / 60 / max(1, size.counters)
    tickets = TICKETS_A_MINUTE * size.rate / 60 / max(1, size.kiosks)
    for number, counter in enumerate(counters):
        yield ClientOrder(folder, "counter", calls, size.seconds, f"counter {number + 1}", number + 1, counter)
    for number in range(size.kiosks):
        yield ClientOrder(folder, "kiosk", tickets, size.seconds, f"K{number + 1}", 1000 + number)
    for number in range(size.displays):
        yield ClientOrder(folder, "display", 0.0, size.seconds, f"display {number + 1}", 2000 + number)


Running = tuple[Any, Any]  # the process and our end of its pipe


def start_clients(orders: Iterable[ClientOrder], now: Instant | None) -> Generator[Running]:
    """One process a client, forked where that exists: it shares the program's memory and starts at once.

    ``now`` is what time it is for them, None for the machine's own.
    """
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    begun = time.monotonic()
    ends: list[Any] = []
    for order in orders:
        ours, theirs = context.Pipe()
        ends.append(ours)
        instant = None if now is None else Instant(now + int((time.monotonic() - begun) * 1000))
        inherited = list(ends) if method == "fork" else []
        process = context.Process(target=_client, args=(order, instant, theirs, inherited), daemon=True)
        process.start()
        theirs.close()
        yield process, ours


def _client(order: ClientOrder, now: Instant | None, pipe: "Connection[Any, Any]", inherited: list[Any]) -> None:
    """One client process from start to end. ``inherited`` are ends of pipes that only the leading process may hold."""
    tether.end_with_parent()
    for end in inherited:
        end.close()
    for ending in (signal.SIGINT, signal.SIGTERM):  # as in any program; a fork inherits those of the command
        signal.signal(ending, signal.SIG_DFL if ending is signal.SIGTERM else signal.SIG_IGN)
    with contextlib.suppress(EOFError, ConnectionError):  # the leading process ended before us
        _live(Client(order, HallClock() if now is None else clock_from(now)), pipe)


def _live(client: Client, pipe: "Connection[Any, Any]") -> None:
    """The phases: ready, idle, work, answer."""
    try:
        client.begin()
    except EnvironmentFault as fault:
        pipe.send(fault.kind.value)
        return
    pipe.send("ready")
    pipe.recv()
    cpu, wall = time.process_time(), time.monotonic()
    time.sleep(IDLE_SECONDS)
    pipe.send((time.process_time() - cpu) / (time.monotonic() - wall) * 100)
    until = pipe.recv()
    client.work(until)
    pipe.send("worked")
    pipe.recv()
    client.end()
    pipe.send((client.order.role, client.answer(), client.seen))


def _conduct(clients: list[Running], seconds: float) -> list[tuple[float, tuple[Any, ...]]]:
    """Take all clients through their phases; returns the idle cost and the answer of each."""
    deadline = time.monotonic() + START_SECONDS + len(clients) * START_SECONDS_EACH
    told = "no answer in time"
    for _process, pipe in clients:
        if not pipe.poll(max(0.1, deadline - time.monotonic())) or (told := pipe.recv()) != "ready":
            raise EnvironmentFault(Kind.SLOW, f"A client did not reach the hall ({told}).", "Try fewer clients.")
    time.sleep(QUIET_AFTER + 1)  # the cost of starting is over
    tell(clients, "idle")
    idle = hear(clients, IDLE_SECONDS + 30)
    tell(clients, time.monotonic() + seconds)
    hear(clients, seconds + 200)
    tell(clients, "end")
    return list(zip(idle, hear(clients, 60), strict=True))


def tell(clients: list[Running], message: object) -> None:
    """Give all clients the word for their next phase."""
    for _process, pipe in clients:
        pipe.send(message)


def hear(clients: list[Running], seconds: float) -> list[Any]:
    """What each client answers, within that time; else an EnvironmentFault."""
    deadline = time.monotonic() + seconds
    heard: list[Any] = []
    for process, pipe in clients:
        if not pipe.poll(max(0.1, deadline - time.monotonic())):
            raise EnvironmentFault(Kind.SLOW, f"The client {process.name} does not answer.", "Try fewer clients.")
        heard.append(pipe.recv())
    return heard


def _summary(folder: Path, clock: Clock, answers: list[tuple[float, tuple[Any, ...]]], memory: float) -> dict[str, Any]:
    idle: dict[str, list[float]] = {}
    done: dict[int, float] = {}
    noticed: list[float] = []
    claims = [answer for _cost, (_role, answer, _seen) in answers]
    for cost, (role, _answer, seen) in answers:
        idle.setdefault(role, []).append(cost)
        done |= seen.done_at
    last: dict[int, float] = {}
    for _cost, (role, _answer, seen) in answers:
        if role == "display":
            ages = {call: max(0.0, at - done[call]) * 1000 for call, at in seen.calls_at.items() if call in done}
            noticed += ages.values()
            last |= {call: max(age, last.get(call, 0.0)) for call, age in ages.items()}
    found = verdict.verdict(folder, clock, claims)
    return {
        "acts": sum(act["act"] in ("issue", "next") for claim in claims for act in claim["acts"]),
        "errors": sum(sum(claim["errors"].values()) for claim in claims),
        "unseen": found.unseen,
        "noticed_ms": spread(noticed),
        "noticed_by_all_ms": spread(list(last.values())),
        "idle_cpu_percent": round(max(sum(costs) / len(costs) for costs in idle.values()), 3),
        "memory_mb": memory,
        "lost": found.lost,
        "doubled": found.doubled,
        "stuck": found.stuck,
        "integrity": found.integrity,
        "latency_ms": _latency([seen for _cost, (_role, _answer, seen) in answers]),
    }


def _latency(every: list[Seen]) -> dict[str, Any]:
    """How long each kind of act took, over all clients."""
    times = {act: [ms for seen in every for ms in seen.latency.get(act, ())] for act in ("issue", "next")}
    return {act: spread(found) for act, found in times.items() if found}


def _memory_mb(folder: Path) -> float:
    """The memory of one headless client that was started alone."""
    code = (
        "import sys; from pathlib import Path; from shared.tools.bench.client import Client, ClientOrder, Seen; "
        "from shared.clock import process_clock; "
        "c = Client(ClientOrder(Path(sys.argv[1]), 'counter', 0, 0, 'memory'), process_clock()); c.begin(); "
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS'))); c.end()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
        preexec_fn=tether.to_this_process(),
    )
    return round(int(ended.stdout) / 1024, 1) if ended.returncode == 0 and ended.stdout.strip() else 0.0
