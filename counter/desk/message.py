"""What the bar answers to a press: a sign on the button, and words, translated again when the language changes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from counter.localise import Localiser


class Tone(Enum):
    """How a message looks, beside its words and its sign."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Sign(Enum):
    """What a button says about its last press."""

    NONE = "none"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"
    KEPT = "kept"


class Until(Enum):
    """How long a message keeps the line."""

    MOMENT = "moment"  # then the line shows the present state again
    TRUTH = "truth"  # the file was read again: what was not known then is on the screen now
    PRESS = "press"  # the officer's next press


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the answer line; ``words`` speaks it in a language."""

    tone: Tone
    words: Callable[[Localiser], str]
    until: Until = Until.MOMENT


NOTHING = Message(Tone.PLAIN, lambda _localiser: "")
