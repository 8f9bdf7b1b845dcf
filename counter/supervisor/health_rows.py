"""How everything in the hall is, as rows: what is wrong first, each with what to do about it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from counter.localise import Localiser
from counter.screen_text import Word
from counter.supervisor import health_words
from printers.dialogue import printer_status
from printers.dialogue.condition import Trouble
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus
from shared.store.live_program import LiveProgram
from shared.store.questions.display_health import Screen
from shared.store.questions.hall_health import HallHealth
from shared.store.questions.state import CounterState
from shared.store.record.job_rows import PrinterRecord
from shared.text.printer_words import short_words, staff_words

SLOW_MS = 300
"""A small question that takes longer is felt at every press."""
CLOCK_MS = 120_000
OLD_BACKUP_MS = 3 * 3_600_000
COLUMNS = (
    health_words.COLUMN_PART,
    health_words.COLUMN_HOW,
    health_words.COLUMN_PC,
    health_words.COLUMN_REMEDY,
    health_words.COLUMN_SEEN_BY,
)
LITTLE_MB = 500
"""Less room than this on a disk is told."""


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One part of the hall. ``remedy`` is empty where all is well; ``seen_by`` says who sees to what is wrong."""

    key: str
    part: str
    how: str
    pc: str = ""
    remedy: str = ""
    seen_by: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        return self.part, self.how, self.pc, self.remedy, self.seen_by


def health_rows(
    hall: Hall,
    seen: HallHealth,
    counters: tuple[CounterState, ...],
    localiser: Localiser,
    printers: Sequence[tuple[PrinterRecord, printer_status.Word]] = (),
) -> list[HealthRow]:
    """What is wrong first, then the rest in the order of the hall."""
    rows = [
        *_file(seen, localiser),
        *_devices(hall, seen, localiser),
        *(_printer(hall, record, word, localiser) for record, word in printers),
        *_counters(hall, seen, counters, localiser),
    ]
    return sorted(rows, key=lambda row: not row.remedy)


def tickets_left(hall: Hall, record: PrinterRecord) -> int:
    """About how many tickets the roll still holds."""
    return int(max(0.0, hall.printer[record.code].roll_mm - record.used_mm) / record.ticket_mm)


def _printer(hall: Hall, record: PrinterRecord, word: printer_status.Word, localiser: Localiser) -> HealthRow:
    """One of which nobody can say how it is, is no alarm: its kiosk, which does not run, is."""
    how = localiser.text(staff_words(word))
    part = localiser.translate(health_words.PRINTER, code=record.code)
    if isinstance(word, Trouble):
        return HealthRow(record.code, part, localiser.text(short_words(word)), "", how)
    return HealthRow(
        record.code,
        part,
        localiser.translate(health_words.PAPER_LEFT, how=how, tickets=tickets_left(hall, record)),
    )


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
    if seen.free_mb is not None:
        little = seen.free_mb < LITTLE_MB
        how = say(health_words.FREE, free=_room(seen.free_mb))
        yield HealthRow("disk", say(health_words.DISK), how, "", say(health_words.MAKE_ROOM) if little else "")


def _room(mb: int) -> str:
    return f"{mb} MB" if mb < 10_240 else f"{mb >> 10} GB"


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
    screen = seen.screens.get(code)
    if screen is not None and (how := _trouble(screen, program, say)):
        return HealthRow(code, part, how, program.pc, say(health_words.LOOK_AT_SCREEN))
    return _running(code, part, program, seen, localiser)


def _trouble(screen: Screen, program: LiveProgram, say: Callable[..., str]) -> str:
    """Why visitors do not see there what is called; empty when they do."""
    if not screen.alive:
        return say(health_words.STANDS_STILL) if screen.pid == program.pid else ""
    if screen.missing:
        return say(health_words.SHOWS_NOT, labels=", ".join(screen.missing[:3]))
    return say(health_words.SHOWS_NOTHING) if screen.dark else ""


def _running(code: str, part: str, program: LiveProgram, seen: HallHealth, localiser: Localiser) -> HealthRow:
    """What is wrong with its PC: the clock, the room on its disk, another version than the others'."""
    say, skew = localiser.translate, program.skew_ms or 0
    if abs(skew) > CLOCK_MS:
        how = say(health_words.CLOCK_OFF, seconds=round(skew / 1000))
        return HealthRow(code, part, how, program.pc, say(health_words.SET_CLOCK))
    if program.free_mb is not None and program.free_mb < LITTLE_MB:
        how = say(health_words.LITTLE_ROOM, free=_room(program.free_mb))
        return HealthRow(code, part, how, program.pc, say(health_words.MAKE_ROOM))
    ours = _usual_version(seen)
    if program.version and ours and program.version != ours:
        how = say(health_words.OTHER_VERSION, theirs=program.version, ours=ours)
        return HealthRow(code, part, how, program.pc, say(health_words.UPDATE_IT))
    how = say(health_words.RUNS)
    if (screen := seen.screens.get(code)) is not None and screen.alive:
        shown, spoken = (_label(call, seen) for call in (screen.shown, screen.spoken))
        how = say(health_words.SHOWED, shown=shown, spoken=spoken)
    return HealthRow(code, part, how, f"{program.pc}  {program.version}".strip())


def _usual_version(seen: HallHealth) -> str:
    """The version that most programs run; of two that are equally common the newer one."""
    known = Counter(one.version for one in (seen.programs or {}).values() if one.version)
    return max(known, key=lambda version: (known[version], version), default="")


def _label(call: int | None, seen: HallHealth) -> str:
    return "–" if call is None else seen.labels.get(call, f"#{call}")
