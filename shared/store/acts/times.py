"""Times in the future that staff name: the end of a break, of a pause, of a disturbance."""

from shared.domain.answers import Refused
from shared.domain.words import Instant, Refusal
from shared.store.record.transaction import Tx
from shared.text.refusals import refuse


def past(tx: Tx, until: Instant | None) -> Refused | None:
    """TIME_IS_PAST for a time that is over: screens would tell visitors to come back in the past."""
    return refuse(Refusal.TIME_IS_PAST, tx.hall) if until is not None and until <= tx.now else None
