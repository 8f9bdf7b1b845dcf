"""This PC's own file for acts that are made while the share is gone: on its disk, synchronous, nothing lost.

It also keeps what a kiosk needs to go on by itself: the hall's data, how the lines stood, and blocks of numbers that
nobody else gives out (``leases``). Any thread may use it, one at a time.
"""

import contextlib
import dataclasses
import json
import re
import sqlite3
import threading
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from shared.domain.answers import Issued, Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.acts.issue import Order
from shared.store.engine import Engine
from shared.store.offline import leased_issue, spool_file
from shared.store.offline.leases import Block
from shared.store.offline.snapshot_json import snapshot_of, snapshot_text
from shared.store.questions.lines import Snapshot
from shared.store.record import answers_json, hall_rows
from shared.store.sqlite import errors
from shared.store.sqlite.locking.local_lock import LocalLock

_KEPT_SETTLED = 2000
"""Settled acts that stay to be looked at."""


class KeptAct(StrEnum):
    """What can be done without the share."""

    ISSUE = "issue"
    FINISH = "finish"
    NO_SHOW = "no_show"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Kept:
    """One act in the spool. ``details`` is what its settling needs, ``answer`` what was told at once."""

    serial: int
    request: str
    act: KeptAct
    day: str
    at: Instant
    label: str | None
    details: Mapping[str, Any]
    answer: Issued | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a kept act. ``refused`` says why the hall did not take it."""

    kept: Kept
    refused: Refused | None


def path_of(local_folder: Path, hall_id: str, device: str) -> Path:
    """Where the spool of a device for a hall lies on this PC."""
    return local_folder / f"spool-{re.sub(r'[^A-Za-z0-9]', '_', device)}-{hall_id[:16]}.db"


class Spool:
    """The spool of one device on this PC.

    A file that is damaged is set aside: what could be read of it goes on in a fresh one.

    Attributes:
        path: its file.
        id: random, made with the file: a new file, or a copy of one, never inherits another one's numbers.
        hall_id: the hall whose acts are kept here.
        device: the kiosk or counter that acts.
    """

    def __init__(self, local_folder: Path, hall_id: str, device: str) -> None:
        """Open the spool, or make it. EnvironmentFault when this PC's own disk does not let us."""
        self.path = path_of(local_folder, hall_id, device)
        self.device = device
        self._lock = threading.RLock()
        self.hall_id = hall_id
        with contextlib.ExitStack() as half_open:
            try:
                local_folder.mkdir(parents=True, exist_ok=True)
                self._db = half_open.enter_context(contextlib.closing(spool_file.opened(self.path, hall_id)))
                with self._writing() as db:
                    found = spool_file.facts(db, self.path, hall_id, device)
            except (sqlite3.Error, OSError) as error:
                raise _local_fault(self.path, error) from error
            self.id = found["spool"]
            self.device = found["device"]
            if int(found["version"]) > spool_file.VERSION:
                sentence = f"{self.path} was written by a newer program."
                raise EnvironmentFault(Kind.NEWER_SCHEMA, sentence, "Install the newer program here too.")
            self._tender = LocalLock(f"spool-{self.id}")
            half_open.pop_all()

    @classmethod
    def at(cls, path: Path, hall_id: str) -> Self:
        """The spool in a file that is there, whoever's it is."""
        try:
            with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
                (device,) = db.execute("SELECT value FROM meta WHERE name = 'device'").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise EnvironmentFault(
                Kind.CORRUPT, f"This PC's own file {path} cannot be read.", "Start the program that it belongs to."
            ) from error
        return cls(path.parent, hall_id, device)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
        self._tender.close()

    @contextlib.contextmanager
    def tending(self) -> Generator[bool]:
        """Whether this process alone tends the blocks here: two programs of one device would undo each other's work."""
        mine = self._tender.acquire(0)
        try:
            yield mine
        finally:
            if mine:
                self._tender.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- acts without the share ------------------------------------------------------------------------------

    def issue(self, request: str, order: Order, now: Instant) -> Issued | Refused:
        """Give a number from this kiosk's blocks, if the service may be had as far as is known here.

        The number is on this PC's disk when this returns. The same request gets the same number again.
        """
        with self._writing() as db:
            known = db.execute("SELECT answer FROM acts WHERE request = ?", (request,)).fetchone()
            if known is not None:
                return _issued(known[0])
            hall, seen = self._hall(db), self._snapshot(db)
            if hall is None or seen is None:
                return leased_issue.no_numbers(None)
            blocks = {Block(*row[:3]): row[3] for row in db.execute("SELECT day, prefix, first, next FROM blocks")}
            answer = leased_issue.issue(hall, seen, order, now, blocks, self._since(db, seen))
            if isinstance(answer, Refused):
                return answer
            block, issued = answer
            db.execute(
                "UPDATE blocks SET next = next + 1 WHERE day = ? AND prefix = ? AND first = ?",
                (block.day, block.prefix, block.first),
            )
            details = dataclasses.asdict(order) | {"services": [step.service for step in issued.steps]}
            self._keep(db, request, KeptAct.ISSUE, issued.day, now, issued.label, details, answers_json.encode(issued))
            return issued

    def finish(self, request: str, label: str, *, counter: str, now: Instant, officer: str = "", day: str = "") -> Kept:
        """The visitor with this label (of ``day``, if it is known) was served at this counter, without the share."""
        return self._at_counter(request, KeptAct.FINISH, label, counter, now, officer, day)

    def no_show(
        self, request: str, label: str, *, counter: str, now: Instant, officer: str = "", day: str = ""
    ) -> Kept:
        """The visitor with this label (of ``day``, if it is known) did not come to this counter, without the share."""
        return self._at_counter(request, KeptAct.NO_SHOW, label, counter, now, officer, day)

    def note(
        self, request: str, words: str, *, now: Instant, label: str | None = None, counter: str | None = None,
        officer: str = "",
    ) -> Kept:  # fmt: skip
        """A remark for the audit."""
        return self._put(request, KeptAct.NOTE, label, now, {"words": words, "counter": counter, "officer": officer})

    def _at_counter(
        self, request: str, act: KeptAct, label: str, counter: str, now: Instant, officer: str, day: str
    ) -> Kept:
        return self._put(request, act, label, now, {"counter": counter, "officer": officer}, day)

    def _put(
        self, request: str, act: KeptAct, label: str | None, now: Instant, details: Mapping[str, Any], day: str = ""
    ) -> Kept:
        with self._writing() as db:
            row = db.execute("SELECT * FROM acts WHERE request = ?", (request,)).fetchone()
            if row is None:
                hall = self._hall(db)
                known = leased_issue.day_of(hall, now) if hall is not None else ""
                self._keep(db, request, act, day or known, now, label, details, None)
                row = db.execute("SELECT * FROM acts WHERE request = ?", (request,)).fetchone()
            return _kept(row)

    def _keep(
        self, db: sqlite3.Connection, request: str, act: KeptAct, day: str, now: Instant, label: str | None,
        details: Mapping[str, Any], answer: str | None,
    ) -> None:  # fmt: skip
        db.execute(
            "INSERT INTO acts (request, act, day, at, label, details, answer) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (request, act.value, day, now, label, json.dumps(details, ensure_ascii=False), answer),
        )

    # -- what is here ----------------------------------------------------------------------------------------

    def pending(self) -> tuple[Kept, ...]:
        """Acts that the hall's file does not have yet, oldest first."""
        with self._reading() as db:
            return tuple(map(_kept, db.execute("SELECT * FROM acts WHERE settled_at IS NULL ORDER BY serial")))

    def settled(self, limit: int = 50) -> tuple[tuple[Kept, str], ...]:
        """The acts settled last, newest first, each with its outcome as JSON."""
        with self._reading() as db:
            rows = db.execute("SELECT * FROM acts WHERE settled_at IS NOT NULL ORDER BY serial DESC LIMIT ?", (limit,))
            return tuple((_kept(row), row["outcome"]) for row in rows)

    def mark_settled(self, kept: Kept, outcome: str, now: Instant) -> None:
        """Remember what the hall's file said; the oldest settled acts beyond two thousand go."""
        with self._writing() as db:
            db.execute("UPDATE acts SET settled_at = ?, outcome = ? WHERE serial = ?", (now, outcome, kept.serial))
            db.execute("DELETE FROM acts WHERE settled_at IS NOT NULL AND serial <= ?", (kept.serial - _KEPT_SETTLED,))

    def hall(self) -> Hall | None:
        """The hall's data as last seen; None before the first contact."""
        with self._reading() as db:
            return self._hall(db)

    def lines(self, now: Instant) -> leased_issue.Lines | None:
        """How the lines stand as far as this kiosk knows: as last seen, with what it gave out since."""
        with self._reading() as db:
            hall, seen = self._hall(db), self._snapshot(db)
            if hall is None or seen is None or seen.day != leased_issue.day_of(hall, now):
                return None
            return leased_issue.Lines(hall, now, seen, more=self._since(db, seen))

    def blocks(self) -> dict[Block, bool]:
        """The blocks here, and of each whether a number of it was given out."""
        with self._reading() as db:
            rows = db.execute("SELECT day, prefix, first, next FROM blocks").fetchall()
            return {Block(day, prefix, first): following > first for day, prefix, first, following in rows}

    def numbers_left(self, prefix: str, day: str) -> int:
        """Numbers of a prefix that could be given out without the share."""
        with self._reading() as db:
            sql = "SELECT coalesce(sum(first + 10 - next), 0) FROM blocks WHERE prefix = ? AND day = ?"
            left: int = db.execute(sql, (prefix, day)).fetchone()[0]
            return left

    def all_numbers_left(self, now: Instant) -> dict[str, int]:
        """The same for every prefix of which there are numbers today."""
        with self._reading() as db:
            hall = self._hall(db)
            day = "" if hall is None else leased_issue.day_of(hall, now)
            rows = db.execute(
                "SELECT prefix, sum(first + 10 - next) FROM blocks WHERE day = ? GROUP BY prefix ORDER BY prefix",
                (day,),
            )
            return {prefix: left for prefix, left in rows.fetchall() if left}

    # -- with the share ----------------------------------------------------------------------------------------

    def settle(self, hall_file: Engine) -> tuple[Settled, ...]:
        """Send everything that is pending, in order; answers what became of each. On the store's thread."""
        from shared.store.offline import settle  # noqa: PLC0415 - it builds on this module

        return settle.settle(self, hall_file)

    def tend(self, hall_file: Engine) -> tuple[Settled, ...]:
        """For a kiosk, every twenty seconds or so: settle, see how the lines stand, keep its numbers fresh."""
        from shared.store.offline import settle  # noqa: PLC0415 - it builds on this module

        return settle.tend(self, hall_file)

    def give_back(self, hall_file: Engine) -> None:
        """For a kiosk that is closed for the day: settle, and give its numbers back."""
        from shared.store.offline import settle  # noqa: PLC0415 - it builds on this module

        settle.give_back(self, hall_file)

    # -- what the tending writes -----------------------------------------------------------------------------

    def remember(self, hall: Hall, seen: Snapshot) -> None:
        """Keep what a kiosk needs to go on by itself. The disk is touched only when something is new."""
        rows = [[section, code, data] for (section, code), data in hall_rows.rows_of(hall).items()]
        values = {"hall_rows": json.dumps(rows, ensure_ascii=False), "seen": snapshot_text(seen)}
        with self._writing() as db:
            before = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('hall_rows', 'seen')").fetchall())
            for name, value in values.items():
                if before.get(name) != value:
                    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            last = db.execute("SELECT coalesce(max(serial), 0) FROM acts").fetchone()[0]
            if before.get("seen") != values["seen"]:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('seen_serial', ?)", (str(last),))

    def know(self, hall: Hall) -> None:
        """Keep the hall's data alone: for a program that holds no numbers, but must know what day it is there."""
        rows = [[section, code, data] for (section, code), data in hall_rows.rows_of(hall).items()]
        with self._writing() as db:
            text = json.dumps(rows, ensure_ascii=False)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('hall_rows', ?)", (text,))

    def hold(self, blocks: Iterable[Block]) -> None:
        """Hold these blocks from now on, and no other unused or wholly settled one.

        A block from which a number went out stays until that number is settled.
        """
        with self._writing() as db:
            unsettled = self._unsettled_blocks(db)
            wanted = set(blocks)
            for row in db.execute("SELECT day, prefix, first FROM blocks").fetchall():
                block = Block(*row)
                if block not in wanted and block not in unsettled:
                    db.execute("DELETE FROM blocks WHERE day = ? AND prefix = ? AND first = ?", tuple(row))
            db.executemany(
                "INSERT OR IGNORE INTO blocks (day, prefix, first, next) VALUES (?, ?, ?, ?)",
                [(block.day, block.prefix, block.first, block.first) for block in wanted],
            )

    def _unsettled_blocks(self, db: sqlite3.Connection) -> set[Block]:
        rows = db.execute("SELECT day, label FROM acts WHERE settled_at IS NULL AND act = 'issue'").fetchall()
        return {leased_issue.block_of_label(day, label) for day, label in rows}

    # -- inside ----------------------------------------------------------------------------------------------

    def _since(self, db: sqlite3.Connection, seen: Snapshot) -> dict[str, int]:
        """Numbers by service that were given out here since the lines were last seen and are not settled."""
        more: dict[str, int] = {}
        rows = db.execute(
            "SELECT details FROM acts WHERE settled_at IS NULL AND act = 'issue' AND day = ?", (seen.day,)
        )
        for (details,) in rows:
            for service in json.loads(details)["services"]:
                more[service] = more.get(service, 0) + 1
        return more

    def _hall(self, db: sqlite3.Connection) -> Hall | None:
        row = db.execute("SELECT value FROM meta WHERE name = 'hall_rows'").fetchone()
        if row is None:
            return None
        if self._cached is None or self._cached[0] != row[0]:
            rows = {(section, code): data for section, code, data in json.loads(row[0])}
            self._cached = (row[0], hall_rows.hall_of(rows))
        return self._cached[1]

    _cached: tuple[str, Hall] | None = None

    def _snapshot(self, db: sqlite3.Connection) -> Snapshot | None:
        row = db.execute("SELECT value FROM meta WHERE name = 'seen'").fetchone()
        return None if row is None else snapshot_of(row[0])

    @contextlib.contextmanager
    def _reading(self) -> Generator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise _local_fault(self.path, error) from error

    @contextlib.contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.OperationalError):  # COMMIT itself may have undone it
                    db.execute("ROLLBACK")
                raise


def _kept(row: sqlite3.Row) -> Kept:
    answer = None if row["answer"] is None else _issued(row["answer"])
    return Kept(
        row["serial"], row["request"], KeptAct(row["act"]), row["day"], row["at"], row["label"],
        json.loads(row["details"]), answer,
    )  # fmt: skip


def _issued(text: str) -> Issued:
    answer = answers_json.decode(text)
    assert isinstance(answer, Issued)  # the only answer that is kept with an act
    return answer


def _local_fault(path: Path, error: sqlite3.Error | OSError) -> EnvironmentFault:
    fault = errors.sorted_fault(error)
    return EnvironmentFault(
        fault.kind, f"This PC's own file {path} cannot be used ({error}).", "Look at this PC's disk and its free space."
    )
