"""The feed and its helpers: nothing skipped, nothing twice; the pace."""

import os
import signal

import pytest

from shared.clock import machine_clock
from shared.store import backoff
from shared.store.live.feed import BATCH, Feed
from shared.store.live.poll_schedule import (
    QUIET_AFTER,
    QUIET_FACTOR,
    SHARE_OF_TIME,
    SLOWEST,
    TRUST,
    PollPace,
    PollSchedule,
)
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import linux
from tests.torture import processes
from tests.torture.recorder import recording

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'here')"


@pytest.fixture
def folder(tmp_path):
    create.create(tmp_path / "hall", small_hall(), machine_clock)
    return tmp_path / "hall"


@pytest.fixture
def file(folder):
    with HallFile.open(folder, device="here", clock=machine_clock) as opened:
        yield opened


def write(file, count=1):
    with file.writing() as db:
        for _ in range(count):
            db.execute(NOTE)


def die_before_the_file_is_synced(folder):
    """What this leaves: pages of a commit in the file, its change counter moved, and the journal to undo it."""

    def die(step):
        if step.path.endswith("hall.db"):
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with recording([], before_sync=die), HallFile.open(folder, device="dying", clock=machine_clock) as file:
        write(file)


class TestTheFeed:
    def test_it_begins_now_and_hands_out_each_event_once_in_order(self, file):
        write(file, 3)
        feed = Feed(file)
        assert feed.poll() == ()
        write(file)
        write(file, 2)
        assert [event.sequence for event in feed.poll()] == [4, 5, 6]
        assert feed.poll() == ()
        assert not feed.changed()

    def test_a_cursor_goes_on_where_it_was_through_many_events(self, file):
        write(file, BATCH * 2 + 7)
        feed = Feed(file, 10)
        assert [event.sequence for event in feed.poll()] == list(range(11, BATCH * 2 + 8))
        assert feed.cursor == BATCH * 2 + 7

    def test_a_long_absence_is_made_up_for_in_parts(self, file, monkeypatch):
        monkeypatch.setattr("shared.store.live.feed.BATCHES", 2)
        write(file, BATCH * 5)
        feed = Feed(file, 0)
        parts = []
        while feed.changed():
            parts.append([event.sequence for event in feed.poll()])
        assert [len(part) for part in parts] == [BATCH * 2, BATCH * 2, BATCH]
        assert [sequence for part in parts for sequence in part] == list(range(1, BATCH * 5 + 1))

    def test_a_commit_between_the_look_and_the_reading_is_not_skipped(self, file, folder, monkeypatch):
        feed = Feed(file)
        feed.poll()
        write(file)
        counter = file.change_counter()
        with HallFile.open(folder, device="two", clock=machine_clock) as other:
            monkeypatch.setattr(file, "change_counter", lambda: counter)
            write(other)
            assert [event.sequence for event in feed.poll()] == [1, 2]
        monkeypatch.undo()
        assert feed.changed()
        assert feed.poll() == ()

    @linux("its writer dies by a signal of Linux in the middle of a commit")
    def test_a_commit_that_died_halfway_does_not_hide_the_next_one(self, file, folder):
        feed = Feed(file)
        feed.poll()
        child = processes.start(die_before_the_file_is_synced, folder)
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
        assert (folder / "hall.db-journal").exists()
        assert feed.changed()
        assert feed.poll() == ()
        assert not feed.changed()
        with HallFile.open(folder, device="two", clock=machine_clock) as other:
            write(other)
        assert feed.changed()
        assert [event.sequence for event in feed.poll()] == [1]

    def test_a_reader_that_may_have_lost_its_lock_looks_again(self, file, monkeypatch):
        feed = Feed(file)
        feed.poll()
        write(file)
        monkeypatch.setattr("shared.store.sqlite.locking.stale_writer_fence.deadline_passed", lambda: True)
        assert [event.sequence for event in feed.poll()] == [1]
        monkeypatch.undo()
        assert feed.changed()
        assert feed.poll() == ()
        assert not feed.changed()

    def test_a_file_restored_to_an_earlier_state_is_noticed(self, file):
        feed = Feed(file, 50)
        write(file, 3)
        assert feed.poll() == ()
        assert (feed.rewound, feed.cursor) == (1, 3)
        write(file)
        assert [event.sequence for event in feed.poll()] == [4]

    def test_events_that_were_archived_meanwhile_do_not_stop_it(self, file):
        feed = Feed(file, 0)
        write(file, 3)
        with file.writing() as db:
            db.execute("DELETE FROM events WHERE sequence = 3")
        assert [event.sequence for event in feed.poll()] == [1, 2]
        assert feed.cursor == 2
        feed.look_again()
        assert feed.poll() == ()


