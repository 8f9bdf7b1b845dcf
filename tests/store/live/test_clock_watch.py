"""A PC whose clock is wrong goes by the share's time, gives no number on a wrong day, and says so."""

import datetime
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shared import clock as clocks
from shared.clock import HallClock, PretendedClock, machine_clock
from shared.domain.answers import Issued
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.acts import Order, apply_hall
from shared.store.live import clock_watch
from shared.store.live.clock_watch import ClockWatch, is_outvoted
from shared.store.live.presence import Presence
from shared.store.live_program import LiveProgram
from shared.store.record.events import CLOCK_AHEAD, for_staff
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, restore
from tests.helpers.hall import hall_at_noon

HOUR, DAY = 3600.0, 86_400.0
Move = Callable[[float], None]


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Move:
    """Sets this PC's clock off by this many seconds; files keep the true time, as a share's do."""
    true, off = time.time_ns, [0.0]
    monkeypatch.setattr(time, "time_ns", lambda: true() + int(off[0] * 1e9))

    def moved(seconds: float) -> None:
        off[0] = seconds

    return moved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create.create(tmp_path / "hall", hall_at_noon(), machine_clock)
    return tmp_path / "hall"


@pytest.fixture
def file(folder: Path) -> Iterator[HallFile]:
    with HallFile.open(folder, device="K1", clock=machine_clock) as opened:
        yield opened


def true_now() -> int:
    return round(datetime.datetime.now(datetime.UTC).timestamp() * 1000)


def times(file: HallFile) -> list[int]:
    with file.reading() as db:
        return [at for (at,) in db.execute("SELECT at FROM events ORDER BY sequence").fetchall()]


def issue(file: HallFile) -> Issued:
    answer = acts.issue(file, acts.new_request(), Order(("AB.1",)))
    assert isinstance(answer, Issued)
    return answer


@pytest.mark.parametrize("off", [-2 * HOUR, 2.5 * HOUR, 300])
def test_hours_off_the_shares_time_is_written(file: HallFile, move: Move, off: float):
    move(off)
    clock_watch.compare(file)
    issue(file)
    assert all(abs(at - true_now()) < 60_000 for at in times(file))
    told = clock_watch.words(file)
    assert told is not None
    assert ("ahead of" if off > 0 else "behind") in told["en"]
    assert ("lebih cepat" if off > 0 else "lebih lambat") in told["id"]


def test_a_clock_that_is_set_while_the_program_runs_is_noticed_without_a_look_at_the_share(file: HallFile, move: Move):
    clock_watch.compare(file)
    move(3 * HOUR)
    issue(file)
    assert abs(times(file)[-1] - true_now()) < 60_000
    move(0)
    assert clock_watch.words(file) is None


def test_some_seconds_off_are_nobodys_business(file: HallFile, move: Move):
    move(45)
    clock_watch.compare(file)
    assert clock_watch.words(file) is None
    assert file.clock() == machine_clock() or abs(file.clock() - machine_clock()) < 1000


@pytest.mark.parametrize("off", [DAY, -DAY, 400 * DAY])
def test_on_another_day_no_number_is_given_and_nothing_is_changed(file: HallFile, move: Move, off: float):
    issue(file)
    before = times(file)
    move(off)
    clock_watch.compare(file)
    with pytest.raises(EnvironmentFault) as told:
        issue(file)
    assert told.value.kind is Kind.CLOCK
    with pytest.raises(EnvironmentFault):
        acts.check_in(file, acts.new_request(), "ABC")
    assert times(file) == before
    acts.open_counter(file, acts.new_request(), "1")  # an officer goes on, by the share's time
    called = acts.call_next(file, acts.new_request(), "1")
    assert getattr(called, "label", "") == "AB-001"
    assert abs(times(file)[-1] - true_now()) < 60_000
    move(0)
    assert issue(file).label == "AB-002"


def test_staff_and_log_are_told_once_when_it_begins_and_once_when_it_ends(
    file: HallFile, move: Move, caplog: pytest.LogCaptureFixture
):
    issue(file)
    watch = ClockWatch(file)
    for off, kind in ((0, None), (DAY, Kind.CLOCK), (DAY, Kind.CLOCK), (2 * HOUR, Kind.SKEW), (0, None), (0, None)):
        move(off)
        watch.look(lambda: ())
        assert watch.kind is kind
    with file.reading() as db:
        notes = [(note.data["clock"], round(note.data[CLOCK_AHEAD] / 60_000), note.device) for note in for_staff(db)]
    assert [(clock, ahead) for clock, ahead, _ in notes] == [("clock", 1440), ("skew", 120), (None, 0)]
    assert {device for *_, device in notes} == {"K1"}
    assert [record.levelname for record in caplog.records].count("WARNING") == 3
    assert "24 h ahead" in caplog.text


def test_a_share_that_woke_up_long_ago_is_not_heeded(file: HallFile, monkeypatch: pytest.MonkeyPatch):
    for years in (56, 26, 16):
        monkeypatch.setattr(HallFile, "skew_ms", lambda _, years=years: int(years * 365.25 * DAY * 1000))
        clock_watch.compare(file)
        assert abs(file.clock() - true_now()) < 60_000
        assert issue(file).label
    assert "server's clock" in (clock_watch.words(file) or {})["en"]


