"""Lines out of words: wrapped, never cut, free of control characters."""

import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]
_BREAK_AFTER = "-/–,;)"


def clean(text: str) -> str:
    """One paragraph without control characters and doubled spaces."""
    visible = "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text)
    return " ".join(visible.split())


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
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def balanced(text: str, fits_width: Callable[[str, float], bool], width: float) -> list[str]:
    """Wrapped lines of like length: the narrowest column that needs no more lines than the full width does."""
    best = wrap(text, lambda line: fits_width(line, width))
    if len(best) < 2:
        return best
    for percent in range(95, 50, -5):
        column = width * percent / 100
        narrower = wrap(text, lambda line, column=column: fits_width(line, column))
        if len(narrower) > len(best):
            break
        best = narrower
    return best
