"""The supervisor's acts: pause and resume the hall, say that a service is disturbed, change the hall's data, notes."""

import json
from collections.abc import Mapping
from typing import Any

from shared.domain.answers import HallChanged, Refused
from shared.domain.words import Instant, Text
from shared.faults import UsageFault
from shared.store.acts.impersonal import impersonal
from shared.store.acts.times import past
from shared.store.engine import Engine
from shared.store.record.events import What
from shared.store.record.hall_index import need_service
from shared.store.record.transaction import Tx, once
from shared.text.languages import FIRST, pick


def _need_words(reason: Text) -> None:
    if not reason.get(FIRST, "").strip():
        raise UsageFault("The reason that the public is told is missing.", "Say it in Indonesian at least.")


def pause_hall(
    hall_file: Engine, request: str, reason: Text, until: Instant | None = None, officer: str = ""
) -> HallChanged | Refused:
    """No numbers and no calls until resumed, or until ``until``; everybody is told why. TIME_IS_PAST."""

    def body(tx: Tx) -> HallChanged | Refused:
        _need_words(reason)
        refused = past(tx, until)
        if refused is not None:
            return refused
        words = json.dumps(dict(reason), ensure_ascii=False)
        tx.db.execute("UPDATE pulse SET paused_reason = ?, paused_until = ?", (words, until))
        tx.event(What.HALL_PAUSED, reason=pick(reason), data={"reason": dict(reason), "until": until})
        return HallChanged(What.HALL_PAUSED, tx.day, back_at=until)

    return once(hall_file, request, "pause_hall", body, officer=officer)


def resume_hall(hall_file: Engine, request: str, officer: str = "") -> HallChanged | Refused:
    """The hall goes on. Harmless when it was not paused."""

    def body(tx: Tx) -> HallChanged:
        if tx.pulse["paused_reason"] is not None:
            tx.db.execute("UPDATE pulse SET paused_reason = NULL, paused_until = NULL")
            tx.event(What.HALL_RESUMED)
        return HallChanged(What.HALL_RESUMED, tx.day)

    return once(hall_file, request, "resume_hall", body, officer=officer)


def disturb_service(
    hall_file: Engine, request: str, service: str, reason: Text, until: Instant | None = None, officer: str = ""
) -> HallChanged | Refused:
    """A service is interrupted: no numbers for it until it is restored, or until ``until``. TIME_IS_PAST."""

    def body(tx: Tx) -> HallChanged | Refused:
        need_service(tx.hall, service)
        _need_words(reason)
        refused = past(tx, until)
        if refused is not None:
            return refused
        words = json.dumps(dict(reason), ensure_ascii=False)
        tx.db.execute(
            "INSERT INTO disturbed (service, since, reason, until) VALUES (?, ?, ?, ?) ON CONFLICT (service)"
            " DO UPDATE SET since = excluded.since, reason = excluded.reason, until = excluded.until",
            (service, tx.now, words, until),
        )
        tx.event(
            What.SERVICE_DISTURBED, service=service, reason=pick(reason), data={"reason": dict(reason), "until": until}
        )
        return HallChanged(What.SERVICE_DISTURBED, tx.day, service, until)

    return once(hall_file, request, "disturb_service", body, officer=officer)


def restore_service(hall_file: Engine, request: str, service: str, officer: str = "") -> HallChanged | Refused:
    """The service works again. Harmless when it was not disturbed."""

    def body(tx: Tx) -> HallChanged:
        need_service(tx.hall, service)
        gone = tx.db.execute("DELETE FROM disturbed WHERE service = ?", (service,)).rowcount
        if gone:
            tx.event(What.SERVICE_RESTORED, service=service)
        return HallChanged(What.SERVICE_RESTORED, tx.day, service)

    return once(hall_file, request, "restore_service", body, officer=officer)


def said(words: str) -> str:
    """The words of a note; UsageFault when there are none."""
    if not words.strip():
        raise UsageFault("The note is empty.", "Write what should be remembered; no names of visitors.")
    return words.strip()


def note(
    hall_file: Engine,
    request: str,
    words: str,
    *,
    label: str | None = None,
    counter: str | None = None,
    officer: str = "",
    data: Mapping[str, Any] | None = None,
) -> HallChanged | Refused:
    """A remark for the audit. UsageFault when it says nothing; PERSONAL_DATA in a person's words (without ``data``)."""

    def body(tx: Tx) -> HallChanged | Refused:
        refused = None if data is not None else impersonal(tx, words)
        if refused is not None:
            return refused
        tx.event(What.NOTE, label=label, counter=counter, reason=said(words), data=data)
        return HallChanged(What.NOTE, tx.day)

    return once(hall_file, request, "note", body, officer=officer)
