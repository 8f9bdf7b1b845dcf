"""What a counter is called: ``3`` is "Loket 3", while ``Loket Khusus 3`` has its own word and stays as it is.

Every screen, sentence and paper uses these functions, so that none says "Loket Loket Khusus 3".
"""

from collections.abc import Iterable

from shared.domain.words import Text
from shared.text.languages import ENGLISH, pick

WINDOW: Text = {"id": "loket", "en": "counter"}
"""The word for a counter."""

_OWN = frozenset(
    {
        *("loket", "konter", "kasir", "meja", "gerai", "ruang", "ruangan", "bilik", "pos", "teller"),
        *("counter", "cashier", "desk", "booth", "room", "window"),
    }
)


def brings_own_word(code: str) -> bool:
    """Whether a counter's code begins with a word for such a place."""
    words = code.casefold().replace("-", " ").split()
    return bool(words) and words[0] in _OWN


def counter_title(code: str, lang: str, *, within: bool = False) -> str:
    """As on the counter's sign: ``Loket 3``; ``within`` a sentence ``loket 3``."""
    if brings_own_word(code):
        return code
    word = pick(WINDOW, lang)
    return f"{word if within else word.capitalize()} {code}"


def counter_titles(codes: Iterable[str], lang: str) -> str:
    """Several counters: ``Loket 1, 2, 5–9, Loket Khusus 3``."""
    ordered = sorted(codes, key=lambda code: (brings_own_word(code), len(code), code))
    plain = [code for code in ordered if not brings_own_word(code)]
    if len(plain) < 2:
        return ", ".join(counter_title(code, lang) for code in ordered)
    word = pick(WINDOW, lang).capitalize() + ("s" if lang == ENGLISH else "")
    return ", ".join([f"{word} {', '.join(_runs(plain))}", *ordered[len(plain) :]])


def _runs(codes: list[str]) -> list[str]:
    """Three and more numbers that follow one another as ``5–9``."""
    runs: list[list[str]] = []
    for code in codes:
        last = runs[-1][-1] if runs else ""
        follows = code.isdecimal() and last.isdecimal() and code == str(int(last) + 1)
        runs[-1].append(code) if follows else runs.append([code])
    return [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]
