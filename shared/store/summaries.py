"""How a hall stands, in a few figures that others may see: a signed ``summary.json``, written each minute.

On a server it lies in the view ``summary``, too. Who reads several sees halls side by side, whatever holds each.
"""

import contextlib
import json
import logging
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, cast

from shared import config, json_file
from shared.domain.words import Instant
from shared.store.device_key import DeviceKey, is_signed
from shared.store.engine import Engine
from shared.store.health_report import HealthReport
from shared.store.live_program import this_pc
from shared.store.questions.hall_now import hall_now
from shared.text.languages import pick

FILE = "summary.json"
STALE_MS = 180_000
"""A summary that is older says nothing of now."""
CHANGED = "Its signature does not fit: it was changed."
NO_SUMMARY = "It is no summary of a hall."
ANOTHER_PC = "Another PC wrote it than before."
NO_FOLDER = "There is no such folder."
EMPTY_FOLDER = "No hall has left a summary here yet."
NOTHING_TOLD = "No program of this hall has told anything yet."
NO_HALLS = "There is no hall here that this login may see."
_REPORT = "(hall)"
_KNOWN = "summaries.json"
_log = logging.getLogger("antrean.summary")
_troubled: set[str] = set()
"""Halls whose summary could not be written the last time: each trouble is logged once."""
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Summary:
    """One hall at ``at``. ``programs`` run in it; ``left_alone`` are services where people wait and nobody serves."""

    hall_id: str
    name: str
    at: Instant
    day: str | None
    day_closed: bool
    waiting: int
    longest_minutes: int
    promise_percent: int | None
    ends_at: Instant | None
    beyond_closing: bool
    open_counters: int
    counters: int
    left_alone: tuple[str, ...]
    programs: int | None
    time_zone: str = "Asia/Jakarta"


_FIELDS = frozenset(field.name for field in fields(Summary))


@dataclass(frozen=True, slots=True)
class FoundSummary:
    """A summary that was read, or why none could be: ``trouble`` is empty when it can be relied on."""

    place: str
    summary: Summary | None
    trouble: str = ""

    def is_stale(self, now: Instant) -> bool:
        """Whether it is too old to say anything of now."""
        return self.summary is None or abs(now - self.summary.at) > STALE_MS


def of_hall(engine: Engine) -> Summary:
    """The open hall as of now."""
    programs: int | None = None
    with contextlib.suppress(OSError):
        programs = sum(one.locked for one in engine.live_programs())
    with engine.reading() as db:
        hall, pulse = engine.hall(db), engine.pulse(db)
        found = hall_now(db, hall, engine.clock())
    return Summary(
        engine.hall_id,
        pick(hall.hall.name),
        engine.clock(),
        pulse["day"],
        bool(pulse["day_closed"]),
        found.waiting,
        found.longest_minutes,
        found.promise_percent,
        found.ends_at,
        found.beyond_closing,
        sum(zone.open_counters for zone in found.zones),
        len(hall.counter),
        tuple(service for zone in found.zones for service in zone.left_alone),
        programs,
        hall.hall.time_zone,
    )


def tell(engine: Engine) -> None:
    """Once a minute: into the folder that ANTREAN_SUMMARY_TO names, and on a server beside the hall's rows."""
    folder = config.summary_folder()
    on_server = engine.longest_quiet is not None
    if folder is None and not on_server:
        return
    key = engine.signing_key()
    document = signed(of_hall(engine), key) if key is not None else {}
    try:
        if on_server:
            report = HealthReport(_REPORT, "summary", this_pc(), os.getpid(), 1, engine.clock(), document)
            engine.report(report)
        if folder is not None:
            place = folder / engine.hall_id[:16]
            place.mkdir(exist_ok=True)
            json_file.write(place / FILE, document)
    except OSError as error:
        if engine.hall_id not in _troubled:
            _log.warning("the hall's summary cannot be written (halls side by side do not see this one): %s", error)
        _troubled.add(engine.hall_id)
    else:
        _troubled.discard(engine.hall_id)


def signed(summary: Summary, key: DeviceKey) -> dict[str, Any]:
    """A summary with the signature of this PC's key."""
    content = asdict(summary)
    return {
        "summary": content,
        "key": key.public.hex(),
        "signature": key.sign(_canonical(content).encode()).hex(),
    }


def read(place: str, document: object, local: Path) -> FoundSummary:
    """A summary as it was written. Its key is remembered at the first sight: another one later is told."""
    try:
        told = cast("dict[str, Any]", document)
        content: dict[str, Any] = dict(told["summary"])
        public = bytes.fromhex(told["key"])
        if not is_signed(public, _canonical(content).encode(), bytes.fromhex(told["signature"])):
            return FoundSummary(place, None, CHANGED)
        known: dict[str, Any] = {name: value for name, value in content.items() if name in _FIELDS}
        known["left_alone"] = tuple(content["left_alone"])
        summary = Summary(**known)
    except (KeyError, TypeError, ValueError):
        return FoundSummary(place, None, NO_SUMMARY)
    return FoundSummary(place, summary, _key_trouble(local, summary.hall_id, told["key"]))


def _key_trouble(local: Path, hall_id: str, key: str) -> str:
    raw = json_file.read(local / _KNOWN)
    known = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    keys = [str(one) for one in known.get(hall_id, [])]
    if not keys:
        with contextlib.suppress(OSError):
            json_file.write(local / _KNOWN, known | {hall_id: [key]})
        return ""
    return "" if key in keys else ANOTHER_PC


def in_folder(folder: Path, local: Path) -> list[FoundSummary]:
    """Every ``summary.json`` in the folders of a folder; where there is none, that is said."""
    found = [read(str(path), json_file.read(path), local) for path in sorted(folder.glob(f"*/{FILE}"))]
    return found or [FoundSummary(str(folder), None, EMPTY_FOLDER if folder.is_dir() else NO_FOLDER)]
