"""Lines out of words: wrapped, never cut, balanced, free of control characters."""

import re
import unicodedata
from collections.abc import Callable

_BREAK_AFTER = "-/–,;)\u00a0"
_SPACES = re.compile(r"[ \t]+")
_HALVINGS = 5  # to find a width within two per cent


def clean(text: str) -> str:
    """One paragraph without control characters and doubled spaces; a no-break space stays one."""
    visible = "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text)
    return _SPACES.sub(" ", visible).strip(" ")


def clusters(text: str) -> list[str]:
    """The letters, each with the marks that stand on it."""
    found: list[str] = []
    for letter in text:
        if found and unicodedata.category(letter) in {"Mn", "Me"}:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def wrap(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The lines of a paragraph, each of which ``fits``; a word too long for a line goes on in the next one."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split(" "):
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, fits)
        lines += full
    return [*lines, line] if line else lines


def _pieces(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word in pieces that fit, broken after a hyphen or stroke where there is one in the second half."""
    pieces: list[str] = []
    while not fits(word) and len(word) > 1:
        end = next((size for size in range(len(word) - 1, 1, -1) if fits(word[:size])), 1)
        better = [place for place in range(end // 2, end) if word[place] in _BREAK_AFTER]
        end = better[-1] + 1 if better else end
        pieces.append(word[:end].rstrip("\u00a0"))
        word = word[end:]
    return [*pieces, word]


def balanced(text: str, fits_width: Callable[[str, float], bool], width: float) -> list[str]:
    """Wrapped lines of like length: the narrowest column that needs no more lines than the full width does."""
    best = wrap(text, lambda line: fits_width(line, width))
    if len(best) < 2:
        return best
    low, high = width / 2, width
    for _halving in range(_HALVINGS):
        column = (low + high) / 2
        narrower = wrap(text, lambda line, column=column: fits_width(line, column))
        if len(narrower) > len(best) or _torn(narrower, best):
            low = column
        else:
            high, best = column, narrower
    return best


def _torn(narrower: list[str], best: list[str]) -> bool:
    """Whether a word that was whole is broken in the narrower column."""
    return " ".join(narrower) != " ".join(best)
