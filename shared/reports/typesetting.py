"""Typst at work: pages that are tagged (PDF/UA-1), in the product's own typeface."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shared

_FONTS = Path(shared.__file__).parent / "assets" / "fonts"
_LONG = re.compile(r"\w{13,}")
_SYLLABLE = re.compile(
    r"(?<=\w\w)(?=(?:n[gy]|kh|sy|(?<!n)[gy]|(?<![ks])[bcdfjklmnpqrstvwxz]h?)[aiueo]\w)", re.IGNORECASE
)
"""Where an Indonesian syllable begins: before a consonant with its vowel; ng, ny, kh and sy are one sound."""
_SOFT_HYPHEN = "\u00ad"


_UNSEEN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_SIGN = "\u25a1"


def typeset(source: Iterable[str], beside: Mapping[str, str] | None = None) -> bytes:
    """The pages of a source, with the files that it names beside it.

    A page may have no sign that cannot be seen. For scripts that the product's typeface lacks (Balinese, an emoji) this
    PC's fonts are asked; a sign that they do not have either is shown as an empty square.
    """
    import typst  # noqa: PLC0415 - 30 MB that only a PDF needs

    files = {**(beside or {}), "main.typ": "\n".join(source)}
    own_fonts = True
    while True:
        in_memory: Any = {name: content.encode() for name, content in files.items()}  # a kill leaves nothing behind
        try:
            return typst.compile(
                in_memory, font_paths=[_FONTS], ignore_system_fonts=own_fonts, pdf_standards=["ua-1"]
            )  # fmt: skip
        except typst.TypstError as error:
            unseen = _UNSEEN.search(str(error))
            if unseen is None:
                raise
            if not own_fonts:
                shown = _squared(files, _ESCAPED.sub(lambda found: chr(int(found[1], 16)), unseen[1]))
                if shown == files:
                    raise
                files = shown
            own_fonts = False


def _squared(files: Mapping[str, str], unseen: str) -> dict[str, str]:
    """The files with a square for these signs and the others of their scripts: a page has whole words of them."""
    scripts = {script for sign in unseen if (script := _script(sign)) != _script("A")}
    signs = {sign for content in files.values() for sign in content if _script(sign) in scripts}
    squares = str.maketrans(dict.fromkeys(signs, _NO_SIGN))
    return {name: content.translate(squares) for name, content in files.items()}


def _script(sign: str) -> str:
    """BALINESE of BALINESE LETTER DA; of what is not a letter, the sign itself."""
    name = unicodedata.name(sign, sign)
    return name.partition(" ")[0] if unicodedata.category(sign)[0] in "LM" else sign


def quoted(words: str) -> str:
    """A text as typst reads it."""
    clean = "".join(" " if ord(sign) < 32 else sign for sign in words)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def breakable(words: str) -> str:
    """A name for a narrow column: a long word may be broken between its syllables, and only where it must be."""
    return _LONG.sub(lambda found: _SYLLABLE.sub(_SOFT_HYPHEN, found[0]), words)
