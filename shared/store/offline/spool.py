"""One device's own file on this PC for what is done while the share is gone: on its disk, synchronous, nothing lost.

Its acts wait there (``outbox``), and what a kiosk needs to go on by itself: the hall's data, the state of the lines,
and blocks of numbers that nobody else gives out (``leases``). ``settle`` brings the acts to the hall. Any thread may
use it, one at a time.
"""

import contextlib
import dataclasses
import json
import logging
import re
import secrets
import socket
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from shared.domain.answers import Issued, Refused, Undone
from shared.domain.hall_data.hall import Hall
from shared.domain.rating import Rating
from shared.domain.respondents import Traits
from shared.domain.skm import Questionnaire
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.acts.issue import Order
from shared.store.acts.opinions.rate import HOUR_MS
from shared.store.engine import Db
from shared.store.offline import leased_issue, outbox
from shared.store.offline.kept import OPINIONS, Kept, KeptAct
from shared.store.offline.leases import Block
from shared.store.offline.local_file import VERSION, LocalFile, facts_of
from shared.store.offline.snapshot_json import snapshot_of, snapshot_text
from shared.store.questions.lines import Lines, Snapshot
from shared.store.record import answers_json, hall_rows
from shared.store.record.numbers import BLOCK
from shared.store.record.transaction import day_of
from shared.store.sqlite.locking.local_lock import LocalLock

_log = logging.getLogger("antrean.spool")


def path_of(local_folder: Path, hall_id: str, device: str) -> Path:
    """The path of a device's spool for a hall on this PC."""
    return local_folder / f"spool-{re.sub(r'[^A-Za-z0-9]', '_', device)}-{hall_id[:16]}.db"


