"""A counter at work: a real hall file, the real store thread, the desk, the bar and what opens from it."""

import contextlib
import dataclasses
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import shiboken6
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counter.bar.bar import Bar
from counter.desk.acts import Act
from counter.desk.desk_model import DeskModel
from counter.desk.details import NONE, Details
from counter.desk.message import Sign
from counter.desk.unsent import UnsentActs
from counter.dialogs.controller import DialogController
from shared.domain.answers import Called, Issued
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.qt.language import Language
from shared.qt.worker import StoreWorker
from shared.store import acts
from shared.store.live.thread import PollPace
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.store.away import bring_back, take_away


class Waiter:
    """What a station needs of ``qtbot``: to wait for a state, while Qt goes on."""

    def waitUntil(self, true: Callable[[], bool]) -> None:  # noqa: N802 - qtbot's own name
        end = time.monotonic() + 60
        while not true():
            assert time.monotonic() < end, "it never came to that state"
            QTest.qWait(5)


class Ticks:
    """Monotonic seconds that stand until they are moved: presses are as far apart as a test says."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@dataclasses.dataclass
class Place:
    """A hall's folder with its clock, for other devices to act in."""

    folder: Path
    clock: StandingClock
    hall: Hall

    def does(self, act: Callable[[HallFile], object], device: str = "K1") -> object:
        """Something another device does."""
        hall_file = self._opened(device)
        try:
            return act(hall_file)
        finally:
            hall_file.close()

    def _opened(self, device: str) -> HallFile:
        """Another device's file; it waits like any program while the counter writes."""
        until = time.monotonic() + 10
        while True:
            try:
                return HallFile.open(self.folder, device=device, clock=self.clock)
            except EnvironmentFault as fault:
                if fault.kind is not Kind.BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def issue(self, *services: str, priority: bool = False, visual: bool = False) -> str:
        """A visitor takes a number; answers its label."""

        def act(hall_file: HallFile) -> object:
            order = acts.Order(services or ("AB.1",), priority=priority, visual=visual)
            return acts.issue(hall_file, acts.new_request(), order)

        issued = self.does(act)
        assert isinstance(issued, Issued)
        return issued.label

    def next_at(self, counter: str) -> str:
        """Another counter calls; answers the label."""
        called = self.does(lambda f: acts.call_next(f, acts.new_request(), counter), device=counter)
        assert isinstance(called, Called)
        return called.label

    def calls(self) -> list[tuple[str, str]]:
        """All calls of the hall: (label, counter)."""

        def act(hall_file: HallFile) -> object:
            with hall_file.reading() as db:
                return [tuple(row) for row in db.execute("SELECT label, counter FROM calls ORDER BY number")]

        found = self.does(act)
        assert isinstance(found, list)
        return found

    def events(self, what: str) -> list[str | None]:
        """Labels of the events of a kind."""

        def act(hall_file: HallFile) -> object:
            with hall_file.reading() as db:
                return [
                    row[0] for row in db.execute("SELECT label FROM events WHERE what = ? ORDER BY sequence", (what,))
                ]

        found = self.does(act)
        assert isinstance(found, list)
        return found

    def state_of(self, label: str) -> str:
        """Where the newest step of a label stands."""

        def act(hall_file: HallFile) -> object:
            with hall_file.reading() as db:
                sql = (
                    "SELECT s.state FROM steps s JOIN tickets t ON t.id = s.ticket WHERE t.label = ? ORDER BY s.id DESC"
                )
                return db.execute(sql, (label,)).fetchone()[0]

        return str(self.does(act))


def make_place(folder: Path, hall: Hall | None = None) -> Place:
    """A new hall in a folder of its own, so that the share can be taken away."""
    clock, hall = StandingClock(), hall or small_hall()
    create.create(folder, hall, clock)
    return Place(folder, clock, hall)


@dataclasses.dataclass
class Station:
    """One running counter."""

    qtbot: QtBot
    place: Place
    desk: DeskModel
    bar: Bar
    dialogs: DialogController
    language: Language
    worker: StoreWorker
    ticks: Ticks
    left: list[bool]

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(true)

    def settle(self) -> None:
        """Wait until no press is under way, and let time pass so that the next press is a new one."""
        self.until(lambda: self.desk.busy is None)
        self.ticks.now += 1

    def press(self, act: Act, details: Details = NONE) -> None:
        """A press, from the finger to the answer."""
        self.desk.press(act, details)
        self.settle()

    def label(self) -> str | None:
        """The number on the screen."""
        visitor = self.desk.view.current if self.desk.view else None
        return visitor.label if visitor else None

    def said(self) -> str:
        """The answer line."""
        return self.bar.answer_line.text.text()

    def sign(self, act: Act) -> Sign:
        """The sign on a button."""
        return self.bar.buttons[act].sign

    def away(self) -> None:
        """The share goes away."""
        take_away(self.place.folder)

    def back(self) -> None:
        """The share comes back."""
        bring_back(self.place.folder)


@contextlib.contextmanager
def working(
    qtbot: QtBot,
    place: Place,
    *,
    counter: str = "1",
    officer: str = "Sari",
    lang: str = "id",
    ready: bool = True,
    local: Path | None = None,
) -> Iterator[Station]:
    """A counter program around the hall's file, without a process of its own; ``ready`` waits for its first look.

    ``local`` is the folder of its PC.
    """
    ticks, left = Ticks(), list[bool]()
    worker = StoreWorker(place.folder, counter, place.clock, PollPace.COUNTER)
    unsent_acts = UnsentActs(local or place.folder.parent / "local", counter)
    language = Language(("counter",), lang)
    desk = DeskModel(worker, unsent_acts, counter, officer, place.clock, monotonic=ticks)
    desk.retranslate(language.code)
    language.changed.connect(lambda: desk.retranslate(language.code))
    bar = Bar(desk)
    dialogs = DialogController(desk, bar, language, lambda: left.append(True))
    station = Station(qtbot, place, desk, bar, dialogs, language, worker, ticks, left)
    bar.show()
    worker.start()
    try:
        if ready:
            station.until(lambda: desk.view is not None and desk.busy is None)
            ticks.now += 1
        yield station
    finally:
        worker.stop()
        unsent_acts.close()
        language.close()
        bar.before_close = None
        for widget in (dialogs.lists_window, bar):
            widget.close()
            shiboken6.delete(widget)
