"""Who acts, and may they? Asked within the act itself, so that no way into the hall goes past it.

Somebody who signed in has a session: a row in the hall's file, and its secret on the PC where it was opened. A device
acts under its own enrolled key. In a hall without officers everybody may do everything.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.clock import TOLERATED_MS
from shared.domain import permissions
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.hall_data.staff import Role
from shared.domain.words import Instant, Refusal, Text
from shared.store.engine import Engine
from shared.store.record.events import What
from shared.store.record.hall_index import index
from shared.text import staff_words
from shared.text.refusals import refuse

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

_AT_A_COUNTER = frozenset(
    {What.CALLED, What.RECALLED, What.STARTED, What.FINISHED, What.NO_SHOW, What.COUNTER_OPENED, What.COUNTER_CLOSED,
     What.BREAK_STARTED, What.BREAK_ENDED}
)  # fmt: skip
"""Events that are of the counter they name, and not only of the service."""


NO_SESSION = "-"
"""Of an act that was kept while nobody had signed in: it is not done in the name of whoever is there now."""


class NotAllowed(Exception):  # noqa: N818 - it never leaves the store: an act answers what it holds
    """The act is undone, and answers this."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Scope:
    """What an officer may touch: counters, and services that these counters serve."""

    act: str
    counters: frozenset[str]
    services: frozenset[str]

    def need_counter(self, hall: Hall, counter: str) -> None:
        """NotAllowed for a counter that is not theirs."""
        if counter not in self.counters:
            raise not_allowed(hall, self.act, staff_words.OTHER_COUNTER, counter=counter)

    def need(self, hall: Hall, what: What, counter: str | None, service: str | None) -> None:
        """NotAllowed for an event of another's counter or service."""
        if self.act in permissions.FREE_OF_COUNTERS:
            return
        if counter is not None and what in _AT_A_COUNTER:
            self.need_counter(hall, counter)
        elif service is not None and service not in self.services and counter not in self.counters:
            raise not_allowed(hall, self.act, staff_words.OTHER_SERVICE, service=service)


def not_allowed(hall: Hall, act: str, reason: Text, **details: str) -> NotAllowed:
    """The refusal: what was tried, and why not."""
    return NotAllowed(refuse(Refusal.NOT_ALLOWED, hall, details={"act": act, **details}, reason=reason))


def enter(tx: "Tx", hall_file: Engine, act: str, session: str = "", at: Instant | None = None) -> None:
    """Somebody begins an act: from now on the transaction knows who, and what they may touch. NotAllowed.

    ``session`` is that of an act which was kept while the share was gone, and ``at`` when that was.
    """
    if not tx.hall.officer or act in permissions.ANYBODY:
        return
    officer = _signed_in(tx, hall_file, session or hall_file.session, at or tx.now)
    if officer is not None:
        role = tx.hall.officer[officer].role
        if act in permissions.ROLES[role]:
            tx.officer, tx.scope = officer, _scope(tx.hall, officer, act)
            return
    if act in permissions.DEVICES[permissions.kind_of(tx.hall, tx.device)]:
        if is_enrolled(tx, hall_file):
            return
        raise not_allowed(tx.hall, act, staff_words.NOT_ENROLLED, device=tx.device)
    if officer is not None:
        raise not_allowed(tx.hall, act, staff_words.role_may_not(tx.hall.officer[officer].role), officer=officer)
    raise not_allowed(tx.hall, act, staff_words.NOBODY)


def may_enter(tx: "Tx", hall_file: Engine, act: str) -> bool:
    """:func:`enter`, for work that is left undone without a word."""
    try:
        enter(tx, hall_file, act)
    except NotAllowed:
        return False
    return True


@remembered
def _scope(hall: Hall, officer: str, act: str) -> Scope | None:
    """None for somebody who may touch everything."""
    counters = permissions.counters_of(hall, officer)
    if counters is None or hall.officer[officer].role in (Role.SUPERVISOR, Role.TECHNICIAN):
        return None
    services = {service for counter in counters for service in index(hall).services_of[counter]}
    if hall.officer[officer].role is Role.LEAD:
        agencies = permissions.agencies_of(hall, officer) or frozenset()
        services |= {service for service in hall.service if hall.agency_of(service) in agencies}
    return Scope(act, counters, frozenset(services))


def secret_hash(session: str) -> str:
    """What the hall's file knows of a session's secret: whoever reads it cannot act with it."""
    return hashlib.sha256(session.encode()).hexdigest()


def _signed_in(tx: "Tx", hall_file: Engine, session: str, at: Instant) -> str | None:
    """The officer of a session, if it is this PC's and not over; asked once for each version of the hall.

    Two PCs may tell the time with some difference.
    """
    if not session:
        return None
    known = _remembered(tx, hall_file)
    row: tuple[Any, ...] | None = known.get(session)
    if row is None:
        row = tx.db.execute(
            "SELECT officer, key, since, until, ended_at FROM sessions WHERE id = ?", (secret_hash(session),)
        ).fetchone()
        if row is None:
            return None
        row = known[session] = tuple(row)
    officer, key, since, until, ended_at = row
    mine = hall_file.signing_key()
    over = until if ended_at is None else min(until, ended_at)
    theirs = officer in tx.hall.officer and (mine is None or bytes(key) == mine.id)
    if not theirs or not since - TOLERATED_MS <= at <= over + TOLERATED_MS:
        return None
    return str(officer)


def is_enrolled(tx: "Tx", hall_file: Engine) -> bool:
    """Whether a supervisor enrolled this PC's key for this device; asked once for each version of the hall."""
    known = _remembered(tx, hall_file)
    name = f"device {tx.device}"
    if name not in known:
        key = hall_file.signing_key()
        row = tx.db.execute(
            "SELECT state FROM device_keys WHERE key = ? AND device = ?", (key.id if key else b"", tx.device)
        ).fetchone()
        known[name] = (row is not None and row[0] == "enrolled",)
    return bool(known[name][0])


def _remembered(tx: "Tx", hall_file: Engine) -> dict[str, tuple[Any, ...]]:
    """What was read of rights since the hall's data changed last: enrolling and revoking change them."""
    known = hall_file.rights_read
    version = (tx.pulse["hall_version"],)
    if known.get("version") != version:
        known.clear()
        known["version"] = version
    return known