class Spool:
    """The spool of one device on this PC.

    Attributes:
        path: where its file lies.
        file: the file; one that was damaged is set aside, and what could be read from it is copied into a new one.
        id: random, made with the file: a new file, or a copy of one, never inherits another one's numbers.
        hall_id: the hall whose acts are kept here.
        device: the kiosk or counter that acts.
    """

    def __init__(self, local_folder: Path, hall_id: str, device: str) -> None:
        """Open the spool, or make it. EnvironmentFault when this PC's own disk does not let us."""
        self.path = path_of(local_folder, hall_id, device)
        self.hall_id = hall_id
        self._cached: tuple[str, Hall] | None = None
        with contextlib.ExitStack() as half_open:
            self.file = half_open.enter_context(LocalFile(self.path, hall_id))
            with self.file.writing() as db:
                found = _facts(db, self.path, hall_id, device)
            self.id = found["spool"]
            self.device = found["device"]
            self._tender = LocalLock(f"spool-{self.id}")
            half_open.pop_all()

    @classmethod
    def at(cls, path: Path, hall_id: str) -> Self:
        """The spool in an existing file, of any device."""
        device = facts_of(path).get("device")
        if device is None:
            sentence = f"This PC's own file {path} does not say whose it is."
            raise EnvironmentFault(Kind.CORRUPT, sentence, "Start the program that it belongs to.")
        return cls(path.parent, hall_id, device)

    def close(self) -> None:
        """Close the file."""
        self.file.close()
        self._tender.close()

    @contextlib.contextmanager
    def tending(self) -> Generator[bool]:
        """Whether this process alone renews the blocks here: two of one device would undo each other's work."""
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
        """Give a number from this kiosk's blocks, if the service is available as far as is known here.

        The number is on this PC's disk when this returns. The same request gets the same number again.
        """
        with self.file.writing() as db:
            known = outbox.find(db, request)
            if known is not None:
                assert known.answer is not None  # a number is kept with what the visitor was told
                return known.answer
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
            outbox.put(db, request, KeptAct.ISSUE, now, details, day=issued.day, label=issued.label, answer=issued)
            return issued

    def finish(
        self, request: str, label: str, *, counter: str, now: Instant, officer: str = "", day: str = "",
        session: str = "", outcome: str = "",
    ) -> Kept:  # fmt: skip
        """The visitor with this label (of ``day``, if it is known) was served at this counter, without the share.

        ``session`` is that of the officer, with which the act is settled later; ``outcome`` what came of the service.
        """
        more = {"outcome": outcome} if outcome else {}
        return self._at_counter(request, KeptAct.FINISH, label, counter, now, officer, day, session, more)

    def no_show(
        self, request: str, label: str, *, counter: str, now: Instant, officer: str = "", day: str = "",
        session: str = "",
    ) -> Kept:  # fmt: skip
        """The visitor with this label (of ``day``, if it is known) did not come to this counter, without the share."""
        return self._at_counter(request, KeptAct.NO_SHOW, label, counter, now, officer, day, session)

    def note(
        self, request: str, words: str, *, now: Instant, label: str | None = None, counter: str | None = None,
        officer: str = "", session: str = "",
    ) -> Kept:  # fmt: skip
        """A remark for the audit."""
        details = {"words": words, "counter": counter, "officer": officer, "session": session}
        return self._put(request, KeptAct.NOTE, label, now, details)

    def rate(self, request: str, rating: Rating, instead: Rating | None, now: Instant) -> None:
        """A visitor touched a face; ``instead`` is what the same touch was counted as before."""
        told = {
            "rating": dataclasses.asdict(rating),
            "instead": None if instead is None else dataclasses.asdict(instead),
        }
        self._opinion(request, KeptAct.RATE, rating.day, told, now)

    def answer(self, request: str, one: Questionnaire, traits: Traits, now: Instant) -> None:
        """Somebody filled in a questionnaire."""
        told = {"service": one.service, "answers": dict(one.answers), "traits": dict(traits)}
        self._opinion(request, KeptAct.ANSWER, one.day, told, now)

    def _opinion(self, request: str, act: KeptAct, day: str, told: Mapping[str, Any], now: Instant) -> None:
        with self.file.writing() as db:
            outbox.put(db, request, act, Instant(now // HOUR_MS * HOUR_MS), told, day=day)

    def _at_counter(
        self, request: str, act: KeptAct, label: str, counter: str, now: Instant, officer: str, day: str, session: str,
        more: Mapping[str, str] | None = None,
    ) -> Kept:  # fmt: skip
        details = {"counter": counter, "officer": officer, "session": session, **(more or {})}
        return self._put(request, act, label, now, details, day)

    def _put(
        self, request: str, act: KeptAct, label: str | None, now: Instant, details: Mapping[str, Any], day: str = ""
    ) -> Kept:
        with self.file.writing() as db:
            hall = self._hall(db)
            known = day_of(hall, now) if hall is not None else ""
            outbox.put(db, request, act, now, details, day=day or known, label=label)
            kept = outbox.find(db, request)
            assert kept is not None  # it was put there
            return kept

    # -- what is here ----------------------------------------------------------------------------------------

    def pending(self) -> tuple[Kept, ...]:
        """Acts that the hall's file does not have yet, oldest first."""
        with self.file.reading() as db:
            return outbox.pending(db)

    def settled(self, limit: int = 50) -> tuple[tuple[Kept, str], ...]:
        """The acts settled last, newest first, each with its outcome as JSON."""
        with self.file.reading() as db:
            return outbox.settled(db, limit)

    def mark_settled(self, kept: Kept, outcome: str, now: Instant) -> bool:
        """Remember what the hall's file said; False if the act was taken back here meanwhile."""
        with self.file.writing() as db:
            if kept.act in OPINIONS:
                return outbox.forget(db, kept)
            return outbox.settle(db, [kept], outcome, now) > 0

    def take_back(self, request: str, now: Instant, words: str, officer: str = "") -> bool:
        """An act that is not sent yet is not to be: the audit gets these words instead. False if it was sent."""
        with self.file.writing() as db:
            kept = outbox.find(db, request)
            if kept is None or kept.label is None:
                return False
            counter = str(kept.details["counter"])
            undone = answers_json.encode(Undone(counter, kept.act.value, {kept.label: "called"}))
            if not outbox.settle(db, [kept], undone, now):
                return False
            details = {"counter": counter, "words": words, "officer": officer}
            outbox.put(db, f"{request}/undone", KeptAct.NOTE, now, details, day=kept.day, label=kept.label)
            return True

    def hall(self) -> Hall | None:
        """The hall's data as last seen; None before the first contact."""
        with self.file.reading() as db:
            return self._hall(db)

    def lines(self, now: Instant) -> Lines | None:
        """The state of the lines as far as this kiosk knows: as last seen, with what it gave out since."""
        with self.file.reading() as db:
            hall, seen = self._hall(db), self._snapshot(db)
            if hall is None or seen is None or seen.day != day_of(hall, now):
                return None
            return Lines(hall, now, seen, more=self._since(db, seen))

    def blocks(self) -> dict[Block, int]:
        """The blocks here, and of each how many of its numbers were given out."""
        with self.file.reading() as db:
            rows = db.execute("SELECT day, prefix, first, next FROM blocks").fetchall()
            return {Block(day, prefix, first): following - first for day, prefix, first, following in rows}

    def numbers_left(self, now: Instant) -> dict[str, int]:
        """Numbers that could be given out today without the share, by prefix; no prefix of which there is none."""
        with self.file.reading() as db:
            hall = self._hall(db)
            day = "" if hall is None else day_of(hall, now)
            rows = db.execute(
                "SELECT prefix, sum(first + ? - next) FROM blocks WHERE day = ? GROUP BY prefix ORDER BY prefix",
                (BLOCK, day),
            )
            return {prefix: left for prefix, left in rows.fetchall() if left}

    # -- what the tending writes -----------------------------------------------------------------------------

    def remember(self, hall: Hall, seen: Snapshot, peaks: str | None = None) -> None:
        """Keep what a kiosk needs to go on by itself, and what :mod:`kiosk_peaks` counted."""
        self._remember(hall_rows=_rows_text(hall), seen=snapshot_text(seen), peaks=peaks)

    def know(self, hall: Hall) -> None:
        """Keep the hall's data alone: for a program that holds no numbers, but must know what day it is there."""
        self._remember(hall_rows=_rows_text(hall))

    def peaks(self) -> str | None:
        """What :mod:`kiosk_peaks` counted before."""
        with self.file.reading() as db:
            return _meta(db, "peaks")

    def _remember(self, **values: str | None) -> None:
        """The disk is touched only when something is new."""
        with self.file.writing() as db:
            for name, value in values.items():
                if value is not None and value != _meta(db, name):
                    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def hold(self, blocks: Iterable[Block]) -> None:
        """Hold these blocks from now on, and no other unused or wholly settled one.

        A block from which a number went out stays until that number is settled.
        """
        with self.file.writing() as db:
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

    def _unsettled_blocks(self, db: Db) -> set[Block]:
        rows = db.execute("SELECT day, label FROM outbox WHERE settled_at IS NULL AND act = 'issue'").fetchall()
        return {leased_issue.block_of_label(day, label) for day, label in rows}

    # -- inside ----------------------------------------------------------------------------------------------

    def _since(self, db: Db, seen: Snapshot) -> dict[str, int]:
        """Numbers by service that were given out here since the lines were last seen and are not settled."""
        more: dict[str, int] = {}
        rows = db.execute(
            "SELECT details FROM outbox WHERE settled_at IS NULL AND act = 'issue' AND day = ?", (seen.day,)
        )
        for (details,) in rows:
            for service in json.loads(details)["services"]:
                more[service] = more.get(service, 0) + 1
        return more

    def _hall(self, db: Db) -> Hall | None:
        text = _meta(db, "hall_rows")
        if text is None:
            return None
        if self._cached is None or self._cached[0] != text:
            rows = {(section, code): data for section, code, data in json.loads(text)}
            self._cached = (text, hall_rows.hall_of(rows))
        return self._cached[1]

    def _snapshot(self, db: Db) -> Snapshot | None:
        text = _meta(db, "seen")
        return None if text is None else snapshot_of(text)


def _meta(db: Db, name: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]


def _rows_text(hall: Hall) -> str:
    """The hall's data without anybody's PIN: it is looked at in the hall's file alone."""
    officers = {code: dataclasses.replace(officer, pin="") for code, officer in hall.officer.items()}
    hall = dataclasses.replace(hall, officer=officers)
    rows = [[section, code, data] for (section, code), data in hall_rows.rows_of(hall).items()]
    return json.dumps(rows, ensure_ascii=False)


def _facts(db: Db, path: Path, hall_id: str, device: str) -> dict[str, str]:
    """What the file says about itself, written into a new one. A copied file holds no numbers any more."""
    found: dict[str, str] = dict(db.execute("SELECT name, value FROM meta").fetchall())
    place = f"{socket.gethostname()} {path.stat().st_ino}"
    if found.get("place") != place:
        if "spool" in found:
            _log.warning("%s was copied from elsewhere: its numbers stay with the first one", path)
            db.execute("DELETE FROM blocks")
        made = {"spool": secrets.token_hex(8), "place": place}
        # an older Antrean looks for the version here
        found = {"hall": hall_id, "device": device, "version": str(VERSION)} | found | made
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(found.items()))
    return found
