"""Which hall was in which folder when this PC last reached it.

With it the programs find their own files when they start without the share.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from shared import json_file

_FILE = "halls.json"


def hall_in(local: Path, folder: Path) -> str | None:
    """The id of the hall in this folder, as far as this PC knows."""
    return _known(local).get(_key(folder))


def remember(local: Path, folder: Path, hall_id: str) -> None:
    """Note that this hall is there. If the disk fails, it is tried again the next time."""
    known = _known(local)
    if known.get(_key(folder)) != hall_id:
        with suppress(OSError):
            json_file.write(local / _FILE, known | {_key(folder): hall_id})


def _key(folder: Path) -> str:
    return str(folder.absolute())


def _known(local: Path) -> dict[str, str]:
    """By folder; what was written last counts. An older Antrean had a file of its own for each kiosk."""
    known: dict[str, str] = {}
    for path in sorted((*local.glob("kiosk-*.json"), *local.glob(_FILE)), key=_written_at):
        known.update(_entries(json_file.read(path)))
    return known


def _written_at(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _entries(content: object) -> Iterator[tuple[str, str]]:
    for folder, entry in cast("dict[str, Any]", content).items() if isinstance(content, dict) else ():
        match entry:
            case str(hall_id) | [str(hall_id), int()]:  # with the version of the hall's data, in an older file
                if hall_id.isalnum():
                    yield folder, hall_id
            case _:
                pass
