"""Which clips say a phrase: as few as there are, a hall's own before all others, no word left out.

A clip's name is the words it says, joined by dashes: ``nol-empat-lima``, ``loket-dua-belas``. Whole phrases are said in
one breath and sound best; single words are there for what no phrase covers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from shared.domain.speech import PAUSE

_ABSENT = 1000  # one word without a clip weighs more than any number of clips


@dataclass(frozen=True, slots=True)
class ClipPiece:
    """One clip, or with ``there`` false the words that have none."""

    words: tuple[str, ...]
    there: bool = True

    @property
    def clip(self) -> str:
        """The clip's name."""
        return "-".join(self.words)


def phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words between two commas."""
    phrase: list[str] = []
    for word in (*words, PAUSE):
        if word != PAUSE:
            phrase.append(word)
        elif phrase:
            yield tuple(phrase)
            phrase = []


def pieces(phrase: tuple[str, ...], has: Callable[[str], bool], own: Callable[[str], bool]) -> tuple[ClipPiece, ...]:
    """The fewest clips that say a phrase; a word that the hall recorded itself is not said by another's clip."""

    @cache
    def best(start: int) -> tuple[int, tuple[ClipPiece, ...]]:
        if start == len(phrase):
            return 0, ()
        found = (_ABSENT * (len(phrase) + 1), ())
        for end in range(start + 1, len(phrase) + 1):
            piece = ClipPiece(phrase[start:end])
            if has(piece.clip):
                if len(piece.words) > 1 and not own(piece.clip) and any(own(word) for word in piece.words):
                    continue
                cost = 1
            elif len(piece.words) == 1:
                piece, cost = ClipPiece(piece.words, there=False), _ABSENT
            else:
                continue
            rest, after = best(end)
            found = min(found, (cost + rest, (piece, *after)), key=lambda way: way[0])
        return found

    return _joined(best(0)[1])


def _joined(found: tuple[ClipPiece, ...]) -> tuple[ClipPiece, ...]:
    """Words without a clip that stand side by side are synthesised in one breath."""
    joined: list[ClipPiece] = []
    for piece in found:
        if joined and not piece.there and not joined[-1].there:
            joined[-1] = ClipPiece((*joined[-1].words, *piece.words), there=False)
        else:
            joined.append(piece)
    return tuple(joined)
