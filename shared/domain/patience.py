"""How often and how soon: recalls, no-shows, coming back late, the end of holds."""

from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal, Text
from shared.text.refusals import refuse

_CLOCKS_DIFFER_MS = 60_000


def may_recall(hall: Hall, times: int, last_at: Instant, now: Instant) -> Refused | None:
    """Whether a number that was called ``times`` times, last at ``last_at``, may be called again; None is yes."""
    rule = hall.rules.calls
    if rule.recall_limit and times >= rule.recall_limit:
        return refuse(Refusal.RECALL_LIMIT, hall, details={"limit": rule.recall_limit})
    free_at = Instant(last_at + rule.recall_gap_seconds * 1000)
    if _too_soon(last_at, now, free_at):
        return refuse(Refusal.RECALL_TOO_SOON, hall, back_at=free_at, now=now)
    return None


def may_mark_no_show(hall: Hall, times: int, last_at: Instant, now: Instant) -> Refused | None:
    """Whether a called number may be marked a no-show; None is yes."""
    rule = hall.rules.calls
    missing = calls_missing(hall, times)
    if missing:
        return refuse(Refusal.NO_SHOW_TOO_SOON, hall, details={"calls_missing": missing}, calls=calls_to_come(missing))
    free_at = Instant(last_at + rule.no_show_after_seconds * 1000)
    if _too_soon(last_at, now, free_at):
        return refuse(Refusal.NO_SHOW_TOO_SOON, hall, back_at=free_at, now=now)
    return None


def calls_missing(hall: Hall, times: int) -> int:
    """How often a number must still be called before it may be marked a no-show."""
    return max(0, hall.rules.calls.calls_before_no_show - times)


def calls_to_come(missing: int) -> Text:
    """These calls in words."""
    return {
        "id": f"panggil {missing} kali lagi",
        "en": "call once more" if missing == 1 else f"call {missing} times more",
    }


def still_called(hall: Hall, label: str, times: int, last_at: Instant, now: Instant) -> Refused | None:
    """Whether a number that was only called, last at ``last_at``, may be finished without a question; None is yes.

    A press that comes so soon after a call is more often a slip than a visitor who was served.
    """
    free_at = Instant(last_at + hall.rules.calls.soonest_finish_seconds * 1000)
    if not _too_soon(last_at, now, free_at):
        return None
    return refuse(Refusal.STILL_CALLED, hall, details={"label": label, "calls_missing": calls_missing(hall, times)})


def _too_soon(last_at: Instant, now: Instant, free_at: Instant) -> bool:
    """Whether a waiting time still runs.

    PCs' clocks differ: a waiting time of 0 never delays, nor does a clock that is further back than is plausible.
    """
    return last_at < free_at and last_at - _CLOCKS_DIFFER_MS <= now < free_at


def may_rejoin(hall: Hall, no_show_at: Instant, now: Instant, calls_since: int) -> Refused | None:
    """Whether a no-show may come back; None is yes.

    Within ``grace_minutes`` or, if ``grace_calls`` is set, within that many calls of its service since; the later of
    the two counts, in the visitor's favour.
    """
    rule = hall.rules.calls
    if now <= no_show_at + rule.grace_minutes * 60_000:
        return None
    if rule.grace_calls and calls_since <= rule.grace_calls:
        return None
    return refuse(Refusal.GRACE_OVER, hall, details={"minutes": rule.grace_minutes})


def named_call_refused(hall: Hall, why: str) -> Refused | None:
    """A call out of turn needs the officer's reason, where the hall says so; None is yes."""
    if hall.rules.calls.reason_for_named and not why.strip():
        return refuse(Refusal.REASON_NEEDED, hall)
    return None


def hold_is_over(hold_until: Instant | None, now: Instant) -> bool:
    """Whether a held step returns to its line now; one held without a time waits for the officer."""
    return hold_until is not None and now >= hold_until
