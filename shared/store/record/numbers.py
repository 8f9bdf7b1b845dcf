"""The next number of a prefix: gapless from 1 each day, past the blocks that kiosks hold for when the share is gone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

BLOCK = 10
"""Numbers in a leased block; blocks begin at 1, 11, 21 ... so that two can never overlap."""


def block_of(number: int) -> int:
    """The first number of the block that a number lies in."""
    return (number - 1) // BLOCK * BLOCK + 1


def draw(tx: "Tx", prefix: str, day: str | None = None) -> int:
    """Take the next number. Blocks are leased ahead of it only, so they are checked only where a block begins."""
    day = day or tx.day
    drawn: int = tx.db.execute(
        "INSERT INTO numbers (day, prefix, next) VALUES (?, ?, 2) ON CONFLICT (day, prefix) DO UPDATE SET"
        " next = numbers.next + 1 RETURNING next - 1",
        (day, prefix),
    ).fetchone()[0]
    number = drawn
    while number == block_of(number) and (taken := _taken(tx, day, prefix, number)):
        number += taken
    if number != drawn:
        tx.db.execute("UPDATE numbers SET next = ? WHERE day = ? AND prefix = ?", (number + 1, day, prefix))
    return number


def _taken(tx: "Tx", day: str, prefix: str, first: int) -> int:
    """How many numbers at the beginning of a block are taken: all while it is leased, else those that were used."""
    row = tx.db.execute(
        "SELECT returned, used FROM leases WHERE day = ? AND prefix = ? AND first = ?", (day, prefix, first)
    ).fetchone()
    if row is None:
        return 0
    return int(row["used"]) if row["returned"] else BLOCK
