"""What the emulated printer answers, and all the ways in which answers go wrong on the way."""

from dataclasses import dataclass, field

EVERY = "every"


@dataclass(slots=True)
class AnswerLine:
    """The outgoing bytes with the moment each is due. Script fields hold kinds (``eot1``, ``gsr``, ``marker`` ...)."""

    mute: set[str] = field(default_factory=set[str])
    double: set[str] = field(default_factory=set[str])
    late: dict[str, float] = field(default_factory=dict[str, float])  # seconds
    garble: set[str] = field(default_factory=set[str])
    split: float = 0.0  # seconds between the bytes of one answer
    in_front: bytes = b""  # comes before every answer
    inside: bytes = b""  # comes inside every answer of several bytes
    _due: list[tuple[float, bytes]] = field(default_factory=list[tuple[float, bytes]])

    def say(self, now: float, kind: str, data: bytes) -> None:
        """Answer, as far as the script lets it."""
        if self._is(self.mute, kind):
            return
        if self._is(self.garble, kind):
            data = bytes(value ^ 0x81 for value in data)
        at = now + self.late.get(kind, self.late.get(EVERY, 0.0))
        if self.in_front:
            self._add(at, self.in_front)
        for _time in range(2 if self._is(self.double, kind) else 1):
            self._spoken(at, data)

    def _spoken(self, at: float, data: bytes) -> None:
        if self.inside and len(data) > 1:
            data = data[:2] + self.inside + data[2:]
        if not self.split:
            self._add(at, data)
            return
        for place, value in enumerate(data):
            self._add(at + place * self.split, bytes((value,)))

    def _is(self, kinds: set[str], kind: str) -> bool:
        return EVERY in kinds or kind in kinds

    def _add(self, at: float, data: bytes) -> None:
        self._due.append((at, data))
        self._due.sort(key=lambda entry: entry[0])

    def take(self, now: float) -> bytes:
        """What is due by now."""
        spoken = b"".join(data for at, data in self._due if at <= now)
        self._due = [(at, data) for at, data in self._due if at > now]
        return spoken

    def forget(self) -> None:
        """The power went: nothing more comes of what was asked."""
        self._due.clear()

    def next_at(self) -> float | None:
        """When the next byte is due."""
        return self._due[0][0] if self._due else None
