"""How soon a display shows a call: from the press of "next" in another process to the frame that has it.

A real display program and a process that presses share one hall; the display's report beside the hall's file says when
each call was noticed and when it was painted, by the same clock as the press. Besides, a burst: every counter of a hall
calls within a few seconds.
"""

import contextlib
import dataclasses
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared import samples, tether
from shared.clock import HallClock
from shared.domain.hall_data.hall import DayHours, Display, Hall, Weekday
from shared.domain.words import TimeOfDay
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.engine import Engine
from shared.store.engine_choice import opened_engine
from shared.store.health_report import HealthReport
from shared.store.questions.calls_on_screens import calls_on_screens
from shared.tools import trial_hall
from shared.tools.bench.client import Client, ClientOrder
from shared.tools.bench.percentiles import spread
from shared.tools.bench.whole_hall import Running, hear, prime, start_clients, tell, without_quotas

GAP_SECONDS = (0.2, 0.7)
BURST_CALLS, BURST_SECONDS = 46, 10.0
START_SECONDS = 90.0
SEEN_SECONDS = 10.0
"""A call that was not painted so long after the last press is unseen."""
LOOK_EVERY = 0.3
OWN_DISPLAY = "D1"


@dataclass(frozen=True, slots=True)
class MeasuredPress:
    """One press, in seconds of this PC's clock."""

    call: int
    at: float
    committed: float


@dataclass(frozen=True, slots=True)
class Painted:
    """A call on the display, in seconds of the same clock."""

    noticed: float
    shown: float


@contextlib.contextmanager
def own_hall(server: str | None = None, folder: Path | None = None) -> Generator[Path]:
    """A fresh sample hall that is open now, with one display for all of it: in a file below ``folder``, or on a server.

    A place of its own if missing.
    """
    hall = _open_now(without_quotas(samples.load("graha-segara")))
    with trial_hall.fresh(hall, HallClock(), server, folder) as place:
        yield place


def _open_now(hall: Hall) -> Hall:
    """The hall, somewhere where it is noon: its day neither ends nor begins while it is measured."""
    noon_at = round(12 - time.time() % 86_400 / 3600)  # hours east of Greenwich, which these zones count the other way
    always = dict.fromkeys(Weekday, DayHours(TimeOfDay(0), TimeOfDay(24 * 60)))
    calls = dataclasses.replace(hall.rules.calls, soonest_finish_seconds=0)
    return dataclasses.replace(
        hall,
        hall=dataclasses.replace(hall.hall, time_zone=f"Etc/GMT{-noon_at:+d}"),
        week=always,
        season={},
        holiday={},
        display={OWN_DISPLAY: Display(voice=False)},
        rules=dataclasses.replace(hall.rules, calls=calls),
    )


def chosen(folder: Path, code: str | None) -> str:
    """The display to start: the one that is named, or the hall's first; UsageFault when the hall has none such."""
    with opened_engine(folder, device="bench", clock=HallClock()) as file, file.reading() as db:
        known = tuple(file.hall(db).display)
    if (code is not None and code not in known) or not known:
        raise UsageFault(f"The hall has no display {code or ''}.", "Name one of them with --display.", known)
    return code or known[0]


