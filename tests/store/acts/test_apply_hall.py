"""Another hall file on a running hall; the hall's data in its rows."""

import dataclasses
from pathlib import Path

import pytest

from shared import samples
from shared.domain.hall_data.hall import Counter, Hall, PriorityRule, Service
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Target, apply_hall
from shared.store.record import hall_rows
from shared.store.record.events import What, events_after
from shared.store.sqlite import create
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.store.acts.test_calling import press, take


def without(hall: Hall, section: str, code: str, **changes: object) -> Hall:
    records = {key: value for key, value in getattr(hall, section).items() if key != code}
    return dataclasses.replace(hall, **{section: records}, **changes)


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_hall_comes_back_from_its_rows_whole(tmp_path: Path, name: str) -> None:
    hall = samples.load(name)
    with open_hall(tmp_path, hall) as hall_file, hall_file.reading() as db:
        assert hall_rows.load(db) == hall
        assert list(hall_rows.load(db).service) == list(hall.service)


def test_a_second_hall_is_not_put_over_the_first(tmp_path: Path) -> None:
    with open_hall(tmp_path):
        pass
    before = (tmp_path / "hall.db").read_bytes()
    with pytest.raises(UsageFault, match="holds a hall"):
        create.create(tmp_path, small_hall(), StandingClock())
    assert (tmp_path / "hall.db").read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.new")] == []


def test_two_that_make_a_hall_at_once_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda self: False)
    create.create(tmp_path, small_hall(), StandingClock())
    with pytest.raises(UsageFault, match="holds a hall"):
        create.create(tmp_path, small_hall(), StandingClock())


def test_a_share_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")


def test_what_is_the_same_changes_nothing(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        before = (tmp_path / "hall.db").read_bytes()
        assert apply_hall.apply(hall_file, small_hall()) == ()
        assert (tmp_path / "hall.db").read_bytes() == before


def test_each_record_that_differs_is_an_event(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        changed = small_hall(priority=PriorityRule(ordinary=3), services={"AB.9": Service({"id": "Baru"}, 4.0)})
        changed = without(changed, "service", "AB.3")
        changes = apply_hall.apply(hall_file, changed)
        assert [str(change) for change in changes] == [
            "service.AB.9 added", "rules.priority added", "service.AB.3 removed",
        ]  # fmt: skip
        with hall_file.reading() as db:
            events = [event for event in events_after(db, 0) if event.what is What.HALL_CHANGED]
            assert hall_file.hall(db) == changed
        assert [event.reason for event in events] == ["service.AB.9", "rules.priority", "service.AB.3"]
        assert events[1].data["after"] == {"ordinary": 3}


def test_the_line_stays_as_it_was(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = [take(hall_file, "AB.1") for _ in range(4)]
        apply_hall.apply(hall_file, small_hall(priority=PriorityRule(ordinary=5, priority=2)))
        assert [press(hall_file, "1").label for _ in labels] == labels
        with hall_file.reading() as db:
            assert invariants.check(db) == ()


def test_a_new_dependency_holds_for_visits_that_wait(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.3", "BA.1")
        depends = small_hall(services={"AB.3": Service({"id": "Ambil"}, 2.0, after=("BA.1",))})
        apply_hall.apply(hall_file, depends)
        with hall_file.reading() as db:
            assert db.execute("SELECT ready FROM steps WHERE service = 'AB.3'").fetchone()[0] == 0
        apply_hall.apply(hall_file, small_hall())
        assert press(hall_file, "1").label == label


def test_a_service_with_people_in_line_cannot_go(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.3")
        with pytest.raises(UsageFault, match=r"AB\.3 cannot go: 1 people"):
            apply_hall.apply(hall_file, without(small_hall(), "service", "AB.3"))
        unserved = dataclasses.replace(
            small_hall(),
            counter={**small_hall().counter, "1": Counter("AB", ("AB.1", "AB.2")), "2": Counter("AB", ("AB.1",))},
        )
        with pytest.raises(UsageFault, match="without a counter"):
            apply_hall.apply(hall_file, unserved)
        acts.cancel(hall_file, "c", Target(label=label))
        assert apply_hall.apply(hall_file, without(small_hall(), "service", "AB.3"))


def test_a_counter_with_a_visitor_cannot_go(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        with pytest.raises(UsageFault, match="AB-001 is there"):
            apply_hall.apply(hall_file, without(small_hall(), "counter", "1"))
        acts.finish(hall_file, "f", Target(counter="1"))
        acts.open_counter(hall_file, "o", "2")
        apply_hall.apply(hall_file, without(small_hall(), "counter", "1"))
        with hall_file.reading() as db:
            assert [row[0] for row in db.execute("SELECT counter FROM counters")] == ["2"]


def test_a_counter_to_which_somebody_was_sent_cannot_go(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.transfer(hall_file, "t", Target(counter="1"), to_counter="4")
        with pytest.raises(UsageFault, match=r"counter\.4"):
            apply_hall.apply(hall_file, without(small_hall(), "counter", "4"))
        assert apply_hall.apply(hall_file, without(small_hall(), "counter", "3"))


def test_who_may_come_back_to_a_counter_that_goes_comes_to_another(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        acts.transfer(hall_file, "t", Target(counter="1"), to_counter="4")
        press(hall_file, "4")
        acts.hold(hall_file, "h", Target(counter="4"), "fotokopi")
        assert apply_hall.apply(hall_file, without(small_hall(), "counter", "4"))
        acts.resume(hall_file, "r", Target(label=label))
        assert press(hall_file, "1").label == label