class TestThePace:
    def test_displays_read_at_once_and_counters_once_a_second_at_spread_moments(self):
        display = PollSchedule(PollPace.DISPLAY, 100.0, seed=1)
        assert not display.due(100.0)
        display.noticed(100.0, by_hint=False)
        assert display.due(100.0)
        moments = set()
        for seed in range(20):
            counter = PollSchedule(PollPace.COUNTER, 100.0, seed=seed)
            counter.noticed(100.0, by_hint=False)
            counter.done(100.5)
            moments.add(counter.noticed(100.6, by_hint=True))
            assert 101.5 <= counter.read_at <= 102.0
            assert counter.noticed(100.7, by_hint=False) == counter.read_at
        assert all(moment >= 101.5 for moment in moments)

    @pytest.mark.parametrize("network", [False, True])
    def test_the_poll_slows_down_when_quiet_and_when_hints_come_first(self, network):
        rhythm = PollSchedule(PollPace.DISPLAY, 0.0, seed=1)
        rhythm.network = network
        poll = PollPace.DISPLAY.value.share if network else PollPace.DISPLAY.value.disk
        assert 0.9 * poll <= rhythm.period(0.0) <= 1.1 * poll
        assert 0.9 * poll * QUIET_FACTOR <= rhythm.period(QUIET_AFTER + 1) <= 1.1 * poll * QUIET_FACTOR
        for number in range(TRUST):
            rhythm.noticed(float(number), by_hint=True)
            rhythm.done(float(number))
        assert rhythm.period(float(TRUST)) >= 0.9 * PollPace.DISPLAY.value.hinted
        rhythm.noticed(20.0, by_hint=False)
        rhythm.done(20.0)
        assert rhythm.period(20.0) <= 1.1 * poll

    def test_a_share_is_asked_less_often_than_a_disk_and_a_slow_one_less_still(self):
        for pace in PollPace:
            assert pace.value.disk <= pace.value.share <= pace.value.hinted
        rhythm = PollSchedule(PollPace.DISPLAY, 0.0, seed=1)
        rhythm.network = True
        for _ in range(200):
            rhythm.polled(0.01)
        assert rhythm.period(0.0) >= 0.85 * 0.01 / SHARE_OF_TIME
        for _ in range(200):
            rhythm.polled(5.0)
        assert rhythm.period(0.0) <= 1.1 * SLOWEST  # one that is well again is noticed
        rhythm.network = False  # a PC that is busy itself does not spare its own disk
        assert rhythm.period(0.0) <= 1.1 * PollPace.DISPLAY.value.disk

    def test_who_knows_that_there_is_news_asks_no_more_until_it_is_read(self):
        rhythm = PollSchedule(PollPace.COUNTER, 0.0, seed=1)
        rhythm.done(10.0)
        due = rhythm.noticed(10.1, by_hint=True)
        assert rhythm.period(10.1) == pytest.approx(due - 10.1)
        assert rhythm.period(due + 1) == 0.0

    def test_turns_end_at_the_deadline_and_there_is_always_one(self):
        assert len(list(backoff.turns(0))) == 1
        assert len(list(backoff.turns(0.02))) >= 2
