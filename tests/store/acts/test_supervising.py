"""A supervisor moves officers, changes the day's quota and hours, and accepts alarms by name."""

import dataclasses
import datetime

import pytest

from shared.domain.answers import CounterChanged, HallChanged, Issued, Refused
from shared.domain.hall_data.hall import DayHours, Holiday, Printer
from shared.domain.hall_data.staff import Officer, Role
from shared.domain.words import Refusal, TimeOfDay
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Order, Target, officers
from shared.store.questions.state import state
from shared.store.record.events import MOVED_TO, What, events_after, for_staff
from tests.helpers.hall import DAY, StandingClock, open_hall, small_hall
from tests.helpers.store.staff import PIN, cheap_pins, sign_in, staffed_hall

SHORT = DayHours(TimeOfDay(8 * 60), TimeOfDay(11 * 60))


def seen(file):
    with file.reading() as db:
        return {one.code: one for one in state(db, file.hall(db), file.clock()).counters}


def taken(file, service="AB.1"):
    return acts.issue(file, acts.new_request(), Order((service,)))


def code(answer) -> Refusal:
    assert isinstance(answer, Refused), answer
    return answer.code


# -- moving an officer -----------------------------------------------------------------------------------------------


def test_an_officer_goes_on_at_another_counter(tmp_path):
    with open_hall(tmp_path) as file:
        acts.open_counter(file, "o", "1", "Ani")
        answer = acts.move_officer(file, "m", "1", "2", "Ketua")
        assert answer == CounterChanged("2", "open", "Ani", None)
        assert acts.move_officer(file, "m", "1", "2", "Ketua") == answer
        counters = seen(file)
        assert (counters["1"].status, counters["1"].officer) == ("closed", None)
        assert (counters["2"].status, counters["2"].officer) == ("open", "Ani")
        with file.reading() as db:
            told = [(e.what, e.counter, e.officer, e.data.get(MOVED_TO)) for e in events_after(db, 0)][-2:]
    assert told == [(What.COUNTER_CLOSED, "1", "Ketua", "2"), (What.COUNTER_OPENED, "2", "Ketua", None)]


def test_nobody_is_moved_away_from_a_visitor_or_onto_a_colleague(tmp_path):
    with open_hall(tmp_path) as file:
        assert code(acts.move_officer(file, "none", "1", "2")) is Refusal.COUNTER_CLOSED
        acts.open_counter(file, "o1", "1", "Ani")
        acts.open_counter(file, "o2", "2", "Budi")
        taken_by = acts.move_officer(file, "there", "1", "2")
        assert code(taken_by) is Refusal.COUNTER_TAKEN
        assert taken_by.sentence == {"id": "Loket 2 sudah ditempati Budi.", "en": "Counter 2 is taken by Budi already."}
        taken(file)
        acts.call_next(file, "n", "1", "Ani")
        acts.close_counter(file, "c", "2")
        assert code(acts.move_officer(file, "busy", "1", "2")) is Refusal.COUNTER_BUSY
        with pytest.raises(UsageFault):
            acts.move_officer(file, "same", "1", "1")
        assert seen(file)["1"].officer == "Ani"


def test_an_officer_of_the_hall_is_moved_only_to_where_they_may_serve(tmp_path, monkeypatch):
    cheap_pins(monkeypatch)
    with open_hall(tmp_path, staffed_hall()) as file:
        sign_in(file, "SUPERVISOR")
        acts.open_counter(file, "o", "1", "x")
        with file.writing() as db:
            db.execute("UPDATE counters SET officer = 'OFFICER' WHERE counter = '1'")
        refused = acts.move_officer(file, "far", "1", "3")
        assert code(refused) is Refusal.NOT_ALLOWED
        assert "OFFICER tidak boleh melayani loket 3" in refused.sentence["id"]
        with file.writing() as db:
            db.execute("UPDATE counters SET officer = 'LEAD' WHERE counter = '1'")
        assert code(acts.move_officer(file, "strange", "1", "3")) is Refusal.NOT_ALLOWED
        assert acts.move_officer(file, "near", "1", "2") == CounterChanged("2", "open", "LEAD", None)


def test_a_visitor_is_sent_only_to_an_officer_whom_the_hall_knows(tmp_path, monkeypatch):
    cheap_pins(monkeypatch)
    with open_hall(tmp_path, staffed_hall()) as file:
        sign_in(file, "SUPERVISOR")
        number = taken(file)
        assert isinstance(number, Issued)
        here = Target(label=number.label)
        assert code(acts.transfer(file, "t", here, to_officer="officer")) is Refusal.OFFICER_AWAY
        with pytest.raises(UsageFault, match="no officer Citra") as told:
            acts.transfer(file, "t2", here, to_officer="Citra")
        assert told.value.remedy == "`antrean officer list` names them."


