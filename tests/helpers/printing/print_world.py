"""A kiosk's printing with emulated printers in one process and a clock of its own: seconds pass as fast as they can.

The driver, the dispatcher, the jobs and the emulator are the real ones; only threads, wires and time are replaced.
"""

import dataclasses
import random
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from printers.dialogue.driver import Driver
from printers.dialogue.printer_events import News
from printers.dialogue.transmission import Task
from printers.emulator.fault_switches import order
from printers.emulator.machine import Machine
from printers.emulator.roll import Piece
from printers.emulator.traits import Traits
from printers.link.wire import WireLost, device_fault
from printers.models.model import Model
from printers.paper.layout import TicketPaper, paper_of
from printers.paper.render import Rendered
from printers.queue.dispatcher import Dispatcher, PrinterSlot
from printers.queue.job_handle import JobHandle
from shared import samples
from shared.domain.answers import Issued, IssuedStep
from shared.domain.ticket import ticket_id
from shared.domain.words import Instant
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record.job_rows import FATES, Asked, JobState

START = 1_795_400_000_000
KERNEL = 64 * 1024


def issued(number: int, prefix: str = "AB", services: tuple[str, ...] = ("AB.1",), lang: str = "id") -> Issued:
    """A ticket as the hall would have issued it."""
    steps = tuple(IssuedStep(place, service, 3, (5, 15)) for place, service in enumerate(services, 1))
    identity = ticket_id("2026-11-23", prefix, number)
    return Issued(identity, f"{prefix}-{number:03d}", "2026-11-23", Instant(START), False, False, lang, steps)


def paper(number: int, *, show: tuple[str, ...] = ("number", "copy", "date"), lang: str = "id") -> TicketPaper:
    """A short paper, quick to draw."""
    whole = paper_of(samples.load("sungai-rindang"), issued(number, lang=lang), lang)
    return dataclasses.replace(whole, show=show)


class MemoryWire:
    """A link into an engine: like a serial line, or like TCP with the system's own buffer in between."""

    answers = True

    def __init__(self, world: "World", engine: Machine, *, tcp: bool) -> None:
        self.world, self.engine, self.tcp = world, engine, tcp
        self.notices_power = tcp
        self.kernel = bytearray()
        self.cycles = engine.power_cycles
        self.lost = ""

    def _check(self) -> None:
        engine = self.engine
        if not self.lost and self.tcp:
            if engine.power_cycles != self.cycles:
                self.lost = "eof"
            elif engine.hangs_up:
                self.lost, engine.hangs_up = engine.hangs_up, ""
        elif not self.lost and engine.unplugged:
            self.lost = "unplugged"
        if self.lost:
            raise WireLost(self.lost)

    def deliver(self) -> None:
        """The system carries on what it holds, when it can."""
        if self.kernel and not self.lost and not self.engine.unplugged and not self.engine.deaf:
            taken = self.engine.receive(bytes(self.kernel[:4096]), self.world.time)
            del self.kernel[:taken]

    def write(self, data: bytes) -> int:
        self._check()
        if not self.tcp:
            return self.engine.receive(data, self.world.time)
        taken = data[: KERNEL - len(self.kernel)]
        self.kernel += taken
        self.deliver()
        return len(taken)

    def read(self) -> bytes:
        self._check()
        self.deliver()
        self.engine.advance(self.world.time)
        if self.engine.unplugged or self.engine.deaf:
            return b""
        return self.engine.speak(self.world.time)

    def wait(self, seconds: float, *, writing: bool) -> None:
        raise AssertionError("nothing sleeps in here")

    def finish(self) -> str | None:
        return None

    def close(self) -> None:
        self.lost = self.lost or "closed"


@dataclass
class MemoryDoor:
    """Where an engine is to be found."""

    world: "World"
    engine: Machine
    tcp: bool
    baud: int | None = None
    answers = True

    def open(self) -> MemoryWire:
        engine = self.engine
        if engine.unplugged or engine.refusing or (self.tcp and engine.off(self.world.time)):
            raise device_fault("nobody there", "plug it in")
        engine.hangs_up = ""
        engine.link_opened()
        engine.answer_line.take(1e12)  # what nobody listened to is gone
        return MemoryWire(self.world, engine, tcp=self.tcp)


@dataclass(frozen=True)
class Given:
    """A ticket that a printer was given."""

    ticket: int
    job: str
    printer: str


