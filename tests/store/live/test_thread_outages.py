"""The store's thread and a share that goes away: told, waited out, nothing done twice, and back by itself."""

import threading
import time

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.hall_faults import HalfCommit
from shared.store.live import thread as threads
from shared.store.live import thread_watcher
from shared.store.live.thread import PollPace, StoreThread
from shared.store.sqlite import create
from shared.store.sqlite.connection import FILE, HallFile
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.listener import SECONDS, Held, Listener, issue, note
from tests.helpers.machine.linux import linux


@pytest.fixture
def folder(tmp_path):
    create.create(tmp_path / "hall", small_hall(), StandingClock())
    return tmp_path / "hall"


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(thread_watcher, "WATCH_SECONDS", 0.02)
    monkeypatch.setattr(thread_watcher, "SLOW_AFTER", 0.1)
    monkeypatch.setattr(thread_watcher, "GONE_AFTER", 0.3)


def test_a_commit_cut_off_for_one_who_has_left_is_not_asked_again(folder, quick):
    held = Held()

    def cut(file):
        held(file)
        raise hall_faults.half_commit(Kind.GONE)

    with Listener(folder) as one:
        one.until(True)
        first = one.later(cut, patience=0.1)
        assert isinstance(first.get(timeout=SECONDS), HalfCommit)
        held.release.set()
        one.until(True)
        assert not one.thread._queue.unsettled


def test_a_missing_hall_is_told_and_found_when_it_comes(tmp_path):
    with Listener(tmp_path / "hall") as one:
        state = one.until(False, Kind.NO_HALL)
        assert "folder" in state.sentence["en"]
        assert one.do(note).kind is Kind.NO_HALL
        create.create(tmp_path / "hall", small_hall(), StandingClock())
        one.until(True)
        assert one.do(issue("r")).label == "AB-001"


def test_a_share_that_goes_away_is_told_presses_fail_at_once_and_it_comes_back(folder):
    with Listener(folder) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        note(other)
        one.news.get(timeout=SECONDS)

        def gone(_file):
            raise hall_faults.fault(Kind.GONE)

        assert one.do(gone).kind is Kind.GONE
        one.until(False, Kind.GONE)
        one.until(True)
        note(other)
        assert [event.sequence for event in one.news.get(timeout=SECONDS)] == [2]


