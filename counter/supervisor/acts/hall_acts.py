"""What a supervisor does with the whole hall: the acts, their keys, and the store's function for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from counter.editor.editor_words import EDIT_HALL
from counter.screen_text import Word
from counter.supervisor import figures_words, health_words, survey_forms_words
from counter.supervisor.acts import day_words, hall_words
from shared.domain.answers import Answer, Refused
from shared.domain.hall_data.hall import DayHours
from shared.domain.words import Instant, Text
from shared.store import acts
from shared.store.engine import Engine


class HallAct(Enum):
    """The acts, in the order of their buttons."""

    PAUSE = "pause"
    RESUME = "resume"
    DISTURB = "disturb"
    RESTORE = "restore"
    CLOSE_COUNTER = "close_counter"
    BRING_BACK = "bring_back"
    MESSAGE = "message"
    ANNOUNCE = "announce"
    CLOSE_DAY = "close_day"
    OPEN_DAY = "open_day"
    EDIT = "edit"
    TODAY = "today"
    MOVE_OFFICER = "move_officer"
    PRINTER_READY = "printer_ready"
    IMPORT = "import"
    REPORT = "report"
    FIGURES = "figures"
    PAPER = "paper"
    ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True, slots=True)
class HallButton:
    """A button: its key and its words. Acts that undo one another share a key: one of them can be pressed at a time."""

    act: HallAct
    key: str
    word: Word


BUTTONS: tuple[HallButton, ...] = (
    HallButton(HallAct.PAUSE, "F2", hall_words.PAUSE),
    HallButton(HallAct.RESUME, "F2", hall_words.RESUME),
    HallButton(HallAct.DISTURB, "F3", hall_words.DISTURB),
    HallButton(HallAct.RESTORE, "F4", hall_words.RESTORE),
    HallButton(HallAct.TODAY, "F5", day_words.TODAY),
    HallButton(HallAct.CLOSE_COUNTER, "F6", hall_words.CLOSE_COUNTER),
    HallButton(HallAct.BRING_BACK, "F7", hall_words.BRING_BACK),
    HallButton(HallAct.MESSAGE, "F8", hall_words.MESSAGE),
    HallButton(HallAct.ANNOUNCE, "F10", hall_words.ANNOUNCE),
    HallButton(HallAct.CLOSE_DAY, "F9", hall_words.CLOSE_DAY),
    HallButton(HallAct.OPEN_DAY, "F9", hall_words.OPEN_DAY),
    HallButton(HallAct.EDIT, "F11", EDIT_HALL),
    HallButton(HallAct.MOVE_OFFICER, "F12", day_words.MOVE_OFFICER),
    HallButton(HallAct.PRINTER_READY, "Ctrl+P", health_words.PRINTER_READY),
    HallButton(HallAct.IMPORT, "Ctrl+I", day_words.IMPORT),
    HallButton(HallAct.REPORT, "Ctrl+R", day_words.REPORT),
    HallButton(HallAct.FIGURES, "Ctrl+G", figures_words.FIGURES),
    HallButton(HallAct.PAPER, "Ctrl+K", survey_forms_words.PAPER),
)
WORDS: Mapping[HallAct, Word] = {button.act: button.word for button in BUTTONS} | {
    HallAct.ACKNOWLEDGE: health_words.ACKNOWLEDGE
}
LOOKS = frozenset({HallAct.FIGURES, HallAct.REPORT})
"""What changes nothing, and asks nobody's leave."""


@dataclass(frozen=True, slots=True)
class HallOrder:
    """One act with what it needs.

    ``about`` is its object in words, for the answer; ``told`` whom closing ends; ``officer`` who said to do it.
    """

    act: HallAct
    service: str = ""
    counter: str = ""
    label: str = ""
    words: str = ""
    reason: Text = field(default_factory=dict[str, str])
    until: Instant | None = None
    told: tuple[str, ...] = ()
    to: str = ""
    agency: str = ""
    quota: int | None = None
    hours: DayHours | None = None
    printer: str = ""
    full_roll: bool = False
    alarm: str = ""
    officer: str = ""
    place: acts.Place = acts.Place.NOTICE
    about: str = ""


def perform(hall_file: Engine, request: str, officer: str, o: HallOrder) -> Answer | Refused:
    """Do it: an operation for the store's thread."""
    return _ACTS[o.act](hall_file, request, officer, o)


_Act = Callable[[Engine, str, str, HallOrder], Answer | Refused]
_ACTS: Mapping[HallAct, _Act] = {
    HallAct.PAUSE: lambda f, r, who, o: acts.pause_hall(f, r, o.reason, o.until, who),
    HallAct.RESUME: lambda f, r, who, _o: acts.resume_hall(f, r, who),
    HallAct.DISTURB: lambda f, r, who, o: acts.disturb_service(f, r, o.service, o.reason, o.until, who),
    HallAct.RESTORE: lambda f, r, who, o: acts.restore_service(f, r, o.service, who),
    HallAct.CLOSE_COUNTER: lambda f, r, who, o: acts.close_counter(f, r, o.counter, who),
    HallAct.BRING_BACK: lambda f, r, who, o: acts.bring_back(f, r, o.label, officer=who),
    HallAct.MESSAGE: lambda f, r, who, o: acts.note(f, r, o.words, officer=who),
    HallAct.ANNOUNCE: lambda f, r, who, o: (
        acts.announce(f, r, o.place, o.reason, o.until, who) if o.reason else acts.withdraw(f, r, o.place, who)
    ),
    HallAct.CLOSE_DAY: lambda f, r, who, o: acts.close_day(f, r, who, told=o.told),
    HallAct.OPEN_DAY: lambda f, r, who, _o: acts.open_day(f, r, who),
    HallAct.TODAY: lambda f, r, who, o: (
        acts.quota_today(f, r, o.service, o.quota, who)
        if o.service
        else acts.hours_today(f, r, o.hours, o.agency or None, who)
    ),
    HallAct.MOVE_OFFICER: lambda f, r, who, o: acts.move_officer(f, r, o.counter, o.to, who),
    HallAct.PRINTER_READY: lambda f, r, who, o: acts.printer_ready(f, r, o.printer, full_roll=o.full_roll, officer=who),
    HallAct.ACKNOWLEDGE: lambda f, r, who, o: acts.acknowledge(f, r, o.alarm, o.words, o.officer or who),
}
