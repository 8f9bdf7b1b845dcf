"""The built-in sample halls: the project's own hall files, one catalogue with two halls on it."""

import functools
import tomllib
from importlib import resources
from typing import Any

from shared import hall_file, records
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault

NAMES = ("sungai-rindang", "graha-segara")
"""The samples: the same 32 booths with 48 and with 150 counters."""


@functools.cache
def load(name: str) -> Hall:
    """A sample hall by name; :class:`UsageFault` with the nearest names when there is none."""
    if name not in NAMES:
        raise UsageFault(
            f"There is no sample hall {name}.", f"Use {' or '.join(NAMES)}.", records.nearest(name, NAMES) or NAMES
        )
    parts = (_table(part) for part in ("catalogue", "standards", "search", "needs", name))
    return hall_file.of_table(functools.reduce(_merged, parts), f"{name}.toml")


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two tables in one; what both have as tables is merged in turn."""
    both = {key: _merged(one[key], other[key]) for key in one.keys() & other.keys() if isinstance(other[key], dict)}
    return one | other | both


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
