"""What is said, word by word: labels and counter numbers turned into the names of voice clips.

A ticket's number is spoken digit by digit with its zeros, as it is printed;
a counter's number is spoken as a full number, because that is how people read a sign. A clip's name is the
word it says, so that a hall can record its own. Sources: DOMAIN.md §4.2-4.3 (EYD V letter names, number words).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from types import MappingProxyType

from shared.domain.hall_data.spoken_rules import Zero
from shared.domain.words import Text
from shared.text.counter_title import WINDOW, brings_own_word
from shared.text.languages import pick

PAUSE = ","
"""In a line of clips: a short silence, as at a comma."""

LANGUAGES = ("id", "en")
"""The languages whose grammar is known here; a call in another language is spoken in Indonesian."""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ID_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        _names("a be ce de e ef ge ha i je ka el em en o pe ki er es te u fe we eks ye zet"),
        strict=True,
    )
)
_ID_DIGITS = _names("nol satu dua tiga empat lima enam tujuh delapan sembilan")
_EN_SMALL = _names(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = _names("twenty thirty forty fifty sixty seventy eighty ninety")
_PHRASES = {
    "id": ("nomor-antrean", "prioritas", "panggilan-ulang", "silakan-menuju", "loket"),
    "en": ("queue-number", "priority", "second-call", "please-proceed-to", "counter"),
}
_ROMAN = {
    f"{tens}{ones}": 10 * at + number
    for at, tens in enumerate(("", "X", "XX", "XXX"))
    for number, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if len(tens + ones) > 1
}
"""Roman numerals of two letters and more, to 39; one letter alone is a letter."""
_WINDOWS = frozenset({*WINDOW.values(), "konter"})
_SHORT_WORDS = {"lt": {"id": "lantai", "en": "floor"}, "no": {"id": "nomor", "en": "number"}}
"""What stands on signs before a figure, as it is read: ``Lt. 2``, ``No. 7``."""
Say = Mapping[str, Text]
"""The hall's pronunciations (``voice.say``): a name as written -> by language, as it would be spelled by its sound."""
_AS_WRITTEN: Say = MappingProxyType({})
CLOSING = {"id": "layanan-berakhir", "en": "service-has-ended"}


class Form(StrEnum):
    """How much of a call is said."""

    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What there is to say of one call: exactly what the board shows of it, and never a name."""

    label: str
    counter: str
    priority: bool = False
    again: bool = False  # a recall
    agency: str = ""  # prefix whose own clip ends the sentence, when the hall has recorded one


def full_number(n: int, lang: str = "id") -> tuple[str, ...]:
    """A whole number from 0 to 999,999 in words; ValueError outside."""
    if not 0 <= n < 1_000_000:
        raise ValueError(f"{n} is outside 0 to 999999")
    return tuple(_english(n) if lang == "en" else _indonesian(n))


def _indonesian(n: int) -> Iterator[str]:
    """Number words of Indonesian: sepuluh, sebelas, seratus and seribu are one word each."""
    if n < 10:
        yield _ID_DIGITS[n]
    elif n < 12:
        yield ("sepuluh", "sebelas")[n - 10]
    elif n < 20:
        yield from (_ID_DIGITS[n - 10], "belas")
    else:
        size, word, one = next(row for row in _ID_POWERS if n >= row[0])
        high, rest = divmod(n, size)
        yield from (one,) if high == 1 and one else (*_indonesian(high), word)
        if rest:
            yield from _indonesian(rest)


_ID_POWERS = ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", ""))


def _english(n: int) -> Iterator[str]:
    """Number words of English, without "and"."""
    if n < 20:
        yield _EN_SMALL[n]
    elif n < 100:
        yield _EN_TENS[n // 10 - 2]
        if n % 10:
            yield _EN_SMALL[n % 10]
    else:
        size, word = (1000, "thousand") if n >= 1000 else (100, "hundred")
        yield from (*_english(n // size), word)
        if n % size:
            yield from _english(n % size)


def digits(number: str, lang: str = "id", zero: Zero = Zero.NOL) -> tuple[str, ...]:
    """Each digit by itself, zeros and all."""
    names = _EN_SMALL if lang == "en" else (zero.value, *_ID_DIGITS[1:])
    return tuple(names[int(digit)] for digit in number)


def letters(text: str, lang: str = "id") -> tuple[str, ...]:
    """Letter names; a letter outside A-Z is a ValueError."""
    unknown = sorted({letter for letter in text.upper() if letter not in _ID_LETTERS})
    if unknown:
        raise ValueError(f"no letter name for {', '.join(unknown)}")
    return tuple(letter.lower() if lang == "en" else _ID_LETTERS[letter] for letter in text.upper())


def label_words(label: str, lang: str = "id", zero: Zero = Zero.NOL) -> tuple[str, ...]:
    """A ticket label: letters by name, then digit by digit (``AB-012``: a be nol satu dua)."""
    words: list[str] = []
    for numeric, run in groupby(label.replace("-", ""), str.isdecimal):
        text = "".join(run)
        words += digits(text, lang, zero) if numeric else letters(text, lang)
    return tuple(words)


def counter_words(code: str, lang: str = "id", zero: Zero = Zero.NOL) -> tuple[str, ...]:
    """A counter's code as people read its sign; ValueError where no language here has words for it.

    ``112`` in full, ``007`` digit by digit, ``12B`` and ``1.5`` part by part, ``XIV`` as a number, ``VIP`` letter by
    letter, ``Lt.2`` as floor two, ``Khusus`` as a word, which needs a clip of its own.
    """
    words: list[str] = []
    for part, after in pairwise((*_parts(code), "")):
        if part.isdecimal():
            whole = not part.startswith("0") and len(part) <= 6
            words += full_number(int(part), lang) if whole else digits(part, lang, zero)
        elif part.casefold() in _SHORT_WORDS and after.isdecimal():
            words.append(pick(_SHORT_WORDS[part.casefold()], lang))
        elif part in _ROMAN:
            words += full_number(_ROMAN[part], lang)
        elif len(part) <= 2 or (part.isupper() and len(part) <= 4):
            words += letters(part, lang)
        else:
            words.append(_word(part))
    if not words:
        raise ValueError(f"nothing of {code!r} can be said")
    return tuple(words)


def _word(part: str) -> str:
    letters(part)  # a word of other letters has no clip that could be named
    return part.lower()


def _parts(code: str) -> tuple[str, ...]:
    """Runs of digits and of letters; accents, dots, dashes and strokes are not said."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", code) if not unicodedata.combining(c))
    return tuple(re.findall(r"\d+|[^\W\d_]+", plain))


