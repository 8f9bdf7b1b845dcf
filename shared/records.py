"""Records <-> plain tables (what TOML and JSON can say), by the records' annotations.

Works for frozen dataclasses of: text, numbers, truth values, dates, times of day (``08.00``), spans
(``12.00-13.00``), words in several languages (a string or a table), enums, tuples, tables of records.
All mistakes are collected, so that a whole file is checked at once.
"""

import dataclasses
import datetime
import difflib
import functools
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Union, cast

from shared.domain.hall_data.hall import Span
from shared.domain.words import TimeOfDay
from shared.text.dates import time_of_day_words

Path = tuple[str, ...]
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]00)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BAD: Any = object()  # marks a value that was refused; never leaves this module


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong in a table: where, why, and the words that look alike."""

    path: Path
    reason: str
    nearest: tuple[str, ...] = ()


class TableError(ValueError):
    """A table cannot be read; ``wrongs`` says each reason."""

    def __init__(self, wrongs: Iterable[Wrong]) -> None:
        self.wrongs = tuple(wrongs)
        super().__init__("; ".join(f"{'.'.join(wrong.path)}: {wrong.reason}" for wrong in self.wrongs))


def nearest(word: str, words: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The words that look most like ``word``, best first; capitals do not matter."""
    known = {known.casefold(): known for known in words}
    return tuple(known[match] for match in difflib.get_close_matches(word.casefold(), known, count, 0.5))


def time_of_day(text: str) -> TimeOfDay:
    """``08.00`` or ``08:00``, to 47.59 (past midnight); ValueError if it is not a time."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[2]) > 59 or int(match[1]) > 47:
        raise ValueError(f'"{text}" is not a time of day (write "08.00")')
    return TimeOfDay(int(match[1]) * 60 + int(match[2]))


def span(text: str) -> Span:
    """``12.00-13.00``; ValueError if it is not a span."""
    start, dash, end = text.replace("–", "-").partition("-")
    if not dash:
        raise ValueError(f'"{text}" is not a span (write "12.00-13.00")')
    return Span(time_of_day(start), time_of_day(end))


@functools.cache
def hints(record: type) -> Mapping[str, Any]:
    """The annotation of each field of a record."""
    return typing.get_type_hints(record)


def needed(field: "dataclasses.Field[Any]") -> bool:
    """Whether the table has to give this key."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def read(record: type[Any], table: Mapping[str, Any]) -> Any:
    """The record that a plain table describes; :class:`TableError` with everything that is wrong."""
    reader = _Reader()
    value = reader.value(record, table, ())
    if reader.wrongs:
        raise TableError(reader.wrongs)
    return value


def plain(value: Any) -> Any:
    """A value as TOML. Keys at their default are left out; dates stay dates."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_record(value)
    if isinstance(value, Mapping):
        table = cast("Mapping[Any, Any]", value)
        return {_plain_key(key): plain(entry) for key, entry in table.items()}
    if isinstance(value, tuple):
        return [plain(entry) for entry in cast("tuple[Any, ...]", value)]
    if isinstance(value, StrEnum):
        return value.value
    return value


def _plain_record(record: Any) -> Any:
    if isinstance(record, Span):
        return f"{time_of_day_words(record.start)}-{time_of_day_words(record.end)}"
    table: dict[str, Any] = {}
    for name, default, is_time, is_words in _writing(cast("type[Any]", type(record))):
        value = getattr(record, name)
        if value == default:
            continue
        if is_time:
            table[name] = time_of_day_words(value)
        elif is_words and set(value) == {"id"}:
            table[name] = value["id"]
        else:
            table[name] = plain(value)
    return table


@functools.cache
def _writing(record: type) -> tuple[tuple[str, Any, bool, bool], ...]:
    """Each field of a record: its name, its default, whether it is a time of day, whether it is words."""
    found = ((field, bare(hints(record)[field.name])) for field in dataclasses.fields(record))
    return tuple((field.name, _default(field), hint is TimeOfDay, is_text(hint)) for field, hint in found)


def _plain_key(key: Any) -> str:
    return key.isoformat() if isinstance(key, datetime.date) else str(key)


def _default(field: "dataclasses.Field[Any]") -> Any:
    """What a table may leave out; equal to nothing where it has to say it."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def bare(hint: Any) -> Any:
    """The annotation without ``| None``."""
    if typing.get_origin(hint) in (Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not types.NoneType)
    return hint


def is_text(hint: Any) -> bool:
    """Whether an annotation means words in several languages."""
    return typing.get_origin(hint) is Mapping and typing.get_args(hint) == (str, str)


