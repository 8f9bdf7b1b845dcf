"""How everything in the hall is, as rows: what is wrong first, each with what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor import health_words
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus
from shared.store.live_program import LiveProgram
from shared.store.questions.hall_health import HallHealth
from shared.store.questions.state import CounterState

SLOW_MS = 300
"""A small question that takes longer is felt at every press."""
CLOCK_MS = 120_000
OLD_BACKUP_MS = 3 * 3_600_000
COLUMNS = (
    health_words.COLUMN_PART,
    health_words.COLUMN_HOW,
    health_words.COLUMN_PC,
    health_words.COLUMN_REMEDY,
)


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One part of the hall. ``remedy`` is empty where all is well."""

    key: str
    part: str
    how: str
    pc: str = ""
    remedy: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        return self.part, self.how, self.pc, self.remedy


def health_rows(
    hall: Hall, seen: HallHealth, counters: tuple[CounterState, ...], localiser: Localiser
) -> list[HealthRow]:
    """What is wrong first, then the rest in the order of the hall."""
    rows = [*_file(seen, localiser), *_devices(hall, seen, localiser), *_counters(hall, seen, counters, localiser)]
    return sorted(rows, key=lambda row: not row.remedy)


def _file(seen: HallHealth, localiser: Localiser) -> Iterator[HealthRow]:
    say = localiser.translate
    slow = seen.delay_ms > SLOW_MS
    how = say(health_words.ANSWERS_IN, ms=max(1, round(seen.delay_ms)))
    remedy = say(health_words.LOOK_AT_NETWORK) if slow else ""
    yield HealthRow("share", say(health_words.SHARE), how, "", remedy)
    made = seen.backup_at
    old = made is None or seen.at - made > OLD_BACKUP_MS
    how = say(health_words.NEVER) if made is None else say(health_words.MADE_AT, time=localiser.time(made))
    yield HealthRow("backup", say(health_words.BACKUP), how, "", say(health_words.MAKE_BACKUP) if old else "")


def _devices(hall: Hall, seen: HallHealth, localiser: Localiser) -> Iterator[HealthRow]:
    named = [(code, health_words.KIOSK) for code in hall.kiosk]
    named += [(code, health_words.DISPLAY) for code in hall.display]
    for code, word in named:
        yield _device(code, localiser.translate(word, code=code), seen, localiser, None)


def _counters(
    hall: Hall, seen: HallHealth, counters: tuple[CounterState, ...], localiser: Localiser
) -> Iterator[HealthRow]:
    """Those that are open, and closed ones whose program runs."""
    for counter in counters:
        runs = seen.programs is not None and counter.code in seen.programs
        if counter.code in hall.counter and (runs or counter.status is not CounterStatus.CLOSED):
            yield _device(counter.code, localiser.counter(counter.code), seen, localiser, health_words.OPEN_WITHOUT)


def _device(code: str, part: str, seen: HallHealth, localiser: Localiser, missing: Word | None) -> HealthRow:
    say = localiser.translate
    if seen.programs is None:
        return HealthRow(code, part, say(health_words.UNKNOWN))
    program = seen.programs.get(code)
    if program is None:
        remedy = health_words.START_IT if missing is None else health_words.CLOSE_OR_START
        return HealthRow(code, part, say(missing or health_words.RUNS_NOT), "", say(remedy))
    if unseen := seen.unseen.get(code):
        how = say(health_words.SHOWS_NOT, labels=", ".join(unseen[:3]))
        return HealthRow(code, part, how, program.pc, say(health_words.LOOK_AT_SCREEN))
    return _running(code, part, program, localiser)


def _running(code: str, part: str, program: LiveProgram, localiser: Localiser) -> HealthRow:
    say, skew = localiser.translate, program.skew_ms or 0
    if abs(skew) > CLOCK_MS:
        how = say(health_words.CLOCK_OFF, seconds=round(skew / 1000))
        return HealthRow(code, part, how, program.pc, say(health_words.SET_CLOCK))
    return HealthRow(code, part, say(health_words.RUNS), program.pc)
