"""What was changed in the hall's data, record by record, with what was there before."""

import json
from dataclasses import dataclass
from typing import Any

from shared.domain.words import Instant
from shared.store.engine import Engine
from shared.store.record.events import What

SHOWN = 200


@dataclass(frozen=True, slots=True)
class EarlierChange:
    """One record that was changed: what it was before (None: it was not there) and is after (None: removed).

    ``version`` is the hall's after it: what was applied at once bears one; 0 where an older program wrote it.
    """

    at: Instant
    officer: str
    section: str
    code: str
    before: Any
    after: Any
    version: int = 0

    @property
    def path(self) -> tuple[str, ...]:
        """Where the record stands in the hall's table."""
        return (self.section, self.code) if self.code else (self.section,)


def earlier(hall_file: Engine) -> tuple[EarlierChange, ...]:
    """The newest changes first."""
    with hall_file.reading() as db:
        rows = db.execute(
            "SELECT at, officer, data FROM events WHERE what = ? ORDER BY sequence DESC LIMIT ?",
            (What.HALL_CHANGED.value, SHOWN),
        ).fetchall()
    found: list[EarlierChange] = []
    for at, officer, text in rows:
        data: dict[str, Any] = json.loads(text)
        found.append(
            EarlierChange(
                at,
                officer or "",
                data["section"],
                data["code"],
                data.get("before"),
                data.get("after"),
                data.get("version", 0),
            )
        )
    return tuple(found)
