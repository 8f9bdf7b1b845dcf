"""The emulated printer itself: bytes in with the time they came, bytes out, and time that somebody else keeps.

Nothing here sleeps or reads a clock, so a test runs a day of it in a moment.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from printers.emulator.answer_line import AnswerLine
from printers.emulator.decoder import Decoder
from printers.emulator.mechanism import Mechanism
from printers.emulator.print_state import Cut, Effect, HostQuestion, KeptSetting, Motion
from printers.emulator.roll import Letter, Piece
from printers.emulator.traits import Traits
from printers.models.model import Answer

_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


@dataclass(slots=True)
class Trigger:
    """A fault that waits: for a number of bytes received, or of dots printed, from now; or for the next cut."""

    fire: Callable[[float], None]  # with the time
    bytes_left: int | None = None
    dots_left: int | None = None
    at_cut: bool = False


@dataclass(slots=True)
class LogEntry:
    """Some bytes, when, in which direction, and what they are."""

    at: float
    way: str  # "in" or "out"
    data: bytes
    kind: str


@dataclass(slots=True)
class Machine:
    """One printer. Call :meth:`receive`, :meth:`advance` and :meth:`speak` with a time that never goes back."""

    traits: Traits = field(default_factory=Traits)
    seed: int = 0
    mechanism: Mechanism = field(init=False)
    decoder: Decoder = field(init=False)
    answer_line: AnswerLine = field(default_factory=AnswerLine)
    buffer: bytearray = field(default_factory=bytearray)
    triggers: list[Trigger] = field(default_factory=list[Trigger])
    log: list[LogEntry] = field(default_factory=list[LogEntry])
    asb: int = 0
    stalled: bool = False  # takes no bytes although there is room
    lose: int = 0  # this many of the next bytes vanish
    off_until: float = 0.0
    power_cycles: int = 0
    received: int = 0
    busy_until: float = 0.0
    keep_log: bool = True
    flapping: float = 0.0  # seconds between changes of the near-end sensor
    unplugged: bool = False  # the link, for the carrier of the bytes
    refusing: bool = False
    deaf: bool = False  # the link accepts, but nothing reads from it
    hangs_up: str = ""  # "eof" or "reset": what the carrier shall do next
    _time: float = 0.0
    _recent: bytearray = field(default_factory=bytearray)
    _last_asb: bytes = b""
    _stale_marker: bytes = b""
    _pending: int = 0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.mechanism = Mechanism(self.traits)
        self.decoder = Decoder(self.traits)
        self._random = random.Random(self.seed)
        self.asb = 0x0E if self.traits.asb_at_power_on else 0

    # --- bytes in -------------------------------------------------------------------------------------------------

    def room(self, now: float) -> int:
        """How many bytes it would take now."""
        if self.off(now):
            return 1 << 16  # they have no effect
        if self.stalled or (self.traits.on_paper_end == "stop" and self.mechanism.paper_out):
            return 0
        return max(0, self.traits.buffer - len(self.buffer))

    def off(self, now: float) -> bool:
        """Whether it is switched off or still starting."""
        return now < self.off_until

    def receive(self, data: bytes, now: float) -> int:
        """Take bytes; how many it took. The rest has to wait where it is."""
        self.advance(now)
        taken = 0
        while taken < len(data):
            room = min(self.room(now), len(data) - taken)
            if room <= 0:
                break
            size = self._until_trigger(room)
            self._take(data[taken : taken + size], now)
            taken += size
            self._fire_due(now)
            if not self.off(now):
                self._work(now)
        return taken

    def _until_trigger(self, size: int) -> int:
        waiting = [trigger.bytes_left for trigger in self.triggers if trigger.bytes_left is not None]
        return max(1, min([size, *waiting]))

    def _take(self, data: bytes, now: float) -> None:
        for trigger in self.triggers:
            if trigger.bytes_left is not None:
                trigger.bytes_left -= len(data)
        self.received += len(data)
        self._note(now, "in", data, "off" if self.off(now) else "data")
        if self.traits.echoes:
            self.answer_line.say(now, "echo", data)
        if self.off(now):
            return
        lost = min(self.lose, len(data))
        self.lose -= lost
        kept = data[lost:]
        if 0x10 in kept or 0x10 in self._recent:
            for value in kept:
                self._real_time(value, now)
        else:  # most pictures: nothing in them to obey
            self._recent = bytearray(kept[-10:])
        self.buffer += kept

    def _real_time(self, value: int, now: float) -> None:
        """The lane that is obeyed on arrival, in the middle of a picture too."""
        recent = self._recent
        recent.append(value)
        del recent[:-10]
        if len(recent) >= 3 and recent[-3] == 0x10 and recent[-2] == 0x04:
            self._eot(value, now)
        elif len(recent) >= 3 and recent[-3] == 0x10 and recent[-2] == 0x05 and value == 2:
            self._recover(now)
        elif bytes(recent) == _CLEAR and Answer.CLEAR in self.traits.answers:
            self.buffer.clear()
            self.decoder.picture = None
            self.decoder.line.clear()
            self._pending = 0
            self._say(now, "clear", b"\x37\x25\x00")

    def _eot(self, n: int, now: float) -> None:
        if n == 20 and Answer.EOT20 in self.traits.answers:
            self._say(now, "eot20", self.mechanism.full_status(now))
        elif 1 <= n <= 4 and Answer.EOT in self.traits.answers:
            self._say(now, f"eot{n}", bytes((self.mechanism.eot(n, now),)))

    def _recover(self, now: float) -> None:
        if Answer.RECOVER in self.traits.answers and self.mechanism.cutter_jammed:
            self.mechanism.cutter_jammed = False
            self.clear()
            self._changed(now)

    # --- work -----------------------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Let time pass: print, cut, answer, until there is nothing to do or something stops it."""
        if self.flapping:
            self.mechanism.near_end_forced = int(now / self.flapping) % 2 == 0
        if not self.off(now):
            self._work(now)
        self._changed(now)
        self._time = max(self._time, now)

    def _work(self, now: float) -> None:
        while not self.off(now) and self.busy_until <= now and not self.mechanism.stopped(now):
            if self._pending:
                self._move(self._pending, now)
                continue
            room = int(self.mechanism.left)
            effect = self.decoder.step(self.buffer, self.mechanism.piece, room)
            if effect is None:
                return
            self._effect(effect, now)

    def _effect(self, effect: Effect, now: float) -> None:
        match effect:
            case Motion(dots):
                self._move(dots, now)
            case Cut(feed):
                self._cut(feed, now)
            case HostQuestion(kind, data):
                self._answer(kind, data, now)
            case KeptSetting("asb", value):
                self.asb = value if Answer.ASB in self.traits.answers else 0
                self._last_asb = b""
                self._changed(now)
            case KeptSetting("presenter", value):
                self.mechanism.eject(value)
            case KeptSetting("init", _value):
                self.asb = 0 if self.traits.init_clears_asb else self.asb
            case _:
                pass

    def _move(self, dots: int, now: float) -> None:
        """Feed, until the paper ends or a waiting fault stops it; the rest is fed later."""
        waiting = [trigger.dots_left for trigger in self.triggers if trigger.dots_left is not None]
        step = max(1, min([dots, *waiting]))
        moved = self.mechanism.feed(step)
        self._pending = dots - moved if dots > moved and moved == step else 0
        for trigger in self.triggers:
            if trigger.dots_left is not None:
                trigger.dots_left -= moved
        start = max(self.busy_until, self._time)
        self.busy_until = start + moved / (self.traits.speed_mm * self.traits.dots_per_mm)
        self._fire_due(now)
        if moved < step:
            self.mechanism.left = 0
            self.paper_ended(now)

    def paper_ended(self, now: float) -> None:
        """The roll is at its end; some printers forget what they hold."""
        if self.traits.on_paper_end == "clear":
            self.clear()
        self._changed(now)

    def _cut(self, feed: int, now: float) -> None:
        if self.decoder.line:
            self.decoder.errors.append("cut in the middle of a line: not obeyed")
            return
        for trigger in [trigger for trigger in self.triggers if trigger.at_cut]:
            self._fire(trigger, now)
        if feed > 0:
            moved = self.mechanism.feed(feed)
            if moved < feed:
                self.mechanism.left = 0
                self.buffer[:0] = b"\x1dV\x00"
                self.paper_ended(now)
                return
            self.busy_until = max(self.busy_until, self._time) + moved / (
                self.traits.speed_mm * self.traits.dots_per_mm
            )
        if self.mechanism.cut():
            self.busy_until = max(self.busy_until, now) + self.traits.cut_seconds
        self._changed(now)

    def _answer(self, kind: str, data: bytes, now: float) -> None:
        if kind == "gsr" and Answer.GSR in self.traits.answers:
            self._say(now, "gsr", bytes((self.mechanism.gsr(),)))
        elif kind == "marker" and Answer.MARKER in self.traits.answers:
            self._say(now, "marker", b"\x37\x22" + data + b"\x00")
        elif kind == "marker" and self.traits.spells_markers:
            self.decoder.line += [Letter(chr(value)) for value in data]
        elif kind == "ident" and Answer.IDENT in self.traits.answers:
            self._say(now, "ident", _ident(data[0]))

    def clear(self) -> None:
        """Empty the buffers."""
        self.buffer.clear()
        self.decoder.reset()
        self._pending = 0

    def link_opened(self) -> None:
        """A host connects again: some printers drop what the last one left half done, most go on with it."""
        if not self.traits.outlives_link:
            self.clear()

    # --- power and change -----------------------------------------------------------------------------------------

    def power_cycle(self, now: float, seconds: float) -> None:
        """Off and on again: what was in its memory is gone, the paper stays."""
        self.off_until = now + seconds + self.traits.boot_seconds
        self.power_cycles += 1
        self.clear()
        self.answer_line.forget()
        self._recent.clear()
        self.asb = 0x0E if self.traits.asb_at_power_on else 0
        self._last_asb = b""
        self.busy_until = 0.0
        self.stalled = False
        self.mechanism.cutter_jammed = False
        self.mechanism.hot_until = 0.0

    def _changed(self, now: float) -> None:
        """Automatic status, when it is on and something changed."""
        if not self.asb or self.off(now):
            return
        status = self.mechanism.asb(now)
        if status != self._last_asb:
            self._last_asb = status
            self._say(now, "asb", status)

    def _fire_due(self, now: float) -> None:
        for trigger in list(self.triggers):
            due = trigger.bytes_left is not None and trigger.bytes_left <= 0
            if due or (trigger.dots_left is not None and trigger.dots_left <= 0):
                self._fire(trigger, now)

    def _fire(self, trigger: Trigger, now: float) -> None:
        if trigger in self.triggers:
            self.triggers.remove(trigger)
            trigger.fire(now)

    # --- bytes out ------------------------------------------------------------------------------------------------

    def _say(self, now: float, kind: str, data: bytes) -> None:
        if kind == "marker" and self._stale_marker:
            data, self._stale_marker = self._stale_marker, b""
        self.answer_line.say(now + self.traits.answer_seconds, kind, data)
        self._note(now, "out", data, kind)

    def speak(self, now: float) -> bytes:
        """What it has to say by now."""
        return b"" if self.off(now) else self.answer_line.take(now)

    def say_marker(self, letters: bytes) -> None:
        """Answer the next marker with these letters instead of its own."""
        self._stale_marker = b"\x37\x22" + letters + b"\x00"

    def next_at(self, now: float) -> float | None:
        """When something will happen by itself."""
        times = [self.answer_line.next_at(), self.busy_until, self.off_until, self.mechanism.hot_until]
        ahead = [at for at in times if at is not None and at > now]
        return min(ahead) if ahead else None

    def pieces(self) -> list[Piece]:
        """Every piece of paper that came out and was cut or torn off."""
        return self.mechanism.pieces

    def _note(self, now: float, way: str, data: bytes, kind: str) -> None:
        if self.keep_log:
            self.log.append(LogEntry(now, way, bytes(data), kind))


def _ident(n: int) -> bytes:
    texts = {65: "1.00", 66: "ANTREAN", 67: "EMULATOR", 68: "EM000001"}
    if n in texts:
        return b"\x5f" + texts[n].encode() + b"\x00"
    return bytes((0x02 if n == 2 else 0x20,))