# -- officers ----------------------------------------------------------------------------------------------------------


def test_an_officers_code_is_new_and_one_that_can_be_typed(tmp_path, monkeypatch):
    cheap_pins(monkeypatch)
    with open_hall(tmp_path, staffed_hall()) as file:
        session = sign_in(file, "SUPERVISOR")
        with pytest.raises(UsageFault, match="There is an officer LEAD already"):
            officers.add_officer(file, "again", "LEAD", Officer(Role.OFFICER), PIN)
        with pytest.raises(UsageFault, match=r"officer\.A B: is not an officer's code") as told:
            officers.add_officer(file, "odd", "A B", Officer(Role.OFFICER), PIN)
        assert told.value.remedy == "Write 1 to 20 of A-Z, 0-9, dot, dash and underscore."
        assert officers.sign_out(file, "nobody's") is None
        assert officers.sign_out(file, session) == "SUPERVISOR"


# -- this day alone --------------------------------------------------------------------------------------------------


def test_todays_quota_ends_with_the_day_and_is_taken_back(tmp_path):
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        assert isinstance(acts.quota_today(file, "q", "AB.1", 1, "Ketua"), HallChanged)
        assert isinstance(taken(file), Issued)
        assert code(taken(file)) is Refusal.QUOTA_USED_UP
        acts.quota_today(file, "usual", "AB.1", None)
        assert isinstance(taken(file), Issued)
        acts.quota_today(file, "again", "AB.1", 0)
        clock.advance(days=1)
        assert isinstance(taken(file), Issued)
        acts.quota_today(file, "new", "AB.1", 9)
        with file.reading() as db:
            assert [d.isoformat() for d in file.hall(db).service["AB.1"].quota_on] == ["2026-11-24"]


def test_todays_hours_close_the_hall_or_one_agency_earlier(tmp_path):
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        acts.hours_today(file, "h", SHORT, "AB")
        clock.advance(hours=2, minutes=30)  # 11.30
        assert code(taken(file)) is Refusal.AFTER_CLOSING
        assert isinstance(taken(file, "BA.1"), Issued)
        acts.hours_today(file, "all", SHORT)
        assert code(taken(file, "BA.1")) is Refusal.AFTER_CLOSING
        acts.hours_today(file, "usual", None)
        assert isinstance(taken(file, "BA.1"), Issued)


def test_hours_of_the_day_open_a_hall_on_its_holiday(tmp_path):
    day = datetime.date.fromisoformat(DAY)
    hall = dataclasses.replace(small_hall(), holiday={day: Holiday({"id": "Libur"})})
    with open_hall(tmp_path, hall) as file:
        assert code(taken(file)) is Refusal.HOLIDAY
        acts.hours_today(file, "h", SHORT)
        assert isinstance(taken(file), Issued)


def test_what_cannot_be_is_said_and_changes_nothing(tmp_path):
    with open_hall(tmp_path) as file:
        with pytest.raises(UsageFault, match="quota_on"):
            acts.quota_today(file, "q", "AB.1", -1)
        with pytest.raises(UsageFault, match="closing must be after opening"):
            acts.hours_today(file, "h", DayHours(TimeOfDay(600), TimeOfDay(500)))
        with pytest.raises(UsageFault, match="ZZ"):
            acts.hours_today(file, "z", SHORT, "ZZ")
        assert isinstance(acts.hours_today(file, "usual already", None), HallChanged)
        with file.reading() as db:
            assert What.HALL_CHANGED not in [e.what for e in events_after(db, 0)]


# -- alarms ----------------------------------------------------------------------------------------------------------


def test_an_alarm_is_acknowledged_by_name(tmp_path):
    with open_hall(tmp_path) as file:
        with pytest.raises(UsageFault):
            acts.acknowledge(file, "a", "P1", "paper out")
        acts.acknowledge(file, "b", "P1", "paper out", "Tono")
        with file.reading() as db:
            last = for_staff(db)[-1]
    assert (last.what, last.officer, last.reason, last.data) == (
        What.ALARM_ACKNOWLEDGED, "Tono", "paper out", {"alarm": "P1"},
    )  # fmt: skip


def test_only_a_printer_of_the_hall_is_said_to_be_ready(tmp_path):
    with open_hall(tmp_path, small_hall(printer={"P1": Printer("tcp:127.0.0.1:9")})) as file:
        with pytest.raises(UsageFault, match='There is no printer "P2"') as told:
            acts.printer_ready(file, "a", "P2")
        assert told.value.remedy == "Known: P1."
        assert isinstance(acts.printer_ready(file, "b", "P1", full_roll=True), HallChanged)