def bench(folder: Path, display: str, counters: int, calls: int) -> dict[str, Any]:
    """Measure it; the object that ``bench display`` answers."""
    clock = HallClock()
    with opened_engine(folder, device="bench", clock=clock) as file:
        with file.reading() as db:
            hall = file.hall(db)
        here = _counters(hall, display)
        need = -(-(calls + BURST_CALLS) // len(here)) + 1
        prime(folder, clock, here, need)
        with _display(folder, display), _crowd(folder, here, counters), _presser(folder) as pipe:
            painted: dict[int, Painted] = {}
            _await_display(file, display)
            chance = random.Random(1)
            each = [(here[n % len(here)], chance.uniform(*GAP_SECONDS)) for n in range(calls)]
            pressed = _pressed(pipe, each, file, display, painted)
            burst = [(here[(calls + n) % len(here)], BURST_SECONDS / BURST_CALLS) for n in range(BURST_CALLS)]
            stormed = _pressed(pipe, burst, file, display, painted)
    return _summary(pressed, stormed, painted)


def soak(folder: Path, display: str, calls: int, rate: float) -> dict[str, Any]:
    """A long day compressed: so many calls, ``rate`` a second; the object that ``bench soak`` answers.

    The memory is the display's, in MB: after the first tenth of the calls, and at the end. Then the display is
    started again; ``restart_ms`` is from its start to the frame with the last call.
    """
    clock = HallClock()
    with opened_engine(folder, device="bench", clock=clock) as file, contextlib.ExitStack() as places:
        with file.reading() as db:
            here = _counters(file.hall(db), display)[:BURST_CALLS]
        local = Path(places.enter_context(tempfile.TemporaryDirectory(prefix="antrean-bench-")))
        with _display(folder, display, local) as process, _presser(folder) as pipe:
            painted: dict[int, Painted] = {}
            _await_display(file, display)
            made: list[MeasuredPress] = []
            memory: list[float] = []
            while len(made) < calls:
                part = min(max(calls // 10, 1), calls - len(made))
                prime(folder, clock, here, -(-part // len(here)) + 1)
                presses = [(here[n % len(here)], 1 / rate) for n in range(part)]
                made += _pressed(pipe, presses, file, display, painted)
                memory.append(_memory_mb(process.pid))
        with file.reading() as db:  # the display has ended, and has told of every call
            told = calls_on_screens(db, made[-1].call - made[0].call + 1)
        restart = _restarted(folder, display, local, file, made[-1].call)
    shown = {one.call for one in told if one.device == display and one.shown_at is not None}
    return {
        "calls": len(made),
        "unseen": sum(press.call not in shown for press in made),
        "memory_mb": {"begin": memory[0], "end": memory[-1], "most": max(memory)},
        "painted_ms": _spread(painted[press.call].shown - press.at for press in made if press.call in painted),
        "restart_ms": restart,
    }


def _restarted(folder: Path, display: str, local: Path, file: Engine, call: int) -> float | None:
    """How soon a display that is started again shows this call; None when it does not."""
    begun = time.time()
    with _display(folder, display, local):
        while time.time() - begun < START_SECONDS:
            told = _report(file, display)
            for one, shown, *_ in told.data.get("calls", ()) if told is not None else ():
                if one == call and (shown or 0) / 1000 >= begun:
                    return round(shown - begun * 1000, 1)
            time.sleep(LOOK_EVERY)
    return None


def _memory_mb(pid: int) -> float:
    """What a process holds of this PC's memory; 0 where that cannot be asked."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return round(next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024, 1)


def _counters(hall: Hall, display: str) -> list[str]:
    """The counters whose calls the display shows, each with something to serve."""
    zones = hall.display[display].zones
    return [
        code
        for code in hall.counter
        if (not zones or hall.zone_of(code) in zones)
        and any(not hall.service[service].closed for service in hall.services_of(code))
    ]


def _summary(pressed: list[MeasuredPress], stormed: list[MeasuredPress], painted: dict[int, Painted]) -> dict[str, Any]:
    known = [(press, painted[press.call]) for press in pressed if press.call in painted]
    return {
        "painted_ms": _spread(seen.shown - press.at for press, seen in known),
        "parts_ms": {
            "commit": _spread(press.committed - press.at for press, _ in known),
            "notice": _spread(seen.noticed - press.committed for press, seen in known),
            "frame": _spread(seen.shown - seen.noticed for _, seen in known),
        },
        "unseen": sum(press.call not in painted for press in (*pressed, *stormed)),
        "burst_ms": _spread(painted[press.call].shown - press.at for press in stormed if press.call in painted),
    }


def _spread(seconds: Iterable[float]) -> dict[str, float | int | None]:
    return spread([max(one, 0.0) * 1000 for one in seconds])


# ----- the display


@contextlib.contextmanager
def _display(folder: Path, display: str, place: Path | None = None) -> Generator[subprocess.Popen[bytes]]:
    """The real program; without a screen it draws into memory. What it keeps is in ``place``, or forgotten."""
    with tempfile.TemporaryDirectory(prefix="antrean-bench-") as forgotten:
        environment = {**os.environ, "ANTREAN_LOCAL": str(place or forgotten), "ANTREAN_SOUND": "none"}
        if sys.platform.startswith("linux") and not ({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()):
            environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        command = ["-m", "shared.cli", "display", "--hall", str(folder), "--display", display, "--windowed"]
        with subprocess.Popen(
            [sys.executable, *command],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[3],
            preexec_fn=tether.to_this_process(),  # noqa: PLW1509 - no thread runs here yet
        ) as process:
            try:
                yield process
            finally:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(10)
                process.kill()


def _await_display(file: Engine, display: str) -> None:
    """Until the display has painted something: its report says so."""
    deadline, begun = time.monotonic() + START_SECONDS, time.time()
    while time.monotonic() < deadline:
        told = _report(file, display)
        if told is not None and (told.data.get("frame") or 0) / 1000 >= begun:
            return
        time.sleep(LOOK_EVERY)
    raise EnvironmentFault(Kind.SLOW, "The display does not show anything.", "Start `antrean display` by hand.")


def _report(file: Engine, display: str) -> HealthReport | None:
    try:
        return file.reports((display,)).get(display)
    except OSError:
        return None


def _look(file: Engine, display: str, painted: dict[int, Painted]) -> None:
    told = _report(file, display)
    for call, shown, _spoken, noticed in told.data.get("calls", ()) if told is not None else ():
        if shown is not None and noticed is not None:
            painted.setdefault(call, Painted(noticed / 1000, shown / 1000))


# ----- those who press, and those who are only there


@contextlib.contextmanager
def _crowd(folder: Path, here: list[str], counters: int) -> Generator[None]:
    """So many counters alive that follow the news and press nothing."""
    names = (f"alive {number + 1}" for number in range(counters))
    orders = (
        ClientOrder(folder, "counter", 0.0, 0.0, name, number + 1, here[number % len(here)])
        for number, name in enumerate(names)
    )
    clients: list[Running] = list(start_clients(orders, None))
    try:
        if any(answer != "ready" for answer in hear(clients, START_SECONDS)):
            raise EnvironmentFault(Kind.SLOW, "A counter did not reach the hall.", "Try fewer counters.")
        tell(clients, "idle")
        yield
    finally:
        for process, pipe in clients:
            pipe.close()
            process.kill()
            process.join(10)


@contextlib.contextmanager
def _presser(folder: Path) -> Generator[Any]:
    """Another process that presses "next" when it is told to."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_press, args=(str(folder), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(START_SECONDS) or ours.recv() != "ready":
            raise EnvironmentFault(Kind.SLOW, "The process that presses did not reach the hall.", "Run antrean check.")
        yield ours
    finally:
        ours.close()
        process.join(10)
        if process.is_alive():
            process.kill()


def _press(folder: str, pipe: Any) -> None:
    """PressedCall as often as the pipe says, until it ends."""
    tether.end_with_parent()
    client = Client(ClientOrder(Path(folder), "counter", 0.0, 0.0, "press"), HallClock())
    with contextlib.suppress(EOFError, ConnectionError):
        client.begin()
        pipe.send("ready")
        while True:
            counter = pipe.recv()
            client.order.counter = counter
            known = set(client.seen.done_at)
            at = time.time()
            client.press()
            ahead = time.time() - time.monotonic()
            pipe.send([(call, at, client.seen.done_at[call] + ahead) for call in client.seen.done_at.keys() - known])
    client.end()


def _pressed(
    pipe: Any, presses: list[tuple[str, float]], file: Engine, display: str, painted: dict[int, Painted]
) -> list[MeasuredPress]:
    """Press at these counters, each after its gap; then wait until the last call is painted."""
    made: list[MeasuredPress] = []
    due = time.monotonic()
    for counter, gap in presses:
        due += gap
        while (left := due - time.monotonic()) > 0:
            if left > LOOK_EVERY:
                _look(file, display, painted)
            time.sleep(min(max(due - time.monotonic(), 0), LOOK_EVERY))
        pipe.send(counter)
        if not pipe.poll(START_SECONDS):
            raise EnvironmentFault(Kind.SLOW, "A press was not answered.", "Run antrean check.")
        made += [MeasuredPress(*one) for one in pipe.recv()]
        if len(made) % 8 == 0:
            _look(file, display, painted)
    deadline = time.monotonic() + SEEN_SECONDS
    while time.monotonic() < deadline and any(press.call not in painted for press in made):
        _look(file, display, painted)
        time.sleep(LOOK_EVERY)
    return made
