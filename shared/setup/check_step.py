"""The end: what was written, and the whole ``antrean check`` in plain words."""

from collections.abc import Callable, Sequence
from pathlib import Path

from shared import clock
from shared.check import run
from shared.check.item import Item, of_fault
from shared.domain.words import Text
from shared.faults import EnvironmentFault
from shared.setup.both import both
from shared.setup.guide_pages import Course, Line, Tell, Work
from shared.setup.told import in_both, line_of
from shared.store.sqlite.share.trust import Severity
from shared.text.languages import pick

_VERDICTS = {
    Severity.GOOD: (both("Semua beres.", "All is well."), "ok"),
    Severity.WARN: (
        both("Bisa dipakai; perhatikan yang bertanda LIHAT.", "It works; look at what is marked LOOK."),
        "look",
    ),
    Severity.REFUSE: (
        both(
            "Jangan buka antrean seperti ini: lihat yang bertanda BURUK.",
            "Do not run a hall like this: see what is marked BAD.",
        ),
        "bad",
    ),
}


def course(folder: Path, done: Sequence[Line], *, role: str) -> Course:
    """Check, and end."""
    items: list[Item] = yield Work(
        both("Semuanya diperiksa ...", "Everything is checked ..."), lambda tell: checked(folder, tell)
    )
    # only a display or a kiosk needs a sound device
    told = [item for item in items if not (item.key == "sound" and role in ("counter", "supervisor"))]
    words, sign = _VERDICTS[run.worst(told)]
    lines = [*done, *(line_of(item) for item in told), Line(words, sign)]
    heading = {lang: f"{end}: {pick(words, lang)}" for lang, end in (("id", "Selesai"), ("en", "Finished"))}
    yield Tell(heading, lines, last=True)


def checked(folder: Path, tell: Callable[[Text], None]) -> list[Item]:
    """All items of ``antrean check --quick``."""
    wishes = run.Wishes(quick=True)
    try:
        return list(run.check(folder, clock.process_clock(), wishes, lambda words: tell(in_both(words))))
    except EnvironmentFault as fault:
        return [of_fault("share", fault)]
