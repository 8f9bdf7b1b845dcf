"""Who signed in on this PC: the secrets of their sessions, in the user's own folder, readable by that user alone."""

import contextlib
import json
import os
import re
from pathlib import Path
from typing import Any, cast

from shared import json_file
from shared.domain.words import Instant


class SignedInHere:
    """The sessions of one program of this PC (``cli``, or a counter) for one hall."""

    def __init__(self, folder: Path, hall_id: str, program: str) -> None:
        name = re.sub(r"[^A-Za-z0-9]", "_", program)
        self.path = folder / f"signed-in-{name}-{hall_id[:16]}.json"

    def session(self, now: Instant, officer: str | None = None) -> str:
        """The secret of an officer's session, or of who signed in last; empty when there is none that still counts."""
        table = self._read()
        code = officer or table.get("current")
        entry = table["sessions"].get(code) if isinstance(code, str) else None
        return str(entry["session"]) if entry is not None and entry["until"] > now else ""

    def officers(self, now: Instant) -> tuple[str, ...]:
        """Who is signed in here, the one signed in last first."""
        table = self._read()
        valid = [code for code, entry in table["sessions"].items() if entry["until"] > now]
        return tuple(sorted(valid, key=lambda code: code != table.get("current")))

    def keep(self, officer: str, session: str, until: Instant) -> None:
        """They signed in here. OSError when the disk does not take it."""
        table = self._read()
        table["sessions"][officer] = {"session": session, "until": until}
        table["current"] = officer
        self._write(table)

    def forget(self, officer: str) -> None:
        """They signed out here."""
        table = self._read()
        table["sessions"].pop(officer, None)
        if table.get("current") == officer:
            table["current"] = next(iter(table["sessions"]), None)
        self._write(table)

    def _read(self) -> dict[str, Any]:
        found = json_file.read(self.path)
        table = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        sessions = table.get("sessions")
        known = cast("dict[str, Any]", sessions) if isinstance(sessions, dict) else {}
        return {"current": table.get("current"), "sessions": {code: e for code, e in known.items() if _is_entry(e)}}

    def _write(self, table: dict[str, Any]) -> None:
        """Whole or not at all, and never for a moment readable by others."""
        half = self.path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(FileNotFoundError):
            half.unlink()
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(table, file)
        half.replace(self.path)


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    known = cast("dict[str, object]", entry)
    return isinstance(known.get("session"), str) and isinstance(known.get("until"), int)