class _Reader:
    """Reads values and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.wrongs: list[Wrong] = []

    def value(self, hint: Any, given: Any, path: Path) -> Any:
        read_as, bare_hint = _reading(hint)
        return read_as(self, bare_hint, given, path)

    def _wrong(self, path: Path, reason: str, alike: tuple[str, ...] = ()) -> Any:
        self.wrongs.append(Wrong(path, reason, alike))
        return _BAD

    def as_record(self, record: type[Any], given: Any, path: Path) -> Any:
        if not isinstance(given, Mapping):
            return self._wrong(path, f"must be a table with keys, not {_shown(given)}")
        table = cast("Mapping[str, Any]", given)
        fields = {field.name: field for field in dataclasses.fields(record)}
        for key in table:
            if key not in fields:
                self._wrong((*path, key), "there is no such key", nearest(key, fields))
        values: dict[str, Any] = {}
        for name, field in fields.items():
            if name in table:
                values[name] = self.value(hints(record)[name], table[name], (*path, name))
            elif needed(field):
                values[name] = self._wrong((*path, name), f"is missing: {field.metadata['doc']}")
        return _BAD if any(value is _BAD for value in values.values()) else record(**values)

    def as_mapping(self, hint: Any, given: Any, path: Path) -> Any:
        if not isinstance(given, Mapping):
            return self._wrong(path, f"must be a table, not {_shown(given)}")
        key_hint, value_hint = typing.get_args(hint)
        entries: dict[Any, Any] = {}
        for key, entry in cast("Mapping[str, Any]", given).items():
            code = self._key(key_hint, key, (*path, key))
            value = self.value(value_hint, entry, (*path, key))
            if code is not _BAD:
                entries[code] = value
        return _BAD if any(value is _BAD for value in entries.values()) else entries

    def _key(self, hint: Any, key: str, path: Path) -> Any:
        if hint is datetime.date:
            try:
                return datetime.date.fromisoformat(key)
            except ValueError:
                return self._wrong(path, "is not a date (write 2026-12-25)")
        if hint is int:
            try:
                return int(key)
            except ValueError:
                return self._wrong(path, "is not a whole number")
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return self.as_enum(hint, key, path)
        return key if key else self._wrong(path, "a code cannot be empty")

    def as_tuple(self, hint: Any, given: Any, path: Path) -> Any:
        if not isinstance(given, list | tuple):
            return self._wrong(path, f"must be a list in [ ], not {_shown(given)}")
        item = typing.get_args(hint)[0]
        values = tuple(self.value(item, entry, path) for entry in cast("list[Any]", given))
        return _BAD if any(value is _BAD for value in values) else values

    def as_text(self, _hint: Any, given: Any, path: Path) -> Any:
        if isinstance(given, str):
            return {"id": given} if given.strip() else self._wrong(path, "the words are empty")
        if not isinstance(given, Mapping):
            return self._wrong(path, f'must be words in quotes, or {{ id = "...", en = "..." }}, not {_shown(given)}')
        table = cast("Mapping[str, Any]", given)
        if "id" not in table:
            return self._wrong((*path, "id"), "is missing: the Indonesian words")
        for code, words in table.items():
            if _LANGUAGE.fullmatch(code) is None:
                return self._wrong((*path, code), "is not a language code (id, en, jv ...)")
            if not isinstance(words, str) or not words.strip():
                return self._wrong((*path, code), f"must be words in quotes, not {_shown(words)}")
        return dict(table)

    def as_span(self, _hint: Any, given: Any, path: Path) -> Any:
        if not isinstance(given, str):
            return self._wrong(path, f'must be a span such as "12.00-13.00", not {_shown(given)}')
        try:
            return span(given)
        except ValueError as error:
            return self._wrong(path, str(error))

    def as_time(self, _hint: Any, given: Any, path: Path) -> Any:
        if isinstance(given, datetime.time):
            return TimeOfDay(given.hour * 60 + given.minute)
        if not isinstance(given, str):
            return self._wrong(path, f'must be a time in quotes such as "08.00", not {_shown(given)}')
        try:
            return time_of_day(given)
        except ValueError as error:
            return self._wrong(path, str(error))

    def as_enum(self, kind: type[StrEnum], given: Any, path: Path) -> Any:
        choices = [member.value for member in kind]
        if isinstance(given, str) and given in choices:
            return kind(given)
        alike = nearest(given, choices) if isinstance(given, str) else ()
        return self._wrong(path, f"{_shown(given)} is none of {', '.join(choices)}", alike)

    def as_scalar(self, hint: Any, given: Any, path: Path) -> Any:
        if hint is datetime.date:
            return self._date(given, path)
        if hint is float and isinstance(given, int) and not isinstance(given, bool):
            return float(given)
        if isinstance(given, hint) and (hint is bool or not isinstance(given, bool)):
            return given
        names = {str: "words in quotes", int: "a whole number", float: "a number", bool: "true or false"}
        return self._wrong(path, f"must be {names[hint]}, not {_shown(given)}")

    def _date(self, given: Any, path: Path) -> Any:
        if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
            return given
        try:
            return datetime.date.fromisoformat(str(given))
        except ValueError:
            return self._wrong(path, f"must be a date such as 2026-12-25, not {_shown(given)}")


@functools.cache
def _reading(hint: Any) -> tuple[Callable[[_Reader, Any, Any, Path], Any], Any]:
    """How values of an annotation are read, and the annotation without ``| None``."""
    hint = bare(hint)
    kinds: tuple[tuple[bool, Callable[[_Reader, Any, Any, Path], Any]], ...] = (
        (is_text(hint), _Reader.as_text),
        (typing.get_origin(hint) is Mapping, _Reader.as_mapping),
        (typing.get_origin(hint) is tuple, _Reader.as_tuple),
        (hint is Span, _Reader.as_span),
        (hint is TimeOfDay, _Reader.as_time),
        (dataclasses.is_dataclass(hint), _Reader.as_record),
        (isinstance(hint, type) and issubclass(hint, StrEnum), _Reader.as_enum),
        (True, _Reader.as_scalar),
    )
    return next(read_as for fits, read_as in kinds if fits), bare(hint)


def _shown(given: Any) -> str:
    """A value as it is written in the file."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, str):
        return f'"{given}"'
    if isinstance(given, Mapping):
        return "a table"
    return "a list" if isinstance(given, list) else str(given)
