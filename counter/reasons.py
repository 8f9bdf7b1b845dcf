"""Why was this number called? The stored reason in plain words, for the officer and whoever asks the officer."""

import itertools
from collections.abc import Iterator, Mapping

from counter import words
from counter.tongue import Tongue
from counter.view import Visitor
from counter.words import Word
from shared.domain.answers import Reason
from shared.domain.words import Instant

RULES: Mapping[str, Word] = {
    "arrival": words.BECAUSE_ARRIVAL,
    "priority_turn": words.BECAUSE_PRIORITY_TURN,
    "priority_aged": words.BECAUSE_AGED,
    "priority_bound": words.BECAUSE_BOUND,
    "booking": words.BECAUSE_BOOKING,
    "weight": words.BECAUSE_WEIGHT,
    "pickup": words.BECAUSE_PICKUP,
    "transfer": words.BECAUSE_TRANSFER,
    "return": words.BECAUSE_RETURN,
    "late": words.BECAUSE_LATE,
    "resume": words.BECAUSE_RESUMED,
    "named": words.BECAUSE_NAMED,
}
"""The rules of ``shared.domain.line`` that choose a step; one that is not here is named by its code."""

OVER: Mapping[str, Word] = {
    "priority": words.OVER_PRIORITY,
    "priority_turn": words.OVER_PRIORITY,
    "fresh": words.OVER_FRESH,
    "not_due": words.OVER_NOT_DUE,
    "weight": words.OVER_WEIGHT,
    "pickup": words.OVER_PICKUP,
    "booking": words.OVER_BOOKING,
}
"""Why a number that had waited longer was passed over."""


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
        sentences.append(tongue.say(words.BECAUSE_PASSED, labels=", ".join(_passed(reason, tongue))))
    elif reason.rule != "arrival":
        sentences.append(tongue.say(words.BECAUSE_PASSED_NONE))
    if reason.why:
        sentences.append(tongue.say(words.BECAUSE_REASON, why=reason.why))
    at = visitor.called_at
    if visitor.call is not None and at is not None:
        sentences.append(tongue.say(words.CALL_NUMBER, call=visitor.call, time=tongue.time(Instant(at))))
    return tuple(sentences)


def _passed(reason: Reason, tongue: Tongue) -> Iterator[str]:
    """Each label passed over, with why where it is known: ``AB-009 (prioritas didahulukan)``."""
    for label, why in itertools.zip_longest(reason.passed_over, reason.because, fillvalue=""):
        word = OVER.get(why)
        yield f"{label} ({tongue.say(word)})" if word else label
