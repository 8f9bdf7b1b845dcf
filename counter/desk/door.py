"""Who signed in at this program, where the hall has officers: code and PIN, the lock after some minutes, signing out.

Without a sign-in the hall refuses each act; here the screen says so before it is pressed.
"""

import logging
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from shared.clock import steady
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Refusal, Text
from shared.faults import EnvironmentFault, Fault
from shared.qt.worker import StoreWorker
from shared.store import pins
from shared.store.acts import officers
from shared.store.acts.officers import SignedIn
from shared.store.engine import Engine
from shared.store.offline.signed_in import SignedInHere
from shared.text.plain_sentences import in_indonesian
from shared.text.refusals import refuse
from shared.text.staff_words import NO_SIGN_IN_NOW

_log = logging.getLogger("antrean.counter")
_TRIES = 5
"""So many wrong PINs, and the share has to be back before somebody signs in."""
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class SignIn(QObject):
    """One program's door.

    Attributes:
        officer: the code of whoever signed in; empty when nobody has.
        session: the secret that acts for them.
        needed: whether somebody has to sign in before anything can be done.

    Signals:
        changed: somebody signed in or out, or the hall has officers now.
        refused: the sentence (``Text``) why a sign-in did not succeed; empty while it is tried.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, worker: StoreWorker, device: str, folder: Path, parent: QObject | None = None) -> None:
        """``folder`` is this PC's own, ``device`` the name of this program there."""
        super().__init__(parent)
        self.officer = ""
        self.session = ""
        self.needed = False
        self._worker = worker
        self._device = device
        self._folder = folder
        self._hall: Hall | None = None
        self._resumed = False
        self._left: tuple[str, str] | None = None
        self._wrong = 0
        self._until = 0.0  # locked from then on, also when the PC slept
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        worker.hall.connect(self._hall_came)

    def _hall_came(self, hall: Hall) -> None:
        self._hall = hall
        staffed = bool(hall.officer)
        if self.session and self.officer not in hall.officer:
            self._become("", "")
        needed = staffed and not self.session
        if needed and not self._resumed and hall.rules.staff.stay_signed_in:
            self._resumed = True
            self._worker.do(self._kept, self._resume, self._failed)
        self._resumed = True
        if needed != self.needed:
            self.needed = needed
            self.changed.emit()
        self._await_idleness()

    # ----- in and out

    def try_pin(self, code: str, pin: str) -> None:
        """Sign in; the outcome comes as ``changed`` or ``refused``."""
        code = officers.officer_code(code)
        if self._left is not None and self._left[0] == code and self._is_cut_off():
            self._unlock(pin)
            return
        self._worker.do(lambda file: self._sign_in(file, code, pin), self._answered, self._failed)

    def lock(self) -> None:
        """Nobody touched this program for long, or somebody leaves it: sign out."""
        if self.session:
            session = self.session
            self._left, self._wrong = ((self.officer, session) if self._is_cut_off() else None), 0
            self._become("", "")
            self._worker.do(lambda file: self._sign_out(file, session), lambda _: None, self._failed)

    def _is_cut_off(self) -> bool:
        state = self._worker.state
        return state is not None and not state.ok

    def _unlock(self, pin: str) -> None:
        """Without the share whoever was here when it locked comes back in by their PIN, and nobody else."""
        if self._left is None or self._hall is None:
            return
        officer, session = self._left
        record = self._hall.officer.get(officer)
        if record is not None and pins.is_right(pin, record.pin):
            self._left = None
            self._become(officer, session)
            return
        self._wrong += 1
        if self._wrong >= _TRIES:
            self._left = None
        self.refused.emit(refuse(Refusal.WRONG_PIN, self._hall).sentence)

    def _become(self, officer: str, session: str) -> None:
        self.officer, self.session = officer, session
        self.needed = bool(self._hall is not None and self._hall.officer) and not session
        self._await_idleness()
        self.changed.emit()

    def _answered(self, answer: SignedIn | Refused) -> None:
        if isinstance(answer, Refused):
            self.refused.emit(answer.sentence)
        else:
            self._become(answer.officer, answer.session)

    def _resume(self, found: tuple[str, str] | None) -> None:
        if found is not None and not self.session:
            self._become(*found)

    def _failed(self, error: Exception) -> None:
        """The share is away: a sentence; anything else is ours, and for the log."""
        if isinstance(error, EnvironmentFault):
            self.refused.emit(NO_SIGN_IN_NOW)
        elif isinstance(error, Fault):
            sentence: Text = {"id": in_indonesian(error.sentence), "en": error.sentence}
            self.refused.emit(sentence)
        else:
            _log.error("signing in or out failed", exc_info=error)

    # ----- on the store's thread

    def _sign_in(self, file: Engine, code: str, pin: str) -> SignedIn | Refused:
        answer = officers.sign_in(file, code, pin)
        if not isinstance(answer, Refused):
            if file.session:
                self._sign_out(file, file.session)
            file.session = answer.session
            if file.learned.rules.staff.stay_signed_in:
                self._here(file).keep(answer.officer, answer.session, answer.until)
        return answer

    def _sign_out(self, file: Engine, session: str) -> None:
        file.session = "" if file.session == session else file.session
        officer = officers.sign_out(file, session)
        if officer is not None:
            self._here(file).forget(officer)

    def _kept(self, file: Engine) -> tuple[str, str] | None:
        """Who was signed in when this program ended, if the hall still says so."""
        here, now = self._here(file), file.clock()
        session = here.session(now)
        officer = officers.officer_of(file, session)
        if officer is None:
            return None
        file.session = session
        return officer, session

    def _here(self, file: Engine) -> SignedInHere:
        return SignedInHere(self._folder, file.hall_id, self._device)

    # ----- the lock

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key or a click anywhere in this program: somebody is there."""
        if event.type() in _TOUCHES:
            self.look()
            self._await_idleness()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """The PC slept, maybe: whoever was here may have left."""
        if self._idle.isActive() and steady() >= self._until:
            self.lock()

    def _await_idleness(self) -> None:
        minutes = self._hall.rules.staff.lock_minutes if self._hall is not None else 0
        if self.session and minutes:
            self._until = steady() + minutes * 60
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()
