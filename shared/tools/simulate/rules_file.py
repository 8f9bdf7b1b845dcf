"""Trying other rules: a file with only the tables that differ, laid over a hall, checked like a hall file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from shared import hall_file, records
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault

_Table = dict[str, Any]


def over(hall: Hall, path: Path) -> Hall:
    """The hall under the rules of a file: a few tables (``[rules.priority]`` ...) or a whole hall file.

    UsageFault when it cannot be read or says something wrong.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageFault(
            f"{path}: cannot be read ({error.strerror}).", "Name a readable file of rules (TOML)."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageFault(f"{path}: this is not TOML: {error}", "Write tables such as [rules.priority].") from None
    if "hall" in table:
        return hall_file.read(path)
    return hall_file.of_table(_laid_over(cast("_Table", records.plain(hall)), table), str(path))


def _laid_over(below: _Table, above: Mapping[str, Any]) -> _Table:
    """One table over another, tables within tables too."""
    both = dict(below)
    for key, value in above.items():
        under = both.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            both[key] = _laid_over(cast("_Table", under), cast("_Table", value))
        else:
            both[key] = value
    return both
