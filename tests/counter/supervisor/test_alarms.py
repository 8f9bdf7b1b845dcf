"""What is an alarm, and when somebody's name silences it."""

from counter.localise import Localiser
from counter.supervisor.alarms import LASTING_MS, Alarms, alarm_words, with_names
from counter.supervisor.health_rows import HealthRow
from shared.domain.words import Instant
from shared.store.record.events import Event, What
from tests.helpers.hall import DAY, MORNING

BROKEN = HealthRow("K1", "Kiosk K1", "does not run", "", "Start it.")
WELL = HealthRow("K1", "Kiosk K1", "runs")
LATER = Instant(MORNING + LASTING_MS)


def seen_to(sequence: int, alarm: str = "K1", officer: str = "Tono") -> Event:
    return Event(
        sequence, MORNING, DAY, What.ALARM_ACKNOWLEDGED, "supervisor", officer, None, None, None, None, None, None,
        "words", {"alarm": alarm},
    )  # fmt: skip


def look(alarms: Alarms, row: HealthRow, *events: Event, at: Instant = LATER, newest: int = 9, hours: bool = True):
    alarms.look([row], events, newest, at, open_now=hours)
    return [one.key for one in alarms.open]


def test_what_lasts_is_an_alarm_within_the_hours() -> None:
    alarms = Alarms()
    assert look(alarms, BROKEN, at=MORNING) == []
    assert look(alarms, BROKEN) == ["K1"]
    assert look(alarms, BROKEN, hours=False) == []


def test_a_name_silences_it_until_it_went_away_and_comes_back() -> None:
    alarms = Alarms()
    look(alarms, BROKEN, at=MORNING)
    assert look(alarms, BROKEN, seen_to(5, "K2")) == ["K1"]
    assert look(alarms, BROKEN, seen_to(5)) == []
    assert look(alarms, WELL, seen_to(5), newest=7) == []
    assert look(alarms, BROKEN, seen_to(5)) == []
    assert look(alarms, BROKEN, seen_to(5), at=Instant(LATER + LASTING_MS)) == ["K1"]
    told = alarm_words(alarms.open[0], Localiser("en", "Asia/Makassar"), alarms.earlier.get("K1"))
    assert told.endswith("It has come back: Tono saw to it at 09:00.")
    assert look(alarms, BROKEN, seen_to(5), seen_to(8), at=Instant(LATER + LASTING_MS)) == []


def test_who_sees_to_it_stands_beside_it_and_what_nobody_sees_to_is_first() -> None:
    other = HealthRow("share", "The queue's file", "slow", "", "Look.")
    alarms = Alarms()
    named = with_names([BROKEN, other], alarms.seen_to([seen_to(5)]), Localiser("en", "Asia/Makassar"))
    assert [row.key for row in named] == ["share", "K1"]
    assert named[1].seen_by == "Tono, 09:00"
