"""The file's answers in one short sentence each, for the answer line."""

from collections.abc import Mapping, Sequence

from counter import screen_text, visit_text
from counter.desk.acts import BUTTONS, MORE, STATES, Act
from counter.desk.details import Details
from counter.desk.message import NOTHING, Message, Tone, Until
from counter.localise import Localiser
from counter.screen_text import Word
from shared.domain.answers import Answer, Called, CounterChanged, Issued, Refused, StepMoved, Undone, VisitNoted
from shared.domain.words import Instant, StepState
from shared.faults import EnvironmentFault, Fault, Kind
from shared.store.live import share_state
from shared.store.live.share_state import ShareState
from shared.store.offline.kept import Kept, Settled
from shared.store.questions.counter import CounterView
from shared.text.share_words import is_of_the_share

DONE: Mapping[Act, Word] = {
    Act.NEXT: screen_text.DONE_CALLED,
    Act.NAMED: screen_text.DONE_CALLED,
    Act.RECALL: screen_text.DONE_RECALLED,
    Act.START: screen_text.DONE_STARTED,
    Act.FINISH: screen_text.DONE_FINISHED,
    Act.NO_SHOW: screen_text.DONE_NO_SHOW,
    Act.HOLD: screen_text.DONE_HELD,
    Act.RETURN: screen_text.DONE_RETURNED,
    Act.TRANSFER: screen_text.DONE_TRANSFERRED,
    Act.CANCEL: screen_text.DONE_CANCELLED,
    Act.RESUME: screen_text.DONE_RESUMED,
    Act.REJOIN: screen_text.DONE_REJOINED,
    Act.BREAK: screen_text.DONE_BREAK,
    Act.END_BREAK: screen_text.DONE_BACK,
    Act.OPEN: screen_text.DONE_OPENED,
    Act.CLOSE: screen_text.DONE_CLOSED,
    Act.UNDO: screen_text.DONE_UNDONE,
    Act.TAKE_BACK: screen_text.DONE_TAKEN_BACK,
    Act.SERVE: visit_text.DONE_SERVED,
    Act.ISSUE: visit_text.DONE_ISSUED,
    Act.CHECK_IN: visit_text.DONE_ISSUED,
    Act.CASHIER: visit_text.DONE_CASHIER,
    Act.VISIT_NOTE: visit_text.DONE_NOTED,
    Act.ADD_STEP: visit_text.DONE_ADDED,
    Act.DROP_STEP: visit_text.DONE_DROPPED,
    Act.REORDER: visit_text.DONE_REORDERED,
}


CLOCKS = frozenset({Kind.SKEW, Kind.CLOCK})
"""What may be wrong with a clock while the hall's file is reached."""


def act_word(act: Act) -> Word:
    """The act as its button calls it."""
    names: Mapping[Act, Word] = {
        Act.END_BREAK: screen_text.END_BREAK,
        Act.OPEN: screen_text.OPEN_COUNTER,
        Act.CLOSE: screen_text.CLOSE_COUNTER,
        Act.NAMED: screen_text.NAMED_TITLE,
        Act.RESUME: screen_text.RESUME_THIS,
        Act.REJOIN: screen_text.REJOIN_THIS,
        Act.UNDO: screen_text.UNDO,
        Act.TAKE_BACK: screen_text.TAKE_BACK,
        Act.ADD_STEP: visit_text.ADD_STEP,
        Act.DROP_STEP: visit_text.DROP_STEP,
        Act.REORDER: visit_text.REORDER,
        **{more: word for more, (_, word) in MORE.items()},
    }
    return names[act] if act in names else BUTTONS[act].word


def done(act: Act, answer: Answer, details: Details, at: Instant) -> Message:
    """The file has it: ``09.14.05  AB-012 dipanggil · tercatat``."""
    label = answer.label if isinstance(answer, Issued | Called | StepMoved | VisitNoted) else ""
    officer = answer.officer if isinstance(answer, CounterChanged) else None
    word = DONE[act]
    if act is Act.OPEN and not officer:
        word = screen_text.DONE_OPENED_PLAIN

    def words(localiser: Localiser) -> str:
        what = localiser.translate(word, label=label, officer=officer, target=details.target)
        what += f": {_states(answer, localiser)}" if isinstance(answer, Undone) else ""
        return f"{localiser.time(at, seconds=True)}  {what} · {localiser.translate(screen_text.RECORDED)}"

    return Message(Tone.GOOD, words)


