"""Programs look for work that is due for the whole hall, and start it beside themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from shared.qt import caretaker
from shared.qt.caretaker import Caretaker
from shared.store import chores


class Worker:
    """Stands for the store worker: answers at once, or not at all while the share is gone."""

    class State:
        def __init__(self, ok: bool) -> None:
            self.ok = ok

    def __init__(self, ok: bool, due: tuple[str, ...]) -> None:
        self.state, self.due = self.State(ok), due

    def do(self, operation: object, done: Callable[[tuple[str, ...]], None]) -> None:
        assert operation is chores.due
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


def test_the_work_is_the_command_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str], str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *arguments: started.append(arguments))
    caretaker.start_beside(tmp_path)
    ((_, arguments, home),) = started
    assert arguments == ["-m", "shared.cli", "chores", "--hall", str(tmp_path)]
    assert (Path(home) / "shared" / "cli" / "__main__.py").is_file()