def test_a_share_behind_the_day_that_is_open_is_not_heeded(file: HallFile, monkeypatch: pytest.MonkeyPatch):
    issue(file)
    monkeypatch.setattr(HallFile, "skew_ms", lambda _: int(DAY * 1000))
    clock_watch.compare(file)
    assert issue(file).label == "AB-002"


def program(pc: str, skew: int | None, *, locked: bool = True) -> LiveProgram:
    return LiveProgram(1, "K1", pc, 1, 1, Instant(0), skew, locked)


@pytest.mark.parametrize(
    ("others", "outvoted"),
    [
        ((), False),
        ((("a", 7),), False),
        ((("a", 7), ("a", 7)), False),
        ((("a", 7), ("b", 7)), True),
        ((("a", 7), ("b", 7), ("c", 0), ("d", 0)), False),
        ((("a", 7), ("b", 7), ("c", 0)), True),
        ((("a", 7), ("b", None)), False),
    ],
)
def test_two_other_pcs_and_this_one_outvote_the_share(others: tuple[tuple[str, int | None], ...], outvoted: bool):
    hour = int(HOUR * 1000)
    seen = [program(pc, None if skew is None else skew * hour + 900) for pc, skew in others]
    assert is_outvoted(7 * hour, seen) is outvoted


def test_the_dead_have_no_vote():
    assert not is_outvoted(9_000_000, [program("a", 9_000_000, locked=False), program("b", 9_000_000)])


def test_a_share_on_which_nothing_can_be_made_says_nothing(file: HallFile, monkeypatch: pytest.MonkeyPatch):
    def refused(_folder: Path) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(HallFile, "skew_ms", refused)
    assert clock_watch.compare(file) is None
    assert clock_watch.words(file) is None


def test_every_program_carries_its_lead_in_its_slot(file: HallFile, move: Move):
    move(2 * HOUR)
    kept = Presence(file)
    kept.tick()
    (mine,) = kept._others()  # pyright: ignore[reportPrivateUsage]
    assert mine.skew_ms is not None
    assert abs(mine.skew_ms - 2 * HOUR * 1000) < 5000
    kept.leave()


class TestAPretendedClock:
    @pytest.fixture
    def pretended(self) -> PretendedClock:
        return PretendedClock(Instant(true_now() + int(DAY * 1000)))

    def test_a_real_hall_does_not_let_it_in(self, folder: Path, pretended: PretendedClock):
        before = (folder / "hall.db").read_bytes()
        with pytest.raises(EnvironmentFault) as told:
            HallFile.open(folder, device="K1", clock=pretended)
        assert told.value.kind is Kind.PRETENDED
        assert clocks.VARIABLE in told.value.remedy
        assert (folder / "hall.db").read_bytes() == before
        with pytest.raises(EnvironmentFault):
            create.create(folder.parent / "new", hall_at_noon(), pretended)
        assert not (folder.parent / "new").exists()

    def test_a_hall_for_practice_does(self, tmp_path: Path, pretended: PretendedClock):
        create.create(tmp_path / "practice", hall_at_noon(practice=True), pretended)
        with HallFile.open(tmp_path / "practice", device="K1", clock=pretended) as file:
            issue(file)
            assert not isinstance(file.clock, HallClock)

    def test_a_hall_that_becomes_real_ends_it(self, tmp_path: Path, pretended: PretendedClock):
        create.create(tmp_path / "practice", hall_at_noon(practice=True), machine_clock)
        with (
            HallFile.open(tmp_path / "practice", device="K1", clock=pretended) as file,
            HallFile.open(tmp_path / "practice", device="cli", clock=machine_clock) as other,
        ):
            apply_hall.apply(other, hall_at_noon())
            before = times(other)
            with pytest.raises(EnvironmentFault) as told:
                issue(file)
            assert told.value.kind is Kind.PRETENDED
            assert times(other) == before

    def test_no_backup_of_a_real_hall_is_restored_by_it(self, file: HallFile, pretended: PretendedClock):
        made = backup.backup(file).path
        file.close()
        (file.folder / "hall.db").write_bytes(b"")
        with pytest.raises(EnvironmentFault) as told:
            restore.restore(file.folder, made, device="cli", clock=pretended)
        assert told.value.kind is Kind.PRETENDED
        assert (file.folder / "hall.db").read_bytes() == b""


def test_a_share_that_cannot_be_told_is_a_line_in_the_log(
    folder: Path, file: HallFile, move: Move, caplog: pytest.LogCaptureFixture
):
    watch = ClockWatch(file)
    move(2 * HOUR)
    folder.rename(folder.with_name("away"))
    clock_watch.tell(file, "told")
    folder.with_name("away").rename(folder)
    assert "the staff could not be told of this PC's clock: " in caplog.text
    watch.look(lambda: ())
    with file.reading() as db:
        assert [note.data["clock"] for note in for_staff(db)] == ["skew"]


def test_the_others_are_unknown_while_the_share_does_not_answer(file: HallFile, monkeypatch: pytest.MonkeyPatch):
    def gone(_heartbeat: object) -> None:
        raise OSError(112, "Host is down")

    here = Presence(file)
    assert here._others() == ()
    here.tick()
    assert [one.device for one in here._others()] == ["K1"]
    with monkeypatch.context() as share:
        share.setattr(type(here._presence), "programs", gone)
        assert here._others() == ()
    here.leave()
