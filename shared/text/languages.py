"""Which of several languages' words are shown: one rule for screens, paper, voice and the command line."""

import locale
import os
from collections.abc import Mapping, Sequence

from shared.domain.words import Text

FIRST = "id"
"""Indonesian: every text has it, and it stands in where a language has no words of its own."""
ENGLISH = "en"
ADDED: dict[str, Mapping[str, str]] = {}
"""Languages that the hall added by a file (``shared.text.language_files``): their words for the English ones."""

ADDED_NAMES: dict[str, str] = {}
"""What they call themselves."""


def added(english: str, lang: str) -> str:
    """An English sentence in an added language; empty where it has none."""
    return ADDED.get(lang, {}).get(english, "")


def of_terminal() -> str:
    """The language of the person at the terminal: what this PC was set up in, else the terminal's."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "ANTREAN_LANG", "LANG"))
    return (next((value for value in named if value), None) or locale.getlocale()[0] or "")[:2]


def pick(text: Text | None, *langs: str) -> str:
    """The words in the first of these languages that has any, else in Indonesian, else what there is; maybe nothing."""
    if not text:
        return ""
    english = text.get(ENGLISH, "")
    return next((words for lang in (*langs, FIRST, *text) if (words := text.get(lang) or added(english, lang))), "")


def said_in(langs: Sequence[str], texts: Sequence[str]) -> Text:
    """Words as somebody wrote them, a field for each language; nothing without Indonesian ones."""
    found = {lang: words.strip() for lang, words in zip(langs, texts, strict=True) if words.strip()}
    return found if FIRST in found else {}


def in_each(value: str | Text | None, langs: Sequence[str]) -> list[str]:
    """The words of a hall file's value, a field for each language; a lone text is Indonesian."""
    text = {FIRST: value} if isinstance(value, str) else value or {}
    return [text.get(lang, "") for lang in langs]


def as_written(text: Text) -> str | Text | None:
    """Words as a hall file has them: Indonesian alone needs no table; None for none."""
    return text[FIRST] if set(text) == {FIRST} else dict(text) or None
