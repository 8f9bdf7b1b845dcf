"""What the paper says: gathered once from the hall and the ticket, then rendered as text or picture.

``blocks`` turns it into the pieces that both renderers draw, in the order that the hall's data chose.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import Image

from printers.paper.logo import logo
from shared.domain.answers import Issued
from shared.domain.availability import step_warning
from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import split_label
from shared.domain.words import AT_ONCE, Instant, Text
from shared.text.dates import clock_and_zone, clock_words, date_words, wall_clock
from shared.text.languages import pick
from shared.text.ticket_words import word
from shared.text.wait_words import told, wait_words

QR_PREFIX = "AN"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ID_LENGTHS = range(8, 12)
"""So many digits the id of a ticket has, in this century."""


@dataclass(frozen=True, slots=True)
class LaterStep:
    """One service of the visit, as the paper names it."""

    service: str
    agency: str
    zone: str


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """Everything that one ticket's paper says, already in its language."""

    ticket: int
    label: str
    lang: str
    hall: str
    address: str
    agency: str
    service: str
    date: str
    time: str
    priority: bool
    ahead: int | None  # None: not known (a reprint, a kiosk without the share)
    wait_minutes: tuple[int, int] | None
    needs: str
    zone: str
    way: str
    steps: tuple[LaterStep, ...]  # those after the first
    greeting: str
    qr: str  # what the code holds; empty for none
    logo: Image.Image | None
    copy: int
    show: tuple[str, ...]
    words: Mapping[str, Text]  # the hall's own phrases
    sample: bool = False
    warnings: tuple[str, ...] = ()  # what the visitor should know of the wait
    booked: str = ""  # the time at which a booking is called

    def as_copy(self, copy: int) -> "TicketPaper":
        """The same number on another paper, marked as a copy when it is not the first."""
        return dataclasses.replace(self, copy=copy, ahead=None, wait_minutes=None, warnings=()) if copy > 1 else self

    def says(self, name: str, **facts: int | str) -> str:
        """One of the fixed phrases in this paper's language."""
        return word(name, self.lang, self.words).format(**facts)


def qr_words(ticket: int) -> str:
    """What the QR code holds: ``AN`` and the ticket's id to base 36, letters that make the smallest code."""
    digits = ""
    while ticket:
        ticket, digit = divmod(ticket, 36)
        digits = _DIGITS[digit] + digits
    return QR_PREFIX + (digits or "0")


def ticket_of_qr(words: str) -> int | None:
    """The ticket's id that a QR code holds; None where it is no code of ours."""
    digits = words.removeprefix(QR_PREFIX)
    if digits == words or len(digits) not in _ID_LENGTHS or set(digits) - set(_DIGITS):
        return None
    return int(digits, 36)


def paper_of(
    hall: Hall,
    issued: Issued,
    lang: str | None = None,
    now: Instant | None = None,
    *,
    copy: int = 1,
    folder: Path | None = None,
) -> TicketPaper:
    """The paper of a ticket. ``now`` is when it is printed (the ticket's own time if missing).

    ``folder`` is the hall's folder, with its logo. A copy does not repeat how many people were ahead: that
    was true for the first paper only.
    """
    lang = lang or issued.lang
    taken = issued.taken_at if issued.taken_at else now
    moment = wall_clock(taken or Instant(0), hall.hall.time_zone)
    first = issued.steps[0]
    agency = hall.agency[hall.agency_of(first.service)]
    zone = hall.zone[agency.zone]
    look = hall.ticket
    words = look.words
    paper = TicketPaper(
        ticket=issued.ticket,
        label=issued.label,
        lang=lang,
        hall=pick(hall.hall.name, lang),
        address=pick(hall.hall.address, lang),
        agency=pick(agency.name, lang),
        service=pick(hall.service[first.service].name, lang),
        date=date_words(moment, lang),
        time=clock_and_zone(moment, lang),
        priority=issued.priority,
        ahead=first.ahead,
        wait_minutes=first.wait_minutes,
        needs=_needs(hall, issued, lang),
        zone=pick(zone.name, lang),
        way=pick(zone.way, lang),
        steps=tuple(_step_line(hall, step.service, lang) for step in issued.steps[1:]),
        greeting=pick(hall.hall.greeting, lang) or word("greeting", lang, words),
        qr=qr_words(issued.ticket) if look.qr else "",
        logo=logo(folder / look.logo) if folder and look.logo else None,
        copy=1,
        show=look.show,
        words=words,
        warnings=_warnings(hall, issued, lang),
        booked=_booked(hall, issued, lang),
    )
    split_label(issued.label)  # a paper without a proper number must not leave the printer
    return paper.as_copy(copy)


def _warnings(hall: Hall, issued: Issued, lang: str) -> tuple[str, ...]:
    """What the visitor was warned of; where there are several services, each names its own."""
    found: list[str] = []
    for at, step in enumerate(issued.steps):
        warning = step_warning(hall, issued, at)
        if warning is not None:
            name = f"{pick(hall.service[step.service].name, lang)}: " if len(issued.steps) > 1 else ""
            found.append(name + pick(warning.sentence, lang))
    return tuple(found)


def _booked(hall: Hall, issued: Issued, lang: str) -> str:
    if issued.booked_for is None or not issued.waits_for_booking:
        return ""
    return clock_words(wall_clock(issued.booked_for, hall.hall.time_zone), lang)


