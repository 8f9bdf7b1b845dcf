"""Typst at work: pages that are tagged (PDF/UA-1), in the product's own typeface."""

import re
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


def typeset(source: Iterable[str], beside: Mapping[str, str] | None = None) -> bytes:
    """The pages of a source, with the files that it names beside it."""
    import typst  # noqa: PLC0415 - 30 MB that only a PDF needs

    files = {**(beside or {}), "main.typ": "\n".join(source)}
    in_memory: Any = {name: content.encode() for name, content in files.items()}  # nothing is left if we are killed
    return typst.compile(
        in_memory,
        font_paths=[_FONTS], ignore_system_fonts=True, pdf_standards=["ua-1"],
    )  # fmt: skip


def quoted(words: str) -> str:
    """A text as typst reads it."""
    clean = "".join(" " if ord(sign) < 32 else sign for sign in words)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def breakable(words: str) -> str:
    """A name for a narrow column: a long word may be broken between its syllables, and only where it must be."""
    return _LONG.sub(lambda found: _SYLLABLE.sub(_SOFT_HYPHEN, found[0]), words)
