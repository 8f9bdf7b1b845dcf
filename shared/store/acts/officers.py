"""Officers: who they are, their PINs, and how they sign in."""

import dataclasses
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.answers import HallChanged, Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.hall_check import problems
from shared.domain.hall_data.staff import Officer, Role
from shared.domain.hall_data.staff_check import MOST_HOURS
from shared.domain.words import Instant, Refusal
from shared.faults import UsageFault
from shared.records import nearest
from shared.store import pins
from shared.store.acts.apply_hall import changes_between, replace_hall
from shared.store.engine import Db, Engine
from shared.store.record import hall_rows
from shared.store.record.authority import NotAllowed, enter, not_allowed, secret_hash
from shared.store.record.events import What
from shared.store.record.transaction import Tx, begin, once
from shared.text import staff_words
from shared.text.refusals import refuse

FREE_TRIES = 5
"""Wrong PINs in a row that cost nothing; then the wait doubles."""
_FIRST_WAIT_MS, _LONGEST_WAIT_MS = 30_000, 15 * 60_000
_KEPT_MS = 7 * 24 * 3_600_000  # an act that was kept on a PC may come a week late
_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody signed in. ``session`` is the secret that acts for them, on this PC, ``until`` then."""

    session: str
    officer: str
    role: Role
    counters: tuple[str, ...]
    until: Instant


def officer_code(text: str) -> str:
    """A code as the hall's data have it."""
    return text.strip().upper()


def add_officer(hall_file: Engine, request: str, code: str, officer: Officer, pin: str) -> HallChanged | Refused:
    """A new officer. The first one of a hall needs nobody's leave, and has to be a supervisor."""
    kept = dataclasses.replace(officer, pin=_scrambled(pin))

    def body(tx: Tx) -> HallChanged:
        if code in tx.hall.officer:
            raise UsageFault(f"There is an officer {code} already.", "Change the PIN with `antrean officer pin`.")
        if not tx.hall.officer and officer.role is not Role.SUPERVISOR:
            raise not_allowed(tx.hall, "officers", staff_words.FIRST_SUPERVISOR)
        return _staffed(tx, {**tx.hall.officer, code: kept})

    return once(hall_file, request, "officers", body)


def remove_officer(hall_file: Engine, request: str, code: str) -> HallChanged | Refused:
    """An officer is gone, and with the last one the need to sign in. The last supervisor goes last."""

    def body(tx: Tx) -> HallChanged:
        _need_officer(tx.hall, code)
        left = {other: officer for other, officer in tx.hall.officer.items() if other != code}
        if left and all(officer.role is not Role.SUPERVISOR for officer in left.values()):
            raise not_allowed(tx.hall, "officers", staff_words.LAST_SUPERVISOR)
        _end_sessions(tx.db, code)
        return _staffed(tx, left)

    return once(hall_file, request, "officers", body)


def change_pin(hall_file: Engine, request: str, code: str, pin: str) -> HallChanged | Refused:
    """Another PIN, by a supervisor or for oneself; whoever had signed in with the old one elsewhere is signed out."""
    kept = _scrambled(pin)

    def body(tx: Tx) -> HallChanged:
        _need_officer(tx.hall, code)
        officer = dataclasses.replace(tx.hall.officer[code], pin=kept)
        _end_sessions(tx.db, code, but=hall_file.session)
        tx.db.execute("DELETE FROM sign_ins WHERE who = ?", (f"officer {code}",))
        return _staffed(tx, {**tx.hall.officer, code: officer})

    own = _is_own(hall_file, code)
    return once(hall_file, request, "own_pin" if own else "officers", body)


def _is_own(hall_file: Engine, code: str) -> bool:
    return officer_of(hall_file, hall_file.session) == code


def officer_of(hall_file: Engine, session: str) -> str | None:
    """Whose session this is; None for one that is over, or that the hall does not know."""
    with hall_file.reading() as db:
        row = db.execute(
            "SELECT officer FROM sessions WHERE id = ? AND until > ? AND ended_at IS NULL",
            (secret_hash(session), hall_file.clock()),
        ).fetchone()
        return None if row is None or row[0] not in hall_file.hall(db).officer else str(row[0])


def _staffed(tx: Tx, officers: Mapping[str, Officer]) -> HallChanged:
    """Write the hall's data with these officers. UsageFault for what the hall's data may not say."""
    hall = dataclasses.replace(tx.hall, officer=officers)
    wrong = next((problem for problem in problems(hall) if problem.key.startswith("officer")), None)
    if wrong is not None:
        raise UsageFault(f"{wrong.key}: {wrong.reason}", wrong.remedy)
    before, after = hall_rows.rows_of(tx.hall), hall_rows.rows_of(hall)
    changes = changes_between(before, after)
    replace_hall(tx, hall, changes)
    return HallChanged(What.HALL_CHANGED, tx.day, changes=tuple(change.key for change in changes))


