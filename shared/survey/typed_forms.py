"""Paper questionnaires as they are typed: nine digits a form, then who answered, in a few letters.

``443344334 p 34 sma swasta pagi``: the nine answers in the order of the form (``-`` or ``0`` for a blank), then sex,
age, education, occupation and the time of the day, in any order; each can be left out.
"""

from shared.domain.respondents import TRAIT_KEYS
from shared.domain.skm import HIGHEST, KEYS, LOWEST
from shared.domain.words import Text
from shared.survey.trait_words import value_of

_BLANKS = "-0."
_TIMES = {"pagi": "08_12", "siang": "13_17", "sore": "13_17"}


class UnclearFormError(ValueError):
    """A line that is no form; ``words`` say why."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.words: Text = {"id": indonesian, "en": english}


def typed_form(line: str) -> tuple[dict[str, int | None], dict[str, str]]:
    """The answers and the traits of one line."""
    first, *rest = line.split() or [""]
    if len(first) != len(KEYS):
        raise UnclearFormError(
            f'"{first}" berisi {len(first)} jawaban, satu formulir {len(KEYS)}; ketik - untuk yang kosong',
            f'"{first}" has {len(first)} answers, a form has {len(KEYS)}; type - for a blank',
        )
    answers = {key: _mark(key, sign) for key, sign in zip(KEYS, first, strict=True)}
    traits: dict[str, str] = {}
    for word in rest:
        trait, value = _trait(word)
        if trait in traits:
            raise UnclearFormError(f'"{word}" jawaban kedua untuk {trait}', f'"{word}" is a second answer to {trait}')
        traits[trait] = value
    return answers, traits


def _mark(key: str, sign: str) -> int | None:
    if sign in _BLANKS:
        return None
    if not (sign.isascii() and sign.isdigit() and LOWEST <= int(sign) <= HIGHEST):
        raise UnclearFormError(
            f'"{sign}" bukan jawaban untuk {key}: ketik 1, 2, 3, atau 4, atau - untuk yang kosong',
            f'"{sign}" is no answer to {key}: type 1, 2, 3 or 4, or - for a blank',
        )
    return int(sign)


def _trait(word: str) -> tuple[str, str]:
    if word.casefold() in _TIMES:
        return "jam", _TIMES[word.casefold()]
    for trait in TRAIT_KEYS:
        if (trait == "usia") == word.isdigit() and trait != "jam":
            value = value_of(trait, word)
            if value is not None and (value != "lainnya" or word.casefold() == "lainnya"):
                return trait, value
    raise UnclearFormError(
        f'"{word}" tidak dikenal: jenis kelamin (l, p), usia (34), pendidikan (sma), pekerjaan (pns), pagi atau siang',
        f'"{word}" is not known: sex (l, p), age (34), education (sma), occupation (pns), pagi or siang',
    )
