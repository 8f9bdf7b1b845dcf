"""The store's thread: answers exactly once, news in order, an error of ours does not end it, a prompt end."""

import threading
import time

import pytest

from shared.clock import machine_clock, steady_ms
from shared.faults import Kind, UsageFault
from shared.store.live import feed
from shared.store.live import thread as threads
from shared.store.live.feed import Feed
from shared.store.live.pending_operation import PendingOperation
from shared.store.live.thread import PollPace, StoreThread
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share.udp_hint import Hint
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.listener import SECONDS, Held, Listener, issue, note
from tests.helpers.real_hall import wait_for


@pytest.fixture
def folder(tmp_path):
    create.create(tmp_path / "hall", small_hall(), StandingClock())
    return tmp_path / "hall"


def test_it_opens_tells_the_hall_and_answers(folder):
    with Listener(folder) as one:
        assert one.until(True).sentence["en"]
        assert one.halls.get(timeout=SECONDS) == small_hall()
        assert one.do(issue("r1")).label == "AB-001"
        assert [event.what for event in one.news.get(timeout=SECONDS)][-1] == "issued"
        assert one.thread.state.ok
        assert one.thread.cursor > 0
        assert one.thread.folder == folder


@pytest.mark.parametrize("pace", list(PollPace))
def test_news_of_others_comes_once_and_in_order(folder, pace):
    with Listener(folder, pace=pace) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        seen = []
        for _ in range(5):
            note(other)
        while len(seen) < 5:
            seen += [event.sequence for event in one.news.get(timeout=SECONDS)]
        assert seen == [1, 2, 3, 4, 5]


def test_it_knows_when_an_event_was_not_in_the_file_yet_on_its_own_clock(folder):
    with HallFile.open(folder, device="two", clock=StandingClock()) as other:
        note(other)
        with Listener(folder, pace=PollPace.DISPLAY) as one:
            one.until(True)
            assert one.thread.absent_at(1) is None, "it was there before anybody looked"
            told = []
            for sequence in (2, 3):
                mark = steady_ms()
                wait_for(lambda sequence=sequence, mark=mark: (one.thread.absent_at(sequence) or 0) > mark, "a look")
                note(other)
                committed = steady_ms()
                assert [event.sequence for event in one.news.get(timeout=SECONDS)] == [sequence]
                told.append(one.thread.absent_at(sequence))
                assert mark < told[-1] <= committed
            assert [one.thread.absent_at(sequence) for sequence in (1, 2, 3)] == [None, *told]


def test_a_look_at_a_half_read_file_says_nothing_of_what_was_left(folder, monkeypatch):
    monkeypatch.setattr(feed, "BATCHES", 1)
    monkeypatch.setattr(feed, "BATCH", 2)
    with HallFile.open(folder, device="two", clock=StandingClock()) as other:
        for _ in range(5):
            note(other)
        with Listener(folder, cursor=0) as one:
            got = [event.sequence for _ in range(3) for event in one.news.get(timeout=SECONDS)]
            assert got == [1, 2, 3, 4, 5]
            assert {one.thread.absent_at(sequence) for sequence in got} == {None}


def test_a_cursor_hands_out_what_was_missed(folder):
    with HallFile.open(folder, device="two", clock=StandingClock()) as other:
        note(other)
        note(other)
    with Listener(folder, cursor=1) as one:
        assert [event.sequence for event in one.news.get(timeout=SECONDS)] == [2]


def test_whoever_acts_is_answered_before_the_others_are_woken_and_each_commit_wakes_them(folder, monkeypatch):
    order = []
    monkeypatch.setattr(Hint, "announce", lambda _self: order.append("hint"))
    with Listener(folder) as one:
        one.until(True)
        one.thread.submit(issue("r1"), lambda _answer: order.append("answer"))
        one.do(lambda file: [issue(f"r{number}")(file) for number in (2, 3)])
        one.do(lambda _file: None)  # whatever was said after the answer is said by now
    assert order == ["answer", "hint", "hint", "hint"]


def test_without_hints_the_poll_finds_the_news(folder, monkeypatch):
    monkeypatch.setenv("ANTREAN_HINT", "off")
    with Listener(folder) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        note(other)
        assert len(one.news.get(timeout=SECONDS)) == 1


def test_a_changed_hall_is_told(folder):
    with Listener(folder) as one:
        one.until(True)
        first = one.halls.get(timeout=SECONDS)
        assert first.hall.name["id"] == "MPP Contoh"

        def change(file):
            with file.writing() as db:
                db.execute("UPDATE hall_data SET data = replace(data, 'MPP Contoh', 'MPP Lain')")
                db.execute("UPDATE pulse SET hall_version = 2")
                db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'hall_changed', 'x')")

        one.do(change)
        assert one.halls.get(timeout=SECONDS).hall.name["id"] == "MPP Lain"