def _states(undone: Undone, localiser: Localiser) -> str:
    """Each visitor of an act that was undone, with the state now: ``AB-002 Menunggu, AB-001 Sedang dilayani``."""
    return ", ".join(f"{at} {localiser.translate(STATES[StepState(state)])}" for at, state in undone.states.items())


def refused(answer: Refused) -> Message:
    """The hall said no, in its own plain sentence."""
    return Message(Tone.WARN, lambda localiser: localiser.text(answer.sentence))


def fault(error: Fault) -> Message:
    """The share or the disk, in the words of the share's own table; a code that is gone, in its own words."""
    sentence = None
    if isinstance(error, EnvironmentFault) and is_of_the_share(error.kind):
        sentence = share_state.sentence(error)

    def words(localiser: Localiser) -> str:
        return localiser.translate(
            screen_text.NOT_DONE, sentence=localiser.text(sentence) if sentence else localiser.told(error.sentence)
        )

    return Message(Tone.BAD, words, Until.PRESS)


def unknown(act: Act) -> Message:
    """No answer came: the screen will show what is true."""
    return Message(
        Tone.WARN, lambda t: t.translate(screen_text.UNKNOWN_YET, act=t.translate(act_word(act))), Until.TRUTH
    )


def plain(tone: Tone, word: Word, *, until: Until = Until.MOMENT, **values: object) -> Message:
    """Words of this program."""
    return Message(tone, lambda localiser: localiser.translate(word, **values), until)


def due(label: str | None) -> Message:
    """A number's hold is over; None for the break."""
    word = screen_text.BREAK_ENDS if label is None else screen_text.HOLD_ENDS
    return plain(Tone.WARN, word, until=Until.PRESS, label=label or "")


def taken_over(officer: str) -> Message:
    """Another officer has this counter now."""
    return plain(Tone.BAD, screen_text.TAKEN_OVER, until=Until.PRESS, officer=officer)


def of_number(tone: Tone, word: Word, label: str, act: Act, *, until: Until = Until.MOMENT) -> Message:
    """Words about a number and an act on it."""
    return Message(tone, lambda t: t.translate(word, label=label, act=t.translate(act_word(act))), until)


def sent(outcome: Settled) -> Message:
    """The outcome of an act that was kept on this PC."""
    label, act, refusal = outcome.kept.label or "", Act(outcome.kept.act), outcome.refused
    if refusal is None:
        return of_number(Tone.GOOD, screen_text.SENT_LATER, label, act)

    def words(t: Localiser) -> str:
        said = t.text(refusal.sentence)
        return t.translate(screen_text.SENT_REFUSED, label=label, act=t.translate(act_word(act)), sentence=said)

    return Message(Tone.WARN, words, Until.PRESS)


def _without_share(view: CounterView | None, share: ShareState) -> Message:
    if share.kind is Kind.HELD:  # no cable and no server is to be looked at
        return Message(Tone.WARN, lambda t: t.text(share.sentence))
    word = screen_text.SHARE_LOST if view and view.current else screen_text.SHARE_LOST_IDLE
    return Message(Tone.WARN, lambda t: t.translate(word, time=t.time(share.since)))


def standing(view: CounterView | None, unsent: Sequence[Kept], share: ShareState | None) -> Message:
    """The present state when nothing was just answered: kept acts, the share, the hall as a whole; mostly nothing."""
    if unsent:
        return of_number(Tone.WARN, screen_text.KEPT, unsent[-1].label or "", Act(unsent[-1].act))
    if share is not None and not share.ok:
        return _without_share(view, share)
    if view is not None and view.paused is not None:
        reason = view.paused
        return Message(Tone.WARN, lambda t: t.translate(screen_text.HALL_PAUSED, reason=t.text(reason)))
    if view is not None and view.day_closed:
        return plain(Tone.PLAIN, screen_text.DAY_CLOSED)
    if share is not None and share.ok and share.kind in CLOCKS:
        return Message(Tone.WARN, lambda t: clock_notice(share, t))
    note = view.current.note if view is not None and view.current is not None else ""
    return plain(Tone.PLAIN, visit_text.NOTE_STANDS, note=note) if note else NOTHING


def clock_notice(share: ShareState | None, localiser: Localiser) -> str:
    """What is wrong with this PC's clock, in a sentence; empty when nothing is."""
    return localiser.text(share.sentence) if share is not None and share.ok and share.kind in CLOCKS else ""