def window_words(code: str, lang: str = "id", zero: Zero = Zero.NOL, say: Say = _AS_WRITTEN) -> tuple[str, ...]:
    """Where to go: ``loket lima``; a code with a word of its own says that instead (``kasir dua``).

    Where the hall says how a code is pronounced, its words are said, after the word for a counter unless there is one.
    """
    word = WINDOW.get(lang, WINDOW["id"])
    spelled = next((text.get(lang) for name, text in say.items() if name.casefold() == code.casefold()), None)
    if spelled:
        whole = brings_own_word(code) or brings_own_word(spelled)
        return (*(() if whole else (word,)), *_spelled_words(spelled, lang))
    if not brings_own_word(code):
        return (word, *counter_words(code, lang, zero))
    own, *rest = _parts(code)
    said = word if own.casefold() in _WINDOWS else own.lower()
    return (said, *(counter_words(" ".join(rest), lang, zero) if rest else ()))


def _spelled_words(text: str, lang: str) -> Iterator[str]:
    """A pronunciation's words: figures as numbers, a capital by its name, all else as it is written."""
    for part in _parts(text):
        if part.isdecimal():
            yield from counter_words(part, lang)
        elif len(part) == 1 and part.isupper():
            yield from letters(part, lang)
        else:
            yield _word(part)


def has_words(code: str, say: Say = _AS_WRITTEN) -> bool:
    """Whether a counter's code can be said at all, in each language."""
    try:
        return all(window_words(code, lang, say=say) for lang in LANGUAGES)
    except ValueError:
        return False


def sentence(
    call: Spoken, form: Form, lang: str = "id", zero: Zero = Zero.NOL, say: Say = _AS_WRITTEN
) -> tuple[str, ...]:
    """The clips of one call in one language, in order.

    Full: "Nomor antrean, a be nol satu dua, silakan menuju loket lima." Short: "A be nol satu dua, loket lima."
    A counter whose code has no words (or is empty) is not named: the picture shows it.
    """
    if lang not in LANGUAGES:
        lang = "id"
    number, priority, again, please, counter = _PHRASES[lang]
    ticket = label_words(call.label, lang, zero)
    named = has_words(call.counter, say)
    window = window_words(call.counter, lang, zero, say) if named else (counter,)
    if form is Form.SHORT:
        return (*ticket, PAUSE, *window) if named else ticket
    opening = (again, PAUSE) if call.again else ()
    # Indonesian says "nomor antrean prioritas", English "priority queue number"
    name = (number,) if not call.priority else (number, priority) if lang == "id" else (priority, number)
    place = (PAUSE, agency_clip(call.agency)) if call.agency else ()
    return (*opening, *name, PAUSE, *ticket, PAUSE, please, *window, *place)


def phrases_of(lang: str) -> tuple[str, str, str, str, str]:
    """The fixed phrases: queue number, priority, second call, please proceed to, counter."""
    return _PHRASES[lang]


def agency_clip(prefix: str) -> str:
    """The clip with an agency's short name, which only a hall can record."""
    return f"gerai-{prefix.lower()}"


def vocabulary(lang: str) -> frozenset[str]:
    """Every clip that a language needs, so that any label and any counter up to 999,999 can be said."""
    if lang == "en":
        numbers = {*_EN_SMALL, *_EN_TENS, "hundred", "thousand"}
        names = set("abcdefghijklmnopqrstuvwxyz")
    else:
        numbers = (
            {*_ID_DIGITS, "kosong", "belas"} | {"sepuluh", "sebelas", "seratus", "seribu"} | {"puluh", "ratus", "ribu"}
        )
        names = set(_ID_LETTERS.values())
    signs = {names[lang] for names in _SHORT_WORDS.values()}
    return frozenset({*numbers, *names, *signs, *_PHRASES[lang], CLOSING[lang]})
