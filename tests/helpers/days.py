"""A business day behind the store's tests: numbers taken, some called, and on to the next morning."""

from shared.store import acts
from shared.store.acts import Target
from shared.store.sqlite.connection import HallFile
from tests.store.acts.test_calling import press, take


def day(hall_file: HallFile, tickets: int = 6) -> None:
    """A small business day, and on to the next morning."""
    for _ in range(tickets):
        take(hall_file, "AB.1")
    for _ in range(3):
        press(hall_file, "1")
    take(hall_file, "AB.1", "BA.1")
    acts.finish(hall_file, acts.new_request(), Target(counter="1"))
    hall_file.clock.advance(days=1)
