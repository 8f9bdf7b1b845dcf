"""How words sound: text into the phonemes of the neural voice, by letter rules and a small lexicon for each language.

The lexicons are data (``shared/assets/voice/id.toml``, ``en.toml``); a hall's own pronunciations come before them as
respelled words ("Dukcapil" -> "duk capil"). Nothing here needs a model, so a clip's phonemes can be checked anywhere.
"""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from shared.domain.speech import full_number

ASSETS = Path(__file__).resolve().parents[1] / "assets" / "voice"
MARKS = ",.?!;:"
_UNITS = re.compile(r"ng(?!g)|ny|sy|kh|[a-z]")
_MAP = {"ng": "ŋ", "ny": "ɲ", "sy": "ʃ", "kh": "x", "c": "ʧ", "j": "ʤ", "y": "j", "g": "ɡ", "q": "k", "x": "ks"}
_VOWELS = "aeiouə"
_SCHWA = re.compile(r"^(pem|pen|ber|ter|per|mem|men|pe|be|me|te|ke|se)(?=[^aeiou]|[aeiou])")
_FROM_ESPEAK = (
    *(("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("oʊ", "O"), ("əʊ", "O"), ("dʒ", "ʤ"), ("tʃ", "ʧ")),
    *(("ɚ", "əɹ"), ("ɜː", "ɜɹ"), ("ɝ", "ɜɹ"), ("ɐ", "ə"), ("ː", ""), ("r", "ɹ"), ("e", "A"), ("g", "ɡ"), ("x", "k")),
)


@cache
def _lexicon(lang: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((ASSETS / f"{lang}.toml").read_text(encoding="utf-8"))


def phonemes(text: str, lang: str = "id", say: Mapping[str, str] | None = None) -> str:
    """The text as phonemes, words parted by blanks, marks kept.

    Args:
        text: words, numbers and marks as people write them.
        lang: id or en; any other is read as Indonesian.
        say: the hall's own pronunciations: a word or name as written -> as it would be spelled if it were regular.
    """
    lang = lang if lang == "en" else "id"
    spoken: list[str] = []
    for piece in re.findall(rf"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?|[{MARKS}]", respelled(text, say or {})):
        if piece in MARKS:
            spoken[-1:] = [f"{spoken[-1]}{piece}"] if spoken else []
        else:
            spoken += [_word(word, lang) for word in _as_words(piece, lang)]
    return " ".join(word for word in spoken if word)


def respelled(text: str, say: Mapping[str, str]) -> str:
    """The text with the hall's own pronunciations put in for whole words, whatever their case, the longest first."""
    for written in sorted(say, key=len, reverse=True):
        text = re.sub(
            rf"(?<!\w){re.escape(written)}(?!\w)", lambda _found, w=written: say[w], text, flags=re.IGNORECASE
        )
    return text


def _as_words(piece: str, lang: str) -> tuple[str, ...]:
    """A figure as its number words; capitals that no mouth can join, letter by letter (BPJS, KTP)."""
    if piece.isdecimal():
        whole = len(piece) <= 6 and not (piece.startswith("0") and len(piece) > 1)
        return full_number(int(piece), lang) if whole else tuple(w for d in piece for w in full_number(int(d), lang))
    if piece.isupper() and piece.isascii() and (len(piece) == 1 or not re.search("[AEIOU]", piece)):
        return tuple(piece)
    return (piece.casefold(),)


def _word(word: str, lang: str) -> str:
    if len(word) == 1 and word.isupper():
        return _lexicon(lang)["letters"][word]
    known = _lexicon(lang)["words"].get(word)
    if known is not None:
        return known
    return (_english(word) or _indonesian(word)) if lang == "en" else _indonesian(word)


def _indonesian(word: str) -> str:
    """By letter rules: stress on the last syllable but one, schwa in the prefixes of longer words."""
    plain = word.replace("ngg", "ng-g")
    found: list[str] = _UNITS.findall(plain)
    units = [_MAP.get(unit, unit) for unit in found]
    vowels = [at for at, unit in enumerate(units) if unit in _VOWELS]
    if len(vowels) > 2 and _SCHWA.match(word) and units[vowels[0]] == "e":
        units[vowels[0]] = "ə"
    if vowels:
        units.insert(vowels[-2] if len(vowels) > 1 else vowels[0], "ˈ")
    return "".join(units)


@cache
def _english(word: str) -> str:
    """As espeak-ng hears it; empty without it."""
    program = shutil.which("espeak-ng")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "-v", "en-us", "-q", "--ipa", "--", word], capture_output=True, timeout=5, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    heard = done.stdout.strip()
    for theirs, ours in _FROM_ESPEAK:
        heard = heard.replace(theirs, ours)
    return heard
