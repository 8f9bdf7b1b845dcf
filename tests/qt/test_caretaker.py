"""Programs look for work that is due for the whole hall, and start it beside themselves."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.qt import caretaker
from shared.qt.caretaker import Caretaker
from shared.store import summaries
from shared.store.sqlite.maintenance import schedule
from tests.helpers.hall import open_hall
from tests.helpers.machine.processes import ROOT


class Worker:
    """Stands for the store worker: answers at once, or not at all while the share is gone."""

    class State:
        def __init__(self, ok: bool) -> None:
            self.ok = ok

    def __init__(self, ok: bool, due: tuple[str, ...]) -> None:
        self.state, self.due = self.State(ok), due

    def do(self, operation: object, done: Callable[[tuple[str, ...]], None]) -> None:
        assert operation in (schedule.due, summaries.tell)
        if operation is schedule.due:
            done(self.due)


@pytest.mark.parametrize(
    ("ok", "due", "started"), [(True, ("hourly_backup",), 1), (True, (), 0), (False, ("hourly_backup",), 0)]
)
def test_work_is_started_when_it_is_due_and_the_share_answers(
    qapp: object, tmp_path: Path, ok: bool, due: tuple[str, ...], started: int
) -> None:
    calls: list[Path] = []
    keeper = Caretaker(Worker(ok, due), tmp_path, start=calls.append)  # pyright: ignore[reportArgumentType]
    keeper.look()
    keeper.end()
    assert calls == [tmp_path] * started


def test_it_looks_again_by_itself(qtbot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caretaker, "EVERY_MS", 5)
    calls: list[Path] = []
    keeper = Caretaker(Worker(True, ("archive",)), tmp_path, start=calls.append)  # pyright: ignore[reportArgumentType]
    keeper.begin()
    qtbot.waitUntil(lambda: len(calls) >= 3)  # pyright: ignore[reportAttributeAccessIssue]
    keeper.end()


_PROGRAM = """
import sys
from pathlib import Path
from shared.qt.caretaker import start_beside
for folder in sys.argv[1:]:
    start_beside(Path(folder))
"""


def test_the_work_speaks_in_its_log_and_not_on_the_programs_screen(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall"):
        pass
    environment = {**os.environ, "ANTREAN_LOCAL": str(tmp_path / "local"), "ANTREAN_CLOCK": "2026-11-23T09:00:00+08:00"}
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "hall"), str(tmp_path / "nowhere")],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    log, said = tmp_path / "local" / "chores.log", ""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not ("integrity_check: ok" in said and "nowhere" in said):
        time.sleep(0.05)
        said = log.read_text() if log.exists() else ""
    assert "integrity_check: ok" in said
    assert "There is no hall in" in said
    assert (ran.stdout, ran.stderr) == ("", "")
