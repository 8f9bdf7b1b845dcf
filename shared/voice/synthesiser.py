"""What every engine that speaks has in common, and which of them there are on this PC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples from -1 to 1, and how many of them are a second."""

    samples: NDArray[np.float32]
    rate: int


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence as an engine said it.

    Attributes:
        marks: first and last sample of each comma, full stop ...; empty where an engine does not tell.
    """

    sound: Sound
    marks: tuple[tuple[int, int], ...] = ()


class Synthesiser(Protocol):
    """Speaks a text; raises :class:`SynthesisFault` when it cannot."""

    @property
    def name(self) -> str:
        """Its name, as ``--engine`` takes it."""
        ...

    def say(self, text: str, lang: str, say: Mapping[str, str] | None = None, pace: float = 1.0) -> Speech:
        """The text in a language, with the hall's own pronunciations; a pace of 1.1 is a tenth faster than usual."""
        ...


class SynthesisFault(Exception):  # noqa: N818 - a fault, as in shared.faults
    """The engine did not speak; the text says why."""
