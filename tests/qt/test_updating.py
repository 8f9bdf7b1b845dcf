"""A running program makes room for a newer version on its PC: when nobody touches it, and the hall's file allows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject

from shared import launcher
from shared.faults import Kind
from shared.qt import updating
from shared.qt.updating import HallMoment, Updater, hall_moment
from shared.store.live_program import LiveProgram
from shared.store.sqlite.migrations import KNOWN
from shared.updates import manifest
from shared.updates.manifest import Manifest
from tests.helpers.hall import open_hall


@dataclass
class State:
    ok: bool = True
    kind: Kind | None = None


class Worker:
    """Stands for the store worker: answers at once what the hall says."""

    def __init__(self, closed: bool = False, programs: Iterable[LiveProgram] = ()) -> None:
        self.state, self.moment = State(), HallMoment(closed, tuple(programs))

    def do(self, operation: object, done: Callable[[HallMoment], None]) -> None:
        assert operation is hall_moment
        done(self.moment)


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lay a newer version on this PC."""
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "state"))
    monkeypatch.setenv("ANTREAN_VERSIONS", str(tmp_path / "fetched"))
    monkeypatch.setenv("ANTREAN_LAUNCHER", str(tmp_path / "opt/bin/antrean"))

    def lay(*more: str) -> None:
        folder = tmp_path / "fetched/99.0"
        launcher.program(folder).parent.mkdir(parents=True)
        launcher.program(folder).write_text("", "utf-8")
        made = Manifest("99.0", manifest.platform(), (*KNOWN, *more), {})
        (folder / manifest.MANIFEST).write_text(manifest.text_of(made), "utf-8")

    return lay


def updater(worker: Worker, left: list[bool], hall: Path) -> Updater:
    return Updater(worker, hall, lambda: left.append(True))  # pyright: ignore[reportArgumentType]


def test_it_goes_when_nobody_touches_it_and_not_before(
    qtbot: object, newer: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(updating, "QUIET_MS", 1)
    newer()
    left: list[bool] = []
    program = updater(Worker(), left, tmp_path)
    program.begin()
    program.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    program.look()
    assert left == []
    qtbot.waitUntil(program.idle)  # pyright: ignore[reportAttributeAccessIssue]
    program.busy = lambda: True
    program.look()
    assert left == []
    program.busy = lambda: False
    program.look()
    program.end()
    assert left == [True]
    assert launcher.read_choice().use == "99.0"
    assert launcher.read_choice().trial


def test_a_change_of_the_file_waits_for_the_hall_to_be_closed_and_a_refused_program_goes_at_once(
    qapp: object, newer: Callable[..., None], tmp_path: Path
):
    newer("9999_new")
    left: list[bool] = []
    updater(Worker(closed=False), left, tmp_path).look()
    assert left == []
    updater(Worker(closed=True), left, tmp_path).look()
    assert left == [True]
    program = updater(Worker(), left, tmp_path)
    assert program.refused(State(False, Kind.NEWER_SCHEMA))  # pyright: ignore[reportArgumentType]
    assert not program.refused(State(False, Kind.GONE))  # pyright: ignore[reportArgumentType]
    assert left == [True, True]


def test_a_program_that_no_launcher_started_stays_what_it_is(
    qapp: object, newer: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    newer()
    monkeypatch.delenv("ANTREAN_LAUNCHER")
    left: list[bool] = []
    program = updater(Worker(), left, tmp_path)
    program.begin()
    program.look()
    assert left == []


def test_the_hall_says_whether_it_is_closed(tmp_path: Path):
    with open_hall(tmp_path / "hall") as file:
        assert isinstance(hall_moment(file).closed, bool)
