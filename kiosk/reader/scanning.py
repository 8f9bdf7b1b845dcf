"""A scanner is a keyboard that types a whole code at once: told from fingers by its prefix, or by its speed.

Pure: keys go in with the time at which they were pressed, what they mean comes out.
"""

from dataclasses import dataclass, field

GAP_MS = 35
"""Fingers are slower than this from key to key; a scanner without a prefix is not."""
SHORTEST = 5
"""So many characters at that speed are a scan."""
LONGEST = 128
PAUSE_MS = 1_000
"""A scan that began with a prefix goes on without such a pause, however long it is, or was none."""


@dataclass(frozen=True, slots=True)
class Struck:
    """What a key led to: characters that were typed by fingers, a whole scan, and whether the key itself is used up."""

    typed: str = ""
    scan: str | None = None
    used: bool = True


@dataclass
class Scanning:
    """Collects keys. ``prefix`` and ``suffix`` are names of keys; without a prefix speed tells."""

    prefix: str = ""
    suffix: str = "Return"
    _held: str = ""
    _last: int = 0
    _since: int | None = field(default=None)  # after a prefix: when its last key came

    @property
    def waiting(self) -> bool:
        """Whether characters are held back that may be a scan or not."""
        return bool(self._held) and self._since is None

    def key(self, name: str, text: str, at: int, *, repeated: bool = False) -> Struck:
        """A key was pressed at ``at`` milliseconds; ``text`` is what it types.

        ``repeated``: the system takes it for a key that is held down. Within a scan it is not: ``99`` came so quickly.
        """
        if self._since is not None and at - self._since > PAUSE_MS:
            self._since, self._held = None, ""
        if self.prefix and name == self.prefix:
            self._since, self._held = at, ""
            return Struck()
        ends = name == self.suffix or (self.suffix == "Return" and name == "Enter")
        quick = bool(self._held) and at - self._last <= GAP_MS
        if self._since is not None:
            self._since = at
            return self._end() if ends else self._collect(text)
        before = "" if quick else self.release()
        if ends:
            if quick and len(self._held) >= SHORTEST:
                return self._end()
            return Struck(before + self.release(), used=False)
        if self.prefix or not text.isprintable() or not text or (repeated and not quick):
            return Struck(before + self.release(), used=False)
        self._held, self._last = (self._held + text)[-LONGEST:], at
        return Struck(before)

    def release(self) -> str:
        """What was held back was typed by fingers after all."""
        held, self._held = self._held, ""
        return held

    def _collect(self, text: str) -> Struck:
        if text and text.isprintable():
            self._held = (self._held + text)[-LONGEST:]
        return Struck()

    def _end(self) -> Struck:
        self._since = None
        return Struck(scan=self.release().strip())
