"""A hall's data while it is edited: the records and keys there are, and the changes so far, laid over what is in force.

Pure. Changes are kept by key, not as a whole hall, so that what somebody else changed meanwhile stays.
"""

import copy
import dataclasses
import datetime
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, cast

from shared import hall_file, records
from shared.domain.hall_data.hall import Hall, Span
from shared.domain.words import Refusal, TimeOfDay
from shared.faults import UsageFault
from shared.store.questions.hall_history import EarlierChange
from shared.text.refusals import usual

Path = tuple[str, ...]
HIDDEN = frozenset({"pin"})
"""Keys that no form shows: `antrean officer pin` sets them."""
_NOT_WORDS = frozenset({"keys"})  # tables of text that are not words by language


class FieldKind(Enum):
    """How a value is written in a form."""

    WORDS = "words"  # by language
    LINE = "line"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LIST = "list"  # codes or times, with commas
    TOML = "toml"  # a table within the record, as the hall file writes it


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record. ``choices`` are the words of an enum; ``number`` the type of a number."""

    name: str
    kind: FieldKind
    doc: str
    optional: bool
    default: Any = None
    choices: tuple[str, ...] = ()
    number: type[Any] = int


@dataclass(frozen=True, slots=True)
class Section:
    """A lone record (``rules.calls``), or a table of records by code (``service``)."""

    path: Path
    record: type[Any] | None
    is_table: bool

    @property
    def keys(self) -> tuple[Key, ...]:
        """Its keys, in the order of the hall file; of own words one for each refusal."""
        if self.record is None:
            return tuple(
                Key(code.value, FieldKind.WORDS, code.value, optional=True, default=usual(code)) for code in Refusal
            )
        fields = dataclasses.fields(self.record)
        found = [_key(self.record, field) for field in fields if field.name not in HIDDEN]
        return tuple(key for key in found if not _is_section(self.path, self.record, key.name))


def sections() -> tuple[Section, ...]:
    """All of a hall file, in its order."""
    return tuple(_sections_of(Hall, ()))


def _sections_of(record: type[Any], path: Path) -> Iterator[Section]:
    for field in dataclasses.fields(record):
        hint = records.bare(records.hints(record)[field.name])
        inner = _record_in(hint)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            yield Section((*path, field.name), hint, is_table=False)
            yield from _sections_of(hint, (*path, field.name))
        elif inner is not None and not path:
            yield Section((field.name,), inner, is_table=True)
        elif not path and typing.get_origin(hint) is Mapping and records.is_text(typing.get_args(hint)[1]):
            yield Section((field.name,), None, is_table=False)


def _is_section(path: Path, record: type[Any], name: str) -> bool:
    """Whether a key is a form of its own (the rules), not a field of this one."""
    hint = records.bare(records.hints(record)[name])
    return len(path) < 2 and path[:1] == ("rules",) and dataclasses.is_dataclass(hint)


def _record_in(hint: Any) -> type[Any] | None:
    """The records of a table by code; None for anything else."""
    if typing.get_origin(hint) not in (Mapping, dict):
        return None
    inner = typing.get_args(hint)[1]
    return inner if dataclasses.is_dataclass(inner) and isinstance(inner, type) else None


def _key(record: type[Any], field: "dataclasses.Field[Any]") -> Key:
    hint = records.bare(records.hints(record)[field.name])
    kind, choices = (FieldKind.TOML, ()) if field.name in _NOT_WORDS else _kind(hint)
    default = None if records.needed(field) else records.plain(_default(field))
    doc, optional = str(field.metadata.get("doc", "")), not records.needed(field)
    return Key(field.name, kind, doc, optional, default, choices, float if hint is float else int)


def _default(field: "dataclasses.Field[Any]") -> Any:
    factory = field.default_factory
    return factory() if factory is not dataclasses.MISSING else field.default


_KINDS: Mapping[Any, FieldKind] = {
    bool: FieldKind.YES_NO,
    int: FieldKind.NUMBER,
    float: FieldKind.NUMBER,
    str: FieldKind.LINE,
    TimeOfDay: FieldKind.LINE,
    datetime.date: FieldKind.DATE,
}


def _kind(hint: Any) -> tuple[FieldKind, tuple[str, ...]]:
    if records.is_text(hint):
        return FieldKind.WORDS, ()
    if _is_enum(hint):
        return FieldKind.CHOICE, tuple(choice.value for choice in hint)
    inner = typing.get_args(hint)[:1]
    if typing.get_origin(hint) is tuple and inner and (inner[0] in (str, Span) or _is_enum(inner[0])):
        return FieldKind.LIST, ()
    return _KINDS.get(hint, FieldKind.TOML), ()


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


class HallDraft:
    """The hall in force with the changes so far. ``changes`` is by path; None takes a key or a record away."""

    def __init__(self, hall: Hall) -> None:
        self._table = _plain(hall)
        self.changes: dict[Path, Any] = {}

    def codes(self, section: Section) -> tuple[str, ...]:
        """The records of a table, by code."""
        found: dict[str, Any] = _get(self.table(), section.path) or {}
        return tuple(found)

    def table(self) -> dict[str, Any]:
        """The hall as a plain table, with the changes."""
        return laid_over(self._table, self.changes)

    def value(self, path: Path) -> Any:
        """What a key holds, to keep and to change; None where it is left to its default."""
        return copy.deepcopy(_get(self.table(), path))

    def set(self, path: Path, value: Any) -> None:
        """Change a key or a whole record; None takes it away. A value as it was is no change."""
        for known in [known for known in self.changes if known[: len(path)] == path]:
            del self.changes[known]
        if _get(self.table(), path) != value:
            self.changes[path] = value

    def take_back(self, changes: Iterable[EarlierChange]) -> None:
        """The records become what they were before these changes, the newest first. A PIN is never taken back."""
        for change in changes:
            before = change.before
            pin = self.value((*change.path, "pin")) if change.section == "officer" else None
            if pin is not None and isinstance(before, dict):
                before = {**cast("dict[str, Any]", before), "pin": pin}
            self.set(change.path, before)

    def rebase(self, hall: Hall) -> None:
        """The hall was changed by somebody: the changes here lie over the new one."""
        self._table = _plain(hall)
        self.changes = {path: value for path, value in self.changes.items() if _get(self._table, path) != value}

    def hall(self, name: str) -> Hall:
        """The hall that this would be; UsageFault with everything that is wrong."""
        return hall_file.of_table(self.table(), name)

    def wrong(self, name: str) -> tuple[str, ...]:
        """What is wrong, a sentence each, with the key."""
        try:
            self.hall(name)
        except UsageFault as fault:
            return tuple(line.removeprefix(f"{name}: ") for line in fault.sentence.splitlines())
        return ()


def changed_hall(hall: Hall, changes: Mapping[Path, Any], name: str) -> Hall:
    """The hall with changes laid over it; UsageFault for what is wrong."""
    return hall_file.of_table(laid_over(_plain(hall), changes), name)


def laid_over(table: Mapping[str, Any], changes: Mapping[Path, Any]) -> dict[str, Any]:
    """A table with changes: whole records before their keys. What no change is about is the table's own."""
    made = dict(table)
    for path in sorted(changes, key=len):
        made = _with(made, path, changes[path])
    return made


def _plain(hall: Hall) -> dict[str, Any]:
    return _text_keys(cast("dict[str, Any]", records.plain(hall)))


def _text_keys(value: Any) -> Any:
    """Dates as keys (of holidays) are text in a path."""
    if isinstance(value, dict):
        return {str(key): _text_keys(entry) for key, entry in cast("dict[Any, Any]", value).items()}
    return value


def _get(table: Any, path: Path) -> Any:
    for part in path:
        if not isinstance(table, dict) or part not in table:
            return None
        table = cast("dict[str, Any]", table)[part]
    return table


def _with(table: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    made, first, rest = dict(table), path[0], path[1:]
    if rest:
        inner = made.get(first)
        made[first] = _with(cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}, rest, value)
    elif value is None:
        made.pop(first, None)
    else:
        made[first] = value
    return made
