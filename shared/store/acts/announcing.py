"""What a supervisor tells everybody on the displays while the hall runs: a notice, or another running text."""

import json
from enum import StrEnum

from shared.domain.answers import HallChanged, Refused
from shared.domain.words import Instant, Text
from shared.faults import UsageFault
from shared.store.acts.times import past
from shared.store.engine import Engine
from shared.store.record import announcements
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.languages import FIRST, pick

LONGEST = 300
"""Letters: more than that nobody reads as it passes."""


class Place(StrEnum):
    """Where on the displays."""

    NOTICE = "notice"
    RUNNING = "running"


def announce(
    hall_file: Engine, request: str, place: Place, words: Text, until: Instant | None = None, officer: str = ""
) -> HallChanged | Refused:
    """Show words on every display until they are withdrawn, or until ``until``. TIME_IS_PAST.

    There is one notice and one running text at a time: a new one replaces it. UsageFault without Indonesian words.
    """

    def body(tx: Tx) -> HallChanged | Refused:
        if not words.get(FIRST, "").strip():
            raise UsageFault("The words to be shown are missing.", "Say it in Indonesian at least.")
        if any(len(each) > LONGEST for each in words.values()):
            raise UsageFault(f"More than {LONGEST} letters are too many for a display.", "Say it shorter.")
        refused = past(tx, until)
        if refused is not None:
            return refused
        told = {lang: each.strip() for lang, each in words.items() if each.strip()}
        announcements.keep(tx.db, place, json.dumps({"words": told, "until": until}, ensure_ascii=False))
        tx.event(What.ANNOUNCED, reason=pick(told), data={"place": place, "words": told, "until": until})
        return HallChanged(What.ANNOUNCED, tx.day, back_at=until)

    return once(hall_file, request, "announce", body, officer=officer)


def withdraw(hall_file: Engine, request: str, place: Place, officer: str = "") -> HallChanged | Refused:
    """Take it back; the running text is the hall file's again. Harmless when there was none."""

    def body(tx: Tx) -> HallChanged:
        if announcements.drop(tx.db, place):
            tx.event(What.ANNOUNCEMENT_ENDED, data={"place": place})
        return HallChanged(What.ANNOUNCEMENT_ENDED, tx.day)

    return once(hall_file, request, "announce", body, officer=officer)