def _scrambled(pin: str) -> str:
    if not pins.is_pin(pin):
        raise UsageFault("A PIN has at least six digits, and nothing else.", "Choose six digits that are no birthday.")
    return pins.scrambled(pin)


def _need_officer(hall: Hall, code: str) -> None:
    if code not in hall.officer:
        alike = nearest(code, hall.officer)
        raise UsageFault(f"There is no officer {code}.", "`antrean officer list` shows them.", alike)


# -- signing in ------------------------------------------------------------------------------------------------------


def sign_in(hall_file: Engine, code: str, pin: str, device: str | None = None) -> SignedIn | Refused:
    """Open a session on this PC with code and PIN. WRONG_PIN, or LOCKED_OUT after too many wrong ones in a row.

    A try is written down before the PIN is looked at, so that many at the same time count as many.
    """
    mine = hall_file.signing_key()
    key = b"" if mine is None else mine.id
    who = f"officer {code}", f"device {key.hex()}"
    with hall_file.writing() as db:
        tx = begin(hall_file, db, device=device)
        until = max(_locked_until(db, one) for one in who)
        if until > tx.now:
            return refuse(Refusal.LOCKED_OUT, tx.hall, back_at=Instant(until), now=tx.now)
        for one in who:
            _count_try(tx, one)
        officer = tx.hall.officer.get(code)
    if not pins.is_right(pin, officer.pin if officer is not None else "") or officer is None:
        with hall_file.writing() as db:
            tx = begin(hall_file, db, device=device)
            tx.event(What.SIGN_IN_FAILED, data={"officer": code})
            return refuse(Refusal.WRONG_PIN, tx.hall)
    session = secrets.token_hex(32)
    with hall_file.writing() as db:
        tx = begin(hall_file, db, code, device)
        until = Instant(tx.now + min(tx.hall.rules.staff.sign_in_hours, MOST_HOURS) * _HOUR)
        db.execute("DELETE FROM sign_ins WHERE who IN (?, ?)", who)
        db.execute("DELETE FROM sessions WHERE until < ?", (tx.now - _KEPT_MS,))
        db.execute(
            "INSERT INTO sessions (id, officer, key, device, since, until) VALUES (?, ?, ?, ?, ?, ?)",
            (secret_hash(session), code, key, tx.device, tx.now, until),
        )
        tx.event(What.SIGNED_IN)
    return SignedIn(session, code, officer.role, officer.counters, until)


def sign_out(hall_file: Engine, session: str, device: str | None = None) -> str | None:
    """End a session; answers whose it was, None for one that is not known."""
    with hall_file.writing() as db:
        row = db.execute("SELECT officer FROM sessions WHERE id = ?", (secret_hash(session),)).fetchone()
        if row is None:
            return None
        tx = begin(hall_file, db, row[0], device)
        db.execute("UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (tx.now, secret_hash(session)))
        hall_file.rights_read.pop(session, None)
        tx.event(What.SIGNED_OUT)
        return str(row[0])


def _locked_until(db: Db, who: str) -> int:
    row = db.execute("SELECT until FROM sign_ins WHERE who = ?", (who,)).fetchone()
    return 0 if row is None else int(row[0])


def _count_try(tx: Tx, who: str) -> None:
    """One more try that has not succeeded yet: from the fifth in a row the next one has to wait."""
    row = tx.db.execute("SELECT failures FROM sign_ins WHERE who = ?", (who,)).fetchone()
    tries = 1 if row is None else row[0] + 1
    over = tries - FREE_TRIES
    wait = 0 if over < 0 else min(_FIRST_WAIT_MS << min(over, 10), _LONGEST_WAIT_MS)
    tx.db.execute(
        "INSERT INTO sign_ins (who, failures, until) VALUES (?, ?, ?) ON CONFLICT (who)"
        " DO UPDATE SET failures = excluded.failures, until = excluded.until",
        (who, tries, tx.now + wait if wait else 0),
    )


def _end_sessions(db: Db, code: str, but: str = "") -> None:
    db.execute("DELETE FROM sessions WHERE officer = ? AND id <> ?", (code, secret_hash(but)))


def need(hall_file: Engine, act: str) -> Refused | None:
    """Whether whoever signed in may do something to the file as a whole (a restore, the archive); None if so."""
    with hall_file.reading() as db:
        try:
            enter(begin(hall_file, db), hall_file, act)
        except NotAllowed as no:
            return no.refused
    return None
