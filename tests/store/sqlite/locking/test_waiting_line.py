"""The line before this PC's lock: who comes first is served first, whoever is killed, frozen or gives up meanwhile."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.faults import EnvironmentFault
from shared.store.sqlite.locking import local_lock_linux as local_lock
from shared.store.sqlite.locking import waiting_line
from tests.helpers.machine.processes import python

_WAITER = """
import sys
from pathlib import Path
from shared.store.sqlite.locking.local_lock import LocalLock
lock = LocalLock("x", Path(sys.argv[1]))
print("comes", flush=True)
print("in" if lock.acquire(60) else "in vain", flush=True)
sys.stdin.readline()
"""


class TestTheLine:
    """Who comes first is served first, whoever dies or freezes meanwhile."""

    @pytest.fixture
    def locks(self, tmp_path):
        with contextlib.ExitStack() as stack:
            yield [stack.enter_context(local_lock.LocalLock("x", tmp_path)) for _ in range(5)]

    @pytest.fixture
    def crowd(self):
        """Threads: a lock can be asked for by any, and each waits by itself."""
        with ThreadPoolExecutor(8) as pool:
            yield pool

    @pytest.fixture
    def other(self, tmp_path):
        process = python(_WAITER, str(tmp_path))
        assert process.stdout.readline() == "comes\n"
        yield process
        process.kill()
        process.communicate()

    def served(self, lock, order, name, *, shared=False):
        assert lock.acquire(60, shared=shared)
        order.append(name)
        lock.release()

    def test_each_is_served_as_it_came(self, locks, crowd):
        assert locks[0].acquire(0)
        order: list[int] = []
        waiting = []
        for before, number in enumerate((3, 1, 4, 2), start=2):
            waiting.append(crowd.submit(self.served, locks[number], order, number))
            until(lambda there=before: in_line(locks[0].path) == there)
        locks[0].release()
        for one in waiting:
            one.result()
        assert order == [3, 1, 4, 2]

    def test_readers_who_came_after_a_writer_wait_for_it_and_then_stand_together(self, locks, crowd):
        assert locks[0].acquire(0, shared=True)
        order: list[str] = []
        writing = crowd.submit(self.served, locks[1], order, "writer")
        until(lambda: in_line(locks[0].path) == 2)
        assert not locks[2].acquire(0, shared=True)
        readers = [crowd.submit(locks[number].acquire, 60, shared=True) for number in (2, 3)]
        until(lambda: in_line(locks[0].path) == 4)
        assert order == []
        locks[0].release()
        writing.result()
        assert all(one.result() for one in readers)
        assert order == ["writer"]

    def test_who_steps_back_comes_again_before_those_who_came_later(self, locks, crowd):
        assert locks[0].acquire(0)
        order: list[str] = []
        waiting = [crowd.submit(self.served, locks[1], order, "second")]
        until(lambda: locks[1]._came is not None)
        locks[0].step_back()  # another PC is in the file
        waiting[0].result()
        assert locks[2].acquire(0)
        waiting = [crowd.submit(self.served, locks[3], order, "late")]
        until(lambda: in_line(locks[2].path) == 2)
        waiting.append(crowd.submit(self.served, locks[0], order, "first again"))
        until(lambda: in_line(locks[2].path) == 3)
        locks[2].release()
        for one in waiting:
            one.result()
        assert order == ["second", "first again", "late"]

    def test_who_gave_up_hinders_nobody(self, locks):
        assert locks[0].acquire(0)
        assert not locks[1].acquire(0.01)
        assert not locks[1].acquire(0.01, shared=True)
        locks[0].release()
        assert locks[2].acquire(0)
        locks[2].release()
        assert locks[1].acquire(0)

    def test_one_behind_who_gave_up_does_not_wait_for_it(self, locks, crowd):
        assert locks[0].acquire(0)
        giving_up = crowd.submit(locks[1].acquire, 1)
        until(lambda: locks[1]._came is not None)
        waiting = crowd.submit(locks[2].acquire, 60)
        assert not giving_up.result()
        locks[0].release()
        assert waiting.result()

    @pytest.mark.parametrize("first", [True, False])
    def test_who_is_killed_in_it_or_while_waiting_is_gone(self, locks, crowd, other, tmp_path, first):
        if not first:
            assert other.stdout.readline() == "in\n"
        else:
            other.kill()
        waiting = crowd.submit(locks[1].acquire, 60)
        other.kill()
        assert waiting.result()

    def test_a_waiter_killed_before_its_turn_is_left_out(self, locks, crowd, tmp_path):
        assert locks[0].acquire(0)
        between = python(_WAITER, str(tmp_path))
        assert between.stdout.readline() == "comes\n"
        until(lambda: in_line(locks[0].path) == 2)
        waiting = crowd.submit(locks[1].acquire, 60)
        until(lambda: locks[1]._came is not None)
        between.kill()
        between.communicate()
        locks[0].release()
        assert waiting.result()

    def test_a_frozen_waiter_is_passed_by_and_served_when_it_thaws(self, locks, crowd, tmp_path, monkeypatch):
        monkeypatch.setattr(local_lock, "PATIENCE", 0.1)
        assert locks[0].acquire(0)
        frozen = python(_WAITER, str(tmp_path))
        try:
            assert frozen.stdout.readline() == "comes\n"
            until(lambda: in_line(locks[0].path) == 2)
            frozen.send_signal(signal.SIGSTOP)
            waiting = crowd.submit(locks[1].acquire, 60)
            until(lambda: locks[1]._came is not None)
            locks[0].release()
            assert waiting.result()
            locks[1].release()
            assert locks[1].acquire(0)  # it is not waited for a second time
            locks[1].release()
            frozen.send_signal(signal.SIGCONT)
            assert frozen.stdout.readline() == "in\n"
            assert not locks[1].acquire(0)
        finally:
            frozen.kill()
            frozen.communicate()

    def test_its_files_are_for_all_users_whatever_the_umask(self, tmp_path):
        before = os.umask(0o077)
        try:
            with local_lock.LocalLock("x", tmp_path):
                modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        finally:
            os.umask(before)
        assert modes == {"antrean-x.lock": 0o444, "antrean-x.line": 0o666}


def in_line(lock: Path) -> int:
    """How many stand in the line of that lock, whoever is in included."""
    inode = lock.with_suffix(".line").stat().st_ino
    held = [line.split() for line in Path("/proc/locks").read_text().splitlines() if "->" not in line]
    places = [int(words[6]) for words in held if words[1] == "OFDLCK" and words[5].endswith(f":{inode}")]
    return sum(place < waiting_line.INSIDE for place in places)


def until(there: Callable[[], bool]) -> None:
    """Wait for something that another thread or process does."""
    deadline = time.monotonic() + 60
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.005)


class TestTheBell:
    """Each waiter has a bell under a number of its own."""

    def test_a_number_that_somebody_has_is_left_to_them(self, tmp_path, monkeypatch):
        numbers = iter((7, 7, 8))
        monkeypatch.setattr(waiting_line.random, "randrange", lambda _end: next(numbers))
        lines = [waiting_line.WaitingLine(tmp_path / "line") for _ in range(2)]
        assert [line._number for line in lines] == [7, 8]
        for line in lines:
            line.close()

    def test_a_bell_that_cannot_be_had_is_said(self, tmp_path, monkeypatch):
        def refused(_self, _address):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(waiting_line.socket.socket, "bind", refused)
        with pytest.raises(EnvironmentFault) as caught:
            waiting_line.WaitingLine(tmp_path / "line")
        assert str(tmp_path / "line") in caught.value.remedy

    def test_nobody_is_before_who_passed_all_others_by(self, tmp_path):
        line = waiting_line.WaitingLine(tmp_path / "line")
        line.passed = line.join(shared=False)
        assert line.is_our_turn()
        line.close()

    def test_a_holder_who_came_without_the_line_is_waited_for(self, tmp_path):
        with local_lock.LocalLock("x", tmp_path) as mine, local_lock.LocalLock("x", tmp_path) as other:
            fcntl.flock(other._door, fcntl.LOCK_EX)
            assert not mine.acquire(0.05)
            fcntl.flock(other._door, fcntl.LOCK_UN)
            assert mine.acquire(0)
