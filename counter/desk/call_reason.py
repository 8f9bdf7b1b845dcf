"""Why was this number called? The stored reason in plain words, for the officer and for visitors who ask."""

import itertools
from collections.abc import Iterator, Mapping

from counter import screen_text, visit_text
from counter.localise import Localiser
from counter.screen_text import Word
from shared.domain.answers import Reason
from shared.store.questions.counter import StepLine

RULES: Mapping[str, Word] = {
    "arrival": screen_text.BECAUSE_ARRIVAL,
    "priority_turn": screen_text.BECAUSE_PRIORITY_TURN,
    "priority_aged": screen_text.BECAUSE_AGED,
    "priority_bound": screen_text.BECAUSE_BOUND,
    "booking": screen_text.BECAUSE_BOOKING,
    "weight": screen_text.BECAUSE_WEIGHT,
    "pickup": screen_text.BECAUSE_PICKUP,
    "transfer": screen_text.BECAUSE_TRANSFER,
    "return": screen_text.BECAUSE_RETURN,
    "late": screen_text.BECAUSE_LATE,
    "resume": screen_text.BECAUSE_RESUMED,
    "named": screen_text.BECAUSE_NAMED,
    "direct": visit_text.BECAUSE_DIRECT,
}
"""The rules of ``shared.domain.line`` that choose a step; one that is not here is named by its code."""

OVER: Mapping[str, Word] = {
    "priority": screen_text.OVER_PRIORITY,
    "priority_turn": screen_text.OVER_PRIORITY,
    "fresh": screen_text.OVER_FRESH,
    "not_due": screen_text.OVER_NOT_DUE,
    "weight": screen_text.OVER_WEIGHT,
    "pickup": screen_text.OVER_PICKUP,
    "booking": screen_text.OVER_BOOKING,
    "returned": screen_text.OVER_RETURNED,
}
"""Why a number that had waited longer was passed over."""


def why_called(visitor: StepLine, reason: Reason | None, localiser: Localiser) -> tuple[str, ...]:
    """The sentences of the answer, the most telling first; empty when nothing was stored."""
    if reason is None:
        return ()
    rule = RULES.get(reason.rule)
    sentences = [
        localiser.translate(rule) if rule else localiser.translate(screen_text.BECAUSE_OTHER, rule=reason.rule),
        localiser.translate(screen_text.BECAUSE_WAITED, duration=localiser.duration(reason.waited_seconds)),
    ]
    if reason.passed_over:
        sentences.append(localiser.translate(screen_text.BECAUSE_PASSED, labels=", ".join(_passed(reason, localiser))))
    elif reason.rule != "arrival":
        sentences.append(localiser.translate(screen_text.BECAUSE_PASSED_NONE))
    if reason.why:
        sentences.append(localiser.translate(screen_text.BECAUSE_REASON, why=reason.why))
    if visitor.call is not None:
        sentences.append(
            localiser.translate(screen_text.CALL_NUMBER, call=visitor.call, time=localiser.time(visitor.at))
        )
    return tuple(sentences)


def _passed(reason: Reason, localiser: Localiser) -> Iterator[str]:
    """Each label passed over, with why where it is known: ``AB-009 (prioritas didahulukan)``."""
    for label, why in itertools.zip_longest(reason.passed_over, reason.because, fillvalue=""):
        word = OVER.get(why)
        yield f"{label} ({localiser.translate(word)})" if word else label
