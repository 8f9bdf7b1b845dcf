"""An officer is called from every page in one touch, and the visitor reads when somebody comes."""

import pytest

from shared.store.acts.help import accept_help
from shared.store.record.events import events_after, newest
from shared.store.record.transaction import new_request
from tests.helpers.screens.kiosk import Stage

WAYS = {
    "start": (),
    "agency": ("agency:AB",),
    "search": ("search",),
    "order": ("popular:AB.1",),
    "ticket": ("popular:AB.1", "take"),
    "help": ("help",),
}


@pytest.mark.parametrize("page", WAYS)
def test_help_is_one_touch_away_and_its_coming_is_said(stage: Stage, page: str) -> None:
    for touch in WAYS[page]:
        stage.touch(touch)
    stage.touch("officer")
    stage.touch("officer")
    assert (stage.desk.calls, stage.model.page) == (1, page)
    accept(stage, "K2")
    assert stage.words("officer") == "Petugas diberi tahu"
    accept(stage, "K1")
    assert stage.words("officer") == "Petugas datang"


def accept(stage: Stage, place: str) -> None:
    """The supervisor sends somebody; the kiosk reads the news."""
    hall_file = stage.desk.hall_file
    with hall_file.reading() as db:
        before = newest(db)
    accept_help(hall_file, new_request(), place)
    with hall_file.reading() as db:
        events = events_after(db, before)
    stage.model.news_told(events)
    stage.settle()
