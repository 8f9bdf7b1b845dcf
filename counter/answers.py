"""The file's answers in one short sentence each, for the answer line."""

from collections.abc import Mapping

from counter import words
from counter.acts import BUTTONS, Act
from counter.details import Details
from counter.message import Message, Tone
from counter.tongue import Tongue
from counter.words import Word
from shared.domain.answers import Answer, CounterChanged, HallChanged, Refused
from shared.domain.words import Instant, Text
from shared.faults import EnvironmentFault

DONE: Mapping[Act, Word] = {
    Act.NEXT: words.DONE_CALLED,
    Act.NAMED: words.DONE_CALLED,
    Act.RECALL: words.DONE_RECALLED,
    Act.START: words.DONE_STARTED,
    Act.FINISH: words.DONE_FINISHED,
    Act.NO_SHOW: words.DONE_NO_SHOW,
    Act.HOLD: words.DONE_HELD,
    Act.RETURN: words.DONE_RETURNED,
    Act.TRANSFER: words.DONE_TRANSFERRED,
    Act.CANCEL: words.DONE_CANCELLED,
    Act.RESUME: words.DONE_RESUMED,
    Act.REJOIN: words.DONE_REJOINED,
    Act.BREAK: words.DONE_BREAK,
    Act.END_BREAK: words.DONE_BACK,
    Act.OPEN: words.DONE_OPENED,
    Act.CLOSE: words.DONE_CLOSED,
}


def act_word(act: Act) -> Word:
    """The act as its button calls it."""
    names: Mapping[Act, Word] = {
        Act.END_BREAK: words.END_BREAK,
        Act.OPEN: words.OPEN_COUNTER,
        Act.CLOSE: words.CLOSE_COUNTER,
        Act.NAMED: words.NAMED_TITLE,
        Act.RESUME: words.RESUME_THIS,
        Act.REJOIN: words.REJOIN_THIS,
    }
    return names[act] if act in names else BUTTONS[act].word


def done(act: Act, answer: Answer, details: Details, at: Instant) -> Message:
    """The file has it: ``09.14.05  AB-012 dipanggil · tercatat``."""
    label = "" if isinstance(answer, CounterChanged | HallChanged) else answer.label
    officer = answer.officer if isinstance(answer, CounterChanged) else None
    word = DONE[act]
    if act is Act.OPEN and not officer:
        word = words.DONE_OPENED_PLAIN

    def speak(tongue: Tongue) -> str:
        what = tongue.say(word, label=label, officer=officer, target=details.target)
        return f"{tongue.time(at, seconds=True)}  {what} · {tongue.say(words.RECORDED)}"

    return Message(Tone.GOOD, speak)


def refused(answer: Refused) -> Message:
    """The hall said no, in its own plain sentence."""
    return Message(Tone.WARN, lambda tongue: tongue.text(answer.sentence))


def fault(error: EnvironmentFault) -> Message:
    """The share, the disk: what and what to do."""
    sentence = f"{error.sentence} {error.remedy}".strip()
    return Message(Tone.BAD, lambda tongue: tongue.say(words.NOT_DONE, sentence=sentence), stays=True)


def text(tone: Tone, words_of: Text, *, stays: bool = False) -> Message:
    """Words out of the hall's data or the share's state."""
    return Message(tone, lambda tongue: tongue.text(words_of), stays=stays)


def plain(tone: Tone, word: Word, *, stays: bool = False, **values: object) -> Message:
    """Words of this program."""
    return Message(tone, lambda tongue: tongue.say(word, **values), stays=stays)
