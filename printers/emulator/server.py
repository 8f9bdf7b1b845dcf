"""The emulated printer on a real pty or TCP port: one thread that carries bytes, keeps time and takes orders."""

import contextlib
import json
import select
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from printers.emulator.carrier import Carrier, PtyCarrier, TcpCarrier
from printers.emulator.control import Control
from printers.emulator.fault_switches import order
from printers.emulator.machine import Machine
from printers.emulator.roll import Piece
from printers.emulator.traits import Traits
from shared.faults import EnvironmentFault, UsageFault

_TICK = 0.02
OnPiece = Callable[[int, Piece], None]


class EmulatedPrinter:
    """A printer for as long as :meth:`start` to :meth:`stop`. Times are seconds since its start, times ``pace``."""

    def __init__(
        self,
        traits: Traits | None = None,
        *,
        port: int | None = None,
        host: str = "127.0.0.1",
        baud: int | None = None,
        pace: float = 1.0,
        paper: Path | None = None,
        control: Path | None = None,
        pty_path: Path | None = None,
        on_piece: OnPiece | None = None,
        hold_while_off: bool = False,
        tears: bool = False,
    ) -> None:
        """``port`` for TCP (0 = any), a pty otherwise; ``paper`` is where each piece is saved as PNG and JSON.

        ``hold_while_off`` is flow control on the pty: a printer that is off takes no bytes instead of losing them.
        ``tears``: where there is no knife, somebody tears each ticket off a second after it came out.
        """
        self.engine = Machine(traits or Traits())
        self.pace = pace
        self.baud = baud
        self._paper = paper
        self._on_piece = on_piece
        self._hold = hold_while_off
        self._tears = tears
        self._lock = threading.RLock()
        self._begun = time.monotonic()
        self._stopping = False
        self._saved = 0
        self._budget = 0.0
        self._budget_at = 0.0
        self._outgoing = b""
        self._incoming = b""  # read, and not yet taken by a full buffer
        self._carrier: Carrier = (
            PtyCarrier(pty_path or Path(tempfile.mkdtemp(prefix="antrean-printer-")) / "printer", own=pty_path is None)
            if port is None
            else TcpCarrier(port, host)
        )
        try:
            self._control = Control(control, self.do) if control else None
        except EnvironmentFault:
            self._carrier.close()
            raise
        self._wake_read, self._wake_write = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="emulated-printer", daemon=True)

    # --- for its users --------------------------------------------------------------------------------------

    @property
    def link(self) -> str:
        """The link to this printer, as the hall's data writes it."""
        return self._carrier.link(self.baud)

    def now(self) -> float:
        """The printer's own time."""
        return (time.monotonic() - self._begun) * self.pace

    def start(self) -> "EmulatedPrinter":
        """Begin to listen; answers itself."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch off for good."""
        self._stopping = True
        self._wake()
        self._thread.join(timeout=5)
        if self._control:
            self._control.close()
        self._carrier.close()
        self._wake_read.close()
        self._wake_write.close()

    def __enter__(self) -> "EmulatedPrinter":
        return self.start()

    def __exit__(self, *_why: object) -> None:
        self.stop()

    def fault(self, name: str, **facts: Any) -> None:
        """A fault by name, now or by its trigger."""
        with self._lock:
            self.engine.advance(self.now())
            order(self.engine, {"fault": name, **facts}, self.now())
        self._wake()

    def pieces(self) -> list[Piece]:
        """The paper that came out so far, each piece from cut to cut."""
        with self._lock:
            return list(self.engine.pieces())

    def do(self, command: Mapping[str, Any]) -> Mapping[str, Any]:
        """One order from the control socket: ``do`` is fault, status, tickets, log, look or clear_log."""
        with self._lock:
            self.engine.advance(self.now())
            match command.get("do"):
                case "fault":
                    order(self.engine, {key: value for key, value in command.items() if key != "do"}, self.now())
                    answer: Mapping[str, Any] = {"ok": True}
                case "status":
                    answer = self._status()
                case "tickets":
                    answer = {"tickets": [piece.facts() for piece in self.engine.pieces()]}
                case "log":
                    answer = {"log": [_entry(entry) for entry in self.engine.log[int(command.get("after", 0)) :]]}
                case "look":
                    self._change_traits(command)
                    answer = {"ok": True}
                case what:
                    raise UsageFault(
                        f"The emulator does not understand {what!r}.",
                        "It understands fault, status, tickets, log, look.",
                    )
        self._wake()
        return answer

    def _change_traits(self, command: Mapping[str, Any]) -> None:
        """Switch capabilities: ``answers``, ``on_paper_end``, ``native_qr``, ``buffer``, ``strict`` ..."""
        changes = {key: value for key, value in command.items() if key != "do"}
        if "answers" in changes:
            changes["answers"] = frozenset(changes["answers"])
        try:
            traits = self.engine.traits.having(**changes)
        except TypeError:
            raise UsageFault(
                f"The emulator has no such switch: {', '.join(changes)}.", "See docs/printing.md."
            ) from None
        self.engine.traits = self.engine.mechanism.traits = self.engine.decoder.traits = traits

    def _status(self) -> Mapping[str, Any]:
        engine = self.engine
        now = self.now()
        return {
            "link": self.link,
            "on": not engine.off(now),
            "offline": engine.mechanism.offline(now),
            "paper_out": engine.mechanism.paper_out,
            "near_end": engine.mechanism.near_end,
            "cover_open": engine.mechanism.cover_open,
            "cutter_error": engine.mechanism.cutter_jammed,
            "hot": engine.mechanism.hot(now),
            "paper_mm": round(engine.mechanism.left / engine.traits.dots_per_mm),
            "buffered": len(engine.buffer),
            "received": engine.received,
            "pieces": len(engine.pieces()),
            "errors": list(engine.decoder.errors),
        }

    # --- its thread -----------------------------------------------------------------------------------------------

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            self._wake_write.send(b"!")

    def _run(self) -> None:
        while not self._stopping:
            readable = [self._wake_read, *self._carrier.handles(), *(self._control.handles() if self._control else [])]
            with contextlib.suppress(OSError, ValueError):
                ready = select.select(readable, [], [], self._nap())[0]
                if self._wake_read in ready:
                    self._wake_read.recv(64)
            with self._lock:
                self._carry()
            if self._control:
                self._control.serve()

    def _nap(self) -> float:
        with self._lock:
            next_at = self.engine.next_at(self.now())
            busy = bool(self.engine.buffer or self._outgoing or self._incoming)
        limit = _TICK if busy or self.baud else 0.25
        return limit if next_at is None else max(0.001, min(limit, (next_at - self.now()) / self.pace))

    def _carry(self) -> None:
        engine, now = self.engine, self.now()
        engine.advance(now)
        self._carrier.follow(engine, now)
        for _round in range(64):
            room = self._room(now)
            if room <= 0 or engine.deaf:
                break
            if not self._incoming:
                self._incoming = self._carrier.read(room)
                self._budget -= len(self._incoming)
            taken = engine.receive(self._incoming, now) if self._incoming else 0
            self._incoming = self._incoming[taken:]
            if not taken:
                break
        self._outgoing += engine.speak(now)
        if self._outgoing:
            self._outgoing = self._outgoing[self._carrier.write(self._outgoing) :]
        idle = not engine.buffer and now > engine.busy_until + 1.0
        if self._tears and idle and not engine.traits.cutter and not engine.mechanism.piece.empty:
            engine.mechanism.tear()
        self._save_new()

    def _room(self, now: float) -> int:
        """What the engine takes and the line's speed has carried by now."""
        if self._hold and self.engine.off(now):
            return 0
        room = self.engine.room(now)
        if self.baud:
            rate = self.baud / 10
            self._budget = min(self._budget + (now - self._budget_at) * rate, rate * 0.05 + 1)
            self._budget_at = now
            room = min(room, int(self._budget))
        return min(room, 4096)

    def _save_new(self) -> None:
        pieces = self.engine.pieces()
        while self._saved < len(pieces):
            piece = pieces[self._saved]
            self._saved += 1
            if self._paper:
                piece.save(self._paper, f"ticket-{self._saved:03d}")
            if self._on_piece:
                self._on_piece(self._saved, piece)


def _entry(entry: Any) -> Mapping[str, Any]:
    return {"at": round(entry.at, 4), "way": entry.way, "kind": entry.kind, "hex": entry.data.hex()}


def save_log(printer: EmulatedPrinter, path: Path) -> None:
    """Write every byte with its time and class, one JSON object a line."""
    lines = [json.dumps(_entry(entry)) for entry in printer.engine.log]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


__all__ = ["EmulatedPrinter", "save_log"]
