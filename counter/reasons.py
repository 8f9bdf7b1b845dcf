"""Why was this number called? The stored reason in plain words, for the officer and whoever asks the officer."""

from collections.abc import Mapping

from counter import words
from counter.tongue import Tongue
from counter.view import Visitor
from counter.words import Word
from shared.domain.words import Instant

RULES: Mapping[str, Word] = {
    "arrival": words.BECAUSE_ARRIVAL,
    "priority_turn": words.BECAUSE_PRIORITY_TURN,
    "ordinary_turn": words.BECAUSE_ORDINARY_TURN,
    "priority_aged": words.BECAUSE_AGED,
    "aged": words.BECAUSE_AGED,
    "booking": words.BECAUSE_BOOKING,
    "transfer": words.BECAUSE_TRANSFER,
    "return": words.BECAUSE_RETURN,
    "late": words.BECAUSE_LATE,
    "resume": words.BECAUSE_RESUMED,
    "named": words.BECAUSE_NAMED,
}


def why_called(visitor: Visitor, tongue: Tongue) -> tuple[str, ...]:
    """The sentences of the answer, the most telling first; empty when nothing was stored."""
    reason = visitor.reason
    if reason is None:
        return ()
    rule = RULES.get(reason.rule)
    sentences = [
        tongue.say(rule) if rule else tongue.say(words.BECAUSE_OTHER, rule=reason.rule),
        tongue.say(words.BECAUSE_WAITED, duration=tongue.duration(reason.waited_seconds)),
    ]
    if reason.passed_over:
        sentences.append(tongue.say(words.BECAUSE_PASSED, labels=", ".join(reason.passed_over)))
    elif reason.rule != "arrival":
        sentences.append(tongue.say(words.BECAUSE_PASSED_NONE))
    if reason.why:
        sentences.append(tongue.say(words.BECAUSE_REASON, why=reason.why))
    at = visitor.called_at
    if visitor.call is not None and at is not None:
        sentences.append(tongue.say(words.CALL_NUMBER, call=visitor.call, time=tongue.time(Instant(at))))
    return tuple(sentences)
