"""Taking over a file of bookings: an operation for the store's thread."""

from pathlib import Path

from counter.localise import Localiser
from counter.supervisor.acts import day_words
from shared import bookings
from shared.domain.answers import BookingsTaken, Refused
from shared.faults import UsageFault
from shared.store import acts
from shared.store.engine import Engine
from shared.store.questions.bookings import all_bookings
from shared.text.bookings_problems import in_indonesian
from shared.text.languages import FIRST

MOST_BYTES = 20_000_000
_SHOWN = 6
"""Lines of what is wrong that a window has room for; the others come up when these are mended."""


def not_taken(localiser: Localiser, error: UsageFault) -> str:
    """Why nothing of a file was taken over."""
    lines = error.sentence.split("\n")
    told = [in_indonesian(line) if localiser.lang == FIRST else line for line in lines[:_SHOWN]]
    more = [localiser.translate(day_words.MORE_WRONG, n=len(lines) - _SHOWN)] if len(lines) > _SHOWN else []
    return "\n".join([localiser.translate(day_words.NOT_IMPORTED), *told, *more])


def take_bookings(hall_file: Engine, request: str, path: Path, officer: str) -> BookingsTaken | Refused:
    """All of the file, or UsageFault with what is wrong in it, line by line."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageFault(f"{path.name} is too large for a table of bookings.", "Choose another file.")
        content = path.read_bytes()
    except OSError as error:
        raise UsageFault(f"{path.name} cannot be read ({error.strerror}).", "Choose another file.") from None
    with hall_file.reading() as db:
        hall = hall_file.hall(db)
        there = {key: row.booking for key, row in all_bookings(db).items()}
    found = bookings.read(content, hall, hall_file.clock(), path.name, there)
    return acts.import_bookings(hall_file, request, found, officer)
