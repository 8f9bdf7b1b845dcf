"""Taking over a file of bookings: an operation for the store's thread."""

from pathlib import Path

from shared import bookings
from shared.domain.answers import BookingsTaken, Refused
from shared.faults import UsageFault
from shared.store import acts
from shared.store.engine import Engine
from shared.store.questions.bookings import all_bookings

MOST_BYTES = 20_000_000


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
