"""Languages that a hall adds by a file: ``languages/jv.toml`` in its folder, English sentences with their words.

What the program says is English or has its English beside it; a file gives the words of one more language for it, and
Indonesian stands in for what it lacks. Placeholders (``{0}``, ``%1``, ``{time}``) have to be the same.
"""

import logging
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from shared.text import languages

FOLDER = "languages"
_CODE = re.compile(r"[a-z]{2,3}")
_PLACES = re.compile(r"%\d|\{\w*\}")
_log = logging.getLogger("antrean.language")


@dataclass(frozen=True, slots=True)
class AddedLanguage:
    """One language: its code, what it calls itself, and its words by the English ones."""

    code: str
    name: str
    words: Mapping[str, str]


def read(path: Path) -> AddedLanguage:
    """One file; ValueError with the reason if it is none. A sentence that cannot be used is left out and told."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name} cannot be read: {error}") from None
    if not _CODE.fullmatch(path.stem) or path.stem in (languages.FIRST, languages.ENGLISH):
        raise ValueError(f"{path.name} is not named by the code of a further language, as jv.toml")
    name, words = table.get("name"), cast("Any", table.get("words"))
    if not isinstance(name, str) or not name.strip() or not isinstance(words, dict):
        raise ValueError(f'{path.name} needs name = "..." and a table [words]')
    return AddedLanguage(path.stem, name.strip(), dict(_usable(path, cast("dict[str, Any]", words))))


def _usable(path: Path, words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for english, own in words.items():
        if not isinstance(own, str):
            _log.warning("%s: the words for %r are no text", path.name, english)
        elif sorted(_PLACES.findall(own)) != sorted(_PLACES.findall(english)):
            _log.warning("%s: %r needs the same places for figures as %r", path.name, own, english)
        elif own.strip():
            yield english, own


def read_all(folder: Path) -> tuple[AddedLanguage, ...]:
    """Every language of a folder; a file that is none is left out and told."""
    found: list[AddedLanguage] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append(read(path))
        except ValueError as error:
            _log.warning("%s: it is left out", error)
    return tuple(found)


def use(added: tuple[AddedLanguage, ...]) -> None:
    """These are the added languages of this program from now on."""
    languages.ADDED.clear()
    languages.ADDED_NAMES.clear()
    languages.ADDED_NAMES.update({language.code: language.name for language in added})
    languages.ADDED.update({language.code: language.words for language in added})


def copy(share: Path, local: Path) -> None:
    """Bring the files to this PC, so that they are there without the share; what is gone there goes here too."""
    if not share.parent.is_dir():
        return
    theirs = {path.name: path for path in share.glob("*.toml")}
    local.mkdir(parents=True, exist_ok=True)
    for name, path in theirs.items():
        shutil.copyfile(path, local / name)
    for ours in local.glob("*.toml"):
        if ours.name not in theirs:
            ours.unlink()
