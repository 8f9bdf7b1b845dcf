"""Another program's lock on the hall's file: told as what it is, by everybody alike, and over by itself."""

import errno
import pickle
import re
import sqlite3

import pytest

from shared.check import holder
from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.live import thread as threads
from shared.store.live.share_reporter import Telling
from shared.store.sqlite import change_counter_file, create, errors
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.locking import foreign_lock
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.listener import Listener, issue, note
from tests.helpers.machine.processes import holder as our_holder
from tests.helpers.store.foreign import HOW, locked
from tests.helpers.store.raw_file import NOTE
from tests.helpers.store.sqlite_errors import coded


@pytest.fixture
def folder(tmp_path):
    create.create(tmp_path / "hall", small_hall(), StandingClock())
    return tmp_path / "hall"


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Nobody waits five seconds here."""
    monkeypatch.setattr(foreign_lock, "SECONDS", 0.3)
    monkeypatch.setattr(foreign_lock, "AGAIN_SECONDS", 0.1)
    monkeypatch.setattr(threads, "RETRY_SECONDS", (0.05,))


def write(file):
    with file.writing() as db:
        db.execute(NOTE)


@pytest.mark.parametrize("how", HOW)
def test_a_write_that_another_program_keeps_out_says_so_and_goes_on_behind_it(folder, how):
    with HallFile.open(folder, device="one", clock=StandingClock()) as file:
        with locked(folder / FILE, how):
            for _ in range(2):
                with pytest.raises(EnvironmentFault) as caught:
                    write(file)
                assert caught.value.kind is Kind.HELD
                assert re.fullmatch(r"Another program has held .* since \d\d:\d\d\.", caught.value.sentence)
                assert "virus scanners" in caught.value.remedy
            assert file.refused_at > 0  # whoever watches the thread knows that the share answers
        write(file)


@pytest.mark.parametrize("how", ["fcntl write", "ofd write", "sqlite exclusive"])
def test_a_program_that_is_started_behind_the_lock_says_the_same(folder, how):
    with locked(folder / FILE, how), pytest.raises(EnvironmentFault) as caught:
        HallFile.open(folder, device="late", clock=StandingClock())
    assert caught.value.kind is Kind.HELD


def test_others_who_write_are_a_busy_hall_and_no_other_program(folder, monkeypatch):
    refusals = foreign_lock.Refusals()
    refusals.begin()
    monkeypatch.setattr(foreign_lock, "SECONDS", 0.0)
    assert refusals.seconds(b"1") is not None
    monkeypatch.setattr(foreign_lock, "SECONDS", 60.0)
    assert refusals.seconds(b"1") is None
    monkeypatch.setattr(foreign_lock, "SECONDS", 0.0)
    since = refusals._since
    refusals.seconds(b"2")
    assert refusals._since > since  # somebody wrote: it counts from now


def test_all_programs_say_since_the_same_time(folder):
    clock = StandingClock()
    first = foreign_lock.fault(folder / FILE, clock, small_hall())
    clock.advance(minutes=10)
    later = foreign_lock.fault(folder / FILE, clock, small_hall())
    assert later.since == first.since == clock() - 600_000
    assert later.sentence == first.sentence
    stranger = foreign_lock.fault(
        folder / FILE, clock, None
    )  # one that has not been in the hall, on a PC of any time zone
    assert stranger.sentence == first.sentence
    assert pickle.loads(pickle.dumps(later)).sentence == first.sentence
    with HallFile.open(folder, device="one", clock=clock) as file:
        write(file)  # the lock is of the past, whoever forgot to say so
        assert foreign_lock.fault(folder / FILE, clock, small_hall()).since == clock()
        file.try_writing()
    assert not (folder / foreign_lock.FILE).exists()


def test_where_nothing_can_be_written_down_each_says_its_own_time(tmp_path):
    assert foreign_lock.fault(tmp_path / "gone" / FILE, StandingClock(), None).since == StandingClock()()


@pytest.mark.parametrize("how", ["fcntl write", "fcntl read", "sqlite read"])
def test_a_program_tells_one_outage_with_two_lines_and_turns_presses_away(folder, caplog, how):
    with Listener(folder) as one:
        one.until(True)
        with locked(folder / FILE, how):
            assert one.do(issue("press")).kind is Kind.HELD
            state = one.until(False, Kind.HELD)
            assert re.search(r"ditahan program lain sejak pukul \d\d\.\d\d\. Anjungan tetap", state.sentence["id"])
            assert "virus scanners" in state.sentence["en"]
            assert one.do(note).kind is Kind.HELD
        one.until(True)
        assert one.do(issue("press")).label == "AB-001"
        assert not (folder / foreign_lock.FILE).exists()
    lines = [record.message for record in caplog.records if "outage" in record.message]
    assert [line.partition(":")[0] for line in lines] == ["outage begins", "outage over"]
    assert "Another program has held" in lines[0]


def test_a_program_that_only_watches_hears_of_the_lock_from_another_one(folder, monkeypatch):
    monkeypatch.setattr(threads, "AROUND_SECONDS", 0.1)
    with Listener(folder) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        with locked(folder / FILE, "fcntl write"):
            with pytest.raises(EnvironmentFault):
                write(other)
            one.until(False, Kind.HELD)
        one.until(True)


def test_a_disk_that_was_full_is_tried_again_by_itself_also_when_nobody_presses(folder):
    with Listener(folder) as one:
        one.until(True)

        def full(_file):
            raise hall_faults.fault(Kind.FULL)

        assert one.do(full).kind is Kind.FULL
        one.until(False, Kind.FULL)
        one.until(True)


class TestErrors:
    @pytest.mark.parametrize("number", [errno.EBUSY, errno.ETXTBSY])
    def test_a_file_that_somebody_has_open_for_itself_alone_is_held(self, number):
        assert errors.kind_of(OSError(number, "busy")) is Kind.HELD
        cannot_open = coded(sqlite3.OperationalError("unable to open"), sqlite3.SQLITE_CANTOPEN)
        assert errors.kind_of(cannot_open, number) is Kind.HELD

    def test_a_refused_byte_of_an_open_file_is_a_lock_and_a_refused_file_is_a_matter_of_rights(self):
        read = coded(sqlite3.OperationalError("disk I/O error"), sqlite3.SQLITE_IOERR_READ)
        assert errors.is_range_lock(read, errno.EACCES)
        assert not errors.is_range_lock(read, errno.EIO)
        cannot_open = coded(sqlite3.OperationalError("unable to open"), sqlite3.SQLITE_CANTOPEN)
        assert not errors.is_range_lock(cannot_open, errno.EACCES)


class TestCheck:
    @pytest.mark.parametrize("how", HOW)
    def test_it_finds_the_lock_and_names_the_program(self, folder, how):
        with locked(folder / FILE, how) as process:
            (item,) = holder.look(folder, machine_clock)
        assert item.weight == "refuse"
        assert "Another program has held" in item.sentence
        assert "virus scanners" in item.remedy
        if not how.startswith("ofd"):
            assert f"(process {process.pid})" in item.sentence

    def test_a_free_file_and_one_that_programs_of_the_hall_use_are_good(self, folder, monkeypatch):
        (item,) = holder.look(folder, machine_clock)
        assert item.weight == "good"
        monkeypatch.setattr(foreign_lock, "SECONDS", 30.0)
        with our_holder(folder, "write") as other:
            poll = change_counter_file.of(folder / FILE, direct=False)
            assert poll.is_locked()
            poll.done()
            other.communicate("\n", timeout=20)
        (item,) = holder.look(folder, machine_clock)
        assert item.weight == "good"

    def test_without_a_file_there_is_nothing_to_say(self, tmp_path):
        assert list(holder.look(tmp_path, machine_clock)) == []


def test_an_outage_that_comes_back_at_once_is_one(caplog):
    telling = Telling(StandingClock(), lambda _state: None)
    for _ in range(3):
        telling.out(hall_faults.fault(Kind.GONE))
        telling.well(None)
    telling.close()
    telling.close()
    assert [record.message.partition(":")[0] for record in caplog.records] == ["outage begins", "outage over"]


def test_an_outage_whose_end_comes_too_late_is_not_over(caplog):
    telling = Telling(StandingClock(), lambda _state: None)
    telling.out(hall_faults.fault(Kind.GONE))
    telling.well(None)
    ending = telling._ending
    telling.out(hall_faults.fault(Kind.GONE))
    ending.function(*ending.args)  # its time was over, and it waited for the lock meanwhile
    assert [record.message.partition(":")[0] for record in caplog.records] == ["outage begins"]


def test_a_receiver_that_fails_is_a_line_in_the_log_and_the_next_one_is_told(caplog):
    told = []

    def fails(state):
        told.append(state.kind)
        raise ValueError("of the screen")

    telling = Telling(StandingClock(), fails)
    telling.out(hall_faults.fault(Kind.GONE))
    telling.out(hall_faults.fault(Kind.FULL))
    assert told == [Kind.GONE, Kind.FULL]
    assert caplog.text.count("a receiver of the store's news failed") == 2
