"""The view model on a real hall file: answers, refusals, double presses, the share gone and back, restarts."""

import pytest
from pytestqt.qtbot import QtBot

from counter.desk import desk_model as desk_module
from counter.desk.acts import Act
from counter.desk.details import Details
from counter.desk.message import Sign
from counter.dialogs.dialogs import OfficerAsk
from counter.dialogs.slips import TakenAsk
from shared.domain.answers import Answer
from shared.domain.words import CounterStatus, Instant, StepState
from shared.store import acts
from tests.helpers.hall import StandingClock
from tests.helpers.screens.desk import Place, Station, working


def visitor_state(station: Station) -> StepState | None:
    visitor = station.desk.view.current if station.desk.view else None
    return visitor.state if visitor else None


def test_signing_in_opens_the_counter_for_the_officer(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.until(lambda: station.desk.view is not None and station.desk.view.status is CounterStatus.OPEN)
        assert station.desk.view is not None
        assert station.desk.view.officer == "Sari"
        assert "Loket dibuka untuk Sari" in station.said()


def test_the_loop_of_a_visit(qtbot: QtBot, place: Place) -> None:
    label = place.issue("AB.1", priority=True, visual=True)
    place.clock.advance(minutes=7)
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        assert station.label() == label == "AB-001"
        assert station.sign(Act.NEXT) is Sign.DONE
        assert "AB-001 dipanggil · tercatat" in station.said()
        assert visitor_state(station) is StepState.CALLED
        place.clock.advance(seconds=30)
        station.press(Act.RECALL)
        station.press(Act.START)
        assert visitor_state(station) is StepState.SERVING
        station.press(Act.FINISH)
        assert station.label() is None
        assert place.state_of(label) == "done"
        assert place.events("recalled") == [label]


def test_a_double_press_calls_one_visitor(qtbot: QtBot, place: Place) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        station.desk.press(Act.NEXT)
        station.desk.press(Act.NEXT)
        station.until(lambda: station.desk.busy is None)
        station.desk.press(Act.NEXT)  # a bouncing key: the file was quicker than the finger
        station.qtbot.wait(50)
        station.settle()
        assert place.calls() == [("AB-001", "1")]
        station.press(Act.NEXT)
        assert place.calls() == [("AB-001", "1"), ("AB-002", "1")]


def test_next_pressed_while_a_finish_is_being_sent_follows_it(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.desk.press(Act.FINISH)
        station.desk.press(Act.NEXT)
        assert station.sign(Act.NEXT) is Sign.SENDING
        station.until(lambda: station.label() == "AB-002")
        assert place.events("finished") == ["AB-001"]
        assert place.calls() == [("AB-001", "1"), ("AB-002", "1")]


def test_next_does_not_follow_an_act_that_was_refused(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.desk.press(Act.HOLD, Details(label="AB-001", reason=" "))
        station.desk.press(Act.NEXT)
        station.settle()
        station.qtbot.wait(100)
        assert station.sign(Act.HOLD) is Sign.REFUSED
        assert station.sign(Act.NEXT) is Sign.NONE
        assert place.calls() == [("AB-001", "1")]


def test_a_refusal_is_a_plain_sentence_in_the_language_of_the_officer(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        assert station.said() == "Tidak ada yang menunggu."
        assert station.sign(Act.NEXT) is Sign.REFUSED
        station.language.use("en")
        assert station.said() == "Nobody is waiting."


def test_a_press_that_cannot_be_says_why_and_asks_the_file_nothing(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.desk.press(Act.FINISH)
        assert station.desk.busy is None
        assert station.said() == "Belum ada nomor di loket ini."


def test_a_second_window_never_finishes_a_visitor_unseen(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.desk.refresh = lambda: None  # the news has not come through yet
        assert place.next_at("1") == "AB-001"
        station.press(Act.NEXT)
        assert station.said() == "Loket ini masih melayani AB-001."
        assert station.label() == "AB-001"
        assert place.calls() == [("AB-001", "1")]


def test_what_other_devices_do_shows_by_itself(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        place.issue("AB.1")
        place.issue("AB.2")
        place.issue("BA.1")
        station.until(lambda: station.desk.view is not None and station.desk.view.waiting_in_all == 2)
        assert "2 menunggu" in station.bar.answer_line.counts.total.text()
        place.next_at("2")
        station.until(lambda: station.desk.view is not None and station.desk.view.waiting_in_all == 1)


def test_hold_resume_no_show_and_rejoin(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.HOLD, Details(label="AB-001", reason="Melengkapi dokumen"))
        assert station.desk.view is not None
        assert [(row.label, row.reason, row.counter) for row in station.desk.view.held] == [
            ("AB-001", "Melengkapi dokumen", "1")
        ]
        station.press(Act.RESUME, Details(label="AB-001"))
        station.press(Act.NEXT)
        station.press(Act.NO_SHOW)
        assert station.label() is None
        assert [row.state for row in station.desk.view.no_shows] == [StepState.NO_SHOW]
        station.press(Act.REJOIN, Details(label="AB-001"))
        assert place.state_of("AB-001") == "waiting"


def test_return_transfer_and_cancel(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.RETURN)
        assert place.state_of("AB-001") == "waiting"
        station.press(Act.NEXT)
        station.press(Act.TRANSFER, Details(label="AB-001", to_service="BA.1", target="NPWP"))
        assert "AB-001 dialihkan ke NPWP" in station.said()
        assert place.next_at("3") == "AB-001"
        place.issue()
        station.press(Act.NEXT)
        station.press(Act.CANCEL, Details(label="AB-002"))
        assert place.state_of("AB-002") == "cancelled"


def test_a_dialog_that_stayed_open_does_not_act_on_another_visitor(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.NEXT)
        station.press(Act.CANCEL, Details(label="AB-001"))
        assert station.sign(Act.CANCEL) is Sign.REFUSED
        assert place.state_of("AB-001") == "done"
        assert place.state_of("AB-002") == "called"


def test_a_named_call_carries_its_reason(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NAMED, Details(label="AB-002", reason="Diminta pengelola"))
        assert station.label() == "AB-002"
        assert station.desk.view is not None
        assert station.desk.view.current is not None
        assert station.desk.view.call_reason is not None
        assert station.desk.view.call_reason.why == "Diminta pengelola"


def test_break_and_back(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.press(Act.BREAK, Details(until=Instant(place.clock.at + 900_000)))
        assert station.desk.view is not None
        assert station.desk.view.status is CounterStatus.BREAK
        assert station.bar.card.service.text() == "Istirahat sampai pukul 09.15"
        place.clock.advance(minutes=16)
        station.bar.card.tick()
        assert station.bar.card.service.text() == "Istirahat sampai pukul 09.15 sudah lewat"
        station.press(Act.END_BREAK)
        assert station.desk.view.status is CounterStatus.OPEN


def test_a_restart_shows_the_visitor_again_and_a_new_shift_keeps_the_number(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
    with working(qtbot, place, officer="Budi") as station:
        assert station.label() == "AB-001"
        ask = station.dialogs._open
        assert isinstance(ask, TakenAsk), "Sari has it: nobody takes a counter over unasked"
        assert "diambil alih" not in station.said()
        ask.accept_button.click()
        station.until(lambda: station.desk.view is not None and station.desk.view.officer == "Budi")
        station.settle()
        assert station.label() == "AB-001"
        station.press(Act.START)
        assert place.state_of("AB-001") == "serving"


def test_a_restart_on_a_break_does_not_end_it(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.press(Act.BREAK, Details(until=Instant(place.clock.at + 900_000)))
    with working(qtbot, place) as station:
        assert station.desk.view is not None
        assert station.desk.view.status is CounterStatus.BREAK


def test_without_a_name_the_officer_of_the_file_stays(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place):
        pass
    with working(qtbot, place, officer="") as station:
        assert station.desk.officer == "Sari"
        assert isinstance(station.dialogs._open, OfficerAsk), "a restart asks who sits here"
        assert station.dialogs._open.name.text() == "Sari"
        assert place.events("counter_opened") == [None]


def test_two_officers_at_one_counter_the_first_bar_says_so_and_asks(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        place.does(lambda f: acts.open_counter(f, acts.new_request(), "1", "Budi"), device="1")
        station.until(lambda: "Loket ini diambil alih oleh Budi." in station.said())
        station.desk.press(Act.NEXT)
        ask = station.dialogs._open
        assert isinstance(ask, TakenAsk)
        assert place.calls() == []
        ask.accept_button.click()
        station.until(lambda: station.desk.view is not None and station.desk.view.officer == "Sari")
        station.settle()
        station.press(Act.NEXT)
        assert place.calls() == [("AB-001", "1")]


def test_the_hall_paused_and_the_day_closed_are_said(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.desk.notices._fade.setInterval(1)
        reason = {"id": "Listrik padam", "en": "Power cut"}
        place.does(lambda f: acts.pause_hall(f, acts.new_request(), reason))
        station.until(lambda: station.said() == "Seluruh pelayanan sedang dijeda: Listrik padam")
        place.does(lambda f: acts.resume_hall(f, acts.new_request()))
        station.until(lambda: station.said() == "")
        place.does(lambda f: acts.close_day(f, acts.new_request()))
        station.until(lambda: station.said() == "Hari layanan sudah ditutup.")


def test_a_counter_that_is_not_in_the_hall_is_said(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place, counter="99", ready=False) as station:
        station.until(lambda: "Tidak ada loket 99" in station.said())
        assert not station.desk.ever_known


def test_clock_of_the_hall_not_of_the_pc(qtbot: QtBot, place: Place) -> None:
    assert isinstance(place.clock, StandingClock)
    with working(qtbot, place) as station:
        assert station.bar.strip.clock.text() == "09.00"
        station.language.use("en")
        assert station.bar.strip.clock.text() == "09:00"


def test_a_bug_is_logged_and_said_in_words(qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Answer:
        raise ZeroDivisionError

    with working(qtbot, place) as station:
        monkeypatch.setattr(desk_module, "perform", broken)
        station.press(Act.NEXT)
        assert station.said().startswith("Program menemui kesalahan")
        monkeypatch.undo()
        station.press(Act.NEXT)
        assert station.said() == "Tidak ada yang menunggu."


def test_a_goal_that_was_taken_out_of_the_hall_meanwhile_is_said(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.TRANSFER, Details(label="AB-001", to_service="AB.99"))
        assert station.said().startswith("Tidak terlaksana: MPP ini tidak punya layanan AB.99.")
        assert place.state_of("AB-001") == "called"
        station.press(Act.FINISH)
        assert place.state_of("AB-001") == "done"
