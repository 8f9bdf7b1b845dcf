"""How long services take, as seen lately: only what can have been a visit counts, and a mistake is forgotten."""

from pathlib import Path

from shared.store import acts
from shared.store.acts import Target
from shared.store.record import service_times
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall
from tests.store.acts.test_calling import press, take


def paces(file: HallFile) -> list[tuple[str, int]]:
    with file.reading() as db:
        return [(row[0], round(row[1])) for row in db.execute("SELECT service, seconds FROM paces").fetchall()]


def test_an_undone_finish_leaves_what_was_known_before_also_where_it_was_too_long_to_count(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file, "AB.1")
        press(file, "1")
        file.clock.advance(minutes=4)
        acts.finish(file, "f", Target(counter="1"))
        assert paces(file) == [("AB.1", 240)]
        acts.undo(file, "u", "1")
        assert paces(file) == []
        acts.finish(file, "f2", Target(counter="1"))
        take(file, "AB.1")
        press(file, "1")
        file.clock.advance(hours=6)
        acts.finish(file, "f3", Target(counter="1"))
        assert paces(file) == [("AB.1", 240)], "nobody is served for six hours"
        acts.undo(file, "u3", "1")
        assert paces(file) == [("AB.1", 240)]


def test_what_is_read_only_when_needed_says_the_same(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file, "AB.1")
        press(file, "1")
        file.clock.advance(minutes=4)
        acts.finish(file, "f", Target(counter="1"))
        with file.reading() as db:
            known = service_times.observed(db, file.hall(db), file.clock(), ("AB.1", "AB.2"))
        asked: list[int] = []
        lately = service_times.Lately(lambda: asked.append(1) or known)
        assert asked == []
        assert (dict(lately), len(lately), lately.get("AB.2")) == (known, 1, None)
        assert asked == [1]