@dataclass
class World:
    """Some printers, one dispatcher, one clock."""

    folder: Path
    seed: int = 0
    traits: tuple[Traits, ...] = (Traits(),)
    models: tuple[Model, ...] = ()
    tcp: tuple[bool, ...] = (True,)
    renders: tuple[str, ...] = ("native",)
    stall_seconds: float = 30.0
    time: float = 0.0
    engines: list[Machine] = field(default_factory=list)
    handles: list[JobHandle] = field(default_factory=list)
    lost: list[JobHandle] = field(default_factory=list)  # on their way when the program was killed
    said: list[str] = field(default_factory=list)
    script: list[tuple[float, Any]] = field(default_factory=list)
    place: LocalPrintJobStore | None = None
    renderings: list[tuple["Given", Rendered]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.inbox: deque[News] = deque()
        self.jobs = Jobs(
            None,
            self.place or LocalPrintJobStore(self.folder / "jobs.db"),
            "K1",
            lambda: Instant(START + int(self.time * 1000)),
        )
        for place, traits in enumerate(self.traits):
            self.engines.append(Machine(traits, seed=self.seed + place, keep_log=False))
        self.start()

    def start(self) -> None:
        """The kiosk's program begins: what it knew before, it can only have from the file."""
        slots: list[PrinterSlot] = []
        for place, engine in enumerate(self.engines):
            tcp = self.tcp[place]
            driver = Driver(
                f"P{place + 1}",
                MemoryDoor(self, engine, tcp, None if tcp else 19200),
                self.models[place],
                self.inbox.append,
                lambda: self.time,
                book=self.jobs,
                seed=self.seed + place,
            )
            self._watch(driver)
            slots.append(PrinterSlot(driver, f"memory:{place}", self.renders[place]))
        self.dispatcher = Dispatcher(self.jobs, slots, lambda: self.time, stall_seconds=self.stall_seconds)
        self.dispatcher.recover()
        self.wakes = [0.0 for _ in slots]

    def restart(self) -> None:
        """The program is killed at this moment and started again."""
        for slot in self.dispatcher.slots.values():
            slot.driver.close()
        self.inbox.clear()
        self.lost += [handle for handle in self.handles if handle.fate is None]
        self.handles = [handle for handle in self.handles if handle.fate is not None]
        self.start()

    def _watch(self, driver: Driver) -> None:
        """Remember each ticket that is given to a driver."""
        take = driver.print

        def given(task: Task) -> None:
            handle = next(handle for handle in self.handles if handle.job and handle.job.id == task.job)
            self.renderings.append((Given(handle.paper.ticket, task.job, driver.code), task.rendered))
            take(task)

        driver.print = given

    def print(self, ticket: TicketPaper, asked: Asked = Asked.ISSUE) -> JobHandle:
        """Wish for a paper now."""
        handle = JobHandle(ticket, lambda progress: self.said.append(progress.sentence["en"]))
        self.handles.append(handle)
        self.dispatcher.submit(handle, asked)
        self.wakes = [0.0 for _ in self.wakes]
        return handle

    def at(self, seconds: float, act: Any) -> None:
        """Do something later: a fault as ``(printer, {...})`` or a function."""
        self.script.append((self.time + seconds, act))
        self.script.sort(key=lambda entry: entry[0])

    def fault(self, printer: int, name: str, **facts: Any) -> None:
        """A fault now."""
        engine = self.engines[printer]
        engine.advance(self.time)
        order(engine, {"fault": name, **facts}, self.time)

    def run(self, seconds: float, until: Any = None) -> None:
        """Let time pass, at most so long, or until something is so."""
        end = self.time + seconds
        while self.time < end and not (until and until()):
            self._step()
            self._forward(end)

    def settle(self, seconds: float = 200.0) -> None:
        """Until every wish has its fate."""
        self.run(seconds, lambda: all(handle.fate for handle in self.handles))

    def _step(self) -> None:
        while self.script and self.script[0][0] <= self.time:
            act = self.script.pop(0)[1]
            if callable(act):
                act()
            else:
                self.fault(act[0], **act[1])
        for engine in self.engines:
            engine.advance(self.time)
        for place, slot in enumerate(self.dispatcher.slots.values()):
            talk = slot.driver._talk
            if talk:
                talk.wire.deliver()  # the system does not wait for our program
            heard = talk is not None and (self.engines[place].answer_line.next_at() or 1e12) <= self.time
            if self.time >= self.wakes[place] or heard or (talk and talk.out):
                pause = slot.driver.step()
                self.wakes[place] = self.time + max(0.001, pause)
        while self.inbox:
            self.dispatcher.hear(self.inbox.popleft())
            self.wakes = [min(wake, self.time) for wake in self.wakes]
        self.dispatcher.tick()

    def _forward(self, end: float) -> None:
        moments = [end, self.time + 0.1, *self.wakes]
        moments += [at for engine in self.engines if (at := engine.next_at(self.time)) is not None]
        moments += [self.script[0][0]] if self.script else []
        ahead = [moment for moment in moments if moment > self.time]
        self.time = max(self.time + 0.0005, min(ahead))

    def strip(self, printer: int) -> list[Piece]:
        """Everything that came out of a printer, the uncut end included."""
        mechanism = self.engines[printer].mechanism
        return [*mechanism.pieces, mechanism.piece]


def atoms(pieces: list[Piece]) -> bytes:
    """The strip's content in order, in a form in which one ticket's content can be looked for."""
    found: list[bytes] = []
    for piece in pieces:
        marks: list[tuple[int, bytes]] = []
        marks += [(line.top, b"T" + line.text.encode() + bytes((line.size,)) + b"\0") for line in piece.lines]
        for rows in piece.pictures:
            for index in range(rows.height):
                row = bytes(rows.rows[index * rows.width_bytes : (index + 1) * rows.width_bytes])
                if row.strip(b"\0"):
                    marks.append((rows.top + index, b"R" + row.rstrip(b"\0") + b"\1"))
        marks += [(code.top, b"Q" + code.text.encode() + b"\0") for code in piece.codes]
        found += [mark for _top, mark in sorted(marks, key=lambda entry: entry[0])]
    return b"".join(found)


def reference(rendered: Rendered, traits: Traits) -> bytes:
    """What a faultless printer makes of a ticket."""
    engine = Machine(dataclasses.replace(traits, buffer=1 << 20), keep_log=False)
    engine.receive(rendered.data, 0.0)
    for second in range(1, 60):
        engine.advance(float(second))
    return atoms([*engine.mechanism.pieces, engine.mechanism.piece])


def fates(world: World) -> list[JobState]:
    """The fates of all jobs in the file."""
    jobs = [job for handle in world.handles for job in world.jobs.of_ticket(handle.paper.ticket)]
    return [job.state for job in jobs if job.state in FATES]
