"""Counters that cannot be announced by their code, or sound like another: told by ``init`` and ``check``."""

from collections.abc import Callable, Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.problem import Problem
from shared.domain.speech import LANGUAGES, has_words, vocabulary, window_words

Recorded = Callable[[str, str], bool]
"""(language, word): whether the hall has recorded this word itself."""


def spoken_codes(hall: Hall, recorded: Recorded) -> Iterator[Problem]:
    """Each counter that a voice cannot name, can name only with a clip that is missing, or names like another."""
    sounds: dict[tuple[str, ...], str] = {}
    for code in hall.counter:
        key = f"counter.{code}"
        if not has_words(code, hall.voice.say):
            yield Problem(
                key,
                f'"{code}" has no words that a voice could say: calls there are announced without the counter.',
                "Use digits, letters from A to Z, or both; or say in voice.say how it is pronounced.",
            )
            continue
        missing = list(_missing(hall, code, recorded))
        if missing:
            files = ", ".join(f"voice/{lang}/{word}.wav" for lang, word in missing)
            yield Problem(
                key,
                f'for "{code}" the voice has no clip of its own: calls there are announced without the counter.',
                f"Run `antrean voice make`, or record {files} in the hall's folder.",
            )
        twin = sounds.setdefault(window_words(code, say=hall.voice.say), code)
        if twin != code:
            yield Problem(key, f'"{code}" and "{twin}" are spoken alike.', "Give one of them another code.")


def _missing(hall: Hall, code: str, recorded: Recorded) -> Iterator[tuple[str, str]]:
    for lang in LANGUAGES:
        words = window_words(code, lang, say=hall.voice.say)
        if (lang == "id" or lang in hall.hall.languages) and not recorded(lang, "-".join(words)):
            known = vocabulary(lang)
            yield from ((lang, word) for word in words if not (word in known or recorded(lang, word)))
