"""Who is asked to come closer: whoever would be called next, in the order in which officers then call."""

import dataclasses
from pathlib import Path

from shared.domain.answers import Called
from shared.store import acts
from shared.store.acts import Order, Target, apply_hall
from shared.store.offline.settle import settle, tend
from shared.store.offline.spool import Spool
from shared.store.questions.counter_queue import counter_queue
from shared.store.questions.upcoming import upcoming
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall, small_hall
from tests.helpers.store.offline import offline
from tests.store.acts.test_calling import take

EACH = {code: (code,) for code in small_hall().service}


def asked(file: HallFile, groups: dict[str, tuple[str, ...]] = EACH, most: int = 3) -> dict[str, tuple[str, ...]]:
    with file.reading() as db:
        return upcoming(db, file.hall(db), groups, file.clock(), most)


def test_those_who_are_asked_are_called_in_that_order(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        assert asked(file) == {}
        for number in range(6):
            acts.issue(file, f"i{number}", Order((("AB.1", "AB.2")[number % 2],), priority=number == 4))
        file.clock.advance(minutes=1)
        of_counter = asked(file, {"1": ("AB.1", "AB.2"), "3": ("BA.1",)}, most=4)
        assert of_counter.keys() == {"1"}, "where nobody waits nothing is said"
        assert asked(file)["AB.2"] == ("AB-002", "AB-004", "AB-006")
        called = [acts.call_next(file, acts.new_request(), "1") for _ in range(4)]
        assert of_counter["1"] == tuple(one.label for one in called if isinstance(one, Called))
        assert "AB-005" in of_counter["1"][:3], "priority overtakes"


def test_a_visitor_with_two_services_is_named_once(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        first, second = take(file, "AB.1", "AB.2"), take(file, "AB.2")
        assert asked(file, {"1": ("AB.1", "AB.2")}) == {"1": (first, second)}
        assert asked(file, {"1": ("AB.1", "AB.2"), "2": ("AB.2",)}) == {"1": (first, second), "2": (first, second)}


def test_nobody_is_asked_for_a_service_that_no_counter_has_any_more(hall_file: HallFile, spool: Spool) -> None:
    tend(spool, hall_file)
    offline(spool, hall_file, "AB.3")  # given out while the hall changed
    hall = small_hall()
    closed = {**hall.service, "AB.3": dataclasses.replace(hall.service["AB.3"], closed=True)}
    others = {
        code: dataclasses.replace(counter, services=("AB.1", "AB.2")) if counter.agency == "AB" else counter
        for code, counter in hall.counter.items()
    }
    apply_hall.apply(hall_file, dataclasses.replace(hall, service=closed, counter=others))
    assert [outcome.refused for outcome in settle(spool, hall_file)] == [None]
    assert asked(hall_file) == {}


def test_who_was_set_aside_for_another_counter_is_in_no_other_queue(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        label = take(file, "AB.1")
        acts.open_counter(file, "o", "1", "Ani")
        acts.transfer(file, "t", Target(label=label), to_counter="1")
        acts.call_next(file, "n", "1")
        acts.hold(file, "h", Target(counter="1"), "fotokopi", until=file.clock() + 60_000)
        file.clock.advance(minutes=2)
        with file.reading() as db:
            lines = {
                code: [one.step.label for one in counter_queue(db, file.hall(db), code, file.clock()).line]
                for code in ("1", "2")
            }
        assert lines == {"1": [label], "2": []}
