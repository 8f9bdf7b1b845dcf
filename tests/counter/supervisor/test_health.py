"""How everything in the hall is: what is wrong stands first, with what to do."""

import pytest

from counter.localise import Localiser
from counter.supervisor.health_rows import HealthRow, health_rows
from shared.domain.words import CounterStatus, Instant
from shared.store import acts
from shared.store.live_program import LiveProgram
from shared.store.questions.display_health import Screen
from shared.store.questions.hall_health import HallHealth
from shared.store.questions.state import CounterState
from tests.counter.supervisor.test_window import rows, watching
from tests.helpers.hall import MORNING, small_hall

HOUR = 3_600_000


def program(device: str, skew_ms: int | None = 0) -> LiveProgram:
    return LiveProgram(1, device, "pc-kiosk", 7, 1, Instant(MORNING), skew_ms, locked=True)


def health(**changes) -> HallHealth:
    told = {
        "at": Instant(MORNING),
        "delay_ms": 3.0,
        "programs": {},
        "backup_at": Instant(MORNING - HOUR),
    }
    return HallHealth(**(told | changes))


def shown(seen: HallHealth, *counters: CounterState, lang: str = "en") -> list[HealthRow]:
    return health_rows(small_hall(), seen, counters, Localiser(lang, "Asia/Makassar"))


def of(found: list[HealthRow], key: str) -> HealthRow:
    return next(row for row in found if row.key == key)


def counter(code: str, status: CounterStatus) -> CounterState:
    return CounterState(code, status, None, None, None)


def test_what_does_not_run_stands_first_with_what_to_do() -> None:
    hall = small_hall()
    devices = [*hall.kiosk, *hall.display]
    found = shown(health(programs={code: program(code) for code in devices[1:]}))
    assert found[0].key == devices[0]
    assert found[0].remedy
    assert [row.remedy for row in found[1:]] == [""] * (len(found) - 1)
    assert of(found, devices[-1]).pc == "pc-kiosk"


@pytest.mark.parametrize(
    ("skew", "well"), [(0, True), (119_000, True), (-121_000, False), (3 * HOUR, False), (None, True)]
)
def test_a_clock_that_is_off_is_told(skew: int | None, well: bool) -> None:
    kiosk = next(iter(small_hall().kiosk))
    row = of(shown(health(programs={kiosk: program(kiosk, skew)})), kiosk)
    assert (row.remedy == "") is well


def test_an_open_counter_without_its_program_is_told_and_a_closed_one_is_left_out() -> None:
    found = shown(health(), counter("1", CounterStatus.OPEN), counter("2", CounterStatus.CLOSED))
    assert of(found, "1").remedy
    assert all(row.key != "2" for row in found)
    runs = shown(health(programs={"2": program("2")}), counter("2", CounterStatus.CLOSED))
    assert of(runs, "2").remedy == ""


def test_a_display_that_runs_and_shows_nothing_stands_first_with_the_calls_that_it_does_not_show() -> None:
    found = shown(
        health(programs={"D1": program("D1")}, screens={"D1": Screen("D1", alive=True, missing=("AB-001", "AB-002"))})
    )
    assert of(found, "D1").how == "does not show AB-001, AB-002"
    assert of(found, "D1").remedy


@pytest.mark.parametrize(
    ("screen", "how"),
    [
        (Screen("D1", alive=True, dark=True), "shows nothing: its window is not on the screen"),
        (Screen("D1", alive=False, pid=7), "stands still: its picture does not change any more"),
    ],
)
def test_a_display_that_runs_without_a_picture_is_told(screen: Screen, how: str) -> None:
    row = of(shown(health(programs={"D1": program("D1")}, screens={"D1": screen})), "D1")
    assert (row.how, bool(row.remedy)) == (how, True)


def test_a_display_that_was_started_a_moment_ago_is_not_blamed_for_the_one_before_it() -> None:
    before = Screen("D1", alive=False, pid=6)
    assert of(shown(health(programs={"D1": program("D1")}, screens={"D1": before})), "D1").remedy == ""


def test_a_slow_share_and_an_old_backup_are_told() -> None:
    assert of(shown(health(delay_ms=900.0)), "share").remedy
    assert of(shown(health()), "share").remedy == ""
    for at, old in ((None, True), (Instant(MORNING - 4 * HOUR), True), (Instant(MORNING - HOUR), False)):
        assert bool(of(shown(health(backup_at=at)), "backup").remedy) is old


def test_what_the_share_does_not_say_is_no_alarm() -> None:
    found = shown(health(programs=None))
    assert [row.key for row in found if row.remedy] == []


def test_the_window_shows_it_and_counts_what_is_wrong_on_the_tab(qtbot, place) -> None:
    place.does(lambda file: acts.open_counter(file, acts.new_request(), "1"))
    with watching(qtbot, place) as window:
        qtbot.waitUntil(lambda: bool(rows(window.desk.health)))
        found = rows(window.desk.health)
        assert "Loket 1" in {row[0] for row in found}
        assert window.tabs.tabText(window.tabs.count() - 1) == f"Kondisi ({sum(bool(row[3]) for row in found)})"