def _needs(hall: Hall, issued: Issued, lang: str) -> str:
    """What to bring, for all services of the visit, each thing once."""
    things: list[str] = []
    for step in issued.steps:
        needs = hall.service[step.service].needs
        if needs and pick(needs, lang) not in things:
            things.append(pick(needs, lang))
    return "; ".join(things)


def _step_line(hall: Hall, service: str, lang: str) -> LaterStep:
    agency = hall.agency[hall.agency_of(service)]
    name = pick(agency.short or agency.name, lang)
    return LaterStep(pick(hall.service[service].name, lang), name, pick(hall.zone[agency.zone].name, lang))


class TextSize(StrEnum):
    """How large words are: nothing is fine print."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, wrapped and never cut."""

    text: str
    size: TextSize = TextSize.NORMAL
    bold: bool = False
    centred: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """The number, as large as the paper allows."""

    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """White on black: priority, copy, sample."""

    text: str


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code."""

    text: str


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """The hall's logo, grey on white."""

    image: Image.Image


@dataclass(frozen=True, slots=True)
class TextLine:
    """A thin line from edge to edge."""


Block = Words | Number | Mark | QrBlock | PictureBlock | TextLine


def blocks(paper: TicketPaper) -> tuple[Block, ...]:
    """The paper's pieces from top to bottom, as the hall's ``[ticket] show`` orders them."""
    found: list[Block] = [Mark(paper.says("test"))] if paper.sample else []
    for name in paper.show:
        found += _PIECES[name](paper) if name in _PIECES else []
    return tuple(found)


def _header(paper: TicketPaper) -> list[Block]:
    logo: list[Block] = [PictureBlock(paper.logo)] if paper.logo else []
    address: list[Block] = [Words(paper.address)] if paper.address else []
    return [*logo, Words(paper.hall, bold=True), *address, TextLine()]


def _number(paper: TicketPaper) -> list[Block]:
    """A copy says so at the number, which is what people look at, and again where the hall wants it."""
    return [*_copy(paper), Words(paper.says("title")), Number(paper.label)]


def _ahead(paper: TicketPaper) -> list[Block]:
    lines: list[Block] = []
    if paper.booked:
        return [Words(paper.says("booked", time=paper.booked), bold=True)]
    if paper.ahead:
        lines.append(Words(paper.says("ahead", n=paper.ahead)))
    elif paper.ahead == 0 and not paper.warnings and (paper.wait_minutes is None or paper.wait_minutes[1] <= AT_ONCE):
        lines.append(Words(paper.says("nobody_ahead")))  # beside a longer wait it would only puzzle
    if paper.wait_minutes is not None and paper.wait_minutes[1] > 0:
        low, high = paper.wait_minutes
        in_minutes = told(paper.wait_minutes)[0].endswith("minutes")
        name = "wait_long" if not in_minutes else "wait" if low != high else "wait_one"
        lines.append(Words(paper.says(name, low=low, high=high, wait=wait_words(paper.wait_minutes, paper.lang))))
    return lines + [Words(warning, bold=True) for warning in paper.warnings]


def _needs_block(paper: TicketPaper) -> list[Block]:
    return [Words(f"{paper.says('needs')} {paper.needs}", centred=False)] if paper.needs else []


def _way(paper: TicketPaper) -> list[Block]:
    way: list[Block] = [Words(paper.way)] if paper.way else []
    return [Words(paper.says("zone", zone=paper.zone), bold=True), *way]


def _steps(paper: TicketPaper) -> list[Block]:
    if not paper.steps:
        return []
    lines: list[Block] = [
        words
        for place, step in enumerate(paper.steps, 2)
        for words in (
            Words(f"{place}. {step.service}", centred=False),
            Words(f"{step.agency}, {step.zone}", centred=False),
        )
    ]
    return [TextLine(), Words(paper.says("steps"), bold=True, centred=False), *lines]


def _copy(paper: TicketPaper) -> list[Block]:
    return [Mark(paper.says("copy", n=paper.copy))] if paper.copy > 1 else []


def _agency(paper: TicketPaper) -> list[Block]:
    return [Words(paper.agency, TextSize.LARGE, bold=True)]


def _service(paper: TicketPaper) -> list[Block]:
    return [Words(paper.service)]


def _priority(paper: TicketPaper) -> list[Block]:
    return [Mark(paper.says("priority"))] if paper.priority else []


def _date(paper: TicketPaper) -> list[Block]:
    together = [words.replace(" ", "\u00a0") for words in (paper.date, paper.time)]  # a line breaks between them only
    return [Words("  ".join(together))]


def _qr(paper: TicketPaper) -> list[Block]:
    return [QrBlock(paper.qr)] if paper.qr else []


def _greeting(paper: TicketPaper) -> list[Block]:
    return [Words(paper.greeting)] if paper.greeting else []


_PIECES: Mapping[str, Callable[[TicketPaper], list[Block]]] = {
    "header": _header,
    "agency": _agency,
    "service": _service,
    "number": _number,
    "priority": _priority,
    "date": _date,
    "ahead": _ahead,
    "needs": _needs_block,
    "way": _way,
    "steps": _steps,
    "qr": _qr,
    "copy": _copy,
    "greeting": _greeting,
}
"""Block name in the hall's data -> the pieces it stands for."""

BLOCK_NAMES = tuple(_PIECES)
