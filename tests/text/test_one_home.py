"""Languages are picked and dates are written in ``shared.text`` alone: read out of the source of every module."""

import ast
import datetime
import re
from collections.abc import Callable, Iterator

import pytest

from shared.text.dates import date_words
from tests.test_import_law import MODULES, imports, within

LANGUAGES = {"id", "en"}
NAMES_OF_A_LANGUAGE = {"lang", "language", "langs", "languages"}
ROWS = {"row", "current", "step", "more", "head"}
"""What a row of the hall's file is called where its column ``id`` is asked for."""
DATES_AT_HOME = {
    "shared.store.sqlite.maintenance.backup": "the names of its files sort by time",
    "shared.store.sqlite.views": "ISO 8601, for other programs",
    "shared.bookings.cells": "reads dates, times and zones that people typed",
    "shared.bookings.vocabulary": "reads names of days and months, with the slips that people make",
}
LANGUAGES_AT_HOME = {
    "shared.records": "writes hall files, where Indonesian alone needs no table",
    "shared.store.acts.interruptions": "Indonesian has to be given",
    "shared.domain.speech": "the grammar of two languages, and their clips",
    "shared.domain.hall_data.spoken_codes": "what the voice can say",
    "shared.voice.hall_set": "which languages a hall's voice speaks",
    "display.voice.announcer": "which languages the voice speaks",
    "shared.voice.espeak_voice": "a synthetic voice for each language",
    "shared.voice.making": "the languages of the voice",
    "shared.voice.clip_plan": "the languages of the voice",
    "shared.voice.grammar": "the languages of the voice",
    "shared.voice.phonemes": "the languages of the voice",
    "shared.voice.listening": "the languages of the voice",
    "shared.voice.kokoro": "the languages of the voice",
    "shared.voice.checking": "the languages of the voice",
    "shared.voice.synthesis": "the languages of the voice",
    "shared.voice.clips": "the languages of the voice",
    "kiosk.reader.sounds": "how each language says a range",
    "kiosk.reader.line_parts": "how each language writes and says a figure",
    "shared.tools.guides.quick_card": "a card for each language",
    "shared.setup.terminal": "the guide's own words and signs, before any hall is there",
    "shared.store.acts.announcing": "Indonesian has to be given",
    "counter.supervisor.supervisor_window": "the button for the other language",
    "counter.dialogs.controller": "the button for the other language",
}

NAMES = {
    name.casefold()
    for lang in LANGUAGES
    for days in ([(2026, 11, day) for day in range(23, 30)], [(2026, month, 1) for month in range(1, 13)])
    for name in re.findall(r"[^\W\d]{3,}", " ".join(date_words(datetime.date(*day), lang) for day in days))
}


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but docstrings."""
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield child
            yield from statements(child)


def strings(node: ast.AST) -> list[str]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def writes_a_date(node: ast.AST) -> bool:
    """A format of dates or times, in Python's words or in Qt's, a zone's name, or a table of days or months."""
    if isinstance(node, ast.Attribute):
        return node.attr in {"strftime", "QLocale", "QDateTime", "format_date", "format_time", "format_datetime"}
    if isinstance(node, ast.alias):
        return node.name in {"QLocale", "QDateTime"}
    if isinstance(node, ast.JoinedStr):
        specs = [part for part in strings(node) if part.endswith("02d")]
        return len(specs) > 1 or any(re.search(r"%-?[HMYBAdm]", text) for text in strings(node))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
        format_in_it = re.search(r"%-?[HMYBA]\b|%-?[HMYBA][^a-z]|\b[Hh]{2}[.:]mm|\bdddd|\bMMMM", text)
        return bool(format_in_it) or text.upper() in {"WIB", "WITA", "WIT"}
    if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
        words = {word for text in strings(node) for word in text.casefold().split()}
        return len(words & NAMES) > 3
    return False


def identifier(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def is_language(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return node.value in LANGUAGES
    return identifier(node) in NAMES_OF_A_LANGUAGE or identifier(node) in {"FIRST", "ENGLISH"}


def picks_a_language(node: ast.AST) -> bool:
    """Words taken out of a text by a language, or chosen by asking which language it is."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        column = isinstance(node.slice, ast.Constant) and node.slice.value == "id"
        holder = node.value.value if isinstance(node.value, ast.Subscript) else node.value
        return is_language(node.slice) and not (column and identifier(holder) in {*ROWS, "rows"})
    if isinstance(node, ast.Call) and identifier(node.func) == "get":
        return bool(node.args) and is_language(node.args[0])
    if isinstance(node, ast.Compare) and identifier(node.left) in {*NAMES_OF_A_LANGUAGE, "code"}:
        return any(isinstance(other, ast.Constant) and other.value in LANGUAGES for other in node.comparators)
    return False


def found(rule: Callable[[ast.AST], bool]) -> dict[str, list[str]]:
    """The breaches of a rule outside ``shared.text``, by module."""
    breaches: dict[str, list[str]] = {}
    for name, path in MODULES.items():
        if not within(name, "shared.text"):
            for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
                if rule(node):
                    breaches.setdefault(name, []).append(f"line {getattr(node, 'lineno', '?')}: {ast.unparse(node)}")
    return breaches


@pytest.mark.parametrize(("rule", "home"), [(writes_a_date, DATES_AT_HOME), (picks_a_language, LANGUAGES_AT_HOME)])
def test_dates_are_written_and_languages_picked_in_one_place(
    rule: Callable[[ast.AST], bool], home: dict[str, str]
) -> None:
    breaches = found(rule)
    assert {name: lines for name, lines in breaches.items() if name not in home} == {}
    assert set(home) <= set(breaches), "an exception that nobody needs any more"


def test_babel_is_asked_in_one_place() -> None:
    assert [name for name in MODULES if any(within(used, "babel") for used in imports(name))] == ["shared.text.dates"]


@pytest.mark.parametrize(
    "source",
    [
        'at.strftime("%H.%M")',
        'f"{at:%H.%M}"',
        'f"{day:%d/%m/%Y}"',
        'f"{hour:02d}.{minute:02d}"',
        'field.setDisplayFormat("HH.mm")',
        "from PySide6.QtCore import QLocale",
        'DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")',
        'MONTHS = "January February March April May June".split(), []',
        'ZONES = {"Asia/Jakarta": "WIB"}',
    ],
)
def test_a_date_written_by_hand_is_found(source: str) -> None:
    assert any(map(writes_a_date, statements(ast.parse(source))))


@pytest.mark.parametrize(
    "source",
    [
        'hall.name["id"]',
        "text.get(lang)",
        "text.get(self.lang) or text['id']",
        "WORDS[lang]",
        'refused.sentence.get("en", "")',
        '":" if self.lang == "en" else "."',
        "text[FIRST]",
    ],
)
def test_a_language_picked_by_hand_is_found(source: str) -> None:
    assert any(map(picks_a_language, statements(ast.parse(source))))


@pytest.mark.parametrize("source", ['row["id"]', 'table["at"]', "languages[0]", "pick(text, lang)", '"""%H.%M"""'])
def test_what_is_neither_is_left_alone(source: str) -> None:
    assert not any(picks_a_language(node) or writes_a_date(node) for node in statements(ast.parse(source)))
