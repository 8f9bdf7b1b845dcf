"""The kiosk's figures and reasons in words, in the language in force."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from shared.domain.answers import Refused
from shared.domain.visit import OrderReason, OrderRule
from shared.domain.words import AT_ONCE, Refusal

_R = Refusal
translate = QCoreApplication.translate


def people_words(ahead: int, wait: tuple[int, int] | None) -> str:
    """How many are before one; empty where nobody waits and there is a wait all the same (counters taken, or away)."""
    if ahead:
        return translate("KioskWords", "People ahead: {0}").format(ahead)
    return "" if wait is not None and wait[1] > AT_ONCE else translate("KioskWords", "Nobody is waiting")


def tag(refused: Refused) -> str:
    """A refusal in two or three words, for a tile."""
    not_today = translate("KioskWords", "Not today")
    over = translate("KioskWords", "Closed for today")
    away = translate("KioskWords", "On a break")
    stopped = translate("KioskWords", "Interrupted")
    tags = {
        _R.HALL_CLOSED_TODAY: not_today,
        _R.HOLIDAY: not_today,
        _R.AGENCY_CLOSED: not_today,
        _R.NOT_TODAY: not_today,
        _R.AFTER_CLOSING: over,
        _R.CUT_OFF: over,
        _R.DAY_CLOSED: over,
        _R.NOT_YET_OPEN: translate("KioskWords", "Not yet open"),
        _R.BREAK: away,
        _R.LAST_OFFICER_ON_BREAK: away,
        _R.QUOTA_USED_UP: translate("KioskWords", "Numbers used up"),
        _R.DISTURBED: stopped,
        _R.HALL_PAUSED: stopped,
        _R.NO_COUNTER: translate("KioskWords", "No counter open"),
    }
    return tags.get(refused.code) or translate("KioskWords", "Not available now")


def reason_words(order: Sequence[str], reasons: Sequence[OrderReason]) -> str:
    """Why services stand in their order; each is named by its place, as its card is."""
    return " ".join(_reasons(order, reasons))


def _reasons(order: Sequence[str], reasons: Sequence[OrderReason]) -> Iterator[str]:
    for reason in reasons:
        if reason.why is OrderRule.NEEDED:
            first, then = order.index(reason.service) + 1, order.index(reason.later) + 1
            yield translate("KioskWords", "No. {0} has to be done before no. {1}.").format(first, then)
        elif reason.why is OrderRule.SHORTEST:
            yield translate("KioskWords", "The shortest wait first: so you are done soonest.")
        elif reason.why is OrderRule.ALIKE:
            yield translate("KioskWords", "Any order takes as long.")
        elif reason.why is OrderRule.OWN:
            yield translate("KioskWords", "In the order you chose.")
    untold = [str(order.index(reason.service) + 1) for reason in reasons if reason.why is OrderRule.UNTOLD]
    if untold:
        yield translate("KioskWords", "No. {0} last: its wait cannot be told.").format(", ".join(untold))
