"""A counter whose share is gone, slow or cut off in the middle: what is kept, what is said, nothing twice."""

import logging
import threading

import pytest
from pytestqt.qtbot import QtBot

from counter.desk import counter_model
from counter.desk import desk_model as desk_module
from counter.desk.acts import Act
from counter.desk.details import Details
from counter.desk.message import Sign
from counter.desk.perform import perform
from counter.desk.presses import Press
from shared.domain.answers import Answer, Refused
from shared.faults import Kind
from shared.store import acts, hall_faults
from shared.store.questions.counter import CounterView
from shared.store.sqlite.connection import HallFile
from tests.helpers.screens.desk import Place, working


def test_share_gone_the_visitor_stays_a_finish_is_kept_and_calling_waits(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.away()
        station.press(Act.FINISH)
        station.until(lambda: bool(station.desk.unsent))
        assert station.label() == "AB-001"
        assert station.bar.card.state.text() == "Selesai: belum terkirim"
        assert station.said() == "AB-001: Selesai disimpan di komputer ini, belum terkirim."
        assert station.sign(Act.FINISH) is Sign.KEPT
        assert not station.bar.buttons[Act.NEXT].isEnabled()
        assert "Terputus" in station.bar.strip.share.text()
        station.press(Act.NEXT)
        station.press(Act.FINISH)
        station.back()
        station.until(lambda: not station.desk.unsent and station.label() is None)
        assert place.events("finished") == ["AB-001"]
        assert place.calls() == [("AB-001", "1")]
        station.until(lambda: "Terkirim: AB-001" in station.said())
        station.press(Act.NEXT)
        assert station.label() == "AB-002"


def test_what_was_kept_outlives_the_program(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.away()
        station.press(Act.NO_SHOW)
        station.until(lambda: bool(station.desk.unsent))
        station.back()
        station.worker.stop()  # the power goes before the share was noticed to be back
    assert place.state_of("AB-001") in ("called", "no_show")
    with working(qtbot, place) as station:
        station.until(lambda: station.label() is None and not station.desk.unsent)
    assert place.state_of("AB-001") == "no_show"
    assert place.events("no_show") == ["AB-001"]


def test_a_kept_act_that_the_hall_refuses_later_is_said(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.away()
        station.press(Act.NO_SHOW)
        station.until(lambda: bool(station.desk.unsent))
        other = Place(place.folder.with_name("away"), place.clock, place.hall)
        other.does(lambda f: acts.cancel(f, acts.new_request(), acts.Target(counter="1")), device="1")
        station.back()
        station.until(lambda: "tidak diterima" in station.said())
        assert place.state_of("AB-001") == "cancelled"


def test_a_call_that_met_a_dead_share_is_never_made_twice(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.away()
        station.press(Act.NEXT)
        assert station.label() is None
        station.until(lambda: station.desk.gone_since is not None)
        assert station.said() != ""
        station.back()
        station.until(lambda: station.desk.reachable)
        station.settle()
        station.press(Act.NEXT)
        station.until(lambda: station.label() == "AB-001")
        assert place.calls() == [("AB-001", "1")]


def test_slow_is_said_and_after_a_while_the_bar_is_given_back(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.issue()
    go_on = threading.Event()

    def held(press: Press, hall_file: HallFile, counter: str, officer: str, details: Details) -> Answer | Refused:
        go_on.wait(20)
        return perform(press, hall_file, counter, officer, details)

    monkeypatch.setattr(desk_module, "PATIENCE_SECONDS", 3)  # until then it is slow, and that is to be seen
    with working(qtbot, place) as station:
        monkeypatch.setattr(desk_module, "perform", held)
        station.desk._slow.setInterval(50)
        station.desk.press(Act.NEXT)
        station.until(lambda: "Sambungan antrean lambat" in station.said())
        assert station.desk.busy is Act.NEXT
        station.until(lambda: station.desk.busy is None)
        assert station.said().startswith("Jawaban untuk Panggil berikutnya belum datang.")
        station.ticks.now += 1
        station.desk.press(Act.NEXT)  # an impatient officer: the same request once more
        go_on.set()
        station.until(lambda: station.label() == "AB-001" and station.desk.busy is None)
        assert place.calls() == [("AB-001", "1")]


def test_a_finish_that_the_share_holds_fast_is_kept_and_done_once(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.issue()
    go_on = threading.Event()

    def held(press: Press, hall_file: HallFile, counter: str, officer: str, details: Details) -> Answer | Refused:
        go_on.wait(20)
        return perform(press, hall_file, counter, officer, details)

    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        monkeypatch.setattr(desk_module, "PATIENCE_SECONDS", 0.3)
        monkeypatch.setattr(desk_module, "perform", held)
        station.desk.press(Act.FINISH)
        station.until(lambda: bool(station.desk.unsent))
        assert station.bar.card.state.text() == "Selesai: belum terkirim"
        go_on.set()
        station.until(lambda: not station.desk.unsent and station.label() is None)
        assert place.events("finished") == ["AB-001"]
        assert place.events("settle_refused") == []


def test_this_pcs_own_disk_refuses(qtbot: QtBot, place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.away()
        with caplog.at_level(logging.CRITICAL):
            station.until(lambda: station.desk._unsent_acts._spool is not None)
            spool = station.desk._unsent_acts._spool
            assert spool is not None
            spool.close()
            station.press(Act.FINISH)
            station.until(lambda: "tidak dapat disimpan" in station.said())
        assert station.label() == "AB-001"
        assert not station.desk.unsent
        station.desk._unsent_acts._spool = None


def test_an_act_whose_reading_failed_is_done_all_the_same(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.issue()

    def unreadable(_hall_file: HallFile, _counter: str) -> CounterView:
        raise hall_faults.fault(Kind.GONE)

    with working(qtbot, place) as station:
        for module in (counter_model, desk_module):
            monkeypatch.setattr(module, "read_counter", unreadable)
        station.press(Act.NEXT)
        assert "AB-001 dipanggil · tercatat" in station.said()
        assert station.label() is None
        monkeypatch.undo()
        station.until(lambda: station.label() == "AB-001")


def test_a_commit_that_was_cut_off_is_said_until_the_file_was_read_again(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.issue()
    tries: list[str] = []

    def cut(press: Press, hall_file: HallFile, counter: str, officer: str, details: Details) -> Answer | Refused:
        tries.append(press.request)
        answer = perform(press, hall_file, counter, officer, details)
        if len(tries) == 1:
            raise hall_faults.half_commit(Kind.GONE)  # it was done, and nobody was told
        return answer

    with working(qtbot, place) as station:
        monkeypatch.setattr(desk_module, "perform", cut)
        station.desk.press(Act.NEXT)
        station.until(lambda: station.label() == "AB-001" and station.desk.busy is None)
        assert place.calls() == [("AB-001", "1")]
        assert len(set(tries)) == 1
        station.until(station.desk.notices._fade.isActive)
        assert "belum datang" not in station.said()
