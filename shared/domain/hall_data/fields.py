"""What the records of a hall file are written with: keys with a sentence each, weekdays, spans of a day."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.domain.words import TimeOfDay


def must(doc: str) -> Any:
    """A key that the hall file has to give."""
    return dataclasses.field(metadata={"doc": doc})


def may(doc: str, default: Any) -> Any:
    """A key with a default."""
    return dataclasses.field(default=default, metadata={"doc": doc})


def many(doc: str) -> Any:
    """A table of named records, empty by default."""
    return dataclasses.field(default_factory=dict[Any, Any], metadata={"doc": doc})


class Weekday(StrEnum):
    """The days of the week, as the hall file names them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one business day, ``12.00-13.00`` in the hall file."""

    start: TimeOfDay
    end: TimeOfDay