@linux("a file that is open cannot be replaced under Windows")
def test_a_file_replaced_by_another_halls_is_told_and_never_written(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(threads, "IDENTITY_SECONDS_ON_DISK", 0.05)
    with Listener(folder) as one:
        one.until(True)
        create.create(tmp_path / "other", small_hall(), StandingClock())
        (tmp_path / "other" / FILE).replace(folder / FILE)
        before = (folder / FILE).read_bytes()
        one.until(False, Kind.WRONG_HALL)
        assert isinstance(one.do(note), EnvironmentFault)
        assert (folder / FILE).read_bytes() == before


def test_a_commit_that_was_cut_off_is_asked_again_and_done_once(folder):
    tries = []

    def cut_then_issue(file):
        tries.append(1)
        answer = issue("press-1")(file)
        if len(tries) == 1:
            raise hall_faults.half_commit(Kind.GONE)  # it was done, but nobody here knows
        return answer

    with Listener(folder) as one:
        one.until(True)
        assert one.do(cut_then_issue).label == "AB-001"
        assert len(tries) == 2
        assert one.do(issue("press-2")).label == "AB-002"


def test_a_caller_without_patience_hears_that_nobody_knows_yet(folder, monkeypatch):
    monkeypatch.setattr(thread_watcher, "WATCH_SECONDS", 0.02)
    with Listener(folder) as one:
        one.until(True)

        def always_cut(_file):
            raise hall_faults.half_commit(Kind.GONE)

        assert isinstance(one.do(always_cut, patience=0.3), HalfCommit)
        deadline = time.monotonic() + SECONDS
        while one.do(lambda _file: 1) != 1:  # it is not run again, so the share counts as back
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_share_that_holds_the_thread_fast_is_slow_then_gone_and_waiting_presses_are_turned_away(folder, quick):
    held = Held()
    with Listener(folder) as one:
        one.until(True)
        first = one.later(held)
        assert held.inside.wait(SECONDS)
        second = one.later(note)
        one.until(True, Kind.SLOW)
        one.until(False, Kind.GONE)
        assert second.get(timeout=SECONDS).kind is Kind.GONE
        held.release.set()
        assert first.get(timeout=SECONDS) == "done after all"
        one.until(True)


def test_a_share_that_keeps_saying_that_others_are_in_is_slow_and_not_gone(folder, quick):
    held = Held()
    with Listener(folder) as one:
        one.until(True)
        one.thread._file.refused_at = time.monotonic() + 3600  # refused at every look, as long as this test lasts
        first = one.later(held)
        one.until(True, Kind.SLOW)
        time.sleep(1.0)  # three times as long as it may be silent
        assert one.share.empty()
        one.thread._file.refused_at = 0.0
        one.until(False, Kind.GONE)
        held.release.set()
        assert first.get(timeout=SECONDS) == "done after all"


def test_one_who_will_not_wait_is_told_that_it_is_not_done_or_not_known(folder, quick, monkeypatch):
    monkeypatch.setattr(thread_watcher, "GONE_AFTER", SECONDS)
    held = Held()
    with Listener(folder) as one:
        one.until(True)
        first = one.later(held, patience=0.2)
        assert held.inside.wait(SECONDS)
        second = one.later(note, patience=0.1)
        assert isinstance(first.get(timeout=SECONDS), HalfCommit)
        answer = second.get(timeout=SECONDS)
        assert answer.kind is Kind.SLOW
        assert not isinstance(answer, HalfCommit)
        held.release.set()
        assert one.do(lambda _file: 5) == 5
        assert one.news.empty()  # the note was never made


def test_ending_ends_even_when_the_share_holds_the_thread(folder):
    held = Held()
    one = Listener(folder)
    one.thread.start()
    one.until(True)
    one.later(held)
    assert held.inside.wait(SECONDS)
    begun = time.monotonic()
    assert not one.thread.stop(0.1)
    assert time.monotonic() - begun < 5
    held.release.set()
    assert one.thread.stop(SECONDS)


def test_a_full_disk_is_told_until_a_write_gets_through(folder):
    with Listener(folder) as one:
        one.until(True)

        def full(_file):
            raise hall_faults.fault(Kind.FULL)

        assert one.do(full).kind is Kind.FULL
        one.until(False, Kind.FULL)
        one.do(note)
        one.until(True)


def test_a_busy_file_is_told_and_over_with_the_next_use(folder):
    with Listener(folder) as one:
        one.until(True)

        def busy(_file):
            raise hall_faults.fault(Kind.BUSY)

        assert one.do(busy).kind is Kind.BUSY
        one.until(True, None)


@pytest.mark.parametrize("kind", [Kind.BUG, Kind.CLOCK, Kind.DEVICE])
def test_a_fault_that_says_nothing_of_the_share_leaves_it_as_it_is(folder, kind):
    with Listener(folder) as one:
        one.until(True)

        def wrong(_file):
            raise EnvironmentFault(kind, "This PC's clock is wrong.")

        assert one.do(wrong).kind is kind
        assert (one.thread.state.ok, one.thread.state.kind) == (True, None)


def test_a_thread_that_is_no_longer_held_says_nothing(folder):
    one = StoreThread(folder, "K1", machine_clock, pace=PollPace.KIOSK)
    one._watcher._tell_blocked(gone=True)
    assert one.state is None
    one._watcher.inside_since = 0.0
    one._watcher._tell_blocked(gone=False)
    assert one.state is None  # nothing was told yet: slow is no news
    one.stop()


def test_news_that_met_a_share_gone_in_the_middle_comes_when_it_is_back_and_the_hall_with_it(folder, monkeypatch):
    monkeypatch.setattr(threads, "RETRY_SECONDS", (0.05,))
    with Listener(folder) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        one.halls.get(timeout=SECONDS)
        learn, gone = HallFile.learn_hall, []

        def cut_once(file):
            if not gone:
                gone.append(1)
                raise hall_faults.fault(Kind.GONE)
            return learn(file)

        monkeypatch.setattr(HallFile, "learn_hall", cut_once)
        monkeypatch.setattr(HallFile, "reach", lambda file: file._connection or file._attach())
        with other.writing() as db:
            db.execute("UPDATE hall_data SET data = replace(data, 'MPP Contoh', 'MPP Lain')")
            db.execute("UPDATE pulse SET hall_version = hall_version + 1")
            db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'hall_changed', 'x')")
        one.until(False, Kind.GONE)
        assert [event.sequence for event in one.news.get(timeout=SECONDS)] == [1]
        assert one.halls.get(timeout=SECONDS).hall.name["id"] == "MPP Lain"
        assert one.news.empty()


def test_a_commit_for_which_there_is_no_room_is_answered_and_not_asked_for_ever(folder):
    tries = []

    def full(_file):
        tries.append(1)
        raise hall_faults.half_commit(Kind.FULL)

    with Listener(folder) as one:
        one.until(True)
        answer = one.do(full)
        assert isinstance(answer, HalfCommit)
        assert answer.kind is Kind.FULL
        one.until(False, Kind.FULL)
        one.do(note)
        one.until(True)
        assert tries == [1]


def test_an_outage_is_one_line_in_the_log_however_long_it_lasts(folder, monkeypatch, caplog):
    monkeypatch.setattr(threads, "RETRY_SECONDS", (0.02,))
    tried = threading.Event()
    with Listener(folder) as one:
        one.until(True)
        attempts = []

        def gone(_file):
            attempts.append(1)
            if len(attempts) > 5:
                tried.set()
            raise hall_faults.fault(Kind.GONE)

        monkeypatch.setattr(HallFile, "reach", gone)
        one.do(gone)
        assert tried.wait(SECONDS)
    assert caplog.text.count("does not answer") == 1


def test_looking_around_does_not_end_a_trouble_that_only_a_write_can_end(folder, monkeypatch):
    monkeypatch.setattr(threads, "AROUND_SECONDS", 0.0)
    looked, looked_thrice = [], threading.Event()

    def full(_file):
        raise hall_faults.fault(Kind.FULL)

    def look(_file):
        looked.append(1)
        if len(looked) == 3:
            looked_thrice.set()

    with Listener(folder) as one:
        one.until(True)
        with monkeypatch.context() as disk:
            disk.setattr(HallFile, "try_writing", full)
            one.do(full)
            one.until(False, Kind.FULL)
            disk.setattr(HallFile, "look_for_lock", look)
            assert looked_thrice.wait(SECONDS)
            assert one.thread.state.kind is Kind.FULL
        one.until(True)
