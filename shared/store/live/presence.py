"""A running program's place among the others: its heartbeat, its clock against the share's, the canary."""

import contextlib
import logging
import time

from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Engine, Heartbeat
from shared.store.live.clock_watch import ClockWatch
from shared.store.live_program import BEAT_SECONDS, LiveProgram, deaf, suspects

_log = logging.getLogger("antrean.store")
CANARY_SECONDS = 60.0


class Presence:
    """Kept by the store's thread while the file is open. Times are monotonic seconds."""

    def __init__(self, file: Engine, *, canary_seconds: float = CANARY_SECONDS) -> None:
        self.clocks = ClockWatch(file)
        self._file = file
        self._every = canary_seconds
        self._presence: Heartbeat | None = None
        self._before: tuple[LiveProgram, ...] = ()
        self._lonely: EnvironmentFault | None = None
        self._beat_at = self._canary_at = 0.0

    def tick(self) -> None:
        """Write the heartbeat, and check the others now and then.

        UNSAFE_SHARE once the canary finds that locks have no effect, and from then on at every tick until that client
        has stopped or its lock is seen.
        """
        self.clocks.look(self._others)
        now = time.monotonic()
        if now >= self._beat_at:
            self._beat_at = now + min(BEAT_SECONDS, self._every / 2)
            try:
                self._stir(now)
            except OSError as error:  # access to the hall's file will tell what is wrong with the share
                _log.debug("no heartbeat: %s", error.strerror)
                self.leave()
        if self._lonely is not None:
            raise self._lonely

    def leave(self) -> None:
        """This program is no longer in the hall."""
        if self._presence is not None:
            with contextlib.suppress(OSError):
                self._presence.leave()
            self._presence = None

    def _stir(self, now: float) -> None:
        if self._presence is None:
            self._presence = self._file.heartbeat()
            self._presence.skew_ms = self.clocks.ahead_ms
            self._presence.enter()
            self._before = self._presence.programs()
            self._canary_at = now + self._every
            return
        self._presence.skew_ms = self.clocks.ahead_ms
        self._presence.beat()
        if now >= self._canary_at:
            self._canary_at = now + self._every
            self._listen(self._presence.programs())

    def _others(self) -> tuple[LiveProgram, ...]:
        """The programs in the hall, this one included; none if the share does not answer."""
        try:
            return () if self._presence is None else self._presence.programs()
        except OSError:
            return ()

    def _listen(self, seen: tuple[LiveProgram, ...]) -> None:
        """The canary: a live client whose lock we cannot see."""
        lonely, doubtful = deaf(self._before, seen), suspects(self._before, seen)
        self._before = seen
        if doubtful:  # check again soon; once it is certain, the hall should not stop longer than necessary
            self._canary_at = time.monotonic() + min(self._every, 2 * BEAT_SECONDS)
        who = ", ".join(f"{one.device} on {one.pc}" for one in lonely)
        self._lonely = (
            EnvironmentFault(
                Kind.UNSAFE_SHARE,
                f"The locks of {who} do not reach the server.",
                "Run `antrean check` on that PC and on this one: no mount may use nobrl, nolock or local_lock.",
            )
            if lonely
            else None
        )
