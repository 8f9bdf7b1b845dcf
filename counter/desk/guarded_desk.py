"""A counter's desk behind a door: whoever signs in takes the counter; while nobody has, nobody is named there."""

from counter.desk.acts import Act
from counter.desk.desk_model import DeskModel
from counter.desk.details import Details
from counter.desk.door import SignIn


def guard(desk: DeskModel, door: SignIn) -> None:
    """From now on whoever signs in at this door acts here."""
    desk.door = door
    door.changed.connect(lambda: _door_changed(desk, door))


def _door_changed(desk: DeskModel, door: SignIn) -> None:
    if door.officer and door.officer != desk.officer:
        desk.officer = door.officer
        if desk.view is not None and desk.view.officer != door.officer and desk.why_not(Act.OPEN) is None:
            desk.press(Act.OPEN, Details(officer=door.officer, sure=True))
    elif door.needed:
        desk.officer = ""
    desk.view_changed.emit()
