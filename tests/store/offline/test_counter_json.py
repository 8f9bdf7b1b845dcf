"""A counter as last seen comes back from this PC's disk: what its officer looks at while the share is gone."""

import dataclasses
import json
from pathlib import Path

import pytest

from shared.store import acts
from shared.store.acts import Target
from shared.store.offline import counter_json
from shared.store.questions.counter import CounterView, counter_view
from shared.store.sqlite.connection import HallFile
from tests.store.acts.test_calling import press, take


def seen(file: HallFile) -> CounterView:
    with file.reading() as db:
        return dataclasses.replace(counter_view(db, file.hall(db), "1", file.clock()), undoable=None)


def test_it_comes_back_as_it_was(tmp_path: Path, hall_file: HallFile) -> None:
    path = tmp_path / "counter.json"
    views = [seen(hall_file)]
    take(hall_file, "AB.1", "BA.1")
    take(hall_file, "AB.2")
    press(hall_file, "1", "Ani")
    views.append(seen(hall_file))
    acts.no_show(hall_file, "n", Target(counter="1"))
    press(hall_file, "1")
    acts.hold(hall_file, "h", Target(counter="1"), "fotokopi")
    views.append(seen(hall_file))
    assert [view.current is not None for view in views] == [False, True, False]
    for view in views:
        counter_json.keep(path, "hall", view)
        assert counter_json.recall(path, "hall") == view


@pytest.mark.parametrize("view", [None, [], {}, {"status": "asleep"}, {"status": "open", "current": {"state": "x"}}])
def test_what_cannot_be_understood_is_not_shown(tmp_path: Path, view: object) -> None:
    path = tmp_path / "counter.json"
    path.write_text(json.dumps({"hall": "hall", "view": view}))
    assert counter_json.recall(path, "hall") is None


def test_another_halls_counter_is_not_shown(tmp_path: Path, hall_file: HallFile) -> None:
    counter_json.keep(tmp_path / "counter.json", "other", seen(hall_file))
    assert counter_json.recall(tmp_path / "counter.json", "hall") is None
    assert counter_json.recall(tmp_path / "none.json", "hall") is None
