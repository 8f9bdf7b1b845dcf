"""The hall's data in its file: one row for each record of the hall file, and what an ``apply`` changes in them."""

import dataclasses
import functools
import json
from collections.abc import Mapping
from typing import Any, cast

from shared import records
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.store.engine import Db

Rows = dict[tuple[str, str], str]
"""Section and code -> the record as JSON, in the order of the hall file."""


def _is_single(hint: Any) -> bool:
    """Whether a section is one record (``[ticket]``), not a table of records by code (``[rules.calls]``)."""
    return dataclasses.is_dataclass(hint) and not all(
        dataclasses.is_dataclass(part) for part in records.hints(cast("type[Any]", hint)).values()
    )


_SINGLE = {section for section, hint in records.hints(Hall).items() if _is_single(hint)}


def rows_of(hall: Hall) -> Rows:
    """The rows that a hall is stored as."""
    return dict(_rows_of(hall))


@remembered
def _rows_of(hall: Hall) -> Rows:
    rows: Rows = {}
    for section, content in cast("dict[str, dict[str, Any]]", records.plain(hall)).items():
        entries = {"": content} if section in _SINGLE else content
        for code, record in entries.items():
            rows[section, code] = json.dumps(record, ensure_ascii=False, default=str)
    return rows


def hall_of(rows: Mapping[tuple[str, str], str]) -> Hall:
    """The hall that rows describe: one and the same as long as they say the same, whoever reads them."""
    return _hall_of(tuple(rows.items()))


@functools.lru_cache(maxsize=4)
def _hall_of(rows: tuple[tuple[tuple[str, str], str], ...]) -> Hall:
    table: dict[str, Any] = {}
    for (section, code), data in rows:
        if section in _SINGLE:
            table[section] = json.loads(data)
        else:
            table.setdefault(section, {})[code] = json.loads(data)
    return cast("Hall", records.read(Hall, table))


def stored(db: Db) -> Rows:
    """The rows in the file, in the order of the hall file."""
    found = db.execute("SELECT section, code, data FROM hall_data ORDER BY position")
    return {(section, code): data for section, code, data in found}


def load(db: Db) -> Hall:
    """The hall's data. :meth:`shared.store.engine.Engine.hall` keeps it until somebody applies another."""
    return hall_of(stored(db))


def write(db: Db, rows: Rows) -> None:
    """Replace the present rows."""
    db.execute("DELETE FROM hall_data")
    db.executemany(
        "INSERT INTO hall_data (section, code, position, data) VALUES (?, ?, ?, ?)",
        [(section, code, position, data) for position, ((section, code), data) in enumerate(rows.items())],
    )
