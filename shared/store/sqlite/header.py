"""The first hundred bytes of ``hall.db``, read without any lock and without SQLite.

They say, before SQLite touches anything, whether this is a hall's file at all, which schema it has and whether
somebody switched it to WAL; and bytes 24-27 are the change counter that every commit moves, which is the poll
of the change feed. Offsets: https://sqlite.org/fileformat2.html#the_database_header
"""

import struct
from dataclasses import dataclass

LENGTH = 100
MAGIC = b"SQLite format 3\x00"
WAL = 2
COUNTER = slice(24, 28)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. ``schema`` is SQLite's user_version, ``application`` its application_id."""

    page_size: int
    wal: bool
    change_counter: int
    pages: int
    schema: int
    application: int


def parse(raw: bytes) -> Header | None:
    """The header in these bytes; None when they are no SQLite file's."""
    if len(raw) < LENGTH or raw[:16] != MAGIC:
        return None
    page_size = int.from_bytes(raw[16:18], "big")
    counter, pages = struct.unpack(">II", raw[24:32])
    return Header(
        page_size=65536 if page_size == 1 else page_size,
        wal=WAL in (raw[18], raw[19]),
        change_counter=counter,
        pages=pages,
        schema=int.from_bytes(raw[60:64], "big"),
        application=int.from_bytes(raw[68:72], "big"),
    )
