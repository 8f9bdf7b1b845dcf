"""Sentences that a program speaks in one language only, said in another by a table; ``{}`` stands for what differs."""

import re
from collections.abc import Callable, Mapping


class Phrases:
    """A table of reasons and of remedies, each whole."""

    def __init__(self, phrases: Mapping[str, str], thing: Callable[[str], str] = str) -> None:
        """``thing`` is the word for what stands in a place."""
        self._thing = thing
        self._patterns = [
            (_pattern(phrase), words) for phrase, words in sorted(phrases.items(), key=lambda pair: -len(pair[0]))
        ]

    def said(self, text: str) -> str | None:
        """A reason alone, or a reason and a remedy; None for what is not in the table."""
        whole = self._whole(text)
        if whole is not None:
            return whole
        for reason, words in self._patterns:
            if reason.match(text) is None:
                continue
            for end in _ends(reason, text):
                remedy = self._whole(text[end.end() :].strip())
                if remedy is not None:
                    return f"{self._filled(words, end)} {remedy}"
        return None

    def _whole(self, text: str) -> str | None:
        for pattern, words in self._patterns:
            if (match := pattern.fullmatch(text)) is not None:
                return self._filled(words, match)
        return None

    def _filled(self, words: str, match: re.Match[str]) -> str:
        """With what stood in the places; a section's name in brackets stays as the hall file has it."""
        pieces = words.split("{}")
        told = pieces[0]
        for part, piece in zip(match.groups(), pieces[1:], strict=False):
            told += (part if told.endswith("[") else self._thing(part)) + piece
        return told


def _pattern(phrase: str) -> re.Pattern[str]:
    """A place holds anything within one sentence."""
    return re.compile(re.escape(phrase).replace(r"\{\}", r"((?:(?!\. [A-Z]).)+?)"))


def _ends(reason: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Where a reason may end: each place before a space after which it fits."""
    found = (reason.fullmatch(text, 0, at) for at in range(len(text)) if text[at] == " ")
    return [match for match in found if match is not None]
