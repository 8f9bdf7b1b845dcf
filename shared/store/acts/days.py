"""The supervisor opens and closes the business day. The first act of a day opens it by itself."""

from shared.domain.answers import HallChanged, Refused
from shared.domain.sentences import refuse
from shared.domain.words import Refusal
from shared.store import rollover
from shared.store.connection import HallFile
from shared.store.events import What
from shared.store.transaction import Tx, once


def open_day(hall_file: HallFile, request: str, officer: str = "") -> HallChanged | Refused:
    """Open the day, or open it again after it was closed. Harmless when it is open."""

    def body(tx: Tx) -> HallChanged:
        if tx.pulse["day_closed"]:
            tx.db.execute("UPDATE pulse SET day_closed = 0")
            tx.db.execute("UPDATE days SET closed_at = NULL WHERE day = ?", (tx.day,))
            tx.event(What.DAY_OPENED, data={"again": True})
        return HallChanged(What.DAY_OPENED, tx.day)

    return once(hall_file, request, "open_day", body, officer=officer)


def close_day(hall_file: HallFile, request: str, officer: str = "") -> HallChanged | Refused:
    """End number-taking and calling for today; what is left over is listed, expired or carried on, as the rules say.

    A visitor who sits at a counter is served to the end. ``changes`` of the answer are the labels left over.
    """

    def body(tx: Tx) -> HallChanged | Refused:
        if tx.pulse["day_closed"]:
            return refuse(Refusal.DAY_CLOSED, tx.hall)
        left = rollover.settle_leftovers(tx, tx.day)
        tx.db.execute("UPDATE pulse SET day_closed = 1")
        tx.db.execute("UPDATE days SET closed_at = ? WHERE day = ?", (tx.now, tx.day))
        tx.event(What.DAY_CLOSED, data={"left_over": len(left), "rule": tx.hall.rules.taking.leftovers.value})
        return HallChanged(What.DAY_CLOSED, tx.day, changes=left)

    return once(hall_file, request, "close_day", body, officer=officer)
