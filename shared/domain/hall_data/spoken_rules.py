"""How a hall's loudspeakers speak: the wording, the languages, the pronunciations."""

# ruff: noqa: RUF009  # may() and many() are dataclasses.field() with a sentence

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.hall_data.fields import many, may
from shared.domain.words import Text


class Zero(StrEnum):
    """How Indonesian voices say the digit 0."""

    NOL = "nol"
    KOSONG = "kosong"


class Wording(StrEnum):
    """How much of each call is said."""

    FULL = "full"
    SHORT = "short"


class Second(StrEnum):
    """Whose calls are said in the second language too."""

    VISITOR = "visitor"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Voice:
    """How the announcer speaks, and what it leaves out when calls come faster than it can say them."""

    zero: Zero = may("how 0 is said in Indonesian: nol or kosong", Zero.NOL)
    times: int = may("how often a call is said while no other call waits to be spoken", 2)
    short_from: int = may("with this many more calls waiting to be spoken, the wording is short for half a minute", 1)
    keep: int = may("calls that may wait to be spoken; beyond that the oldest is shown only", 4)
    stale_seconds: int = may("a call older than this is shown, not spoken", 45)
    together: bool = may("all loudspeakers of a zone say the same sentence in step; otherwise one speaks", False)
    prompt_seconds: int = may("while others wait to be spoken, those go first that are not older than this", 7)
    wording: Wording = may("full, or short: always said as when others wait, without opening and repeat", Wording.FULL)
    second: Second = may("who hears a call in English too: its visitor, all (always) or nobody (never)", Second.VISITOR)
    agency: bool = may("whether the agency's short name ends the sentence, unless it is private", False)
    say: Mapping[str, Text] = many("how names are pronounced: as written -> as it would be spelled by its sound")
