"""What displays tell besides the hall's own data: kept in ``meta``, which every hall's file has, old or new."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.words import Instant, Text
from shared.store.engine import Db

_NAME = "announced_"


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words for everybody, perhaps until a time."""

    words: Text
    until: Instant | None = None


def keep(db: Db, place: str, content: str) -> None:
    """In place of what was there."""
    db.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_NAME + place, content),
    )


def drop(db: Db, place: str) -> bool:
    """Nothing any more; answers whether there was something."""
    return bool(db.execute("DELETE FROM meta WHERE name = ?", (_NAME + place,)).rowcount)


def announced(db: Db, now: Instant) -> Mapping[str, Announcement]:
    """What holds now, by place."""
    rows = db.execute("SELECT name, value FROM meta WHERE name IN (?, ?)", (f"{_NAME}notice", f"{_NAME}running"))
    found = {name.removeprefix(_NAME): Announcement(**json.loads(value)) for name, value in rows.fetchall()}
    return {place: one for place, one in found.items() if one.until is None or one.until > now}
