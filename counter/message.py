"""What the bar answers to a press: a sign on the button, and words that are spoken anew when the language changes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from counter.tongue import Tongue


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


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the answer line.

    Attributes:
        words: speaks it in a language.
        stays: whether it stays until something else is said (else it makes room after a while).
    """

    tone: Tone
    words: Callable[[Tongue], str]
    stays: bool = False


NOTHING = Message(Tone.PLAIN, lambda _tongue: "")
