"""Saving what was edited in the hall's data: an operation for the store's thread."""

from collections.abc import Mapping
from typing import Any

from counter.editor.hall_draft import Path, changed_hall
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.store.acts import apply_hall
from shared.store.engine import Engine


def save(
    hall_file: Engine, changes: Mapping[Path, Any], name: str
) -> tuple[Hall, tuple[apply_hall.Change, ...] | Refused]:
    """Lay the changes over the hall as it is now, and apply it. UsageFault, and nothing changed, for what is wrong."""
    with hall_file.reading() as db:
        now = hall_file.hall(db)
    made = changed_hall(now, changes, name)
    return made, apply_hall.apply(hall_file, made)
