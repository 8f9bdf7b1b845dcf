"""The supervisor opens and closes the business day. The first act of a day opens it by itself."""

from collections.abc import Collection, Sequence

from shared.domain.answers import HallChanged, Refused
from shared.domain.hall_data.hall import Leftovers
from shared.domain.words import Refusal
from shared.store.engine import Engine
from shared.store.record import rollover
from shared.store.record.events import What
from shared.store.record.transaction import Tx, begin, once
from shared.text.refusals import refuse

_NAMED = 12
"""This many labels are named in a sentence; all of them are in the details."""


def open_day(hall_file: Engine, request: str, officer: str = "") -> HallChanged | Refused:
    """Open the day, or open it again after it was closed. Harmless when it is open.

    Opened again, it brings back those whom its closing ended: ``changes`` of the answer are their labels.
    """

    def body(tx: Tx) -> HallChanged:
        if not tx.pulse["day_closed"]:
            return HallChanged(What.DAY_OPENED, tx.day)
        back = rollover.bring_back(tx)
        tx.db.execute("UPDATE pulse SET day_closed = 0")
        tx.db.execute("UPDATE days SET closed_at = NULL WHERE day = ?", (tx.day,))
        tx.event(What.DAY_OPENED, data={"again": True, "back": len(back)})
        return HallChanged(What.DAY_OPENED, tx.day, changes=back)

    return once(hall_file, request, "open_day", body, officer=officer)


def ended_by_closing(hall_file: Engine) -> tuple[str, ...]:
    """The labels of those whom closing the day would end now: who waits, and who is held."""
    with hall_file.reading() as db:
        return _ended(begin(hall_file, db))


def _ended(tx: Tx) -> tuple[str, ...]:
    if tx.pulse["day"] != tx.day or tx.pulse["day_closed"] or tx.hall.rules.taking.leftovers is Leftovers.LIST:
        return ()
    return tuple(row["label"] for row in rollover.left_over(tx.db, tx.day))


def close_day(
    hall_file: Engine, request: str, officer: str = "", *, told: Collection[str] | None = None
) -> HallChanged | Refused:
    """End number-taking and calling for today; what is left over is listed, expired or carried on, as the rules say.

    A visitor at a counter is served to the end. ``changes`` of the answer are the labels left over. ``told`` are the
    labels that the person was shown; if others would be ended it is refused (NOT_CONFIRMED).
    """

    def body(tx: Tx) -> HallChanged | Refused:
        if tx.pulse["day_closed"]:
            return refuse(Refusal.DAY_CLOSED, tx.hall)
        if told is not None and (untold := set(_ended(tx)) - set(told)):
            return not_confirmed(sorted(untold))
        left = rollover.settle_leftovers(tx, tx.day)
        tx.db.execute("UPDATE pulse SET day_closed = 1")
        tx.db.execute("UPDATE days SET closed_at = ? WHERE day = ?", (tx.now, tx.day))
        tx.event(What.DAY_CLOSED, data={"left_over": len(left), "rule": tx.hall.rules.taking.leftovers.value})
        return HallChanged(What.DAY_CLOSED, tx.day, changes=left)

    return once(hall_file, request, "close_day", body, officer=officer)


def not_confirmed(labels: Sequence[str]) -> Refused:
    """The day is not closed: visits would be ended by it, and nobody has confirmed that."""
    named = ", ".join(labels[:_NAMED]) + (" ..." if len(labels) > _NAMED else "")
    told = {"count": len(labels), "named": named, "labels": " ".join(labels)}
    return refuse(Refusal.NOT_CONFIRMED, details=told)
