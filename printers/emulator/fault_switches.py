"""Faults on command: each a small JSON object, now or after a number of bytes, dots, or at the next cut."""

from collections.abc import Callable, Mapping
from typing import Any

from printers.emulator.machine import Machine, Trigger
from shared.faults import UsageFault

Fault = Mapping[str, Any]


def order(engine: Machine, fault: Fault, now: float) -> None:
    """Do a fault, or keep it until its trigger: ``after_bytes``, ``after_dots``, ``at_cut``."""
    name = fault.get("fault")
    if name not in FAULTS:
        raise UsageFault(f"The emulator knows no fault {name!r}.", f"It knows {', '.join(sorted(FAULTS))}.")
    if {"after_bytes", "after_dots", "at_cut"} & set(fault):
        waiting = dict(fault)
        engine.triggers.append(
            Trigger(
                lambda at: apply(engine, waiting, at),
                fault.get("after_bytes"),
                fault.get("after_dots"),
                bool(fault.get("at_cut")),
            )
        )
    else:
        apply(engine, fault, now)


def apply(engine: Machine, fault: Fault, now: float) -> None:
    """Do it now."""
    FAULTS[str(fault["fault"])](engine, fault, now)
    engine.advance(now)


def _paper_out(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.left = float(fault.get("dots", 0))
    if engine.mechanism.paper_out:
        engine.paper_ended(now)


def _load_paper(engine: Machine, fault: Fault, now: float) -> None:
    mm = float(fault.get("mm", engine.traits.roll_mm))
    engine.mechanism.left = mm * engine.traits.dots_per_mm
    engine.mechanism.cover_open = False
    engine.mechanism.opened_while_printing = False


def _near_end(engine: Machine, fault: Fault, now: float) -> None:
    engine.flapping = float(fault.get("flap", 0))
    engine.mechanism.near_end_forced = bool(fault.get("on", True))


def _cover(engine: Machine, fault: Fault, now: float) -> None:
    is_open = bool(fault.get("open", True))
    engine.mechanism.cover_open = is_open
    engine.mechanism.opened_while_printing = is_open and bool(engine.buffer)


def _cutter_jam(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.jam_next_cut = True


def _cutter_fix(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.cutter_jammed = engine.mechanism.jam_next_cut = False


def _no_cut(engine: Machine, fault: Fault, now: float) -> None:
    engine.traits = engine.mechanism.traits = engine.decoder.traits = engine.traits.having(cutter=False)


def _fatal(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.fatal = bool(fault.get("on", True))


def _hot(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.hot_until = now + float(fault.get("seconds", 20))


def _feed_button(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.feeding = bool(fault.get("on", True))


def _power_cycle(engine: Machine, fault: Fault, now: float) -> None:
    engine.power_cycle(now, float(fault.get("seconds", 0.5)))


def _tear(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.tear()


def _take(engine: Machine, fault: Fault, now: float) -> None:
    engine.mechanism.take()


def _mute(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.mute = _kinds(fault)


def _double(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.double = _kinds(fault)


def _garble(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.garble = _kinds(fault)


def _late(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.late = {kind: float(fault.get("seconds", 1.3)) for kind in _kinds(fault)}


def _split(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.split = float(fault.get("seconds", 0.1))


def _noise(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.say(now, "noise", bytes.fromhex(str(fault.get("hex", "ff00a5"))))


def _in_front(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.in_front = bytes.fromhex(str(fault.get("hex", "")))


def _inside(engine: Machine, fault: Fault, now: float) -> None:
    engine.answer_line.inside = bytes.fromhex(str(fault.get("hex", "")))


def _wrong_marker(engine: Machine, fault: Fault, now: float) -> None:
    engine.say_marker(str(fault.get("letters", "QQQQ")).encode("ascii"))


def _stall(engine: Machine, fault: Fault, now: float) -> None:
    engine.stalled = bool(fault.get("on", True))


def _lose(engine: Machine, fault: Fault, now: float) -> None:
    engine.lose = int(fault.get("bytes", 100))


def _unplug(engine: Machine, fault: Fault, now: float) -> None:
    engine.unplugged = True


def _plug(engine: Machine, fault: Fault, now: float) -> None:
    engine.unplugged = engine.refusing = engine.deaf = False


def _hang_up(engine: Machine, fault: Fault, now: float) -> None:
    engine.hangs_up = str(fault.get("how", "eof"))


def _refuse(engine: Machine, fault: Fault, now: float) -> None:
    engine.refusing = bool(fault.get("on", True))


def _deaf(engine: Machine, fault: Fault, now: float) -> None:
    engine.deaf = bool(fault.get("on", True))


def _forget(engine: Machine, fault: Fault, now: float) -> None:
    """Everything that scripts answers or waits is dropped; what the mechanism suffers stays."""
    engine.answer_line.mute.clear()
    engine.answer_line.double.clear()
    engine.answer_line.garble.clear()
    engine.answer_line.late.clear()
    engine.answer_line.split, engine.answer_line.in_front, engine.answer_line.inside = 0.0, b"", b""
    engine.triggers.clear()


def _kinds(fault: Fault) -> set[str]:
    kinds: Any = fault.get("kinds", ["every"])
    return {str(kind) for kind in kinds}


FAULTS: Mapping[str, Callable[[Machine, Fault, float], None]] = {
    "paper_out": _paper_out,
    "load_paper": _load_paper,
    "near_end": _near_end,
    "cover": _cover,
    "cutter_jam": _cutter_jam,
    "cutter_fix": _cutter_fix,
    "no_cut": _no_cut,
    "fatal": _fatal,
    "hot": _hot,
    "feed_button": _feed_button,
    "power_cycle": _power_cycle,
    "tear": _tear,
    "take": _take,
    "mute": _mute,
    "double": _double,
    "garble": _garble,
    "late": _late,
    "split": _split,
    "noise": _noise,
    "in_front": _in_front,
    "inside": _inside,
    "wrong_marker": _wrong_marker,
    "stall": _stall,
    "lose": _lose,
    "unplug": _unplug,
    "plug": _plug,
    "hang_up": _hang_up,
    "refuse": _refuse,
    "deaf": _deaf,
    "forget": _forget,
}
"""Each fault by its name on the control socket."""
