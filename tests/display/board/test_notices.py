from display.board.notices import Urgency, notices
from shared.clock import parse_instant
from shared.domain.availability import Disturbance, Pause
from shared.store.questions.board import BoardState
from shared.store.record.announcements import Announcement
from tests.helpers.hall import small_hall
from tests.helpers.screens.calls import on_break

HALL = small_hall()
BOTH = ("id", "en")
NOON = parse_instant("2026-11-23T13:00:00+08:00")


def test_a_pause_says_why_and_until_when_in_both_languages():
    look = BoardState(paused=Pause({"id": "senam bersama.", "en": "exercise"}, NOON), day_closed=True)
    (notice,) = notices(HALL, frozenset({"A"}), look, BOTH)
    assert notice.weight is Urgency.STOP
    assert notice.first == "Layanan dijeda sampai pukul 13.00: senam bersama."
    assert notice.second == "Service is paused until 13:00: exercise."


def test_a_reason_that_is_only_known_in_indonesian_stands_in_no_english_sentence():
    reason = {"id": "listrik padam"}
    look = BoardState(paused=Pause(reason, NOON), disturbed={"AB.1": Disturbance(reason)})
    paused, disturbed = notices(HALL, frozenset({"A"}), look, BOTH)
    assert paused.first == "Layanan dijeda sampai pukul 13.00: listrik padam."
    assert paused.second == "Service is paused until 13:00."
    assert disturbed.first.endswith(": listrik padam.")
    assert "listrik" not in disturbed.second
    assert [one.second for one in notices(HALL, frozenset({"A"}), look, ("id", ""))] == ["", ""]


def test_a_closed_day_thanks():
    (notice,) = notices(HALL, frozenset(), BoardState(day_closed=True), ("id", ""))
    assert notice.first.startswith("Layanan hari ini telah berakhir")
    assert notice.second == ""


def test_a_disturbed_service_is_told_in_its_zone():
    look = BoardState(disturbed={"AB.1": Disturbance({"id": "jaringan pusat terputus"})})
    (notice,) = notices(HALL, frozenset({"A"}), look, BOTH)
    assert notice.first == "Layanan KTP (Dinas Kependudukan) terhenti sementara: jaringan pusat terputus."
    assert notices(HALL, frozenset({"B"}), look, BOTH) == ()


def test_counters_on_a_break_until_the_same_hour_are_one_notice():
    look = BoardState(counters=on_break({"2": NOON, "1": NOON, "3": None}))
    first, second = notices(HALL, frozenset(), look, BOTH)
    assert first.first == "Loket 1, 2 istirahat sampai pukul 13.00."
    assert first.second == "Counters 1, 2 are on a break until 13:00."
    assert second.first == "Loket 3 istirahat."


def test_what_is_not_in_the_hall_any_more_is_not_told():
    look = BoardState(counters=on_break({"99": None}), disturbed={"ZZ.1": Disturbance({"id": "x"})})
    assert notices(HALL, frozenset(), look, BOTH) == ()


def test_what_the_supervisor_tells_stands_in_both_languages():
    look = BoardState(announced={"notice": Announcement({"id": "Lift rusak.", "en": "The lift is broken."})})
    (notice,) = notices(HALL, frozenset({"B"}), look, BOTH)
    assert (notice.first, notice.second) == ("Lift rusak.", "The lift is broken.")
