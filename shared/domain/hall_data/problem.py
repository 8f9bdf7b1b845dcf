"""Something that a hall's data gets wrong: where, why, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A key as the hall file names it (``rules.priority.ordinary``), what is wrong there, what to do."""

    key: str
    reason: str
    remedy: str
