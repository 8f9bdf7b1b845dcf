"""What follows from a survey: a finding, what is to be done about it, by whom and until when, and that it was done."""

from dataclasses import dataclass

from shared.domain.answers import HallChanged, Refused
from shared.domain.words import Refusal
from shared.store.engine import Engine
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to be done. ``agency`` is empty for the whole hall; ``done`` the day on which it was."""

    period: str
    element: str
    finding: str
    plan: str
    who: str
    due: str
    agency: str = ""
    number: int = 0
    done: str | None = None
    outcome: str | None = None


def plan_follow_up(hall_file: Engine, request: str, one: FollowUp, officer: str = "") -> HallChanged | Refused:
    """Put it on the list; the answer's ``changes`` hold its number."""

    def body(tx: Tx) -> HallChanged:
        number = tx.db.execute("SELECT coalesce(max(number), 0) + 1 FROM skm_actions").fetchone()[0]
        tx.db.execute(
            "INSERT INTO skm_actions (number, period, agency, element, finding, plan, who, due)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, one.period, one.agency, one.element, one.finding, one.plan, one.who, one.due),
        )
        tx.event(What.FOLLOW_UP, reason=one.plan, data={"number": number, "period": one.period, "due": one.due})
        return HallChanged(What.FOLLOW_UP, tx.day, changes=(str(number),))

    return once(hall_file, request, "follow_up", body, officer=officer)


def finish_follow_up(
    hall_file: Engine, request: str, number: int, day: str, outcome: str, officer: str = ""
) -> HallChanged | Refused:
    """It was done on that day. NO_SUCH_FOLLOW_UP."""

    def body(tx: Tx) -> HallChanged | Refused:
        found = tx.db.execute(
            "UPDATE skm_actions SET done = ?, outcome = ? WHERE number = ?", (day, outcome, number)
        ).rowcount
        if not found:
            return refuse(Refusal.NO_SUCH_FOLLOW_UP, tx.hall, details={"number": number})
        tx.event(What.FOLLOW_UP, reason=outcome, data={"number": number, "done": day})
        return HallChanged(What.FOLLOW_UP, tx.day, changes=(str(number),))

    return once(hall_file, request, "follow_up", body, officer=officer)
