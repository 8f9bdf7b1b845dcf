"""How the hall's file and programs are: for the supervisor, read a few times a minute."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.words import Instant
from shared.store import live_program
from shared.store.engine import Engine
from shared.store.live_program import LiveProgram
from shared.store.questions.display_health import DisplayWatch, Screen


@dataclass(frozen=True, slots=True)
class HallHealth:
    """What is known just now.

    Attributes:
        at: when.
        delay_ms: how long the file took to answer one small question.
        programs: the running programs by device; None when the share does not say.
        backup_at: when the last backup of the chores was made; None if never.
        screens: what each display tells of itself.
        labels: the numbers of the last calls, by call.
        free_mb: what is left on the share's disk.
    """

    at: Instant
    delay_ms: float
    programs: Mapping[str, LiveProgram] | None
    backup_at: Instant | None
    screens: Mapping[str, Screen] = field(default_factory=dict[str, Screen])
    labels: Mapping[int, str] = field(default_factory=dict[int, str])
    free_mb: int | None = None


def hall_health(hall_file: Engine, watch: DisplayWatch) -> HallHealth:
    """Ask the file, the heartbeats and the displays' reports: an operation for the store's thread."""
    now, begun = hall_file.clock(), time.perf_counter()
    with hall_file.reading() as db:
        row = db.execute("SELECT max(done_at) FROM chores WHERE name = 'hourly_backup'").fetchone()
        delay = (time.perf_counter() - begun) * 1000
        hall = hall_file.hall(db)
        labels: dict[int, str] = dict(
            db.execute(
                "SELECT number, label FROM calls WHERE number > (SELECT coalesce(max(number), 0) FROM calls) - 50"
            ).fetchall()
        )
    try:
        programs = {program.device: program for program in hall_file.live_programs()}
        found = {one.device: one for one in watch.look(hall_file, hall)}
    except OSError:
        return HallHealth(now, delay, None, row[0])
    return HallHealth(now, delay, programs, row[0], found, labels, live_program.free_mb(hall_file.folder))
