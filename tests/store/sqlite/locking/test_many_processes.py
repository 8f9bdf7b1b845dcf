"""Many processes on one file: labels without gaps, every step called once."""

import contextlib
import multiprocessing
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from shared import tether
from shared.domain.answers import Called, Issued, Refused
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.store import contents

ISSUERS, TICKETS, CALLERS = 8, 50, 8
COUNTERS = ("1", "2")


@contextlib.contextmanager
def _processes(count: int) -> Generator[ProcessPoolExecutor]:
    """Processes of their own; one that cannot begin fails the test instead of hanging it, and so does one that fails.

    They are forked from a clean one that has imported everything, so that the test's time is spent on the file; Windows
    cannot fork, and starts each anew.
    """
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
    if "forkserver" in ways:
        context.set_forkserver_preload(
            ["tests.helpers.machine.tethered", "tests.store.sqlite.locking.test_many_processes"]
        )
    with ProcessPoolExecutor(count, mp_context=context, initializer=tether.end_with_parent) as pool:
        try:
            yield pool
        except BaseException:
            for process in list(pool._processes.values()):  # they wait for what will never come
                process.kill()
            raise


def _issue(folder: Path, name: int) -> list[str]:
    labels: list[str] = []
    with HallFile.open(folder, device=f"K{name}", clock=StandingClock()) as hall_file:
        for number in range(TICKETS):
            answer = acts.issue(hall_file, f"{name}-{number}", Order(("AB.1",)))
            assert isinstance(answer, Issued), answer
            labels.append(answer.label)
    return labels


def _call(folder: Path, name: int) -> list[int]:
    """Call until nobody has waited for some tries in a row."""
    steps: list[int] = []
    empty, number = 0, 0
    with HallFile.open(folder, device=f"counter {name}", clock=StandingClock()) as hall_file:
        while empty < 40:
            number += 1
            answer = acts.call_next(hall_file, f"call-{name}-{number}", COUNTERS[name % 2])
            if isinstance(answer, Called):
                steps.append(answer.step)
                empty = 0
            else:
                assert answer.code is Refusal.NOTHING_WAITING
                with hall_file.reading() as db:
                    issued = db.execute("SELECT coalesce(sum(taken), 0) FROM tallies").fetchone()[0]
                empty += issued == ISSUERS * TICKETS
    return steps


def test_eight_issue_and_eight_call_on_one_file(tmp_path: Path) -> None:
    with open_hall(tmp_path):
        pass
    with _processes(ISSUERS + CALLERS) as pool:
        issued = [pool.submit(_issue, tmp_path, name) for name in range(ISSUERS)]
        called = [pool.submit(_call, tmp_path, name) for name in range(CALLERS)]
        labels = [label for result in issued for label in result.result()]
        steps = [step for result in called for step in result.result()]
    assert sorted(labels) == [f"AB-{number:03d}" for number in range(1, ISSUERS * TICKETS + 1)]
    assert len(steps) == len(set(steps)) == ISSUERS * TICKETS
    with open_hall(tmp_path) as hall_file, hall_file.reading() as db:
        assert invariants.check(db) == ()
        assert contents.gaps(db, "2026-11-23") == ()
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_the_same_press_from_two_processes_is_one_act(tmp_path: Path) -> None:
    with open_hall(tmp_path):
        pass
    with _processes(4) as pool:
        answers = list(pool.map(_same_press, [tmp_path] * 4, range(4)))
    assert len(set(answers)) == 1
    with open_hall(tmp_path) as hall_file, hall_file.reading() as db:
        assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 1


def _same_press(folder: Path, name: int) -> Issued | Refused:
    with HallFile.open(folder, device=f"K{name}", clock=StandingClock()) as hall_file:
        return acts.issue(hall_file, "one press", Order(("AB.1",)))