def test_a_bug_in_an_operation_or_a_receiver_does_not_end_it(folder, caplog):
    with Listener(folder) as one:
        one.until(True)
        assert isinstance(one.do(lambda _file: 1 / 0), ZeroDivisionError)
        one.thread.submit(lambda _file: 1, lambda _answer: 1 / 0)
        one.thread._on_news = lambda _news: 1 / 0
        one.do(note)
        assert one.do(lambda _file: "still here") == "still here"
        deadline = time.monotonic() + SECONDS
        while "a receiver of the store's news failed" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "an operation failed" in caplog.text
    assert "the receiver of an answer failed" in caplog.text


def test_an_error_of_ours_in_the_feed_is_told_and_tried_again(folder, monkeypatch, caplog):
    monkeypatch.setattr(threads, "RETRY_SECONDS", (0.05,))
    with Listener(folder) as one:
        one.until(True)
        poll = Feed.poll
        monkeypatch.setattr(Feed, "poll", lambda _feed: 1 / 0)
        one.do(note)
        one.until(False, Kind.BUG)
        monkeypatch.setattr(Feed, "poll", poll)
        one.until(True)
        assert one.news.get(timeout=SECONDS)
    assert "the store's thread failed" in caplog.text


def test_an_error_of_ours_while_it_waits_does_not_end_the_thread(folder, monkeypatch, caplog):
    monkeypatch.setattr(threads, "RETRY_SECONDS", (0.02,))
    with Listener(folder) as one:
        one.until(True)
        wait, broken = threads.select.select, []

        def once(*arguments):  # select is everybody's in this process: it fails for this thread alone
            if not broken and threading.current_thread() is one.thread._thread:
                broken.append(1)
                raise ValueError("filedescriptor out of range in select()")
            return wait(*arguments)

        monkeypatch.setattr(threads.select, "select", once)
        one.until(False, Kind.BUG)
        one.until(True)
        assert one.do(lambda _file: "still here") == "still here"
    assert "filedescriptor" in caplog.text


def test_news_comes_while_a_flood_has_made_it_deaf(folder):
    with Listener(folder) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        one.thread._hint._deaf_until = time.monotonic() + SECONDS
        note(other)
        assert [event.sequence for event in one.news.get(timeout=SECONDS)] == [1]


def test_a_program_that_never_found_its_hall_ends(tmp_path):
    with Listener(tmp_path / "hall") as one:
        one.until(False, Kind.NO_HALL)
    assert one.thread.stop()


def test_what_was_submitted_before_the_end_is_done(folder):
    one = Listener(folder)
    one.thread.start()
    one.until(True)
    held = Held()
    one.later(held)
    assert held.inside.wait(SECONDS)
    last = one.later(issue("last"))
    threading.Timer(0.1, held.release.set).start()
    assert one.thread.stop(SECONDS)
    assert last.get(timeout=SECONDS).label == "AB-001"


def test_a_thread_that_never_began_ends(folder):
    assert StoreThread(folder, "K1", machine_clock, pace=PollPace.KIOSK).stop()


def test_a_press_is_answered_once_whatever_happens():
    told = []
    press = PendingOperation(lambda _file: None, told.append)
    assert press.begin()
    assert not press.end("not begun?", only_unbegun=True)
    assert press.end("first")
    assert not press.end("second")
    assert not press.begin()
    assert told == ["first"]
    assert not press.impatient(1e12)


def test_submitting_after_the_end_or_too_fast_is_no_error(folder):
    one = Listener(folder)
    one.thread.start()
    one.until(True)
    assert one.thread.stop(SECONDS)
    one.thread.submit(note, lambda _answer: None)
    never = StoreThread(tmp := folder, "K1", machine_clock, pace=PollPace.KIOSK)
    for _ in range(5000):
        never.submit(note, lambda _answer: None)  # its ears are full; it will wake anyway
    assert never.stop()
    assert tmp == folder


def test_a_hall_that_was_touched_but_not_changed_is_not_told_twice(folder):
    with Listener(folder) as one, HallFile.open(folder, device="two", clock=StandingClock()) as other:
        one.until(True)
        one.halls.get(timeout=SECONDS)
        with other.writing() as db:
            db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'hall_changed', 'x')")
        assert one.news.get(timeout=SECONDS)
        assert one.halls.empty()


def test_a_setting_that_cannot_be_understood_is_said_at_once(folder, monkeypatch):
    monkeypatch.setenv("ANTREAN_HINT", "wifi")
    with pytest.raises(UsageFault, match="ANTREAN_HINT=wifi"):
        StoreThread(folder, "K1", machine_clock, pace=PollPace.KIOSK)
