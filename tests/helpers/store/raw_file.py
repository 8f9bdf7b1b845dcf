"""The hall's file touched past the acts: a note put into it, its events counted, bytes laid over it."""

from shared.store.sqlite.connection import FILE

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'here')"


def events(file):
    with file.reading() as db:
        return db.execute("SELECT count(*) FROM events").fetchone()[0]


def header(folder, offset, content):
    with (folder / FILE).open("r+b") as raw:
        raw.seek(offset)
        raw.write(content)
