"""What is said: a page when it comes, a stop when the focus comes to it, the number when there is one. Words only.

An utterance is a line of phrases; each phrase is one clip, so that names and fixed sentences are made beforehand.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from kiosk.kiosk_model import KioskModel
from kiosk.reader.stops import Stop
from shared.domain.hall_data.spoken_rules import Zero
from shared.domain.speech import LANGUAGES, label_words

translate = QCoreApplication.translate
Phrases = tuple[str, ...]


def welcome() -> Phrases:
    """How it goes, when reading begins."""
    return (
        translate("KioskReader", "This screen is read aloud."),
        translate("KioskReader", "Arrow down: next. Arrow up: the one before."),
        translate("KioskReader", "Enter: choose. Escape: back. F2: say it again. F4: stop reading."),
    )


def fixed() -> Phrases:
    """Sentences that are always the same: made beforehand, in the language in force."""
    return (
        *welcome(),
        translate("KioskReader", "chosen"),
        translate("KioskReader", "not chosen"),
        translate("KioskReader", "not available now"),
        translate("KioskReader", "Enter: choose"),
        translate("KioskReader", "Are you still there? Press any key."),
        translate("KioskReader", "One moment, please"),
        translate("KioskReader", "Your queue number"),
        translate("KioskReader", "Priority"),
    )


def stop_words(stop: Stop, at: int, count: int) -> Phrases:
    """A stop: its name, state, remark, position, and what can be done."""
    said = [stop.name]
    if stop.chosen is not None:
        said.append(translate("KioskReader", "chosen") if stop.chosen else translate("KioskReader", "not chosen"))
    if stop.off:
        said.append(translate("KioskReader", "not available now"))
    said += [stop.remark] if stop.remark else []
    said.append(translate("KioskReader", "{0} of {1}").format(at, count))
    if stop.key and not stop.off:
        said.append(translate("KioskReader", "Enter: choose"))
    return _lines(said)


def spoken_line(phrases: Phrases) -> str:
    """What was said, as one line to be read."""
    return " ".join(phrase if phrase[-1] in ".?!" else f"{phrase}." for phrase in phrases)


def _lines(said: Iterable[str]) -> Phrases:
    """What is written in several lines is said in several phrases."""
    return tuple(line for phrase in said for line in phrase.split("\n") if line)


def page_words(kiosk: KioskModel, question: str, count: int) -> Phrases:
    """What stands on the screen as a whole: said when it changes, and when it is to be repeated."""
    return _lines(_page(kiosk, question, count))


def _page(kiosk: KioskModel, question: str, count: int) -> Iterator[str]:
    if kiosk.stillThere:
        yield translate("KioskReader", "Are you still there? Press any key.")
    elif not kiosk.ready:
        yield translate("KioskReader", "One moment, please")
    elif kiosk.page == "start" and (kiosk.closed or (kiosk.cutOff and not kiosk.survives) or kiosk.clockStops):
        yield from (kiosk.closedSentence or translate("KioskReader", "No numbers can be given here now."),)
        yield translate("KioskReader", "Please ask an officer.")
    elif kiosk.page == "ticket":
        yield from _ticket(kiosk)
    elif kiosk.page == "visit":
        yield from _visit(kiosk)
    elif kiosk.page == "why":
        yield from (question, kiosk.whySentence)
    else:
        yield question
        if kiosk.page == "search":
            yield kiosk.catalogue.query
        elif kiosk.page == "booking":
            yield spelled(kiosk.bookingCode, kiosk.lang, kiosk.zero)
        elif kiosk.page == "help":
            yield _assistance(kiosk.assistance.state)
        yield translate("KioskReader", "On this page: {0}").format(count)


def _assistance(state: str) -> str:
    return {
        "coming": translate("KioskReader", "An officer has been told and comes to you."),
        "nobody": translate("KioskReader", "Please ask at the information desk."),
    }.get(state, "")


def _ticket(kiosk: KioskModel) -> Iterator[str]:
    """The number with everything that the paper says of it."""
    ticket = kiosk.ticket
    if ticket.state == "asking":
        yield translate("KioskReader", "One moment, please")
    elif ticket.state in ("refused", "fault"):
        yield ticket.sentence
    elif ticket.state == "issued":
        yield translate("KioskReader", "Your queue number")
        yield spelled(ticket.label, kiosk.lang, kiosk.zero)
        yield translate("KioskReader", "Priority") if ticket.priority else ""
        for step in ticket.rows:
            yield from (step.name, step.agency, step.zone_name, step.way, step.people, step.wait)
        yield ticket.paperHeadline
        yield ticket.paperAdvice


def _visit(kiosk: KioskModel) -> Iterator[str]:
    """A ticket that was scanned: its number, and where each step stands."""
    visit = kiosk.visit
    if visit.state == "asking":
        yield translate("KioskReader", "One moment, please")
    else:
        if visit.label:
            yield translate("KioskReader", "Your queue number")
            yield spelled(visit.label, kiosk.lang, kiosk.zero)
        yield from (visit.paper, visit.sentence)
        for step in visit.rows:
            yield from (step.name, step.agency, step.zone_name, step.way, step.people, step.wait)


def spelled(label: str, lang: str, zero: Zero = Zero.NOL) -> str:
    """A label or a code letter by letter and digit by digit, in words: ``AB-012`` is "a be nol satu dua"."""
    try:
        return " ".join(label_words(label, lang if lang in LANGUAGES else "id", zero))
    except ValueError:
        return label
