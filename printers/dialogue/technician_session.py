"""A technician's talk with one printer, in the foreground: how is it, what does it answer, which wire is wrong."""

import dataclasses
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from printers.dialogue.condition import Condition, Trouble
from printers.dialogue.conversation import Conversation
from printers.dialogue.fence import RESYNC_SECONDS, fence_for, flush
from printers.dialogue.printer_status import PrinterState, Word, is_mute
from printers.dialogue.probe import Found, probe
from printers.link import address
from printers.link.serial_line import SerialConnector, SerialWire
from printers.link.usb import PAPER_OUT
from printers.link.wire import WireLost, device_fault
from printers.models.model import Answer, Model
from printers.paper import escpos
from printers.paper.render import Rendered
from shared.store.record.job_rows import JobState
from shared.text.printer_words import staff_words

T = TypeVar("T")
SPEEDS = (9600, 19200, 38400, 57600, 115_200)
_NAP = 0.05


@dataclass(frozen=True, slots=True)
class PrinterFinding:
    """What a look at a printer found."""

    link: str
    word: Word
    condition: Condition
    found: Found | None = None
    advice: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether it said anything."""
        return self.condition.connected

    @property
    def trouble(self) -> Trouble | None:
        """What keeps it from printing."""
        return self.condition.trouble if self.answers else None

    @property
    def can_be_kept(self) -> bool:
        """Whether what was found is all that it can answer: with its cover open or its roll out it says less."""
        return self.found is not None and not self.found.silent and self.trouble is None

    def facts(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "link": self.link,
            "answers": self.answers,
            "word": self.word.value,
            "trouble": self.trouble.value if self.trouble else None,
            "condition": {name: is_so for name, is_so in dataclasses.asdict(self.condition).items() if is_so},
            "sentence": staff_words(self.word),
            "capabilities": sorted(self.found.answers) if self.found else None,
            "identity": self.found.identity if self.found else None,
            "advice": list(self.advice),
        }


@contextmanager
def talking(link: str, model: Model) -> Generator[Conversation]:
    """An open connection; the faults of the link leave as sentences with remedies."""
    connector = address.connector(link)
    wire = connector.open()
    talk = Conversation(wire, model, time.monotonic, Condition(connected=True), None)
    talk.baud = connector.baud
    try:
        run(talk, talk.until(lambda: False, 0.1))
        yield talk
    except WireLost as lost:
        raise device_fault(
            f"The connection to {link} broke ({lost.cause}).",
            "Check the cable and that no other program holds the printer.",
        ) from None
    finally:
        wire.close()


def run(talk: Conversation, course: Generator[float, None, T]) -> T:
    """Drive a course to its end."""
    while True:
        try:
            pause = next(course)
        except StopIteration as end:
            return end.value
        talk.wire.wait(min(pause, _NAP), writing=bool(talk.out))


def look(link: str, model: Model) -> PrinterFinding:
    """How it is now."""
    with talking(link, model) as talk:
        if is_mute(model) or not talk.wire.answers:
            port_status = getattr(talk.wire, "port_status", None)
            out = port_status is not None and bool((port_status() or 0) & PAPER_OUT)
            return PrinterFinding(link, Trouble.PAPER_OUT if out else PrinterState.MUTE, Condition(paper_out=out))
        answered = run(talk, talk.ask_how(idle=True))
        condition = dataclasses.replace(talk.condition, connected=answered)
        echoes = not answered and run(talk, _echoes(talk))
        advice = () if answered or echoes else _mute(link, talk)
    if answered:
        word = condition.notable or PrinterState.READY
        return PrinterFinding(link, word, condition)
    if echoes:
        return PrinterFinding(link, PrinterState.ECHO, condition)
    word = Trouble.LOST if model.sure else Trouble.SILENT
    return PrinterFinding(link, word, condition, advice=(*advice, *_other_speed(link, model)))


def _echoes(talk: Conversation) -> Generator[float, None, bool]:
    """Whether the line returns what is sent."""
    talk.send(escpos.ASK_PAPER)
    return (yield from talk.until(lambda: talk.echoes, talk.patience))


def examine(link: str, model: Model, *, markers: bool, unsafe: bool = False) -> PrinterFinding:
    """What it answers. ``markers`` tries the one command that a bad clone might print as four letters.

    ``unsafe``: an interrupted ticket may be in it, and would swallow the questions.
    """
    with talking(link, model) as talk:
        if not talk.wire.answers:
            return PrinterFinding(link, PrinterState.MUTE, Condition(), Found(frozenset()), _advice(Found(frozenset())))
        if unsafe:
            run(talk, flush(talk))
        found = run(talk, probe(talk, markers=markers, busy=RESYNC_SECONDS if unsafe else 0.0))
        answered = Answer.EOT in found.answers and run(talk, talk.ask_all())
        condition = dataclasses.replace(talk.condition, connected=answered or not found.silent)
        advice = _advice(found) if not found.silent else () if found.echoes else _mute(link, talk)
    if found.silent and not found.echoes:
        advice = (*advice, *_other_speed(link, model))
    silence: Word = PrinterState.ECHO if found.echoes else Trouble.SILENT
    word = silence if found.silent else (condition.trouble or PrinterState.READY)
    return PrinterFinding(link, word, condition, found, advice)


def printed(talk: Conversation, rendered: Rendered, *, unsafe: bool = False) -> Generator[float, None, JobState]:
    """Send something that is not a ticket (a test page) and wait for its marker; ``unsafe`` as for :func:`examine`."""
    if Answer.EOT in talk.model.answers and not (yield from talk.ask_how(idle=False)):
        return JobState.FAILED_CLEAN
    if talk.condition.cause:
        return JobState.FAILED_CLEAN
    if unsafe and talk.wire.answers:
        yield from flush(talk)
    fence = fence_for(talk)
    for piece in rendered.pieces:
        talk.send(piece)
        yield from talk.drained(20.0)
    if fence:
        fence.set()
        talk.send(fence.data)
    yield from talk.drained()
    talk.wire.finish()
    if not fence or not talk.wire.answers:
        yield from talk.until(lambda: False, 1.0)  # letting go of a USB device takes back what it has not sent yet
        return JobState.UNVERIFIED
    came = yield from talk.until(fence.passed, 15.0)
    return JobState.CONFIRMED if came else JobState.UNKNOWN


def _advice(found: Found) -> tuple[str, ...]:
    if Answer.MARKER in found.answers or Answer.GSR in found.answers:
        return ("It confirms each ticket.",)
    return ("It cannot confirm a ticket: its tickets end as unverified.",)


def _mute(link: str, talk: Conversation) -> tuple[str, ...]:
    """Nothing came back: what the wires say."""
    if talk.noise:
        return ("Bytes come back, but they make no sense: the speed (baud) or parity is another one at the printer.",)
    if isinstance(talk.wire, SerialWire):
        return _lines(talk.wire.lines())
    if link.startswith("tcp:"):
        return (
            "It takes the connection and does not answer: another PC may hold it, or it cannot answer at all.",
            "Switch it off and on, close other programs, and try again.",
        )
    return ("It takes bytes and does not answer: it may be off behind its cable, or cannot answer on this link.",)


def _lines(lines: Mapping[str, bool] | None) -> tuple[str, ...]:
    if lines is None:
        return ("Nothing comes back: check that the printer is on, and the speed (baud) on its self-test page.",)
    if not lines["cts"] and not lines["dsr"]:
        return (
            "Neither CTS nor DSR is on: the printer is off, the plug is out, or the cable has only three wires.",
            "With a three-wire cable write flow=xonxoff (and set it at the printer), or flow=none.",
        )
    if not lines["cts"]:
        return (
            "DSR is on, CTS is not: this cable carries the printer's ready signal on DSR.",
            "Use a cable that joins the printer's DTR to this PC's CTS, then flow=rtscts.",
        )
    return ("The printer is ready (CTS is on) and does not answer: receive and transmit may be crossed, or the speed.",)


def _other_speed(link: str, model: Model) -> tuple[str, ...]:
    """On a serial line: does it answer at another speed?"""
    connector = address.connector(link)
    if not isinstance(connector, SerialConnector):
        return ()
    for baud in SPEEDS:
        if baud == connector.baud:
            continue
        other = f"serial:{connector.path}?baud={baud}&flow={connector.flow}"
        with talking(other, model) as talk:
            talk.patience = 0.3
            if run(talk, talk.ask(1)) is not None:
                return (f"It answers at {baud} baud: write baud={baud}.",)
    return ("It answers at no other usual speed either.",)
